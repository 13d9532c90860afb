//! HTML cut into tags and text, in one pass without a tree.
//!
//! A reduced form of the tokenizer of the HTML standard (section 13.2.5): what it leaves out (doctypes, processing
//! instructions, the states inside comments) has no words in it. It borrows from the page, keeps at most
//! [`ATTRIBUTES`] attributes of an element and looks at no byte twice; html5ever's own tokenizer compares each attribute
//! with all others of its element, so that 100,000 of them take minutes.

use std::borrow::Cow;

use super::entity;

/// More attributes than this are skipped.
const ATTRIBUTES: usize = 256;

/// A piece of a page.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// `<name ...>`.
    Open(Tag<'a>),
    /// `</name>`, in lower case.
    Close(String),
    /// Text between tags, with its character references still in it.
    Text(&'a str),
}

/// A start tag.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub name: String,
    /// Written as `<name/>`, which ends elements of SVG and is ignored elsewhere.
    pub closes_itself: bool,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, decoded.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let found = self.attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| entity::decode(value))
    }

    /// Whether an attribute is there, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(n, _)| n.eq_ignore_ascii_case(name))
    }
}

/// Elements whose content is text up to their end tag, whatever it looks like.
const RAW: [&str; 8] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Cuts a page into tokens.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    raw: Option<String>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
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
        let tag = self.take(len).trim_start_matches("</");
        Token::Close(name(tag).to_ascii_lowercase())
    }

    fn open(&mut self) -> Token<'a> {
        self.take(1);
        let name = name(self.rest);
        self.take(name.len());
        let mut attributes = Vec::new();
        let start = self.rest;
        while let Some(attribute) = self.attribute() {
            if attributes.len() < ATTRIBUTES {
                attributes.push(attribute);
            }
        }
        let name = name.to_ascii_lowercase();
        if RAW.contains(&name.as_str()) {
            self.raw = Some(name.clone());
        }
        let taken = start.get(..start.len() - self.rest.len()).unwrap_or_default();
        Token::Open(Tag { name, closes_itself: taken.ends_with("/>"), attributes })
    }

    /// The next attribute of the open tag; `None` behind its `>`.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        self.skip(|c| c.is_ascii_whitespace() || c == '/');
        if self.rest.is_empty() || self.rest.starts_with('>') {
            self.take(1);
            return None;
        }
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
        let end = self
            .rest
            .get(first..)
            .and_then(|r| r.find(ends))
            .map_or(self.rest.len(), |at| at + first);
        let name = self.take(end);
        self.skip(|c| c.is_ascii_whitespace());
        if !self.rest.starts_with('=') {
            return Some((name, ""));
        }
        self.take(1);
        self.skip(|c| c.is_ascii_whitespace());
        Some((name, self.value()))
    }

    fn value(&mut self) -> &'a str {
        if let Some(quote @ ('"' | '\'')) = self.rest.chars().next() {
            self.take(1);
            let end = self.rest.find(quote).unwrap_or(self.rest.len());
            let value = self.take(end);
            self.take(1);
            return value;
        }
        let ends = |c: char| c.is_ascii_whitespace() || c == '>';
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        self.take(end)
    }

    fn skip(&mut self, skipped: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(skipped);
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
                return Some(self.raw_text(&name));
            }
            let mut start = self.rest.chars();
            return Some(match (start.next(), start.next()) {
                (Some('<'), Some(c)) if c.is_ascii_alphabetic() => self.open(),
                (Some('<'), Some('/')) if start.next().is_some_and(|c| c.is_ascii_alphabetic()) => {
                    self.close()
                }
                (Some('<'), Some('!' | '?' | '/')) => {
                    self.skip_markup();
                    continue;
                }
                _ => self.text(),
            });
        }
    }
}

/// The name of a tag: up to a space, a slash or the end.
fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = Tokens::new(html)
            .map(|token| match token {
                Token::Open(tag) => {
                    let attributes = tag.attributes.iter().map(|(n, v)| format!(" {n}={v}"));
                    format!("<{}{}>", tag.name, attributes.collect::<String>())
                }
                Token::Close(name) => format!("</{name}>"),
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
