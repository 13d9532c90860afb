//! The day of publication.
//!
//! What is told to machines holds; then a `<time>` or a box named as a date near the title; then the address; then
//! any full date beside the title or under the text.

use super::Page;
use crate::extract::html::{Meta, Name, Tag, What, decode};
use crate::extract::{day, when};
use crate::news::Moment;
use crate::text::Link;

/// So much later than its address an article is a new edition.
const EDITION_SECONDS: i64 = 7 * 86_400;
/// Lines with a date are short.
const LINE_BYTES: usize = 200;
const LABEL_BYTES: usize = 60;
/// So many texts before the title, between it and the article, and after the article are looked at.
const TEXTS_BEFORE: usize = 30;
const TEXTS_AFTER: usize = 60;
const TEXTS_BELOW: usize = 40;

/// The best day that is known.
pub(super) fn find(
    page: &Page<'_>,
    meta: &Meta,
    title: Option<usize>,
    link: Option<&Link>,
    base: Option<&Link>,
) -> Option<Moment> {
    let month_first =
        meta.language.as_deref().is_none_or(|l| l.eq_ignore_ascii_case("en-us") || l == "en");
    let addressed =
        || [base, link].into_iter().flatten().find_map(|link| day::in_address(link.as_str()));
    let sane = |moment: &Moment| moment.second() > 631_152_000;
    let told = meta.linked.published.filter(sane).or(meta.published.filter(sane));
    let addressed = addressed().and_then(Moment::of_day);
    if let (Some(told), Some(addressed)) = (told, addressed) {
        return Some(first_day(told, addressed));
    }
    told.or(meta.script_published.filter(sane))
        .or_else(|| labelled(page, month_first))
        .or(addressed)
        .or_else(|| near(page, title, month_first))
        .or(meta.linked.page_published)
        .or(meta.time)
        .or(meta.linked.updated)
        .or(meta.updated)
}

/// An address keeps the day on which it was made; what is told to machines may be that of a later edition.
fn first_day(told: Moment, addressed: Moment) -> Moment {
    if told.second() - addressed.second() > EDITION_SECONDS { addressed } else { told }
}

/// An element that says by its markup that it holds the day of publication.
fn labelled(page: &Page<'_>, month_first: bool) -> Option<Moment> {
    (1..page.tree.nodes.len()).find_map(|node| {
        let tag = page.tree.tag(node).filter(|tag| tag.has_attributes())?;
        let is = |name: &str, value: &str| {
            tag.get(name)
                .is_some_and(|v| v.split_whitespace().any(|v| v.eq_ignore_ascii_case(value)))
        };
        let class = || tag.get("class").unwrap_or_default().to_ascii_lowercase();
        let says = is("itemprop", "datePublished")
            || (tag.name == Name::Time && (tag.has("pubdate") || is_named(&class())))
            || is("class", "published")
            || is("class", "dt-published");
        let at = says.then(|| stamp(page, node, tag, month_first))??;
        Some(at)
    })
}

/// Whether the class of a `<time>` says that it is the first day.
fn is_named(class: &str) -> bool {
    (class.contains("publish") || class.contains("entry-date") || class.contains("post-date"))
        && !class.contains("updated-")
}

/// The moment that an element tells, to machines or to readers.
fn stamp(page: &Page<'_>, node: usize, tag: &Tag<'_>, month_first: bool) -> Option<Moment> {
    let told =
        ["content", "datetime", "title"].iter().find_map(|name| when::stamp(&tag.get(name)?));
    told.or_else(|| line(&page.tree.words(node, LINE_BYTES), month_first))
}

fn line(words: &str, month_first: bool) -> Option<Moment> {
    if words.len() > LINE_BYTES {
        return None;
    }
    day::find(words, month_first).and_then(Moment::of_day)
}

/// A full date in a short line near the title, or under the text.
fn near(page: &Page<'_>, title: Option<usize>, month_first: bool) -> Option<Moment> {
    let title = title.unwrap_or(page.start).min(page.start);
    // A line that holds little more than a date tells more than one that mentions one.
    [LABEL_BYTES, LINE_BYTES].into_iter().find_map(|most| {
        let after = lines(page, title, TEXTS_AFTER);
        let before = lines_before(page, title, TEXTS_BEFORE);
        let below = lines(page, page.end, TEXTS_BELOW);
        let mut short = after.chain(before).chain(below).filter(|words| words.trim().len() <= most);
        short.find_map(|words| line(&words, month_first))
    })
}

/// Texts from a node on.
fn lines<'a>(page: &'a Page<'_>, from: usize, count: usize) -> impl Iterator<Item = String> + 'a {
    let nodes = from..page.tree.nodes.len();
    nodes.filter_map(|node| text(page, node)).take(count)
}

/// Texts before a node, the nearest first.
fn lines_before<'a>(
    page: &'a Page<'_>,
    to: usize,
    count: usize,
) -> impl Iterator<Item = String> + 'a {
    (1..to).rev().filter_map(|node| text(page, node)).take(count)
}

/// A text of a page; that of a `<time>` is what it tells machines.
fn text(page: &Page<'_>, node: usize) -> Option<String> {
    match page.tree.nodes.get(node)?.what {
        What::Text(text) => {
            let text = decode(text);
            (!text.trim().is_empty()).then(|| text.into_owned())
        }
        What::Element(tag) if tag.name == Name::Time => {
            tag.get("datetime").map(std::borrow::Cow::into_owned)
        }
        What::Element(_) => None,
    }
}
