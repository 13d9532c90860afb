//! How telling a word is: the fewer news texts it stands in, the more.
//!
//! Counted in English news (`assets/story/build.py`), not in what comes in: a headline alone must weigh the same on the first
//! day as after a year. A word that was never seen is as telling as any.

use std::sync::OnceLock;

use super::signature::Term;

/// The list; its first line is the number of texts.
const WORDS: &str = include_str!("../../assets/story/words.txt");

/// Words that say nothing about what happened, and those of every headline. By stem.
const EMPTY: &str = "a an the of in on at to for and or but is ar wer was be been ha hav had it thi that with by from as he she \
    they hi her their w we you i not no new say said will would after over amid into up out about than more who what how why when \
    which u us can may could also do doe did its this his are were has have";

/// Weights by term.
pub(super) struct Background {
    /// Sorted by term.
    weights: Vec<(Term, f32)>,
    unseen: f32,
}

impl Background {
    /// The one of this program, made when it is first asked for: about a millisecond.
    pub(super) fn get() -> &'static Self {
        static BACKGROUND: OnceLock<Background> = OnceLock::new();
        BACKGROUND.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lines = WORDS.lines();
        let texts: f32 = lines.next().and_then(|line| line.parse().ok()).unwrap_or(1.0);
        let weigh = |seen: f32| ((texts + 1.0) / (seen + 0.5)).ln();
        let mut weights: Vec<(Term, f32)> = lines
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(word, seen)| Some((Term::of(word), weigh(seen.parse().ok()?))))
            .collect();
        weights.extend(EMPTY.split_whitespace().map(|word| (Term::of(word), 0.0)));
        // Of the same term the lower weight comes first, which an empty word has.
        weights.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        weights.dedup_by_key(|(term, _)| *term);
        Self { weights, unseen: weigh(0.0) }
    }

    /// How telling a term is, 0 for an empty word; and whether it is known at all.
    pub(super) fn weight(&self, term: Term) -> (f32, bool) {
        match self.weights.binary_search_by_key(&term, |(known, _)| *known) {
            Ok(at) => (self.weights.get(at).map_or(self.unseen, |(_, weight)| *weight), true),
            Err(_) => (self.unseen, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::story::stem::stem_into;
    use crate::story::words::words;

    #[test]
    fn rare_words_tell_more() {
        let weight = |word: &str| {
            let mut stem = String::new();
            stem_into(word, &mut stem);
            Background::get().weight(Term::of(&stem))
        };
        assert_eq!(weight("the"), (0.0, true));
        assert!(weight("president").0 < weight("vaccine").0);
        let (unseen, known) = weight("Skarholm");
        assert!(!known && unseen > weight("vaccine").0);
    }

    /// The list is counted by a script with stems of its own, over these texts and others: what several of them have must
    /// stand in it, and at least as often.
    #[test]
    fn the_list_has_the_stems_of_the_program() {
        let texts = include_str!("../../data/labelled/train-gum.jsonl");
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for line in texts.lines() {
            let text: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let mut stem = String::new();
            let stems: BTreeSet<String> = words(text["text"].as_str().expect("a text"))
                .map(|word| {
                    stem_into(word.text, &mut stem);
                    stem.clone()
                })
                .collect();
            for stem in stems {
                *seen.entry(stem).or_default() += 1;
            }
        }
        let listed: BTreeMap<&str, u32> = WORDS
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(word, count)| (word, count.parse().expect("a number")))
            .collect();
        let common = seen
            .iter()
            .filter(|(stem, count)| **count > 1 && stem.starts_with(|c: char| c.is_alphabetic()));
        let missed: Vec<_> = common
            .clone()
            .filter(|(stem, count)| listed.get(stem.as_str()).is_none_or(|listed| listed < count))
            .collect();
        assert!(missed.is_empty(), "{} of {}: {missed:?}", missed.len(), common.count());
    }
}
