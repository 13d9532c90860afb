//! Which words in marks are speech: no titles of works, no irony, no names of sorts.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::page::Page;
use super::super::token::{Shape, Token};
use super::super::{foreign, ideograph, noun};

/// Whether the words between marks are speech: two or more, no title of a work, no irony.
pub(super) fn is_speech(page: &Page<'_>, inner: &Range<usize>, closed: bool) -> bool {
    let words = count_words(page, inner);
    if words < 2 || !closed && words < 4 {
        return false;
    }
    let ends =
        inner.end.checked_sub(1).is_some_and(|last| page.is_any(last, &[",", ".", "!", "?", "…"]));
    if words <= 7 && is_label(page, inner.start) || is_titled(page, inner) {
        return false;
    }
    if words >= 8 {
        return true;
    }
    let cried = page.is_any(inner.end.saturating_sub(1), &["!", "?"]);
    let said = is_said_behind(page, inner);
    let told_of = cried || said || ends && is_told_closely(page, inner);
    if is_work(page, inner) && !told_of {
        return false;
    }
    if ends && words >= 3 {
        return true;
    }
    let told = beside_speech(page, inner);
    match words {
        2 => {
            !is_attribute(page, inner)
                && (told && ends || said || is_told_closely(page, inner) || is_phrase(page, inner))
        }
        _ => true,
    }
}

/// How many words there are, up to twelve; "less-than-lethal" is one.
fn count_words(page: &Page<'_>, inner: &Range<usize>) -> usize {
    let counts = |at: &usize| {
        page.token(*at)
            .is_some_and(|t| t.shape != Shape::Mark && !page.word(*at).starts_with(['\'', '’']))
            && !(*at > inner.start && page.is_hyphen(at - 1))
    };
    // Scripts without spaces have about two signs a word.
    let words = |at: usize| ideograph::count(page.word(at)).div_ceil(2).max(1);
    inner.clone().filter(counts).take(12).map(words).sum()
}

/// "“gig economy” workers": words that say of what sort a thing is.
fn is_attribute(page: &Page<'_>, inner: &Range<usize>) -> bool {
    let next = inner.end + 1;
    let last = inner.end.saturating_sub(1);
    page.shape(next) == Some(Shape::Lower)
        && page.shape(last) == Some(Shape::Lower)
        && !page.has_any(next, Cues::STOP.or(Cues::VERB).or(Cues::SAY).or(Cues::WHERE))
        && (noun::is_plural_noun(page, next) || page.shape(next + 1) != Some(Shape::Lower))
        && !page.word(next).ends_with("ly")
}

/// Whether the words are what something is called: `nicknamed "…"`, `entitled "…"`.
fn is_label(page: &Page<'_>, start: usize) -> bool {
    let labels = [
        "nicknamed",
        "dubbed",
        "titled",
        "entitled",
        "named",
        "called",
        "subtitled",
        "codenamed",
        "branded",
        "titles",
    ];
    labels.iter().any(|label| page.word_before(start, 2).eq_ignore_ascii_case(label))
        || page.is(start.wrapping_sub(2), "as") && page.is(start.wrapping_sub(3), "known")
}

/// `a paper titled “…”`, `the article “…” (page 3)`: what a work or a term is called, however long it is.
fn is_titled(page: &Page<'_>, inner: &Range<usize>) -> bool {
    const TITLED: &[&str] = &["titled", "entitled", "subtitled", "headlined"];
    const WORKS: &[&str] = &[
        "album",
        "article",
        "blog",
        "book",
        "chapter",
        "column",
        "documentary",
        "drama",
        "editorial",
        "episode",
        "essay",
        "exhibition",
        "film",
        "game",
        "hashtag",
        "headline",
        "movie",
        "musical",
        "novel",
        "paper",
        "play",
        "podcast",
        "poem",
        "series",
        "show",
        "single",
        "site",
        "song",
        "term",
        "track",
        "website",
    ];
    let before = page.word_before(inner.start, 2);
    let of = page.is(inner.start.wrapping_sub(2), "of")
        && ["definition", "concept", "curator", "editor", "author", "notion"]
            .contains(&page.word_before(inner.start, 3));
    let says = |at: usize| page.has(at, Cues::SAY);
    let speaks = |at: usize| says(at) || page.is_any(at, &["posted", "accused"]);
    let lead = inner.start.saturating_sub(9)..inner.start.saturating_sub(1);
    let told = (inner.end + 1..inner.end + 5).any(says)
        || lead.into_iter().any(speaks)
        || inner.clone().take(12).any(|at| page.is_any(at, &["i", "we", "i'm", "i’m"]));
    let tall = page.token(inner.start).is_some_and(Token::is_capital);
    TITLED.contains(&before)
        || !told && (of || WORKS.contains(&before) && (tall || before == "term"))
}

