//! JSON Feed, versions 1 and 1.1.
//!
//! Values of a wrong type are passed over, one by one; a document that breaks off gives what stood before. Nothing is
//! built of what is not used, so that a hostile document costs no more memory than its own length.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::draft::{Address, ItemDraft, Items, Slot, add, add_author, add_tag, link};
use super::limits::{TAGS, TITLE_BYTES};
use super::{Enclosure, Feed, FeedError, Format, date, markup, value};
use crate::news::Problem;
use crate::text::{Link, Prose, language};

/// Names that are read, at any level.
const NAMES: [&str; 27] = [
    "attachments",
    "author",
    "authors",
    "banner_image",
    "content_html",
    "content_text",
    "date_modified",
    "date_published",
    "description",
    "external_url",
    "favicon",
    "feed_url",
    "home_page_url",
    "hubs",
    "icon",
    "id",
    "image",
    "language",
    "mime_type",
    "name",
    "next_url",
    "size_in_bytes",
    "summary",
    "tags",
    "title",
    "url",
    "version",
];

/// Reads a document.
pub(super) fn read(text: &str, base: Option<&Link>) -> Result<Feed, FeedError> {
    let mut found = Reading { base, ..Reading::default() };
    let mut json = serde_json::Deserializer::from_str(text);
    if let Err(error) = (&mut found).deserialize(&mut json) {
        if error.is_data() {
            return Err(FeedError::OtherJson);
        }
        if found.items.is_empty() {
            return Err(FeedError::BrokenJson(error.line()));
        }
        let words =
            format!("the JSON breaks off in line {}; what follows was not read", error.line());
        found.problems.push(Problem::loss(words));
        found.is_cut = true;
    }
    found.finish()
}

/// What has been read.
#[derive(Default)]
struct Reading<'a, 'b> {
    base: Option<&'b Link>,
    top: Object<'a>,
    has_items: bool,
    items: Items,
    problems: Vec<Problem>,
    is_cut: bool,
}

impl Reading<'_, '_> {
    fn finish(self) -> Result<Feed, FeedError> {
        let top = &self.top;
        let is_said = top.text("version").is_some_and(|version| version.contains("jsonfeed"));
        if !is_said && !(self.has_items && (top.text("title").is_some() || self.items.tells())) {
            return Err(FeedError::OtherJson);
        }
        let address = |name: &str| top.text(name).and_then(|raw| link(&raw, self.base));
        let mut feed = Feed {
            format: Format::Json,
            title: top.title("title"),
            description: top.title("description"),
            link: address("feed_url"),
            site: address("home_page_url"),
            language: top.language(),
            authors: top.authors(),
            next: address("next_url"),
            icon: address("icon").or_else(|| address("favicon")),
            hub: top.list("hubs").iter().find_map(|hub| link(&hub.text("url")?, self.base)),
            problems: self.problems,
            is_cut: self.is_cut,
            ..Feed::default()
        };
        let mut items = self.items;
        items.inherit_authors(&feed.authors);
        items.finish(&mut feed, self.base);
        Ok(feed)
    }
}

impl<'a> DeserializeSeed<'a> for &mut Reading<'a, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for &mut Reading<'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON Feed")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<Cow<'a, str>>()? {
            if key == "items" {
                self.has_items = true;
                map.next_value_seed(Entries { items: &mut self.items, base: self.base })?;
            } else {
                self.top.take(&key, &mut map)?;
            }
        }
        Ok(())
    }
}

/// The items, each made as it comes.
struct Entries<'i, 'b> {
    items: &'i mut Items,
    base: Option<&'b Link>,
}

impl<'a> DeserializeSeed<'a> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut seq: S) -> Result<(), S::Error> {
        while let Some(raw) = seq.next_element::<&'a RawValue>()? {
            if let Some(item) = parsed::<Object<'_>>(raw) {
                self.items.push(draft(&item, self.base));
            }
        }
        Ok(())
    }
}

fn parsed<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Option<T> {
    // A million numbers in a list would make a million errors.
    if raw.get().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    serde_json::from_str(raw.get()).ok()
}

/// The values of an object that have a name known here, as they stand.
#[derive(Default)]
struct Object<'a>(Vec<(&'static str, &'a RawValue)>);

impl<'a> Deserialize<'a> for Object<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'a> Visitor<'a> for ObjectVisitor {
    type Value = Object<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Object<'a>, M::Error> {
        let mut object = Object::default();
        while let Some(key) = map.next_key::<Cow<'a, str>>()? {
            object.take(&key, &mut map)?;
        }
        Ok(object)
    }
}

