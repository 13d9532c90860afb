//! Years, decades and centuries. Four digits alone may count things instead; the words beside them decide.

use super::cues::Cues;
use super::page::Page;
use super::plural;
use super::token::{Shape, Token};
use super::when::When;
use super::words::{Words, words};

/// The year that is written at `at`, as far as four digits can tell.
pub(super) fn year_number(page: &Page<'_>, at: usize) -> Option<i16> {
    let word = page.word(at);
    let plain = page.shape(at) == Some(Shape::Number) && word.len() == 4;
    word.parse().ok().filter(|year| plain && (1000..=2100).contains(year))
}

/// `1990s`, `1990's`, `'90s`, `the 90s`.
pub(super) fn decade(page: &Page<'_>, at: usize) -> Option<When> {
    let ending = page.is_in(at + 1, words!("s 's ’s")) && page.glued(at + 1);
    if ending && page.word(at).len() == 2 {
        return short_decade(page, at);
    }
    let year = year_number(page, at).filter(|year| ending && year % 10 == 0)?;
    let value = format!("{:03}X", year / 10);
    Some(When::new(at..at + 2, value))
}

/// `the 80s`, `'90s`, `the 60s and 70s`; not those of a life, nor of a thermometer.
fn short_decade(page: &Page<'_>, at: usize) -> Option<When> {
    const REACH: usize = 8;
    let tens: u8 = page.word(at).parse().ok().filter(|tens| tens % 10 == 0)?;
    let marked = page.glued(at) && matches!(page.word_before(at, 1), "'" | "’" | "‘");
    let coupled = page.is_in(at.wrapping_sub(1), words!("and to or"))
        && page.is(at.wrapping_sub(2), "s")
        && page.glued(at.wrapping_sub(2));
    let dated = page.is_in(at.wrapping_sub(1), words!("the early late mid"))
        || page.is_in(at.wrapping_sub(2), words!("early late mid"));
    // "Highs in the 80s", "in his early 40s".
    let aged = (1..5).any(|back| page.before(at, back).is_some() && page.is_in(at - back, WHOSE));
    let warm = (at.saturating_sub(REACH)..at + REACH).any(|i| page.is_in(i, WARM));
    let century = match tens {
        30.. => 19,
        // The twenties are of this century or the last.
        20 => return marked.then(|| When::relative(at - 1..at + 2, None)),
        _ if marked => 20,
        _ => return None,
    };
    let start = at - usize::from(marked);
    let fits = marked || (dated || coupled) && !warm;
    (fits && !aged).then(|| When::new(start..at + 2, format!("{century}{}X", tens / 10)))
}

