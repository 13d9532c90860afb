//! Names that look like somebody's and are a firm's or a town's: what stands behind and beside them tells. "Kelda Water", "Arden
//! Steel denied that it", "Ellis Brandt, a maker of boats", "the mayor of Kryvyi Rih", "12 Baker Street".
//!
//! What one place tells of a name holds for all places where it stands.

use super::cues::Cues;
use super::hash::Map;
use super::mended::of_kind;
use super::model::Found;
use super::names::{key_of, whole, word_at};
use super::page::Page;
use super::tidy::{ORG, PERSON, PLACE};
use super::token::{Shape, Token};
use super::words::{Words, words};

/// Gives names the kind that the words beside them tell.
pub(super) fn settle(page: &Page<'_>, mut names: Vec<Found>) -> Vec<Found> {
    let mut kinds: Map<String, usize> = Map::default();
    for name in &names {
        if let Some(kind) = told(page, name) {
            kinds.entry(key_of(page, &name.tokens)).or_insert(kind);
        }
    }
    for name in names.iter_mut().filter(|_| !kinds.is_empty()) {
        let kind = kinds.get(&key_of(page, &name.tokens)).copied();
        if let Some(kind) = kind.filter(|kind| *kind != name.kind) {
            *name = of_kind(name.tokens.clone(), kind, 0.8);
        }
    }
    names
}

/// What a name is, if more than its look says so.
fn told(page: &Page<'_>, name: &Found) -> Option<usize> {
    let known = whole(page, &name.tokens);
    if name.kind != PLACE && is_country(page, name) {
        return Some(PLACE);
    }
    if name.kind == ORG && !known.any("CPO") && has_initials(page, name) {
        return Some(PERSON);
    }
    // What one has shares in is no place.
    let before = name.tokens.start.wrapping_sub(1);
    let shared = page.is(before, "in") && page.is(before.wrapping_sub(1), "shares");
    if name.kind == PLACE && shared && !known.any("CPp") {
        return Some(ORG);
    }
    if name.kind != PERSON || is_titled(page, name.tokens.start) {
        return None;
    }
    if is_place(page, name) {
        return Some(PLACE);
    }
    is_firm(page, name).then_some(ORG)
}

/// A country that acts stays one: "Sierra Leone voted". Names that people have as well may be theirs.
fn is_country(page: &Page<'_>, name: &Found) -> bool {
    let known = whole(page, &name.tokens);
    let word = word_at(page, name.tokens.start);
    let single = name.tokens.len() == 1;
    known.any("C")
        && !known.any("OE")
        && !(single && (word.given() || word.surname() || name.kind == ORG))
}

/// "W.H. Auden": letters with dots and a surname.
fn has_initials(page: &Page<'_>, name: &Found) -> bool {
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    let letters = page.word(first);
    let initials = letters.ends_with('.') && (4..=6).contains(&letters.len());
    let word = word_at(page, last);
    initials
        && page.shape(first) == Some(Shape::Upper)
        && (2..=3).contains(&name.tokens.len())
        && page.shape(last) == Some(Shape::Title)
        && (word.surname() || !word.word())
        && !page.has_any(last, Cues::ORG.or(Cues::PLACE).or(Cues::TITLE).or(Cues::EVENT))
        && !whole(page, &(first..first + 1)).any("CP")
}

/// Whether a title stands before a name, which is somebody's then.
fn is_titled(page: &Page<'_>, start: usize) -> bool {
    let dot = usize::from(page.is(start.wrapping_sub(1), "."));
    page.has_any(start.wrapping_sub(1 + dot), Cues::TITLE.or(Cues::HONORIFIC))
}

/// Whether two words are surely somebody's, as far as they go.
fn is_person_like(page: &Page<'_>, name: &Found) -> bool {
    let (first, last) = (word_at(page, name.tokens.start), word_at(page, name.tokens.end - 1));
    first.given() && !first.everyday() && (last.surname() || last.given())
}

