//! Weighs what a candidate name is: a person, an organisation, a place or an event.
//!
//! Each clue gives points to one kind; the sum over all mentions decides. The points were set by hand on the training
//! files (see `data/labelled/README.md`); a trained model can replace this file by filling [`Candidate::points`].

use super::beside;
use super::cues::Cues;
use super::lexicon;
use super::names::{self, Candidate};
use super::noun;
use super::page::Page;
use super::person;
use super::token::Shape;
use super::words::{Words, words};
use crate::news::FactKind;

/// The kinds of names, in the order of the points.
pub(super) const KINDS: [FactKind; 4] =
    [FactKind::Person, FactKind::Org, FactKind::Place, FactKind::Event];

pub(super) const PERSON: usize = 0;
pub(super) const ORG: usize = 1;
pub(super) const PLACE: usize = 2;
pub(super) const EVENT: usize = 3;

/// Points a kind needs before a candidate counts as a name at all.
pub(super) const ENOUGH: i16 = 3;

/// Gives a candidate the points its own words and their neighbours are worth.
pub(super) fn weigh(page: &Page<'_>, candidate: &mut Candidate) {
    let mut points = [0_i16; 4];
    from_lists(page, candidate, &mut points);
    from_head(page, candidate, &mut points);
    person::from_people(page, candidate, &mut points);
    from_look(page, candidate, &mut points);
    if points.iter().any(|p| *p > 0) || !candidate.weak {
        beside::from_before(page, candidate, &mut points);
        beside::from_after(page, candidate, &mut points);
    }
    if is_plain_word(page, candidate) {
        points = points.map(|p| p - 4);
    }
    candidate.points = points;
}

/// An everyday word with a capital that no list knows as a name: "Office", "Energy".
fn is_plain_word(page: &Page<'_>, c: &Candidate) -> bool {
    let single = c.tokens.len() == 1 && page.shape(c.tokens.start) == Some(Shape::Title);
    single && c.title.is_none() && !c.known.any("CPOE") && lexicon::word(&c.key).everyday()
}

/// What the lists say about the whole name.
fn from_lists(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let single = c.tokens.len() == 1;
    let shape = page.shape(c.tokens.start);
    let word = lexicon::word(&c.key);
    // "us", "it", "who" written in capitals are names; written small but for their first letter they are words.
    let short = single && c.key.len() <= 3 && shape == Some(Shape::Title) && word.word();
    if short || c.weak && single && word.everyday() && shape != Some(Shape::Upper) {
        return;
    }
    let pointed = page.word_before(c.tokens.start, 1).eq_ignore_ascii_case("the");
    let doubt =
        if single && word.everyday() && !(pointed || shape == Some(Shape::Upper)) { 6 } else { 0 };
    for (letter, kind, worth) in
        [("C", PLACE, 12), ("P", PLACE, 8), ("p", PLACE, 4), ("O", ORG, 10), ("E", EVENT, 10)]
    {
        if c.known.any(letter) {
            let namesake = if letter == "p" && single && word.surname() { 2 } else { 0 };
            points[kind] += worth - namesake - if letter == "C" { 0 } else { doubt };
        }
    }
}

/// What the word says that heads the name, the last one or the one before "of", and for some names the first.
fn from_head(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    // "West Bank" is no bank, "White House" no house.
    if c.known.any("CPO") {
        return;
    }
    let of = c.tokens.clone().find(|at| page.is_in(*at, words!("of for")));
    let Some(head) = of.unwrap_or(c.tokens.end).checked_sub(1) else { return };
    let Some(token) = page.token(head) else { return };
    from_noun(page, c, of.is_some(), head, points);
    if c.tokens.len() >= 2 {
        if of.is_none() {
            from_middle(page, c, points);
        }
        from_first(page, c, points);
    }
    if of.is_some() && token.cues.any(Cues::ORG) || c.tokens.clone().any(|at| page.is(at, "&")) {
        points[ORG] += 4;
    }
}

/// What the noun at `head` is: a ministry, a river, a war.
fn from_noun(page: &Page<'_>, c: &Candidate, of: bool, head: usize, points: &mut [i16; 4]) {
    let long = c.tokens.len() >= 2;
    let Some(token) = page.token(head) else { return };
    let full = match (long, names::is_person_like(page, &c.tokens)) {
        (true, false) => 11,
        (true, true) => 4,
        _ => 1,
    };
    let place_of = of && page.is_in(head, words!("house hall"));
    let school = head > c.tokens.start && page.is(head, "district") && page.is(head - 1, "school");
    if token.has(Cues::ORG) || place_of || school {
        points[ORG] += full + if names::is_corporate(page, head) || school { 4 } else { 0 };
    }
    if token.has(Cues::EVENT) && long {
        points[EVENT] += if token.has(Cues::ORG) { full / 2 } else { full };
    }
    if token.has(Cues::PLACE) && long && !place_of && !school {
        points[PLACE] += if token.has(Cues::ORG) { full / 2 + 2 } else { full };
    }
}

