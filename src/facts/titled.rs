//! People with titles and nationalities before their names: "Russian President", "Secretary of State".
//!
//! A title and a nation are no part of a name; what else stands before a title ("US", "FBI") is a name of its own.

use std::ops::Range;

use super::cues::Cues;
use super::names::{Candidate, push, whole, word_at};
use super::page::Page;
use super::token::Shape;
use super::words::words;

/// The last title in the run that a name may follow, or that is all there is.
pub(super) fn last_title(page: &Page<'_>, run: &Range<usize>) -> Option<usize> {
    let title = |at: usize| {
        page.has_any(at, Cues::TITLE.or(Cues::HONORIFIC))
            && page.shape(at) != Some(Shape::Upper)
            && !page.is_hyphen(at + 1)
            || page.is_in(at, words!("ceo cfo mp mep"))
    };
    // "Bishop", "King" and "Judge" are surnames too where a given name stands before them.
    let surname = |at: usize| {
        at + 1 == run.end
            && word_at(page, at).surname()
            && at > run.start
            && page.shape(at - 1) == Some(Shape::Title)
            && word_at(page, at - 1).given()
            && !page.has_any(at - 1, Cues::TITLE.or(Cues::PORTFOLIO))
    };
    // "Herald-Leader" ends with no office, "Attorney-General" does.
    let paper = |at: usize| {
        at + 1 == run.end
            && at > run.start + 1
            && page.is_hyphen(at - 1)
            && !page.has_any(at - 2, Cues::TITLE.or(Cues::PORTFOLIO))
    };
    run.clone().rev().find(|at| title(*at) && !surname(*at) && !paper(*at))
}

/// `French President Anna Berg`: the name behind the title, and what stands before it if that is a name.
pub(super) fn around_title(
    page: &Page<'_>,
    run: Range<usize>,
    title: usize,
    opening: bool,
    found: &mut Vec<Candidate>,
) {
    let first_title =
        run.clone().find(|at| page.has_any(*at, Cues::TITLE.or(Cues::HONORIFIC))).unwrap_or(title);
    let mut name = title + 1;
    name += usize::from(page.is(name, ".") && page.glued(name));
    let before = run.start..first_title;
    if !before.is_empty() && !all_nations(page, &before) {
        let nations = nations(page, &before);
        let listed = whole(page, &before).any("O");
        let named = if listed { before.clone() } else { before.start + nations..before.end };
        if whole(page, &named).any("CPOp")
            || named.clone().all(|at| page.shape(at) == Some(Shape::Upper))
            || name >= run.end
            || named.len() > 1
        {
            push(page, named, None, opening, found);
        }
    }
    if name < run.end {
        let split = known_tail(page, name..run.end);
        push(page, split, Some(run.start..title + 1), false, found);
    }
}

/// The name alone; a nation before it goes into nothing.
pub(super) fn without_title(
    page: &Page<'_>,
    run: Range<usize>,
    opening: bool,
    found: &mut Vec<Candidate>,
) {
    if all_nations(page, &run) {
        return;
    }
    let nations = nations(page, &run);
    let mut run = run;
    let next = run.start + nations;
    if nations > 0
        && next < run.end
        && (word_at(page, next).given() || run.len() - nations == 1)
        && !page.is_hyphen(next)
    {
        run.start = next;
    }
    if page.is_hyphen(run.start) {
        run.start += 1;
    }
    match person_behind(page, &run) {
        Some(name) => {
            push(page, run.start..name, None, opening, found);
            push(page, name..run.end, None, false, found);
        }
        None => push(page, run, None, opening, found),
    }
}

/// Where the name begins in "Secretary of State Maria Berg", the run being "State Maria Berg".
pub(super) fn behind_office(page: &Page<'_>, run: &Range<usize>) -> Option<usize> {
    let of = page.is_in(run.start.wrapping_sub(1), words!("of the"))
        && (1..=3).any(|back| page.before(run.start, back).is_some_and(|t| t.has(Cues::TITLE)));
    let first = word_at(page, run.start + 1);
    (of && (3..=4).contains(&run.len()) && first.given() && !first.everyday())
        .then_some(run.start + 1)
}

/// Where a person begins behind a name that the lists know: "(Minister for the) Middle East Tobias Berg".
fn person_behind(page: &Page<'_>, run: &Range<usize>) -> Option<usize> {
    let starts = (run.start + 1..run.end.saturating_sub(1)).take(3);
    starts.rev().find(|at| {
        let first = word_at(page, *at);
        let last = word_at(page, run.end - 1);
        let person = first.given() && !first.everyday() && last.surname() && run.end - at <= 3;
        person && whole(page, &(run.start..*at)).any("CPO") && !word_at(page, run.start).given()
    })
}

/// "Minister-designate, Haider" aside, a name after a title loses what is no name at its end.
fn known_tail(page: &Page<'_>, name: Range<usize>) -> Range<usize> {
    let cut = name.clone().skip(1).find(|at| {
        page.has_any(*at, Cues::TITLE.or(Cues::NATION))
            && page.before(*at, 1).is_some_and(super::token::Token::is_capital)
            && !word_at(page, *at).surname()
    });
    name.start..cut.unwrap_or(name.end)
}

/// Whether a run is made of nationalities alone: "Danish", "North Korean", "Sino-American".
pub(super) fn all_nations(page: &Page<'_>, run: &Range<usize>) -> bool {
    let compass = |at: usize| {
        at + 1 < run.end && page.has(at, Cues::PLACE_START) && page.has(at + 1, Cues::NATION)
    };
    run.clone().all(|at| {
        page.has(at, Cues::NATION) || page.is_hyphen(at) || page.is(at, "-") || compass(at)
    })
}

/// How many tokens at the beginning of a run are nationalities.
pub(super) fn nations(page: &Page<'_>, run: &Range<usize>) -> usize {
    (0..run.len())
        .rev()
        .map(|n| n + 1)
        .find(|n| all_nations(page, &(run.start..run.start + n)))
        .unwrap_or(0)
}
