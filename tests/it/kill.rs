//! What was shown as done outlives `kill -9`.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use dateline::news::query::Query;
use dateline::news::{Article, ArticleId, Body, Moment};
use dateline::store::{Library, NewArticle, Shelf};
use dateline::text::Prose;

use crate::random::Random;
use crate::rounds::rounds;
use crate::screen::Screen;
use crate::setup::Setup;
use crate::terminal::Terminal;

const ARTICLES: usize = 2_000;

/// Articles with titles that are easy to find on a screen.
fn fill(setup: &Setup) {
    let mut library = Library::open(&setup.data()).expect("a store");
    let articles: Vec<NewArticle> = (0..ARTICLES)
        .map(|n| NewArticle {
            key: n.to_string(),
            arrived: Moment::from_second(1_800_000_000 - n as i64).expect("a moment"),
            article: Article {
                title: Prose::line(&format!("nr{n:04}")),
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
    let line = terminal.look(Screen::cursor_line);
    line.get(line.find("nr")?..)?.get(..6).map(str::to_owned)
}

/// Stars articles one after the other until it is time, and notes each star that was on the screen.
fn star_until(terminal: &Terminal, until: Instant, shown: &mut BTreeSet<String>) {
    loop {
        let Some(title) = selected(terminal) else { panic!("no row: {}", terminal.text()) };
        if !shown.contains(&title) {
            // It may have been kept in the moment before the kill, without having been shown.
            if !is_starred(terminal) {
                terminal.press("*");
            }
            while !is_starred(terminal) {
                if Instant::now() >= until {
                    return;
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            shown.insert(title.clone());
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
    let mut shown = BTreeSet::new();
    let mut slowest = Duration::ZERO;
    let kills = rounds(15, 200);
    for _ in 0..kills {
        let started = Instant::now();
        let mut terminal = setup.start();
        terminal.wait("the list", |screen| screen.cursor_line().contains("nr"));
        slowest = slowest.max(started.elapsed());
        let until = Instant::now() + Duration::from_millis(random.below(900));
        star_until(&terminal, until, &mut shown);
        terminal.kill();
        check_store(&setup, &shown, kills);
    }
    println!(
        "{kills} kills, {} stars seen, none lost; the slowest start took {slowest:?}",
        shown.len()
    );
    assert!(shown.len() > kills / 3, "hardly anything was marked");
}

/// The store is whole, and every star that was shown is in it.
fn check_store(setup: &Setup, shown: &BTreeSet<String>, kills: usize) {
    let shelf = Shelf::open(&setup.data()).expect("a store");
    assert_eq!(shelf.check().expect("readable"), []);
    let today = "2026-11-23".parse().expect("a date");
    let query = Query::parse("is:starred", today).expect("a query");
    let ids: Vec<ArticleId> = shelf.ids(&query, today).expect("readable");
    let rows = shelf.headlines(&ids).expect("readable");
    let kept: BTreeSet<String> = rows.iter().map(|row| row.title.to_string()).collect();
    let lost: Vec<&String> = shown.difference(&kept).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    // One more may have been kept in the moment before it was shown.
    assert!(kept.len() <= shown.len() + kills);
}
