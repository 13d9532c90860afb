//! The word lists the engine is compiled with, looked up by their first three letters and by halving.
//!
//! Nothing is parsed and nothing allocated: the lists are sorted text (see `assets/facts/build.py` for their making
//! and `NOTICE` for their sources), and a look-up touches a dozen lines of them.

/// Sorted lines `key\tletters\n`, and where the lines with each three first letters begin.
struct List {
    lines: &'static [u8],
    starts: &'static [u8],
}

/// Folded words: f given name (m of men, w of women), s surname, c everyday word, d word at times written small.
static WORDS: List = List {
    lines: include_bytes!("../../assets/facts/words.txt"),
    starts: include_bytes!("../../assets/facts/words.idx"),
};
/// Folded names: C country, P well-known place, p place, O organisation, E event.
static PHRASES: List = List {
    lines: include_bytes!("../../assets/facts/phrases.txt"),
    starts: include_bytes!("../../assets/facts/phrases.idx"),
};

/// What the lists know of a word or a name; a set of the letters above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known(&'static [u8]);

impl Known {
    /// Whether the list has any of these letters for it.
    pub(super) fn any(self, letters: &str) -> bool {
        self.0.iter().any(|letter| letters.as_bytes().contains(letter))
    }

    /// The set as bits, for a model that learns what they mean; it is not told who is a man.
    pub(super) fn bits(self) -> u32 {
        const LETTERS: &[u8] = b"fscdCPpOE";
        let bit = |letter: &u8| LETTERS.iter().position(|l| l == letter).map_or(0, |at| 1 << at);
        self.0.iter().map(bit).sum()
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

/// What is known of a folded word.
pub(super) fn word(folded: &str) -> Known {
    Known(find(&WORDS, folded.as_bytes()).unwrap_or_default())
}

/// What is known of a folded name of one or more words.
pub(super) fn phrase(folded: &str) -> Known {
    Known(find(&PHRASES, folded.as_bytes()).unwrap_or_default())
}

/// Halves the lines that begin with the key's first three letters and returns the value of `key`.
fn find(list: &List, key: &[u8]) -> Option<&'static [u8]> {
    let place = place(key);
    let (mut low, mut high) = (start_of(list, place)?, start_of(list, place + 1)?);
    while low < high {
        let start = line_start(list.lines, low, usize::midpoint(low, high));
        let rest = list.lines.get(start..)?;
        let tab = rest.iter().position(|b| *b == b'\t')?;
        let end = tab + rest.get(tab..)?.iter().position(|b| *b == b'\n')?;
        // The lines are sorted with their tab, which sorts before every character of a key.
        match rest.get(..tab)?.cmp(key) {
            std::cmp::Ordering::Equal => return rest.get(tab + 1..end),
            std::cmp::Ordering::Less => low = start + end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// The number of the key's first three letters, as digits of 28: 0 before `a` (and past the end), 1 to 26, 27 behind `z`.
/// It grows with the key, so what follows a digit that stands for several bytes does not count.
fn place(key: &[u8]) -> usize {
    let (mut number, mut plain) = (0, true);
    for at in 0..3 {
        let digit = match key.get(at).filter(|_| plain) {
            Some(b @ b'a'..=b'z') => usize::from(b - b'a') + 1,
            Some(b) if *b > b'z' => 27,
            _ => 0,
        };
        plain = (1..27).contains(&digit);
        number = number * 28 + digit;
    }
    number
}

fn start_of(list: &List, place: usize) -> Option<usize> {
    let bytes = list.starts.get(place * 4..place * 4 + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

fn line_start(list: &[u8], low: usize, at: usize) -> usize {
    let before = list.get(low..at).unwrap_or_default();
    before.iter().rposition(|b| *b == b'\n').map_or(low, |newline| low + newline + 1)
}

/// Appends a word in the form the lists use: small Latin letters, no dots, no apostrophes, a space for a hyphen.
pub(super) fn fold_into(folded: &mut String, word: &str) {
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' | ' ' | '&' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            '-' | '–' => folded.push(' '),
            '.' | '\'' | '’' | '`' | 'ʻ' | '\u{300}'..='\u{36f}' => {}
            _ => c.to_lowercase().for_each(|small| push_plain(folded, small)),
        }
    }
}

/// Appends a small letter without its accent.
fn push_plain(folded: &mut String, c: char) {
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
        _ => return folded.push(c),
    };
    folded.push_str(plain);
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
    fn lists_are_sorted_and_every_line_is_found() {
        for list in [&WORDS, &PHRASES] {
            let lines: Vec<&[u8]> =
                list.lines.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
            assert!(lines.is_sorted());
            for line in lines.iter().step_by(97) {
                let tab = line.iter().position(|b| *b == b'\t').unwrap();
                assert_eq!(find(list, &line[..tab]), Some(&line[tab + 1..]));
            }
        }
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
