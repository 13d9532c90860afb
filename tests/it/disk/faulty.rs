//! Errors that the system answers with, at any call: the store stays whole, and what is wrong is one clear line.
//!
//! Each case is a command on a copy of the same store, while `strace` answers in the place of the disk; then the disk is
//! well again, and the same command must work.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use dateline::news::query::Query;
use dateline::store::Shelf;

use super::strace;
use crate::rounds::rounds;
use crate::server::Server;
use crate::setup::Setup;

const FEEDS: usize = 5;
const AT_ONCE: std::time::Duration = std::time::Duration::ZERO;
/// Articles of each feed when the store was made, and afterwards.
const BEFORE: usize = 6;
const AFTER: usize = 8;
/// Files of the store, which the faults are about.
pub(super) const FILES: [&str; 5] =
    ["", "/dateline.db", "/dateline.db-wal", "/dateline.db-shm", "/dateline.db-journal"];
/// What may be said.
pub(super) const NO_ROOM: &str = "there is no room left";
pub(super) const BROKEN: [&str; 3] =
    ["cannot be read or written; check the disk", "or its disk fails", NO_ROOM];
/// What is done.
const COMMANDS: [&[&str]; 3] =
    [&["refresh", "--all"], &["mark", "star", "4"], &["mark", "read", "5", "6", "7"]];

/// A call that fails.
#[derive(Clone, Copy)]
struct Fault {
    call: &'static str,
    error: &'static str,
    /// From then on always, or once.
    lasts: bool,
}

/// A store with feeds, a server that has more for them, and copies to break.
struct Ground {
    setup: Setup,
    _server: Server,
}

impl Ground {
    fn new() -> Self {
        let (server, setup) = (Server::start(), Setup::new());
        for n in 0..FEEDS {
            server.feed(&format!("/{n}"), &format!("Feed {n}"), BEFORE, AT_ONCE);
            setup.run(&["add", &server.url(&format!("/{n}"))]);
        }
        setup.run(&["mark", "star", "3"]);
        for n in 0..FEEDS {
            server.feed(&format!("/{n}"), &format!("Feed {n}"), AFTER, AT_ONCE);
        }
        fs::rename(setup.data(), setup.folder().join("whole")).expect("put aside");
        Self { setup, _server: server }
    }

    /// The store as it was, in its place.
    fn restore(&self) {
        let _missing = fs::remove_dir_all(self.setup.data());
        fs::create_dir(self.setup.data()).expect("a folder");
        for entry in fs::read_dir(self.setup.folder().join("whole")).expect("a folder").flatten() {
            fs::copy(entry.path(), self.setup.data().join(entry.file_name())).expect("copied");
        }
    }

    fn calls(&self) -> PathBuf {
        self.setup.folder().join("calls")
    }

    /// Runs a command whose call number `at` fails. Returns what came of it, and whether it was hit.
    fn broken(&self, fault: Fault, at: usize, arguments: &[&str]) -> Option<(Output, bool)> {
        let Fault { call, error, lasts } = fault;
        let mut command = strace()?;
        command.args(["-qq", "-f", "-o"]).arg(self.calls());
        for file in FILES {
            command.arg("-P").arg(format!("{}{file}", self.setup.data().display()));
        }
        let more = if lasts { "+" } else { "" };
        command.args(["-e", &format!("trace={call}")]);
        command.args(["-e", &format!("inject={call}:error={error}:when={at}{more}")]);
        command.arg(env!("CARGO_BIN_EXE_dateline")).args(arguments);
        let output = self.setup.surround(&mut command).output().expect("strace starts");
        let calls = fs::read_to_string(self.calls()).expect("what was written down");
        Some((output, calls.contains("(INJECTED)")))
    }

