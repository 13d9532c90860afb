//! Letters without case and accents, and words made of them: what is compared in searches.
//!
//! The index is given words in this form and asked for words in this form, so that both sides always agree; SQLite's own
//! rules for words play no part. Han and Kana have no spaces between words: each of their characters is a word.

mod side_by_side;

use std::sync::LazyLock;

/// Letters and the same with an accent, of Latin, Greek and Cyrillic: those whose canonical decomposition (Unicode,
/// NFD) is the letter and marks.
const ACCENTED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľḷḹḻḽ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
    ('æ', "ǣǽ"),
    ('ø', "ǿ"),
    ('ſ', "ẛ"),
    ('ʒ', "ǯ"),
    ('α', "άἀἁἂἃἄἅἆἇὰᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ"),
    ('ε', "έἐἑἒἓἔἕὲ"),
    ('η', "ήἠἡἢἣἤἥἦἧὴᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ"),
    ('ι', "ΐίϊἰἱἲἳἴἵἶἷὶῐῑῒῖῗ"),
    ('ο', "όὀὁὂὃὄὅὸ"),
    ('ρ', "ῤῥ"),
    ('υ', "ΰϋύὐὑὒὓὔὕὖὗὺῠῡῢῦῧ"),
    ('ω', "ώὠὡὢὣὤὥὦὧὼᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ"),
    ('ϒ', "ϓϔ"),
    ('а', "ӑӓ"),
    ('г', "ѓ"),
    ('е', "ѐёӗ"),
    ('ж', "ӂӝ"),
    ('з', "ӟ"),
    ('и', "йѝӣӥ"),
    ('к', "ќ"),
    ('о', "ӧ"),
    ('у', "ўӯӱӳ"),
    ('ч', "ӵ"),
    ('ы', "ӹ"),
    ('э', "ӭ"),
    ('і', "ї"),
    ('ѵ', "ѷ"),
    ('ә', "ӛ"),
    ('ө', "ӫ"),
];

/// Accented letters and their plain forms, by letter.
static PLAIN: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pairs = ACCENTED.iter().flat_map(|(plain, all)| all.chars().map(|c| (c, *plain)));
    let mut pairs: Vec<(char, char)> = pairs.collect();
    pairs.sort_unstable();
    pairs
});

/// What a byte is of a word. A table: each byte of every text that comes in or is searched passes it.
const NEITHER: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const BYTES: [u8; 256] = {
    let mut table = [NEITHER; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            _ => NEITHER,
        };
        byte += 1;
    }
    table
};

/// The end of the run of letters and digits of ASCII from there on, and whether one is a capital.
fn run_end(bytes: &[u8], from: usize) -> (usize, bool) {
    let (mut end, mut all) = (from, NEITHER);
    while let Some(byte) = bytes.get(end) {
        let of = BYTES[usize::from(*byte)];
        if of == NEITHER {
            break;
        }
        all |= of;
        end += 1;
    }
    (end, all & CAPITAL != 0)
}

/// Calls `each` with every word of a text, in order and in its plain form.
///
/// Most words are small letters of ASCII between other signs of ASCII: those are handed on as they stand.
pub fn words(text: &str, mut each: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let (mut word, mut at) = (String::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let (end, has_capital) = run_end(bytes, at);
        if end > at {
            let piece = text.get(at..end).unwrap_or_default();
            at = end;
            let goes_on = bytes.get(at).is_some_and(|byte| !byte.is_ascii());
            if word.is_empty() && !goes_on && !has_capital {
                each(piece);
                continue;
            }
            let begins = word.len();
            word.push_str(piece);
            word[begins..].make_ascii_lowercase();
            if !goes_on {
                flush(&mut word, &mut each);
            }
        } else if byte.is_ascii() {
            flush(&mut word, &mut each);
            at += 1;
        } else if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            foreign(c, &mut word, &mut each);
            at += c.len_utf8();
        } else {
            return;
        }
    }
    flush(&mut word, &mut each);
}

/// Takes a character beyond ASCII into a word, or ends it.
fn foreign(c: char, word: &mut String, each: &mut impl FnMut(&str)) {
    if stands_alone(c) {
        flush(word, each);
        word.push(c);
        flush(word, each);
    } else if c.is_alphanumeric() {
        word.extend(c.to_lowercase().filter(|c| !is_mark(*c)).map(plain));
    } else if !is_mark(c) {
        flush(word, each);
    }
}

fn flush(word: &mut String, each: &mut impl FnMut(&str)) {
    if !word.is_empty() {
        each(word);
        word.clear();
    }
}

/// The words of a text, in order.
pub fn list(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    words(text, |word| list.push(word.to_owned()));
    list
}

/// Whether words stand side by side in a text; the last may go on, where any ending will do.
pub fn has_phrase(text: &str, phrase: &[String], any_ending: bool) -> bool {
    let Some((last, firsts)) = phrase.split_last() else { return true };
    if let Some(found) = side_by_side::in_plain(text, (firsts, last), any_ending) {
        return found;
    }
    let is_last = |word: &str| word == last || (any_ending && word.starts_with(last.as_str()));
    let begins = |word: &str| firsts.first().map_or_else(|| is_last(word), |first| first == word);
    // How many words of the phrase stand before the place reached, for every beginning that is still possible.
    let mut begun: Vec<usize> = Vec::new();
    let mut found = false;
    words(text, |word| {
        if found || (begun.is_empty() && !begins(word)) {
            return;
        }
        begun.push(0);
        begun.retain_mut(|at| {
            if let Some(wanted) = firsts.get(*at) {
                *at += 1;
                return wanted == word;
            }
            found |= is_last(word);
            false
        });
    });
    found
}

