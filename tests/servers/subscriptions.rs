//! Feeds are subscribed to, renamed, moved and given up, here and there, and both have the same list.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::miniflux::Miniflux;
use crate::reader::Reader;

/// Feeds by their addresses: what each is called, and its folder.
type Feeds = BTreeMap<String, (String, String)>;

fn there(server: &Miniflux) -> Feeds {
    let feeds = server.api("GET", "feeds", &Value::Null);
    let one = |feed: &Value| {
        let text = |value: &Value| value.as_str().expect("words").to_owned();
        (text(&feed["feed_url"]), (text(&feed["title"]), text(&feed["category"]["title"])))
    };
    feeds.as_array().expect("a list").iter().map(one).collect()
}

/// The number that the server gives a feed.
fn number(server: &Miniflux, url: &str) -> u64 {
    let feeds = server.api("GET", "feeds", &Value::Null);
    let feed = feeds.as_array().into_iter().flatten().find(|feed| feed["feed_url"] == url);
    feed.expect("the feed")["id"].as_u64().expect("a number")
}

#[track_caller]
fn agree(server: &Miniflux, reader: &Reader, expected: &[(usize, &str, &str)]) {
    let told = there(server);
    let one = |(feed, title, folder): &(usize, &str, &str)| {
        (server.feeds.url(*feed), ((*title).to_owned(), (*folder).to_owned()))
    };
    assert_eq!(told, expected.iter().map(one).collect(), "there, expected");
    let here: Feeds = reader.feeds().into_iter().collect();
    assert_eq!(here, told, "here, there");
}

#[test]
fn feeds_are_taken_on_moved_and_given_up_on_either_side() {
    for kind in ["miniflux", "greader"] {
        let Some(server) = Miniflux::start(2, 3) else { return };
        let reader = Reader::new(kind, server.port);
        reader.sync();
        agree(&server, &reader, &[(0, "Feed 0", "All"), (1, "Feed 1", "All")]);
        changed_there(&server, &reader);
        changed_here(&server, &reader);
    }
}

fn changed_there(server: &Miniflux, reader: &Reader) {
    let evening = server.api("POST", "categories", &json!({"title": "Evening"}))["id"].clone();
    let url = |feed: usize| server.feeds.url(feed);
    server.api("POST", "feeds", &json!({"feed_url": url(2), "category_id": evening}));
    let first = format!("feeds/{}", number(server, &url(0)));
    server.api("PUT", &first, &json!({"title": "Renamed there", "category_id": evening}));
    server.api("DELETE", &format!("feeds/{}", number(server, &url(1))), &Value::Null);
    let told = reader.sync();
    let counts = ["subscribed", "hidden", "new"].map(|name| told[name].as_u64());
    assert_eq!(counts, [Some(1), Some(1), Some(3)], "{told}");
    agree(server, reader, &[(0, "Renamed there", "Evening"), (2, "Feed 2", "Evening")]);
    let numbers: Vec<u64> = reader.states().into_keys().collect();
    assert_eq!(numbers, [1, 2, 3, 7, 8, 9], "what was in the feed that is gone is put aside");
}

fn changed_here(server: &Miniflux, reader: &Reader) {
    let url = |feed: usize| server.feeds.url(feed);
    reader.done(&["add", "--account", "home", "--folder", "Morning", &url(3)]);
    let three =
        [(0, "Renamed there", "Evening"), (2, "Feed 2", "Evening"), (3, "Feed 3", "Morning")];
    agree(server, reader, &three);
    // One that is there already is filed as it is wanted now.
    reader.done(&["add", "--account", "home", "--folder", "Noon", &url(3)]);
    reader.choose(&url(2), "Mine", "Night");
    reader.done(&["--offline", "remove", "Renamed there"]);
    // Nobody is told anything before the next sync.
    assert_eq!(there(server).len(), 3);
    assert_eq!(reader.sync()["waiting"], 0);
    agree(server, reader, &[(2, "Mine", "Night"), (3, "Feed 3", "Noon")]);
    reader.done(&["--offline", "undo"]);
    assert_eq!(reader.sync()["waiting"], 0);
    assert!(there(server).contains_key(&url(0)), "it is subscribed to again");
    assert_eq!(reader.feeds().len(), 3);
    // What the server knows no place for stays here.
    reader.done(&["--offline", "tag", "keep", &reader.articles()[0].1]);
    let told = reader.sync();
    assert_eq!((&told["sent"], &told["notes"]), (&json!(0), &json!([])), "{told}");
    assert_eq!(reader.done(&["list", "--json", "tag:keep"]).as_array().map(Vec::len), Some(1));
}
