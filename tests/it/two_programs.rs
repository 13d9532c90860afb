//! Several programs on one store: the reader, a refresh again and again, and four that mark as fast as they can.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dateline::news::query::Query;
use dateline::news::{Article, ArticleId, Body, Mark, Moment};
use dateline::store::{Library, MarkChange, NewArticle, Shelf};
use dateline::text::Prose;

use crate::rounds::rounds;
use crate::screen::Screen as _;
use crate::server::Server;
use crate::setup::Setup;
use crate::terminal::Terminal;

const FOLDER: &str = "DATELINE_TEST_STORE";
const WRITER: &str = "DATELINE_TEST_WRITER";
const TIMES: &str = "DATELINE_TEST_TIMES";
const WRITERS: usize = 4;
const ARTICLES: usize = 500;
/// What nobody at the screen or a script should ever read because of another program.
const LOCKED: &str = "in use by another program";

/// Articles that are there from the beginning. Returns their numbers.
pub(crate) fn fill(setup: &Setup) -> Vec<ArticleId> {
    fill_with(setup, ARTICLES, |_| "Words.".to_owned())
}

/// So many articles with titles "nr0000", "nr0001" and so on, the last one the newest.
pub(crate) fn fill_with(
    setup: &Setup,
    count: usize,
    text: impl Fn(usize) -> String,
) -> Vec<ArticleId> {
    let mut library = Library::open(&setup.data()).expect("a store");
    let moment = |n: usize| Moment::from_second(1_600_000_000 + n as i64).expect("a moment");
    let articles: Vec<NewArticle> = (0..count)
        .map(|n| NewArticle {
            key: n.to_string(),
            arrived: moment(n),
            article: Article {
                title: Prose::line(&format!("nr{n:04}")),
                published: Some(moment(n)),
                body: Body::verbatim(&text(n)),
                ..Article::default()
            },
        })
        .collect();
    library.add(&articles).expect("a batch")
}

/// Starts one that marks.
fn writer(setup: &Setup, number: usize, times: usize) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command.args(["--exact", "two_programs::the_writer", "--ignored", "--nocapture"]);
    command.env(FOLDER, setup.data()).env(WRITER, number.to_string());
    command.env(TIMES, times.to_string()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("it starts")
}

fn number(name: &str) -> usize {
    std::env::var(name).expect("told").parse().expect("a number")
}

#[test]
#[ignore = "is started by another"]
fn the_writer() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let mut library = Library::open(&folder).expect("opened");
    for (id, on) in marks(number(WRITER), number(TIMES)) {
        library.mark(&[MarkChange { id, mark: Mark::Later, on }]).expect("marked");
    }
}

/// The marks of one writer, each at an article of its own; what was set comes off again.
fn marks(writer: usize, times: usize) -> impl Iterator<Item = (ArticleId, bool)> {
    let own = ARTICLES / WRITERS;
    (0..times).map(move |time| {
        let id = ArticleId((time % own * WRITERS + writer + 1) as i64);
        (id, (time / own).is_multiple_of(2))
    })
}

pub(crate) fn marked(setup: &Setup, query: &str) -> Vec<ArticleId> {
    let shelf = Shelf::open(&setup.data()).expect("a store");
    assert_eq!(shelf.check().expect("readable"), []);
    let today = "2026-11-23".parse().expect("a date");
    let mut ids =
        shelf.ids(&Query::parse(query, today).expect("a query"), today).expect("readable");
    ids.sort();
    ids
}

/// Refreshes and sees what came on the screen, and stars in the reader, until the writers have ended.
fn work(
    terminal: &Terminal,
    setup: &Setup,
    server: &Server,
    writers: &mut [Child],
) -> (usize, usize) {
    let (mut brought, mut starred, mut slowest) = (0, 0, Duration::ZERO);
    while brought < 3 || writers.iter_mut().any(|child| child.try_wait().expect("ours").is_none()) {
        brought += 1;
        server.feed("/feed", "Gazette", brought, Duration::ZERO);
        setup.run(&["refresh", "--all"]);
        let done = Instant::now();
        terminal.wait_for(&format!("{} articles", ARTICLES + brought));
        slowest = slowest.max(done.elapsed());
        terminal.press("gg").wait_for(&format!("Gazette {brought}"));
        // The newest stands at the top, without a star as yet.
        terminal.press("*").wait("a star", |screen| {
            let row = screen.cursor_row().0;
            let line: String = screen.row(row + 1).chars().take(33).collect();
            line.contains(['★', '*'])
        });
        starred += 1;
    }
    println!(
        "{brought} refreshes by another program, the slowest was on the screen after {slowest:?}"
    );
    (brought, starred)
}

#[test]
fn programs_side_by_side_lose_nothing_and_tell_of_no_lock() {
    let (server, setup) = (Server::start(), Setup::new());
    let ids = fill(&setup);
    assert_eq!(ids, (1..=ARTICLES as i64).map(ArticleId).collect::<Vec<_>>());
    server.feed("/feed", "Gazette", 0, Duration::ZERO);
    setup.run(&["add", &server.url("/feed")]);
    let mut terminal = setup.start();
    terminal.wait_for(&format!("{ARTICLES} articles"));
    let times = rounds(100, 2_500);
    let began = Instant::now();
    let mut writers: Vec<Child> = (0..WRITERS).map(|n| writer(&setup, n, times)).collect();
    let (brought, starred) = work(&terminal, &setup, &server, &mut writers);
    for writer in writers {
        let ended = writer.wait_with_output().expect("ours");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    let took = began.elapsed();
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    assert!(!String::from_utf8_lossy(&terminal.raw()).contains(LOCKED));
    let mut expected: Vec<ArticleId> = Vec::new();
    for writer in 0..WRITERS {
        let last: std::collections::BTreeMap<_, _> = marks(writer, times).collect();
        expected.extend(last.into_iter().filter(|(_, on)| *on).map(|(id, _)| id));
    }
    expected.sort();
    println!(
        "{} marks by {WRITERS} programs in {took:?}, beside {brought} refreshes and {starred} stars in the reader",
        WRITERS * times
    );
    assert_eq!(marked(&setup, "is:later"), expected);
    assert_eq!(marked(&setup, "is:starred").len(), starred);
    assert_eq!(marked(&setup, "").len(), ARTICLES + brought);
}
