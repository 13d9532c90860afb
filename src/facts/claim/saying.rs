//! The verb of saying that a figure hangs on: "police said 12", "12 people, the ministry said", "according to the army".

use std::ops::Range;

use super::super::cues::Cues;
use super::super::token::Shape;
use super::is_aside;
use super::words::{SAYS, Told};

/// The verb of saying that a figure hangs on: one before it, else one that closes the sentence or a part of it.
pub(super) fn governing(
    page: &Told<'_, '_>,
    clause: &Range<usize>,
    figure: usize,
) -> Option<usize> {
    // `," said the coach, who is 41`: what follows is about the coach.
    let inverted = |at: usize| {
        let behind = matches!(page.word_before(at, 1), "”" | "\"" | "’" | "»" | "'");
        behind && !page.is_any(at + 1, &["that", ",", "."])
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
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "acknowledged", "acknowledges", "admits", "admitted", "alleges", "announced", "announces", "argued", "argues",
    "asserted", "asserts", "cautioned", "claimed", "claims", "confirmed", "confirms", "conceded", "concedes", "contends",
    "declared", "declares", "disclosed", "insisted", "insists", "maintains", "reported", "revealed", "reveals", "said",
    "say", "says", "stated", "states", "tell", "tells", "testified", "told", "warned", "warns",
];

/// Verbs of which what follows is what is said where they have a clause: "added that", but not "added 12 rooms".
#[rustfmt::skip]
const WITH_CLAUSE: &[&str] = &[
    "added", "adds", "calculated", "calculates", "concluded", "concludes", "discovered", "estimate", "estimated",
    "estimates", "explained", "explains", "find", "finds", "forecast", "forecasts", "found", "heard", "hears", "indicate",
    "indicated", "indicates", "noted", "notes", "posted", "predict", "predicted", "predicts", "read", "recalled",
    "reckon", "reckons", "report", "reports", "show", "showed", "shows", "stressed", "suggest", "suggested", "suggests",
    "tweeted", "wrote", "writes",
];

/// All words that may be such a verb.
pub(super) const WORDS: &[(u8, &[&str])] =
    &[(SAYS, PLAIN), (SAYS, WITH_CLAUSE), (SAYS, &["according", "citing", "put", "puts"])];

/// What speaks without being anybody: "figures showed 12".
#[rustfmt::skip]
const DATA: &[&str] = &[
    "analysis", "count", "data", "documents", "estimates", "figures", "filing", "filings", "findings", "numbers", "poll",
    "polls", "records", "report", "results", "statistics", "study", "survey", "surveys", "tally", "test", "tests",
];

/// Whether a word says that somebody says something.
pub(super) fn is_said(page: &Told<'_, '_>, at: usize) -> bool {
    if !page.may(at, SAYS) {
        return false;
    }
    let word = page.word(at);
    if page.is(at, "according") {
        return page.is(at + 1, "to");
    }
    if page.shape(at) != Some(Shape::Lower) {
        return false;
    }
    let verb = PLAIN.contains(&word) || WITH_CLAUSE.contains(&word) || word == "citing";
    verb && !is_thing(page, at) && !is_left_unsaid(page, at) || is_put(page, at)
}

/// "the prosecutors' claims", "an estimated 300", "the reported deal": what is no verb.
fn is_thing(page: &Told<'_, '_>, at: usize) -> bool {
    #[rustfmt::skip]
    const NOUNS: &[&str] =
        &["claims", "estimate", "estimates", "find", "finds", "forecast", "forecasts", "read", "report", "reports", "show", "shows", "states"];
    #[rustfmt::skip]
    const OWNERS: &[&str] = &[
        "'", "a", "an", "any", "by", "her", "his", "in", "its", "no", "of", "our", "some", "the", "their", "these", "this",
        "to", "’", "'s", "’s",
    ];
    let before = at.wrapping_sub(1);
    let owned = page.is_any(before, OWNERS);
    let noun = NOUNS.contains(&page.word(at))
        && (owned
            || page.has(before, Cues::DENY)
            || page.shape(before) != Some(Shape::Lower) && page.is(at + 1, "of"));
    let participle = page.word(at).ends_with("ed") && owned;
    noun || participle
}

/// "did not say", "would not confirm", "to say": nobody has said it.
fn is_left_unsaid(page: &Told<'_, '_>, at: usize) -> bool {
    #[rustfmt::skip]
    const HELPS: &[&str] = &[
        "can", "cannot", "could", "did", "does", "do", "may", "might", "must", "not", "never", "should", "to", "will",
        "would",
    ];
    let base = matches!(page.word(at), "say" | "tell" | "report" | "show" | "find" | "estimate");
    let before = at.wrapping_sub(1);
    let negated =
        page.word_before(at, 1).ends_with("n't") || page.word_before(at, 1).ends_with("n’t");
    base && (page.is_any(before, HELPS) || negated) || page.is_any(before, &["not", "never"])
}

/// "Officials put the toll at 12".
fn is_put(page: &Told<'_, '_>, at: usize) -> bool {
    const FAR: usize = 8;
    #[rustfmt::skip]
    const COUNTS: &[&str] = &["bill", "cost", "costs", "damage", "figure", "loss", "losses", "number", "price", "tally", "toll", "total", "value"];
    page.is_any(at, &["put", "puts"])
        && (at + 2..at + FAR).any(|i| page.is(i, "at"))
        && (at + 2..at + FAR).any(|i| page.is_any(i, COUNTS))
}

/// Whether what follows a verb is what is said.
fn leads(page: &Told<'_, '_>, at: usize, figure: usize) -> bool {
    let word = page.word(at);
    if !WITH_CLAUSE.contains(&word) {
        // "12 people were admitted to two hospitals"
        let done = page.is_any(at, &["admitted", "reported"]) && is_passive(page, at);
        return !done || page.is(at + 1, "that");
    }
    let next = at + 1;
    let clause = page.is_any(next, &["that", ":", "there", "how", "the"]) && !page.is(next, "the")
        || page.has(next, Cues::PRONOUN)
        || (next..figure).any(|i| page.is(i, "that") && i < next + 8);
    clause || page.is_any(at.wrapping_sub(1), DATA) || is_guess(page, at)
}

/// "the agency estimates 12", "analysts predict 12": what somebody reckons is a number by nature.
fn is_guess(page: &Told<'_, '_>, at: usize) -> bool {
    #[rustfmt::skip]
    const GUESSES: &[&str] =
        &["estimate", "estimated", "estimates", "predict", "predicted", "predicts", "forecast", "forecasts", "reckon", "reckons"];
    GUESSES.contains(&page.word(at)) && !is_passive(page, at)
}

fn is_passive(page: &Told<'_, '_>, at: usize) -> bool {
    page.is_any(at.wrapping_sub(1), &["was", "were", "been", "being", "is", "are", "be"])
}

/// Whether nothing that is said follows the verb: "…, police said.", "…, the bank said on Monday, and".
fn closes(page: &Told<'_, '_>, verb: usize) -> bool {
    #[rustfmt::skip]
    const BEHIND: &[&str] = &["on", "after", "late", "early", "by", "earlier", "today", "yesterday", "as", "last", "when", "this"];
    let next = verb + 1;
    if page.is_any(verb, &["according", "citing"]) {
        return true;
    }
    if is_passive(page, verb) || is_put(page, verb) || !has_subject(page, verb) {
        return false;
    }
    page.shape(next) != Some(Shape::Lower) && page.shape(next) != Some(Shape::Title)
        || page.has_any(next, Cues::WEEKDAY.or(Cues::WHERE))
        || page.is_any(next, BEHIND)
        // "told reporters" and "told the BBC", but not "told her that".
        || page.is(verb, "told") && !(next..next + 5).any(|at| page.is_any(at, &["that", "it", "there"]))
        || is_turned(page, verb)
}

/// "…, said Maria Berg", "…, says the ministry": the verb stands before who says it.
fn is_turned(page: &Told<'_, '_>, verb: usize) -> bool {
    let article = page.is_any(verb + 1, &["a", "an", "the", "one"]);
    page.is_any(verb, &["said", "says"])
        && page.is(verb.wrapping_sub(1), ",")
        && (article || page.shape(verb + 1) == Some(Shape::Title))
}

/// Whether somebody or a comma stands before the verb, so that it is one: "12 deaths reported in May" has none.
fn has_subject(page: &Told<'_, '_>, verb: usize) -> bool {
    if matches!(page.word(verb), "said" | "says" | "say" | "told") {
        return true;
    }
    let from = verb.saturating_sub(8);
    (from..verb).any(|at| page.is_any(at, &[",", "”", "\"", "’", "as"]))
}
