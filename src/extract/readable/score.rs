//! Which element holds the article.
//!
//! The method is Readability's (arc90, later Mozilla): each paragraph gives points to the elements around it, fewer
//! the farther they are, and the element with most points, less its share of links, is the one.

use super::prune::Pruned;
use super::runs::{Run, Runs};
use crate::extract::html::{Name, Tree};

/// Shorter paragraphs give no points.
const PARAGRAPH_CHARS: u32 = 25;
/// So many elements around a paragraph get points.
const LEVELS: usize = 5;
/// What one telling word in a name is worth.
const WORD_POINTS: f32 = 25.0;

/// The points of all elements; those without any have 0.
pub(super) fn points(tree: &Tree<'_>, pruned: &Pruned, runs: &Runs) -> Vec<f32> {
    let mut points = vec![0.0_f32; tree.nodes.len()];
    let mut known = vec![false; tree.nodes.len()];
    for run in &runs.list {
        let given = worth(run);
        if given <= 0.0 {
            continue;
        }
        let block = run.block as usize;
        let holder = if is_paragraph(tree, block) { tree.parent(block) } else { block };
        let around = std::iter::once(holder).chain(tree.ancestors(holder));
        for (level, node) in around
            .filter(|node| tree.name(*node).is_some_and(Name::is_block))
            .take(LEVELS)
            .enumerate()
        {
            if !std::mem::replace(&mut known[node], true) {
                points[node] = first_points(tree, pruned, node);
            }
            points[node] += match level {
                0 => given,
                1 => given / 2.0,
                _ => given / (level as f32 * 3.0),
            };
        }
    }
    for (node, points) in points.iter_mut().enumerate() {
        if known[node] {
            *points *= 1.0 - runs.link_percent(tree, node) as f32 / 100.0;
        }
    }
    points
}

/// What a paragraph gives.
fn worth(run: &Run) -> f32 {
    if run.chars < PARAGRAPH_CHARS {
        return 0.0;
    }
    1.0 + run.commas as f32 + (run.chars as f32 / 100.0).min(3.0)
}

/// Whether a block holds text and no blocks.
fn is_paragraph(tree: &Tree<'_>, block: usize) -> bool {
    matches!(tree.name(block), Some(Name::P | Name::Pre | Name::Td))
        || !(block + 1..tree.end(block)).any(|node| tree.name(node).is_some_and(Name::is_block))
}

/// What an element has before any paragraph gives it points.
fn first_points(tree: &Tree<'_>, pruned: &Pruned, node: usize) -> f32 {
    let by_name = match tree.name(node) {
        Some(Name::Div | Name::Article | Name::Section | Name::Main) => 5.0,
        Some(Name::Pre | Name::Td | Name::Blockquote) => 3.0,
        Some(
            Name::Address
            | Name::Ol
            | Name::Ul
            | Name::Dl
            | Name::Dd
            | Name::Dt
            | Name::Li
            | Name::Form,
        ) => -3.0,
        Some(Name::Th) => -5.0,
        Some(name) if name.heading_level().is_some() => -5.0,
        _ => 0.0,
    };
    let weight = pruned.names.get(node).map_or(0, |named| named.weight).clamp(-1, 1);
    by_name + WORD_POINTS * f32::from(weight)
}
