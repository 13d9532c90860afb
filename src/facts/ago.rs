//! Dates that a stretch of time leads to: "two weeks ago", "half a century ago", "a week from now", "in three weeks".

use super::calendar::{Period, Tense};
use super::cues::Cues;
use super::number;
use super::page::Page;
use super::tense::tense;
use super::when::{Anchor, When};
use super::words::{Words, words};

/// How long, counted in what, and where the words for it end.
struct Stretch {
    /// How many; none where the words do not say.
    count: Option<f64>,
    /// `day`, `fortnight`.
    unit: usize,
}

/// `two weeks ago`, `a year ago`, `24 years earlier`, `decades ago`, `half a century ago`, `a week from now`, the `two weeks`
/// of "will end in two weeks".
pub(super) fn read(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let Stretch { count, unit } = stretch(page, at)?;
    // "a year and a half ago"
    let half = page.is(unit + 1, "and") && page.is(unit + 2, "a") && page.is(unit + 3, "half");
    let last = unit + if half { 3 } else { 0 };
    let count = count.map(|count| if half { count + 0.5 } else { count });
    if let Some(end) = ahead(page, at, last) {
        let count = count?;
        let value = period_of(page, unit)
            .and_then(|(period, factor)| shifted(period, anchor.published?, count * factor));
        return Some(When::relative(at..end, value));
    }
    let (end, sign) = match page.word(last + 1).to_ascii_lowercase().as_str() {
        "ago" | "back" => (last + 2, -1.0),
        "earlier" if count.is_some() => (last + 2, -1.0),
        "later" if count.is_some() => (last + 2, 1.0),
        _ => return None,
    };
    let (period, factor) = period_of(page, unit)?;
    let from = if page.is(end - 1, "ago") { anchor.published } else { anchor.of(period) };
    let value = match count {
        Some(count) => from.and_then(|day| shifted(period, day, sign * count * factor)),
        None => Some("PAST_REF".to_owned()),
    };
    Some(When::relative(at..end, value))
}

/// The stretch of time that begins at `at`.
fn stretch(page: &Page<'_>, at: usize) -> Option<Stretch> {
    let (count, unit) = match part(page, at).or_else(|| {
        let number = number::read(page, at)?;
        Some((number.value, number.tokens.end))
    }) {
        Some((count, unit)) => (Some(count), unit),
        None if page.is_in(at, words!("a an")) && page.is_in(at + 1, words!("few couple")) => {
            (None, at + 2 + usize::from(page.is(at + 2, "of")))
        }
        None if page.is_in(at, words!("a an")) => (Some(1.0), at + 1),
        None if page.is_in(at, words!("several many some")) => (None, at + 1),
        None if page.word(at).ends_with('s') && page.has(at, Cues::PERIOD) => (None, at),
        None => return None,
    };
    page.has(unit, Cues::PERIOD).then_some(Stretch { count, unit })
}

/// `half a` century, `a quarter of a` century: what part, and where the period stands.
fn part(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let article = |i: usize| page.is_in(i, words!("a an"));
    if page.is(at, "half") && article(at + 1) {
        return Some((0.5, at + 2));
    }
    let count = match page.word(at).to_ascii_lowercase().as_str() {
        "a" | "one" => 1.0,
        "three" => 3.0,
        _ => return None,
    };
    let next = at + 1 + usize::from(page.is_hyphen(at + 1));
    let quarters = page.is_in(next, words!("quarter quarters"));
    (quarters && page.is(next + 1, "of") && article(next + 2)).then_some((count / 4.0, next + 3))
}

/// The period a word names and how many of it the word is: a fortnight is two weeks.
fn period_of(page: &Page<'_>, unit: usize) -> Option<(Period, f64)> {
    if page.is_in(unit, words!("fortnight fortnights")) {
        return Some((Period::Week, 2.0));
    }
    Period::of(page.word(unit)).map(|period| (period, 1.0))
}

/// The period so many periods off; parts of long ones are counted in shorter ones.
fn shifted(period: Period, from: jiff::civil::Date, count: f64) -> Option<String> {
    let whole = (count - count.round()).abs() < 1e-6;
    let (period, factor) = match period {
        Period::Century if !whole => (Period::Year, 100.0),
        Period::Decade if !whole => (Period::Year, 10.0),
        Period::Year if !whole => (Period::Month, 12.0),
        Period::Month if !whole => (Period::Week, 4.0),
        period => (period, 1.0),
    };
    period.at(from, (count * factor).clamp(-9e3, 9e3) as i32)
}

/// Where a stretch ends that leads to a day to come: `a week from now`, `four days' time`, and the `two weeks` of "will end in two
/// weeks", which is one where the sentence looks ahead; "can run 100 miles in two days" only says how long.
fn ahead(page: &Page<'_>, at: usize, last: usize) -> Option<usize> {
    if page.is(last + 1, "from") && page.is_in(last + 2, words!("now today")) {
        return Some(last + 3);
    }
    if !page.is(at.wrapping_sub(1), "in") {
        return None;
    }
    let owned = page.is_in(last + 1, words!("' ’ 's ’s")) && page.glued(last + 1);
    if owned && page.is(last + 2, "time") {
        return Some(last + 3);
    }
    let of_days = !page.has(last + 1, Cues::PERIOD)
        && !page.is(last + 1, "or")
        && !page.is_in(last, words!("hour hours minute minutes second seconds"));
    (of_days && !owned && tense(page, at) == Tense::Future && !counts_back(page, at))
        .then_some(last + 1)
}

/// "the third strike in two weeks", "the worst in ten years", "can be built in six months": how long, not when.
fn counts_back(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 10;
    let words = (at.saturating_sub(REACH)..at.saturating_sub(1)).rev();
    let mut words = words.take_while(|i| page.shape(*i) != Some(super::token::Shape::Mark));
    words.any(|i| {
        let word = page.word(i);
        let most = word.len() > 4
            && word.ends_with("est")
            && !page.is_in(i, words!("arrest protest request interest west forest invest contest"));
        most || page.is_in(i, BACK)
    })
}

/// What says that a stretch is measured.
const BACK: Words = words!(
    "first second third fourth fifth sixth seventh most only times time twice once can could more would"
);
