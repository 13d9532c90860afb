//! XML cut into tags and text, in one pass, however broken it is.
//!
//! Real feeds are not well-formed: bare `&` and `<`, tags that never end, attributes without quotes, comments that stay
//! open. A parser that follows the standard stops there; this one goes on and looks at no byte more than a few times.
//! Whether tags match is not known here, and character references are left as they stand.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::limits::{ATTRIBUTE_BYTES, ATTRIBUTES};
use crate::text::entity;

/// A piece of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// `<name ...>` or `<name ... />`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(&'a str),
    /// Text with its character references still in it.
    Text(&'a str),
    /// The inside of `<![CDATA[...]]>`.
    Verbatim(&'a str),
    /// The inside of `<!DOCTYPE ...>`.
    Doctype(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// As it stands, prefix included.
    pub(super) name: &'a str,
    /// What stands between the name and the end, as it is.
    pub(super) attributes: &'a str,
    /// Whether it is `<name/>`.
    pub(super) is_empty: bool,
}

impl<'a> Tag<'a> {
    /// Names and values, the values with their references; what goes beyond the limits is left out.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        Attributes(self.attributes)
            .take(ATTRIBUTES)
            .filter(|(_, value)| value.len() <= ATTRIBUTE_BYTES)
    }

    /// The value of an attribute, decoded and trimmed.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        if self.attributes.is_empty() {
            return None;
        }
        let found = self.attributes().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| entity::decode_ended(value.trim()))
    }
}

/// Names and values of a start tag.
struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    fn take(&mut self, len: usize) -> &'a str {
        let (head, rest) = self.0.split_at_checked(len).unwrap_or((self.0, ""));
        self.0 = rest;
        head
    }

    fn value(&mut self) -> &'a str {
        if let Some(quote @ ('"' | '\'')) = self.0.chars().next() {
            self.take(1);
            let len = memchr(quote as u8, self.0.as_bytes()).unwrap_or(self.0.len());
            let value = self.take(len);
            self.take(1);
            return value;
        }
        let len = self.0.find(|c: char| c.is_ascii_whitespace()).unwrap_or(self.0.len());
        self.take(len)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let is_gap = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '=' | '"' | '\'');
        self.0 = self.0.trim_start_matches(is_gap);
        if self.0.is_empty() {
            return None;
        }
        let ends = |c: char| c.is_ascii_whitespace() || c == '=';
        let len = self.0.find(ends).unwrap_or(self.0.len());
        let name = self.take(len);
        self.0 = self.0.trim_start();
        if !self.0.starts_with('=') {
            return Some((name, ""));
        }
        self.take(1);
        self.0 = self.0.trim_start();
        Some((name, self.value()))
    }
}

/// What ends a stretch that is no tag, and whether it is known to be missing from here on.
///
/// Without that memory a document of nothing but `<!--` would be searched from each of them to its end.
#[derive(Clone, Copy, Debug, Default)]
struct Missing {
    comment: bool,
    verbatim: bool,
    instruction: bool,
    subset: bool,
}

/// Cuts a document into tokens.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    missing: Missing,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0, missing: Missing::default() }
    }

    /// Where the next token begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to where a token began.
    pub(super) fn rewind(&mut self, at: usize) {
        self.at = at.min(self.at);
    }

    /// A part of the document.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Skips what is raw in HTML, up to and with the end tag of that name.
    pub(super) fn skip_raw(&mut self, name: &str) {
        let rest = self.rest();
        let ends = |at: &usize| {
            let tail = rest.get(at + 2..).unwrap_or_default();
            tail.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
        };
        let end = memmem::find_iter(rest.as_bytes(), b"</").find(ends);
        self.at += end.unwrap_or(rest.len());
    }

    fn text(&mut self, from: usize) -> Token<'a> {
        let rest = self.rest();
        let tail = rest.as_bytes().get(from..).unwrap_or_default();
        let len = memchr(b'<', tail).map_or(rest.len(), |at| at + from);
        self.at += len;
        Token::Text(rest.get(..len).unwrap_or_default())
    }

    /// What stands up to a mark, behind an opening of `skip` bytes. `None` where the mark is missing.
    fn up_to(
        &mut self,
        skip: usize,
        mark: &str,
        missing: fn(&mut Missing) -> &mut bool,
    ) -> Option<&'a str> {
        if *missing(&mut self.missing) {
            return None;
        }
        let inside = self.rest().get(skip..)?;
        let Some(len) = memmem::find(inside.as_bytes(), mark.as_bytes()) else {
            *missing(&mut self.missing) = true;
            return None;
        };
        self.at += skip + len + mark.len();
        inside.get(..len)
    }

    /// `<!...>`: `None` where it holds nothing to read.
    fn declaration(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let opens =
            |mark: &str| rest.get(..mark.len()).is_some_and(|r| r.eq_ignore_ascii_case(mark));
        if opens("<![CDATA[") {
            let inside = self.up_to(9, "]]>", |m| &mut m.verbatim);
            return Some(Token::Verbatim(inside.unwrap_or_else(|| {
                self.at = self.source.len();
                rest.get(9..).unwrap_or_default()
            })));
        }
        if rest.starts_with("<!--") {
            if self.up_to(4, "-->", |m| &mut m.comment).is_none() {
                self.at += 4;
            }
            return None;
        }
        if opens("<!doctype") {
            return Some(self.doctype());
        }
        self.at += memchr(b'>', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        None
    }

    /// The doctype with the declarations in its brackets.
    fn doctype(&mut self) -> Token<'a> {
        let rest = self.rest();
        let end = memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
        let bracket = memchr(b'[', rest.as_bytes().get(..end).unwrap_or_default());
        let close = bracket.filter(|_| !self.missing.subset).and_then(|from| {
            let bytes = rest.as_bytes();
            let at = memchr(b']', bytes.get(from..)?).map(|at| at + from);
            let end = at.and_then(|at| Some(memchr(b'>', bytes.get(at..)?)? + at));
            self.missing.subset |= end.is_none();
            end
        });
        let end = close.unwrap_or(end);
        self.at += (end + 1).min(rest.len());
        Token::Doctype(rest.get(9..end).unwrap_or_default())
    }

    fn instruction(&mut self) {
        if self.up_to(2, "?>", |m| &mut m.instruction).is_none() {
            let rest = self.rest();
            self.at += memchr(b'>', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        }
    }

    fn close(&mut self) -> Token<'a> {
        let rest = self.rest().get(2..).unwrap_or_default();
        let len = rest.find(['>', '<']).unwrap_or(rest.len());
        let has_end = rest.as_bytes().get(len) == Some(&b'>');
        self.at += 2 + len + usize::from(has_end);
        Token::Close(name(rest.get(..len).unwrap_or_default()))
    }

    fn open(&mut self) -> Token<'a> {
        let rest = self.rest().get(1..).unwrap_or_default();
        let len = tag_len(rest.as_bytes());
        let has_end = rest.as_bytes().get(len) == Some(&b'>');
        self.at += 1 + len + usize::from(has_end);
        let inside = rest.get(..len).unwrap_or_default();
        // What the end of the document cuts may go on.
        let is_empty = inside.ends_with('/') && len < rest.len();
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let name = name(inside);
        let attributes = inside.get(name.len()..).unwrap_or_default().trim_ascii();
        Token::Open(Tag { name, attributes, is_empty })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest().as_bytes();
            match rest {
                [] => return None,
                [b'<', b'!', ..] => {
                    let Some(token) = self.declaration() else { continue };
                    return Some(token);
                }
                [b'<', b'?', ..] => self.instruction(),
                [b'<', b'/', c, ..] if begins_name(*c) => return Some(self.close()),
                [b'<', c, ..] if begins_name(*c) => return Some(self.open()),
                [b'<', ..] => return Some(self.text(1)),
                _ => return Some(self.text(0)),
            }
        }
    }
}

fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

/// The name of a tag: up to a space or a slash.
fn name(tag: &str) -> &str {
    let end = tag.bytes().position(|b| b.is_ascii_whitespace() || b == b'/');
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
}

/// How far a start tag goes: to its `>`, or to the next `<` where that is missing. Neither counts inside quotes.
fn tag_len(rest: &[u8]) -> usize {
    let mut at = 0;
    let mut before = b' ';
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'>' | b'<' => return at,
            b'"' | b'\'' if before == b'=' => at += quoted_len(&rest[at..], byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    rest.len()
}

/// From a quote to the one that ends it; nothing where that is too far away to be meant.
fn quoted_len(rest: &[u8], quote: u8) -> usize {
    let within = rest.get(1..rest.len().min(ATTRIBUTE_BYTES + 2)).unwrap_or_default();
    memchr(quote, within).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let found: Vec<String> = Tokens::new(source)
            .map(|token| match token {
                Token::Open(tag) => {
                    let attributes = tag.attributes().map(|(n, v)| format!(" {n}={v}"));
                    let end = if tag.is_empty { "/" } else { "" };
                    format!("<{}{}{end}>", tag.name, attributes.collect::<String>())
                }
                Token::Close(name) => format!("</{name}>"),
                Token::Text(text) => text.to_owned(),
                Token::Verbatim(text) => format!("[{text}]"),
                Token::Doctype(text) => format!("!{text}"),
            })
            .collect();
        assert_eq!(found, expected, "in {source:?}");
    }

    #[test]
    fn documents_are_cut_into_pieces() {
        check(
            "<?xml version='1.0'?><!-- <x> --><a:b c = \"d>e\" f='g'>h &amp; i<j/></a:b >",
            &["<a:b c=d>e f=g>", "h &amp; i", "<j/>", "</a:b>"],
        );
        check("<![CDATA[<b> & ]]]]><![CDATA[>]]>", &["[<b> & ]]]", "[>]"]);
        check("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", &["! a [<!ENTITY b \"c\">]", "<a/>"]);
    }

    #[test]
    fn broken_documents_are_read_on() {
        check("5 < 6 <3 <a", &["5 ", "< 6 ", "<3 ", "<a>"]);
        check("<a b=c d e='f' <g>", &["<a b=c d= e=f>", "<g>"]);
        check("<a href=x/y>", &["<a href=x/y>"]);
        check("<a it's><b c=\"d>e", &["<a it's=>", "<b c=d>", "e"]);
        check("<!-- a <b>", &[" a ", "<b>"]);
        check("<![CDATA[a <b>", &["[a <b>]"]);
        check("<?php <a>b", &["b"]);
        check("</ a><>", &["</ a>", "<>"]);
    }

    #[test]
    fn too_many_attributes_are_left_out() {
        let many = " a='x'".repeat(1_000);
        let source = format!("<a{many} b='{}'>", "y".repeat(ATTRIBUTE_BYTES + 1));
        let Some(Token::Open(tag)) = Tokens::new(&source).next() else { panic!("a tag") };
        assert_eq!(tag.attributes().count(), ATTRIBUTES);
    }

    #[test]
    fn endless_beginnings_take_time_in_proportion() {
        for piece in [
            "<!--",
            "<![CDATA[",
            "<?",
            "<a b=\"",
            "<a '",
            "<",
            "</",
            "<!",
            "&",
            "<!DOCTYPE [",
            "<!DOCTYPE [>",
        ] {
            let tokens = Tokens::new(&piece.repeat(200_000)).count();
            assert!(tokens <= 200_001, "{piece}");
        }
    }
}
