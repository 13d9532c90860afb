//! Pieces of HTML: whether a text is some, its words alone, and how other things become HTML.
//!
//! What a page of HTML means to a reader is the business of `extract`; here it is titles and single texts.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};

use super::token::{Tag, Token, Tokens};
use crate::text::entity;

/// Elements that show that a text is HTML, in order.
#[rustfmt::skip]
const ELEMENTS: [&str; 106] = [
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "big",
    "blockquote", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
    "colgroup", "command", "datagrid", "datalist", "dd", "del", "details", "dfn", "dialog", "dir",
    "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "input", "ins",
    "kbd", "label", "legend", "li", "m", "main", "map", "mark", "menu", "meter", "nav",
    "noscript", "object", "ol", "optgroup", "option", "output", "p", "picture", "pre", "progress",
    "q", "s", "samp", "script", "section", "select", "small", "source", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "textarea",
    "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr", "xmp",
];

/// Elements without content: only these may end in `/>` in HTML.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that part nothing: what stands beside them runs on.
const INLINE: [&str; 33] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "q", "s", "samp", "script", "small", "span", "strike", "strong",
    "style", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

fn is_one_of(list: &[&str], name: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text is HTML: it holds an end tag, a void element or a character reference that HTML knows.
pub(super) fn is_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
        let found = rest.get(at..).unwrap_or_default();
        let shows = if found.starts_with('&') { is_reference(found) } else { is_tag(found) };
        if shows == Some(true) {
            return true;
        }
        rest = found.get(1..).unwrap_or_default();
    }
    false
}

/// The same for a title, where a single foreign tag shows that tags are spoken of: "Using <T> and </T>".
pub(super) fn is_html_throughout(text: &str) -> bool {
    let tags = || memchr_iter(b'<', text.as_bytes()).filter_map(|at| is_tag(text.get(at..)?));
    let mut references =
        memchr_iter(b'&', text.as_bytes()).filter_map(|at| is_reference(text.get(at..)?));
    let is_foreign = memchr_iter(b'<', text.as_bytes())
        .filter_map(|at| tag_name(text.get(at..)?))
        .any(|name| !is_one_of(&ELEMENTS, name));
    !is_foreign && (tags().any(|shows| shows) || references.any(|shows| shows))
}

/// The name of the tag that a text begins with.
fn tag_name(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let len = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..len).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether the tag that a text begins with shows that it is HTML; `None` where it begins with none.
fn is_tag(text: &str) -> Option<bool> {
    let name = tag_name(text)?;
    let ends = text.starts_with("</") || is_one_of(&VOID, name);
    // Looked for up to the next tag alone, so that many beginnings without an end cost no more than one.
    let closes = || {
        let rest = text.as_bytes().get(1..).unwrap_or_default();
        memchr2(b'<', b'>', rest).and_then(|at| rest.get(at)) == Some(&b'>')
    };
    let alone = matches!(name, "p" | "P" | "li" | "LI" | "a" | "A") && closes();
    Some((ends || alone) && is_one_of(&ELEMENTS, name))
}

/// Whether the `&` that a text begins with belongs to a reference.
fn is_reference(text: &str) -> Option<bool> {
    let end = text.bytes().take(32).position(|b| b == b';')?;
    let reference = text.get(..=end)?;
    Some(matches!(entity::decode_ended(reference), Cow::Owned(decoded) if decoded != reference))
}

/// The words of a piece of HTML, in one line. Scripts and styles are none.
pub(super) fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => out.push_str(&entity::decode(text)),
            Token::Verbatim(text) => out.push_str(text),
            Token::Open(tag) if !tag.is_empty && is_one_of(&["script", "style"], tag.name) => {
                tokens.skip_raw(tag.name);
            }
            Token::Open(Tag { name, .. }) | Token::Close(name) if !is_one_of(&INLINE, name) => {
                out.push(' ');
            }
            _ => {}
        }
    }
    out
}

