//! Opens the file: looks before it touches, and leaves alone what is not its own.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::About;
use super::migrate::Told;
use super::schema::STEPS;
use super::{FILE_NAME, StoreError, fold, key, migrate};

/// How long a program waits for another one that writes.
pub(super) const BUSY: Duration = Duration::from_secs(5);
/// Between two tries. SQLite's own waiting grows to a tenth of a second: beside programs that write one thing after the
/// other, whoever has waited longest would come last.
const AGAIN: Duration = Duration::from_millis(2);

/// Both connections keep few pages: SQLite's own default of 2 MiB shows in the memory of a reader that should be small.
pub(super) const CACHE_KIB: i64 = 768;
/// While feeds are taken in: what a transaction changes is then written once.
pub(super) const TAKING_IN_KIB: i64 = 6 << 10;
/// The log is cut back to this size when its pages have gone into the file.
pub(super) const WAL_LIMIT_BYTES: i64 = 4 << 20;

/// Opens for writing; makes folder and file where they are missing and brings the schema up to date.
pub(super) fn for_writing(
    dir: &Path,
    busy: Duration,
    told: Told<'_>,
) -> Result<(Connection, PathBuf), StoreError> {
    let path = dir.join(FILE_NAME);
    make_folder(dir)?;
    make_file(&path)?;
    examine(&path)?;
    for writable in [dir, &path] {
        if is_read_only(writable) {
            return Err(StoreError::ReadOnly { path: writable.to_owned() });
        }
    }
    let mut connection = Connection::open_with_flags(&path, flags()).about(&path)?;
    // SQLite is content with reading where the system does not let it write.
    if connection.is_readonly("main").about(&path)? {
        return Err(StoreError::refused(path));
    }
    prepare(&mut connection, busy).about(&path)?;
    migrate::bring_up_to_date(&mut connection, &path, &STEPS, told)?;
    connection.pragma_update(None, "journal_size_limit", WAL_LIMIT_BYTES).about(&path)?;
    connection.pragma_update(None, "synchronous", "FULL").about(&path)?;
    Ok((connection, path))
}

/// Whether a file that is there is shorter than it says, or damaged otherwise.
pub(super) fn is_damaged(path: &Path) -> bool {
    matches!(examine(path), Err(StoreError::Damaged { .. }))
}

/// Opens for reading alone. A folder that cannot be written is read as it stands.
pub(super) fn for_reading(dir: &Path, busy: Duration) -> Result<(Connection, PathBuf), StoreError> {
    let path = dir.join(FILE_NAME);
    let is_cut = match examine(&path) {
        Ok(()) => false,
        // What a damaged file still gives is better than nothing.
        Err(StoreError::Damaged { .. }) => true,
        Err(error) => return Err(error),
    };
    let mut connection = if is_cut || is_read_only(dir) || is_read_only(&path) {
        frozen(&path)
    } else {
        match shared(&path) {
            Err(error) if needs_writing(&error) => frozen(&path),
            answer => answer,
        }
    }
    .about(&path)?;
    if is_cut {
        // With this, SQLite reads the pages that are left of a file that is shorter than it says.
        connection.pragma_update(None, "writable_schema", true).about(&path)?;
    }
    prepare(&mut connection, busy).about(&path)?;
    connection.pragma_update(None, "query_only", true).about(&path)?;
    match migrate::check(&connection, &path, STEPS.len()) {
        // Nothing was ever stored in it.
        Ok(0) => Err(StoreError::Missing { path }),
        Ok(found) if found < STEPS.len() as i32 => {
            Err(StoreError::Older { path, found, known: STEPS.len() as i32 })
        }
        Ok(_) | Err(StoreError::Damaged { .. }) => Ok((connection, path)),
        Err(error) => Err(error),
    }
}

/// Opens a file that others may write meanwhile. Its version is asked for to see that its log can be used.
fn shared(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags())?;
    migrate::version(&connection)?;
    Ok(connection)
}

/// Whether a file could not be read because even reading would write: a log needs files beside it.
fn needs_writing(error: &rusqlite::Error) -> bool {
    use ErrorCode::{CannotOpen, PermissionDenied, ReadOnly, SystemIoFailure};
    let code = error.sqlite_error_code();
    code.is_some_and(|code| {
        matches!(code, CannotOpen | PermissionDenied | ReadOnly | SystemIoFailure)
    })
}

/// Opens a damaged file as it stands, its log included, without changing a byte of it.
pub(super) fn damaged(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if has_content(path, "-wal") {
        Connection::open_with_flags(path, flags)?
    } else {
        frozen(path)?
    };
    // With this, SQLite reads the pages that are left of a file that is shorter than it says.
    connection.pragma_update(None, "writable_schema", true)?;
    Ok(connection)
}

/// Opens a new file that is to be filled from a damaged one.
pub(super) fn for_salvage(fresh: &Path) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_with_flags(fresh, flags())?;
    prepare(&mut connection, BUSY)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    Ok(connection)
}

