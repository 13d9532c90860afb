//! Mends a store: counts anew, indexes anew, and takes out of a damaged file what can still be read.
//!
//! A damaged file is never written to. What it still gives goes into a new file that takes its place; the damaged one
//! stays beside it under another name.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, Statement, params_from_iter};

use super::error::About;
use super::library::Care;
use super::schema::STEPS;
use super::{FILE_NAME, Library, StoreError, index, migrate, open};

/// A damaged file may name any number as its last.
pub(super) const MOST_ROWS: i64 = 50_000_000;
/// So many rows are asked for beyond the last that is known of, in case the number of the last is lost.
const BEYOND: i64 = 1000;

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Where the damaged file stands now, if there was one.
    pub damaged: Option<PathBuf>,
    /// Articles in the store now.
    pub articles: usize,
    /// Articles that were known of and could not be read.
    pub lost: usize,
}

impl Library {
    /// Mends the store in a folder, which no other program should be using.
    ///
    /// Where the file is whole, its counts and its index are made anew. Where it is damaged, everything that can be read
    /// goes into a new one; marks, tags, versions and subscriptions come along.
    pub fn repair(dir: &Path) -> Result<Repaired, StoreError> {
        let path = dir.join(FILE_NAME);
        let problem = match Self::open(dir) {
            Ok(mut library) => match library.mend() {
                Ok(true) => {
                    let articles = library.count_articles()?;
                    return Ok(Repaired { articles, ..Repaired::default() });
                }
                Ok(false) => StoreError::Damaged { path: path.clone() },
                Err(error) => error,
            },
            Err(error) => error,
        };
        match problem {
            StoreError::Damaged { .. } => salvage(&path),
            other => Err(other),
        }
    }

    /// Makes counts and index anew, where the rest of the file is whole. Whether it is.
    fn mend(&mut self) -> Result<bool, StoreError> {
        let mut verdicts: Vec<String> = Vec::new();
        self.connection()
            .pragma_query(None, "integrity_check", |row| {
                verdicts.push(row.get(0)?);
                Ok(())
            })
            .about(self.path())?;
        // The full-text index is made of the articles; anything else cannot be mended in place.
        if verdicts.iter().any(|verdict| verdict != "ok" && !verdict.contains("FTS5 table")) {
            return Ok(false);
        }
        self.write(Care::ReadersOwn, |connection| {
            connection.execute_batch(COUNT_ANEW)?;
            connection.execute_batch(
                "INSERT INTO words (words) VALUES ('delete-all'); INSERT INTO heads (heads) VALUES ('delete-all')",
            )?;
            index::rebuild(connection, &mut |_| ())
        })?;
        Ok(true)
    }

    fn count_articles(&self) -> Result<usize, StoreError> {
        let count = "SELECT count(*) FROM article";
        let number: i64 =
            self.connection().query_row(count, [], |row| row.get(0)).about(self.path())?;
        Ok(number as usize)
    }
}

/// The tallies, from the articles themselves.
const COUNT_ANEW: &str = "
UPDATE tally SET (listed, unread, starred, later) =
    (SELECT count(*), coalesce(sum(read = 0), 0), coalesce(sum(starred), 0), coalesce(sum(later), 0)
     FROM article WHERE hidden = 0 AND aside = 0);
INSERT OR IGNORE INTO tally_of_feed SELECT id, 0, 0 FROM feed;
UPDATE tally_of_feed SET (articles, unread) =
    (SELECT count(*), coalesce(sum(read = 0), 0) FROM article
     WHERE article.feed = tally_of_feed.feed AND hidden = 0 AND aside = 0);
";

/// The version that made the index of words what it is.
const INDEXED_SINCE: usize = 2;

/// Feeds whose rows are lost get new ones, so that their articles can be read.
const LOST_FEEDS: &str = "INSERT INTO feed (id, source)
    SELECT DISTINCT feed, 'lost:' || feed FROM article WHERE feed NOT IN (SELECT id FROM feed)";

fn salvage(path: &Path) -> Result<Repaired, StoreError> {
    let fresh = path.with_extension("salvaged.part");
    remove(&fresh)?;
    open::make_file(&fresh)?;
    let (lost, articles) = fill(&fresh, path).about(path)?;
    let damaged = keep_damaged(path)?;
    fs::rename(&fresh, path).map_err(|cause| StoreError::of_io(path, cause))?;
    // Opening brings a file of an older version up to date and switches the log on.
    drop(Library::open(path.parent().unwrap_or(path))?);
    Ok(Repaired { damaged: Some(damaged), articles, lost })
}

