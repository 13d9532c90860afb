//! What is read: subscriptions and articles, page by page.

use serde::Deserialize;

use super::super::json::{self, list_or_none};
use super::super::{Entry, MOST_PAGES, RemoteError};
use super::{Category, Miniflux};
use crate::feed::{Enclosure, Item};
use crate::news::{Moment, RemoteFeed};
use crate::text::{Link, Prose};

/// Articles asked for at once; never 0, which means all.
const PAGE: usize = 500;

/// Articles that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What is unread.
    Unread,
    /// What is starred.
    Starred,
    /// All of them.
    All,
    /// What was changed since then, in seconds; not what was corrected.
    ChangedAfter(i64),
    /// What was published since then, in seconds.
    PublishedAfter(i64),
    /// What came after an article.
    After(i64),
}

/// A page of what is starred.
pub(super) struct Starred {
    pub(super) ids: Vec<i64>,
    /// Whether nothing is behind it.
    pub(super) is_all: bool,
}

#[derive(Deserialize)]
struct FeedLine {
    id: i64,
    #[serde(default, deserialize_with = "json::text")]
    feed_url: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    site_url: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
    category: Option<Category>,
}

#[derive(Deserialize)]
struct Entries {
    /// How many there are of what was asked for, also behind this page.
    total: Option<usize>,
    #[serde(deserialize_with = "list_or_none")]
    entries: Vec<EntryLine>,
}

#[derive(Deserialize)]
struct EntryLine {
    id: i64,
    feed_id: i64,
    status: String,
    starred: bool,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    url: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    comments_url: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    published_at: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    content: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    author: Option<String>,
    #[serde(default, deserialize_with = "list_or_none")]
    enclosures: Vec<EnclosureLine>,
    #[serde(default, deserialize_with = "list_or_none")]
    tags: Vec<String>,
    feed: Option<Outlet>,
}

#[derive(Deserialize)]
struct Outlet {
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
}

#[derive(Deserialize)]
struct EnclosureLine {
    #[serde(default, deserialize_with = "json::text")]
    url: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    mime_type: Option<String>,
    #[serde(default)]
    size: i64,
}

