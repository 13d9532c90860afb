//! The title: the heading that readers see, where it is told from others, else what machines are told.

use super::Page;
use crate::extract::html::{Meta, Name};
use crate::text::Prose;

/// Headings are short.
const TITLE_BYTES: usize = 400;
/// A heading that machines are told nothing of is a title if it has so many words.
const HEADING_WORDS: usize = 3;
/// So much of its words must a heading share with a title for machines, in percent, to be the same.
const SAME_PERCENT: usize = 60;

/// The title, and the node of its heading where there is one.
pub(super) fn find(page: &Page<'_>, meta: &Meta) -> (Option<Prose>, Option<usize>) {
    let headings = headings(page);
    let told = [&meta.linked.title, &meta.title, &meta.window_title];
    let told: Vec<&Prose> = told.into_iter().flatten().collect();
    if let Some((at, title)) = seen_and_told(&headings, &told) {
        return (Some(title), Some(at));
    }
    let in_article = |(at, _): &&(usize, Prose)| (page.start..page.end).contains(at);
    let mut inside = headings.iter().filter(in_article);
    let alone = inside.next().filter(|_| inside.next().is_none());
    let alone = alone.or(if let [one] = headings.as_slice() { Some(one) } else { None });
    let is_told = meta.linked.title.is_some() || meta.title.is_some();
    let least = if is_told { HEADING_WORDS } else { 1 };
    if let Some((at, title)) = alone.filter(|(_, title)| words(title).count() >= least) {
        return (Some(title.clone()), Some(*at));
    }
    let title = meta.linked.title.clone().or_else(|| meta.title.clone());
    (title.or_else(|| meta.page_title()), headings.first().map(|(at, _)| *at))
}

/// The headings of the first level, with their nodes.
fn headings(page: &Page<'_>) -> Vec<(usize, Prose)> {
    let is_h1 = |node: &usize| page.tree.name(*node) == Some(Name::H1);
    let words = |node| (node, Prose::line(&page.tree.words(node, TITLE_BYTES)));
    let headings = (1..page.tree.nodes.len()).filter(is_h1).take(50).map(words);
    headings.filter(|(_, words)| words.chars().count() > 2).collect()
}

/// The heading that says what machines are told, too.
fn seen_and_told(headings: &[(usize, Prose)], told: &[&Prose]) -> Option<(usize, Prose)> {
    let score =
        |heading: &Prose| told.iter().map(|t| shared_percent(heading, t)).max().unwrap_or(0);
    let scored = headings.iter().map(|(at, heading)| (score(heading), *at, heading));
    let best = scored.max_by_key(|(score, at, _)| (*score, std::cmp::Reverse(*at)))?;
    (best.0 >= SAME_PERCENT).then(|| (best.1, best.2.clone()))
}

/// The share of words of the heading that stand in the other, too.
fn shared_percent(heading: &str, told: &str) -> usize {
    let told: Vec<String> = words(told).collect();
    let (mut all, mut shared) = (0, 0);
    for word in words(heading) {
        all += 1;
        shared += usize::from(told.contains(&word));
    }
    if all == 0 { 0 } else { shared * 100 / all.max(told.len().min(4)) }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(60)
        .map(str::to_lowercase)
}
