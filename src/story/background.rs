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

/// Places of the table of weights: a power of two, about half of them taken.
const PLACES: usize = 1 << 14;

/// The weight of a place that is free.
const FREE: f32 = -1.0;

/// Weights by term.
pub(super) struct Background {
    /// A hash table: a term stands at the place that its low bits say, or behind it.
    places: Box<[(Term, f32)]>,
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
        let places = vec![(Term::default(), FREE); PLACES].into_boxed_slice();
        let mut background = Self { places, unseen: weigh(0.0) };
        // What comes first stays: an empty word weighs nothing, however often it was seen.
        for word in EMPTY.split_whitespace() {
            background.note(Term::of(word), 0.0);
        }
        for (word, seen) in lines.filter_map(|line| line.split_once('\t')) {
            if let Ok(seen) = seen.parse() {
                background.note(Term::of(word), weigh(seen));
            }
        }
        background
    }

    fn note(&mut self, term: Term, weight: f32) {
        let place = self.place(term);
        if let Some(free) = self.places.get_mut(place).filter(|(_, taken)| *taken < 0.0) {
            *free = (term, weight);
        }
    }

    /// Where a term stands, or would.
    fn place(&self, term: Term) -> usize {
        let mut place = term.0 as usize % PLACES;
        let is_other = |(taken, weight): &(Term, f32)| *weight >= 0.0 && *taken != term;
        while self.places.get(place).is_some_and(is_other) {
            place = (place + 1) % PLACES;
        }
        place
    }

    /// How telling a term is, 0 for an empty word; and whether it is known at all.
    pub(super) fn weight(&self, term: Term) -> (f32, bool) {
        match self.places.get(self.place(term)) {
            Some((_, weight)) if *weight >= 0.0 => (*weight, true),
            _ => (self.unseen, false),
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
