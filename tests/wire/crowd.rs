//! Many feeds at once: those that are slow hold up no other.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use dateline::fetch::polite::{MOST, Queue};
use dateline::fetch::{Client, Limits, Override, Policy, Request};
use dateline::text::Link;

use crate::server::Server;

const GOOD: usize = 200;
const GOOD_HOSTS: usize = 50;
/// Endless ones, and how long it takes until they are given up.
const BAD: [&str; 4] = ["/slow/connect-silent", "/slow/headers", "/slow/drip", "/slow/stall"];
const BAD_FEEDS: usize = 20;

#[derive(Clone, Debug)]
struct Job {
    link: Link,
    is_good: bool,
}

/// What became of a refresh: each job in the order of its end, with whether an answer came, and when the last good one
/// had ended.
struct Refresh {
    ended: Vec<(bool, bool)>,
    good_after: Duration,
}

fn good(port: u16) -> Vec<Job> {
    let link = |at| format!("http://good{}.test:{port}/ok?{at}", at % GOOD_HOSTS);
    let job = |at| Job { link: Link::parse(&link(at)).expect("an address"), is_good: true };
    (0..GOOD).map(job).collect()
}

/// On two hosts, which is all that a public server could do to a reader from one place.
fn bad(port: u16) -> Vec<Job> {
    let link = |at| format!("http://bad{}.test:{port}{}?{at}", at % 2, BAD[at % BAD.len()]);
    let job = |at| Job { link: Link::parse(&link(at)).expect("an address"), is_good: false };
    (0..BAD_FEEDS).map(job).collect()
}

fn client(port: u16) -> Client {
    let good = (0..GOOD_HOSTS).map(|at| format!("good{at}.test=127.0.0.1:{port}"));
    let all: Vec<String> =
        good.chain((0..2).map(|at| format!("bad{at}.test=127.0.0.1:{port}"))).collect();
    let overrides = Override::parse_list(&all.join(",")).expect("overrides");
    let limits = Limits {
        first_byte: Duration::from_secs(3),
        whole: Duration::from_secs(6),
        rate_window: Duration::from_secs(3),
        ..Limits::default()
    };
    Client::new(Policy { overrides, limits, ..Policy::default() })
}

/// Fetches everything, and gives up what has not begun once all that is good is there.
fn refresh(client: &Client, jobs: Vec<Job>) -> Refresh {
    let queue = Queue::new(MOST);
    for job in jobs {
        let host = job.link.host().to_owned();
        queue.push(&host, job);
    }
    let start = Instant::now();
    let all = Mutex::new(Refresh { ended: Vec::new(), good_after: Duration::ZERO });
    let work = || {
        while let Some(turn) = queue.next() {
            let came = client.fetch(&Request::feed(turn.job.link.clone())).is_ok();
            let mut all = all.lock().expect("no panic");
            all.ended.push((turn.job.is_good, came));
            if turn.job.is_good {
                all.good_after = start.elapsed();
            }
            if all.ended.iter().filter(|(is_good, _)| *is_good).count() == GOOD {
                queue.clear();
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..MOST {
            scope.spawn(work);
        }
    });
    all.into_inner().expect("no panic")
}

#[test]
fn slow_feeds_hold_up_no_other() {
    let Some(server) = Server::start(&["--drip", "0.5"]) else { return };
    let client = client(server.port);
    let alone = refresh(&client, good(server.port));
    // The worst order: what is slow comes first.
    let together = refresh(&client, [bad(server.port), good(server.port)].concat());
    let came = together.ended.iter().filter(|(is_good, came)| *is_good && *came).count();
    assert_eq!(came, GOOD);
    let last = together.ended.iter().rposition(|(is_good, _)| *is_good).expect("good ones");
    let bad_before = together.ended[..last].iter().filter(|(is_good, _)| !is_good).count();
    println!(
        "{GOOD} good feeds in {:?} alone, in {:?} beside {BAD_FEEDS} slow ones, {bad_before} of which had ended",
        alone.good_after, together.good_after,
    );
    assert!(bad_before < BAD_FEEDS / 2, "good feeds waited for {bad_before} slow ones");
}
