//! Dates as feeds write them, whatever the standards say.
//!
//! [`parse`] reads the forms of ISO 8601 (`iso`), and everything else by what its words and numbers can mean (`free`):
//! RFC 822 with years of two digits and zones of all kinds, the order of C and of Unix, months in a score of languages.
//! The clock is not asked, so a date without a year is none.

mod free;
mod iso;
mod names;

use jiff::civil::Date;

use crate::news::Moment;

/// What longer texts are is no date.
const LONGEST: usize = 120;

/// What is older stands for "never" in some languages.
const FIRST: Date = Date::constant(1_000, 1, 1);

/// Reads a date. A time without a zone is taken as UTC, and so are the single letters of old mail (RFC 5322, section 4.3);
/// a date without a time stands for the day.
pub fn parse(raw: &str) -> Option<Moment> {
    parse_in(raw, None)
}

/// The same for a text in a language (BCP 47): of two numbers between slashes it says which is the day.
pub fn parse_in(raw: &str, language: Option<&str>) -> Option<Moment> {
    let raw = raw.trim();
    if raw.is_empty() || raw.len() > LONGEST {
        return None;
    }
    let free = || free::read(raw, language.is_some_and(is_day_first));
    let found = iso::read(raw).or_else(|| stamp(raw)).or_else(free)?.moment()?;
    // A week or a zone may lead back over the beginning of the first year.
    Some(found).filter(|found| Moment::of_day(FIRST).is_some_and(|first| *found >= first))
}

/// Whether 3/2 is the third of February. English that does not say where from is taken for American, as most of it is.
fn is_day_first(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    let mut parts = language.split(['-', '_']);
    match (parts.next(), parts.next_back()) {
        (Some("en"), region) => !matches!(region, None | Some("us" | "ph")),
        (Some("" | "fil"), _) | (None, _) => false,
        _ => true,
    }
}

/// Seconds or milliseconds since 1970: from 1973 on, so that they are no year and no day.
fn stamp(raw: &str) -> Option<When> {
    let number: i64 = raw.parse().ok().filter(|_| raw.bytes().all(|b| b.is_ascii_digit()))?;
    let second = match raw.len() {
        9 | 10 => number,
        12 | 13 => number / 1_000,
        _ => return None,
    };
    Some(When::Second(second))
}

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    Day(Date),
    Time(Date, Clock),
    Second(i64),
}

/// A time of day and how far its zone is from UTC, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Clock {
    hour: i64,
    minute: i64,
    second: i64,
    offset: i64,
}

impl Clock {
    /// `None` where a clock cannot show it. Hour 24 ends a day, second 60 is a leap second.
    fn new(hour: i64, minute: i64, second: i64) -> Option<Self> {
        let fits = hour < 24 || (hour == 24 && minute == 0 && second == 0);
        let clock = Self { hour, minute, second: second.min(59), offset: 0 };
        (fits && minute < 60 && second <= 60).then_some(clock)
    }
}

impl When {
    fn moment(self) -> Option<Moment> {
        match self {
            Self::Day(day) => Moment::of_day(day),
            Self::Second(second) => Moment::from_second(second),
            Self::Time(day, clock) => {
                let of_day = clock.hour * 3_600 + clock.minute * 60 + clock.second;
                Moment::from_second(Moment::of_day(day)?.second() + of_day - clock.offset)
            }
        }
    }
}

