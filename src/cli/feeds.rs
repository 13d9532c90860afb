//! `feeds`: the subscriptions, how they are filed and how they are doing.

use std::borrow::Cow;
use std::io;

use jiff::Zoned;
use serde::Serialize;

use super::args::Global;
use super::output::{Output, Tone};
use super::report::Outcome;
use super::source;
use crate::app::words;
use crate::news::{Moment, Subscription};
use crate::text::width;

/// Prints all subscriptions.
pub(super) fn print(global: &Global, json: bool, output: &mut Output) -> anyhow::Result<Outcome> {
    let feeds = crate::desk::refresh::feeds(&source::open(global)?.shelf()?, super::net::now()?)?;
    if json {
        let mut array = output.array();
        feeds.iter().try_for_each(|feed| array.push(&feed_json(feed)))?;
        array.end()?;
        return Ok(Outcome::Done);
    }
    let now = Zoned::now();
    let id_columns = feeds.iter().map(|feed| feed.id.to_string().len()).max().unwrap_or_default();
    let names = feeds.iter().map(|feed| width::width(&feed.name())).max().unwrap_or_default();
    for feed in &feeds {
        line(feed, id_columns, names.min(MOST_NAME_COLUMNS), &now, output)?;
    }
    Ok(Outcome::Done)
}

/// A name is cut after so many columns.
const MOST_NAME_COLUMNS: usize = 32;

/// `7  Harbour News    12 unread of 40, 3.5 a week, Thu 20 Jun 2024; News/Local`
fn line(
    feed: &Subscription,
    id_columns: usize,
    name_columns: usize,
    now: &Zoned,
    output: &mut Output,
) -> io::Result<()> {
    if output.style.plain {
        let words = format!("{}: {}. {}", feed.id, feed.name(), state(feed, now));
        return output.line(Tone::Plain, &words);
    }
    let name = feed.name();
    let (cut, used) = shortened(&name, name_columns);
    output.put(Tone::Muted, &format!("{:>id_columns$}  ", feed.id.to_string()))?;
    let tone = if feed.unread > 0 { Tone::Strong } else { Tone::Plain };
    output.put(tone, &format!("{cut}{:1$}", "", name_columns - used))?;
    output.line(Tone::Plain, &format!("  {}", state(feed, now)))
}

/// A name in so many columns, and how many it has then; one that is cut says so.
fn shortened(name: &str, columns: usize) -> (Cow<'_, str>, usize) {
    if width::width(name) <= columns {
        return (Cow::Borrowed(name), width::width(name));
    }
    let (cut, used) = width::cut(name, columns.saturating_sub(1));
    (Cow::Owned(format!("{cut}…")), used + 1)
}

/// What is to be known of a feed, in words.
fn state(feed: &Subscription, now: &Zoned) -> String {
    let mut parts = vec![format!("{} unread of {}", feed.unread, feed.articles)];
    if feed.health.weekly > 0.0 {
        parts.push(format!("{:.1} a week", feed.health.weekly));
    }
    let day = |at: Moment| words::full_date(at, now);
    parts.push(feed.health.succeeded.map_or_else(|| "never read yet".to_owned(), day));
    if !feed.choices.folder.is_empty() {
        parts.push(format!("in {}", feed.choices.folder));
    }
    if let Some(account) = feed.source.account() {
        parts.push(format!("fetched by {account}"));
    }
    if let Some(gone) = &feed.health.retired {
        parts.push(format!("retired: {gone}"));
    } else if let Some(trouble) = &feed.health.trouble {
        let times = words::count(feed.health.failures as usize, "failure");
        parts.push(format!("{times}: {trouble}"));
    } else if let Some(held) = feed.health.held {
        let until = words::clock(held, now);
        parts.push(format!("not asked before {until}: its server wants to be left alone"));
    }
    parts.join(", ")
}

#[derive(Serialize)]
struct FeedJson<'a> {
    id: String,
    name: String,
    title: Option<&'a str>,
    url: String,
    account: Option<&'a str>,
    site: Option<&'a str>,
    folder: Option<&'a str>,
    articles: u32,
    unread: u32,
    weekly: f32,
    tried: Option<Moment>,
    succeeded: Option<Moment>,
    due: Option<Moment>,
    held: Option<Moment>,
    failures: u32,
    error: Option<&'a str>,
    retired: Option<&'a str>,
    whole: bool,
    every_seconds: Option<u64>,
    private: bool,
    filter: Option<&'a [String]>,
    headers: Vec<HeaderJson<'a>>,
}

/// Where a secret is found; never the secret.
#[derive(Serialize)]
struct HeaderJson<'a> {
    name: &'a str,
    from: &'a str,
}

fn feed_json(feed: &Subscription) -> FeedJson<'_> {
    let headers = feed.choices.headers.iter();
    FeedJson {
        id: feed.id.to_string(),
        name: feed.name().to_string(),
        title: feed.title.as_deref(),
        url: feed.source.place(),
        account: feed.source.account(),
        site: feed.site.as_ref().map(crate::text::Link::as_str),
        folder: Some(feed.choices.folder.as_str()).filter(|folder| !folder.is_empty()),
        articles: feed.articles,
        unread: feed.unread,
        weekly: feed.health.weekly,
        tried: feed.health.tried,
        succeeded: feed.health.succeeded,
        due: feed.health.due,
        held: feed.health.held,
        failures: feed.health.failures,
        error: feed.health.trouble.as_deref(),
        retired: feed.health.retired.as_deref(),
        whole: feed.choices.whole,
        every_seconds: feed.choices.every.map(|every| every.as_secs()),
        private: feed.choices.private,
        filter: feed.choices.filter.as_deref(),
        headers: headers.map(|one| HeaderJson { name: &one.name, from: &one.reference }).collect(),
    }
}
