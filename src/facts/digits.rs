//! Numbers in digits: groups, decimals, fractions, with a scale.
//!
//! Thousands are grouped by commas, dots or narrow spaces, as the language and the manner of the outlet have it.

use super::abroad;
use super::cues::Cues;
use super::currency;
use super::noun;
use super::number::{self, Number};
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

/// `3.6`, `1,200`, `3.6bn`, `12 million`, `2 dozen`.
pub(super) fn read(page: &Page<'_>, at: usize) -> Option<Number> {
    if page.foreign
        && let Some(number) = abroad::grouped(page, at)
    {
        return Some(number);
    }
    let (mut value, mut end) = match spaced_groups(page, at) {
        Some(found) => found,
        None => (parse(page.word(at), page.foreign)?, at + 1),
    };
    if page.is_in(end, words!("st nd rd th")) && page.glued(end) {
        return None;
    }
    // "10⁶" is not ten.
    if page.glued(end) && page.word(end).starts_with(is_raised) {
        return None;
    }
    let hyphen = usize::from(page.is_hyphen(end));
    if let Some(part) = vulgar(page, end) {
        value += part;
        end += 1;
    }
    // "5 millions d'euros" is no vague number.
    if page.is(end, "millions") && !page.is(end + 1, "of") {
        return Some(Number {
            tokens: at..end + 1,
            value: value * 1e6,
            vague: false,
            digits: false,
        });
    }
    if let Some((part, behind)) = fraction(page, end) {
        value += part;
        end = behind;
    }
    let plain = end;
    if let Some(scale) = number::scale(page, end + hyphen).filter(|_| !is_metres(page, at, end)) {
        value *= scale;
        end += hyphen + 1;
        if page.foreign {
            (value, end) = abroad::joined(page, value, end);
        }
    }
    let digits = end == plain;
    Some(Number { tokens: at..end, value, vague: false, digits })
}

/// Whether the "m" of "800m" is for metres and not for millions: by the race, or by what is said to be so long.
fn is_metres(page: &Page<'_>, at: usize, end: usize) -> bool {
    const LONG: Words = words!(
        "tall long high deep wide away above below north south east west hurdles freestyle butterfly \
         backstroke breaststroke medley relay sprint steeplechase swim"
    );
    const RACES: &[&str] = &[
        "60", "100", "200", "400", "800", "1500", "1,500", "3000", "3,000", "5000", "5,000",
        "10,000",
    ];
    // "£20m above expectations", "the 200m euro deal"
    let before = page.word_before(at, 1);
    let priced = page.glued(at) && currency::SIGNS.iter().any(|(sign, _)| before.ends_with(sign))
        || currency::is_code(before)
        || page.has(end + 1, Cues::CURRENCY);
    if page.word(end) != "m" || !page.glued(end) || priced {
        return false;
    }
    let run = RACES.contains(&page.word(at))
        && page.is_in(at.wrapping_sub(1), words!("the 's ’s"))
        && noun::phrase_end(page, end + 1).is_none();
    let long = end + 1 + usize::from(page.is_hyphen(end + 1));
    // "2.8m long-term sick"
    run || page.is_in(long, LONG) && !page.is_hyphen(long + 1)
}

/// The `1/2` of "1-1/2" and "1 1/2", and where it ends.
fn fraction(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let upper = at + usize::from(page.is_hyphen(at));
    let glued = page.is(upper + 1, "/") && page.glued(upper + 1) && page.glued(upper + 2);
    let digit = |at: usize| {
        let word = page.word(at);
        word.parse::<u8>().ok().filter(|_| word.len() == 1)
    };
    let (part, whole) = (digit(upper)?, digit(upper + 2)?);
    let fits = glued && part < whole && matches!(whole, 2..=5 | 8) && !page.is(upper + 3, "/");
    fits.then(|| (f64::from(part) / f64::from(whole), upper + 3))
}

fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// `3 000`: the value of digits in groups with spaces between, and where they end. A narrow or fixed space groups by
/// itself; a plain one only behind the sign of a currency and before what is counted.
fn spaced_groups(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let first = page.word(at);
    let begins = first.len() <= 3
        && !first.starts_with('0')
        && first.bytes().all(|b| b.is_ascii_digit())
        && page.before(at, 1).is_none_or(|before| before.shape != Shape::Number);
    let mut end = at + 1;
    let mut whole = first.to_owned();
    let mut fixed = true;
    while begins && !whole.contains(['.', ',']) && is_group(page, end) {
        let gap = page.token(end - 1).zip(page.token(end)).map(|(a, b)| page.slice(a.end, b.start));
        if !matches!(gap, Some(" " | "\u{a0}" | "\u{202f}" | "\u{2009}")) {
            return None;
        }
        fixed &= gap != Some(" ");
        whole.push_str(page.word(end));
        end += 1;
    }
    let groups = end > at + 1
        && page.shape(end) != Some(Shape::Number)
        && (fixed || is_grouped_plainly(page, at, end));
    let value = if groups { whole.replace(',', ".").parse().ok() } else { None };
    value.map(|value| (value, end))
}

/// Whether three digits stand at `at`, be it with decimals.
fn is_group(page: &Page<'_>, at: usize) -> bool {
    let whole = page.word(at).split(['.', ',']).next().unwrap_or_default();
    page.shape(at) == Some(Shape::Number)
        && whole.len() == 3
        && page.word(at).matches(['.', ',']).count() <= 1
        && !page.glued(at)
}

/// Whether "3 000" with a plain space is one number: "$1 250", "some 3 000 people", not "Smith 12 140 runs".
fn is_grouped_plainly(page: &Page<'_>, at: usize, end: usize) -> bool {
    let before = page.word_before(at, 1);
    let priced =
        page.glued(at) && at > 0 && (before.ends_with(['$', '€', '£', '¥']) || before == "R");
    let plain = page.before(at, 1).is_none_or(|t| t.shape == Shape::Lower || t.has(Cues::STOP));
    let counted = page.shape(end) == Some(Shape::Lower)
        && (page.has(end, Cues::CURRENCY) || noun::phrase_end(page, end) == Some(end + 1));
    priced || plain && counted && page.word(at).len() <= 3
}

/// What `½` and its like are worth, glued to digits: "5½ percent".
fn vulgar(page: &Page<'_>, at: usize) -> Option<f64> {
    let part = match page.word(at) {
        "½" => 1.0 / 2.0,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 1.0 / 4.0,
        "¾" => 3.0 / 4.0,
        "⅛" => 1.0 / 8.0,
        "⅜" => 3.0 / 8.0,
        "⅝" => 5.0 / 8.0,
        "⅞" => 7.0 / 8.0,
        _ => return None,
    };
    page.glued(at).then_some(part)
}

/// The value of digits with separators: in English commas group thousands and a dot parts decimals, elsewhere a dot groups.
fn parse(word: &str, foreign: bool) -> Option<f64> {
    if word.len() > 24 {
        return None;
    }
    let dots = word.bytes().filter(|b| *b == b'.').count();
    let grouped = |mark: char| word.split(mark).skip(1).all(|part| part.len() == 3);
    let plain: String = match (word.contains(','), dots) {
        // "1.200.000" groups with dots, "3,5" has a decimal comma.
        (false, 1) if foreign && grouped('.') => word.replace('.', ""),
        // "1.000,50" has its decimals behind the comma in every language.
        (true, 1..) if foreign || word.rfind('.') < word.find(',') => {
            word.replace('.', "").replace(',', ".")
        }
        (false, 2..) => word.replace('.', ""),
        (true, 0) if !grouped(',') => word.replace(',', "."),
        _ => word.replace(',', ""),
    };
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}
