//! Foreign text made harmless, once, by type.
//!
//! Whatever a feed, a page, a file or a server sends becomes a [`Prose`] before anything else may look at it. It holds
//! no control characters, no escape sequences, no bidirectional overrides and no invisible formatting, so that it can
//! be written to a terminal. What the words mean is no business of this module.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// Text that is safe to write to a terminal.
///
/// Cleaning is idempotent: cleaning a `Prose` again changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Prose(Box<str>);

impl Prose {
    /// Cleans one line: a title, a name, an address. Line breaks and runs of white space become one space.
    pub fn line(raw: &str) -> Self {
        let mut clean = String::with_capacity(raw.len());
        for word in raw.split(char::is_whitespace) {
            let word: String = word.chars().filter(|c| !is_unsafe(*c)).collect();
            if !word.is_empty() {
                if !clean.is_empty() {
                    clean.push(' ');
                }
                clean.push_str(&word);
            }
        }
        Self(clean.into())
    }

    /// Cleans running text. Line breaks stay, as `\n` alone; a tab becomes a space.
    pub fn text(raw: &str) -> Self {
        Self(raw.chars().filter(|c| *c == '\n' || !is_unsafe(*c)).collect::<String>().into())
    }

    /// Makes text harmless without moving a byte: each unsafe character gives way to as many spaces as it had bytes.
    ///
    /// For text whose offsets belong to somebody else, as with `dateline facts` on a file.
    pub fn in_place(raw: &str) -> Self {
        let mut clean = String::with_capacity(raw.len());
        for c in raw.chars() {
            if c == '\n' || !is_unsafe(c) {
                clean.push(c);
            } else {
                clean.extend(std::iter::repeat_n(' ', c.len_utf8()));
            }
        }
        Self(clean.into())
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Prose {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self::text(&raw))
    }
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
}
