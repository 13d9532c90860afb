//! Who stands behind what is said: somebody with a name, a body that can be asked again, or neither.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::page::Page;
use super::super::token::Shape;
use super::super::words::{Words, words};
use super::saying::is_said;

/// Whether a verb of saying has a source without a name.
pub(super) fn is_unnamed(
    page: &Page<'_>,
    clause: &Range<usize>,
    verb: usize,
    figure: usize,
) -> bool {
    /// So long is a source with what is told of it: "a person with direct knowledge of the talks between the two".
    const LONGEST: usize = 16;
    let first = verb.saturating_sub(LONGEST).max(clause.start);
    // What stands before another verb of saying, a comma or a mark is somebody else.
    let ends = |at: &usize| {
        matches!(page.word(*at), "," | ":" | "”" | "\"" | "(" | ")" | "—" | "–")
            || page.is(*at, "that")
            || is_said(page, *at)
    };
    let start = (first..verb).rev().find(ends).map_or(first, |at| at + 1);
    let mut before = start..verb;
    let cited = page.is_in(verb, words!("according citing"));
    let turned = verb > figure && page.is_in(verb, words!("said says"));
    let last = (verb + LONGEST).min(clause.end);
    let end = (verb + 1..last).find(ends).unwrap_or(last);
    let after = if cited || turned { verb + 1..end } else { 0..0 };
    let near =
        verb.saturating_sub(2 * LONGEST).max(clause.start)..(verb + 2 * LONGEST).min(clause.end);
    let hidden = near.into_iter().any(|at| is_hidden(page, at));
    let cites = |at: usize| is_source(page, at);
    hidden || !cited && before.any(cites) || after.into_iter().any(cites)
}

/// "on condition of anonymity", "asked not to be named", "not authorised to speak"; a victim who cannot be named is no source.
fn is_hidden(page: &Page<'_>, at: usize) -> bool {
    let asked = page.is_in(at, words!("named identified quoted"))
        && page.is(at.wrapping_sub(1), "be")
        && (2..=5).any(|back| {
            page.is_in(
                at.wrapping_sub(back),
                words!("asked declined refused requested wanted want wished wish"),
            )
        });
    page.is_in(at, words!("anonymity anonymously"))
        || page.is_in(at, words!("authorized authorised")) && page.is(at.wrapping_sub(1), "not")
        || asked
}

/// Whether a word is a source without a name: "a US official", "people familiar with the matter", "an unnamed aide".
fn is_source(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    if page.is_in(at, words!("unnamed anonymous unidentified")) {
        return page.shape(next) == Some(Shape::Lower);
    }
    let knows = page.is_in(next, words!("familiar briefed close"))
        || page.is(next, "with") && (next..next + 4).any(|i| page.is(i, "knowledge"));
    if page.is_in(at, words!("people person persons")) {
        return knows;
    }
    // "official Maria Berg" has a name, "official figures" are no people.
    let named = page.shape(next) == Some(Shape::Title) && !page.has(next, Cues::WEEKDAY);
    let adjective = page.is(at, "official")
        && page.shape(next) == Some(Shape::Lower)
        && !knows
        && !page.has_any(next, Cues::STOP.or(Cues::WHERE).or(Cues::SAY).or(Cues::VERB))
        && !page.is_in(next, words!("involved speaking"));
    has_no_name(page, at) && !named && !adjective
}

/// A source without a name; the police and the like are bodies that can be asked again, and analysts speak for themselves.
fn has_no_name(page: &Page<'_>, at: usize) -> bool {
    const OTHERS: Words = words!(
        "agency analysts army authorities bank company court critics experts government \
         investigators military ministry observers police prosecutors researchers \
         scientists"
    );
    (page.has(at, Cues::SOURCE) || page.is_in(at, words!("aide insider")))
        && !page.is_in(at, OTHERS)
}

/// Whether somebody without a name is one of many ("a diplomat", "one of the guards") or asked not to be named; "the
/// captain" and "a spokesman for the bank" can be asked again.
pub(super) fn is_anonymous(page: &Page<'_>, speaker: &Range<usize>) -> bool {
    let head = speaker.end - 1;
    let can_be_asked = |at: usize| {
        page.word(at).starts_with("spokes") || page.has(at, Cues::ORG) || page.is(at, "report")
    };
    if speaker.clone().any(can_be_asked) {
        return false;
    }
    let many = |at: usize| page.has(at, Cues::SOURCE) && page.word(at).ends_with('s');
    let of_many = page.is_in(speaker.start, words!("one some two"))
        || is_indefinite(page, speaker.start)
        || many(head) && has_no_name(page, head) && !page.is(speaker.start.wrapping_sub(1), "the");
    let introduced = (head.saturating_sub(60)..speaker.start).any(|at| {
        page.is(at, page.word(head)) && (0..4).any(|back| is_indefinite(page, at - back.min(at)))
    });
    of_many || introduced || is_kept_secret(page, head)
}

fn is_indefinite(page: &Page<'_>, at: usize) -> bool {
    page.is_in(at.wrapping_sub(1), words!("a an another"))
}

/// "on condition of anonymity", "not authorised to speak" in the sentences around.
fn is_kept_secret(page: &Page<'_>, at: usize) -> bool {
    const NEAR: usize = 60;
    let here = page.sentence_of(at);
    let around = here.saturating_sub(1)..=here + 1;
    let sentences = around.filter_map(|n| page.sentences.get(n));
    let (first, last) = (at.saturating_sub(NEAR), at + NEAR);
    let mut tokens = sentences.flat_map(|s| s.tokens.start.max(first)..s.tokens.end.min(last));
    tokens.any(|i| {
        page.is_in(i, words!("anonymity anonymously"))
            || page.is(i, "not") && page.is_in(i + 1, words!("authorized authorised"))
            || page.is_in(i, words!("named identified"))
                && page.is_in(i.wrapping_sub(1), words!("be been"))
    })
}
