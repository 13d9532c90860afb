//! The forms of ISO 8601: calendar, ordinal and week dates, with and without hyphens.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{Clock, When, day, names, whole_year};

/// Reads a whole text; `None` where it is no such date.
pub(super) fn read(raw: &str) -> Option<When> {
    let (date, rest) = date(raw)?;
    let rest = rest.strip_prefix(['T', 't', ' ', '_']).unwrap_or(rest).trim_start();
    if rest.is_empty() {
        return Some(When::Day(date));
    }
    let (mut clock, zone) = clock(rest)?;
    clock.offset = names::offset(zone.trim())?;
    Some(When::Time(date, clock))
}

fn date(raw: &str) -> Option<(Date, &str)> {
    let digits = count(raw);
    let rest = raw.get(digits..).unwrap_or_default();
    if digits == 4 && rest.trim_start_matches('-').starts_with(['W', 'w']) {
        return week(number(raw, 0, 4)?, rest.trim_start_matches('-'));
    }
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'));
    match (digits, separator) {
        (8 | 14, _) => {
            Some((day(number(raw, 0, 4)?, number(raw, 4, 2)?, number(raw, 6, 2)?)?, raw.get(8..)?))
        }
        (7, _) => ordinal(number(raw, 0, 4)?, number(raw, 4, 3)?).map(|date| (date, rest)),
        (4, None) => Some((day(number(raw, 0, 4)?, 1, 1)?, rest)).filter(|_| rest.is_empty()),
        (4, Some(separator)) => parted(number(raw, 0, 4)?, rest.get(1..)?, separator),
        // Two digits are a year only where two more parts follow; else it is a day.
        (2, Some('-')) => parted(whole_year(raw.get(..2)?)?, rest.get(1..)?, '-').filter(|_| {
            rest.bytes().filter(|b| *b == b'-').count() >= 2
                && rest.get(1..3).is_some_and(|m| count(m) == 2)
        }),
        _ => None,
    }
}

/// What follows a year and a separator: a month, a month and a day, or the number of a day.
fn parted(year: i64, rest: &str, separator: char) -> Option<(Date, &str)> {
    let first = count(rest);
    let value = number(rest, 0, first)?;
    let after = rest.get(first..)?;
    if first == 3 {
        return Some((ordinal(year, value)?, after));
    }
    match after.strip_prefix(separator) {
        Some(after) => {
            let second = count(after);
            Some((day(year, value, number(after, 0, second)?)?, after.get(second..)?))
        }
        None => Some((day(year, value, 1)?, after)),
    }
}

fn ordinal(year: i64, number: i64) -> Option<Date> {
    let first = day(year, 1, 1)?;
    let fits = (1..=i64::from(first.days_in_year())).contains(&number);
    fits.then(|| first.checked_add(jiff::Span::new().days(number - 1)).ok())?
}

/// A week, and perhaps a day of it: `W014`, `W01-4`, `W01`.
fn week(year: i64, rest: &str) -> Option<(Date, &str)> {
    let week = number(rest, 1, 2)?;
    let rest = rest.get(3..)?;
    let bare = rest.strip_prefix('-').unwrap_or(rest);
    let (weekday, rest) = match number(bare, 0, 1) {
        Some(weekday) => (weekday, bare.get(1..)?),
        None => (1, rest),
    };
    let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    let year = i16::try_from(year).ok()?;
    let date = ISOWeekDate::new(year, i8::try_from(week).ok()?, weekday).ok()?.date();
    Some((date, rest))
}

/// A time with or without colons, and what follows it.
fn clock(raw: &str) -> Option<(Clock, &str)> {
    let digits = count(raw);
    if digits == 6 || digits == 4 {
        let second = if digits == 6 { number(raw, 4, 2)? } else { 0 };
        let clock = Clock::new(number(raw, 0, 2)?, number(raw, 2, 2)?, second)?;
        return Some((clock, without_fraction(raw.get(digits..)?)));
    }
    super::free::colon_clock(raw)
}

/// Parts of a second are not kept.
pub(super) fn without_fraction(rest: &str) -> &str {
    match rest.strip_prefix(['.', ',']) {
        Some(fraction) if count(fraction) > 0 => {
            fraction.get(count(fraction)..).unwrap_or_default()
        }
        _ => rest,
    }
}

/// How many digits a text begins with.
pub(super) fn count(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn number(text: &str, start: usize, len: usize) -> Option<i64> {
    let digits = text.get(start..start + len)?;
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}
