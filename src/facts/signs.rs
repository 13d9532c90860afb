//! Places that are written by a pattern: "Fla." behind a town, "Interstate 10", streets whose names end in "strasse".

use std::ops::Range;

use super::mended::of_kind;
use super::model::Found;
use super::overlay::{among, overlay};
use super::page::Page;
use super::tidy::PLACE;
use super::token::{Shape, Token};
use super::words::{Words, words};

/// The names with these places among them.
pub(super) fn add(page: &Page<'_>, names: Vec<Found>) -> Vec<Found> {
    let (mut sure, mut streets) = (Vec::new(), Vec::new());
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !page.token(at).is_some_and(Token::is_capital) {
                at += 1;
                continue;
            }
            if let Some(place) = state(page, at).or_else(|| road(page, at)) {
                at = place.end;
                sure.push(place);
                continue;
            }
            if is_street(page, at) {
                streets.push(of_kind(at..at + 1, PLACE, 0.7));
            }
            at += 1;
        }
    }
    let place = |tokens: Range<usize>| of_kind(tokens, PLACE, 0.9);
    among(overlay(names, sure, &|name| name.tokens.clone(), &place), streets)
}

/// "Fla." in "Orlando, Fla.": a state as agencies shorten it, with its dot.
fn state(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let town =
        page.is(at.wrapping_sub(1), ",") && page.before(at, 2).is_some_and(Token::is_capital);
    if !town {
        return None;
    }
    let dotted = page.word(at).ends_with('.');
    let dot = page.is(at + 1, ".") && page.glued(at + 1);
    let named = STATES.contains(&page.word(at).trim_end_matches('.'));
    (named && (dot || dotted)).then_some(at..at + 1 + usize::from(dot && !dotted))
}

/// The states of the United States and the provinces of Canada as agencies shorten them.
const STATES: &[&str] = &[
    "Ala", "Alta", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan",
    "Ky", "La", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ont",
    "Ore", "Pa", "Que", "Sask", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "N.C", "N.D",
    "N.H", "N.J", "N.M", "N.Y", "R.I", "S.C", "S.D",
];

/// "Interstate 10", "Highway 101", "I-95".
fn road(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let number = |at: usize| {
        matches!(page.shape(at), Some(Shape::Number | Shape::Code))
            && page.word(at).len() <= 4
            && page.token(at).is_some_and(|t| t.breaks == 0)
    };
    let named = page.is_in(at, ROADS) && page.shape(at) == Some(Shape::Title) && number(at + 1);
    if named {
        let owner = page.is_in(at.wrapping_sub(1), words!("us u.s. state county"));
        let owner = owner && page.before(at, 1).is_some_and(Token::is_capital);
        return Some(at - usize::from(owner)..at + 2);
    }
    let interstate = page.word(at) == "I" && page.is_hyphen(at + 1) && number(at + 2);
    interstate.then_some(at..at + 3)
}

const ROADS: Words = words!("autobahn autoroute highway interstate motorway route");

/// "Nachtigalplatz": the ends of streets in the languages that glue them to their names.
fn is_street(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let ends = |end: &&str| word.len() > end.len() + 2 && word.ends_with(*end);
    page.shape(at) == Some(Shape::Title)
        && word.len() > SHORTEST
        && STREETS.iter().any(ends)
        && !page.is_hyphen(at + 1)
}

/// No street is shorter.
const SHORTEST: usize = 7;

const STREETS: &[&str] = &["strasse", "straße", "platz", "allee", "gasse", "straat", "gatan"];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let found = add(&page, Vec::new());
        let found: Vec<&str> = found.iter().map(|f| page.read(&f.tokens)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn states_are_short_behind_towns() {
        check("a man from Orlando, Fla., was held in Bristol, Va.", &["Fla.", "Va."]);
        check("They came, Miss. Berg and all.", &[]);
        check("She left Santa Fe, N.M., for Albany, N.Y., then", &["N.M.", "N.Y."]);
    }

    #[test]
    fn roads_have_numbers_and_streets_have_ends() {
        check(
            "on Interstate 10 near U.S. Route 66, I-95 and Petersallee",
            &["Interstate 10", "U.S. Route 66", "I-95", "Petersallee"],
        );
        check("on the route 66 people took, Highway\n12 was shut", &[]);
    }
}
