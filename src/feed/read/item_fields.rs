//! Where the fields of an item go.

use std::borrow::Cow;

use super::Reader;
use crate::feed::date;
use crate::feed::draft::{Address, ItemDraft, add_author, add_tag, link};
use crate::feed::element::Field;
use crate::feed::limits::TITLE_BYTES;
use crate::feed::space::Space;
use crate::feed::stack::language_of;
use crate::feed::token::{Tag, Token, Tokens};
use crate::feed::value::{self, Inner, Kind};
use crate::feed::{Enclosure, markup};
use crate::text::{Link, Prose, language};

impl<'a> Reader<'a> {
    /// What the tag of an item itself tells.
    pub(super) fn begin_item(&mut self, tag: &Tag<'a>, item: &mut ItemDraft) {
        item.language = language_of(tag).and_then(language);
        if tag.attributes.is_empty() {
            return;
        }
        let base = self.stack.base().cloned();
        let about = tag.attributes().find(|(name, _)| *name == "about" || name.ends_with(":about"));
        if let Some((_, about)) = about {
            item.id.offer(1, Some(about.trim().to_owned()).filter(|id| !id.is_empty()));
            item.link.offer(
                1,
                Address::read(about, base.as_ref()).filter(|address| address.whole().is_some()),
            );
        }
        if let Some(href) = tag.get("href") {
            item.link.offer(2, Address::read(&href, base.as_ref()));
        }
        item.updated.offer(1, tag.get("lastmod").and_then(|raw| date::parse(&raw)));
    }

    /// Puts a field of an item where it belongs.
    pub(super) fn item_field(
        &mut self,
        field: Field,
        space: Space,
        direct: u8,
        tag: &Tag<'a>,
        inner: &Inner<'a>,
    ) {
        let is_atom = space == Space::Atom || self.is_atom();
        let Some(item) = &mut self.item else { return };
        let said = item.language.as_ref().or(self.found.language.get());
        let moment = || date::parse_in(&inner.text(), said.map(Prose::as_str));
        match field {
            Field::Title(rank) => {
                if item.title.wants(rank + direct) {
                    item.title.offer(rank + direct, title(inner, Kind::of(tag), is_atom));
                }
            }
            Field::Link => self.item_link(direct, tag, inner),
            Field::Id => self.item_id(direct, tag, inner),
            Field::Summary(rank) => self.item_summary(rank + direct, tag, inner),
            Field::Content(rank) => self.item_content(rank + direct, tag, inner),
            Field::Caption => {
                let caption = markup::escape_lines(&inner.text());
                item.summary.offer(direct, Some(caption).filter(|c| !c.is_empty()));
            }
            Field::Published(rank) => {
                let published = moment();
                item.published.renew(rank + direct, published);
            }
            Field::Updated(rank) => {
                let updated = moment();
                item.updated.renew(rank + direct, updated);
            }
            Field::Author | Field::Editor => {
                let is_main = field == Field::Author && space != Space::Podcast;
                let authors = if is_main { &mut item.authors } else { &mut item.other_authors };
                add_author(authors, &author(inner));
            }
            Field::Category => {
                for raw in categories(tag, inner) {
                    add_tag(&mut item.tags, &raw);
                }
            }
            Field::Keywords => {
                inner.text().split(',').for_each(|raw| add_tag(&mut item.keywords, raw));
            }
            Field::Source => self.item_source(inner),
            Field::Language => {
                item.language = item.language.take().or_else(|| language(&inner.text()));
            }
            _ => self.item_address(field, direct, tag, inner),
        }
    }

