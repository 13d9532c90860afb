//! What the reader watches for, and where it was seen.
//!
//! What a watch means is known to `news::watch`; whether an article has it is found out in `desk`.

use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use super::error::About;
use super::filter::Filter;
use super::library::Care;
use super::{Library, Shelf, StoreError, find, row};
use crate::news::query::Query;
use crate::news::watch::{Watch, WatchId};
use crate::news::{ArticleId, Moment};

/// A new watch looks back over so many articles.
const LOOKS_BACK: i64 = 5_000;

/// A watch as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Watched {
    /// Its number.
    pub id: WatchId,
    /// What is watched for.
    pub watch: Watch,
    /// Articles it was seen in.
    pub articles: u32,
    /// Those of them that were not read.
    pub unread: u32,
    /// When the newest of them was published, or came in.
    pub last: Option<Moment>,
    /// The last article it was looked for in.
    pub looked: ArticleId,
}

/// Begins to watch for something, or finds the watch that there is.
pub(super) fn begin(connection: &Connection, watch: &Watch) -> rusqlite::Result<WatchId> {
    let line = watch.to_string();
    connection.execute(
        "INSERT OR IGNORE INTO watch (line, looked)
         SELECT ?1, max(0, coalesce((SELECT max(id) FROM article), 0) - ?2)",
        params![line, LOOKS_BACK],
    )?;
    let id = "SELECT id FROM watch WHERE line = ?1";
    connection.query_row(id, [line], |row| row.get(0).map(WatchId))
}

impl Library {
    /// Begins to watch for something; what is watched for already stays as it is.
    ///
    /// The next look goes through the articles that came in last, too.
    pub fn watch(&mut self, watch: &Watch) -> Result<WatchId, StoreError> {
        self.write(Care::ReadersOwn, |connection| begin(connection, watch))
    }

    /// Stops watching. Whether there was such a watch.
    pub fn unwatch(&mut self, id: WatchId) -> Result<bool, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            Ok(connection.execute("DELETE FROM watch WHERE id = ?1", [id.0])? > 0)
        })
    }

    /// Keeps where a watch was seen, and up to which article it was looked for.
    pub fn keep_sightings(
        &mut self,
        id: WatchId,
        articles: &[ArticleId],
        looked: ArticleId,
    ) -> Result<(), StoreError> {
        self.write(Care::Derived, |connection| {
            // One that was given up meanwhile, and articles that are gone, are passed over.
            let mut keep = connection.prepare_cached(
                "INSERT OR IGNORE INTO sighting SELECT watch.id, article.id FROM watch, article
                 WHERE watch.id = ?1 AND article.id = ?2",
            )?;
            for article in articles {
                keep.execute([id.0, article.0])?;
            }
            let advance = "UPDATE watch SET looked = max(looked, ?2) WHERE id = ?1";
            connection.execute(advance, [id.0, looked.0])?;
            Ok(())
        })
    }
}

impl Shelf {
    /// What is watched for, in the order it was asked for.
    pub fn watches(&self) -> Result<Vec<Watched>, StoreError> {
        let select =
            "SELECT watch.id, line, looked, count(listed.id), total(listed.read = 0), max(at)
             FROM watch LEFT JOIN sighting ON sighting.watch = watch.id
             LEFT JOIN article AS listed
                 ON listed.id = sighting.article AND listed.hidden = 0 AND listed.aside = 0
             GROUP BY watch.id ORDER BY watch.id";
        self.rows(select, [], watched)
    }

    /// The articles of a query that came in after another, in the order they came.
    pub fn ids_after(
        &self,
        query: &Query,
        after: ArticleId,
        today: Date,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let mut filter = Filter::new(query, today);
        filter.only_after(after);
        let mut ids = find::ids(self.connection(), self.texts(), &filter).about(self.path())?;
        ids.sort_unstable();
        Ok(ids)
    }

    /// The article that came in last; 0 where there is none.
    pub fn newest(&self) -> Result<ArticleId, StoreError> {
        let newest = self.rows("SELECT coalesce(max(id), 0) FROM article", [], |row| {
            Ok(Some(ArticleId(row.get(0)?)))
        })?;
        Ok(newest.into_iter().next().unwrap_or(ArticleId(0)))
    }
}

/// A row; one that cannot be read any more is passed over.
fn watched(row: &Row<'_>) -> rusqlite::Result<Option<Watched>> {
    let line = row::raw(row, 1)?.unwrap_or_default();
    let Ok(watch) = Watch::parse(&line) else { return Ok(None) };
    Ok(Some(Watched {
        id: WatchId(row.get(0)?),
        watch,
        looked: ArticleId(row.get(2)?),
        articles: row.get(3)?,
        unread: row.get::<_, f64>(4)? as u32,
        last: row.get::<_, Option<i64>>(5)?.and_then(Moment::from_second),
    }))
}