/// Plain words as HTML.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push_escaped(&mut out, text);
    Cow::Owned(out)
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
}

/// Plain words as HTML, with their lines.
pub(super) fn escape_lines(text: &str) -> String {
    escape(text.trim()).replace('\n', "<br>\n")
}

/// Elements of XML as HTML: prefixes go, and what is empty but may not be gets an end tag.
pub(super) fn from_xml(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for token in Tokens::new(raw) {
        match token {
            Token::Text(text) => push_text(&mut out, text),
            Token::Verbatim(text) => push_escaped(&mut out, text),
            Token::Open(tag) => push_tag(&mut out, &tag),
            Token::Close(name) => {
                out.push_str("</");
                out.push_str(local(name));
                out.push('>');
            }
            Token::Doctype(_) => {}
        }
    }
    out
}

/// Text with its references; a `<` in it begins no tag.
fn push_text(out: &mut String, text: &str) {
    match text.strip_prefix('<') {
        Some(rest) => {
            out.push_str("&lt;");
            out.push_str(rest);
        }
        None => out.push_str(text),
    }
}

fn push_tag(out: &mut String, tag: &Tag<'_>) {
    let name = local(tag.name);
    out.push('<');
    out.push_str(name);
    for (attribute, value) in tag.attributes().filter(|(name, _)| !name.starts_with("xmlns")) {
        out.push(' ');
        out.push_str(attribute);
        out.push_str("=\"");
        out.push_str(&value.replace('"', "&quot;"));
        out.push('"');
    }
    out.push('>');
    if tag.is_empty && !is_one_of(&VOID, name) {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The inside of a `<div>` that holds all there is, as Atom wraps XHTML.
pub(super) fn without_wrapper(html: &str) -> &str {
    let html = html.trim();
    let inside = || {
        let head_len =
            html.strip_prefix("<div").filter(|r| r.starts_with(['>', ' ']))?.find('>')?;
        html.get("<div>".len() + head_len..)?.strip_suffix("</div>")
    };
    // A second `<div>` at the same level would lose its own end.
    match inside() {
        Some(inside) if is_balanced(inside) => inside.trim(),
        _ => html,
    }
}

fn is_balanced(html: &str) -> bool {
    let mut depth = 0_i64;
    for token in Tokens::new(html) {
        match token {
            Token::Open(tag) if tag.name == "div" => depth += 1,
            Token::Close("div") => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text() {
        for html in ["a <b>c</b>", "one<br>two", "one<br/>two", "AT&amp;T", "&#8217;s", "<p>x"] {
            assert!(is_html(html) && is_html_throughout(html), "{html}");
        }
        for text in ["AT&T", "5 < 6 and 7 > 2", "a <b> c", "x & y;", "&nosuch;", "<3"] {
            assert!(!is_html(text) && !is_html_throughout(text), "{text}");
        }
        assert!(!is_html_throughout("Using <T> and &amp;</T>"));
        assert!(is_html("<custom-x>y</custom-x><p>z</p>"));
    }

    #[test]
    fn words_are_taken_out_of_tags() {
        assert_eq!(words("a<b>b</b>c&amp;d<br>e"), "abc&d e");
        assert_eq!(words("x<script>alert('</b>')</script>y"), "xy");
        assert_eq!(words("5 < 6"), "5 < 6");
    }

    #[test]
    fn xml_becomes_html() {
        let raw = "<h:p xmlns:h='x' class='a \"b\"'>5 &lt; 6<h:br/><h:i/><![CDATA[<q>]]></h:p>";
        let html = "<p class=\"a &quot;b&quot;\">5 &lt; 6<br><i></i>&lt;q&gt;</p>";
        assert_eq!(from_xml(raw), html);
        assert_eq!(without_wrapper(" <div><p>x</p></div> "), "<p>x</p>");
        let two = "<div>a</div><div>b</div>";
        assert_eq!(without_wrapper(two), two);
        assert_eq!(escape_lines("a < b\nc"), "a &lt; b<br>\nc");
    }
}
