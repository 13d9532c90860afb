//! Promises to scripts that no other file is about: what an argument may be, what a result leaves open, what is said.

use crate::Reader;

/// A feed of two items.
const FEED: &str = "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title>\
    <item><guid>1</guid><title>Ferry aground</title><description>On rocks.</description></item>\
    <item><guid>2</guid><title>Ferry afloat</title><description>Again.</description></item>\
    </channel></rss>";

#[test]
fn what_cannot_be_meant_is_wrong_usage() {
    let reader = Reader::new();
    for arguments in [
        &["list", "after:bogus"][..],
        &["list", "is:foo"],
        &["search", "before:yesterdayish"],
        &["stories", "--since", "bogus"],
        &["brief", "--since", "bogus"],
        &["add", "x.xml", "--every", "5"],
        &["extract", "x.html", "--url", "nowhere"],
        &["parse", "x.xml", "--url", "nowhere"],
        &["compare", "1"],
        &["list", "--user", "a/b"],
        &["tag", "", "1"],
    ] {
        let ended = reader.run(arguments);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{arguments:?}: {ended:?}");
        assert!(ended.err.starts_with("dateline: "), "{arguments:?}: {ended:?}");
    }
}

#[test]
fn a_feed_in_a_file_gives_its_articles() {
    let reader = Reader::new();
    let file = reader.file("feed.txt", FEED);
    let opened = reader.run(&["open", "--json", &file]).json();
    let titles: Vec<_> = opened.as_array().expect("an array").iter().map(|a| &a["title"]).collect();
    assert_eq!(titles, ["Ferry aground", "Ferry afloat"]);
    let piped = reader.feed(&["open", "--json", "-"], FEED.as_bytes()).json();
    assert_eq!(piped[1]["outlet"], "Harbour News");
}

#[test]
fn an_article_that_comes_with_an_id_keeps_it() {
    let reader = Reader::new();
    for (given, id) in [("\"a-7\"", "a-7"), ("42", "42")] {
        let article =
            format!("{{\"id\": {given}, \"text\": \"Anna Berg met Jan Novak in Oslo.\"}}");
        let opened = reader.feed(&["open", "-", "--json"], article.as_bytes()).json();
        assert_eq!(opened["id"], id);
        let facts = reader.feed(&["facts", "-", "--json"], article.as_bytes()).json();
        assert_eq!(facts["article"], id);
    }
}

#[test]
fn an_import_of_something_else_says_why() {
    let reader = Reader::new();
    for (name, bytes) in [("empty", ""), ("feed.xml", FEED), ("list.json", "[1, 2]")] {
        let file = reader.file(name, bytes);
        let ended = reader.run(&["import", &file]);
        ended.failed(1, &[name, ": "]);
        assert!(ended.err.trim_end().len() > format!("dateline: {file}: ").len(), "{ended:?}");
    }
}

#[test]
fn a_secret_that_stands_where_its_place_should_is_not_repeated() {
    let reader = Reader::new();
    for header in ["Authorization: Bearer hunter2", "hunter2"] {
        let ended = reader.run(&["add", "https://example.org", "--header", header]);
        ended.failed(2, &["header", "env:"]);
        assert!(!ended.err.contains("hunter2"), "{ended:?}");
    }
}

#[test]
fn restricted_reads_no_file_that_is_named() {
    let reader = Reader::new();
    let file = reader.file("feed.xml", FEED);
    for command in ["open", "show", "facts", "parse", "extract", "import"] {
        let ended = reader.run(&["--restricted", command, &file]);
        ended.failed(1, &["feed.xml", "--restricted"]);
        assert_eq!(ended.out, "", "{command}");
    }
    reader.run(&["--restricted", "compare", &file, "1"]).failed(1, &["--restricted"]);
    reader.feed(&["--restricted", "parse", "-"], FEED.as_bytes()).done();
    reader.run(&["--restricted", "show", "1"]).done();
}

#[test]
fn no_outlet_and_no_title_is_invented() {
    let reader = Reader::new();
    let story = &reader.run(&["stories", "--json"]).json()[0];
    // The second of the bundled reports names none.
    assert_eq!(story["outlets"], serde_json::json!(["RKS News"]));
    let compared = reader.run(&["compare", story["id"].as_str().expect("an id"), "--json"]).json();
    assert_eq!((&compared["id"], &compared["title"]), (&story["id"], &story["title"]));
    assert!(compared["articles"][1]["outlet"].is_null());
    let untitled = reader.feed(&["open", "--json", "-"], b"{\"text\": \"Words alone.\"}").json();
    assert!(untitled["title"].is_null(), "{untitled}");
    reader.run(&["compare", "s99"]).failed(1, &["no story s99"]);
}

#[test]
fn settings_that_are_named_and_missing_are_told_of() {
    let reader = Reader::new();
    let ended = reader.run(&["list", "--config", "/nowhere.toml"]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.err.contains("/nowhere.toml: there is no such file"), "{ended:?}");
}

#[test]
fn a_batch_says_what_it_could_not_use_and_goes_on() {
    let reader = Reader::new();
    let lines = b"{\"id\":\"a\",\"text\":\"On Friday.\",\"date\":\"June 2024\"}\n{\"id\":\"b\",\"text\":\"\xff 12 ships.\"}\n";
    let ended = reader.feed(&["facts", "--jsonl", "-"], lines);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.err.contains("June 2024") && ended.out.lines().count() == 2, "{ended:?}");
}
