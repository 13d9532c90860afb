//! Turns a frame into the fewest bytes that make the terminal show it.
//!
//! Keeps what the terminal shows, where its cursor stands and with which attributes it writes, and compares frames cell
//! by cell. What differs is cut into pieces of one look, which are drawn row by row or look by look, whichever takes
//! fewer bytes. Beyond what ratatui's own backend does, it writes over short gaps where moving the cursor would cost more,
//! moves by the cheapest sequence, changes only the attributes that differ, erases, and scrolls whole rows where the
//! frame is a scrolled one. Knows nothing of what is drawn.

mod hand;
mod moves;
mod pen;
mod pieces;
mod scroll;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use self::hand::Hand;
use self::pen::Pen;
use self::pieces::{Difference, Picture, Piece, columns, is_uncertain};
use crate::fault;
use crate::ui::Frame;
use crate::ui::links::Links;

/// Begins a frame that the terminal shows at once (mode 2026); terminals that do not know it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// With fewer pieces than this there is little to gain by another order.
const FEW: usize = 6;

/// What the terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// Whether erased cells take the background colour that is set ("bce"). GNU screen's do not.
    pub erases_with_background: bool,
}

/// Knows what the terminal shows and writes what is needed to show something else.
#[derive(Debug)]
pub struct Painter {
    shown: Frame,
    /// Whether `shown` is what the terminal shows.
    known: bool,
    hand: Hand,
    cursor_shown: Option<bool>,
    abilities: Abilities,
}

impl Painter {
    /// A painter for a terminal whose screen is not known yet.
    pub fn new(abilities: Abilities) -> Self {
        Self {
            shown: Frame::default(),
            known: false,
            hand: Hand::new(),
            cursor_shown: None,
            abilities,
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
        let mut whole = Frame::of(std::mem::take(frame), Links::default(), cursor);
        self.paint_frame(&mut whole);
        *frame = whole.cells;
        &self.hand.out
    }

    /// The same for a frame with links, of which some is known to be as it was.
    pub fn paint_frame(&mut self, frame: &mut Frame) -> &[u8] {
        self.hand.out.clear();
        self.hand.out.extend_from_slice(BEGIN);
        let mut still = self.shown.still(frame);
        if !self.known || self.shown.cells.area != frame.cells.area {
            self.start_anew(&frame.cells);
            still.clear();
        }
        let next = Picture { cells: &frame.cells, links: &frame.links };
        let mut rows = pieces::changed_rows(self.picture(), next, &still);
        // Whole rows are not moved where a part of them stands still.
        if still.is_empty()
            && let Some(band) = scroll::find(&self.shown.cells, next.cells, &rows)
        {
            self.scroll(band);
            rows = pieces::changed_rows(self.picture(), next, &still);
        }
        self.draw(next, &rows, &still);
        self.place_cursor(frame.cursor);
        if self.hand.out.len() == BEGIN.len() {
            self.hand.out.clear();
        } else {
            self.hand.out.extend_from_slice(END);
        }
        std::mem::swap(&mut self.shown, frame);
        self.known = true;
        &self.hand.out
    }

    /// What the terminal shows.
    fn picture(&self) -> Picture<'_> {
        Picture { cells: &self.shown.cells, links: &self.shown.links }
    }

    /// Clears the screen to the background that most of the frame has.
    fn start_anew(&mut self, frame: &Buffer) {
        fault::point("painter: anew");
        self.hand.out.extend_from_slice(b"\x1b[m");
        self.hand.pen = Pen::PLAIN;
        let mut blank = Cell::EMPTY;
        if self.abilities.erases_with_background
            && let Some(cell) = frame.content.first()
        {
            blank.bg = cell.bg;
            self.hand.take_attributes(Pen { bg: cell.bg, ..Pen::PLAIN });
        }
        self.hand.out.extend_from_slice(b"\x1b[2J");
        self.shown = Frame::of(Buffer::filled(frame.area, blank), Links::default(), None);
        self.hand.at = None;
        self.cursor_shown = None;
    }

