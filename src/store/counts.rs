//! How many articles there are, by state.

use rusqlite::Connection;

/// Numbers of articles that a list shows; hidden ones and samples that are put aside are not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: u32,
    /// Those not read yet.
    pub unread: u32,
    /// The favourites.
    pub starred: u32,
    /// Those in the read-later queue.
    pub later: u32,
}

/// Reads the tally, which triggers keep.
pub(super) fn read(connection: &Connection) -> rusqlite::Result<Counts> {
    connection.query_row("SELECT listed, unread, starred, later FROM tally", [], |row| {
        let number = |at| row.get::<_, i64>(at).map(|n| u32::try_from(n).unwrap_or_default());
        Ok(Counts { all: number(0)?, unread: number(1)?, starred: number(2)?, later: number(3)? })
    })
}
