//! Days with a name: Christmas, Easter and what is counted from it, Black Friday; and weekdays that are part of another
//! name ("Bloody Sunday", "Sheffield Wednesday") and no dates.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::{self, Tense};
use super::page::Page;
use super::tense::tense;
use super::token::Shape;
use super::when::{Anchor, When};
use super::words::words;
use super::year::year_number;

/// `Christmas`, `Christmas Eve`, `New Year's Day`, `Easter Sunday`, `Boxing Day`; not "Christmas Island".
pub(super) fn read(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let owned = |i: usize| page.is_in(i, words!("'s ’s"));
    let new_year = page.is(at, "new") && page.is(at + 1, "year") && owned(at + 2);
    let valentine = page.is(at, "valentine") && owned(at + 1);
    let name = at + 1 + 2 * usize::from(new_year) + usize::from(valentine);
    let day = page.is_in(name, words!("day eve sunday monday"));
    let named = page.token(name).is_some_and(|t| t.shape == Shape::Title && t.breaks == 0);
    let alone = !new_year && !page.is_in(at, words!("new boxing valentine")) && !named;
    if page.shape(at) != Some(Shape::Title) || !(day || alone) {
        return None;
    }
    let eve = page.is(name, "eve");
    let fixed = match (new_year, page.word(at).to_ascii_lowercase().as_str()) {
        (true, _) => Some(if eve { (12, 31) } else { (1, 1) }),
        (_, "christmas") => Some(if eve { (12, 24) } else { (12, 25) }),
        (_, "boxing") => Some((12, 26)),
        (_, "halloween") => Some((10, 31)),
        (_, "valentine") => Some((2, 14)),
        _ => None,
    };
    let tense = tense(page, at);
    let end = name + usize::from(day);
    let comma = usize::from(page.is(end, ","));
    if let Some(year) = year_number(page, end + comma).filter(|year| *year >= 1900) {
        let day = match fixed {
            Some((month, day)) => Date::new(year, month, day).ok(),
            None if page.is(at, "easter") => easter_day(year, i64::from(page.is(name, "monday"))),
            None => thanksgiving(year),
        };
        return Some(When::of_day(at..end + comma + 1, day, false));
    }
    let known = anchor.published.and_then(|told| match fixed {
        Some((month, day)) => {
            Date::new(calendar::year_of_month(told, month, tense), month, day).ok()
        }
        None if page.is(at, "easter") => {
            nearest(told, tense, |year| easter_day(year, i64::from(page.is(name, "monday"))))
        }
        None => nearest(told, tense, thanksgiving),
    });
    Some(When::of_day(at..end, known, true))
}

/// What a weekday is together with the words beside it.
pub(super) enum Named {
    /// A day with a name.
    Day(When),
    /// A part of another name, which is no date.
    Name,
}

/// `Good Friday`, `Black Friday`, `Ash Wednesday`; `Bloody Sunday` and `Sheffield Wednesday` are no dates.
pub(super) fn weekday(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<Named> {
    if is_title(page, at) {
        return Some(Named::Name);
    }
    let first = at.checked_sub(1).filter(|i| page.shape(*i) == Some(Shape::Title))?;
    if page.token(at).is_some_and(|t| t.breaks > 0 || !t.spaced) {
        return None;
    }
    let said = (page.word(first), page.word(at));
    if OTHER.contains(&said) {
        return Some(Named::Name);
    }
    let day: fn(i16) -> Option<Date> = match said {
        ("Good", "Friday") => |year| easter_day(year, -2),
        ("Ash", "Wednesday") => |year| easter_day(year, -46),
        ("Palm", "Sunday") => |year| easter_day(year, -7),
        ("Maundy", "Thursday") => |year| easter_day(year, -3),
        ("Shrove" | "Pancake", "Tuesday") => |year| easter_day(year, -47),
        ("Holy", "Saturday") => |year| easter_day(year, -1),
        ("Whit", "Monday") => |year| easter_day(year, 50),
        ("Black", "Friday") => |year| behind_thanksgiving(year, 1),
        ("Cyber", "Monday") => |year| behind_thanksgiving(year, 4),
        ("Giving", "Tuesday") => |year| behind_thanksgiving(year, 5),
        ("Super", "Tuesday") => super_tuesday,
        _ => return None,
    };
    // "the Good Friday Agreement" is of 1998, and a name.
    if agreement_end(page, at + 1).is_some() {
        return Some(Named::Name);
    }
    let known = anchor.published.and_then(|told| nearest(told, tense(page, at), day));
    Some(Named::Day(When::of_day(first..at + 1, known, true)))
}

/// Where the event ends whose name begins at `at` with a word and a weekday: `Bloody Sunday`, `Good Friday accord`.
pub(super) fn event_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let said = (page.word(at), page.word(at + 1));
    if said == ("Good", "Friday") {
        return agreement_end(page, at + 2);
    }
    (matches!(said.0, "Bloody" | "Black") && OTHER.contains(&said)).then_some(at + 2)
}

