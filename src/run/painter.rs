//! Turns a frame into the fewest bytes that make the terminal show it.
//!
//! Keeps what the terminal shows, where its cursor stands and with which attributes it writes, and compares frames cell
//! by cell. Beyond what ratatui's own backend does, it writes over short gaps where moving the cursor would cost more,
//! moves by the cheapest sequence, changes only the attributes that differ, clears to the end of a line, draws vertical
//! rules downwards, and scrolls whole rows where the frame is a scrolled one. Knows nothing of what is drawn.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use crate::text::width::{width, width_by_character};

/// Begins a frame that the terminal shows at once (mode 2026); terminals that do not know it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Unchanged cells up to this number are written again rather than passed by.
const SHORT_GAP: usize = 4;

/// Attributes that can be seen where there is no letter.
const SHOWN_IN_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED);

/// The attributes the terminal writes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

/// What the terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// Whether erased cells take the background colour that is set ("bce"). GNU screen's do not.
    pub erases_with_background: bool,
}

/// Knows what the terminal shows and writes what is needed to show something else.
#[derive(Debug)]
pub struct Painter {
    shown: Buffer,
    /// Whether `shown` is what the terminal shows.
    known: bool,
    pen: Pen,
    /// Where the terminal's cursor stands; `None` where that is not certain, as after the last column.
    at: Option<(u16, u16)>,
    cursor_shown: Option<bool>,
    abilities: Abilities,
    out: Vec<u8>,
}

impl Painter {
    /// A painter for a terminal whose screen is not known yet.
    pub fn new(abilities: Abilities) -> Self {
        Self {
            shown: Buffer::empty(Rect::ZERO),
            known: false,
            pen: Pen::PLAIN,
            at: None,
            cursor_shown: None,
            abilities,
            out: Vec::with_capacity(16 * 1024),
        }
    }

