//! Names that nothing but the noun beside them tells: "the Ak Zhol party", "the village of Uri", "Chaklala air base".
//!
//! They are foreign words that neither the lists nor the model know; only what nobody has found a name in is looked at.

use std::ops::Range;

use super::cues::Cues;
use super::mended::of_kind;
use super::model::Found;
use super::names::word_at;
use super::overlay::among;
use super::page::Page;
use super::tidy::{ORG, PLACE};
use super::token::{Shape, Token};
use super::words::{Words, words};

/// The names with those that a noun calls by what they are.
pub(super) fn add(page: &Page<'_>, names: Vec<Found>) -> Vec<Found> {
    let mut more = Vec::new();
    for sentence in page.sentences.iter().filter(|s| !s.debris && !s.title_case) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let run = run(page, at, sentence.tokens.end);
            if run.is_empty() {
                at += 1;
                continue;
            }
            at = run.end;
            let opens = run.start == sentence.tokens.start;
            let listed = more.last().is_some_and(|last: &Found| {
                let and = last.tokens.end;
                last.kind == PLACE && and + 1 == run.start && page.is_in(and, words!("and , or"))
            });
            if let Some(kind) = kind(page, &run, opens, listed) {
                more.push(of_kind(run, kind, 0.7));
            }
        }
    }
    among(names, more)
}

/// The words with capitals that begin at `at`, with small particles between hyphens: "Jamaat-ud-Dawa".
fn run(page: &Page<'_>, at: usize, end: usize) -> Range<usize> {
    if !page.token(at).is_some_and(Token::is_capital) {
        return at..at;
    }
    if page.has(at, Cues::STOP) && page.shape(at) == Some(Shape::Title) {
        return at..at;
    }
    let capital = |at: usize| at < end && page.token(at).is_some_and(Token::is_capital);
    let mut last = at;
    while capital(last) && (last == at || page.token(last).is_some_and(|t| t.spaced)) {
        last += 1;
        let part = |hyphen: usize| {
            page.is_hyphen(hyphen) && page.token(hyphen + 1).is_some_and(|t| t.shape != Shape::Mark)
        };
        let small = part(last) && page.shape(last + 1) == Some(Shape::Lower) && !part(last + 2);
        while part(last) && !small && last + 1 < end {
            last += 2;
        }
    }
    at..last
}

/// How many words such a name has at most.
const LONGEST: usize = 5;

/// Words that are no names, or no foreign ones.
const ORDINARY: Cues = Cues::NATION
    .or(Cues::TITLE)
    .or(Cues::MONTH)
    .or(Cues::WEEKDAY)
    .or(Cues::NO_NAME)
    .or(Cues::STOP)
    .or(Cues::HONORIFIC)
    .or(Cues::PORTFOLIO);

/// What a run is, if the words beside it tell; `opens` says that it begins its sentence, `listed` that a place stands before it.
fn kind(page: &Page<'_>, run: &Range<usize>, opens: bool, listed: bool) -> Option<usize> {
    if is_national(page, run) || is_coached(page, run) {
        return Some(ORG);
    }
    let titled = |at: usize| page.shape(at) == Some(Shape::Title);
    let plain = run.len() > LONGEST || !titled(run.start) || opens;
    let word = |at: usize| titled(at) && word_at(page, at).word();
    let ordinary = |at: usize| page.has_any(at, ORDINARY);
    let feast = page.is_in(run.end - 1, words!("christmas easter halloween"));
    if plain || feast || run.clone().any(ordinary) || run.clone().all(word) {
        return None;
    }
    let small =
        |at: usize, words: Words| page.is_in(at, words) && page.shape(at) == Some(Shape::Lower);
    let before = run.start.wrapping_sub(1);
    let pointed =
        page.is_in(before, words!("the 's ’s")) || page.shape(before) == Some(Shape::Lower);
    // "a Zoom party", "an Amish village" are of that sort, not called so.
    let sort = page.is_in(before, words!("a an"));
    if pointed && small(run.end, BODIES) && !(sort && page.is(run.end, "party")) {
        return Some(ORG);
    }
    let of = page.is(before, "of") && page.is_in(before.wrapping_sub(1), SETTLEMENTS);
    let camp = small(run.end, words!("air military naval refugee"))
        && small(run.end + 1, words!("base camp"));
    let sorted = sort && small(run.end, words!("neighborhood neighbourhood village"));
    let site = camp || small(run.end, SITES) && !sorted;
    (of || site || listed && run.len() == 1).then_some(PLACE)
}

/// "Danish National Concord".
fn is_national(page: &Page<'_>, run: &Range<usize>) -> bool {
    run.len() > 2
        && page.has(run.start, Cues::NATION)
        && page.is(run.start + 1, "national")
        && !page.has_any(run.end - 1, Cues::EVENT.or(Cues::PLACE))
        && page.shape(run.end - 1) == Some(Shape::Title)
}

/// "Pirates manager Maria Berg".
fn is_coached(page: &Page<'_>, run: &Range<usize>) -> bool {
    run.len() == 1
        && page.shape(run.start) == Some(Shape::Title)
        && page.word(run.start).ends_with('s')
        && page.is_in(run.end, COACHES)
        && page.token(run.end + 1).is_some_and(Token::is_capital)
        && !page.has_any(run.start, ORDINARY)
        && !page.is_in(run.start, DEPARTMENTS)
}

/// What managers manage besides teams: "Sales manager Maria Berg".
const DEPARTMENTS: Words = words!(
    "accounts communications events news operations projects sales services sports \
     systems"
);

/// Who leads or plays for a team.
const COACHES: Words = words!(
    "captain coach defender forward goalkeeper manager midfielder pitcher quarterback striker"
);

/// What parties, papers and bands are called.
const BODIES: Words = words!("airline charity militia network newspaper party television website");
/// What places are called before "of".
const SETTLEMENTS: Words = words!(
    "capital city district hamlet island outskirts port province region residents state suburb \
     suburbs town towns village villages"
);
/// What is called by where it stands.
const SITES: Words = words!(
    "airport district island islands mountains neighborhood neighbourhood peninsula prison \
     province river suburb valley village"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize)]) {
        let page = Page::new(text);
        let found = add(&page, Vec::new());
        let found: Vec<(&str, usize)> =
            found.iter().map(|f| (page.read(&f.tokens), f.kind)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn teams_have_managers() {
        check("Pirates manager Maria Berg left.", &[("Pirates", ORG)]);
        check("Ladies manager shops.", &[]);
        check("Sales manager Maria Berg left.", &[]);
    }

    #[test]
    fn lists_go_on() {
        check(
            "Residents of Monaqala and Wellaqaya fled.",
            &[("Monaqala", PLACE), ("Wellaqaya", PLACE)],
        );
        check("a member of the Danish National Concord left", &[("Danish National Concord", ORG)]);
    }

    #[test]
    fn nouns_tell_what_foreign_names_are() {
        check(
            "Yesterday the Zq Zhol party and the Jamaqat-ud-Dawqa charity met in the village of Urqi near Chaqlala air base.",
            &[("Zq Zhol", ORG), ("Jamaqat-ud-Dawqa", ORG), ("Urqi", PLACE), ("Chaqlala", PLACE)],
        );
        check("The Danish party and the Christmas party were loud.", &[]);
        check("Then a Zqom party was held in an Amiqsh village.", &[]);
    }
}
