//! Names of several parts: `University of Helsinki`, `Food and Agriculture Organization`, `Workers' Party`.
//!
//! A run of capitals is carried on over "of", "for", "and" and a possessive where its head takes them.

use std::ops::Range;

use super::cues::Cues;
use super::names::word_at;
use super::page::Page;
use super::sentence::Sentence;
use super::token::Shape;
use super::words::{Words, words};

/// Joins `of X`, `for X`, `and X` to names whose head takes them: `University of Helsinki`.
pub(super) fn join(page: &Page<'_>, sentence: &Sentence, mut run: Range<usize>) -> Range<usize> {
    let mut end = run.end;
    if run.is_empty() {
        return run;
    }
    // "CBS, Inc." keeps its legal form.
    if page.is(end, ",") && page.is_in(end + 1, words!("inc ltd llc corp plc")) {
        return run.start..end + 2;
    }
    if let Some(next) = listed_end(page, sentence, &run).or_else(|| owned_end(page, sentence, &run))
    {
        end = next;
        run.end = next;
    }
    for _ in 0..3 {
        let Some(next) = joined_end(page, sentence, run.start, run.end, end) else { break };
        end = next;
    }
    run.start..end
}

/// `Food and Agriculture Organization`: everyday words on both sides of "and", a head at the end.
fn listed_end(page: &Page<'_>, sentence: &Sentence, run: &Range<usize>) -> Option<usize> {
    let last = run.end - 1;
    let plain = |at: usize| {
        page.shape(at) == Some(Shape::Title)
            && word_at(page, at).everyday()
            && !page.has_any(at, Cues::TITLE.or(Cues::NATION))
    };
    let head = |at: usize| {
        page.has(at, Cues::ORG)
            && !page.has(at, Cues::TITLE)
            && page.shape(at) == Some(Shape::Title)
    };
    if run.len() > 4
        || !page.is(run.end, "and")
        || !plain(last)
        || head(last)
        || !plain(run.end + 1)
    {
        return None;
    }
    (run.end + 2..run.end + 4)
        .find(|at| head(*at))
        .map(|at| at + 1)
        .filter(|end| *end <= sentence.tokens.end)
}

/// `Workers' Party`, `Lord's Resistance Army`: an everyday word owns what a head ends.
fn owned_end(page: &Page<'_>, sentence: &Sentence, run: &Range<usize>) -> Option<usize> {
    let plural = page.is_in(run.end, words!("' ’")) && page.word(run.end - 1).ends_with('s');
    let owner = plural || page.is_in(run.end, words!("'s ’s"));
    if !owner || !word_at(page, run.end - 1).everyday() || page.has(run.end - 1, Cues::TITLE) {
        return None;
    }
    let mut end = run.end + 1;
    while end < sentence.tokens.end.min(run.end + 5)
        && page.shape(end) == Some(Shape::Title)
        && !page.has(end, Cues::STOP)
    {
        end += 1;
    }
    let heads = Cues::ORG.or(Cues::EVENT).or(Cues::PLACE);
    (end > run.end + 1 && page.has_any(end - 1, heads) && !page.has(end - 1, Cues::TITLE))
        .then_some(end)
}

fn joined_end(
    page: &Page<'_>,
    sentence: &Sentence,
    start: usize,
    head_end: usize,
    end: usize,
) -> Option<usize> {
    let head = head_end - 1;
    let of = page.is_in(end, words!("of for"));
    let and = page.is_in(end, words!("and ,")) && end > head_end && page.is_in(head, BROAD);
    let for_what = !page.is(end, "for") || page.is_in(head, BROAD) || page.is_in(head, FOR_HEADS);
    let of_place = page.is(end, "of") && page.has(head, Cues::PLACE) && page.is_in(head, OF_PLACES);
    let heads = page.has_any(head, Cues::ORG.or(Cues::EVENT))
        && !(page.has(head, Cues::TITLE) && head > start)
        || of_place;
    if !(of && heads && for_what || and) {
        return None;
    }
    let the = usize::from(page.is(end + 1, "the"));
    let first = end + 1 + the;
    let fits = |i: usize| {
        i < sentence.tokens.end
            && page
                .token(i)
                .is_some_and(|t| t.is_capital() && t.breaks == 0 && !t.has(Cues::WEEKDAY))
    };
    if !fits(first)
        || and
            && (the > 0
                || page.has_any(first, Cues::TITLE.or(Cues::NATION))
                    && !page.is_in(
                        first,
                        words!("trade defence defense health education energy justice"),
                    ))
    {
        return None;
    }
    // A comma goes on only to "X, Y and Z".
    if page.is(end, ",")
        && !(page.is(first + 1, "and") && fits(first + 2)
            || page.is_in(first + 1, words!(",")) && page.is(first + 2, "and"))
    {
        return None;
    }
    let mut last = first + 1;
    while fits(last) && !page.glued(last) && !page.has(last, Cues::STOP)
        || page.is_hyphen(last) && fits(last + 1)
    {
        last += 1;
    }
    Some(last)
}

/// Heads whose names list what they are for: `Department of Health and Human Services`.
const BROAD: Words = words!(
    "department ministry office committee commission institute center centre centers bureau \
     agency council faculty secretariat academy organization organisation association college \
     school board"
);
/// Heads that are named for what they do: `Campaign for Real Ale`.
const FOR_HEADS: Words = words!(
    "fund foundation society coalition movement alliance front campaign court network union party"
);
/// Heads of places that take "of": `Gulf of Aden`.
const OF_PLACES: Words = words!(
    "gulf bay sea strait isle city republic kingdom cape port district province cathedral forest \
     emirate house hall"
);
