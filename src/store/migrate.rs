//! Brings the tables up to date, one step a version, all in one transaction, with a copy beside before.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::StoreError;
use super::error::About;
use super::open::{BUSY, make_file};
use super::schema::APPLICATION_ID;

/// Between two tries to switch the log on.
const AGAIN: Duration = Duration::from_millis(2);

/// The version of the schema; 0 for an empty file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The version of a file that is dateline's (or empty) and not newer than `known`.
pub(super) fn check(connection: &Connection, path: &Path, known: usize) -> Result<i32, StoreError> {
    let found = version(connection).about(path)?;
    let owner: i32 =
        connection.query_row("PRAGMA application_id", [], |row| row.get(0)).about(path)?;
    if found != 0 && owner != APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if found > known as i32 {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: known as i32 });
    }
    Ok(found)
}

/// Takes every step that is missing. Several programs may do so at once: the first one does it, the others wait.
pub(super) fn bring_up_to_date(
    connection: &mut Connection,
    path: &Path,
    steps: &[&str],
) -> Result<(), StoreError> {
    let found = check(connection, path, steps.len())?;
    if found < steps.len() as i32 {
        if found > 0 {
            back_up(connection, path, found)?;
        }
        take_steps(connection, steps).about(path)?;
    }
    // The tables are made before the log is switched on, so that the file itself always says whose it is.
    switch_log_on(connection).about(path)
}

fn take_steps(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have been faster.
    let from = version(&transaction)?.max(0) as usize;
    for step in steps.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    if from < steps.len() {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", steps.len() as i32)?;
    }
    transaction.commit()
}

/// Where the copy of a file stands that had the schema of that version.
pub(super) fn backup_path(path: &Path, version: i32) -> PathBuf {
    path.with_extension(format!("v{version}.backup.db"))
}

/// Copies the store beside itself: whole or not at all.
fn back_up(connection: &Connection, path: &Path, version: i32) -> Result<(), StoreError> {
    let backup = backup_path(path, version);
    let unfinished = backup.with_extension("part");
    if let Err(cause) = fs::remove_file(&unfinished)
        && cause.kind() != std::io::ErrorKind::NotFound
    {
        return Err(StoreError::of_io(&unfinished, cause));
    }
    make_file(&unfinished)?;
    let target = unfinished.to_string_lossy();
    connection.execute("VACUUM INTO ?1", [&target]).about(path)?;
    fs::rename(&unfinished, &backup).map_err(|cause| StoreError::of_io(&backup, cause))
}

/// SQLite does not wait for others when it changes the kind of log, so this does.
fn switch_log_on(connection: &Connection) -> rusqlite::Result<()> {
    let begun = Instant::now();
    loop {
        let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
        match mode.map(|mode: String| mode == "wal") {
            Err(error) if is_busy(&error) && begun.elapsed() < BUSY => std::thread::sleep(AGAIN),
            answer => return answer.map(drop),
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}
