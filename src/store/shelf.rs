//! The connections that read: lists, articles, places, facts.
//!
//! Search is in `search`. A damaged file is read as far as it goes.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Params, Row};

use super::codec::facts;
use super::error::About;
use super::filter::Filter;
use super::texts::Texts;
use super::{Counts, StoreError, counts, find, open, row};
use crate::news::query::Query;
use crate::news::{Article, ArticleId, Facts, Headline, Marks, Place};
use crate::text::Prose;

/// A reading half of the store. It never changes anything; any number may be open.
#[derive(Debug)]
pub struct Shelf {
    connection: Connection,
    texts: Texts,
    path: PathBuf,
}

impl Shelf {
    /// Opens the store in a folder for reading, also where neither folder nor file can be written.
    ///
    /// A damaged file is opened if it can be: what it still gives is better than nothing.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let (connection, path) = open::for_reading(dir, open::BUSY)?;
        Ok(Self { connection, texts: Texts::default(), path })
    }

    /// Reads a store in memory that a [`Library`](super::Library) of this program has made.
    pub fn in_memory(name: &str) -> Result<Self, StoreError> {
        let (connection, path) = open::memory_for_reading(name)?;
        Ok(Self { connection, texts: Texts::default(), path })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file is damaged: then what it gives is what is left.
    pub fn is_damaged(&self) -> bool {
        open::is_damaged(&self.path)
    }

    /// Whether it reads the file as it stood when it was opened, since not even a log can be written beside it.
    pub fn is_frozen(&self) -> bool {
        self.connection.is_readonly("main").unwrap_or(true)
    }

    /// The first rows of a list. By date and with a mark at most, the cost does not grow with the store.
    pub fn first(
        &self,
        query: &Query,
        today: Date,
        limit: usize,
    ) -> Result<Vec<Headline>, StoreError> {
        let filter = Filter::new(query, today);
        self.filtered((&filter, &filter.select(row::HEADLINE)), limit, row::headline)
    }

    /// The rows around an article in the list of all, newest first, and where it stands among them.
    ///
    /// `None` where it is not listed. The cost does not grow with the store: this is for a screen that opens where it was.
    pub fn around(
        &self,
        id: ArticleId,
        reach: usize,
    ) -> Result<Option<(Vec<Headline>, usize)>, StoreError> {
        let place = "SELECT at, rank FROM article WHERE id = ?1 AND hidden = 0 AND aside = 0";
        let Some((at, rank)) = self.one(place, id, |row| Ok((row.get(0)?, row.get(1)?)))? else {
            return Ok(None);
        };
        let place: [i64; 3] = [at, rank, id.0];
        let select = |before: bool| {
            let (newer, lower, order) = if before {
                (
                    "at >= ?1 AND (at > ?1",
                    "rank < ?2 OR (rank = ?2 AND id < ?3)",
                    "at, rank DESC, id DESC",
                )
            } else {
                (
                    "at <= ?1 AND (at < ?1",
                    "rank > ?2 OR (rank = ?2 AND id >= ?3)",
                    "at DESC, rank, id",
                )
            };
            let listed = "hidden = 0 AND aside = 0";
            let columns = row::HEADLINE;
            format!(
                "SELECT {columns} FROM article WHERE {listed} AND {newer} OR {lower}) ORDER BY {order} LIMIT {reach}"
            )
        };
        let mut rows = self.rows(&select(true), place, row::headline)?;
        rows.reverse();
        let position = rows.len();
        rows.extend(self.rows(&select(false), place, row::headline)?);
        Ok(Some((rows, position)))
    }

    /// The ids of a list, in order.
    pub fn ids(&self, query: &Query, today: Date) -> Result<Vec<ArticleId>, StoreError> {
        let filter = Filter::new(query, today);
        self.filtered((&filter, &filter.select("id")), usize::MAX, |row| {
            Ok(row::whole(row, 0)?.map(ArticleId))
        })
    }

    /// The rows of these articles, in the order of `ids`; what is not there is left out.
    pub fn headlines(&self, ids: &[ArticleId]) -> Result<Vec<Headline>, StoreError> {
        let select = format!("SELECT {} FROM article WHERE id = ?1", row::HEADLINE);
        let mut statement = self.connection.prepare(&select).about(&self.path)?;
        let found = ids.iter().map(|id| statement.query_row([id.0], row::headline).optional());
        found
            .filter_map(|row| row.map(Option::flatten).transpose())
            .collect::<Result<_, _>>()
            .about(&self.path)
    }

    /// How many articles there are, by state. Costs the same at any size.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        counts::read(&self.connection).about(&self.path)
    }

    /// A whole article, whether it is listed or not.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        let (columns, tables) = (row::ARTICLE, row::WHOLE);
        let select = format!("SELECT {columns} FROM {tables} WHERE article.id = ?1");
        let Some(mut article) = self.one(&select, id, |row| self.read_article(row))?.flatten()
        else {
            return Ok(None);
        };
        let own = self.tags_of(id)?;
        article
            .tags
            .extend(own.into_iter().filter(|tag| !article.tags.contains(tag)).collect::<Vec<_>>());
        Ok(Some(article))
    }

    /// What the reader has done with an article.
    pub fn marks(&self, id: ArticleId) -> Result<Option<Marks>, StoreError> {
        let select = "SELECT read, starred, later, hidden FROM article WHERE id = ?1";
        self.one(select, id, |row| row::marks(row, 0))
    }

    /// Where the reader stopped in an article.
    pub fn place(&self, id: ArticleId) -> Result<Option<Place>, StoreError> {
        let place = self.one("SELECT offset, top FROM place WHERE id = ?1", id, |row| {
            let at = |column| Ok::<_, rusqlite::Error>(row::whole(row, column)?.map(u32::try_from));
            Ok((at(0)?, at(1)?))
        })?;
        Ok(match place {
            Some((Some(Ok(offset)), Some(Ok(top)))) => Some(Place { offset, top }),
            _ => None,
        })
    }

    /// The facts that this version of the engine has found in an article, without those the reader has called wrong.
    pub fn facts(&self, id: ArticleId, engine: u32) -> Result<Option<Facts>, StoreError> {
        let stored = self.one("SELECT engine, facts FROM facts WHERE id = ?1", id, |row| {
            let is_current = row::whole(row, 0)? == Some(engine.into());
            Ok(row.get_ref(1)?.as_blob().ok().filter(|_| is_current).and_then(facts::read))
        })?;
        match stored.flatten() {
            Some(facts) => self.right_facts(id, facts).map(Some),
            None => Ok(None),
        }
    }

    /// Facts found in an article, without those the reader has called wrong.
    pub fn right_facts(&self, id: ArticleId, facts: Facts) -> Result<Facts, StoreError> {
        let wrong = self.dismissed(id)?;
        if wrong.is_empty() {
            return Ok(facts);
        }
        let article = self.article(id)?;
        Ok(article.map_or_else(Facts::default, |it| facts.without(it.body.text(), &wrong)))
    }

    /// A value of the last session.
    pub fn session(&self, key: &str) -> Result<Option<String>, StoreError> {
        let select = "SELECT value FROM session WHERE key = ?1";
        let value = self.connection.query_row(select, [key], |row| row::raw(row, 0)).optional();
        Ok(value.about(&self.path)?.flatten())
    }

    /// The outlets (or credits) of the listed articles with their numbers, most first.
    pub fn outlets(&self) -> Result<Vec<(Prose, u32)>, StoreError> {
        let select = "SELECT source, count(*) FROM article
             WHERE hidden = 0 AND aside = 0 AND source <> '' GROUP BY source ORDER BY 2 DESC, fold(source)";
        self.rows(select, [], |row| {
            let number = row::whole(row, 1)?.and_then(|number| u32::try_from(number).ok());
            Ok(row::line(row, 0)?.zip(number))
        })
    }

    /// Calls `each` with id, source and title of every article of a list, in order, without keeping any.
    pub fn titles(
        &self,
        query: &Query,
        today: Date,
        each: &mut dyn FnMut(ArticleId, &str, &str),
    ) -> Result<(), StoreError> {
        let filter = Filter::new(query, today);
        let select = filter.select("id, source, title");
        self.filtered((&filter, &select), usize::MAX, |row| {
            if let (Some(id), Some(title)) = (row::whole(row, 0)?, row::line(row, 2)?) {
                each(ArticleId(id), &row::line(row, 1)?.unwrap_or_default(), &title);
            }
            Ok(None::<()>)
        })
        .map(drop)
    }

    /// Looks the whole file over. Returns what is wrong with it, nothing where all is well. Reads every page.
    pub fn check(&self) -> Result<Vec<Prose>, StoreError> {
        let found = self.rows("PRAGMA integrity_check", [], |row| row::line(row, 0))?;
        Ok(found.into_iter().filter(|line| line.as_str() != "ok").collect())
    }

    /// A row of [`row::ARTICLE`].
    pub(super) fn read_article(&self, row: &Row<'_>) -> rusqlite::Result<Option<Article>> {
        row::article(&self.connection, &self.texts, row)
    }

    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// What every row gives, without those that give nothing. Where the file is damaged, what came before the damage.
    pub(super) fn rows<T>(
        &self,
        select: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<Vec<T>, StoreError> {
        self.collect(|found| {
            let mut statement = self.connection.prepare(select)?;
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                found.extend(read(row)?);
            }
            Ok(())
        })
    }

    /// What every row gives, as far as they can be read, and whether those are all.
    pub(super) fn readable<T>(
        &self,
        select: &str,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<(Vec<T>, bool), StoreError> {
        let mut found = Vec::new();
        let mut all = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(select)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                found.extend(read(row)?);
            }
            Ok(())
        };
        match all() {
            Err(error) if is_damage(&error) => Ok((found, false)),
            answer => answer.about(&self.path).map(|()| (found, true)),
        }
    }

    /// What every row of a filter's statement gives, up to so many rows.
    pub(super) fn filtered<T>(
        &self,
        asked: (&Filter, &str),
        limit: usize,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<Vec<T>, StoreError> {
        self.collect(|found| {
            find::each_row(&self.connection, &self.texts, asked, limit, &mut |row| {
                found.extend(read(row)?);
                Ok(())
            })
        })
    }

    fn collect<T>(
        &self,
        collect: impl FnOnce(&mut Vec<T>) -> rusqlite::Result<()>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        match collect(&mut found) {
            Err(error) if is_damage(&error) && !found.is_empty() => {
                log::warn!("{} is damaged; {} rows were read", self.path.display(), found.len());
                Ok(found)
            }
            answer => answer.about(&self.path).map(|()| found),
        }
    }

    pub(super) fn one<T>(
        &self,
        select: &str,
        id: ArticleId,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        self.connection.query_row(select, [id.0], read).optional().about(&self.path)
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
}
