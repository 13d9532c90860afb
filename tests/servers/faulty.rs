//! No read mark and no star is lost or invented on a line that fails, in as many random runs as are wanted.
//!
//! Each run is made of its seed alone: `DATELINE_SEED` repeats one. Most articles belong to one of the three who change
//! marks, who alone marks them: at each moment they must be here as their owner wanted them last, and in the end on the
//! server and in both stores. The rest may be marked by both readers: there all must agree, on something that was wanted.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tempfile::TempDir;

use crate::fake::Fake;
use crate::miniflux::{GREADER_PASSWORD, Miniflux, TOKEN};
use crate::play::{ARTICLES, Play, Server};
use crate::random::Random;
use crate::rounds::rounds;

/// What has come of all runs so far.
struct Tally {
    began: Instant,
    /// Kinds of faults, and how often they came.
    faults: Mutex<BTreeMap<String, usize>>,
    wrong: Mutex<Vec<String>>,
}

impl Tally {
    fn new() -> Self {
        Self { began: Instant::now(), faults: Mutex::default(), wrong: Mutex::default() }
    }

    fn play(&self, seed: u64, server: &Server, secrets: &TempDir) {
        let (wrong, all) = Play::new(seed, server, secrets.path()).run();
        let mut faults = self.faults.lock().expect("no panic");
        for fault in all {
            let name = format!("{fault:?}");
            let kind = name.split('(').next().unwrap_or_default().to_owned();
            *faults.entry(kind).or_default() += 1;
        }
        if !wrong.is_empty() {
            let told = format!("DATELINE_SEED={seed}: {}", wrong.join("\n"));
            self.wrong.lock().expect("no panic").push(told);
        }
    }

    fn end(self, count: usize, what: &str) {
        let faults = self.faults.into_inner().expect("no panic");
        println!("{count} runs against {what} in {:?}: {faults:?}", self.began.elapsed());
        let wrong = self.wrong.into_inner().expect("no panic");
        assert!(wrong.is_empty(), "{} of {count} runs:\n{}", wrong.len(), wrong.join("\n"));
        assert!(count < 20 || faults.len() == 10, "not every kind of fault came: {faults:?}");
    }
}

/// Files that only their owner reads.
fn secrets() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let all = [("fake", "secret-words"), ("greader", GREADER_PASSWORD), ("miniflux", TOKEN)];
    for (name, secret) in all {
        let path = folder.path().join(name);
        fs::write(&path, secret).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("rights");
    }
    folder
}

/// The first seed and how many runs there are: the one that `DATELINE_SEED` names alone, or as many as are wanted.
fn seeds(count: usize) -> (u64, usize) {
    let given = std::env::var("DATELINE_SEED").ok().and_then(|seed| seed.parse().ok());
    given.map_or_else(|| (Random::seed(), count), |seed| (seed, 1))
}

/// A server of the test's own: every other one takes a mark off that is set again, as Miniflux does.
fn fake(seed: u64) -> Fake {
    let fake = Fake::start();
    fake.articles(ARTICLES);
    let mut state = fake.state();
    state.page = 7;
    state.turns = seed.is_multiple_of(2);
    drop(state);
    fake
}

#[test]
fn no_mark_is_lost_or_invented_on_a_line_that_fails() {
    let (secrets, tally) = (secrets(), Tally::new());
    let (first, count) = seeds(rounds(20, 500));
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::SeqCst);
                    if place >= count {
                        return;
                    }
                    let seed = first + place as u64;
                    tally.play(seed, &Server::Fake(fake(seed)), &secrets);
                }
            });
        }
    });
    tally.end(count, "a server of the test's own");
}

#[test]
fn a_real_server_loses_no_mark_either() {
    let Some(server) = Miniflux::start(2, ARTICLES as usize / 2) else { return };
    let (secrets, tally) = (secrets(), Tally::new());
    let (first, count) = seeds(rounds(10, 500));
    for seed in first..first + count as u64 {
        server.reset();
        tally.play(seed, &Server::Real(&server), &secrets);
    }
    tally.end(count, "Miniflux");
}
