//! Words that point at a date: "last year", "the day before", "two weeks ago", "recent years".
//!
//! They are counted from the day of publication, or from the day the text named last; [`super::calendar`] does the sums.

use jiff::civil::Date;

use super::calendar::{self, Period, Tense};
use super::cues::Cues;
use super::holiday;
use super::number;
use super::page::Page;
use super::tense::tense;
use super::token::Shape;
use super::when::{Anchor, When, is_month, is_weekday, month_first, weekday};
use super::words::{Words, words};
use super::year::{century, decade, year, year_number};

/// `last year`, `this Thursday`, `next June`, `early 2019`, `recent years`, `the past two years`.
pub(super) fn deictic(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let next = at + 1 + usize::from(page.is_hyphen(at + 1));
    if page.is_in(at, words!("early late mid")) {
        let the =
            usize::from(u8::from(page.is(next, "in")) > 0 && page.is_in(at, words!("early late")));
        let inner = simple(page, next + the, anchor)?;
        return Some(When { tokens: at..inner.tokens.end, ..inner });
    }
    // "is to last eight weeks", but "compared to last year"
    let stretch = number::read(page, next).is_some() || page.is_in(next, words!("several many a"));
    if page.is(at, "last") && stretch && page.is_in(at.wrapping_sub(1), MODALS) {
        return None;
    }
    if page.is_in(at, words!("last this next past coming")) {
        if page.has(next, Cues::WEEKDAY) && is_weekday(page, next) {
            return weekday(page, next, anchor, at);
        }
        if page.has(next, Cues::MONTH) && is_month(page, next) && !page.is(at, "past") {
            return pointed_month(page, at, next, anchor);
        }
    }
    if page.is(at, "this") && page.is_in(next, words!("past coming")) {
        let inner = deictic_period(page, next, anchor)?;
        return Some(When { tokens: at..inner.tokens.end, ..inner });
    }
    deictic_period(page, at, anchor)
}

/// What stands before a verb.
const MODALS: Words = words!("to will would can could may might must should not cannot");

/// A date that may follow "early" and "late".
fn simple(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let hyphen = page.is_hyphen(at.wrapping_sub(1)) && page.shape(at) == Some(Shape::Title);
    let month = page.has(at, Cues::MONTH) && (hyphen || is_month(page, at));
    let weekday_here = page.has(at, Cues::WEEKDAY) && is_weekday(page, at);
    if month {
        return month_first(page, at, at, anchor);
    }
    if weekday_here {
        return weekday(page, at, anchor, at);
    }
    if page.is_in(at, words!("last this next")) {
        let named = page.has(at + 1, Cues::MONTH) && is_month(page, at + 1);
        return if named {
            pointed_month(page, at, at + 1, anchor)
        } else {
            deictic_period(page, at, anchor)
        };
    }
    decade(page, at).or_else(|| century(page, at)).or_else(|| year(page, at))
}

fn pointed_month(page: &Page<'_>, at: usize, next: usize, anchor: &Anchor) -> Option<When> {
    let month = calendar::month(page.word(next))?;
    let value = anchor.published.map(|told| {
        let year = match page.word(at).to_ascii_lowercase().as_str() {
            "last" => told.year() - i16::from(month >= told.month()),
            "next" => told.year() + i16::from(month <= told.month()),
            _ => told.year(),
        };
        format!("{year:04}-{month:02}")
    });
    Some(When::relative(at..next + 1, value))
}

/// `last week`, `recent years`, `the past three months`, `coming days`.
fn deictic_period(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let word = page.word(at).to_ascii_lowercase();
    if word == "recent" && page.is(at + 1, "times") {
        return Some(When::relative(at..at + 2, Some("PAST_REF".to_owned())));
    }
    let mut next = at + 1;
    if page.is(next, "season") {
        return season_of_play(page, at);
    }
    if page.is_in(next, words!("few couple several")) {
        next += 1 + usize::from(page.is(next + 1, "of"));
    } else if let Some(number) = number::read(page, next) {
        next = number.tokens.end;
    }
    let period = Period::of(page.word(next))?;
    let plural = page.word(next).ends_with('s');
    let tokens = at..next + 1;
    let value = match (word.as_str(), next == at + 1, plural) {
        ("recent" | "previous" | "preceding" | "past", true, true)
        | ("last" | "past" | "previous", false, _) => Some("PAST_REF".to_owned()),
        ("coming" | "upcoming", _, true) | ("next" | "following", false, _) => {
            Some("FUTURE_REF".to_owned())
        }
        ("last" | "past", true, false) => anchor.published.and_then(|day| period.at(day, -1)),
        ("this", true, false) if period == Period::Weekend => {
            anchor.published.and_then(|day| period.at(day, weekends_off(page, at, day)))
        }
        ("this" | "current", true, false) if word != "current" || period == Period::Year => {
            anchor.published.and_then(|day| period.at(day, 0))
        }
        ("next" | "coming" | "upcoming", true, false) => {
            let from = if period == Period::Day {
                anchor.last.or(anchor.published)
            } else {
                anchor.published
            };
            from.and_then(|day| period.at(day, 1))
        }
        ("previous" | "preceding", true, false) => {
            anchor.last.or(anchor.published).and_then(|day| period.at(day, -1))
        }
        ("same" | "that", true, false) if period != Period::Quarter => {
            anchor.last.and_then(|day| period.at(day, 0))
        }
        ("following", true, false) => {
            anchor.last.or(anchor.published).and_then(|day| period.at(day, 1))
        }
        _ => return None,
    };
    Some(When::relative(tokens, value))
}

