//! Cuts what the model has found to what counts as a name: without titles, and two names where two stand.
//!
//! The model learns from texts that follow different habits; what this project calls a name is one thing, so the last word is with
//! these few rules.

use std::ops::Range;

use super::cues::Cues;
use super::foreign;
use super::hash::Set;
use super::mended;
use super::model::Found;
use super::names::{whole, word_at};
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

/// Which of [`super::kind::KINDS`] people, organisations and places are.
pub(super) const PERSON: usize = 0;
pub(super) const ORG: usize = 1;
pub(super) const PLACE: usize = 2;

/// The names as they are to be, in order.
pub(super) fn tidy(page: &Page<'_>, found: Vec<Found>) -> Vec<Found> {
    let people = surnames(page, &found);
    let mut tidied = Vec::with_capacity(found.len());
    for name in found {
        if is_portfolio(page, &name.tokens) {
            continue;
        }
        let name = without_seat(page, without_portfolio(page, without_title(page, name)));
        let name = with_article(page, name, &tidied);
        let name = with_mark(page, name, &people);
        match owned(page, &name) {
            Some(owner) => tidied.extend(parted(page, &name, owner)),
            None => tidied.push(name),
        }
    }
    if page.foreign { foreign::people::add(page, tidied) } else { mended::mend(page, tidied) }
}

/// "Secretary of State": what a minister is minister of acts for nobody.
fn is_portfolio(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    page.is(tokens.start.wrapping_sub(1), "of")
        && page.is_in(
            tokens.start.wrapping_sub(2),
            words!("secretary secretaries minister ministers undersecretary"),
        )
        && !whole(page, tokens).any("CP")
        && tokens.len() == 1
}

/// "Secretary of Defense Ash Berg" is Ash Berg.
fn without_portfolio(page: &Page<'_>, mut name: Found) -> Found {
    let start = name.tokens.start;
    let office = page.is(start.wrapping_sub(1), "of")
        && page.has(start.wrapping_sub(2), Cues::TITLE)
        && (page.has(start, Cues::PORTFOLIO)
            || page.is_in(start, words!("state defense defence war")));
    let rest = start + 1..name.tokens.end;
    let titled =
        rest.clone().all(|at| page.shape(at) != Some(Shape::Lower) && !page.has(at, Cues::ORG));
    if office && titled && (1..=3).contains(&rest.len()) {
        name.tokens.start += 1;
        name.kind = PERSON;
        name.shares = [1.0, 0.0, 0.0];
    }
    name
}

/// "Inspector Maria Berg" is Maria Berg; "Dean Martin" keeps his name.
fn without_title(page: &Page<'_>, mut name: Found) -> Found {
    let title = |at: usize| {
        let rank = page.is_in(at, RANKS) && page.shape(at) != Some(Shape::Lower);
        let abroad = page.foreign && foreign::people::is_title(page.word(at));
        rank || abroad
            || page.has_any(at, Cues::TITLE.or(Cues::HONORIFIC)) && !word_at(page, at).given()
    };
    while name.kind == PERSON && name.tokens.len() > 1 && title(name.tokens.start) {
        let dot = usize::from(page.is(name.tokens.start + 1, "."));
        if name.tokens.start + 1 + dot >= name.tokens.end {
            break;
        }
        name.tokens.start += 1 + dot;
    }
    name
}

/// "Tory MP Maria Berg" is Maria Berg.
fn without_seat(page: &Page<'_>, mut name: Found) -> Found {
    let seat =
        |at: &usize| page.is_in(*at, words!("mp mep msp")) && page.shape(*at) == Some(Shape::Upper);
    // "MP Materials Corp" is a firm.
    let last = name.tokens.end - 1;
    let firm = page.has(last, Cues::ORG) && !word_at(page, last).surname();
    let seat = name.tokens.clone().rev().find(seat).filter(|at| name.tokens.end - at > 2 && !firm);
    if let Some(at) = seat {
        name.tokens.start = at + 1;
        name.kind = PERSON;
        name.shares = [1.0, 0.0, 0.0];
    }
    name
}

/// Ranks and offices that are no titles anywhere else.
const RANKS: Words = words!("pc dc ds dci recorder magistrate coroner rear squadron");

/// "The Hague": an article that a known name is written with.
fn with_article(page: &Page<'_>, mut name: Found, before: &[Found]) -> Found {
    let start = name.tokens.start;
    let free = start > 0 && before.last().is_none_or(|last| last.tokens.end < start);
    let the = free && page.is(start - 1, "the") && page.shape(start - 1) == Some(Shape::Title);
    if the && whole(page, &(start - 1..name.tokens.end)).any("CP") {
        name.tokens.start -= 1;
    }
    name
}

/// The last words of the people with full names.
fn surnames<'t>(page: &Page<'t>, found: &[Found]) -> Set<&'t str> {
    let people = found.iter().filter(|name| name.kind == PERSON && name.tokens.len() > 1);
    people.map(|name| page.word(name.tokens.end - 1)).collect()
}

