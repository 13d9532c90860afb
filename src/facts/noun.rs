//! Nouns after numbers: which word is counted; its singular is in [`super::plural`].
//!
//! There is no part-of-speech tagger: after a number the counted noun is the first plural word before anything that
//! ends a noun phrase. On the labelled news that is right for nine nouns in ten.

use super::cues::Cues;
use super::page::Page;
use super::plural;
use super::token::Shape;
use super::words::{Words, words};

/// The end of the noun phrase that begins at `at`, if it has a plural (or unit) head; the head is its last token.
pub(super) fn phrase_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut found = None;
    let mut here = at;
    for _ in 0..6 {
        if page.is_hyphen(here) && here > at {
            here += 1;
            continue;
        }
        let Some(token) = page.token(here) else { break };
        let known = is_unit(page, here);
        let ends = !token.is_word()
            || token.cues.any(Cues::STOP)
                && !known
                && !page.is_in(here, words!("other more own such recent most first last further"))
            || token.breaks >= 2 && here > at
            || (token.has(Cues::VERB) && !is_counted(page, here, at) && !known);
        if ends && here == at + 1 && found.is_none() && joins_adjectives(page, here) {
            here += 1;
            continue;
        }
        if ends || found.is_some() && !extends(page, at, here) {
            break;
        }
        if here == at && is_verb_of(page, at) {
            break;
        }
        // The first half of a hyphenated word is no head: "road-building projects".
        if !page.is_hyphen(here + 1) && (is_counted(page, here, at) || known) {
            found = Some(here + 1);
        }
        here += 1;
    }
    found
}

/// "18 northern and central counties": whether the "and" stands between two words for one noun.
fn joins_adjectives(page: &Page<'_>, at: usize) -> bool {
    let plain = |at: usize| {
        matches!(page.shape(at), Some(Shape::Lower | Shape::Title))
            && !page.has_any(at, Cues::STOP.or(Cues::VERB).or(Cues::SAY).or(Cues::UNIT))
            && !page.glued(at)
    };
    page.is(at, "and") && plain(at - 1) && plain(at + 1) && !is_plural_noun(page, at + 1)
}

/// Whether the word is a unit of measure, be it one of machines.
pub(super) fn is_unit(page: &Page<'_>, at: usize) -> bool {
    const OF_MACHINES: Words = words!(
        "horsepower hp bhp kwh mwh gwh kilowatt megawatt gigawatt rpm decibels pixels megapixels \
         calories carats min"
    );
    page.has(at, Cues::UNIT) || page.is_in(at, OF_MACHINES)
}

/// Whether the word can be what a number counts. Right behind the number "states", "claims" and "leaves" are nouns.
fn is_counted(page: &Page<'_>, at: usize, first: usize) -> bool {
    const NOUNS: Words = words!(
        "states claims reports notes demands plans turns shows uses moves works runs wins cuts \
         stands charges calls attacks posts warns starts sets needs comments tweets promises \
         answers replies"
    );
    // "11 southern slave states" are counted, "the party he leads states" is not.
    let after_noun = at > first
        && page.is(at, "states")
        && page.shape(at - 1) == Some(Shape::Lower)
        && !page.is_in(at + 1, words!("that the a it he she"));
    after_noun
        || is_plural_noun(page, at)
        || at == first && page.is_in(at, NOUNS) && page.shape(at) == Some(Shape::Lower)
}

