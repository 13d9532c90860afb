//! The theme that follows the terminal's background: it is asked once, and only where that is wished.

use crate::outside::configured;
use crate::screen::Screen;
use crate::setup::Setup;
use crate::terminal::Terminal;

/// The question for the background.
const ASKED: &[u8] = b"\x1b]11;?";

fn asking() -> Terminal {
    let terminal = configured(Setup::new(), "theme = \"ask\"\n").start();
    terminal.wait_bytes(0, ASKED);
    terminal
}

/// Whether what most of the screen stands on is light.
fn is_light(terminal: &Terminal) -> bool {
    terminal.look(|screen| match screen.cell(20, 50).map(vt100::Cell::bgcolor) {
        Some(vt100::Color::Idx(index)) => index > 250,
        Some(vt100::Color::Rgb(red, ..)) => red > 128,
        _ => false,
    })
}

#[test]
fn the_theme_is_light_where_the_terminal_says_that_it_is() {
    let terminal = asking();
    // In pieces, as over a line.
    terminal.press_bytes(b"\x1b]11;rgb:ffff/").press_bytes(b"ffff/eeee\x1b\\\x1b[?62;4c");
    terminal.wait_for("IN BRIEF");
    assert!(is_light(&terminal));
}

#[test]
fn a_terminal_that_tells_no_colour_gets_the_dark_theme() {
    let terminal = asking();
    terminal.press_bytes(b"\x1b[?62;4c").wait_for("IN BRIEF");
    assert!(!is_light(&terminal));
}

#[test]
fn an_answer_that_comes_too_late_does_nothing() {
    let terminal = asking();
    terminal.wait_for("IN BRIEF");
    let row = terminal.look(Screen::cursor_row);
    // Read as keys it would fetch, and open a field that the next key is written into.
    terminal.press_bytes(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\").press("j");
    terminal.wait("the next article", |screen| screen.cursor_row() > row);
    assert!(!terminal.text().contains("Commands"), "{}", terminal.text());
    let raw = terminal.raw();
    assert_eq!(raw.windows(ASKED.len()).filter(|bytes| *bytes == ASKED).count(), 1);
}
