//! What the reader has called wrong: facts of an article, and things of several articles that are not the same.

use rusqlite::{Connection, Row, params};
use serde_json::Value;

use super::error::About;
use super::library::Care;
use super::{Library, Shelf, Step, StoreError, journal, row};
use crate::news::{ArticleId, Dismissal, FactKind};
use crate::text::Prose;

/// A fact that was called wrong, or right after all.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactChange {
    /// Of which article.
    pub id: ArticleId,
    /// Which fact.
    pub fact: Dismissal,
    /// Whether it is wrong.
    pub on: bool,
}

/// A thing that was called not the same, or the same after all.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SameChange {
    /// What it goes by.
    pub key: String,
    /// The first of the articles it is about.
    pub id: ArticleId,
    /// Whether it is not the same.
    pub on: bool,
}

/// How much was called wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// Facts.
    pub facts: u32,
    /// Things that are not the same.
    pub not_same: u32,
}

impl Library {
    /// Calls a fact of an article wrong, or takes that back, in one step of `undo`. Whether anything has changed.
    pub fn dismiss(
        &mut self,
        id: ArticleId,
        fact: &Dismissal,
        on: bool,
    ) -> Result<bool, StoreError> {
        let change = FactChange { id, fact: fact.clone(), on };
        self.write(Care::ReadersOwn, |connection| {
            let dismissed = apply_facts(connection, &[change])?;
            let step = Step { dismissed, ..Step::default() };
            journal::record(connection, &step)?;
            Ok(!step.is_empty())
        })
    }

    /// Calls a thing not the same, or takes that back, in one step of `undo`. Whether anything has changed.
    pub fn call_not_same(
        &mut self,
        key: &str,
        id: ArticleId,
        on: bool,
    ) -> Result<bool, StoreError> {
        let change = SameChange { key: key.to_owned(), id, on };
        self.write(Care::ReadersOwn, |connection| {
            let not_same = apply_same(connection, &[change])?;
            let step = Step { not_same, ..Step::default() };
            journal::record(connection, &step)?;
            Ok(!step.is_empty())
        })
    }
}

impl Shelf {
    /// The facts of an article that are wrong.
    pub fn dismissed(&self, id: ArticleId) -> Result<Vec<Dismissal>, StoreError> {
        let select = "SELECT kind, words FROM dismissed WHERE article = ?1";
        self.rows(select, [id.0], dismissal)
    }

    /// Whether a thing was called not the same.
    pub fn is_not_same(&self, key: &str) -> Result<bool, StoreError> {
        let select = "SELECT EXISTS (SELECT 1 FROM not_same WHERE key = ?1)";
        let found = self.connection().prepare_cached(select);
        found.and_then(|mut found| found.query_row([key], |row| row.get(0))).about(self.path())
    }

    /// How much was called wrong.
    pub fn refused(&self) -> Result<Refused, StoreError> {
        let select = "SELECT (SELECT count(*) FROM dismissed), (SELECT count(*) FROM not_same)";
        let read = |row: &Row<'_>| Ok(Refused { facts: row.get(0)?, not_same: row.get(1)? });
        self.connection().query_row(select, [], read).about(self.path())
    }
}

/// A row of kind and words; one that cannot be read is passed over.
fn dismissal(row: &Row<'_>) -> rusqlite::Result<Option<Dismissal>> {
    let (Some(kind), Some(words)) = (row::raw(row, 0)?, row::raw(row, 1)?) else { return Ok(None) };
    let Some(kind) = FactKind::from_name(&kind) else { return Ok(None) };
    Ok(Some(Dismissal {
        kind,
        words: words.lines().map(|it| Prose::line(it).to_string()).collect(),
    }))
}

/// Makes the changes and returns those that made a difference.
pub(super) fn apply_facts(
    connection: &Connection,
    changes: &[FactChange],
) -> rusqlite::Result<Vec<FactChange>> {
    let mut add = connection.prepare_cached(
        "INSERT OR IGNORE INTO dismissed SELECT id, ?2, ?3 FROM article WHERE id = ?1",
    )?;
    let mut drop = connection
        .prepare_cached("DELETE FROM dismissed WHERE article = ?1 AND kind = ?2 AND words = ?3")?;
    let mut made = Vec::with_capacity(changes.len());
    for change in changes {
        let statement = if change.on { &mut add } else { &mut drop };
        let words = change.fact.words.join("\n");
        if !words.is_empty()
            && statement.execute(params![change.id.0, change.fact.kind.name(), words])? > 0
        {
            made.push(change.clone());
        }
    }
    Ok(made)
}

/// The same for things that are not the same.
pub(super) fn apply_same(
    connection: &Connection,
    changes: &[SameChange],
) -> rusqlite::Result<Vec<SameChange>> {
    let mut add = connection.prepare_cached(
        "INSERT OR IGNORE INTO not_same SELECT ?1, id FROM article WHERE id = ?2",
    )?;
    let mut drop =
        connection.prepare_cached("DELETE FROM not_same WHERE key = ?1 AND article = ?2")?;
    let mut made = Vec::with_capacity(changes.len());
    for change in changes {
        let statement = if change.on { &mut add } else { &mut drop };
        if statement.execute(params![change.key, change.id.0])? > 0 {
            made.push(change.clone());
        }
    }
    Ok(made)
}

/// The facts of a line of an export that the reader has called wrong.
pub(super) fn read_back(id: ArticleId, wrong: &Value) -> Vec<FactChange> {
    let change = |json: &Value| {
        let kind = FactKind::from_name(json["kind"].as_str()?)?;
        let words = json["words"].as_array()?.iter().filter_map(|words| words.as_str());
        let words: Vec<Prose> = words.map(Prose::line).collect();
        let fact = Dismissal::new(kind, words.iter().map(Prose::as_str));
        Some(FactChange { id, fact, on: true })
    };
    wrong.as_array().into_iter().flatten().filter_map(change).collect()
}
