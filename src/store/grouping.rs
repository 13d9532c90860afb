//! What the grouping of stories reads: articles that wait, what stories are recognised by, the reader's word on them.
//!
//! Reading takes no lock. What came of it is written as a [`Filing`], and only where nothing was filed or corrected since
//! what it follows from was read: the number of the last change (`serial`) tells.

mod filing;

use std::ops::RangeInclusive;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::About;
use super::library::Care;
use super::{Library, Shelf, StoreError, row};
use crate::news::{ArticleId, Moment};
use crate::text::Prose;

pub(super) use filing::settle;
pub use filing::{Filed, Filing};

/// Seconds.
const DAY: i64 = 86_400;
/// What is older than the newest article by so many days is no longer recognised, once nothing of its days waits.
const RECOGNISED_DAYS: i64 = 10;

/// No clock that is set shows less (seconds).
const SURE_CLOCK: i64 = 1_000_000_000;

/// An article that waits for its story.
#[derive(Clone, Debug)]
pub struct Ungrouped {
    /// Which one.
    pub id: ArticleId,
    /// What it waits under: its place in the list.
    pub at: i64,
    /// When it was published; no later than it came, whatever it says.
    pub day: Moment,
    /// Its headline.
    pub title: Prose,
    /// The story that it was in when an older engine had grouped it, or before its text was changed.
    pub was: Option<u32>,
    /// Whether it stays with the others of that story: its text was changed, the event is the same.
    pub stays: bool,
}

/// In place of the engine of an article whose text has changed since it was grouped.
const CHANGED: i64 = 0;

/// An article of the queue: what it waits under, and which one it is.
pub type Waited = (i64, ArticleId);

/// The reader's word on two articles, and which stories they are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// One of them, with its story.
    pub a: (ArticleId, Option<u32>),
    /// The other one.
    pub b: (ArticleId, Option<u32>),
    /// Whether they belong together, or apart.
    pub together: bool,
}

impl Shelf {
    /// Whether articles are to be put to their stories: one waits that came at some moment or later, or an older engine has
    /// grouped them.
    pub fn needs_grouping(&self, engine: i64, since: Option<Moment>) -> Result<bool, StoreError> {
        let connection = self.connection();
        let is_old = || -> rusqlite::Result<bool> {
            Ok(known_engine(connection)? < engine
                && connection.prepare_cached("SELECT 1 FROM storied LIMIT 1")?.exists([])?)
        };
        let needs = waits(connection, since).and_then(|waits| Ok(waits || is_old()?));
        needs.about(self.path())
    }
}

impl Shelf {
    /// Whether an article waits for its story.
    pub fn waits_for_story(&self, article: ArticleId) -> Result<bool, StoreError> {
        let select = "SELECT 1 FROM ungrouped JOIN article USING (at) WHERE article.id = ?1 AND ungrouped.article = ?1";
        let waits = self.connection().prepare_cached(select);
        waits.and_then(|mut waits| waits.exists([article.0])).about(self.path())
    }
}

