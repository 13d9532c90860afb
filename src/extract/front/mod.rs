//! The head of an article in a page: title, authors, day.
//!
//! Pages tell these several times, to machines and to readers, and not always the same. Each file here weighs the
//! sources of one thing; where nothing is found nothing is made up.

mod author;
mod byline_words;
mod dating;
mod title;

use super::draft::Draft;
use super::html::{Head, Tree};
use super::readable::Choice;
use crate::text::Link;

/// Where in a page things stand.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree<'a>,
    /// The first and the last node of the article.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree<'a>, choice: &Choice) -> Self {
        let start = choice.tops.first().copied().unwrap_or(1);
        let end = choice.tops.last().map_or(tree.nodes.len(), |top| tree.end(*top));
        Self { tree, start, end }
    }
}

/// A draft without a text.
pub(super) fn draft(tree: &Tree<'_>, choice: &Choice, head: Head, base: Option<&Link>) -> Draft {
    let page = Page::new(tree, choice);
    let meta = head.meta;
    let link = meta.link.clone().or_else(|| base.cloned()).map(|link| link.without_trackers());
    let (title, at) = title::find(&page, &meta);
    let published = dating::find(&page, &meta, at, link.as_ref(), base);
    let site = meta.site.clone().or_else(|| meta.linked.site.clone());
    let authors = author::find(&page, &meta, at, site.as_ref());
    Draft {
        outlet: site,
        title: title.unwrap_or_default(),
        link,
        authors,
        published,
        updated: meta.linked.updated.or(meta.updated),
        language: meta.language.or(meta.linked.language),
        tags: meta.tags,
        summary: meta.summary,
        is_article: meta.is_article,
        ..Draft::default()
    }
}
