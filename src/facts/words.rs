//! Lists of words that a token is compared with at one go.
//!
//! A list is compiled to the hashes of its words; a token knows its own, so that no letter is looked at twice and no list costs
//! the program more than eight bytes a word.

use super::hash::hash_small;

/// A list of words, the same in any case. Made by [`words!`].
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// A bit for the end of each hash: most words of a text are told from the list by it.
    gate: u64,
    /// In order.
    hashes: &'static [u64],
}

impl Words {
    /// The list of these hashes, which are in order.
    pub(super) const fn of(hashes: &'static [u64]) -> Self {
        let (mut gate, mut at) = (0, 0);
        while at < hashes.len() {
            gate |= 1 << (hashes[at] & 63);
            at += 1;
        }
        Self { gate, hashes }
    }

    /// Whether the word with this hash is one of the list.
    #[inline]
    pub(super) fn have(self, hash: u64) -> bool {
        self.gate >> (hash & 63) & 1 == 1 && self.hashes.binary_search(&hash).is_ok()
    }
}

/// How many words stand in a text, with one space between two.
pub(super) const fn count(words: &str) -> usize {
    let (bytes, mut count, mut at) = (words.as_bytes(), 1, 0);
    while at < bytes.len() {
        count += (bytes[at] == b' ') as usize;
        at += 1;
    }
    count
}

/// The hashes of the words of a text, in order.
pub(super) const fn hashes<const COUNT: usize>(words: &str) -> [u64; COUNT] {
    let mut rest = words;
    let (mut hashes, mut many) = ([0; COUNT], 0);
    while many < COUNT {
        let mut end = 0;
        while end < rest.len() && rest.as_bytes()[end] != b' ' {
            end += 1;
        }
        let (word, behind) = rest.split_at(end);
        assert!(!word.is_empty(), "one space stands between two words");
        let hash = hash_small(word);
        let mut at = many;
        while at > 0 && hashes[at - 1] > hash {
            hashes[at] = hashes[at - 1];
            at -= 1;
        }
        hashes[at] = hash;
        many += 1;
        rest = if behind.is_empty() { behind } else { behind.split_at(1).1 };
    }
    hashes
}

/// A list of words, which stand in one text with a space between two: `words!("the a an")`.
macro_rules! words {
    ($words:literal) => {
        const {
            $crate::facts::words::Words::of(
                const {
                    &$crate::facts::words::hashes::<{ $crate::facts::words::count($words) }>($words)
                },
            )
        }
    };
}

pub(super) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_in_any_case_and_no_others() {
        const MARKS: Words = words!("the AN ’s , straße");
        for word in ["the", "The", "an", "’s", ",", "straße", "STRAßE"] {
            assert!(MARKS.have(hash_small(word)), "{word}");
        }
        for word in ["", "th", "then", "'s", ".", "strasse"] {
            assert!(!MARKS.have(hash_small(word)), "{word}");
        }
    }
}
