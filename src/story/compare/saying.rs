//! How a figure or a day is said: by whom, of which time, of how much of the whole, as done or as meant to be done, and in
//! which words. Two that exclude each other contradict only where nothing of that speaks against it.

mod cues;

use std::collections::BTreeSet;

use self::cues::{ANYBODY, BREAKS, IRREGULAR, PLANNED, SAYS, SCOPES};
use super::Telling;
use crate::news::{FactKind, Span, Value};
use crate::story::background::Background;
use crate::story::signature::Term;
use crate::story::stem::stem_into;
use crate::story::words::words;

/// Words that are seldomer than this tell what a sentence is about.
const TELLING: f32 = 2.0;
/// Sentences that share fewer telling words are not the same.
const LEAST: usize = 3;
/// Words before a verb of saying, or behind "according to", that may name the source.
const SOURCE: usize = 6;

/// How something is said.
#[derive(Clone, Debug, Default)]
pub(super) struct Saying {
    /// What tells in its clause, without names.
    clause: BTreeSet<Term>,
    /// What tells in its sentence, without who says it and when.
    sentence: BTreeSet<Term>,
    /// The same with everyday words.
    words: BTreeSet<Term>,
    sources: BTreeSet<Term>,
    scopes: BTreeSet<&'static str>,
    days: BTreeSet<String>,
    periods: BTreeSet<String>,
    is_planned: bool,
}

/// A word of a sentence.
struct Token<'a> {
    text: &'a str,
    small: String,
    term: Term,
    weight: f32,
    /// Its bytes in the sentence.
    span: Span,
    /// Whether a sign stands before it that cuts the sentence, and whether it cuts clauses.
    is_cut: bool,
    is_clause_cut: bool,
    is_name: bool,
}

impl Saying {
    /// How the words of a span are said.
    pub(super) fn of(telling: &Telling<'_>, span: Span) -> Self {
        let sentence = telling.sentence(span);
        let tokens = tokens(telling.slice(sentence));
        let own = |token: &Token<'_>| {
            let (start, end) = (sentence.start + token.span.start, sentence.start + token.span.end);
            start < span.end && end > span.start
        };
        let dates: Vec<Span> = dates(telling, sentence).map(|(span, _)| span).collect();
        let is_date = |token: &Token<'_>| {
            let start = sentence.start + token.span.start;
            dates.iter().any(|date| date.start <= start && start < date.end)
        };
        let mut saying = Self::default();
        let source = sources(&tokens);
        let clause = clause(&tokens, own);
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| !own(token)) {
            let (is_source, is_verb) = (source.contains(&at), SAYS.contains(&token.small.as_str()));
            if is_source && !is_anybody(token) && token.weight > 0.0 {
                saying.sources.insert(token.term);
            }
            let is_number = token.text.starts_with(|c: char| c.is_ascii_digit());
            let is_beside = is_number || is_source || is_verb || is_date(token);
            let tells = token.weight >= TELLING && !is_beside;
            if token.weight > 0.0 && !is_beside {
                saying.words.insert(token.term);
            }
            if tells {
                saying.sentence.insert(token.term);
            }
            if clause.contains(&at) {
                saying.take_clause(&tokens, at, tells, is_date(token));
            }
        }
        for (_, value) in dates_of(telling, sentence, span) {
            let kept = if value.len() == "2024-06-20".len() {
                &mut saying.days
            } else {
                &mut saying.periods
            };
            kept.insert(value);
        }
        saying
    }

    fn take_clause(&mut self, tokens: &[Token<'_>], at: usize, tells: bool, is_date: bool) {
        let token = &tokens[at];
        if tells && !token.is_name {
            self.clause.insert(token.term);
        }
        self.is_planned |= PLANNED.contains(&token.small.as_str());
        // "more than 40", "the west" of a name, and "at least" tell nothing of the kind.
        let is_bound = tokens.get(at + 1).is_some_and(|next| next.small == "than");
        let scope = SCOPES.iter().find(|scope| **scope == token.small);
        self.scopes.extend(scope.filter(|_| !is_bound && !is_date && !token.is_name));
    }

    /// What speaks against both being of the same thing, at the same time, from the same source.
    pub(super) fn doubt(&self, other: &Self) -> Option<&'static str> {
        let are_apart = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
        };
        let has_others = !self.sources.is_empty()
            && !other.sources.is_empty()
            && self.sources.is_disjoint(&other.sources);
        if self.is_planned != other.is_planned {
            Some("one is meant or expected, the other done")
        } else if are_apart(&self.days, &other.days) || are_apart(&self.periods, &other.periods) {
            Some("they are of other times")
        } else if self.scopes != other.scopes {
            Some("they may be reckoned otherwise")
        } else if has_others {
            Some("each is told by another source")
        } else {
            None
        }
    }

    /// Whether their clauses have a telling word in common.
    pub(super) fn shares_clause(&self, other: &Self) -> bool {
        !self.clause.is_disjoint(&other.clause)
    }

    /// Whether both sentences have the very same words, everyday ones as they may be.
    pub(super) fn has_same_words(&self, other: &Self) -> bool {
        self.words.len() >= LEAST && self.words == other.words
    }

    /// Whether both sentences say the same: what one has more the other's article says somewhere, too.
    pub(super) fn is_same(
        &self,
        other: &Self,
        vocabulary: (&BTreeSet<Term>, &BTreeSet<Term>),
    ) -> bool {
        let has_all = |one: &Self, other: &Self, elsewhere: &BTreeSet<Term>| {
            one.sentence
                .iter()
                .all(|term| other.sentence.contains(term) || elsewhere.contains(term))
        };
        self.sentence.intersection(&other.sentence).count() >= LEAST
            && has_all(self, other, vocabulary.1)
            && has_all(other, self, vocabulary.0)
    }
}

