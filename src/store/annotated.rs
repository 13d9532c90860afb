//! Facts that were found: kept, and missed where a newer engine has not looked yet.

use rusqlite::params;

use super::codec::facts;
use super::library::Care;
use super::{Library, Shelf, StoreError, row};
use crate::news::{ArticleId, Facts};

/// An article in which an engine has not looked for facts yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unannotated {
    /// Which one.
    pub id: ArticleId,
    /// What tells whether its text is still the one that was read.
    changed: Option<i64>,
}

/// What an engine has found in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundFacts {
    /// In which one.
    pub of: Unannotated,
    /// The version of the engine.
    pub engine: u32,
    /// What was found, also what the reader calls wrong.
    pub facts: Facts,
}

impl Shelf {
    /// Listed articles in which a version of the engine has not looked for facts yet, the newest first.
    pub fn unannotated(&self, engine: u32) -> Result<Vec<Unannotated>, StoreError> {
        // The index of facts answers it: no facts are read.
        let select = "SELECT id, changed FROM article
             WHERE hidden = 0 AND aside = 0
                 AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.engine = ?1 AND facts.id = article.id)
             ORDER BY at DESC, rank";
        self.rows(select, [engine], |row| {
            let id = row::whole(row, 0)?.map(ArticleId);
            let changed = row::whole(row, 1)?;
            Ok(id.map(|id| Unannotated { id, changed }))
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