    /// Fields that are addresses and nothing else.
    fn item_address(&mut self, field: Field, direct: u8, tag: &Tag<'a>, inner: &Inner<'a>) {
        let base = self.base_for(tag);
        let Some(item) = &mut self.item else { return };
        let attribute = |name: &str| tag.get(name).and_then(|raw| link(&raw, base.as_ref()));
        match field {
            Field::Enclosure => item.add_enclosure(enclosure(tag, "url", base.as_ref())),
            Field::Comments => {
                item.comments = item.comments.take().or_else(|| link(&inner.text(), base.as_ref()));
            }
            Field::Thumbnail => {
                item.image.offer(2 + direct, attribute("url").or_else(|| attribute("href")));
            }
            Field::Image => {
                let url = inner.child("url").map_or_else(|| inner.text(), |url| url.text());
                item.image.offer(direct, link(&url, base.as_ref()));
            }
            _ => {}
        }
    }

    fn item_id(&mut self, direct: u8, tag: &Tag<'a>, inner: &Inner<'a>) {
        let base = self.base_for(tag);
        let Some(item) = &mut self.item else { return };
        let id = inner.text();
        if id.is_empty() || !item.id.wants(2 + direct) {
            return;
        }
        // What is called permanent, or says nothing to the contrary, is an address if it looks like one.
        let is_address =
            tag.get("isPermaLink").is_none_or(|said| !said.eq_ignore_ascii_case("false"));
        if is_address && id.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("http")) {
            item.link.offer(2, Address::read(&id, base.as_ref()));
        }
        item.id.offer(2 + direct, Some(id.into_owned()));
    }

    fn item_link(&mut self, direct: u8, tag: &Tag<'a>, inner: &Inner<'a>) {
        let base = self.base_for(tag);
        let Some(item) = &mut self.item else { return };
        let Some(href) = tag.get("href").filter(|href| !href.is_empty()) else {
            item.link.offer(9 + direct, Address::read(&inner.text(), base.as_ref()));
            return;
        };
        let rel = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
        let rel = rel.rsplit('/').next().unwrap_or_default();
        let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
        match rel {
            "alternate" | "" | "alternative" => {
                let is_page = kind.is_empty() || kind.contains("html");
                item.link.offer(
                    if is_page { 8 } else { 7 } + direct,
                    Address::read(&href, base.as_ref()),
                );
            }
            "enclosure" => item.add_enclosure(enclosure(tag, "href", base.as_ref())),
            "replies" if kind.is_empty() || kind.contains("html") => {
                item.comments = item.comments.take().or_else(|| link(&href, base.as_ref()));
            }
            "related" => item.link.offer(2, Address::read(&href, base.as_ref())),
            "self" => item.link.offer(1, Address::read(&href, base.as_ref())),
            "icon" | "thumbnail" | "image" => item.image.offer(direct, link(&href, base.as_ref())),
            _ => {}
        }
    }

    fn item_summary(&mut self, rank: u8, tag: &Tag<'a>, inner: &Inner<'a>) {
        let Some(item) = &mut self.item else { return };
        if item.summary.wants(rank) {
            item.summary.offer(rank, value::html(inner, Kind::of(tag)));
            self.keep_base(tag);
        }
    }

    fn item_content(&mut self, rank: u8, tag: &Tag<'a>, inner: &Inner<'a>) {
        let base = self.base_for(tag);
        let Some(item) = &mut self.item else { return };
        if let Some(source) = tag.get("src").filter(|source| !source.is_empty()) {
            item.add_enclosure(enclosure(tag, "src", base.as_ref()));
            item.link.offer(3, Address::read(&source, base.as_ref()));
            return;
        }
        if item.content.wants(rank) {
            item.content.offer(rank, value::html(inner, Kind::of(tag)));
            self.keep_base(tag);
        }
    }

    /// Keeps what the addresses in a text belong to, and its language, where the document says it.
    fn keep_base(&mut self, tag: &Tag<'a>) {
        let base = self.stack.said_base(tag);
        if let Some(item) = &mut self.item {
            item.base = base.or_else(|| item.base.take());
            let said = language_of(tag).and_then(language);
            item.language = said.or_else(|| item.language.take());
        }
    }

    fn item_source(&mut self, inner: &Inner<'a>) {
        let Some(item) = &mut self.item else { return };
        let name = match inner.child_with_kind("title") {
            Some((name, kind)) => title(&name, kind, false),
            None => title(inner, Kind::Unsaid, false),
        };
        if inner.has_markup {
            for author in inner.children("author") {
                add_author(&mut item.other_authors, &self::author(&author));
            }
        }
        item.source = item.source.take().or(name);
    }

    /// `media:content`: a file with what its attributes say. Pictures stand for the item.
    pub(super) fn media_file(&mut self, tag: &Tag<'a>) {
        let base = self.base_for(tag);
        let Some(item) = &mut self.item else { return };
        let says = |name: &str| tag.get(name).unwrap_or_default().to_ascii_lowercase();
        let (kind, medium) = (says("type"), says("medium"));
        let has_ending = |endings: &[&str]| {
            let url = says("url");
            let path = url.split(['?', '#']).next().unwrap_or_default();
            endings.iter().any(|ending| path.ends_with(ending))
        };
        let is_picture = kind.starts_with("image/")
            || medium == "image"
            || (kind.is_empty()
                && has_ending(&[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"]));
        if is_picture {
            item.image.offer(1, tag.get("url").and_then(|raw| link(&raw, base.as_ref())));
        } else {
            item.add_enclosure(enclosure(tag, "url", base.as_ref()));
        }
    }
}

/// A language as its tag, however it is written.
pub(super) fn language(raw: &str) -> Option<Prose> {
    language::tag(raw).map(|tag| Prose::line(&tag))
}

/// A title in plain words.
pub(super) fn title(inner: &Inner<'_>, kind: Kind, is_atom: bool) -> Option<Prose> {
    let title = Prose::line(&value::words(inner, kind, is_atom)).cut(TITLE_BYTES);
    (!title.is_empty()).then_some(title)
}

/// The name of an author: of Atom in elements of its own, else the words.
pub(super) fn author(inner: &Inner<'_>) -> String {
    if !inner.has_markup {
        return inner.text().into_owned();
    }
    let part = |name| inner.child(name).map(|part| part.text().into_owned());
    let said = ["name", "email"].into_iter().filter_map(part).find(|said| !said.is_empty());
    said.unwrap_or_else(|| {
        // An author of whom nothing but an address of the web is told has no name.
        let is_person = ["name", "uri", "url"].into_iter().any(|name| inner.child(name).is_some());
        if is_person { String::new() } else { markup::words(inner.raw) }
    })
}

/// The subjects that a `category` names: `term` and `label` of Atom, `text` of podcasts, else the words.
pub(super) fn categories(tag: &Tag<'_>, inner: &Inner<'_>) -> Vec<String> {
    let attribute = |name: &str| tag.get(name).map(Cow::into_owned).filter(|v| !v.is_empty());
    let term = attribute("term").filter(|term| !term.contains("://"));
    let named = term.or_else(|| ["label", "term", "text"].into_iter().find_map(attribute));
    let Some(named) = named else {
        return title(inner, Kind::Unsaid, false).iter().map(ToString::to_string).collect();
    };
    // Podcasts have subjects inside subjects.
    let inside = Tokens::new(inner.raw).filter_map(|token| match token {
        Token::Open(tag) => tag.get("text").map(Cow::into_owned),
        _ => None,
    });
    std::iter::once(named).chain(inside).collect()
}

/// A file that a tag names.
fn enclosure(tag: &Tag<'_>, address: &str, base: Option<&Link>) -> Option<Enclosure> {
    let url = link(&tag.get(address)?, base)?;
    let kind =
        tag.get("type").map(|kind| Prose::line(&kind).cut(200)).filter(|kind| !kind.is_empty());
    let length = tag.get("length").or_else(|| tag.get("fileSize"));
    let length = length.and_then(|length| length.trim().parse().ok()).filter(|length| *length > 0);
    Some(Enclosure { url, kind, length })
}
