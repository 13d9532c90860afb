//! Odd things that come from a keyboard: half a sequence, an arrow key in pieces, a paste.

use std::time::Duration;

use crate::screen::Screen as _;
use crate::setup::Setup;
use crate::terminal::Terminal;

const SECOND: &str = "After his unusual visit";

#[test]
fn half_a_sequence_blocks_nothing() {
    // The keyboard thread is stuck in each of these; timers, workers and signals still reach the screen.
    for half in [&b"\x1b["[..], b"\x1b[1;", b"\x1b[200~half a paste", b"\xc3"] {
        let mut terminal = Setup::new().start();
        // At once with the key before it: that key must not wait for the rest of the sequence.
        terminal.wait_for("IN BRIEF").press_bytes(&[b"j", half].concat());
        // The preview comes by a timer and a worker, after the keys are stuck.
        terminal.wait("the preview", |screen| screen.count(SECOND) == 2);
        terminal.resize(100, 30).wait("another size", |screen| !screen.shows("IN BRIEF"));
        terminal.signal(rustix::process::Signal::TERM);
        assert!(terminal.wait_exit().as_before, "after {half:?}");
    }
}

#[test]
fn an_arrow_key_in_pieces_does_no_harm() {
    let terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").press("\r").wait_for("fact here");
    terminal.press("/vietnam");
    terminal.wait_for("vietnam").press("\r").wait_for("match");
    // The pieces are keys of their own for a terminal library; the pauses are what is tested here. A busy machine may
    // stretch them beyond what belongs together, so that once in three times is enough.
    let unharmed = (0..3).any(|_| {
        let before = in_pieces(&terminal, Duration::from_millis(50));
        terminal.repaint();
        before == terminal.cells()
    });
    assert!(unharmed, "an arrow key in pieces did something");
}

/// Sends an arrow key in three pieces. Returns the screen after the first.
fn in_pieces(terminal: &Terminal, pause: Duration) -> Vec<String> {
    terminal.press("\x1b");
    std::thread::sleep(pause);
    let before = terminal.cells();
    for piece in ["[", "B"] {
        terminal.press(piece);
        std::thread::sleep(pause);
    }
    before
}

#[test]
fn a_paste_outside_of_a_field_does_nothing() {
    let mut terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").press("\x1b[200~q\nq\x1b[201~");
    terminal.press("j").wait("the second article", |screen| screen.cursor_line().contains(SECOND));
    terminal.press("\r").wait_for("fact here").press("\x1b[200~Q\x03q\nq\x1b[201~");
    terminal.press("/").press("\x1b[200~Hanoi\nand\x1b[201~").wait_for("/Hanoi and");
    terminal.press("\x1b").wait_gone("/Hanoi and").press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
}

#[test]
fn the_mouse_selects_and_scrolls_where_it_is_wanted() {
    let setup = Setup::new();
    let settings = setup.folder().join("settings.toml");
    std::fs::write(&settings, "mouse = true\n").expect("a file");
    let terminal = setup.env("DATELINE_CONFIG", &settings.to_string_lossy()).start();
    terminal.wait_for("IN BRIEF");
    // Columns and rows count from 1: the second article is in the sixth row, the text in the middle.
    terminal.press("\x1b[<0;5;6M\x1b[<0;5;6m");
    terminal.wait("the second article", |screen| screen.cursor_line().contains(SECOND));
    terminal.press("\x1b[<0;50;12M\x1b[<0;50;12m").wait_for("fact here");
    assert_eq!(terminal.look(|screen| screen.cursor_row().0), 11);
    terminal.press("\x1b[<65;50;12M").wait("scrolled", |screen| screen.cursor_row().0 != 11);
}
