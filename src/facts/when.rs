//! Dates on the calendar: days, months, years, weekdays, decades.
//!
//! Finds the span and asks [`super::calendar`] what it means. Words that point at a date ("last year") are in
//! [`super::pointed`], times of day in [`super::clock`].

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{self, Period, Tense};
use super::cues::Cues;
use super::page::Page;
use super::pointed;
use super::tense::tense;
use super::token::Shape;
use super::words::words;
use super::year::{century, decade, year, year_number};

/// What relative dates are resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchor {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The day the text named last: "the day before" is the day before that one.
    pub(super) last: Option<Date>,
    /// The first day of what the sentence named last, be it a day, a month, a quarter or a year.
    pub(super) near: Option<Date>,
}

impl Anchor {
    /// Remembers a date that was read.
    pub(super) fn take(&mut self, when: &When) {
        self.last = when.day.or(self.last);
        let named = when.value.as_deref().and_then(calendar::first_day);
        self.near = when.day.or(named).or(self.near);
    }

    /// What "the year before" is counted from: the same sentence's month or year, else the day named last.
    pub(super) fn of(&self, period: Period) -> Option<Date> {
        let long = matches!(period, Period::Month | Period::Quarter | Period::Year);
        let near = self.near.filter(|_| long);
        near.or(self.last).or(self.published)
    }

    /// The year of a month that is named without one: by the day of publication, or, where that is unknown, the year of the
    /// day the text named last.
    pub(super) fn year_of(&self, month: i8, tense: Tense) -> Option<i16> {
        let told = self.published.map(|told| calendar::year_of_month(told, month, tense));
        told.or_else(|| self.last.map(Date::year))
    }
}

/// A date: its tokens, its value where it can be known, and the day it is if it is one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct When {
    pub(super) tokens: Range<usize>,
    pub(super) value: Option<String>,
    pub(super) day: Option<Date>,
    /// Whether the value leans on the day of publication.
    pub(super) relative: bool,
}

impl When {
    pub(super) fn new(tokens: Range<usize>, value: String) -> Self {
        Self { tokens, value: Some(value), day: None, relative: false }
    }

    pub(super) fn relative(tokens: Range<usize>, value: Option<String>) -> Self {
        Self { tokens, value, day: None, relative: true }
    }

    pub(super) fn of_day(tokens: Range<usize>, day: Option<Date>, relative: bool) -> Self {
        Self { tokens, value: day.map(|day| day.to_string()), day, relative }
    }
}

/// The day of publication as the text itself gives it: a full date that ends one of its first lines ("Tuesday, September 1, 2015",
/// "BERLIN, 20 June 2024"). A sentence with a date in it tells of something else.
pub(super) fn dateline(page: &Page<'_>) -> Option<Date> {
    const LINES: usize = 6;
    const LONGEST: usize = 24;
    let anchor = Anchor::default();
    page.sentences.iter().take(LINES).filter(|s| s.tokens.len() <= LONGEST).find_map(|line| {
        line.tokens.clone().find_map(|at| {
            let when = read(page, at, &anchor)?;
            let ends = when.tokens.end >= line.tokens.end
                && page.token(when.tokens.end).is_none_or(|next| next.breaks > 0);
            // "signed into law on August 14, 1935" is of another day.
            let told = page
                .is_in(at.wrapping_sub(1), words!("on in of since by until from to before after"));
            let published =
                page.is_in(line.tokens.start, words!("published updated posted last first"));
            when.day.filter(|_| ends && !when.relative && (published || !told))
        })
    })
}

/// Reads the date that begins at `at`, if one does.
pub(super) fn read(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let token = page.token(at)?;
    let found = if token.has(Cues::WEEKDAY) && is_weekday(page, at) {
        weekday(page, at, anchor, at)
    } else if token.has(Cues::MONTH) && is_month(page, at) {
        month_first(page, at, at, anchor)
    } else if token.shape == Shape::Number {
        numeric(page, at, anchor)
    } else if token.cues.any(Cues::DEICTIC) || page.is_in(at, words!("early late mid")) {
        pointed::deictic(page, at, anchor)
    } else {
        None
    };
    found.or_else(|| pointed::worded(page, at, anchor)).or_else(|| pointed::ago(page, at, anchor))
}

/// A weekday is written with a capital; its short forms only before a date or in a table.
pub(super) fn is_weekday(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    page.shape(at) == Some(Shape::Title)
        && (word.len() > 5
            || page.has(at + 1, Cues::MONTH)
            || page.is(at + 1, ",") && page.has(at + 2, Cues::MONTH))
        || page.shape(at) == Some(Shape::Upper) && word.len() > 5
}

