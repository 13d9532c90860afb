//! How the article stands to a sentence: said, denied, planned, from an unnamed source, hedged.
//!
//! Read from cue words alone, the strongest first; a sentence without one says nothing of itself.

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
    let ahead = clause.start..figure;
    let says = governing(page, &clause, figure);
    let denied = |range: Range<usize>| range.into_iter().any(|at| is_denied(page, at));
    // What is denied behind "but" is another thing.
    let turn = (figure..clause.end).find(|at| page.is_in(*at, words!("but while although")));
    if denied(ahead.clone()) || says.is_none() && denied(figure..turn.unwrap_or(clause.end)) {
        return Some(Claim::Denied);
    }
    if says.is_some_and(|verb| is_of_unnamed(page, &clause, verb)) {
        return Some(Claim::Unnamed);
    }
    // What stands before the verb of saying tells of who says it.
    let from = says.filter(|verb| *verb < figure).unwrap_or(ahead.start);
    let near = from..(figure + BEHIND).min(clause.end);
    if near.clone().any(|at| is_hedged(page, at)) {
        return Some(Claim::Hedged);
    }
    if near.into_iter().any(|at| is_planned(page, at)) {
        return Some(Claim::Planned);
    }
    says.map(|_| Claim::Said)
}

/// A cue so far behind a figure is still about it: "300 jobs will go".
const BEHIND: usize = 6;

/// The part of a sentence between semicolons that holds the figure.
fn clause(page: &Page<'_>, sentence: &Range<usize>, figure: usize) -> Range<usize> {
    /// Words farther off say nothing of a figure; a sentence may be as long as the text.
    const REACH: usize = 60;
    let cut = |at: &usize| page.is(*at, ";");
    let first = sentence.start.max(figure.saturating_sub(REACH));
    let last = sentence.end.min(figure + REACH);
    let start = (first..figure).rev().find(cut).map_or(first, |at| at + 1);
    start..(figure..last).find(cut).unwrap_or(last)
}

/// The verb of saying that a figure hangs on: one before it, else one that closes the sentence or a part of it.
fn governing(page: &Page<'_>, clause: &Range<usize>, figure: usize) -> Option<usize> {
    // `," said the coach, who is 41`: what follows is about the coach.
    let inverted = |at: usize| {
        let behind = matches!(page.word_before(at, 1), "”" | "\"" | "’" | "»" | "'");
        behind && !page.is_in(at + 1, words!("that , ."))
    };
    let before = (clause.start..figure).rev().find(|at| is_said(page, *at));
    before
        .filter(|at| !inverted(*at))
        .or_else(|| (figure..clause.end).find(|at| is_said(page, *at) && closes(page, *at)))
}

/// Whether nothing that is said follows the verb: "…, police said.", "…, the bank said on Monday, and".
fn closes(page: &Page<'_>, verb: usize) -> bool {
    let next = verb + 1;
    page.is_in(verb, words!("according citing"))
        || page.shape(next) != Some(Shape::Lower) && page.shape(next) != Some(Shape::Title)
        || page.has_any(next, Cues::WEEKDAY.or(Cues::WHERE))
        || page.is_in(next, words!("on after late early by earlier today yesterday as last"))
        // "told reporters" and "told the BBC", but not "told her that".
        || page.is(verb, "told") && !(next..next + 5).any(|at| page.is_in(at, words!("that it there")))
}

/// Whether a verb of saying has a source without a name.
fn is_of_unnamed(page: &Page<'_>, clause: &Range<usize>, verb: usize) -> bool {
    // "the mayor told residents": who is told is no source.
    let end = if page.is_in(verb, words!("told tells")) { verb } else { verb + 5 };
    let near = verb.saturating_sub(3).max(clause.start)..end.min(clause.end);
    // "Officials, who asked not to be named, said".
    let first = page.is(clause.start + 1, ",") && is_unnamed(page, clause.start);
    let familiar = page.is(verb, "citing") && (verb..verb + 6).any(|at| page.is(at, "familiar"));
    first || familiar || near.into_iter().any(|at| is_unnamed(page, at))
}

fn is_hedged(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Cues::HEDGE) && page.shape(at) == Some(Shape::Lower)
}

/// The claim of words in quotation marks: said, or said by somebody who is not to be named.
pub(super) fn of_quotation(page: &Page<'_>, speaker: Option<&Speaker>) -> Option<Claim> {
    match speaker? {
        Speaker::Described(tokens) if is_anonymous(page, tokens) => Some(Claim::Unnamed),
        Speaker::Named(_) | Speaker::Described(_) => Some(Claim::Said),
    }
}

