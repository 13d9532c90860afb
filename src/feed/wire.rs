//! A feed as JSON, in the field order that others rely on. Unknown values are `null`.

use serde::Serialize;

use super::{Enclosure, Feed, Item};
use crate::news::{Moment, Problem};
use crate::text::{Link, Prose};

/// A feed in the form of `parse --json`, to be handed to a serializer.
pub fn feed_json(feed: &Feed) -> FeedJson<'_> {
    FeedJson {
        format: feed.format.name(),
        title: feed.title.as_ref(),
        description: feed.description.as_ref(),
        url: feed.link.as_ref(),
        site: feed.site.as_ref(),
        language: feed.language.as_ref(),
        authors: &feed.authors,
        updated: feed.updated,
        ttl: feed.ttl.map(|ttl| ttl.as_secs()),
        skip_hours: &feed.skip_hours,
        skip_days: &feed.skip_days,
        hub: feed.hub.as_ref(),
        icon: feed.icon.as_ref(),
        next: feed.next.as_ref(),
        archive: feed.archive.as_ref(),
        moved_to: feed.moved_to.as_ref(),
        items: feed.items.iter().map(item_json).collect(),
        problems: &feed.problems,
    }
}

/// What [`feed_json`] writes.
#[derive(Debug, Serialize)]
pub struct FeedJson<'a> {
    format: &'static str,
    title: Option<&'a Prose>,
    description: Option<&'a Prose>,
    url: Option<&'a Link>,
    site: Option<&'a Link>,
    language: Option<&'a Prose>,
    authors: &'a [Prose],
    updated: Option<Moment>,
    ttl: Option<u64>,
    skip_hours: &'a [u8],
    skip_days: &'a [u8],
    hub: Option<&'a Link>,
    icon: Option<&'a Link>,
    next: Option<&'a Link>,
    archive: Option<&'a Link>,
    moved_to: Option<&'a Link>,
    items: Vec<ItemJson<'a>>,
    problems: &'a [Problem],
}

#[derive(Debug, Serialize)]
struct ItemJson<'a> {
    id: Option<&'a str>,
    key: &'a str,
    url: Option<&'a Link>,
    title: Option<&'a Prose>,
    authors: &'a [Prose],
    published: Option<Moment>,
    updated: Option<Moment>,
    language: Option<&'a Prose>,
    summary_html: Option<&'a str>,
    content_html: Option<&'a str>,
    base: Option<&'a Link>,
    enclosures: Vec<EnclosureJson<'a>>,
    image: Option<&'a Link>,
    tags: &'a [Prose],
    source: Option<&'a Prose>,
    comments: Option<&'a Link>,
}

#[derive(Debug, Serialize)]
struct EnclosureJson<'a> {
    url: &'a Link,
    #[serde(rename = "type")]
    kind: Option<&'a Prose>,
    length: Option<u64>,
}

fn item_json(item: &Item) -> ItemJson<'_> {
    ItemJson {
        id: item.id.as_deref(),
        key: &item.key,
        url: item.link.as_ref(),
        title: item.title.as_ref(),
        authors: &item.authors,
        published: item.published,
        updated: item.updated,
        language: item.language.as_ref(),
        summary_html: item.summary_html.as_deref(),
        content_html: item.content_html.as_deref(),
        base: item.base.as_ref(),
        enclosures: item.enclosures.iter().map(enclosure_json).collect(),
        image: item.image.as_ref(),
        tags: &item.tags,
        source: item.source.as_ref(),
        comments: item.comments.as_ref(),
    }
}

fn enclosure_json(enclosure: &Enclosure) -> EnclosureJson<'_> {
    let Enclosure { url, kind, length } = enclosure;
    EnclosureJson { url, kind: kind.as_ref(), length: *length }
}
