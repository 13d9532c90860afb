//! Stories as they come to be over days of refreshes, and what becomes of them when the program is killed, or runs twice.

use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::time::Duration;

use dateline::news::{Article, ArticleId, Body, Moment};
use dateline::store::{Library, NewArticle, Shelf};
use dateline::text::Prose;
use serde_json::Value;

use crate::Reader;

/// An item of a feed: its title, its text, the day of June 2025 it is from.
type Item<'a> = (&'a str, &'a str, u8);

fn write_feed(reader: &Reader, name: &str, items: &[Item]) -> String {
    let item = |(title, text, day): &Item| {
        format!(
            "<item><guid>{name}{title}</guid><title>{title}</title><description>{text}</description>\
             <pubDate>{day:02} Jun 2025 08:00:00 GMT</pubDate></item>"
        )
    };
    let items = items.iter().map(item).collect::<Vec<_>>().concat();
    let rss = format!("<rss version=\"2.0\"><channel><title>{name}</title>{items}</channel></rss>");
    reader.file(&format!("{name}.xml"), rss)
}

const AGROUND: Item = (
    "Ferry Linnea runs aground off Skarholm",
    "The ferry Linnea ran aground off Skarholm with 212 people aboard, the coast guard said.",
    1,
);
const SAVED: Item = (
    "All saved from ferry Linnea off Skarholm",
    "Lifeboats took 212 people off the ferry Linnea, which had run aground off Skarholm.",
    1,
);
const TOWED: Item = (
    "Tugs free ferry Linnea off Skarholm",
    "Tugs pulled the ferry Linnea free off Skarholm, where it had run aground.",
    2,
);
const RADAR: Item = (
    "Radar of ferry Linnea had failed",
    "The radar of the ferry Linnea failed before it ran aground off Skarholm, divers of the coast guard said.",
    3,
);
const BANK: Item = (
    "Bank Ostrava posts loss",
    "Bank Ostrava posted a loss as depositors queued in the rain of Karsin.",
    2,
);

fn stories(reader: &Reader) -> Vec<Value> {
    let all = reader.run(&["stories", "--since", "2025-01-01", "--json"]).json();
    all.as_array().expect("stories").clone()
}

fn ferry(reader: &Reader) -> Value {
    let is_ferry = |story: &&Value| story["title"].as_str().is_some_and(|t| t.contains("Linnea"));
    let all = stories(reader);
    all.iter().find(is_ferry).unwrap_or_else(|| panic!("no ferry: {all:?}")).clone()
}

