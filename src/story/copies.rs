//! Copies: the text of one agency in several outlets.
//!
//! Runs of words in a row are compared (Broder, "On the resemblance and containment of documents", 1997). Of a long text the
//! runs with the smallest numbers stand for all: two texts that share runs share those among them, too.

use super::words::words;

/// So many words in a row are compared: shorter runs are found in reports that were written apart, in quotations above all.
const RUN: usize = 6;
/// From this share of common runs on, counted in the shorter text, two are copies.
const COPY: f32 = 0.5;
/// In texts of fewer runs than these, one sentence that both have is half of them: nearly all must be the same.
const SHORT: (usize, f32) = (40, 0.8);
/// So many runs are kept of an article in the store.
const KEPT: usize = 128;
/// A text with fewer runs says too little to be told from another in the store.
const TELLING: usize = 8;

/// The runs of words of a text, as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// Sorted, each once.
    numbers: Vec<u32>,
    /// Runs with a number above this were left out.
    until: u32,
}

impl Runs {
    /// Every run of a text.
    pub(super) fn all(text: &str) -> Self {
        let words: Vec<u64> = words(text).map(|word| number_of(word.text)).collect();
        let mut numbers: Vec<u32> = words.windows(RUN).map(mixed).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self { numbers, until: u32::MAX }
    }

    /// As many as are kept in the store.
    pub fn kept(text: &str) -> Self {
        let mut runs = Self::all(text);
        if runs.numbers.len() < TELLING {
            runs.numbers.clear();
        }
        if let Some(last) = runs.numbers.get(KEPT - 1).copied() {
            runs.numbers.truncate(KEPT);
            runs.until = last;
        }
        runs
    }

    /// Whether one text is a copy of the other, or of a part of it.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        let until = self.until.min(other.until);
        let (a, b) = (self.below(until), other.below(until));
        let shorter = a.len().min(b.len());
        let share = if shorter < SHORT.0 { SHORT.1 } else { COPY };
        shorter > 0 && common(a, b) as f32 >= shorter as f32 * share
    }

    fn below(&self, until: u32) -> &[u32] {
        let end = self.numbers.partition_point(|number| *number <= until);
        self.numbers.get(..end).unwrap_or_default()
    }

    /// As bytes, for the store.
    pub fn to_bytes(&self) -> Vec<u8> {
        let all = std::iter::once(&self.until).chain(&self.numbers);
        all.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// From bytes; what does not fit gives no runs.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let (all, []) = bytes.as_chunks::<4>() else { return Self::default() };
        let mut all = all.iter().map(|bytes| u32::from_le_bytes(*bytes));
        let until = all.next().unwrap_or_default();
        let numbers: Vec<u32> = all.collect();
        if numbers.is_sorted() { Self { numbers, until } } else { Self::default() }
    }
}

/// How many numbers two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|number| b.binary_search(number).is_ok()).count()
}

/// A word without regard to its capitals (FNV-1a).
fn number_of(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let begun = 0xcbf2_9ce4_8422_2325;
    if word.is_ascii() {
        return word.bytes().map(|byte| byte.to_ascii_lowercase()).fold(begun, step);
    }
    let mut bytes = [0; 4];
    let small = word.chars().flat_map(char::to_lowercase);
    small.fold(begun, |hash, c| c.encode_utf8(&mut bytes).bytes().fold(hash, step))
}

/// One number for a run, spread evenly: the smallest of them are a fair sample.
fn mixed(run: &[u64]) -> u32 {
    let hash = run.iter().fold(0_u64, |hash, word| {
        (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    ((hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(Runs::all(a).is_copy_of(&Runs::all(b)), expected, "all runs");
        assert_eq!(Runs::kept(a).is_copy_of(&Runs::kept(b)), expected, "kept runs");
        assert_eq!(Runs::kept(b).is_copy_of(&Runs::kept(a)), expected, "the other way");
    }

    #[test]
    fn a_text_is_a_copy_of_itself_cut_or_begun_anew() {
        check(&text(0, 700), &text(0, 700), true);
        check(&text(0, 700).to_uppercase(), &text(0, 700), true);
        check(&text(0, 700), &text(0, 500), true);
        check(&format!("Foreword of somebody. {}", text(0, 40)), &text(0, 40), true);
        check(&text(0, 700), &text(500, 1200), false);
        check(&text(0, 700), &text(1000, 1700), false);
        check("", "", false);
    }

    #[test]
    fn one_sentence_in_two_short_reports_makes_no_copy() {
        let report = |own: &str| format!("{} {}", text(0, 16), own);
        check(&report(&text(100, 115)), &report(&text(200, 215)), false);
        check(&report("and more"), &report("or less"), true);
    }

    #[test]
    fn little_text_is_nobodys_copy_in_the_store() {
        assert!(!Runs::kept(&text(0, 6)).is_copy_of(&Runs::kept(&text(0, 6))));
        assert!(Runs::all(&text(0, 6)).is_copy_of(&Runs::all(&text(0, 6))));
    }

    proptest::proptest! {
        #[test]
        fn bytes_come_back(words in 0_usize..400, noise: Vec<u8>) {
            let runs = Runs::kept(&text(0, words));
            proptest::prop_assert_eq!(Runs::from_bytes(&runs.to_bytes()), runs);
            let _any = Runs::from_bytes(&noise);
        }
    }
}
