//! What the program writes: nothing when nothing changed, whole frames, no question, and no more than is needed.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::random::Random;
use crate::rounds::rounds;
use crate::screen::Screen;
use crate::setup::Setup;
use crate::stream;
use crate::terminal::Terminal;

/// Keys that lead through every part of the reader and never out of it.
const TOUR: [&str; 22] = [
    "j", "k", "\r", " ", " ", "b", "]", "]", "[", "\t", "j", "\r", "n", "z", "z", "H", "m", "*",
    "u", "K", "J", "h",
];

/// Takes the tour, each stop on the screen before the next key, and leaves.
fn tour(setup: &Setup) -> Vec<u8> {
    let mut terminal = setup.start();
    terminal.wait("the first frame", |screen| screen.shows("Putin signed dozens"));
    for key in TOUR {
        terminal.press(key).settle(Duration::from_millis(30));
    }
    for (key, shows) in [("?", "Keys"), (":", "Commands"), ("g/", "Search"), ("gd", "Details")] {
        terminal.press(key).wait_for(shows).press("\x1b").wait_gone(shows);
    }
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    terminal.raw()
}

#[test]
fn idle_writes_nothing() {
    let terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").press("j").press("\r").wait_for("fact here");
    terminal.settle(Duration::from_secs(5));
    let written = terminal.written();
    // The time is what is tested.
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(terminal.written() - written, 0, "bytes were written while nothing happened");
}

#[test]
fn a_frame_that_shows_nothing_new_writes_nothing() {
    let terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").settle(Duration::from_millis(500));
    let written = terminal.written();
    // Up, at the first article; then to the left, where there is nothing.
    terminal.press("k").press("h").settle(Duration::from_millis(300));
    assert_eq!(terminal.written() - written, 0);
}

/// The system counts what a program writes; nothing else is written while the reader moves in a text.
#[test]
#[cfg(target_os = "linux")]
fn a_frame_is_one_write() {
    let terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").press("\r").wait_for("fact here");
    terminal.settle(Duration::from_millis(1_500));
    let row = terminal.look(Screen::cursor_row);
    let before = terminal.writes();
    terminal.press("j").wait("the next line", |screen| screen.cursor_row() != row);
    let row = terminal.look(Screen::cursor_row);
    terminal.press("G").wait("the last line", |screen| screen.cursor_row() != row);
    assert_eq!(terminal.writes() - before, 2, "writes for two frames");
}

#[test]
fn every_frame_is_bracketed_and_nothing_is_asked() {
    let raw = tour(&Setup::new());
    let frames = stream::frames(&raw).expect("balanced frames");
    let counts = stream::check(&raw).expect("the program's own sequences alone");
    println!("a tour: {} bytes, {} frames; {counts}", raw.len(), frames.len());
    assert!(frames.len() > TOUR.len() / 2);
    assert_eq!(counts.copies, Vec::<String>::new(), "copied without being asked");
}

#[test]
fn a_locale_without_unicode_gets_ascii_alone() {
    let raw = tour(&Setup::new().env("LC_ALL", "C"));
    let foreign = raw.iter().position(|byte| *byte >= 0x80);
    assert_eq!(foreign.map(|at| String::from_utf8_lossy(&raw[at..at + 8]).into_owned()), None);
}

#[test]
fn no_color_means_no_colour() {
    for setup in [
        Setup::new().env("NO_COLOR", "1"),
        Setup::new().arg("--color").arg("never"),
        Setup::new().env("TERM", "vt220"),
    ] {
        let raw = tour(&setup);
        let codes =
            stream::tokens(&raw).expect("a stream").into_iter().filter_map(|token| match token {
                stream::Token::Csi(codes, 'm') => Some(codes),
                _ => None,
            });
        for codes in codes {
            let plain =
                |code: &str| matches!(code, "" | "0" | "1" | "4" | "7" | "22" | "24" | "27");
            assert!(codes.split(';').all(plain), "colour codes {codes:?}");
        }
    }
}

/// Where the terminal is not known to take links none is sent; where it is, each is sent with the text it stands in.
#[test]
fn links_are_sent_to_terminals_that_take_them() {
    for (variable, value, links) in [
        ("TERM", "xterm-256color", false),
        ("TERM", "linux", false),
        ("VTE_VERSION", "7000", true),
        ("TERM", "xterm-kitty", true),
    ] {
        let setup = Setup::new().env(variable, value);
        let page = setup.folder().join("page.html");
        let text = "<article><h1>Title</h1><p>The council met on Thursday to read <a \
                    href='https://example.org/plan?a=1;b'>a plan</a> of many pages.</article>";
        std::fs::write(&page, text).expect("a file");
        let mut terminal = setup.arg("open").arg(page).start();
        terminal.wait_for("a plan[1]").press("\r").settle(Duration::from_millis(200)).press("Q");
        terminal.wait_exit();
        let raw = terminal.raw();
        stream::frames(&raw).expect("balanced frames");
        let counts = stream::check(&raw).expect("the program's own sequences alone");
        let sent = String::from_utf8_lossy(&raw)
            .contains("\x1b]8;id=1;https://example.org/plan?a=1;b\x1b\\");
        assert_eq!((counts.of("OSC 8") > 0, sent), (links, links), "with {variable}={value}");
    }
}

