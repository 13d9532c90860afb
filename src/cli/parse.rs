//! `parse`: what a feed contains, as JSON or as a list to look through.

use std::ffi::OsStr;
use std::io;

use anyhow::anyhow;

use super::args::Parse;
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::{source, text};
use crate::app::words;
use crate::desk;
use crate::feed::{self, Enclosure, Feed, FeedError, Hint, Item, feed_json};
use crate::text::{Link, Prose, charset};

/// So many feeds of a page are named.
const MOST_NAMED: usize = 3;

/// Prints a feed; what was repaired in it is said.
pub(super) fn print(parse: &Parse, output: &mut Output) -> anyhow::Result<Outcome> {
    let base = parse.url.as_deref().map(source::base).transpose()?;
    let bytes = desk::bytes(&parse.file)?;
    let hint = Hint { content_type: None, base: base.as_ref() };
    let mut feed = feed::parse(&bytes, &hint)
        .map_err(|error| refused(&parse.file, &error, &bytes, base.as_ref()))?;
    feed::add_repairs(&mut feed, &bytes, &hint);
    // Where it does not say so itself.
    feed.link = feed.link.or(base);
    if parse.json {
        output.json(&feed_json(&feed))?;
        return Ok(Outcome::Done);
    }
    for problem in &feed.problems {
        report::say(&format!("{}: {problem}", source::shown(&parse.file)));
    }
    print_head(&feed, output)?;
    feed.items.iter().try_for_each(|item| print_item(item, output))?;
    Ok(Outcome::Done)
}

/// Says why there is no feed. A page may name one.
fn refused(file: &OsStr, error: &FeedError, bytes: &[u8], base: Option<&Link>) -> anyhow::Error {
    let name = source::shown(file);
    let named = match (error, base) {
        (FeedError::Page, Some(base)) => feed::discover(&charset::decode(bytes, None).text, base),
        _ => Vec::new(),
    };
    if named.is_empty() {
        return anyhow!("{name}: {error}");
    }
    let links: Vec<&str> = named.iter().take(MOST_NAMED).map(|found| found.link.as_str()).collect();
    anyhow!("{name}: {error}; it names {}", links.join(" and "))
}

fn print_head(feed: &Feed, output: &mut Output) -> io::Result<()> {
    output.line(Tone::Strong, feed.title.as_deref().unwrap_or("A feed without a title"))?;
    let mut parts = vec![feed.format.name().to_owned(), words::count(feed.items.len(), "item")];
    parts.extend(feed.language.as_ref().map(Prose::to_string));
    parts.extend(feed.updated.map(|at| at.to_string()));
    output.line(Tone::Muted, &parts.join(", "))?;
    for link in [&feed.site, &feed.link, &feed.moved_to].into_iter().flatten() {
        output.line(Tone::Muted, link.as_str())?;
    }
    match &feed.description {
        Some(description) => text::hanging("", description, output),
        None => Ok(()),
    }
}

fn print_item(item: &Item, output: &mut Output) -> io::Result<()> {
    output.end()?;
    let title = item.title.as_deref().unwrap_or("Without a title");
    output.line(Tone::Strong, title)?;
    let mut parts: Vec<String> = item.date().map(|at| at.to_string()).into_iter().collect();
    parts.extend(item.authors.iter().chain(&item.source).map(Prose::to_string));
    parts.extend(item.tags.iter().map(|tag| format!("#{tag}")));
    if !parts.is_empty() {
        text::hanging("  ", &parts.join(", "), output)?;
    }
    for link in item.link.iter().chain(item.enclosures.iter().map(|Enclosure { url, .. }| url)) {
        output.line(Tone::Muted, &format!("  {link}"))?;
    }
    Ok(())
}
