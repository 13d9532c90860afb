//! Bytes to a list, however broken.

use super::{Element, Opml, Outline, is_legal, written_name};
use crate::feed::limits::{OPML_DEPTH, OPML_PARTS};
use crate::feed::token::{Tag, Token, Tokens};
use crate::feed::{FeedError, Hint, decoded};
use crate::news::Problem;
use crate::text::entity;

/// Reads a list.
///
/// Never panics and takes time in proportion to the length. Folders deeper than 32 are taken up by the one above them.
pub fn parse(bytes: &[u8]) -> Result<Opml, FeedError> {
    let mut problems = Vec::new();
    let text = decoded(bytes, &Hint::default(), &mut problems)?.text;
    let mut reader = Reader::default();
    for token in Tokens::new(&text) {
        if reader.count > OPML_PARTS {
            reader.is_too_long = true;
            problems.push(Problem::new("the end of the list was left out: it is too long"));
            break;
        }
        match token {
            Token::Open(tag) => reader.open(tag.name, attributes(&tag), tag.is_empty),
            Token::Close(name) => reader.close(name),
            Token::Text(words) => reader.text(&entity::decode_ended(words)),
            Token::Verbatim(words) => reader.text(words),
            Token::Doctype(_) => {}
        }
    }
    reader.finish(problems)
}

/// What XML can hold of a text.
fn legal(text: &str) -> String {
    text.chars().filter(|c| is_legal(*c)).collect()
}

fn attributes(tag: &Tag<'_>) -> Vec<(String, String)> {
    let owned =
        |(name, value): (&str, &str)| (name.to_owned(), legal(&entity::decode_ended(value)));
    // What XML cannot name cannot be written again.
    tag.attributes().filter(|(name, _)| written_name(name).is_some()).map(owned).collect()
}

/// What is being read: the elements that are open, from the root on.
#[derive(Default)]
struct Reader {
    opml: Opml,
    has_root: bool,
    open: Vec<Open>,
    /// How many elements too deep are open: they count as siblings.
    too_deep: usize,
    was_too_deep: bool,
    is_too_long: bool,
    /// Whether the root was closed: what stands behind it is no part of the list.
    has_ended: bool,
    count: usize,
}

/// An element that is open.
enum Open {
    Root,
    Head,
    Body,
    Outline(Outline),
    Element(Element),
}

impl Open {
    fn is_content(&self) -> bool {
        matches!(self, Self::Outline(_) | Self::Element(_))
    }

    fn is(&self, name: &str) -> bool {
        let own = match self {
            Self::Root => "opml",
            Self::Head => "head",
            Self::Body => "body",
            Self::Outline(_) => "outline",
            Self::Element(element) => &element.name,
        };
        own.eq_ignore_ascii_case(name)
    }
}

impl Reader {
    fn open(&mut self, name: &str, attributes: Vec<(String, String)>, is_empty: bool) {
        self.count += 1 + attributes.len();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("opml") && !self.has_root {
            // What stands before the root and was never closed, a broken declaration for one, holds nothing of the list.
            self.close_all();
        }
        let is_inside = self.open.iter().any(|open| matches!(open, Open::Element(_)));
        let opened = if is("opml") && !self.has_root {
            self.has_root = true;
            self.opml.attributes =
                attributes.into_iter().filter(|(name, _)| name != "version").collect();
            Open::Root
        } else if is("head") && !is_inside {
            Open::Head
        } else if is("body") && !is_inside {
            Open::Body
        } else if is("outline") && !is_inside {
            Open::Outline(Outline { attributes, ..Outline::default() })
        } else {
            Open::Element(Element { name: name.to_owned(), attributes, ..Element::default() })
        };
        // What is written stands in a body, whether it was read from one or not: that must not make it deeper.
        let depth = self.open.iter().filter(|open| open.is_content()).count();
        let is_deep = depth >= OPML_DEPTH || self.open.len() >= 2 * OPML_DEPTH;
        if is_empty || is_deep {
            self.was_too_deep |= is_deep && !is_empty;
            self.too_deep += usize::from(!is_empty);
            self.put(opened);
        } else {
            self.open.push(opened);
        }
    }

    fn close(&mut self, name: &str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.is(name)) else { return };
        self.has_ended |= matches!(self.open.get(at), Some(Open::Root));
        while self.open.len() > at {
            self.close_one();
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close_one();
        }
    }

    fn close_one(&mut self) {
        if let Some(closed) = self.open.pop() {
            self.put(closed);
        }
    }

    /// Puts what has ended where it belongs.
    fn put(&mut self, mut closed: Open) {
        // What XML cannot name cannot be written again.
        if matches!(&closed, Open::Element(element) if written_name(&element.name).is_none()) {
            return;
        }
        if let Open::Element(element) = &mut closed
            && !element.children.is_empty()
        {
            // Between elements white space only shows how they lie in each other.
            element.text = element.text.trim().to_owned();
        }
        match (closed, self.open.last_mut()) {
            (Open::Outline(outline), Some(Open::Outline(folder))) => folder.children.push(outline),
            (Open::Outline(outline), _) => self.opml.outlines.push(outline),
            (Open::Element(element), Some(Open::Outline(outline))) => outline.other.push(element),
            (Open::Element(element), Some(Open::Element(parent))) => parent.children.push(element),
            (Open::Element(element), Some(Open::Head)) => self.opml.head.push(element),
            (Open::Element(element), _) => self.opml.other.push(element),
            (Open::Root | Open::Head | Open::Body, _) => {}
        }
    }

    fn text(&mut self, words: &str) {
        if let Some(Open::Element(element)) = self.open.last_mut() {
            element.text.push_str(&legal(words));
        }
    }

    fn finish(mut self, mut problems: Vec<Problem>) -> Result<Opml, FeedError> {
        let is_list = |open: &Open| matches!(open, Open::Head | Open::Body | Open::Outline(_));
        let breaks_off = !self.is_too_long && !self.has_ended && self.open.iter().any(is_list);
        self.close_all();
        if !self.has_root && self.opml.outlines.is_empty() {
            return Err(FeedError::NoOpml);
        }
        if self.was_too_deep {
            problems.push(Problem::new(format!("folders deeper than {OPML_DEPTH} were moved up")));
        }
        if breaks_off {
            problems.push(Problem::new("the list breaks off; what stood before that was read"));
        }
        self.opml.problems = problems;
        Ok(self.opml)
    }
}
