//! Subscribing, giving up, filing: what the reader does with feeds.
//!
//! A feed that is given up keeps its row and its articles, which are put aside: subscribing again brings them back with
//! their marks. Every name an article came by has a row; only those the reader has chosen are subscriptions.

use rusqlite::{Connection, OptionalExtension, params};

use super::feed_row::{self, State};
use super::library::Care;
use super::{FeedChange, Library, Step, StoreError, journal, samples};
use crate::news::{Choices, FeedId, Moment, Source};
use crate::text::Prose;

impl Library {
    /// Subscribes to a feed, at the end of the list. Returns its number, and whether it was not subscribed to before.
    ///
    /// A feed that was given up comes back with its articles and their marks, and with these choices. One that is
    /// subscribed to already stays as it is. The first subscription puts the bundled articles aside, unless the reader
    /// has shown or put them aside by hand.
    pub fn subscribe(
        &mut self,
        source: &Source,
        title: Option<&Prose>,
        choices: &Choices,
        now: Moment,
    ) -> Result<(FeedId, bool), StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let feed = id_of(connection, &source.to_string())?;
            let made = apply(connection, &[FeedChange { feed, on: true }])?;
            if made.is_empty() {
                return Ok((feed, false));
            }
            connection.execute(
                "UPDATE feed SET title = coalesce(?2, title), due = ?3, retired = NULL, failures = 0, trouble = NULL,
                     position = (SELECT coalesce(max(position), 0) + 1 FROM feed)
                 WHERE id = ?1",
                params![feed.0, title.map(Prose::as_str), now.second()],
            )?;
            feed_row::write_choices(connection, feed, choices)?;
            samples::make_room(connection)?;
            journal::record(connection, &Step::of_feeds(made))?;
            Ok((feed, true))
        })
    }

    /// Gives a feed up: it is looked at no more, its articles are put aside. Nothing is deleted. Whether it was
    /// subscribed to.
    pub fn unsubscribe(&mut self, feed: FeedId) -> Result<bool, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let made = apply(connection, &[FeedChange { feed, on: false }])?;
            let was_there = !made.is_empty();
            journal::record(connection, &Step::of_feeds(made))?;
            Ok(was_there)
        })
    }

    /// Keeps what the reader has chosen for a feed, instead of what was chosen before.
    pub fn choose(&mut self, feed: FeedId, choices: &Choices) -> Result<(), StoreError> {
        let is_there = self.write(Care::ReadersOwn, |connection| {
            feed_row::write_choices(connection, feed, choices)
        })?;
        self.expect_feed(feed, is_there)
    }

    /// Keeps a new place to read a feed from: its server says that it has moved for good (301, 308).
    ///
    /// Errs where another feed is read from there already; then nothing changes.
    pub fn move_source(&mut self, feed: FeedId, source: &Source) -> Result<(), StoreError> {
        let address = source.to_string();
        let moved = self.write(Care::ReadersOwn, |connection| {
            let holder = find(connection, &address)?;
            if holder.is_some_and(|holder| holder != feed) {
                return Ok(None);
            }
            // What a server said at the old place says nothing about the new one.
            let rows = connection.execute(
                "UPDATE feed SET source = ?2, etag = NULL, last_modified = NULL WHERE id = ?1",
                params![feed.0, address],
            )?;
            Ok(Some(rows > 0))
        })?;
        match moved {
            None => Err(StoreError::Doubled { address }),
            Some(is_there) => self.expect_feed(feed, is_there),
        }
    }

    /// Puts the feeds into this order; those that are not named follow as they stood.
    pub fn arrange(&mut self, order: &[FeedId]) -> Result<(), StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let after = order.len() as i64;
            connection.execute("UPDATE feed SET position = position + ?1", [after])?;
            let mut place = connection.prepare("UPDATE feed SET position = ?2 WHERE id = ?1")?;
            for (position, feed) in order.iter().enumerate() {
                place.execute(params![feed.0, position as i64])?;
            }
            Ok(())
        })
    }

    /// Errs where a feed was not there.
    pub(super) fn expect_feed(&self, feed: FeedId, is_there: bool) -> Result<(), StoreError> {
        let path = self.path();
        let missing = || StoreError::NoFeed { path: path.to_owned(), feed: feed.0 };
        is_there.then_some(()).ok_or_else(missing)
    }
}

/// The number of the feed of that source, if there is one.
pub(super) fn find(connection: &Connection, source: &str) -> rusqlite::Result<Option<FeedId>> {
    let mut select = connection.prepare_cached("SELECT id FROM feed WHERE source = ?1")?;
    select.query_row([source], |row| row.get(0).map(FeedId)).optional()
}

/// The number of the feed of that source; it gets a row where it has none.
pub(super) fn id_of(connection: &Connection, source: &str) -> rusqlite::Result<FeedId> {
    if let Some(feed) = find(connection, source)? {
        return Ok(feed);
    }
    connection.execute("INSERT INTO feed (source) VALUES (?1)", [source])?;
    Ok(FeedId(connection.last_insert_rowid()))
}

/// Subscribes to feeds or gives them up. Returns the changes that made a difference.
pub(super) fn apply(
    connection: &Connection,
    changes: &[FeedChange],
) -> rusqlite::Result<Vec<FeedChange>> {
    let mut made = Vec::new();
    for change in changes {
        let (from, to) = if change.on {
            ("state <> 1", State::Subscribed)
        } else {
            ("state = 1", State::GivenUp)
        };
        let update = format!("UPDATE feed SET state = ?2 WHERE id = ?1 AND {from}");
        if connection.execute(&update, params![change.feed.0, to as i64])? > 0 {
            connection.execute(
                "UPDATE article SET aside = ?2 WHERE feed = ?1 AND aside <> ?2",
                params![change.feed.0, !change.on],
            )?;
            made.push(*change);
        }
    }
    Ok(made)
}
