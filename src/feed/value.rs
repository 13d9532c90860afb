//! The content of one element, and what it says as words or as HTML.
//!
//! Whether words are plain, HTML once escaped, or markup as it stands is told by attributes in Atom and by nothing in
//! RSS, and both are often wrong. What is there decides first, then what is said, then what it looks like.

use std::borrow::Cow;

use super::limits::TEXT_BYTES;
use super::markup;
use super::token::{Tag, Token, Tokens};
use crate::text::entity;

/// What stands between the tags of an element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Inner<'a> {
    /// As it stands in the document.
    pub(super) raw: &'a str,
    /// Whether there are elements in it.
    pub(super) has_markup: bool,
    /// Whether there is CDATA in it.
    pub(super) has_verbatim: bool,
    /// Words that the document itself has declared references for.
    pub(super) entities: &'a [(String, String)],
}

impl<'a> Inner<'a> {
    /// The text with its references resolved; of elements in it the words alone.
    pub(super) fn text(&self) -> Cow<'a, str> {
        if !self.has_markup && !self.has_verbatim {
            return self.decoded(self.raw.trim_ascii());
        }
        let mut whole: Option<Cow<'a, str>> = None;
        for token in Tokens::new(self.raw) {
            let piece = match token {
                Token::Text(text) if whole.is_none() && text.trim_ascii().is_empty() => continue,
                Token::Text(text) => self.decoded(text),
                Token::Verbatim(text) => Cow::Borrowed(text),
                _ => continue,
            };
            whole = Some(match whole {
                None => piece,
                Some(before) if piece.trim_ascii().is_empty() => before,
                Some(before) => Cow::Owned(before.into_owned() + &piece),
            });
        }
        match whole.unwrap_or_default() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
            Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
        }
    }

    /// Resolves references: the document's own, those of XML and the names of HTML.
    fn decoded(&self, text: &'a str) -> Cow<'a, str> {
        if self.entities.is_empty() || !text.contains('&') {
            return entity::decode_ended(text);
        }
        let mut own = text.to_owned();
        for (name, value) in self.entities {
            own = own.replace(name, value);
        }
        Cow::Owned(entity::decode_ended(&own).into_owned())
    }

    /// The first element of that name in it, without its prefix, at any depth.
    pub(super) fn child(&self, name: &str) -> Option<Inner<'a>> {
        self.children(name).next()
    }

    /// The same with what it says it is.
    pub(super) fn child_with_kind(&self, name: &str) -> Option<(Inner<'a>, Kind)> {
        self.tagged_children(name).next().map(|(tag, inner)| (inner, Kind::of(&tag)))
    }

    /// All elements of that name in it.
    pub(super) fn children<'n>(
        &self,
        name: &'n str,
    ) -> impl Iterator<Item = Inner<'a>> + use<'a, 'n> {
        self.tagged_children(name).map(|(_, inner)| inner)
    }

    fn tagged_children<'n>(
        &self,
        name: &'n str,
    ) -> impl Iterator<Item = (Tag<'a>, Inner<'a>)> + use<'a, 'n> {
        let mut tokens = Tokens::new(self.raw);
        let entities = self.entities;
        std::iter::from_fn(move || {
            while let Some(token) = tokens.next() {
                if let Token::Open(tag) = token
                    && local(tag.name).eq_ignore_ascii_case(name)
                {
                    return Some((tag, child_of(&mut tokens, &tag, entities)));
                }
            }
            None
        })
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The content of a child: up to the first end tag of its name.
fn child_of<'a>(
    tokens: &mut Tokens<'a>,
    tag: &Tag<'a>,
    entities: &'a [(String, String)],
) -> Inner<'a> {
    let start = tokens.at();
    let mut inner = Inner { entities, ..Inner::default() };
    if tag.is_empty {
        return inner;
    }
    loop {
        let before = tokens.at();
        match tokens.next() {
            Some(Token::Close(name)) if name == tag.name => {}
            Some(Token::Open(_) | Token::Close(_)) => {
                inner.has_markup = true;
                continue;
            }
            Some(Token::Verbatim(_)) => {
                inner.has_verbatim = true;
                continue;
            }
            Some(_) => continue,
            None => {}
        }
        inner.raw = tokens.slice(start, before);
        return inner;
    }
}

/// What an element says its content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain words.
    Text,
    /// HTML.
    Html,
    /// Bytes in Base64, of words or of HTML.
    Base64,
    /// Nothing is said.
    Unsaid,
}

