//! Who tells a thing on his own account: copies of one agency report are one witness, however many outlets print them.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Telling;
use crate::story::words::words;

/// So many words in a row are compared: shorter runs are found in reports that were written apart, in quotations above all.
const RUN: usize = 6;
/// From this share of common runs on, counted in the shorter text, two are copies.
const COPY: f32 = 0.5;

/// For each article the number of its witness: that of the first article it is a copy of, or its own.
pub(super) fn of(tellings: &[Telling<'_>]) -> Vec<usize> {
    let runs: Vec<HashSet<u64>> = tellings.iter().map(|telling| runs(telling.text)).collect();
    let mut witnesses: Vec<usize> = (0..tellings.len()).collect();
    for later in 1..tellings.len() {
        let first = (0..later).find(|earlier| {
            is_same_outlet(&tellings[*earlier], &tellings[later])
                || is_copy(&runs[*earlier], &runs[later])
        });
        if let Some(first) = first {
            witnesses[later] = witnesses[first];
        }
    }
    witnesses
}

/// How many witnesses some articles are.
pub(super) fn count(witnesses: &[usize], articles: impl Iterator<Item = usize>) -> usize {
    articles.filter_map(|article| witnesses.get(article)).collect::<HashSet<_>>().len()
}

fn is_same_outlet(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    matches!((a.outlet, b.outlet), (Some(a), Some(b)) if !a.is_empty() && a.eq_ignore_ascii_case(b))
}

fn is_copy(a: &HashSet<u64>, b: &HashSet<u64>) -> bool {
    let shorter = a.len().min(b.len());
    shorter > 0 && a.intersection(b).count() as f32 >= shorter as f32 * COPY
}

/// Every run of words, as a number.
fn runs(text: &str) -> HashSet<u64> {
    let words: Vec<String> = words(text).map(|word| word.text.to_lowercase()).collect();
    let number = |run: &[String]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(RUN).map(number).collect()
}
