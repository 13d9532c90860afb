//! The cells of a table, and how wide its columns are.

use crate::news::{Body, Span};
use crate::text::width;

/// Columns between two cells.
pub(super) const GAP: usize = 2;

/// The cells of each row.
pub(super) fn rows(body: &Body, table: Span) -> Vec<Vec<Span>> {
    let mut start = table.start as usize;
    let mut rows = Vec::new();
    for row in body.slice(table).split('\n') {
        let mut cells = Vec::new();
        for cell in row.split('\t') {
            cells.push(Span::new(start, start + cell.len()));
            start += cell.len() + 1;
        }
        rows.push(cells);
    }
    rows
}

/// Gives each column what it needs; where that is too much, the widest give way first.
pub(super) fn column_widths(body: &Body, rows: &[Vec<Span>], columns: usize) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut widths = vec![1; count];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(width::width(body.slice(*cell)));
        }
    }
    let room = columns.saturating_sub(GAP * count.saturating_sub(1)).max(count);
    let limit = fair_limit(&widths, room);
    for width in &mut widths {
        *width = (*width).min(limit);
    }
    widths
}

/// The greatest limit under which columns cut to it fit into `room`.
fn fair_limit(widths: &[usize], room: usize) -> usize {
    let fits = |limit: usize| widths.iter().map(|w| (*w).min(limit)).sum::<usize>() <= room;
    let (mut low, mut high) = (1, widths.iter().copied().max().unwrap_or(1));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if fits(middle) { low = middle } else { high = middle - 1 }
    }
    low
}