/// Names of months that are words too need a number or a preposition beside them.
pub(super) fn is_month(page: &Page<'_>, at: usize) -> bool {
    if !matches!(page.shape(at), Some(Shape::Title | Shape::Upper)) {
        return false;
    }
    let beside = |i: usize| page.shape(i) == Some(Shape::Number);
    let dotted = usize::from(page.is(at + 1, "."));
    let numbered = beside(at + 1 + dotted)
        || beside(at.wrapping_sub(1))
        || page.is_in(at.wrapping_sub(1), words!("th st nd rd"));
    let cued = page.is_in(
        at.wrapping_sub(1),
        words!(
            "in since until by last this next of from early late mid to through before after \
                 and during till for"
        ),
    );
    let owner = page.is_in(at + 1, words!("'s ’s")) && page.is_in(at, words!("april august"))
        || page.is(at + 1, "quarter");
    let ambiguous =
        page.is_in(at, words!("may march mar august april june jan jun dec sun sep mai avril"));
    numbered
        || owner
        || cued && !page.is_in(at, words!("jan mar jun"))
        || !ambiguous && page.word(at).len() > 4
}

/// `Thursday`, `Thursday, June 20, 2024`, `this Thursday`.
pub(super) fn weekday(page: &Page<'_>, at: usize, anchor: &Anchor, start: usize) -> Option<When> {
    let comma = usize::from(page.is(at + 1, ","));
    let next = at + 1 + comma;
    if page.has(next, Cues::MONTH)
        && is_month(page, next)
        && let Some(full) =
            month_first(page, next, start, anchor).filter(|w| w.tokens.end > next + 1)
    {
        return Some(full);
    }
    if let Some(full) = day_first(page, next, start, anchor) {
        return Some(full);
    }
    let number = calendar::weekday_number(page.word(at))?;
    // "on Thursday last" looks back as "last Thursday" does.
    let behind = page.is(at + 1, "last")
        && page.token(at + 2).is_none_or(|t| t.shape == Shape::Mark || t.has(Cues::STOP));
    let step = page.word_before(at, 1).to_ascii_lowercase();
    let day = anchor.published.and_then(|told| match step.as_str() {
        "next" => calendar::weekday(told.tomorrow().ok()?, number, Tense::Future),
        "last" | "past" => calendar::last_weekday(told, number),
        _ if behind => calendar::last_weekday(told, number),
        _ => calendar::weekday(told, number, tense(page, at)),
    });
    Some(When::of_day(start..at + 1 + usize::from(behind), day, true))
}

/// `June 20, 2024`, `June 20`, `June 2024`, `June`, `June 20-22`.
pub(super) fn month_first(
    page: &Page<'_>,
    at: usize,
    start: usize,
    anchor: &Anchor,
) -> Option<When> {
    let month = calendar::month(page.word(at))?;
    let dot = usize::from(
        page.is(at + 1, ".")
            && page.word(at).len() <= 4
            && page.shape(at + 2) == Some(Shape::Number),
    );
    let next = at + 1 + dot;
    if let Some(day) = day_number(page, next) {
        return Some(with_year(page, start, next, day, month, anchor));
    }
    let comma = usize::from(page.is_in(next, words!(", of")));
    if let Some(year) = year_number(page, next + comma) {
        return Some(When::new(start..next + comma + 1, format!("{year:04}-{month:02}")));
    }
    if let Some((year, end)) = pointed::year_beside(page, next, anchor) {
        return Some(When::relative(start..end, Some(format!("{year:04}-{month:02}"))));
    }
    if page.is(at + 1, "quarter") {
        let year = anchor.year_of(month, tense(page, at));
        let value = year.map(|year| format!("{year:04}-Q{}", (month + 2) / 3));
        return Some(When::relative(start..at + 2, value));
    }
    // "oil for January delivery" looks ahead whatever the tense.
    let ahead = page.is_in(at + 1, words!("delivery deliveries futures contract contracts"));
    let tense = if ahead { Tense::Future } else { tense(page, at) };
    let value = anchor.year_of(month, tense).map(|year| format!("{year:04}-{month:02}"));
    Some(When::relative(start..at + 1, value))
}

