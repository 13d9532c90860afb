//! How the article stands to a sentence: said, denied, planned, from an unnamed source, hedged.
//!
//! Read from cue words alone, the strongest first; a sentence without one says nothing of itself. `saying` finds the
//! verb that a figure hangs on, `source` who stands behind it, `denial` and `stance` what is said of it.

mod denial;
mod saying;
mod source;
mod stance;

use std::ops::Range;

use super::cues::Cues;
use super::page::Page;
use super::speaker::Speaker;
use super::token::Shape;
use super::words::{Words, words};
use crate::news::Claim;

/// The claim a sentence makes of the figure that begins at `figure`.
///
/// What is said to be planned, or to be uncertain, is told as that: it is what a reader must know of it.
pub(super) fn of(page: &Page<'_>, sentence: &Range<usize>, figure: usize) -> Option<Claim> {
    let clause = clause(page, sentence, figure);
    let says = saying::governing(page, &clause, figure);
    if denial::of(page, &clause, figure, says) {
        return Some(Claim::Denied);
    }
    if says.is_some_and(|verb| source::is_unnamed(page, &clause, verb, figure)) {
        return Some(Claim::Unnamed);
    }
    let near = near(page, &clause, says, figure);
    if near.clone().any(|at| stance::is_hedged(page, at)) {
        return Some(Claim::Hedged);
    }
    if near.into_iter().any(|at| stance::is_planned(page, at)) {
        return Some(Claim::Planned);
    }
    says.map(|_| Claim::Said)
}

/// Whether a speaker says of the figure in a quotation, which begins at `from`, that it is not so.
pub(super) fn is_denied_in_speech(page: &Page<'_>, from: usize, figure: usize) -> bool {
    let start = from.max(figure.saturating_sub(REACH));
    let sentence = page.sentences.get(page.sentence_of(figure));
    let start = sentence.map_or(start, |s| s.tokens.start.max(start));
    denial::in_speech(page, start, figure)
}

/// A cue so far behind a figure is still about it: "300 jobs will go".
const BEHIND: usize = 6;

/// Words farther off say nothing of a figure; a sentence may be as long as the text.
const REACH: usize = 60;

/// The part of a sentence between semicolons that holds the figure.
fn clause(page: &Page<'_>, sentence: &Range<usize>, figure: usize) -> Range<usize> {
    let cut = |at: &usize| page.is(*at, ";");
    let first = sentence.start.max(figure.saturating_sub(REACH));
    let last = sentence.end.min(figure + REACH);
    let start = (first..figure).rev().find(cut).map_or(first, |at| at + 1);
    start..(figure..last).find(cut).unwrap_or(last)
}

/// Where plans and doubts about a figure stand: what stands before the verb of saying tells of who says it.
fn near(
    page: &Page<'_>,
    clause: &Range<usize>,
    says: Option<usize>,
    figure: usize,
) -> Range<usize> {
    let from = says.filter(|verb| *verb < figure).unwrap_or(clause.start);
    let turn = (from..figure).rev().find(|at| turns(page, *at, figure));
    let end = (figure + BEHIND).min(clause.end);
    let last = (figure..end).find(|at| turns(page, *at, clause.end)).unwrap_or(end);
    turn.map_or(from, |at| at + 1)..last
}

/// What begins another statement behind a comma.
const OTHER: Words = words!("after although because before but though when whereas while");

/// Whether another thing is told behind a token, "…, but", "…, and the mayor"; "…, and 12 ships" goes on with what was told.
fn turns(page: &Page<'_>, at: usize, figure: usize) -> bool {
    if !page.is(at, ",") {
        return page.is_in(at, words!("but while although whereas"));
    }
    let next = at + 1;
    let listed = next + 1 >= figure
        || page.is(next + 1, "to")
        || page.shape(next + 1) == Some(Shape::Number)
        || page.has(next + 1, Cues::NUMBER);
    page.is_in(next, OTHER) || page.is(next, "and") && !listed
}

/// Whether a verb stands in a part that a comma closes before the figure: "The firm, which denies it, has 12 shops".
fn is_aside(page: &Page<'_>, clause: &Range<usize>, verb: usize, figure: usize) -> bool {
    const FAR: usize = 6;
    let first = verb.saturating_sub(FAR).max(clause.start);
    let opens = (first..verb)
        .rev()
        .any(|at| page.is_in(at, words!("who which whose as")) && page.is(at.wrapping_sub(1), ","));
    opens && (verb..figure).any(|at| page.is(at, ","))
}

/// The claim of words in quotation marks: said, or said by somebody who is not to be named.
pub(super) fn of_quotation(page: &Page<'_>, speaker: Option<&Speaker>) -> Option<Claim> {
    match speaker? {
        Speaker::Described(tokens) if source::is_anonymous(page, tokens) => Some(Claim::Unnamed),
        Speaker::Named(_) | Speaker::Described(_) => Some(Claim::Said),
    }
}

#[cfg(test)]
mod tests;
