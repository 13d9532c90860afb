//! A line that drops ends the program at once, and what was done is kept.

use std::time::Duration;

use dateline::news::ArticleId;
use dateline::store::Shelf;

use crate::rounds::rounds;
use crate::screen::Screen as _;
use crate::setup::Setup;
use crate::terminal::Terminal;

/// The program is to be gone in two seconds; the rest is for a busy machine.
const GONE: Duration = Duration::from_secs(4);

/// Where the reader is when the line drops: keys, and what shows that they have arrived.
const PLACES: [(&str, &str, &str); 6] = [
    ("the list", "", "IN BRIEF"),
    ("the text", "\r", "page"),
    ("a text field", "\r/vietnam", "vietnam"),
    ("a chooser", ":", "Commands"),
    ("a search", "g/Hanoi", "Search"),
    ("a question", "A", "Mark all"),
];

fn start(setup: &Setup, keys: &str, shows: &str) -> Terminal {
    let terminal = setup.start();
    terminal.wait_for("IN BRIEF");
    terminal.press("j").wait("the second article", |screen| {
        screen.cursor_line().contains("After his unusual visit")
    });
    terminal.press(keys).wait_for(shows);
    terminal
}

#[test]
fn a_line_that_drops_without_a_signal_ends_the_program_and_keeps_the_place() {
    let mut slowest = Duration::ZERO;
    let count = rounds(20, 100);
    for round in 0..count {
        let (place, keys, shows) = PLACES[round % PLACES.len()];
        let setup = Setup::new().ignoring_hang_up();
        let mut terminal = start(&setup, keys, shows);
        terminal.hang_up();
        let ended = terminal.wait_exit_within(GONE);
        slowest = slowest.max(ended.took);
        let kept = kept_article(&setup);
        assert!(kept.starts_with("After his unusual visit"), "in {place}: {kept:?}");
    }
    println!("{count} dropped lines: all gone, all places kept; the slowest end took {slowest:?}");
}

#[test]
fn a_hang_up_ends_the_program_and_keeps_the_place() {
    let count = rounds(PLACES.len(), 100);
    for round in 0..count {
        let (place, keys, shows) = PLACES[round % PLACES.len()];
        let setup = Setup::new();
        let mut terminal = start(&setup, keys, shows);
        terminal.hang_up();
        terminal.wait_exit_within(GONE);
        let kept = kept_article(&setup);
        assert!(kept.starts_with("After his unusual visit"), "in {place}: {kept:?}");
    }
    println!("{count} hang-ups: all gone, all places kept");
}

/// The title of the article that the next start opens at.
fn kept_article(setup: &Setup) -> String {
    let shelf = Shelf::open(&setup.data()).expect("a store");
    let session = shelf.session("screen").expect("readable").expect("a place was kept");
    let id = session.split(' ').next().and_then(|id| id.parse().ok()).expect("a number");
    let article = shelf.article(ArticleId(id)).expect("readable").expect("an article");
    article.title.to_string()
}