/// Fills a new file from a damaged one. How many articles were lost, and how many are there.
fn fill(fresh: &Path, damaged: &Path) -> rusqlite::Result<(usize, usize)> {
    let old = open::damaged(damaged)?;
    let version = migrate::version(&old).ok().and_then(|version| usize::try_from(version).ok());
    let version = version.unwrap_or(STEPS.len()).clamp(1, STEPS.len());
    let new = open::for_salvage(fresh)?;
    migrate::make(&new, version)?;
    new.execute_batch("BEGIN")?;
    let mut lost = 0;
    for table in tables(&new)? {
        let missing = Copy::new(&old, &new, &table)?.all()?;
        lost += if table == "article" { missing } else { 0 };
    }
    // Of older versions opening makes what is missing.
    if version >= INDEXED_SINCE {
        index::rebuild_words(&new, &mut |_| ())?;
    }
    if version == STEPS.len() {
        new.execute_batch(LOST_FEEDS)?;
        index::rebuild_heads(&new, &mut |_| ())?;
    }
    let articles: i64 = new.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
    new.execute_batch("COMMIT")?;
    Ok((lost, articles as usize))
}

/// The tables whose rows are copied: those that are not made of others.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut select = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words%'
             AND name NOT LIKE 'heads%' AND name NOT LIKE 'tally%' AND name <> 'facts'
         ORDER BY CASE name WHEN 'feed' THEN 0 WHEN 'article' THEN 1 ELSE 2 END",
    )?;
    select.query_map([], |row| row.get(0))?.collect()
}

/// One table on its way from a damaged file into a new one.
struct Copy<'c> {
    old: &'c Connection,
    new: &'c Connection,
    table: &'c str,
    insert: Statement<'c>,
}

impl<'c> Copy<'c> {
    fn new(old: &'c Connection, new: &'c Connection, table: &'c str) -> rusqlite::Result<Self> {
        let columns = new.prepare(&format!("SELECT * FROM {table}"))?.column_count();
        let places = vec!["?"; columns].join(", ");
        let insert = new.prepare(&format!("INSERT OR IGNORE INTO {table} VALUES ({places})"))?;
        Ok(Self { old, new, table, insert })
    }

    /// Copies every row that can be read. How many seem to be lost.
    fn all(mut self) -> rusqlite::Result<usize> {
        if self.rows("true", 0).is_ok() {
            return Ok(0);
        }
        let (which, keys) = self.keys()?;
        // What cannot be read is passed over: that is what this is for.
        Ok(keys.into_iter().filter(|key| self.rows(&which, *key).is_err()).count())
    }

    /// Copies the rows for which a condition on `?1` holds, as far as they can be read.
    fn rows(&mut self, which: &str, key: i64) -> rusqlite::Result<()> {
        let select = format!("SELECT * FROM {} WHERE {which} AND ?1 = ?1", self.table);
        let mut select = self.old.prepare_cached(&select)?;
        let columns = select.column_count();
        let mut rows = select.query([key])?;
        while let Some(row) = rows.next()? {
            let values: Vec<Value> =
                (0..columns).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
            self.insert.execute(params_from_iter(values))?;
        }
        Ok(())
    }

    /// How the rows are asked for one by one: a condition, and what is put into it.
    fn keys(&self) -> rusqlite::Result<(String, Vec<i64>)> {
        let about = match self.table {
            "tag" => Some(("article", "article")),
            "forgotten" => Some(("feed", "feed")),
            // Small tables without numbers: what came before the damage is there already.
            "meta" | "session" => return Ok((String::new(), Vec::new())),
            _ => None,
        };
        let Some((column, of)) = about else {
            let keys = (1..=self.last_row().saturating_add(BEYOND)).collect();
            return Ok(("rowid = ?1".to_owned(), keys));
        };
        let mut ids = self.new.prepare(&format!("SELECT id FROM {of}"))?;
        let keys = ids.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok((format!("{column} = ?1"), keys))
    }

    /// The number of the last row that is known of.
    fn last_row(&self) -> i64 {
        let number = |select: &str| {
            self.old.query_row(select, [], |row| row.get::<_, Option<i64>>(0)).ok().flatten()
        };
        let named = if matches!(self.table, "body" | "place") { "article" } else { self.table };
        let counted = format!("SELECT seq FROM sqlite_sequence WHERE name = '{named}'");
        let newest = format!("SELECT max(rowid) FROM {}", self.table);
        number(&counted).max(number(&newest)).unwrap_or_default().clamp(0, MOST_ROWS)
    }
}

/// Gives the damaged file and its log another name too. The file itself stays until the new one takes its place.
fn keep_damaged(path: &Path) -> Result<PathBuf, StoreError> {
    let name = |number: u32| path.with_extension(format!("damaged-{number}.db"));
    let number = (1..u32::MAX).find(|number| !name(*number).exists()).unwrap_or_default();
    let kept = name(number);
    fs::hard_link(path, &kept).map_err(|cause| StoreError::of_io(&kept, cause))?;
    for ending in ["-wal", "-shm"] {
        let (log, kept_log) = (beside(path, ending), beside(&kept, ending));
        // The new file must not be given the log of the old one.
        if log.exists() {
            fs::rename(&log, &kept_log).map_err(|cause| StoreError::of_io(&log, cause))?;
        }
    }
    Ok(kept)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), StoreError> {
    for path in [path.to_owned(), beside(path, "-wal"), beside(path, "-journal")] {
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::of_io(&path, cause));
            }
            _ => {}
        }
    }
    Ok(())
}
