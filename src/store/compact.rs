//! Gives room back that is no longer needed.

use super::error::About;
use super::open::WAL_LIMIT_BYTES;
use super::{Library, Shelf, StoreError, row};

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

    /// Brings what the journal holds into the store where the journal has grown large, and gives its room back.
    ///
    /// A program that ends does not wait for that, and the next one would read the whole journal before anything else.
    /// Where another connection reads from the journal, it stays until next time.
    pub fn settle(&self) -> Result<(), StoreError> {
        let mut journal = self.path().as_os_str().to_owned();
        journal.push("-wal");
        let bytes = std::fs::metadata(journal).map_or(0, |file| file.len());
        if bytes <= WAL_LIMIT_BYTES.unsigned_abs() {
            return Ok(());
        }
        let settle = |how: &str| {
            let sql = format!("PRAGMA wal_checkpoint({how})");
            self.connection()
                .query_row(&sql, [], |row| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))
        };
        // The first waits for nobody; the second has nothing left to copy.
        let (held, settled) = settle("PASSIVE").about(self.path())?;
        if held == settled {
            settle("TRUNCATE").about(self.path())?;
        }
        Ok(())
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let size = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        let bytes: i64 =
            self.connection().query_row(size, [], |row| row.get(0)).about(self.path())?;
        Ok(bytes as u64)
    }
}

/// Less than this is not worth the copy (bytes).
const LEAST: u64 = 256 << 10;

impl Shelf {
    /// Bytes of the file that nothing stands in, where they are a good part of it: one in eight.
    pub fn gaps(&self) -> Result<Option<u64>, StoreError> {
        let select = "SELECT freelist_count * page_size, page_count * page_size
             FROM pragma_freelist_count(), pragma_page_count(), pragma_page_size()";
        let found =
            self.rows(select, [], |row| Ok(row::whole(row, 0)?.zip(row::whole(row, 1)?)))?;
        let bytes = |count: i64| u64::try_from(count).unwrap_or_default();
        let (free, all) = found.first().map_or((0, 0), |(free, all)| (bytes(*free), bytes(*all)));
        Ok((free >= LEAST && free * 8 >= all).then_some(free))
    }
}
