//! Finds quotations: which marks belong together, and which words in marks are somebody's speech.
//!
//! A mark that is never closed ends with its paragraph or before the next opening mark. Single words, titles of works
//! and words in marks for irony are left out. Who spoke is decided in [`super::speaker`].

mod speech;

use std::ops::Range;

use self::speech::is_speech;
use super::cues::Cues;
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
        if starts_paragraph
            && let Some(Open { start, style, .. }) = open.take()
            && style != Style::Tick
            && !is_stray(page, start, style)
        {
            close(page, start..at, false, &mut quotes);
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
    let counts = |open: &Open| open.style != Style::Tick && !is_stray(page, open.start, open.style);
    if let Some(Open { start, .. }) = open.filter(counts) {
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

/// "known as the ‘black death, which": a single mark within a sentence that nothing closes is a slip.
fn is_stray(page: &Page<'_>, start: usize, style: Style) -> bool {
    let says = |back: usize| page.before(start, back).is_some_and(|t| t.has(Cues::SAY));
    let opens = start < 2
        || starts_line(page, start - 1)
        || matches!(page.word_before(start, 2), ":" | "," | "." | "!" | "?" | "–" | "—" | "-")
        || (2..5).any(says);
    style == Style::Single && !opens
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
    /// `「…」`, as Japanese and Chinese write.
    Corner,
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
        "「" | "『" => Mark::Open(Style::Corner),
        "」" | "』" => Mark::Close(Style::Corner),
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

#[cfg(test)]
mod tests;
