//! Money, percentages and quantities.
//!
//! Grammars over numbers ([`super::number`]) and the words beside them. Spans leave the comparator outside; the value
//! keeps it. Dates and times were taken before: a year never reaches this file.

use std::ops::Range;

use super::cues::Cues;
use super::number::{self, Number};
use super::page::Page;
use super::token::{Shape, Token};
use super::{Context, noun};
use crate::news::{Amount, Comparison, FactKind, Quantity, Value};

/// A figure: its kind, its tokens and its value.
pub(super) type Figure = (FactKind, Range<usize>, Value);

/// Reads the figure that begins at `at`, if one does.
pub(super) fn read(page: &Page<'_>, at: usize, context: &Context<'_>) -> Option<Figure> {
    let token = page.token(at)?;
    if token.shape == Shape::Mark || token.is_capital() {
        return money_with_sign(page, at, context);
    }
    if token.shape != Shape::Number
        && !token.has(Cues::NUMBER)
        && !page.is_any(at, &["a", "an", "rs", "eur", "usd", "gbp"])
    {
        return None;
    }
    if page.is_any(at, &["rs", "eur", "usd", "gbp"]) {
        return money_with_sign(page, at, context);
    }
    let (number, max) = number::read_range(page, at)?;
    let comparison = number::comparison_before(page, at);
    if weighs(page, at) {
        return quantity(page, number, max, comparison);
    }
    money_in_words(page, &number, max, comparison, context)
        .or_else(|| percent(page, &number, comparison))
        .or_else(|| quantity(page, number, max, comparison))
}

/// "weighed 82 pounds": pounds that are no money.
fn weighs(page: &Page<'_>, at: usize) -> bool {
    (1..4).any(|back| {
        page.word_before(at, back).get(..5).is_some_and(|start| start.eq_ignore_ascii_case("weigh"))
    })
}

/// `$3.6 billion`, `US$5m`, `€10-15 million`, `EUR 20`.
fn money_with_sign(page: &Page<'_>, at: usize, context: &Context<'_>) -> Option<Figure> {
    let (currency, after) = sign(page, at, context)?;
    let (mut number, max) = number::read_range(page, after)?;
    number.value *= shared_scale(page, &number);
    if !matches!(page.shape(after), Some(Shape::Number)) {
        return number_in_words_after_code(page, at, &currency, number);
    }
    let comparison = number::comparison_before(page, at);
    let amount = Amount { currency, amount: number.value, max, comparison };
    Some((FactKind::Money, at..number.tokens.end, Value::Money(amount)))
}

/// "between $5 and $7 billion" counts in billions at both ends.
fn shared_scale(page: &Page<'_>, number: &Number) -> f64 {
    let join = number.tokens.end;
    let joined = number.digits && (page.is_any(join, &["and", "to"]) || page.is_hyphen(join));
    let sign = SIGNS.iter().any(|(sign, _)| page.is(join + 1, sign)) || page.is(join + 1, "$");
    match number::read(page, join + 2).filter(|high| joined && sign && !high.digits) {
        Some(high) if high.value >= 1e6 && number.value < 1000.0 => number::magnitude(high.value),
        _ => 1.0,
    }
}

/// "EUR five million" is rare but plain; "a $ million" is not an amount.
fn number_in_words_after_code(
    page: &Page<'_>,
    at: usize,
    currency: &str,
    number: Number,
) -> Option<Figure> {
    let code = page.word(at).len() == 3;
    let amount = Amount {
        currency: currency.to_owned(),
        amount: number.value,
        max: None,
        comparison: number::comparison_before(page, at),
    };
    code.then(|| (FactKind::Money, at..number.tokens.end, Value::Money(amount)))
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
    let code = CODES.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)?;
    let dot = usize::from(page.is(at + 1, "."));
    Some((code.to_owned(), at + 1 + dot))
}

