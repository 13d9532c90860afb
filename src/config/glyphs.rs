//! The marks and lines that are drawn, in Unicode and in ASCII.
//!
//! Every mark is one column wide (the ellipsis of ASCII three), so that a layout is the same in both. What a mark
//! means is said here; where it stands is decided by the screen.

use super::Charset;

/// One set of marks and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Not read yet.
    pub unread: &'static str,
    /// Starred.
    pub star: &'static str,
    /// Kept for later.
    pub later: &'static str,
    /// Something is in it that is watched for.
    pub watched: &'static str,
    /// "Times" before a count, and what fails.
    pub times: &'static str,
    /// Between two parts of a line.
    pub middot: &'static str,
    /// What is left out.
    pub ellipsis: &'static str,
    /// Between words: a pause.
    pub dash: &'static str,
    /// The selected row.
    pub selected: &'static str,
    /// What is folded; what leads on.
    pub closed: &'static str,
    /// What is unfolded.
    pub open: &'static str,
    /// The beginning of an item of a list.
    pub bullet: &'static str,
    /// The line at the left of a quotation.
    pub quote: &'static str,
    /// A line from left to right.
    pub horizontal: &'static str,
    /// A line from top to bottom.
    pub vertical: &'static str,
    /// A line down from a line across.
    pub tee_down: &'static str,
    /// A line up from a line across.
    pub tee_up: &'static str,
    /// A line to the right from a line down.
    pub tee_right: &'static str,
    /// A line to the left from a line down.
    pub tee_left: &'static str,
    /// Lines that cross.
    pub cross: &'static str,
    /// The corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// More above.
    pub more_above: &'static str,
    /// More below.
    pub more_below: &'static str,
    /// Several outlets say the same.
    pub agree: &'static str,
    /// Outlets contradict each other.
    pub contradict: &'static str,
    /// Outlets differ, and both may be right.
    pub differ: &'static str,
    /// One outlet alone says it.
    pub only: &'static str,
    /// The part of a bar that is done.
    pub done: &'static str,
    /// The part of a bar that is not.
    pub left: &'static str,
}

/// For terminals that show Unicode.
pub const UNICODE: Glyphs = Glyphs {
    unread: "●",
    star: "*",
    later: "▹",
    watched: "◇",
    times: "×",
    middot: "·",
    ellipsis: "…",
    dash: "—",
    selected: ">",
    closed: "▸",
    open: "▾",
    bullet: "•",
    quote: "│",
    horizontal: "─",
    vertical: "│",
    tee_down: "┬",
    tee_up: "┴",
    tee_right: "├",
    tee_left: "┤",
    cross: "┼",
    corners: ["┌", "┐", "└", "┘"],
    more_above: "↑",
    more_below: "↓",
    agree: "=",
    contradict: "!",
    differ: "~",
    only: "+",
    done: "█",
    left: "░",
};

/// For everything else.
pub const ASCII: Glyphs = Glyphs {
    unread: "o",
    star: "*",
    later: "L",
    watched: "W",
    times: "x",
    middot: "-",
    ellipsis: "...",
    dash: "-",
    selected: ">",
    closed: ">",
    open: "v",
    bullet: "*",
    quote: "|",
    horizontal: "-",
    vertical: "|",
    tee_down: "+",
    tee_up: "+",
    tee_right: "+",
    tee_left: "+",
    cross: "+",
    corners: ["+"; 4],
    more_above: "^",
    more_below: "v",
    agree: "=",
    contradict: "!",
    differ: "~",
    only: "+",
    done: "#",
    left: ".",
};

impl Glyphs {
    /// The set for a terminal. Where it draws marks of ambiguous width (`│ ● …`) two columns wide, that is ASCII too.
    pub fn choose(charset: Charset, ambiguous_wide: bool) -> &'static Self {
        match charset {
            Charset::Unicode if !ambiguous_wide => &UNICODE,
            _ => &ASCII,
        }
    }

    /// Every mark of the set.
    pub fn all(&self) -> [&'static str; 32] {
        let [c0, c1, c2, c3] = self.corners;
        [
            self.unread,
            self.star,
            self.later,
            self.watched,
            self.times,
            self.middot,
            self.ellipsis,
            self.dash,
            self.selected,
            self.closed,
            self.open,
            self.bullet,
            self.quote,
            self.horizontal,
            self.vertical,
            self.tee_down,
            self.tee_up,
            self.tee_right,
            self.tee_left,
            self.cross,
            c0,
            c1,
            c2,
            c3,
            self.more_above,
            self.more_below,
            self.agree,
            self.contradict,
            self.differ,
            self.only,
            self.done,
            self.left,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::width;

    #[test]
    fn every_mark_is_one_column_wide() {
        for mark in UNICODE.all() {
            assert_eq!(width(mark), 1, "{mark:?}");
        }
        for mark in ASCII.all() {
            assert!(mark.is_ascii() && (width(mark) == 1 || mark == "..."), "{mark:?}");
        }
    }

    #[test]
    fn wide_terminals_get_ascii() {
        assert_eq!(Glyphs::choose(Charset::Unicode, false), &UNICODE);
        assert_eq!(Glyphs::choose(Charset::Unicode, true), &ASCII);
        assert_eq!(Glyphs::choose(Charset::Ascii, false), &ASCII);
    }
}
