//! Bytes to text, whatever the encoding.
//!
//! What the bytes show goes before what anybody says of them, because that is wrong so often: byte order marks come
//! first, then the pattern of zero bytes that UTF-16 and UTF-32 show, then UTF-8, then the label that came with the
//! bytes, then what they declare themselves, then windows-1252, which has a letter for nearly every byte.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much is looked at to tell what the bytes are.
const SAMPLE_BYTES: usize = 4_096;

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, borrowed where nothing had to be changed.
    pub text: Cow<'a, str>,
    /// The encoding, as the Encoding Standard names it; UTF-32 is beside it.
    pub encoding: &'static str,
    /// How many characters stand for bytes that meant nothing.
    pub replaced: usize,
}

/// Decodes bytes. `label` is the charset that came with them, in the header of an answer for instance.
///
/// A character that is cut in two at the end is left out.
pub fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Decoded<'a> {
    if let Some(text) = utf32(bytes) {
        let replaced = text.matches('\u{fffd}').count();
        return Decoded { text: Cow::Owned(text), encoding: "UTF-32", replaced };
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| utf16(bytes));
    let said =
        || label.and_then(for_label).or_else(|| declared(bytes)).or_else(|| declared_late(bytes));
    // Its bytes are ASCII, each and every one.
    let is_hidden = marked.is_none() && bytes.contains(&0x1b) && said() == Some(ISO_2022_JP);
    if marked.is_none_or(|e| e == UTF_8)
        && !is_hidden
        && let Some(text) = whole_utf8(bytes)
    {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), replaced: 0 };
    }
    let likely = likely(bytes, said().is_none_or(|said| said == UTF_8));
    let encoding = marked.or_else(said).filter(|said| *said != UTF_8).unwrap_or(likely);
    // UTF-8 with a bad byte here and there is never anything else, whatever is said.
    let is_utf8 = likely == UTF_8 && marked.is_none() && !is_hidden;
    let encoding = if is_utf8 { UTF_8 } else { encoding };
    let (text, _, bad) = encoding.decode(bytes);
    let replaced = if bad { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, encoding: encoding.name(), replaced }
}

/// What bytes are said to be, by a label that came with them or by themselves.
pub fn said(bytes: &[u8], label: Option<&str>) -> Option<&'static str> {
    let said = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    said.or_else(|| declared(bytes)).or_else(|| declared_late(bytes)).map(Encoding::name)
}

/// The text behind one that was UTF-8, was taken for windows-1252 and was encoded once more: "cafÃ©" is "café".
///
/// `None` where anything in it shows that it is as it was meant.
pub fn undouble(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (mut bytes, mut sequences, mut due) = (Vec::new(), 0, 0_u32);
    for c in text.chars() {
        let byte = if c.is_ascii() { c as u8 } else { windows_byte(c)? };
        // Each letter that is not ASCII leads a sequence or goes on with one; most texts end here at their first.
        due = match byte {
            0x80..=0xbf => due.checked_sub(1)?,
            _ if due > 0 => return None,
            0..=0x7f => 0,
            _ => {
                sequences += 1;
                byte.leading_ones() - 1
            }
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok().filter(|_| sequences > 1)
}

/// The byte of a letter in windows-1252, where the controls of Latin-1 fill the gaps.
fn windows_byte(c: char) -> Option<u8> {
    if let Some(byte) = u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0x80) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, is_missing) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!is_missing).then(|| bytes.first().copied())?
}

/// The text if it is UTF-8.
fn whole_utf8(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() && bytes.len() > SAMPLE_BYTES => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()
        }
        Err(_) => None,
    }
}

