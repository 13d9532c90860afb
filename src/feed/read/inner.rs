//! The content of a field: from its start tag to its end tag, or to where it must have ended.

use super::Reader;
use crate::feed::element::{Element, Field, meaning};
use crate::feed::limits::TEXT_BYTES;
use crate::feed::space::Space;
use crate::feed::token::{Tag, Token};
use crate::feed::value::{self, Inner};

impl<'a> Reader<'a> {
    /// Takes the content of a field, up to its end tag or to where it must have ended.
    pub(super) fn inner(&mut self, tag: &Tag<'a>, field: Field) -> Inner<'a> {
        let mut inner = Inner { entities: self.entities, ..Inner::default() };
        if tag.is_empty {
            return inner;
        }
        let start = self.tokens.at();
        let mut nested = 0_usize;
        let end = loop {
            let before = self.tokens.at();
            match self.tokens.next() {
                None => {
                    self.ends.is_in_field = true;
                    break before;
                }
                Some(Token::Doctype(_)) => break before,
                Some(Token::Text(_)) => {}
                Some(Token::Verbatim(_)) => inner.has_verbatim = true,
                Some(Token::Close(name)) if name.eq_ignore_ascii_case(tag.name) => {
                    if nested == 0 {
                        break before;
                    }
                    nested -= 1;
                }
                Some(Token::Close(name)) if self.is_outer(name) => {
                    self.tokens.rewind(before);
                    break before;
                }
                Some(Token::Open(other)) if self.ends_field(field, &other) => {
                    self.tokens.rewind(before);
                    break before;
                }
                Some(Token::Open(other)) => {
                    nested += usize::from(other.name == tag.name && !other.is_empty);
                    inner.has_markup = true;
                }
                Some(Token::Close(_)) => inner.has_markup = true,
            }
        };
        // What is longer will be cut anyway, when its references are resolved.
        inner.raw = value::head(self.tokens.slice(start, end), 3 * TEXT_BYTES);
        inner
    }

    /// Whether an end tag ends what a field stands in.
    fn is_outer(&self, name: &str) -> bool {
        let (space, local) = self.spaces.split(name);
        let meaning = meaning(space, local);
        matches!(meaning, Element::Item | Element::Channel | Element::Root)
            && self.stack.closes(name) > 0
    }

    /// Whether a start tag shows that the end tag of a field is missing.
    fn ends_field(&self, field: Field, tag: &Tag<'a>) -> bool {
        let (space, local) = self.spaces.split(tag.name);
        match meaning(space, local) {
            Element::Item => !matches!(field, Field::Content(_) | Field::Passed),
            // What XHTML calls by such names stands in texts.
            Element::Field(_) => space != Space::Xhtml && !field.holds_elements(),
            _ => false,
        }
    }
}
