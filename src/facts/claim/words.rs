//! Which words may tell how a sentence is meant, so that the rest are passed with one look.
//!
//! A sentence may hold many figures, and what is told of each is looked for in all of it: every word is looked up once.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Deref;
use std::sync::LazyLock;

use super::super::cues::{Cues, Fnv};
use super::super::page::Page;
use super::super::token::Shape;
use super::{denial, saying, source, stance};

/// May be a verb of saying.
pub(super) const SAYS: u8 = 1;
/// May deny.
pub(super) const DENIES: u8 = 1 << 1;
/// May be a source without a name.
pub(super) const SOURCE: u8 = 1 << 2;
/// May say that somebody is not to be named.
pub(super) const HIDES: u8 = 1 << 3;
/// May make uncertain.
pub(super) const DOUBTS: u8 = 1 << 4;
/// May tell of a plan.
pub(super) const PLANS: u8 = 1 << 5;
/// May begin another statement.
pub(super) const TURNS: u8 = 1 << 6;

/// A page, and what each of its words may tell.
pub(in crate::facts) struct Told<'p, 't> {
    page: &'p Page<'t>,
    words: Vec<u8>,
}

impl<'p, 't> Told<'p, 't> {
    /// Looks up all words.
    pub(in crate::facts) fn new(page: &'p Page<'t>) -> Self {
        Self { page, words: (0..page.tokens.len()).map(|at| tells(page, at)).collect() }
    }

    /// Whether a word may tell this.
    pub(super) fn may(&self, at: usize, what: u8) -> bool {
        self.words.get(at).is_some_and(|word| word & what != 0)
    }
}

impl<'t> Deref for Told<'_, 't> {
    type Target = Page<'t>;

    fn deref(&self) -> &Page<'t> {
        self.page
    }
}

/// No word of the lists is longer.
const LONGEST: usize = 16;

fn tells(page: &Page<'_>, at: usize) -> u8 {
    let Some(token) = page.token(at) else { return 0 };
    let word = page.word(at);
    match token.shape {
        Shape::Mark => return if word == "," { TURNS } else { 0 },
        Shape::Lower | Shape::Title => {}
        _ => return 0,
    }
    let short = word.len() > 2 && (word.ends_with("'ll") || word.ends_with("’ll"));
    let not = word.len() > 2 && (word.ends_with("n't") || word.ends_with("n’t"));
    let mut bits = u8::from(short) * PLANS + u8::from(not) * DENIES;
    for (cues, bit) in
        [(Cues::DENY, DENIES), (Cues::SOURCE, SOURCE), (Cues::HEDGE, DOUBTS), (Cues::PLAN, PLANS)]
    {
        bits |= u8::from(token.has(cues)) * bit;
    }
    let mut small = [0_u8; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return bits };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    bits | INDEX.get(&*small).copied().unwrap_or_default()
}

static INDEX: LazyLock<HashMap<&'static [u8], u8, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    let lists = [saying::WORDS, denial::WORDS, source::WORDS, stance::WORDS];
    let own: &[(u8, &[&str])] = &[(TURNS, super::OTHER)];
    let mut index: HashMap<&'static [u8], u8, BuildHasherDefault<Fnv>> = HashMap::default();
    for (bit, words) in lists.into_iter().flatten().chain(own) {
        for word in *words {
            *index.entry(word.as_bytes()).or_default() |= bit;
        }
    }
    index
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_longer_than_the_buffer() {
        assert!(INDEX.keys().all(|word| word.len() <= LONGEST));
    }
}
