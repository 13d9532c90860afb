//! Words of the day: what stands in so many of the articles at hand that it no longer tells one event from another.
//!
//! The background says how telling a word is in news at large. A reader of feeds about one thing meets its name in every
//! headline, and sites put the same sentence under each article: such words are weighed less, the more the commoner they are.

use super::signature::{ByTerm, Signature, Term};

/// From this share of the articles on a word is common.
const SHARE: f32 = 0.08;
/// Of fewer articles nothing is known: a few may well be of one event.
const LEAST: u32 = 96;
/// What would count less than this part counts nothing.
const LITTLE: f32 = 0.125;
/// In whole numbers, so that products stay exact: this is "in full".
pub(super) const FULL: u32 = 256;

/// How often words stand in some articles.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    articles: u32,
    seen: ByTerm<u32>,
}

impl Tally {
    /// Counts an article.
    pub fn count(&mut self, signature: &Signature) {
        self.articles += 1;
        for (term, _) in &signature.terms {
            *self.seen.entry(*term).or_default() += 1;
        }
    }

    /// The common words among those that were counted.
    pub fn common(&self) -> Common {
        Common::of(self.articles, self.seen.iter().map(|(term, seen)| (*term, *seen)))
    }
}

/// Words that are common in the articles at hand.
#[derive(Clone, Debug, Default)]
pub struct Common {
    parts: ByTerm<u32>,
}

impl Common {
    /// From how many articles have each word.
    pub(super) fn of(articles: u32, seen: impl Iterator<Item = (Term, u32)>) -> Self {
        let usual = articles as f32 * SHARE;
        let part = |seen: u32| {
            let part = (usual / seen as f32).powi(2);
            if part < LITTLE { 0 } else { (FULL as f32 * part) as u32 }
        };
        let common = seen.filter(|(_, seen)| *seen as f32 > usual);
        let parts = common.map(|(term, seen)| (term, part(seen)));
        Self { parts: if articles < LEAST { ByTerm::default() } else { parts.collect() } }
    }

    /// What a weight counts: of [`FULL`] where the word is common.
    pub(super) fn weigh(&self, term: Term, weight: u16) -> u32 {
        let part = self.parts.get(&term).copied().unwrap_or(FULL);
        u32::from(weight) * part / FULL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(tally: &Tally, word: &str) -> u32 {
        tally.common().weigh(Term::of(word), 1_000)
    }

    #[test]
    fn a_word_of_every_article_counts_less_and_others_in_full() {
        let mut tally = Tally::default();
        for n in 0..LEAST {
            tally.count(&Signature::new(&format!("Kernel w{n}x of item{n}y"), "", None));
        }
        assert!(weight(&tally, "kernel") < 100, "{}", weight(&tally, "kernel"));
        assert_eq!(weight(&tally, "item7y"), 1_000);
        assert_eq!(weight(&tally, "never"), 1_000);
    }

    #[test]
    fn a_few_articles_may_all_be_of_one_event() {
        let mut tally = Tally::default();
        for _ in 1..LEAST {
            tally.count(&Signature::new("Kernel", "", None));
        }
        assert_eq!(weight(&tally, "kernel"), 1_000);
    }
}
