//! Dates on the calendar: days, months, years, weekdays, decades.
//!
//! Finds the span and asks [`super::calendar`] what it means. Words that point at a date ("last year") are in
//! [`super::pointed`], times of day in [`super::clock`].

use std::ops::Range;

use jiff::civil::Date;

use super::ago;
use super::calendar::{self, Period, Tense};
use super::cues::Cues;
use super::figured::{dotted, iso, slashed};
use super::holiday::{self, Named};
use super::page::Page;
use super::pointed;
use super::tense::tense;
use super::token::Shape;
use super::words::words;
use super::year::{century, decade, fiscal_code, year, year_number};

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
        match holiday::weekday(page, at, anchor) {
            Some(Named::Day(day)) => return Some(day),
            Some(Named::Name) => return None,
            None => weekday(page, at, anchor, at),
        }
    } else if token.has(Cues::MONTH) && is_month(page, at) {
        month_first(page, at, at, anchor)
    } else if token.shape == Shape::Number {
        numeric(page, at, anchor)
    } else if token.shape == Shape::Code {
        fiscal_code(page, at)
    } else if token.cues.any(Cues::DEICTIC) || page.is_in(at, words!("early late mid")) {
        pointed::deictic(page, at, anchor)
    } else {
        None
    };
    found.or_else(|| pointed::worded(page, at, anchor)).or_else(|| ago::read(page, at, anchor))
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
    let cued = page.is_in(at.wrapping_sub(1), words!(
        "in since until by last this next of from early late mid to through before after and during till for \
         between"
    ));
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
    // "every Monday" and "the first Monday of each month" are no days, but rows of them.
    if page.is_in(at.wrapping_sub(1), words!("every each"))
        || page.is(at + 1, "of") && page.is_in(at + 2, words!("every each"))
    {
        return None;
    }
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
    let year = year_behind(page, start, at + 1, month).or_else(|| anchor.year_of(month, tense));
    Some(When::relative(start..at + 1, year.map(|year| format!("{year:04}-{month:02}"))))
}

/// The year of "11 June" in "from 11 June to 19 July 2026": the one of the date it is joined to.
fn year_behind(page: &Page<'_>, start: usize, at: usize, month: i8) -> Option<i16> {
    let between = page.is(at, "and") && page.is(start.wrapping_sub(1), "between");
    if !between && !page.is_in(at, words!("to until till through")) && !page.is_hyphen(at) {
        return None;
    }
    let first = at + 1 + usize::from(day_number(page, at + 1).is_some());
    let later = calendar::month(page.word(first))
        .filter(|_| page.has(first, Cues::MONTH) && page.shape(first) == Some(Shape::Title))?;
    let day = first + 1 + usize::from(day_number(page, first + 1).is_some());
    let year = year_number(page, day + usize::from(day > first + 1 && page.is(day, ",")))?;
    Some(if month > later { year - 1 } else { year })
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
        .or_else(|| year_behind(page, start, end, month))
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
    let known = year
        .or(pointed.map(|(year, _)| year))
        .or_else(|| year_behind(page, start, end, month))
        .or_else(|| anchor.year_of(month, tense(page, at)));
    Some(When::of_day(
        start..end,
        known.and_then(|y| Date::new(y, month, day).ok()),
        year.is_none(),
    ))
}

/// `3 to 9 April`, `3-9 April 2025`, the `3 and 9 April` of "between".
fn days(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let from = day_number(page, at)?;
    let between = page.is(at.wrapping_sub(1), "between") && page.is(at + 1, "and");
    let joined = page.is_in(at + 1, words!("to until through")) || page.is_hyphen(at + 1);
    if !joined && !between {
        return None;
    }
    let until = day_first(page, at + 2, at, anchor)?;
    let first = until.day.and_then(|day| Date::new(day.year(), day.month(), from).ok());
    let fits = day_number(page, at + 2).is_some_and(|day| day > from);
    let value = first.zip(until.day).map(|(from, until)| format!("{from}/{until}"));
    fits.then_some(When { value, day: first, ..until })
}

pub(super) fn day_number(page: &Page<'_>, at: usize) -> Option<i8> {
    let word = page.word(at);
    let plain = page.shape(at) == Some(Shape::Number) && word.len() <= 2 && !page.is(at + 1, "%");
    word.parse().ok().filter(|day| plain && (1..=31).contains(day))
}

/// Dates that begin with digits.
fn numeric(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    iso(page, at)
        .or_else(|| dotted(page, at))
        .or_else(|| slashed(page, at))
        .or_else(|| days(page, at, anchor))
        .or_else(|| day_first(page, at, at, anchor))
        .or_else(|| decade(page, at))
        .or_else(|| century(page, at))
        .or_else(|| year(page, at))
}

#[cfg(test)]
mod tests;
