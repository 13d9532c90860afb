//! Runs of words that may make one name: capitals, and what English writes small or with a hyphen between them.

use std::ops::Range;

use super::cues::Cues;
use super::lexicon;
use super::names::{whole, word_at};
use super::page::Page;
use super::sentence::Sentence;
use super::token::{Shape, Token};
use super::words::words;

/// The longest run of name words that begins at `at`.
pub(super) fn run(
    page: &Page<'_>,
    taken: &[bool],
    sentence: &Sentence,
    at: usize,
) -> Option<Range<usize>> {
    // Most words have no capital and lead to none.
    let leads = words!("bin ibn de van von zu di da al el as ash an abu");
    if !page.token(at).is_some_and(Token::is_capital) && !page.is_in(at, leads) {
        return None;
    }
    let open = |i: usize| i < sentence.tokens.end && !taken.get(i).copied().unwrap_or(true);
    let capital = |i: usize| open(i) && page.token(i).is_some_and(Token::is_capital);
    let noble = page.is_in(at, words!("bin ibn de van von zu di da"))
        && page.shape(at) == Some(Shape::Lower)
        && page.shape(at + 1) == Some(Shape::Title)
        && open(at)
        && capital(at + 1);
    if noble {
        return Some(at..run(page, taken, sentence, at + 1)?.end);
    }
    let stop = page.has(at, Cues::STOP) && page.shape(at) != Some(Shape::Upper);
    let named_stop = stop && at > sentence.tokens.start && capital(at + 1) && is_name_too(page, at);
    let arabic =
        page.is_in(at, words!("al el as ash an abu")) && page.is_hyphen(at + 1) && capital(at + 2);
    let named = capital(at) && (!stop || named_stop);
    if !(named || open(at) && arabic) {
        return None;
    }
    let mut end = at + 1;
    while open(end) {
        let length = step(page, &capital, end);
        if length == 0 {
            break;
        }
        end += length;
    }
    Some(at..end)
}

/// Whether a function word with a capital in mid-sentence is a name or begins one: "The Hague", "Do" in Asia.
fn is_name_too(page: &Page<'_>, at: usize) -> bool {
    let article = page.is_in(at, words!("the a and of in on at for by i this it that but"));
    if article {
        return page.is(at, "the") && whole(page, &(at..at + 2)).any("CP");
    }
    if page.word(at).contains(['\'', '’']) {
        return false;
    }
    let quoted =
        page.before(at, 1).is_some_and(|t| t.shape == Shape::Mark && !page.is(at - 1, ","));
    !quoted
}

/// How many tokens at `at` carry a run on: 0 if it ends there.
fn step(page: &Page<'_>, capital: &dyn Fn(usize) -> bool, at: usize) -> usize {
    if capital(at) {
        let stop = page.has(at, Cues::STOP)
            && page.shape(at) == Some(Shape::Title)
            && !is_name_too(page, at);
        let glued_code = page.glued(at) && page.shape(at) == Some(Shape::Code);
        return usize::from(!stop && (!page.glued(at) || glued_code));
    }
    if page.is_hyphen(at) {
        let tail = page.word(at + 1);
        // "Port-au-Prince", "Rostov-on-Don".
        if tail.len() <= 3
            && page.shape(at + 1) == Some(Shape::Lower)
            && page.is_hyphen(at + 2)
            && capital(at + 3)
        {
            return 4;
        }
        // "Jong-un" and "Ki-moon" go on; "US-led" and "war-era" do not.
        let syllable = is_syllable(page, at);
        let number = page.shape(at + 1) == Some(Shape::Number)
            && page.before(at, 1).is_some_and(Token::is_capital);
        return if capital(at + 1) || syllable || number { 2 } else { 0 };
    }
    let joins = match page.word(at) {
        "&" => usize::from(
            capital(at + 1)
                && !page
                    .before(at, 2)
                    .is_some_and(|t| t.is_capital() && t.spaced && word_at(page, at - 2).given()),
        ),
        "." if page.glued(at) && page.before(at, 1).is_some_and(|t| t.has(Cues::ABBREVIATION)) => {
            usize::from(capital(at + 1) && page.token(at + 1).is_some_and(|t| t.breaks == 0))
        }
        _ => 0,
    };
    if joins > 0 {
        return 2;
    }
    particles(page, capital, at)
}

/// `de la`, `bin`, `van der`, `al-` between two name words.
fn particles(page: &Page<'_>, capital: &dyn Fn(usize) -> bool, at: usize) -> usize {
    let mut end = at;
    while end < at + 2 && page.has(end, Cues::PARTICLE) && page.shape(end) == Some(Shape::Lower) {
        end += 1;
    }
    if end == at {
        return 0;
    }
    let hyphen = usize::from(
        page.is_hyphen(end) || matches!(page.word(end), "'" | "’") && page.glued(end + 1),
    );
    if capital(end + hyphen) { end - at + hyphen + 1 } else { 0 }
}

/// Whether a hyphen joins a syllable written small to a name: "Jong-un", "Che-cheung", but not "Obama-backed".
pub(super) fn is_syllable(page: &Page<'_>, hyphen: usize) -> bool {
    let tail = page.word(hyphen + 1);
    let Some(before) = page.before(hyphen, 1).filter(|t| t.shape == Shape::Title) else {
        return false;
    };
    let short = page.word_before(hyphen, 1).len() <= 6 && tail.len() <= 6;
    let small = page.shape(hyphen + 1) == Some(Shape::Lower);
    let joined = page.is_hyphen(hyphen) && !page.is_hyphen(hyphen + 2);
    if !joined || !short || !small || before.has(Cues::NATION) {
        return false;
    }
    let surname = page.before(hyphen, 2).is_some_and(|t| t.shape == Shape::Title && before.spaced);
    let word = before.known.word();
    // "Moon Jae-in" is a name, "Check-in" and "Drive-in" are none.
    let compound = COMPOUND_TAILS.contains(&tail) && !(surname && !word && tail.len() == 2);
    // "Chan-ocha": a syllable or two that is no English word, behind a given name.
    let foreign =
        surname && !word && !lexicon::word(tail).word() && !page.has(hyphen + 1, Cues::PARTICLE);
    (has_one_vowel(tail) || foreign) && !compound && (surname || !word)
}

/// Whether the vowels of a word stand together.
fn has_one_vowel(word: &str) -> bool {
    let vowel = |letter: &u8| b"aeiouy".contains(letter);
    let groups = word.as_bytes().chunk_by(|a, b| vowel(a) == vowel(b));
    groups.filter(|group| group.first().is_some_and(vowel)).count() == 1
}

/// What makes a compound of a name, not a name.
const COMPOUND_TAILS: &[&str] = &[
    "era", "led", "area", "like", "style", "born", "wide", "based", "run", "held", "made", "owned",
    "bound", "only", "free", "type", "size", "day", "old", "rule", "ish", "aged", "bred", "time",
    "and", "to", "up", "in", "on",
];
