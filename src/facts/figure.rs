//! Percentages and quantities, and which figure begins at a place; money is in [`super::money`].
//!
//! Grammars over numbers ([`super::number`]) and the words beside them. Spans leave the comparator outside; the value
//! keeps it. Dates and times were taken before: a year never reaches this file.

use std::ops::Range;

use super::cues::Cues;
use super::number::{self, Number};
use super::page::Page;
use super::token::{Shape, Token};
use super::{Context, money, noun};
use crate::news::{Comparison, FactKind, Quantity, Value};

/// A figure: its kind, its tokens and its value.
pub(super) type Figure = (FactKind, Range<usize>, Value);

/// Reads the figure that begins at `at`, if one does.
pub(super) fn read(page: &Page<'_>, at: usize, context: &Context<'_>) -> Option<Figure> {
    let token = page.token(at)?;
    if token.shape == Shape::Mark || token.is_capital() && !opens_sentence(page, at) {
        return money::with_sign(page, at, context);
    }
    if token.shape != Shape::Number
        && !token.has(Cues::NUMBER)
        && !page.is_any(at, &["a", "an", "rs", "eur", "usd", "gbp"])
    {
        return None;
    }
    if page.is_any(at, &["rs", "eur", "usd", "gbp"]) {
        return money::with_sign(page, at, context);
    }
    let (number, max) = number::read_range(page, at)?;
    let comparison = number::comparison_before(page, at);
    if weighs(page, at) {
        return quantity(page, &number, max, comparison);
    }
    money::in_words(page, &number, max, comparison, context)
        .or_else(|| percent(page, &number, comparison))
        .or_else(|| quantity(page, &number, max, comparison))
}

/// "Two people died": a number in words with a capital that is due to its place.
fn opens_sentence(page: &Page<'_>, at: usize) -> bool {
    let first = page.sentences.get(page.sentence_of(at)).is_some_and(|s| s.tokens.start == at)
        || matches!(page.word_before(at, 1), "“" | "\"" | "‘" | ":");
    let counts = page.has(at, Cues::NUMBER) || page.is_any(at, &["a", "an"]);
    first && counts && page.shape(at) == Some(Shape::Title)
}

/// "weighed 82 pounds": pounds that are no money.
fn weighs(page: &Page<'_>, at: usize) -> bool {
    (1..4).any(|back| {
        page.word_before(at, back).get(..5).is_some_and(|start| start.eq_ignore_ascii_case("weigh"))
    })
}

