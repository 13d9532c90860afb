//! How long a search of 100,000 articles takes, for each kind of question, whole or as it is typed: until its first hits are
//! there, as the reader shows them, and until the whole answer is, as on the command line.
//!
//! `cargo bench --bench search` prints medians of some runs (`-- ARTICLES` for another number, `-- 10000 sou` for the
//! questions with these letters alone). The store is made once below `target/search`. Words that one article alone has, the
//! oldest, stand beside those that nearly all have.
//!
//! `-- ranks` prints instead how many of the best ten are among the best ten where every match is weighed, in the first
//! hits and in the whole answer, in articles that are made of the words of news, as often as these occur.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::news::query::Query;
use dateline::news::{Article, BlockKind, BodyBuilder, Moment};
use dateline::store::{Hit, Library, NewArticle, Shelf};
use dateline::text::{Link, Prose};
use jiff::civil::{Date, date};

#[allow(dead_code, reason = "the example is a program of its own")]
#[path = "../examples/fill.rs"]
mod fill;
#[path = "made/mod.rs"]
mod made;

const ARTICLES: u32 = 100_000;
const TODAY: Date = date(2024, 6, 20);
/// As many as the reader shows.
const HITS: usize = 50;
/// When it shows those that are there.
const SOON: Duration = Duration::from_millis(8);
const ROUNDS: usize = 9;

/// What is asked whole, as on the command line.
const ASKED: [&str; 49] = [
    "harbour",
    "the",
    "zeppelin",
    "absent",
    "xylophone zeppelin",
    "harbour zeppelin",
    "title:the zeppelin",
    "said harbour council",
    "council election",
    "h*",
    "t*",
    "th*",
    "co*",
    "har*",
    "zep*",
    "qu*",
    "9*",
    "lindq*",
    "harbour co*",
    "zeppelin co*",
    "the zep*",
    "\"night train\"",
    "\"council harbour\"",
    "\"zeppelin quartet\"",
    "\"night tra*\"",
    "title:census",
    "title:zeppelin",
    "title:cen*",
    "title:\"night train\"",
    "author:lindqvist",
    "author:zabel",
    "author:absent",
    "outlet:faro",
    "outlet:xenon",
    "outlet:absent",
    "feed:xenon.example",
    "feed:2",
    "tag:sport",
    "tag:dirigible",
    "lang:fr",
    "is:unread",
    "is:starred harbour",
    "is:unread after:2024-06-01 harbour",
    "after:2024-06-01 before:2024-06-10",
    "before:2023-01-01 harbour",
    "harbour -council",
    "the -harbour",
    "harbour -\"night train\"",
    "harbour author:zabel",
];

/// What is typed, letter by letter.
const TYPED: [&str; 4] = ["council harb", "zeppelin", "title:census", "outlet:xenon"];

/// What is asked of articles made of the words of news: words that most have, and words that some have.
const RANKED: [&str; 12] = [
    "government",
    "president",
    "election",
    "police",
    "storm",
    "court ruling",
    "president election",
    "government market",
    "minister said police",
    "title:president",
    "gov*",
    "after:2024-07-01 storm",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if arguments.iter().any(|argument| argument == "ranks") {
        return ranks();
    }
    let count = arguments.first().and_then(|count| count.parse().ok()).unwrap_or(ARTICLES);
    let only = arguments.last().filter(|it| it.parse::<u32>().is_err());
    let store = store(count);
    let wanted = |question: &str| only.is_none_or(|only| question.contains(only.as_str()));
    println!("{count} articles, {HITS} hits at most; milliseconds, medians of {ROUNDS} rounds");
    println!(
        "{:>8} {:>8} {:>5} {:>8} {:>8} {:>5}  question",
        "first", "cpu", "hits", "whole", "cpu", "hits"
    );
    for question in ASKED.into_iter().filter(|question| wanted(question)) {
        measure(&store, question, &Query::parse(question, TODAY).expect("a query"));
    }
    for text in TYPED {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        for typed in ends.map(|end| &text[..end]).filter(|typed| wanted(typed)) {
            if let Ok(query) = Query::as_typed(typed, TODAY) {
                measure(&store, &format!("{typed}_"), &query);
            }
        }
    }
}

fn measure(store: &Path, name: &str, query: &Query) {
    let shelf = Shelf::open(store).expect("it opens");
    let first = medians(&|| {
        let began = Instant::now();
        let goes_on = || began.elapsed() < SOON;
        shelf.search_soon(query, TODAY, HITS, &goes_on).expect("an answer").hits.len()
    });
    let whole = medians(&|| shelf.search(query, TODAY, HITS).expect("an answer").len());
    println!("{first} {whole}  {name}");
}

