//! Facts that were found and kept, and which of them another version of the engine has found.

use rusqlite::params;

use super::codec::facts;
use super::library::Care;
use super::{Library, Shelf, StoreError, row};
use crate::news::{ArticleId, Facts};

/// An article whose facts are those of another version of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// Which one.
    pub id: ArticleId,
    /// What tells whether its text is still the one that was read.
    changed: Option<i64>,
}

/// What an engine has found in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundFacts {
    /// In which one.
    pub of: Outdated,
    /// The version of the engine.
    pub engine: u32,
    /// What was found, also what the reader calls wrong.
    pub facts: Facts,
}

impl Shelf {
    /// Listed articles whose facts another version of the engine has found, the newest first.
    pub fn outdated(&self, engine: u32) -> Result<Vec<Outdated>, StoreError> {
        // Two ranges of the index of facts, which are empty nearly always: no facts are read.
        let select = "SELECT article.id, changed FROM facts JOIN article USING (id)
             WHERE (engine < ?1 OR engine > ?1) AND hidden = 0 AND aside = 0
             ORDER BY at DESC, rank";
        self.rows(select, [engine], |row| {
            let id = row::whole(row, 0)?.map(ArticleId);
            let changed = row::whole(row, 1)?;
            Ok(id.map(|id| Outdated { id, changed }))
        })
    }
}

impl Library {
    /// Keeps what was found in some articles in one commit. Of a text that is another one by now nothing is kept.
    pub fn keep_found(&mut self, found: &[FoundFacts]) -> Result<(), StoreError> {
        self.write(Care::Derived, |connection| {
            let mut keep = connection.prepare_cached(
                "INSERT OR REPLACE INTO facts SELECT id, ?2, ?3 FROM article WHERE id = ?1 AND changed IS ?4",
            )?;
            for FoundFacts { of, engine, facts } in found {
                keep.execute(params![of.id.0, engine, facts::write(facts), of.changed])?;
            }
            Ok(())
        })
    }
}
