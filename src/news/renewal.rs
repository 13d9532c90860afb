//! What became of the facts of an article since the text of it that was read before.

use std::collections::HashSet;

use super::{FactKind, Span, Value};

/// Facts that are new in a text, and those of the text before that it has no longer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renewal {
    /// Where facts stand that the text before did not have.
    pub new: HashSet<(FactKind, Span)>,
    /// What is said no longer, in the order of the text before.
    pub gone: Vec<Gone>,
}

impl Renewal {
    /// Whether nothing came and nothing went.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty()
    }

    /// Whether a fact is new at all of these places.
    pub fn is_new(&self, kind: FactKind, spans: &[Span]) -> bool {
        let is_new = |span: &Span| self.new.contains(&(kind, *span));
        !spans.is_empty() && spans.iter().all(is_new)
    }
}

/// A fact that an article has no longer.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    /// What it was about.
    pub kind: FactKind,
    /// Its words, or the fullest name.
    pub words: String,
    /// What they meant.
    pub value: Option<Value>,
    /// Who said it, for quotations.
    pub speaker: Option<String>,
}
