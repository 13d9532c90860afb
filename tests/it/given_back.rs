//! The terminal is given back on every way out.

use std::time::Duration;

use rustix::process::Signal;

use crate::screen::Screen;
use crate::setup::Setup;
use crate::terminal::Terminal;

fn start() -> Terminal {
    let terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF");
    assert!(terminal.look(vt100::Screen::alternate_screen) && !terminal.is_as_before());
    terminal
}

/// Waits for the end and checks the terminal. Returns the exit code and what is on the main screen.
#[track_caller]
fn check_end(mut terminal: Terminal) -> (Option<i32>, String) {
    let ended = terminal.wait_exit();
    assert!(ended.as_before, "the terminal reads keys differently now");
    assert!(terminal.look(Screen::is_given_back), "{:?}", terminal.text());
    (ended.code(), terminal.text())
}

#[test]
fn leaving_gives_the_terminal_back() {
    for keys in ["q", "Q", "\x03"] {
        let terminal = start();
        terminal.press(keys);
        assert_eq!(check_end(terminal), (Some(0), String::new()), "after {keys:?}");
    }
}

/// A pipe that breaks elsewhere is no reason to go.
#[test]
fn a_broken_pipe_is_no_end() {
    let mut terminal = start();
    terminal.signal(Signal::PIPE).press("j").wait("the second article", |screen| {
        screen.cursor_line().contains("After his unusual visit")
    });
    terminal.press("Q");
    let ended = terminal.wait_exit();
    assert_eq!((ended.code(), ended.as_before), (Some(0), true));
}

#[test]
fn leaving_with_the_mouse_on_gives_the_terminal_back() {
    let setup = Setup::new();
    let settings = setup.folder().join("settings.toml");
    std::fs::write(&settings, "mouse = true\n").expect("a file");
    let terminal = setup.env("DATELINE_CONFIG", &settings.to_string_lossy()).start();
    terminal.wait_for("IN BRIEF");
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    assert!(raw.contains("\x1b[?1000h\x1b[?1006h"));
    terminal.press("q");
    assert_eq!(check_end(terminal).0, Some(0));
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let terminal = start();
        terminal.signal(signal);
        let (_, text) = check_end(terminal);
        assert_eq!(text, "", "after {signal:?}");
    }
}

/// Over a slow line frames wait to be written. None may come after the terminal was given back.
#[test]
fn a_panic_while_frames_wait_leaves_the_shell_its_screen() {
    let setup = Setup::new().size(300, 120).env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
    let terminal = setup.env("DATELINE_TEST_PANIC", "loop: copy").start();
    terminal.wait_for("IN BRIEF");
    for _ in 0..8 {
        terminal.repaint();
    }
    terminal.press("\x0cjy");
    let (code, text) = check_end(terminal);
    assert_eq!(code, Some(101));
    assert!(text.contains("asked to panic: loop: copy") && !text.contains("IN BRIEF"), "{text:?}");
}

/// A line that takes nothing must not keep the program: it is told to go, and goes.
#[test]
fn a_terminal_that_takes_nothing_does_not_hold_the_program() {
    for signal in [Signal::TERM, Signal::HUP] {
        let mut terminal = Setup::new().size(300, 120).start();
        terminal.wait_for("IN BRIEF");
        terminal.stick(true);
        for _ in 0..40 {
            terminal.press("\x0c").press("j").press("k");
            std::thread::sleep(Duration::from_millis(10));
        }
        terminal.signal(signal);
        let ended = terminal.wait_exit_within(Duration::from_secs(15));
        println!("{signal:?} on a stuck terminal: gone after {:?}", ended.took);
        assert!(ended.as_before, "the terminal reads keys differently now");
    }
}

#[test]
fn an_error_before_the_screen_opens_leaves_the_terminal_alone() {
    let mut terminal = Setup::new().arg("open").arg("no-such-file.txt").start();
    let ended = terminal.wait_exit();
    assert_eq!((ended.code(), ended.as_before), (Some(1), true));
    let text = terminal.text();
    assert!(text.contains("no-such-file.txt: there is no such file"), "{text:?}");
    assert!(!terminal.raw().contains(&0x1b), "sequences before there was a screen");
}
