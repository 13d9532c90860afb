//! Bytes to text, whatever the encoding, or a refusal where the bytes are no text.
//!
//! Byte order marks come first, then the pattern of zero bytes that UTF-16 and UTF-32 show, then UTF-8, then what the
//! page itself declares, then windows-1252, which has a letter for nearly every byte.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{READ_LIMIT_BYTES, ReadError};
use crate::news::Problem;

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

/// How much is looked at to tell what the bytes are.
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
    checked(bytes, content_type.and_then(charset), problems)
}

/// The encoding that a content type names: `text/html; charset=iso-8859-1`.
fn charset(content_type: &str) -> Option<&'static Encoding> {
    let (_, label) = content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some((name, value))
    })?;
    Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
}

fn checked<'a>(
    bytes: &'a [u8],
    said: Option<&'static Encoding>,
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
    let text = decode(bytes, said, problems);
    if is_binary(&text) {
        return Err(ReadError::Binary("bytes that are no text"));
    }
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text)
}

fn decode<'a>(
    bytes: &'a [u8],
    said: Option<&'static Encoding>,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    if let Some(text) = utf32(bytes) {
        return Cow::Owned(text);
    }
    let mark = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = mark.or(said).or_else(|| utf16(bytes));
    if encoding.is_none_or(|e| e == UTF_8)
        && let Some(text) = whole_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    let encoding = encoding.or_else(|| declared(bytes)).unwrap_or_else(|| likely(bytes));
    let (text, _, bad) = encoding.decode(bytes);
    if bad {
        let count = text.matches('\u{fffd}').count();
        problems.push(Problem::new(format!("{count} bad bytes were replaced")));
    } else if encoding != UTF_8 {
        problems.push(Problem::new(format!("the text was read as {}", encoding.name())));
    }
    text
}

/// The text if it is UTF-8; a character that the read limit cut in two is left out.
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

/// UTF-32, by its mark alone: nobody sends it without.
fn utf32(bytes: &[u8]) -> Option<String> {
    let little = bytes.strip_prefix(b"\xff\xfe\0\0");
    let big = bytes.strip_prefix(b"\0\0\xfe\xff");
    let read = |four: &[u8; 4]| match little {
        Some(_) => u32::from_le_bytes(*four),
        None => u32::from_be_bytes(*four),
    };
    let (units, _) = little.or(big)?.as_chunks::<4>();
    Some(units.iter().map(|four| char::from_u32(read(four)).unwrap_or('\u{fffd}')).collect())
}

/// What a page says of itself: `<meta charset=...>`, `<meta ... content="...; charset=...">`, `<?xml encoding=...?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..SAMPLE_BYTES.min(bytes.len()))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    ["charset=", "encoding="].iter().find_map(|cue| {
        let at = head.find(cue)? + cue.len();
        let rest = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(['"', '\'', ' ', '>', ';', '/', '?']).unwrap_or(rest.len());
        let encoding = Encoding::for_label(rest.get(..end)?.as_bytes())?;
        // A declaration that could be read is no UTF-16, whatever it says.
        Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
    })
}

/// UTF-8 with a few bad bytes, or windows-1252: told by how many bytes are bad.
fn likely(bytes: &[u8]) -> &'static Encoding {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let bad: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    if bad * 4 > high { WINDOWS_1252 } else { UTF_8 }
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
        check(&noise, Err(ReadError::Binary("bytes that are no text")));
    }

    #[test]
    fn a_few_bad_bytes_are_replaced_and_counted() {
        let mut problems = Vec::new();
        let bytes =
            [b"Caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9 and \xff more".as_slice()]
                .concat();
        let text = text(&bytes, &mut problems).expect("text");
        assert_eq!(text, "Café, café, café, café and \u{fffd} more");
        assert_eq!(problems, [Problem::new("1 bad bytes were replaced")]);
    }
}
