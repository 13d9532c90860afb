//! What is changed: marks, stars, subscriptions.

use serde_json::{Value, json};

use super::super::{RemoteError, json};
use super::{Category, Miniflux};
use crate::fetch::Method;
use crate::news::RemoteFeed;
use crate::text::Prose;

impl Miniflux<'_> {
    /// Marks articles read or unread.
    pub fn mark_read(&self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        let ids: Vec<i64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        let status = if on { "read" } else { "unread" };
        let body = json!({"entry_ids": ids, "status": status});
        self.send(Method::Put, "entries", Some(&body), "a change of marks").map(drop)
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
        match made {
            Ok(_) => {}
            Err(RemoteError::Status { said, .. }) if said.contains("already exists") => {}
            // It cannot read the feed, and could not the next time.
            Err(RemoteError::Status { status: 400 | 500, said, .. }) if !said.is_empty() => {
                return Err(RemoteError::NotSubscribed(Prose::line(&format!("{address}: {said}"))));
            }
            Err(error) if error.is_unclear() => {}
            Err(error) => return Err(error),
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
        let answer = match self.checked(answer, what) {
            // Of what it did not find there it says in words why; without words it is ill itself.
            Err(RemoteError::Status { status: 400 | 404 | 500, said, .. }) if !said.is_empty() => {
                return Err(not_found(address));
            }
            answer => answer?,
        };
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
}

fn not_found(address: &str) -> RemoteError {
    RemoteError::NotSubscribed(Prose::line(&format!(
        "{address}: the server found no feed there; check the address"
    )))
}
