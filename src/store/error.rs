//! What can be wrong with the store, in words that name the file and say what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::open;

/// Why the store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The data folder or the file in it cannot be made.
    #[error("{} cannot be created; choose another folder with --data-dir", path.display())]
    Create {
        /// The folder or the file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// There is no store yet: nothing can be read.
    #[error("{} does not exist yet; it is made when articles are first stored", path.display())]
    Missing {
        /// Where it would be.
        path: PathBuf,
    },
    /// The file is something else. It is left as it is.
    #[error("{} is not a store of dateline; move it away or choose another folder with --data-dir", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer program has written the file. It is left as it is.
    #[error(
        "{} was written by a newer dateline (version {found}, this one knows {known}); update dateline to read it",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        found: i32,
        /// The newest version this program knows.
        known: i32,
    },
    /// An older program has written the file, and it could not be brought up to date yet.
    #[error(
        "{} was written by an older dateline (version {found}, this one writes {known}); give yourself the right to write it, so that it can be brought up to date",
        path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        found: i32,
        /// The version this program writes.
        known: i32,
    },
    /// There is no feed of that number.
    #[error("there is no feed {feed} in {}; `dateline feeds` shows them", path.display())]
    NoFeed {
        /// The file.
        path: PathBuf,
        /// The number.
        feed: i64,
    },
    /// Another feed is read from there already.
    #[error("another feed is read from {address} already")]
    Doubled {
        /// Where it is read from.
        address: String,
    },
    /// The file is damaged, or its disk fails to read it: SQLite does not tell one from the other. It is left as it is.
    #[error("{} is damaged or its disk fails; copy it to a safe place, then try `dateline doctor --fix`", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error("{} is read-only; give yourself the right to write it or choose another folder with --data-dir", path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// The disk is full. What was stored before is safe.
    #[error("there is no room left on the disk of {}; free some and try again", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Another program has kept the store to itself for too long.
    #[error("{} is in use by another program; close it and try again", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The disk does not do what it is asked.
    #[error("{} cannot be read or written; check the disk", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// SQLite answers what is not expected of it: a fault of dateline.
    #[error("{} answered unexpectedly; please report this", path.display())]
    Unexpected {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        #[source]
        cause: rusqlite::Error,
    },
}

impl StoreError {
    /// Puts what SQLite says about the file at `path` into words.
    pub(super) fn of(path: &Path, cause: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match cause.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path },
            // SQLite is content with reading where the system fails once.
            Some(ErrorCode::ReadOnly) if open::may_be_written(&path) => {
                Self::Io { path, cause: Box::new(cause) }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            _ if has_no_room_for_memory(&cause) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Self::Io { path, cause: Box::new(cause) }
            }
            _ => Self::Unexpected { path, cause },
        }
    }

    /// Puts what the system says about the file at `path` into words.
    pub(super) fn of_io(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Io { path, cause: Box::new(cause) },
        }
    }
}

/// Whether the memory that programs share beside the log could not be made larger: it is a file, too.
fn has_no_room_for_memory(cause: &rusqlite::Error) -> bool {
    let code = cause.sqlite_error().map(|error| error.extended_code);
    code == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

/// Names the file in an error of SQLite.
pub(super) trait About<T> {
    /// Says that the error is about the file at `path`.
    fn about(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> About<T> for rusqlite::Result<T> {
    fn about(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|cause| StoreError::of(path, cause))
    }
}
