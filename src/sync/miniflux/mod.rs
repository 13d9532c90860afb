//! The first version of Miniflux's own API.
//!
//! It tells what has changed since a moment, which the Google Reader API cannot. Stars are turned over by it, not set: the
//! article is read first, always, so that nothing is turned twice. Measured with 2.2.6.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::greader::said;
use super::json::{self, list_or_none};
use super::line::{bare, check_line};
use super::{Entry, Line, MOST_PAGES, RemoteError};
use crate::config::AccountLine;
use crate::feed::{Enclosure, Item};
use crate::fetch::{Method, Request, Response, Secret};
use crate::news::{Moment, RemoteFeed};
use crate::text::{Link, Prose};

/// Articles asked for at once; never 0, which means all.
const PAGE: usize = 500;
/// What people take for the password of the API.
const HINT: &str = "name and password of the account are wanted, or without a name an API key of Miniflux's settings";

/// A talk with one server.
pub struct Miniflux<'a> {
    line: &'a Line<'a>,
    base: Link,
    /// Name and value of the header that says who asks.
    auth: (&'static str, Secret),
}

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
struct Category {
    id: i64,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
}

#[derive(Deserialize)]
struct Entries {
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

impl<'a> Miniflux<'a> {
    /// A talk with the server of an account; nothing is asked yet. `secret` is the whole value of the header.
    pub fn open(
        line: &'a Line<'a>,
        account: &AccountLine,
        secret: Secret,
    ) -> Result<Self, RemoteError> {
        check_line(&account.address, account.allow_http)?;
        let bare = bare(&account.address);
        let text = bare.as_str().trim_end_matches('/');
        let text = text.strip_suffix("/v1").unwrap_or(text);
        let wrong = |_never| RemoteError::OpenLine(account.address.clone());
        let base = Link::parse(&format!("{text}/v1/")).map_err(wrong)?;
        let name = if account.user.is_some() { "Authorization" } else { "X-Auth-Token" };
        Ok(Self { line, base, auth: (name, secret) })
    }

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

    /// The number of the newest article; 0 where there is none.
    pub fn newest(&self) -> Result<i64, RemoteError> {
        let what = "its newest article";
        let answer = self.get("entries?order=id&direction=desc&limit=1", what)?;
        let read: Entries = json::object(&answer.body, &self.base, what)?;
        Ok(read.entries.first().map_or(0, |entry| entry.id))
    }

    /// Marks articles read or unread.
    pub fn mark_read(&self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        let ids: Vec<i64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        let status = if on { "read" } else { "unread" };
        let body = json!({"entry_ids": ids, "status": status});
        self.send(Method::Put, "entries", Some(&body), "a change of marks").map(drop)
    }

    /// Sets a star or clears it. The API turns it over: whether it must be is read first, also when it is tried again.
    pub fn star(&self, id: &str, on: bool) -> Result<(), RemoteError> {
        let what = "an article";
        let answer = match self.get(&format!("entries/{id}"), what) {
            // It is gone: there is nothing left to star.
            Err(RemoteError::Status { status: 404, .. }) => return Ok(()),
            answer => answer?,
        };
        let entry: EntryLine = json::object(&answer.body, &self.base, what)?;
        if entry.starred == on {
            return Ok(());
        }
        let request = self.request(Method::Put, &format!("entries/{id}/bookmark"), None)?;
        let answer = self.line.send(request.once())?;
        self.checked(answer, "a change of stars").map(drop)
    }

    /// Subscribes to a feed, or to the first feed of a site.
    pub fn subscribe(&self, address: &str, folder: &str) -> Result<RemoteFeed, RemoteError> {
        let same = |feed: &RemoteFeed, address: &str| {
            feed.address.trim_end_matches('/') == address.trim_end_matches('/')
        };
        let before = self.subscriptions()?;
        if let Some(known) = before.iter().find(|feed| same(feed, address)) {
            return Ok(known.clone());
        }
        let found = self.discover(address)?;
        let category = self.category(folder)?;
        let body = json!({"feed_url": found, "category_id": category});
        let request = self.request(Method::Post, "feeds", Some(&body))?;
        let made = self.line.send_patiently(request);
        let made = made.and_then(|answer| self.checked(answer, "a subscription"));
        if let Err(error) = made
            && !error.is_unclear()
            && !matches!(&error, RemoteError::Status { said, .. } if said.contains("already exists"))
        {
            return Err(error);
        }
        let listed = self.subscriptions()?;
        let is_new = |feed: &&RemoteFeed| !before.iter().any(|known| known.id == feed.id);
        let it = listed.iter().find(|feed| same(feed, &found));
        it.or_else(|| listed.iter().find(is_new)).cloned().ok_or_else(|| not_found(address))
    }

