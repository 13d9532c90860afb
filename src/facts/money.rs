//! Money: signs, codes and names of currencies ([`super::currency`]) with an amount.
//!
//! Which dollar `$` is depends on the country of the outlet. Spans leave the comparator outside; the value keeps it.

use super::Context;
use super::comparison;
use super::cues::Cues;
use super::currency::{PREFIXES, SIGNS, code_of, currency_of, dollar_of, is_korean, nordic};
use super::figure::Figure;
use super::number::{self, Number};
use super::page::Page;
use super::token::Shape;
use super::words::words;
use crate::news::{Amount, Comparison, FactKind, Value};

/// `$3.6 billion`, `US$5m`, `€10-15 million`, `EUR 20`.
pub(super) fn with_sign(page: &Page<'_>, at: usize, context: &Context<'_>) -> Option<Figure> {
    if page.shape(at) == Some(Shape::Code) {
        return of_one_word(page, at, context);
    }
    let (currency, after) = sign(page, at, context)?;
    let (mut number, mut max) = number::read_range(page, after)?;
    number.value *= grouped_by_dots(page, &number, &currency);
    if let Some((high, factor)) = second_end(page, at, &number, &currency, context) {
        number.value *= factor;
        (number.tokens.end, max) = (high.tokens.end, Some(high.value));
    }
    if !matches!(page.shape(after), Some(Shape::Number)) {
        return number_in_words_after_code(page, at, &currency, &number);
    }
    let comparison = comparison::before(page, at);
    let amount = Amount { currency, amount: number.value, max, comparison };
    Some((FactKind::Money, at..number.tokens.end, Value::Money(amount)))
}

/// The upper end of a range with two signs, and what the lower end is to be multiplied with: "between $5 and $7 billion"
/// counts in billions at both ends.
fn second_end(
    page: &Page<'_>,
    start: usize,
    low: &Number,
    currency: &str,
    context: &Context<'_>,
) -> Option<(Number, f64)> {
    let join = low.tokens.end;
    let between = page.is(start.wrapping_sub(1), "between") && page.is(join, "and");
    if !between && !page.is(join, "to") && !page.is_hyphen(join) {
        return None;
    }
    let (same, after) = sign(page, join + 1, context).filter(|(code, _)| code == currency)?;
    let high = number::read(page, after).filter(|high| !high.vague && same == currency)?;
    let scaled = low.digits && !high.digits && high.value >= 1e6 && low.value < 1000.0;
    let factor = if scaled { number::magnitude(high.value) } else { 1.0 };
    // "fell from $7 to $9" are two amounts, and so is "rose $1.20 to $78.45".
    let from = page.is(start.wrapping_sub(1), "from");
    let moved = page.is(join, "to") && number::is_moved(page, start);
    (!from && !moved && high.value > low.value * factor).then_some((high, factor))
}

/// "EUR five million" is rare but plain; "a $ million" is not an amount.
fn number_in_words_after_code(
    page: &Page<'_>,
    at: usize,
    currency: &str,
    number: &Number,
) -> Option<Figure> {
    let code = page.word(at).len() == 3;
    let amount = Amount {
        currency: currency.to_owned(),
        amount: number.value,
        max: None,
        comparison: comparison::before(page, at),
    };
    code.then_some((FactKind::Money, at..number.tokens.end, Value::Money(amount)))
}

/// The currency whose sign or code stands at `at`, and the token after it.
fn sign(page: &Page<'_>, at: usize, context: &Context<'_>) -> Option<(String, usize)> {
    let word = page.word(at);
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == word) {
        return Some(((*code).to_owned(), at + 1));
    }
    if matches!(word, "$" | "＄" | "﹩") {
        return Some((dollar_of(context.country).to_owned(), at + 1));
    }
    if page.word(at + 1) == "$" && page.glued(at + 1) {
        let code = PREFIXES.iter().find(|(prefix, _)| *prefix == word).map(|(_, code)| *code)?;
        return Some((code.to_owned(), at + 2));
    }
    let code = code_of(word, context.country)?;
    // A letter alone is a currency only where the amount is glued to it.
    if word.len() == 1 && !page.glued(at + 1) {
        return None;
    }
    let dot = usize::from(page.is(at + 1, "."));
    Some((code.to_owned(), at + 1 + dot))
}