/// A day in a year that a feed may speak of.
fn day(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year >= FIRST.year())?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A year of two or three digits, as RFC 2822 completes it.
fn whole_year(digits: &str) -> Option<i64> {
    let year: i64 = digits.parse().ok()?;
    match digits.len() {
        2 if year < 50 => Some(year + 2_000),
        2 | 3 => Some(year + 1_900),
        4 => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        let found = parse(raw).map(|at| at.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "of {raw:?}");
    }

    #[test]
    fn iso_forms_are_read() {
        check("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z");
        check("2003-12-31T10:14:55.94Z", "2003-12-31T10:14:55Z");
        check("2003-12-31T10:14:55-08:00", "2003-12-31T18:14:55Z");
        check("2003-12-31T10:14:55+0530", "2003-12-31T04:44:55Z");
        check("2003-12-31T10:14+05", "2003-12-31T05:14:00Z");
        check("2003-12-31 10:14:55", "2003-12-31T10:14:55Z");
        check("2003-12-31  10:14:55 PST", "2003-12-31T18:14:55Z");
        check("2003-12-31T10:14:55 +0100", "2003-12-31T09:14:55Z");
        check("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z");
        check("20031231T101455Z", "2003-12-31T10:14:55Z");
        check("20031231101455", "2003-12-31T10:14:55Z");
        check("2003-12-31", "2003-12-31T00:00:00Z");
        check("20031231", "2003-12-31T00:00:00Z");
        check("2003-12", "2003-12-01T00:00:00Z");
        check("2003", "2003-01-01T00:00:00Z");
        check("2003-335", "2003-12-01T00:00:00Z");
        check("2003335", "2003-12-01T00:00:00Z");
        check("2003-W01-4", "2003-01-02T00:00:00Z");
        check("2003W014T10:00Z", "2003-01-02T10:00:00Z");
        check("2003-W02", "2003-01-06T00:00:00Z");
        check("03-12-31", "2003-12-31T00:00:00Z");
        check("2006/09/15 08:19:53", "2006-09-15T08:19:53Z");
        check("2003-12-31T25:14:55Z", "2003-12-31T00:00:00Z");
        check("2003-02-30", "none");
    }

    #[test]
    fn no_form_leads_to_a_year_that_no_feed_speaks_of() {
        check("0500W52", "none");
        check("0999-12-31T23:00:00Z", "none");
        check("1000-01-01T00:00:00+05", "none");
        check("1000-W01-1", "none");
        check("1000-01-01T00:00:00Z", "1000-01-01T00:00:00Z");
    }

    #[test]
    fn mail_dates_are_read() {
        check("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        check("Thu, 01 Jan 04 19:48 EST", "2004-01-02T00:48:00Z");
        check("1 Jan 1999 19:48:21 -0700", "1999-01-02T02:48:21Z");
        check("Thu, 1 January 2004 19:48:21 GMT+2", "2004-01-01T17:48:21Z");
        check("Thursday, 01-Jan-04 19:48:21 UTC", "2004-01-01T19:48:21Z");
        check("Thu, 01 Jan 2004", "2004-01-01T00:00:00Z");
        check("Jan 5, 2004 at 4:05 p.m.", "2004-01-05T16:05:00Z");
        check("January 05, 2004 12:05 AM EDT", "2004-01-05T04:05:00Z");
        check("Thu, 01 Jan 100 00:00:00 +0100", "1999-12-31T23:00:00Z");
        check("Thu,31 Dec 2009 10:14:55 Z", "2009-12-31T10:14:55Z");
        check("Mon, 25 Dec 2017 10:00:60 +05:30", "2017-12-25T04:30:59Z");
        check("Sun, 31 Sept 2017 10:00:00 GMT", "none");
        check("Tue, 10 Jun 2003 04:00:00 (PDT)", "2003-06-10T11:00:00Z");
        check("Tue, 10 Jun 2003 04:00:00 Etc/GMT", "2003-06-10T04:00:00Z");
    }

    #[test]
    fn other_orders_are_read() {
        check("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z");
        check("Sun Jan 04 16:29:06 PST 2004", "2004-01-05T00:29:06Z");
        check("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z");
        check("15.09.2006 08:19", "2006-09-15T08:19:00Z");
        check("9/15/2006 8:19:53 PM", "2006-09-15T20:19:53Z");
        check("25/12/2006", "2006-12-25T00:00:00Z");
        check("1700000000", "2023-11-14T22:13:20Z");
        check("1700000000123", "2023-11-14T22:13:20Z");
    }

    #[test]
    fn other_languages_are_read() {
        check("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15Z");
        check("2004-05-25 오후 11:23:17", "2004-05-25T23:23:17Z");
        check("2004-07-08 오전 12:56:58.0", "2004-07-08T00:56:58Z");
        check("2004年5月28日 01:31:15", "2004-05-28T01:31:15Z");
        check("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z");
        check("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z");
        check("Mo, 3. März 2014 07:00:00 +0100", "2014-03-03T06:00:00Z");
        check("mar., 14 févr. 2017 10:00:00 +0100", "2017-02-14T09:00:00Z");
        check("14 августа 2017 10:00", "2017-08-14T10:00:00Z");
    }

    #[test]
    fn the_language_says_which_number_is_the_day() {
        let of = |raw: &str, language| parse_in(raw, language).map(|at| at.to_string());
        let (march, february) = ("2017-03-02T00:00:00Z", "2017-02-03T00:00:00Z");
        for (language, expected) in [
            (None, march),
            (Some("en"), march),
            (Some("en-US"), march),
            (Some("en-Latn-US"), march),
            (Some("fr"), february),
            (Some("de_AT"), february),
            (Some("pt-BR"), february),
            (Some("en-GB"), february),
            (Some("EN-au"), february),
        ] {
            assert_eq!(of("03/02/2017", language).as_deref(), Some(expected), "{language:?}");
        }
        // What can be read in one way alone is.
        assert_eq!(of("03/25/2017", Some("fr")).as_deref(), Some("2017-03-25T00:00:00Z"));
        assert_eq!(of("25.03.2017", Some("en")).as_deref(), Some("2017-03-25T00:00:00Z"));
    }

    #[test]
    fn single_letters_of_old_mail_say_nothing_of_a_zone() {
        for letter in ["A", "M", "N", "Y", "Z", "a"] {
            check(&format!("Thu, 01 Jan 2004 19:48:21 {letter}"), "2004-01-01T19:48:21Z");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for raw in
            ["", "yesterday", "0001-01-01T00:00:00Z", "May be", "12:30", "Thu, 01 Jan", "v1.2.3"]
        {
            check(raw, "none");
        }
        check(&"1 ".repeat(1_000), "none");
    }

    proptest! {
        #[test]
        fn anything_is_read_without_harm(raw in "\\PC{0,40}", digits in "[0-9 :/T+.W-]{0,24}") {
            let _either = (parse(&raw), parse(&digits));
        }

        #[test]
        fn moments_are_read_as_they_are_written(second in -30_000_000_000_i64..250_000_000_000) {
            let moment = Moment::from_second(second).expect("a moment");
            prop_assert_eq!(parse(&moment.to_string()), Some(moment));
        }
    }
}
