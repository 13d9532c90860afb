//! Phrases in texts whose letters are all of ASCII, which most are: looked for byte by byte, without making words.

use memchr::memchr2_iter;

use super::run_end;

/// Whether a phrase stands in a text. `None` where words would have to be made to know: where a letter, or what may be one, is
/// beyond ASCII.
pub(super) fn in_plain(
    text: &str,
    (firsts, last): (&[String], &str),
    any_ending: bool,
) -> Option<bool> {
    let first = firsts.first().map_or(last, String::as_str);
    let begin = *first.as_bytes().first()?;
    let is_plain = begin.is_ascii_alphanumeric() && last.is_ascii();
    if !is_plain || !firsts.iter().all(|word| word.is_ascii()) || !has_plain_letters(text) {
        return None;
    }
    let bytes = text.as_bytes();
    let starts = memchr2_iter(begin, begin.to_ascii_uppercase(), bytes)
        .filter(|at| *at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
    for start in starts {
        if stands_at(bytes, start, (firsts, last), any_ending) {
            return Some(true);
        }
    }
    Some(false)
}

/// Whether all that is beyond ASCII are dashes, quotation marks and blanks, which end words: U+2000 to U+203F.
fn has_plain_letters(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b >= 0x80)) {
        at += next;
        if bytes.get(at..at + 2) != Some(&[0xe2, 0x80]) {
            return false;
        }
        at += 3;
    }
    true
}

fn stands_at(
    bytes: &[u8],
    start: usize,
    (firsts, last): (&[String], &str),
    any_ending: bool,
) -> bool {
    let mut at = start;
    for word in firsts {
        let (end, _) = run_end(bytes, at);
        if !bytes[at..end].eq_ignore_ascii_case(word.as_bytes()) {
            return false;
        }
        at = end;
        while bytes.get(at).is_some_and(|byte| !byte.is_ascii_alphanumeric()) {
            at += 1;
        }
    }
    let (end, _) = run_end(bytes, at);
    let word = &bytes[at..end];
    let compared = if any_ending { word.get(..last.len()) } else { Some(word) };
    compared.is_some_and(|word| word.eq_ignore_ascii_case(last.as_bytes()))
}
