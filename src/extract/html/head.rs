//! Hears what a page says of itself while its tokens go by.

use super::meta::{Meta, Raw};
use super::name::Name;
use super::token::{Tag, Token};
use crate::text::Link;

/// What is known of a page besides its text.
#[derive(Debug, Default)]
pub(in crate::extract) struct Head {
    pub(in crate::extract) meta: Meta,
    /// What relative addresses are relative to.
    pub(in crate::extract) base: Option<Link>,
    /// It is a page and not a piece of one.
    pub(in crate::extract) is_whole: bool,
    raw: Option<Raw>,
}

impl Head {
    pub(in crate::extract) fn new(base: Option<&Link>) -> Self {
        Self { base: base.cloned(), ..Self::default() }
    }

    /// Takes a token in.
    pub(in crate::extract) fn hear(&mut self, token: &Token<'_>) {
        match token {
            Token::Open(tag) => self.open(tag),
            Token::Close(_) => self.raw = None,
            Token::Text(text) => {
                if let Some(raw) = self.raw.take() {
                    self.meta.read_raw(raw, text);
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        self.raw = tag.name.is_raw().then(|| Raw::of(tag));
        self.is_whole |= matches!(tag.name, Name::Html | Name::Head | Name::Body);
        self.meta.read_tag(tag, &mut self.base);
    }
}
