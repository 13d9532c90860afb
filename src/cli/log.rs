//! The log: one file in the state directory, made when there is first something to write.
//!
//! Nothing of it ever reaches the screen. What is written is cleaned, since a log is read in a terminal, too.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use log::{Level, LevelFilter, Log, Metadata, Record};

use crate::text::Prose;

/// The name of the file in the state directory.
pub(super) const FILE_NAME: &str = "dateline.log";
/// The variable that says how much is written: `off`, `error`, `warn`, `info`, `debug` or `trace`.
pub(super) const LEVEL_VARIABLE: &str = "DATELINE_LOG";
/// A log that is longer is cut.
const LIMIT_BYTES: u64 = 1 << 20;
/// How much of its end stays then.
const KEPT_BYTES: u64 = LIMIT_BYTES / 4;

/// Logs to a folder from now on, as much as `level` says; what it cannot say counts as `warn`.
pub(super) fn start(folder: PathBuf, level: Option<&str>) {
    let level = level.and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::Warn);
    let log = FileLog { folder, level, state: Mutex::new(State::Unopened) };
    if log::set_boxed_logger(Box::new(log)).is_ok() {
        // That something went wrong is known also where nothing of it is written.
        log::set_max_level(level.max(LevelFilter::Warn));
    }
}

/// Whether something has gone wrong since the start that was worth a line.
pub(super) fn has_warned() -> bool {
    WARNED.load(Ordering::Relaxed)
}

static WARNED: AtomicBool = AtomicBool::new(false);

struct FileLog {
    folder: PathBuf,
    level: LevelFilter,
    state: Mutex<State>,
}

enum State {
    Unopened,
    Open(File),
    /// The file cannot be written, and there is nowhere to say so.
    Closed,
}

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= self.level
    }

    fn log(&self, record: &Record<'_>) {
        WARNED.fetch_or(record.level() <= Level::Warn, Ordering::Relaxed);
        if !self.enabled(record.metadata()) {
            return;
        }
        let words = Prose::line(&record.args().to_string());
        let now = Timestamp::now();
        let line = format!("{now:.3} {} {}: {words}\n", record.level(), record.target());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Unopened) {
            *state = open(&self.folder).map_or(State::Closed, State::Open);
        }
        if let State::Open(file) = &mut *state
            && write(file, &line).is_err()
        {
            *state = State::Closed;
        }
    }

    fn flush(&self) {}
}

/// Opens the file for its reader alone, whatever the umask says.
fn open(folder: &Path) -> io::Result<File> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join(FILE_NAME);
    OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)
}

/// Adds a line, in one piece so that lines of two programs do not mix.
fn write(file: &mut File, line: &str) -> io::Result<()> {
    if file.metadata()?.len() > LIMIT_BYTES {
        cut(file)?;
    }
    file.write_all(line.as_bytes())
}

/// Keeps the last lines alone.
fn cut(file: &mut File) -> io::Result<()> {
    let mut kept = Vec::new();
    file.seek(SeekFrom::End(-(KEPT_BYTES as i64)))?;
    file.read_to_end(&mut kept)?;
    let begin = kept.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    file.set_len(0)?;
    file.write_all(kept.get(begin..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn record(log: &FileLog, words: &str) {
        log.log(
            &Record::builder()
                .level(Level::Warn)
                .target("store")
                .args(format_args!("{words}"))
                .build(),
        );
    }

    fn log_in(folder: &Path) -> FileLog {
        FileLog {
            folder: folder.to_owned(),
            level: LevelFilter::Info,
            state: Mutex::new(State::Unopened),
        }
    }

    #[test]
    fn the_first_record_makes_a_file_for_its_reader_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state").join(FILE_NAME);
        let log = log_in(&folder.path().join("state"));
        assert!(!path.exists());
        record(&log, "a \u{1b}[31mred\nrow");
        let text = std::fs::read_to_string(&path).expect("a log");
        assert!(text.ends_with(" WARN store: a red row\n"), "{text:?}");
        assert_eq!(path.metadata().expect("a log").permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_long_log_keeps_its_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, "an old line\n".repeat(100_000)).expect("a long log");
        record(&log_in(folder.path()), "the newest");
        let text = std::fs::read_to_string(&path).expect("a log");
        assert!(text.len() < LIMIT_BYTES as usize / 3 && text.starts_with("an old line\n"));
        assert!(text.ends_with("the newest\n"));
    }

    #[test]
    fn a_folder_that_cannot_be_written_stops_nothing() {
        record(&log_in(Path::new("/dev/null/nowhere")), "unheard");
    }
}
