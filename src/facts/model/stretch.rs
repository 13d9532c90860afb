//! Which words may be part of names: stretches of capitals and what joins them.
//!
//! All other words are outside every name and never looked at, which is what makes the model fast.

use std::ops::Range;

use crate::facts::cues::Cues;
use crate::facts::page::Page;
use crate::facts::run::is_syllable;
use crate::facts::token::{Shape, Token};
use crate::facts::words::words;

/// How many joining words may stand between two capitals: "Ministry of the Interior".
const MOST_JOINING: usize = 3;

/// A longer stretch is a list and is cut, so that no text needs much memory.
const LONGEST: usize = 200;

/// All stretches of a page, in order; none crosses the end of a sentence.
pub(super) fn all(page: &Page<'_>, taken: &[bool]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match one(page, taken, at, sentence.tokens.end) {
                Some(stretch) => {
                    at = stretch.end;
                    found.push(stretch);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The stretch that begins at `at`.
fn one(page: &Page<'_>, taken: &[bool], at: usize, limit: usize) -> Option<Range<usize>> {
    let start = if is_open(page, taken, at) { at } else { led(page, taken, at, limit)? };
    let mut end = start + 1;
    let limit = limit.min(at + LONGEST);
    while end < limit {
        // "ReutersBerg": two words that a page has glued together are two names.
        let glued = page.glued(end)
            && page.token(end).is_some_and(Token::is_word)
            && page.before(end, 1).is_some_and(Token::is_word)
            && !page.word(end).starts_with(['\'', '’']);
        if glued {
            break;
        }
        if is_open(page, taken, end) {
            end += 1;
        } else if is_syllable(page, end) && end + 2 <= limit {
            end += 2;
        } else if let Some(next) = joined(page, taken, end, limit) {
            end = next + 1;
        } else {
            break;
        }
    }
    Some(at..end)
}

/// Whether a token may be part of a name by itself.
fn is_open(page: &Page<'_>, taken: &[bool], at: usize) -> bool {
    let free = !taken.get(at).copied().unwrap_or(true);
    let number = |t: &Token| {
        t.shape == Shape::Number
            && page.before(at, 1).is_some_and(|b| b.is_capital() || page.is_hyphen(at - 1))
    };
    free && page.token(at).is_some_and(|t| t.is_capital() || number(t))
}

/// The capital that a small word before it leads to: "al-Qaeda", "de Gaulle", "bin Laden".
fn led(page: &Page<'_>, taken: &[bool], at: usize, limit: usize) -> Option<usize> {
    let particle = page.has(at, Cues::PARTICLE) || page.is_in(at, words!("zum abu as ash"));
    if !particle || page.shape(at) != Some(Shape::Lower) {
        return None;
    }
    let next = at + 1 + usize::from(page.is_hyphen(at + 1));
    let next = next
        + usize::from(page.has(next, Cues::PARTICLE) && page.shape(next) == Some(Shape::Lower));
    (next < limit && is_open(page, taken, next)).then_some(next)
}

/// The next capital, if only joining words stand before it.
fn joined(page: &Page<'_>, taken: &[bool], at: usize, limit: usize) -> Option<usize> {
    let mut here = at;
    while here < limit.min(at + MOST_JOINING) && joins(page, taken, here) {
        here += 1;
    }
    (here > at && here < limit && is_open(page, taken, here)).then_some(here)
}

fn joins(page: &Page<'_>, taken: &[bool], at: usize) -> bool {
    if taken.get(at).copied().unwrap_or(true) {
        return false;
    }
    match page.word(at) {
        "of" | "the" | "for" | "and" | "in" | "on" | "to" | "at" | "&" | "'s" | "’s" | "'"
        | "’" | "+" | "as" => true,
        "," => page.is_in(at + 1, words!("inc ltd llc corp plc jr sr")),
        "." | "-" | "–" | "‐" | "‑" | "/" | "!" => page.glued(at),
        _ if page.shape(at) == Some(Shape::Lower) => {
            page.has(at, Cues::PARTICLE) || page.is_hyphen(at.wrapping_sub(1))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let taken = vec![false; page.tokens.len()];
        let found: Vec<&str> = all(&page, &taken).iter().map(|s| page.read(s)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn capitals_and_what_joins_them_are_looked_at() {
        check(
            "then Maria de la Cruz met the Ministry of the Interior",
            &["Maria de la Cruz", "Ministry of the Interior"],
        );
        check("it joined al-Qaeda and others", &["al-Qaeda"]);
        check("nothing here", &[]);
        check("then Kim Jong-un met Moon Jae-in", &["Kim Jong-un", "Moon Jae-in"]);
        check("the Obama-backed plan, an Asia-wide one", &["Obama", "Asia"]);
    }

    #[test]
    fn words_glued_together_are_two_names() {
        check("by ReutersBerg today", &["Reuters", "Berg"]);
    }

    #[test]
    fn lists_without_end_are_cut() {
        let text = "Berg ".repeat(1000);
        let page = Page::new(&text);
        let taken = vec![false; page.tokens.len()];
        assert!(all(&page, &taken).iter().all(|s| s.len() <= LONGEST + MOST_JOINING + 1));
    }
}
