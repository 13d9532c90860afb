//! Character references: `&amp;`, `&#8217;`, `&hellip`.
//!
//! The names and the odd code points are html5ever's tables; the rules are those of the HTML standard, section
//! 13.2.5.72. XML has stricter ones: [`decode_ended`] wants the semicolon, so that an address with `&copy=1` stays.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// No name is longer than this.
const LONGEST_NAME: usize = 33;

/// Replaces the character references in a text by the rules of HTML.
pub fn decode(raw: &str) -> Cow<'_, str> {
    decode_by(raw, reference)
}

/// Replaces those alone that end in a semicolon.
pub fn decode_ended(raw: &str) -> Cow<'_, str> {
    decode_by(raw, |text| {
        let (decoded, len) = reference(text);
        let is_ended = len > 0 && text.as_bytes().get(len - 1) == Some(&b';');
        if is_ended { (decoded, len) } else { (None, 0) }
    })
}

fn decode_by(raw: &str, reference: impl Fn(&str) -> (Option<Decoded>, usize)) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let (decoded, len) = reference(after.get(1..).unwrap_or_default());
        match decoded {
            Some((first, second)) => out.extend(std::iter::once(first).chain(second)),
            None => out.push('&'),
        }
        rest = after.get(1 + len..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What a reference stands for: one character, seldom two.
type Decoded = (char, Option<char>);

/// What the reference behind an `&` stands for, and its length.
fn reference(text: &str) -> (Option<Decoded>, usize) {
    match text.strip_prefix('#') {
        Some(number) => numeric(number).map_or((None, 0), |(c, len)| (Some((c, None)), len + 1)),
        None => common(text).map_or_else(|| named(text), |(c, len)| (Some((c, None)), len)),
    }
}

/// The few references that are most of all there are.
fn common(text: &str) -> Option<(char, usize)> {
    let common = [("amp;", '&'), ("nbsp;", '\u{a0}'), ("quot;", '"'), ("lt;", '<'), ("gt;", '>')];
    common.iter().find(|(name, _)| text.starts_with(name)).map(|(name, c)| (*c, name.len()))
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let hex = text.starts_with(['x', 'X']);
    let (radix, skip) = if hex { (16, 1) } else { (10, 0) };
    let digits = text.get(skip..)?;
    let len = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let number = digits.get(..len).filter(|digits| !digits.is_empty())?;
    let code = u32::from_str_radix(number, radix).unwrap_or(u32::MAX);
    let end = skip + len + usize::from(digits.get(len..).is_some_and(|r| r.starts_with(';')));
    let replaced = code.checked_sub(0x80).and_then(|at| *C1_REPLACEMENTS.get(at as usize)?);
    let c = replaced.or_else(|| char::from_u32(code)).filter(|c| *c != '\0');
    Some((c.unwrap_or('\u{fffd}'), end))
}

/// The longest name that fits: `&notit;` is `¬it;`.
fn named(text: &str) -> (Option<Decoded>, usize) {
    let name = text.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let longest = name + usize::from(text.get(name..).is_some_and(|r| r.starts_with(';')));
    for len in (2..=longest).rev() {
        let Some(&(first, second)) = text.get(..len).and_then(|name| NAMED_ENTITIES.get(name))
        else {
            continue;
        };
        if let Some(first) = char::from_u32(first).filter(|c| *c != '\0') {
            return (Some((first, char::from_u32(second).filter(|c| *c != '\0'))), len);
        }
    }
    (None, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(decode(raw), expected, "of {raw:?}");
    }

    #[test]
    fn references_are_replaced() {
        check("a &amp; b &lt;c&gt; &hellip; &eacute;", "a & b <c> … é");
        check("&#8217;&#x2019;&#146;", "’’’");
        check("&amp &copy 2024 &notit;", "& © 2024 ¬it;");
        check("&#0;&#x110000;&#xD800;&#99999999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
        check("&NotEqualTilde;", "≂̸");
    }

    #[test]
    fn unended_references_of_xml_stay() {
        let decoded = |raw| decode_ended(raw).into_owned();
        assert_eq!(decoded("a &amp; b &lt;c&gt; &hellip; &#8217;&#146;"), "a & b <c> … ’’");
        assert_eq!(decoded("?a=1&copy=2&amp=3&notit;"), "?a=1&copy=2&amp=3&notit;");
        assert_eq!(decoded("&#65 &;&"), "&#65 &;&");
    }

    #[test]
    fn other_ampersands_stay() {
        check("AT&T, R&D & more &", "AT&T, R&D & more &");
        check("&#; &#x; &nosuch;", "&#; &#x; &nosuch;");
        check("?a=1&b=2", "?a=1&b=2");
    }
}