/// Opens a file that nobody can write: without a log and without locks.
fn frozen(path: &Path) -> rusqlite::Result<Connection> {
    let mut address = address(path);
    address.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(address, flags)
}

/// A path as SQLite's addresses have it.
fn address(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                address.push(char::from(*byte));
            }
            _ => address.extend(['%', hex_digit(byte >> 4), hex_digit(byte & 15)]),
        }
    }
    address
}

/// A store in memory, shared by all connections of this program that name it, gone with the last of them.
fn in_memory(name: &str) -> rusqlite::Result<Connection> {
    let address = format!("file:/{name}?vfs=memdb");
    Connection::open_with_flags(
        address,
        flags() | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_URI,
    )
}

/// Opens a store in memory for writing.
pub(super) fn memory_for_writing(name: &str) -> Result<(Connection, PathBuf), StoreError> {
    let path = PathBuf::from(name);
    let mut connection = in_memory(name).about(&path)?;
    prepare(&mut connection, BUSY).about(&path)?;
    migrate::bring_up_to_date(&mut connection, &path, &STEPS, &mut |_| ())?;
    Ok((connection, path))
}

/// Opens a store in memory for reading.
pub(super) fn memory_for_reading(name: &str) -> Result<(Connection, PathBuf), StoreError> {
    let path = PathBuf::from(name);
    let mut connection = in_memory(name).about(&path)?;
    prepare(&mut connection, BUSY).about(&path)?;
    connection.pragma_update(None, "query_only", true).about(&path)?;
    Ok((connection, path))
}

fn hex_digit(half: u8) -> char {
    char::from_digit(half.into(), 16).expect("half a byte is below 16")
}

pub(super) fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn prepare(connection: &mut Connection, busy: Duration) -> rusqlite::Result<()> {
    connection.busy_handler(Some(patience(busy)))?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // An edited schema must not be able to run functions with side effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    fold::register(connection)?;
    key::register(connection)
}

/// Waits for another program, in even steps, so long.
fn patience(busy: Duration) -> impl FnMut(i32) -> bool + Send + 'static {
    let mut begun = Instant::now();
    move |tries| {
        if tries == 0 {
            begun = Instant::now();
        }
        let waits = begun.elapsed() < busy;
        if waits {
            std::thread::sleep(AGAIN);
        }
        waits
    }
}

fn make_folder(dir: &Path) -> Result<(), StoreError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .map_err(|cause| StoreError::Create { path: dir.to_owned(), cause })
}

/// Makes the file with its rights before SQLite does: its log inherits them.
pub(super) fn make_file(path: &Path) -> Result<(), StoreError> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match made {
        Err(cause) if !is_present(path) => Err(StoreError::Create { path: path.to_owned(), cause }),
        _ => Ok(()),
    }
}

fn is_present(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.permissions().readonly())
}

/// Looks whether a file is ours, known and whole, without locking or changing it.
///
/// The file is looked at through SQLite alone. Were it opened and closed here, the system would drop all locks that
/// other connections of this process hold on it (<https://www.sqlite.org/howtocorrupt.html>, section 2.2).
fn examine(path: &Path) -> Result<(), StoreError> {
    let length = fs::metadata(path).map_err(|cause| StoreError::of_io(path, cause))?.len();
    if length > 0 {
        return match probe(path) {
            // Another program may just have been writing the first tables: then it is whole the second time.
            Err(StoreError::Damaged { .. }) => probe(path),
            answer => answer,
        };
    }
    // An empty file is a new one, unless its log says that it once was more: SQLite would throw that log away.
    if has_content(path, "-wal") {
        return Err(StoreError::Damaged { path: path.to_owned() });
    }
    Ok(())
}

fn probe(path: &Path) -> Result<(), StoreError> {
    let checked = frozen(path)
        .about(path)
        .and_then(|connection| migrate::check(&connection, path, STEPS.len()));
    match checked {
        // What is missing in the file stands in a log, which SQLite will bring in.
        Err(StoreError::Damaged { .. }) if has_content(path, "-wal") => Ok(()),
        Err(StoreError::Damaged { .. }) if has_content(path, "-journal") => Ok(()),
        // The power went while the first tables were made: SQLite takes back what is there of them.
        Err(_) if was_empty_before(path) => Ok(()),
        checked => checked.map(drop),
    }
}

/// Whether SQLite's journal of a change that was never finished says that the file had no page before it.
fn was_empty_before(path: &Path) -> bool {
    /// What a journal begins with, and where it says how many pages there were (<https://www.sqlite.org/fileformat.html>).
    const BEGIN: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    const PAGES: std::ops::Range<usize> = 16..20;
    let mut head = [0; PAGES.end];
    let read = File::open(beside(path, "-journal")).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head.starts_with(&BEGIN) && head[PAGES] == [0; 4]
}

/// Whether one of SQLite's files beside the store, named by its ending, holds anything.
fn has_content(path: &Path, ending: &str) -> bool {
    fs::metadata(beside(path, ending)).is_ok_and(|data| data.len() > 0)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
