//! The elements that are open, and what those inside them inherit: place, base address, language.

use super::limits::{BASE_BYTES, DEPTH};
use super::token::Tag;
use crate::text::Link;

/// Where in a feed something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Outside any root.
    Outside,
    /// In the feed itself.
    Feed,
    /// In an item.
    Item,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    name: &'a str,
    level: Level,
    /// Whether what is in it belongs to the level itself and not to something unknown between.
    is_direct: bool,
    /// How many base addresses were in force outside.
    bases: usize,
    language: Option<&'a str>,
}

/// The elements that are open.
#[derive(Clone, Debug)]
pub(super) struct Stack<'a> {
    open: Vec<Open<'a>>,
    bases: Vec<Link>,
    /// How many of them came from outside the document.
    given: usize,
    /// Bytes of base addresses that may still be joined with others: each costs its whole length.
    bytes_left: usize,
}

/// An end tag is matched with one of so many innermost elements.
const REACH: usize = 32;
/// A feed has no use for more bytes of base addresses, each counted as often as it is used.
const BYTES: usize = 64 << 20;

impl<'a> Stack<'a> {
    pub(super) fn new(base: Option<&Link>) -> Self {
        let bases: Vec<Link> = base.into_iter().cloned().collect();
        Self { open: Vec::new(), given: bases.len(), bases, bytes_left: BYTES }
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.open.len() >= DEPTH
    }

    pub(super) fn level(&self) -> Level {
        self.open.last().map_or(Level::Outside, |open| open.level)
    }

    pub(super) fn is_direct(&self) -> bool {
        self.open.last().is_none_or(|open| open.is_direct)
    }

    /// The language in force, as written.
    pub(super) fn language(&self) -> Option<&'a str> {
        self.open.last().and_then(|open| open.language)
    }

    /// The base address in force.
    pub(super) fn base(&self) -> Option<&Link> {
        self.bases.last()
    }

    /// Opens an element. `level` is `None` for one that is not known.
    pub(super) fn push(&mut self, tag: &Tag<'a>, level: Option<Level>) {
        let bases = self.bases.len();
        if let Some(base) = self.base_in(tag) {
            self.bases.push(base);
        }
        let open = Open {
            name: tag.name,
            level: level.unwrap_or(self.level()),
            is_direct: level.is_some(),
            bases,
            language: language_of(tag).or(self.language()).filter(|l| !l.trim().is_empty()),
        };
        self.open.push(open);
    }

    /// Opens a wrapper, whose parts count as those of what is around it.
    pub(super) fn push_wrapper(&mut self, tag: &Tag<'a>) {
        let level = Some(self.level()).filter(|_| self.is_direct());
        self.push(tag, level);
    }

    /// The base address in force inside a tag that is not opened.
    pub(super) fn base_inside(&mut self, tag: &Tag<'a>) -> Option<Link> {
        let base = self.base_in(tag).or_else(|| self.base().cloned())?;
        self.bytes_left = self.bytes_left.checked_sub(base.as_str().len())?;
        Some(base)
    }

    /// The same, where the document itself says it: where it was found is no part of that.
    pub(super) fn said_base(&mut self, tag: &Tag<'a>) -> Option<Link> {
        let is_said = self.bases.len() > self.given;
        self.base_in(tag).or_else(|| self.base().filter(|_| is_said).cloned())
    }

    fn base_in(&mut self, tag: &Tag<'a>) -> Option<Link> {
        if !tag.attributes.contains("base") {
            return None;
        }
        let raw = tag.get("xml:base").filter(|raw| raw.len() <= BASE_BYTES)?;
        let len = raw.len() + self.base().map_or(0, |base| base.as_str().len());
        self.bytes_left = self.bytes_left.checked_sub(len)?;
        let base = super::draft::link(&raw, self.base())?;
        (base.as_str().len() <= BASE_BYTES).then_some(base)
    }

    /// How many elements an end tag closes; none where none of that name is open.
    pub(super) fn closes(&self, name: &str) -> usize {
        let at = self.open.iter().rev().take(REACH).position(|o| o.name.eq_ignore_ascii_case(name));
        at.map_or(0, |at| at + 1)
    }

    /// How many elements must be closed to leave the item.
    pub(super) fn to_leave_item(&self) -> usize {
        self.open.iter().rev().take_while(|open| open.level == Level::Item).count()
    }

    pub(super) fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.bases.truncate(open.bases);
        }
    }
}

/// `xml:lang` as written; blank where it ends what was said outside.
pub(super) fn language_of<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    if !tag.attributes.contains("lang") {
        return None;
    }
    tag.attributes().find(|(name, _)| name.eq_ignore_ascii_case("xml:lang")).map(|(_, value)| value)
}
