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
use super::token::Shape;
use crate::news::FactKind;

/// The kinds of names, in the order of the points.
pub(super) const KINDS: [FactKind; 4] =
    [FactKind::Person, FactKind::Org, FactKind::Place, FactKind::Event];

pub(super) const PERSON: usize = 0;
pub(super) const ORG: usize = 1;
pub(super) const PLACE: usize = 2;
const EVENT: usize = 3;

/// Points a kind needs before a candidate counts as a name at all.
pub(super) const ENOUGH: i16 = 3;

/// Gives a candidate the points its own words and their neighbours are worth.
pub(super) fn weigh(page: &Page<'_>, candidate: &mut Candidate) {
    let mut points = [0_i16; 4];
    from_lists(page, candidate, &mut points);
    from_head(page, candidate, &mut points);
    from_people(page, candidate, &mut points);
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

/// What the last word (and for some names the first) says.
fn from_head(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let of = c.tokens.clone().find(|at| page.is_any(*at, &["of", "for"]));
    let head = of.unwrap_or(c.tokens.end) - 1;
    let long = c.tokens.len() >= 2;
    let Some(token) = page.token(head) else { return };
    // "West Bank" is no bank, "White House" no house.
    if c.known.any("CPO") {
        return;
    }
    let full = match (long, names::is_person_like(page, &c.tokens)) {
        (true, false) => 11,
        (true, true) => 4,
        _ => 1,
    };
    let place_of = of.is_some() && page.is_any(head, &["house", "hall"]);
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
    if long && of.is_none() && is_team(page, c) {
        points[ORG] += 11;
    }
    // "University College London" is headed in its middle.
    let inner = c.tokens.start..c.tokens.end.saturating_sub(1);
    if long
        && of.is_none()
        && inner
            .clone()
            .skip(1)
            .any(|at| page.has(at, Cues::ORG) && !page.has_any(at, Cues::TITLE.or(Cues::PORTFOLIO)))
    {
        points[ORG] += 5;
    }
    let last_word = lexicon::word(c.key.rsplit(' ').next().unwrap_or_default());
    let opens_event = page.is_any(
        c.tokens.start,
        &["hurricane", "typhoon", "cyclone", "operation", "treaty", "battle", "storm"],
    );
    if long && opens_event {
        points[EVENT] += 12;
    }
    let first = page.has(c.tokens.start, Cues::PLACE)
        && page.is_any(
            c.tokens.start,
            &[
                "mount", "mt", "lake", "cape", "fort", "port", "camp", "gulf", "bay", "isle",
                "strait", "sea", "wadi",
            ],
        );
    if long
        && (first
            || !last_word.everyday()
                && page.is_any(
                    c.tokens.start,
                    &["san", "santa", "saint", "st", "los", "las", "el", "new"],
                ))
    {
        points[PLACE] += if first { 8 } else { 3 };
    }
    let compass = page.has(c.tokens.start, Cues::PLACE_START);
    if long
        && compass
        && c.tokens.len() == 2
        && lexicon::phrase(c.key.split_once(' ').map_or("", |(_, rest)| rest)).any("CPp")
    {
        points[PLACE] += 8;
    }
    if of.is_some() && token.cues.any(Cues::ORG) || c.tokens.clone().any(|at| page.is(at, "&")) {
        points[ORG] += 4;
    }
}

/// A place and a plural: "Boston Bruins".
fn is_team(page: &Page<'_>, c: &Candidate) -> bool {
    let last = c.key.rsplit_once(' ').map(|(place, last)| (lexicon::phrase(place), last));
    let plural = noun::is_plural_noun(page, c.tokens.end - 1)
        && page.shape(c.tokens.end - 1) == Some(Shape::Title);
    last.is_some_and(|(place, last)| plural && place.any("CPp") && !lexicon::word(last).surname())
}

/// What given names and surnames say.
fn from_people(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    if c.title.is_some() {
        points[PERSON] += 14;
    }
    if c.tokens.clone().any(|at| page.is_any(at, &["of", "for", "and", "&"])) || c.key.is_empty() {
        return;
    }
    if page.has(c.tokens.start, Cues::PLACE_START)
        && c.tokens.len() == 2
        && lexicon::phrase(c.key.split_once(' ').map_or("", |(_, rest)| rest)).any("CP")
    {
        return;
    }
    let place_first = c.tokens.len() >= 3
        && lexicon::phrase(c.key.split(' ').next().unwrap_or_default()).any("CP");
    if place_first && !c.tokens.clone().any(|at| page.shape(at) == Some(Shape::Initial)) {
        points[ORG] += 3;
        return;
    }
    // "Melbourne", "Hong Kong" and "Jordan" are people only where a title or a full name says so.
    if c.known.any("CP") {
        return;
    }
    // "Google Analytics" is the company's.
    let first_known = lexicon::phrase(c.key.split(' ').next().unwrap_or_default());
    if c.tokens.len() >= 2
        && c.title.is_none()
        && first_known.any("O")
        && !lexicon::word(c.key.split(' ').next().unwrap_or_default()).any("cfs")
    {
        points[ORG] += 3;
        return;
    }
    let mut words = c.key.split(' ');
    let (first, last) =
        (words.next().unwrap_or_default(), c.key.rsplit(' ').next().unwrap_or_default());
    let (first, last) = (lexicon::word(first), lexicon::word(last));
    let count = c.key.split(' ').count();
    if count == 1 {
        let worth = if first.everyday() { 0 } else { 2 };
        points[PERSON] += worth * (i16::from(first.given()) + i16::from(first.surname()));
        return;
    }
    if count > 5 {
        return;
    }
    points[PERSON] += match (first.given(), first.everyday()) {
        (true, false) => 6,
        (true, true) => 3,
        _ => 0,
    };
    points[PERSON] += match (last.surname(), last.everyday()) {
        (true, false) => 3,
        (true, true) => 1,
        _ => 0,
    };
    let inner = c.tokens.start + 1..c.tokens.end;
    let initial = inner.clone().any(|at| page.shape(at) == Some(Shape::Initial))
        || page.shape(c.tokens.start) == Some(Shape::Initial);
    let particle = inner
        .clone()
        .any(|at| page.has(at, Cues::PARTICLE) && page.shape(at) == Some(Shape::Lower));
    let junior = page.is_any(c.tokens.end - 1, &["jr", "sr", "ii", "iii"]);
    points[PERSON] += 5 * i16::from(initial) + 4 * i16::from(particle) + 6 * i16::from(junior);
    // Everyday words that are capitalised together name a company or a work, not a person.
    if c.title.is_none() && c.key.split(' ').all(|word| lexicon::word(word).everyday()) {
        points[PERSON] = 0;
        points[ORG] += 2;
    }
    // Two or three words that are no everyday words and head nothing are most often a person.
    let plain = c.key.split(' ').all(|word| !lexicon::word(word).everyday());
    if plain
        && count <= 3
        && c.tokens
            .clone()
            .all(|at| !matches!(page.shape(at), Some(Shape::Upper | Shape::Code | Shape::Number)))
    {
        points[PERSON] += 3;
    }
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
    fn companies_are_known_by_what_stands_before_them() {
        check("when the gas company Xyloven grew", &[("Xyloven", "ORG")]);
    }
}
