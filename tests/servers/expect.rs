//! What articles are: read or not, starred or not, by the number in their titles.

use std::collections::BTreeMap;

use dateline::news::Mark;

/// The marks of one article that servers know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) read: bool,
    pub(crate) starred: bool,
}

impl State {
    pub(crate) fn get(self, mark: Mark) -> bool {
        if mark == Mark::Starred { self.starred } else { self.read }
    }
}

/// Articles by their numbers.
pub(crate) type States = BTreeMap<u64, State>;

/// The number at the end of a title.
pub(crate) fn number(title: &str) -> Option<u64> {
    title.rsplit(' ').next()?.parse().ok()
}

/// Where two disagree, in words; empty where they do not.
pub(crate) fn differences(one: &States, other: &States) -> Vec<String> {
    let numbers = one.keys().chain(other.keys()).collect::<std::collections::BTreeSet<_>>();
    let differs = numbers.into_iter().filter(|number| one.get(number) != other.get(number));
    differs
        .map(|number| format!("{number}: {:?}, {:?}", one.get(number), other.get(number)))
        .collect()
}
