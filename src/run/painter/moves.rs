//! Ways to bring the cursor from one cell to another, and what they cost.

/// A cell: column and row.
pub(super) type Place = (u16, u16);

/// How the cursor gets to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To the cell wherever the cursor stands.
    Absolute,
    /// Down or up, then along the row.
    Along,
    /// Down or up, to the start of the row, then to the right.
    FromStart,
    /// Down or up, then to the right by writing what stands there.
    Over,
    /// Down or up, to the start of the row, then to the right by writing what stands there.
    OverFromStart,
}

impl Way {
    /// Bytes it takes.
    pub(super) fn cost(self, from: Place, to: Place) -> usize {
        match self {
            Self::Absolute => match to {
                (0, 0) => 3,
                (0, y) => 3 + digits(y + 1),
                (x, y) => 4 + digits(y + 1) + digits(x + 1),
            },
            Self::Along => down(from.1, to.1) + across(from.0, to.0),
            Self::FromStart => down(from.1, to.1) + 1 + across(0, to.0),
            Self::Over => down(from.1, to.1) + usize::from(to.0.saturating_sub(from.0)),
            Self::OverFromStart => down(from.1, to.1) + 1 + usize::from(to.0),
        }
    }

    /// Writes it. Where cells are to be written over, it ends before them: what column that is is returned.
    pub(super) fn write(self, from: Place, to: Place, out: &mut Vec<u8>) -> u16 {
        match self {
            Self::Absolute => write_absolute(to, out),
            Self::Along => {
                write_down(from.1, to.1, out);
                write_across(from.0, to.0, out);
            }
            Self::FromStart => {
                write_down(from.1, to.1, out);
                out.push(b'\r');
                write_across(0, to.0, out);
            }
            Self::Over => {
                write_down(from.1, to.1, out);
                return from.0;
            }
            Self::OverFromStart => {
                write_down(from.1, to.1, out);
                out.push(b'\r');
                return 0;
            }
        }
        to.0
    }
}

fn digits(number: u16) -> usize {
    match number {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        _ => 5,
    }
}

fn down(from: u16, to: u16) -> usize {
    match i32::from(to) - i32::from(from) {
        0 => 0,
        rows @ 1..=3 => rows as usize,
        -1 => 3,
        rows => 3 + digits(rows.unsigned_abs() as u16),
    }
}

fn across(from: u16, to: u16) -> usize {
    match i32::from(to) - i32::from(from) {
        0 => 0,
        1 => 3,
        columns @ -3..=-1 => columns.unsigned_abs() as usize,
        columns => 3 + digits(columns.unsigned_abs() as u16),
    }
}

fn write_absolute(to: Place, out: &mut Vec<u8>) {
    match to {
        (0, 0) => out.extend_from_slice(b"\x1b[H"),
        (0, y) => push(out, format_args!("\x1b[{}H", y + 1)),
        (x, y) => push(out, format_args!("\x1b[{};{}H", y + 1, x + 1)),
    }
}

/// Raw mode leaves a line feed in its column, and the row below exists, so it never scrolls.
fn write_down(from: u16, to: u16, out: &mut Vec<u8>) {
    match i32::from(to) - i32::from(from) {
        0 => {}
        rows @ 1..=3 => out.extend(std::iter::repeat_n(b'\n', rows as usize)),
        rows @ 4.. => push(out, format_args!("\x1b[{rows}B")),
        -1 => out.extend_from_slice(b"\x1b[A"),
        rows => push(out, format_args!("\x1b[{}A", -rows)),
    }
}

fn write_across(from: u16, to: u16, out: &mut Vec<u8>) {
    match i32::from(to) - i32::from(from) {
        0 => {}
        1 => out.extend_from_slice(b"\x1b[C"),
        columns @ 2.. => push(out, format_args!("\x1b[{columns}C")),
        columns @ -3..=-1 => out.extend(std::iter::repeat_n(8, columns.unsigned_abs() as usize)),
        columns => push(out, format_args!("\x1b[{}D", -columns)),
    }
}

pub(super) fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    use std::io::Write;
    // A vector takes every byte.
    let _always = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_costs_what_it_writes() {
        let places =
            [(0, 0), (1, 0), (5, 0), (0, 1), (12, 3), (9, 9), (40, 20), (150, 120), (2, 4)];
        for (from, to) in places.iter().flat_map(|from| places.map(|to| (*from, to))) {
            for way in [Way::Absolute, Way::Along, Way::FromStart, Way::Over, Way::OverFromStart] {
                let mut out = Vec::new();
                let reached = way.write(from, to, &mut out);
                let written = out.len() + usize::from(to.0.saturating_sub(reached));
                assert_eq!(written, way.cost(from, to), "{way:?} from {from:?} to {to:?}");
            }
        }
    }
}
