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
    let mut open: Option<Open> = None;
    for at in range {
        let starts_paragraph = page.token(at).is_some_and(|t| t.breaks >= 2)
            || page.token(at).is_some_and(|t| t.breaks == 1) && starts_line(page, at);
        if starts_paragraph && let Some(Open { start, style, .. }) = open.take() {
            if style != Style::Tick {
                close(page, start..at, false, &mut quotes);
            }
        }
        let Some(mark) = mark(page, at) else { continue };
        open = match step(page, at, mark, open) {
            Step::Stay(open) => open,
            Step::Open(style) => Some(Open::new(at, style)),
            Step::Close(start) => {
                close(page, start..at, true, &mut quotes);
                None
            }
            Step::Reopen(start, style) => {
                close(page, start..at, false, &mut quotes);
                Some(Open::new(at, style))
            }
        };
    }
    if let Some(Open { start, .. }) = open.filter(|open| open.style != Style::Tick) {
        close(page, start..last, false, &mut quotes);
    }
    quotes
}

/// A quotation that has begun.
#[derive(Clone, Copy)]
struct Open {
    /// Its first token.
    start: usize,
    style: Style,
    /// Whether marks of the other sort are open inside.
    inner: bool,
}

impl Open {
    fn new(mark: usize, style: Style) -> Self {
        Self { start: mark + 1, style, inner: false }
    }
}

/// What a mark does.
enum Step {
    Stay(Option<Open>),
    Open(Style),
    /// Closes what began at the token.
    Close(usize),
    /// Opens another before what began at the token was closed.
    Reopen(usize, Style),
}

fn step(page: &Page<'_>, at: usize, mark: Mark, open: Option<Open>) -> Step {
    match (mark, open) {
        // „…“ closes with the mark that opens “…”.
        (Mark::Open(Style::Double) | Mark::Close(Style::Double), Some(open))
            if open.style == Style::Low =>
        {
            Step::Close(open.start)
        }
        // Where nothing is open, a closing mark before a word opens.
        (Mark::Close(style @ (Style::Double | Style::Angle)), None)
            if !page.glued(at) && page.glued(at + 1) =>
        {
            Step::Open(if style == Style::Double { Style::Right } else { Style::Inward })
        }
        (Mark::Close(Style::Double), Some(open)) if open.style == Style::Right => {
            Step::Close(open.start)
        }
        (Mark::Open(Style::Angle) | Mark::Close(Style::Angle), Some(open))
            if open.style == Style::Inward =>
        {
            Step::Close(open.start)
        }
        // A mark that opens where a tick is open: the tick was an apostrophe.
        (Mark::Open(style), None) => Step::Open(style),
        (Mark::Open(style), Some(open)) if open.style == Style::Tick => Step::Open(style),
        (Mark::Straight, Some(open)) if open.style == Style::Tick => Step::Open(Style::Straight),
        (Mark::Open(style), Some(open)) if style == open.style => Step::Reopen(open.start, style),
        (Mark::Close(style), Some(open)) if style == open.style => Step::Close(open.start),
        (Mark::Straight, None) if at == 0 || !page.glued(at) || opens_straight(page, at) => {
            Step::Open(Style::Straight)
        }
        // `""We left,"` has one mark too many.
        (Mark::Straight, Some(open)) if open.style == Style::Straight && open.start == at => {
            Step::Open(Style::Straight)
        }
        (Mark::Straight, Some(open)) if open.style == Style::Straight => Step::Close(open.start),
        (mark, Some(open)) => mixed(page, at, mark, open),
        (_, None) => Step::Stay(None),
    }
}

/// Marks of two sorts: “We left," ends with the wrong one, “he said "no" to us” has a pair of the other inside.
fn mixed(page: &Page<'_>, at: usize, mark: Mark, open: Open) -> Step {
    let other = matches!(
        (mark, open.style),
        (Mark::Straight | Mark::Close(Style::Straight), Style::Double)
            | (Mark::Open(Style::Double) | Mark::Close(Style::Double), Style::Straight)
    );
    let opens = !page.glued(at) && !matches!(mark, Mark::Close(_)) || matches!(mark, Mark::Open(_));
    match (other, opens, open.inner) {
        (true, true, _) => Step::Stay(Some(Open { inner: true, ..open })),
        (true, false, true) => Step::Stay(Some(Open { inner: false, ..open })),
        (true, false, false) => Step::Close(open.start),
        _ => Step::Stay(Some(open)),
    }
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
    /// `”…”`, as Swedes and Finns write.
    Right,
    /// `»…«` and `»…»`.
    Inward,
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

/// A straight mark behind a bracket or a dash opens as well, and one before a capital where the space is missing.
fn opens_straight(page: &Page<'_>, at: usize) -> bool {
    let unspaced = matches!(page.word_before(at, 1), "." | "?" | "!")
        && page.glued(at + 1)
        && page.token(at + 1).is_some_and(super::token::Token::is_capital);
    unspaced
        || matches!(page.word_before(at, 1), "(" | "[" | "—" | "–" | "-" | ":" | "'" | "‘" | ",")
}

fn close(page: &Page<'_>, inner: Range<usize>, closed: bool, quotes: &mut Vec<Quote>) {
    if is_speech(page, &inner, closed) {
        quotes.push(Quote { inner, closed });
    }
}

/// Whether the words between marks are speech: two or more, no title of a work, no irony.
fn is_speech(page: &Page<'_>, inner: &Range<usize>, closed: bool) -> bool {
    let words = count_words(page, inner);
    if words < 2 || !closed && words < 4 {
        return false;
    }
    let ends =
        inner.end.checked_sub(1).is_some_and(|last| page.is_any(last, &[",", ".", "!", "?", "…"]));
    if words <= 7 && is_label(page, inner.start) {
        return false;
    }
    if words >= 8 {
        return true;
    }
    let cried = page.is_any(inner.end.saturating_sub(1), &["!", "?"]);
    if is_work(page, inner) && !cried && !(ends && is_told_closely(page, inner)) {
        return false;
    }
    if ends && words >= 3 {
        return true;
    }
    let told = beside_speech(page, inner);
    match words {
        2 => {
            !is_attribute(page, inner)
                && (told && ends || is_told_closely(page, inner) || is_phrase(page, inner))
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
    inner.clone().filter(counts).take(12).count()
}

/// "“gig economy” workers": words that say of what sort a thing is.
fn is_attribute(page: &Page<'_>, inner: &Range<usize>) -> bool {
    let next = inner.end + 1;
    let last = inner.end.saturating_sub(1);
    page.shape(next) == Some(Shape::Lower)
        && page.shape(last) == Some(Shape::Lower)
        && !page.has_any(next, Cues::STOP.or(Cues::VERB).or(Cues::SAY).or(Cues::WHERE))
        && (super::noun::is_plural_noun(page, next) || page.shape(next + 1) != Some(Shape::Lower))
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
    let capital = |at: usize| page.token(at).is_some_and(super::token::Token::is_capital);
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
mod tests;
