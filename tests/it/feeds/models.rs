//! The models of three other readers, as far as they speak of what we keep.

use dateline::feed::{Feed, Item};
use dateline::text::Prose;
use serde_json::{Map, Value as Json};

use super::expect::{Checks, texts};

fn object(value: &Json) -> Option<&Map<String, Json>> {
    value.as_object()
}

/// The list of items under one of these names, each beside ours.
fn pairs<'e, 'f>(expected: &'e Json, names: &[&str], feed: &'f Feed) -> Vec<(&'e Json, &'f Item)> {
    let list = names.iter().find_map(|name| expected[*name].as_array());
    list.into_iter().flatten().zip(&feed.items).collect()
}

fn each(value: &Json) -> Vec<&Json> {
    value.as_array().map(|list| list.iter().collect()).unwrap_or_default()
}

/// gofeed: its parsers of RSS, Atom and JSON, and the one model that these become.
pub(super) fn gofeed(expected: &Json, feed: &Feed, checks: &mut Checks<'_>) {
    for name in ["items", "entries"] {
        checks.count(name, feed, &expected[name]);
    }
    for (name, value) in object(expected).into_iter().flatten() {
        match name.as_str() {
            "title" => checks.words(name, feed.title.as_slice(), value),
            "description" | "subtitle" => checks.words(name, feed.description.as_slice(), value),
            "link" | "home_page_url" => {
                checks.link(name, &[feed.site.as_ref(), feed.link.as_ref()], value);
            }
            "feedLink" | "feed_url" => checks.link(name, &[feed.link.as_ref()], value),
            "next_url" => checks.link(name, &[feed.next.as_ref()], value),
            "language" => checks.language(name, feed.language.as_slice(), value),
            "updatedParsed" | "lastBuildDateParsed" => checks.date(name, &[feed.updated], value),
            "image" if value["url"].is_string() => {
                checks.link(name, &[feed.icon.as_ref()], &value["url"]);
            }
            "icon" => checks.link(name, &[feed.icon.as_ref()], value),
            "managingEditor" => checks.authors(name, &feed.authors, value),
            "authors" => people(name, &feed.authors, value, checks),
            "ttl" => {
                let minutes = feed.ttl.map(|ttl| ttl.as_secs() / 60);
                checks.words(name, minutes.as_slice(), value);
            }
            "skipHours" => each(value).iter().for_each(|hour| {
                checks.words(name, &feed.skip_hours, hour);
            }),
            "items" | "entries" => {}
            _ => checks.leave_out(name),
        }
    }
    for (expected, item) in pairs(expected, &["items", "entries"], feed) {
        gofeed_item(expected, item, checks);
    }
}

fn people(what: &str, ours: &[Prose], theirs: &Json, checks: &mut Checks<'_>) {
    for person in each(theirs) {
        match [&person["name"], &person["email"]].into_iter().find(|part| part.is_string()) {
            Some(part) => checks.authors(what, ours, part),
            None => checks.leave_out(what),
        }
    }
}

fn gofeed_item(expected: &Json, item: &Item, checks: &mut Checks<'_>) {
    for (name, value) in object(expected).into_iter().flatten() {
        match name.as_str() {
            "title" => checks.words(name, item.title.as_slice(), value),
            "description" | "summary" | "content_html" => {
                checks.html(name, &texts(item), item, value);
            }
            "content_text" if expected["content_html"].is_null() => {
                checks.html(name, &texts(item), item, value);
            }
            "content" if value.is_string() => checks.html(name, &texts(item), item, value),
            "content" => checks.html(name, &texts(item), item, &value["value"]),
            "link" | "url" => checks.link(name, &[item.link.as_ref()], value),
            "id" => checks.words(name, item.id.as_slice(), value),
            "guid" if value.is_string() => checks.words(name, item.id.as_slice(), value),
            "guid" => checks.words(name, item.id.as_slice(), &value["value"]),
            "publishedParsed" | "pubDateParsed" | "date_published" => {
                checks.date(name, &[item.published], value);
            }
            "updatedParsed" | "date_modified" => {
                checks.date(name, &[item.updated, item.published], value);
            }
            "author" if value.is_string() => checks.authors(name, &item.authors, value),
            "authors" => people(name, &item.authors, value, checks),
            "categories" | "tags" => each(value).iter().for_each(|tag| {
                let theirs = ["value", "term"].iter().find_map(|key| tag.get(key)).unwrap_or(tag);
                checks.words(name, &item.tags, theirs);
            }),
            "enclosures" | "attachments" => enclosures(name, item, value, checks),
            "comments" => checks.link(name, &[item.comments.as_ref()], value),
            "source" if value["title"].is_string() => {
                checks.words(name, item.source.as_slice(), &value["title"]);
            }
            "image" if value.is_string() => checks.link(name, &[item.image.as_ref()], value),
            "image" => checks.link(name, &[item.image.as_ref()], &value["url"]),
            _ => checks.leave_out(name),
        }
    }
}

