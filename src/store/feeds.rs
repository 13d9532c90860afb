//! Subscribing, giving up, filing: what the reader does with feeds.
//!
//! A feed that is given up keeps its row and its articles, which are put aside but for those the reader has starred, kept
//! for later or tagged: subscribing again brings them back with their marks. Every name an article came by has a row; only those the reader has chosen are subscriptions.

use rusqlite::{Connection, OptionalExtension, params};

use super::feed_row::{self, State};
use super::library::Care;
use super::{FeedChange, Library, Step, StoreError, journal, outbox, samples};
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
            let mut after = last_position(connection)?;
            let (feed, made) = subscribe(connection, source, title, choices, now, &mut after)?;
            journal::record(connection, &Step::of_feeds(made.into_iter().collect()))?;
            Ok((feed, made.is_some()))
        })
    }

    /// Subscribes to many feeds at once, in one commit and one step of `undo`; see [`subscribe`](Self::subscribe).
    ///
    /// Returns their numbers, and whether each was not subscribed to before.
    pub fn subscribe_all(
        &mut self,
        feeds: &[(Source, Choices)],
        now: Moment,
    ) -> Result<Vec<(FeedId, bool)>, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let (mut answers, mut step) = (Vec::with_capacity(feeds.len()), Vec::new());
            // Asked once: a list may be of many thousands.
            let mut after = last_position(connection)?;
            for (source, choices) in feeds {
                let (feed, made) = subscribe(connection, source, None, choices, now, &mut after)?;
                answers.push((feed, made.is_some()));
                step.extend(made);
            }
            journal::record(connection, &Step::of_feeds(step))?;
            Ok(answers)
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
            note_choices(connection, feed, choices)?;
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

/// Has the server told whose feed it is, where name or folder become others.
fn note_choices(connection: &Connection, feed: FeedId, choices: &Choices) -> rusqlite::Result<()> {
    let select = "SELECT coalesce(name, ''), folder, coalesce(title, '') FROM feed WHERE id = ?1";
    let before = connection
        .query_row(select, [feed.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    let Some((name, folder, title)) = before else { return Ok(()) };
    let chosen = choices.name.as_deref().unwrap_or_default();
    if chosen != name {
        let told = if chosen.is_empty() { &title } else { chosen };
        outbox::note_feed(connection, feed, "name", told)?;
    }
    if choices.folder.as_str() != folder {
        outbox::note_feed(connection, feed, "folder", &choices.folder)?;
    }
    Ok(())
}

/// The place of the last feed in the list.
fn last_position(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(position), 0) FROM feed", [], |row| row.get(0))
}

/// Subscribes to one feed, at the place behind `after`; what it changed, if it was not subscribed to before.
fn subscribe(
    connection: &Connection,
    source: &Source,
    title: Option<&Prose>,
    choices: &Choices,
    now: Moment,
    after: &mut i64,
) -> rusqlite::Result<(FeedId, Option<FeedChange>)> {
    let feed = id_of(connection, &source.to_string())?;
    let Some(made) = apply(connection, &[FeedChange { feed, on: true }])?.pop() else {
        return Ok((feed, None));
    };
    *after += 1;
    let mut update = connection.prepare_cached(
        "UPDATE feed SET title = coalesce(?2, title), due = ?3, retired = NULL, failures = 0, trouble = NULL,
             position = ?4
         WHERE id = ?1",
    )?;
    update.execute(params![feed.0, title.map(Prose::as_str), now.second(), *after])?;
    feed_row::write_choices(connection, feed, choices)?;
    samples::make_room(connection)?;
    Ok((feed, Some(made)))
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
    connection.prepare_cached("INSERT INTO feed (source) VALUES (?1)")?.execute([source])?;
    Ok(FeedId(connection.last_insert_rowid()))
}

/// Subscribes to feeds or gives them up, and has the servers told whose feeds they are. Returns the changes that made a
/// difference.
pub(super) fn apply(
    connection: &Connection,
    changes: &[FeedChange],
) -> rusqlite::Result<Vec<FeedChange>> {
    let made = apply_quietly(connection, changes)?;
    for change in &made {
        let on = if change.on { "1" } else { "0" };
        outbox::note_feed(connection, change.feed, "subscribed", on)?;
    }
    Ok(made)
}

/// What the reader has starred, kept for later or tagged stays where it is found, but where a server says what is.
const PUT_ASIDE: &str = "UPDATE article SET aside = ?2 WHERE feed = ?1 AND aside <> ?2 AND (?2 = 0
     OR (starred = 0 AND later = 0 AND id NOT IN (SELECT article FROM tag))
     OR EXISTS (SELECT 1 FROM feed WHERE feed.id = ?1 AND feed.source LIKE 'account:%'))";

/// The same as a server has said; it is not told.
pub(super) fn apply_quietly(
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
        let mut update = connection.prepare_cached(&update)?;
        if update.execute(params![change.feed.0, to as i64])? > 0 {
            connection.prepare_cached(PUT_ASIDE)?.execute(params![change.feed.0, !change.on])?;
            made.push(*change);
        }
    }
    Ok(made)
}
