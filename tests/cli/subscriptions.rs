//! Feeds from end to end, against a server on loopback: added, refreshed, moved, gone, imported, exported.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::web::{Page, Web, feed, item, rss};
use crate::{Reader, has_fields};

pub(crate) fn harbour(items: &[u32]) -> Page {
    let items: Vec<String> = items
        .iter()
        .map(|id| item(*id, &format!("Title {id}"), &format!("Words of article {id}.")))
        .collect();
    feed("Harbour News", &items)
}

/// A server with a feed of two items, and a reader who has subscribed to it.
pub(crate) fn subscribed() -> (Web, Reader) {
    let (web, reader) = (Web::start(), Reader::new());
    web.put("/feed", harbour(&[1, 2]).with("ETag", "\"one\""));
    let added = reader.run(&["add", &web.url("/feed")]).done();
    assert!(added.contains("Harbour News") && added.contains("2 new articles"), "{added}");
    (web, reader)
}

fn refreshed(reader: &Reader) -> Value {
    reader.run(&["refresh", "--all", "--json"]).json()
}

pub(crate) fn titles(reader: &Reader, filter: &str) -> Vec<String> {
    let mut arguments = vec!["list", "--json"];
    arguments.extend(filter.split_whitespace());
    let list = reader.run(&arguments).json();
    let title = |row: &Value| row["title"].as_str().expect("a title").to_owned();
    list.as_array().expect("an array").iter().map(title).collect()
}

#[test]
fn a_feed_is_added_and_the_bundled_articles_are_put_aside() {
    let (web, reader) = subscribed();
    assert_eq!(titles(&reader, "").len(), 2);
    let list = reader.run(&["list", "--json"]).json();
    assert_eq!(list[0]["outlet"], "Harbour News");
    assert_eq!(list[0]["feed"], web.url("/feed"));
    let feeds = reader.run(&["feeds", "--json"]).json();
    has_fields(&feeds[0], &["id", "name", "url", "folder", "articles", "unread", "due", "error"]);
    assert_eq!((&feeds[0]["articles"], &feeds[0]["private"]), (&2.into(), &true.into()));
    assert!(reader.run(&["feeds"]).done().contains("2 unread of 2"));
    let again = reader.run(&["add", &web.url("/feed"), "--folder", "News/Local"]).done();
    assert!(again.contains("known already"), "{again}");
    assert!(reader.run(&["feeds"]).done().contains("in News/Local"));
}

#[test]
fn nothing_new_costs_one_short_question() {
    let (web, reader) = subscribed();
    let json = refreshed(&reader);
    has_fields(&json, &["feeds", "new", "updated", "failed", "ms"]);
    has_fields(&json["feeds"][0], &["feed", "url", "status", "new", "updated", "error", "ms"]);
    assert_eq!(json["feeds"][0]["status"], "unchanged");
    let asked = web.asked("/feed");
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[1].header("if-none-match"), Some("\"one\""));
    assert!(asked[0].header("user-agent").is_some_and(|agent| agent.starts_with("dateline/")));
    assert!(asked[0].header("cookie").is_none() && asked[0].header("referer").is_none());
    // It is not due yet.
    assert_eq!(reader.run(&["refresh", "--json"]).json()["feeds"], serde_json::json!([]));
    assert_eq!(web.asked("/feed").len(), 2);
}

#[test]
fn new_articles_come_and_edited_ones_keep_what_they_said() {
    let (web, reader) = subscribed();
    reader.run(&["mark", "read", "1", "2", "3", "4"]);
    let edited = item(2, "Title 2", "Quite other words of article 2.");
    let items = [item(3, "Title 3", "Words."), edited, item(1, "Title 1", "Words of article 1.")];
    web.put("/feed", feed("Harbour News", &items));
    let json = refreshed(&reader);
    assert_eq!((&json["new"], &json["updated"]), (&1.into(), &1.into()));
    assert_eq!(titles(&reader, "is:unread"), ["Title 3"], "what was read stays read");
    let id = reader.run(&["list", "--json", "title:2"]).json()[0]["id"].clone();
    let id = id.as_str().expect("an id");
    assert!(reader.run(&["show", id]).done().contains("Quite other words"));
    let versions = reader.run(&["show", id, "--versions", "--json"]).json();
    assert_eq!(versions.as_array().map(Vec::len), Some(2), "{versions}");
    let old = versions[0]["text"].as_str().expect("a text");
    assert_eq!(old, "Words of article 2.");
    let diff = reader.run(&["show", id, "--diff"]).done();
    assert!(diff.contains("[-Words-]") && diff.contains("{+Quite other words+}"), "{diff}");
}

