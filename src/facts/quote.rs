//! Finds quotations: which marks belong together, and which words in marks are somebody's speech.
//!
//! A mark that is never closed ends with its paragraph or before the next opening mark. Single words, titles of works
//! and words in marks for irony are left out. Who spoke is decided in [`super::speaker`].

use std::ops::Range;

use super::cues::Cues;
use super::foreign;
use super::page::Page;
use super::token::Shape;

/// The words between a pair of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// The tokens between the marks.
    pub(super) inner: Range<usize>,
    /// Whether it was closed by a mark.
    pub(super) closed: bool,
}

/// All quotations that stand in no other, in order.
pub(super) fn find(page: &Page<'_>) -> Vec<Quote> {
    scan(page, 0..page.tokens.len())
}

/// The quotations inside quotations, with the number of the one around them: words that a speaker repeats.
pub(super) fn nested(page: &Page<'_>, quotes: &[Quote]) -> Vec<(usize, Quote)> {
    let inside = |quote: &Quote| scan(page, quote.inner.clone()).into_iter().filter(|q| q.closed);
    quotes.iter().enumerate().flat_map(|(outer, q)| inside(q).map(move |n| (outer, n))).collect()
}

/// The quotations in a stretch of the text.
fn scan(page: &Page<'_>, range: Range<usize>) -> Vec<Quote> {
    let last = range.end;
    let mut quotes = Vec::new();
    let mut open: Option<(usize, Style)> = None;
    for at in range {
        let starts_paragraph = page.token(at).is_some_and(|t| t.breaks >= 2)
            || page.token(at).is_some_and(|t| t.breaks == 1) && starts_line(page, at);
        if let Some((start, style)) = open.filter(|_| starts_paragraph) {
            if style != Style::Tick {
                close(page, start..at, false, &mut quotes);
            }
            open = None;
        }
        let mark = match (mark(page, at), open) {
            // „…“ closes with the mark that opens “…”.
            (
                Some(Mark::Open(Style::Double) | Mark::Close(Style::Double)),
                Some((_, Style::Low)),
            ) => Some(Mark::Close(Style::Low)),
            (mark, _) => mark,
        };
        match (mark, open) {
            // A mark that opens where a tick is open: the tick was an apostrophe.
            (Some(Mark::Open(style)), Some((_, Style::Tick)) | None) => {
                open = Some((at + 1, style));
            }
            (Some(Mark::Straight), Some((_, Style::Tick))) => {
                open = Some((at + 1, Style::Straight));
            }
            (Some(Mark::Open(style)), Some((start, outer))) if style == outer => {
                close(page, start..at, false, &mut quotes);
                open = Some((at + 1, style));
            }
            (Some(Mark::Close(style)), Some((start, outer))) if style == outer => {
                close(page, start..at, true, &mut quotes);
                open = None;
            }
            (Some(Mark::Straight), None)
                if page.token(at).is_some_and(|t| t.spaced) || at == 0 || !page.glued(at) =>
            {
                open = Some((at + 1, Style::Straight));
            }
            (Some(Mark::Straight), None) if opens_straight(page, at) => {
                open = Some((at + 1, Style::Straight));
            }
            (Some(Mark::Straight), Some((start, Style::Straight))) => {
                close(page, start..at, true, &mut quotes);
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open.filter(|(_, style)| *style != Style::Tick) {
        close(page, start..last, false, &mut quotes);
    }
    quotes
}

/// Whether the line that begins at `at` is one of its own, not one wrapped at a width.
fn starts_line(page: &Page<'_>, at: usize) -> bool {
    page.sentences.get(page.sentence_of(at)).is_some_and(|s| s.tokens.start == at)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Double,
    Low,
    Single,
    Angle,
    Straight,
    /// `'`, which is an apostrophe as well: only a pair of them makes a quotation.
    Tick,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Open(Style),
    Close(Style),
    Straight,
}

fn mark(page: &Page<'_>, at: usize) -> Option<Mark> {
    if page.shape(at) != Some(Shape::Mark) {
        return None;
    }
    let mark = match page.word(at) {
        "“" => Mark::Open(Style::Double),
        "„" => Mark::Open(Style::Low),
        "”" => Mark::Close(Style::Double),
        "«" => Mark::Open(Style::Angle),
        "»" => Mark::Close(Style::Angle),
        "‘" if page.glued(at + 1) && !page.glued(at) => Mark::Open(Style::Single),
        "’" if !page.token(at + 1).is_some_and(|t| !t.spaced && t.is_word()) => {
            if is_owner(page, at) {
                return None;
            }
            Mark::Close(Style::Single)
        }
        "\"" | "＂" => Mark::Straight,
        "'" if opens_tick(page, at) => Mark::Open(Style::Tick),
        "'" if closes_tick(page, at) => Mark::Close(Style::Tick),
        _ => return None,
    };
    Some(mark)
}

/// `‘the workers’ party will stay,’`: a mark behind an "s" with nothing that ends before it, and another that closes
/// before one opens.
fn is_owner(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 60;
    let owns = page.word_before(at, 1).ends_with('s')
        && page.token(at + 1).is_some_and(|t| t.spaced && t.breaks == 0 && t.shape == Shape::Lower)
        && !page.has(at + 1, Cues::SAY.or(Cues::STOP));
    let ends = |i: usize| page.word(i) == "’" && page.is_any(i - 1, &[",", ".", "!", "?", "…"]);
    let mut ahead = (at + 1..at + REACH)
        .take_while(|i| page.word(*i) != "‘" && page.token(*i).is_some_and(|t| t.breaks == 0));
    owns && ahead.any(ends)
}

/// A tick before a word with nothing glued to its left; not that of "'90s".
fn opens_tick(page: &Page<'_>, at: usize) -> bool {
    let free = at == 0 || !page.glued(at) || opens_straight(page, at);
    free && page.glued(at + 1) && page.token(at + 1).is_some_and(super::token::Token::is_word)
}

/// A tick behind the end of a sentence or before one; between words it is an apostrophe ("the workers' party").
fn closes_tick(page: &Page<'_>, at: usize) -> bool {
    let ended = page.is_any(at.wrapping_sub(1), &[",", ".", "!", "?", "…"]);
    let ends =
        page.token(at + 1).is_none_or(|t| t.shape == Shape::Mark && !t.spaced || t.breaks > 0);
    page.glued(at) && (ended || ends)
}

/// A straight mark behind a bracket or a dash opens as well.
fn opens_straight(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word_before(at, 1), "(" | "[" | "—" | "–" | "-" | ":" | "'" | "‘" | ",")
}

fn close(page: &Page<'_>, inner: Range<usize>, closed: bool, quotes: &mut Vec<Quote>) {
    if is_speech(page, &inner, closed) {
        quotes.push(Quote { inner, closed });
    }
}

/// Whether the words between marks are speech: two or more, no title of a work, no irony.
fn is_speech(page: &Page<'_>, inner: &Range<usize>, closed: bool) -> bool {
    let words = inner
        .clone()
        .filter(|at| {
            page.token(*at)
                .is_some_and(|t| t.shape != Shape::Mark && !page.word(*at).starts_with(['\'', '’']))
        })
        .take(12)
        .count();
    if words < 2 || !closed && words < 4 {
        return false;
    }
    let ends =
        inner.end.checked_sub(1).is_some_and(|last| page.is_any(last, &[",", ".", "!", "?", "…"]));
    if words <= 7 && is_label(page, inner.start) {
        return false;
    }
    if words >= 8 || ends && words >= 3 {
        return true;
    }
    if is_work(page, inner) {
        return false;
    }
    let told = beside_speech(page, inner);
    match words {
        2 => told && ends || is_told_closely(page, inner) || is_phrase(page, inner),
        _ => true,
    }
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

/// A title of a work: every longer word is capitalised.
fn is_work(page: &Page<'_>, inner: &Range<usize>) -> bool {
    let long = || {
        inner.clone().filter(|at| {
            page.token(*at)
                .is_some_and(|t| t.is_word() && t.end - t.start >= 4 && !t.cues.has(Cues::STOP))
        })
    };
    let tall =
        long().filter(|at| page.token(*at).is_some_and(super::token::Token::is_capital)).count();
    let all = long().count();
    let first = page.token(inner.start).is_some_and(super::token::Token::is_capital);
    first && tall == all && (all > 1 || inner.len() <= 4)
}

/// "accused them of a “pawnshop mentality”": two small words behind an article or a preposition in what somebody says.
fn is_phrase(page: &Page<'_>, inner: &Range<usize>) -> bool {
    const REACH: usize = 24;
    let led = [
        "a", "an", "of", "as", "with", "for", "by", "to", "in", "was", "were", "is", "are", "been",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let found: Vec<&str> = find(&page).iter().map(|q| page.read(&q.inner)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn pairs_of_every_style_are_found() {
        check("He said: “We will come back.”", &["We will come back."]);
        check("\"We will not,\" she said, \"come back.\"", &["We will not,", "come back."]);
        check("„Wir kommen bald wieder“, sagte er.", &["Wir kommen bald wieder"]);
        check("Il dit «nous allons partir demain matin».", &["nous allons partir demain matin"]);
    }

    #[test]
    fn ticks_are_marks_only_in_pairs() {
        check("'It is over,' she said, 'and we know it.'", &["It is over,", "and we know it."]);
        check("the workers' party and '90s songs of the players' union", &[]);
        check("\"They were 'very scared' of him,\" he said.", &["They were 'very scared' of him,"]);
    }

    #[test]
    fn words_that_a_speaker_repeats_are_a_quotation_of_their_own() {
        let text =
            "“She said, ‘We are full,’ and that ‘small’ thing hurt the workers’ pride,” he said.";
        let page = Page::new(text);
        let outer = find(&page);
        let inner = nested(&page, &outer);
        let found: Vec<(usize, &str)> =
            inner.iter().map(|(n, q)| (*n, page.read(&q.inner))).collect();
        assert_eq!((outer.len(), found.as_slice()), (1, [(0, "We are full,")].as_slice()));
    }

    #[test]
    fn an_apostrophe_behind_an_s_closes_nothing() {
        check("‘The workers’ party will not go,’ he said.", &["The workers’ party will not go,"]);
        check("He called it ‘a party of workers’ and left.", &["a party of workers"]);
    }

    #[test]
    fn two_small_words_that_somebody_says_are_speech() {
        check(
            "He accused banks of having a “pawnshop mentality” at a forum.",
            &["pawnshop mentality"],
        );
        check("They sat in the “green room” for hours.", &[]);
    }

    #[test]
    fn single_words_and_titles_are_no_quotations() {
        check("to “deepen” ties, as in “War and Peace”", &[]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        check(
            "“We all go now.\n\n“We all stay then,” he said.",
            &["We all go now.", "We all stay then,"],
        );
    }
}
