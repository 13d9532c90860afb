//! Currencies: their signs, codes and names, and which one a name means where several nations use it.

use super::Context;
use super::number::Number;
use super::page::Page;
use super::words::{Words, words};

/// Whether a word may stand for a currency before an amount.
pub(super) fn is_code(word: &str) -> bool {
    code_of(word, None).is_some()
}

pub(super) fn code_of(word: &str, country: Option<&str>) -> Option<&'static str> {
    let rupee = RUPEES.iter().find(|(own, _)| word == "Rs" && country == Some(own));
    let short = || SHORT.iter().find(|(name, _)| *name == word).map(|(_, code)| *code);
    rupee
        .map(|(_, code)| *code)
        .or_else(short)
        .or_else(|| CODES.iter().copied().find(|code| *code == word))
}

/// Whether "won" behind a number is the money of Korea and not a verb: "50,000 won" is, "the team of 12 won the cup" is not.
pub(super) fn is_korean(page: &Page<'_>, number: &Number, won: usize) -> bool {
    const REACH: usize = 60;
    const TAKEN: Words = words!(
        "the their his her its seats promotion places medals gold by both all at were and re back against over awards prizes"
    );
    let taken = page.is_in(won + 1, TAKEN)
        || page.is(won + 1, "a") && !page.is_in(won + 2, words!("day week month year share head"));
    let korean = |i: usize| {
        page.token(i).is_some_and(super::token::Token::is_capital)
            && page.is_in(i, words!("korea korean koreans seoul samsung hyundai pyongyang busan"))
    };
    let around = || (won.saturating_sub(REACH)..won + REACH).any(korean);
    !taken && (number.value >= 1000.0 || around())
}

/// Whose krone it is where no adjective says so: that of the outlet, or of whom the words around name.
pub(super) fn nordic(page: &Page<'_>, unit: usize, context: &Context<'_>) -> &'static str {
    const REACH: usize = 100;
    if !page.is_in(unit, words!("krone kroner kronen")) {
        return "";
    }
    let from = |code: &str, language: &str| {
        context.country.is_some_and(|country| country.eq_ignore_ascii_case(code))
            || context.language.is_some_and(|l| l.eq_ignore_ascii_case(language))
    };
    let around =
        |names: Words| (unit.saturating_sub(REACH)..unit + REACH).any(|i| page.is_in(i, names));
    let danish = from("DK", "da")
        || !from("NO", "no")
            && around(words!("denmark danish copenhagen danes greenland"))
            && !around(words!("norway norwegian oslo"));
    if danish { "danish" } else { "norwegian" }
}

/// The code of a currency by its name and nation, and what one of it is worth in its unit.
pub(super) fn currency_of(
    name: &str,
    nation: &str,
    country: Option<&str>,
) -> Option<(&'static str, f64)> {
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
pub(super) fn dollar_of(country: Option<&str>) -> &'static str {
    let country = country.unwrap_or("US");
    DOLLARS
        .iter()
        .find(|(code, _)| code.eq_ignore_ascii_case(country))
        .map_or("USD", |(_, dollar)| dollar)
}

/// Signs that are one currency each.
pub(super) const SIGNS: &[(&str, &str)] = &[
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₩", "KRW"),
    ("₴", "UAH"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("￡", "GBP"),
    ("￥", "JPY"),
    ("₱", "PHP"),
    ("₵", "GHS"),
    ("₸", "KZT"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("฿", "THB"),
];

/// What stands before `$`.
pub(super) const PREFIXES: &[(&str, &str)] = &[
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
    ("zlot", "", "PLN"),
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
    ("tenge", "", "KZT"),
    ("taka", "", "BDT"),
    ("birr", "", "ETB"),
    ("kwacha", "", "ZMW"),
    ("kyat", "", "MMK"),
    ("bolivar", "", "VES"),
    ("boliviano", "", "BOB"),
    ("korun", "", "CZK"),
    ("manat", "", "AZN"),
    ("lari", "", "GEL"),
    ("metical", "", "MZN"),
    ("meticai", "", "MZN"),
    ("quetzale", "", "GTQ"),
    ("hryvny", "", "UAH"),
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
