//! Money: signs, codes and names of currencies with an amount.
//!
//! Which dollar `$` is depends on the country of the outlet. Spans leave the comparator outside; the value keeps it.

use super::Context;
use super::comparison;
use super::cues::Cues;
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
    // "fell from $7 to $5" are two amounts.
    let from = page.is(start.wrapping_sub(1), "from");
    (!from && high.value > low.value * factor).then_some((high, factor))
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
    if word == "$" {
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

/// Whether a word may stand for a currency before an amount.
pub(super) fn is_code(word: &str) -> bool {
    code_of(word, None).is_some()
}

fn code_of(word: &str, country: Option<&str>) -> Option<&'static str> {
    let rupee = RUPEES.iter().find(|(own, _)| word == "Rs" && country == Some(own));
    let short = || SHORT.iter().find(|(name, _)| *name == word).map(|(_, code)| *code);
    rupee
        .map(|(_, code)| *code)
        .or_else(short)
        .or_else(|| CODES.iter().copied().find(|code| *code == word))
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
    at += usize::from(number.vague && page.is(at, "of") || page.is_any(at, &["de", "di"]));
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
        return None;
    }
    let adjective = if adjective { nation.as_str() } else { "" };
    let (currency, factor) = currency_of(page.word(unit), adjective, context.country)?;
    let (amount, max) = (number.value * factor, max.map(|max| max * factor));
    let value = Value::Money(Amount { currency: currency.to_owned(), amount, max, comparison });
    Some((FactKind::Money, number.tokens.start..unit + 1, value))
}

/// `59p`, but not the lines of a screen: `1080p`.
fn is_pence(number: &Number) -> bool {
    number.digits
        && !(number.value >= 480.0
            && [480.0, 720.0, 1080.0, 1440.0, 2160.0].contains(&number.value))
}

/// The code of a currency by its name and nation, and what one of it is worth in its unit.
fn currency_of(name: &str, nation: &str, country: Option<&str>) -> Option<(&'static str, f64)> {
    let name = name.to_lowercase().replace('ó', "o");
    let name = name.trim_start_matches("d'").trim_start_matches("d’");
    let cents = matches!(name, "cent" | "cents" | "pence");
    let single = match name {
        "pence" => "pound",
        "dolares" | "dollari" | "dolar" => "dollar",
        _ => name.trim_end_matches('s'),
    };
    let own = NATIONAL
        .iter()
        .find(|(unit, who, _)| single.starts_with(unit) && !who.is_empty() && *who == nation);
    let code = match own {
        Some((_, _, code)) => code,
        None if matches!(single, "dollar" | "cent" | "buck") => dollar_of(country),
        None => NATIONAL
            .iter()
            .find(|(unit, who, _)| single.starts_with(unit) && who.is_empty())
            .map(|(_, _, code)| *code)?,
    };
    Some((code, if cents { 0.01 } else { 1.0 }))
}

/// Which dollar `$` is in an outlet of this country.
fn dollar_of(country: Option<&str>) -> &'static str {
    let country = country.unwrap_or("US");
    DOLLARS
        .iter()
        .find(|(code, _)| code.eq_ignore_ascii_case(country))
        .map_or("USD", |(_, dollar)| dollar)
}

