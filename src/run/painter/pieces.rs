//! What differs between two frames, cut into pieces of one look.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::pen::{Pen, is_blank};
use crate::fault;
use crate::text::width::{width, width_by_character};
use crate::ui::links::{Links, NO_LINK};

/// Unchanged cells up to this number are written again rather than passed by: it takes four bytes to pass.
const SHORT_GAP: usize = 4;
/// Blanks from this number on are erased rather than written.
const LEAST_ERASED: usize = 7;

/// What is done with the cells of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Written.
    Text,
    /// Written; they are blanks, so only what is behind them counts.
    Blanks,
    /// Erased one by one.
    Erased,
    /// Erased together with the rest of the row.
    ErasedToEnd,
}

/// Cells of a row, next to each other, that are drawn with one pen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) y: u16,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Index of the pen.
    pub(super) pen: usize,
    pub(super) kind: Kind,
}

/// A frame as it is shown, or is to be.
#[derive(Clone, Copy)]
pub(super) struct Picture<'a> {
    pub(super) cells: &'a Buffer,
    pub(super) links: &'a Links,
}

impl<'a> Picture<'a> {
    pub(super) fn width(&self) -> usize {
        usize::from(self.cells.area.width)
    }

    pub(super) fn row(&self, y: u16) -> &'a [Cell] {
        let from = usize::from(y) * self.width();
        self.cells.content.get(from..from + self.width()).unwrap_or_default()
    }

    pub(super) fn pen(&self, x: usize, y: u16) -> Pen {
        let at = usize::from(y) * self.width() + x;
        Pen::of(&self.cells.content[at], self.links.at(at))
    }

    fn link(&self, x: usize, y: u16) -> u16 {
        self.links.at(usize::from(y) * self.width() + x)
    }
}

/// The difference of two frames.
#[derive(Default)]
pub(super) struct Difference {
    /// Row by row, from left to right.
    pub(super) pieces: Vec<Piece>,
    pub(super) pens: Vec<Pen>,
    /// Rows with symbols that terminals disagree on: they are drawn cell by cell.
    pub(super) doubtful: Vec<u16>,
}

impl Difference {
    /// Finds what must be drawn in rows that differ, outside of what stands still. `erases` tells which backgrounds
    /// can be erased to.
    pub(super) fn find(
        shown: Picture<'_>,
        next: Picture<'_>,
        (rows, still): (&[u16], &[Rect]),
        erases: impl Fn(&Cell) -> bool,
    ) -> Self {
        let mut difference = Self::default();
        let mut changed = Vec::with_capacity(next.width());
        for &y in rows {
            changed.clear();
            changed.resize(next.width(), false);
            for columns in outside(still, y, next.width()) {
                let place = columns.start;
                for (x, differs) in (place..).zip(changes(shown, next, columns, y)) {
                    changed[x] = differs;
                }
            }
            let Some(end) = changed.iter().rposition(|changed| *changed).map(|x| x + 1) else {
                continue;
            };
            let row = Row { next, y, changed: &changed };
            if (0..end).any(|x| row.differs(x) && is_uncertain(&next.row(y)[x])) {
                difference.doubtful.push(y);
            } else {
                difference.row(&row, end, &erases);
            }
        }
        difference
    }

    fn row(&mut self, row: &Row<'_>, end: usize, erases: &impl Fn(&Cell) -> bool) {
        fault::point("painter: row");
        let cells = row.next.row(row.y);
        let tail = row.blank_tail(erases);
        let erased = end >= tail + LEAST_ERASED - 2;
        let first = self.pieces.len();
        let mut x = 0;
        let end = if erased { tail } else { end };
        while x < end {
            let wide = columns(&cells[x]).min(cells.len() - x);
            if !(x..x + wide).any(|x| row.differs(x)) {
                x += wide;
            } else if row.is_blank(x) {
                let until = row.blanks_from(x);
                self.blanks(row, first, x..until, erases(&cells[x]));
                x = until;
            } else {
                self.text(row, first, x..x + wide);
                x += wide;
            }
        }
        if erased {
            let pen = self.pen_for_blanks(first, cells[tail].bg);
            let piece =
                Piece { y: row.y, start: tail, end: cells.len(), pen, kind: Kind::ErasedToEnd };
            self.pieces.push(piece);
        }
    }

