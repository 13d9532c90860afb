//! What a line and a shell do to the reader while feeds come in: it is dropped, stopped, slow, stuck.

use std::time::Duration;

use dateline::store::Shelf;
use rustix::process::Signal;

use crate::rounds::rounds;
use crate::screen::Screen;
use crate::server::Server;
use crate::setup::Setup;
use crate::terminal::Terminal;

const FEEDS: usize = 30;
const ARTICLES: usize = 4;
/// Long enough for a refresh to be under way when something happens to it.
const SLOW: Duration = Duration::from_millis(120);
/// The program is to be gone in two seconds; the rest is for a busy machine.
const GONE: Duration = Duration::from_secs(4);

struct Ground {
    server: Server,
    setup: Setup,
    /// Articles of each feed at the moment.
    articles: usize,
}

impl Ground {
    fn new(setup: Setup) -> Self {
        let mut ground = Self { server: Server::start(), setup, articles: ARTICLES - 1 };
        ground.publish(Duration::ZERO);
        let line = |n| format!("<outline xmlUrl='{}'/>", ground.server.url(&format!("/{n}")));
        let lines: String = (0..FEEDS).map(line).collect();
        let list = ground.setup.folder().join("feeds.opml");
        std::fs::write(&list, format!("<opml><body>{lines}</body></opml>")).expect("a file");
        ground.setup.run(&["import", &list.to_string_lossy()]);
        ground.setup.run(&["refresh", "--all"]);
        ground
    }

    /// Every feed gets an article more, and takes so long to say it.
    fn publish(&mut self, after: Duration) {
        self.articles += 1;
        for n in 0..FEEDS {
            self.server.feed(&format!("/{n}"), &format!("Feed {n}"), self.articles, after);
        }
    }

    fn start(&self) -> Terminal {
        let terminal = self.setup.start();
        terminal.wait_for("unread").wait_for("Feed");
        terminal
    }

    /// Begins a refresh and waits until some of it is done.
    fn refresh(&mut self, terminal: &Terminal) {
        self.publish(SLOW);
        let asked = self.server.asked();
        terminal.press("R").wait_for("Refreshing");
        terminal.wait("some answers", |_| self.server.asked() > asked + 2);
    }

    /// Waits until all has come in.
    fn wait_end(&self, terminal: &Terminal) {
        let all = FEEDS * self.articles;
        let shown = if all < 1_000 {
            format!("{all} articles")
        } else {
            format!("{},{:03} articles", all / 1_000, all % 1_000)
        };
        terminal.wait_gone("Refreshing").wait_for(&shown);
    }

    /// Every feed has all articles of an answer, the last or the one before.
    fn check_store(&self) {
        let shelf = Shelf::open(&self.setup.data()).expect("a store");
        assert_eq!(shelf.check().expect("readable"), []);
        for feed in shelf.feeds().expect("feeds") {
            let count = feed.articles as usize;
            assert!([self.articles, self.articles - 1].contains(&count), "{count} of a feed");
        }
    }
}

#[test]
fn a_line_that_drops_during_a_refresh_ends_it_whole() {
    let count = rounds(4, 100);
    let mut slowest = Duration::ZERO;
    for round in 0..count {
        let setup = Setup::new();
        let with_signal = round % 2 == 0;
        let mut ground = Ground::new(if with_signal { setup } else { setup.ignoring_hang_up() });
        let mut terminal = ground.start();
        ground.refresh(&terminal);
        terminal.hang_up();
        slowest = slowest.max(terminal.wait_exit_within(GONE).took);
        ground.check_store();
        // The next one brings the rest.
        ground.setup.run(&["refresh", "--all"]);
        let shelf = Shelf::open(&ground.setup.data()).expect("a store");
        let feeds = shelf.feeds().expect("feeds");
        assert!(feeds.iter().all(|feed| feed.articles as usize == ground.articles));
    }
    println!(
        "{count} lines dropped during a refresh: all gone, no half answer; the slowest end took {slowest:?}"
    );
}

/// A refresh goes on drawing, so the screen may change between two looks at it.
fn equals_a_fresh_paint(terminal: &Terminal) -> bool {
    (0..8).any(|_| {
        let before = terminal.cells();
        terminal.repaint();
        before == terminal.cells()
    })
}

#[test]
fn being_stopped_during_a_refresh_loses_neither_screen_nor_key() {
    let mut ground = Ground::new(Setup::new());
    let mut terminal = ground.start();
    let count = rounds(6, 100);
    for round in 0..count {
        ground.refresh(&terminal);
        let from = terminal.written();
        terminal.signal(Signal::TSTP).wait_stopped();
        assert!(terminal.is_as_before(), "stopped with the terminal still taken");
        if round % 2 == 1 {
            terminal.resize(100 + (round % 7) as u16, 30);
        }
        terminal.signal(Signal::CONT).wait_bytes(from, b"\x1b[2J");
        assert!(equals_a_fresh_paint(&terminal), "round {round}");
        let row = terminal.look(Screen::cursor_line);
        terminal.press("j").wait("a move", |screen| screen.cursor_line() != row);
        terminal.press("g").press("g");
        if round % 2 == 1 {
            terminal.resize(120, 40);
        }
        ground.wait_end(&terminal);
    }
    println!("{count} stops during a refresh: every screen equals a fresh paint, no key lost");
    terminal.press("Q");
    assert!(terminal.wait_exit().as_before);
    ground.check_store();
}

#[test]
#[cfg(target_os = "linux")]
fn a_line_that_is_slow_or_stuck_holds_up_no_refresh() {
    let mut ground = Ground::new(Setup::new().size(200, 60));
    let terminal = ground.start();
    // What a first refresh takes of memory is not the line's doing.
    ground.refresh(&terminal);
    ground.wait_end(&terminal);
    let before = terminal.memory_kb();
    let count = rounds(1, 10);
    for _ in 0..count {
        let asked = ground.server.asked();
        ground.refresh(&terminal);
        terminal.stick(true);
        let mut patience = 6_000;
        while ground.server.asked() < asked + FEEDS {
            terminal.press("\x0c");
            std::thread::sleep(Duration::from_millis(10));
            patience -= 1;
            assert!(patience > 0, "the refresh stands still");
        }
        // And then a line of two kilobytes a second.
        terminal.stick(false).slow(2_000);
        terminal.press("G").press("gg");
        std::thread::sleep(Duration::from_secs(rounds(1, 6) as u64));
        terminal.slow(0);
        ground.wait_end(&terminal);
    }
    let grown = terminal.memory_kb().saturating_sub(before);
    println!("{count} refreshes on a line that was stuck, then slow: {grown} kB more memory");
    assert!(grown < 5_000, "{grown} kB more");
    assert!(equals_a_fresh_paint(&terminal));
    ground.check_store();
}
