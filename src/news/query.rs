//! The search language: one line that picks articles, alike in the list's filter, in search and on the command line.
//!
//! Words and `"phrases"` must all occur. `outlet:`, `title:`, `author:`, `tag:`, `lang:` look into one field;
//! `is:unread`, `is:read`, `is:starred`, `is:later`, `is:hidden` ask for a state; `after:` and `before:` for a day
//! (`2024-06-20`, `today`, `yesterday`, `7d`, `mon`). A leading `-` turns a term round. How a query is answered is known to
//! the store alone.

use jiff::civil::Date;

use super::Mark;

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word or phrase anywhere in outlet, title or text.
    Words(String),
    /// Part of the name of the outlet (or the credits).
    Outlet(String),
    /// A word or phrase in the title.
    Title(String),
    /// Part of an author's name.
    Author(String),
    /// A tag.
    Tag(String),
    /// A language, BCP 47 or its beginning.
    Language(String),
    /// A state; unread is `Not(Is(Read))`.
    Is(Mark),
    /// Published on this day or later.
    After(Date),
    /// Published before this day.
    Before(Date),
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
