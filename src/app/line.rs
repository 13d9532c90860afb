//! A line of text being typed.
//!
//! Pure: keys in, text out. Moves by grapheme, so that a letter with its accents is one step.

use unicode_segmentation::UnicodeSegmentation;

use crate::config::{Key, KeyCode};
use crate::text::Prose;

/// Text and the place of the cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineInput {
    text: String,
    cursor: usize,
    /// Whether the text is only offered: the first letter typed takes its place.
    offered: bool,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text is another.
    Changed,
    /// Only the cursor moved, or nothing happened.
    Kept,
    /// The key is none of the line's.
    Foreign,
}

impl LineInput {
    /// A line that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), offered: false }
    }

    /// A line that offers `text`: it is taken as it stands or changed by other keys, and makes room for letters.
    pub fn offering(text: &str) -> Self {
        Self { offered: !text.is_empty(), ..Self::new(text) }
    }

    /// Whether nothing was typed yet and the text is only offered.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// Applies a key.
    pub fn press(&mut self, key: Key) -> Edit {
        let is_letter = matches!((key.code, key.ctrl), (KeyCode::Char(_), false));
        if std::mem::take(&mut self.offered) && is_letter {
            self.remove(0, self.text.len());
        }
        match (key.code, key.ctrl) {
            (KeyCode::Char(c), false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
                self.remove(self.previous(), self.cursor)
            }
            (KeyCode::Delete, _) | (KeyCode::Char('d'), true) => {
                self.remove(self.cursor, self.next())
            }
            (KeyCode::Char('w'), true) => self.remove(self.word_start(), self.cursor),
            (KeyCode::Char('u'), true) => self.remove(0, self.cursor),
            (KeyCode::Char('k'), true) => self.remove(self.cursor, self.text.len()),
            (KeyCode::Left, _) | (KeyCode::Char('b'), true) => self.move_to(self.previous()),
            (KeyCode::Right, _) | (KeyCode::Char('f'), true) => self.move_to(self.next()),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.move_to(0),
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.move_to(self.text.len()),
            _ => Edit::Foreign,
        }
    }

    /// Inserts pasted text as one line.
    pub fn paste(&mut self, raw: &str) -> Edit {
        if std::mem::take(&mut self.offered) {
            self.remove(0, self.text.len());
        }
        self.insert(Prose::line(raw).as_str())
    }

    fn insert(&mut self, text: &str) -> Edit {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        Edit::Changed
    }

    fn remove(&mut self, from: usize, to: usize) -> Edit {
        if from == to {
            return Edit::Kept;
        }
        self.text.replace_range(from..to, "");
        self.cursor = from;
        Edit::Changed
    }

    fn move_to(&mut self, at: usize) -> Edit {
        self.cursor = at;
        Edit::Kept
    }

    fn previous(&self) -> usize {
        self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        self.cursor + after.graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let before = self.before_cursor().trim_end();
        before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before.get(at..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key]) -> LineInput {
        let mut line = LineInput::default();
        for key in keys {
            line.press(*key);
        }
        line
    }

    #[test]
    fn letters_with_their_accents_are_one_step() {
        let mut line = LineInput::new("e\u{301}a");
        line.press(KeyCode::Left.into());
        line.press(KeyCode::Backspace.into());
        assert_eq!(line.text(), "a");
    }

    #[test]
    fn words_are_removed_whole() {
        let mut line = LineInput::new("outlet:Wire North ");
        line.press(Key::ctrl('w'));
        assert_eq!(line.text(), "outlet:Wire ");
        line.press(Key::ctrl('u'));
        assert_eq!(line.text(), "");
    }

    #[test]
    fn what_is_offered_makes_room_for_letters_alone() {
        let mut line = LineInput::offering("harbour");
        line.press(Key::char('x'));
        line.press(Key::char('y'));
        assert_eq!(line.text(), "xy");
        let mut line = LineInput::offering("harbour");
        line.press(KeyCode::End.into());
        line.press(Key::char('s'));
        assert_eq!((line.text(), line.is_offered()), ("harbours", false));
        let mut line = LineInput::offering("harbour");
        line.paste("x\ny");
        assert_eq!(line.text(), "x y");
    }

    #[test]
    fn pasted_lines_become_one() {
        let mut line = typed(&[Key::char('x')]);
        line.paste("q\nq");
        assert_eq!(line.text(), "xq q");
    }
}
