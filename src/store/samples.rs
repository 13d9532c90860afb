//! The bundled articles: ordinary rows of a feed of their own, which can be put aside.
//!
//! An article that a newer version no longer bundles is put aside for good; nothing a reader did to it is lost.

use std::hash::{DefaultHasher, Hasher};

use rusqlite::{Connection, OptionalExtension, params};

use super::codec::parts;
use super::error::About;
use super::insert::{Inserter, Known, lines};
use super::library::Care;
use super::{Library, Shelf, StoreError, feeds, key};
use crate::news::Article;
use crate::text::{Link, Prose};

/// The feed of the bundled articles.
const FEED: &str = "sample";
/// In `meta`: whether they are put aside (`1`).
const ASIDE: &str = "samples.aside";
/// In `meta`: what they looked like when they were stored last.
const PRINT: &str = "samples.print";

impl Library {
    /// Shows the bundled articles in lists, or puts them aside.
    pub fn show_samples(&mut self, on: bool) -> Result<(), StoreError> {
        self.write(Care::ReadersOwn, |connection| put_aside(connection, !on))
    }

    /// Stores the bundled articles in the order given, which is kept among those of the same date, before all others.
    ///
    /// They are known by their address, else by their title; marks stay. Costs one small read where nothing is new.
    pub fn sync_samples(&mut self, articles: &[Article]) -> Result<(), StoreError> {
        let print = fingerprint(articles);
        self.write_texts(Care::ReadersOwn, |connection, texts| {
            if kept(connection, PRINT)?.as_deref() == Some(&print) {
                return Ok(());
            }
            retire_all(connection)?;
            let aside = kept(connection, ASIDE)?.as_deref() == Some("1");
            let feed = feeds::id_of(connection, FEED)?;
            let mut inserter = Inserter::new(connection, texts, Known::IsRenewed)?;
            for (at, article) in articles.iter().enumerate() {
                let article = Article { feed: Some(Prose::line(FEED)), ..article.clone() };
                let stored = inserter.insert(feed, key::of(name(&article)), 0, &article, None)?;
                let rank = at as i64 - articles.len() as i64;
                connection.execute(
                    "UPDATE article SET rank = ?1, aside = ?2 WHERE id = ?3",
                    params![rank, aside, stored.map(|id| id.0)],
                )?;
            }
            keep(connection, PRINT, &print)
        })
    }
}

impl Shelf {
    /// Whether the bundled articles are shown, as [`Library::show_samples`] has left it; they are at first.
    pub fn shows_samples(&self) -> Result<bool, StoreError> {
        let aside = kept(self.connection(), ASIDE).about(self.path())?;
        Ok(aside.as_deref() != Some("1"))
    }
}

/// Puts all of them aside; those that are still bundled come back at once.
fn retire_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE article SET rank = 0, aside = 1 WHERE feed = (SELECT id FROM feed WHERE source = ?1)",
        [FEED],
    )?;
    Ok(())
}

/// Puts the bundled articles aside for the first subscription, unless the reader has decided about them.
pub(super) fn make_room(connection: &Connection) -> rusqlite::Result<()> {
    if kept(connection, ASIDE)?.is_none() {
        put_aside(connection, true)?;
    }
    Ok(())
}

fn put_aside(connection: &Connection, aside: bool) -> rusqlite::Result<()> {
    keep(connection, ASIDE, if aside { "1" } else { "0" })?;
    connection.execute(
        "UPDATE article SET aside = ?1 WHERE feed = (SELECT id FROM feed WHERE source = ?2) AND rank < 0
             AND aside <> ?1",
        params![aside, FEED],
    )?;
    Ok(())
}

/// What an article is known by.
fn name(article: &Article) -> &str {
    article.link.as_ref().map_or(article.title.as_str(), Link::as_str)
}

/// Changes whenever an article does. Only compared with itself, so any hash will do.
fn fingerprint(articles: &[Article]) -> String {
    let mut hasher = DefaultHasher::new();
    for article in articles {
        let heads = [lines(&article.authors), lines(&article.tags), article.title.to_string()];
        for text in heads.iter().map(String::as_str).chain([article.body.text()]) {
            hasher.write(text.as_bytes());
            hasher.write_u8(0xff);
        }
        let head = (
            &article.source(),
            &article.published,
            &article.updated,
            &article.language,
            name(article),
        );
        std::hash::Hash::hash(&head, &mut hasher);
        hasher.write(&parts::write(article));
    }
    format!("{:016x}", hasher.finish())
}

fn kept(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let mut select = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    select.query_row([key], |row| row.get(0)).optional()
}

fn keep(connection: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?1, ?2)", [key, value])?;
    Ok(())
}