#[test]
fn the_first_paint_and_a_move_cost_little() {
    let terminal = Setup::new().size(80, 24).start();
    terminal.wait_for("Putin signed dozens").settle(Duration::from_millis(700));
    let first = terminal.written();
    assert!(first < 6_000, "the first paint and the list took {first} bytes");
    terminal.press("j").wait("the move", |screen| screen.cursor_line().contains("After his"));
    println!("80x24: first paint {first} bytes, a move {}", terminal.written() - first);
}

#[test]
fn a_silent_terminal_is_repainted_at_once() {
    let terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").settle(Duration::from_millis(100));
    let started = Instant::now();
    terminal.repaint();
    let took = started.elapsed();
    println!("Ctrl-L repainted in {took:?}");
    assert!(took < Duration::from_secs(1), "{took:?}: is something waited for?");
}

#[test]
fn a_hundred_sizes_in_a_second_are_few_paints() {
    let terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").settle(Duration::from_millis(300));
    let before = stream::repaints(&terminal.raw());
    let started = Instant::now();
    for n in 0..100_u16 {
        terminal.resize(80 + n % 40, 24 + n % 7);
        std::thread::sleep(Duration::from_millis(10));
    }
    let took = started.elapsed();
    terminal.resize(90, 30).settle(Duration::from_millis(300));
    let paints = stream::repaints(&terminal.raw()) - before;
    println!("100 sizes in {took:?}: {paints} paints");
    // One in 50 ms at most; a busy machine stretches the second.
    assert!(paints <= 2 + (took.as_millis() / 50) as usize, "{paints} paints");
    terminal.check_repaint();
}

#[test]
fn any_size_is_drawn_and_the_last_one_is_right() {
    const KEYS: &[&str] = &[
        "j", "k", "\r", "\t", " ", "b", "l", "h", "J", "K", "]", "[", "n", "i", "z", "?", ":", "/",
        "G", "gg", "m", "*", "}", "gd",
    ];
    let seed = Random::seed();
    println!("random sizes: DATELINE_TEST_SEED={seed}");
    let mut random = Random::new(seed);
    let mut terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF");
    let mut sizes: Vec<(u16, u16)> = vec![(1, 1), (300, 120), (24, 6), (23, 5), (2, 200)];
    sizes.extend(
        (0..rounds(50, 300)).map(|_| (random.below(500) as u16 + 1, random.below(200) as u16 + 1)),
    );
    let count = sizes.len();
    for (columns, rows) in sizes {
        terminal.resize(columns, rows);
        for _ in 0..3 {
            terminal.press(random.of(KEYS));
        }
        terminal.settle(Duration::from_millis(random.below(40)));
    }
    // Out of whatever is open; an Esc with a key right after it would be Alt and that key.
    terminal.press("\x1b").settle(Duration::from_millis(200));
    terminal.press("\x1b").settle(Duration::from_millis(200));
    terminal.resize(97, 31).settle(Duration::from_millis(400));
    terminal.check_repaint();
    println!("{count} sizes, {} bytes", terminal.written());
    stream::check(&terminal.raw()).expect("the program's own sequences alone");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0), "{}", terminal.text());
}

#[test]
fn a_slow_reader_gets_the_newest_state() {
    let terminal = Setup::new().env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22").start();
    terminal.wait_for("IN BRIEF").press("\r").wait_for("fact here");
    for _ in 0..60 {
        terminal.press("j");
    }
    let last = terminal.settle(Duration::from_millis(600)).cells();
    let frames = stream::frames(&terminal.raw()).expect("balanced frames").len();
    terminal.repaint();
    assert_eq!(last, terminal.cells());
    println!("60 keys at once over SSH: {frames} frames");
}

