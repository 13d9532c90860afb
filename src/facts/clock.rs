//! Times of day: `4:00pm AEDT`, `16:30`, `dawn`, `this morning`.
//!
//! The value is `THH:MM` where the text gives one; `dawn` has none.

use std::ops::Range;

use super::cues::Cues;
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

/// Reads the time that begins at `at`: its tokens and its value.
pub(super) fn read(page: &Page<'_>, at: usize) -> Option<(Range<usize>, Option<String>)> {
    if page.shape(at) == Some(Shape::Number) {
        return clock(page, at);
    }
    if let Some((_, value)) = NAMED.iter().find(|(word, _)| page.is(at, word)) {
        return Some((at..at + 1, value.map(str::to_owned)));
    }
    part_of_day(page, at)
}

/// `4:00pm`, `16:30 GMT`, `10 a.m.`, `5pm`.
fn clock(page: &Page<'_>, at: usize) -> Option<(Range<usize>, Option<String>)> {
    let (hour, mut minute, mut end) = match page.word(at).split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => {
            (hour.parse().ok()?, minute.parse().ok()?, at + 1)
        }
        Some(_) => return None,
        None => (page.word(at).parse::<u32>().ok()?, 0, at + 1),
    };
    let colon = page.is(end, ":")
        && page.glued(end)
        && page.glued(end + 1)
        && page.word(end + 1).len() == 2;
    if colon {
        minute = page.word(end + 1).parse().ok()?;
        end += 2;
    }
    let military = !colon
        && page.word(at).len() == 4
        && page.is_in(end, ZONES)
        && page.shape(end) == Some(Shape::Upper);
    if military && hour < 2400 && hour % 100 < 60 {
        return Some((at..end + 1, Some(format!("T{:02}:{:02}", hour / 100, hour % 100))));
    }
    let half = half_of_day(page, end);
    end += usize::from(half.is_some());
    if hour > 24 || minute > 59 || !colon && half.is_none() || half.is_some() && hour > 12 {
        return None;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    // "3:16" alone is as often a verse or a result.
    let zone = page.is_in(end, ZONES) && page.shape(end) == Some(Shape::Upper);
    if half.is_none()
        && !zone
        && !page.is_in(at.wrapping_sub(1), words!("at by from until around about before after"))
    {
        return None;
    }
    end += usize::from(zone);
    Some((at..end, Some(format!("T{hour:02}:{minute:02}"))))
}

/// Whether `am` (false) or `pm` (true) stands at `at`.
fn half_of_day(page: &Page<'_>, at: usize) -> Option<bool> {
    match page.word(at).to_ascii_lowercase().trim_end_matches('.') {
        "pm" | "p.m" => Some(true),
        "am" | "a.m" => Some(false),
        _ => None,
    }
}

/// `this morning`, `last night`, `tonight`.
fn part_of_day(page: &Page<'_>, at: usize) -> Option<(Range<usize>, Option<String>)> {
    let pointed = page.is_in(at, words!("this last yesterday tomorrow"))
        || page.has(at, Cues::WEEKDAY) && page.shape(at) == Some(Shape::Title);
    let part = page.is_in(at + 1, words!("morning afternoon evening night"));
    if !pointed || !part {
        return None;
    }
    let start = if page.has(at, Cues::WEEKDAY) || page.is_in(at, words!("yesterday tomorrow")) {
        return None;
    } else {
        at
    };
    Some((start..at + 2, None))
}

const NAMED: &[(&str, Option<&str>)] = &[
    ("dawn", None),
    ("dusk", None),
    ("tonight", None),
    ("noon", Some("T12:00")),
    ("midnight", Some("T00:00")),
    ("midday", Some("T12:00")),
    ("daybreak", None),
    ("sunrise", None),
    ("sunset", None),
];

const ZONES: Words = words!(
    "GMT UTC BST CET CEST EST EDT CST CDT MST MDT PST PDT AEDT AEST IST JST MSK ET PT NZST NZDT \
     WIB SGT HKT"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Option<&str>)>) {
        let page = Page::new(text);
        let found = (0..page.tokens.len()).find_map(|at| read(&page, at));
        let found = found.as_ref().map(|(tokens, value)| (page.read(tokens), value.as_deref()));
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn clock_times_have_a_value() {
        check("at 4:00pm AEDT", Some(("4:00pm AEDT", Some("T16:00"))));
        check("at 10 a.m. on", Some(("10 a.m.", Some("T10:00"))));
        check("at 2100 UTC", Some(("2100 UTC", Some("T21:00"))));
        check("at 16:30 GMT", Some(("16:30 GMT", Some("T16:30"))));
    }

    #[test]
    fn parts_of_the_day_have_none() {
        check("arrived at dawn", Some(("dawn", None)));
        check("early this morning", Some(("this morning", None)));
        check("won 3:16", None);
    }
}
