//! The journal of what the reader did: what `undo` takes back and `redo` does again, whichever program made the change.
//!
//! A batch is what one call has changed. The journal is a stack: undone batches stand on top until a new one comes.

use rusqlite::{Connection, OptionalExtension, params};

use super::codec::changes;
use super::{MarkChange, Step};

/// Batches that can be taken back; older ones are forgotten.
const BATCHES: i64 = 200;

/// Writes down what has changed. What was undone before can no longer be done again.
pub(super) fn record(connection: &Connection, changed: &Step) -> rusqlite::Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    connection.execute("DELETE FROM marking WHERE undone = 1", [])?;
    connection.execute("INSERT INTO marking (changes) VALUES (?1)", [changes::write(changed)])?;
    let newest = connection.last_insert_rowid();
    connection.execute("DELETE FROM marking WHERE batch <= ?1", [newest - BATCHES])?;
    Ok(())
}

/// Adds marks to the newest batch that made some change: what follows from it is taken back and done again with it. Where
/// it is forgotten, nothing is written down.
pub(super) fn add_to(
    connection: &Connection,
    of: MarkChange,
    made: &[MarkChange],
) -> rusqlite::Result<()> {
    let mut select =
        connection.prepare_cached("SELECT batch, changes FROM marking ORDER BY batch DESC")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let step = row.get_ref(1)?.as_blob().map(changes::read).ok().flatten();
        if let Some(mut step) = step.filter(|step| step.marks.contains(&of)) {
            step.marks.extend(made);
            let update = "UPDATE marking SET changes = ?2 WHERE batch = ?1";
            let batch: i64 = row.get(0)?;
            return connection.execute(update, params![batch, changes::write(&step)]).map(drop);
        }
    }
    Ok(())
}

/// Takes the newest batch that is in force, to be undone.
pub(super) fn newest_done(connection: &Connection) -> rusqlite::Result<Option<Step>> {
    turn(
        connection,
        false,
        "SELECT batch, changes FROM marking WHERE undone = 0 ORDER BY batch DESC",
    )
}

/// Takes the oldest batch that was undone, to be done again.
pub(super) fn oldest_undone(connection: &Connection) -> rusqlite::Result<Option<Step>> {
    turn(connection, true, "SELECT batch, changes FROM marking WHERE undone = 1 ORDER BY batch")
}

/// Turns the first batch of a query round and gives its changes.
fn turn(connection: &Connection, undone: bool, query: &str) -> rusqlite::Result<Option<Step>> {
    let found = connection.query_row(query, [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get_ref(1)?.as_blob().map(changes::read).ok().flatten()))
    });
    let Some((batch, changes)) = found.optional()? else { return Ok(None) };
    connection
        .execute("UPDATE marking SET undone = ?1 WHERE batch = ?2", params![!undone, batch])?;
    if changes.is_none() {
        log::warn!("batch {batch} of the journal cannot be read; it is passed over");
    }
    Ok(Some(changes.unwrap_or_default()))
}
