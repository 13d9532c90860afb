//! Letters on the links of the text: type them to follow or copy a link.

use super::Outcome;
use crate::config::{Key, KeyCode};

/// Letters of the home row first: they are typed without looking.
const LETTERS: &[u8] = b"asdfghjklewcmpnio";

/// Links with their letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Whether the link is copied, not opened.
    pub copy: bool,
    /// Index of each link that has letters, with them.
    pub labels: Vec<(usize, String)>,
    /// What is typed so far.
    pub typed: String,
}

impl Hints {
    /// Gives letters to links, all of one length so that none is the beginning of another.
    pub fn new(links: &[usize], copy: bool) -> Self {
        let length = if links.len() <= LETTERS.len() { 1 } else { 2 };
        let labels = links.iter().enumerate().map(|(n, link)| (*link, label(n, length))).collect();
        Self { copy, labels, typed: String::new() }
    }

    /// Applies a key.
    pub fn press(&mut self, key: Key) -> Outcome {
        match key.code {
            KeyCode::Char(c) if !key.ctrl => self.typed.push(c.to_ascii_lowercase()),
            KeyCode::Backspace => {
                self.typed.pop();
            }
            _ => return Outcome::Close,
        }
        if let Some((link, _)) = self.labels.iter().find(|(_, label)| *label == self.typed) {
            return Outcome::Linked(*link);
        }
        let possible = self.labels.iter().any(|(_, label)| label.starts_with(&self.typed));
        if possible { Outcome::Stay } else { Outcome::Close }
    }
}

fn label(mut n: usize, length: usize) -> String {
    let mut letters = Vec::new();
    for _ in 0..length {
        letters.push(char::from(LETTERS[n % LETTERS.len()]));
        n /= LETTERS.len();
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_unique_and_name_their_link() {
        let links: Vec<usize> = (0..40).collect();
        let hints = Hints::new(&links, false);
        for (link, label) in &hints.labels {
            let mut hints = hints.clone();
            let mut outcome = Outcome::Stay;
            for c in label.chars() {
                outcome = hints.press(Key::char(c));
            }
            assert_eq!(outcome, Outcome::Linked(*link));
        }
    }

    #[test]
    fn wrong_letters_leave() {
        let mut hints = Hints::new(&[0, 1], false);
        assert_eq!(hints.press(Key::char('z')), Outcome::Close);
    }
}
