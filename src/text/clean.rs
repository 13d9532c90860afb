//! How foreign text is cleaned, character by character.
//!
//! Which characters are unsafe is told in [`super::character`], where control sequences end in [`super::escape`]; what
//! cleaning promises is told by [`super::Prose`].

use super::character::{
    JOINER, NON_JOINER, is_break, is_c1, is_invisible, is_mark, is_plain, is_unsafe, takes_joiner,
};
use super::escape;

/// More combining marks than this on one letter are dropped.
pub(super) const MARKS_PER_LETTER: usize = 8;
/// More characters than this that draw nothing are dropped where they stand side by side.
pub(super) const INVISIBLE_RUN: usize = 4;

/// Whether a look at each character shows that nothing is to be done.
pub(super) fn is_clean_text(raw: &str) -> bool {
    let mut rest = raw;
    loop {
        let at = plain_ascii_len(rest.as_bytes());
        if at == rest.len() {
            return true;
        }
        let mut after = rest.get(at..).unwrap_or_default().chars();
        if !after.next().is_some_and(is_plain) {
            return false;
        }
        rest = after.as_str();
    }
}

/// How many bytes at the beginning are ASCII that may stand in text.
fn plain_ascii_len(bytes: &[u8]) -> usize {
    let is_plain = |b: &u8| b.wrapping_sub(b' ') <= b'~' - b' ' || *b == b'\n' || *b == b'\t';
    // Whole chunks without a branch: the compiler compares them at once.
    let whole = |chunk: &&[u8]| chunk.iter().fold(true, |all, b| all & is_plain(b));
    let start = bytes.chunks_exact(CHUNK).take_while(whole).count() * CHUNK;
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().position(|b| !is_plain(b)).unwrap_or(rest.len())
}

/// The same for one line.
pub(super) fn is_clean_line(raw: &str) -> bool {
    let trimmed = !raw.starts_with(' ') && !raw.ends_with(' ') && !raw.contains("  ");
    trimmed && raw.chars().all(|c| is_plain(c) && (c == ' ' || !c.is_whitespace()))
}

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// What the cleaned text is to look like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Line,
    Text,
    InPlace,
    Again,
}

/// Cleans character by character. All it decides by is what it has already kept, which makes cleaning idempotent.
struct Cleaner {
    shape: Shape,
    clean: String,
    /// A space is due before the next character of a line.
    space_due: bool,
    /// The last kept character that is no mark.
    base: char,
    marks: usize,
    invisible: usize,
}

/// Cleans a text that is not clean yet.
pub(super) fn clean(raw: &str, shape: Shape) -> Box<str> {
    let clean = String::with_capacity(raw.len());
    let mut cleaner = Cleaner { shape, clean, space_due: false, base: ' ', marks: 0, invisible: 0 };
    let mut rest = raw;
    let mut after_control = false;
    while let Some(c) = rest.chars().next() {
        let mut len = c.len_utf8();
        if escape::introduces(c) {
            len = escape::sequence_len(rest, after_control).max(len);
            cleaner.drop_bytes(len);
        } else {
            let before_feed = c == '\r' && rest.get(1..).is_some_and(|r| r.starts_with('\n'));
            cleaner.take(c, before_feed);
        }
        after_control = is_c1(c) && len == c.len_utf8();
        rest = rest.get(len..).unwrap_or_default();
    }
    cleaner.clean.into()
}

impl Cleaner {
    fn take(&mut self, c: char, before_feed: bool) {
        if before_feed {
            self.drop_bytes(c.len_utf8());
        } else if is_break(c) {
            self.take_break(c.len_utf8());
        } else if c == '\t' || (self.shape == Shape::Line && c.is_whitespace()) {
            self.take_blank(c);
        } else if is_unsafe(c) || self.is_too_much(c) {
            self.drop_bytes(c.len_utf8());
        } else {
            self.keep(c);
        }
    }

    fn take_break(&mut self, bytes: usize) {
        if self.shape == Shape::Line {
            self.space_due = true;
            return;
        }
        self.keep('\n');
        self.drop_bytes(bytes - 1);
    }

    fn take_blank(&mut self, c: char) {
        match self.shape {
            Shape::Line => self.space_due = true,
            Shape::Text | Shape::Again => self.keep(c),
            Shape::InPlace => self.drop_bytes(c.len_utf8()),
        }
    }

    /// Whether `c` may stand in text, but not here: a joiner that joins nothing, one mark too many.
    fn is_too_much(&self, c: char) -> bool {
        if matches!(c, JOINER | NON_JOINER) && !takes_joiner(self.last(), c) {
            return true;
        }
        (is_invisible(c) && self.invisible >= INVISIBLE_RUN)
            || (is_mark(c) && self.marks >= MARKS_PER_LETTER)
    }

    /// The letter that a mark or joiner would lean on.
    fn last(&self) -> char {
        if self.space_due { ' ' } else { self.base }
    }

    fn keep(&mut self, c: char) {
        if std::mem::take(&mut self.space_due) && !self.clean.is_empty() {
            self.push(' ');
        }
        self.push(c);
    }

    fn push(&mut self, c: char) {
        self.clean.push(c);
        self.invisible = if is_invisible(c) { self.invisible + 1 } else { 0 };
        if is_mark(c) {
            self.marks += 1;
        } else if !is_invisible(c) {
            self.base = c;
            self.marks = 0;
        }
    }

    fn drop_bytes(&mut self, bytes: usize) {
        if matches!(self.shape, Shape::InPlace | Shape::Again) {
            (0..bytes).for_each(|_| self.push(' '));
        }
    }
}
