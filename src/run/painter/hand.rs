//! The hand that draws: knows where the terminal's cursor stands and with what it writes, and collects the bytes.

use ratatui::buffer::Cell;

use super::moves::{Place, Way, push};
use super::pen::{self, Pen, is_blank};
use super::pieces::{Kind, Picture, Piece, columns, is_uncertain};
use crate::fault;
use crate::text::width::width_by_character;
use crate::ui::links::{Links, NO_LINK};

/// Ends a link (OSC 8).
const END_OF_LINK: &[u8] = b"\x1b]8;;\x1b\\";

/// What the terminal writes with and where, and what is sent to it.
#[derive(Debug)]
pub(super) struct Hand {
    pub(super) out: Vec<u8>,
    pub(super) pen: Pen,
    /// Where the terminal's cursor stands; `None` where that is not certain, as after the last column.
    pub(super) at: Option<Place>,
    /// Cells that are drawn later in this frame: until then anything may stand in them.
    pending: Vec<bool>,
    /// Bytes of the order that was tried first.
    other: Vec<u8>,
}

/// A state to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    pen: Pen,
    at: Option<Place>,
}

impl Hand {
    pub(super) fn new() -> Self {
        Self {
            out: Vec::with_capacity(16 * 1024),
            pen: Pen::PLAIN,
            at: None,
            pending: Vec::new(),
            other: Vec::new(),
        }
    }

    /// Draws pieces in their order. Where `loosely`, cells of a later piece may be written over on the way.
    pub(super) fn draw(
        &mut self,
        next: Picture<'_>,
        pieces: &[Piece],
        pens: &[Pen],
        loosely: bool,
    ) {
        self.pending.clear();
        self.pending.resize(next.cells.content.len(), false);
        if loosely {
            for piece in pieces {
                self.set_pending(next, piece, true);
            }
        }
        for piece in pieces {
            self.piece(next, piece, pens[piece.pen]);
            self.set_pending(next, piece, false);
        }
    }

    fn set_pending(&mut self, next: Picture<'_>, piece: &Piece, pending: bool) {
        let from = usize::from(piece.y) * next.width();
        self.pending[from + piece.start..from + piece.end].fill(pending);
    }

    fn piece(&mut self, next: Picture<'_>, piece: &Piece, pen: Pen) {
        fault::point("painter: piece");
        self.travel(next, (piece.start as u16, piece.y));
        let cells = &next.row(piece.y)[piece.start..piece.end];
        if piece.kind == Kind::Text {
            self.take(pen, next.links);
        } else {
            let bg = cells.first().map_or(pen.bg, |cell| cell.bg);
            if !self.pen.draws_blanks(bg) {
                self.take(self.pen.for_blanks(bg), next.links);
            }
        }
        match piece.kind {
            Kind::Text | Kind::Blanks => {
                let mut x = 0;
                while let Some(cell) = cells.get(x) {
                    self.write(cell, next.width());
                    x += columns(cell);
                }
            }
            Kind::Erased => push(&mut self.out, format_args!("\x1b[{}X", cells.len())),
            Kind::ErasedToEnd => self.out.extend_from_slice(b"\x1b[K"),
        }
    }

    /// Writes a cell with the pen at hand.
    pub(super) fn write(&mut self, cell: &Cell, width: usize) {
        let symbol = cell.symbol().as_bytes();
        let wide = if let [byte] = symbol {
            self.out.push(*byte);
            1
        } else if is_uncertain(cell) {
            self.write_uncertain(cell, width);
            return;
        } else {
            self.out.extend_from_slice(if symbol.is_empty() { b" " } else { symbol });
            columns(cell) as u16
        };
        // After the last column the cursor hangs between two rows.
        let after = |(x, y): Place| (x + wide, y);
        self.at = self.at.map(after).filter(|(x, _)| usize::from(*x) < width);
    }

    /// It must not reach past the last column, where a terminal would go on in the next row.
    fn write_uncertain(&mut self, cell: &Cell, width: usize) {
        let reach = width_by_character(cell.symbol()).max(columns(cell));
        let fits = self.at.is_some_and(|(x, _)| usize::from(x) + reach <= width);
        let blank = if columns(cell) == 1 { " " } else { "  " };
        self.out.extend_from_slice(if fits { cell.symbol() } else { blank }.as_bytes());
        self.at = None;
    }

