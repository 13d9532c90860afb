//! Events whose names are made of days and years: "Bloody Sunday", "Euro 2024", "the Six-Day War", "the Good Friday accord".
//!
//! Their parts look like dates and counts, so neither the runs of capitals nor the model can see them whole.

use std::ops::Range;

use super::cues::Cues;
use super::holiday;
use super::kind::EVENT;
use super::lexicon::Known;
use super::names::{Candidate, key_of};
use super::overlay::overlay;
use super::page::Page;
use super::token::Shape;
use super::words::words;
use super::year::{LABELLED, year_number};

/// Points that settle the kind.
const SURE: i16 = 16;

/// Adds the events of a page that are named so to its names; a name that reaches into one gives way.
pub(super) fn add(page: &Page<'_>, names: &mut Vec<Candidate>) {
    if page.foreign {
        return;
    }
    let mut more = Vec::new();
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match event(page, at).filter(|event| event.end <= sentence.tokens.end) {
                Some(event) => {
                    at = event.end;
                    more.push(event);
                }
                None => at += 1,
            }
        }
    }
    if more.is_empty() {
        return;
    }
    *names = overlay(std::mem::take(names), more, &|name| name.tokens.clone(), &|tokens| {
        candidate(page, tokens)
    });
}

fn candidate(page: &Page<'_>, tokens: Range<usize>) -> Candidate {
    let mut points = [0; 4];
    points[EVENT] = SURE;
    let key = key_of(page, &tokens);
    Candidate { tokens, key, known: Known::default(), title: None, points, weak: false }
}

/// The event that begins at `at`.
fn event(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    if page.shape(at) != Some(Shape::Title) {
        return None;
    }
    if LABELLED.contains(&page.word(at)) && !page.glued(at + 1) {
        return year_number(page, at + 1).filter(|year| *year >= 1950).map(|_| at..at + 2);
    }
    if page.has(at, Cues::NUMBER) {
        return war_of_days(page, at);
    }
    page.has(at + 1, Cues::WEEKDAY)
        .then(|| holiday::event_end(page, at))
        .flatten()
        .map(|end| at..end)
}

/// `Six-Day War`, `Hundred Years' War`.
fn war_of_days(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let unit = at + 1 + usize::from(page.is_hyphen(at + 1));
    if !page.has(unit, Cues::PERIOD) || page.shape(unit) != Some(Shape::Title) {
        return None;
    }
    let owned = page.is_in(unit + 1, words!("' ’ 's ’s")) && page.glued(unit + 1);
    let war = unit + 1 + usize::from(owned);
    page.is(war, "war").then_some(at..war + 1).filter(|_| page.shape(war) == Some(Shape::Title))
}