fn enclosures(what: &str, item: &Item, theirs: &Json, checks: &mut Checks<'_>) {
    let ours: Vec<_> = item.enclosures.iter().map(|e| Some(&e.url)).collect();
    let kinds: Vec<_> = item.enclosures.iter().filter_map(|e| e.kind.clone()).collect();
    let lengths: Vec<_> = item.enclosures.iter().filter_map(|e| e.length).collect();
    for theirs in each(theirs) {
        for (name, value) in object(theirs).into_iter().flatten() {
            match name.as_str() {
                "url" => checks.link(what, &ours, value),
                "type" | "mime_type" => checks.words(what, &kinds, value),
                "length" | "size_in_bytes" => checks.words(what, &lengths, value),
                _ => checks.leave_out(name),
            }
        }
    }
}

/// feed-rs: the model it builds of each of its own examples.
pub(super) fn feed_rs(expected: &Json, feed: &Feed, checks: &mut Checks<'_>) {
    checks.count("entries", feed, &expected["entries"]);
    checks.words("title", feed.title.as_slice(), &expected["title"]["content"]);
    checks.words("description", feed.description.as_slice(), &expected["description"]["content"]);
    checks.language("language", feed.language.as_slice(), &expected["language"]);
    checks.date("updated", &[feed.updated], &expected["updated"]);
    people("authors", &feed.authors, &expected["authors"], checks);
    for (expected, item) in pairs(expected, &["entries"], feed) {
        checks.words("entry title", item.title.as_slice(), &expected["title"]["content"]);
        // Where a feed has no identifier feed-rs makes one.
        match &item.id {
            Some(id) if !is_hash(&expected["id"]) => {
                checks.words("entry id", std::slice::from_ref(id), &expected["id"]);
            }
            _ => checks.leave_out("entry id"),
        }
        if let Some(link) = &item.link {
            let theirs = each(&expected["links"]);
            let is_there = theirs
                .iter()
                .any(|l| l["href"].as_str().is_some_and(|l| super::same::link(link.as_str(), l)));
            checks.note("entry link", is_there, &|| format!("{link} is not in {theirs:?}"));
        } else {
            checks.note("entry link", each(&expected["links"]).is_empty(), &|| "none".into());
        }
        checks.date("entry published", &[item.published], &expected["published"]);
        checks.date("entry updated", &[item.updated, item.published], &expected["updated"]);
        checks.html("entry summary", &texts(item), item, &expected["summary"]["content"]);
        checks.html("entry content", &texts(item), item, &expected["content"]["body"]);
        people("entry authors", &item.authors, &expected["authors"], checks);
        for category in each(&expected["categories"]) {
            checks.words("entry category", &item.tags, &category["term"]);
        }
        let ours: Vec<_> =
            item.enclosures.iter().map(|e| Some(&e.url)).chain([item.image.as_ref()]).collect();
        for content in each(&expected["media"]).iter().flat_map(|media| each(&media["content"])) {
            let kind = content["content_type"].as_str().unwrap_or_default();
            if kind.starts_with("image/") {
                checks.leave_out("entry media");
            } else {
                checks.link("entry media", &ours, &content["url"]);
            }
        }
    }
}

fn is_hash(id: &Json) -> bool {
    id.as_str().is_some_and(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// rss-parser: what it prints of each of its examples.
pub(super) fn rss_parser(expected: &Json, feed: &Feed, checks: &mut Checks<'_>) {
    checks.count("items", feed, &expected["items"]);
    for (name, value) in object(expected).into_iter().flatten() {
        match name.as_str() {
            "title" => checks.words(name, feed.title.as_slice(), value),
            "description" => checks.words(name, feed.description.as_slice(), value),
            "link" => checks.link(name, &[feed.site.as_ref(), feed.link.as_ref()], value),
            "language" => checks.language(name, feed.language.as_slice(), value),
            "lastBuildDate" => checks.date(name, &[feed.updated], value),
            "image" => checks.link(name, &[feed.icon.as_ref()], &value["url"]),
            "items" => {}
            _ => checks.leave_out(name),
        }
    }
    for (expected, item) in pairs(expected, &["items"], feed) {
        for (name, value) in object(expected).into_iter().flatten() {
            match name.as_str() {
                "title" => checks.words(name, item.title.as_slice(), value),
                "link" => checks.link(name, &[item.link.as_ref()], value),
                "isoDate" | "pubDate" => checks.date(name, &[item.published, item.updated], value),
                "content" | "content:encoded" => checks.letters(name, &texts(item), value),
                "guid" | "id" => checks.words(name, item.id.as_slice(), value),
                "author" | "creator" => checks.authors(name, &item.authors, value),
                "categories" => {
                    for tag in each(value) {
                        checks.words(name, &item.tags, tag);
                    }
                }
                "enclosure" => {
                    let ours: Vec<_> = item.enclosures.iter().map(|e| Some(&e.url)).collect();
                    checks.link(name, &ours, &value["url"]);
                }
                _ => checks.leave_out(name),
            }
        }
    }
}