/// A line of two kilobytes a second, a key held for a while: the newest state comes, not all that was between.
#[test]
fn a_line_of_two_kilobytes_a_second_gets_the_newest_state() {
    let setup = Setup::new();
    let settings = setup.folder().join("settings.toml");
    std::fs::write(&settings, "line_rate = 2000\n").expect("a file");
    let setup = setup.env("DATELINE_CONFIG", &settings.to_string_lossy());
    let terminal = setup.env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22").start();
    terminal.wait_for("IN BRIEF").press("\r").wait_for("fact here");
    terminal.settle(Duration::from_millis(500)).slow(2_000);
    let (from, held) = (terminal.written(), Instant::now());
    for _ in 0..rounds(40, 100) {
        terminal.press("j");
        std::thread::sleep(Duration::from_millis(30));
    }
    let (held, released) = (held.elapsed(), Instant::now());
    // The first line is where none of the keys leads.
    terminal.press("gg").wait("the first line", |screen| screen.cursor_row().0 == 5);
    let (took, bytes) = (released.elapsed(), terminal.written() - from);
    println!(
        "a key held for {held:?} on 2 kB/s: {bytes} bytes, the newest state {took:?} after its release"
    );
    terminal.slow(0).settle(Duration::from_millis(300)).check_repaint();
}

/// Frames that a stuck line did not take are dropped, not kept: memory stays, and what comes is the newest.
#[test]
#[cfg(target_os = "linux")]
fn a_stuck_line_gets_the_newest_state_once_it_moves_again() {
    let terminal = Setup::new().size(200, 60).start();
    terminal.wait_for("IN BRIEF").press("\r").wait_for("fact here");
    // The articles are put to their story, and this one is held against the other, by then: that takes memory, too.
    terminal.press("jkjkG").settle(Duration::from_secs(3)).press("gg");
    let before = terminal.settle(Duration::from_millis(300)).memory_kb();
    terminal.stick(true);
    // At most so long, since a busy machine is slower: two minutes where sixty seconds were promised.
    let count = rounds(300, 30_000);
    for _ in 0..count {
        terminal.press("\x0cj\x0ck");
        std::thread::sleep(Duration::from_millis(2));
    }
    let grown = terminal.memory_kb().saturating_sub(before);
    terminal.press("G").stick(false).settle(Duration::from_millis(500));
    println!("{} repaints to a stuck line: {grown} kB more memory", 2 * count);
    assert!(grown < 5_000, "{grown} kB more");
    terminal.check_repaint();
    stream::frames(&terminal.raw()).expect("balanced frames");
}

/// With another size in between every second time, and a key right after: none is lost.
#[test]
fn being_stopped_and_continued_keeps_the_screen() {
    let mut terminal = Setup::new().start();
    // The article follows the selection: then its title stands twice.
    let preview = |terminal: &Terminal, title: &str| {
        terminal.wait("the article", |screen| screen.count(title) == 2);
    };
    terminal.wait_for("IN BRIEF").press("j");
    preview(&terminal, "After his unusual visit");
    let count = rounds(6, 100);
    for round in 0..count {
        let (before, from) = (terminal.cells(), terminal.written());
        terminal.signal(Signal::TSTP);
        terminal.wait_stopped();
        assert!(terminal.is_as_before(), "stopped with the terminal still taken");
        terminal.wait("the shell's screen", Screen::is_given_back);
        if round % 2 == 1 {
            terminal.resize(100 + (round % 7) as u16, 30);
        }
        terminal.signal(Signal::CONT).wait_bytes(from, b"\x1b[2J");
        terminal.settle(Duration::from_millis(200));
        if round % 2 == 1 {
            terminal.resize(120, 40).settle(Duration::from_millis(300));
        }
        assert_eq!(before, terminal.cells(), "round {round}");
        terminal.check_repaint();
        let keys = [("k", "Putin signed dozens"), ("j", "After his unusual visit")];
        let (key, title) = keys[round % 2];
        preview(terminal.press(key), title);
        terminal.settle(Duration::from_millis(200));
    }
    println!("{count} stops and continues: every screen equals a fresh paint, no key lost");
    stream::frames(&terminal.raw()).expect("balanced frames");
    terminal.press("q");
    assert!(terminal.wait_exit().as_before);
}

/// A window manager may give a window its size while the program starts: no change is missed, however early.
#[test]
fn a_size_that_changes_while_the_program_starts_is_taken() {
    let count = rounds(16, 100);
    for round in 0..count {
        let terminal = Setup::new().start();
        // Right after the first byte, then a little later each time.
        while terminal.written() == 0 {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(round as u64 % 16 * 100));
        terminal.resize(70, 20);
        terminal.wait("the narrow screen", |screen| {
            screen.alternate_screen() && screen.shows("2 new") && !screen.shows("IN BRIEF")
        });
    }
    println!("{count} sizes that changed while the program started were taken");
}

#[test]
fn a_size_that_changed_while_stopped_is_taken() {
    let terminal: Terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF").signal(Signal::TSTP).wait_stopped();
    terminal.resize(70, 20).signal(Signal::CONT);
    terminal.wait("the narrow screen", |screen| {
        screen.alternate_screen() && screen.shows("2 new") && !screen.shows("IN BRIEF")
    });
    terminal.settle(Duration::from_millis(200)).check_repaint();
}
