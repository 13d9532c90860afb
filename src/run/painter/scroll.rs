//! Finds frames that are the frame before with whole rows moved.

use ratatui::buffer::{Buffer, Cell};

use super::pen::is_blank;

/// A band of rows that went up (`by` above 0) or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) by: isize,
}

/// Finds whether most of the changed rows are other rows of the shown frame, moved alike.
///
/// Only whole rows can be scrolled, so this helps where one pane has the screen.
pub(super) fn find(shown: &Buffer, next: &Buffer, changed: &[u16]) -> Option<Band> {
    const LEAST_ROWS: usize = 5;
    let (top, bottom) = (usize::from(*changed.first()?), usize::from(*changed.last()?));
    let rows = bottom + 1 - top;
    if changed.len() < LEAST_ROWS {
        return None;
    }
    let prints =
        |buffer: &Buffer| -> Vec<u64> { (0..=bottom).map(|y| print(row(buffer, y))).collect() };
    let (before, after) = (prints(shown), prints(next));
    let kept = |by: isize| {
        let moved = |y: &usize| {
            let from = y.checked_add_signed(by).filter(|from| (top..=bottom).contains(from));
            from.is_some_and(|from| before[from] == after[*y] && row(shown, from) == row(next, *y))
                && !row(next, *y).iter().all(is_blank)
        };
        (top..=bottom).filter(moved).count()
    };
    let limit = (rows / 2) as isize;
    let by = (-limit..=limit).filter(|by| *by != 0).max_by_key(|by| (kept(*by), -by.abs()))?;
    (kept(by) * 2 >= rows).then_some(Band { top, bottom, by })
}

fn row(buffer: &Buffer, y: usize) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    &buffer.content[y * width..(y + 1) * width]
}

/// What rows that are alike have in common, and few others: every row is held against many.
fn print(row: &[Cell]) -> u64 {
    const EVERY: usize = 5;
    const PRIME: u64 = 0x0100_0000_01b3;
    row.iter().step_by(EVERY).fold(0, |print: u64, cell| {
        let symbol =
            cell.symbol().as_bytes().iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
        (print ^ symbol).wrapping_mul(PRIME)
    })
}

/// Moves rows of `width` cells as the terminal does; what comes in is `unknown`.
pub(super) fn shift<T: Clone>(cells: &mut [T], width: usize, band: Band, unknown: &T) {
    let old = cells.to_vec();
    for y in band.top..=band.bottom {
        let from =
            y.checked_add_signed(band.by).filter(|from| (band.top..=band.bottom).contains(from));
        for x in 0..width {
            let moved = from.and_then(|from| old.get(from * width + x)).unwrap_or(unknown);
            if let Some(cell) = cells.get_mut(y * width + x) {
                cell.clone_from(moved);
            }
        }
    }
}

/// A cell that is like no other: terminals differ in how they fill the rows that scrolling leaves.
pub(super) fn unknown() -> Cell {
    Cell::new("\u{fffd}\u{fffd}")
}
