//! What is told not to be so: "denied that", "it is not true that", "no evidence that", "said it had not paid $4 million".

use std::ops::Range;

use super::super::cues::Cues;
use super::super::page::Page;
use super::super::token::Shape;
use super::super::words::{Words, words};
use super::saying::is_said;
use super::{is_aside, turns};

/// Whether the figure of a clause is denied; `says` is the verb of saying it hangs on.
pub(super) fn of(
    page: &Page<'_>,
    clause: &Range<usize>,
    figure: usize,
    says: Option<usize>,
) -> bool {
    let ahead = (clause.start..figure).rev().find(|at| {
        is_denied(page, *at) && reaches(page, *at, figure) && !is_aside(page, clause, *at, figure)
    });
    let said =
        says.is_some_and(|verb| is_negated(page, verb.min(figure).max(clause.start), figure));
    // What is denied behind "but" is another thing.
    let end = (figure..clause.end).find(|at| turns(page, *at, clause.end)).unwrap_or(clause.end);
    ahead.is_some() || said || says.is_none() && (figure..end).any(|at| is_told_off(page, at))
}

/// Whether words of a speaker between `start` and the figure say that it is not so.
pub(super) fn in_speech(page: &Page<'_>, start: usize, figure: usize) -> bool {
    (start..figure).any(|at| is_denied(page, at) && reaches(page, at, figure))
        || is_negated(page, start, figure)
}

/// Whether nothing between a denial and the figure begins another statement: "denied it, after a source said 300".
fn reaches(page: &Page<'_>, at: usize, figure: usize) -> bool {
    let told = |i: usize| {
        is_said(page, i) && !page.is_in(i.wrapping_sub(1), words!("had having have ever falsely"))
    };
    let goes_on = |i: usize| {
        page.is(i, "and") && page.is_in(i + 1, words!("was were is are has had will would said"))
    };
    !(at + 1..figure).any(|i| told(i) || goes_on(i) || turns(page, i, figure))
}

/// Words that deny by themselves, and those that do where they speak of a claim.
fn is_denied(page: &Page<'_>, at: usize) -> bool {
    let may = page.is_in(at, words!("not no untrue false falsely")) || is_short_not(page.word(at));
    if may && is_untrue(page, at) {
        return true;
    }
    if page.shape(at) != Some(Shape::Lower) || !page.has(at, Cues::DENY) {
        return false;
    }
    // "denied 40 fans entry", "dismissed 300 workers"
    let counted = page.has(at + 1, Cues::NUMBER) || page.shape(at + 1) == Some(Shape::Number);
    let before = at.wrapping_sub(1);
    // "was denied bail", "the denied claim"
    let done = page.is_in(before, words!("was were been being be is are the a"))
        && !page.is_in(at + 1, words!("that by"));
    !counted && !done && !is_doubted(page, at) && speaks_of_claim(page, at)
}

/// "denied that", but not "denied entry"; "rejected the claim", but neither "rejected an offer" nor "dismissed a lawsuit".
fn speaks_of_claim(page: &Page<'_>, at: usize) -> bool {
    const FAR: usize = 6;
    if page.word(at).starts_with("den") {
        return !page.is_in(at + 1, REFUSED);
    }
    let claim = |at: usize| page.is_in(at, CLAIMS) || page.word(at).starts_with("rumo");
    (at + 1..at + FAR).take_while(|i| page.shape(*i) != Some(Shape::Mark)).any(claim)
}

/// What is refused to somebody, not disputed.
const REFUSED: Words = words!(
    "entry access bail visa visas permission parole boarding asylum care treatment food \
     water them him her us service services"
);

/// What may be true or not.
const CLAIMS: Words = words!(
    "account accounts accusation accusations allegation allegations assertion assertions \
     charge charges claim claims count estimate estimates figure figures finding findings \
     idea it notion number numbers report reports speculation statement suggestion \
     suggestions that these this toll version"
);

