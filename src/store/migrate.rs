//! Brings the tables up to date, one step a version, all in one transaction, with a copy beside before.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::StoreError;
use super::error::About;
use super::open::{BUSY, flags, make_file};
use super::schema::{APPLICATION_ID, STEPS, Step};

/// Between two tries to switch the log on.
const AGAIN: Duration = Duration::from_millis(2);

/// Pages that are copied between two words about it.
const PAGES: i32 = 1_000;

/// How far a store is on its way to the tables of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// It is copied beside itself; so many percent are done.
    Copying(u8),
    /// New tables are made.
    Making,
    /// The words of its articles are indexed anew; so many percent are done.
    Indexing(u8),
}

/// Is told how far it is.
pub(super) type Told<'t> = &'t mut dyn FnMut(Renewal);

/// How many percent of all are done.
pub(super) fn percent(done: i64, all: i64) -> u8 {
    (done.clamp(0, all.max(1)) * 100 / all.max(1)) as u8
}

/// The version of the schema; 0 for an empty file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The version of a file that is dateline's (or empty) and not newer than `known`.
pub(super) fn check(connection: &Connection, path: &Path, known: usize) -> Result<i32, StoreError> {
    let found = version(connection).about(path)?;
    if !is_ours(connection, found).about(path)? {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if found > known as i32 {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: known as i32 });
    }
    Ok(found)
}

/// Whether the file says that it is dateline's, or nothing at all.
fn is_ours(connection: &Connection, version: i32) -> rusqlite::Result<bool> {
    let owner: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if owner == APPLICATION_ID {
        return Ok(true);
    }
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((owner, version, tables) == (0, 0, 0))
}

/// Takes every step that is missing. Several programs may do so at once: the first one does it, the others wait.
pub(super) fn bring_up_to_date(
    connection: &mut Connection,
    path: &Path,
    steps: &[Step],
    told: Told<'_>,
) -> Result<(), StoreError> {
    if check(connection, path, steps.len())? < steps.len() as i32 {
        take_steps(connection, path, steps, told)?;
    }
    // The tables are made before the log is switched on, so that the file itself always says whose it is.
    switch_log_on(connection).about(path)
}

fn take_steps(
    connection: &mut Connection,
    path: &Path,
    steps: &[Step],
    told: Told<'_>,
) -> Result<(), StoreError> {
    // A table that is made anew must not take what refers to it along; within a transaction this cannot be set.
    connection.pragma_update(None, "foreign_keys", false).about(path)?;
    let taken = take_in_one(connection, path, steps, told);
    connection.pragma_update(None, "foreign_keys", true).about(path)?;
    taken
}

fn take_in_one(
    connection: &mut Connection,
    path: &Path,
    steps: &[Step],
    told: Told<'_>,
) -> Result<(), StoreError> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let transaction = begun.about(path)?;
    // Asked again now that nobody else can write: another program may have been faster.
    let found = check(&transaction, path, steps.len())?;
    if found > 0 && found < steps.len() as i32 {
        back_up(path, found, told)?;
        told(Renewal::Making);
    }
    for step in steps.iter().skip(found.max(0) as usize) {
        step.make(&transaction).about(path)?;
        if let Some(then) = step.then {
            then(&transaction, told).about(path)?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).about(path)?;
    transaction.pragma_update(None, "user_version", steps.len() as i32).about(path)?;
    transaction.commit().about(path)
}

/// Makes the tables of a version in a file that has none.
pub(super) fn make(connection: &Connection, version: usize) -> rusqlite::Result<()> {
    for step in STEPS.iter().take(version) {
        step.make(connection)?;
    }
    connection.pragma_update(Some("main"), "application_id", APPLICATION_ID)?;
    connection.pragma_update(Some("main"), "user_version", version as i32)
}

/// Where the copy of a file stands that had the schema of that version.
pub(super) fn backup_path(path: &Path, version: i32) -> PathBuf {
    path.with_extension(format!("v{version}.backup.db"))
}

/// Copies the store beside itself, whole or not at all, while the caller keeps others from writing.
fn back_up(path: &Path, version: i32, told: Told<'_>) -> Result<(), StoreError> {
    let backup = backup_path(path, version);
    let unfinished = backup.with_extension("part");
    if let Err(cause) = fs::remove_file(&unfinished)
        && cause.kind() != std::io::ErrorKind::NotFound
    {
        return Err(StoreError::of_io(&unfinished, cause));
    }
    make_file(&unfinished)?;
    copy(path, &unfinished, told).about(path)?;
    fs::rename(&unfinished, &backup).map_err(|cause| StoreError::of_io(&backup, cause))
}

/// Page by page, as fast as the disk is.
fn copy(path: &Path, to: &Path, told: Told<'_>) -> rusqlite::Result<()> {
    let reading = Connection::open_with_flags(path, flags())?;
    let mut writing = Connection::open_with_flags(to, flags())?;
    let copying = Backup::new(&reading, &mut writing)?;
    let mut moved_on = Instant::now();
    loop {
        let step = copying.step(PAGES)?;
        let progress = copying.progress();
        let (left, all) = (i64::from(progress.remaining), i64::from(progress.pagecount));
        told(Renewal::Copying(percent(all - left, all)));
        match step {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked if moved_on.elapsed() < BUSY => {
                std::thread::sleep(AGAIN);
            }
            StepResult::Busy | StepResult::Locked => return Err(busy()),
            _ => moved_on = Instant::now(),
        }
    }
}

fn busy() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None)
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
