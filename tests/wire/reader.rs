//! The process that reads: this test binary again, told by the environment what to fetch.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use dateline::fetch::{Client, Limits, Override, Policy, Request};
use dateline::text::Link;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::server::Server;

/// The name that stands for the server, and counts as public.
pub(crate) const HOST: &str = "news.test";
const PLAN: &str = "DATELINE_WIRE_PLAN";

/// How long the reader waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Pace {
    /// As the limits say, one after the other.
    OneByOne,
    /// As the limits say, all at once.
    AtOnce,
    /// A tenth of that, all at once.
    Tenth,
}

#[derive(Serialize, Deserialize)]
struct Plan {
    port: u16,
    paths: Vec<String>,
    pace: Pace,
    answers: String,
}

/// What one fetch gave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) link: String,
    /// The words, where it went wrong.
    pub(crate) error: Option<String>,
    pub(crate) is_gone: bool,
    pub(crate) retry_after: Option<u64>,
    pub(crate) moved: Option<String>,
    pub(crate) etag: Option<String>,
    pub(crate) body_bytes: usize,
    pub(crate) forged: bool,
    pub(crate) fresh_for: Option<u64>,
    /// The same once more, with the validators of the first answer: whether nothing had changed.
    pub(crate) again: Option<Result<bool, String>>,
    pub(crate) millis: u64,
    pub(crate) peak_kib: u64,
    pub(crate) wire_bytes: u64,
}

/// Reads all paths in a process of its own.
pub(crate) fn read_in_child(server: &Server, paths: &[&str], pace: Pace) -> Vec<Seen> {
    let folder = TempDir::new().expect("a folder");
    let name = |name: &str| folder.path().join(name).display().to_string();
    let plan = Plan {
        port: server.port,
        paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        pace,
        answers: name("answers"),
    };
    fs::write(name("plan"), serde_json::to_vec(&plan).expect("a plan")).expect("a file");
    let status = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "reader::the_process_that_reads", "--ignored"])
        .env(PLAN, name("plan"))
        .status()
        .expect("it starts");
    assert!(status.success(), "the reader ended with {status}");
    let answers = fs::read(name("answers")).expect("its answers");
    serde_json::from_slice(&answers).expect("its answers")
}

#[test]
#[ignore = "is started by the others"]
fn the_process_that_reads() {
    let Some(plan) = std::env::var_os(PLAN) else { return };
    let plan: Plan = serde_json::from_slice(&fs::read(plan).expect("a plan")).expect("a plan");
    let client = client(&plan);
    let seen: Vec<Seen> = match plan.pace {
        Pace::OneByOne => plan.paths.iter().map(|path| read(&client, plan.port, path)).collect(),
        Pace::AtOnce | Pace::Tenth => thread::scope(|scope| {
            let (client, port) = (&client, plan.port);
            let start = |path| scope.spawn(move || read(client, port, path));
            let threads: Vec<_> = plan.paths.iter().map(|path| start(path)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        }),
    };
    fs::write(plan.answers, serde_json::to_vec(&seen).expect("answers")).expect("a file");
}

fn client(plan: &Plan) -> Client {
    let mut limits = Limits::default();
    if plan.pace == Pace::Tenth {
        limits.first_byte /= 10;
        limits.whole /= 10;
        limits.rate_window /= 10;
        limits.rate_bytes /= 10;
    }
    let overrides = Override::parse_list(&format!("{HOST}=127.0.0.1:{}", plan.port));
    Client::new(Policy { limits, overrides: overrides.expect("an override"), ..Policy::default() })
}

fn read(client: &Client, port: u16, path: &str) -> Seen {
    forget_peak();
    let link = Link::parse(&format!("http://{HOST}:{port}{path}")).expect("an address");
    let start = Instant::now();
    let purpose = if path.starts_with("/page/") { Request::page } else { Request::feed };
    let first = client.fetch(&purpose(link.clone()));
    let millis = start.elapsed().as_millis() as u64;
    let peak_kib = peak_kib();
    let seconds = |time: Option<Duration>| time.map(|time| time.as_secs());
    match first {
        Ok(answer) => Seen {
            link: link.to_string(),
            error: None,
            is_gone: false,
            retry_after: seconds(answer.retry_after),
            moved: answer.moved.as_ref().map(ToString::to_string),
            etag: answer.validators.etag.clone(),
            body_bytes: answer.body.len(),
            forged: contains(&answer.body, b"FORGED") || contains(&answer.body, b"HTTP/1.1 200"),
            fresh_for: seconds(answer.fresh_for),
            again: path.starts_with("/cond/").then(|| {
                let again = client.fetch(&purpose(link).unless_unchanged(answer.validators));
                again.map(|answer| answer.not_modified).map_err(|error| error.to_string())
            }),
            millis,
            peak_kib,
            wire_bytes: answer.wire_bytes,
        },
        Err(error) => Seen {
            link: link.to_string(),
            is_gone: error.is_gone(),
            retry_after: seconds(error.retry_after()),
            error: Some(error.to_string()),
            moved: None,
            etag: None,
            body_bytes: 0,
            forged: false,
            fresh_for: None,
            again: None,
            millis,
            peak_kib,
            wire_bytes: 0,
        },
    }
}

/// In the first part of a body, which is where anything forged would stand.
fn contains(body: &[u8], needle: &[u8]) -> bool {
    let body = body.get(..100_000).unwrap_or(body);
    body.windows(needle.len()).any(|window| window == needle)
}

/// Lets the system measure the peak of memory anew.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