#[test]
fn an_article_that_vanishes_stays_and_comes_back_as_itself() {
    let (web, reader) = subscribed();
    web.put("/feed", harbour(&[]));
    assert_eq!(refreshed(&reader)["failed"], 0);
    assert_eq!(titles(&reader, "").len(), 2);
    web.put("/feed", harbour(&[2, 1]));
    assert_eq!(refreshed(&reader)["new"], 0);
}

#[test]
fn a_page_instead_of_a_feed_is_an_error_and_nothing_is_lost() {
    let (web, reader) = subscribed();
    let page = "<!doctype html><html><title>Log in</title><form>Please log in</form></html>";
    web.put("/feed", Page::typed(page, "text/html"));
    let failed = reader.run(&["refresh", "--all"]);
    failed.failed(1, &["Harbour News", "web page"]);
    assert_eq!(titles(&reader, "").len(), 2);
    let feeds = reader.run(&["feeds", "--json"]).json();
    assert_eq!(feeds[0]["failures"], 1);
    assert!(feeds[0]["error"].as_str().is_some_and(|words| words.contains("web page")));
    web.put("/feed", harbour(&[1, 2]));
    assert_eq!(refreshed(&reader)["failed"], 0);
    assert_eq!(reader.run(&["feeds", "--json"]).json()[0]["failures"], 0);
}

#[test]
fn some_that_fail_are_named_and_the_rest_is_done() {
    let (web, reader) = subscribed();
    web.put("/other", feed("Other News", &[item(7, "Seven", "Words.")]));
    reader.run(&["add", &web.url("/other")]).done();
    web.put("/feed", Page::new("").status(500));
    let items = [item(8, "Eight", "Words."), item(7, "Seven", "Words.")];
    web.put("/other", feed("Other News", &items));
    let partly = reader.run(&["refresh", "--all"]);
    partly.failed(3, &["Harbour News", "500"]);
    assert_eq!(titles(&reader, "title:eight"), ["Eight"], "the rest is done");
    reader.run(&["refresh", "Nowhere"]).failed(1, &["Nowhere", "dateline feeds"]);
    let one = reader.run(&["refresh", "Other News", "--json"]).json();
    assert_eq!((&one["failed"], one["feeds"].as_array().map(Vec::len)), (&0.into(), Some(1)));
    assert_eq!(one["feeds"][0]["url"], web.url("/other"));
    assert_eq!(
        (&one["feeds"][0]["status"], &one["feeds"][0]["error"]),
        (&"unchanged".into(), &Value::Null)
    );
}

#[test]
fn a_feed_moves_where_its_server_says_once_that_was_read() {
    let (web, reader) = subscribed();
    let moved = |to: &str| Page::new("").status(301).with("Location", to);
    web.put("/feed", moved("/page"));
    web.put("/page", Page::typed("<html><body>Nothing here</body></html>", "text/html"));
    reader.run(&["refresh", "--all"]).failed(1, &["web page"]);
    assert_eq!(reader.run(&["feeds", "--json"]).json()[0]["url"], web.url("/feed"));
    web.put("/feed", moved("/new"));
    web.put("/new", harbour(&[1, 2, 3]));
    let run = reader.run(&["refresh", "--all", "--json"]);
    assert!(run.err.contains("moved to") && run.code == Some(0), "{run:?}");
    let feeds = reader.run(&["feeds", "--json"]).json();
    assert_eq!((&feeds[0]["url"], &feeds[0]["articles"]), (&web.url("/new").into(), &3.into()));
    web.put("/new", Page::new("").status(302).with("Location", "/elsewhere"));
    web.put("/elsewhere", harbour(&[1]));
    assert_eq!(refreshed(&reader)["failed"], 0);
    assert_eq!(reader.run(&["feeds", "--json"]).json()[0]["url"], web.url("/new"));
}

