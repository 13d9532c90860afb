//! The words around the first match.
//!
//! The full-text index keeps no copy of the text, so the place is found anew, by words in their plain form.

use crate::text::{Prose, plain};

/// Bytes shown before the match and in all; words are never cut.
const BEFORE: usize = 60;
const LENGTH: usize = 180;

/// One line around the first word of `text` with which one of the phrases begins; the beginning where there is none.
pub(super) fn around(text: &str, phrases: &[&str]) -> Prose {
    let needles: Vec<Needle> = phrases.iter().filter_map(|phrase| Needle::of(phrase)).collect();
    let at = words(text)
        .find(|(_, word)| needles.iter().any(|needle| needle.matches(word)))
        .map_or(0, |(at, _)| at);
    let start = if at <= BEFORE { 0 } else { next_word(text, at - BEFORE).min(at) };
    let end = last_word_end(text, at.max(start), start + LENGTH);
    let middle = text.get(start..end).unwrap_or_default();
    let (before, after) =
        (if start > 0 { "… " } else { "" }, if end < text.trim_end().len() { " …" } else { "" });
    Prose::line(&format!("{before}{middle}{after}"))
}

/// The first word of a phrase.
struct Needle {
    word: String,
    any_ending: bool,
}

impl Needle {
    fn of(phrase: &str) -> Option<Self> {
        let words = plain::list(phrase);
        let any_ending = phrase.ends_with('*') && words.len() == 1;
        Some(Self { word: words.into_iter().next()?, any_ending })
    }

    /// Whether a run of letters is the word, or has it among those that stand in it without spaces.
    fn matches(&self, run: &str) -> bool {
        let mut is_found = false;
        plain::words(run, |word| {
            is_found |=
                if self.any_ending { word.starts_with(&self.word) } else { word == self.word };
        });
        is_found
    }
}

/// Runs of letters and digits, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The first beginning of a word after `from`; a character boundary in any case.
fn next_word(text: &str, from: usize) -> usize {
    let mut chars = text.char_indices().skip_while(|(at, _)| *at < from);
    let space = chars.find(|(_, c)| c.is_whitespace());
    let boundary = || (0..=from).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    space.map_or_else(boundary, |(at, c)| at + c.len_utf8())
}

/// The last end of a word before `limit`; a character boundary in any case.
fn last_word_end(text: &str, start: usize, limit: usize) -> usize {
    if limit >= text.len() {
        return text.len();
    }
    let limit = (start..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let window = text.get(start..limit).unwrap_or_default();
    window.rfind(char::is_whitespace).map_or(limit, |at| start + at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "The harbour reopened on Monday after a week of storms. Ferries to the outer islands will sail \
        again from Tuesday, the operator said, though Friday's timetable is still open and may change at short notice \
        if winds return. Fishermen were told to wait.";

    #[track_caller]
    fn check(phrases: &[&str], begins: &str, holds: &str) {
        let snippet = around(TEXT, phrases);
        assert!(snippet.starts_with(begins), "{snippet}");
        assert!(snippet.contains(holds), "{snippet}");
    }

    #[test]
    fn the_match_is_shown_with_the_words_around_it() {
        check(&["harbour"], "The harbour", "Ferries");
        check(&["TIMETABLE"], "… ", "timetable is still open");
        check(&["fish*"], "… ", "Fishermen were told to wait.");
        check(&["winds return"], "… ", "winds return");
        check(&["absent"], "The harbour", "Monday");
        check(&[], "The harbour", "Monday");
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut(text in any::<String>(), phrase in any::<String>()) {
            let _ = around(&text, &[phrase.as_str(), "a*"]);
        }
    }
}