/// `last season`, `this season`: of a sport, a harvest, a theatre; no calendar says when. "Her last season" is the end of many.
fn season_of_play(page: &Page<'_>, at: usize) -> Option<When> {
    let value = match page.word(at).to_ascii_lowercase().as_str() {
        "last" => "PAST_REF",
        "this" => "PRESENT_REF",
        "next" => "FUTURE_REF",
        _ => return None,
    };
    let before = words!("the his her their its our my your");
    let one_of_many = page.is_in(at.wrapping_sub(1), before) || page.is(at + 2, "of");
    (!one_of_many).then(|| When::relative(at..at + 2, Some(value.to_owned())))
}

/// "this weekend" told on a Tuesday is the one before where the sentence looks back.
fn weekends_off(page: &Page<'_>, at: usize, told: Date) -> i32 {
    let begun = told.weekday().to_monday_zero_offset() >= 4;
    if begun || tense(page, at) == Tense::Future { 0 } else { -1 }
}

/// `yesterday`, `today`, `day before`, `year earlier`.
pub(super) fn worded(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    if page.is_in(at, words!("end beginning start middle")) && page.is(at + 1, "of") {
        return part_of(page, at, anchor);
    }
    let steps = match page.word(at).to_ascii_lowercase().as_str() {
        "yesterday" => -1,
        "today" => 0,
        "tomorrow" => 1,
        "christmas" | "easter" | "thanksgiving" | "new" | "boxing" | "halloween" | "valentine" => {
            return holiday::read(page, at, anchor);
        }
        _ => return day_before(page, at, anchor),
    };
    let day =
        anchor.published.and_then(|told| told.checked_add(jiff::Span::new().days(steps)).ok());
    Some(When::of_day(at..at + 1, day, true))
}

/// `end of April`, `beginning of the month`; a year alone is dated without its part.
fn part_of(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let the = usize::from(page.is(at + 2, "the"));
    let next = at + 2 + the;
    let inner = if the == 0 && page.has(next, Cues::MONTH) && is_month(page, next) {
        month_first(page, next, next, anchor).filter(|when| when.day.is_none())?
    } else if page.is_in(next, words!("last this next")) {
        deictic_period(page, next, anchor)?
    } else {
        let period = Period::of(page.word(next)).filter(|period| {
            the == 1
                && matches!(period, Period::Week | Period::Month | Period::Year | Period::Decade)
        })?;
        // "the end of the year of plenty" is no date.
        if page.is(next + 1, "of") {
            return None;
        }
        let value = anchor.published.and_then(|day| period.at(day, 0));
        When::relative(next..next + 1, value)
    };
    Some(When { tokens: at..inner.tokens.end, ..inner })
}

/// `the day before`, `the week after`: counted from the day named last.
fn day_before(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let pointed = page.is_in(at.wrapping_sub(1), words!("the a"));
    if !pointed || !page.has(at, Cues::PERIOD) {
        return quarter(page, at, anchor);
    }
    let period = Period::of(page.word(at)).filter(|_| !page.word(at).ends_with('s'))?;
    if period == Period::Weekend {
        return weekend(page, at, anchor);
    }
    if page.is_in(at + 2, words!("yesterday tomorrow")) && period == Period::Day {
        let steps = if page.is(at + 2, "yesterday") { -2 } else { 2 };
        let day =
            anchor.published.and_then(|told| told.checked_add(jiff::Span::new().days(steps)).ok());
        return Some(When::of_day(at..at + 3, day, true));
    }
    let steps = match page.word(at + 1).to_ascii_lowercase().as_str() {
        "before" | "earlier" => -1,
        "after" | "later" => 1,
        _ => return season(page, at, anchor),
    };
    // "the day before the vote" leans on the vote, which has no date here.
    let leans = page.is_in(at + 1, words!("before after"))
        && page.token(at + 2).is_some_and(|t| {
            let whose = words!("the a an his her their its he she they it");
            page.is_in(at + 2, whose) || t.is_capital() && !t.has(Cues::WEEKDAY) && t.breaks == 0
        });
    let from = anchor.of(period).filter(|_| !leans);
    let value = from.and_then(|day| period.at(day, steps));
    (!leans || period == Period::Day).then(|| When::relative(at..at + 2, value))
}

