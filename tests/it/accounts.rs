//! The reader with an account on a server: it syncs by itself, tells what was changed, and says what goes wrong.

use std::time::{Duration, Instant};

use crate::fake::Fake;
use crate::outside::configured;
use crate::setup::Setup;
use crate::terminal::Terminal;

/// Changes are told after ten seconds; the rest is for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn account(fake: &Fake, kind: &str) -> Setup {
    let settings = format!(
        "[[account]]\nname = 'home'\nkind = '{kind}'\naddress = '{}'\nuser = 'anna'\nenv = 'WORDS'\n",
        fake.url("")
    );
    configured(Setup::new(), &settings).env("WORDS", "secret-words")
}

#[track_caller]
fn wait(terminal: &Terminal, what: &str, holds: impl Fn() -> bool) {
    let until = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < until, "waited for {what}; the screen is\n{}", terminal.text());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn an_account_is_synced_with_by_itself_and_told_what_was_changed() {
    synced_and_told("greader");
}

#[test]
fn so_is_one_by_the_own_api_of_miniflux() {
    synced_and_told("miniflux");
}

fn synced_and_told(kind: &str) {
    let fake = Fake::start();
    fake.articles(5);
    let setup = account(&fake, kind);
    let mut terminal = setup.start();
    // Nobody has asked for it: what stands in the settings is enough.
    terminal.wait_for("5 articles").wait_for("synced just now");
    let feeds = fake.asked("/subscription/list").len() + fake.asked("/v1/feeds").len();
    terminal.wait_for("Title 5").press("gg").wait_for("Words of").press("*");
    wait(&terminal, "a star there", || (1..=5).filter(|id| fake.starred(*id)).count() == 1);
    terminal.press("A").wait_for("y / n").press("y").wait_for("0 unread");
    wait(&terminal, "all read there", || (1..=5).all(|id| fake.read(id)));
    // To be told costs a server no lists.
    let asked = fake.asked("/subscription/list").len() + fake.asked("/v1/feeds").len();
    assert_eq!(asked, feeds);
    terminal.press("u").wait_for("5 unread");
    wait(&terminal, "unread there again", || (1..=5).all(|id| !fake.read(id)));
    // Offline, and then back: what waits is told when the reader is opened again.
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    let mut terminal = setup.start_with(&["--offline"]);
    terminal.wait_for("5 unread").press("A").wait_for("y / n").press("y").wait_for("0 unread");
    terminal.press("Q");
    terminal.wait_exit();
    assert!(!fake.read(1));
    fake.forget();
    let terminal = setup.start();
    wait(&terminal, "all read there", || (1..=5).all(|id| fake.read(id)));
    // It was asked a moment ago: its lists wait for their time.
    terminal.wait_for("synced");
    assert_eq!(fake.asked("/subscription/list").len() + fake.asked("/v1/feeds").len(), 0);
}

#[test]
fn a_feed_is_given_to_a_server_moved_and_given_up_from_the_reader() {
    let fake = Fake::start();
    fake.articles(2);
    let terminal = account(&fake, "greader").start();
    terminal.wait_for("2 articles").press("a").wait_for("Add a feed");
    terminal.press("https://other.example/feed\r").wait_for("Who fetches it?");
    terminal.wait_for("this machine").press("home").wait_for("a server of yours").press("\r");
    terminal.wait_for("is subscribed to");
    assert_eq!(fake.asked("/subscription/quickadd").len(), 1);
    assert_eq!(fake.state().feeds.len(), 2);
    // No address is no question for a server.
    terminal.press("a").wait_for("Add a feed").press("\x15/etc/passwd\r").wait_for("Who fetches");
    terminal.press("home\r").wait_for("a server fetches addresses alone");
    terminal.press("\x1b").wait_gone("addresses alone");
    terminal.press("0").wait_for("Harbour News").press("/Harbour\r").wait_for("> ");
    terminal.press("M").wait_for("Folder: ").press("\x15Evening\r").wait_for("Evening");
    let folder = || fake.state().feeds.get(&1).map(|(_, folder)| folder.clone());
    wait(&terminal, "the folder there", || folder().as_deref() == Some("Evening"));
    terminal.press("e").wait_for("Name: ").press("\x15Quay\r").wait_for("Quay");
    let name = || fake.state().feeds.get(&1).map(|(name, _)| name.clone());
    wait(&terminal, "the name there", || name().as_deref() == Some("Quay"));
    terminal.press("D").wait_for("unsubscribe from Quay?").press("y").wait_gone("Quay");
    wait(&terminal, "gone there", || folder().is_none());
}

#[test]
fn what_goes_wrong_with_an_account_is_said_in_a_sentence_and_stands_in_the_header() {
    let fake = Fake::start();
    fake.articles(2);
    let terminal = account(&fake, "greader").start();
    terminal.wait_for("2 articles").wait_for("synced just now");
    fake.state().faults.status = vec![("/stream/items/ids", 500, 1)];
    terminal.press("R").wait_for("home: http").wait_for("answered 500").wait_for("home not synced");
    terminal.check_repaint();
    terminal
        .press("\x1b")
        .wait_gone("answered 500")
        .press("R")
        .wait_for("synced just now")
        .wait_gone("not synced");
    // Articles stay, and so do marks.
    terminal.wait_for("2 articles");
}
