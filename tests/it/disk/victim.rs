//! A program that fills a store and marks articles, and says what it has done. It is this binary, started again.

use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::news::query::Query;
use dateline::news::{Article, ArticleId, Body, Choices, FeedId, Mark, Moment, Source, Validators};
use dateline::store::{Library, MarkChange, NewArticle, Shelf, Visit, VisitOutcome};
use dateline::text::Prose;

use crate::random::Random;

const FOLDER: &str = "DATELINE_TEST_STORE";
const TIMES: &str = "DATELINE_TEST_TIMES";
/// Articles that are marked, one after the other.
pub(super) const ARTICLES: usize = 400;
const FEEDS: usize = 6;
/// Articles of each feed: an answer is there with all of them or not at all.
const OF_EACH: usize = 12;
const NOW: i64 = 1_718_884_800;

/// The command that starts it on a folder, to mark so often.
pub(super) fn arguments(command: &mut Command, folder: &Path, times: usize) {
    command.arg(std::env::current_exe().expect("this binary"));
    command.args(["--exact", "disk::victim::the_program", "--ignored", "--nocapture"]);
    command.arg("--test-threads=1").env(FOLDER, folder).env(TIMES, times.to_string());
}

#[test]
#[ignore = "is started by others"]
fn the_program() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let times = std::env::var(TIMES).ok().and_then(|times| times.parse().ok()).expect("times");
    let mut library = Library::open(&folder).expect("opened");
    let articles: Vec<NewArticle> = (0..ARTICLES).map(|n| new(&format!("own {n}"), "")).collect();
    let ids = library.add(&articles).expect("added");
    say("added .");
    for (time, id) in ids.iter().take(times).enumerate() {
        let change = MarkChange { id: *id, mark: Mark::Starred, on: true };
        library.mark(&[change]).expect("marked");
        say(&format!("kept {time} ."));
        if time % 7 == 3 {
            take_in(&mut library, time / 7);
        }
    }
}

fn say(line: &str) {
    // One call of the system for each line, whatever the test harness writes besides.
    let line = format!("\n{line}\n");
    rustix::io::write(rustix::stdio::stdout(), line.as_bytes()).expect("somebody listens");
}

/// A feed answers: half of its articles say something new each round.
fn take_in(library: &mut Library, round: usize) {
    let name = format!("https://feed{}.example/", round % FEEDS);
    let now = Moment::from_second(NOW).expect("a moment");
    let source = Source::parse(&name).expect("an address");
    let (feed, _) = library.subscribe(&source, None, &Choices::default(), now).expect("subscribed");
    let articles: Vec<NewArticle> = (0..OF_EACH)
        .map(|n| {
            let told = if n % 2 == 0 { "for ever".to_owned() } else { format!("round{round}") };
            new(&format!("{name}{n}"), &format!("told {told}"))
        })
        .collect();
    let outcome = VisitOutcome::Answered {
        title: None,
        site: None,
        language: None,
        validators: Validators::default(),
    };
    let visit = Visit { at: now, due: Some(now), outcome };
    let today = "2024-06-20".parse().expect("a day");
    library.take_in(feed, &articles, &visit, &[], today).expect("taken in");
}

/// An article with much that nothing can make shorter.
fn new(key: &str, told: &str) -> NewArticle {
    let mut random = Random::new(key.bytes().map(u64::from).sum());
    let noise: Vec<String> = (0..60).map(|_| format!("{:016x}", random.below(u64::MAX))).collect();
    NewArticle {
        key: key.to_owned(),
        arrived: Moment::from_second(NOW).expect("a moment"),
        article: Article {
            title: Prose::line(key),
            body: Body::verbatim(&format!("{told} {}", noise.join(" "))),
            ..Article::default()
        },
    }
}

/// Opens what is left and looks whether it is whole. Returns how many articles have a star: those are the first ones.
pub(super) fn check(folder: &Path) -> Result<usize, String> {
    let told = |error: dateline::store::StoreError| error.to_string();
    let mut library = Library::open(folder).map_err(told)?;
    let shelf = Shelf::open(folder).map_err(told)?;
    let problems = shelf.check().map_err(told)?;
    if !problems.is_empty() {
        return Err(format!("{problems:?}"));
    }
    let ids = |query: &str| {
        let today = "2024-06-20".parse().expect("a day");
        shelf.ids(&Query::parse(query, today).expect("a query"), today).map_err(told)
    };
    for feed in shelf.feeds().map_err(told)? {
        let count = ids(&format!("feed:{}", feed.id))?.len();
        if count != 0 && count != OF_EACH {
            return Err(format!("{count} articles of an answer"));
        }
    }
    let mut starred: Vec<i64> = ids("is:starred")?.iter().map(|id| id.0).collect();
    starred.sort_unstable();
    if !starred.iter().copied().eq(1..=starred.len() as i64) {
        return Err(format!("stars at {starred:?}"));
    }
    for id in ids("")? {
        shelf.article(id).map_err(told)?.ok_or_else(|| format!("article {id} cannot be read"))?;
    }
    // And it can be used.
    let feed = Source::parse("https://after.example/").expect("an address");
    let now = Moment::from_second(NOW).expect("a moment");
    let added: (FeedId, bool) =
        library.subscribe(&feed, None, &Choices::default(), now).map_err(told)?;
    let change = MarkChange { id: ArticleId(1), mark: Mark::Later, on: true };
    library.mark(&[change]).map_err(told)?;
    if added.1 { Ok(starred.len()) } else { Err("it was used before".to_owned()) }
}