/// "the mayor of NAME", "NAME is a city", "12 Baker Street", "on Baker Street".
fn is_place(page: &Page<'_>, name: &Found) -> bool {
    const RULED: Words = words!(
        "city governor mayor outskirts people residents streets suburb suburbs town towns \
         village"
    );
    const ROADS: Words = words!("avenue boulevard drive lane road square street terrace");
    const TOWNS: Words = words!("city port town village");
    let (start, end) = (name.tokens.start, name.tokens.end);
    let before = start.wrapping_sub(1);
    let ruled = name.tokens.len() <= 2
        && page.is(before, "of")
        && page.is_in(before.wrapping_sub(1), RULED);
    let called = page.is(end, "is")
        && page.is_in(end + 1, words!("a the"))
        && (end + 2..end + 4).any(|at| page.is_in(at, TOWNS));
    let road = name.tokens.len() > 1
        && page.is_in(end - 1, ROADS)
        && (page.shape(before) == Some(Shape::Number)
            || page.is_in(before, words!("on in along at near of the")));
    road || (ruled || called) && !is_person_like(page, name)
}

fn is_firm(page: &Page<'_>, name: &Found) -> bool {
    let (start, end) = (name.tokens.start, name.tokens.end);
    if is_described(page, end) {
        return true;
    }
    if name.tokens.len() < 2
        || !(start..end).all(|at| page.token(at).is_some_and(Token::is_capital))
    {
        return false;
    }
    let last = end - 1;
    let trade = page.is_in(last, TRADES);
    if is_person_like(page, name) {
        return trade && speaks_of_itself(page, name);
    }
    let opens =
        page.sentences.get(page.sentence_of(start)).is_some_and(|s| s.tokens.start == start);
    let parted = opens && page.is(end, ",") && page.is(end + 1, "which");
    // "Alan Sugar", "Hayley Mills"
    let somebody = word_at(page, start).given()
        && (word_at(page, last).surname() || !page.word(last).ends_with('s'));
    trade && !somebody
        || is_plural(page, last)
        || parted
        || is_traded(page, name)
        || speaks_of_itself(page, name) && word_at(page, last).everyday()
}

/// "NAME, a maker of boats,", "NAME, the German firm,": what a firm is said to be.
fn is_described(page: &Page<'_>, comma: usize) -> bool {
    const LONGEST: usize = 7;
    let article = comma + 1;
    if !page.is(comma, ",") || !page.is_in(article, words!("a an the one")) {
        return false;
    }
    let ends = |at: &usize| {
        page.is_in(*at, words!(", . of in that which based with for behind at ; and whose"))
    };
    let Some(end) = (article + 2..article + LONGEST).find(ends) else { return false };
    let noun = end - 1;
    // "NAME, a giant of music,"
    if page.is(noun, "giant") && page.is(end, "of") {
        return false;
    }
    let word = page.word(noun);
    let maker = word.ends_with("maker")
        && !page.is_in(noun, words!("lawmaker filmmaker policymaker peacemaker dressmaker"));
    page.shape(noun) == Some(Shape::Lower)
        && (maker || page.is_in(noun, FIRMS))
        && !(article + 1..end)
            .any(|at| page.is_in(at, words!("'s ’s of")) || page.has(at, Cues::TITLE))
}

/// What firms and other bodies are.
const FIRMS: Words = words!(
    "agency airline bank brewer brewery broker brokerage builder business chain charity \
     club company conglomerate consultancy cooperative corporation distributor firm fund \
     giant group insurer lender manufacturer miner newspaper nonprofit operator \
     organisation organization processor publisher refiner retailer shipbuilder start-up \
     startup subsidiary supermarket supplier union utility website wholesaler"
);

/// What firms deal in, as the last word of their names.
const TRADES: Words = words!(
    "aerospace airlines airways automotive aviation bakeries bank beverages biotech boats \
     breweries brewing cement chemicals communications construction copper dairies \
     electric electronics energy engineering entertainment estates farms films foods \
     freight gas healthcare homes hotels housing industries insurance investments leisure \
     lithium logistics machinery materials mills minerals mines mining motors oil paper \
     partners petroleum pharma pharmaceuticals plastics ports power properties rail \
     railways refining renewables resources retail semiconductors shipping software solar \
     solutions steel stores studios sugar supermarkets systems technologies telecom \
     telecoms textiles timber tobacco tools toys tractors trains transport travel trucks \
     utilities ventures water wind"
);

