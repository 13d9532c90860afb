//! What of a page is certainly no part of an article, before anything is weighed.

use super::runs::{Run, Runs};
use super::words::{self, Named};
use crate::extract::html::{Name, Tree, is_hidden};

/// A box that holds so much of the prose of a page, in percent, is not thrown away for its name.
const TOO_MUCH_PERCENT: u32 = 40;

/// Unless so much prose is left without it.
const ENOUGH_CHARS: u32 = 600;
/// Readers often write more than the author did.
const ENOUGH_BESIDE_COMMENTS_CHARS: u32 = 150;

/// The names of all elements, and which nodes are gone.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    pub(super) names: Vec<Named>,
    pub(super) gone: Vec<bool>,
}

/// Looks at each element and marks the tops of what is thrown away.
pub(super) fn prune(tree: &Tree<'_>, by_name: bool) -> Pruned {
    let mut pruned =
        Pruned { names: Vec::with_capacity(tree.nodes.len()), gone: vec![false; tree.nodes.len()] };
    for node in 0..tree.nodes.len() {
        let Some(tag) = tree.tag(node) else {
            pruned.names.push(Named::default());
            continue;
        };
        pruned.names.push(words::read(tag));
        pruned.gone[node] =
            tag.name == Name::Head || (tag.name.is_skipped() && !tag.name.is_void());
    }
    let runs = Runs::read(tree, &pruned.gone);
    let all = prose(&runs.list);
    let mut node = 0;
    while node < tree.nodes.len() {
        if !pruned.gone[node] && is_unwanted(tree, &pruned, node, by_name) {
            let held = prose(runs.within(tree, node));
            let is_comments = pruned.names[node].is_comments;
            let enough = if is_comments { ENOUGH_BESIDE_COMMENTS_CHARS } else { ENOUGH_CHARS };
            let is_much = held * 100 > all * TOO_MUCH_PERCENT && all - held < enough;
            pruned.gone[node] = !is_much;
        }
        node = if pruned.gone[node] { tree.end(node) } else { node + 1 };
    }
    pruned
}

/// Whether an element is hidden, or named as no part of an article.
fn is_unwanted(tree: &Tree<'_>, pruned: &Pruned, node: usize, by_name: bool) -> bool {
    let Some(tag) = tree.tag(node) else { return false };
    let is_page = matches!(tag.name, Name::Html | Name::Body | Name::Main | Name::Article);
    is_hidden(tag) || (by_name && pruned.names[node].is_junk && !is_page && is_box(tag.name))
}

/// Characters of running text.
pub(super) fn prose(runs: &[Run]) -> u32 {
    runs.iter().filter(|run| run.is_prose()).map(Run::plain).sum()
}

/// Elements whose names are heeded: those that pages use for boxes.
fn is_box(name: Name) -> bool {
    name.is_block() || matches!(name, Name::Other | Name::Span | Name::A)
}