/// Milliseconds on the clock and of the processor, and the hits of the last round.
fn medians(search: &dyn Fn() -> usize) -> String {
    let (mut times, mut taken, mut hits) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let (began, cpu) = (Instant::now(), processor_time());
        hits = search();
        times.push(began.elapsed());
        taken.push(processor_time().saturating_sub(cpu));
    }
    times.sort();
    taken.sort();
    let shown = |times: &[Duration]| times[ROUNDS / 2].as_secs_f64() * 1_000.0;
    format!("{:8.2} {:8.2} {hits:>5}", shown(&times), shown(&taken))
}

/// Compares the best with the best of all, by questions.
fn ranks() {
    const NEWS: usize = 20_000;
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/search/news");
    let _none = std::fs::remove_dir_all(&store);
    let mut library = Library::open(&store).expect("a new store");
    for batch in made::articles(NEWS, 400).chunks(500) {
        let batch: Vec<NewArticle> = batch.iter().enumerate().map(told).collect();
        library.add(&batch).expect("stored");
    }
    let shelf = Shelf::open(&store).expect("it opens");
    println!("{NEWS} articles; of the best ten, how many are among the best ten of all matches");
    println!("{:>5} {:>5} of  question", "first", "whole");
    for question in RANKED {
        let query = Query::parse(question, TODAY).expect("a query");
        let today = date(2024, 8, 10);
        let ten = |hits: Vec<Hit>| -> Vec<_> {
            hits.into_iter().take(10).map(|hit| hit.headline.id).collect()
        };
        let first = shelf.search_soon(&query, today, HITS, &|| true).expect("an answer");
        let whole = shelf.search(&query, today, HITS).expect("an answer");
        let all = ten(shelf.search(&query, today, NEWS).expect("an answer"));
        let same = |hits| ten(hits).iter().filter(|id| all.contains(id)).count();
        let (first, whole) = (same(first.hits), same(whole));
        println!("{first:>5} {whole:>5} {:>2}  {question}", all.len());
    }
}

fn told((at, made): (usize, &made::Article)) -> NewArticle {
    let mut body = BodyBuilder::new();
    body.push(BlockKind::Paragraph, &Prose::text(&made.text), vec![]);
    let published = made.published.expect("a moment");
    let article = Article {
        title: Prose::line(&made.title),
        published: Some(published),
        language: Some(Prose::line("en")),
        body: body.finish(),
        ..Article::default()
    };
    NewArticle { key: format!("{}-{at}", published.second()), arrived: published, article }
}

/// What this thread has taken of the processor: a busy machine makes it no longer.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// A store that was filled before, with the tables of now, else a new one.
fn store(count: u32) -> PathBuf {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/search/{count}"));
    let (done, tables) = (store.join("filled"), tables());
    if std::fs::read_to_string(&done).ok().as_deref() != Some(&tables) {
        let _none = std::fs::remove_dir_all(&store);
        let mut library = Library::open(&store).expect("a new store");
        library.add(&[rare()]).expect("the oldest article");
        drop(library);
        fill::fill(&store, count).expect("the others");
        std::fs::write(done, tables).expect("a note");
    }
    store
}

/// The tables of a new store, by their words: they may change before their version does.
fn tables() -> String {
    let store = std::env::temp_dir().join(format!("dateline-tables-{}", std::process::id()));
    drop(Library::open(&store).expect("a new store"));
    let connection =
        rusqlite::Connection::open(store.join(dateline::store::FILE_NAME)).expect("its file");
    let select = "SELECT group_concat(sql, char(10)) FROM sqlite_schema";
    let tables = connection.query_row(select, [], |row| row.get(0)).expect("its tables");
    std::fs::remove_dir_all(&store).expect("gone again");
    tables
}

/// An article that has words of its own everywhere, and is older than all others.
fn rare() -> NewArticle {
    let mut body = BodyBuilder::new();
    let text =
        "The zeppelin left the harbour of the council with a xylophone and the zeppelin quartet.";
    body.push(BlockKind::Paragraph, &Prose::text(text), vec![]);
    let published = Moment::parse("2010-01-01T10:00:00Z").expect("a moment");
    let address = "https://xenon.example/1";
    let article = Article {
        outlet: Some(Prose::line("The Xenon Herald")),
        title: Prose::line("Zeppelin over the harbour"),
        link: Link::parse(address).ok(),
        authors: vec![Prose::line("Quirin Zabel")],
        published: Some(published),
        language: Some(Prose::line("fr")),
        feed: Some(Prose::line("https://xenon.example/feed")),
        tags: vec![Prose::line("dirigible")],
        body: body.finish(),
        ..Article::default()
    };
    NewArticle { key: address.to_owned(), arrived: published, article }
}