/// The engine that has grouped what is grouped, 0 where none has.
fn known_engine(connection: &Connection) -> rusqlite::Result<i64> {
    let select = "SELECT value FROM meta WHERE key = 'story_engine'";
    let known = connection
        .prepare_cached(select)?
        .query_row([], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(known.and_then(|known| known.parse().ok()).unwrap_or_default())
}

fn waits(connection: &Connection, since: Option<Moment>) -> rusqlite::Result<bool> {
    let since = since.map_or(i64::MIN, Moment::second);
    connection.prepare_cached("SELECT 1 FROM ungrouped WHERE at >= ?1 LIMIT 1")?.exists([since])
}

impl Library {
    /// Where an article stands in the list (seconds); `None` for one that is gone.
    pub fn filed_at(&self, article: ArticleId) -> Result<Option<i64>, StoreError> {
        let select = "SELECT at FROM article WHERE id = ?1";
        let at = self.connection().prepare_cached(select);
        let at = at.and_then(|mut at| at.query_row([article.0], |row| row.get(0)).optional());
        at.about(self.path())
    }

    /// The number of the last change to stories.
    pub fn story_serial(&self) -> Result<i64, StoreError> {
        serial(self.connection()).about(self.path())
    }

    /// The number that no story has had yet.
    pub fn next_story(&self) -> Result<u32, StoreError> {
        let select = "SELECT seq FROM sqlite_sequence WHERE name = 'story'";
        let last = self.connection().query_row(select, [], |row| row.get::<_, i64>(0)).optional();
        let next = last.about(self.path())?.unwrap_or_default() + 1;
        Ok(u32::try_from(next).unwrap_or(u32::MAX))
    }

    /// Has all articles grouped again by a new engine; stories stay what they are until then.
    pub fn regroup(&mut self, engine: i64) -> Result<(), StoreError> {
        if known_engine(self.connection()).about(self.path())? >= engine {
            return Ok(());
        }
        self.write(Care::Derived, |connection| {
            connection.execute("DELETE FROM signature", [])?;
            connection.execute(
                "INSERT OR IGNORE INTO ungrouped SELECT article.at, id FROM storied JOIN article ON id = article
                 WHERE engine < ?1",
                [engine],
            )?;
            let set = "INSERT OR REPLACE INTO meta VALUES ('story_engine', ?1)";
            connection.execute(set, [engine.to_string()])?;
            turn_over(connection)
        })
    }

    /// Whether an article waits among those of some moments (seconds).
    pub fn waits_within(&self, moments: &RangeInclusive<i64>) -> Result<bool, StoreError> {
        let select = "SELECT 1 FROM ungrouped WHERE at BETWEEN ?1 AND ?2 LIMIT 1";
        let waits = self.connection().prepare_cached(select);
        let waits = waits.and_then(|mut waits| waits.exists([moments.start(), moments.end()]));
        waits.about(self.path())
    }

    /// Those of the articles waiting from some moments that came last, the oldest of them first, each as `read` takes it with its
    /// text; and what waits in vain, because it is grouped or gone.
    pub fn ungrouped<T>(
        &self,
        engine: i64,
        moments: &RangeInclusive<i64>,
        limit: usize,
        read: impl FnMut(Ungrouped, &str) -> T,
    ) -> Result<(Vec<T>, Vec<Waited>), StoreError> {
        self.read_ungrouped(engine, moments, limit, read).about(self.path())
    }

    fn read_ungrouped<T>(
        &self,
        engine: i64,
        moments: &RangeInclusive<i64>,
        limit: usize,
        mut read: impl FnMut(Ungrouped, &str) -> T,
    ) -> rusqlite::Result<(Vec<T>, Vec<Waited>)> {
        let mut select = self.connection().prepare_cached(
            "SELECT waiting.at, waiting.article, published, arrived, title, codec, text, story.id, storied.engine,
                 storied.story
             FROM (SELECT at, article FROM ungrouped WHERE at BETWEEN ?3 AND ?4
                 ORDER BY at DESC, article DESC LIMIT ?1) AS waiting
             LEFT JOIN article ON article.id = waiting.article
             LEFT JOIN body ON body.id = waiting.article
             LEFT JOIN storied ON storied.article = waiting.article
             LEFT JOIN story ON story.id = storied.story AND story.engine < ?2
             ORDER BY waiting.at, waiting.article",
        )?;
        let mut rows =
            select.query(params![limit as i64, engine, moments.start(), moments.end()])?;
        let (mut waiting, mut in_vain) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (at, id) = (row.get(0)?, ArticleId(row.get(1)?));
            let grouped_by = row::whole(row, 8)?;
            let is_grouped = grouped_by.is_some_and(|of| of >= engine);
            let (Some(arrived), false) = (row::moment(row, 3)?, is_grouped) else {
                in_vain.push((at, id));
                continue;
            };
            let text = match row::whole(row, 5)? {
                Some(codec) => {
                    self.texts().text(self.connection(), Some(codec), row.get_ref(6)?)?
                }
                None => None,
            };
            let one = Ungrouped {
                id,
                at,
                day: row::moment(row, 2)?.map_or(arrived, |day| no_later(day, arrived)),
                title: row::line(row, 4)?.unwrap_or_default(),
                was: story_number(row, if grouped_by == Some(CHANGED) { 9 } else { 7 })?,
                stays: grouped_by == Some(CHANGED),
            };
            // A text is dropped before the next one is unpacked.
            waiting.push(read(one, text.as_deref().unwrap_or_default()));
        }
        Ok((waiting, in_vain))
    }

    /// The runs of words of an article, where they are kept.
    pub fn runs(&self, id: ArticleId) -> Result<Option<Vec<u8>>, StoreError> {
        let select =
            self.connection().prepare_cached("SELECT runs FROM signature WHERE article = ?1");
        let runs = select.and_then(|mut select| {
            select
                .query_row([id.0], |row| Ok(row.get_ref(0)?.as_blob().ok().map(<[u8]>::to_vec)))
                .optional()
        });
        Ok(runs.about(self.path())?.flatten())
    }

    /// The article whose text another one has.
    pub fn copied(&self, id: ArticleId) -> Result<Option<ArticleId>, StoreError> {
        let select = "SELECT copy_of FROM storied WHERE article = ?1";
        let copied =
            self.connection().query_row(select, [id.0], |row| row::whole(row, 0)).optional();
        Ok(copied.about(self.path())?.flatten().map(ArticleId))
    }

    /// Everything the reader has said about what belongs together.
    pub fn pairs(&self) -> Result<Vec<Pair>, StoreError> {
        let pairs = || -> rusqlite::Result<Vec<Pair>> {
            let mut select = self.connection().prepare_cached(
                "SELECT a, b, together, one.story, other.story FROM story_pair
                 LEFT JOIN storied AS one ON one.article = a LEFT JOIN storied AS other ON other.article = b",
            )?;
            let pairs = select.query_map([], |row| {
                Ok(Pair {
                    a: (ArticleId(row.get(0)?), story_number(row, 3)?),
                    b: (ArticleId(row.get(1)?), story_number(row, 4)?),
                    together: row::whole(row, 2)? == Some(1),
                })
            })?;
            pairs.collect()
        };
        pairs().about(self.path())
    }

    /// Forgets what no article can be like any more: stories of which every report is old, unless something still waits whose
    /// days lie so many seconds from theirs at most. Returns how many articles that were.
    pub fn forget_signatures(&mut self, reach: i64) -> Result<usize, StoreError> {
        self.write(Care::Derived, |connection| {
            let newest = "SELECT max(at) FROM storied JOIN signature ON signature.article = storied.article";
            let newest: Option<i64> = connection.query_row(newest, [], |row| row.get(0))?;
            let before = newest.unwrap_or(i64::MIN).saturating_sub(RECOGNISED_DAYS * DAY);
            connection.execute(
                "DELETE FROM signature WHERE EXISTS (
                     SELECT 1 FROM storied JOIN story ON story.id = storied.story
                     WHERE storied.article = signature.article AND story.last < ?1 AND NOT EXISTS (
                         SELECT 1 FROM ungrouped WHERE at BETWEEN story.first - ?2 AND story.last + ?2))",
                params![before, reach],
            )
        })
    }
}