/// A letter without its accent.
fn plain(c: char) -> char {
    PLAIN.binary_search_by_key(&c, |(accented, _)| *accented).map_or(c, |at| PLAIN[at].1)
}

/// An accent that stands behind its letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        && c.is_alphanumeric()
}

/// Every word of one article once, with a blank between: what the index is given.
#[derive(Debug, Default)]
pub struct Vocabulary {
    text: String,
    /// Hashes of the words in `text`, open addressing; 0 is free.
    seen: Vec<u64>,
    count: usize,
}

/// So many words have room at first; most articles have fewer.
const ROOM: usize = 2048;

impl Vocabulary {
    /// Forgets all words.
    pub fn clear(&mut self) {
        self.text.clear();
        self.count = 0;
        self.seen.clear();
        self.seen.resize(ROOM, 0);
    }

    /// Adds the words of a text.
    pub fn add(&mut self, text: &str) {
        words(text, |word| {
            if self.is_new(hash(word)) {
                self.text.push(' ');
                self.text.push_str(word);
            }
        });
    }

    /// What was gathered.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn is_new(&mut self, hash: u64) -> bool {
        if self.count * 2 >= self.seen.len() {
            self.grow();
        }
        let is_new = place(&mut self.seen, hash);
        self.count += usize::from(is_new);
        is_new
    }

    fn grow(&mut self) {
        let mut larger = vec![0; (self.seen.len() * 2).max(ROOM)];
        for hash in self.seen.iter().filter(|hash| **hash != 0) {
            place(&mut larger, *hash);
        }
        self.seen = larger;
    }
}

/// Puts a hash into a table of a size that is a power of two. Whether it was not there.
fn place(table: &mut [u64], hash: u64) -> bool {
    let mask = table.len() - 1;
    let mut at = hash as usize & mask;
    while table[at] != 0 {
        if table[at] == hash {
            return false;
        }
        at = (at + 1) & mask;
    }
    table[at] = hash;
    true
}

/// Eight bytes at a time, mixed after each; never 0. That two words of one article share it is not to be expected.
fn hash(word: &str) -> u64 {
    /// An odd number without a pattern (the golden ratio).
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = word.len() as u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(eight)).wrapping_mul(MIX);
        hash ^= hash >> 29;
    }
    (hash.wrapping_mul(MIX) ^ (hash >> 32)).max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(list(text), expected, "in {text:?}");
    }

    #[test]
    fn words_have_neither_case_nor_accents() {
        check("Élection, E\u{301}lection ÉLECTION", &["election", "election", "election"]);
        check("Ångström's Łódź", &["angstrom", "s", "łodz"]);
        check("Ἀθῆναι и ЙОД", &["αθηναι", "и", "иод"]);
        check("3.4bn — 12%", &["3", "4bn", "12"]);
    }

    /// The same letter by letter: what `words` is a faster form of.
    fn letter_by_letter(text: &str) -> Vec<String> {
        let (mut found, mut word) = (Vec::new(), String::new());
        let mut keep = |word: &str| found.push(word.to_owned());
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                word.push(c.to_ascii_lowercase());
            } else if c.is_ascii() {
                flush(&mut word, &mut keep);
            } else {
                foreign(c, &mut word, &mut keep);
            }
        }
        flush(&mut word, &mut keep);
        found
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        check("東京で NHK", &["東", "京", "で", "nhk"]);
        check("서울의 축제", &["서울의", "축제"]);
    }

    #[test]
    fn every_word_is_given_once() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.clear();
        vocabulary.add("The storm, the STORM");
        vocabulary.add("and the sea");
        assert_eq!(vocabulary.as_str(), " the storm and sea");
        let many: Vec<String> = (0..9000).map(|n| n.to_string()).collect();
        vocabulary.clear();
        vocabulary.add(&many.join(" "));
        assert_eq!(vocabulary.as_str().split(' ').count(), 9001);
    }

    #[track_caller]
    fn check_phrase(text: &str, phrase: &str, expected: bool) {
        let any_ending = phrase.ends_with('*');
        assert_eq!(has_phrase(text, &list(phrase), any_ending), expected, "{phrase:?} in {text:?}");
    }

    #[test]
    fn phrases_are_words_side_by_side() {
        check_phrase("Storm closes the harbour", "closes the", true);
        check_phrase("Storm closes the harbour", "closes harbour", false);
        check_phrase("a a a b", "a a b", true);
        check_phrase("a b a c", "a b a b", false);
        check_phrase("the Night-Train leaves", "night tra*", true);
        check_phrase("the night train", "night tra", false);
        check_phrase("新しい東京の", "東京", true);
        check_phrase("京東", "東京", false);
    }

    proptest! {
        #[test]
        fn runs_of_letters_are_read_as_letters_are(text in "[aB1 .éßΣ’\u{301}東か-]{0,40}", any in any::<String>()) {
            prop_assert_eq!(list(&text), letter_by_letter(&text));
            prop_assert_eq!(list(&any), letter_by_letter(&any));
        }

        #[test]
        fn phrases_are_found_as_word_by_word(
            text in "([ab]{1,2}|[A é’“—,.¹]){0,30}", phrase in "[ab]{1,2}( [ab]{1,2}){0,2}", any_ending: bool,
        ) {
            let (words, phrase) = (list(&text), list(&phrase));
            let (last, firsts) = phrase.split_last().expect("words");
            let is_there = words.windows(phrase.len()).any(|window| {
                let (end, begin) = window.split_last().expect("as many");
                begin == firsts && (end == last || (any_ending && end.starts_with(last.as_str())))
            });
            prop_assert_eq!(has_phrase(&text, &phrase, any_ending), is_there);
        }

        #[test]
        fn plain_words_stay_as_they_are(text in any::<String>()) {
            let once = list(&text);
            prop_assert_eq!(list(&once.join(" ")), once);
        }
    }
}
