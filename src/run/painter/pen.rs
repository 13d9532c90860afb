//! The attributes a terminal writes with, and the fewest codes from one set of them to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

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

/// The sequence that changes the attributes; empty where they are the same. Links are no attributes.
pub(super) fn change(from: Pen, to: Pen) -> String {
    if (Pen { link: to.link, ..from }) == to {
        return String::new();
    }
    if to.is_plain() {
        return "\x1b[m".to_owned();
    }
    let direct = codes(from, to);
    let anew = format!("0;{}", codes(Pen::PLAIN, to));
    let shorter = if anew.len() < direct.len() { anew } else { direct };
    format!("\x1b[{}m", shorter.trim_end_matches(';'))
}

fn codes(from: Pen, to: Pen) -> String {
    let mut codes = String::new();
    modifiers(from.modifier, to.modifier, &mut codes);
    if to.fg != from.fg {
        colour(to.fg, 30, &mut codes);
    }
    if to.bg != from.bg {
        colour(to.bg, 40, &mut codes);
    }
    codes
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorter_of_two_ways_is_taken() {
        let plain = Pen { bg: Color::Indexed(234), fg: Color::Indexed(248), ..Pen::PLAIN };
        let bold = Pen { modifier: Modifier::BOLD, fg: Color::Indexed(255), ..plain };
        assert_eq!(change(plain, bold), "\x1b[1;38;5;255m");
        assert_eq!(change(bold, plain), "\x1b[22;38;5;248m");
        let row = Pen { bg: Color::Indexed(237), ..bold };
        assert_eq!(change(row, plain), "\x1b[0;38;5;248;48;5;234m");
        assert_eq!(change(row, Pen::PLAIN), "\x1b[m");
        assert_eq!(change(row, Pen { link: 3, ..row }), "");
    }
}
