//! The search language: one line that picks articles, alike in the list's filter, in search and on the command line.
//!
//! ```text
//! query  = { term }                        all terms must hold
//! term   = [ "-" ] ( word | phrase | field ":" ( word | phrase ) )
//! word   = characters up to the next space; a "*" at its end stands for any ending
//! phrase = '"' words '"'                   \" and \\ inside stand for " and \; the last quote may be missing
//! field  = outlet | title | author | tag | lang      part of that field
//!        | watch                  what a watch has seen, by its number
//!        | feed | folder          a feed by its number, name or address; a folder of feeds, by its whole name
//!        | is      read | unread | starred | later | hidden | watched | copy
//!        | after   day     published on that day or later
//!        | before  day     published before that day
//!        | sort    [ "-" ] ( date | age | outlet | title | length )
//! day    = 2024-06-20 | today | yesterday | 7d | 2w | mon .. sun (the last one, today included)
//! ```
//!
//! A leading `-` turns a term round. What looks like a field but is none (`foo:bar`) is an error; a time (`12:30`), an
//! address (`https://..`) and a word that ends in a colon are words. Days are counted in UTC, as dates without a time
//! are kept. How a query is answered is known to the store alone.

mod parse;
mod print;
#[cfg(test)]
mod tests;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Mark;
pub use parse::QueryError;

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Term {
    /// A word or phrase anywhere in outlet, title or text. A `*` at its end stands for any ending.
    Words(String),
    /// Part of the name of the outlet (or the credits).
    Outlet(String),
    /// A word or phrase in the title. A `*` at its end stands for any ending.
    Title(String),
    /// Part of an author's name.
    Author(String),
    /// A tag, the outlet's or the reader's.
    Tag(String),
    /// The number of a feed, part of its name, or the whole of its address.
    Feed(String),
    /// What the watch of that number has seen.
    Watch(i64),
    /// A folder of feeds, with all that are in it.
    Folder(String),
    /// A language, BCP 47 or its beginning.
    Language(String),
    /// A state; unread is `Not(Is(Read))`.
    Is(Mark),
    /// What any watch has seen.
    Watched,
    /// The same text as an article of another outlet that came in before.
    Copy,
    /// Published on this day or later.
    After(Date),
    /// Published before this day.
    Before(Date),
    /// Published no more than so many days before today: 0 is today and later.
    ///
    /// Kept as a number so that a filter that stands overnight moves on with the day.
    Within(u16),
    /// The opposite of a term.
    Not(Box<Term>),
}

/// What is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Newest first.
    #[default]
    Date,
    /// By outlet, then newest first.
    Outlet,
    /// By title.
    Title,
    /// Shortest first.
    Length,
}

/// A parsed query: all terms must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The conditions.
    pub terms: Vec<Term>,
    /// The order of the answer.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub reversed: bool,
}

impl Query {
    /// Reads a query; `today` is what `mon` is counted from.
    pub fn parse(text: &str, today: Date) -> Result<Self, QueryError> {
        parse::parse(text, today)
    }

    /// Reads a query that is still being typed: the last word may go on, unless a blank or a quote ends it.
    pub fn as_typed(text: &str, today: Date) -> Result<Self, QueryError> {
        /// A word of fewer letters is the beginning of nearly everything.
        const LEAST_LETTERS: usize = 2;
        let mut query = Self::parse(text, today)?;
        let goes_on = !text.ends_with(|c: char| c.is_whitespace() || c == '"' || c == '*');
        if let Some(Term::Words(words) | Term::Title(words)) = query.terms.last_mut()
            && goes_on
            && words.chars().count() >= LEAST_LETTERS
        {
            words.push('*');
        }
        Ok(query)
    }

    /// This query within `scope`: the terms of both must hold.
    ///
    /// The order is this query's, or the scope's where this one keeps to the default.
    #[must_use]
    pub fn and(&self, scope: &Query) -> Query {
        let mut terms = scope.terms.clone();
        terms.extend(self.terms.iter().filter(|term| !scope.terms.contains(term)).cloned());
        let order = if self.has_default_order() { scope } else { self };
        Query { terms, sort: order.sort, reversed: order.reversed }
    }

    /// Whether every article that is not hidden matches.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words and phrases that are looked for, those in titles included: what is highlighted in an answer.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| match term {
            Term::Words(words) | Term::Title(words) => Some(words.as_str()),
            _ => None,
        })
    }

    /// Whether the order is the one that is taken where none is asked for.
    pub fn has_default_order(&self) -> bool {
        self.sort == Sort::default() && !self.reversed
    }
}

impl Term {
    /// The opposite; the opposite of an opposite is the term itself.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            term => Self::Not(Box::new(term)),
        }
    }

    /// The term without its negations, and whether they turn it round.
    pub fn peeled(&self) -> (&Self, bool) {
        let (mut term, mut negated) = (self, false);
        while let Self::Not(inner) = term {
            (term, negated) = (inner, !negated);
        }
        (term, negated)
    }
}

/// The day so many days before `today`.
pub fn days_before(today: Date, days: u16) -> Date {
    today.saturating_sub(i64::from(days).days())
}
