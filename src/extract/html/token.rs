//! HTML cut into tags and text, in one pass without a tree.
//!
//! A reduced form of the tokenizer of the HTML standard (section 13.2.5): what it leaves out (doctypes, processing
//! instructions, the states inside comments) has no words in it. It borrows from the page and looks at no byte twice
//! before somebody asks for an attribute. Of an element the first [`ATTRIBUTES`] attributes are looked at, of each the
//! first [`VALUE_BYTES`]; html5ever's own tokenizer compares each attribute with all others of its element, so that
//! 100,000 of them take minutes.

use std::borrow::Cow;

use super::name::Name;
use crate::text::entity;

/// More attributes than this are skipped.
const ATTRIBUTES: usize = 256;
/// More of an attribute than this is not looked at.
const VALUE_BYTES: usize = 64 << 10;

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract) enum Token<'a> {
    /// `<name ...>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(Name),
    /// Text between tags, with its character references still in it.
    Text(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract) struct Tag<'a> {
    pub(in crate::extract) name: Name,
    /// Written as `<name/>`, which ends elements of SVG and is ignored elsewhere.
    pub(in crate::extract) closes_itself: bool,
    /// What stands between the name and the end.
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads what stands between `<` and `>`.
    pub(in crate::extract) fn new(inner: &'a str) -> Self {
        let (name, rest) = split_name(inner);
        Self { name: Name::of(name), closes_itself: rest.ends_with('/'), rest }
    }

    /// The value of an attribute, decoded.
    pub(in crate::extract) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let found = self.attributes().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| entity::decode(value))
    }

    /// Whether an attribute is there, with or without a value.
    pub(in crate::extract) fn has(&self, name: &str) -> bool {
        self.attributes().any(|(n, _)| n.eq_ignore_ascii_case(name))
    }

    /// Whether there is anything beside the name.
    pub(in crate::extract) fn has_attributes(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Names and values of the attributes, not decoded.
    pub(in crate::extract) fn attributes(
        &self,
    ) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        Attributes { rest: self.rest }.take(ATTRIBUTES)
    }
}

/// The attributes of one tag.
struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Attributes<'a> {
    fn take(&mut self, len: usize) -> &'a str {
        let (head, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.rest = rest;
        head
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        let len = self.rest.bytes().position(|b| !skipped(b)).unwrap_or(self.rest.len());
        self.take(len);
    }

    /// Everything up to a byte that ends it.
    fn up_to(&mut self, from: usize, ends: impl Fn(u8) -> bool) -> &'a str {
        let end = self.rest.bytes().skip(from).position(ends).map(|at| at + from);
        self.take(end.unwrap_or(self.rest.len()))
    }

    fn value(&mut self) -> &'a str {
        let value = match self.rest.bytes().next() {
            Some(quote @ (b'"' | b'\'')) => {
                self.take(1);
                let value = self.up_to(0, |b| b == quote);
                self.take(1);
                value
            }
            _ => self.up_to(0, |b| b.is_ascii_whitespace()),
        };
        let end = (0..=VALUE_BYTES.min(value.len())).rev().find(|at| value.is_char_boundary(*at));
        value.get(..end.unwrap_or(0)).unwrap_or_default()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip(|b| b.is_ascii_whitespace() || b == b'/');
        if self.rest.is_empty() {
            return None;
        }
        // An attribute may begin with `=`, which is then part of its name.
        let name = self.up_to(1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'='));
        self.skip(|b| b.is_ascii_whitespace());
        if !self.rest.starts_with('=') {
            return Some((name, ""));
        }
        self.take(1);
        self.skip(|b| b.is_ascii_whitespace());
        Some((name, self.value()))
    }
}

