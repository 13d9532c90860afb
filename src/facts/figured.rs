//! Days written in figures alone: "2024-06-20", "20.06.2024", "6/20/2024".

use jiff::civil::Date;

use super::page::Page;
use super::when::{When, day_number};
use super::year::year_number;

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
pub(super) fn slashed(page: &Page<'_>, at: usize) -> Option<When> {
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
