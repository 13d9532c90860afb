//! The parts of the article: the best element, and those beside it that read like it.

use super::prune::Pruned;
use super::runs::{Run, Runs};
use crate::extract::html::{Name, Tree};

/// The tops of the subtrees that make up the article, in order.
pub(super) fn gather(tree: &Tree<'_>, pruned: &Pruned, runs: &Runs, points: &[f32]) -> Vec<usize> {
    let best = (0..points.len()).max_by(|a, b| points[*a].total_cmp(&points[*b])).unwrap_or(0);
    if best == 0 || points[best] <= 0.0 {
        return Vec::new();
    }
    let best = climb(tree, points, best);
    let parent = tree.parent(best);
    let least = (points[best] * 0.2).max(10.0);
    let fits = |node: usize| {
        node == best
            || (!pruned.gone[node] && (points[node] >= least || is_prose_beside(tree, runs, node)))
    };
    tree.children(parent).filter(|node| fits(*node)).collect()
}

/// The element around the best one may hold more of the article.
fn climb(tree: &Tree<'_>, points: &[f32], best: usize) -> usize {
    let mut top = best;
    let mut last = points[best];
    let least = last / 3.0;
    for node in tree.ancestors(best) {
        if matches!(tree.name(node), Some(Name::Body | Name::Html)) {
            break;
        }
        let score = points[node];
        if score == 0.0 {
            continue;
        }
        if score < least {
            break;
        }
        if score > last {
            top = node;
            break;
        }
        last = score;
    }
    // An element that holds nothing but this one is the same to a reader.
    while tree.name(tree.parent(top)).is_some_and(|name| !matches!(name, Name::Body | Name::Html))
        && tree.children(tree.parent(top)).filter(|node| tree.name(*node).is_some()).count() == 1
    {
        top = tree.parent(top);
    }
    top
}

fn is_prose_beside(tree: &Tree<'_>, runs: &Runs, node: usize) -> bool {
    if tree.name(node) != Some(Name::P) {
        return false;
    }
    let (chars, _) = runs.chars(tree, node);
    let percent = runs.link_percent(tree, node);
    let closed = runs.within(tree, node).last().is_some_and(|run| run.is_closed);
    (chars > 80 && percent < 25) || (chars > 0 && percent == 0 && closed)
}

/// What a run says for the element that holds it.
fn value(run: &Run) -> f32 {
    if run.is_prose() {
        run.plain() as f32 - run.linked as f32
    } else {
        -(run.chars as f32) - 10.0 - 5.0 * run.linked as f32
    }
}

/// Widens the choice to an element around it that holds more of the text and little else.
pub(super) fn widen(tree: &Tree<'_>, pruned: &Pruned, runs: &Runs, tops: Vec<usize>) -> Vec<usize> {
    let Some(first) = tops.first().copied() else { return tops };
    let sum = |nodes: &[usize]| -> f32 {
        nodes.iter().flat_map(|node| runs.within(tree, *node)).map(value).sum()
    };
    let held = sum(&tops).max(0.0);
    let mut best = (held * 1.2 + 50.0, None);
    for node in tree.ancestors(first) {
        let here = sum(&[node]);
        let named = pruned.names[node];
        let factor =
            if named.is_body || matches!(tree.name(node), Some(Name::Article)) { 1.2 } else { 1.0 };
        if here * factor > best.0 {
            best = (here * factor, Some(node));
        }
    }
    best.1.map_or(tops, |node| vec![node])
}
