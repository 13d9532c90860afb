//! The subscriptions of an account, as its server lists them.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::account::AccountId;
use super::library::Care;
use super::{FeedChange, Library, Shelf, StoreError, feeds, samples};
use crate::news::{FeedId, RemoteFeed, Source};
use crate::text::{Link, Prose};

/// What a list of subscriptions has changed here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subscribed {
    /// Feeds that came.
    pub came: usize,
    /// Feeds that are no longer on the list: hidden with their articles, not erased.
    pub gone: usize,
}

impl Library {
    /// Takes over the whole list of an account's feeds. What the reader has changed here and the server does not know of
    /// yet stays as it is.
    pub fn take_subscriptions(
        &mut self,
        account: AccountId,
        name: &str,
        listed: &[RemoteFeed],
    ) -> Result<Subscribed, StoreError> {
        self.write(Care::Fetched, |connection| {
            let mut subscribed = Subscribed::default();
            for remote in listed {
                let feed = feed_of(connection, account, name, remote)?;
                if !is_waiting(connection, feed, "subscribed")?
                    && !feeds::apply_quietly(connection, &[FeedChange { feed, on: true }])?
                        .is_empty()
                {
                    place_last(connection, feed)?;
                    subscribed.came += 1;
                }
                describe(connection, feed, remote)?;
            }
            subscribed.gone = hide_others(connection, account, listed)?;
            if subscribed.came > 0 {
                samples::make_room(connection)?;
            }
            Ok(subscribed)
        })
    }

    /// The feed for articles whose own feed is not on the account's list, made where it is missing.
    pub fn other_articles(&mut self, name: &str) -> Result<FeedId, StoreError> {
        let source = Source::Account { account: name.to_owned(), address: String::new() };
        self.write(Care::Fetched, |connection| {
            let feed = feeds::id_of(connection, &source.to_string())?;
            feeds::apply_quietly(connection, &[FeedChange { feed, on: true }])?;
            Ok(feed)
        })
    }
}

impl Shelf {
    /// The feeds of an account by what its server calls them.
    pub fn remote_feeds(&self, account: AccountId) -> Result<HashMap<String, FeedId>, StoreError> {
        let select = "SELECT id, feed FROM remote_feed WHERE account = ?1";
        let pairs = self.rows(select, [account.0], |row| {
            Ok(Some((row.get::<_, String>(0)?, FeedId(row.get(1)?))))
        })?;
        Ok(pairs.into_iter().collect())
    }
}

/// The feed that a server means: known by its id, else by its address, else a new one.
fn feed_of(
    connection: &Connection,
    account: AccountId,
    name: &str,
    remote: &RemoteFeed,
) -> rusqlite::Result<FeedId> {
    let source = Source::Account { account: name.to_owned(), address: remote.address.clone() };
    let source = source.to_string();
    let mut select =
        connection.prepare_cached("SELECT feed FROM remote_feed WHERE account = ?1 AND id = ?2")?;
    let known = select.query_map(params![account.0, remote.id], |row| row.get(0).map(FeedId))?;
    if let Some(feed) = known.last().transpose()? {
        // The server may read it from elsewhere now; where another feed is read from there, the old name stays.
        connection
            .prepare_cached("UPDATE OR IGNORE feed SET source = ?2 WHERE id = ?1 AND source <> ?2")?
            .execute(params![feed.0, source])?;
        return Ok(feed);
    }
    let feed = feeds::id_of(connection, &source)?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO remote_feed (account, id, feed) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![account.0, remote.id, feed.0])?;
    Ok(feed)
}

/// Whether a change of the reader's still waits to be told.
fn is_waiting(connection: &Connection, feed: FeedId, kind: &str) -> rusqlite::Result<bool> {
    let select = "SELECT 1 FROM outbox WHERE feed = ?1 AND kind = ?2";
    connection.prepare_cached(select)?.exists(params![feed.0, kind])
}

fn place_last(connection: &Connection, feed: FeedId) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE feed SET retired = NULL, failures = 0, trouble = NULL, due = NULL,
             position = (SELECT coalesce(max(position), 0) + 1 FROM feed) WHERE id = ?1",
        [feed.0],
    )?;
    Ok(())
}

/// Title, site and folder as the server has them. A new title there is one that the reader gave it elsewhere.
fn describe(connection: &Connection, feed: FeedId, remote: &RemoteFeed) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE feed SET name = iif(title IS NOT ?2 AND ?4 = 0, NULL, name), title = coalesce(?2, title),
                 site = coalesce(?3, site) WHERE id = ?1",
        )?
        .execute(params![
            feed.0,
            remote.title.as_ref().map(Prose::as_str),
            remote.site.as_ref().map(Link::as_str),
            is_waiting(connection, feed, "name")?,
        ])?;
    if !is_waiting(connection, feed, "folder")? {
        connection
            .prepare_cached("UPDATE feed SET folder = ?2 WHERE id = ?1 AND folder <> ?2")?
            .execute(params![feed.0, remote.folder.as_str()])?;
    }
    Ok(())
}

/// Hides the feeds of an account that are not on its list. How many.
fn hide_others(
    connection: &Connection,
    account: AccountId,
    listed: &[RemoteFeed],
) -> rusqlite::Result<usize> {
    let mut select = connection.prepare_cached(
        "SELECT remote_feed.id, feed FROM remote_feed JOIN feed ON feed.id = feed
         WHERE account = ?1 AND state = 1",
    )?;
    let known: Vec<(String, FeedId)> = select
        .query_map([account.0], |row| Ok((row.get(0)?, FeedId(row.get(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    let mut gone = 0;
    for (id, feed) in known {
        if listed.iter().any(|remote| remote.id == id)
            || is_waiting(connection, feed, "subscribed")?
        {
            continue;
        }
        gone += feeds::apply_quietly(connection, &[FeedChange { feed, on: false }])?.len();
    }
    Ok(gone)
}
