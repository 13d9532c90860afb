//! Numbers that count without a noun beside them: people who were hurt, tolls, ages, parts of what was counted.

use super::cues::Cues;
use super::noun;
use super::number::{self, Number};
use super::page::Page;
use super::token::{Shape, Token};
use crate::news::Comparison;

/// A number without a noun that still counts: "killing 12", "up to four stand out", "39 were wounded".
pub(super) fn counts_alone(page: &Page<'_>, number: &Number) -> bool {
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
    let part = is_part(page, number) || is_grouped(page, number);
    part || another || counts_people(page, number) || compared || subject
}

/// "25 of 29 drones", "one of the 17.", "38 or more": a part of what is counted, or all of it.
fn is_part(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let the = usize::from(page.is(at + 1, "the"));
    let of = number.digits
        && page.is(at, "of")
        && page.shape(at + 1 + the) == Some(Shape::Number)
        && noun::phrase_end(page, at + 2 + the).is_some();
    let whole = page.is(start.wrapping_sub(1), "the")
        && page.is(start.wrapping_sub(2), "of")
        && page.is_any(at, &[".", ",", ";"]);
    of || whole || page.is(at, "or") && page.is_any(at + 1, &["more", "fewer"])
}

/// "fell to 59,000 in 2001": digits in groups are no year and no name.
fn is_grouped(page: &Page<'_>, number: &Number) -> bool {
    let one = number.tokens.len() == 1;
    one && page.word(number.tokens.start).contains(',') && number.value >= 1000.0
}

/// Whether a number without a noun counts people who were hurt or caught.
pub(super) fn counts_people(page: &Page<'_>, number: &Number) -> bool {
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
    let in_sentence = |back: &usize| !matches!(page.word_before(start, *back), "." | "!" | "?");
    let is_toll = |back: usize| {
        page.word_before(start, back).eq_ignore_ascii_case("toll")
            && !page.is_any(start.wrapping_sub(back - 1), &["road", "booth", "bridge", "plaza"])
    };
    led && (2..8).take_while(in_sentence).any(is_toll)
}

/// `, 53,` after a name, `aged 53`.
pub(super) fn is_age(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    if !number.digits || !(1.0..=115.0).contains(&number.value) || number.value.fract() != 0.0 {
        return false;
    }
    let aged = page.is_any(start.wrapping_sub(1), &["aged", "age"])
        || page.is(start.wrapping_sub(1), "of") && page.is(start.wrapping_sub(2), "age");
    let closed = page.is_any(at, &[",", ".", ")"]);
    let named = matches!(page.word_before(start, 1), "," | "(")
        && page.before(start, 2).is_some_and(|t| t.is_capital() && !t.has(Cues::MONTH))
        && page.before(start, 3).is_some_and(Token::is_capital);
    aged && !page.has(at, Cues::UNIT)
        || named && closed && !page.is(at, ".")
        || closed && number.value >= 4.0 && is_of_age(page, start)
}

/// "he was 78", "Berg turned 16"; that "Root was 87" is told of scores, too.
fn is_of_age(page: &Page<'_>, start: usize) -> bool {
    let (verb, who) = (start.wrapping_sub(1), start.wrapping_sub(2));
    let is_named =
        page.token(who).is_some_and(|t| t.is_capital() && (t.known.surname() || t.known.given()));
    let turned = page.is_any(verb, &["turned", "turns"]);
    let is_said = page.is_any(who, &["he", "she", "i", "who"]);
    is_said && (turned || page.is_any(verb, &["was", "is"])) || is_named && turned
}

const HURT: &[&str] =
    &["killed", "dead", "injured", "wounded", "missing", "hurt", "died", "arrested", "detained"];

const HURTING: &[&str] = &["killing", "wounding", "injuring", "killed", "wounded", "injured"];
