//! Frames in a model of a terminal, compared with fresh paints.

use proptest::prelude::*;

use ratatui::style::Modifier;

use super::*;

const ABLE: Abilities = Abilities { erases_with_background: true };
const SIZE: Rect = Rect { x: 0, y: 0, width: 24, height: 8 };

fn terminal() -> vt100::Parser {
    let rows = SIZE.height.try_into().expect("a row");
    vt100::Parser::new(rows, SIZE.width.try_into().expect("a column"), 0)
}

/// What a terminal shows after the bytes of some frames: symbols and attributes.
fn shown(
    parser: &vt100::Parser,
) -> Vec<(String, vt100::Color, vt100::Color, bool, bool, bool)> {
    let screen = parser.screen();
    let mut cells = Vec::new();
    for y in 0..SIZE.height {
        for x in 0..SIZE.width {
            let cell = screen.cell(y, x).expect("a cell");
            let symbol =
                if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
            let blank = symbol == " " && !cell.inverse() && !cell.underline();
            let fg = if blank { vt100::Color::Default } else { cell.fgcolor() };
            let bold = cell.bold() && !blank;
            cells.push((symbol, fg, cell.bgcolor(), bold, cell.underline(), cell.inverse()));
        }
    }
    cells
}

/// A frame of words in several looks.
fn frame(lines: &[(u8, String)]) -> Buffer {
    let mut blank = Cell::EMPTY;
    blank.bg = Color::Indexed(234);
    let mut buffer = Buffer::filled(SIZE, blank);
    for (y, (look, text)) in lines.iter().enumerate().take(usize::from(SIZE.height)) {
        for (x, glyph) in text.chars().enumerate().take(usize::from(SIZE.width)) {
            let cell = cell_mut(&mut buffer, x as u16, y as u16);
            cell.set_char(glyph);
            cell.fg = Color::Indexed(250 + (look.wrapping_add(x as u8 / 6)) % 4);
            cell.bg = Color::Indexed(if look % 5 == 0 { 237 } else { 234 });
            cell.modifier = Modifier::from_bits_truncate(match look % 7 {
                0 => Modifier::BOLD.bits(),
                1 => Modifier::REVERSED.bits(),
                2 => (Modifier::BOLD | Modifier::UNDERLINED).bits(),
                _ => 0,
            });
        }
        cell_mut(&mut buffer, 12, y as u16).set_symbol("│");
    }
    buffer
}

#[test]
fn a_symbol_that_terminals_disagree_on_moves_nothing() {
    // One column by graphemes or two, three by characters.
    let doubtful = "\u{915}\u{94d}\u{937}\u{93f}";
    let mut buffer = frame(&[]);
    for (x, symbol) in [(2, doubtful), (5, "a"), (23, doubtful)] {
        cell_mut(&mut buffer, x, 3).set_symbol(symbol);
    }
    let mut painter = Painter::new(ABLE);
    let mut parser = terminal();
    parser.process(painter.paint(&mut buffer, None));
    let cell = |y, x| parser.screen().cell(y, x).map(vt100::Cell::contents).unwrap_or_default();
    assert_eq!((cell(3, 5), cell(3, 23), cell(4, 0)), ("a", " ", " "));
    assert!(cell(3, 2).starts_with('\u{915}'));
}

fn lines() -> impl Strategy<Value = Vec<(u8, String)>> {
    prop::collection::vec((any::<u8>(), "[a-c ]{0,24}"), 0..8)
}

proptest! {
    #[test]
    fn frames_after_frames_show_what_a_fresh_paint_shows(frames in prop::collection::vec(lines(), 1..6), able: bool) {
        let abilities = Abilities { erases_with_background: able };
        let mut painter = Painter::new(abilities);
        // vt100 erases with the background colour, so what an unable terminal does is only seen by what is not sent.
        let mut screen = terminal();
        for lines in &frames {
            let mut next = frame(lines);
            screen.process(painter.paint(&mut next, Some(Position::new(2, 1))));
            let mut fresh = terminal();
            fresh.process(Painter::new(abilities).paint(&mut frame(lines), Some(Position::new(2, 1))));
            prop_assert!(shown(&screen) == shown(&fresh), "{}\n---\n{}", screen.screen().contents(), fresh.screen().contents());
            prop_assert_eq!(screen.screen().cursor_position(), (1, 2));
        }
    }

    #[test]
    fn a_scrolled_frame_shows_the_same(lines in prop::collection::vec("[a-z]{3,20}", 12..20), by in 1usize..5) {
        let numbered: Vec<(u8, String)> = lines.into_iter().map(|text| (3, text)).collect();
        let mut painter = Painter::new(ABLE);
        let mut screen = terminal();
        screen.process(painter.paint(&mut frame(&numbered), None));
        screen.process(painter.paint(&mut frame(&numbered[by..]), None));
        let mut fresh = terminal();
        fresh.process(Painter::new(ABLE).paint(&mut frame(&numbered[by..]), None));
        prop_assert!(shown(&screen) == shown(&fresh), "{}\n---\n{}", screen.screen().contents(), fresh.screen().contents());
    }
}

#[test]
fn a_frame_that_is_shown_already_costs_nothing() {
    let lines = vec![(3, "words".to_owned())];
    let mut painter = Painter::new(ABLE);
    assert!(!painter.paint(&mut frame(&lines), None).is_empty());
    assert_eq!(painter.paint(&mut frame(&lines), None), b"");
}

#[test]
fn wide_symbols_are_drawn_and_drawn_over() {
    let wide = || {
        let mut buffer = frame(&[]);
        cell_mut(&mut buffer, 3, 2).set_symbol("漢");
        cell_mut(&mut buffer, 4, 2).set_symbol("");
        buffer
    };
    let mut painter = Painter::new(ABLE);
    let mut screen = terminal();
    screen.process(painter.paint(&mut wide(), None));
    assert_eq!(
        screen.screen().cell(2, 3).map(|c| c.contents().to_owned()),
        Some("漢".to_owned())
    );
    let narrow = vec![(3, String::new()), (3, String::new()), (3, "abcdefgh".to_owned())];
    screen.process(painter.paint(&mut frame(&narrow), None));
    assert!(screen.screen().contents().contains("abcdefgh"));
}

fn cell_mut(buffer: &mut Buffer, x: u16, y: u16) -> &mut Cell {
    buffer.cell_mut((x, y)).expect("a cell of the buffer")
}
