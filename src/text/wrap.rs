//! Breaks running text into lines that read well.
//!
//! Lines are chosen for the whole paragraph at once (textwrap's optimal fit, after Knuth and Plass, "Breaking
//! Paragraphs into Lines", 1981), at the places where Unicode allows a break (UAX 14). The text is never copied: a line
//! is a range of its bytes. Where lines are drawn is not known here.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use super::width::{self, glyphs};

/// How to break.
#[derive(Clone, Copy, Debug)]
pub struct Breaking<'a> {
    /// Columns of a line, at least 1.
    pub columns: usize,
    /// Whether long English words may be broken by a hyphen.
    pub hyphenate: bool,
    /// Something drawn after a byte of the text that is not in it, with its width: a link's number. In order.
    pub insertions: &'a [(usize, usize)],
}

/// One line of broken text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedLine {
    /// Bytes of the text, without the space at the end of the line.
    pub range: Range<usize>,
    /// Whether a hyphen is drawn at the end.
    pub hyphen: bool,
    /// Whether the paragraph ends here.
    pub last: bool,
}

/// Paragraphs are broken in pieces of so many words, so that time and memory stay linear in a text without paragraphs.
const WORDS_AT_ONCE: usize = 2_000;

/// Words shorter than this are never hyphenated.
const SHORTEST_HYPHENATED: usize = 7;

/// Breaks `text` into lines. A `\n` always ends a line; an empty text has no lines.
pub fn wrap(text: &str, breaking: &Breaking<'_>) -> Vec<WrappedLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive('\n') {
        wrap_paragraph(
            text,
            start..start + piece.trim_end_matches('\n').len(),
            breaking,
            &mut lines,
        );
        start += piece.len();
    }
    lines
}

/// A piece of a word that stays on one line.
#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    width: usize,
    /// Width of the space after it, which vanishes at the end of a line.
    space: usize,
    /// Whether a hyphen is drawn if a line ends here.
    hyphen: bool,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }
    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.hyphen))
    }
}

fn wrap_paragraph(
    text: &str,
    range: Range<usize>,
    breaking: &Breaking<'_>,
    lines: &mut Vec<WrappedLine>,
) {
    let pieces = pieces(text, range.clone(), breaking);
    if pieces.is_empty() {
        lines.push(WrappedLine { range: range.start..range.start, hyphen: false, last: true });
        return;
    }
    let mut rest = pieces.as_slice();
    while !rest.is_empty() {
        let (now, more) = rest.split_at(rest.len().min(WORDS_AT_ONCE));
        let mut broken = break_pieces(now, breaking.columns);
        // The last line of a batch is not the last of its paragraph: it is broken again with what follows.
        if !more.is_empty() && broken.len() > 1 {
            broken.pop();
        }
        let taken: usize = broken.iter().map(|line| line.len()).sum();
        lines.extend(broken.into_iter().filter_map(wrapped));
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    if let Some(line) = lines.last_mut() {
        line.last = true;
        line.hyphen = false;
    }
}

fn break_pieces(pieces: &[Piece], columns: usize) -> Vec<&[Piece]> {
    let columns = columns as f64;
    // It errs only where widths overflow a float; then one piece a line is still readable.
    wrap_optimal_fit(pieces, &[columns], &Penalties::new())
        .unwrap_or_else(|_overflow| pieces.chunks(1).collect())
}

fn wrapped(line: &[Piece]) -> Option<WrappedLine> {
    let (first, last) = (line.first()?, line.last()?);
    Some(WrappedLine { range: first.range.start..last.range.end, hyphen: last.hyphen, last: false })
}

fn pieces(text: &str, range: Range<usize>, breaking: &Breaking<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    let Some(paragraph) = text.get(range.clone()) else { return pieces };
    for end in break_points(paragraph).map(|at| range.start + at) {
        push_word(text, start..end, breaking, &mut pieces);
        start = end;
    }
    pieces
}

/// Byte offsets at which a line may end, the end of the text among them.
fn break_points(text: &str) -> Box<dyn Iterator<Item = usize> + '_> {
    if text.is_ascii() {
        return Box::new(ascii_break_points(text.as_bytes()));
    }
    Box::new(unicode_linebreak::linebreaks(text).map(|(at, _)| at))
}

/// The rules of UAX 14 that matter in plain English: after spaces, and after a hyphen between letters.
fn ascii_break_points(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (1..=text.len()).filter(move |&at| {
        let before = text.get(at - 1).copied().unwrap_or_default();
        let Some(&after) = text.get(at) else { return true };
        let after_hyphen = || {
            before == b'-'
                && after.is_ascii_alphabetic()
                && at >= 2
                && text.get(at - 2).is_some_and(u8::is_ascii_alphabetic)
        };
        (before == b' ' && after != b' ') || after_hyphen()
    })
}

