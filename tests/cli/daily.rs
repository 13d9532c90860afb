//! What goes wrong on a usual day and must cost nothing: a server that wants rest, a feed that is down, a feed given up.

use std::fs;

use serde_json::{Value, json};

use crate::Reader;
use crate::web::{Page, Web, feed, item, rss};

fn news(name: &str) -> Page {
    feed(name, &[item(1, &format!("Title of {name}"), "Words.")])
}

/// A server with so many feeds, and a reader who has taken in the list of them.
fn listed(count: usize) -> (Web, Reader) {
    let (web, reader) = (Web::start(), Reader::new());
    let mut outlines = Vec::new();
    for number in 0..count {
        let path = format!("/{number}");
        web.put(&path, news(&format!("Feed {number}")));
        outlines.push(format!("<outline text='N{number}' xmlUrl='{}'/>", web.url(&path)));
    }
    let list = reader.file("list.opml", format!("<opml><body>{}</body></opml>", outlines.concat()));
    reader.run(&["import", &list]).done();
    (web, reader)
}

fn statuses(json: &Value, status: &str) -> usize {
    let feeds = json["feeds"].as_array().expect("feeds");
    feeds.iter().filter(|feed| feed["status"] == status).count()
}

#[test]
fn a_feed_that_is_down_holds_up_no_other_of_its_server() {
    for answer in [Page::new("").status(503).with("Retry-After", "120"), Page::new("").status(500)]
    {
        let (web, reader) = listed(8);
        web.put("/3", answer);
        let json: Value =
            serde_json::from_str(&reader.run(&["refresh", "--json"]).out).expect("JSON");
        assert_eq!((statuses(&json, "new"), statuses(&json, "failed")), (7, 1), "{json}");
        assert_eq!(json["skipped"], 0);
    }
}

#[test]
fn a_server_that_is_asked_too_much_is_left_alone_also_where_it_names_no_time() {
    let (web, reader) = listed(8);
    web.put("/0", Page::new("").status(429));
    let run = reader.run(&["refresh", "--jobs", "1"]);
    run.failed(3, &["N7", "not asked", "its server wants to be left alone until"]);
}

#[test]
fn a_moment_of_rest_is_waited_for() {
    let (web, reader) = listed(8);
    web.put("/0", Page::new("").status(429).with("Retry-After", "1"));
    let json: Value = serde_json::from_str(&reader.run(&["refresh", "--json"]).out).expect("JSON");
    assert_eq!((statuses(&json, "new"), statuses(&json, "failed")), (7, 1), "{json}");
}

#[test]
fn feeds_of_a_server_that_wants_rest_are_counted_and_named() {
    let (web, reader) = listed(8);
    web.put("/0", Page::new("").status(429).with("Retry-After", "600"));
    let run = reader.run(&["refresh", "--jobs", "1"]);
    run.failed(3, &["N7", "not asked", "its server wants to be left alone until"]);
    assert!(run.out.contains("from 1 feed; 1 feed failed; 7 feeds not asked"), "{run:?}");
    let list = reader.run(&["feeds"]).done();
    assert!(list.contains("not asked before"), "{list}");
    let feeds = reader.run(&["feeds", "--json"]).json();
    assert!(feeds[5]["held"].is_string(), "{feeds}");
    let again: Value = serde_json::from_str(&reader.run(&["refresh", "--json"]).out).expect("JSON");
    assert_eq!(again["skipped"], 7, "{again}");
    assert!(again["feeds"][0]["error"].as_str().is_some_and(|why| why.contains("not asked")));
}

/// A page with an article that is longer than what its feed says.
fn page() -> Page {
    let text = "The whole report has many sentences about the harbour, the ships and the people who work there. ";
    let body = format!(
        "<html><head><title>A report</title></head><body><article><h1>A report</h1><p>{}</p><p>{}</p></article></body></html>",
        text.repeat(6),
        text.replace("report", "second part").repeat(6)
    );
    Page::typed(body, "text/html")
}

/// A feed whose one article has its page on the server.
fn teased(web: &Web) {
    web.put("/page", page());
    let item = format!(
        "<item><guid>1</guid><title>A report</title><link>{}</link><description>Short.</description></item>",
        web.url("/page")
    );
    web.put("/feed", feed("Harbour", &[item]));
}

#[test]
fn what_add_brings_is_fetched_whole_where_that_is_wanted() {
    let (web, reader) = (Web::start(), Reader::new());
    teased(&web);
    reader.run(&["add", &web.url("/feed"), "--whole"]).done();
    assert_eq!(web.asked("/page").len(), 1);
    let first = reader.run(&["list", "--json"]).json()[0]["id"].as_str().map(str::to_owned);
    let shown = reader.run(&["show", &first.expect("an article")]).done();
    assert!(shown.contains("second part has many sentences"), "{shown}");

    let (web, reader) = (Web::start(), Reader::new());
    teased(&web);
    let config = reader.file("config.toml", "whole_articles = true\n");
    reader.run(&["--config", &config, "add", &web.url("/feed")]).done();
    assert_eq!(web.asked("/page").len(), 1);
}

