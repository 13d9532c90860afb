//! Feeds that are cut anywhere and changed anywhere: nothing panics.

use std::fs;

use dateline::feed::{self, Hint, opml};

use super::inputs;
use crate::random::Random;
use crate::rounds::rounds;
use crate::shared;

/// One of so many files is tried in an ordinary run.
const SAMPLE: usize = 16;
/// Cuts and changes of each file.
const TRIES: usize = 20;

#[test]
fn cuts_and_changes_never_panic() {
    let Some(root) = shared::file("corpus/feeds") else { return };
    let Some(lists) = shared::file("corpus/opml") else { return };
    let step = rounds(SAMPLE, 1);
    let seed = Random::seed();
    let mut random = Random::new(seed);
    let (mut files, mut runs, mut read) = (0, 0, 0);
    println!("DATELINE_TEST_SEED={seed}");
    for path in inputs(&root).iter().chain(&inputs(&lists)).step_by(step) {
        let bytes = fs::read(path).expect("a file");
        files += 1;
        for _ in 0..TRIES {
            let cut = random.below(bytes.len() as u64 + 1) as usize;
            let mut changed = bytes.clone();
            if let Some(byte) = changed.get_mut(cut) {
                *byte = random.below(256) as u8;
            }
            for bytes in [&bytes[..cut], &changed] {
                runs += 1;
                read += usize::from(feed::parse(bytes, &Hint::default()).is_ok());
                let _either = opml::parse(bytes).map(|list| opml::write(&list));
            }
        }
    }
    println!("{runs} cuts and changes of {files} files: 0 panics, {read} still read");
    assert!(runs > 1_000);
}
