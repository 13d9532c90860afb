//! What was repaired or left out while something was read.
//!
//! Broken input is ordinary: whoever reads it hands back what could be read, and a list of these.

use std::fmt;

use serde::Serialize;

use crate::text::Prose;

/// One short sentence for the reader, without a full stop: "12 bad bytes were replaced".
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Problem {
    words: Prose,
    /// Whether something was left out for it.
    #[serde(skip)]
    is_loss: bool,
}

impl Problem {
    /// A problem in words. They may quote foreign text: it is cleaned.
    pub fn new(words: impl AsRef<str>) -> Self {
        Self { words: Prose::line(words.as_ref()), is_loss: false }
    }

    /// One for which something was left out that others would have: readers hear of it unasked.
    pub fn loss(words: impl AsRef<str>) -> Self {
        Self { is_loss: true, ..Self::new(words) }
    }

    /// Whether something was left out for it.
    pub fn is_loss(&self) -> bool {
        self.is_loss
    }

    /// So many bytes were not what they are in text.
    pub fn bad_bytes(replaced: usize) -> Self {
        Self::new(match replaced {
            1 => "1 bad byte was replaced".to_owned(),
            count => format!("{count} bad bytes were replaced"),
        })
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        self.words.as_str()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words.fmt(f)
    }
}
