//! A refresh that is killed at any moment leaves whole articles or none, and the next one ends where an uncut one does.
//!
//! Ten kills, or two hundred with `DATELINE_LONG`; the seed is printed. A feed that came cut leaves whole articles, too.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Reader;
use crate::web::{Page, Web, feed, item, rss};

const FEEDS: u32 = 50;
const ITEMS: u32 = 6;

/// Fills a server with feeds; in the second `edition` half of them have changed and have one item more.
fn publish(web: &Web, edition: u32) {
    for number in 0..FEEDS {
        let changed = edition > 1 && number % 2 == 0;
        let last = if changed { ITEMS + 1 } else { ITEMS };
        let items: Vec<String> = (1..=last)
            .rev()
            .map(|id| {
                let words = if changed && id == 1 { "Edited" } else { "Plain" };
                item(
                    id,
                    &format!("Title {id} of feed {number}"),
                    &format!("{words} words of article {id}."),
                )
            })
            .collect();
        web.put(&format!("/{number}"), feed(&format!("Feed {number}"), &items));
    }
}

fn subscribed(web: &Web) -> Reader {
    let reader = Reader::new();
    let outline = |number| {
        format!("<outline text='Feed {number}' xmlUrl='{}'/>", web.url(&format!("/{number}")))
    };
    let outlines: String = (0..FEEDS).map(outline).collect();
    let opml =
        reader.file("feeds.opml", format!("<opml version='2.0'><body>{outlines}</body></opml>"));
    reader.run(&["import", &opml]).done();
    reader
}

/// What is stored, without ids and times of its own, in an order of its own.
fn stored(reader: &Reader) -> Vec<String> {
    fn timeless(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for name in
                    ["id", "arrived", "changed", "seen", "tried", "succeeded", "due", "weekly"]
                {
                    fields.remove(name);
                }
                fields.values_mut().for_each(timeless);
            }
            Value::Array(items) => items.iter_mut().for_each(timeless),
            _ => {}
        }
    }
    let export = reader.run(&["export", "--format", "jsonl"]).done();
    let mut lines: Vec<String> = export
        .lines()
        .map(|line| {
            let mut value = serde_json::from_str(line).expect("JSON");
            timeless(&mut value);
            value.to_string()
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn a_feed_that_came_cut_is_told_and_asked_for_again() {
    let (web, reader) = (Web::start(), Reader::new());
    let items = [item(1, "One", "First words"), item(2, "Two", "Second words")];
    let whole = rss("Harbour news", &items);
    // Before the identifier of the second item, within its text, and behind it.
    let second = whole.find("id-2").expect("an item");
    let text = whole.rfind("words</p>").expect("a text");
    let end = whole.rfind("</item>").expect("an end");
    for (at, number) in [second - 10, text, end].into_iter().zip(1..) {
        let path = format!("/{number}");
        let page = |body: &str| Page::typed(body, "application/rss+xml").with("ETag", "\"one\"");
        web.put(&path, page(&whole[..at]));
        let added = reader.run(&["add", &web.url(&path)]);
        let refreshed = reader.run(&["refresh", "--all"]);
        assert!(refreshed.err.contains("breaks off within an item"), "{added:?} {refreshed:?}");
        // The answer is no other to whoever shows that it was the last one.
        web.put(&path, page(&whole));
        reader.run(&["refresh", "--all"]).done();
        let listed = reader.run(&["list", &format!("feed:{}", web.url(&path)), "--json"]).json();
        let titles = listed.as_array().expect("a list").iter();
        let titles: Vec<&str> = titles.filter_map(|row| row["title"].as_str()).collect();
        assert_eq!(titles, ["Two", "One"], "cut at {at}");
    }
}

#[test]
fn a_refresh_that_is_killed_leaves_nothing_half_done() {
    let kills = if std::env::var_os("DATELINE_LONG").is_some() { 200 } else { 10 };
    let web = Web::start();
    publish(&web, 1);
    let (uncut, cut) = (subscribed(&web), subscribed(&web));
    let began = Instant::now();
    uncut.run(&["refresh", "--all"]).done();
    let whole = began.elapsed();
    let seed = u64::from(std::process::id());
    let mut random = seed;
    let (mut killed, mut ended) = (0_u32, 0);
    let mut whole_ones = BTreeSet::new();
    let mut looked_at = 0;
    for edition in [1, 2] {
        publish(&web, edition);
        uncut.run(&["refresh", "--all"]).done();
        whole_ones.extend(stored(&uncut));
        let (until, mut tries) = (killed + kills / 2, 0);
        while killed < until && tries < 10 * kills {
            tries += 1;
            let mut child = cut.command(&["refresh", "--all"]).spawn().expect("the program starts");
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            std::thread::sleep(whole.mul_f64((random >> 40) as f64 / f64::from(1 << 24)));
            if child.try_wait().expect("our child").is_some() {
                ended += 1;
            } else {
                child.kill().expect("our child");
                killed += 1;
            }
            child.wait().expect("our child");
            let doctor = cut.run(&["doctor"]).done();
            assert!(doctor.contains("whole"), "{doctor}");
            // What is there now is there as a refresh that nobody cut would have left it: as it was, or as it is.
            let articles =
                stored(&cut).into_iter().filter(|line| line.contains("words of article"));
            let articles: Vec<String> = articles.collect();
            let half = articles.iter().find(|line| !whole_ones.contains(*line));
            assert_eq!(half, None, "an article that no whole refresh has left, seed {seed}");
            looked_at += articles.len();
        }
        cut.run(&["refresh", "--all"]).done();
    }
    assert!(looked_at > 0, "no kill left an article behind");
    let same = stored(&cut) == stored(&uncut);
    crate::say(&format!(
        "kills during a refresh: {killed} (and {ended} too late), seed {seed}, one takes {} ms; {looked_at} articles looked at between, all whole; same as uncut: {same}",
        whole.min(Duration::from_secs(60)).as_millis()
    ));
    assert_eq!(stored(&cut), stored(&uncut));
}
