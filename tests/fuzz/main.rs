//! Feeds changed inputs to the functions that libFuzzer drives (`fuzz/targets`), without its coverage but on any machine.
//!
//! Inputs are made from fixtures, by a seed that is printed: `DATELINE_TEST_SEED` repeats a run. Each target has three
//! seconds, or as many as `DATELINE_FUZZ_SECONDS` says. What once went wrong is tried first (`fuzz/found`).

mod mutate;
#[path = "../it/random.rs"]
mod random;
mod seeds;
#[path = "../../fuzz/targets/mod.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use mutate::Mutator;
use random::Random;

const SECONDS: u64 = 3;
/// An input that takes longer than this hangs, also on a busy machine.
const HANGS: Duration = Duration::from_secs(60);

type Target = fn(&[u8]);

/// What is being tried, for the case that it never ends.
type Trying = Arc<Mutex<Vec<u8>>>;

fn time() -> Duration {
    let told = std::env::var("DATELINE_FUZZ_SECONDS").ok().and_then(|told| told.parse().ok());
    Duration::from_secs(told.unwrap_or(SECONDS))
}

/// Tries a target until its time is up.
fn fuzz(name: &'static str, target: Target) {
    let (done, told) = mpsc::channel();
    let trying = Trying::default();
    let working = Arc::clone(&trying);
    let worker = std::thread::spawn(move || work(name, target, &working, &done));
    loop {
        match told.recv_timeout(HANGS) {
            Ok(()) => {}
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                let input = trying.lock().unwrap_or_else(PoisonError::into_inner);
                panic!("{name}: no end after {HANGS:?}: b\"{}\"", input.escape_ascii());
            }
        }
    }
    if let Err(panic) = worker.join() {
        std::panic::resume_unwind(panic);
    }
}

fn work(name: &str, target: Target, trying: &Trying, done: &Sender<()>) {
    let found = seeds::found(name);
    for input in &found {
        attempt(name, target, input, trying);
        let _listening = done.send(());
    }
    let (seed, seeds) = (Random::seed(), seeds::of(name));
    let mut mutator = Mutator::new(Random::new(seed), &seeds);
    let (began, mut runs, mut slowest) = (Instant::now(), 0_usize, Duration::ZERO);
    while began.elapsed() < time() {
        let input = mutator.next();
        let started = Instant::now();
        attempt(name, target, &input, trying);
        slowest = slowest.max(started.elapsed());
        runs += 1;
        let _listening = done.send(());
    }
    println!(
        "{name}: {} found before, {runs} changes of {} inputs (DATELINE_TEST_SEED={seed}), the slowest took {slowest:?}",
        found.len(),
        seeds.len()
    );
    assert!(runs > 0, "nothing was tried");
}

fn attempt(name: &str, target: Target, input: &[u8], trying: &Trying) {
    input.clone_into(&mut trying.lock().unwrap_or_else(PoisonError::into_inner));
    let outcome = catch_unwind(AssertUnwindSafe(|| target(input)));
    assert!(outcome.is_ok(), "{name} panicked at b\"{}\"", input.escape_ascii());
}

macro_rules! fuzzed {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            fuzz(stringify!($name), targets::$name::check);
        })*
    };
}

fuzzed!(config date facts feed html opml query sanitise);

/// A target that is added to the folder must be driven here, too, and by libFuzzer.
#[test]
fn every_target_is_tried() {
    let mut names = seeds::files("fuzz/targets");
    names.retain(|path| path.file_name().is_some_and(|name| name != "mod.rs"));
    assert_eq!(names.len(), 8);
    let list = std::fs::read_to_string(seeds::root().join("fuzz/Cargo.toml")).expect("a manifest");
    for path in names {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(list.contains(&format!("fuzz_targets/{name}.rs")), "{name}");
        assert!(!seeds::of(&name).is_empty(), "no inputs for {name}");
    }
}

/// The driver would notice.
#[test]
fn a_panic_is_noticed_with_its_input() {
    let target: Target = |bytes| assert!(!bytes.starts_with(b"bad"), "bad");
    let trying = Trying::default();
    attempt("good", target, b"good", &trying);
    let noticed = catch_unwind(AssertUnwindSafe(|| attempt("bad", target, b"bad\xff", &trying)));
    let words = noticed.expect_err("it panicked").downcast::<String>().expect("words");
    assert!(words.contains("b\"bad\\xff\""), "{words}");
}
