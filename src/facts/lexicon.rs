//! The word lists the engine is compiled with, looked up by hash.
//!
//! `assets/facts/build.py` makes the lists as text, to be read by people, and from them the tables that are compiled in
//! (`super::table`); `NOTICE` names their sources. A look-up touches one or two lines of memory and allocates nothing.

use super::table::Table;

/// A check of the word, besides the tag, and its letters as bits.
type Row = [u8; 2];

/// Folded words: f given name (m of men, w of women), s surname, c everyday word, d word at times written small.
const WORDS: &[u8] = include_bytes!("../../assets/facts/words.table");
const WORD_LETTERS: &[u8] = b"cdfmsw";
/// Folded names: C country, P well-known place, p place, O organisation, E event.
const PHRASES: &[u8] = include_bytes!("../../assets/facts/phrases.table");
const PHRASE_LETTERS: &[u8] = b"CEOPp";

/// What the lists know of a word or a name; a set of the letters above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known(u16);

impl Known {
    /// Whether the list has any of these letters for it.
    #[inline]
    pub(super) fn any(self, letters: &str) -> bool {
        letters.bytes().any(|letter| self.0 & bit(letter) != 0)
    }

    /// The set as bits, for a model that learns what they mean; it is not told who is a man.
    pub(super) fn bits(self) -> u32 {
        u32::from(self.0 & !(bit(b'm') | bit(b'w')))
    }

    /// Whether it is a given name.
    pub(super) fn given(self) -> bool {
        self.any("f")
    }

    /// Whether it is a surname.
    pub(super) fn surname(self) -> bool {
        self.any("s")
    }

    /// Whether it is an everyday word, mostly written small.
    pub(super) fn everyday(self) -> bool {
        self.any("c")
    }

    /// Whether it is a word that is written small at times.
    pub(super) fn word(self) -> bool {
        self.any("cd")
    }
}

/// The bit of a letter: those of words are the low ones.
#[inline]
const fn bit(letter: u8) -> u16 {
    match letter {
        b'c' => 1,
        b'd' => 1 << 1,
        b'f' => 1 << 2,
        b's' => 1 << 3,
        b'C' => 1 << 4,
        b'E' => 1 << 5,
        b'O' => 1 << 6,
        b'P' => 1 << 7,
        b'p' => 1 << 8,
        b'm' => 1 << 9,
        b'w' => 1 << 10,
        _ => 0,
    }
}

/// What is known of a folded word.
pub(super) fn word(folded: &str) -> Known {
    find(WORDS, WORD_LETTERS, Key::of(folded))
}

/// What is known of a folded name of one or more words.
pub(super) fn phrase(folded: &str) -> Known {
    find(PHRASES, PHRASE_LETTERS, Key::of(folded))
}

/// The same of a name of which only the key was kept.
pub(super) fn phrase_of(key: Key) -> Known {
    find(PHRASES, PHRASE_LETTERS, key)
}

/// The same of a word as it stands in a text.
pub(super) fn word_of(word: &str) -> Known {
    let mut key = Key::default();
    fold_into(&mut key, word);
    find(WORDS, WORD_LETTERS, key)
}

fn find(table: &'static [u8], letters: &[u8], key: Key) -> Known {
    let hash = key.hash();
    let check = (hash >> 16) as u8;
    let row: Option<&Row> = Table::read(table).and_then(|t| t.find(hash, |row| row[0] == check));
    let Some([_, bits]) = row else { return Known::default() };
    let known = letters.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
    Known(known.map(|(_, letter)| bit(*letter)).sum())
}

/// What a word is folded into: its letters, or the key alone that the tables are asked by.
pub(super) trait Folded {
    /// Appends a folded letter or a space.
    fn push_folded(&mut self, c: char);
    /// Appends an ASCII letter, which is no space.
    fn push_letter(&mut self, letter: u8);
    /// Whether the last was a space.
    fn ends_with_space(&self) -> bool;
}

impl Folded for String {
    fn push_folded(&mut self, c: char) {
        self.push(c);
    }

    fn push_letter(&mut self, letter: u8) {
        self.push(char::from(letter));
    }

    fn ends_with_space(&self) -> bool {
        self.ends_with(' ')
    }
}

