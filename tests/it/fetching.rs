//! The reader goes out: feeds are added, refreshed and stopped while keys work, and what another dateline brings is seen.

use std::time::Duration;

use crate::screen::Screen;
use crate::server::Server;
use crate::setup::Setup;
use crate::terminal::Terminal;

/// An empty pause: a server that answers at once.
const AT_ONCE: Duration = Duration::ZERO;

fn start(setup: &Setup) -> Terminal {
    let terminal = setup.start();
    terminal.wait_for("unread");
    terminal
}

fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
}

/// Adds a feed on the command line.
fn add(setup: &Setup, url: &str) {
    setup.run(&["add", url]);
}

#[test]
fn a_feed_is_added_in_the_reader_and_its_articles_are_there() {
    let (server, setup) = (Server::start(), Setup::new());
    server.feed("/feed", "Gazette", 3, AT_ONCE);
    let terminal = start(&setup);
    terminal.press("a").wait_for("Add a feed or site").press(&server.url("/feed")).press("\r");
    terminal.wait_for("Gazette is subscribed to: 3 articles.").wait_for("Gazette 3");
    terminal
        .press("0")
        .wait_for("1 feed")
        .wait("the feed", |screen| screen.shows("Gazette") && screen.shows("UNREAD"));
    quit(terminal);
}

#[test]
fn a_site_is_asked_for_its_feeds() {
    let (server, setup) = (Server::start(), Setup::new());
    let page = "<html><head><link rel=alternate type=application/rss+xml title=News href=/news.xml>\
        <link rel=alternate type=application/rss+xml title=Sport href=/sport.xml></head><body>x</body></html>";
    server.set("/", "text/html", page, AT_ONCE);
    server.feed("/news.xml", "Daily News", 2, AT_ONCE);
    server.feed("/sport.xml", "Daily Sport", 2, AT_ONCE);
    let terminal = start(&setup);
    terminal.press("a").press(&server.url("/")).press("\r").wait_for("More feeds of this site");
    terminal.wait_for("Sport").press("\r").wait_for("Daily Sport is subscribed to");
    quit(terminal);
}

#[test]
fn keys_work_while_a_slow_server_answers_and_esc_stops() {
    let (server, setup) = (Server::start(), Setup::new());
    for n in 0..12 {
        server.feed(&format!("/{n}"), &format!("Feed {n}"), 2, AT_ONCE);
        add(&setup, &server.url(&format!("/{n}")));
    }
    for n in 0..12 {
        server.feed(&format!("/{n}"), &format!("Feed {n}"), 3, Duration::from_millis(1_500));
    }
    let terminal = start(&setup);
    terminal.press("R").wait_for("Refreshing");
    let asked = server.asked();
    terminal.press("j").wait("a move", |screen| screen.cursor_row().0 > 3);
    terminal.press("k").wait("a move back", |screen| screen.cursor_row().0 < 4);
    assert_eq!(server.asked(), asked, "the keys were not slower than the first answer");
    terminal.press("\x1b").wait_for("stopped.");
    terminal.wait_gone("Refreshing");
    quit(terminal);
}

#[test]
fn what_fails_is_said_once_and_stands_among_the_feeds() {
    let (server, setup) = (Server::start(), Setup::new());
    server.feed("/good", "Good", 2, AT_ONCE);
    server.feed("/bad", "Bad", 2, AT_ONCE);
    add(&setup, &server.url("/good"));
    add(&setup, &server.url("/bad"));
    server.set("/bad", "text/html", "<html><body>Please log in</body></html>", AT_ONCE);
    server.feed("/good", "Good", 4, AT_ONCE);
    let terminal = start(&setup);
    terminal.press("R").wait_for("2 new articles in 2 feeds. Bad:").wait_for("4 articles");
    // An Esc and a key at once would be one key to a terminal.
    terminal.press("\x1b").wait_gone("Bad:").press("0").wait_for("1 failing").wait_for("×");
    quit(terminal);
}

#[test]
fn the_whole_article_comes_from_its_page() {
    let (server, setup) = (Server::start(), Setup::new());
    server.feed("/feed", "Gazette", 1, AT_ONCE);
    let paragraph =
        "The council met on Thursday and passed its budget after a debate of five hours. "
            .repeat(4);
    let page = format!(
        "<html><head><title>Gazette 1</title></head><body><article><h1>Gazette 1</h1>\
         <p>{paragraph}</p><p>{paragraph}</p><p>The whole report ends here.</p></article></body></html>"
    );
    server.set("/feed/1", "text/html", &page, AT_ONCE);
    add(&setup, &server.url("/feed"));
    let terminal = start(&setup);
    terminal.press("\r").wait_for("The first words of").press("x");
    terminal.wait_for("from its page").wait_for("debate of five hours");
    terminal.press("x").wait_for("as the feed gave it").wait_for("The first words of");
    terminal.press("x").wait_for("debate of five hours");
    quit(terminal);
}

#[test]
fn what_another_dateline_brings_is_listed_without_a_key() {
    let (server, setup) = (Server::start(), Setup::new());
    server.feed("/feed", "Gazette", 2, AT_ONCE);
    add(&setup, &server.url("/feed"));
    let terminal = start(&setup);
    terminal.wait_for("2 articles").wait_for("Gazette 2");
    server.feed("/feed", "Gazette", 5, AT_ONCE);
    setup.run(&["refresh", "--all"]);
    terminal.wait_for("5 articles");
    quit(terminal);
}

#[test]
fn restricted_starts_nothing_and_offline_fetches_nothing() {
    let (server, setup) = (Server::start(), Setup::new());
    server.feed("/feed", "Gazette", 2, AT_ONCE);
    add(&setup, &server.url("/feed"));
    let asked = server.asked();
    let terminal = setup.start_with(&["--offline", "--restricted"]);
    terminal.wait_for("unread").press("R").wait_for("offline");
    terminal.press("\x1b").wait_gone("offline").press("|");
    terminal.wait_for("restricted");
    assert_eq!(server.asked(), asked);
    quit(terminal);
}

#[test]
fn an_article_is_handed_to_programs_once_they_are_allowed() {
    let (server, setup) = (Server::start(), Setup::new());
    server.feed("/feed", "Gazette", 1, AT_ONCE);
    add(&setup, &server.url("/feed"));
    let file = |name: &str| setup.folder().join(name);
    let settings = |allowed: bool| {
        let piped = file("piped.md");
        let text =
            format!("allow_programs = {allowed}\n[pipe]\nkeep = ['tee', '{}']\n", piped.display());
        std::fs::write(file("settings.toml"), text).expect("a file");
    };
    let config = file("settings.toml").to_string_lossy().into_owned();
    settings(false);
    let terminal = setup.start_with(&["--config", &config]);
    terminal.wait_for("The first words").press("|").wait_for("allow_programs");
    quit(terminal);
    assert!(!file("piped.md").exists());
    settings(true);
    let terminal = setup.start_with(&["--config", &config]);
    terminal.wait_for("The first words").press("|").wait_for("Handed to tee: # Gazette 1");
    quit(terminal);
    let piped = std::fs::read_to_string(file("piped.md")).expect("what was piped");
    assert!(piped.contains("The first words of Gazette 1."), "{piped}");
}