/// The rest of `June 20[-22][, 2024]`, the day standing at `at`.
fn with_year(
    page: &Page<'_>,
    start: usize,
    at: usize,
    day: i8,
    month: i8,
    anchor: &Anchor,
) -> When {
    let mut end = at + 1 + usize::from(page.is_in(at + 1, words!("st nd rd th")));
    let until = last_day(page, end).filter(|until| *until > day);
    end += if until.is_some() { 2 } else { 0 };
    let comma = usize::from(page.is(end, ","));
    let year = year_number(page, end + comma);
    let pointed = pointed::year_beside(page, end, anchor);
    let known = year
        .or(pointed.map(|(year, _)| year))
        .or_else(|| anchor.year_of(month, tense(page, start)));
    end += if year.is_some() { comma + 1 } else { 0 };
    end = pointed.map_or(end, |(_, end)| end);
    let date = known.and_then(|year| Date::new(year, month, day).ok());
    let mut when = When::of_day(start..end, date, year.is_none());
    if let (Some(from), Some(until)) = (date, until.filter(|until| *until > day)) {
        when.value = Date::new(from.year(), month, until).ok().map(|to| format!("{from}/{to}"));
    }
    when
}

/// The `22` of `June 20-22` and `June 20 to 22`; not that of "June 20 to 22 countries".
fn last_day(page: &Page<'_>, at: usize) -> Option<i8> {
    let joined = page.is_hyphen(at) || page.is_in(at, words!("to through"));
    let counts = page.is_in(at + 2, words!(": % percent"))
        || page.has(at + 2, Cues::MONTH.or(Cues::UNIT))
        || super::noun::phrase_end(page, at + 2).is_some();
    day_number(page, at + 1).filter(|_| joined && !counts)
}

/// `20 June 2024`, `20th of June`, `the 20th June`.
fn day_first(page: &Page<'_>, at: usize, start: usize, anchor: &Anchor) -> Option<When> {
    let day = day_number(page, at)?;
    let mut next =
        at + 1 + usize::from(page.is_in(at + 1, words!("st nd rd th")) && page.glued(at + 1));
    next += usize::from(page.is(next, "of"));
    if !page.has(next, Cues::MONTH)
        || !is_month(page, next) && next == at + 1
        || page.shape(next) == Some(Shape::Lower)
    {
        return None;
    }
    let month = calendar::month(page.word(next))?;
    let comma = usize::from(page.is(next + 1, ","));
    let year = year_number(page, next + 1 + comma);
    let pointed = pointed::year_beside(page, next + 1, anchor);
    let end = pointed.map_or(next + 1 + if year.is_some() { comma + 1 } else { 0 }, |(_, end)| end);
    let known =
        year.or(pointed.map(|(year, _)| year)).or_else(|| anchor.year_of(month, tense(page, at)));
    Some(When::of_day(
        start..end,
        known.and_then(|y| Date::new(y, month, day).ok()),
        year.is_none(),
    ))
}

fn day_number(page: &Page<'_>, at: usize) -> Option<i8> {
    let word = page.word(at);
    let plain = page.shape(at) == Some(Shape::Number) && word.len() <= 2 && !page.is(at + 1, "%");
    word.parse().ok().filter(|day| plain && (1..=31).contains(day))
}

/// Dates that begin with digits.
fn numeric(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    iso(page, at)
        .or_else(|| dotted(page, at))
        .or_else(|| slashed(page, at))
        .or_else(|| day_first(page, at, at, anchor))
        .or_else(|| decade(page, at))
        .or_else(|| century(page, at))
        .or_else(|| year(page, at))
}

/// `2024-06-20`.
pub(super) fn iso(page: &Page<'_>, at: usize) -> Option<When> {
    let year = year_number(page, at)?;
    if !page.is_hyphen(at + 1) || !page.is_hyphen(at + 3) {
        return None;
    }
    let (month, day) = (page.word(at + 2).parse().ok()?, day_number(page, at + 4)?);
    Some(When::of_day(at..at + 5, Some(Date::new(year, month, day).ok()?), false))
}

/// `20.06.2024`.
pub(super) fn dotted(page: &Page<'_>, at: usize) -> Option<When> {
    let mut parts = page.word(at).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(When::of_day(at..at + 1, Some(day), false))
}

/// `6/20/2024` and `20/6/2024`; where both could be meant, the month comes first.
fn slashed(page: &Page<'_>, at: usize) -> Option<When> {
    slashed_as(page, at, true)
}

/// `20/6/2024` in languages that put the day first.
pub(super) fn slashed_days(page: &Page<'_>, at: usize) -> Option<When> {
    slashed_as(page, at, false)
}

fn slashed_as(page: &Page<'_>, at: usize, month_first: bool) -> Option<When> {
    let slash = |i: usize| page.is(i, "/") && page.glued(i) && page.glued(i + 1);
    if !slash(at + 1) || !slash(at + 3) {
        return None;
    }
    let (first, second) = (day_number(page, at)?, day_number(page, at + 2)?);
    let year = year_number(page, at + 4)?;
    let (month, day) = if first > 12 || !month_first { (second, first) } else { (first, second) };
    Some(When::of_day(at..at + 5, Some(Date::new(year, month, day).ok()?), false))
}

#[cfg(test)]
mod tests;