/// UTF-16 without a mark: every other byte is zero in text that is mostly Latin.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE_BYTES.min(bytes.len()))?;
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match pairs {
        0 | 1 => None,
        _ if odd * 10 >= pairs * 6 && even * 10 < pairs => Some(UTF_16LE),
        _ if even * 10 >= pairs * 6 && odd * 10 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-32, by its mark, or by how a tag, a space or a brace looks in it.
fn utf32(bytes: &[u8]) -> Option<String> {
    let begins = |first: u8| matches!(first, b'<' | b'{' | b'[' | b' ' | b'\n');
    let little = match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some(true),
        [0, 0, 0xfe, 0xff, ..] => Some(false),
        [first, 0, 0, 0, _, 0, 0, 0, ..] if begins(*first) => Some(true),
        [0, 0, 0, first, 0, 0, 0, _, ..] if begins(*first) => Some(false),
        _ => None,
    }?;
    let read = if little { u32::from_le_bytes } else { u32::from_be_bytes };
    let (units, _) = bytes.as_chunks::<4>();
    let chars = units.iter().map(|four| char::from_u32(read(*four)).unwrap_or('\u{fffd}'));
    Some(chars.skip_while(|c| *c == '\u{feff}').collect())
}

fn for_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    // What could be read so far is no UTF-16, whatever it is called.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// How far into a page its charset is looked for.
const PAGE_HEAD_BYTES: usize = 64 << 10;

/// What a page says of itself further down, behind comments and programs: `<meta charset=...>` alone, since others may be
/// spoken of there.
fn declared_late(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PAGE_HEAD_BYTES.min(bytes.len()))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let begins = head.trim_start();
    if !begins.starts_with("<html") && !begins.starts_with("<!doctype html") {
        return None;
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head.get(at + "<meta".len()..)?.split(['<', '>']).next()?;
        let own = tag.strip_prefix(char::is_whitespace)?.trim_start();
        own.starts_with("charset").then(|| named(own, "charset")).flatten()
    })
}

/// What a text says of itself: `<?xml encoding=...?>`, `<meta charset=...>`, `<meta ... content="...; charset=...">`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..SAMPLE_BYTES.min(bytes.len()))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    // Further down in a feed others may be spoken of, in the pages that it quotes.
    let own = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    own.and_then(|own| named(own, "encoding"))
        .or_else(|| named(&head, "charset"))
        .or_else(|| named(&head, "encoding"))
}

/// The first encoding known that stands behind a word and a `=`.
fn named(text: &str, cue: &str) -> Option<&'static Encoding> {
    text.match_indices(cue).find_map(|(at, _)| {
        let rest = text.get(at + cue.len()..)?.trim_start().strip_prefix('=')?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(['"', '\'', ' ', '>', ';', '/', '?']).unwrap_or(rest.len());
        for_label(rest.get(..end)?)
    })
}

/// UTF-8 with a few bad bytes, or windows-1252: told by how many bytes are bad.
///
/// Where nobody names another encoding (`is_open`), letters that only UTF-8 writes so weigh more than bytes that it
/// does not know, unless more of these are letters within words of windows-1252.
fn likely(bytes: &[u8], is_open: bool) -> &'static Encoding {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let (mut bad, mut letters, mut latin, mut at) = (0, 0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        let (valid, invalid) = (chunk.valid(), chunk.invalid());
        at += valid.len() + invalid.len();
        bad += invalid.len();
        letters += telling_letters(valid);
        let beside = [valid.as_bytes().last(), bytes.get(at)];
        let in_word = beside.into_iter().flatten().any(u8::is_ascii_alphabetic);
        latin += usize::from(in_word && invalid.first().is_some_and(|byte| *byte >= 0xc0));
    }
    let is_utf8 = bad * 4 <= high || is_open && bad <= letters * BAD_A_LETTER && latin <= letters;
    if is_utf8 { UTF_8 } else { WINDOWS_1252 }
}

/// So many bad bytes are borne for each letter that only UTF-8 writes so.
const BAD_A_LETTER: usize = 4;