#[test]
fn a_feed_that_is_gone_is_retired_and_its_articles_stay() {
    let (web, reader) = subscribed();
    web.put("/feed", Page::new("gone").status(410));
    let gone = reader.run(&["refresh", "--all", "--json"]);
    assert!(gone.err.contains("410"), "{gone:?}");
    let feeds = reader.run(&["feeds", "--json"]).json();
    assert!(feeds[0]["retired"].as_str().is_some_and(|words| words.contains("410")), "{feeds}");
    let asked = web.asked("/feed").len();
    assert_eq!(refreshed(&reader)["feeds"], serde_json::json!([]));
    assert_eq!((web.asked("/feed").len(), titles(&reader, "").len()), (asked, 2));
}

#[test]
fn a_site_is_asked_for_its_feeds() {
    let (web, reader) = (Web::start(), Reader::new());
    let page = "<html><head><link rel=alternate type='application/rss+xml' href='/broken'>\
                <link rel=alternate type='application/rss+xml' title='The news' href='/feed'>\
                <link rel=alternate type='application/atom+xml' title='Comments' href='/comments'></head><body>x</body></html>";
    web.put("/", Page::typed(page, "text/html"));
    web.put("/feed", harbour(&[1]));
    let run = reader.run(&["add", &web.url("/")]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains(&web.url("/feed")) && run.err.contains("/comments"), "{run:?}");
    let web = Web::start();
    web.put("/bare", Page::typed("<html><body>No feeds named</body></html>", "text/html"));
    web.put("/rss.xml", feed("Usual place", &[item(1, "One", "Words.")]));
    let run = reader.run(&["add", &web.url("/bare")]);
    assert!(run.code == Some(0) && run.out.contains("Usual place"), "{run:?}");
    let lonely = Web::start();
    lonely.put("/", Page::typed("<html><body>Nothing</body></html>", "text/html"));
    reader.run(&["add", &lonely.url("/")]).failed(1, &["no feed", "--page"]);
}

#[test]
fn a_page_is_kept_with_what_it_said() {
    let (web, reader) = (Web::start(), Reader::new());
    let page = |words: &str| {
        let text = format!("<p>{}</p>", format!("{words} about the harbour. ").repeat(20));
        Page::typed(
            format!(
                "<html><head><title>A report</title></head><body><article><h1>A report</h1>{text}</article></body></html>"
            ),
            "text/html",
        )
    };
    web.put("/report", page("First words"));
    let kept = reader.run(&["add", "--page", &web.url("/report")]).done();
    assert!(kept.contains("is kept"), "{kept}");
    web.put("/report", page("Second words"));
    assert!(reader.run(&["add", "--page", &web.url("/report")]).done().contains("has changed"));
    let list = reader.run(&["list", "--json"]).json();
    let row = list.as_array().expect("an array").iter().find(|row| row["title"] == "A report");
    let id = row.expect("the page")["id"].as_str().expect("an id").to_owned();
    let versions = reader.run(&["show", &id, "--versions", "--json"]).json();
    assert!(versions[0]["text"].as_str().is_some_and(|text| text.starts_with("First words")));
    assert_eq!(refreshed(&reader)["failed"], 0, "kept pages are not fetched again");
    assert_eq!(web.asked("/report").len(), 2);
}

