//! What is changed: marks, labels, subscriptions.

use super::super::json::{self, object};
use super::super::{Entry, ItemId, RemoteError};
use super::{GReader, LABEL, READ, STARRED};
use crate::fetch::Secret;
use crate::news::RemoteFeed;
use crate::text::Prose;

/// Articles named in one change.
pub const AT_ONCE: usize = 100;

impl GReader<'_> {
    /// Marks articles read or unread.
    pub fn mark_read(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        self.set(ids, READ, on, |entry| entry.read)
    }

    /// Sets stars or clears them.
    pub fn star(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        self.set(ids, STARRED, on, |entry| entry.starred)
    }

    /// Sets a mark or clears it. Miniflux takes off what is set already (measured with 2.2.6): there, articles are looked
    /// at first, also when it is tried again.
    fn set(
        &mut self,
        ids: &[&str],
        stream: &str,
        on: bool,
        is_set: impl Fn(&Entry) -> bool,
    ) -> Result<(), RemoteError> {
        if !on || !self.turns_marks()? {
            return self.edit(ids, stream, on);
        }
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let entries = self.contents(&ids)?;
        let unset = entries.iter().filter(|entry| !is_set(entry));
        let unset: Vec<&str> = unset.map(|entry| entry.id.as_str()).collect();
        if unset.is_empty() { Ok(()) } else { self.edit(&unset, stream, on) }
    }

    /// Gives articles a label or takes it off.
    pub fn label(&mut self, ids: &[&str], label: &str, on: bool) -> Result<(), RemoteError> {
        self.edit(ids, &format!("{LABEL}{label}"), on)
    }

    /// One thing added or taken away a request: of several, some servers see the last alone.
    fn edit(&mut self, ids: &[&str], stream: &str, on: bool) -> Result<(), RemoteError> {
        let what = "a change of marks";
        let mut fields: Vec<(&str, Secret)> =
            ids.iter().map(|id| ("i", ItemId::stored(id).sent().into())).collect();
        fields.push((if on { "a" } else { "r" }, stream.into()));
        let answer = self.post("edit-tag", &fields, what)?;
        self.is_done(&answer.body, what)
    }

    /// An empty list says that it is not known what was wanted; a page, that somebody else answers.
    fn is_done(&self, body: &[u8], what: &'static str) -> Result<(), RemoteError> {
        let address = self.session.base.clone();
        match body.trim_ascii().first() {
            Some(b'[') => Err(RemoteError::Unsupported { address, what }),
            Some(b'<') => Err(RemoteError::Unreadable { address, what }),
            _ => Ok(()),
        }
    }

    /// Subscribes to a feed, or to the feed of a site; the server may take minutes. Given is what it calls the feed.
    ///
    /// Where no answer comes, nothing is asked twice: the list of subscriptions says whether it was done.
    pub fn subscribe(&mut self, address: &str) -> Result<RemoteFeed, RemoteError> {
        let before = self.subscriptions()?;
        let is_it =
            |feed: &RemoteFeed| feed.address.trim_end_matches('/') == address.trim_end_matches('/');
        if let Some(known) = before.iter().find(|feed| is_it(feed)) {
            return Ok(known.clone());
        }
        let added = self.quick_add(address);
        if let Err(error) = &added
            && !error.is_unclear()
        {
            return Err(added.err().unwrap_or_else(|| not_found(address)));
        }
        let listed = self.subscriptions()?;
        let is_new = |feed: &&RemoteFeed| !before.iter().any(|known| known.id == feed.id);
        let named = added.ok().flatten();
        let found = listed.iter().find(|feed| named.as_deref() == Some(feed.id.as_str()));
        let found = found.or_else(|| listed.iter().find(|feed| is_it(feed)));
        let found = found.or_else(|| listed.iter().find(is_new));
        found.cloned().ok_or_else(|| not_found(address))
    }

    /// What the server calls the feed it has found, where it says.
    fn quick_add(&mut self, address: &str) -> Result<Option<String>, RemoteError> {
        #[derive(serde::Deserialize)]
        struct Added {
            #[serde(default, rename = "numResults", deserialize_with = "json::text")]
            results: Option<String>,
            #[serde(default, rename = "streamId", deserialize_with = "json::text")]
            stream: Option<String>,
        }
        let what = "a subscription";
        let answer =
            self.post_once("subscription/quickadd", &[("quickadd", address.into())], true)?;
        let answer = self.checked(answer, what)?;
        let added: Added = object(&answer.body, &self.session.base, what)?;
        if added.results.as_deref() == Some("0") {
            return Err(not_found(address));
        }
        Ok(added.stream)
    }

    /// Subscribes no longer.
    pub fn unsubscribe(&mut self, id: &str) -> Result<(), RemoteError> {
        self.edit_feed(&[("ac", "unsubscribe".into()), ("s", id.into())])
    }

    /// Files a feed in another folder; the old one is taken off it.
    pub fn file(&mut self, id: &str, from: &str, to: &str) -> Result<(), RemoteError> {
        let mut fields: Vec<(&str, Secret)> = vec![("ac", "edit".into()), ("s", id.into())];
        let label = |name: &str| Secret::from(format!("{LABEL}{name}"));
        fields.extend((!to.is_empty()).then(|| ("a", label(to))));
        fields.extend((!from.is_empty() && from != to).then(|| ("r", label(from))));
        self.edit_feed(&fields)
    }

    /// Gives a feed another name.
    pub fn rename(&mut self, id: &str, name: &str) -> Result<(), RemoteError> {
        self.edit_feed(&[("ac", "edit".into()), ("s", id.into()), ("t", name.into())])
    }

    fn edit_feed(&mut self, fields: &[(&str, Secret)]) -> Result<(), RemoteError> {
        let what = "a change of subscriptions";
        let answer = self.post("subscription/edit", fields, what)?;
        self.is_done(&answer.body, what)
    }
}

fn not_found(address: &str) -> RemoteError {
    RemoteError::NotSubscribed(Prose::line(&format!(
        "{address}: the server found no feed there; check the address"
    )))
}