    /// Takes up a pen, its link included.
    pub(super) fn take(&mut self, pen: Pen, links: &Links) {
        if pen.link != self.pen.link {
            match links.address(pen.link) {
                Some(address) => {
                    push(&mut self.out, format_args!("\x1b]8;id={};{address}\x1b\\", pen.link));
                }
                None => self.out.extend_from_slice(END_OF_LINK),
            }
        }
        pen::change(self.pen, pen, &mut self.out);
        self.pen = pen;
    }

    /// Takes up a pen without a link.
    pub(super) fn take_attributes(&mut self, pen: Pen) {
        self.take(Pen { link: NO_LINK, ..pen }, &Links::default());
    }

    /// Ends a link that is still open, so that nothing that is sent besides frames becomes part of it.
    pub(super) fn close_link(&mut self) {
        if self.pen.link != NO_LINK {
            self.take_attributes(self.pen);
        }
    }

    /// Brings the cursor to a cell by the cheapest sequence.
    pub(super) fn move_to(&mut self, x: u16, y: u16) {
        self.go((x, y), &[Way::Along, Way::FromStart], |_, _| true);
    }

    /// The same, also by writing over cells again where that is cheaper than to pass them by.
    fn travel(&mut self, next: Picture<'_>, to: Place) {
        let ways = [Way::Over, Way::OverFromStart, Way::Along, Way::FromStart];
        let (pen, pending) = (self.pen, std::mem::take(&mut self.pending));
        let start = self.go(to, &ways, |way, from: Place| {
            let start = if way == Way::OverFromStart { 0 } else { from.0 };
            let writes = matches!(way, Way::Over | Way::OverFromStart);
            !writes || can_be_written(next, pen, &pending, (start, to.0), to.1)
        });
        self.pending = pending;
        for cell in &next.row(to.1)[usize::from(start)..usize::from(to.0)] {
            self.out.extend_from_slice(cell.symbol().as_bytes());
        }
    }

    /// Goes the cheapest of some ways that can be gone. Returns the column it ends at.
    fn go(&mut self, to: Place, ways: &[Way], can: impl Fn(Way, Place) -> bool) -> u16 {
        if self.at == Some(to) {
            return to.0;
        }
        let from = self.at.unwrap_or_default();
        let (mut best, mut cost) = (Way::Absolute, Way::Absolute.cost(from, to));
        for way in ways.iter().filter(|_| self.at.is_some()) {
            if way.cost(from, to) < cost && can(*way, from) {
                (best, cost) = (*way, way.cost(from, to));
            }
        }
        self.at = Some(to);
        best.write(from, to, &mut self.out)
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { length: self.out.len(), pen: self.pen, at: self.at }
    }

    /// Goes back to a mark. Returned is the state that was left; its bytes are kept aside.
    pub(super) fn rewind(&mut self, mark: Mark) -> Mark {
        let left = self.mark();
        self.other.clear();
        self.other.extend(self.out.drain(mark.length..));
        (self.pen, self.at) = (mark.pen, mark.at);
        left
    }

    /// Keeps what was drawn since `mark`, or what was set aside before where that is shorter.
    pub(super) fn keep_shorter(&mut self, mark: Mark, aside: Mark) {
        if self.out.len() >= aside.length {
            self.out.truncate(mark.length);
            self.out.append(&mut self.other);
            (self.pen, self.at) = (aside.pen, aside.at);
        }
    }
}

/// Whether cells of a row can be written with that pen: they are right then, or drawn later.
fn can_be_written(
    next: Picture<'_>,
    pen: Pen,
    pending: &[bool],
    (start, end): (u16, u16),
    y: u16,
) -> bool {
    let row = next.row(y);
    start <= end
        && (usize::from(start)..usize::from(end)).all(|x| {
            let (cell, cell_pen) = (&row[x], next.pen(x, y));
            let right = cell_pen == pen
                || (is_blank(cell) && cell_pen.link == NO_LINK && pen.draws_blanks(cell.bg));
            cell.symbol().len() == 1 && (right || pending[usize::from(y) * next.width() + x])
        })
}
