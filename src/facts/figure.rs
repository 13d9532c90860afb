//! Quantities, and which figure begins at a place; money is in [`super::money`], percentages in [`super::percent`].
//!
//! Grammars over numbers ([`super::number`]) and the words beside them. Spans leave the comparator outside; the value
//! keeps it. Dates and times were taken before: a year never reaches this file.

use std::ops::Range;

use super::bare::{counts_alone, counts_people, decade_of_life, is_age, is_group};
use super::cues::Cues;
use super::number::{self, Number};
use super::page::Page;
use super::token::Shape;
use super::uncounted::{is_label, is_score, is_share, is_small_talk};
use super::words::{Words, words};
use super::{Context, comparison, money, noun, percent, plural};
use crate::news::{Amount, Comparison, FactKind, Quantity, Value};

/// A figure: its kind, its tokens and its value.
pub(super) type Figure = (FactKind, Range<usize>, Value);

/// Reads the figure that begins at `at`, if one does.
pub(super) fn read(page: &Page<'_>, at: usize, context: &Context<'_>) -> Option<Figure> {
    let token = page.token(at)?;
    let opens = token.is_capital() && opens_sentence(page, at);
    if token.shape == Shape::Mark || token.is_capital() && !opens {
        return money::with_sign(page, at, context);
    }
    if let Some((tokens, years)) = decade_of_life(page, at) {
        let (value, unit) = (f64::from(years), Some("year".to_owned()));
        let age = Quantity { value, max: Some(value + 9.0), unit, comparison: Comparison::Equal };
        return Some((FactKind::Quantity, tokens, Value::Quantity(age)));
    }
    if token.shape != Shape::Number
        && !token.has(Cues::NUMBER)
        && !page.is_in(at, words!("a an rs eur usd gbp"))
    {
        return None;
    }
    if page.is_in(at, words!("rs eur usd gbp")) {
        return money::with_sign(page, at, context);
    }
    if let Some(part) = percent::part(page, at) {
        return Some(part);
    }
    let (number, max) = number::read_range(page, at)?;
    let comparison = comparison::before(page, at);
    let found = if weighs(page, at) {
        quantity(page, &number, max, comparison)
    } else {
        money::in_words(page, &number, max, comparison, context)
            .or_else(|| percent::read(page, &number, comparison))
            .or_else(|| quantity(page, &number, max, comparison))
    };
    found.map(|figure| compared_behind(page, figure))
}

/// "300 houses or more": what stands behind a figure compares it where nothing before it does.
fn compared_behind(page: &Page<'_>, (kind, tokens, mut value): Figure) -> Figure {
    if let Some((behind, _)) = comparison::behind(page, tokens.end) {
        let (Value::Money(Amount { comparison, .. })
        | Value::Quantity(Quantity { comparison, .. })
        | Value::Percent(_, comparison)) = &mut value
        else {
            return (kind, tokens, value);
        };
        if matches!(comparison, Comparison::Equal | Comparison::About) {
            *comparison = behind;
        }
    }
    (kind, tokens, value)
}

/// "Two people died": a number in words with a capital that is due to its place.
fn opens_sentence(page: &Page<'_>, at: usize) -> bool {
    let first = page.sentences.get(page.sentence_of(at)).is_some_and(|s| s.tokens.start == at)
        || matches!(page.word_before(at, 1), "“" | "\"" | "‘" | ":");
    // "A dozen deals", and not "A$5" or "A. Berg".
    let article = page.is(at, "an") || page.word(at) == "A" && !page.glued(at + 1);
    let counts = page.has(at, Cues::NUMBER) && page.shape(at) == Some(Shape::Title);
    first && (counts || article)
}

/// "weighed 82 pounds": pounds that are no money.
fn weighs(page: &Page<'_>, at: usize) -> bool {
    (1..4).any(|back| {
        page.word_before(at, back).get(..5).is_some_and(|start| start.eq_ignore_ascii_case("weigh"))
    })
}

