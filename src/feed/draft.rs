//! What has been found of an item so far, and how it becomes one.
//!
//! Feeds say the same thing in several elements. Each finding has a rank; the greatest is kept, and of equals the first,
//! dates aside.

use super::limits::{FELLOWS, ID_BYTES, TAG_BYTES, TAGS, TEXT_BYTES};
use super::{Enclosure, Feed, ITEMS, Item, person};
use crate::news::{Moment, Problem};
use crate::text::{Link, LinkError, Prose};

/// A place for a finding.
#[derive(Clone, Debug)]
pub(super) struct Slot<T> {
    value: Option<T>,
    rank: u8,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: None, rank: 0 }
    }
}

impl<T> Slot<T> {
    /// Whether a finding of that rank would be kept.
    pub(super) fn wants(&self, rank: u8) -> bool {
        self.value.is_none() || rank > self.rank
    }

    pub(super) fn offer(&mut self, rank: u8, value: Option<T>) {
        if self.wants(rank) && value.is_some() {
            (self.value, self.rank) = (value, rank);
        }
    }

    /// The same for dates: of equals the last one counts, as in most readers.
    pub(super) fn renew(&mut self, rank: u8, value: Option<T>) {
        if (self.value.is_none() || rank >= self.rank) && value.is_some() {
            (self.value, self.rank) = (value, rank);
        }
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    pub(super) fn take(&mut self) -> Option<T> {
        self.value.take()
    }
}

/// An address that may wait for the site to be known.
#[derive(Clone, Debug)]
pub(super) enum Address {
    Whole(Link),
    Relative(String),
}

impl Address {
    /// Reads an address; `None` where it can be none.
    pub(super) fn read(raw: &str, base: Option<&Link>) -> Option<Self> {
        if let Some(link) = link(raw, base) {
            return Some(Self::Whole(link));
        }
        let is_relative = base.is_none()
            && link_text(raw).is_some_and(|text| {
                matches!(Link::parse(&text), Err(LinkError::Scheme)) && !text.contains(':')
            });
        (is_relative && raw.len() <= Link::MAX_BYTES).then(|| Self::Relative(raw.to_owned()))
    }

    pub(super) fn whole(&self) -> Option<&Link> {
        match self {
            Self::Whole(link) => Some(link),
            Self::Relative(_) => None,
        }
    }

    pub(super) fn finish(self, site: Option<&Link>) -> Option<Link> {
        match self {
            Self::Whole(link) => Some(link),
            Self::Relative(raw) => link(&raw, Some(site?)),
        }
    }
}

/// Reads an address as feeds write them: with spaces in them and line breaks around them.
pub(super) fn link(raw: &str, base: Option<&Link>) -> Option<Link> {
    let text = link_text(raw)?;
    match base {
        Some(base) => base.join(&text).ok(),
        None => Link::parse(&text).ok(),
    }
}

fn link_text(raw: &str) -> Option<String> {
    let raw = raw.trim();
    if raw.is_empty() || raw.len() > Link::MAX_BYTES {
        return None;
    }
    Some(raw.replace(['\n', '\r', '\t'], "").replace(' ', "%20"))
}

/// An item that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct ItemDraft {
    pub(super) id: Slot<String>,
    pub(super) title: Slot<Prose>,
    pub(super) link: Slot<Address>,
    pub(super) authors: Vec<Prose>,
    /// Authors of less weight: of the podcast, of the source.
    pub(super) other_authors: Vec<Prose>,
    pub(super) published: Slot<Moment>,
    pub(super) updated: Slot<Moment>,
    pub(super) language: Option<Prose>,
    pub(super) summary: Slot<String>,
    pub(super) content: Slot<String>,
    pub(super) base: Option<Link>,
    pub(super) enclosures: Vec<Enclosure>,
    pub(super) image: Slot<Link>,
    pub(super) tags: Vec<Prose>,
    pub(super) keywords: Vec<Prose>,
    pub(super) source: Option<Prose>,
    pub(super) comments: Option<Link>,
}

/// Adds to a list what is not in it yet, up to a number.
pub(super) fn add<T: PartialEq>(list: &mut Vec<T>, most: usize, new: Option<T>) {
    if let Some(new) = new
        && list.len() < most
        && !list.contains(&new)
    {
        list.push(new);
    }
}

/// Adds a tag.
pub(super) fn add_tag(tags: &mut Vec<Prose>, raw: &str) {
    let tag = Prose::line(raw).cut(TAG_BYTES);
    add(tags, TAGS, Some(tag).filter(|tag| !tag.is_empty()));
}