/// How many letters can hardly be two of windows-1252: no capital that closes a word before a quotation mark or a dash,
/// as in "CAFÉ»".
fn telling_letters(text: &str) -> usize {
    let is_telling = |c: &char| {
        let mut buffer = [0; 4];
        match c.encode_utf8(&mut buffer).as_bytes() {
            [0xc4..=0xdf, trail] => {
                !matches!(trail, 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xa0 | 0xab | 0xbb)
            }
            _ => !c.is_ascii(),
        }
    };
    text.chars().filter(is_telling).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], label: Option<&str>, text: &str, encoding: &str) {
        let decoded = decode(bytes, label);
        assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding), "in {bytes:?}");
    }

    fn wide<const N: usize>(text: &str, to: fn(u32) -> [u8; N]) -> Vec<u8> {
        text.chars().flat_map(|c| to(u32::from(c))).collect()
    }

    #[test]
    fn a_page_may_name_its_charset_late_and_a_feed_may_not() {
        let late = |root: &str| {
            let head = format!("<{root}><!--{}--><meta charset=koi8-r>", "x".repeat(5_000));
            [head.as_bytes(), b"\xf0 "].concat()
        };
        assert!(decode(&late("html"), None).text.ends_with("\u{41f} "));
        assert!(decode(&late("rss"), None).text.ends_with("\u{f0} "));
    }

    #[test]
    fn what_the_bytes_show_goes_before_labels() {
        check("Mijéev".as_bytes(), Some("windows-1252"), "Mijéev", "UTF-8");
        check(
            b"<?xml encoding='utf-16'?><a>x</a>",
            None,
            "<?xml encoding='utf-16'?><a>x</a>",
            "UTF-8",
        );
        check(b"caf\xe9 \xcf\xf3", Some("windows-1251"), "cafй Пу", "windows-1251");
        check(
            b"<?xml encoding = \"koi8-r\"?>\xf0",
            None,
            "<?xml encoding = \"koi8-r\"?>П",
            "KOI8-R",
        );
        check(b"caf\xe9", Some("utf-8"), "café", "windows-1252");
        let quoting = b"<?xml encoding='koi8-r'?><meta charset=windows-1251>\xf0";
        check(quoting, None, "<?xml encoding='koi8-r'?><meta charset=windows-1251>П", "KOI8-R");
    }

    #[test]
    fn a_short_text_with_bad_bytes_stays_what_its_letters_are() {
        check(b"Caf\xc3\xa9 one \xff two \xfe", None, "Café one \u{fffd} two \u{fffd}", "UTF-8");
        check(
            b"It\xe2\x80\x99s \x80 late \xe9",
            Some("utf-8"),
            "It’s \u{fffd} late \u{fffd}",
            "UTF-8",
        );
        check(b"\xab CAF\xc9\xbb", None, "« CAFÉ»", "windows-1252");
        check(b"\x93Spa\xdf\x94 \xfcber", None, "“Spaß” über", "windows-1252");
        check(b"\xcf\xb8\xf2\xf0", Some("windows-1251"), "Пётр", "windows-1251");
    }

    #[test]
    fn four_bytes_a_character_are_read() {
        check(&wide("<a/>", u32::to_le_bytes), None, "<a/>", "UTF-32");
        check(&wide("\u{feff}<é/>", u32::to_be_bytes), None, "<é/>", "UTF-32");
    }

    #[test]
    fn texts_encoded_twice_are_found_out() {
        assert_eq!(undouble("CafÃ© und â€žKÃ¶lnâ€œ").as_deref(), Some("Café und „Köln“"));
        assert_eq!(undouble("Ð¯Ð½Ð´ÐµÐºÑ\u{81}").as_deref(), Some("Яндекс"));
        for whole in ["Café", "plain", "Ã©", "CafÃ© and café", "Ã© Ã", "日本", "“x”"]
        {
            assert_eq!(undouble(whole), None, "{whole}");
        }
    }

    #[test]
    fn escapes_between_ascii_bytes_need_their_label() {
        let bytes = b"\x1b$BF|K\\\x1b(B";
        check(bytes, Some("iso-2022-jp"), "日本", "ISO-2022-JP");
        check(bytes, None, "\u{1b}$BF|K\\\u{1b}(B", "UTF-8");
    }
}