fn articles(story: &Value) -> Vec<String> {
    let ids = story["articles"].as_array().expect("ids").iter();
    ids.map(|id| id.as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_story_grows_over_days_and_is_corrected_and_read() {
    let reader = Reader::new();
    let one = write_feed(&reader, "One", &[AGROUND]);
    let two = write_feed(&reader, "Two", &[SAVED]);
    reader.run(&["add", &one]).done();
    reader.run(&["add", &two]).done();
    reader.run(&["refresh", "--all"]);
    let first = ferry(&reader);
    assert_eq!((stories(&reader).len(), articles(&first).len()), (1, 2));
    write_feed(&reader, "One", &[AGROUND, TOWED, BANK]);
    reader.run(&["refresh", "--all"]);
    write_feed(&reader, "Two", &[SAVED, RADAR]);
    reader.run(&["refresh", "--all"]);
    let grown = ferry(&reader);
    assert_eq!((stories(&reader).len(), articles(&grown).len()), (2, 4));
    assert_eq!(grown["id"], first["id"], "a story keeps its number");
    // Its headline is that of one of its reports, and the same whoever asks.
    let titles = [AGROUND.0, SAVED.0, TOWED.0, RADAR.0];
    assert!(titles.contains(&grown["title"].as_str().expect("a title")), "{grown}");
    let name = grown["id"].as_str().expect("an id");
    let days = reader.run(&["stories", name]).done();
    let places: Vec<Option<usize>> =
        [AGROUND, TOWED, RADAR].iter().map(|item| days.find(item.0)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{days}");

    let radar = articles(&grown)[3].clone();
    reader.run(&["stories", "split", &radar]).done();
    assert_eq!(articles(&ferry(&reader)).len(), 3);
    // What is like the one that was split off goes with it, not with the story.
    let again = ("Why the radar of ferry Linnea had failed", RADAR.1, 3);
    write_feed(&reader, "One", &[AGROUND, TOWED, BANK, again]);
    reader.run(&["refresh", "--all"]);
    let of = |id: &str| -> Vec<String> {
        let all = stories(&reader);
        let found = all.iter().map(articles).find(|ids| ids.iter().any(|other| other == id));
        found.unwrap_or_default()
    };
    assert_eq!((of(&radar).len(), articles(&ferry_of(&reader, name)).len()), (2, 3));
    reader.run(&["stories", "join", name, &radar]).done();
    assert_eq!(of(&radar).len(), 5);
    reader.run(&["stories", "read", name]).done();
    assert_eq!(ferry_of(&reader, name)["unread"], 0);
    reader.run(&["undo"]);
    assert_eq!(ferry_of(&reader, name)["unread"], 5);
    reader.run(&["undo"]);
    assert_eq!((of(&radar).len(), articles(&ferry_of(&reader, name)).len()), (2, 3));
}

fn ferry_of(reader: &Reader, name: &str) -> Value {
    let all = stories(reader);
    all.iter().find(|story| story["id"] == name).unwrap_or_else(|| panic!("{all:?}")).clone()
}

/// Articles that are put to stories in so many pieces.
const MANY: usize = 1_800;

/// Syllables for a number, so that it is a word.
fn word(mut number: usize) -> String {
    let mut word = String::from("q");
    while number > 0 {
        word.push(char::from(b"aeiou"[number % 5]));
        word.push(char::from(b"bdfgklmnprtvz"[number / 5 % 13]));
        number /= 65;
    }
    word
}

fn fill(reader: &Reader) {
    let mut library = Library::open(&reader.home.path().join("data")).expect("a store");
    let new: Vec<NewArticle> = (0..MANY)
        .map(|n| {
            let (story, own) = (n * 7 % 400, 2_000 + n);
            let names = [story * 3, story * 3 + 1, story * 3 + 2, own].map(word).join(" ");
            let at = Moment::from_second(1_900_000_000 + (n * 300) as i64).expect("a moment");
            NewArticle {
                key: n.to_string(),
                arrived: at,
                article: Article {
                    title: Prose::line(&names),
                    published: Some(at),
                    body: Body::verbatim(&format!("{names} in the harbour of {}", word(story))),
                    ..Article::default()
                },
            }
        })
        .collect();
    library.add(&new).expect("stored");
}

fn grouping(reader: &Reader) -> Child {
    let mut command = reader.command(&["stories", "--since", "2030-01-01", "--json"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// Which articles are in stories, and with which others.
fn sets(reader: &Reader) -> BTreeSet<Vec<ArticleId>> {
    let shelf = Shelf::open(&reader.home.path().join("data")).expect("a store");
    let since = Moment::from_second(0).expect("a moment");
    let stories = shelf.stories_since(since).expect("stories");
    let ids = |reports: &[dateline::store::Report]| {
        let mut ids: Vec<ArticleId> = reports.iter().map(|report| report.id).collect();
        ids.sort_unstable();
        ids
    };
    stories.iter().map(|story| ids(&story.reports)).collect()
}

fn uncut() -> BTreeSet<Vec<ArticleId>> {
    let reader = Reader::new();
    fill(&reader);
    assert!(grouping(&reader).wait().expect("it ends").success());
    let sets = sets(&reader);
    assert_eq!(sets.iter().map(Vec::len).sum::<usize>(), MANY);
    assert!(sets.iter().any(|set| set.len() > 2));
    sets
}

#[test]
fn grouping_that_is_killed_leaves_whole_pieces_and_goes_on() {
    let reader = Reader::new();
    fill(&reader);
    let (mut kills, mut in_the_middle) = (0, 0);
    loop {
        let mut child = grouping(&reader);
        std::thread::sleep(Duration::from_millis(60 + kills * 90));
        let has_ended = child.try_wait().expect("asked").is_some();
        child.kill().expect("killed");
        child.wait().expect("gone");
        let told = sets(&reader).iter().map(Vec::len).sum::<usize>();
        in_the_middle += usize::from(!has_ended && told > 0 && told < MANY);
        assert!(told == MANY || told.is_multiple_of(256), "half a piece was kept: {told}");
        if has_ended || kills > 40 {
            break;
        }
        kills += 1;
    }
    crate::say(&format!("killed {kills} times, {in_the_middle} times between two pieces"));
    assert!(grouping(&reader).wait().expect("it ends").success());
    assert_eq!(sets(&reader), uncut());
    assert_eq!(reader.run(&["doctor"]).code, Some(0));
}

#[test]
fn two_programs_that_group_at_once_come_to_what_one_does() {
    let reader = Reader::new();
    fill(&reader);
    let both = [grouping(&reader), grouping(&reader)];
    for mut child in both {
        assert!(child.wait().expect("it ends").success());
    }
    assert!(grouping(&reader).wait().expect("it ends").success());
    assert_eq!(sets(&reader), uncut());
}