/// The hash of folded letters as `assets/facts/build.py` has it: Fowler, Noll and Vo's 1a, mixed. Spaces at the end do not count.
#[derive(Clone, Copy)]
pub(super) struct Key {
    hash: u64,
    spaces: u32,
}

impl Default for Key {
    fn default() -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, spaces: 0 }
    }
}

impl Key {
    fn of(folded: &str) -> Self {
        let mut key = Self::default();
        folded.bytes().for_each(|byte| key.add(byte));
        key
    }

    fn add(&mut self, byte: u8) {
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// The hash, which two names hardly ever share.
    pub(super) fn hash(self) -> u64 {
        let hash = (self.hash ^ self.hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^ hash >> 29
    }
}

impl Folded for Key {
    fn push_folded(&mut self, c: char) {
        if c == ' ' {
            self.spaces += 1;
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push_letter(byte));
        }
    }

    #[inline]
    fn push_letter(&mut self, letter: u8) {
        while self.spaces > 0 {
            self.spaces -= 1;
            self.add(b' ');
        }
        self.add(letter);
    }

    fn ends_with_space(&self) -> bool {
        self.spaces > 0
    }
}

/// An ASCII letter in its small form, a digit as it is, and 0 for everything else.
#[inline]
pub(super) fn plain(byte: u8) -> u8 {
    const PLAIN: [u8; 256] = {
        let (mut plain, mut byte) = ([0; 256], 0);
        while byte < 128 {
            if (byte as u8).is_ascii_alphanumeric() {
                plain[byte] = (byte as u8).to_ascii_lowercase();
            }
            byte += 1;
        }
        plain
    };
    PLAIN[usize::from(byte)]
}

/// Appends a word in the form the lists use: small Latin letters, no dots, no apostrophes, a space for a hyphen.
pub(super) fn fold_into(folded: &mut impl Folded, word: &str) {
    let mut length = 0;
    for plain in word.bytes().map(plain).take_while(|plain| *plain != 0) {
        folded.push_letter(plain);
        length += 1;
    }
    for c in word.get(length..).unwrap_or_default().chars() {
        match c {
            'a'..='z' | '0'..='9' | '&' => folded.push_letter(c as u8),
            'A'..='Z' => folded.push_letter(c.to_ascii_lowercase() as u8),
            ' ' | '-' | '–' => folded.push_folded(' '),
            '.' | '\'' | '’' | '`' | 'ʻ' | '\u{300}'..='\u{36f}' => {}
            _ => c.to_lowercase().for_each(|small| push_plain(folded, small)),
        }
    }
}

/// Appends a small letter without its accent.
fn push_plain(folded: &mut impl Folded, c: char) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ'..='ặ' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ľ' | 'ĺ' | 'ļ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        '\u{300}'..='\u{36f}' => "",
        _ => return folded.push_folded(c),
    };
    plain.chars().for_each(|c| folded.push_folded(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(name: &str) -> String {
        let mut out = String::new();
        fold_into(&mut out, name);
        out
    }

    #[test]
    fn every_line_of_the_lists_is_in_its_table() {
        for (name, known) in
            [("words", word as fn(&str) -> Known), ("phrases", phrase as fn(&str) -> Known)]
        {
            let path = format!("{}/assets/facts/{name}.txt", env!("CARGO_MANIFEST_DIR"));
            let lines = std::fs::read_to_string(path).expect("the list is in the repository");
            assert!(lines.lines().count() > 10_000);
            for line in lines.lines() {
                let (key, letters) = line.split_once('\t').expect("a word and its letters");
                let all: u16 = letters.bytes().map(bit).sum();
                assert_eq!(known(key), Known(all), "{line}");
            }
        }
    }

    #[test]
    fn words_of_neither_list_are_hardly_ever_known() {
        let words = (0..100_000).map(|n| format!("{n}x"));
        assert!(words.filter(|w| word(w) != Known::default()).count() < 3);
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        assert!(phrase(&folded("Côte d’Ivoire")).any("C"));
        assert!(phrase(&folded("Asia-Pacific")).any("P"));
        assert!(phrase(&folded("U.S.")).any("C"));
        assert!(word(&folded("José")).given());
        assert_eq!(word("zzzzzz"), Known::default());
        assert_eq!(word(""), Known::default());
    }
}