/// `80 percent`, `4.5%`, `three percentage points`.
fn percent(page: &Page<'_>, number: &Number, comparison: Comparison) -> Option<Figure> {
    let at = number.tokens.end;
    let hyphen = usize::from(page.is_hyphen(at));
    let at = at + hyphen;
    let end = if page.is_any(at, &["%", "percent", "pct", "prozent", "procent"]) {
        at + 1
    } else if page.is(at, "per") && page.is(at + 1, "cent")
        || page.foreign
            && page.is_any(at, &["pour", "por", "per"])
            && page.is_any(at + 1, &["cent", "ciento", "cento"])
        || page.is(at, "percentage") && page.is_any(at + 1, &["points", "point"])
    {
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
    number: &Number,
    max: Option<f64>,
    comparison: Comparison,
) -> Option<Figure> {
    let start = number.tokens.start;
    if is_label(page, start)
        || is_score(page, number, max)
        || is_small_talk(page, number)
        || is_share(page, number)
    {
        return None;
    }
    let (end, unit, inexact) = counted(page, number)?;
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
    const MORE: &[&str] = &[
        "for", "just", "well", "lasted", "took", "of", "is", "was", "are", "were", "been", "after",
        "spent", "a", "little", "slightly", "waited",
    ];
    page.is(start.wrapping_sub(1), "over")
        && page.has(end - 1, Cues::PERIOD)
        && page.shape(start.wrapping_sub(2)) != Some(Shape::Mark)
        && !page.is_any(start.wrapping_sub(2), MORE)
}

/// Where the counted noun ends and what it is; also whether the number is vague.
fn counted(page: &Page<'_>, number: &Number) -> Option<(usize, Option<String>, bool)> {
    let at = number.tokens.end;
    if let Some(end) = hyphenated(page, at) {
        return Some((end, Some(noun::lemma(page.word(at + 1))), false));
    }
    if let Some(end) = odd(page, at) {
        return Some((end, Some(noun::lemma(page.word(end - 1))), false));
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
    // "injuring 24 others", "a mother of four".
    if page.is(at, "others")
        && (number.value > 1.0)
        && !page.is(number.tokens.start.wrapping_sub(1), "the")
    {
        return Some((at + 1, Some("other".to_owned()), false));
    }
    if page.is(number.tokens.start.wrapping_sub(1), "of")
        && page.is_any(number.tokens.start.wrapping_sub(2), &["mother", "father", "parent"])
    {
        return Some((at, Some("child".to_owned()), false));
    }
    // "one" and "a" count only with a noun that is counted one by one.
    if number.value <= 1.0 && !number.digits {
        let alone = page.has(at, Cues::UNIT) && !page.is_any(at, &["day", "point", "second"])
            || page.is_any(at, ONE_BY_ONE)
            || only_one(page, number);
        return alone.then(|| (at + 1, Some(noun::lemma(page.word(at))), false));
    }
    if page.glued(at) && matches!(page.word(at), "C" | "F") {
        return Some((at + 1, Some("degree".to_owned()), false));
    }
    if page.is_any(at, &["°", "º"]) {
        let scale = usize::from(page.glued(at + 1) && page.is_any(at + 1, &["c", "f"]));
        return Some((at + 1 + scale, Some("degree".to_owned()), false));
    }
    if let Some(end) = noun::phrase_end(page, at) {
        let per_hour =
            page.is(end - 1, "km") && page.is(end, "/") && page.glued(end) && page.is(end + 1, "h");
        let unit = noun::lemma(page.word(end - 1));
        let scale = unit == "degree" && page.is_any(end, &["celsius", "fahrenheit", "centigrade"]);
        // "30 miles per hour"
        let per = page.is(end, "per") && page.is_any(end + 1, &["hour", "second"]);
        let more = if per_hour || per { 2 } else { usize::from(scale) };
        return Some((end + more, Some(unit), false));
    }
    if number.digits && number.value == 1.0 && is_one_thing(page, at) {
        return Some((at + 1, Some(noun::lemma(page.word(at))), false));
    }
    counts_alone(page, number)
        .then(|| (at, counts_people(page, number).then(|| "person".to_owned()), false))
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
    plain && page.is(start, "one") && page.is_any(start.wrapping_sub(1), &["only", "just", "least"])
}

/// A number without a noun that still counts: "killing 12", "up to four stand out", "39 were wounded".
fn counts_alone(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    if number.value > 1e7 && number.digits || !number.digits && number.value <= 1.0 {
        return false;
    }
    let compared = number::comparison_before(page, start) != Comparison::Equal
        && !page.word_before(start, 1).eq_ignore_ascii_case("some");
    let subject = number.value > 3.0
        && (page.is_any(at, &["were", "are", "have", "others", "remained", "remain"])
            || page.is(at, "had") && page.is(at + 1, "been"));
    // "and arrested another 12".
    let another = page.is(start.wrapping_sub(1), "another")
        && (page.shape(at) == Some(Shape::Mark) || page.has_any(at, Cues::STOP.or(Cues::WHERE)));
    another || counts_people(page, number) || compared || subject
}

/// Whether a number without a noun counts people who were hurt or caught.
fn counts_people(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    page.is_any(at, HURT)
        || page.is_any(at + 1, HURT) && !page.is(at, ",")
        || page.is_any(start.wrapping_sub(1), HURTING)
        || is_toll(page, start)
}

/// "a toll of 41", "a toll that rose to at least 41", "the toll has reached 41".
fn is_toll(page: &Page<'_>, start: usize) -> bool {
    let compared = match number::comparison_before(page, start) {
        Comparison::Equal => 0,
        Comparison::About | Comparison::Less => 1,
        _ => 2,
    };
    let lead = start.wrapping_sub(1 + compared);
    let led = page.is_any(
        lead,
        &[
            "to",
            "at",
            "of",
            "is",
            "was",
            "reached",
            "hit",
            "passed",
            "topped",
            "stands",
            "exceeded",
            "surpassed",
        ],
    );
    // "more than" are two words, "over" is one.
    let led = led
        || compared == 2
            && page.is_any(lead.wrapping_add(1), &["of", "to", "reached", "at", "hit"]);
    led && (2..8).any(|back| page.word_before(start, back).eq_ignore_ascii_case("toll"))
}

/// `28-year-old`, `three-year`: the end of the hyphenated unit behind the number.
fn hyphenated(page: &Page<'_>, at: usize) -> Option<usize> {
    if !page.is_hyphen(at) || !page.has(at + 1, Cues::UNIT) && !page.is_any(at + 1, STRONG) {
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
    let aged = page.is_any(start.wrapping_sub(1), &["aged", "age"])
        || page.is(start.wrapping_sub(1), "of") && page.is(start.wrapping_sub(2), "age");
    let closed = page.is_any(at, &[",", ".", ")", ";"]);
    let named = matches!(page.word_before(start, 1), "," | "(")
        && page.before(start, 2).is_some_and(|t| t.is_capital() && !t.has(Cues::MONTH))
        && page.before(start, 3).is_some_and(Token::is_capital);
    aged && !page.has(at, Cues::UNIT)
        || named && closed && !page.is(at, ".")
        || closed && number.value >= 4.0 && is_of_age(page, start)
}

/// "he was 78", "when Berg turned 16".
fn is_of_age(page: &Page<'_>, start: usize) -> bool {
    let verb = start.wrapping_sub(1);
    let person = |at: usize| {
        page.is_any(at, &["he", "she", "i", "who"])
            || page
                .token(at)
                .is_some_and(|t| t.is_capital() && (t.known.surname() || t.known.given()))
    };
    page.is_any(verb, &["was", "is", "turned", "turns"]) && person(start.wrapping_sub(2))
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

/// `two thirds`, `1 in 10`, the `five adults` of `one in five adults`.
fn is_share(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let hyphen = usize::from(page.is_hyphen(at));
    let counted = |at: usize| {
        page.shape(at) == Some(Shape::Number)
            || page.has(at, Cues::NUMBER) && !page.has(at, Cues::PERIOD)
    };
    let small = |at: usize| page.is_any(at, &["one", "1", "two", "three", "four", "nine"]);
    page.is_any(at + hyphen, &["thirds", "third", "quarters", "fifths", "tenths", "halves"])
        || page.is(at, "in") && small(start) && counted(at + 1)
        || page.is(start.wrapping_sub(1), "in")
            && small(start.wrapping_sub(2))
            && !page.is_any(start.wrapping_sub(3), &["between"])
}

const SIDES: &[&str] =
    &["sides", "countries", "leaders", "nations", "parties", "neighbours", "neighbors", "others"];
/// Nouns that a number and a hyphen stand before: "the 15-member council".
const STRONG: &[&str] = &[
    "member", "seat", "page", "bed", "room", "storey", "story", "person", "nation", "man",
    "strong", "vote", "mile", "ship", "game", "match",
];
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
        check("between $5 and $7 billion", &["$5 and $7 billion = 5000000000 USD"]);
        check("from $7 to $9", &["$7 = 7 USD", "$9 = 9 USD"]);
        check("8 million Swedish crowns", &["8 million Swedish crowns = 8000000 SEK"]);
        check("US$20 and 20 pence", &["US$20 = 20 USD", "20 pence = 0.2 GBP"]);
        check("rose 59p in 1080p", &["59p = 0.59 GBP"]);
    }

    #[test]
    fn letters_of_currencies_may_be_glued_to_the_amount() {
        check(
            "N500,000, R1.2bn, R52 million and RM40 on the R52",
            &[
                "N500,000 = 500000 NGN",
                "R1.2bn = 1200000000 ZAR",
                "R52 million = 52000000 ZAR",
                "RM40 = 40 MYR",
            ],
        );
        check("fell R52 to R3,745", &["R52 = 52 ZAR", "R3,745 = 3745 ZAR"]);
        check("N7 and B12 and G20", &[]);
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
        check("cited 61 times over five years", &["61 times = =61 time", "five years = =5 year"]);
        check("for over five years", &["five years = >5 year"]);
        check("a 28-year-old man ran 60 km", &["28-year-old = =28 year", "60 km = =60 kilometre"]);
    }

    #[test]
    fn numbers_that_open_sentences_and_people_who_were_hurt_count() {
        check("Two bodies were found.", &["Two bodies = =2 body"]);
        check(
            "killing 17 people and injuring 24 others",
            &["17 people = =17 person", "24 others = =24 other"],
        );
        check("a toll that rose to 41", &["41 = =41 person"]);
        check("the 15-member council", &["15-member = =15 member"]);
        check("fell to minus 6 degrees", &["minus 6 degrees = =-6 degree"]);
        check("touched 42 degrees Celsius", &["42 degrees Celsius = =42 degree"]);
        check("a death toll of more than 40", &["40 = >40 person"]);
        check("the toll has topped 300", &["300 = =300 person"]);
        check(
            "He was 78. She turned 16, and left at the age of 19.",
            &["78 = =78 year", "16 = =16 year", "19 = =19 year"],
        );
        check("The score was 78.", &[]);
        check(
            "killed two rebels and arrested another 12 in raids",
            &["two rebels = =2 rebel", "12 = =12 "],
        );
        check("said that 31 had been taken away", &["31 = =31 "]);
        check("drew 640 comments by noon", &["640 comments = =640 comment"]);
        check("winds of 30 miles per hour", &["30 miles per hour = =30 mile"]);
        check(
            "may reach 2,600C. Fifty-odd years",
            &["2,600C = =2600 degree", "Fifty-odd years = =50 year"],
        );
        check("Alliance - 1 seat", &["1 seat = =1 seat"]);
        check(
            "in 36 states and 200 guardsmen",
            &["36 states = =36 state", "200 guardsmen = =200 guardsman"],
        );
    }

    #[test]
    fn shares_are_no_counts() {
        check("two thirds and one in five adults and 1 in 10", &[]);
    }

    #[test]
    fn labels_scores_and_pronouns_are_no_quantities() {
        check("won 3-0 in a Boeing 737, the two sides and both countries", &[]);
        check("No. 5 of the 30th", &[]);
    }
}
