//! Dates as pages write them beside an article: "Published: June 20, 2024", RFC 2822, RFC 3339.
//!
//! Dates in running text are another matter and not read here.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, strtime};

use super::day;
use crate::news::Moment;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that stand before a date, and signs between its parts.
const LABELS: [&str; 9] =
    ["published", "posted", "updated", "last", "on", "date", "first", "created", "at"];

/// Reads the date of a `<meta>` or `<time>`: RFC 3339, RFC 2822, with or without a zone, or in words.
pub(super) fn stamp(raw: &str) -> Option<Moment> {
    let raw = raw.trim();
    without_zone(raw)
        .or_else(|| Moment::parse(raw))
        .or_else(|| {
            let at = rfc2822::parse(raw).ok()?;
            Moment::from_second(at.timestamp().as_second())
        })
        .or_else(|| line(raw))
        .or_else(|| Moment::of_day(day::find(raw, false)?))
}

/// Reads a short line that holds a date and nothing else but labels and a time of day.
pub(super) fn line(raw: &str) -> Option<Moment> {
    if raw.len() > 80 {
        return None;
    }
    let lower = raw.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•'))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty() && !LABELS.contains(w) && !is_weekday(w))
        .collect();
    let (date, rest) = match words.as_slice() {
        [iso, rest @ ..] if iso.len() == 10 => (iso.parse::<Date>().ok()?, rest),
        [a, b, year, rest @ ..] => {
            let day_first = month(b).map(|m| (day(a), m));
            let (d, m) = day_first.or_else(|| month(a).map(|m| (day(b), m)))?;
            (Date::new(year.parse().ok().filter(|y| *y > 1_600)?, m, d?).ok()?, rest)
        }
        _ => return None,
    };
    rest.iter().all(|w| is_clock(w)).then(|| Moment::of_day(date))?
}

/// A time without a zone is taken as UTC: off by hours at most, and nothing better is known.
fn without_zone(raw: &str) -> Option<Moment> {
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| strtime::parse(format, raw).ok()?.to_datetime().ok())
        .and_then(|at| at.to_zoned(jiff::tz::TimeZone::UTC).ok())
        .and_then(|at| Moment::from_second(at.timestamp().as_second()))
}

fn month(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    Some(at as i8 + 1)
}

fn day(word: &str) -> Option<i8> {
    word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

fn is_weekday(word: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|d| word.starts_with(d))
        && (word.ends_with("day") || word.len() <= 5)
}

fn is_clock(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 8
        || matches!(
            word,
            "am" | "pm"
                | "a.m"
                | "p.m"
                | "utc"
                | "gmt"
                | "et"
                | "est"
                | "edt"
                | "cet"
                | "bst"
                | "ist"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: Option<&str>) {
        assert_eq!(stamp(raw).map(|at| at.to_string()).as_deref(), expected, "of {raw:?}");
    }

    #[test]
    fn dates_of_pages_are_read() {
        check("2024-06-20", Some("2024-06-20T00:00:00Z"));
        check("2024-06-20T09:41:00+02:00", Some("2024-06-20T07:41:00Z"));
        check("2024-06-20T09:41:00+0200", Some("2024-06-20T07:41:00Z"));
        check("2024-06-20 09:41:00", Some("2024-06-20T09:41:00Z"));
        check("Thu, 20 Jun 2024 09:41:00 GMT", Some("2024-06-20T09:41:00Z"));
        check("Published: June 20, 2024", Some("2024-06-20T00:00:00Z"));
        check("20 June 2024", Some("2024-06-20T00:00:00Z"));
        check("Thursday, 20th Sept 2024 10:31 am", Some("2024-09-20T00:00:00Z"));
    }

    #[test]
    fn other_lines_are_no_dates() {
        check("In June 2024 they met", None);
        check("Putin in North Korea", None);
        check("May 2024 be better", None);
        check("", None);
    }
}
