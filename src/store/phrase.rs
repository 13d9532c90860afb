//! Words and phrases as somebody typed them, in plain words: as the index is asked for them, and as texts are looked through.

use crate::text::plain;

/// A phrase that must stand in an article, or must not.
#[derive(Debug)]
pub(super) struct Check {
    /// Its words, in their plain form.
    pub(super) words: Vec<String>,
    /// Whether the last word may go on.
    pub(super) any_ending: bool,
    /// Whether it must not stand there.
    pub(super) negated: bool,
}

/// Words that are asked of the index for one phrase; the others are looked for in the text alone.
const MOST_WORDS: usize = 32;

/// A word or phrase as somebody typed it, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    pub(super) any_ending: bool,
}

impl Phrase {
    /// `None` where there is nothing in it that could be looked up, such as a dash alone.
    pub(super) fn of(text: &str) -> Option<Self> {
        let words = plain::list(text);
        (!words.is_empty()).then(|| Self { words, any_ending: text.ends_with('*') })
    }

    /// All the words, as the index understands it: quoted strings, with `*` behind the last one for any ending.
    pub(super) fn all_words(&self) -> String {
        let last = self.words.len() - 1;
        let mut asked: Vec<String> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            let ending = if at == last && self.any_ending { "*" } else { "" };
            let word = format!("\"{word}\"{ending}");
            if !asked.contains(&word) && asked.len() < MOST_WORDS {
                asked.push(word);
            }
        }
        asked.join(" AND ")
    }

    /// The words side by side.
    pub(super) fn quoted(&self) -> String {
        let ending = if self.any_ending { "*" } else { "" };
        format!("\"{}\"{ending}", self.words.join(" "))
    }
}
