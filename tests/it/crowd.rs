//! One bad feed hurts no other, and no key: many good feeds beside slow and endless ones, refreshed in the reader.
//!
//! The bad ones have a server of their own with the lowest share of the processor: on the net it would be another machine.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dateline::store::Shelf;
use serde_json::Value;

use crate::rounds::rounds;
use crate::screen::Screen;
use crate::setup::Setup;
use crate::shared;
use crate::two_programs::fill;

/// Hosts of the good ones; a host is asked twice at a time.
const HOSTS: usize = 50;
/// They never end, or much too late. Each has two feeds.
const SLOW: [&str; 5] =
    ["/slow/connect-silent", "/slow/headers", "/slow/drip", "/slow/stall", "/slow/headers?2"];
const HUGE: [&str; 10] = [
    "/big/never-ends",
    "/big/300mb",
    "/big/length-lie",
    "/big/length-overflow",
    "/big/gzip-bomb",
    "/big/gzip-twice",
    "/big/brotli-bomb",
    "/big/zstd-bomb",
    "/big/one-item-20mb",
    "/big/title-1mb",
];
const PATIENCE: Duration = Duration::from_secs(240);

/// The hostile server of the shared folder.
struct Hostile {
    child: Child,
    port: String,
}

impl Hostile {
    /// Starts one with that niceness.
    fn start(nice: &str) -> Option<Self> {
        let mut command = Command::new("nice");
        command
            .args(["-n", nice, "python3"])
            .arg(shared::file("hostile_server.py")?)
            .args(["--lifetime", "900"]);
        command.args(["--max-seconds", "60"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("python3 starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let said: Value = serde_json::from_str(&line).expect("what the server says of itself");
        let base = said["base"].as_str().expect("an address").trim_end_matches('/').to_owned();
        let port = base.rsplit(':').next().expect("a port").to_owned();
        Some(Self { child, port })
    }

    /// Processor time it has taken.
    fn took(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let stat = stat.expect("our child");
        let ticks = stat.rsplit(')').next().into_iter().flat_map(|rest| rest.split(' ')).skip(12);
        let ticks: u64 = ticks.take(2).map(|ticks| ticks.parse::<u64>().expect("a number")).sum();
        Duration::from_millis(ticks * 10)
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }
}

/// What a refresh came to.
struct Refreshed {
    /// Until all good feeds were stored.
    good_after: Duration,
    /// Slow feeds that had ended by then.
    slow_before: usize,
    /// From a key to its frame, sorted.
    keys: Vec<Duration>,
}

/// Who is asked besides the good ones.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Nobody,
    Slow,
    SlowAndHuge,
}

fn names(good: usize, beside: Beside) -> Vec<(String, String)> {
    let mut feeds: Vec<(String, String)> = Vec::new();
    if beside != Beside::Nobody {
        let slow = SLOW.iter().flat_map(|path| [path, path]);
        // What is slow comes first: the worst order.
        feeds.extend(
            slow.enumerate().map(|(n, path)| (format!("slow{}.test", n % 2), (*path).to_owned())),
        );
    }
    if beside == Beside::SlowAndHuge {
        let huge = HUGE.iter().enumerate();
        feeds.extend(huge.map(|(n, path)| (format!("huge{}.test", n % 2), (*path).to_owned())));
    }
    feeds.extend((0..good).map(|n| (format!("good{}.test", n % HOSTS), format!("/ok?{n}"))));
    feeds
}

fn refresh(server: &Hostile, bad: &Hostile, good: usize, beside: Beside) -> Refreshed {
    let (port, other) = (&server.port, &bad.port);
    let hosts = (0..HOSTS).map(|n| format!("good{n}.test=127.0.0.1:{port}"));
    let others = (0..2).flat_map(|n| {
        [format!("slow{n}.test=127.0.0.1:{other}"), format!("huge{n}.test=127.0.0.1:{other}")]
    });
    let public: Vec<String> = hosts.chain(others).collect();
    let setup = Setup::new().env("DATELINE_TEST_PUBLIC", &public.join(","));
    let line = |(n, (host, path)): (usize, (String, String))| {
        // An address of its own for each.
        let joint = if path.contains('?') { "&amp;" } else { "?" };
        let port = if host.starts_with("good") { port } else { other };
        format!("<outline text='{host} {n}' xmlUrl='http://{host}:{port}{path}{joint}n={n}'/>")
    };
    let lines: String = names(good, beside).into_iter().enumerate().map(line).collect();
    let list = setup.folder().join("feeds.opml");
    std::fs::write(&list, format!("<opml version='2.0'><body>{lines}</body></opml>"))
        .expect("a file");
    fill(&setup);
    setup.run(&["import", &list.to_string_lossy()]);
    let mut terminal = setup.start();
    terminal.wait_for("nr0499").press("1").settle(Duration::from_millis(200));
    let (mut keys, began) = (Vec::new(), Instant::now());
    terminal.press("R");
    let shelf = Shelf::open(&setup.data()).expect("a store");
    loop {
        for key in ["j", "k"] {
            let (row, pressed) = (terminal.look(Screen::cursor_row), Instant::now());
            terminal.press(key).wait("a move", |screen| screen.cursor_row() != row);
            keys.push(pressed.elapsed());
        }
        let feeds = shelf.feeds().expect("feeds");
        let is =
            |name: &'static str| feeds.iter().filter(move |feed| feed.name().starts_with(name));
        let came = is("good").filter(|feed| feed.articles > 0).count();
        if came == good {
            let ended = is("slow").filter(|feed| feed.health.failures > 0 || feed.articles > 0);
            let slow_before = ended.count();
            let good_after = began.elapsed();
            terminal.press("Q");
            terminal.wait_exit();
            keys.sort();
            return Refreshed { good_after, slow_before, keys };
        }
        assert!(began.elapsed() < PATIENCE, "{came} of {good} came");
    }
}

#[test]
fn slow_and_endless_feeds_hold_up_neither_the_others_nor_a_key() {
    let (Some(server), Some(bad)) = (Hostile::start("0"), Hostile::start("19")) else { return };
    let good = rounds(60, 200);
    let alone = refresh(&server, &bad, good, Beside::Nobody);
    let slow = refresh(&server, &bad, good, Beside::Slow);
    let before = bad.took();
    let beside = refresh(&server, &bad, good, Beside::SlowAndHuge);
    println!("the server of the huge ones took {:?} of the processor", bad.took() - before);
    let part = |keys: &[Duration], percent: usize| keys[(keys.len() - 1) * percent / 100];
    println!(
        "{good} good feeds: {:?} alone, {:?} beside 10 slow ones, {:?} beside 10 huge ones more; {} slow ones had ended",
        alone.good_after, slow.good_after, beside.good_after, beside.slow_before
    );
    for (name, keys) in [("alone", &alone.keys), ("beside", &beside.keys)] {
        println!(
            "{name}: {} keys, to their frames {:?} (median), {:?} (99 of 100), {:?} (all)",
            keys.len(),
            part(keys, 50),
            part(keys, 99),
            part(keys, 100)
        );
    }
    let waited = slow.slow_before.max(beside.slow_before);
    assert!(waited < 5, "good feeds waited for {waited} slow ones");
}
