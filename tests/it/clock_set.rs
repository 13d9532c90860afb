//! The machine's clock is set while the reader runs: years back, decades on, past 2038, to a leap day, and right again.
//!
//! `libfaketime` tells the program another time, and only it; clocks that nobody can set go on as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::packages;
use crate::rounds::rounds;
use crate::screen::Screen as _;
use crate::server::Server;
use crate::setup::Setup;
use crate::terminal::Terminal;

const FEEDS: usize = 4;
const ARTICLES: usize = 5;
const AT_ONCE: Duration = Duration::ZERO;
/// What the clock says, and after each of them the right time again.
const TIMES: [&str; 8] = [
    "-10y",
    "+50y",
    "@2038-01-19 03:14:00",
    "@2028-02-29 12:00:00",
    "@2099-12-31 23:59:50",
    "@1970-01-01 00:00:10",
    "-1d",
    "+400d",
];
const RIGHT: &str = "+0";
/// Questions to one feed at a change of the clock that are no storm.
const FEW: usize = 2;

/// The library, as it is installed or from its package.
fn library() -> Option<PathBuf> {
    let machine =
        format!("usr/lib/{}-linux-gnu/faketime/libfaketimeMT.so.1", std::env::consts::ARCH);
    let installed = Path::new("/").join(&machine);
    if installed.exists() {
        return Some(installed);
    }
    match packages::unpacked(&["libfaketime"], &packages::own_suite()) {
        Ok(root) => Some(root.join(machine)),
        Err(why) => {
            packages::skipped(&format!("libfaketime cannot be had: {why}"));
            None
        }
    }
}

struct Ground {
    server: Server,
    setup: Setup,
    clock: PathBuf,
}

impl Ground {
    fn new(library: &Path) -> Self {
        let setup = Setup::new();
        let clock = setup.folder().join("clock");
        fs::write(&clock, RIGHT).expect("a clock");
        let server = Server::start();
        let setup = setup
            .env("LD_PRELOAD", &library.to_string_lossy())
            .env("FAKETIME_TIMESTAMP_FILE", &clock.to_string_lossy())
            .env("FAKETIME_NO_CACHE", "1")
            .env("DONT_FAKE_MONOTONIC", "1");
        for n in 0..FEEDS {
            server.feed(&format!("/{n}"), &format!("Feed {n}"), ARTICLES, AT_ONCE);
            setup.run(&["add", &server.url(&format!("/{n}"))]);
        }
        Self { server, setup, clock }
    }

    /// Sets the clock. Whole or not at all, since the program may look at any moment.
    fn set(&self, time: &str) {
        let new = self.clock.with_extension("new");
        fs::write(&new, time).expect("a clock");
        fs::rename(&new, &self.clock).expect("a clock");
    }
}

/// The titles in the list, in their order.
fn titles(terminal: &Terminal) -> Vec<String> {
    terminal.press("1").settle(Duration::from_millis(250));
    terminal.look(|screen| {
        let rows: Vec<String> = (0..40).map(|row| screen.row(row)).collect();
        let title = |row: &String| {
            let list: String = row.chars().take(30).collect();
            list.find("Feed ").map(|at| list[at..].trim().to_owned())
        };
        let all = rows.iter().filter_map(title);
        // The second row of an entry begins with its outlet, which has no number of an article.
        all.filter(|title| title.split(' ').count() == 3).collect()
    })
}

#[test]
fn a_clock_that_is_set_loses_nothing_and_storms_no_server() {
    let Some(library) = library() else { return };
    let ground = Ground::new(&library);
    let all = format!("{} articles", FEEDS * ARTICLES);
    let mut terminal = ground.setup.start();
    terminal.wait_for(&all).wait_for("Feed 3 5");
    let before = titles(&terminal);
    assert!(before.len() > 8, "{before:?} in {}", terminal.text());
    let (mut jumps, mut most) = (0, 0);
    for time in &TIMES[..rounds(4, TIMES.len())] {
        for now in [time, RIGHT] {
            let asked = ground.server.asked();
            ground.set(now);
            jumps += 1;
            // What waits for the minute or the moment is woken by a key at the latest.
            terminal.press("j").press("k").settle(Duration::from_millis(rounds(600, 3_000) as u64));
            terminal.wait_for(&all);
            assert_eq!(titles(&terminal), before, "at {now}");
            let questions = ground.server.asked() - asked;
            most = most.max(questions);
            assert!(questions <= FEW * FEEDS, "{questions} questions at {now}");
        }
        // What is asked for by hand comes, and the next time by itself: nothing waits for a day that never comes.
        ground.set(time);
        let asked = ground.server.asked();
        terminal.press("R").wait("all feeds", |_| ground.server.asked() >= asked + FEEDS);
        terminal.wait_gone("Refreshing");
        // And then nothing is due again, whatever was due by another clock.
        let answered = ground.server.asked();
        ground.setup.run(&["refresh"]);
        assert_eq!(ground.server.asked(), answered, "feeds that are always due at {time}");
        ground.set(RIGHT);
        let asked = ground.server.asked();
        ground.set("+2d");
        ground.setup.run(&["refresh"]);
        assert_eq!(ground.server.asked() - asked, FEEDS, "feeds that are stuck after {time}");
        ground.setup.run(&["refresh"]);
        assert_eq!(ground.server.asked() - asked, FEEDS, "feeds that are always due after {time}");
        ground.set(RIGHT);
    }
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    println!(
        "{jumps} jumps of the clock: the list as before, {most} questions to {FEEDS} feeds at most"
    );
}