/// Every word that an article uses.
pub(super) fn vocabulary(telling: &Telling<'_>) -> BTreeSet<Term> {
    let mut stem = String::new();
    let mut term = |text: &str| term_of(text, &mut stem);
    words(telling.title).chain(words(telling.text)).map(|word| term(word.text)).collect()
}

fn term_of(text: &str, stem: &mut String) -> Term {
    let small = text.to_lowercase();
    let regular = IRREGULAR.iter().find(|(past, _)| *past == small).map(|(_, verb)| *verb);
    stem_into(regular.unwrap_or(text), stem);
    Term::of(stem)
}

fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut stem = String::new();
    let mut end = 0;
    for word in words(sentence) {
        let start = word.text.as_ptr() as usize - sentence.as_ptr() as usize;
        let gap = sentence.get(end..start).unwrap_or_default();
        let small = word.text.to_lowercase();
        let term = term_of(word.text, &mut stem);
        tokens.push(Token {
            text: word.text,
            weight: Background::get().weight(term).0,
            term,
            is_clause_cut: gap.contains([';', ':', '—', '–', '(', ')'])
                || BREAKS.contains(&small.as_str()),
            is_cut: gap.contains([',', ';', ':', '—', '–', '(', ')', '“', '”', '"']),
            is_name: !word.opens && word.text.starts_with(char::is_uppercase),
            small,
            span: Span::new(start, start + word.text.len()),
        });
        end = start + word.text.len();
    }
    tokens
}

/// Where those stand who are said to have said it.
fn sources(tokens: &[Token<'_>]) -> BTreeSet<usize> {
    let mut sources = BTreeSet::new();
    for (at, token) in
        tokens.iter().enumerate().filter(|(_, token)| SAYS.contains(&token.small.as_str()))
    {
        if token.small == "according" {
            let behind = tokens.iter().enumerate().skip(at + 1).take(SOURCE);
            sources.extend(behind.take_while(|(_, next)| !next.is_cut).map(|(at, _)| at));
            continue;
        }
        let mut before = at;
        while before > 0
            && at - before < SOURCE
            && !tokens[before].is_cut
            && !tokens[before].is_clause_cut
        {
            before -= 1;
            sources.insert(before);
        }
    }
    sources
}

fn is_anybody(token: &Token<'_>) -> bool {
    let mut stem = String::new();
    stem_into(token.text, &mut stem);
    ANYBODY.contains(&stem.as_str())
}

/// The words of the clause around those that are said.
fn clause(tokens: &[Token<'_>], own: impl Fn(&Token<'_>) -> bool) -> std::ops::Range<usize> {
    let first = tokens.iter().position(&own).unwrap_or_default();
    let last = tokens.iter().rposition(own).unwrap_or(first);
    let start =
        (0..=first).rev().find(|at| tokens.get(*at).is_some_and(|token| token.is_clause_cut));
    let end = (last + 1..tokens.len()).find(|at| tokens[*at].is_clause_cut);
    start.unwrap_or_default()..end.unwrap_or(tokens.len())
}

/// The dates of a sentence that have a calendar value.
fn dates<'a>(
    telling: &'a Telling<'_>,
    sentence: Span,
) -> impl Iterator<Item = (Span, String)> + 'a {
    let dates = telling
        .facts
        .facts
        .iter()
        .filter(move |fact| fact.kind == FactKind::Date && sentence.contains(fact.span));
    dates.filter_map(|fact| match &fact.value {
        Some(Value::Date(value)) => Some((fact.span, value.clone())),
        _ => None,
    })
}

/// The same without the words that are looked at themselves.
fn dates_of<'a>(
    telling: &'a Telling<'_>,
    sentence: Span,
    own: Span,
) -> impl Iterator<Item = (Span, String)> + 'a {
    dates(telling, sentence).filter(move |(span, value)| {
        *span != own && value.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests;