/// "Moody's": a house that is named after its founder, where the text has nobody of that name.
fn with_mark(page: &Page<'_>, mut name: Found, people: &Set<&str>) -> Found {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let owner = page.is_in(end, words!("'s ’s")) && name.tokens.len() == 1;
    // "Wendy's house" is a person's, "at Macy's in June" is none's.
    let owns = page.shape(end + 1) == Some(Shape::Lower) && !page.has(end + 1, Cues::STOP);
    let word = word_at(page, start);
    let given = word.given() && !word.surname() && owns;
    let person = given || people.contains(page.word(start));
    if owner && !person && whole(page, &(start..end + 1)).any("O") {
        name.tokens.end += 1;
        // "Moody's Analytics".
        while page.shape(name.tokens.end) == Some(Shape::Title)
            && !page.has_any(name.tokens.end, Cues::TITLE.or(Cues::NATION).or(Cues::STOP))
        {
            name.tokens.end += 1;
        }
        name.kind = ORG;
        name.shares = [0.0, 1.0, 0.0];
    }
    name
}

/// Where the owner ends in "Vietnam’s Presidential Palace": a known place that something else is in.
fn owned(page: &Page<'_>, name: &Found) -> Option<usize> {
    let inside = name.tokens.start + 1..name.tokens.end.saturating_sub(1);
    let mark = inside.clone().find(|at| page.is_in(*at, words!("'s ’s")))?;
    whole(page, &(name.tokens.start..mark)).any("CP").then_some(mark)
}

fn parted(page: &Page<'_>, name: &Found, mark: usize) -> [Found; 2] {
    let mut shares = [0.0; 3];
    shares[PLACE] = 1.0;
    let owner =
        Found { tokens: name.tokens.start..mark, kind: PLACE, certainty: name.certainty, shares };
    let rest = mark + 1..name.tokens.end;
    // "Presidential Palace" is a place though its owner acts.
    let shares = if page.has(rest.end - 1, Cues::PLACE) && !page.has(rest.end - 1, Cues::ORG) {
        shares
    } else {
        name.shares
    };
    let kind = if shares[PLACE] > 0.5 { PLACE } else { name.kind };
    [owner, Found { tokens: rest, kind, certainty: name.certainty, shares }]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tidies the name in `text` that is `name`, which is of the kind.
    #[track_caller]
    fn check(text: &str, name: &str, kind: usize, expected: &[(&str, usize)]) {
        let page = Page::new(text);
        let start = text.find(name).expect("the name is in the text");
        let tokens = page.token_at(start as u32)..page.token_at((start + name.len()) as u32);
        let mut shares = [0.0; 3];
        shares[kind] = 0.9;
        let found = tidy(&page, vec![Found { tokens, kind, certainty: 0.9, shares }]);
        let found: Vec<(&str, usize)> =
            found.iter().map(|f| (page.read(&f.tokens), f.kind)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn titles_are_cut_from_people() {
        check("Then Inspector Maria Berg left.", "Inspector Maria Berg", 0, &[("Maria Berg", 0)]);
        check("Then PC Paul Olsen left.", "PC Paul Olsen", 0, &[("Paul Olsen", 0)]);
        check("Then Tory MP Paul Olsen left.", "Tory MP Paul Olsen", 1, &[("Paul Olsen", 0)]);
        let firm = [("MP Materials Corp", 1)];
        check("Then MP Materials Corp rose.", "MP Materials Corp", 1, &firm);
        check("Then Dean Martin sang.", "Dean Martin", 0, &[("Dean Martin", 0)]);
    }

    #[test]
    fn places_are_parted_from_what_they_own() {
        let text = "at Vietnam’s Presidential Palace on";
        let parts = [("Vietnam", 2), ("Presidential Palace", 2)];
        check(text, "Vietnam’s Presidential Palace", 1, &parts);
        check(
            "of Moody's Investors Service",
            "Moody's Investors Service",
            1,
            &[("Moody's Investors Service", 1)],
        );
    }

    #[test]
    fn houses_keep_the_mark_of_their_founder() {
        check("while Moody's cut its outlook", "Moody", 0, &[("Moody's", 1)]);
        check("while Denmark's outlook", "Denmark", 2, &[("Denmark", 2)]);
        check("at Wendy's house", "Wendy", 0, &[("Wendy", 0)]);
        check("at Wendy's in June", "Wendy", 0, &[("Wendy's", 1)]);
    }

    #[test]
    fn known_articles_stay_and_portfolios_go() {
        check("in The Hague on Monday", "Hague", 2, &[("The Hague", 2)]);
        check("the Secretary of State said", "State", 1, &[]);
        check("the Secretary of Defense Ash Berg", "Defense Ash Berg", 1, &[("Ash Berg", 0)]);
        check("the President of Denmark said", "Denmark", 2, &[("Denmark", 2)]);
    }
}
