//! Boxes that are no part of an article by what is in them: lists of links, forms, rows of buttons.
//!
//! Readability cleans the article so after it was found. Here it is done before, since what is gone can neither give
//! points nor make the part around an article look bad.

use super::prune::prose;
use super::runs::Runs;
use crate::extract::html::{Name, Tree};

/// A box with such a share of links, in percent, and less prose than that leads elsewhere.
const LINK_PERCENT: u32 = 50;
const PROSE_CHARS: u32 = 150;

/// Marks the tops of such boxes.
pub(super) fn drop_boxes(tree: &Tree<'_>, gone: &mut [bool], runs: &Runs) {
    let mut node = 1;
    while node < tree.nodes.len() {
        gone[node] |= tree.name(node).is_some_and(is_box) && leads_elsewhere(tree, runs, node);
        node = if gone[node] { tree.end(node) } else { node + 1 };
    }
}

fn is_box(name: Name) -> bool {
    use Name::{Div, Dl, Fieldset, Form, Header, Ol, Section, Table, Ul};
    matches!(name, Div | Dl | Fieldset | Form | Header | Ol | Section | Table | Ul)
}

fn leads_elsewhere(tree: &Tree<'_>, runs: &Runs, node: usize) -> bool {
    let (chars, linked) = runs.chars(tree, node);
    linked > 0
        && linked * 100 >= chars * LINK_PERCENT
        && prose(runs.within(tree, node)) < PROSE_CHARS
}