/// Where "Agreement", "peace accord" and the like end behind "Good Friday".
fn agreement_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let noun = at + usize::from(page.is_in(at, words!("peace belfast")));
    page.is_in(noun, words!("agreement accord accords deal pact treaty")).then_some(noun + 1)
}

/// Names that a weekday ends.
const OTHER: &[(&str, &str)] = &[
    ("Sheffield", "Wednesday"),
    ("Bloody", "Sunday"),
    ("Bloody", "Monday"),
    ("Bloody", "Friday"),
    ("Black", "Monday"),
    ("Black", "Tuesday"),
    ("Black", "Wednesday"),
    ("Black", "Thursday"),
    ("Black", "Saturday"),
    ("Black", "Sunday"),
    ("Ruby", "Tuesday"),
    ("Super", "Sunday"),
];

/// "the Sunday Times", "the Mail on Sunday", "Saturday Night Live".
fn is_title(page: &Page<'_>, at: usize) -> bool {
    #[rustfmt::skip]
    const PAPERS: &[&str] = &[
        "Times", "Telegraph", "Mirror", "Mail", "Express", "Herald", "Post", "World", "Independent", "Sun", "Tribune",
        "Mercury", "Business", "Nation", "Standard", "People", "Star", "Record", "Punch", "Vanguard", "Observer",
    ];
    let on = page.is(at.wrapping_sub(1), "on");
    let paper = PAPERS.contains(&page.word(at + 1))
        && page.token(at + 1).is_some_and(|t| t.spaced && t.breaks == 0);
    let night = page.word(at + 1) == "Night" && page.shape(at + 2) == Some(Shape::Title);
    let mail =
        on && page.is(at.wrapping_sub(2), "mail") && page.shape(at - 2) == Some(Shape::Title);
    mail || !on && (paper || night)
}

/// The day of the year that is nearest to the one it is told on, on the side the tense allows.
fn nearest(told: Date, tense: Tense, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let days: Vec<Date> = (-3..=4).filter_map(|off| day(told.year() + off)).collect();
    let next = days.iter().copied().find(|day| *day >= told);
    let last = days.iter().copied().rev().find(|day| *day <= told);
    // What was most of a year ago is told of with its year.
    let old = told.checked_sub(8.months()).ok()?;
    let soon = told.checked_add(4.months()).ok()?;
    let passed = last.is_some_and(|last| last < old) && next.is_some_and(|next| next <= soon);
    if tense == Tense::Past && !passed { last } else { next }
}

/// The day that lies so many days behind the Easter Sunday of the western churches.
fn easter_day(year: i16, days: i64) -> Option<Date> {
    // Butcher's reckoning, for the Gregorian calendar.
    let y = i32::from(year);
    let (golden, century) = (y % 19, y / 100);
    let skipped = (8 * century + 13) / 25;
    let moon = (19 * golden + century - century / 4 - skipped + 15) % 30;
    let moon = moon - i32::from(moon == 29 || moon == 28 && golden > 10);
    let sunday = (32 + 2 * (century % 4) + 2 * (y % 100 / 4) - moon - y % 4) % 7;
    let behind = moon + sunday + 1;
    let equinox = Date::new(year, 3, 21).ok()?;
    equinox.checked_add((i64::from(behind) + days).days()).ok()
}

/// The fourth Thursday of November.
fn thanksgiving(year: i16) -> Option<Date> {
    Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok()
}

/// The day of the primaries, as it was set since 2012: the first Tuesday of March in years of an election.
fn super_tuesday(year: i16) -> Option<Date> {
    let march = Date::new(year, 3, 1).ok().filter(|_| year % 4 == 0)?;
    march.nth_weekday_of_month(1, Weekday::Tuesday).ok()
}

fn behind_thanksgiving(year: i16, days: i64) -> Option<Date> {
    thanksgiving(year)?.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_is_where_the_moon_puts_it() {
        for day in [
            date(1961, 4, 2),
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2019, 4, 21),
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2038, 4, 25),
            date(1981, 4, 19),
            date(1954, 4, 18),
        ] {
            assert_eq!(easter_day(day.year(), 0), Some(day));
        }
    }

    #[test]
    fn thanksgiving_is_a_thursday() {
        assert_eq!(thanksgiving(2024), Some(date(2024, 11, 28)));
        assert_eq!(behind_thanksgiving(2025, 1), Some(date(2025, 11, 28)));
    }
}
