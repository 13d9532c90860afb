//! Words and figures of a text, one after the other, with what stands before them.

/// A word or figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As it stands.
    pub(super) text: &'a str,
    /// Whether a sentence, or a quoted one, begins with it.
    pub(super) opens: bool,
}

/// The words of a text. A figure keeps its inner dots and commas, a word what stands behind its apostrophe.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { rest: text, opens: true }
}

/// See [`words`].
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    rest: &'a str,
    opens: bool,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.seek()?;
        let (text, behind) = self.rest.split_at_checked(end_of_word(self.rest))?;
        self.rest = behind;
        Some(Word { text, opens: std::mem::take(&mut self.opens) })
    }
}

impl Words<'_> {
    /// Goes to where the next word begins. Byte by byte, as long as there are no others than those of ASCII.
    fn seek(&mut self) -> Option<()> {
        let bytes = self.rest.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                break;
            }
            if byte.is_ascii() {
                self.opens |= matches!(byte, b'.' | b'!' | b'?' | b':' | b'"' | b'\n');
                at += 1;
                continue;
            }
            let c = self.rest.get(at..)?.chars().next()?;
            if c.is_alphanumeric() {
                break;
            }
            self.opens |= c == '“';
            at += c.len_utf8();
        }
        self.rest = self.rest.get(at..).filter(|rest| !rest.is_empty())?;
        Some(())
    }
}

/// Where the word that a text begins with ends.
fn end_of_word(text: &str) -> usize {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    match bytes.get(letters) {
        None => letters,
        // Most words are such.
        Some(byte) if letters > 0 && byte.is_ascii() && *byte != b'\'' => letters,
        Some(_) => end_of_any_word(text),
    }
}

/// The same for any word, one that is a figure or has letters beyond ASCII among them.
fn end_of_any_word(text: &str) -> usize {
    let is_figure = text.starts_with(|c: char| c.is_ascii_digit());
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let goes_on = if is_figure {
            c.is_ascii_digit()
                || (matches!(c, '.' | ',') && next.is_some_and(|c| c.is_ascii_digit()))
        } else {
            (c.is_alphabetic() || is_joined_mark(c))
                || (matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic))
        };
        // A sign such as ½ or ² is neither letter nor figure, and still a word: a word is never empty.
        if !goes_on && at > 0 {
            return at;
        }
    }
    text.len()
}

/// Marks that belong to the letter before them, such as the vowels of Devanagari.
fn is_joined_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let found: Vec<_> = words(text).map(|word| (word.text, word.opens)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn words_and_figures_are_told_apart() {
        check("Taken: 8,500 jobs", &[("Taken", true), ("8,500", true), ("jobs", false)]);
        check("$3.6bn.", &[("3.6", true), ("bn", false)]);
        check("the bank's 5th", &[("the", true), ("bank's", false), ("5", false), ("th", false)]);
    }

    #[test]
    fn signs_that_are_neither_letters_nor_figures_end() {
        let found: Vec<&str> = words("½ cup of 20 m² at ٣ and Ⅳ").map(|word| word.text).collect();
        assert_eq!(found, ["½", "cup", "of", "20", "m", "²", "at", "٣", "and", "Ⅳ"]);
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_empty(text: String) {
            proptest::prop_assert!(words(&text).take(10_000).all(|word| !word.text.is_empty()));
        }
    }

    #[test]
    fn sentences_open() {
        check("It ran. He won", &[("It", true), ("ran", false), ("He", true), ("won", false)]);
    }
}