impl Kind {
    /// By the attributes `type` and `mode` of Atom.
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        let mode = tag.get("mode").unwrap_or_default();
        if mode.eq_ignore_ascii_case("base64") {
            return Self::Base64;
        }
        let Some(kind) = tag.get("type") else { return Self::Unsaid };
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match kind.as_str() {
            "text" | "text/plain" | "plain" => Self::Text,
            "html" | "text/html" => Self::Html,
            "" | "xhtml" | "application/xhtml+xml" => Self::Unsaid,
            _ if kind.starts_with("text/") || kind.ends_with("xml") => Self::Unsaid,
            _ if kind.contains('/') => Self::Base64,
            _ => Self::Unsaid,
        }
    }
}

/// The content as words: titles, names.
pub(super) fn words(inner: &Inner<'_>, kind: Kind, is_atom: bool) -> String {
    if inner.has_markup {
        return markup::words(&own_references(inner));
    }
    let text = inner.text();
    match kind {
        Kind::Html => markup::words(&text),
        Kind::Base64 => from_base64(&text).map_or_else(|| text.into_owned(), |t| markup::words(&t)),
        // Atom says what nothing means: text. What was escaped twice is still better read than shown.
        Kind::Unsaid if !(is_atom && text.contains('<')) && markup::is_html_throughout(&text) => {
            markup::words(&text)
        }
        Kind::Text | Kind::Unsaid => text.into_owned(),
    }
}

/// The content as HTML; `None` where there is nothing in it.
pub(super) fn html(inner: &Inner<'_>, kind: Kind) -> Option<String> {
    let html = if inner.has_markup {
        let html = markup::from_xml(&own_references(inner));
        let inside = markup::without_wrapper(&html);
        if inside.len() == html.len() { html } else { inside.to_owned() }
    } else {
        let text = inner.text();
        match kind {
            Kind::Base64 => from_base64(&text).unwrap_or_default(),
            Kind::Html => text.into_owned(),
            Kind::Unsaid if markup::is_html(&text) => text.into_owned(),
            // What is longer is cut, and escaping makes it five times as long.
            Kind::Text | Kind::Unsaid => markup::escape(head(&text, TEXT_BYTES)).into_owned(),
        }
    };
    Some(cut(html)).filter(|html| !html.is_empty())
}

fn own_references<'a>(inner: &Inner<'a>) -> Cow<'a, str> {
    inner.entities.iter().fold(Cow::Borrowed(inner.raw), |raw, (name, value)| {
        if raw.contains(name.as_str()) { Cow::Owned(raw.replace(name, value)) } else { raw }
    })
}

/// The beginning of a text that is too long.
pub(super) fn cut(mut text: String) -> String {
    text.truncate(head(&text, TEXT_BYTES).len());
    text
}

/// The first bytes of a text, as many as end between two characters.
pub(super) fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// The text that Base64 stands for; `None` where it is none.
fn from_base64(encoded: &str) -> Option<String> {
    let digit = |b: u8| {
        Some(match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        })
    };
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for b in encoded.bytes().filter(|b| !b.is_ascii_whitespace()).take_while(|b| *b != b'=') {
        bits = (bits << 6) | u32::from(digit(b)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(raw: &str) -> Inner<'_> {
        Inner {
            raw,
            has_markup: raw.contains("</") && !raw.contains("CDATA"),
            has_verbatim: raw.contains("CDATA"),
            entities: &[],
        }
    }

    #[track_caller]
    fn check(raw: &str, kind: Kind, title: &str, text: Option<&str>) {
        let inner = inner(raw);
        assert_eq!(words(&inner, kind, false), title, "words of {raw:?}");
        assert_eq!(html(&inner, kind).as_deref(), text, "HTML of {raw:?}");
    }

    #[test]
    fn what_is_there_decides_then_what_is_said() {
        check("a &lt;b&gt;c&lt;/b&gt;", Kind::Unsaid, "a c", Some("a <b>c</b>"));
        check("a &lt;b&gt; c", Kind::Unsaid, "a <b> c", Some("a &lt;b&gt; c"));
        check("a &lt;b&gt;c&lt;/b&gt;", Kind::Text, "a <b>c</b>", Some("a &lt;b&gt;c&lt;/b&gt;"));
        check(" <![CDATA[AT&amp;T]]> ", Kind::Unsaid, "AT&T", Some("AT&amp;T"));
        check("a <![CDATA[<]]> b", Kind::Unsaid, "a < b", Some("a &lt; b"));
        check("<div>a <b>c</b></div>", Kind::Text, " a c ", Some("a <b>c</b>"));
        check("PGI+w6k8L2I+", Kind::Base64, "é", Some("<b>é</b>"));
        check("", Kind::Unsaid, "", None);
    }
}
