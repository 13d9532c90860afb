//! What the words around a name say of its kind: "in Rome", "the company Xyloven", "Berg, 53,".
//!
//! Gives points like [`super::kind`], which looks at the name itself.

use super::cues::Cues;
use super::kind::{ORG, PERSON, PLACE};
use super::lexicon::{self, Key};
use super::names::Candidate;
use super::noun;
use super::page::Page;
use super::token::{Shape, Token};
use super::words::{Words, words};

/// What stands before the name says.
pub(super) fn from_before(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let at = c.tokens.start;
    let before = at.wrapping_sub(1);
    let short = c.tokens.len() <= 3;
    points[PLACE] += match () {
        () if !short => 0,
        () if page.is_in(before, words!("in near across inside outside throughout around")) => 4,
        () if page.is_in(before, words!("from toward towards into at")) => 2,
        () => i16::from(page.is(before, "to")),
    };
    points[ORG] += i16::from(page.is_in(before, words!("at by")));
    if page.is(before, "the") {
        points[PERSON] -= 6;
        points[ORG] += if c.tokens.len() == 1 && noun::is_plural_noun(page, at) { 3 } else { 2 };
    }
    let Some(token) = page.before(at, 1) else { return };
    let small = token.shape == Shape::Lower;
    let acronym = page.shape(at) == Some(Shape::Upper) && c.tokens.len() == 1;
    if small && token.has(Cues::TITLE) && c.title.is_none() && !acronym {
        points[PERSON] += 6;
    }
    if token.has(Cues::HONORIFIC)
        || page.is(before, ".") && page.before(at, 2).is_some_and(|t| t.has(Cues::HONORIFIC))
    {
        points[PERSON] += 12;
    }
    if token.has(Cues::SAY) && small {
        points[PERSON] += 2;
    }
    let of = page.is(before, "of");
    if !of && page.is_in(before, ORG_NOUNS) {
        points[ORG] += 6;
    }
    if page.is_in(before.wrapping_sub(usize::from(of)), PLACE_NOUNS) {
        points[PLACE] += 6;
    }
    // "the president, NAME": an apposition.
    let apposed = page.is(before, ",")
        && (2..8).take_while(|back| !matches!(page.word_before(at, *back), "." | "," | ";")).any(
            |back| {
                page.before(at, back).is_some_and(|t| t.has(Cues::TITLE) && t.shape == Shape::Lower)
            },
        );
    if apposed {
        points[PERSON] += 4;
    }
}

/// What stands behind the name says.
pub(super) fn from_after(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let at = c.tokens.end;
    let Some(token) = page.token(at) else { return };
    if token.has(Cues::SAY) && token.shape == Shape::Lower {
        points[PERSON] += 3;
        points[ORG] += 1;
    }
    let comma = page.is(at, ",");
    if page.is(at + usize::from(comma), "who") {
        points[PERSON] += 4;
    }
    if comma
        && page.shape(at + 1) == Some(Shape::Number)
        && page.is_in(at + 2, words!(", ."))
        && page.word(at + 1).len() <= 2
    {
        points[PERSON] += 6;
    }
    if comma && apposition(page, at + 1) {
        points[PERSON] += 4;
    }
    if comma && page.token(at + 1).is_some_and(Token::is_capital) && c.tokens.len() <= 2 {
        let mut key = Key::default();
        lexicon::fold_into(&mut key, page.word(at + 1));
        if lexicon::phrase_of(key).any("C") {
            points[PLACE] += 3;
        }
    }
    if page.is_in(at, ORG_FOLLOWERS) {
        points[ORG] += 3;
    }
    if page.is_in(at, PLACE_NOUNS) && token.shape == Shape::Lower {
        points[PLACE] += 5;
    }
    // "Some Organisation (SO)"
    if page.is(at, "(")
        && page.shape(at + 1) == Some(Shape::Upper)
        && page.is(at + 2, ")")
        && c.tokens.len() >= 2
    {
        points[ORG] += 5;
    }
}

/// Whether ", the president of ..." follows.
fn apposition(page: &Page<'_>, at: usize) -> bool {
    page.is_in(at, words!("the a an who his her former president head director chief"))
        && (at..at + 6)
            .take_while(|i| !matches!(page.word(*i), "," | "."))
            .any(|i| page.has(i, Cues::TITLE) && page.shape(i) == Some(Shape::Lower))
}

const ORG_NOUNS: Words = words!(
    "newspaper agency company firm group network magazine broadcaster channel website daily \
     party giant operator maker manufacturer bank airline retailer outlet organisation \
     organization corporation club team union carmaker startup weekly label charity movement \
     militia developer"
);
const PLACE_NOUNS: Words = words!(
    "city town village province region district county state island river capital port suburb \
     republic peninsula coast border airport area municipality neighborhood neighbourhood \
     territory governorate lake valley desert mountains highway prefecture oblast township \
     resort"
);
const ORG_FOLLOWERS: Words = words!(
    "spokesman spokeswoman spokesperson officials shares employees executives employee \
     members reported chairman newspaper subsidiary leadership players fans coach militants \
     fighters rebels lawmakers headquarters customers users ceo stock magazine website"
);
