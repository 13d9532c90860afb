//! The text of a file, or a refusal where its bytes are no text. Encodings are the business of [`charset`].

use std::borrow::Cow;

use super::{READ_LIMIT_BYTES, ReadError};
use crate::news::Problem;
use crate::text::charset::{self, Decoded};

/// Beginnings of files that are no text.
const SIGNATURES: [(&[u8], &str); 16] = [
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\0asm", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\x1f\x8b", "compressed data"),
    (b"BZh", "compressed data"),
    (b"\xfd7zXZ", "compressed data"),
    (b"\x28\xb5\x2f\xfd", "compressed data"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "a sound"),
];

/// How much is looked at to tell whether a text is one.
const SAMPLE_BYTES: usize = 4_096;

/// Decodes a file. Notes what was repaired; borrows where nothing was.
pub(super) fn text<'a>(
    bytes: &'a [u8],
    problems: &mut Vec<Problem>,
) -> Result<Cow<'a, str>, ReadError> {
    checked(bytes, None, problems)
}

/// Decodes a page that came with a content type, whose charset holds unless the bytes begin with a mark of their own.
pub(super) fn page<'a>(
    bytes: &'a [u8],
    content_type: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Result<Cow<'a, str>, ReadError> {
    checked(bytes, content_type.and_then(label), problems)
}

/// The charset that a content type names: `text/html; charset=iso-8859-1`.
fn label(content_type: &str) -> Option<&str> {
    let label = content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    Some(label.trim().trim_matches(['"', '\'']))
}

fn checked<'a>(
    bytes: &'a [u8],
    label: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Result<Cow<'a, str>, ReadError> {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(ReadError::Empty);
    }
    let bytes = bytes.get(..READ_LIMIT_BYTES).map_or(bytes, |head| {
        if head.len() < bytes.len() {
            problems.push(Problem::new(format!(
                "the file was cut after {} MiB",
                READ_LIMIT_BYTES >> 20
            )));
        }
        head
    });
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, what)) = known {
        return Err(ReadError::Binary(what));
    }
    let text = decode(bytes, label, problems);
    if is_binary(&text) {
        return Err(ReadError::Binary("data of some kind"));
    }
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text)
}

fn decode<'a>(bytes: &'a [u8], label: Option<&str>, problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let Decoded { text, encoding, replaced } = charset::decode(bytes, label);
    if replaced > 0 {
        problems.push(Problem::bad_bytes(replaced));
    } else if !matches!(encoding, "UTF-8" | "UTF-32") {
        problems.push(Problem::new(format!("the text was read as {encoding}")));
    }
    text
}

/// Text has few control characters; NULs that were mixed into it are dropped later.
fn is_binary(text: &str) -> bool {
    let strange = |c: char| c.is_control() && !matches!(c, '\t'..='\r' | '\u{1b}' | '\u{85}');
    let (mut count, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(SAMPLE_BYTES) {
        count += 1;
        odd += usize::from(strange(c) || c == '\u{fffd}');
    }
    odd * 10 > count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, ReadError>) {
        let mut problems = Vec::new();
        let text = text(bytes, &mut problems).map(Cow::into_owned);
        assert_eq!(text, expected.map(str::to_owned), "in {bytes:?}");
    }

    fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Mijéev".as_bytes(), Ok("Mijéev"));
        check(b"\xef\xbb\xbfMarked", Ok("Marked"));
        check(b"He said \x93caf\xe9\x94 there", Ok("He said “café” there"));
        check(&utf16("\u{feff}Two bytes", u16::to_le_bytes), Ok("Two bytes"));
        check(&utf16("\u{feff}Two bytes", u16::to_be_bytes), Ok("Two bytes"));
        check(&utf16("No mark at all", u16::to_le_bytes), Ok("No mark at all"));
        check(&utf16("No mark at all", u16::to_be_bytes), Ok("No mark at all"));
        check(b"\xff\xfe\0\0H\0\0\0i\0\0\0", Ok("Hi"));
        check(
            b"<meta charset='windows-1251'>\xcf\xf3\xf2\xe8\xed",
            Ok("<meta charset='windows-1251'>Путин"),
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check(b"", Err(ReadError::Empty));
        check(b" \n\0 ", Err(ReadError::Empty));
        check(b"\x7fELF\x02\x01", Err(ReadError::Binary("a program")));
        check(b"\x89PNG\r\n", Err(ReadError::Binary("a picture")));
        let noise: Vec<u8> = (0..2_000_u32).map(|i| (i * 7 % 32) as u8).collect();
        check(&noise, Err(ReadError::Binary("data of some kind")));
    }

    #[test]
    fn a_few_bad_bytes_are_replaced_and_counted() {
        let mut problems = Vec::new();
        let bytes =
            [b"Caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9 and \xff more".as_slice()]
                .concat();
        let text = text(&bytes, &mut problems).expect("text");
        assert_eq!(text, "Café, café, café, café and \u{fffd} more");
        assert_eq!(problems, [Problem::new("1 bad byte was replaced")]);
    }
}