/// `R52`: a letter and a plain number are money where the outlet's country writes it so, or an amount beside it does.
fn of_one_word(page: &Page<'_>, at: usize, context: &Context<'_>) -> Option<Figure> {
    const BESIDE: usize = 12;
    let letter = page.word(at).get(..1).filter(|letter| matches!(*letter, "R" | "N"))?;
    let home = match context.country {
        Some(country) if country.eq_ignore_ascii_case("ZA") => letter == "R",
        Some(country) if country.eq_ignore_ascii_case("NG") => letter == "N",
        _ => false,
    };
    let mut beside = at.saturating_sub(BESIDE)..at + BESIDE;
    let known = home
        || beside.any(|i| {
            i != at
                && page.word(i) == letter
                && page.glued(i + 1)
                && page.shape(i + 1) == Some(Shape::Number)
        });
    let digits = page.word(at).get(1..)?;
    let amount: f64 = digits.parse().ok().filter(|amount| known && *amount > 0.0)?;
    let road = page.is_in(at + 1, words!("road highway freeway route motorway"))
        || page.is_in(at.wrapping_sub(1), words!("the road highway"));
    if road {
        return None;
    }
    let amount = Amount {
        currency: code_of(letter, None)?.to_owned(),
        amount,
        max: None,
        comparison: comparison::before(page, at),
    };
    Some((FactKind::Money, at..at + 1, Value::Money(amount)))
}

/// `5m euros`, `100 million Australian dollars`, `20 pence`.
pub(super) fn in_words(
    page: &Page<'_>,
    number: &Number,
    max: Option<f64>,
    comparison: Comparison,
    context: &Context<'_>,
) -> Option<Figure> {
    let mut at = number.tokens.end;
    // "a million of dollars" and "millions of dollars".
    at += usize::from(number.vague && page.is(at, "of") || page.is_in(at, words!("de di")));
    // "5 Mrd. Euro"
    at += usize::from(page.foreign && page.is(at, ".") && page.has(at + 1, Cues::CURRENCY));
    let nation = page.word(at).to_ascii_lowercase();
    let adjective = page.has(at, Cues::NATION)
        || matches!(nation.as_str(), "us" | "u.s." | "hong" | "new" | "uk" | "singapore");
    let mut unit = at + usize::from(adjective);
    unit += usize::from(matches!(nation.as_str(), "hong" | "new"));
    if page.is_hyphen(at) && page.has(at + 1, Cues::CURRENCY) {
        unit = at + 1;
    }
    if page.word(at) == "p" && page.glued(at) && is_pence(number) {
        let (amount, max) = (number.value / 100.0, max.map(|max| max / 100.0));
        let value = Value::Money(Amount { currency: "GBP".to_owned(), amount, max, comparison });
        return Some((FactKind::Money, number.tokens.start..at + 1, value));
    }
    if !page.has(unit, Cues::CURRENCY) {
        return sign_behind(page, number, max, comparison, context);
    }
    if page.is(unit, "won") && unit == at && !is_korean(page, number, unit) {
        return None;
    }
    let adjective = if adjective { nation.as_str() } else { nordic(page, unit, context) };
    let (currency, factor) = currency_of(page.word(unit), adjective, context.country)?;
    let (amount, max) = (number.value * factor, max.map(|max| max * factor));
    let value = Value::Money(Amount { currency: currency.to_owned(), amount, max, comparison });
    Some((FactKind::Money, number.tokens.start..unit + 1, value))
}

/// `12,50 €`, `50€`: the sign behind the amount, as most of Europe writes it.
fn sign_behind(
    page: &Page<'_>,
    number: &Number,
    max: Option<f64>,
    comparison: Comparison,
    context: &Context<'_>,
) -> Option<Figure> {
    let at = number.tokens.end;
    // In "10 £5 notes" the sign is the next amount's.
    if page.glued(at + 1) && page.shape(at + 1) == Some(Shape::Number) {
        return None;
    }
    let word = page.word(at);
    let currency = match SIGNS.iter().find(|(sign, _)| *sign == word) {
        Some((_, code)) => *code,
        None if word == "$" && page.glued(at) => dollar_of(context.country),
        None => return None,
    };
    let amount = number.value * grouped_by_dots(page, number, currency);
    let value = Value::Money(Amount { currency: currency.to_owned(), amount, max, comparison });
    Some((FactKind::Money, number.tokens.start..at + 1, value))
}

/// A thousand where the dot of an amount in euros groups its digits: "€2.500", "1.000 €"; what a litre costs has three decimals.
fn grouped_by_dots(page: &Page<'_>, number: &Number, currency: &str) -> f64 {
    let word = page.word(number.tokens.start);
    let parts =
        word.split_once('.').filter(|_| number.digits && currency == "EUR" && !page.foreign);
    let Some((whole, rest)) = parts else { return 1.0 };
    let grouped = rest.len() == 3 && !whole.starts_with('0') && whole.len() <= 3;
    let round = rest.ends_with('0') || whole.len() > 1;
    let end = number.tokens.end;
    let priced = (end..end + 3).any(|i| page.is_in(i, words!("litre liter kwh kilowatt therm")));
    if grouped && round && !priced { 1000.0 } else { 1.0 }
}

/// `59p`, but not the lines of a screen: `1080p`.
fn is_pence(number: &Number) -> bool {
    number.digits
        && !(number.value >= 480.0
            && [480.0, 720.0, 1080.0, 1440.0, 2160.0].contains(&number.value))
}