#[test]
fn files_are_looked_at_on_each_refresh() {
    let reader = Reader::new();
    let path = reader.file("news.xml", rss("Local", &[item(1, "One", "Words.")]));
    reader.run(&["add", &path]).done();
    fs::write(&path, rss("Local", &[item(1, "One", "Words."), item(2, "Two", "Other words.")]))
        .expect("written");
    assert_eq!(reader.run(&["refresh", "--json"]).json()["new"], 1);
}

#[test]
fn a_feed_that_is_down_is_not_said_to_be_asked_again() {
    for status in [500, 503, 429, 410] {
        let (web, reader) = (Web::start(), Reader::new());
        web.put("/feed", Page::new("").status(status));
        let run = reader.run(&["add", &web.url("/feed")]);
        run.failed(1, &["not subscribed", &status.to_string()]);
        assert!(
            !run.err.contains("asked again") && !run.err.contains("asked for no more"),
            "{run:?}"
        );
        assert_eq!(reader.run(&["feeds", "--json"]).json(), json!([]));
    }
    let (web, reader) = (Web::start(), Reader::new());
    web.put("/feed", Page::new("").status(503));
    let run = reader.run(&["add", "--anyway", &web.url("/feed")]);
    assert_eq!(run.code, Some(0), "{run:?}");
    web.put("/feed", news("Harbour"));
    assert_eq!(reader.run(&["refresh", "--json"]).json()["new"], 1);
}

#[test]
fn what_is_starred_kept_or_tagged_stays_when_its_feed_is_given_up() {
    let (web, reader) = (Web::start(), Reader::new());
    let items: Vec<String> = (1..=4).map(|id| item(id, &format!("Title {id}"), "Words.")).collect();
    web.put("/feed", feed("Harbour", &items));
    reader.run(&["add", &web.url("/feed")]).done();
    let list = reader.run(&["list", "--json"]).json();
    let id = |at: usize| list[at]["id"].as_str().expect("an id").to_owned();
    reader.run(&["mark", "star", &id(0)]).done();
    reader.run(&["mark", "later", &id(1)]).done();
    let said = reader.run(&["remove", "Harbour"]).done();
    assert!(said.contains("2 articles put aside; 2 that are starred"), "{said}");
    let left = reader.run(&["list", "--json"]).json();
    assert_eq!(left.as_array().map(Vec::len), Some(2), "{left}");
    assert_eq!(reader.run(&["search", "words", "--json"]).json().as_array().map(Vec::len), Some(2));
    reader.run(&["undo"]).done();
    assert_eq!(reader.run(&["list", "--json"]).json().as_array().map(Vec::len), Some(4));
}

