//! Cuts a text into tokens: words, numbers and marks, each with its place and its look.
//!
//! One pass over the characters, no allocation besides the list. A token knows how it is written and which cues it
//! carries ([`super::cues`]); what it means together with its neighbours is for others to say.

use super::cues::{self, Cues};
use super::hash;
use super::ideograph;
use super::lexicon::{self, Key, Known};

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `river`, and words of scripts without case.
    Lower,
    /// `River`.
    Title,
    /// `NATO`, `U.S.`.
    Upper,
    /// `McDonald`, `iPhone`.
    Mixed,
    /// `J.`, `W`.
    Initial,
    /// `1,200.50`.
    Number,
    /// `6PR`, `G20`.
    Code,
    /// Everything else, one character each.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// How it is written.
    pub(super) shape: Shape,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// How many line breaks stand before it; the first token counts as having two.
    pub(super) breaks: u8,
    /// The hash of its word, the same in any case.
    pub(super) word: u64,
    /// The same as the model knows it.
    pub(super) feature: u32,
    /// What its word hints at.
    pub(super) cues: Cues,
    /// What the lists know of it, if it has a capital.
    pub(super) known: Known,
}

impl Token {
    /// Whether it can be part of a name by its look.
    pub(super) fn is_capital(&self) -> bool {
        matches!(
            self.shape,
            Shape::Title | Shape::Upper | Shape::Mixed | Shape::Initial | Shape::Code
        )
    }

    /// Whether it is a word of any look.
    pub(super) fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Mark | Shape::Number)
    }

    /// Whether its word carries all of these cues.
    pub(super) fn has(&self, cues: Cues) -> bool {
        self.cues.has(cues)
    }
}

/// Cuts `text` into tokens.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let (mut at, mut spaced, mut breaks) = (0, true, 2_u8);
    while let Some(c) = char_at(text, at) {
        if c.is_whitespace() {
            breaks = breaks.saturating_add(u8::from(c == '\n'));
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (end, shape) = match c {
            _ if c.is_ascii_digit() => number_or_code(text, at),
            _ if c.is_alphanumeric() => word(text, at),
            '\'' | '’' if is_clitic(text, at) => (at + c.len_utf8() + 1, Shape::Lower),
            _ => (at + c.len_utf8(), Shape::Mark),
        };
        let (end, shape) = match shape {
            Shape::Mixed => {
                let end = unglued(text, at, end);
                (end, Look::of(text, at, end))
            }
            Shape::Code => money_sign(text, at).unwrap_or((end, shape)),
            _ => (end, shape),
        };
        let word = text.get(at..end).unwrap_or_default();
        let (hash, feature) = hash::of_word(word);
        let cues = if shape == Shape::Mark { Cues::NONE } else { cues::of_hash(hash) };
        let mut token = Token {
            start: at as u32,
            end: end as u32,
            shape,
            spaced,
            breaks,
            word: hash,
            feature,
            cues,
            known: Known::default(),
        };
        if token.is_capital() {
            token.known = lexicon::word_of(word);
        }
        tokens.push(token);
        (spaced, breaks) = (false, 0);
        at = end;
    }
    tokens
}

/// Where the first of two words ends that a page has glued together: a name that is known, and a second word with a
/// capital ("`ReutersBerg`"). Names that are written so ("`YouTube`") are known as a whole or have a short half.
fn unglued(text: &str, start: usize, end: usize) -> usize {
    const SHORTEST: usize = 4;
    // No two names are longer together; the bound keeps the time linear.
    const LONGEST: usize = 80;
    let word = text.get(start..end).unwrap_or_default();
    if word.len() < 2 * SHORTEST || word.len() > LONGEST || known(word) {
        return end;
    }
    let halves = word
        .char_indices()
        .skip(SHORTEST)
        .filter(|(at, c)| c.is_uppercase() && word.len() - at >= SHORTEST);
    for (at, _) in halves {
        let (first, second) =
            (word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default());
        if known(first) && second.chars().skip(1).all(char::is_lowercase) {
            return start + at;
        }
    }
    end
}