    /// Adds blanks: to the piece before them where they touch it.
    fn blanks(&mut self, row: &Row<'_>, first: usize, cells: Range<usize>, can_erase: bool) {
        let bg = row.next.row(row.y)[cells.start].bg;
        let erased = can_erase && cells.len() >= LEAST_ERASED;
        if !erased && let Some(last) = self.pieces.get_mut(first..).and_then(<[Piece]>::last_mut) {
            let touches = last.end == cells.start && last.kind != Kind::Erased;
            if touches && self.pens[last.pen].draws_blanks(bg) {
                last.end = cells.end;
                return;
            }
        }
        let pen = self.pen_for_blanks(first, bg);
        let kind = if erased { Kind::Erased } else { Kind::Blanks };
        self.pieces.push(Piece { y: row.y, start: cells.start, end: cells.end, pen, kind });
    }

    /// Adds a symbol: to the piece before it where that has the same pen and is near.
    fn text(&mut self, row: &Row<'_>, first: usize, cells: Range<usize>) {
        let pen = row.next.pen(cells.start, row.y);
        if let Some(last) = self.pieces.get_mut(first..).and_then(<[Piece]>::last_mut) {
            let near = cells.start - last.end <= SHORT_GAP
                && (last.end..cells.start).all(|x| row.can_be_written(x, pen));
            match last.kind {
                Kind::Text if near && self.pens[last.pen] == pen => {
                    last.end = cells.end;
                    return;
                }
                Kind::Blanks if near && pen.draws_blanks(row.next.row(row.y)[last.start].bg) => {
                    (last.end, last.kind) = (cells.end, Kind::Text);
                    let index = self.pen(pen);
                    self.pieces.last_mut().expect("there is one").pen = index;
                    return;
                }
                _ => {}
            }
        }
        let pen = self.pen(pen);
        let (start, end) = (cells.start, cells.end);
        self.pieces.push(Piece { y: row.y, start, end, pen, kind: Kind::Text });
    }

    fn pen(&mut self, pen: Pen) -> usize {
        self.pens.iter().position(|known| *known == pen).unwrap_or_else(|| {
            self.pens.push(pen);
            self.pens.len() - 1
        })
    }

    /// A pen that draws blanks: that of the piece before in this row if possible, else any.
    fn pen_for_blanks(&mut self, first: usize, bg: ratatui::style::Color) -> usize {
        let last = self.pieces.get(first..).and_then(<[Piece]>::last).map(|piece| piece.pen);
        let draws = |pen: &usize| self.pens[*pen].draws_blanks(bg);
        last.filter(draws)
            .or_else(|| (0..self.pens.len()).find(draws))
            .unwrap_or_else(|| self.pen(Pen { bg, ..Pen::PLAIN }))
    }
}

/// A row of the next frame, and which of its cells must be drawn.
struct Row<'a> {
    next: Picture<'a>,
    y: u16,
    changed: &'a [bool],
}

impl Row<'_> {
    fn differs(&self, x: usize) -> bool {
        self.changed[x]
    }

    fn is_blank(&self, x: usize) -> bool {
        is_blank(&self.next.row(self.y)[x]) && self.next.link(x, self.y) == NO_LINK
    }

    /// One past the last of the blanks of one background that begin here and differ, short gaps included.
    fn blanks_from(&self, start: usize) -> usize {
        let cells = self.next.row(self.y);
        let bg = cells[start].bg;
        let mut end = start + 1;
        for (x, cell) in cells.iter().enumerate().skip(end) {
            if !self.is_blank(x) || cell.bg != bg || x - end > SHORT_GAP {
                break;
            }
            if self.differs(x) {
                end = x + 1;
            }
        }
        end
    }

    /// Whether a cell is right after it was written with that pen.
    fn can_be_written(&self, x: usize, pen: Pen) -> bool {
        let cell = &self.next.row(self.y)[x];
        let blank = self.is_blank(x) && pen.draws_blanks(cell.bg);
        blank || (cell.symbol().len() == 1 && self.next.pen(x, self.y) == pen)
    }

    /// The column from which on the row is blank and can be erased; the width where it cannot.
    fn blank_tail(&self, erases: &impl Fn(&Cell) -> bool) -> usize {
        let cells = self.next.row(self.y);
        let Some(last) = cells.last().filter(|cell| is_blank(cell) && erases(cell)) else {
            return cells.len();
        };
        let blank = |x: &usize| self.is_blank(*x) && cells[*x].bg == last.bg;
        cells.len() - (0..cells.len()).rev().take_while(blank).count()
    }
}