/// Whether a plural after a plural goes on with the same phrase: "weapons systems", "United States jets"; `first` is the
/// word right behind the number.
fn extends(page: &Page<'_>, first: usize, at: usize) -> bool {
    let before = page.word_before(at, 1);
    if ["square", "cubic"].iter().any(|w| w.eq_ignore_ascii_case(before)) {
        return true;
    }
    let capital = page.before(at, 1).is_some_and(super::token::Token::is_capital);
    // "10 to 19 year olds"
    if page.is(at, "olds") && page.has(at - 1, Cues::PERIOD) {
        return true;
    }
    let plural = (page.shape(at) == Some(Shape::Lower) || capital)
        && is_plural_noun(page, at)
        && !page.has(at, Cues::UNIT);
    if !plural || is_unit(page, at - 1) || plural::is_closed(before) {
        return false;
    }
    // "Two women drivers", not "two women hopes".
    if plural::is_of_people(before) {
        return plural::is_person(page.word(at));
    }
    let verb = plural::is_verb(page.word(at)) || is_led(page, first) && may_be_verb(page, at);
    capital || !verb
}

/// "A panel of nine judges rules": whether a preposition stands before the number, so that a verb in "-s" may follow its noun.
fn is_led(page: &Page<'_>, first: usize) -> bool {
    const LEADING: Words =
        words!("of for with on in from to by between over about against after without among");
    let number = (1..6)
        .take_while(|back| {
            page.before(first, *back).is_some_and(|t| {
                t.shape == Shape::Number || t.has(Cues::NUMBER) || page.is_hyphen(first - back)
            })
        })
        .last();
    number.is_some_and(|back| page.is_in(first.wrapping_sub(back + 1), LEADING))
}

/// Whether a word in "-s" behind a plural may be the verb of the sentence: unless the plural is one that stands before nouns
/// ("weapons systems").
fn may_be_verb(page: &Page<'_>, at: usize) -> bool {
    const BEFORE_NOUNS: Words = words!(
        "weapons arms sports sales goods drugs communications systems savings customs operations services \
         rights forces resources markets securities games parks works jobs accounts claims textiles airlines \
         electronics intelligence news narcotics explosives munitions logistics plastics"
    );
    let person = plural::is_person(page.word(at)) && !plural::is_verb(page.word(at));
    !person && !plural::has_one_form(page.word(at - 1)) && !page.is_in(at - 1, BEFORE_NOUNS)
}

/// Whether the word right behind a number is the verb of what stands before: "a group of 12 hopes to climb it", "a squad of 25
/// includes four boys".
fn is_verb_of(page: &Page<'_>, at: usize) -> bool {
    const WANTED: Words = words!("hopes plans needs wants aims claims promises attempts looks");
    if page.shape(at) != Some(Shape::Lower) {
        return false;
    }
    // "12 claims" are counted, "a squad of 12 claims" the cup.
    if plural::is_verb(page.word(at)) && !plural::is_noun_too(page.word(at)) {
        return true;
    }
    page.is_in(at, WANTED)
        && page.is(at + 1, "to")
        && page.shape(at + 2) == Some(Shape::Lower)
        && is_led(page, at)
}

/// Whether the word looks like the plural of a noun.
pub(super) fn is_plural_noun(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    if plural::is_irregular(word) {
        return true;
    }
    if page.is_in(at, words!("news politics series means sports across perhaps always")) {
        return false;
    }
    if word.len() > 4 && word.is_ascii() && word.ends_with("men") && !plural::is_no_plural(word) {
        return true;
    }
    let lower_verb = page.has(at, Cues::VERB) || page.has(at, Cues::SAY);
    // "MPs", "NGOs".
    let acronym = page.shape(at) == Some(Shape::Mixed) && word.len() >= 3 && word.ends_with('s');
    acronym
        || page.shape(at) != Some(Shape::Upper)
            && word.len() >= 4
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && (!word.ends_with("is") || plural::in_is(word))
            && !lower_verb
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let page = Page::new(text);
        assert_eq!(phrase_end(&page, 0).map(|end| page.read(&(0..end))), expected, "in {text:?}");
    }

    #[test]
    fn the_counted_noun_is_the_first_plural() {
        check("cooperation agreements in energy", Some("cooperation agreements"));
        check("United States jets were", Some("United States jets"));
        check("road-building projects", Some("road-building projects"));
        check("people died", Some("people"));
        check("Green MPs plan", Some("Green MPs"));
        check("in the hall", None);
    }
}
