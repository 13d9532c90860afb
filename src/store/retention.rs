//! Drops old articles, by the reader's rule. What is dropped is remembered by its key, so that it never comes back as new.
//!
//! Never dropped: what is starred, unread, kept for later or tagged by the reader; kept pages, files and the bundled
//! articles. What the reader has hidden counts as read.

use rusqlite::{Connection, params};

use super::library::Care;
use super::{Library, StoreError, index};
use crate::news::{ArticleId, FeedId, Moment, Source};

/// Articles dropped in one transaction, so that another program never waits long for its turn.
const AT_ONCE: usize = 500;
/// So many different days on which something came in must lie after an article before it is too old: a clock that is
/// wrong for a day drops nothing.
const SURE_DAYS: i64 = 7;
const DAY_SECONDS: i64 = 86_400;
/// What a rule may drop.
const UNPROTECTED: &str = "(read = 1 OR hidden = 1) AND starred = 0 AND later = 0 AND id NOT IN (SELECT article FROM tag) \
     AND id NOT IN (SELECT article FROM outbox WHERE article IS NOT NULL)";

/// How much is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// What holds for every feed.
    pub all: Limits,
    /// What holds for single feeds instead.
    pub of_feed: Vec<(FeedId, Limits)>,
}

/// How much of a feed is kept; `None` is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Articles that came in longer ago than this are dropped.
    pub days: Option<u32>,
    /// The newest so many stay; older ones are dropped.
    pub per_feed: Option<u32>,
}

/// What was dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Articles.
    pub articles: usize,
}

impl Library {
    /// Drops what the rule no longer keeps.
    pub fn prune(&mut self, retention: &Retention, now: Moment) -> Result<Pruned, StoreError> {
        let mut pruned = Pruned::default();
        for feed in self.write(Care::Fetched, feeds)? {
            let own =
                retention.of_feed.iter().find(|(id, _)| *id == feed).map(|(_, limits)| *limits);
            let limits = own.unwrap_or(retention.all);
            let old =
                self.write(Care::Fetched, |connection| too_old(connection, feed, limits, now))?;
            for some in old.chunks(AT_ONCE) {
                pruned.articles +=
                    self.write(Care::Fetched, |connection| drop_all(connection, some))?;
            }
        }
        Ok(pruned)
    }
}

/// The feeds a rule may touch.
fn feeds(connection: &Connection) -> rusqlite::Result<Vec<FeedId>> {
    let mut select = connection.prepare("SELECT id FROM feed WHERE state > 0 AND source <> ?1")?;
    select.query_map([Source::Pages.to_string()], |row| row.get(0).map(FeedId))?.collect()
}

/// The articles of a feed that are beyond its limits and that nothing protects.
fn too_old(
    connection: &Connection,
    feed: FeedId,
    limits: Limits,
    now: Moment,
) -> rusqlite::Result<Vec<ArticleId>> {
    if limits == Limits::default() {
        return Ok(Vec::new());
    }
    let before = limits.days.map(|days| cut_off(connection, days, now)).transpose()?;
    let mut select = connection.prepare_cached(&format!(
        "SELECT id FROM (
             SELECT *, row_number() OVER (ORDER BY at DESC, rank, id) AS place FROM article WHERE feed = ?1)
         WHERE (arrived < ?2 OR place > ?3) AND {UNPROTECTED}"
    ))?;
    let values =
        params![feed.0, before.unwrap_or(i64::MIN), limits.per_feed.map_or(i64::MAX, i64::from)];
    select.query_map(values, |row| row.get(0).map(ArticleId))?.collect()
}

/// The second before which an article came in too long ago.
fn cut_off(connection: &Connection, days: u32, now: Moment) -> rusqlite::Result<i64> {
    let by_clock = now.second().saturating_sub(i64::from(days) * DAY_SECONDS);
    let nth = SURE_DAYS.min(i64::from(days)).max(1) - 1;
    let select = "SELECT DISTINCT arrived / ?1 FROM article ORDER BY 1 DESC LIMIT 1 OFFSET ?2";
    let mut statement = connection.prepare_cached(select)?;
    let mut rows = statement.query([DAY_SECONDS, nth])?;
    let sure: Option<i64> = rows.next()?.map(|row| row.get(0)).transpose()?;
    Ok(by_clock.min(sure.map_or(i64::MIN, |day| day * DAY_SECONDS)))
}

/// Drops those of the articles that are still unprotected: the reader may have starred one since they were looked for.
/// Returns how many.
fn drop_all(connection: &Connection, ids: &[ArticleId]) -> rusqlite::Result<usize> {
    let mut still = connection
        .prepare_cached(&format!("SELECT 1 FROM article WHERE id = ?1 AND {UNPROTECTED}"))?;
    let mut remember = connection.prepare_cached(
        "INSERT OR IGNORE INTO forgotten SELECT feed, key FROM article WHERE id = ?1",
    )?;
    let mut article = connection.prepare_cached("DELETE FROM article WHERE id = ?1")?;
    let mut dropped = 0;
    for id in ids {
        if !still.exists([id.0])? {
            continue;
        }
        dropped += 1;
        remember.execute([id.0])?;
        index::remove(connection, *id)?;
        // Its body, facts, place, versions and tags go with it.
        article.execute([id.0])?;
    }
    Ok(dropped)
}
