//! Bodies of a state that are called by their nation: "the Syrian government", "Iraqi security forces".
//!
//! A nation alone is no name and neither is the noun, but together they say who acts, as `Kremlin` does; the labelled reports on foreign
//! affairs have them as organisations. They are written small, so neither the runs of capitals nor the model can see them. What merely
//! belongs to such a body ("a Syrian government official") does not.

use std::ops::Range;

use super::cues::Cues;
use super::kind::ORG;
use super::lexicon::Known;
use super::names::{Candidate, key_of};
use super::overlay::overlay;
use super::page::Page;
use super::token::{Shape, Token};
use super::words::{Words, words};

/// Points that settle the kind.
const SURE: i16 = 16;

/// Adds the bodies a page speaks of to its names; a name that reaches into one gives way ("U.S." to "U.S. government").
pub(super) fn add(page: &Page<'_>, names: &mut Vec<Candidate>) {
    if page.foreign {
        return;
    }
    let mut more = Vec::new();
    for sentence in page.sentences.iter().filter(|s| !s.debris && !s.title_case) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match body(page, at).filter(|body| body.end <= sentence.tokens.end) {
                Some(body) => {
                    at = body.end;
                    more.push(body);
                }
                None => at += 1,
            }
        }
    }
    *names = overlay(std::mem::take(names), more, &|name| name.tokens.clone(), &|tokens| {
        candidate(page, tokens)
    });
}

fn candidate(page: &Page<'_>, tokens: Range<usize>) -> Candidate {
    let mut points = [0; 4];
    points[ORG] = SURE;
    let key = key_of(page, &tokens);
    Candidate { tokens, key, known: Known::default(), title: None, points, weak: false }
}

/// The body whose nation begins at `at`.
fn body(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    if !matches!(page.shape(at), Some(Shape::Title | Shape::Upper)) {
        return None;
    }
    // "Anglo-Irish government"
    if page.is_hyphen(at.wrapping_sub(1)) && page.before(at, 2).is_some_and(Token::is_capital) {
        return None;
    }
    let end = match nation_end(page, at) {
        Some(head) => head_end(page, head)?,
        None => ruled_end(page, at)?,
    };
    (!is_modifier(page, end)).then_some(at..end)
}

/// Where the nation that begins at `at` ends.
fn nation_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let nation = |at: usize| {
        page.has(at, Cues::NATION)
            && page.shape(at) == Some(Shape::Title)
            && !page.is_in(at, NO_NATIONS)
    };
    if page.is_in(at, words!("us u.s. uk u.k.")) && page.shape(at) == Some(Shape::Upper) {
        return Some(at + 1);
    }
    let compass = page.is_in(at, words!("north south new sri saudi"));
    if compass && page.shape(at) == Some(Shape::Title) && nation(at + 1) {
        return Some(at + 2);
    }
    nation(at).then_some(at + 1)
}

/// Adjectives that stand among the nations but are no state's.
const NO_NATIONS: Words = words!(
    "african anglican arab arabic asian buddhist catholic caucasian christian communist \
     congressional conservative democratic eastern european evangelical hindu hispanic islamic \
     islamist jewish jihadist latin latino liberal lutheran martian mediterranean mormon muslim \
     northern olympic orthodox presidential protestant roman shia shiite sikh socialist southern \
     sunni western zionist"
);

/// "the Assad regime" is called by who leads it.
fn ruled_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let named = page.shape(at) == Some(Shape::Title) && page.is(at.wrapping_sub(1), "the");
    let regime = page.is(at + 1, "regime") && page.shape(at + 1) == Some(Shape::Lower);
    (named && regime && !page.has(at, Cues::NATION)).then_some(at + 2)
}

/// Where the noun that begins at `at` ends, if it is a body of a state.
fn head_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let small = |at: usize| page.shape(at) == Some(Shape::Lower);
    if !small(at) || page.glued(at) {
        return None;
    }
    let forces = |at: usize| small(at) && page.is(at, "forces");
    let single = page.is_in(at, words!("government regime opposition army forces"));
    let armed = page.is_in(at, words!("security armed opposition government"));
    if armed && forces(at + 1) {
        return Some(at + 2);
    }
    // "opposition to the treaty" is what many have.
    let is_felt = page.is(at, "opposition") && page.is_in(at + 1, words!("to"));
    (single && !is_felt).then_some(at + 1)
}

/// Whether what ends at `end` only describes what comes behind it: "Syrian army officers", "Russian government-run".
fn is_modifier(page: &Page<'_>, end: usize) -> bool {
    let noun = page.has_any(end, Cues::TITLE.or(Cues::SOURCE)) || page.is_in(end, OWNED);
    page.is_hyphen(end) && page.glued(end) || noun && page.shape(end) != Some(Shape::Mark)
}

/// What such bodies have.
const OWNED: Words = words!(
    "agencies agency aircraft aircrew base bases bond bonds building buildings checkpoint \
     checkpoints convoy crew crews data department departments drill drills figures forces \
     helicopter helicopters jets knife lawmakers lawyers leader leaders media member members \
     ministers ministries offensive officer officers offices official officials planes policy \
     positions post posts radio representatives shelling soldier soldiers source sources \
     spokesman spokesperson spokeswoman statement strikes supporters tanks troops unit units \
     vehicle veteran veterans website"
);

#[cfg(test)]
mod tests {
    use crate::facts::find;
    use crate::news::FactKind;

    /// The organisations that the engine finds in `text`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let facts = find(text, &crate::facts::Context::default()).facts;
        let found: Vec<&str> = facts
            .iter()
            .filter(|f| f.kind == FactKind::Org)
            .map(|f| &text[f.span.range()])
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn nations_act_by_their_bodies() {
        check(
            "Then the Syrian government said that Iraqi security forces had left.",
            &["Syrian government", "Iraqi security forces"],
        );
        check(
            "They met the South Korean army and the U.S. government there.",
            &["South Korean army", "U.S. government"],
        );
        check("It was the Assad regime that said so.", &["Assad regime"]);
    }

    #[test]
    fn what_belongs_to_a_body_is_none() {
        check("Then a Syrian government official left, as Iraqi army officers did.", &[]);
        check("It was a Russian government-run shop of Christian forces.", &[]);
        check("The government and its army met the Danish people.", &[]);
    }
}
