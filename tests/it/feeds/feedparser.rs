//! The expectations of feedparser's own tests: paths into its model, and what stands there.

use std::collections::HashMap;
use std::path::Path;

use dateline::feed::{Feed, Hint, Item};
use dateline::text::{Link, Prose};
use serde_json::{Value as Json, json};

use super::expect::{Checks, texts};
use super::lines;

/// The expectations by file.
pub(super) fn expectations(path: &Path) -> HashMap<String, Json> {
    lines(path)
        .into_iter()
        .map(|line| (line["file"].as_str().expect("a name").to_owned(), line))
        .collect()
}

/// What a case assumes to have come with the feed.
#[derive(Default)]
pub(super) struct Headers {
    content_type: Option<String>,
    base: Option<Link>,
}

impl Headers {
    pub(super) fn of(expected: Option<&Json>) -> Self {
        let Some(expected) = expected else { return Self::default() };
        let header = |name: &str| expected["headers"][name].as_str().map(str::to_owned);
        let file = expected["file"].as_str().unwrap_or_default();
        // Its tests are served from here; a good address in a header goes before that.
        let served = Link::parse(&format!("http://127.0.0.1:8097/{file}")).ok();
        let base = match (header("content-location"), served) {
            (Some(location), Some(served)) => served.join(&location).ok().or(Some(served)),
            (_, served) => served,
        };
        Self { content_type: header("content-type"), base }
    }

    pub(super) fn hint(&self) -> Hint<'_> {
        Hint { content_type: self.content_type.as_deref(), base: self.base.as_ref() }
    }
}

/// Holds a feed against its expectations. `bozo`, which says how well-formed a feed is, is no matter of ours.
pub(super) fn check(expected: &Json, feed: &Feed, checks: &mut Checks<'_>) {
    for one in expected["checks"].as_array().into_iter().flatten() {
        let path = one["path"].as_str().unwrap_or_default();
        if path == "bozo" {
            continue;
        }
        if one["op"] == "eq" {
            hold(path, &one["value"], feed, checks);
        } else {
            checks.leave_out(path);
        }
    }
}

/// A feed that is expected to be one and was refused.
pub(super) fn refused(expected: &Json, checks: &mut Checks<'_>) {
    for one in expected["checks"].as_array().into_iter().flatten() {
        if one["path"]
            .as_str()
            .is_some_and(|path| path.starts_with("entries") || path.starts_with("feed.title"))
        {
            checks.note("refused", false, &|| one.to_string());
        }
    }
}

fn hold(path: &str, value: &Json, feed: &Feed, checks: &mut Checks<'_>) {
    if let Some(name) = path.strip_prefix("feed.") {
        return hold_feed(path, name, value, feed, checks);
    }
    let Some((number, name)) = path.strip_prefix("entries[").and_then(|rest| rest.split_once("]."))
    else {
        return checks.leave_out(path);
    };
    let number: usize = number.parse().expect("a number");
    match feed.items.get(number) {
        Some(item) => hold_item(path, name, value, item, feed, checks),
        None => checks.note(path, false, &|| format!("there are {} items", feed.items.len())),
    }
}

fn hold_feed(path: &str, name: &str, value: &Json, feed: &Feed, checks: &mut Checks<'_>) {
    match name {
        "title" | "title_detail.value" => checks.words(path, feed.title.as_slice(), value),
        "subtitle" | "subtitle_detail.value" | "tagline" | "info" | "description" => {
            checks.words(path, feed.description.as_slice(), value);
        }
        "link" => checks.link(path, &[feed.site.as_ref(), feed.link.as_ref()], value),
        "language" => checks.language(path, feed.language.as_slice(), value),
        "author" | "author_detail.name" | "authors[0].name" => {
            checks.authors(path, &feed.authors, value);
        }
        "icon" | "logo" | "image.href" | "image.url" => {
            checks.link(path, &[feed.icon.as_ref()], value);
        }
        "updated_parsed" | "published_parsed" | "created_parsed" => {
            checks.date(path, &[feed.updated], &clock(value));
        }
        "updated" | "published" => checks.date(path, &[feed.updated], value),
        "ttl" => {
            let minutes = feed.ttl.map(|ttl| ttl.as_secs() / 60);
            checks.words(path, minutes.as_slice(), value);
        }
        _ => checks.leave_out(path),
    }
}

fn hold_item(
    path: &str,
    name: &str,
    value: &Json,
    item: &Item,
    feed: &Feed,
    checks: &mut Checks<'_>,
) {
    let enclosure = || item.enclosures.first();
    match name {
        "title" | "title_detail.value" => checks.words(path, item.title.as_slice(), value),
        "description" | "summary" | "summary_detail.value" | "content[0].value" => {
            checks.html(path, &texts(item), item, value);
        }
        "link" => checks.link(path, &[item.link.as_ref()], value),
        "id" | "guid" => checks.words(path, item.id.as_slice(), value),
        "author" | "author_detail.name" | "authors[0].name" => {
            checks.authors(path, &item.authors, value);
        }
        "published_parsed" | "created_parsed" => {
            checks.date(path, &[item.published], &clock(value));
        }
        "updated_parsed" => checks.date(path, &[item.updated, item.published], &clock(value)),
        "updated" => checks.date(path, &[item.updated, item.published], value),
        "published" => checks.date(path, &[item.published], value),
        "category" => checks.words(path, &item.tags, value),
        "content[0].src" | "enclosures[0].href" | "enclosures[0].url" => {
            checks.link(path, &[enclosure().map(|e| &e.url)], value);
        }
        "enclosures[0].type" => {
            let kind: Vec<Prose> = enclosure().and_then(|e| e.kind.clone()).into_iter().collect();
            checks.words(path, &kind, value);
        }
        "enclosures[0].length" => {
            checks.words(path, enclosure().and_then(|e| e.length).as_slice(), value);
        }
        "source.title" => checks.words(path, item.source.as_slice(), value),
        "comments" => checks.link(path, &[item.comments.as_ref()], value),
        "content[0].base" | "summary_detail.base" => {
            checks.link(path, &[item.base.as_ref()], value);
        }
        "content[0].language" | "summary_detail.language" if value.is_string() => {
            let said = [item.language.clone(), feed.language.clone()];
            let said: Vec<Prose> = said.into_iter().flatten().collect();
            checks.language(path, &said, value);
        }
        _ if name.starts_with("tags[") && name.contains("].term") => {
            checks.words(path, &item.tags, value);
        }
        _ => checks.leave_out(path),
    }
}

/// The first six parts of a time of Python as a date.
fn clock(value: &Json) -> Json {
    let part = |at: usize| value[at].as_i64().unwrap_or_default();
    json!(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        part(0),
        part(1),
        part(2),
        part(3),
        part(4),
        part(5)
    ))
}