/// `the weekend`: the last one, or the next where the sentence looks ahead.
fn weekend(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let led = page.is_in(at.wrapping_sub(2), words!("over at during on of since"));
    if !led {
        return None;
    }
    let value = anchor.published.and_then(|told| {
        let ahead = tense(page, at) == Tense::Future || told.weekday().to_monday_zero_offset() >= 5;
        Period::Weekend.at(told, if ahead { 0 } else { -1 })
    });
    Some(When::relative(at..at + 1, value))
}

/// `summer of 2024`, `spring 2019`; `in the spring`, of the year the tense allows.
fn season(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let Some(Period::Season(season)) = Period::of(page.word(at)) else { return None };
    let next = at + 1 + usize::from(page.is(at + 1, "of"));
    if let Some(year) = year_number(page, next) {
        return Some(When::new(at..next + 1, format!("{year:04}-{}", season.code())));
    }
    let led = page.is(at.wrapping_sub(1), "the")
        && page.is_in(at.wrapping_sub(2), words!("in during since until by over"));
    let noun = page.is(at + 1, "of") || super::noun::phrase_end(page, at + 1).is_some();
    if !led || noun || page.shape(at) != Some(Shape::Lower) {
        return None;
    }
    let value = anchor.published.map(|told| {
        let tense = tense(page, at);
        // A season that has not begun cannot have been.
        let unborn = tense == Tense::Past && season.first_month() > told.month();
        let year = if unborn {
            told.year() - 1
        } else {
            calendar::year_of_month(told, season.first_month(), tense)
        };
        format!("{year:04}-{}", season.code())
    });
    Some(When::relative(at..at + 1, value))
}

/// `first quarter of 2024`, `Q2 2024`, `first half of the year`, `spring 2019`.
fn quarter(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let word = page.word(at).to_ascii_lowercase();
    let ordinal = ["first", "second", "third", "fourth"].iter().position(|w| *w == word);
    let (letter, number, end) = match (ordinal, word.as_bytes()) {
        (Some(place), _) if page.is(at + 1, "quarter") => ('Q', place + 1, at + 2),
        // "third-quarter earnings"
        (Some(place), _) if page.is_hyphen(at + 1) && page.is(at + 2, "quarter") => {
            ('Q', place + 1, at + 3)
        }
        (Some(place @ 0..=1), _) if page.is(at + 1, "half") && page.is(at + 2, "of") => {
            ('H', place + 1, at + 2)
        }
        (_, [b'q', digit @ b'1'..=b'4']) => ('Q', usize::from(digit - b'0'), at + 1),
        _ => return if page.has(at, Cues::PERIOD) { season(page, at, anchor) } else { None },
    };
    let (named, end) = year_of(page, end, anchor);
    if letter == 'H' && named.is_none() {
        return None;
    }
    // Two quarters ahead is the year before, unless the sentence looks ahead.
    let year = named.or(anchor.published.map(|told| {
        let ahead = letter == 'Q' && number as i8 >= (told.month() + 2) / 3 + 2;
        told.year() - i16::from(ahead && tense(page, at) == Tense::Past)
    }));
    Some(When::relative(at..end, year.map(|year| format!("{year:04}-{letter}{number}"))))
}

/// The year behind a part of a year, and where it ends: "of 2024", "of last year", "of the year".
fn year_of(page: &Page<'_>, at: usize, anchor: &Anchor) -> (Option<i16>, usize) {
    let next = at + usize::from(page.is(at, "of"));
    if let Some(year) = year_number(page, next) {
        return (Some(year), next + 1);
    }
    let told = anchor.published.map(Date::year);
    match page.word(next).to_ascii_lowercase().as_str() {
        "last" if page.is(next + 1, "year") => (told.map(|year| year - 1), next + 2),
        "next" if page.is(next + 1, "year") => (told.map(|year| year + 1), next + 2),
        "this" | "the" if next > at && page.is(next + 1, "year") => (told, next + 2),
        _ => (None, at),
    }
}

/// The year in "last year", "this year" and "of next year" right behind a month or a day, and where it ends.
pub(super) fn year_beside(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<(i16, usize)> {
    let next = at + usize::from(page.is(at, "of"));
    if !page.is(next + 1, "year") {
        return None;
    }
    let told = anchor.published?.year();
    let year = match page.word(next).to_ascii_lowercase().as_str() {
        "last" => told - 1,
        "this" => told,
        "next" => told + 1,
        _ => return None,
    };
    Some((year, next + 2))
}