fn push_word(text: &str, range: Range<usize>, breaking: &Breaking<'_>, pieces: &mut Vec<Piece>) {
    let Some(word) = text.get(range.clone()) else { return };
    let trimmed = word.trim_end();
    let space = width::width(&word[trimmed.len()..]);
    let mut start = range.start;
    let end = range.start + trimmed.len();
    if trimmed.is_empty() {
        if let Some(last) = pieces.last_mut() {
            last.space += space;
        }
        return;
    }
    for (part_end, hyphen) in
        splits(trimmed, breaking).into_iter().map(|(at, h)| (range.start + at, h))
    {
        let inserted = inserted(breaking.insertions, start..part_end);
        let width = width::width(text.get(start..part_end).unwrap_or_default()) + inserted;
        let last = part_end == end;
        pieces.push(Piece {
            range: start..part_end,
            width,
            space: if last { space } else { 0 },
            hyphen,
        });
        start = part_end;
    }
}

fn inserted(insertions: &[(usize, usize)], range: Range<usize>) -> usize {
    let from = insertions.partition_point(|(at, _)| *at <= range.start);
    insertions
        .iter()
        .skip(from)
        .take_while(|(at, _)| *at <= range.end)
        .map(|(_, width)| width)
        .sum()
}

/// Where a word is split: by syllables if wished, by force if it is wider than a line. Ends with the word's end.
fn splits(word: &str, breaking: &Breaking<'_>) -> Vec<(usize, bool)> {
    let mut splits = Vec::new();
    if breaking.hyphenate
        && word.len() >= SHORTEST_HYPHENATED
        && word.chars().all(char::is_alphabetic)
    {
        let mut at = 0;
        for syllable in hypher::hyphenate(word, hypher::Lang::English) {
            at += syllable.len();
            splits.push((at, true));
        }
        splits.pop();
    }
    if splits.is_empty() && width::width(word) > breaking.columns {
        splits = forced_splits(word, breaking.columns.max(2));
    }
    splits.push((word.len(), false));
    splits
}

fn forced_splits(word: &str, columns: usize) -> Vec<(usize, bool)> {
    let mut splits = Vec::new();
    let mut used = 0;
    for glyph in glyphs(word) {
        let wide = usize::from(glyph.width);
        if used + wide > columns && used > 0 {
            splits.push((glyph.start, false));
            used = 0;
        }
        used += wide;
    }
    splits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(columns: usize) -> Breaking<'static> {
        Breaking { columns, hyphenate: false, insertions: &[] }
    }

    #[track_caller]
    fn check(text: &str, breaking: &Breaking<'_>, expected: &[&str]) {
        let lines: Vec<String> = wrap(text, breaking)
            .into_iter()
            .map(|line| format!("{}{}", &text[line.range], if line.hyphen { "-" } else { "" }))
            .collect();
        assert_eq!(lines, expected, "in {text:?}");
    }

    #[test]
    fn lines_are_balanced_over_the_paragraph() {
        check(
            "To be, or not to be: that is the question",
            &plain(10),
            &["To be,", "or not to", "be: that", "is the", "question"],
        );
    }

    #[test]
    fn breaks_fall_where_the_script_allows_them() {
        check("state-owned gas", &plain(7), &["state-", "owned", "gas"]);
        check("漢字漢字", &plain(4), &["漢字", "漢字"]);
        check("a\nb", &plain(9), &["a", "b"]);
        check("", &plain(9), &[]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        check("abcdefghij", &plain(4), &["abcd", "efgh", "ij"]);
    }

    #[test]
    fn long_words_are_hyphenated_if_wished() {
        let breaking = Breaking { columns: 10, hyphenate: true, insertions: &[] };
        check("a hyphenation", &breaking, &["a hyphen-", "ation"]);
    }

    #[test]
    fn insertions_take_their_room() {
        let breaking = Breaking { columns: 8, hyphenate: false, insertions: &[(4, 3)] };
        check("news here", &breaking, &["news", "here"]);
    }

    proptest! {
        #[test]
        fn no_grapheme_is_lost_and_no_line_is_too_wide(text in "[ a-z漢é👍-]{0,300}", columns in 2usize..40) {
            let lines = wrap(&text, &plain(columns));
            let kept: String = lines.iter().map(|l| &text[l.range.clone()]).collect();
            let squeeze = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(squeeze(&kept), squeeze(&text));
            for line in &lines {
                prop_assert!(width::width(&text[line.range.clone()]) <= columns);
            }
        }
    }
}