/// Signs that are one currency each.
const SIGNS: &[(&str, &str)] = &[
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₩", "KRW"),
    ("₴", "UAH"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("฿", "THB"),
];

/// What stands before `$`.
const PREFIXES: &[(&str, &str)] = &[
    ("US", "USD"),
    ("U.S.", "USD"),
    ("A", "AUD"),
    ("AU", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("NZ", "NZD"),
    ("HK", "HKD"),
    ("S", "SGD"),
    ("R", "BRL"),
    ("NT", "TWD"),
    ("MX", "MXN"),
    ("AUD", "AUD"),
    ("CAD", "CAD"),
    ("USD", "USD"),
];

/// Codes that are written before an amount as they are.
const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "INR", "AUD", "CAD", "CHF", "SEK", "NOK", "DKK", "ZAR",
    "NGN", "KES", "UGX", "TZS", "GHS", "EGP", "PKR", "BDT", "LKR", "NPR", "SAR", "AED", "PHP",
    "IDR", "MYR", "SGD", "HKD", "KRW", "TRY", "RUB", "UAH", "PLN", "CZK", "HUF", "ILS", "NZD",
    "BRL", "MXN",
];

/// Short names before an amount.
const SHORT: &[(&str, &str)] = &[
    ("RMB", "CNY"),
    ("Rs", "INR"),
    ("Rp", "IDR"),
    ("RM", "MYR"),
    ("Tk", "BDT"),
    ("KSh", "KES"),
    ("Ksh", "KES"),
    ("Sh", "KES"),
    ("R", "ZAR"),
    ("N", "NGN"),
];

/// Countries whose rupee is not the Indian one.
const RUPEES: &[(&str, &str)] = &[("PK", "PKR"), ("NP", "NPR"), ("LK", "LKR"), ("MU", "MUR")];

/// Countries whose own currency is written `$`.
const DOLLARS: &[(&str, &str)] = &[
    ("AU", "AUD"),
    ("CA", "CAD"),
    ("NZ", "NZD"),
    ("SG", "SGD"),
    ("HK", "HKD"),
    ("TW", "TWD"),
    ("MX", "MXN"),
    ("AR", "ARS"),
    ("CL", "CLP"),
    ("CO", "COP"),
    ("JM", "JMD"),
    ("TT", "TTD"),
    ("FJ", "FJD"),
];

/// Beginning of the unit's name, nation (empty: the usual one), code.
const NATIONAL: &[(&str, &str, &str)] = &[
    ("dollar", "us", "USD"),
    ("dollar", "u.s.", "USD"),
    ("dollar", "american", "USD"),
    ("dollar", "australian", "AUD"),
    ("dollar", "canadian", "CAD"),
    ("dollar", "new", "NZD"),
    ("dollar", "hong", "HKD"),
    ("dollar", "singapore", "SGD"),
    ("dollar", "taiwanese", "TWD"),
    ("pound", "egyptian", "EGP"),
    ("pound", "lebanese", "LBP"),
    ("pound", "syrian", "SYP"),
    ("pound", "sudanese", "SDG"),
    ("franc", "swiss", "CHF"),
    ("peso", "philippine", "PHP"),
    ("peso", "argentine", "ARS"),
    ("peso", "chilean", "CLP"),
    ("peso", "colombian", "COP"),
    ("rupee", "pakistani", "PKR"),
    ("won", "north", "KPW"),
    ("krona", "icelandic", "ISK"),
    ("crown", "swedish", "SEK"),
    ("crown", "norwegian", "NOK"),
    ("crown", "danish", "DKK"),
    ("crown", "czech", "CZK"),
    ("kron", "norwegian", "NOK"),
    ("kron", "danish", "DKK"),
    ("dinar", "kuwaiti", "KWD"),
    ("dinar", "iraqi", "IQD"),
    ("riyal", "qatari", "QAR"),
    ("euro", "", "EUR"),
    ("eur", "", "EUR"),
    ("pound", "", "GBP"),
    ("sterling", "", "GBP"),
    ("gbp", "", "GBP"),
    ("quid", "", "GBP"),
    ("usd", "", "USD"),
    ("yen", "", "JPY"),
    ("jpy", "", "JPY"),
    ("yuan", "", "CNY"),
    ("renminbi", "", "CNY"),
    ("cny", "", "CNY"),
    ("rouble", "", "RUB"),
    ("ruble", "", "RUB"),
    ("rub", "", "RUB"),
    ("rupee", "", "INR"),
    ("inr", "", "INR"),
    ("rupiah", "", "IDR"),
    ("won", "", "KRW"),
    ("krw", "", "KRW"),
    ("peso", "", "MXN"),
    ("mxn", "", "MXN"),
    ("real", "", "BRL"),
    ("reai", "", "BRL"),
    ("brl", "", "BRL"),
    ("franc", "", "CHF"),
    ("chf", "", "CHF"),
    ("kron", "", "SEK"),
    ("sek", "", "SEK"),
    ("nok", "", "NOK"),
    ("dkk", "", "DKK"),
    ("zloty", "", "PLN"),
    ("złot", "", "PLN"),
    ("доллар", "", "USD"),
    ("рубл", "", "RUB"),
    ("евро", "", "EUR"),
    ("гривен", "", "UAH"),
    ("юан", "", "CNY"),
    ("фунт", "", "GBP"),
    ("元", "", "CNY"),
    ("人民币", "", "CNY"),
    ("円", "", "JPY"),
    ("日元", "", "JPY"),
    ("美元", "", "USD"),
    ("ドル", "", "USD"),
    ("港元", "", "HKD"),
    ("欧元", "", "EUR"),
    ("ユーロ", "", "EUR"),
    ("ウォン", "", "KRW"),
    ("pln", "", "PLN"),
    ("forint", "", "HUF"),
    ("lira", "", "TRY"),
    ("try", "", "TRY"),
    ("shekel", "", "ILS"),
    ("dirham", "", "AED"),
    ("riyal", "", "SAR"),
    ("rial", "", "IRR"),
    ("dinar", "", "IQD"),
    ("baht", "", "THB"),
    ("ringgit", "", "MYR"),
    ("dong", "", "VND"),
    ("hryvnia", "", "UAH"),
    ("uah", "", "UAH"),
    ("rand", "", "ZAR"),
    ("zar", "", "ZAR"),
    ("naira", "", "NGN"),
    ("shilling", "", "KES"),
    ("cedi", "", "GHS"),
    ("bitcoin", "", "XBT"),
    ("aud", "", "AUD"),
    ("cad", "", "CAD"),
    ("nzd", "", "NZD"),
    ("sgd", "", "SGD"),
    ("hkd", "", "HKD"),
];