/// "Ellis Boats": nobody is called by many of a thing.
fn is_plural(page: &Page<'_>, at: usize) -> bool {
    let word = word_at(page, at);
    let first_name = word_at(page, at - 1).given();
    let many = page.word(at).ends_with('s') && !page.word(at).ends_with("ss");
    let plain = word.everyday() || page.word(at).ends_with("ies") && page.word(at).len() > 6;
    page.shape(at) == Some(Shape::Title)
        && many
        && plain
        && !first_name
        && !word.surname()
        && !word.given()
}

/// "shares in NAME", "NAME shares", "NAME's profits".
fn is_traded(page: &Page<'_>, name: &Found) -> bool {
    const TRADED: Words = words!(
        "customers factories factory profit profits revenue sales shareholders shares \
         stock subsidiary"
    );
    let before = name.tokens.start.wrapping_sub(1);
    let owner = usize::from(page.is_in(name.tokens.end, words!("'s ’s")));
    page.is_in(before, words!("in of")) && page.is(before.wrapping_sub(1), "shares")
        || page.is_in(name.tokens.end + owner, TRADED)
}

/// Verbs whose "it" is nobody: "it would take three years".
const IMPERSONAL: Words =
    words!("be been take taken have mean need cost not help rain become happen seem come");

/// "NAME denied on Tuesday that it would": who is "it" is nobody.
fn speaks_of_itself(page: &Page<'_>, name: &Found) -> bool {
    const FAR: usize = 10;
    let verb = name.tokens.end;
    let sentence = page.sentences.get(page.sentence_of(verb));
    let end = sentence.map_or(verb, |s| s.tokens.end.min(verb + FAR));
    let itself = |at: usize| {
        page.is(at, "its")
            || page.is(at, "it")
                && !page.is_in(at + 2, IMPERSONAL)
                && page.is_in(
                    at + 1,
                    words!("would will had has plans planned expects expected sold bought made"),
                )
    };
    page.shape(verb) == Some(Shape::Lower)
        && page.has_any(verb, Cues::SAY.or(Cues::DENY).or(Cues::PLAN))
        && (verb + 1..end).any(itself)
        && !(verb..end).any(|at| page.is_in(at, words!("he she his her")))
}

#[cfg(test)]
mod tests {
    use super::super::mended::tests::check;
    use super::*;

    #[test]
    fn firms_are_called_by_what_they_deal_in() {
        check("Then Zork Water rose.", &[("Zork Water", PERSON)], &[("Zork Water", ORG)]);
        check("John Stones sank.", &[("John Stones", PERSON)], &[("John Stones", PERSON)]);
        check("Ellis Boats sank.", &[("Ellis Boats", PERSON)], &[("Ellis Boats", ORG)]);
        check(
            "Danielle Steel wrote.",
            &[("Danielle Steel", PERSON)],
            &[("Danielle Steel", PERSON)],
        );
        let text = "Danielle Steel denied on Tuesday that it would close.";
        check(text, &[("Danielle Steel", PERSON)], &[("Danielle Steel", ORG)]);
    }

    #[test]
    fn firms_are_told_by_what_stands_beside_them() {
        for text in [
            "Zork Quelm, a maker of biscuits, rose.",
            "Zork Quelm, the German steel firm, rose.",
            "Zork Quelm, which owns the pier, rose.",
            "Today shares in Zork Quelm rose.",
        ] {
            check(text, &[("Zork Quelm", PERSON)], &[("Zork Quelm", ORG)]);
        }
        for text in [
            "Zork Quelm, the head of the firm, rose.",
            "Zork Quelm, the firm's lawyer, rose.",
            "Zork Quelm, who owns it, rose.",
        ] {
            check(text, &[("Zork Quelm", PERSON)], &[("Zork Quelm", PERSON)]);
        }
    }

    #[test]
    fn towns_have_mayors_and_streets_have_numbers() {
        let text = "the mayor of Zork Quelm left 12 Baker Street";
        check(
            text,
            &[("Zork Quelm", PERSON), ("Baker Street", PERSON)],
            &[("Zork Quelm", PLACE), ("Baker Street", PLACE)],
        );
        check("Then Sierra Leone voted.", &[("Sierra Leone", ORG)], &[("Sierra Leone", PLACE)]);
        check("the poet W.H. Auden left", &[("W.H. Auden", ORG)], &[("W.H. Auden", PERSON)]);
    }
}
