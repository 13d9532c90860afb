//! The verb of saying that a figure hangs on: "police said 12", "12 people, the ministry said", "according to the army".

use std::ops::Range;

use super::super::cues::Cues;
use super::super::page::Page;
use super::super::token::Shape;
use super::super::words::{Words, words};
use super::is_aside;

/// The verb of saying that a figure hangs on: one before it, else one that closes the sentence or a part of it.
pub(super) fn governing(page: &Page<'_>, clause: &Range<usize>, figure: usize) -> Option<usize> {
    // `," said the coach, who is 41`: what follows is about the coach.
    let inverted = |at: usize| {
        let behind = matches!(page.word_before(at, 1), "”" | "\"" | "’" | "»" | "'");
        behind && !page.is_in(at + 1, words!("that , ."))
    };
    let leads = |at: &usize| {
        is_said(page, *at) && leads(page, *at, figure) && !is_aside(page, clause, *at, figure)
    };
    let before = (clause.start..figure).rev().find(leads);
    before
        .filter(|at| !inverted(*at))
        .or_else(|| (figure..clause.end).find(|at| is_said(page, *at) && closes(page, *at)))
}

/// Verbs of which what follows is always what is said.
const PLAIN: Words = words!(
    "acknowledged acknowledges admits admitted alleges announced announces argued argues \
     asserted asserts cautioned claimed claims confirmed confirms conceded concedes \
     contends declared declares disclosed insisted insists maintains reported revealed \
     reveals said say says stated states tell tells testified told warned warns"
);

/// Verbs of which what follows is what is said where they have a clause: "added that", but not "added 12 rooms".
const WITH_CLAUSE: Words = words!(
    "added adds calculated calculates concluded concludes discovered estimate estimated \
     estimates explained explains find finds forecast forecasts found heard hears \
     indicate indicated indicates noted notes posted predict predicted predicts read \
     recalled reckon reckons report reports show showed shows stressed suggest suggested \
     suggests tweeted wrote writes"
);

/// What speaks without being anybody: "figures showed 12".
const DATA: Words = words!(
    "analysis count data documents estimates figures filing filings findings numbers poll \
     polls records report results statistics study survey surveys tally test tests"
);

/// Whether a word says that somebody says something.
pub(super) fn is_said(page: &Page<'_>, at: usize) -> bool {
    let (verb, other) = (
        page.is_in(at, PLAIN) || page.is_in(at, WITH_CLAUSE),
        page.is_in(at, words!("according citing put puts")),
    );
    if !verb && !other {
        return false;
    }
    if page.is(at, "according") {
        return page.is(at + 1, "to");
    }
    if page.shape(at) != Some(Shape::Lower) {
        return false;
    }
    (verb || page.is(at, "citing")) && !is_thing(page, at) && !is_left_unsaid(page, at)
        || is_put(page, at)
}

/// "the prosecutors' claims", "an estimated 300", "the reported deal": what is no verb.
fn is_thing(page: &Page<'_>, at: usize) -> bool {
    const NOUNS: Words = words!(
        "claims estimate estimates find finds forecast forecasts read report reports show \
         shows states"
    );
    const OWNERS: Words =
        words!("' a an any by her his in its no of our some the their these this to ’ 's ’s");
    let before = at.wrapping_sub(1);
    let owned = page.is_in(before, OWNERS);
    let noun = page.is_in(at, NOUNS)
        && (owned
            || page.has(before, Cues::DENY)
            || page.shape(before) != Some(Shape::Lower) && page.is(at + 1, "of"));
    let participle = page.word(at).ends_with("ed") && owned;
    noun || participle
}

/// "did not say", "would not confirm", "to say": nobody has said it.
fn is_left_unsaid(page: &Page<'_>, at: usize) -> bool {
    const HELPS: Words =
        words!("can cannot could did does do may might must not never should to will would");
    let base = matches!(page.word(at), "say" | "tell" | "report" | "show" | "find" | "estimate");
    let before = at.wrapping_sub(1);
    let negated =
        page.word_before(at, 1).ends_with("n't") || page.word_before(at, 1).ends_with("n’t");
    base && (page.is_in(before, HELPS) || negated) || page.is_in(before, words!("not never"))
}

/// "Officials put the toll at 12".
fn is_put(page: &Page<'_>, at: usize) -> bool {
    const FAR: usize = 8;
    const COUNTS: Words =
        words!("bill cost costs damage figure loss losses number price tally toll total value");
    page.is_in(at, words!("put puts"))
        && (at + 2..at + FAR).any(|i| page.is(i, "at"))
        && (at + 2..at + FAR).any(|i| page.is_in(i, COUNTS))
}

/// Whether what follows a verb is what is said.
fn leads(page: &Page<'_>, at: usize, figure: usize) -> bool {
    if !page.is_in(at, WITH_CLAUSE) {
        // "12 people were admitted to two hospitals"
        let done = page.is_in(at, words!("admitted reported")) && is_passive(page, at);
        return !done || page.is(at + 1, "that");
    }
    let next = at + 1;
    let clause = page.is_in(next, words!("that : there how"))
        || page.has(next, Cues::PRONOUN)
        || (next..figure).any(|i| page.is(i, "that") && i < next + 8);
    clause || page.is_in(at.wrapping_sub(1), DATA) || is_guess(page, at)
}

/// "the agency estimates 12", "analysts predict 12": what somebody reckons is a number by nature.
fn is_guess(page: &Page<'_>, at: usize) -> bool {
    const GUESSES: Words = words!(
        "estimate estimated estimates predict predicted predicts forecast forecasts \
         reckon reckons"
    );
    page.is_in(at, GUESSES) && !is_passive(page, at)
}

fn is_passive(page: &Page<'_>, at: usize) -> bool {
    page.is_in(at.wrapping_sub(1), words!("was were been being is are be"))
}

/// Whether nothing that is said follows the verb: "…, police said.", "…, the bank said on Monday, and".
fn closes(page: &Page<'_>, verb: usize) -> bool {
    const BEHIND: Words =
        words!("on after late early by earlier today yesterday as last when this");
    let next = verb + 1;
    if page.is_in(verb, words!("according citing")) {
        return true;
    }
    if is_passive(page, verb) || is_put(page, verb) || !has_subject(page, verb) {
        return false;
    }
    page.shape(next) != Some(Shape::Lower) && page.shape(next) != Some(Shape::Title)
        || page.has_any(next, Cues::WEEKDAY.or(Cues::WHERE))
        || page.is_in(next, BEHIND)
        // "told reporters" and "told the BBC", but not "told her that".
        || page.is(verb, "told") && !(next..next + 5).any(|at| page.is_in(at, words!(
            "that it there"
        )))
        || is_turned(page, verb)
}

/// "…, said Maria Berg", "…, says the ministry": the verb stands before who says it.
fn is_turned(page: &Page<'_>, verb: usize) -> bool {
    let article = page.is_in(verb + 1, words!("a an the one"));
    page.is_in(verb, words!("said says"))
        && page.is(verb.wrapping_sub(1), ",")
        && (article || page.shape(verb + 1) == Some(Shape::Title))
}

/// Whether somebody or a comma stands before the verb, so that it is one: "12 deaths reported in May" has none.
fn has_subject(page: &Page<'_>, verb: usize) -> bool {
    if matches!(page.word(verb), "said" | "says" | "say" | "told") {
        return true;
    }
    let from = verb.saturating_sub(8);
    (from..verb).any(|at| page.is_in(at, words!(", ” \" ’ as")))
}