/// A number and what it counts or measures.
fn quantity(
    page: &Page<'_>,
    number: &Number,
    max: Option<f64>,
    comparison: Comparison,
) -> Option<Figure> {
    let start = number.tokens.start;
    if is_label(page, start) && !is_age(page, number)
        || is_score(page, number, max)
        || is_small_talk(page, number)
        || is_share(page, number)
    {
        return None;
    }
    // "60 or more lorries"
    let behind = comparison::behind(page, number.tokens.end);
    let said = behind.and_then(|(_, length)| noun::phrase_end(page, number.tokens.end + length));
    let (end, unit, inexact) = match said {
        Some(end) => (end, Some(unit_of(page, end)), false),
        None => counted(page, number)?,
    };
    let comparison = behind.filter(|_| said.is_some()).map_or(comparison, |(behind, _)| behind);
    let at_least = number.vague || inexact;
    let comparison =
        if at_least && comparison == Comparison::Equal { Comparison::AtLeast } else { comparison };
    // "minus 6 degrees" and "-6 degrees"; a spaced dash is none.
    let minus = unit.as_deref() == Some("degree")
        && (page.is(start.wrapping_sub(1), "minus")
            || matches!(page.word_before(start, 1), "-" | "−")
                && page.glued(start)
                && !page.glued(start - 1));
    let comparison = if is_during(page, start, end) { Comparison::Equal } else { comparison };
    let sign = if minus { -1.0 } else { 1.0 };
    let value = Quantity { value: sign * number.value, max, unit, comparison };
    Some((FactKind::Quantity, start - usize::from(minus)..end, Value::Quantity(value)))
}

/// "cited 61 times over five years": in the course of them, not more than that.
fn is_during(page: &Page<'_>, start: usize, end: usize) -> bool {
    const MORE: Words = words!(
        "for just well lasted took of is was are were been after spent a little slightly waited"
    );
    page.is(start.wrapping_sub(1), "over")
        && page.has(end - 1, Cues::PERIOD)
        && page.shape(start.wrapping_sub(2)) != Some(Shape::Mark)
        && !page.is_in(start.wrapping_sub(2), MORE)
}

/// Where the counted noun ends and what it is; also whether the number is vague.
fn counted(page: &Page<'_>, number: &Number) -> Option<(usize, Option<String>, bool)> {
    let at = number.tokens.end;
    if let Some(end) = hyphenated(page, at) {
        return Some((end, Some(plural::lemma(page.word(at + 1))), false));
    }
    if measured(page, at) {
        return Some((at + 1, Some(plural::lemma(page.word(at))), false));
    }
    if let Some(end) = odd(page, at) {
        return Some((end, Some(plural::lemma(page.word(end - 1))), false));
    }
    if number.vague {
        let of = page.is(at, "of");
        let end = noun::phrase_end(page, at + usize::from(of)).filter(|_| of || number.value < 1e9);
        // "killed tens of thousands"
        let Some(end) = end else { return (number.tokens.len() > 2).then_some((at, None, true)) };
        return Some((end, Some(plural::lemma(page.word(end - 1))), true));
    }
    if is_age(page, number) {
        return Some((at, Some("year".to_owned()), false));
    }
    // "injuring 24 others", "a mother of four".
    if page.is(at, "others")
        && (number.value > 1.0)
        && !page.is(number.tokens.start.wrapping_sub(1), "the")
    {
        return Some((at + 1, Some("other".to_owned()), false));
    }
    if page.is(number.tokens.start.wrapping_sub(1), "of")
        && page.is_in(number.tokens.start.wrapping_sub(2), words!("mother father parent"))
    {
        return Some((at, Some("child".to_owned()), false));
    }
    // "one" and "a" count only with a noun that is counted one by one.
    if number.value <= 1.0 && !number.digits {
        let alone = page.has(at, Cues::UNIT) && !page.is_in(at, words!("day point second"))
            || page.is_in(at, ONE_BY_ONE)
            || only_one(page, number);
        return alone.then(|| (at + 1, Some(plural::lemma(page.word(at))), false));
    }
    if page.glued(at) && matches!(page.word(at), "C" | "F") {
        return Some((at + 1, Some("degree".to_owned()), false));
    }
    if page.is_in(at, words!("° º")) {
        let scale = usize::from(page.glued(at + 1) && page.is_in(at + 1, words!("c f")));
        return Some((at + 1 + scale, Some("degree".to_owned()), false));
    }
    if let Some(end) = noun::phrase_end(page, at) {
        let per_hour =
            page.is(end - 1, "km") && page.is(end, "/") && page.glued(end) && page.is(end + 1, "h");
        let unit = unit_of(page, end);
        let scale = unit == "degree" && page.is_in(end, words!("celsius fahrenheit centigrade"));
        // "30 miles per hour"
        let per = page.is(end, "per") && page.is_in(end + 1, words!("hour second"));
        let more = if per_hour || per { 2 } else { usize::from(scale) };
        return Some((end + more, Some(unit), false));
    }
    if page.is(number.tokens.start, "1") && is_one_thing(page, at) {
        return Some((at + 1, Some(plural::lemma(page.word(at))), false));
    }
    let people = counts_people(page, number) || is_group(page, number);
    (people || counts_alone(page, number)).then(|| (at, people.then(|| "person".to_owned()), false))
}