/// Adds an author.
pub(super) fn add_author(authors: &mut Vec<Prose>, raw: &str) {
    add(authors, FELLOWS, person::name(raw));
}

impl ItemDraft {
    pub(super) fn add_enclosure(&mut self, enclosure: Option<Enclosure>) {
        let is_known = |new: &Enclosure| self.enclosures.iter().any(|old| old.url == new.url);
        let new = enclosure.filter(|new| !is_known(new));
        add(&mut self.enclosures, FELLOWS, new);
    }

    fn finish(mut self) -> Waiting {
        let authors = if self.authors.is_empty() { self.other_authors } else { self.authors };
        let tags = if self.tags.is_empty() { self.keywords } else { self.tags };
        let link = self.link.take();
        let item = Item {
            id: self.id.take().map(bounded),
            key: String::new(),
            link: None,
            title: self.title.take(),
            authors: names_before_addresses(authors),
            published: self.published.take(),
            updated: self.updated.take(),
            language: self.language,
            summary_html: self.summary.take(),
            content_html: self.content.take(),
            base: self.base,
            enclosures: self.enclosures,
            image: self.image.take(),
            tags,
            source: self.source,
            comments: self.comments,
        };
        Waiting { item, link }
    }
}

/// Addresses for mail are left out where there are names.
fn names_before_addresses(mut authors: Vec<Prose>) -> Vec<Prose> {
    if authors.iter().any(|author| !person::is_address(author)) {
        authors.retain(|author| !person::is_address(author));
    }
    authors
}

/// An item whose address waits for the end of the feed.
#[derive(Clone, Debug)]
struct Waiting {
    item: Item,
    link: Option<Address>,
}

/// The items of a feed, as far as they are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    kept: Vec<Waiting>,
    dropped: usize,
}

impl Items {
    pub(super) fn push(&mut self, draft: ItemDraft) {
        self.kept.push(draft.finish());
        // Now and then, so that the time stays in proportion and the memory bounded.
        if self.kept.len() >= 2 * ITEMS {
            self.prune();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Gives the authors of the feed to items without their own.
    pub(super) fn inherit_authors(&mut self, authors: &[Prose]) {
        let authors = authors.get(..authors.len().min(8)).unwrap_or_default();
        for waiting in self.kept.iter_mut().filter(|waiting| waiting.item.authors.is_empty()) {
            waiting.item.authors = names_before_addresses(authors.to_vec());
        }
    }

    /// Whether an item is there that nothing but a feed would hold.
    pub(super) fn tells(&self) -> bool {
        self.kept.iter().any(|waiting| waiting.item.title.is_some() && waiting.link.is_some())
    }

    /// Keeps the newest; those without a date are the oldest, and the first of a feed are newer than the last.
    fn prune(&mut self) {
        if self.kept.len() <= ITEMS {
            return;
        }
        let mut order: Vec<usize> = (0..self.kept.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.kept.get(*at).and_then(|w| w.item.date())));
        let mut is_kept = vec![false; order.len()];
        for at in order.into_iter().take(ITEMS) {
            if let Some(kept) = is_kept.get_mut(at) {
                *kept = true;
            }
        }
        let before = self.kept.len();
        let mut is_kept = is_kept.into_iter();
        self.kept.retain(|_| is_kept.next().unwrap_or(false));
        self.dropped += before - self.kept.len();
    }

    /// Hands the items over to their feed.
    pub(super) fn finish(mut self, feed: &mut Feed, base: Option<&Link>) {
        self.prune();
        if self.dropped > 0 {
            feed.problems.push(Problem::loss(format!(
                "{} older items were left out; the newest {ITEMS} are kept",
                self.dropped
            )));
        }
        let site = feed.site.clone().or_else(|| feed.link.clone());
        let ground = site.as_ref().or(base);
        let finish = |waiting: Waiting| {
            let mut item = waiting.item;
            item.link = waiting.link.and_then(|address| address.finish(ground));
            item.base = item.base.or_else(|| ground.cloned());
            item
        };
        feed.items = self.kept.into_iter().map(finish).collect();
        let is_cut =
            |html: &Option<String>| html.as_ref().is_some_and(|h| h.len() + 4 > TEXT_BYTES);
        if feed.items.iter().any(|item| is_cut(&item.content_html) || is_cut(&item.summary_html)) {
            feed.problems
                .push(Problem::loss(format!("a text was cut after {} MiB", TEXT_BYTES >> 20)));
        }
        super::key::name_all(feed);
    }
}

/// An identifier, or its hash where it is very long.
fn bounded(id: String) -> String {
    if id.len() <= ID_BYTES { id } else { format!("hash:{}", super::key::hash([id.as_str()])) }
}
