//! Numbers that count without a noun beside them: people who were hurt, tolls, ages, parts of what was counted.

use std::ops::Range;

use super::comparison;
use super::cues::Cues;
use super::noun;
use super::number::Number;
use super::page::Page;
use super::token::{Shape, Token};
use super::words::{Words, words};
use super::year::WHOSE;
use crate::news::Comparison;

/// A number without a noun that still counts: "killing 12", "up to four stand out", "39 were wounded".
pub(super) fn counts_alone(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    if number.value > 1e7 && number.digits && !is_scaled(page, number)
        || !number.digits && number.value <= 1.0
    {
        return false;
    }
    let compared = comparison::before(page, start) != Comparison::Equal
        && !page.word_before(start, 1).eq_ignore_ascii_case("some");
    let subject = number.value > 3.0
        && (page.is_in(at, words!("were are have others remained remain"))
            || page.is(at, "had")
                && (page.is(at + 1, "been")
                    || page.word(at + 1).len() > 4 && page.word(at + 1).ends_with("ed")));
    // "and arrested another 12".
    let another = page.is(start.wrapping_sub(1), "another")
        && (page.shape(at) == Some(Shape::Mark) || page.has_any(at, Cues::STOP.or(Cues::WHERE)));
    let part = is_part(page, number) || is_grouped(page, number) || is_scaled(page, number);
    part || another || counts_people(page, number) || compared || subject
}

/// "up to 16.8 million": a scale makes a count of a number, unless the sentence speaks of money.
fn is_scaled(page: &Page<'_>, number: &Number) -> bool {
    const REACH: usize = 14;
    let start = number.tokens.start;
    let scaled = number.tokens.len() > 1
        && !page.is_in(start, words!("a an"))
        && !page.is_hyphen(number.tokens.end)
        && page.is_in(number.tokens.end - 1, words!("million billion trillion"));
    let of_money = |at: usize| {
        page.has(at, Cues::CURRENCY) || page.word(at).ends_with(['$', '£', '€', '¥', '₹'])
    };
    scaled && !(start.saturating_sub(REACH)..start).any(of_money)
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
        && (page.is_in(at, words!(". , ;"))
            || page.shape(start.wrapping_sub(3)) == Some(Shape::Number)
                && page.shape(at) == Some(Shape::Lower)
                && number.digits);
    // "64 of them escaped", "five of the thefts"
    let whose = words!("the his her its their our");
    // "days one and four of the fair", "region six of the party"
    let named = page.is_in(start.wrapping_sub(1), words!("and region zone district part day days"));
    let some = number.value > 3.0
        && !named
        && page.is(at, "of")
        && (page.is_in(at + 1, whose)
            || number.digits && page.is_in(at + 1, words!("them these those")));
    of || some || whole || page.is(at, "or") && page.is_in(at + 1, words!("more fewer"))
}

/// "fell to 59,000 in 2001": digits in groups are no year and no name.
fn is_grouped(page: &Page<'_>, number: &Number) -> bool {
    let one = number.tokens.len() == 1;
    one && is_grouped_alone(page, number.tokens.start) && number.value >= 1000.0
}

/// Whether the digits at `at` are in groups: "143,600".
pub(super) fn is_grouped_alone(page: &Page<'_>, at: usize) -> bool {
    page.word(at).contains(',') && !page.word(at).contains('.')
}

/// Whether a number without a noun counts people who were hurt or caught.
pub(super) fn counts_people(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    page.is_in(at, HURT)
        || page.is_in(at + 1, HURT) && !page.is(at, ",")
        || page.is_in(start.wrapping_sub(1), HURTING)
        || is_toll(page, start)
}

/// "a toll of 41", "a toll that rose to at least 41", "the toll has reached 41".
fn is_toll(page: &Page<'_>, start: usize) -> bool {
    let compared = match comparison::before(page, start) {
        Comparison::Equal => 0,
        Comparison::About | Comparison::Less => 1,
        _ => 2,
    };
    let lead = start.wrapping_sub(1 + compared);
    let led = page
        .is_in(lead, words!("to at of is was reached hit passed topped stands exceeded surpassed"));
    // "more than" are two words, "over" is one.
    let led =
        led || compared == 2 && page.is_in(lead.wrapping_add(1), words!("of to reached at hit"));
    let in_sentence = |back: &usize| !matches!(page.word_before(start, *back), "." | "!" | "?");
    let is_toll = |back: usize| {
        page.word_before(start, back).eq_ignore_ascii_case("toll")
            && !page.is_in(start.wrapping_sub(back - 1), words!("road booth bridge plaza"))
    };
    led && (2..18).take_while(in_sentence).any(is_toll)
}