    /// What is wrong with how a command took a fault, or with the store afterwards.
    fn wrong(&self, fault: Fault, output: &Output, arguments: &[&str]) -> Option<String> {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code();
        let expected: &[&str] = if fault.error == "ENOSPC" { &[NO_ROOM] } else { &BROKEN };
        let lines: Vec<&str> = said.lines().filter(|line| !line.starts_with("strace: ")).collect();
        let is_clear = match (code, lines.as_slice()) {
            (Some(0), []) => true,
            (Some(1 | 3), [line]) => expected.iter().any(|words| line.contains(words)),
            _ => false,
        };
        if !is_clear {
            return Some(format!("ended with {code:?} and said {said:?}"));
        }
        let is_marked = arguments[0] != "mark" || self.marked(arguments);
        if code == Some(0) && !is_marked {
            return Some("said nothing and kept nothing".to_owned());
        }
        self.damage().or_else(|| {
            self.setup.run(arguments);
            let is_refreshed = arguments[0] != "refresh" || self.count("") == FEEDS * AFTER;
            let is_done = is_refreshed && (arguments[0] != "mark" || self.marked(arguments));
            (!is_done).then(|| "it did not work afterwards".to_owned())
        })
    }

    fn shelf(&self) -> Shelf {
        Shelf::open(&self.setup.data()).expect("the store opens")
    }

    fn count(&self, query: &str) -> usize {
        let today = "2024-06-20".parse().expect("a day");
        let query = Query::parse(query, today).expect("a query");
        self.shelf().ids(&query, today).expect("readable").len()
    }

    fn marked(&self, arguments: &[&str]) -> bool {
        match arguments[1] {
            "star" => self.count("is:starred") == 2,
            _ => self.count("is:read") == 3,
        }
    }

    /// What is wrong with the store.
    fn damage(&self) -> Option<String> {
        let problems = self.shelf().check().expect("readable");
        if !problems.is_empty() {
            return Some(format!("damaged: {problems:?}"));
        }
        if self.count("is:starred") == 0 {
            return Some("an old mark is lost".to_owned());
        }
        let feeds = self.shelf().feeds().expect("feeds");
        let halves =
            feeds.iter().filter(|feed| ![BEFORE, AFTER].contains(&(feed.articles as usize)));
        let count = halves.count();
        (count > 0).then(|| format!("{count} half answers"))
    }
}

/// Breaks the calls one after the other, a `step` apart, until there are no more of them.
fn try_all(faults: &[Fault], step: usize) {
    const MOST: usize = 300;
    if strace().is_none() {
        return;
    }
    let ground = Ground::new();
    let (mut wrong, mut counts) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for fault in faults {
        for arguments in COMMANDS {
            for at in (1..=MOST).step_by(step) {
                ground.restore();
                let Some((output, is_hit)) = ground.broken(*fault, at, arguments) else { return };
                if !is_hit {
                    break;
                }
                *counts.entry(fault.call).or_default() += 1;
                let why = ground.wrong(*fault, &output, arguments);
                let Fault { call, error, lasts } = fault;
                wrong.extend(why.map(|why| {
                    format!("{arguments:?}, {error} at {call} {at}, lasting {lasts}: {why}")
                }));
            }
        }
    }
    let all: usize = counts.values().sum();
    println!("{all} failing calls ({counts:?}): {} wrong", wrong.len());
    assert!(all > 0, "nothing failed");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_full_disk_is_a_sentence_and_loses_nothing() {
    let full = Fault { call: "pwrite64", error: "ENOSPC", lasts: true };
    try_all(&[full], rounds(23, 1));
}

#[test]
fn errors_of_the_disk_are_a_sentence_and_lose_nothing() {
    let faults = |calls: &[&'static str]| -> Vec<Fault> {
        let both =
            |call: &&'static str| [true, false].map(|lasts| Fault { call, error: "EIO", lasts });
        calls.iter().flat_map(both).collect()
    };
    try_all(&faults(&["pread64", "pwrite64"]), rounds(41, 1));
    try_all(&faults(&["openat", "fsync,fdatasync"]), rounds(7, 1));
}
