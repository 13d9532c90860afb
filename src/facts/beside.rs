//! What the words around a name say of its kind: "in Rome", "the company Xyloven", "Berg, 53,".
//!
//! Gives points like [`super::kind`], which looks at the name itself.

use super::cues::Cues;
use super::kind::{ORG, PERSON, PLACE};
use super::lexicon;
use super::names::Candidate;
use super::noun;
use super::page::Page;
use super::token::{Shape, Token};

/// What stands before the name says.
pub(super) fn from_before(page: &Page<'_>, c: &Candidate, points: &mut [i16; 4]) {
    let at = c.tokens.start;
    let before = page.word_before(at, 1);
    let short = c.tokens.len() <= 3;
    let preposition = before.to_ascii_lowercase();
    points[PLACE] += match preposition.as_str() {
        "in" | "near" | "across" | "inside" | "outside" | "throughout" | "around" if short => 4,
        "from" | "toward" | "towards" | "into" | "at" if short => 2,
        "to" if short => 1,
        _ => 0,
    };
    points[ORG] += i16::from(preposition == "at") + i16::from(preposition == "by");
    if preposition == "the" {
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
        || preposition == "." && page.before(at, 2).is_some_and(|t| t.has(Cues::HONORIFIC))
    {
        points[PERSON] += 12;
    }
    if token.has(Cues::SAY) && small {
        points[PERSON] += 2;
    }
    let of = usize::from(preposition == "of");
    let noun = page.word_before(at, 1 + of).to_ascii_lowercase();
    if ORG_NOUNS.contains(&noun.as_str()) && of == 0 {
        points[ORG] += 6;
    }
    if PLACE_NOUNS.contains(&noun.as_str()) {
        points[PLACE] += 6;
    }
    // "the president, NAME": an apposition.
    let apposed = before == ","
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
    let word = page.word(at).to_ascii_lowercase();
    if word == "who" || word == "," && page.is(at + 1, "who") {
        points[PERSON] += 4;
    }
    if word == ","
        && page.shape(at + 1) == Some(Shape::Number)
        && page.is_any(at + 2, &[",", "."])
        && page.word(at + 1).len() <= 2
    {
        points[PERSON] += 6;
    }
    if word == "," && apposition(page, at + 1) {
        points[PERSON] += 4;
    }
    if word == "," && page.token(at + 1).is_some_and(Token::is_capital) && c.tokens.len() <= 2 {
        let mut key = String::new();
        lexicon::fold_into(&mut key, page.word(at + 1));
        if lexicon::phrase(&key).any("C") {
            points[PLACE] += 3;
        }
    }
    if ORG_FOLLOWERS.contains(&word.as_str()) {
        points[ORG] += 3;
    }
    if PLACE_NOUNS.contains(&word.as_str()) && token.shape == Shape::Lower {
        points[PLACE] += 5;
    }
    // "Some Organisation (SO)"
    if word == "("
        && page.shape(at + 1) == Some(Shape::Upper)
        && page.is(at + 2, ")")
        && c.tokens.len() >= 2
    {
        points[ORG] += 5;
    }
}

/// Whether ", the president of ..." follows.
fn apposition(page: &Page<'_>, at: usize) -> bool {
    page.is_any(
        at,
        &[
            "the",
            "a",
            "an",
            "who",
            "his",
            "her",
            "former",
            "president",
            "head",
            "director",
            "chief",
        ],
    ) && (at..at + 6)
        .take_while(|i| !matches!(page.word(*i), "," | "."))
        .any(|i| page.has(i, Cues::TITLE) && page.shape(i) == Some(Shape::Lower))
}

const ORG_NOUNS: &[&str] = &[
    "newspaper",
    "agency",
    "company",
    "firm",
    "group",
    "network",
    "magazine",
    "broadcaster",
    "channel",
    "website",
    "daily",
    "party",
    "giant",
    "operator",
    "maker",
    "manufacturer",
    "bank",
    "airline",
    "retailer",
    "outlet",
    "organisation",
    "organization",
    "corporation",
    "club",
    "team",
    "union",
    "carmaker",
    "startup",
    "weekly",
    "label",
    "charity",
    "movement",
    "militia",
    "developer",
];
const PLACE_NOUNS: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "county",
    "state",
    "island",
    "river",
    "capital",
    "port",
    "suburb",
    "republic",
    "peninsula",
    "coast",
    "border",
    "airport",
    "area",
    "municipality",
    "neighborhood",
    "neighbourhood",
    "territory",
    "governorate",
    "lake",
    "valley",
    "desert",
    "mountains",
    "highway",
    "prefecture",
    "oblast",
    "township",
    "resort",
];
const ORG_FOLLOWERS: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "officials",
    "shares",
    "employees",
    "executives",
    "employee",
    "members",
    "reported",
    "chairman",
    "newspaper",
    "subsidiary",
    "leadership",
    "players",
    "fans",
    "coach",
    "militants",
    "fighters",
    "rebels",
    "lawmakers",
    "headquarters",
    "customers",
    "users",
    "ceo",
    "stock",
    "magazine",
    "website",
];