/// `, 53,` after a name, `aged 53`.
pub(super) fn is_age(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let aged = is_aged(page, number);
    let known = number.digits || aged;
    if !known || !(1.0..=115.0).contains(&number.value) || number.value.fract() != 0.0 {
        return false;
    }
    if is_age_at(page, number) || is_child_of(page, number) {
        return true;
    }
    let closed = page.is_in(at, words!(", . )"));
    let apart = matches!(page.word_before(start, 1), "," | "(") && closed && !page.is(at, ".");
    aged && !page.has(at, Cues::UNIT)
        || apart && is_of_someone(page, start - 1, number.value)
        || closed && number.value >= 4.0 && is_of_age(page, start)
        || number.value >= 10.0 && (is_age_now(page, start) && closed || is_age_of(page, start))
}

/// "aged 53", "aged between 19 and 24", "aged 12, 14 and 17", "at the age of 19".
fn is_aged(page: &Page<'_>, number: &Number) -> bool {
    const REACH: usize = 10;
    let start = number.tokens.start;
    if page.is(start.wrapping_sub(1), "of") && page.is(start.wrapping_sub(2), "age") {
        return true;
    }
    let compared = words!("between from about around just only under over");
    let is_number = |at: usize| page.shape(at) == Some(Shape::Number) || page.has(at, Cues::NUMBER);
    let mut coupled = false;
    for at in (start.saturating_sub(REACH)..start).rev() {
        let joins = page.is_in(at, words!(", and or to")) && at > 0 && is_number(at - 1);
        coupled |= joins;
        if page.is_in(at, words!("aged age ages")) {
            // "a man aged 53 and 12 dogs" has one age.
            let end = number.tokens.end;
            return !page.is(end, "aged") && (!coupled || noun::phrase_end(page, end).is_none());
        }
        if !joins && !is_number(at) && !page.is_in(at, compared) {
            return false;
        }
    }
    false
}

/// "died at 93", "dead at 93"; "At 86, she still teaches".
fn is_age_at(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let ends = |at: usize| {
        page.token(at).is_none_or(|t| t.breaks > 0 || t.shape == Shape::Mark)
            && !page.is_in(at, words!("% : / - – ° $ €"))
            || page.is_in(at, words!("after in and from when on following while with"))
    };
    let life = words!("died dies dead die retired retire retires married");
    let first =
        page.sentences.get(page.sentence_of(start)).is_some_and(|s| s.tokens.start + 1 == start);
    // "put the number of dead at 34", "counted its dead at 12"
    let toll = page.is(start.wrapping_sub(2), "dead")
        && page.is_in(start.wrapping_sub(3), words!("of the its their"));
    // "died at 10 on Monday" tells the hour.
    let hour = number.value <= 12.0 && page.is(at, "on");
    page.is(start.wrapping_sub(1), "at")
        && number.value >= 10.0
        && !toll
        && !hour
        && (page.is_in(start.wrapping_sub(2), life) && ends(at)
            || first && page.is(at, ",") && page.is_in(at + 1, words!("he she i")))
}

/// "a boy of 15", "a woman of 90".
fn is_child_of(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let one = words!("boy girl man woman teenager youth lad widow pensioner");
    page.is(start.wrapping_sub(1), "of")
        && page.is_in(start.wrapping_sub(2), one)
        && !page.is_hyphen(at)
        && noun::phrase_end(page, at).is_none()
}

