//! What other programs have said in lists of feeds: kept as it came in, so that it can go out again.

use rusqlite::params;

use super::library::Care;
use super::{Library, Shelf, StoreError, row};

impl Library {
    /// Keeps what was said of parts of a list. What was kept of the same parts before gives way.
    pub fn keep_outline(&mut self, parts: &[(String, String)]) -> Result<(), StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let mut insert =
                connection.prepare_cached("INSERT OR REPLACE INTO outline VALUES (?1, ?2)")?;
            for (place, kept) in parts {
                insert.execute(params![place, kept])?;
            }
            Ok(())
        })
    }
}

impl Shelf {
    /// What was kept of lists of feeds: the names of parts, and what was said there.
    pub fn outline(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.rows("SELECT place, kept FROM outline ORDER BY rowid", [], |row| {
            Ok(row::raw(row, 0)?.zip(row::raw(row, 1)?))
        })
    }
}
