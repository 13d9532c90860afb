//! Feeds of the shared corpus: what other readers expect of each, and what dateline makes of it.
//!
//! `cargo test --test it feeds:: -- --nocapture` prints the table. `DATELINE_MISSES=1` lists what was not held. The
//! corpus is no part of the repository: where it is missing the tests are skipped, with a line that says so.

mod expect;
mod feedparser;
mod hostile;
mod models;
mod same;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::feed::{self, Feed, FeedError, Hint};
use dateline::news::Moment;
use dateline::text::{Link, charset};
use serde_json::Value as Json;

use self::expect::Checks;
use crate::shared;

/// What a family of files came to.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    files: usize,
    read: usize,
    checks: usize,
    held: usize,
    left_out: usize,
}

impl Tally {
    fn percent(self) -> f64 {
        100.0 * self.held as f64 / self.checks.max(1) as f64
    }

    fn add(&mut self, other: Self) {
        self.files += other.files;
        self.read += other.read;
        self.checks += other.checks;
        self.held += other.held;
        self.left_out += other.left_out;
    }
}

/// Every input below a folder: what is no expectation.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_input(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn is_input(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let is_expected = name.ends_with(".serde.json")
        || name.contains("/output/")
        || name.ends_with("_expected.json")
        || (name.contains("/gofeed/")
            && name.ends_with(".json")
            && path.with_extension("xml").exists());
    !is_expected && !["tsv", "md", "jsonl"].iter().any(|ending| name.ends_with(ending))
}

fn family(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).expect("below the corpus");
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    match parts.as_slice() {
        [family, part, ..] if family != "real" => format!("{family}/{part}"),
        [family, ..] => family.to_string(),
        [] => String::new(),
    }
}

fn read(path: &Path, hint: &Hint<'_>) -> Result<Feed, FeedError> {
    feed::parse(&fs::read(path).expect("a file"), hint)
}