    /// Forgets what the terminal shows: the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.known = false;
    }

    /// The bytes that make the terminal show `frame` with its cursor at `cursor`. Empty when it does already.
    ///
    /// `frame` is exchanged for the frame before, so that its memory can be used again.
    pub fn paint(&mut self, frame: &mut Buffer, cursor: Option<Position>) -> &[u8] {
        self.out.clear();
        self.out.extend_from_slice(BEGIN);
        if !self.known || self.shown.area != frame.area {
            self.start_anew(frame);
        }
        let mut changed = changed_rows(&self.shown, frame);
        if let Some(band) = scrolled_band(&self.shown, frame, &changed) {
            self.scroll(band);
            changed = changed_rows(&self.shown, frame);
        }
        self.vertical_rules(frame, &changed);
        for y in changed {
            self.row(frame, y as u16);
        }
        self.place_cursor(cursor);
        if self.out.len() == BEGIN.len() {
            self.out.clear();
        } else {
            self.out.extend_from_slice(END);
        }
        std::mem::swap(&mut self.shown, frame);
        self.known = true;
        &self.out
    }

    /// Clears the screen to the background that most of the frame has.
    fn start_anew(&mut self, frame: &Buffer) {
        self.out.extend_from_slice(b"\x1b[m");
        self.pen = Pen::PLAIN;
        let mut blank = Cell::EMPTY;
        if self.abilities.erases_with_background
            && let Some(cell) = frame.content.first()
        {
            blank.bg = cell.bg;
            self.set_pen(Pen { bg: cell.bg, ..Pen::PLAIN });
        }
        self.out.extend_from_slice(b"\x1b[2J");
        self.shown = Buffer::filled(frame.area, blank);
        self.at = None;
        self.cursor_shown = None;
    }

    /// Scrolls a band of whole rows where that makes most of it right.
    fn scroll(&mut self, band: ScrolledBand) {
        let ScrolledBand { top, bottom, by } = band;
        self.set_pen(Pen::PLAIN);
        self.push(format_args!("\x1b[{};{}r", top + 1, bottom + 1));
        let command = if by > 0 { 'S' } else { 'T' };
        self.push(format_args!("\x1b[{}{command}\x1b[r", by.unsigned_abs()));
        self.at = None;
        shift_rows(&mut self.shown, band);
    }

    /// Draws changed vertical lines downwards: going down and back one column costs two bytes.
    fn vertical_rules(&mut self, frame: &Buffer, changed: &[usize]) {
        const LEAST: usize = 3;
        let (width, height) = (frame.area.width, frame.area.height);
        if changed.len() < LEAST {
            return;
        }
        for x in (0..width.saturating_sub(1)).filter(|x| is_rule(cell(frame, *x, height / 2))) {
            let to_draw = |y: &u16| {
                is_rule(cell(frame, x, *y)) && cell(frame, x, *y) != cell(&self.shown, x, *y)
            };
            let rows: Vec<u16> = changed.iter().map(|y| *y as u16).filter(to_draw).collect();
            if rows.len() < LEAST {
                continue;
            }
            for y in rows {
                let drawn = cell(frame, x, y).clone();
                self.move_to(x, y);
                self.write(&drawn);
                *cell_mut(&mut self.shown, x, y) = drawn;
            }
        }
    }

    fn row(&mut self, frame: &Buffer, y: u16) {
        let width = usize::from(frame.area.width);
        let from = usize::from(y) * width;
        let Some(next) = frame.content.get(from..from + width) else { return };
        let Some(end) = last_difference(self.shown.content.get(from..from + width), next) else {
            return;
        };
        let blank_from = self.blank_tail(next);
        let erases = end > blank_from + 6;
        let end = if erases { blank_from } else { end };
        self.run(next, y, from, end);
        if erases {
            self.move_to(blank_from as u16, y);
            self.set_pen(Pen { bg: next[blank_from].bg, ..Pen::PLAIN });
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Writes the cells of a row that differ, up to column `end`.
    fn run(&mut self, next: &[Cell], y: u16, from: usize, end: usize) {
        let mut x = 0;
        let mut gap = None;
        let mut overrun = false;
        while x < end || (overrun && x < next.len()) {
            let wide = columns(&next[x]).min(next.len() - x);
            if !overrun && self.is_shown(&next[x..x + wide], from + x) {
                gap.get_or_insert(x);
                x += wide;
                continue;
            }
            if let Some(start) = gap.take() {
                self.bridge(next, y, start, x);
            }
            self.move_to(x as u16, y);
            self.write(&next[x]);
            // What follows is written again, since some terminals let the symbol reach into it.
            overrun = is_uncertain(&next[x]);
            x += wide;
        }
    }

    fn is_shown(&self, cells: &[Cell], at: usize) -> bool {
        cells.iter().zip(&self.shown.content[at..]).all(|(next, shown)| same(next, shown))
    }

    /// Writes unchanged cells again where that is cheaper than to pass them by.
    fn bridge(&mut self, next: &[Cell], y: u16, start: usize, end: usize) {
        let cells = &next[start..end];
        let here = self.at == Some((start as u16, y));
        let cheap = cells.iter().all(|c| self.writes_like(c) && c.symbol().len() == 1);
        if here && cells.len() <= SHORT_GAP && cheap {
            for cell in cells {
                self.write(cell);
            }
        }
    }

    /// Whether a cell can be written without other attributes. A blank shows no letters, so their colour is free.
    fn writes_like(&self, cell: &Cell) -> bool {
        let pen = Pen::of(cell);
        let hollow = !self.pen.modifier.intersects(SHOWN_IN_BLANKS);
        pen == self.pen || (is_blank(cell) && pen.bg == self.pen.bg && hollow)
    }

    /// The column from which on a row is blank and can be erased; the width where it cannot.
    fn blank_tail(&self, row: &[Cell]) -> usize {
        let Some(last) = row.last().filter(|cell| is_blank(cell)) else { return row.len() };
        if last.bg != Color::Reset && !self.abilities.erases_with_background {
            return row.len();
        }
        let tail = row.iter().rev().take_while(|cell| is_blank(cell) && cell.bg == last.bg).count();
        row.len() - tail
    }

    fn write(&mut self, cell: &Cell) {
        if !self.writes_like(cell) {
            let pen = Pen::of(cell);
            // A blank needs no more than its background, unless something would show in it.
            let bare = is_blank(cell) && !self.pen.modifier.intersects(SHOWN_IN_BLANKS);
            self.set_pen(if bare { Pen { bg: pen.bg, ..self.pen } } else { pen });
        }
        let width = self.shown.area.width;
        if is_uncertain(cell) {
            // It must not reach past the last column, where a terminal would go on in the next row.
            let reach = width_by_character(cell.symbol()).max(columns(cell));
            let fits = self.at.is_some_and(|(x, _)| usize::from(x) + reach <= usize::from(width));
            let blank = if columns(cell) == 1 { " " } else { "  " };
            let symbol = if fits { cell.symbol() } else { blank };
            self.out.extend_from_slice(symbol.as_bytes());
            self.at = None;
            return;
        }
        let symbol = cell.symbol();
        self.out.extend_from_slice(if symbol.is_empty() { b" " } else { symbol.as_bytes() });
        // After the last column the cursor hangs between two rows.
        self.at = self.at.map(|(x, y)| (x + columns(cell) as u16, y)).filter(|(x, _)| *x < width);
    }

    fn set_pen(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        let mut codes = String::new();
        let removed = self.pen.modifier - pen.modifier;
        let plain = pen.fg == Color::Reset && pen.bg == Color::Reset && pen.modifier.is_empty();
        if plain || removed.contains(Modifier::BOLD | Modifier::UNDERLINED) {
            self.pen = Pen::PLAIN;
            if plain {
                self.out.extend_from_slice(b"\x1b[m");
                return;
            }
            codes.push_str("0;");
        }
        modifiers(self.pen.modifier, pen.modifier, &mut codes);
        if pen.fg != self.pen.fg {
            colour(pen.fg, 30, &mut codes);
        }
        if pen.bg != self.pen.bg {
            colour(pen.bg, 40, &mut codes);
        }
        self.push(format_args!("\x1b[{}m", codes.trim_end_matches(';')));
        self.pen = pen;
    }

    /// Brings the cursor to a cell by the cheapest sequence.
    fn move_to(&mut self, x: u16, y: u16) {
        if self.at == Some((x, y)) {
            return;
        }
        let absolute = move_absolute(x, y);
        let relative = self.at.map(|from| move_relative(from, (x, y)));
        let best = relative.filter(|moves| moves.len() < absolute.len()).unwrap_or(absolute);
        self.out.extend_from_slice(best.as_bytes());
        self.at = Some((x, y));
    }

    fn place_cursor(&mut self, cursor: Option<Position>) {
        match cursor.filter(|at| at.x < self.shown.area.width && at.y < self.shown.area.height) {
            Some(Position { x, y }) => {
                self.move_to(x, y);
                self.show_cursor(true);
            }
            None => self.show_cursor(false),
        }
    }

    fn show_cursor(&mut self, show: bool) {
        if self.cursor_shown != Some(show) {
            self.out.extend_from_slice(if show { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(show);
        }
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        use std::io::Write;
        // A vector takes every byte.
        let _always = self.out.write_fmt(text);
    }
}

fn move_absolute(x: u16, y: u16) -> String {
    match (x, y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, y) => format!("\x1b[{}H", y + 1),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

/// Raw mode leaves a line feed in its column, and the row below exists, so it never scrolls.
fn move_relative(from: (u16, u16), to: (u16, u16)) -> String {
    let mut moves = String::new();
    match i32::from(to.1) - i32::from(from.1) {
        0 => {}
        down @ 1..=3 => moves.extend(std::iter::repeat_n('\n', down as usize)),
        down @ 4.. => moves.extend(["\x1b[", &down.to_string(), "B"]),
        -1 => moves.push_str("\x1b[A"),
        up => moves.extend(["\x1b[", &(-up).to_string(), "A"]),
    }
    let across = |from: u16| match i32::from(to.0) - i32::from(from) {
        0 => String::new(),
        1 => "\x1b[C".to_owned(),
        right @ 2.. => format!("\x1b[{right}C"),
        left @ -3..=-1 => "\x08".repeat(left.unsigned_abs() as usize),
        left => format!("\x1b[{}D", -left),
    };
    let direct = across(from.0);
    let from_start = format!("\r{}", across(0));
    moves.push_str(if from_start.len() < direct.len() { &from_start } else { &direct });
    moves
}

fn modifiers(from: Modifier, to: Modifier, codes: &mut String) {
    const CODES: [(Modifier, &str, &str); 3] = [
        (Modifier::BOLD, "1;", "22;"),
        (Modifier::UNDERLINED, "4;", "24;"),
        (Modifier::REVERSED, "7;", "27;"),
    ];
    for (modifier, on, off) in CODES {
        match (from.contains(modifier), to.contains(modifier)) {
            (false, true) => codes.push_str(on),
            (true, false) => codes.push_str(off),
            _ => {}
        }
    }
}

/// Adds the codes of a colour; `base` is 30 for letters and 40 for what is behind them.
fn colour(colour: Color, base: u8, codes: &mut String) {
    use std::fmt::Write;
    // A string takes everything.
    let _always = match colour {
        Color::Indexed(index @ 0..8) => write!(codes, "{};", base + index),
        Color::Indexed(index @ 8..16) => write!(codes, "{};", base + 60 + index - 8),
        Color::Indexed(index) => write!(codes, "{};5;{index};", base + 8),
        Color::Rgb(red, green, blue) => write!(codes, "{};2;{red};{green};{blue};", base + 8),
        _ => write!(codes, "{};", base + 9),
    };
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SHOWN_IN_BLANKS)
}

fn is_rule(cell: &Cell) -> bool {
    matches!(cell.symbol(), "│" | "|")
}

/// A wide symbol is followed by a cell without one.
fn columns(cell: &Cell) -> usize {
    if cell.symbol().is_ascii() { 1 } else { width(cell.symbol()).max(1) }
}

/// Whether terminals disagree on how wide the symbol is: some go by graphemes, others add up the characters.
fn is_uncertain(cell: &Cell) -> bool {
    !cell.symbol().is_ascii() && width_by_character(cell.symbol()) != columns(cell)
}

fn cell(buffer: &Buffer, x: u16, y: u16) -> &Cell {
    &buffer.content[usize::from(y) * usize::from(buffer.area.width) + usize::from(x)]
}

fn cell_mut(buffer: &mut Buffer, x: u16, y: u16) -> &mut Cell {
    &mut buffer.content[usize::from(y) * usize::from(buffer.area.width) + usize::from(x)]
}

/// One past the last column that differs; `None` where none does.
fn last_difference(shown: Option<&[Cell]>, next: &[Cell]) -> Option<usize> {
    let shown = shown?;
    shown.iter().zip(next).rposition(|(a, b)| !same(a, b)).map(|x| x + 1)
}

/// Whether two cells look the same. The colour of letters does not matter where there are none.
fn same(a: &Cell, b: &Cell) -> bool {
    a == b || (is_blank(a) && is_blank(b) && a.bg == b.bg)
}

/// A band of rows that went up (`by` above 0) or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ScrolledBand {
    top: usize,
    bottom: usize,
    by: isize,
}

/// Finds whether most of the changed rows are other rows of the shown frame, moved alike.
///
/// Only whole rows can be scrolled, so this helps where one pane has the screen.
fn scrolled_band(shown: &Buffer, next: &Buffer, changed: &[usize]) -> Option<ScrolledBand> {
    const LEAST_ROWS: usize = 5;
    let (&top, &bottom) = (changed.first()?, changed.last()?);
    let rows = bottom + 1 - top;
    if changed.len() < LEAST_ROWS {
        return None;
    }
    let kept = |by: isize| {
        let moved = |y: &usize| {
            let from = y.checked_add_signed(by).filter(|from| (top..=bottom).contains(from));
            from.is_some_and(|from| row(shown, from) == row(next, *y))
                && !row(next, *y).iter().all(is_blank)
        };
        (top..=bottom).filter(moved).count()
    };
    let limit = (rows / 2) as isize;
    let by = (-limit..=limit).filter(|by| *by != 0).max_by_key(|by| (kept(*by), -by.abs()))?;
    (kept(by) * 2 >= rows).then_some(ScrolledBand { top, bottom, by })
}

/// The rows in which two frames differ.
fn changed_rows(shown: &Buffer, next: &Buffer) -> Vec<usize> {
    (0..usize::from(next.area.height)).filter(|y| row(shown, *y) != row(next, *y)).collect()
}

fn row(buffer: &Buffer, y: usize) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    &buffer.content[y * width..(y + 1) * width]
}

fn shift_rows(shown: &mut Buffer, band: ScrolledBand) {
    let width = usize::from(shown.area.width);
    let old = shown.content.clone();
    for y in band.top..=band.bottom {
        let from =
            y.checked_add_signed(band.by).filter(|from| (band.top..=band.bottom).contains(from));
        for x in 0..width {
            shown.content[y * width + x] =
                from.map_or_else(unknown, |from| old[from * width + x].clone());
        }
    }
}

/// A cell that is like no other: terminals differ in how they fill the rows that scrolling leaves.
fn unknown() -> Cell {
    Cell::new("\u{fffd}\u{fffd}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
}
