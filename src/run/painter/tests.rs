//! Frames in a model of a terminal, compared with fresh paints.

use proptest::prelude::*;
use ratatui::style::Modifier;

use super::*;
use crate::text::Link;

const ABLE: Abilities = Abilities { erases_with_background: true };
const SIZE: Rect = Rect { x: 0, y: 0, width: 24, height: 8 };

fn terminal() -> vt100::Parser {
    let rows = SIZE.height.try_into().expect("a row");
    vt100::Parser::new(rows, SIZE.width.try_into().expect("a column"), 0)
}

/// What a terminal shows after the bytes of some frames: symbols and attributes.
fn shown(parser: &vt100::Parser) -> Vec<(String, vt100::Color, vt100::Color, bool, bool, bool)> {
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
    for (y, (look, text)) in (0..SIZE.height).zip(lines) {
        let mut x = 0;
        for glyph in text.chars() {
            let symbol = glyph.to_string();
            let wide = columns(&Cell::default().set_symbol(&symbol).clone()) as u16;
            // A rule stands in the middle.
            let split = wide == 2 && (11..=12).contains(&x);
            if x + wide > SIZE.width {
                break;
            }
            put(&mut buffer, (x, y), if split { "w" } else { &symbol }, *look);
            if wide == 2 {
                put(&mut buffer, (x + 1, y), if split { "w" } else { "" }, *look);
            }
            x += wide;
        }
        cell_mut(&mut buffer, 12, y).set_symbol("│");
    }
    buffer
}

/// The look changes every six columns.
fn put(buffer: &mut Buffer, (x, y): (u16, u16), symbol: &str, look: u8) {
    let cell = cell_mut(buffer, x, y);
    cell.set_symbol(symbol);
    cell.fg = Color::Indexed(250 + (look.wrapping_add(x as u8 / 6)) % 4);
    cell.bg = Color::Indexed(if look.is_multiple_of(5) { 237 } else { 234 });
    cell.modifier = match look % 7 {
        0 => Modifier::BOLD,
        1 => Modifier::REVERSED,
        2 => Modifier::BOLD | Modifier::UNDERLINED,
        _ => Modifier::empty(),
    };
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

/// A terminal as far as links go: which address each cell belongs to.
struct Linked {
    at: (usize, usize),
    open: String,
    cells: Vec<String>,
}

impl Linked {
    fn new() -> Self {
        let cells = vec![String::new(); usize::from(SIZE.width) * usize::from(SIZE.height)];
        Self { at: (0, 0), open: String::new(), cells }
    }

    /// Takes the sequences that the painter writes.
    fn process(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("text");
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            match c {
                '\r' => self.at.0 = 0,
                '\n' => self.at.1 += 1,
                '\x08' => self.at.0 -= 1,
                '\x1b' if rest.next() == Some('[') => self.csi(&mut rest),
                '\x1b' => {
                    let payload: String = rest.by_ref().take_while(|c| *c != '\x1b').collect();
                    rest.next();
                    let address = payload.split(';').nth(2).expect("an address, or none");
                    address.clone_into(&mut self.open);
                }
                _ => {
                    self.fill(self.at.0..self.at.0 + 1, &self.open.clone());
                    self.at.0 += 1;
                }
            }
        }
    }

    fn csi(&mut self, rest: &mut std::str::Chars<'_>) {
        let mut parameters = String::new();
        let last = rest.by_ref().find(|c| {
            parameters.push(*c);
            c.is_ascii_alphabetic()
        });
        parameters.pop();
        let number = |at: usize| parameters.split(';').nth(at).and_then(|n| n.parse().ok());
        let first: usize = number(0).unwrap_or(1);
        let width = usize::from(SIZE.width);
        match last.expect("a final byte") {
            'H' => self.at = (number(1).unwrap_or(1) - 1, first - 1),
            'A' => self.at.1 -= first,
            'B' => self.at.1 += first,
            'C' => self.at.0 += first,
            'D' => self.at.0 -= first,
            'X' => self.fill(self.at.0..self.at.0 + first, ""),
            'K' => self.fill(self.at.0..width, ""),
            'J' => self.cells.fill(String::new()),
            'm' | 'h' | 'l' => {}
            other => panic!("{other:?} is not expected here"),
        }
    }

    fn fill(&mut self, columns: std::ops::Range<usize>, address: &str) {
        let from = self.at.1 * usize::from(SIZE.width);
        self.cells[from + columns.start..from + columns.end].fill(address.to_owned());
    }
}

/// Links over cells: start, length, number.
fn links(at: &[(usize, usize, u16)], kind: u8) -> Links {
    let mut links = Links::default();
    let cells = usize::from(SIZE.width) * usize::from(SIZE.height);
    links.start(cells);
    for (start, length, number) in at {
        let address = Link::parse(&format!("https://example.org/{}/{number}", kind % 3));
        links.name(*number, &address.expect("an address"));
        for cell in *start..(start + length).min(cells) {
            links.put(cell, *number);
        }
    }
    links
}

proptest! {
    #[test]
    fn each_cell_belongs_to_its_link(
        frames in prop::collection::vec((lines(), prop::collection::vec((0..192_usize, 1..40_usize, 1..6_u16), 0..5), any::<u8>()), 1..5),
    ) {
        let mut painter = Painter::new(ABLE);
        let mut model = Linked::new();
        for (lines, at, kind) in &frames {
            // Rows of one text would be scrolled, which this model does not know.
            let narrow = |(look, text): &(u8, String)| (*look, text.replace('漢', "c"));
            let lines: Vec<_> = lines.iter().take(4).map(narrow).collect();
            let wanted = links(at, *kind);
            let mut next = Frame::of(frame(&lines), wanted.clone(), None);
            model.process(painter.paint_frame(&mut next));
            prop_assert_eq!(&model.open, "", "a link is left open");
            for (cell, address) in model.cells.iter().enumerate() {
                let expected = wanted.address(wanted.at(cell)).map_or("", Link::as_str);
                prop_assert_eq!(address, expected, "at cell {}", cell);
            }
        }
    }
}

#[test]
fn an_address_is_sent_once_for_a_link_over_several_rows() {
    let lines: Vec<(u8, String)> = (0..5).map(|_| (3, "abc abc abc".to_owned())).collect();
    let links = links(&[(26, 5, 1), (50, 5, 1), (74, 5, 1)], 0);
    let mut painter = Painter::new(ABLE);
    let bytes = painter.paint_frame(&mut Frame::of(frame(&lines), links, None)).to_vec();
    let text = String::from_utf8(bytes).expect("text");
    assert_eq!(text.matches("https://example.org/0/1").count(), 1, "{text:?}");
}

fn lines() -> impl Strategy<Value = Vec<(u8, String)>> {
    prop::collection::vec((any::<u8>(), "([a-c ]|漢){0,24}"), 0..8)
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
    assert_eq!(screen.screen().cell(2, 3).map(|c| c.contents().to_owned()), Some("漢".to_owned()));
    let narrow = vec![(3, String::new()), (3, String::new()), (3, "abcdefgh".to_owned())];
    screen.process(painter.paint(&mut frame(&narrow), None));
    assert!(screen.screen().contents().contains("abcdefgh"));
}

fn cell_mut(buffer: &mut Buffer, x: u16, y: u16) -> &mut Cell {
    buffer.cell_mut((x, y)).expect("a cell of the buffer")
}