/// The letters of a currency that an amount is glued to: `R1.2bn`, `N500,000`, `RM40`, `Rs200`. One letter alone and a plain number
/// may be a road or a vitamin and stay one word.
fn money_sign(text: &str, start: usize) -> Option<(usize, Shape)> {
    let rest = text.get(start..)?;
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let code = rest.get(..letters).filter(|code| super::currency::is_code(code))?;
    let amount = rest.get(letters..)?;
    let digits =
        amount.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
    let number = amount.get(..digits)?.trim_end_matches([',', '.']);
    let tail = amount.get(number.len()..)?;
    let unit: String =
        tail.trim_start_matches([' ', '-']).chars().take_while(char::is_ascii_alphabetic).collect();
    let scaled = number.contains([',', '.'])
        || ["m", "bn", "k", "million", "billion", "trillion", "crore", "lakh"]
            .contains(&unit.as_str());
    (code.len() > 1 && !number.is_empty() || scaled)
        .then(|| (start + letters, if letters == 1 { Shape::Initial } else { Shape::Upper }))
}

fn known(word: &str) -> bool {
    let mut key = Key::default();
    lexicon::fold_into(&mut key, word);
    lexicon::phrase_of(key).any("CPO")
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Whether `'s` stands at `at`, glued to the word before it and ending there.
fn is_clitic(text: &str, at: usize) -> bool {
    let glued =
        text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
    let mut rest = text.get(at..).unwrap_or_default().chars().skip(1);
    glued
        && matches!(rest.next(), Some('s' | 'S'))
        && !rest.next().is_some_and(char::is_alphanumeric)
}

/// A number with its separators, or a code that begins with digits (`6PR`).
fn number_or_code(text: &str, start: usize) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(b) = bytes.get(at) {
        let digit_next = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !(b.is_ascii_digit() || matches!(b, b',' | b'.') && digit_next) {
            break;
        }
        at += 1;
    }
    let tail = bytes.get(at..).unwrap_or_default().iter();
    let letters = tail.take_while(|b| b.is_ascii_alphanumeric()).count();
    let tail = text.get(at..at + letters).unwrap_or_default();
    let single = letters == 1 && matches!(tail, "A" | "D" | "E" | "G" | "P" | "R" | "T" | "X");
    if single
        || letters >= 2
            && tail.starts_with(|c: char| c.is_ascii_uppercase())
            && !is_unit_in_capitals(tail)
    {
        return (at + letters, Shape::Code);
    }
    (at, Shape::Number)
}

fn is_unit_in_capitals(tail: &str) -> bool {
    [
        "PM", "AM", "KM", "KG", "MW", "GW", "GMT", "BST", "EST", "MPH", "BN", "Min", "ST", "ND",
        "RD", "TH", "GB", "TB", "MB",
    ]
    .iter()
    .any(|unit| tail.eq_ignore_ascii_case(unit))
}

/// A word with its inner apostrophes, dots of an acronym and digits.
fn word(text: &str, start: usize) -> (usize, Shape) {
    if let Some(end) = dotted_acronym(text, start) {
        let small =
            text.get(start..end).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_lowercase()));
        return (end, if small { Shape::Lower } else { Shape::Upper });
    }
    let mut look = Look::default();
    let mut at = start;
    // Nearly every word is plain ASCII to its end; the loop below is for the others.
    at += look.see_run(text.as_bytes().get(start..).unwrap_or_default());
    let counted =
        start.checked_sub(1).and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    // "2024年6月20日抵达", "50亿元": the signs of a date, of a scale and of what is counted are words of their own.
    if let Some(end) = ideograph::end_of_unit(text, start) {
        return (end, Shape::Lower);
    }
    let mut unspaced = false;
    while let Some(c) = char_at(text, at) {
        // "增长8.3%": such scripts have no spaces before figures.
        if unspaced && c.is_ascii_digit() {
            break;
        }
        unspaced = ideograph::is_sign(c);
        let joins = matches!(c, '\'' | '’') && !is_clitic(text, at) && {
            let next = char_at(text, at + c.len_utf8());
            next.is_some_and(char::is_alphabetic) && !look.is_plural_owner(c, next)
        };
        if !(c.is_alphanumeric() || is_combining(c) || joins) {
            break;
        }
        look.see(c);
        at += c.len_utf8();
    }
    let shape = look.shape();
    // The dot behind "2,600C" ends its sentence.
    if shape == Shape::Initial && !counted && text.as_bytes().get(at) == Some(&b'.') {
        return (at + 1, shape);
    }
    (at, shape)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// `U.S.`, `p.m.`, `D.C`: two or more single letters with dots between them.
