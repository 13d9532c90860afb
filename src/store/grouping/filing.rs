//! Writes what came of grouping: where articles went, in one short transaction.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Waited, serial, turn_over};
use crate::news::{ArticleId, Mark, Moment};
use crate::store::library::Care;
use crate::store::{Library, MarkChange, StoreError, journal, marks};

/// Where an article went.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Which one.
    pub article: ArticleId,
    /// Its story.
    pub story: u32,
    /// Its day.
    pub day: Moment,
    /// What it is recognised by: words and runs. `None` where nothing comes that could be like it.
    pub signature: Option<(Vec<u8>, Vec<u8>)>,
    /// The article whose text it has.
    pub copy_of: Option<ArticleId>,
}

/// What came of grouping some articles.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// The version of the engine.
    pub engine: i64,
    /// The number of the last change before what it follows from was read.
    pub serial: i64,
    /// Those that waited, in the order they were put in.
    pub filed: Vec<Filed>,
    /// Others whose story has changed.
    pub moved: Vec<(ArticleId, u32)>,
    /// Stories that became part of another, in order.
    pub joined: Vec<(u32, u32)>,
    /// The leading article of each story that has changed.
    pub leads: Vec<(u32, ArticleId)>,
    /// Articles that their stories are no longer recognised by.
    pub dropped: Vec<ArticleId>,
    /// What no longer waits, as [`Ungrouped::at`] and the article.
    pub done: Vec<Waited>,
    /// Whether a copy of what was read is read.
    pub fold: bool,
}

impl Library {
    /// Writes what came of grouping. `None` where stories were changed meanwhile: then it is to be done again. Else the
    /// copies that are read now.
    pub fn file(&mut self, filing: &Filing) -> Result<Option<Vec<ArticleId>>, StoreError> {
        self.write(Care::Derived, |connection| {
            if serial(connection)? != filing.serial {
                return Ok(None);
            }
            put(connection, filing)?;
            let read = if filing.fold { fold(connection, filing)? } else { Vec::new() };
            turn_over(connection)?;
            Ok(Some(read))
        })
    }
}

fn put(connection: &Connection, filing: &Filing) -> rusqlite::Result<()> {
    let mut changed: Vec<u32> = Vec::new();
    for filed in &filing.filed {
        changed.extend(put_one(connection, filing.engine, filed)?);
    }
    let mut go = connection.prepare_cached("UPDATE storied SET story = ?2 WHERE article = ?1")?;
    for (article, story) in &filing.moved {
        go.execute(params![article.0, story])?;
        begin(connection, filing.engine, *story)?;
        changed.push(*story);
    }
    for (from, into) in &filing.joined {
        connection
            .prepare_cached("UPDATE storied SET story = ?2 WHERE story = ?1")?
            .execute(params![from, into])?;
        connection
            .prepare_cached("UPDATE story SET joined = ?2 WHERE id = ?1")?
            .execute(params![from, into])?;
        changed.push(*into);
    }
    let mut forget = connection.prepare_cached("DELETE FROM signature WHERE article = ?1")?;
    filing.dropped.iter().try_for_each(|article| forget.execute([article.0]).map(drop))?;
    let mut done =
        connection.prepare_cached("DELETE FROM ungrouped WHERE at = ?1 AND article = ?2")?;
    filing.done.iter().try_for_each(|(at, article)| done.execute([*at, article.0]).map(drop))?;
    changed.sort_unstable();
    changed.dedup();
    changed.iter().try_for_each(|story| settle(connection, *story, None))?;
    let mut lead = connection.prepare_cached("UPDATE story SET lead = ?2 WHERE id = ?1")?;
    filing
        .leads
        .iter()
        .try_for_each(|(story, article)| lead.execute(params![story, article.0]).map(drop))
}

/// Puts an article into its story. Returned are the stories that this changes.
fn put_one(connection: &Connection, engine: i64, filed: &Filed) -> rusqlite::Result<Vec<u32>> {
    let before = "SELECT story FROM storied WHERE article = ?1";
    let before: Option<u32> = connection
        .prepare_cached(before)?
        .query_row([filed.article.0], |row| row.get(0))
        .optional()?;
    begin(connection, engine, filed.story)?;
    // It may have been dropped since it was read.
    let put = connection
        .prepare_cached(
            "INSERT OR REPLACE INTO storied (article, story, engine, at, copy_of)
             SELECT id, ?2, ?3, ?4, (SELECT id FROM article WHERE id = ?5) FROM article WHERE id = ?1",
        )?
        .execute(params![
            filed.article.0,
            filed.story,
            engine,
            filed.day.second(),
            filed.copy_of.map(|id| id.0)
        ])?;
    if let (1, Some((words, runs))) = (put, &filed.signature) {
        connection
            .prepare_cached("INSERT OR REPLACE INTO signature VALUES (?1, ?2, ?3)")?
            .execute(params![filed.article.0, words, runs])?;
    }
    if let Some(before) = before.filter(|before| *before != filed.story) {
        settle(connection, before, Some(filed.story))?;
    }
    Ok(vec![filed.story])
}

/// Makes the row of a story, or gives it to the engine that goes on with it.
fn begin(connection: &Connection, engine: i64, story: u32) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO story (id, engine, first, last) VALUES (?1, ?2, 0, 0)
             ON CONFLICT (id) DO UPDATE SET engine = excluded.engine, joined = NULL
                 WHERE engine <> excluded.engine OR joined IS NOT NULL",
        )?
        .execute(params![story, engine])
        .map(drop)
}

/// Writes down from when to when a story is told. One that has lost its last article has become part of another.
pub(in crate::store) fn settle(
    connection: &Connection,
    story: u32,
    into: Option<u32>,
) -> rusqlite::Result<()> {
    let span = "SELECT min(at), max(at) FROM storied WHERE story = ?1";
    let span: (Option<i64>, Option<i64>) = connection
        .prepare_cached(span)?
        .query_row([story], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let (Some(first), Some(last)) = span {
        connection
            .prepare_cached("UPDATE story SET first = ?2, last = ?3, joined = NULL WHERE id = ?1")?
            .execute(params![story, first, last])?;
    } else if let Some(into) = into {
        connection
            .prepare_cached("UPDATE story SET joined = ?2 WHERE id = ?1 AND joined IS NULL")?
            .execute(params![story, into])?;
    }
    Ok(())
}

/// Marks copies read of which the original is. They become part of the step that has read it: `undo` takes back both, and
/// what the reader did since comes first.
fn fold(connection: &Connection, filing: &Filing) -> rusqlite::Result<Vec<ArticleId>> {
    let mut is_read = connection.prepare_cached(
        "SELECT 1 FROM article WHERE id = ?1 AND read = 1 AND EXISTS (
             SELECT 1 FROM article WHERE id = ?2 AND read = 0 AND hidden = 0)",
    )?;
    let mut read = Vec::new();
    for filed in &filing.filed {
        let Some(original) = filed.copy_of else { continue };
        if !is_read.exists([original.0, filed.article.0])? {
            continue;
        }
        let change = MarkChange { id: filed.article, mark: Mark::Read, on: true };
        let made = marks::apply(connection, &[change])?;
        read.extend(made.iter().map(|change| change.id));
        journal::add_to(connection, MarkChange { id: original, ..change }, &made)?;
    }
    Ok(read)
}
