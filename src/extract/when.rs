//! Dates as pages write them beside an article: "Published: June 20, 2024", RFC 2822, RFC 3339.
//!
//! Dates in running text are another matter and not read here.

use jiff::civil::{Date, Time};
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::{Offset, TimeZone};

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

/// Words that stand before a date or between its parts.
const LABELS: [&str; 10] =
    ["published", "posted", "updated", "last", "on", "date", "first", "created", "at", "modified"];

/// Zones by the letters that pages write, with their minutes from UTC; those that change with the season have rules.
const ZONES: [(&str, i32); 22] = [
    ("utc", 0),
    ("gmt", 0),
    ("bst", 60),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("ist", 330),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("pst", -480),
    ("pdt", -420),
];
const SEASONED_ZONES: [(&str, &str); 4] = [
    ("et", "EST5EDT,M3.2.0,M11.1.0"),
    ("ct", "CST6CDT,M3.2.0,M11.1.0"),
    ("mt", "MST7MDT,M3.2.0,M11.1.0"),
    ("pt", "PST8PDT,M3.2.0,M11.1.0"),
];

/// What a line of the head says about when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub at: Moment,
    /// It says when the text was changed last.
    pub is_update: bool,
    /// It is a date and nothing else: neither a label nor a time stands beside it.
    pub is_bare: bool,
}

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
    let is_change = raw.split_whitespace().any(|word| word.eq_ignore_ascii_case("modified"));
    stated(raw).filter(|_| !is_change).map(|stated| stated.at)
}

/// The same, with what the labels say. A time counts where its zone is known; else the day alone does.
pub(super) fn stated(raw: &str) -> Option<Stated> {
    if raw.len() > 80 {
        return None;
    }
    let lower = raw.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•'))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty() && !is_weekday(w))
        .collect();
    let is_label = |word: &&&str| LABELS.contains(word);
    let is_labelled = words.iter().any(|word| is_label(&word));
    let is_update = words.iter().any(|word| matches!(*word, "updated" | "modified"));
    let words: Vec<&str> = words.iter().filter(|word| !is_label(word)).copied().collect();
    let (at, len, date) = (0..words.len()).find_map(|at| date_at(&words, at))?;
    let before = words.get(..at).unwrap_or_default();
    let after = words.get(at + len..).unwrap_or_default();
    if !before.iter().chain(after).all(|w| is_clock(w)) {
        return None;
    }
    let timed = moment(date, before).or_else(|| moment(date, after));
    let is_bare = !is_labelled && before.is_empty() && after.is_empty();
    Some(Stated { at: timed.or_else(|| Moment::of_day(date))?, is_update, is_bare })
}

/// The date that begins at a word, and how many words it takes.
fn date_at(words: &[&str], at: usize) -> Option<(usize, usize, Date)> {
    let words = words.get(at..)?;
    if let Some(date) = words.first().filter(|iso| iso.len() == 10).and_then(|iso| iso.parse().ok())
    {
        return Some((at, 1, date));
    }
    let [a, b, year, ..] = words else { return None };
    let day_first = month(b).map(|m| (day(a), m));
    let (d, m) = day_first.or_else(|| month(a).map(|m| (day(b), m)))?;
    let year = year.parse().ok().filter(|y| *y > 1_600)?;
    Some((at, 3, Date::new(year, m, d?).ok()?))
}

/// A day with a time of day: "10:15 am edt", "06.00 gmt", "9pm et".
fn moment(date: Date, words: &[&str]) -> Option<Moment> {
    let (first, rest) = words.split_first()?;
    let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let glued = first.get(digits.len()..).filter(|half| !half.is_empty());
    let (half, zone) = match (glued, rest) {
        (Some(half), [zone]) => (Some(half), zone),
        (None, [half, zone]) => (Some(*half), zone),
        (None, [zone]) => (None, zone),
        _ => return None,
    };
    let mut parts = digits.split([':', '.']).map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next().unwrap_or(Some(0))?);
    let hour = match half {
        None => hour,
        Some("am" | "a.m") => hour % 12,
        Some("pm" | "p.m") => hour % 12 + 12,
        Some(_) => return None,
    };
    let time = Time::new(hour, minute, 0, 0).ok()?;
    let at = date.to_datetime(time).to_zoned(time_zone(zone)?).ok()?;
    Moment::from_second(at.timestamp().as_second())
}

fn time_zone(letters: &str) -> Option<TimeZone> {
    let fixed = ZONES.iter().find(|(name, _)| *name == letters);
    if let Some((_, minutes)) = fixed {
        return Some(TimeZone::fixed(Offset::from_seconds(minutes * 60).ok()?));
    }
    let (_, rule) = SEASONED_ZONES.iter().find(|(name, _)| *name == letters)?;
    TimeZone::posix(rule).ok()
}

/// A time without a zone is taken as UTC: off by hours at most, and nothing better is known.
fn without_zone(raw: &str) -> Option<Moment> {
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| strtime::parse(format, raw).ok()?.to_datetime().ok())
        .and_then(|at| at.to_zoned(TimeZone::UTC).ok())
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
        || matches!(word, "am" | "pm" | "a.m" | "p.m" | "cst" | "mst")
        || ZONES.iter().any(|(zone, _)| *zone == word)
        || SEASONED_ZONES.iter().any(|(zone, _)| *zone == word)
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
    fn times_beside_a_date_are_read_where_their_zone_is_known() {
        check("Published 14 May 2025 09:12 BST", Some("2025-05-14T08:12:00Z"));
        check("Published 10:15 AM EDT, May 14, 2025", Some("2025-05-14T14:15:00Z"));
        check("Sat 8 Mar 2025 06.00 GMT", Some("2025-03-08T06:00:00Z"));
        check("January 3, 2025 at 9:05 p.m. ET", Some("2025-01-04T02:05:00Z"));
        check("July 3, 2025, 9pm ET", Some("2025-07-04T01:00:00Z"));
        check("3 July 2025, 12:30 IST", Some("2025-07-03T07:00:00Z"));
        check("3 July 2025 25:30 GMT", Some("2025-07-03T00:00:00Z"));
        check("12:30 3 July 2025", Some("2025-07-03T00:00:00Z"));
    }

    #[test]
    fn labels_tell_a_change_from_the_first_day() {
        let of = |line| stated(line).map(|s| (s.at.to_string(), s.is_update, s.is_bare));
        let day = || "2025-03-08T00:00:00Z".to_owned();
        assert_eq!(of("8 March 2025"), Some((day(), false, true)));
        assert_eq!(of("First published on 8 March 2025"), Some((day(), false, false)));
        assert_eq!(of("Last modified on 8 March 2025"), Some((day(), true, false)));
        assert_eq!(of("On 8 March 2025 they met"), None);
        assert_eq!(line("Last modified on 8 March 2025"), None);
    }

    #[test]
    fn other_lines_are_no_dates() {
        check("In June 2024 they met", None);
        check("Putin in North Korea", None);
        check("May 2024 be better", None);
        check("", None);
    }
}