    /// Scrolls a band of whole rows.
    fn scroll(&mut self, band: scroll::Band) {
        let scroll::Band { top, bottom, by } = band;
        self.hand.take_attributes(Pen::PLAIN);
        let command = if by > 0 { 'S' } else { 'T' };
        let rows = by.unsigned_abs();
        let (first, last) = (top + 1, bottom + 1);
        moves::push(
            &mut self.hand.out,
            format_args!("\x1b[{first};{last}r\x1b[{rows}{command}\x1b[r"),
        );
        self.hand.at = None;
        // What its panes show is shifted now.
        self.shown.forget_panes();
        let width = usize::from(self.shown.cells.area.width);
        scroll::shift(&mut self.shown.cells.content, width, band, &scroll::unknown());
        scroll::shift(self.shown.links.numbers_mut(), width, band, &crate::ui::links::NO_LINK);
    }

    /// Draws what differs, in the order that takes fewer bytes.
    fn draw(&mut self, next: Picture<'_>, rows: &[u16], still: &[Rect]) {
        fault::point("painter: draw");
        let shown = Picture { cells: &self.shown.cells, links: &self.shown.links };
        let able = self.abilities.erases_with_background;
        let erases = |cell: &Cell| able || cell.bg == Color::Reset;
        let difference = Difference::find(shown, next, (rows, still), erases);
        for y in &difference.doubtful {
            doubtful_row(&mut self.hand, shown, next, *y);
        }
        let Difference { mut pieces, pens, .. } = difference;
        let before = self.hand.mark();
        self.hand.draw(next, &pieces, &pens, false);
        if pieces.len() >= FEW {
            by_looks(&mut pieces, &pens, next);
            let by_rows = self.hand.rewind(before);
            self.hand.draw(next, &pieces, &pens, true);
            self.hand.keep_shorter(before, by_rows);
        }
        self.hand.close_link();
    }

    fn place_cursor(&mut self, cursor: Option<Position>) {
        fault::point("painter: cursor");
        let area = self.shown.cells.area;
        match cursor.filter(|at| at.x < area.width && at.y < area.height) {
            Some(Position { x, y }) => {
                self.hand.move_to(x, y);
                self.show_cursor(true);
            }
            None => self.show_cursor(false),
        }
    }

    fn show_cursor(&mut self, show: bool) {
        if self.cursor_shown != Some(show) {
            let sequence = if show { b"\x1b[?25h" } else { b"\x1b[?25l" };
            self.hand.out.extend_from_slice(sequence);
            self.cursor_shown = Some(show);
        }
    }
}

/// Orders pieces by their looks, those of one look by panes: a look is then taken up once, and a pane is gone through
/// downwards.
fn by_looks(pieces: &mut [Piece], pens: &[Pen], next: Picture<'_>) {
    let mut edges = Vec::new();
    let middle = next.row(next.cells.area.height / 2);
    edges.extend(middle.iter().enumerate().filter(|(_, cell)| is_rule(cell)).map(|(x, _)| x));
    // Looks with one background follow each other.
    let background = |pen: usize| pens.iter().position(|other| other.bg == pens[pen].bg);
    let pane = |piece: &Piece| edges.partition_point(|edge| *edge <= piece.start);
    pieces.sort_by_cached_key(|piece| (background(piece.pen), piece.pen, pane(piece), piece.y));
}

fn is_rule(cell: &Cell) -> bool {
    matches!(cell.symbol(), "│" | "|")
}

/// Draws the cells of a row that differ one by one, where terminals disagree on how wide some of them are.
fn doubtful_row(hand: &mut Hand, shown: Picture<'_>, next: Picture<'_>, y: u16) {
    let cells = next.row(y);
    let mut x = 0;
    let mut overrun = false;
    while x < cells.len() {
        let wide = columns(&cells[x]).min(cells.len() - x);
        if overrun || (x..x + wide).any(|x| pieces::differs(shown, next, x, y)) {
            hand.move_to(x as u16, y);
            hand.take(next.pen(x, y), next.links);
            hand.write(&cells[x], cells.len());
            // What follows is written again, since some terminals let the symbol reach into it.
            overrun = is_uncertain(&cells[x]);
        }
        x += wide;
    }
}

#[cfg(test)]
mod tests;