#[test]
fn whole_articles_are_taken_out_of_their_pages() {
    let (web, reader) = (Web::start(), Reader::new());
    let text = "The whole report goes on about the harbour and its ships. ".repeat(12);
    web.put(
        "/a/1",
        Page::typed(
            format!("<html><body><article><h1>One</h1><p>{text}</p></article></body></html>"),
            "text/html",
        ),
    );
    let link = web.url("/a/1");
    let item = format!(
        "<item><guid>1</guid><title>One</title><link>{link}</link><description>Short.</description></item>"
    );
    web.put("/feed", Page::new(rss("Short News", &[])));
    reader.run(&["add", &web.url("/feed"), "--whole"]).done();
    web.put("/feed", Page::new(rss("Short News", &[item])));
    assert_eq!(refreshed(&reader)["new"], 1);
    let id = reader.run(&["list", "--json"]).json()[0]["id"].as_str().expect("an id").to_owned();
    assert!(reader.run(&["show", &id]).done().contains("The whole report goes on"));
    let versions = reader.run(&["show", &id, "--versions", "--json"]).json();
    assert_eq!(versions[0]["text"], "Short.");
    assert_eq!(refreshed(&reader)["updated"], 0, "the feed's own words do not come back");
    assert!(reader.run(&["show", &id]).done().contains("The whole report goes on"));
}

