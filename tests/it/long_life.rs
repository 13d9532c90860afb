//! A long life: refresh upon refresh, with edits, in one session. Memory, files, threads and the log of the store stay.

use std::fs;
use std::time::Duration;

use crate::rounds::rounds;
use crate::server::Server;
use crate::setup::Setup;
use crate::terminal::Terminal;

const FEEDS: usize = 100;
/// Articles of each feed. Later ones push the first out, as in life.
const ITEMS: usize = 10;
/// Feeds that say something new in a round: one of them an article, the others a correction.
const CHANGING: usize = 3;
const MOST_LOG_BYTES: u64 = 16 << 20;
const AT_ONCE: Duration = Duration::ZERO;

/// What a feed says in a round: an article more after every hundred rounds, and its newest one changed.
fn publish(server: &Server, feed: usize, round: usize) {
    let newest = ITEMS + round / FEEDS;
    let item = |n: usize| {
        let told =
            if n + 1 == newest { format!("Told anew in round {round}.") } else { String::new() };
        format!(
            "<item><guid>{feed}-{n}</guid><title>Feed {feed}, number {n}</title>\
             <pubDate>Thu, 20 Jun 2024 {:02}:{:02}:00 GMT</pubDate>\
             <description>&lt;p&gt;{} {told}&lt;/p&gt;</description></item>",
            n / 60 % 24,
            n % 60,
            "The council of the town met again and found no end. ".repeat(12),
        )
    };
    let items: String = (newest - ITEMS..newest).rev().map(item).collect();
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed {feed}</title>{items}</channel></rss>"
    );
    server.set(&format!("/{feed}"), "application/rss+xml", &rss, AT_ONCE);
}

/// What a session holds of the system.
#[derive(Clone, Copy, Debug)]
struct Held {
    memory_kb: u64,
    files: usize,
    threads: usize,
    log_bytes: u64,
}

impl Held {
    fn by(terminal: &Terminal, setup: &Setup) -> Self {
        let count = |what: &str| {
            fs::read_dir(format!("/proc/{}/{what}", terminal.id())).expect("its own").count()
        };
        let log = fs::metadata(setup.data().join("dateline.db-wal"));
        Self {
            memory_kb: terminal.memory_kb(),
            files: count("fd"),
            threads: count("task"),
            log_bytes: log.map_or(0, |log| log.len()),
        }
    }
}

fn refresh(terminal: &Terminal, server: &Server) {
    let (asked, written) = (server.asked(), terminal.written());
    terminal.press("R").wait("all feeds", |_| server.asked() >= asked + FEEDS);
    // The words come once the last answer is stored, whatever they are.
    terminal.wait_bytes(written, b"feeds").wait_gone("Refreshing");
}

fn subscribed(server: &Server) -> Setup {
    let setup = Setup::new();
    let line = |n| format!("<outline xmlUrl='{}'/>", server.url(&format!("/{n}")));
    let lines: String = (0..FEEDS).map(line).collect();
    let list = setup.folder().join("feeds.opml");
    fs::write(&list, format!("<opml><body>{lines}</body></opml>")).expect("a file");
    setup.run(&["import", &list.to_string_lossy()]);
    setup
}

#[test]
fn refresh_upon_refresh_holds_no_more_of_the_system() {
    let count = rounds(40, 2_000);
    let server = Server::start();
    (0..FEEDS).for_each(|feed| publish(&server, feed, 0));
    let setup = subscribed(&server);
    let terminal = setup.start();
    terminal.wait_for("unread");
    let (mut early, mut most_log, mut last) = (None, 0, None);
    for round in 1..=count {
        for feed in 0..CHANGING {
            publish(&server, (round * CHANGING + feed) % FEEDS, round);
        }
        refresh(&terminal, &server);
        if round == 1 {
            // The thread that finds has a connection of its own from its first question on.
            terminal
                .press("/zzz")
                .wait_for("Nothing matches")
                .press("\x1b")
                .wait_gone("Nothing matches");
        }
        terminal.press(if round % 2 == 0 { "k" } else { "j" });
        let held = Held::by(&terminal, &setup);
        most_log = most_log.max(held.log_bytes);
        // By then everything has been done that is done once.
        if round == count / 5 {
            early = Some(held);
        }
        last = Some(held);
        if round % 100 == 0 {
            println!("{round}: {held:?}");
        }
    }
    terminal.settle(Duration::from_millis(500));
    let (early, last) = (early.expect("some rounds"), last.expect("some rounds"));
    let end = Held::by(&terminal, &setup);
    println!(
        "{count} refreshes of {FEEDS} feeds: at first {early:?}, at last {last:?}, at rest {end:?}"
    );
    println!("the log was never longer than {most_log} bytes");
    assert!(most_log < MOST_LOG_BYTES);
    assert!(end.memory_kb < early.memory_kb + early.memory_kb / 10, "memory grows");
    assert!(end.files <= early.files && end.threads <= early.threads, "files or threads pile up");
}