/// Cuts a page into tokens.
pub(in crate::extract) struct Tokens<'a> {
    rest: &'a str,
    raw: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    pub(in crate::extract) fn new(html: &'a str) -> Self {
        Self { rest: html, raw: None }
    }

    fn take(&mut self, len: usize) -> &'a str {
        let (head, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.rest = rest;
        head
    }

    fn text(&mut self) -> Token<'a> {
        let from = usize::from(self.rest.starts_with('<'));
        let end =
            self.rest.get(from..).and_then(|r| r.find('<')).map_or(self.rest.len(), |at| at + from);
        Token::Text(self.take(end))
    }

    /// The content of a raw element; where its end tag is missing it goes on to the end of the page.
    fn raw_text(&mut self, name: &str) -> Token<'a> {
        let ends = |at: &usize| {
            let after = self.rest.get(at + 2..).unwrap_or_default();
            let tail = after.get(name.len()..).unwrap_or_default();
            after.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
                && !tail.starts_with(|c: char| c.is_ascii_alphanumeric())
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(ends);
        Token::Text(self.take(end.unwrap_or(self.rest.len())))
    }

    /// Skips `<!-- ... -->`, `<!doctype ...>`, `<?...>`, `</ ...>`.
    fn skip_markup(&mut self) {
        let end = match self.rest.strip_prefix("<!--") {
            Some(inner) if inner.starts_with('>') => Some(4 + 1),
            Some(inner) if inner.starts_with("->") => Some(4 + 2),
            Some(inner) => inner.find("-->").map(|at| 4 + at + 3),
            None => self.rest.find('>').map(|at| at + 1),
        };
        self.take(end.unwrap_or(self.rest.len()));
    }

    fn close(&mut self) -> Token<'a> {
        let len = self.rest.find('>').map_or(self.rest.len(), |at| at + 1);
        let tag = self.take(len).get(2..).unwrap_or_default();
        Token::Close(Name::of(split_name(tag.trim_end_matches('>')).0))
    }

    fn open(&mut self) -> Token<'a> {
        self.take(1);
        let len = tag_len(self.rest.as_bytes());
        let inner = self.take(len);
        self.take(1);
        let tag = Tag::new(inner);
        if tag.name.is_raw() {
            self.raw = Some(split_name(inner).0);
        }
        Token::Open(tag)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw.take() {
                return Some(self.raw_text(name));
            }
            return Some(match self.rest.as_bytes() {
                [b'<', c, ..] if c.is_ascii_alphabetic() => self.open(),
                [b'<', b'/', c, ..] if c.is_ascii_alphabetic() => self.close(),
                [b'<', b'!' | b'?' | b'/', ..] => {
                    self.skip_markup();
                    continue;
                }
                _ => self.text(),
            });
        }
    }
}

/// How many bytes stand before the `>` that ends a tag; one in a quoted value does not.
fn tag_len(rest: &[u8]) -> usize {
    let mut at = 0;
    let mut value_due = false;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'>' => return at,
            b'=' => value_due = true,
            b'"' | b'\'' if value_due => {
                let quoted = rest.get(at + 1..).unwrap_or_default();
                at += 1 + quoted.iter().position(|b| b == byte).unwrap_or(quoted.len());
                value_due = false;
            }
            _ => value_due &= byte.is_ascii_whitespace(),
        }
        at += 1;
    }
    rest.len()
}

/// The name at the beginning of a tag, up to a space, a slash or the end, and what follows.
fn split_name(tag: &str) -> (&str, &str) {
    let end = tag.bytes().position(|b| b.is_ascii_whitespace() || b == b'/');
    tag.split_at_checked(end.unwrap_or(tag.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = Tokens::new(html)
            .map(|token| match token {
                Token::Open(tag) => {
                    let attributes = tag.attributes().map(|(n, v)| format!(" {n}={v}"));
                    format!("<{:?}{}>", tag.name, attributes.collect::<String>()).to_lowercase()
                }
                Token::Close(name) => format!("</{name:?}>").to_lowercase(),
                Token::Text(text) => text.to_owned(),
            })
            .collect();
        assert_eq!(found, expected, "in {html:?}");
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        check(
            "<P class=a id='b c' hidden>one<br/>two</P>",
            &["<p class=a id=b c hidden=>", "one", "<br>", "two", "</p>"],
        );
        check("a < b && c <3 d", &["a ", "< b && c ", "<3 d"]);
        check("<!doctype html><!-- <p> -->x<?php ?>y", &["x", "y"]);
        check(
            "<script>if (a</b) '<p>'</script>z",
            &["<script>", "if (a</b) '<p>'", "</script>", "z"],
        );
        check("<a href=\"x>y\">z", &["<a href=x>y>", "z"]);
    }

    #[test]
    fn what_never_ends_ends_with_the_page() {
        check("<p class=\"x", &["<p class=x>"]);
        check("<!-- x", &[]);
        check("<script>x", &["<script>", "x"]);
        check("a<", &["a", "<"]);
        check("</", &[]);
    }
}
