//! The one connection that writes: articles, places, facts, the session.
//!
//! Marks are in `marks`, the bundled articles in `samples`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior, params};

use super::codec::facts;
use super::error::About;
use super::insert::{Inserter, Known};
use super::key::{self, Key};
use super::migrate::{Renewal, Told};
use super::texts::Texts;
use super::{StoreError, feeds, open};
use crate::news::{Article, ArticleId, Facts, Moment, Place};

/// Statements kept prepared: as many as taking in needs.
const STATEMENTS: usize = 48;
/// Characters of the text that tell an article without a name from another with the same title.
const BEGINNING: usize = 200;

/// An article on its way into the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArticle {
    /// What tells it from the others of its feed: the feed's id of it. Empty where it has none: then its address does,
    /// else its title and the beginning of its text.
    pub key: String,
    /// When it came in: its date where it has none of its own.
    pub arrived: Moment,
    /// The article; its `id` is not looked at, its `feed` is part of what it is known by.
    pub article: Article,
}

impl NewArticle {
    /// The key it is stored under.
    pub(super) fn stored_key(&self) -> Key {
        if !self.key.is_empty() {
            return key::of(&self.key);
        }
        if let Some(link) = &self.article.link {
            return key::of(link.as_str());
        }
        let beginning: String = self.article.body.text().chars().take(BEGINNING).collect();
        key::of(&format!("{}\n{beginning}", self.article.title))
    }
}

/// The writing half of the store. There may be one in each of several programs; each lives on one thread.
#[derive(Debug)]
pub struct Library {
    connection: Connection,
    texts: Box<Texts>,
    path: PathBuf,
}

/// What a transaction is about, and so how safely it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// Marks, places, articles: when the call returns they outlive a power cut.
    ReadersOwn,
    /// What can be found again, such as facts: it outlives a crash, but not surely a power cut. Never half there.
    Derived,
    /// What can be fetched again, with the validators that would keep it from being sent: as safe as what is derived.
    Fetched,
}

impl Library {
    /// Opens the store in a folder. Folder (0700) and file (0600) are made where they are missing.
    ///
    /// An older store is brought up to date, after a copy of it was put beside it. What is foreign, newer or damaged
    /// is left as it is. Waits up to 5 s for another program that writes.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::open_within(dir, open::BUSY, &mut |_| ())
    }

    /// The same, and tells how far it is where an older store is brought up to date.
    pub fn open_told(dir: &Path, told: &mut dyn FnMut(Renewal)) -> Result<Self, StoreError> {
        Self::open_within(dir, open::BUSY, told)
    }

    /// The same with another time to wait.
    pub(super) fn open_within(
        dir: &Path,
        busy: Duration,
        told: Told<'_>,
    ) -> Result<Self, StoreError> {
        let (connection, path) = open::for_writing(dir, busy, told)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { connection, texts: Box::default(), path })
    }

    /// A store in memory for what is read and not kept; connections of this program that name it share it.
    pub fn in_memory(name: &str) -> Result<Self, StoreError> {
        let (connection, path) = open::memory_for_writing(name)?;
        Ok(Self { connection, texts: Box::default(), path })
    }

    /// A number that changes whenever another connection has written to the store. Costs next to nothing.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let version = self.connection.query_row("PRAGMA data_version", [], |row| row.get(0));
        version.about(&self.path)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a batch in one transaction. Returns the ids of those that are new, in the order given.
    ///
    /// What the store has already (same feed and key) stays as it is, with its marks.
    pub fn add(&mut self, articles: &[NewArticle]) -> Result<Vec<ArticleId>, StoreError> {
        self.write_texts(Care::ReadersOwn, |connection, texts| {
            texts.provide(connection, articles.iter().map(|new| &new.article))?;
            let mut inserter = Inserter::new(connection, texts, Known::Stays)?;
            let mut added = Vec::with_capacity(articles.len());
            for new in articles {
                let source = new.article.feed.as_deref().unwrap_or_default();
                let feed = feeds::id_of(connection, source)?;
                let arrived = new.arrived.second();
                let stored =
                    inserter.insert(feed, new.stored_key(), arrived, &new.article, None)?;
                added.extend(stored.map(|id| (id, &new.article)));
            }
            for (id, article) in &added {
                inserter.index(*id, article, None)?;
            }
            Ok(added.into_iter().map(|(id, _)| id).collect())
        })
    }

    /// Keeps where a reader stopped. Nothing happens where the article is not there.
    pub fn keep_place(&mut self, id: ArticleId, place: Place) -> Result<(), StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO place SELECT id, ?2, ?3 FROM article WHERE id = ?1",
                params![id.0, place.offset, place.top],
            )?;
            Ok(())
        })
    }

    /// Keeps the facts that a version of the engine has found. Nothing happens where the article is not there.
    pub fn keep_facts(
        &mut self,
        id: ArticleId,
        engine: u32,
        facts: &Facts,
    ) -> Result<(), StoreError> {
        self.write(Care::Derived, |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO facts SELECT id, ?2, ?3 FROM article WHERE id = ?1",
                params![id.0, engine, facts::write(facts)],
            )?;
            Ok(())
        })
    }

    /// Keeps a small value for the next session under a name.
    pub fn keep_session(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(Care::Derived, |connection| {
            connection.execute("INSERT OR REPLACE INTO session VALUES (?1, ?2)", [key, value])?;
            Ok(())
        })
    }

    /// Does `work` in one transaction: all of it or nothing.
    ///
    /// The transaction takes the right to write at once. One that turned from reading to writing would be refused
    /// beside another program, however long it was ready to wait.
    pub(super) fn write<T>(
        &mut self,
        care: Care,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        transact(&mut self.connection, care, work).about(&self.path)
    }

    /// How much of the file is kept in memory by this connection.
    pub(super) fn set_cache(&self, kib: i64) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "cache_size", -kib).about(&self.path)
    }

    /// The same for work that packs or unpacks texts.
    pub(super) fn write_texts<T>(
        &mut self,
        care: Care,
        work: impl FnOnce(&Connection, &Texts) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let Self { connection, texts, path } = self;
        let answer = transact(connection, care, |connection| work(connection, texts));
        if answer.is_err() {
            // A pool that it made was never stored.
            texts.forget();
        }
        answer.about(path)
    }

    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn transact<T>(
    connection: &mut Connection,
    care: Care,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let synchronous = if care == Care::ReadersOwn { "FULL" } else { "NORMAL" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let answer = work(&transaction)?;
    transaction.commit()?;
    Ok(answer)
}