#[test]
fn a_dumb_terminal_hears_words_through_a_pipe_and_cron_hears_nothing_of_nothing() {
    let (_web, reader) = listed(1);
    let dumb = |arguments: &[&str]| {
        let mut command = reader.command(arguments);
        let output = command.env("TERM", "dumb").output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let first = dumb(&["refresh"]);
    assert!(first.contains("1 new article, from 1 feed"), "{first}");
    assert_eq!(dumb(&["refresh"]), "");
    assert!(dumb(&["refresh", "--all"]).contains("0 new articles, from 1 feed"));
    assert!(dumb(&["list"]).contains(", unread"), "{}", dumb(&["list"]));
}

#[test]
fn one_feed_is_one_subscription_however_it_is_written() {
    let (web, reader) = (Web::start(), Reader::new());
    web.put("/feed", news("Harbour"));
    let url = web.url("/feed");
    let bare = url.strip_prefix("http://").expect("http");
    reader.run(&["add", &format!("feed://{bare}")]).done();
    for other in [format!("feed:{url}"), format!("{url}#top"), url.clone()] {
        let said = reader.run(&["add", &other]).done();
        assert!(said.contains("known already"), "{other}: {said}");
    }
    let list = format!(
        "<opml><body><outline xmlUrl='{url}#x'/><outline xmlUrl='feed://{bare}'/></body></opml>"
    );
    let said = reader.run(&["import", &reader.file("list.opml", list)]).done();
    assert!(said.contains("0 new subscriptions; 1 known already"), "{said}");
}

#[test]
fn filters_secrets_and_names_survive_a_list_that_is_trusted() {
    let (web, reader) = (Web::start(), Reader::new());
    web.put("/feed", news("Harbour"));
    let list = format!(
        "<opml><body><outline text='Feed one' title='Title one' xmlUrl='{}' dateline:filter='[\"cat\"]' \
         dateline:header='[\"X-Key: env:KEY\"]'/></body></opml>",
        web.url("/feed")
    );
    let list = reader.file("list.opml", list);
    let other = Reader::new();
    let run = other.run(&["import", &list]);
    run.failed(3, &["without its filter", "--trust"]);
    run.failed(3, &["without its secrets", "--trust"]);
    reader.run(&["import", "--trust", &list]).done();
    let feeds = reader.run(&["feeds", "--json"]).json();
    assert_eq!((&feeds[0]["name"], &feeds[0]["filter"]), (&json!("Feed one"), &json!(["cat"])));
    let header = &feeds[0]["headers"][0];
    assert_eq!((&header["name"], &header["from"]), (&json!("X-Key"), &json!("env:KEY")));
    let written = reader.run(&["export"]).done();
    assert!(written.contains("text=\"Feed one\" title=\"Title one\""), "{written}");
    let third = Reader::new();
    third.run(&["import", "--trust", &third.file("again.opml", &written)]).done();
    assert_eq!(third.run(&["export"]).done(), written);
}

#[test]
fn a_line_that_repeats_is_said_once_with_a_count() {
    let reader = Reader::new();
    let list = format!(
        "<opml><body><outline text='a' xmlUrl='https://a.example/'/>{}</body></opml>",
        "<outline text='empty'/>".repeat(500)
    );
    let run = reader.run(&["import", &reader.file("list.opml", list)]);
    run.failed(3, &["“empty” has no feed in it", "(500 times)"]);
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
}

#[test]
fn a_theme_that_is_not_there_is_told_by_its_line() {
    let reader = Reader::new();
    let config = reader.file("config.toml", "measure = 60\ntheme = \"blue\"\n");
    let run = reader.run(&["--config", &config, "config", "--check"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.contains("config.toml:2: theme: there is no theme \"blue\""), "{run:?}");
}

#[test]
fn room_that_is_free_is_given_back() {
    let (web, reader) = (Web::start(), Reader::new());
    // No text is like another, so that none is stored as a part of others.
    let text = |id: u64| {
        let word = |n: u64| format!("{:x} ", (id * 7_919 + n).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        (0..2_000_u64).map(word).collect::<Vec<String>>().concat()
    };
    let items: Vec<String> =
        (0..60).map(|id| item(id, &format!("Title {id}"), &text(u64::from(id)))).collect();
    web.put("/feed", feed("Harbour", &items));
    reader.run(&["add", &web.url("/feed")]).done();
    let ids = reader.run(&["list", "--json"]).json();
    let ids: Vec<&str> =
        ids.as_array().expect("rows").iter().filter_map(|row| row["id"].as_str()).collect();
    reader.run(&[&["mark", "read"], ids.as_slice()].concat()).done();
    let config = reader.file("config.toml", "retention_per_feed = 1\n");
    reader.run(&["--config", &config, "refresh", "--all"]).done();
    let store = std::path::PathBuf::from(reader.path("data/dateline.db"));
    let before = fs::metadata(&store).expect("a store").len();
    assert!(reader.run(&["doctor"]).out.contains("`dateline doctor --fix` gives it back"));
    let fixed = reader.run(&["doctor", "--fix"]);
    assert!(fixed.out.contains("given back"), "{fixed:?}");
    let after = fs::metadata(&store).expect("a store").len();
    assert!(after * 2 < before, "{before} bytes, then {after}");
    assert!(!reader.run(&["doctor", "--fix"]).out.contains("given back"));
}

#[test]
fn an_article_of_no_day_or_of_one_to_come_stands_where_it_came() {
    let reader = Reader::new();
    let dated =
        |id: u32, date: &str| format!("<item><guid>{id}</guid><title>T{id}</title>{date}</item>");
    let items = [
        dated(1, ""),
        dated(2, "<pubDate>Sat, 20 Jun 2099 10:00:00 GMT</pubDate>"),
        dated(3, "<pubDate>Thu, 20 Jun 2024 10:00:00 GMT</pubDate>"),
    ];
    let path = reader.file("news.xml", rss("Local", &items));
    reader.run(&["add", &path]).done();
    let rows = reader.run(&["list", "--json"]).json();
    let came = |title: &str| {
        let rows = rows.as_array().expect("rows");
        rows.iter().find(|row| row["title"] == title).expect("a row")["came"].clone()
    };
    assert!(came("T1").is_string() && came("T2").is_string() && came("T3").is_null(), "{rows}");
    let list = reader.run(&["list"]).done();
    assert_eq!(list.matches("  ~20").count(), 2, "{list}");
    assert!(!list.contains("2099"), "{list}");
    let first = rows[0]["id"].as_str().expect("an id");
    assert!(reader.run(&["show", first]).done().contains(" came "));
    // What comes later stands above it.
    let later = [dated(4, ""), items[1].clone()];
    fs::write(&path, rss("Local", &later)).expect("written");
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    reader.run(&["refresh"]).done();
    assert!(reader.run(&["list"]).done().lines().next().is_some_and(|first| first.contains("T4")));
}
