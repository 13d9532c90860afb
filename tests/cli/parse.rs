//! What a feed contains.

use crate::{Reader, has_fields};

const FEED: &str = "<rss version='2.0'><channel><title>Harbour News</title><link>https://harbour.example/</link>\
    <item><title>Ferry &amp; crane</title><link>a?b=1</link><guid>1</guid><pubDate>Thu, 20 Jun 2024 09:41:00 GMT</pubDate>\
    <description>&lt;p&gt;Text&lt;/p&gt;</description><category>Ships</category>\
    <enclosure url='/a.mp3' type='audio/mpeg' length='7'/></item></channel></rss>";

#[test]
fn a_feed_has_the_fields_of_the_contract() {
    let reader = Reader::new();
    let path = reader.file("feed.xml", FEED);
    let feed = reader.run(&["parse", &path, "--json"]).json();
    has_fields(
        &feed,
        &["format", "title", "url", "site", "language", "updated", "items", "problems"],
    );
    let item = &feed["items"][0];
    has_fields(
        item,
        &[
            "id",
            "url",
            "title",
            "authors",
            "published",
            "updated",
            "summary_html",
            "content_html",
            "enclosures",
            "tags",
        ],
    );
    assert_eq!((&feed["format"], &feed["title"]), (&"rss2.0".into(), &"Harbour News".into()));
    assert_eq!(item["url"], "https://harbour.example/a?b=1");
    assert_eq!(item["published"], "2024-06-20T09:41:00Z");
    assert_eq!(item["summary_html"], "<p>Text</p>");
    has_fields(&item["enclosures"][0], &["url", "type", "length"]);
    assert_eq!(item["enclosures"][0]["length"], 7);
    let piped = reader
        .feed(&["parse", "-", "--url", "https://other.example/x/feed", "--json"], FEED.as_bytes());
    assert_eq!(piped.json()["items"][0]["url"], "https://other.example/x/a?b=1");
}

#[test]
fn a_feed_is_listed_for_people() {
    let reader = Reader::new();
    let listed = reader.feed(&["parse", "-"], FEED.as_bytes()).done();
    for words in
        ["Harbour News\nrss2.0, 1 item\n", "Ferry & crane\n  2024-06-20T09:41:00Z, #Ships\n"]
    {
        assert!(listed.contains(words), "{words} in {listed}");
    }
    let hostile = FEED.replace("Ferry", "\u{1b}]52;c;eA==\u{7}\u{202e}Ferry");
    let listed = reader.feed(&["parse", "-"], hostile.as_bytes());
    assert!(listed.out.contains("\nFerry & crane"), "{listed:?}");
    assert_eq!(listed.err, "dateline: standard input: 2 control characters left out\n");
}

#[test]
fn what_is_no_feed_is_said_in_words() {
    let reader = Reader::new();
    let page = "<html><head><link rel=alternate type=application/rss+xml href=/feed></head></html>";
    let path = reader.file("page.html", page);
    reader.run(&["parse", &path]).failed(1, &["page.html", "web page"]);
    let url = ["parse", &path, "--url", "https://a.example/"];
    reader.run(&url).failed(1, &["it names https://a.example/feed"]);
    let list = reader.file("list.opml", "<opml><body/></opml>");
    reader.run(&["parse", &list, "--json"]).failed(1, &["OPML", "import"]);
    reader.feed(&["parse", "-"], b"").failed(1, &["standard input", "empty"]);
    reader.run(&["parse", &path, "--url", "ftp://x"]).failed(2, &["--url", "http"]);
    reader.run(&["parse", &reader.path("missing")]).failed(1, &["missing", "no such file"]);
    reader.run(&["parse"]).failed_usage();
}
