//! Who tells a thing on his own account: copies of one agency report are one witness, however many outlets print them.

use std::collections::HashSet;

use super::Telling;
use crate::story::copies::Runs;

/// For each article the number of its witness: that of the first article it is a copy of, or its own.
pub(super) fn of(tellings: &[Telling<'_>]) -> Vec<usize> {
    let runs: Vec<Runs> = tellings.iter().map(|telling| Runs::all(telling.text)).collect();
    let mut witnesses: Vec<usize> = (0..tellings.len()).collect();
    for later in 1..tellings.len() {
        let first = (0..later).find(|earlier| {
            is_same_outlet(&tellings[*earlier], &tellings[later])
                || runs[later].is_copy_of(&runs[*earlier])
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

/// That no other witness tells a thing, which so many articles do.
pub(super) fn alone(articles: usize, tells: &str) -> String {
    match articles {
        0 | 1 => format!("no other article {tells}"),
        _ => format!("one outlet or text {tells}, in {articles} articles: it counts once"),
    }
}

fn is_same_outlet(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    matches!((a.outlet, b.outlet), (Some(a), Some(b)) if !a.is_empty() && a.eq_ignore_ascii_case(b))
}
