//! What given names, surnames and titles say for a candidate being somebody.

use super::cues::Cues;
use super::kind::{ORG, PERSON};
use super::lexicon;
use super::names::Candidate;
use super::page::Page;
use super::token::Shape;
use super::words::words;

/// Adds the points that the words of a name are worth as those of a person; some say that it is none.
pub(super) fn from_people(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    if c.title.is_some() {
        points[PERSON] += 14;
    }
    if is_joined(page, c) || is_part_of_land(page, c) {
        return;
    }
    if owned_by_place(page, c) {
        points[ORG] += 3;
        return;
    }
    // "Melbourne", "Hong Kong" and "Jordan" are people only where a title or a full name says so.
    if c.known.any("CP") {
        return;
    }
    if owned_by_company(c) {
        points[ORG] += 3;
        return;
    }
    match c.key.split(' ').count() {
        1 => {
            let word = lexicon::word(&c.key);
            let worth = if word.everyday() { 0 } else { 2 };
            points[PERSON] += worth * (i16::from(word.given()) + i16::from(word.surname()));
        }
        2..=5 => from_full_name(page, c, points),
        _ => {}
    }
}

/// The first word of a name.
fn first(c: &Candidate) -> &str {
    c.key.split(' ').next().unwrap_or_default()
}

fn is_joined(page: &Page<'_>, c: &Candidate) -> bool {
    c.key.is_empty() || c.tokens.clone().any(|at| page.is_in(at, words!("of for and &")))
}

/// "North Carolina".
fn is_part_of_land(page: &Page<'_>, c: &Candidate) -> bool {
    let rest = || lexicon::phrase(c.key.split_once(' ').map_or("", |(_, rest)| rest));
    page.has(c.tokens.start, Cues::PLACE_START) && c.tokens.len() == 2 && rest().any("CP")
}

/// "Boston Consulting Partners".
fn owned_by_place(page: &Page<'_>, c: &Candidate) -> bool {
    c.tokens.len() >= 3
        && lexicon::phrase(first(c)).any("CP")
        && !c.tokens.clone().any(|at| page.shape(at) == Some(Shape::Initial))
}

/// "Google Analytics" is the company's.
fn owned_by_company(c: &Candidate) -> bool {
    c.tokens.len() >= 2
        && c.title.is_none()
        && lexicon::phrase(first(c)).any("O")
        && !lexicon::word(first(c)).any("cfs")
}

/// What two to five words say together.
fn from_full_name(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let last = lexicon::word(c.key.rsplit(' ').next().unwrap_or_default());
    let given = lexicon::word(first(c));
    points[PERSON] += match (given.given(), given.everyday()) {
        (true, false) => 6,
        (true, true) => 3,
        _ => 0,
    };
    points[PERSON] += match (last.surname(), last.everyday()) {
        (true, false) => 3,
        (true, true) => 1,
        _ => 0,
    };
    points[PERSON] += from_form(page, c);
    // Everyday words that are capitalised together name a company or a work, not a person.
    if c.title.is_none() && c.key.split(' ').all(|word| lexicon::word(word).everyday()) {
        points[PERSON] = 0;
        points[ORG] += 2;
    }
    // Two or three words that are no everyday words and head nothing are most often a person.
    let plain = c.key.split(' ').all(|word| !lexicon::word(word).everyday());
    let short = c.key.split(' ').count() <= 3;
    let coded =
        |at: usize| matches!(page.shape(at), Some(Shape::Upper | Shape::Code | Shape::Number));
    if plain && short && !c.tokens.clone().any(coded) {
        points[PERSON] += 3;
    }
}

/// What initials, particles and "Jr" are worth.
fn from_form(page: &Page<'_>, c: &Candidate) -> i16 {
    let particle = |at: usize| page.has(at, Cues::PARTICLE) && page.shape(at) == Some(Shape::Lower);
    let initial = c.tokens.clone().any(|at| page.shape(at) == Some(Shape::Initial));
    let particle = (c.tokens.start + 1..c.tokens.end).any(particle);
    let junior = page.is_in(c.tokens.end - 1, words!("jr sr ii iii"));
    5 * i16::from(initial) + 4 * i16::from(particle) + 6 * i16::from(junior)
}
