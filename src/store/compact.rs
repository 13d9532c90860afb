//! Gives room back that is no longer needed.

use super::error::About;
use super::{Library, StoreError};

/// Bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// Before.
    pub before: u64,
    /// Now.
    pub after: u64,
}

impl Library {
    /// Writes the store anew without gaps. Takes as long as copying it, and needs that much room for a moment.
    pub fn compact(&mut self) -> Result<Compacted, StoreError> {
        let before = self.bytes()?;
        let work = || {
            let connection = self.connection();
            connection.execute("INSERT INTO words (words) VALUES ('optimize')", [])?;
            connection.execute("INSERT INTO heads (heads) VALUES ('optimize')", [])?;
            connection.execute_batch("VACUUM")?;
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        };
        work().about(self.path())?;
        Ok(Compacted { before, after: self.bytes()? })
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let size = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        let bytes: i64 =
            self.connection().query_row(size, [], |row| row.get(0)).about(self.path())?;
        Ok(bytes as u64)
    }
}
