//! Lays a table out in lines: where its columns stand, how cells are broken, how much of the screen is left for what
//! stands behind the selected row.

use std::ops::Range;

use super::{Cell, Sheet, Tone};
use crate::text::width::width;
use crate::text::wrap::{Breaking, wrap};

/// From this width labels stand in a column of their own, beside the outlets.
const SIDE_BY_SIDE: u16 = 60;
/// The fewest columns an outlet has.
const NARROWEST: u16 = 26;
/// Lines of a cell at most.
const TALLEST: usize = 4;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which outlet's it is.
    pub column: usize,
    /// Where it begins.
    pub x: u16,
    /// How wide it is.
    pub width: u16,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// Nothing.
    Blank,
    /// The head of a group.
    Group(usize),
    /// The outlet whose cell stands below, where labels have no column.
    Outlet {
        /// Which row the cell is of.
        row: usize,
        /// Which outlet.
        column: usize,
    },
    /// A line of a row.
    Row {
        /// Which row.
        row: usize,
        /// The piece of the label that stands here.
        label: Range<usize>,
        /// The piece of each column's cell that stands here; `None` where nothing does.
        cells: Vec<Option<Range<usize>>>,
        /// Whether it is the first of the row.
        first: bool,
    },
}

impl Line {
    /// The row it is of.
    pub(super) fn row(&self) -> Option<usize> {
        match self {
            Self::Row { row, .. } | Self::Outlet { row, .. } => Some(*row),
            _ => None,
        }
    }
}

/// Where labels end and columns begin; 0 where labels have no column.
pub(super) fn labels(width: u16, has_labels: bool) -> u16 {
    if !has_labels {
        return 2;
    }
    if width < SIDE_BY_SIDE { 0 } else { (width * 23 / 100).clamp(16, 30) }
}

/// Where the columns stand that are shown from `first` on. On narrow screens there is one, as wide as the screen.
pub(super) fn parts(width: u16, columns: usize, first: usize, has_labels: bool) -> Vec<Part> {
    let labels = labels(width, has_labels);
    if labels == 0 {
        let x = 4.min(width);
        return (0..columns).map(|column| Part { column, x, width: width - x }).collect();
    }
    let room = width.saturating_sub(labels);
    let count = usize::from(room / NARROWEST).clamp(1, columns.max(1));
    let first = first.min(columns.saturating_sub(count));
    let each = room / count as u16;
    let part = |at: usize| Part {
        column: first + at,
        x: labels + each * at as u16 + if has_labels { 2 } else { 0 },
        width: each.saturating_sub(3),
    };
    (0..count).map(part).filter(|part| part.column < columns).collect()
}

/// Rows for the names over the columns, and for the table; those below tell more of the selected row.
pub(super) fn heights(height: u16, is_named: bool) -> (u16, u16) {
    let head = if is_named { head_height(height) } else { 0 };
    (head, height.saturating_sub(head + foot_height(height)).max(1))
}

fn head_height(height: u16) -> u16 {
    match height {
        0..8 => 0,
        8..26 => 1,
        _ => 2,
    }
}

/// Rows below the table, the rule above them included.
pub fn foot_height(height: u16) -> u16 {
    match height {
        0..12 => 0,
        12..18 => 3,
        18..26 => 6,
        _ => 8,
    }
}

/// All lines of the rows shown.
pub(super) fn lines(sheet: &Sheet, rows: &[usize], parts: &[Part], width: u16) -> Vec<Line> {
    let has_labels = sheet.rows.iter().any(|row| !row.label.is_empty());
    let labels = labels(width, has_labels);
    let mut lines = Vec::new();
    let (mut group, mut above) = (None, None);
    for &at in rows {
        let Some(row) = sheet.rows.get(at) else { continue };
        if group != Some(row.group) {
            if group.is_some() {
                lines.push(Line::Blank);
            }
            lines.push(Line::Group(row.group));
            group = Some(row.group);
        }
        let above = above.replace(row);
        if labels == 0 {
            stacked(&mut lines, at, row, parts);
        } else {
            // A label is said once for rows below each other.
            let is_said = above.is_some_and(|above: &super::Row| {
                above.group == row.group && above.label == row.label
            });
            beside(&mut lines, at, row, parts, if is_said { 0 } else { labels });
        }
    }
    lines
}

/// The label and the cells side by side; no label where it has no room.
fn beside(lines: &mut Vec<Line>, at: usize, row: &super::Row, parts: &[Part], labels: u16) {
    let label = match labels {
        0 => vec![],
        labels => pieces(&row.label, labels.saturating_sub(3), TALLEST),
    };
    // Where one column has all, the sign of the tone and a blank stand before its words.
    let sign = if row.cells.len() == 1 && row.tone != Tone::Plain { 2 } else { 0 };
    let cells: Vec<Vec<Range<usize>>> = parts
        .iter()
        .map(|part| {
            row.cells
                .get(part.column)
                .and_then(Option::as_ref)
                .map_or_else(Vec::new, |cell| broken(cell, part.width.saturating_sub(sign)))
        })
        .collect();
    let height = cells.iter().map(Vec::len).chain([label.len(), 1]).max().unwrap_or(1);
    for nth in 0..height {
        lines.push(Line::Row {
            row: at,
            label: label.get(nth).cloned().unwrap_or_default(),
            cells: cells.iter().map(|cell| cell.get(nth).cloned()).collect(),
            first: nth == 0,
        });
    }
}

/// The label in a line of its own, then the cells, one below the other.
fn stacked(lines: &mut Vec<Line>, at: usize, row: &super::Row, parts: &[Part]) {
    let none = || vec![None; parts.len()];
    let label = 0..row.label.len();
    lines.push(Line::Row { row: at, label, cells: none(), first: true });
    for (index, part) in parts.iter().enumerate() {
        let Some(cell) = row.cells.get(part.column).and_then(Option::as_ref) else { continue };
        lines.push(Line::Outlet { row: at, column: part.column });
        for piece in broken(cell, part.width.saturating_sub(1)) {
            let mut cells = none();
            cells[index] = Some(piece);
            lines.push(Line::Row { row: at, label: 0..0, cells, first: false });
        }
    }
}

fn broken(cell: &Cell, width: u16) -> Vec<Range<usize>> {
    pieces(&cell.text, width, TALLEST)
}

/// The lines a text is broken into; the last one has all that is left, and is cut where it is drawn.
fn pieces(text: &str, columns: u16, most: usize) -> Vec<Range<usize>> {
    let columns = usize::from(columns).max(1);
    if width(text) <= columns {
        let whole = 0..text.len();
        return if whole.is_empty() { vec![] } else { [whole].into() };
    }
    let breaking = Breaking { columns, hyphenate: false, insertions: &[] };
    let mut pieces: Vec<Range<usize>> =
        wrap(text, &breaking).into_iter().map(|line| line.range).collect();
    if pieces.len() > most {
        pieces.truncate(most);
        if let Some(last) = pieces.last_mut() {
            last.end = text.len();
        }
    }
    pieces
}