impl<'a> Object<'a> {
    /// Keeps the value of a key that is known and new.
    fn take<M: MapAccess<'a>>(&mut self, key: &str, map: &mut M) -> Result<(), M::Error> {
        match NAMES.iter().find(|name| **name == key) {
            Some(name) if self.get(name).is_none() => self.0.push((name, map.next_value()?)),
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }

    fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, value)| *value)
    }

    /// A text; a number is one, too.
    fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        let raw = self.get(name)?;
        let text = match raw.get().as_bytes().first()? {
            b'"' => Cow::Owned(parsed::<String>(raw)?),
            b'0'..=b'9' | b'-' => Cow::Borrowed(raw.get()),
            _ => return None,
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    fn number(&self, name: &str) -> Option<u64> {
        let number = self.text(name)?.parse::<f64>().ok()?;
        (1.0..9e15).contains(&number).then_some(number as u64)
    }

    fn language(&self) -> Option<Prose> {
        language::tag(&self.text("language")?).map(|tag| Prose::line(&tag))
    }

    fn title(&self, name: &str) -> Option<Prose> {
        let text = self.text(name)?;
        let words =
            if markup::is_html_throughout(&text) { markup::words(&text).into() } else { text };
        Some(Prose::line(&words).cut(TITLE_BYTES)).filter(|title| !title.is_empty())
    }

    /// A few objects of a list; an object alone stands for a list of one.
    fn list(&self, name: &str) -> Vec<Object<'a>> {
        let Some(raw) = self.get(name) else { return Vec::new() };
        if let Some(object) = parsed(raw) {
            return vec![object];
        }
        let List(values) = parsed(raw).unwrap_or_default();
        values.into_iter().filter_map(parsed).collect()
    }

    fn authors(&self) -> Vec<Prose> {
        let mut authors = Vec::new();
        for author in self.list("authors").iter().chain(&self.list("author")) {
            let name = author.text("name").or_else(|| author.text("url"));
            add_author(&mut authors, &name.unwrap_or_default());
        }
        if let Some(name) = self.text("author") {
            add_author(&mut authors, &name);
        }
        authors
    }

    fn tags(&self) -> Vec<Prose> {
        let mut tags = Vec::new();
        let List(values) = self.get("tags").and_then(parsed).unwrap_or_default();
        for tag in values.into_iter().filter_map(parsed::<String>) {
            add_tag(&mut tags, &tag);
        }
        tags
    }
}

/// The first values of a list, as they stand.
#[derive(Default)]
struct List<'a>(Vec<&'a RawValue>);

impl<'a> Deserialize<'a> for List<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor)
    }
}

struct ListVisitor;

impl<'a> Visitor<'a> for ListVisitor {
    type Value = List<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut seq: S) -> Result<List<'a>, S::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            if values.len() < TAGS {
                values.push(value);
            }
        }
        Ok(List(values))
    }
}

fn draft(item: &Object<'_>, base: Option<&Link>) -> ItemDraft {
    let mut draft = ItemDraft::default();
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty()).map(value::cut);
    let address = |name: &str| item.text(name).and_then(|raw| Address::read(&raw, base));
    let slot = |slot: &mut Slot<String>, text: Option<Cow<'_, str>>| {
        slot.offer(0, text.map(Cow::into_owned));
    };
    slot(&mut draft.id, item.text("id"));
    draft.title.offer(0, item.title("title"));
    draft.link.offer(2, address("url"));
    draft.link.offer(1, address("external_url"));
    draft.authors = item.authors();
    draft.published.offer(0, item.text("date_published").and_then(|raw| date::parse(&raw)));
    draft.updated.offer(0, item.text("date_modified").and_then(|raw| date::parse(&raw)));
    draft.language = item.language();
    draft.content.offer(1, filled(item.text("content_html").map(Cow::into_owned)));
    draft.content.offer(0, filled(item.text("content_text").map(|t| markup::escape_lines(&t))));
    draft.summary.offer(0, filled(item.text("summary").map(|t| markup::escape_lines(&t))));
    for name in ["image", "banner_image"] {
        draft.image.offer(0, item.text(name).and_then(|raw| link(&raw, base)));
    }
    for attachment in item.list("attachments") {
        draft.add_enclosure(enclosure(&attachment, base));
    }
    for tag in item.tags() {
        add(&mut draft.tags, TAGS, Some(tag));
    }
    draft
}

fn enclosure(attachment: &Object<'_>, base: Option<&Link>) -> Option<Enclosure> {
    let url = link(&attachment.text("url")?, base)?;
    let kind = attachment.title("mime_type");
    Some(Enclosure { url, kind, length: attachment.number("size_in_bytes") })
}
