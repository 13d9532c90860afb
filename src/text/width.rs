//! How wide text is on a terminal: the one place that knows.
//!
//! Everything that is laid out or drawn is measured here, by grapheme, so that two places never disagree by a column.
//! Terminals disagree on emoji sequences, so a sequence is measured as its first symbol, and shown as that unless it is
//! wished otherwise (see [`glyphs`] and [`Glyph::whole`]).

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::character::{is_invisible, is_mark};

/// One drawn symbol and where it stands in the text it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Byte offset of the grapheme in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What is drawn: the grapheme, or its first symbol where terminals would disagree about the whole.
    pub symbol: &'a str,
    /// Columns: 0 (nothing is drawn), 1 or 2.
    pub width: u16,
}

impl<'a> Glyph<'a> {
    /// The whole grapheme of the text it came from, where that is an emoji sequence as wide as its first symbol; else
    /// the symbol. Only for terminals that are known to draw sequences as one.
    pub fn whole(&self, text: &'a str) -> &'a str {
        let whole = text.get(self.start..self.end).unwrap_or(self.symbol);
        let is_sequence = whole.chars().next().is_some_and(is_pictograph)
            && whole.chars().nth(LONGEST_SEQUENCE).is_none()
            && !whole.chars().any(char::is_control);
        let same = || UnicodeWidthStr::width(whole).min(2) == usize::from(self.width);
        if is_sequence && same() { whole } else { self.symbol }
    }
}

/// Characters of an emoji sequence at most: a family of four with skin tones has eleven.
const LONGEST_SEQUENCE: usize = 12;

/// More combining marks than this on one letter are cut.
const MARKS_PER_CELL: usize = 8;

/// Splits text into the symbols that are drawn, with their widths.
///
/// Emoji joined by U+200D, with a skin tone or a variation selector become their first symbol, since terminals give
/// them different widths. Control characters have no width and no symbol, but for a tab, which is drawn as a space.
pub fn glyphs(text: &str) -> Glyphs<'_> {
    Glyphs { text, at: 0 }
}

/// The symbols of a text, in order; made by [`glyphs`].
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let first = *bytes.get(start)?;
        // A printable ASCII sign before another ASCII sign stands alone: nothing joins it. That is most of all text.
        let joins = bytes.get(start + 1).is_some_and(|next| !next.is_ascii());
        if (b' '..=b'~').contains(&first) && !joins {
            self.at += 1;
            let symbol = self.text.get(start..self.at)?;
            return Some(Glyph { start, end: self.at, symbol, width: 1 });
        }
        self.at += self.text.get(start..)?.graphemes(true).next()?.len();
        Some(glyph(start, self.text.get(start..self.at)?))
    }
}

/// Columns that `text` takes when drawn.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| *b == b'\t' || !b.is_ascii_control()).count();
    }
    glyphs(text).map(|g| usize::from(g.width)).sum()
}

/// Columns that a symbol takes on a terminal that knows no graphemes and adds up the characters.
///
/// Where it differs from [`width`] nobody can know how far the cursor goes.
pub fn width_by_character(symbol: &str) -> usize {
    symbol.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// The longest beginning of `text` that fits in `columns`, and its width.
pub fn cut(text: &str, columns: usize) -> (&str, usize) {
    let mut used = 0;
    for g in glyphs(text) {
        let next = used + usize::from(g.width);
        if next > columns {
            return (text.get(..g.start).unwrap_or_default(), used);
        }
        used = next;
    }
    (text, used)
}

/// Whether terminals disagree on the width of a sign: `—` takes one column, or two as of old in East Asia. Letters are
/// not counted in, though some terminals draw those of Greek and Cyrillic wide, too.
pub fn is_ambiguous(symbol: &str) -> bool {
    !symbol.is_ascii() && symbol.width_cjk() > UnicodeWidthStr::width(symbol)
}

fn glyph(start: usize, grapheme: &str) -> Glyph<'_> {
    let end = start + grapheme.len();
    if grapheme == "\t" {
        return Glyph { start, end, symbol: " ", width: 1 };
    }
    if let [byte] = grapheme.as_bytes() {
        let width = u16::from(!byte.is_ascii_control());
        return Glyph { start, end, symbol: if width == 0 { "" } else { grapheme }, width };
    }
    let symbol = simplest(grapheme);
    let width = if is_bare(symbol) { 1 } else { UnicodeWidthStr::width(symbol).min(2) as u16 };
    Glyph { start, end, symbol, width }
}

/// Whether a symbol is a combining mark without a letter, as at the beginning of a text. It takes a column of its own
/// and is drawn on a blank: without one it would fall on whatever stands to the left.
pub fn is_bare(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(|c| c.width() == Some(0) && is_mark(c) && !is_invisible(c))
}

/// Cuts a grapheme where terminals begin to disagree about its width.
fn simplest(grapheme: &str) -> &str {
    let mut marks = 0;
    for (at, c) in grapheme.char_indices().skip(1) {
        let joined = matches!(
            c,
            '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}'
        );
        let keeps_joiner =
            c == '\u{200d}' && grapheme.chars().next().is_some_and(|first| !is_pictograph(first));
        if c.width() == Some(0) {
            marks += 1;
        }
        if (joined && !keeps_joiner) || marks > MARKS_PER_CELL || c.is_control() {
            return grapheme.get(..at).unwrap_or_default();
        }
    }
    if grapheme.chars().all(char::is_control) { "" } else { grapheme }
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{3030}'..='\u{303d}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: usize) {
        assert_eq!(width(text), expected, "in {text:?}");
        assert_eq!(cut(text, expected), (text, expected), "in {text:?}");
    }

    #[test]
    fn widths_are_those_of_most_terminals() {
        check("", 0);
        check("plain", 5);
        check("Mijéev", 6);
        check("e\u{301}", 1);
        check("漢字", 4);
        check("👍🏽 up", 5);
        check("👨‍👩‍👧", 2);
        check("❤\u{fe0f}", 1);
        check("one\ttwo", 7);
        check("שָׁלוֹם", 4);
        check("می\u{200c}خواهم", 7);
    }

    #[test]
    fn a_mark_without_a_letter_takes_a_column() {
        check("\u{301}", 1);
        check("\u{301}\u{302}a", 2);
        check("\u{5b8}", 1);
        check("\u{fe0f}", 0);
        check("\u{200d}", 0);
    }

    #[track_caller]
    fn whole(text: &str, expected: &str) {
        let found: String = glyphs(text).map(|glyph| glyph.whole(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn sequences_as_wide_as_their_first_symbol_may_be_drawn_whole() {
        whole("a👨‍👩‍👧b", "a👨‍👩‍👧b");
        whole("👍🏽", "👍🏽");
        whole("❤\u{fe0f}", "❤");
        whole(&format!("👍{}", "\u{301}".repeat(50)), &format!("👍{}", "\u{301}".repeat(8)));
    }

    #[test]
    fn what_east_asia_draws_wide_is_ambiguous() {
        for symbol in ["—", "…", "“", "×", "·", "±"] {
            assert!(is_ambiguous(symbol), "{symbol:?}");
        }
        for symbol in ["a", "-", "漢", "👍"] {
            assert!(!is_ambiguous(symbol), "{symbol:?}");
        }
    }

    #[test]
    fn cutting_never_splits_a_wide_symbol() {
        assert_eq!(cut("漢字", 3), ("漢", 2));
        assert_eq!(cut("ab", 1), ("a", 1));
        assert_eq!(cut("ab", 0), ("", 0));
    }
}
