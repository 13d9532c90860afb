//! What was seen as done outlives `kill -9`.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use dateline::news::query::Query;
use dateline::news::{Article, ArticleId, Body, Moment};
use dateline::store::{Library, NewArticle, Shelf};
use dateline::text::Prose;

use crate::random::Random;
use crate::terminal::{Setup, Terminal};

const KILLS: u32 = 15;
const ARTICLES: usize = 300;

/// Articles with titles that are easy to find on a screen.
fn fill(setup: &Setup) {
    let mut library = Library::open(&setup.data()).expect("a store");
    let articles: Vec<NewArticle> = (0..ARTICLES)
        .map(|n| NewArticle {
            key: n.to_string(),
            arrived: Moment::from_second(1_800_000_000 - n as i64).expect("a moment"),
            article: Article {
                title: Prose::line(&format!("nr{n:03}")),
                published: Moment::from_second(1_800_000_000 - n as i64),
                body: Body::verbatim("Words."),
                ..Article::default()
            },
        })
        .collect();
    library.add(&articles).expect("a batch");
}

/// The title of the selected row: `nr` and its number.
fn selected(terminal: &Terminal) -> Option<String> {
    let line = terminal.look(|screen| screen.cursor_line());
    line.get(line.find("nr")?..)?.get(..5).map(str::to_owned)
}

/// Stars articles one after the other until it is time, and notes each star that was on the screen.
fn star_until(terminal: &Terminal, until: Instant, seen: &mut BTreeSet<String>) {
    loop {
        let Some(title) = selected(terminal) else { panic!("no row: {}", terminal.text()) };
        if !seen.contains(&title) {
            // It may have been kept in the moment before the kill, without having been seen.
            if !is_starred(terminal) {
                terminal.press("*");
            }
            while !is_starred(terminal) {
                if Instant::now() >= until {
                    return;
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            seen.insert(title.clone());
        }
        terminal.press("j");
        while selected(terminal).is_none_or(|now| now == title) {
            if Instant::now() >= until {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// Whether the selected row has a star.
fn is_starred(terminal: &Terminal) -> bool {
    terminal.look(|screen| {
        let row = screen.cursor_row().0;
        screen.row(row + 1).chars().take(33).any(|c| c == '★' || c == '*')
    })
}

#[test]
fn marks_that_were_seen_outlive_a_kill() {
    let seed = Random::seed();
    println!("kills: DATELINE_TEST_SEED={seed}");
    let mut random = Random::new(seed);
    let setup = Setup::new();
    fill(&setup);
    let mut seen = BTreeSet::new();
    let mut slowest = Duration::ZERO;
    for _ in 0..KILLS {
        let started = Instant::now();
        let mut terminal = setup.start();
        terminal.wait("the list", |screen| screen.cursor_line().contains("nr"));
        slowest = slowest.max(started.elapsed());
        let until = Instant::now() + Duration::from_millis(random.below(900));
        star_until(&terminal, until, &mut seen);
        terminal.kill();
        check_store(&setup, &seen);
    }
    println!(
        "{KILLS} kills, {} stars seen, none lost; the slowest start took {slowest:?}",
        seen.len()
    );
    assert!(seen.len() > KILLS as usize / 3, "hardly anything was marked");
}

/// The store is whole, and every star that was seen is in it.
fn check_store(setup: &Setup, seen: &BTreeSet<String>) {
    let shelf = Shelf::open(&setup.data()).expect("a store");
    assert_eq!(shelf.check().expect("readable"), []);
    let today = "2026-11-23".parse().expect("a date");
    let query = Query::parse("is:starred", today).expect("a query");
    let ids: Vec<ArticleId> = shelf.ids(&query, today).expect("readable");
    let rows = shelf.headlines(&ids).expect("readable");
    let kept: BTreeSet<String> = rows.iter().map(|row| row.title.to_string()).collect();
    let lost: Vec<&String> = seen.difference(&kept).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    // One more may have been kept in the moment before it was shown.
    assert!(kept.len() <= seen.len() + KILLS as usize);
}