/// Whether somebody without a name is one of many ("a diplomat", "one of the guards") or asked not to be named; "the
/// captain" and "a spokesman for the bank" can be asked again.
fn is_anonymous(page: &Page<'_>, speaker: &Range<usize>) -> bool {
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
        || many(head) && is_unnamed(page, head) && !page.is(speaker.start.wrapping_sub(1), "the");
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

/// "denied that", but neither "denied entry" nor "dismissed 300 workers", which are done to somebody.
fn is_denied(page: &Page<'_>, at: usize) -> bool {
    const REFUSED: Words = words!(
        "entry access bail visa visas permission parole boarding asylum care treatment food water \
         them him her service services"
    );
    let counted = page.has(at + 1, Cues::NUMBER) || page.shape(at + 1) == Some(Shape::Number);
    page.has(at, Cues::DENY)
        && page.shape(at) == Some(Shape::Lower)
        && !counted
        && !page.is_in(at + 1, REFUSED)
}

/// "expected to open", but not "expected to rise": what is to rise has happened already.
fn is_planned(page: &Page<'_>, at: usize) -> bool {
    let grows = page.is(at + 1, "to")
        && page.is_in(at + 2, words!("rise climb grow increase worsen fall drop"));
    // "Analysts had expected a cut" tells of no plan, nor does "voted for the plan".
    let wished = page.is(at, "expected") && !page.is(at + 1, "to");
    let thing = page.is_in(at, words!("plan plans"))
        && !page.is(at + 1, "to")
        && page
            .is_in(at.wrapping_sub(1), words!("the a an his her its their this that of for 's ’s"));
    let plans = page.has(at, Cues::PLAN) || page.is_in(at, words!("would wants want"));
    plans && page.shape(at) == Some(Shape::Lower) && !grows && !wished && !thing
}

/// A source without a name; the police and the like are bodies that can be asked again.
fn is_unnamed(page: &Page<'_>, at: usize) -> bool {
    let body = page
        .is_in(at, words!("police government ministry company army military court agency bank"));
    page.has(at, Cues::SOURCE) && !body
}

fn is_said(page: &Page<'_>, at: usize) -> bool {
    const PLAIN: Words = words!(
        "said says told according added claimed claims stated announced insisted warned argued \
         tells wrote citing testified estimates estimated"
    );
    // "the prosecutors' claims" are things.
    let thing = page.is(at, "claims")
        && page.is_in(at.wrapping_sub(1), words!("' ’ 's ’s the these their his her of"));
    let estimate = page.is_in(at, words!("estimated estimates citing"));
    // "an estimated 300", "their estimates".
    let guessed = estimate
        && (page.is_in(at.wrapping_sub(1), words!("an the their of these"))
            || page.has(at + 1, Cues::NUMBER)
            || page.shape(at + 1) == Some(Shape::Number));
    (page.has(at, Cues::SAY) || estimate)
        && page.shape(at) == Some(Shape::Lower)
        && page.is_in(at, PLAIN)
        && !thing
        && !guessed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Claim>) {
        let page = Page::new(text);
        let number = |at: &usize| page.shape(*at) == Some(Shape::Number);
        let figure = (0..page.tokens.len()).find(number).unwrap_or(page.tokens.len());
        assert_eq!(of(&page, &(0..page.tokens.len()), figure), expected, "in {text:?}");
    }

    #[test]
    fn cue_words_tell_the_claim() {
        check("The palace denies the reports.", Some(Claim::Denied));
        check("Officials said 12 had died.", Some(Claim::Unnamed));
        check("Maria Berg said 12 had died.", Some(Claim::Said));
        check("It may cost $5.", Some(Claim::Hedged));
        check("They will build 12 ships.", Some(Claim::Planned));
        check("They built 12 ships.", None);
    }

    #[test]
    fn what_is_refused_or_grows_is_neither_denied_nor_planned() {
        check("The guards denied entry to 40 fans.", None);
        check("The ministry dismissed 300 teachers.", None);
        check("The toll of 41 is expected to rise.", None);
        check("The bridge is expected to open.", Some(Claim::Planned));
        check("He dismissed the report.", Some(Claim::Denied));
        check("Analysts had expected a cut of 50 points.", None);
    }

    #[test]
    fn a_verb_tells_of_what_hangs_on_it_alone() {
        check("It killed 12 people, the army said on Monday, and sank a ferry.", Some(Claim::Said));
        check("In Lima, where 12 people died, Anna Berg said the minister should go.", None);
        check("“It is over,” said Anna Berg, whose farm has 12 cows.", None);
        check("The bank said it would cut 12 jobs.", Some(Claim::Planned));
        check("Anna Berg said up to 12 people may be missing.", Some(Claim::Hedged));
        check("The council voted for the plan with 12 votes.", None);
        check("It will pay 12 million, people said; 14 others left.", Some(Claim::Planned));
        check(
            "It was sold for 12 million, the paper wrote, citing people familiar with it.",
            Some(Claim::Said),
        );
    }

    #[test]
    fn bodies_are_no_unnamed_sources_and_claims_may_be_things() {
        check("Police said 12 had died.", Some(Claim::Said));
        check("It cost 12 million, Anna Berg told residents.", Some(Claim::Said));
        check("It frees 12 men, but the judge dismissed the lawsuit.", None);
        check(
            "Officials, who asked not to be named, said it weighed 250 tonnes.",
            Some(Claim::Unnamed),
        );
        check("He freed 23 people, ignoring the prosecutors' claims.", None);
    }
}
