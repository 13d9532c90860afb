//! The article in a page: which part of it is one, and what in that part is not.
//!
//! Four steps over the tree of the page, each in a file of its own. What hides itself or is named as something else is
//! left out ([`prune`]); paragraphs give points to the elements around them, and the best of these and their like are
//! the article ([`score`], [`gather`]); boxes of links in it are left out ([`boxes`]); and where the elements around it
//! hold more text and little else, they are taken instead ([`gather::widen`]). Once the part has become blocks, lines of
//! the page at its edges go ([`trim`]). A short result makes one look again without heeding names.
//!
//! Numbers in here were tuned on the labelled pages that `examples/pages.rs` takes the scores on.

mod boxes;
mod gather;
mod names;
mod prune;
mod runs;
mod score;
mod trim;
mod words;

use self::runs::Runs;
pub(super) use self::trim::trim;
use super::html::{Name, Tree};

/// Which nodes of a page make up the article.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The tops of the subtrees that are kept, in order.
    pub(super) tops: Vec<usize>,
    /// The tops of what is left out of them.
    pub(super) gone: Vec<bool>,
    /// Characters in them.
    chars: u32,
}

/// A shorter article makes one look again with fewer rules.
const SHORT_CHARS: u32 = 500;

/// Finds the article in a page.
pub(super) fn choose(tree: &Tree<'_>) -> Choice {
    let strict = attempt(tree, true);
    if strict.chars >= SHORT_CHARS {
        return strict;
    }
    let lax = attempt(tree, false);
    if lax.chars >= strict.chars * 2 { lax } else { strict }
}

/// Looks for the article, with or without heeding the names of boxes.
fn attempt(tree: &Tree<'_>, by_name: bool) -> Choice {
    let mut pruned = prune::prune(tree, by_name);
    let runs = Runs::read(tree, &pruned.gone);
    let points = score::points(tree, &pruned, &runs);
    let tops = gather::gather(tree, &pruned, &runs, &points);
    boxes::drop_boxes(tree, &mut pruned.gone, &runs);
    let runs = Runs::read(tree, &pruned.gone);
    let mut tops = gather::widen(tree, &pruned, &runs, tops);
    if tops.is_empty() {
        tops = whole(tree);
    }
    let chars = tops.iter().map(|top| runs.chars(tree, *top).0).sum();
    Choice { tops, gone: pruned.gone, chars }
}

/// The whole page: its body, or all there is where it has none.
fn whole(tree: &Tree<'_>) -> Vec<usize> {
    let body = (1..tree.nodes.len()).find(|node| tree.name(*node) == Some(Name::Body));
    body.map_or_else(|| tree.children(0).collect(), |body| vec![body])
}