/// The seventies of "a man in his 70s" and "in her late seventies": their tokens and their first year.
pub(super) fn decade_of_life(page: &Page<'_>, at: usize) -> Option<(Range<usize>, u8)> {
    const TENS: &[&str] = &[
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let written = TENS.iter().position(|tens| page.is(at, tens));
    let (years, end) = match written {
        Some(place) => (20 + 10 * place as u8, at + 1),
        None => (page.word(at).parse().ok()?, at + 2),
    };
    let plural = written.is_some() || page.is(at + 1, "s") && page.glued(at + 1);
    let part = |at: usize| page.is_in(at, words!("early mid late")) || page.is_hyphen(at);
    let before = (1..4).find(|back| page.before(at, *back).is_some() && !part(at - back))?;
    (plural && years % 10 == 0 && (20..=90).contains(&years) && page.is_in(at - before, WHOSE))
        .then_some((at..end, years))
}

/// "a family of four", "a crowd of 50,000": people who make up a group.
pub(super) fn is_group(page: &Page<'_>, number: &Number) -> bool {
    const GROUPS: Words = words!(
        "team squad group crew panel party jury gang family crowd delegation audience staff workforce \
         entourage congregation household cast"
    );
    let (start, at) = (number.tokens.start, number.tokens.end);
    let group = start.wrapping_sub(if comparison::before(page, start) == Comparison::Equal {
        2
    } else {
        3
    });
    let of = page.is(group.wrapping_add(1), "of") && page.is_in(group, GROUPS);
    let named = page.token(at).is_some_and(|t| t.is_capital() && t.breaks == 0);
    of && page.shape(group) == Some(Shape::Lower)
        && number.value >= 2.0
        && number.value.fract() == 0.0
        && !named
        && !page.is_hyphen(at)
        && !page.is(at, "of")
}

/// Whether the words before a comma or a bracket are of somebody whose age may follow: a name, "a juvenile".
fn is_of_someone(page: &Page<'_>, mark: usize, age: f64) -> bool {
    let Some(last) = page.before(mark, 1) else { return false };
    if last.is_capital() && !last.has(Cues::MONTH) {
        if page.before(mark, 2).is_some_and(Token::is_capital) {
            return true;
        }
        // "Section 4, 22, 30" is a list, and "Berg (12)" leads with votes.
        let next = mark + 3;
        let is_name = last.known.given() || last.known.surname() || page.word(next).ends_with("ed");
        let goes_on = page.shape(next) == Some(Shape::Lower)
            || page.token(next).is_some_and(Token::is_capital);
        return is_name && age >= 10.0 && goes_on && page.is(mark, ",");
    }
    let article = (2..6).any(|back| {
        page.before(mark, back).is_some() && page.is_in(mark - back, words!("a an the"))
    });
    last.shape == Shape::Lower
        && age >= 10.0
        && article
        && !last.cues.any(Cues::STOP.or(Cues::VERB).or(Cues::UNIT).or(Cues::PERIOD))
        && !page.word_before(mark, 1).ends_with('s')
}

/// "Berg, now 28,".
fn is_age_now(page: &Page<'_>, start: usize) -> bool {
    page.is(start.wrapping_sub(1), "now") && page.is(start.wrapping_sub(2), ",")
}

/// "Paul Olsen 31, of Lima": the comma before the age was forgotten.
fn is_age_of(page: &Page<'_>, start: usize) -> bool {
    let name = |back: usize| {
        page.before(start, back)
            .is_some_and(|t| t.shape == Shape::Title && !t.has(Cues::MONTH.or(Cues::PLACE)))
    };
    let from = page.is(start + 1, ",")
        && page.is(start + 2, "of")
        && page.token(start + 3).is_some_and(Token::is_capital);
    from && name(1) && (name(2) || page.is(start.wrapping_sub(2), "."))
}

/// "he was 78", "Berg turned 16"; that "Root was 87" is told of scores, too.
fn is_of_age(page: &Page<'_>, start: usize) -> bool {
    let (verb, who) = (start.wrapping_sub(1), start.wrapping_sub(2));
    let is_named =
        page.token(who).is_some_and(|t| t.is_capital() && (t.known.surname() || t.known.given()));
    let turned = page.is_in(verb, words!("turned turns"));
    let is_said = page.is_in(who, words!("he she i who"));
    is_said && (turned || page.is_in(verb, words!("was is"))) || is_named && turned
}

const HURT: Words = words!("killed dead injured wounded missing hurt died arrested detained");

const HURTING: Words =
    words!("killing wounding injuring hurting killed wounded injured hurt kills wounds injures");
