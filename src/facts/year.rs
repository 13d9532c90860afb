//! Years, decades and centuries. Four digits alone may count things instead; the words beside them decide.

use super::cues::Cues;
use super::page::Page;
use super::token::{Shape, Token};
use super::when::When;
use super::words::{Words, words};

/// The year that is written at `at`, as far as four digits can tell.
pub(super) fn year_number(page: &Page<'_>, at: usize) -> Option<i16> {
    let word = page.word(at);
    let plain = page.shape(at) == Some(Shape::Number) && word.len() == 4;
    word.parse().ok().filter(|year| plain && (1000..=2100).contains(year))
}

/// `1990s`, `1990's`.
pub(super) fn decade(page: &Page<'_>, at: usize) -> Option<When> {
    let ending = page.is_in(at + 1, words!("s 's ’s")) && page.glued(at + 1);
    let year = year_number(page, at).filter(|year| ending && year % 10 == 0)?;
    let value = format!("{:03}X", year / 10);
    Some(When::new(at..at + 2, value))
}

/// `19th century`.
pub(super) fn century(page: &Page<'_>, at: usize) -> Option<When> {
    let ordinal = page.is_in(at + 1, words!("st nd rd th")) && page.glued(at + 1);
    if !ordinal || !page.is(at + 2, "century") {
        return None;
    }
    let number: u16 = page.word(at).parse().ok().filter(|n| (1..=30).contains(n))?;
    Some(When::new(at..at + 3, format!("{:02}XX", number - 1)))
}

/// `2023`, `2000-2003`. Four digits alone may count things instead; the words beside them decide.
pub(super) fn year(page: &Page<'_>, at: usize) -> Option<When> {
    let year = year_number(page, at)?;
    let before = page.word_before(at, 1);
    let glued = page.glued(at)
        && !matches!(before, "(" | "[" | "“" | "\"" | "'" | "‘" | "–" | "—" | "-" | "/");
    // "1080p", "2000N"
    let lettered = page.glued(at + 1)
        && page.token(at + 1).is_some_and(Token::is_word)
        && !page.is_in(at + 1, words!("s 's ’s"));
    if glued
        || lettered
        || is_address(page, at)
        || page.glued(at + 1) && (page.is_in(at + 1, words!("% m km kg bn :")))
    {
        return None;
    }
    let leads = words!(
        "in since of by until from to between before after during the ( early late mid around \
         through till and , for"
    );
    let dated = page.is_in(at.wrapping_sub(1), leads) || fiscal(page, at) < at;
    let counts = super::noun::phrase_end(page, at + 1) == Some(at + 2)
        || page.has(at + 1, Cues::CURRENCY)
        || page.has(at + 1, Cues::UNIT);
    let certain = (1900..=2100).contains(&year);
    // "1846 were treated and 1720 had been sent home".
    let subject = page.is_in(at + 1, words!("had have were are"));
    if !dated && (!certain || counts)
        || !certain && subject
        || counts && fiscal(page, at) == at && !["in", "since", "the", "of"].contains(&before)
        || page.has(at + 1, Cues::UNIT)
    {
        return None;
    }
    if page.is_hyphen(at + 1)
        && let Some(until) = year_number(page, at + 2)
            .or_else(|| short_year(page, at + 2, year))
            .filter(|u| *u > year)
    {
        return Some(When::new(at..at + 3, format!("{year:04}/{until:04}")));
    }
    Some(When::new(fiscal(page, at)..at + 1, format!("{year:04}")))
}

/// Where "fiscal year 2019" and "fiscal 2019" begin.
fn fiscal(page: &Page<'_>, at: usize) -> usize {
    let first = at - usize::from(page.is(at.wrapping_sub(1), "year"));
    if page.is_in(first.wrapping_sub(1), words!("fiscal financial")) { first - 1 } else { at }
}

/// "1909 Willow Drive", "1119 Eighth St.": the number of a house.
fn is_address(page: &Page<'_>, at: usize) -> bool {
    const STREETS: Words = words!(
        "street st avenue ave drive dr lane ln road rd boulevard blvd court ct place way terrace \
         crescent parkway highway hwy"
    );
    let dated = words!("in since until by from before after during late early");
    let part = |i: usize| {
        matches!(page.shape(i), Some(Shape::Title | Shape::Upper | Shape::Code | Shape::Number))
            || page.is_in(i, words!("th st nd rd"))
    };
    !page.is_in(at.wrapping_sub(1), dated)
        && (at + 2..at + 5)
            .take_while(|i| part(i - 1))
            .any(|i| page.is_in(i, STREETS) && page.shape(i) == Some(Shape::Title))
}

/// The `03` of `2000-03`.
fn short_year(page: &Page<'_>, at: usize, year: i16) -> Option<i16> {
    let word = page.word(at);
    let short: i16 = word.parse().ok().filter(|_| word.len() == 2)?;
    Some(year - year % 100 + short)
}
