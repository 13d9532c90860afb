//! Words that hint at what stands beside them: verbs of saying, titles, heads of names, months, units.
//!
//! One word may carry several cues (`general` is a title and an everyday word). The words stand in `lists`; the index over them is
//! made by the compiler.

mod lists;

use self::lists::LISTS;
use super::hash::hash_small;

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u32);

impl Cues {
    /// No hint.
    pub(super) const NONE: Self = Self(0);
    /// Function words: they head no name and end a noun phrase.
    pub(super) const STOP: Self = Self(1);
    /// Verbs of saying, in the forms news uses.
    pub(super) const SAY: Self = Self(1 << 1);
    /// `president`, `minister`, `captain`.
    pub(super) const TITLE: Self = Self(1 << 2);
    /// `mr`, `dr`, `sir`.
    pub(super) const HONORIFIC: Self = Self(1 << 3);
    /// Heads of organisations: `ministry`, `inc`.
    pub(super) const ORG: Self = Self(1 << 4);
    /// Heads of places: `river`, `street`.
    pub(super) const PLACE: Self = Self(1 << 5);
    /// Heads of events: `war`, `cup`.
    pub(super) const EVENT: Self = Self(1 << 6);
    /// `june`, `jun`.
    pub(super) const MONTH: Self = Self(1 << 7);
    /// `thursday`, `thu`.
    pub(super) const WEEKDAY: Self = Self(1 << 8);
    /// `five`, `dozen`, `million`.
    pub(super) const NUMBER: Self = Self(1 << 9);
    /// Units of measure.
    pub(super) const UNIT: Self = Self(1 << 10);
    /// `euros`, `dollars`, `yen`.
    pub(super) const CURRENCY: Self = Self(1 << 11);
    /// Written with a dot.
    pub(super) const ABBREVIATION: Self = Self(1 << 12);
    /// `Russian`, `European`: adjectives of nations.
    pub(super) const NATION: Self = Self(1 << 13);
    /// Prepositions before places and dates.
    pub(super) const WHERE: Self = Self(1 << 14);
    /// `de`, `van`, `al`: inside names of people.
    pub(super) const PARTICLE: Self = Self(1 << 15);
    /// `day`, `week`, `year`.
    pub(super) const PERIOD: Self = Self(1 << 16);
    /// `last`, `this`, `next`.
    pub(super) const DEICTIC: Self = Self(1 << 17);
    /// Verbs that end a noun phrase.
    pub(super) const VERB: Self = Self(1 << 18);
    /// `North`, `New`, `Saint`: begin names of places.
    pub(super) const PLACE_START: Self = Self(1 << 19);
    /// Not named, but a source: `officials`, `sources`.
    pub(super) const SOURCE: Self = Self(1 << 20);
    /// `he`, `she`, `they`.
    pub(super) const PRONOUN: Self = Self(1 << 21);
    /// `denied`, `rejects`.
    pub(super) const DENY: Self = Self(1 << 22);
    /// `will`, `plans`.
    pub(super) const PLAN: Self = Self(1 << 23);
    /// `may`, `reportedly`.
    pub(super) const HEDGE: Self = Self(1 << 24);
    /// Written like a name, but none: `DNA`, `COVID`, `Internet`.
    pub(super) const NO_NAME: Self = Self(1 << 26);
    /// May begin a date, a time or a figure besides numbers, months, weekdays, periods and pointers.
    pub(super) const OPENER: Self = Self(1 << 27);
    /// `foreign`, `prime`, `defence`: stand before a title and go with it.
    pub(super) const PORTFOLIO: Self = Self(1 << 25);

    /// Whether all of `other` are in the set.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of `other` is in the set.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as bits, for a model that learns what they mean.
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    /// Both sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The cues of a word, however it is written.
pub(super) fn of(word: &str) -> Cues {
    of_hash(hash_small(word))
}

/// The cues of the word that has this hash in small letters.
pub(super) fn of_hash(hash: u64) -> Cues {
    let mut at = place_of(hash);
    loop {
        match INDEX.hashes[at] {
            own if own == hash => return INDEX.cues[at],
            0 => return Cues::NONE,
            _ => at = (at + 1) % PLACES,
        }
    }
}

/// Places of the index: about twice as many as words.
const PLACES: usize = 4096;

/// Where a hash is looked for first.
const fn place_of(hash: u64) -> usize {
    (hash ^ hash >> 24) as usize % PLACES
}

/// All words of the lists by their hashes; 0 where a place is free.
struct Index {
    hashes: [u64; PLACES],
    cues: [Cues; PLACES],
}

impl Index {
    #[expect(clippy::large_stack_arrays, reason = "the stack is the compiler's")]
    const fn of(lists: &[(Cues, &str)]) -> Self {
        let mut index = Self { hashes: [0; PLACES], cues: [Cues::NONE; PLACES] };
        let mut at = 0;
        while at < lists.len() {
            let mut rest = lists[at].1.trim_ascii();
            while !rest.is_empty() {
                let end = end_of_word(rest);
                let (word, behind) = rest.split_at(end);
                index.add(hash_small(word), lists[at].0);
                rest = behind.trim_ascii_start();
            }
            at += 1;
        }
        index
    }

    const fn add(&mut self, hash: u64, cues: Cues) {
        let mut at = place_of(hash);
        while self.hashes[at] != 0 && self.hashes[at] != hash {
            at = (at + 1) % PLACES;
        }
        self.hashes[at] = hash;
        self.cues[at] = self.cues[at].or(cues);
    }
}

/// How many bytes the first word of a text has.
const fn end_of_word(text: &str) -> usize {
    let (bytes, mut end) = (text.as_bytes(), 0);
    while end < bytes.len() && bytes[end] != b' ' {
        end += 1;
    }
    end
}

static INDEX: Index = Index::of(LISTS);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_carry_their_cues_in_any_case() {
        assert!(of("President").has(Cues::TITLE));
        assert!(of("MAY").has(Cues::MONTH.or(Cues::HEDGE)));
        assert_eq!(of("xylophone"), Cues::NONE);
        assert_eq!(of("a-word-far-longer-than-any-cue"), Cues::NONE);
    }

    #[test]
    fn every_word_carries_the_cues_of_its_lists() {
        for (cues, words) in LISTS {
            assert!(words.split_ascii_whitespace().all(|word| of(word).has(*cues)), "{cues:?}");
        }
        let used = INDEX.hashes.iter().filter(|hash| **hash != 0).count();
        assert!((1_000..PLACES * 3 / 4).contains(&used), "{used} of {PLACES}");
    }
}
