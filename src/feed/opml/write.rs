//! A list to the OPML that every program reads.

use super::{Element, Opml, Outline, is_legal, written_name};

/// Writes a list, version 2.0.
pub fn write(opml: &Opml) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"");
    push_attributes(&mut out, &opml.attributes);
    out.push_str(">\n  <head>\n");
    opml.head.iter().for_each(|element| push_element(&mut out, element, 2));
    out.push_str("  </head>\n  <body>\n");
    opml.outlines.iter().for_each(|outline| push_outline(&mut out, outline, 2));
    opml.other.iter().for_each(|element| push_element(&mut out, element, 2));
    out.push_str("  </body>\n</opml>\n");
    out
}

fn push_outline(out: &mut String, outline: &Outline, depth: usize) {
    indent(out, depth);
    out.push_str("<outline");
    push_attributes(out, &outline.attributes);
    if outline.children.is_empty() && outline.other.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    outline.children.iter().for_each(|child| push_outline(out, child, depth + 1));
    outline.other.iter().for_each(|element| push_element(out, element, depth + 1));
    indent(out, depth);
    out.push_str("</outline>\n");
}

/// An element with its text before its children. Only one without children keeps its white space as it was.
fn push_element(out: &mut String, element: &Element, depth: usize) {
    let Some(name) = written_name(&element.name) else { return };
    indent(out, depth);
    out.push('<');
    out.push_str(name);
    push_attributes(out, &element.attributes);
    out.push('>');
    if element.children.is_empty() {
        push_escaped(out, &element.text);
    } else {
        push_escaped(out, element.text.trim());
        out.push('\n');
        element.children.iter().for_each(|child| push_element(out, child, depth + 1));
        indent(out, depth);
    }
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Attributes, each once: what stands twice would not be well-formed.
fn push_attributes(out: &mut String, attributes: &[(String, String)]) {
    for (at, (name, value)) in attributes.iter().enumerate() {
        let is_known = attributes.iter().take(at).any(|(known, _)| known == name);
        let Some(name) = written_name(name).filter(|_| !is_known) else { continue };
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_escaped(out, value);
        out.push('"');
    }
}

/// Words for text and attributes alike. Line breaks stay, as references; what XML cannot hold goes.
fn push_escaped(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            _ if is_legal(c) => out.push(c),
            _ => {}
        }
    }
}