/// A title of a work: every longer word is capitalised.
fn is_work(page: &Page<'_>, inner: &Range<usize>) -> bool {
    let long = || {
        inner.clone().filter(|at| {
            page.token(*at)
                .is_some_and(|t| t.is_word() && t.end - t.start >= 4 && !t.cues.has(Cues::STOP))
        })
    };
    let tall = long().filter(|at| page.token(*at).is_some_and(Token::is_capital)).count();
    let all = long().count();
    let capital = |at: usize| page.token(at).is_some_and(Token::is_capital);
    // "My Heart Will Stay"
    let every = || inner.clone().all(|at| capital(at) || page.shape(at) == Some(Shape::Mark));
    capital(inner.start) && tall == all && (all > 1 || inner.len() <= 4 || every())
}

/// "accused them of a “pawnshop mentality”": two small words behind an article or a preposition in what somebody says.
fn is_phrase(page: &Page<'_>, inner: &Range<usize>) -> bool {
    const REACH: usize = 24;
    let led = [
        "a", "an", "of", "as", "with", "for", "by", "to", "in", "was", "were", "is", "are", "been",
        "has", "have", "had",
    ];
    let led = led.iter().any(|word| page.word_before(inner.start, 2).eq_ignore_ascii_case(word));
    let small = inner.clone().all(|at| page.shape(at) == Some(Shape::Lower));
    let sentence = page.sentences.get(page.sentence_of(inner.start));
    let start = sentence.map_or(inner.start, |s| s.tokens.start);
    let says = |at: usize| page.shape(at) == Some(Shape::Lower) && page.has(at, Cues::SAY);
    led && small && (start.max(inner.start.saturating_sub(REACH))..inner.start).any(says)
}

/// Whether a verb of saying stands in the sentences the quotation begins and ends in.
fn beside_speech(page: &Page<'_>, inner: &Range<usize>) -> bool {
    let says = |range: Range<usize>| {
        range.clone().any(|at| {
            page.shape(at) == Some(Shape::Lower)
                && (page.has(at, Cues::SAY) || page.foreign && foreign::is_saying(page.word(at)))
        })
    };
    let sentence = page
        .sentences
        .get(page.sentence_of(inner.start))
        .map_or(inner.clone(), |s| s.tokens.clone());
    says(sentence.start.max(inner.start.saturating_sub(40))..inner.start)
        || says(inner.end..sentence.end.min(inner.end + 20).max(inner.end))
}

/// `"Get out now," Mayor Ruth Delaney warned`, `"It is over", said Dana`: a comma, and then who says it, and nothing else.
fn is_said_behind(page: &Page<'_>, inner: &Range<usize>) -> bool {
    /// An office of some words, a name, a verb.
    const REACH: usize = 8;
    let inside = inner.end > inner.start && page.is(inner.end - 1, ",");
    let outside = page.is(inner.end + 1, ",");
    let sentence = page.sentences.get(page.sentence_of(inner.start));
    let opens = sentence.is_some_and(|s| s.tokens.start + 1 >= inner.start);
    // Behind the marks, a comma may also part a title from the rest of a sentence.
    let leads = inside || outside && opens;
    if !leads {
        return false;
    }
    let behind = inner.end + 1 + usize::from(outside);
    let says = |at: &usize| page.shape(*at) == Some(Shape::Lower) && page.has(*at, Cues::SAY);
    let names = |at: &usize| {
        page.token(*at).is_some_and(Token::is_capital)
            || page.shape(*at) == Some(Shape::Lower) && !page.has(*at, Cues::VERB)
    };
    (behind..behind + REACH).find(|at| says(at) || !names(at)).is_some_and(|at| says(&at))
}

/// Whether a verb of saying stands right before or behind the marks.
fn is_told_closely(page: &Page<'_>, inner: &Range<usize>) -> bool {
    let says =
        |at: usize| page.has(at, Cues::SAY) || page.foreign && foreign::is_saying(page.word(at));
    (2..5).any(|back| {
        page.before(inner.start, back).is_some_and(|t| t.shape == Shape::Lower)
            && says(inner.start - back)
            && !page.is(inner.start - back, "called")
    }) || (1..3 + usize::from(page.foreign)).any(|ahead| says(inner.end + ahead))
}
