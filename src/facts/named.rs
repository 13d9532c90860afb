//! Who a name was taken from: a town behind its police, a person behind a surname that is a firm's or an island's, too. And what
//! merely looks like a name.

use std::ops::Range;

use super::cues::Cues;
use super::hash::{Map, Set};
use super::mended::of_kind;
use super::model::Found;
use super::names::{whole, word_at};
use super::page::Page;
use super::tidy::{ORG, PERSON, PLACE};
use super::token::Shape;
use super::words::{Words, words};

/// Whether a name is none: a ticker (".DJI"), a disease ("Covid-19"), a word that somebody shouts; or an
/// event, which the rules know.
pub(super) fn is_none(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let at = tokens.start;
    let ticker = page.is(at.wrapping_sub(1), ".")
        && page.glued(at)
        && !page.glued(at - 1)
        && page.shape(at) == Some(Shape::Upper);
    let disease = DISEASES.iter().any(|name| {
        let word = page.word(at);
        let ends = !word.get(name.len()..).unwrap_or_default().starts_with(char::is_alphabetic);
        ends && word.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    }) && !page.has(tokens.end - 1, Cues::ORG);
    let known = whole(page, tokens);
    let event = known.any("E") && !known.any("CPO") || page.is(at, "operation") && tokens.len() > 1;
    let upper = |at: usize| page.shape(at) == Some(Shape::Upper);
    let beside = upper(at.wrapping_sub(1)) || upper(at + 1);
    let loud = tokens.len() == 1
        && upper(at)
        && page.word(at).len() >= 5
        && page.word(at).bytes().all(|b| b.is_ascii_uppercase())
        && word_at(page, at).everyday()
        && !beside
        && !known.any("CPOE");
    let office =
        tokens.len() == 1 && page.is_in(at, words!("ag da")) && page.is_in(at + 1, words!("'s ’s"));
    ticker || disease && tokens.len() <= 3 || event || loud || office
}

const DISEASES: &[&str] = &["covid", "omicron"];

/// Gives names of one word the kind of what they were taken from.
pub(super) fn settle(page: &Page<'_>, mut names: Vec<Found>) -> Vec<Found> {
    let towns = towns(page, &names);
    let people = people(page, &names);
    for name in names.iter_mut().filter(|name| name.kind != ORG) {
        // "Gazprom" is no place and "Ansar al-Islam" is nobody, whatever stands beside them.
        let known = whole(page, &name.tokens);
        let nobody = name.kind == PLACE || name.tokens.len() > 1;
        if nobody && known.any("O") && !known.any("CPp") {
            *name = of_kind(name.tokens.clone(), ORG, name.certainty);
        }
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        let word = page.word(name.tokens.start);
        if name.kind != PERSON && people.contains(word) {
            *name = of_kind(name.tokens.clone(), PERSON, 0.8);
        } else if name.kind == ORG && towns.contains(word) && !people.contains(word) {
            *name = of_kind(name.tokens.clone(), PLACE, 0.8);
        }
    }
    names
}

/// The first words of bodies that are called by their town: "Harlow Police Department".
fn towns<'t>(page: &Page<'t>, names: &[Found]) -> Set<&'t str> {
    const CALLED: Words = words!("county police");
    let body = |name: &&Found| {
        name.kind == ORG
            && name.tokens.len() > 2
            && page.is_in(name.tokens.start + 1, CALLED)
            && page.shape(name.tokens.start) == Some(Shape::Title)
            && !page.has_any(name.tokens.start, Cues::NATION.or(Cues::PLACE_START).or(Cues::TITLE))
            && !word_at(page, name.tokens.start).everyday()
    };
    names.iter().filter(body).map(|name| page.word(name.tokens.start)).collect()
}

/// Surnames of people with full names that are taken for something else, and that nothing else in the text stands for.
fn people<'t>(page: &Page<'t>, names: &[Found]) -> Set<&'t str> {
    let full = |name: &&Found| {
        let last = word_at(page, name.tokens.end - 1);
        let first = word_at(page, name.tokens.start);
        name.kind == PERSON && name.tokens.len() > 1 && last.surname() && first.given()
    };
    let mut people: Map<&str, bool> =
        names.iter().filter(full).map(|name| (page.word(name.tokens.end - 1), true)).collect();
    if people.is_empty() {
        return Set::default();
    }
    for name in names {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let Some(alone) = people.get_mut(page.word(start)) else { continue };
        *alone &= match (name.kind, name.tokens.len()) {
            (PERSON, _) => true,
            (PLACE, 1) => !is_where(page, start) && !whole(page, &name.tokens).any("C"),
            (ORG, 1) => !is_body(page, start, end),
            // "Harlow County", "Harlow News"
            _ => false,
        };
    }
    people.into_iter().filter(|(_, alone)| *alone).map(|(word, _)| word).collect()
}

fn is_where(page: &Page<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    page.has(before, Cues::WHERE) || page.is_in(before, words!("from to of near across"))
}

/// Whether what stands beside a name speaks of a firm: "at Harlow", "the Harlow", "Harlow shares", "Harlow CEO".
fn is_body(page: &Page<'_>, start: usize, end: usize) -> bool {
    let office =
        page.has(end, Cues::TITLE) || page.is_in(end, words!("ceo reported shares stock workers"));
    let next = page.token(end).is_some_and(|t| t.is_capital() && t.spaced && t.breaks == 0);
    office || next || page.is_in(start.wrapping_sub(1), words!("the at by for told to from with"))
}

#[cfg(test)]
mod tests {
    use super::super::mended::tests::check;
    use super::*;

    #[test]
    fn what_only_looks_like_a_name_is_none() {
        let text = "the Xyz .DJI fell, Covid-19 rose, and she warns SURRENDER is best, as the AG's office said";
        let found =
            [("Xyz", ORG), ("DJI", ORG), ("Covid-19", ORG), ("SURRENDER", ORG), ("AG", ORG)];
        check(text, &found, &[("Xyz", ORG)]);
    }

    #[test]
    fn known_bodies_are_bodies() {
        let text = "near Gazprom and Ansar al-Islam";
        check(
            text,
            &[("Gazprom", PLACE), ("Ansar al-Islam", PERSON)],
            &[("Gazprom", ORG), ("Ansar al-Islam", ORG)],
        );
    }

    #[test]
    fn towns_stand_behind_their_police() {
        let text = "Zorvik police met the Zorvik Police Department";
        let page = Page::new(text);
        let names = vec![of_kind(0..1, ORG, 0.9), of_kind(4..7, ORG, 0.9)];
        let kinds: Vec<usize> = settle(&page, names).iter().map(|n| n.kind).collect();
        assert_eq!(kinds, [PLACE, ORG]);
    }

    #[test]
    fn people_stand_behind_their_surnames() {
        let page = Page::new("Then Michael Berg left. Berg denied it");
        let names = |end: usize| vec![of_kind(1..3, PERSON, 0.9), of_kind(5..end, ORG, 0.9)];
        assert_eq!(settle(&page, names(6))[1].kind, PERSON);
        let page = Page::new("Then Michael Berg left. Berg News denied it");
        assert_eq!(settle(&page, names(7))[1].kind, ORG);
    }
}