/// The singular of the noun that ends before `end`; that of "light-years" is one word.
fn unit_of(page: &Page<'_>, end: usize) -> String {
    const FIRST: Words = words!("light by semi co ex half vice sub step quarter");
    let unit = plural::lemma(page.word(end - 1));
    match end.checked_sub(3).filter(|first| page.is_hyphen(end - 2) && page.is_in(*first, FIRST)) {
        Some(first) => format!("{}-{unit}", page.word(first).to_lowercase()),
        None => unit,
    }
}

/// The unit of "a 30m-high wave".
fn measured(page: &Page<'_>, at: usize) -> bool {
    page.glued(at)
        && page.has(at, Cues::UNIT)
        && page.is_hyphen(at + 1)
        && page.is_in(at + 2, words!("high tall long deep wide thick strong"))
}

/// "fifty-odd years": the end of the noun behind.
fn odd(page: &Page<'_>, at: usize) -> Option<usize> {
    let odd = page.is_hyphen(at) && page.is(at + 1, "odd");
    odd.then(|| noun::phrase_end(page, at + 2)).flatten()
}

/// The noun of "1 seat": one that no other word follows which it might belong to.
fn is_one_thing(page: &Page<'_>, at: usize) -> bool {
    const NO_NOUN: Cues = Cues::STOP.or(Cues::VERB).or(Cues::SAY).or(Cues::WHERE).or(Cues::MONTH);
    let alone = page.token(at + 1).is_none_or(|next| {
        next.breaks > 0 || next.shape == Shape::Mark || next.cues.any(Cues::STOP.or(Cues::WHERE))
    });
    page.shape(at) == Some(Shape::Lower)
        && !page.glued(at)
        && page.word(at).len() > 2
        && !page.has_any(at, NO_NOUN)
        && alone
}

/// "only one seat", "just one vote": one that is counted against more.
fn only_one(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let plain = page.shape(at) == Some(Shape::Lower)
        && !page.has_any(at, Cues::STOP.or(Cues::VERB).or(Cues::SAY));
    plain && page.is(start, "one") && page.is_in(start.wrapping_sub(1), words!("only just least"))
}

/// `28-year-old`, `three-year`: the end of the hyphenated unit behind the number.
fn hyphenated(page: &Page<'_>, at: usize) -> Option<usize> {
    if !page.is_hyphen(at) || !noun::is_unit(page, at + 1) && !page.is_in(at + 1, STRONG) {
        return None;
    }
    let old = page.is_hyphen(at + 2) && page.is_in(at + 3, words!("old olds"));
    Some(if old { at + 4 } else { at + 2 })
}

/// Nouns that a number and a hyphen stand before: "the 15-member council".
const STRONG: Words = words!(
    "member seat page bed room storey story person nation man strong vote mile ship game match"
);
const ONE_BY_ONE: Words = words!(
    "person man woman child soldier policeman officer civilian student worker passenger death \
     protester boy girl employee prisoner victim suspect gunman"
);

#[cfg(test)]
mod tests;
