//! What a program asked of the disk, read from what `strace` wrote down.

use std::collections::HashMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The calls that change files, or say that they are safe.
const CALLS: &str = "trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink";
/// Longer writes than this would be cut.
const MOST_BYTES: &str = "1000000";

/// Something that happened, in order. Files are told apart by a number, since names change.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// A file was made under a name in the folder.
    Made(String, usize),
    Renamed(String, String),
    Removed(String),
    Wrote {
        file: usize,
        at: u64,
        bytes: Vec<u8>,
    },
    Cut {
        file: usize,
        to: u64,
    },
    /// All that was written to the file is safe.
    Synced(usize),
    /// The names in the folder are safe.
    SyncedFolder,
    /// A line on standard output.
    Said(String),
}

/// Adds to a command what is needed to write down its calls into a file.
pub(super) fn record(strace: &mut Command, into: &Path) {
    strace.args(["-f", "-xx", "-s", MOST_BYTES, "-e", CALLS, "-e", "signal=none", "-o"]).arg(into);
}

/// Reads what was recorded of the files in one folder.
pub(super) fn read(recorded: &str, folder: &Path) -> Vec<Event> {
    let mut reader = Reader { folder, open: HashMap::new(), names: HashMap::new(), files: 0 };
    let calls = recorded.lines().filter_map(Call::parse);
    calls.filter_map(|call| reader.event(&call)).collect()
}

/// A call: its name, its arguments, its answer.
#[derive(Debug, PartialEq)]
struct Call<'a> {
    name: &'a str,
    arguments: Vec<&'a str>,
    answer: i64,
}

impl<'a> Call<'a> {
    /// `None` for what failed and for what is no call.
    fn parse(line: &'a str) -> Option<Self> {
        assert!(!line.contains("<unfinished"), "two threads write at once: {line}");
        let (_process, call) = line.split_once(' ')?;
        let (name, rest) = call.trim_start().split_once('(')?;
        let (arguments, answer) = rest.rsplit_once(") ")?;
        let answer = answer.trim_start().strip_prefix("= ")?.split(' ').next()?.parse().ok()?;
        // Strings are in hexadecimal digits, so that no comma stands in them.
        let arguments = arguments.split(", ").collect();
        (answer >= 0).then_some(Self { name, arguments, answer })
    }

    fn number(&self, at: usize) -> u64 {
        self.arguments[at].parse().unwrap_or_else(|_| panic!("a number in {self:?}"))
    }

    fn bytes(&self, at: usize) -> Vec<u8> {
        let digits = self.arguments[at].strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let digits = digits.unwrap_or_else(|| panic!("cut: {}", self.name));
        let byte = |text: &str| u8::from_str_radix(text, 16).expect("two digits");
        digits.split("\\x").skip(1).map(byte).collect()
    }

    fn path(&self, at: usize) -> PathBuf {
        OsString::from_vec(self.bytes(at)).into()
    }
}

/// What a number of an open file stands for.
#[derive(Clone, Copy)]
enum Handle {
    File(usize),
    Folder,
}

struct Reader<'a> {
    folder: &'a Path,
    open: HashMap<u64, Handle>,
    names: HashMap<String, usize>,
    files: usize,
}

impl Reader<'_> {
    fn event(&mut self, call: &Call<'_>) -> Option<Event> {
        match call.name {
            "openat" => self.opened(call),
            "write" if call.number(0) == 1 => {
                Some(Event::Said(String::from_utf8_lossy(&call.bytes(1)).into_owned()))
            }
            "pwrite64" => {
                let Handle::File(file) = *self.open.get(&call.number(0))? else { return None };
                let mut bytes = call.bytes(1);
                bytes.truncate(call.answer as usize);
                Some(Event::Wrote { file, at: call.number(3), bytes })
            }
            "ftruncate" => {
                let Handle::File(file) = *self.open.get(&call.number(0))? else { return None };
                Some(Event::Cut { file, to: call.number(1) })
            }
            "fsync" | "fdatasync" => Some(match *self.open.get(&call.number(0))? {
                Handle::File(file) => Event::Synced(file),
                Handle::Folder => Event::SyncedFolder,
            }),
            "unlink" => {
                let name = self.name(&call.path(0))?;
                self.names.remove(&name);
                Some(Event::Removed(name))
            }
            "rename" => {
                let (from, to) = (self.name(&call.path(0))?, self.name(&call.path(1))?);
                let file = self.names.remove(&from)?;
                self.names.insert(to.clone(), file);
                Some(Event::Renamed(from, to))
            }
            _ => None,
        }
    }

    fn opened(&mut self, call: &Call<'_>) -> Option<Event> {
        let (path, number) = (call.path(1), call.answer as u64);
        self.open.remove(&number);
        if path == self.folder {
            self.open.insert(number, Handle::Folder);
            return None;
        }
        let name = self.name(&path)?;
        if let Some(file) = self.names.get(&name) {
            self.open.insert(number, Handle::File(*file));
            return None;
        }
        self.files += 1;
        self.open.insert(number, Handle::File(self.files));
        self.names.insert(name.clone(), self.files);
        Some(Event::Made(name, self.files))
    }

    /// The name of a file in the folder, the shared memory of the log aside: it never outlives the power.
    fn name(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(self.folder).ok()?.to_str()?;
        (!name.is_empty() && !name.ends_with("-shm")).then(|| name.to_owned())
    }
}

#[test]
fn calls_are_read_as_they_are_written_down() {
    let recorded = r#"7 openat(AT_FDCWD, "\x2f\x64\x2f\x61", O_RDWR|O_CREAT, 0600) = 3
7 openat(AT_FDCWD, "\x2f\x65", O_RDONLY) = 4
7 pwrite64(3, "\x00\x2c", 2, 4096) = 2
7 pwrite64(4, "\x00", 1, 0) = 1
7 fdatasync(3)                    = 0
7 write(1, "\x6f\x6b\x0a", 3)     = 3
7 unlink("\x2f\x64\x2f\x61")      = -1 ENOENT (No such file or directory)
7 ftruncate(3, 0)                 = 0
7 +++ exited with 0 +++"#;
    let expected = [
        Event::Made("a".to_owned(), 1),
        Event::Wrote { file: 1, at: 4096, bytes: vec![0, 0x2c] },
        Event::Synced(1),
        Event::Said("ok\n".to_owned()),
        Event::Cut { file: 1, to: 0 },
    ];
    assert_eq!(read(recorded, Path::new("/d")), expected);
}
