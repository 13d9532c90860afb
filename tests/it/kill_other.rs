//! What is no mark outlives `kill -9`, too: tags, choices for a feed, the article that is open and the place in it.

use std::time::{Duration, Instant};

use dateline::news::ArticleId;
use dateline::news::query::Query;
use dateline::store::Shelf;

use crate::random::Random;
use crate::rounds::rounds;
use crate::screen::Screen as _;
use crate::setup::Setup;
use crate::terminal::Terminal;
use crate::two_programs::fill_with;

const ARTICLES: usize = 40;
const WHOLE: &str = "New articles of this feed are fetched whole.";
const AS_GIVEN: &str = "Articles of this feed stay as it gives them.";
const PATIENCE: Duration = Duration::from_secs(60);

/// Articles that are longer than a screen, and a feed beside them.
fn fill(setup: &Setup) {
    fill_with(setup, ARTICLES, |n| format!("Line {n} of many.\n\n").repeat(60));
    let feed = setup.folder().join("paper.xml");
    let rss = "<rss version='2.0'><channel><title>Paper</title></channel></rss>";
    std::fs::write(&feed, rss).expect("a file");
    setup.run(&["add", &feed.to_string_lossy()]);
    setup.run(&["sample", "off"]);
}

/// The first article with that title.
fn number(shelf: &Shelf, title: &str) -> ArticleId {
    let today = "2026-11-23".parse().expect("a date");
    let query = Query::parse(&format!("title:{title}"), today).expect("a query");
    shelf.ids(&query, today).expect("readable")[0]
}

/// Waits until another than `before` is kept as the place in an article, and says which.
fn place_after(shelf: &Shelf, id: ArticleId, before: Option<u32>) -> u32 {
    let until = Instant::now() + PATIENCE;
    loop {
        let place = shelf.place(id).expect("readable").map(|place| place.offset);
        if let Some(place) = place.filter(|_| place != before) {
            return place;
        }
        assert!(Instant::now() < until, "no place is kept while the article is open");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn tags_choices_and_places_that_were_seen_outlive_a_kill() {
    let seed = Random::seed();
    println!("kills with tags, choices, places: DATELINE_TEST_SEED={seed}");
    let mut random = Random::new(seed);
    let setup = Setup::new();
    fill(&setup);
    let kills = rounds(3, 40);
    for round in 0..kills {
        one(&setup, round, &mut random);
    }
    println!("{kills} kills: every tag, choice and place that was seen was there again");
}

fn one(setup: &Setup, round: usize, random: &mut Random) {
    let shelf = Shelf::open(&setup.data()).expect("a store");
    let mut terminal = setup.start();
    terminal.wait("the list", |screen| screen.shows("nr00"));
    // Each is read once: at its end no place comes after the last one.
    let down = round % ARTICLES;
    let title = format!("nr{:04}", ARTICLES - 1 - down);
    terminal.press("gg").press(&"j".repeat(down));
    terminal.wait(&title, |screen| screen.cursor_line().contains(&title));
    let id = number(&shelf, &title);
    let tag = format!("tag{round}");
    terminal.press("T").press(&tag).wait_for("a new tag").press("\r");
    terminal.wait_for(&format!("Tag {tag} set.")).press("\x1b").wait_gone("│ > ");
    let says = if round.is_multiple_of(2) { WHOLE } else { AS_GIVEN };
    terminal.press("0").wait_for("Paper").press("ggw").wait_for(says);
    // Both were said, so both are kept; what comes now ends by a kill.
    let before = shelf.place(id).expect("readable").map(|place| place.offset);
    terminal.press("q").wait("the list", |screen| screen.cursor_line().contains(&title));
    terminal
        .press("\r")
        .wait_for(&format!("Line {} of", ARTICLES - 1 - down))
        .press(&"j".repeat(3 + random.below(9) as usize));
    let place = place_after(&shelf, id, before);
    std::thread::sleep(Duration::from_millis(random.below(60)));
    terminal.kill();
    check(setup, (id, &title, &tag), says == WHOLE, place);
}

fn check(setup: &Setup, (id, title, tag): (ArticleId, &str, &str), whole: bool, place: u32) {
    let shelf = Shelf::open(&setup.data()).expect("a store");
    assert_eq!(shelf.check().expect("readable"), []);
    let tags = shelf.tags_of(id).expect("readable");
    assert!(tags.iter().any(|known| known.as_str() == tag), "{tag} is not among {tags:?}");
    let feeds = shelf.feeds().expect("readable");
    assert!(
        feeds.iter().any(|feed| feed.name().as_str() == "Paper" && feed.choices.whole == whole)
    );
    assert_eq!(shelf.place(id).expect("readable").map(|place| place.offset), Some(place));
    let mut terminal: Terminal = setup.start();
    terminal.wait(title, |screen| screen.cursor_line().contains(title));
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
}