/// Whose life or whose thermometer decades are counted of.
pub(super) const WHOSE: Words = words!("his her their my our your its");
const WARM: Words = words!("highs lows temperatures temperature degrees weather fahrenheit humid");

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
    let certain = (1900..=2100).contains(&year);
    // "1846 were treated and 1720 had been sent home".
    let subject = !certain && page.is_in(at + 1, words!("had have were are"));
    if page.has(at + 1, Cues::UNIT)
        || subject
        || LABELLED.contains(&before)
        || !is_dated(page, at, certain)
        || is_count(page, at, year)
    {
        return None;
    }
    if let Some(until) = season_end(page, at, year) {
        return Some(When::new(at..at + 3, format!("{year:04}/{until:04}")));
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

/// Words before a year that leave no doubt.
const SURE: Words = words!("in since until till during early late mid through throughout");

/// Words that may stand before a year, and before a count, too.
const LIKELY: Words = words!("of by from to between before after the ( around and , for");

/// What ends with a year as a part of its name.
pub(super) const LABELLED: &[&str] = &["Euro", "Expo"];

/// Nouns that years have: "2019 levels", "the 2026 elections".
const YEARLY: Words = words!(
    "levels elections prices polls olympics games paralympics championships protests floods figures \
     results highs lows accords awards riots talks attacks earthquakes wildfires primaries midterms \
     estimates earnings sales revenues profits guidelines rules bombings"
);

/// Whether four digits are a year by the words before them, or by themselves.
fn is_dated(page: &Page<'_>, at: usize, certain: bool) -> bool {
    let before = |words: Words| page.is_in(at.wrapping_sub(1), words);
    before(SURE) || before(LIKELY) || certain || fiscal(page, at) < at
}

/// Whether four digits count what stands behind them.
fn is_count(page: &Page<'_>, at: usize, year: i16) -> bool {
    let counts =
        super::noun::phrase_end(page, at + 1) == Some(at + 2) || page.has(at + 1, Cues::CURRENCY);
    let led = |words: Words| page.is_in(at.wrapping_sub(1), words);
    let certain = (1900..=2100).contains(&year);
    if !counts || led(SURE) || fiscal(page, at) < at {
        return false;
    }
    if page.has(at + 1, Cues::CURRENCY) || super::noun::is_unit(page, at + 1) {
        return true;
    }
    if !certain {
        return !led(words!("the of")) || year % 100 == 0 || is_of_people(page, at + 1);
    }
    if page.is_in(at + 1, YEARLY) {
        return false;
    }
    // Counts of this size are mostly written in groups, unless they are round: "a crowd of 2000 people".
    if year % 100 == 0 {
        return true;
    }
    // "By 2030 emissions must halve", and "Ford 2019 models": no count stands behind a name.
    let first = page.sentences.get(page.sentence_of(at)).is_some_and(|s| s.tokens.start + 1 == at);
    if first && led(LIKELY) || led(words!("the")) {
        return false;
    }
    let named = page.before(at, 1).is_some_and(|t| t.is_capital() && !t.has(Cues::STOP));
    !named && (!led(LIKELY) || is_of_people(page, at + 1))
}

/// Whether the plural at `at` looks like one of people.
fn is_of_people(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    plural::is_closed(word) || plural::is_of_people(word) || plural::is_person(word)
}

/// Where "fiscal year 2019" and "fiscal 2019" begin.
fn fiscal(page: &Page<'_>, at: usize) -> usize {
    if page.word_before(at, 1) == "FY" {
        return at - 1;
    }
    let first = at - usize::from(page.is(at.wrapping_sub(1), "year"));
    if page.is_in(first.wrapping_sub(1), words!("fiscal financial")) { first - 1 } else { at }
}

/// "1909 Willow Drive", "1119 Eighth St.": the number of a house.
fn is_address(page: &Page<'_>, at: usize) -> bool {
    const STREETS: Words = words!(
        "street st avenue ave drive dr lane ln road rd boulevard blvd court ct place way terrace \
         crescent parkway highway hwy"
    );
    let dated = words!("in since until by from before after during late early a an the this that");
    let part = |i: usize| {
        matches!(page.shape(i), Some(Shape::Title | Shape::Upper | Shape::Code | Shape::Number))
            || page.is_in(i, words!("th st nd rd"))
    };
    !page.is_in(at.wrapping_sub(1), dated)
        && (at + 2..at + 5)
            .take_while(|i| part(i - 1))
            .any(|i| page.is_in(i, STREETS) && page.shape(i) == Some(Shape::Title))
}

/// The next year as `2008/09` and `2008/2009` have it.
fn season_end(page: &Page<'_>, at: usize, year: i16) -> Option<i16> {
    let slash = page.is(at + 1, "/") && page.glued(at + 1) && page.glued(at + 2);
    let until = year_number(page, at + 2).or_else(|| short_year(page, at + 2, year))?;
    let next = until == year + 1 || year % 100 == 99 && until == year - 99;
    (slash && next && !(page.is(at + 3, "/") && page.glued(at + 3))).then_some(year + 1)
}

/// `FY25`, `FY2024`.
pub(super) fn fiscal_code(page: &Page<'_>, at: usize) -> Option<When> {
    let digits = page.word(at).strip_prefix("FY")?;
    let number: i16 = digits.parse().ok().filter(|_| matches!(digits.len(), 2 | 4))?;
    let year = if digits.len() == 2 { 2000 + number } else { number };
    if !(1990..=2060).contains(&year) {
        return None;
    }
    if let Some(until) = season_end(page, at, year) {
        return Some(When::new(at..at + 3, format!("{year:04}/{until:04}")));
    }
    Some(When::new(at..at + 1, format!("{year:04}")))
}

/// The `03` of `2000-03`.
fn short_year(page: &Page<'_>, at: usize, year: i16) -> Option<i16> {
    let word = page.word(at);
    let short: i16 = word.parse().ok().filter(|_| word.len() == 2)?;
    Some(year - year % 100 + short)
}