/// A date that lies after the moment something came in is wrong, unless the clock was: one that stood before 2001 tells
/// nothing, and samples came at no time at all.
fn no_later(day: Moment, arrived: Moment) -> Moment {
    let is_told = arrived.second() > SURE_CLOCK;
    if is_told && day.second() > arrived.second().saturating_add(DAY) { arrived } else { day }
}

pub(super) fn story_number(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<u32>> {
    Ok(row::whole(row, at)?.and_then(|number| u32::try_from(number).ok()))
}

fn serial(connection: &Connection) -> rusqlite::Result<i64> {
    let select = "SELECT value FROM meta WHERE key = 'story_serial'";
    let value = connection.query_row(select, [], |row| row.get::<_, String>(0)).optional()?;
    Ok(value.and_then(|value| value.parse().ok()).unwrap_or_default())
}

/// Has an article grouped again whose text has changed.
pub(super) fn group_anew(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    let changed = connection
        .prepare_cached("UPDATE storied SET engine = ?2 WHERE article = ?1")?
        .execute(params![id.0, CHANGED])?;
    if changed > 0 {
        connection
            .prepare_cached(
                "INSERT OR IGNORE INTO ungrouped SELECT at, id FROM article WHERE id = ?1",
            )?
            .execute([id.0])?;
    }
    // What is being grouped just now has the text of before, whether it waited or is told of.
    turn_over(connection)
}

/// Notes that stories have changed.
pub(super) fn turn_over(connection: &Connection) -> rusqlite::Result<()> {
    let next = serial(connection)?.wrapping_add(1);
    let set = "INSERT OR REPLACE INTO meta VALUES ('story_serial', ?1)";
    connection.prepare_cached(set)?.execute([next.to_string()]).map(drop)
}
