//! What is to be done with new articles by itself: a query, and what becomes of those it picks.

use super::Mark;
use super::query::Query;
use crate::text::Prose;

/// What a rule does with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sets a mark.
    Mark(Mark),
    /// Gives it a tag of the reader's.
    Tag(Prose),
}

/// A rule of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is called in messages.
    pub name: Prose,
    /// The articles it picks.
    pub when: Query,
    /// What becomes of them.
    pub actions: Vec<Action>,
}