impl Miniflux<'_> {
    /// All subscriptions.
    pub fn subscriptions(&self) -> Result<Vec<RemoteFeed>, RemoteError> {
        let what = "its subscriptions";
        let answer = self.get("feeds", what)?;
        let listed: Vec<FeedLine> = json::list(&answer.body, &self.base, what)?;
        Ok(listed.into_iter().map(feed).collect())
    }

    /// One page of articles, the oldest first, after one; what is asked for next is after the last of these.
    pub fn page(&self, which: Which, after: i64) -> Result<Vec<Entry>, RemoteError> {
        self.page_of(which, after, PAGE)
    }

    fn page_of(&self, which: Which, after: i64, most: usize) -> Result<Vec<Entry>, RemoteError> {
        let what = "articles";
        let filter = match which {
            Which::Unread => "&status=unread".to_owned(),
            Which::Starred => "&starred=true".to_owned(),
            Which::All | Which::After(_) => String::new(),
            Which::ChangedAfter(second) => format!("&changed_after={second}"),
            Which::PublishedAfter(second) => format!("&published_after={second}"),
        };
        let after = if let Which::After(first) = which { after.max(first) } else { after };
        let path =
            format!("entries?order=id&direction=asc&limit={most}&after_entry_id={after}{filter}");
        let answer = match self.get(&path, what) {
            Err(error) if error.is_too_large() && most > 1 => {
                return self.page_of(which, after, most / 4 + 1);
            }
            answer => answer?,
        };
        let read: Entries = json::object(&answer.body, &self.base, what)?;
        Ok(read.entries.into_iter().map(entry).collect())
    }

    /// Calls `each` with every page, the empty one excepted that ends them. A page that does not lead on is no end: who knows
    /// what was on those that did not come.
    pub fn pages<E: From<RemoteError>>(
        &self,
        which: Which,
        each: &mut dyn FnMut(Vec<Entry>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut after = 0;
        for _ in 0..MOST_PAGES {
            let page = self.page(which, after)?;
            let last = page.iter().filter_map(|entry| entry.id.parse().ok()).max();
            match last {
                Some(last) if last > after => after = last,
                Some(_) => break,
                None => return Ok(()),
            }
            each(page)?;
        }
        Err(RemoteError::Endless { address: self.base.clone(), what: "articles" }.into())
    }

    /// The starred articles from one to another, in order, at most so many; a server may have a lower limit.
    pub(super) fn starred_between(
        &self,
        first: i64,
        last: i64,
        most: usize,
    ) -> Result<Starred, RemoteError> {
        let what = "what is starred";
        let path = format!(
            "entries?order=id&direction=asc&limit={most}&starred=true&after_entry_id={}&before_entry_id={}",
            first - 1,
            last + 1
        );
        let answer = match self.get(&path, what) {
            Err(error) if error.is_too_large() && first < last => {
                let middle = first.midpoint(last);
                let mut starred = self.starred_between(first, middle, most)?;
                // What is behind a page is asked for by whoever wants it.
                if starred.is_all {
                    let behind = self.starred_between(middle + 1, last, most)?;
                    starred.ids.extend(behind.ids);
                    starred.is_all = behind.is_all;
                }
                return Ok(starred);
            }
            answer => answer?,
        };
        let read: Entries = json::object(&answer.body, &self.base, what)?;
        let ids: Vec<i64> =
            read.entries.iter().filter(|entry| entry.starred).map(|entry| entry.id).collect();
        // That a page is shorter than was asked for does not make it the last.
        let is_all = read.total.map_or(ids.is_empty(), |total| total <= ids.len());
        let is_as_asked = ids.len() == read.entries.len()
            && ids.iter().all(|id| (first..=last).contains(id))
            && ids.is_sorted()
            && (is_all || !ids.is_empty());
        if is_as_asked { Ok(Starred { ids, is_all }) } else { Err(self.unreadable(what)) }
    }

    /// Whether it has an article.
    pub(super) fn knows(&self, id: i64) -> Result<bool, RemoteError> {
        match self.get(&format!("entries/{id}"), "an article") {
            Ok(_) => Ok(true),
            Err(RemoteError::Status { status: 404, .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The number of the newest article; 0 where there is none.
    pub fn newest(&self) -> Result<i64, RemoteError> {
        let what = "its newest article";
        let answer = self.get("entries?order=id&direction=desc&limit=1", what)?;
        let read: Entries = json::object(&answer.body, &self.base, what)?;
        Ok(read.entries.first().map_or(0, |entry| entry.id))
    }
}

fn feed(line: FeedLine) -> RemoteFeed {
    let address = line.feed_url.unwrap_or_default();
    let title = line.title.map(|title| Prose::line(&title)).filter(|title| !title.is_empty());
    let folder = line.category.and_then(|category| category.title);
    RemoteFeed {
        id: line.id.to_string(),
        address: Link::parse(&address).map_or(address, |link| link.as_str().to_owned()),
        title,
        site: line.site_url.and_then(|site| Link::parse(&site).ok()),
        folder: folder.map(|folder| Prose::line(&folder)).unwrap_or_default(),
    }
}

fn entry(line: EntryLine) -> Entry {
    let link = |text: Option<String>| text.and_then(|text| Link::parse(&text).ok());
    let id = line.id.to_string();
    let words =
        |text: Option<String>| text.map(|text| Prose::line(&text)).filter(|text| !text.is_empty());
    let enclosures = line.enclosures.into_iter().filter_map(|file| {
        Some(Enclosure {
            url: link(file.url)?,
            kind: words(file.mime_type),
            length: u64::try_from(file.size).ok(),
        })
    });
    let item = Item {
        id: Some(id.clone()),
        key: id.clone(),
        enclosures: enclosures.collect(),
        link: link(line.url),
        title: words(line.title),
        authors: words(line.author).into_iter().collect(),
        published: line.published_at.as_deref().and_then(Moment::parse),
        content_html: line.content,
        tags: line.tags.iter().map(|tag| Prose::line(tag)).filter(|tag| !tag.is_empty()).collect(),
        comments: link(line.comments_url),
        ..Item::default()
    };
    Entry {
        id,
        feed: line.feed_id.to_string(),
        outlet: words(line.feed.and_then(|feed| feed.title)),
        read: line.status != "unread",
        removed: line.status == "removed",
        starred: line.starred,
        item,
        ..Entry::default()
    }
}
