//! What a server can do to the reader, end to end over loopback: every way of the hostile server, one after the other.
//!
//! A process of its own does the reading (`reader.rs`), so that its memory can be measured; `judge.rs` says whether what
//! it saw is what a good reader makes of it. Where the shared server is missing, this is skipped visibly.

mod crowd;
mod judge;
mod private;
mod reader;
mod secure;
mod server;
#[path = "../it/shared.rs"]
mod shared;

use std::collections::BTreeMap;

use judge::judge;
use reader::{Pace, Seen, read_in_child};
use server::{Endpoint, Server, endpoints};

/// What became of each family.
type Table = BTreeMap<String, Row>;

#[derive(Default)]
struct Row {
    passed: usize,
    all: usize,
    /// The most that one endpoint took.
    millis: u64,
    peak_kib: u64,
}

#[test]
fn whatever_a_server_does_is_bounded_and_told_in_words() {
    let Some(all) = endpoints() else { return };
    let (slow, fast): (Vec<Endpoint>, Vec<Endpoint>) =
        all.into_iter().partition(|endpoint| endpoint.family == "slow");
    let mut wrong = Vec::new();
    let mut table = Table::new();
    run(&fast, Pace::OneByOne, &["--max-seconds", "60"], &mut table, &mut wrong);
    // A tenth of the time, of the server and of the limits alike.
    run(&slow, Pace::Tenth, &["--max-seconds", "20", "--drip", "0.1"], &mut table, &mut wrong);
    print_table(&table);
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
#[ignore = "takes half a minute: the limits of time as they are"]
fn a_slow_server_is_waited_for_as_long_as_the_limits_say() {
    let Some(mut all) = endpoints() else { return };
    all.retain(|endpoint| endpoint.family == "slow");
    let (mut table, mut wrong) = (Table::new(), Vec::new());
    run(&all, Pace::AtOnce, &["--max-seconds", "60"], &mut table, &mut wrong);
    print_table(&table);
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn many_long_answers_at_once_do_not_fill_the_memory() {
    let Some(mut all) = endpoints() else { return };
    all.retain(|endpoint| endpoint.family == "size");
    let Some(server) = Server::start(&["--max-seconds", "60"]) else { return };
    let paths: Vec<&str> = all.iter().map(|endpoint| endpoint.path.as_str()).collect();
    let seen = read_in_child(&server, &paths.repeat(2), Pace::AtOnce);
    assert_eq!(seen.len(), 2 * all.len());
    for (endpoint, seen) in all.iter().cycle().zip(&seen) {
        // Beside so many others each may take longer than alone, and shares the memory of all.
        if let Err(why) = judge::outcome(endpoint, seen) {
            panic!("{}: {why}; {}", endpoint.path, shown(seen));
        }
    }
    let peak = seen.iter().map(|seen| seen.peak_kib).max().unwrap_or_default();
    println!("{} long answers at once: {} MiB at most", seen.len(), peak / 1024);
    // What a whole refresh may take.
    assert!(peak > 0 && peak < 300 * 1024, "{peak} KiB");
}

/// Reads all endpoints in a process of its own, and judges each.
fn run(
    endpoints: &[Endpoint],
    pace: Pace,
    options: &[&str],
    table: &mut Table,
    wrong: &mut Vec<String>,
) {
    let Some(server) = Server::start(options) else { return };
    let paths: Vec<&str> = endpoints.iter().map(|endpoint| endpoint.path.as_str()).collect();
    let seen = read_in_child(&server, &paths, pace);
    assert_eq!(seen.len(), endpoints.len(), "the reader did not come to the end");
    for (endpoint, seen) in endpoints.iter().zip(&seen) {
        let row = table.entry(endpoint.family.clone()).or_default();
        row.all += 1;
        row.millis = row.millis.max(seen.millis);
        row.peak_kib = row.peak_kib.max(seen.peak_kib);
        match judge(endpoint, seen) {
            Ok(()) => row.passed += 1,
            Err(why) => wrong.push(format!("{}: {why}; {}", endpoint.path, shown(seen))),
        }
    }
    if server.canary_hits() > 0 {
        wrong.push(format!("{} requests reached the private service", server.canary_hits()));
    }
}

fn shown(seen: &Seen) -> String {
    let Seen { error, millis, peak_kib, wire_bytes, .. } = seen;
    format!("{error:?} in {millis} ms, {peak_kib} KiB, {wire_bytes} bytes")
}

fn print_table(table: &Table) {
    println!("{:<12} passed  of  longest, ms  most memory, KiB", "family");
    for (family, Row { passed, all, millis, peak_kib }) in table {
        println!("{family:<12} {passed:>6} {all:>3} {millis:>12} {peak_kib:>17}");
    }
    let sum = |part: fn(&Row) -> usize| table.values().map(part).sum::<usize>();
    println!("{:<12} {:>6} {:>3}", "all", sum(|row| row.passed), sum(|row| row.all));
}