    /// The address of the first feed that the server finds at another one.
    fn discover(&self, address: &str) -> Result<String, RemoteError> {
        let what = "a search for feeds";
        let request = self.request(Method::Post, "discover", Some(&json!({"url": address})))?;
        let answer = self.line.send_patiently(request)?;
        if matches!(answer.status, 400 | 404 | 500) {
            return Err(not_found(address));
        }
        let answer = self.checked(answer, what)?;
        let found: Vec<Value> = json::list(&answer.body, &self.base, what)?;
        let first = found.first().and_then(|feed| feed["url"].as_str());
        first.map(str::to_owned).ok_or_else(|| not_found(address))
    }

    /// The number of a category, which is made where it is missing; the first one where none is named.
    fn category(&self, folder: &str) -> Result<i64, RemoteError> {
        let what = "its categories";
        let answer = self.get("categories", what)?;
        let listed: Vec<Category> = json::list(&answer.body, &self.base, what)?;
        let known = listed
            .iter()
            .find(|category| folder.is_empty() || category.title.as_deref() == Some(folder));
        if let Some(known) = known {
            return Ok(known.id);
        }
        let body = json!({"title": folder});
        let answer = self.send(Method::Post, "categories", Some(&body), "a new category")?;
        let made: Category = json::object(&answer.body, &self.base, "a new category")?;
        Ok(made.id)
    }

    /// Subscribes no longer. A feed that is gone already is no error.
    pub fn unsubscribe(&self, id: &str) -> Result<(), RemoteError> {
        let path = format!("feeds/{id}");
        match self.send(Method::Delete, &path, None, "a change of subscriptions") {
            Err(RemoteError::Status { status: 404, .. }) => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// Files a feed in another category.
    pub fn file(&self, id: &str, folder: &str) -> Result<(), RemoteError> {
        let category = self.category(folder)?;
        self.change_feed(id, &json!({"category_id": category}))
    }

    /// Gives a feed another name.
    pub fn rename(&self, id: &str, name: &str) -> Result<(), RemoteError> {
        self.change_feed(id, &json!({"title": name}))
    }

    fn change_feed(&self, id: &str, body: &Value) -> Result<(), RemoteError> {
        let path = format!("feeds/{id}");
        self.send(Method::Put, &path, Some(body), "a change of subscriptions").map(drop)
    }

    fn get(&self, path: &str, what: &'static str) -> Result<Response, RemoteError> {
        self.send(Method::Get, path, None, what)
    }

    fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        what: &'static str,
    ) -> Result<Response, RemoteError> {
        let answer = self.line.send(self.request(method, path, body)?)?;
        self.checked(answer, what)
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Request, RemoteError> {
        let unfit = |_too_long| RemoteError::Unreadable { address: self.base.clone(), what: "" };
        let address = Link::parse(&format!("{}{path}", self.base)).map_err(unfit)?;
        let request = Request::service(method, address).header(self.auth.0, self.auth.1.clone());
        Ok(match body {
            Some(body) => request.body("application/json", body.to_string().into_bytes()),
            None => request,
        })
    }

    fn checked(&self, answer: Response, what: &'static str) -> Result<Response, RemoteError> {
        let address = self.base.clone();
        match answer.status {
            // A page of somebody else's, such as one to log in at.
            200..=204 if answer.body.trim_ascii().starts_with(b"<") => {
                Err(RemoteError::Unreadable { address, what })
            }
            200..=204 => Ok(answer),
            status @ (401 | 403) => Err(RemoteError::Refused { address, status, hint: HINT }),
            // Of its own errors Miniflux says in JSON what they are.
            404 if !answer.body.trim_ascii().starts_with(b"{") => Err(RemoteError::WrongAddress {
                address,
                api: "Miniflux API",
                status: "404".to_owned(),
                hint: ", it is that of Miniflux's own pages",
            }),
            status => {
                Err(RemoteError::Status { address, status, what, said: error_words(&answer.body) })
            }
        }
    }
}

fn error_words(body: &[u8]) -> Prose {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let words = json.as_ref().and_then(|json| json["error_message"].as_str());
    words.map_or_else(|| said(body), |words| Prose::line(words).cut(200))
}

fn not_found(address: &str) -> RemoteError {
    RemoteError::NotSubscribed(Prose::line(&format!(
        "{address}: the server found no feed there; check the address"
    )))
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
        read: line.status != "unread",
        starred: line.starred,
        item,
        ..Entry::default()
    }
}

/// The ids of entries.
pub fn ids(entries: &[Entry]) -> HashSet<String> {
    entries.iter().map(|entry| entry.id.clone()).collect()
}
