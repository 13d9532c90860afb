//! How the engine hashes: maps over a text's own words, and words that are the same in any case.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

/// A map whose keys come from the text: fast, and seeded, so that no text can be written to slow it down.
pub(super) type Map<K, V> = HashMap<K, V, RandomState>;

/// A set of the same sort.
pub(super) type Set<K> = HashSet<K, RandomState>;

/// The hash of a word in small ASCII letters: Fowler, Noll and Vo's 1a with 64 bits, so that two words never share one.
pub(super) const fn hash_small(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at].to_ascii_lowercase() as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// The hashes of a word as lists of words and as the model know it, each the same in any case.
pub(super) fn of_word(word: &str) -> (u64, u32) {
    let (mut long, mut short) = (0xcbf2_9ce4_8422_2325_u64, 0x811c_9dc5_u32);
    for byte in word.bytes().map(|byte| byte.to_ascii_lowercase()) {
        long = (long ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        short = (short ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (long, short ^ short >> 15)
}
