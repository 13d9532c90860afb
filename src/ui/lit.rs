//! What lies over the words of the text, and how that makes them look: facts, links, matches, what was changed.
//!
//! Knows nothing of lines and columns. A run of text is asked about once ([`Lit::over`]); within it a look holds up to
//! the next place where something begins or ends ([`Over::look_at`]).

use std::ops::Range;

use super::canvas::Canvas;
use crate::app::App;
use crate::app::message::Opened;
use crate::app::reader::{Highlights, LiveSet};
use crate::app::side::UNSURE;
use crate::config::{Look, Role};
use crate::news::{Fact, FactKind, Span};

/// Facts with at least this weight are lit when only telling ones are.
const TELLING: f32 = 0.6;

/// What is lit in the article shown.
pub(super) struct Lit<'a> {
    app: &'a App,
    opened: &'a Opened,
    /// What the reader is at.
    current: Option<Span>,
    /// The other matches, or mentions.
    others: &'a [Span],
    /// A sentence in brief is lit as a row, not turned round: it is long.
    sentence: bool,
}

impl<'a> Lit<'a> {
    pub(super) fn new(app: &'a App, opened: &'a Opened) -> Self {
        let others = match &app.reader.live {
            LiveSet::Unread => &[][..],
            LiveSet::Matches(find) => &find.matches,
            LiveSet::Mentions { spans, .. } => spans,
        };
        let current = app.reader.lit();
        let in_brief = app
            .reader
            .facts()
            .is_some_and(|facts| current.is_some_and(|lit| facts.brief.contains(&lit)));
        Self { app, opened, current, others, sentence: in_brief }
    }

    /// What lies over a run of the text, which has that look by itself.
    pub(super) fn over(&self, run: Span, base: Look) -> Over<'a> {
        let (added, removed) = self.app.reader.revised();
        Over {
            base,
            facts: self.facts_in(run),
            links: self.links_in(run),
            current: self.current.filter(|lit| lit.overlaps(run)),
            sentence: self.sentence,
            others: overlapping(self.others, run, |span| *span),
            added: overlapping(added, run, |span| *span),
            removed: overlapping(removed, run, |span| *span),
        }
    }

    fn facts_in(&self, span: Span) -> Vec<&'a Fact> {
        let reader = &self.app.reader;
        let Some(facts) = &self.opened.facts else { return vec![] };
        if reader.highlights == Highlights::Off {
            return vec![];
        }
        let telling = reader.highlights == Highlights::Telling;
        // Facts stand in the order of their starts; a long quotation may begin far before the line.
        let until = facts.facts.partition_point(|fact| fact.span.start < span.end);
        facts.facts[..until]
            .iter()
            .filter(|fact| fact.span.end > span.start && reader.shows(fact.kind, fact.certainty))
            .filter(|fact| !telling || fact.weight >= TELLING)
            .collect()
    }

    /// The links in a run, with their indices.
    fn links_in(&self, span: Span) -> Vec<(usize, Span)> {
        let links = self.opened.article.body.links();
        let inside = overlapping(links, span, |link| link.span);
        let first = links.partition_point(|link| link.span.end <= span.start);
        inside.iter().zip(first..).map(|(link, index)| (index, link.span)).collect()
    }
}

/// What lies over one run of text.
pub(super) struct Over<'a> {
    base: Look,
    facts: Vec<&'a Fact>,
    links: Vec<(usize, Span)>,
    current: Option<Span>,
    sentence: bool,
    others: &'a [Span],
    added: &'a [Span],
    removed: &'a [Span],
}