/// Teams, and what is headed in its middle: "University College London".
fn from_middle(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    if is_team(page, c) {
        points[ORG] += 11;
    }
    let mut inner = c.tokens.start + 1..c.tokens.end - 1;
    let heads =
        |at: usize| page.has(at, Cues::ORG) && !page.has_any(at, Cues::TITLE.or(Cues::PORTFOLIO));
    if inner.any(heads) {
        points[ORG] += 5;
    }
}

/// What the first word of several says: "Hurricane", "Lake", "San", "North".
fn from_first(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let first = c.tokens.start;
    let tropical = usize::from(page.is_in(first, words!("tropical super")) && c.tokens.len() > 2);
    if page.is_in(first + tropical, STORMS) {
        points[EVENT] += 12;
    }
    let last_word = lexicon::word(c.key.rsplit(' ').next().unwrap_or_default());
    if page.has(first, Cues::PLACE) && page.is_in(first, LANDFORMS) {
        points[PLACE] += 8;
    } else if !last_word.everyday() && page.is_in(first, SETTLEMENTS) {
        points[PLACE] += 3;
    }
    let rest = || lexicon::phrase(c.key.split_once(' ').map_or("", |(_, rest)| rest));
    if page.has(first, Cues::PLACE_START) && c.tokens.len() == 2 && rest().any("CPp") {
        points[PLACE] += 8;
    }
}

/// First words of names of events.
const STORMS: Words = words!("hurricane typhoon cyclone operation treaty battle storm");
/// First words of names of hills, waters and camps.
const LANDFORMS: Words = words!("mount mt lake cape fort port camp gulf bay isle strait sea wadi");
/// First words of names of towns.
const SETTLEMENTS: Words = words!("san santa saint st los las el new");

/// A place and a plural: "Boston Bruins".
fn is_team(page: &Page<'_>, c: &Candidate) -> bool {
    let last = c.key.rsplit_once(' ').map(|(place, last)| (lexicon::phrase(place), last));
    let plural = noun::is_plural_noun(page, c.tokens.end - 1)
        && page.shape(c.tokens.end - 1) == Some(Shape::Title);
    last.is_some_and(|(place, last)| plural && place.any("CPp") && !lexicon::word(last).surname())
}

/// What the look says: capitals throughout, digits, common endings.
fn from_look(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let shape = page.shape(c.tokens.start);
    let single = c.tokens.len() == 1;
    if single && shape == Some(Shape::Upper) && points[PLACE] < 8 {
        points[ORG] += if c.key.len() <= 6 { 6 } else { 3 };
    }
    if single && shape == Some(Shape::Code) {
        points[ORG] += 2;
    }
    if !single
        && shape == Some(Shape::Upper)
        && c.tokens.clone().any(|at| page.shape(at) == Some(Shape::Title))
        && points[PLACE] < 8
    {
        points[ORG] += 3;
    }
    if single && shape == Some(Shape::Mixed) {
        points[ORG] += 2;
    }
    let ending =
        |list: &[&str]| single && c.key.len() > 5 && list.iter().any(|e| c.key.ends_with(e));
    if ending(&["stan", "land", "ville", "burg", "shire", "abad", "pur", "grad", "istan"]) {
        points[PLACE] += 3;
    }
    if ending(&["corp", "soft", "tech", "bank", "press", "media", "petro", "net"]) {
        points[ORG] += 3;
    }
}

/// The kind with the most points, if they suffice.
pub(super) fn best(points: [i16; 4]) -> Option<usize> {
    let top = (0..4).max_by_key(|kind| (points[*kind], 4 - *kind))?;
    (points[top] >= ENOUGH).then_some(top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let page = Page::new(text);
        let taken = vec![false; page.tokens.len()];
        let mut all = names::candidates(&page, &taken);
        for candidate in &mut all {
            weigh(&page, candidate);
        }
        let found: Vec<(&str, &str)> = all
            .iter()
            .filter_map(|c| Some((page.read(&c.tokens), KINDS[best(c.points)?].name())))
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn heads_and_lists_tell_organisations_from_places() {
        check(
            "It was the Danish Direct Investment Fund that grew in Denmark.",
            &[("Danish Direct Investment Fund", "ORG"), ("Denmark", "PLACE")],
        );
        check(
            "They met at the Summer Palace near Lake Wobegon.",
            &[("Summer Palace", "PLACE"), ("Lake Wobegon", "PLACE")],
        );
    }

    #[test]
    fn people_are_known_by_their_names_and_titles() {
        check(
            "It was signed by Maria Berg and President Zxqv.",
            &[("Maria Berg", "PERSON"), ("Zxqv", "PERSON")],
        );
    }

    #[test]
    fn a_text_may_begin_with_of() {
        check("OF[", &[("OF", "ORG")]);
    }

    #[test]
    fn companies_are_known_by_what_stands_before_them() {
        check("when the gas company Xyloven grew", &[("Xyloven", "ORG")]);
    }
}
