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

/// A mark: its key, how it is asked for, and how its row shows it.
struct Kind {
    key: &'static str,
    query: &'static str,
    is_shown: fn(title: &str, below: &str) -> bool,
}

/// What a reader marks in the list, one kind after the other.
const KINDS: [Kind; 3] = [
    Kind { key: "*", query: "is:starred", is_shown: |_, below| below.contains(['★', '*']) },
    Kind { key: "L", query: "is:later", is_shown: |_, below| below.contains('▹') },
    Kind { key: "m", query: "is:read", is_shown: |title, _| !title.contains('●') },
];

/// The mark that an article gets.
fn kind_of(title: &str) -> &'static Kind {
    let number: usize = title[2..].parse().expect("a number");
    &KINDS[number % KINDS.len()]
}

/// Marks articles one after the other until it is time, and notes each mark that was on the screen.
fn mark_until(terminal: &Terminal, until: Instant, shown: &mut BTreeSet<String>) {
    loop {
        let Some(title) = selected(terminal) else { panic!("no row: {}", terminal.text()) };
        if !shown.contains(&title) {
            // It may have been kept in the moment before the kill, without having been shown.
            if !is_marked(terminal, &title) {
                terminal.press(kind_of(&title).key);
            }
            while !is_marked(terminal, &title) {
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

/// Whether the selected row shows the mark of its article.
fn is_marked(terminal: &Terminal, title: &str) -> bool {
    terminal.look(|screen| {
        let at = screen.cursor_row().0;
        let list = |row| screen.row(row).chars().take(33).collect::<String>();
        let (row, below) = (list(at), list(at + 1));
        row.contains(title) && (kind_of(title).is_shown)(&row, &below)
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
        mark_until(&terminal, until, &mut shown);
        terminal.kill();
        check_store(&setup, &shown, kills);
    }
    println!(
        "{kills} kills, {} marks seen, none lost; the slowest start took {slowest:?}",
        shown.len()
    );
    assert!(shown.len() > kills / 3, "hardly anything was marked");
    for kind in &KINDS {
        let own = shown.iter().filter(|title| kind_of(title).key == kind.key);
        assert!(own.count() > 0, "nothing was seen of {}", kind.query);
    }
}

/// The store is whole, and every mark that was shown is in it.
fn check_store(setup: &Setup, shown: &BTreeSet<String>, kills: usize) {
    let shelf = Shelf::open(&setup.data()).expect("a store");
    assert_eq!(shelf.check().expect("readable"), []);
    let today = "2026-11-23".parse().expect("a date");
    for kind in &KINDS {
        let query = Query::parse(kind.query, today).expect("a query");
        let ids: Vec<ArticleId> = shelf.ids(&query, today).expect("readable");
        let rows = shelf.headlines(&ids).expect("readable");
        let kept: BTreeSet<String> = rows.iter().map(|row| row.title.to_string()).collect();
        let is_own = |title: &&String| kind_of(title).key == kind.key;
        let lost: Vec<&String> =
            shown.iter().filter(is_own).filter(|t| !kept.contains(*t)).collect();
        assert!(lost.is_empty(), "lost of {}: {lost:?}", kind.query);
        assert!(kept.iter().all(|title| kind_of(title).key == kind.key), "{}", kind.query);
        // One more may have been kept in the moment before it was shown.
        assert!(kept.len() <= shown.iter().filter(is_own).count() + kills);
    }
}