/// Where expectations stand in a file of JSON Lines: each with the name of its input.
fn lines(path: &Path) -> Vec<Json> {
    let text = fs::read_to_string(path).expect("a file");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn json(path: &Path) -> Option<Json> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// What is expected of an input that stands beside its expectation.
fn beside(path: &Path, feed: &Feed, checks: &mut Checks<'_>) {
    let name = path.to_string_lossy();
    if name.contains("/gofeed/") {
        let expected = match name.strip_suffix(".json") {
            Some(stem) => json(Path::new(&format!("{stem}_expected.json"))),
            None => json(&path.with_extension("json")),
        };
        let expected = expected.or_else(|| json(path).filter(|_| name.contains("/parser/json/")));
        if let Some(expected) = &expected {
            models::gofeed(expected, feed, checks);
        }
    } else if name.contains("/feed-rs/") {
        let expected = json(&path.with_extension("serde.json"));
        if let Some(expected) = &expected {
            models::feed_rs(expected, feed, checks);
        }
    } else if name.contains("/rss-parser/input/") {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let expected = json(&path.with_file_name(format!("../output/{stem}.json")));
        if let Some(expected) = &expected {
            models::rss_parser(&expected["feed"], feed, checks);
        }
    }
}

fn has_misses_shown() -> bool {
    std::env::var_os("DATELINE_MISSES").is_some()
}

#[test]
fn expectations_of_other_readers_are_held() {
    let Some(root) = shared::file("corpus/feeds") else { return };
    let by_file = feedparser::expectations(&root.join("feedparser/expect.jsonl"));
    let mut table: BTreeMap<String, Tally> = BTreeMap::new();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for path in inputs(&root) {
        let name = path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
        let expected = by_file.get(&name);
        let headers = feedparser::Headers::of(expected);
        let result = read(&path, &headers.hint());
        let mut checks = Checks::new(&name);
        let tally = table.entry(family(&path, &root)).or_default();
        match (&result, expected) {
            (Ok(feed), Some(expected)) => feedparser::check(expected, feed, &mut checks),
            (Err(_), Some(expected)) => feedparser::refused(expected, &mut checks),
            (Ok(feed), None) => beside(&path, feed, &mut checks),
            (Err(_), None) => {}
        }
        if name.starts_with("feedvalidator/")
            && let Ok(feed) = &result
        {
            count_items(&path, feed, &mut checks);
        }
        for what in std::mem::take(&mut checks.left_out) {
            *left_out.entry(what).or_insert(0_usize) += 1;
            tally.left_out += 1;
        }
        tally.add(Tally {
            files: 1,
            read: usize::from(result.is_ok()),
            checks: checks.made,
            held: checks.held,
            left_out: 0,
        });
        if let Err(error) = result
            && has_misses_shown()
        {
            println!("refused {name}: {error}");
        }
    }
    let sum = print(&table);
    print_left_out(&left_out);
    assert!(sum.percent() >= 98.0, "{:.1} % are held", sum.percent());
}

fn print(table: &BTreeMap<String, Tally>) -> Tally {
    println!(
        "{:<26} {:>5} {:>5} {:>6} {:>6} {:>6} {:>9}",
        "family", "files", "read", "checks", "held", "%", "left out"
    );
    let mut sum = Tally::default();
    let line = |name: &str, tally: &Tally| {
        let percent =
            if tally.checks == 0 { String::from("-") } else { format!("{:.1}", tally.percent()) };
        println!(
            "{name:<26} {:>5} {:>5} {:>6} {:>6} {percent:>6} {:>9}",
            tally.files, tally.read, tally.checks, tally.held, tally.left_out
        );
    };
    for (name, tally) in table {
        line(name, tally);
        sum.add(*tally);
    }
    line("all", &sum);
    sum
}

/// What was not compared, most of it first: what dateline does not keep (rights, generators, contributors, places,
/// ratings, players, sizes), what has no words or is no address of the web, and other readers' own inventions.
fn print_left_out(left_out: &BTreeMap<String, usize>) {
    let mut left_out: Vec<_> = left_out.iter().collect();
    left_out.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let words: Vec<String> =
        left_out.iter().map(|(what, count)| format!("{what} {count}")).collect();
    println!("left out: {}", words.join(", "));
}

/// A feed of the validator holds as many items as it has start tags of items, its comments aside.
fn count_items(path: &Path, feed: &Feed, checks: &mut Checks<'_>) {
    let Ok(text) = fs::read_to_string(path) else { return };
    let mut text = text.as_str();
    let mut bare = String::new();
    while let Some((before, comment)) = text.split_once("<!--") {
        bare.push_str(before);
        text = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    bare.push_str(text);
    let tags = |name: &str| {
        bare.match_indices(name)
            .filter(|(at, _)| bare[at + name.len()..].starts_with(['>', ' ', '\n', '\r']))
            .count()
    };
    let (ours, theirs) = (feed.items.len(), tags("<item") + tags("<entry"));
    checks.note("items", ours == theirs, &|| format!("{ours} for {theirs}"));
}

/// Where the real feeds are taken to come from: the reference leaves relative addresses as they are.
const BASE: &str = "https://captured.example/";

/// Real feeds, beside what feedparser reads in them.
#[test]
fn real_feeds_are_read_whole() {
    let Some(root) = shared::file("corpus/feeds/real") else { return };
    let (mut with_items, mut whole, mut without) = (0_u32, 0_u32, 0_u32);
    for reference in lines(&root.join("reference.jsonl")) {
        let name = reference["file"].as_str().expect("a name");
        let base = Link::parse(BASE).expect("an address");
        let feed = read(&root.join(name), &Hint { base: Some(&base), ..Hint::default() });
        let expected = reference["entries"].as_u64().expect("a number") as usize;
        if expected == 0 {
            without += 1;
            continue;
        }
        with_items += 1;
        let missing = match &feed {
            Ok(feed) => missing(&reference, feed),
            Err(error) => vec![error.to_string()],
        };
        whole += u32::from(missing.is_empty());
        if !missing.is_empty() {
            println!("not whole: {name}: {}", missing.join(", "));
        }
    }
    let percent = 100.0 * f64::from(whole) / f64::from(with_items);
    println!(
        "{whole} of {with_items} real feeds are read whole ({percent:.1} %); {without} have no items"
    );
    assert!(percent >= 99.0);
}

/// Whether our address is the one of the reference, complete. What is none of the web (`urn:`, `tag:`) is none of ours.
fn same_link(ours: &str, theirs: &str) -> bool {
    let whole = Link::parse(BASE).and_then(|base| base.join(theirs));
    whole.map_or_else(|_| ours.is_empty(), |whole| same::link(ours, whole.as_str()))
}

/// What of the reference is not in a feed.
fn missing(reference: &Json, feed: &Feed) -> Vec<String> {
    let mut missing = Vec::new();
    if feed.items.len() as u64 != reference["entries"].as_u64().unwrap_or_default() {
        missing.push(format!("{} items for {}", feed.items.len(), reference["entries"]));
    }
    let Some(first) = feed.items.first() else { return missing };
    let mut compare = |what: &str, ours: Option<&str>, is_same: &dyn Fn(&str, &str) -> bool| {
        if let Some(theirs) = reference[what].as_str()
            && !theirs.is_empty()
            && !ours.is_some_and(|ours| is_same(ours, theirs))
        {
            missing.push(format!("{what} {ours:?} for {theirs:?}"));
        }
    };
    compare("first_title", first.title.as_deref(), &|ours, theirs| {
        // What was encoded twice is read by us alone.
        same::words(ours, &charset::undouble(theirs).unwrap_or_else(|| theirs.to_owned()))
    });
    compare("first_link", Some(first.link.as_ref().map_or("", |link| link.as_str())), &same_link);
    let dates: Vec<String> =
        [first.published, first.updated].iter().flatten().map(Moment::to_string).collect();
    let date = dates.join(" ");
    compare("first_date", Some(&date), &|ours, theirs| {
        ours.split(' ').any(|date| same::date(date, theirs))
    });
    missing
}