impl Over<'_> {
    /// The look of the byte at a place, and the place up to which it holds.
    pub(super) fn look_at(&self, canvas: &Canvas<'_>, at: usize) -> (Look, usize) {
        (self.look(canvas, at), self.next_edge(at))
    }

    /// The index of the link that a byte belongs to.
    pub(super) fn link_at(&self, at: usize) -> Option<usize> {
        self.links.iter().find(|(_, span)| span.holds(at)).map(|(index, _)| *index)
    }

    /// The indices of the links that end in a range, in order.
    pub(super) fn links_ending(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let ends = move |span: &Span| {
            let end = span.end as usize;
            range.start < end && end <= range.end
        };
        self.links.iter().filter(move |(_, span)| ends(span)).map(|(index, _)| *index)
    }

    /// The next place after `at` where something begins or ends.
    fn next_edge(&self, at: usize) -> usize {
        let facts = self.facts.iter().map(|fact| fact.span);
        let links = self.links.iter().map(|(_, span)| *span);
        let revised = self.added.iter().chain(self.removed);
        let lit = self.others.iter().chain(&self.current);
        let spans = facts.chain(links).chain(revised.chain(lit).copied());
        let edges = spans.flat_map(|span| [span.start as usize, span.end as usize]);
        edges.filter(|edge| *edge > at).min().unwrap_or(usize::MAX)
    }

    fn look(&self, canvas: &Canvas<'_>, at: usize) -> Look {
        let mut look = self.base;
        if self.link_at(at).is_some() {
            look = canvas.look(Role::Link);
        }
        // A fact inside a quotation stands after it and is shown over it.
        if let Some(fact) = self.facts.iter().rev().find(|fact| fact.span.holds(at)) {
            let is_unsure = fact.certainty < UNSURE;
            let role = if is_unsure { Role::Muted } else { Role::Fact(fact.kind) };
            let fact_look = canvas.look(role);
            look = if fact.kind == FactKind::Quote {
                fact_look
            } else {
                Look { bold: self.base.bold || fact_look.bold, ..fact_look }
            };
        }
        look = self.revised(canvas, at, look);
        if self.current.is_some_and(|lit| lit.holds(at)) {
            return self.chosen(canvas, look);
        }
        if self.others.iter().any(|span| span.holds(at)) {
            return Look { bold: true, underline: true, ..look };
        }
        look
    }

    fn chosen(&self, canvas: &Canvas<'_>, look: Look) -> Look {
        if self.sentence {
            let bg = canvas.look_on(Role::Row, true).bg;
            // Where rows have no colour of their own, a lit sentence is underlined.
            let underline = bg == canvas.look(Role::Background).bg;
            Look { bg, underline, ..look }
        } else {
            Look { reverse: true, bold: true, ..look }
        }
    }

    /// Words that came in are bold and underlined, words that were taken out stand back; both stand between marks.
    fn revised(&self, canvas: &Canvas<'_>, at: usize, look: Look) -> Look {
        if self.added.iter().any(|span| span.holds(at)) {
            return Look { bold: true, underline: true, ..look };
        }
        if self.removed.iter().any(|span| span.holds(at)) {
            return canvas.look(Role::Muted);
        }
        look
    }
}

/// Those that overlap `run`, of things in the order of their spans.
fn overlapping<T>(sorted: &[T], run: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = sorted.partition_point(|one| span(one).end <= run.start);
    let until = sorted.partition_point(|one| span(one).start < run.end);
    sorted.get(from..until).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(run: (usize, usize), expected: &[(usize, usize)]) {
        let sorted = [(0, 4), (4, 6), (10, 20)].map(|(start, end)| Span::new(start, end));
        let found = overlapping(&sorted, Span::new(run.0, run.1), |span| *span);
        let expected: Vec<Span> = expected.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        assert_eq!(found, expected, "over {run:?}");
    }

    #[test]
    fn a_run_is_overlapped_by_what_shares_a_byte_with_it() {
        check((0, 30), &[(0, 4), (4, 6), (10, 20)]);
        check((3, 5), &[(0, 4), (4, 6)]);
        check((12, 13), &[(10, 20)]);
        check((6, 10), &[]);
        check((20, 30), &[]);
    }
}