fn dotted_acronym(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let dot = |at: usize| bytes.get(at) == Some(&b'.');
    let mut at = start;
    while letter(at) && dot(at + 1) {
        at += 2;
    }
    // "U.S" without its last dot; but the "S" of "U.Senate" begins a word.
    let open = at > start
        && letter(at)
        && !text.get(at + 1..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric);
    let end = at + usize::from(open);
    (end >= start + 3).then_some(end)
}

/// What was seen of a word so far.
#[derive(Default)]
struct Look {
    letters: u32,
    capitals: u32,
    digits: u32,
    first_capital: bool,
}

impl Look {
    fn of(text: &str, start: usize, end: usize) -> Shape {
        let mut look = Self::default();
        text.get(start..end).unwrap_or_default().chars().for_each(|c| look.see(c));
        look.shape()
    }

    /// Sees the ASCII letters and digits that a text begins with; says how many they are.
    fn see_run(&mut self, text: &[u8]) -> usize {
        let mut all = 0;
        for byte in text {
            let small = lexicon::plain(*byte);
            if small == 0 {
                break;
            }
            all += 1;
            self.digits += u32::from(small < b'a');
            self.capitals += u32::from(small != *byte);
        }
        self.letters = all - self.digits;
        self.first_capital = text.first().is_some_and(u8::is_ascii_uppercase);
        all as usize
    }

    fn see(&mut self, c: char) {
        if c.is_alphabetic() {
            self.first_capital |= self.letters == 0 && self.digits == 0 && c.is_uppercase();
            self.letters += 1;
            self.capitals += u32::from(c.is_uppercase());
        } else if c.is_numeric() {
            self.digits += 1;
        }
    }

    /// "workers’ rights" without its space: an apostrophe never joins what is longer than an elision after capitals.
    fn is_plural_owner(&self, mark: char, next: Option<char>) -> bool {
        mark == '’' && self.letters > 6 && next.is_some_and(char::is_uppercase)
    }

    fn shape(&self) -> Shape {
        match (self.letters, self.capitals) {
            (_, 0) => Shape::Lower,
            (1, 1) if self.digits == 0 => Shape::Initial,
            _ if self.digits > 0 => Shape::Code,
            (letters, capitals) if letters == capitals => Shape::Upper,
            (_, 1) if self.first_capital => Shape::Title,
            _ => Shape::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            tokenize(text).iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn words_keep_their_apostrophes_but_not_their_possessive() {
        check("Ja’afari’s plan", &["Ja’afari", "’s", "plan"]);
        check("don't ask O'Brien's", &["don't", "ask", "O'Brien", "'s"]);
    }

    #[test]
    fn numbers_keep_separators_and_lose_units() {
        check("$3.6bn, 1,200km.", &["$", "3.6", "bn", ",", "1,200", "km", "."]);
        check("6PR at 4:00pm", &["6PR", "at", "4", ":", "00", "pm"]);
    }

    #[test]
    fn acronyms_and_initials_keep_their_dots() {
        check("the U.S. and George W. Bush.", &["the", "U.S.", "and", "George", "W.", "Bush", "."]);
    }
}