/// The rows in which something must be drawn: most keys change few.
pub(super) fn changed_rows(shown: Picture<'_>, next: Picture<'_>, still: &[Rect]) -> Vec<u16> {
    let has_changed = |y: &u16| {
        let mut columns = outside(still, *y, next.width());
        columns.any(|columns| changes(shown, next, columns, *y).any(|changed| changed))
    };
    (0..next.cells.area.height).filter(has_changed).collect()
}

/// The columns of a row outside of what stands still, which is told from left to right.
fn outside(still: &[Rect], y: u16, width: usize) -> impl Iterator<Item = Range<usize>> {
    let here = still.iter().filter(move |area| (area.top()..area.bottom()).contains(&y));
    let edges = here.map(|area| (usize::from(area.left()), usize::from(area.right())));
    let mut from = 0;
    edges
        .chain([(width, width)])
        .map(move |(left, right)| std::mem::replace(&mut from, right).min(width)..left.min(width))
}

/// Of each cell in some columns of a row whether it must be drawn.
fn changes<'a>(
    shown: Picture<'a>,
    next: Picture<'a>,
    columns: Range<usize>,
    y: u16,
) -> impl Iterator<Item = bool> + use<'a> {
    let has_links = !shown.links.is_empty() || !next.links.is_empty();
    let cells = |row: &'a [Cell]| row.get(columns.clone()).unwrap_or_default().iter();
    let pairs = cells(shown.row(y)).zip(cells(next.row(y)));
    (columns.start..).zip(pairs).map(move |(x, (before, after))| {
        !same(before, after) || (has_links && link_differs(shown, next, x, y))
    })
}

/// Whether a cell must be drawn.
pub(super) fn differs(shown: Picture<'_>, next: Picture<'_>, x: usize, y: u16) -> bool {
    let at = usize::from(y) * next.width() + x;
    link_differs(shown, next, x, y) || !same(&shown.cells.content[at], &next.cells.content[at])
}

fn link_differs(shown: Picture<'_>, next: Picture<'_>, x: usize, y: u16) -> bool {
    let (link, before) = (next.link(x, y), shown.link(x, y));
    link != before || !next.links.agrees(shown.links, link)
}

/// Whether two cells look the same. The colour of letters does not matter where there are none.
fn same(a: &Cell, b: &Cell) -> bool {
    a.bg == b.bg && (alike(a, b) || (is_blank(a) && is_blank(b)))
}

fn alike(a: &Cell, b: &Cell) -> bool {
    let (one, other) = (a.symbol().as_bytes(), b.symbol().as_bytes());
    let same = match (one, other) {
        // Nearly all of a screen; no call is made to compare them.
        ([one], [other]) => one == other,
        _ => one == other,
    };
    same && a.fg == b.fg && a.modifier == b.modifier
}

/// A wide symbol is followed by a cell without one.
pub(super) fn columns(cell: &Cell) -> usize {
    let symbol = cell.symbol();
    if symbol.is_ascii() {
        return 1;
    }
    // Of one character, as most are: there is nothing to add up and no grapheme to find.
    let single = symbol.chars().nth(1).is_none();
    let columns = if single { width_by_character(symbol) } else { width(symbol) };
    columns.max(1)
}

/// Whether terminals disagree on how wide the symbol is: some go by graphemes, others add up the characters.
pub(super) fn is_uncertain(cell: &Cell) -> bool {
    !cell.symbol().is_ascii() && width_by_character(cell.symbol()) != columns(cell)
}