/// `5m euros`, `100 million Australian dollars`, `20 pence`.
fn money_in_words(
    page: &Page<'_>,
    number: &Number,
    max: Option<f64>,
    comparison: Comparison,
    context: &Context<'_>,
) -> Option<Figure> {
    let mut at = number.tokens.end;
    // "a million of dollars" and "millions of dollars".
    at += usize::from(number.vague && page.is(at, "of"));
    let nation = page.word(at).to_ascii_lowercase();
    let adjective = page.has(at, Cues::NATION)
        || matches!(nation.as_str(), "us" | "u.s." | "hong" | "new" | "uk" | "singapore");
    let mut unit = at + usize::from(adjective);
    unit += usize::from(matches!(nation.as_str(), "hong" | "new"));
    if page.is_hyphen(at) && page.has(at + 1, Cues::CURRENCY) {
        unit = at + 1;
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

/// The code of a currency by its name and nation, and what one of it is worth in its unit.
fn currency_of(name: &str, nation: &str, country: Option<&str>) -> Option<(&'static str, f64)> {
    let name = name.to_ascii_lowercase();
    let cents = matches!(name.as_str(), "cent" | "cents" | "pence");
    let single = if name == "pence" { "pound" } else { name.trim_end_matches('s') };
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

/// `80 percent`, `4.5%`, `three percentage points`.
fn percent(page: &Page<'_>, number: &Number, comparison: Comparison) -> Option<Figure> {
    let at = number.tokens.end;
    let hyphen = usize::from(page.is_hyphen(at));
    let at = at + hyphen;
    let end = if page.is_any(at, &["%", "percent", "pct"]) {
        at + 1
    } else if page.is(at, "per") && page.is(at + 1, "cent") {
        at + 2
    } else if page.is(at, "percentage") && page.is_any(at + 1, &["points", "point"]) {
        at + 2
    } else {
        return None;
    };
    // A glued minus is a sign, a spaced dash is not: "fell by -0.5%".
    let start = number.tokens.start;
    let minus = start > 0
        && matches!(page.word_before(start, 1), "-" | "−")
        && page.glued(start)
        && !page.glued(start - 1);
    let value = if minus { -number.value } else { number.value };
    let value = Value::Percent(value, comparison);
    Some((FactKind::Percent, start - usize::from(minus)..end, value))
}

/// A number and what it counts or measures.
fn quantity(
    page: &Page<'_>,
    number: Number,
    max: Option<f64>,
    comparison: Comparison,
) -> Option<Figure> {
    let start = number.tokens.start;
    if is_label(page, start) || is_score(page, &number, max) || is_small_talk(page, &number) {
        return None;
    }
    let (end, unit, inexact) = counted(page, &number)?;
    let at_least = number.vague || inexact;
    let comparison =
        if at_least && comparison == Comparison::Equal { Comparison::AtLeast } else { comparison };
    let value = Quantity { value: number.value, max, unit, comparison };
    Some((FactKind::Quantity, start..end, Value::Quantity(value)))
}

/// Where the counted noun ends and what it is; also whether the number is vague.
fn counted(page: &Page<'_>, number: &Number) -> Option<(usize, Option<String>, bool)> {
    let at = number.tokens.end;
    if let Some(end) = hyphenated(page, at) {
        return Some((end, Some(noun::lemma(page.word(at + 1))), false));
    }
    if number.vague {
        let of = page.is(at, "of");
        let end =
            noun::phrase_end(page, at + usize::from(of)).filter(|_| of || number.value < 1e9)?;
        return Some((end, Some(noun::lemma(page.word(end - 1))), true));
    }
    if is_age(page, number) {
        return Some((at, Some("year".to_owned()), false));
    }
    // "one" and "a" count only with a noun that is counted one by one.
    if number.value <= 1.0 && !number.digits {
        let alone = page.has(at, Cues::UNIT) && !page.is_any(at, &["day", "point", "second"])
            || page.is_any(at, ONE_BY_ONE);
        return alone.then(|| (at + 1, Some(noun::lemma(page.word(at))), false));
    }
    if page.is_any(at, &["°", "º"]) {
        let scale = usize::from(page.glued(at + 1) && page.is_any(at + 1, &["c", "f"]));
        return Some((at + 1 + scale, Some("degree".to_owned()), false));
    }
    if let Some(end) = noun::phrase_end(page, at) {
        return Some((end, Some(noun::lemma(page.word(end - 1))), false));
    }
    bare(page, number).map(|unit| (at, unit, false))
}

/// A number without a noun that still counts: "killing 12", "up to four stand out", "39 were wounded".
fn bare(page: &Page<'_>, number: &Number) -> Option<Option<String>> {
    let (start, at) = (number.tokens.start, number.tokens.end);
    if number.value > 1e7 && number.digits || !number.digits && number.value <= 1.0 {
        return None;
    }
    let hurt = page.is_any(at, HURT)
        || page.is_any(at + 1, HURT) && !page.is(at, ",")
        || page.is_any(start.wrapping_sub(1), HURTING);
    if hurt {
        return Some(Some("person".to_owned()));
    }
    let compared = number::comparison_before(page, start) != Comparison::Equal
        && !page.word_before(start, 1).eq_ignore_ascii_case("some");
    let subject = number.value > 3.0 && page.is_any(at, &["were", "are", "have", "others"]);
    (compared || subject).then_some(None)
}

/// `28-year-old`, `three-year`: the end of the hyphenated unit behind the number.
fn hyphenated(page: &Page<'_>, at: usize) -> Option<usize> {
    if !page.is_hyphen(at) || !page.has(at + 1, Cues::UNIT) {
        return None;
    }
    let old = page.is_hyphen(at + 2) && page.is_any(at + 3, &["old", "olds"]);
    Some(if old { at + 4 } else { at + 2 })
}

/// `, 53,` after a name, `aged 53`.
fn is_age(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    if !number.digits || !(1.0..=115.0).contains(&number.value) || number.value.fract() != 0.0 {
        return false;
    }
    let aged = page.is_any(start.wrapping_sub(1), &["aged", "age"]);
    let closed = page.is_any(at, &[",", ".", ")", ";"]);
    let named = matches!(page.word_before(start, 1), "," | "(")
        && page.before(start, 2).is_some_and(|t| t.is_capital() && !t.has(Cues::MONTH))
        && page.before(start, 3).is_some_and(Token::is_capital);
    aged && !page.has(at, Cues::UNIT) || named && closed && !page.is(at, ".")
}

/// Numbers that name and do not count: `No. 5`, `Boeing 737`, `Article 50`.
fn is_label(page: &Page<'_>, start: usize) -> bool {
    let before = page.word_before(start, 1);
    let glued = page.glued(start)
        && start > 0
        && (before == "-" || before == "#" || before == "/" || before == ":");
    let label = LABELS.iter().any(|w| w.eq_ignore_ascii_case(before))
        || before == "." && page.word_before(start, 2).eq_ignore_ascii_case("no");
    let named = page.shape(start) == Some(Shape::Number)
        && page.before(start, 1).is_some_and(|t| {
            t.is_capital() && !t.cues.any(Cues::STOP.or(Cues::WEEKDAY).or(Cues::MONTH))
        })
        && noun::phrase_end(page, start + 1).is_none();
    glued || label || named
}

/// `3-0`, `6/4`: results, not counts.
fn is_score(page: &Page<'_>, number: &Number, max: Option<f64>) -> bool {
    let at = number.tokens.end;
    let dash = matches!(page.word(at), "-" | "–" | "/" | ":") && page.glued(at);
    max.is_none() && dash && page.shape(at + 1) == Some(Shape::Number) && page.glued(at + 1)
}

/// `the two sides`, `both countries`, `two of them`: pronouns in all but form.
fn is_small_talk(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let small = !number.digits && (2.0..=3.0).contains(&number.value);
    let pointed = page.is_any(
        start.wrapping_sub(1),
        &["the", "these", "those", "their", "its", "his", "her", "our", "your", "other"],
    );
    small && (pointed || page.is_any(at, SIDES) || page.is(at, "of"))
        || page.is(at, "of") && page.is_any(at + 1, &["the", "them", "these"])
}

const SIDES: &[&str] =
    &["sides", "countries", "leaders", "nations", "parties", "neighbours", "neighbors", "others"];
const ONE_BY_ONE: &[&str] = &[
    "person",
    "man",
    "woman",
    "child",
    "soldier",
    "policeman",
    "officer",
    "civilian",
    "student",
    "worker",
    "passenger",
    "death",
    "protester",
    "boy",
    "girl",
    "employee",
    "prisoner",
    "victim",
    "suspect",
    "gunman",
];
const HURT: &[&str] =
    &["killed", "dead", "injured", "wounded", "missing", "hurt", "died", "arrested", "detained"];
const HURTING: &[&str] = &["killing", "wounding", "injuring", "killed", "wounded", "injured"];
const LABELS: &[&str] = &[
    "no",
    "number",
    "article",
    "section",
    "chapter",
    "page",
    "flight",
    "route",
    "highway",
    "channel",
    "room",
    "phase",
    "round",
    "week",
    "day",
    "season",
    "episode",
    "volume",
    "part",
    "level",
    "type",
    "class",
    "grade",
    "rule",
    "resolution",
    "version",
    "apollo",
    "boeing",
    "airbus",
    "step",
    "stage",
    "lap",
    "windows",
    "act",
];

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

/// Codes and short names before an amount.
const CODES: &[(&str, &str)] = &[
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("CNY", "CNY"),
    ("RMB", "CNY"),
    ("INR", "INR"),
    ("AUD", "AUD"),
    ("CAD", "CAD"),
    ("CHF", "CHF"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("ZAR", "ZAR"),
    ("Rs", "INR"),
    ("Rp", "IDR"),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let (mut at, mut found) = (0, Vec::new());
        while at < page.tokens.len() {
            let Some((_, tokens, value)) = read(&page, at, &Context::default()) else {
                at += 1;
                continue;
            };
            let value = match value {
                Value::Money(m) => format!("{} {}", m.amount, m.currency),
                Value::Percent(p, c) => format!("{}{p}%", c.sign()),
                Value::Quantity(q) => format!(
                    "{}{}{} {}",
                    q.comparison.sign(),
                    q.value,
                    q.max.map_or(String::new(), |max| format!("..{max}")),
                    q.unit.unwrap_or_default()
                ),
                _ => String::new(),
            };
            found.push(format!("{} = {value}", page.read(&tokens)));
            at = tokens.end;
        }
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn money_is_read_with_its_scale_and_currency() {
        check("worth $3.6 billion or €5m", &["$3.6 billion = 3600000000 USD", "€5m = 5000000 EUR"]);
        check(
            "about 100 million Australian dollars",
            &["100 million Australian dollars = 100000000 AUD"],
        );
        check("US$20 and 20 pence", &["US$20 = 20 USD", "20 pence = 0.2 GBP"]);
    }

    #[test]
    fn percentages_keep_sign_and_comparison() {
        check("about 80 percent, -0.5%", &["80 percent = ~80%", "-0.5% = =-0.5%"]);
        check("three percentage points", &["three percentage points = =3%"]);
    }

    #[test]
    fn quantities_reach_to_the_counted_noun() {
        check("at least a dozen deals", &["a dozen deals = >=12 deal"]);
        check("dozens of agreements", &["dozens of agreements = >=24 agreement"]);
        check(
            "eleven cooperation agreements in Asia",
            &["eleven cooperation agreements = =11 agreement"],
        );
        check("between 10 and 15 people", &["10 and 15 people = =10..15 person"]);
        check("a 28-year-old man ran 60 km", &["28-year-old = =28 year", "60 km = =60 kilometre"]);
    }

    #[test]
    fn labels_scores_and_pronouns_are_no_quantities() {
        check("won 3-0 in a Boeing 737, the two sides and both countries", &[]);
        check("No. 5 of the 30th", &[]);
    }
}