/// "nobody denied", "did not deny", "cannot be denied".
fn is_doubted(page: &Page<'_>, at: usize) -> bool {
    (1..=4).take_while(|back| page.shape(at.wrapping_sub(*back)) != Some(Shape::Mark)).any(|back| {
        let i = at.wrapping_sub(back);
        page.is_in(i, words!("nobody none never not cannot neither"))
            || page.is(i, "no") && page.is(i + 1, "one")
            || is_short_not(page.word(i))
    })
}

/// "it is not true that", "untrue that", "not the case that", "no evidence that", "falsely claimed".
fn is_untrue(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    let not = page.is(at, "not") || is_short_not(page.word(at));
    let article = usize::from(page.is(next, "the"));
    let no = page.is(at, "no")
        && page.is_in(next, words!("evidence truth proof indication basis"))
        && page.is_in(next + 1, words!("that of to in for"));
    let false_that = page.is_in(at, words!("untrue false")) && page.is(next, "that");
    not && page.is_in(next + article, words!("true correct case"))
        && page.is(next + article + 1, "that")
        || no
        || false_that
        || page.is(at, "falsely") && !page.is_in(next, words!("accused imprisoned"))
}

fn is_short_not(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}

/// "had not paid $4 million": what is said is that it was not so. Not "had not eaten for 12 days", "did not say how many".
fn is_negated(page: &Page<'_>, from: usize, figure: usize) -> bool {
    const NEAR: usize = 7;
    // "would not sell his 20% stake", "had not paid the $3 million grant": that it is there is not denied.
    let sign = usize::from(page.is_in(figure.wrapping_sub(1), words!("$ £ €")));
    let owned = words!("the his her its their our my these those this that 's ’s");
    if page.is_in(figure.wrapping_sub(1 + sign), owned) {
        return false;
    }
    let first = from.max(figure.saturating_sub(NEAR));
    let not = |at: &usize| {
        is_short_not(page.word(*at))
            || page.is_in(*at, words!("not never")) && page.is_in(at.wrapping_sub(1), HELPS)
    };
    let lasts = (figure + 1..figure + 4).any(|at| page.has(at, Cues::PERIOD));
    let Some(not) = (first..figure).rev().find(not).filter(|_| !lasts) else { return false };
    let plain = |at: usize| {
        page.shape(at) != Some(Shape::Mark) && !page.is_in(at, FREE)
            || page.shape(at) == Some(Shape::Mark) && at + 1 >= figure
    };
    let unsure = page.is_in(not + 1, UNSURE)
        || page.is(not.wrapping_sub(1), "could") && page.is(not + 1, "rule");
    !unsure && not + 1 < figure && (not + 1..figure).all(plain)
}

/// What "not" stands behind where a verb follows.
const HELPS: Words =
    words!("am are did do does had has have is was were will would i we he she they it");

/// Words behind "not" that leave open whether it was so.
const UNSURE: Words = words!(
    "able aware believe clear comment confirm disclose even identified immediately just know known likely \
     mention only recall remember reveal rule say specify sure tell think want yet necessarily"
);

/// Words behind which the figure is no part of what did not happen.
const FREE: Words = words!(
    "after among and at because before but by during for how if in including least more \
     on one or since than that until what when where whether which who why with within \
     less fewer only just"
);

/// "…, which the ministry denies", "…, a claim that was rejected", "… were dismissed by the mayor": said of what stands before.
fn is_told_off(page: &Page<'_>, at: usize) -> bool {
    if !page.has(at, Cues::DENY) || page.shape(at) != Some(Shape::Lower) {
        return false;
    }
    let before = at.wrapping_sub(1);
    let passive = page.is_in(before, words!("was were been being is are"))
        && page.is_in(at + 1, words!("by . , as"));
    let named = (1..=8).any(|back| {
        let i = at.wrapping_sub(back);
        page.is(i, "which") || page.is_in(i, CLAIMS) && page.is(i.wrapping_sub(2), ",")
    });
    // "…, the army denies." has nothing behind the verb.
    let ends = page.is_in(at + 1, words!(". ,"));
    passive || ends && named
}
