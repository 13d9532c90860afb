//! What stories cost in the store: the first grouping of 10,000 and 100,000 articles with the memory it takes, what it adds to
//! taking articles in, the list of the last days' stories and one story. Each is measured once and printed.
//!
//! `cargo bench --bench grouping [-- 10000]`

mod made;

use std::fs;
use std::ops::ControlFlow;
use std::time::Instant;

use dateline::desk::{self, Desk};
use dateline::news::{Article, Body, Moment};
use dateline::store::{Library, NewArticle};
use dateline::text::Prose;
use tempfile::TempDir;

/// Articles of a batch, as a refresh brings them.
const BATCH: usize = 500;

fn main() {
    let wanted: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let counts = if wanted.is_empty() { vec![10_000, 100_000] } else { wanted };
    for count in counts {
        measure(count);
    }
}

fn measure(count: usize) {
    let dir = TempDir::new().expect("a folder");
    let desk = Desk::open(dir.path(), |_| ()).expect("a store");
    let mut library = desk.renew().expect("it can be written");
    let (with, without) = (taken_in(&mut library, count), taken_in_without_a_queue(count));
    println!("{count} articles taken in: {with:.2} s, without the queue {without:.2} s");
    drop(library);
    let before = peak(true);
    let (began, mut pieces, mut slowest, mut last) = (Instant::now(), 0, 0.0, Instant::now());
    let mut library = desk.library().expect("it can be written");
    let mut go_on = |_: &desk::Grouped| {
        pieces += 1;
        slowest = f64::max(slowest, last.elapsed().as_secs_f64());
        last = Instant::now();
        ControlFlow::Continue(())
    };
    let grouped = desk::group(&mut library, None, false, &mut go_on).expect("grouped");
    let took = began.elapsed().as_secs_f64();
    let grown = peak(false).saturating_sub(before) as f64 / 1024.0;
    println!(
        "{} grouped in {took:.2} s, {pieces} pieces, the slowest {:.0} ms, {grown:.1} MiB more than before",
        grouped.articles,
        slowest * 1000.0
    );
    one_more(&mut library, count);
    shown(&desk, count);
}

fn new_articles(from: usize, count: usize) -> Vec<NewArticle> {
    let made = made::articles(from + count, 60).into_iter().enumerate().skip(from);
    made.map(|(n, article)| NewArticle {
        key: n.to_string(),
        arrived: article.published.expect("a date"),
        article: Article {
            title: Prose::line(&article.title),
            outlet: Some(Prose::line(&format!("Outlet {}", n % 40))),
            published: article.published,
            body: Body::verbatim(&article.text),
            ..Article::default()
        },
    })
    .collect()
}

/// Seconds to take articles in.
fn taken_in(library: &mut Library, count: usize) -> f64 {
    let articles = new_articles(0, count);
    let began = Instant::now();
    for batch in articles.chunks(BATCH) {
        library.add(batch).expect("stored");
    }
    began.elapsed().as_secs_f64()
}

/// The same where nothing is put into the queue of what waits for its story.
fn taken_in_without_a_queue(count: usize) -> f64 {
    let dir = TempDir::new().expect("a folder");
    let mut library = Library::open(dir.path()).expect("a store");
    let connection = rusqlite::Connection::open(library.path()).expect("a store");
    connection.execute_batch("DROP TRIGGER article_to_group").expect("dropped");
    taken_in(&mut library, count)
}

/// What a small refresh costs beside everything.
fn one_more(library: &mut Library, count: usize) {
    library.add(&new_articles(count, 20)).expect("stored");
    let began = Instant::now();
    desk::group(library, None, false, &mut |_| ControlFlow::Continue(())).expect("grouped");
    println!("20 more beside them: {:.1} ms", began.elapsed().as_secs_f64() * 1000.0);
}

/// What a screen shows: the stories of the last days, and one of them.
fn shown(desk: &Desk, count: usize) {
    let shelf = desk.shelf().expect("a store");
    let last = made::articles(count, 0).pop().and_then(|article| article.published);
    let last = last.expect("a date").second();
    let since = Moment::from_second(last - 7 * 86_400);
    let today = Moment::from_second(last).expect("a date").day(&jiff::tz::TimeZone::UTC);
    let mut best = f64::MAX;
    let mut stories = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        stories = desk::stories(&shelf, since, today).expect("stories");
        best = best.min(began.elapsed().as_secs_f64());
    }
    println!("{} stories of a week: {:.1} ms", stories.len(), best * 1000.0);
    let largest = stories.iter().max_by_key(|story| story.articles.len()).expect("a story");
    let began = Instant::now();
    let one = desk::named_story(&shelf, &largest.id).expect("read").expect("a story");
    let took = began.elapsed().as_secs_f64() * 1000.0;
    println!("one story of {} articles: {took:.2} ms", one.articles.len());
}

/// KiB of this program in memory at most, since it was last asked to begin anew; 0 where the system does not say.
fn peak(anew: bool) -> u64 {
    if anew {
        // Not every system lets a program do that: then it is since the start.
        let _since_the_start = fs::write("/proc/self/clear_refs", "5");
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
