//! The attributes a terminal writes with, and the fewest codes from one set of them to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::moves::push;
use crate::ui::links::NO_LINK;

/// Attributes that can be seen where there is no letter.
const SHOWN_IN_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED);

/// The attributes the terminal writes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
    /// The number of the link that what is written belongs to.
    pub(super) link: u16,
}

impl Pen {
    pub(super) const PLAIN: Self =
        Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty(), link: NO_LINK };

    pub(super) fn of(cell: &Cell, link: u16) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier, link }
    }

    /// This pen, changed no more than it takes to draw blanks of that background.
    pub(super) fn for_blanks(self, bg: Color) -> Self {
        Self { bg, modifier: self.modifier - SHOWN_IN_BLANKS, link: NO_LINK, ..self }
    }

    /// Whether it draws blanks of that background: a blank shows no letters, so their colour is free.
    pub(super) fn draws_blanks(self, bg: Color) -> bool {
        self.bg == bg && self.link == NO_LINK && !self.modifier.intersects(SHOWN_IN_BLANKS)
    }

    fn is_plain(self) -> bool {
        Self { link: NO_LINK, ..self } == Self::PLAIN
    }
}

/// Whether a cell shows nothing but its background.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SHOWN_IN_BLANKS)
}

/// Writes the sequence that changes the attributes; nothing where they are the same. Links are no attributes.
pub(super) fn change(from: Pen, to: Pen, out: &mut Vec<u8>) {
    if (Pen { link: to.link, ..from }) == to {
        return;
    }
    out.extend_from_slice(b"\x1b[");
    let start = out.len();
    if !to.is_plain() {
        codes(from, to, out);
        let direct = out.len();
        out.extend_from_slice(b"0;");
        codes(Pen::PLAIN, to, out);
        if out.len() - direct < direct - start {
            out.drain(start..direct);
        } else {
            out.truncate(direct);
        }
        // The last code has nothing to be parted from.
        if out.last() == Some(&b';') {
            out.pop();
        }
    }
    out.push(b'm');
}

fn codes(from: Pen, to: Pen, out: &mut Vec<u8>) {
    modifiers(from.modifier, to.modifier, out);
    if to.fg != from.fg {
        colour(to.fg, 30, out);
    }
    if to.bg != from.bg {
        colour(to.bg, 40, out);
    }
}

fn modifiers(from: Modifier, to: Modifier, out: &mut Vec<u8>) {
    const CODES: [(Modifier, &str, &str); 3] = [
        (Modifier::BOLD, "1;", "22;"),
        (Modifier::UNDERLINED, "4;", "24;"),
        (Modifier::REVERSED, "7;", "27;"),
    ];
    for (modifier, on, off) in CODES {
        match (from.contains(modifier), to.contains(modifier)) {
            (false, true) => out.extend_from_slice(on.as_bytes()),
            (true, false) => out.extend_from_slice(off.as_bytes()),
            _ => {}
        }
    }
}

/// Adds the codes of a colour; `base` is 30 for letters and 40 for what is behind them.
fn colour(colour: Color, base: u8, out: &mut Vec<u8>) {
    match colour {
        Color::Indexed(index @ 0..8) => push(out, format_args!("{};", base + index)),
        Color::Indexed(index @ 8..16) => push(out, format_args!("{};", base + 60 + index - 8)),
        Color::Indexed(index) => push(out, format_args!("{};5;{index};", base + 8)),
        Color::Rgb(red, green, blue) => {
            push(out, format_args!("{};2;{red};{green};{blue};", base + 8));
        }
        _ => push(out, format_args!("{};", base + 9)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorter_of_two_ways_is_taken() {
        let plain = Pen { bg: Color::Indexed(234), fg: Color::Indexed(248), ..Pen::PLAIN };
        let bold = Pen { modifier: Modifier::BOLD, fg: Color::Indexed(255), ..plain };
        let change = |from, to| {
            let mut out = Vec::new();
            super::change(from, to, &mut out);
            String::from_utf8(out).expect("text")
        };
        assert_eq!(change(plain, bold), "\x1b[1;38;5;255m");
        assert_eq!(change(bold, plain), "\x1b[22;38;5;248m");
        let row = Pen { bg: Color::Indexed(237), ..bold };
        assert_eq!(change(row, plain), "\x1b[0;38;5;248;48;5;234m");
        assert_eq!(change(row, Pen::PLAIN), "\x1b[m");
        assert_eq!(change(row, Pen { link: 3, ..row }), "");
    }
}