#[test]
fn secrets_are_sent_and_kept_nowhere() {
    const SECRET: &str = "hunter2-very-secret";
    let (web, reader) = (Web::start(), Reader::new());
    web.put("/feed", harbour(&[1]));
    let url = web.url("/feed");
    let with_secret = |arguments: &[&str]| {
        let mut command = reader.command(arguments);
        command.env("TOKEN", SECRET).env("DATELINE_LOG", "trace");
        crate::Ended::of(&command.output().expect("the program starts"))
    };
    let header = "Authorization: Bearer env:TOKEN";
    with_secret(&["add", &url, "--header", header]).done();
    with_secret(&["refresh", "--all"]).done();
    let expected = format!("Bearer {SECRET}");
    assert!(
        web.asked("/feed").iter().all(|asked| asked.header("authorization") == Some(&expected))
    );
    // Elsewhere it is not sent.
    let other = Web::start();
    other.put("/feed", harbour(&[1]));
    web.put("/feed", Page::new("").status(302).with("Location", &other.url("/feed")));
    with_secret(&["refresh", "--all"]);
    assert!(other.asked("/feed").iter().all(|asked| asked.header("authorization").is_none()));
    web.put("/feed", Page::new(SECRET).status(401));
    let refused = with_secret(&["refresh", "--all", "--json"]);
    let shown = [
        with_secret(&["feeds", "--json"]).done(),
        with_secret(&["export"]).done(),
        with_secret(&["export", "--format", "jsonl"]).done(),
        refused.out,
        refused.err,
    ];
    assert!(shown.iter().all(|text| !text.contains(SECRET)), "{shown:?}");
    let mut files = vec![reader.home.path().to_owned()];
    let mut looked_at = 0;
    while let Some(path) = files.pop() {
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        let others_may = if path == reader.home.path() { 0 } else { mode & 0o077 };
        assert_eq!(others_may, 0, "{}", path.display());
        if path.is_dir() {
            let entries = fs::read_dir(path).expect("a folder");
            files.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let found = bytes.windows(SECRET.len()).any(|piece| piece == SECRET.as_bytes());
        assert!(!found, "{}", path.display());
        looked_at += 1;
    }
    assert!(looked_at > 0);
    let lost = reader.run(&["refresh", "--all"]);
    lost.failed(1, &["TOKEN", "not set"]);
}

/// Runs with a secret in the environment.
fn with_token(reader: &Reader, arguments: &[&str]) -> crate::Ended {
    let mut command = reader.command(arguments);
    crate::Ended::of(&command.env("TOKEN", "hunter2").output().expect("the program starts"))
}

const HEADER: [&str; 2] = ["--header", "Authorization: Bearer env:TOKEN"];

/// What was asked of a path, and how often with the secret.
fn asked_with_secret(web: &Web, path: &str) -> (usize, usize) {
    let asked = web.asked(path);
    let told = asked.iter().filter(|asked| asked.header("authorization").is_some());
    (asked.len(), told.count())
}

#[test]
fn a_secret_does_not_move_with_its_feed_to_another_server() {
    let (web, other, reader) = (Web::start(), Web::start(), Reader::new());
    web.put("/feed", harbour(&[1]));
    other.put("/moved", harbour(&[1, 2]));
    other.put("/from-the-start", harbour(&[1]));
    with_token(&reader, &["add", &web.url("/feed"), HEADER[0], HEADER[1]]).done();
    for status in [301, 308] {
        web.put("/feed", Page::new("").status(status).with("Location", &other.url("/moved")));
        for _ in 0..2 {
            assert_eq!(with_token(&reader, &["refresh", "--all"]).code, Some(0));
        }
    }
    let (asked, with_secret) = asked_with_secret(&web, "/feed");
    assert_eq!(asked, with_secret, "its own server is told each time");
    assert_eq!(asked, 5, "a feed with a secret stays where the secret is for");
    assert_eq!(asked_with_secret(&other, "/moved"), (4, 0));
    assert_eq!(reader.run(&["feeds", "--json"]).json()[0]["url"], web.url("/feed"));
    // The same where it has moved before it is added.
    web.put("/old", Page::new("").status(301).with("Location", &other.url("/from-the-start")));
    with_token(&reader, &["add", &web.url("/old"), HEADER[0], HEADER[1]]).done();
    with_token(&reader, &["refresh", "--all"]);
    let (asked, with_secret) = asked_with_secret(&other, "/from-the-start");
    assert!(asked >= 2 && with_secret == 0, "{with_secret} of {asked}");
    assert!(asked_with_secret(&web, "/old").1 > 0);
}

#[test]
fn a_secret_is_not_sent_to_the_feeds_that_a_page_names_elsewhere() {
    let (web, other, reader) = (Web::start(), Web::start(), Reader::new());
    // Both count as public: a page of a private network leads to no other server at all.
    let named = |web: &Web, name: &str| {
        let address = web.url("").replace("http://", "");
        (format!("{name}={address}"), format!("http://{name}:{}", &address["127.0.0.1:".len()..]))
    };
    let ((web_is, site), (other_is, elsewhere)) = (named(&web, "a.test"), named(&other, "b.test"));
    let (public, data) = (format!("{web_is},{other_is}"), reader.path("data"));
    let with_token = |arguments: &[&str]| {
        let mut command = reader.command(&[&["--data-dir", &data], arguments].concat());
        command.env("TOKEN", "hunter2").env("DATELINE_TEST_PUBLIC", &public);
        crate::Ended::of(&command.output().expect("the program starts"))
    };
    let page = format!(
        "<html><head><link rel=alternate type='application/rss+xml' href='{elsewhere}/broken'>\
         <link rel=alternate type='application/rss+xml' href='{elsewhere}/feed'></head><body>x</body></html>",
    );
    web.put("/", Page::typed(page, "text/html"));
    other.put("/broken", Page::new("").status(500));
    other.put("/feed", harbour(&[1]));
    let added = with_token(&["add", &format!("{site}/"), HEADER[0], HEADER[1]]);
    assert_eq!(added.code, Some(0), "{added:?}");
    with_token(&["refresh", "--all"]);
    assert_eq!(asked_with_secret(&web, "/"), (1, 1));
    assert_eq!(asked_with_secret(&other, "/broken"), (1, 0));
    let (asked, with_secret) = asked_with_secret(&other, "/feed");
    assert!(asked >= 2 && with_secret == 0, "{with_secret} of {asked}");
    let export = reader.run(&["export", "--format", "jsonl"]).done();
    assert!(!export.contains("TOKEN"), "the reference is not kept with a feed of others: {export}");
    // On its own server it goes along, and is kept.
    let page = "<link rel=alternate type='application/rss+xml' href='/own'>";
    web.put("/site", Page::typed(format!("<html><head>{page}</head></html>"), "text/html"));
    web.put("/own", feed("Own News", &[item(1, "One", "Words.")]));
    with_token(&["add", &format!("{site}/site"), HEADER[0], HEADER[1]]).done();
    with_token(&["refresh", "--all"]);
    let (asked, with_secret) = asked_with_secret(&web, "/own");
    assert!(asked >= 2 && with_secret == asked, "{with_secret} of {asked}");
}

#[test]
fn local_files_and_folders_are_looked_at_on_each_refresh() {
    let reader = Reader::new();
    let folder = reader.path("notes");
    fs::create_dir(&folder).expect("a folder");
    reader.file("notes/a.md", "# First note\n\nSome words.");
    let file = reader.file("feed.xml", rss("Local feed", &[item(1, "One", "Words.")]));
    let added = reader.run(&["add", &folder, &file]).done();
    assert_eq!(added.lines().filter(|line| line.ends_with("1 new article")).count(), 2, "{added}");
    reader.file("notes/b.txt", "Second note\n\nMore words.");
    assert_eq!(refreshed(&reader)["new"], 1);
    assert_eq!(refreshed(&reader)["new"], 0);
    fs::remove_file(&file).expect("a file");
    reader.run(&["refresh", "--all"]).failed(3, &["Local feed", "not there"]);
    assert_eq!(titles(&reader, "").len(), 3);
    reader.run(&["--restricted", "add", &folder]).failed(1, &["--restricted"]);
    reader.run(&["add", &reader.path("lost.xml")]).failed(1, &["lost.xml", "no such file"]);
}

#[test]
fn nothing_is_fetched_offline() {
    let (web, reader) = subscribed();
    let asked = web.asked("/feed").len();
    let run = reader.run(&["--offline", "refresh", "--all", "--json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("skipped"), "{run:?}");
    reader.run(&["--offline", "add", &web.url("/other")]).failed(1, &["offline"]);
    assert_eq!(web.asked("/feed").len(), asked);
    assert_eq!(reader.run(&["feeds", "--json"]).json()[0]["failures"], 0);
}

#[test]
fn subscriptions_go_out_and_come_in_again() {
    let reader = Reader::new();
    let opml = reader.file(
        "feeds.opml",
        "<opml version='2.0' xmlns:x='urn:x'><head><title>Mine</title><ownerName>Ann</ownerName><x:look>wide</x:look></head><body>\
         <outline text='News' x:open='yes' category='/a'><outline text='Local'><outline text='Harbour' type='rss' xmlUrl='https://example.org/h' custom='kept'/></outline>\
         <outline text='World' xmlUrl='https://example.org/w' htmlUrl='https://example.org/'/></outline>\
         <outline text='Also'><outline text='Harbour' xmlUrl='https://example.org/h'/></outline>\
         <outline text='Bad' xmlUrl='javascript:alert(1)'/><outline text='Shell' xmlUrl='exec:[\"touch\",\"/tmp/x\"]'/>\
         <outline text='File' xmlUrl='file:/etc/passwd'/></body></opml>",
    );
    let imported = reader.run(&["import", &opml]);
    imported.failed(3, &["exec:", "trusted"]);
    imported.failed(3, &["javascript:"]);
    imported.failed(3, &["file:/etc/passwd", "trusted"]);
    assert!(imported.out.contains("2 new subscriptions"), "{imported:?}");
    let first = reader.run(&["export"]).done();
    assert!(first.contains("custom=\"kept\"") && first.contains("\"Also\""), "{first}");
    for kept in [
        "<title>Mine</title>",
        "<ownerName>Ann</ownerName>",
        "<x:look>wide</x:look>",
        "xmlns:x=\"urn:x\"",
        "x:open=\"yes\" category=\"/a\"",
    ] {
        assert!(first.contains(kept), "{kept} is not in {first}");
    }
    // Another list adds to it and takes nothing away.
    let other = reader.file(
        "other.opml",
        "<opml version='2.0'><head><title>Theirs</title></head><body>\
         <outline text='Sea' xmlUrl='https://example.org/s'/></body></opml>",
    );
    reader.run(&["import", &other]).done();
    let first = reader.run(&["export"]).done();
    assert!(first.contains("<title>Theirs</title>") && first.contains("xmlns:x="), "{first}");
    assert!(first.contains("<ownerName>Ann</ownerName>"), "{first}");
    let second = Reader::new();
    let file = second.file("out.opml", &first);
    second.run(&["import", &file]).done();
    assert_eq!(second.run(&["export"]).done(), first);
    assert_eq!(reader.feed(&["import", "-"], b"no list at all").code, Some(1));
}

#[test]
fn everything_goes_out_and_comes_in_again() {
    let (_web, reader) = subscribed();
    reader.run(&["tag", "harbour", "3"]).done();
    reader.run(&["mark", "star", "3"]).done();
    let first = reader.run(&["export", "--format", "jsonl"]).done();
    assert!(first.contains("Words of article 1."), "{first}");
    let second = Reader::new();
    let file = second.file("all.jsonl", &first);
    second.run(&["import", &file]).done();
    let starred = second.run(&["list", "--json", "is:starred"]).json();
    assert_eq!(starred[0]["title"], "Title 1");
    assert_eq!(titles(&second, "tag:harbour"), ["Title 1"]);
    // Ids are those of a store; everything else is the same.
    let without_ids = |export: &str| -> Vec<Value> {
        let mut lines: Vec<Value> =
            export.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        for line in &mut lines {
            line["id"] = Value::Null;
        }
        lines
    };
    let again = second.run(&["export", "--format", "jsonl"]).done();
    assert_eq!(without_ids(&again), without_ids(&first));
    assert!(reader.run(&["export", "--format", "markdown"]).done().contains("# Title 1"));
}

#[test]
fn rules_are_tried_dry_and_done_on_what_comes_in() {
    let (web, reader) = subscribed();
    let config = reader.file(
        "config.toml",
        "[[rule]]\nname = 'Ones'\nwhen = 'title:\"Title 1\"'\ndo = ['star', 'tag:ones']\n\
         [[rule]]\nwhen = 'title:\"Title 3\"'\ndo = 'read'\n",
    );
    let run = |arguments: &[&str]| reader.run(&[&["--config", &config], arguments].concat());
    let dry = run(&["rules", "--dry-run", "--json"]).json();
    assert_eq!(dry[0]["articles"].as_array().map(Vec::len), Some(1));
    assert_eq!(titles(&reader, "is:starred").len(), 0);
    assert!(run(&["rules"]).done().contains("Ones: 1 article, star, tag:ones"));
    assert_eq!(titles(&reader, "is:starred tag:ones"), ["Title 1"]);
    web.put("/feed", harbour(&[3, 2, 1]));
    run(&["refresh", "--all"]).done();
    assert_eq!(titles(&reader, "is:read"), ["Title 3"]);
}

#[test]
fn a_feed_is_given_up_and_taken_back() {
    let (web, reader) = subscribed();
    reader.run(&["remove", "Harbour News"]).done();
    assert_eq!(reader.run(&["feeds", "--json"]).json(), serde_json::json!([]));
    assert_eq!(titles(&reader, "").len(), 0);
    reader.run(&["undo"]).done();
    assert_eq!(titles(&reader, "").len(), 2);
    reader.run(&["remove", &web.url("/feed")]).done();
    reader.run(&["add", &web.url("/feed")]).done();
    assert_eq!(titles(&reader, "").len(), 2);
    reader.run(&["remove", "Nobody"]).failed(1, &["Nobody", "dateline feeds"]);
}

/// Lines are taken in some at a time; their numbers are those of the file all the same.
#[test]
fn a_bad_line_far_down_is_told_by_its_own_number() {
    let reader = Reader::new();
    let feed = |n: usize| format!("{{\"type\":\"feed\",\"source\":\"https://f{n}.example/\"}}\n");
    let mut lines: String = (1..=700).map(feed).collect();
    lines.push_str("\n{\"type\":\"nothing\"}\n");
    let file = reader.file("export.jsonl", lines);
    let imported = reader.run(&["import", &file]);
    assert_eq!(
        (imported.code, imported.out.as_str()),
        (Some(3), "700 new subscriptions, 0 new articles\n")
    );
    assert!(imported.err.contains("line 702 is none of an export"), "{}", imported.err);
}
