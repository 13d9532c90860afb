//! What feeds of each form mean, and what is done with broken ones.
//!
//! Whole feeds stand in `tests/fixtures/feeds`, each beside an outline of what is to come out of it.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

mod cut;

fn read(source: &str) -> Feed {
    let base = Link::parse("https://example.org/feed").expect("an address");
    let hint = Hint { content_type: None, base: Some(&base) };
    parse(source.as_bytes(), &hint).unwrap_or_else(|error| panic!("{error}: {source}"))
}

/// An RSS feed around one item.
fn item(inside: &str) -> Item {
    let feed = read(&format!("<rss version='2.0'><channel><item>{inside}</item></channel></rss>"));
    assert_eq!(feed.items.len(), 1, "{inside}");
    feed.items.into_iter().next().expect("an item")
}

/// A feed as lines of names and values, what is missing left out.
fn outline(feed: &Feed) -> String {
    let json = serde_json::to_value(feed_json(feed)).expect("JSON");
    let mut out = String::new();
    push(&mut out, 0, "feed", &json);
    out
}

fn push(out: &mut String, depth: usize, name: &str, value: &serde_json::Value) {
    use serde_json::Value as Json;
    let indent = "  ".repeat(depth);
    match value {
        Json::Null => {}
        Json::Object(object) => {
            writeln!(out, "{indent}{name}").expect("a string takes all");
            object.iter().for_each(|(name, value)| push(out, depth + 1, name, value));
        }
        Json::Array(list) => list.iter().for_each(|value| push(out, depth, name, value)),
        _ => writeln!(out, "{indent}{name}: {value}").expect("a string takes all"),
    }
}

#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &str) {
    let feed = parse(bytes, &Hint::default()).expect(name);
    assert_eq!(outline(&feed), expected, "of {name}");
}

#[test]
fn the_language_of_a_feed_says_how_its_dates_are_meant() {
    let published = |language: &str, inside: &str| {
        let feed = read(&format!(
            "<rss><channel><language>{language}</language><item>{inside}\
             <pubDate>03/02/2017 10:00:00</pubDate></item></channel></rss>"
        ));
        feed.items[0].published.map(|at| at.to_string()).unwrap_or_default()
    };
    assert_eq!(published("fr-FR", ""), "2017-02-03T10:00:00Z");
    assert_eq!(published("de", ""), "2017-02-03T10:00:00Z");
    assert_eq!(published("en-us", ""), "2017-03-02T10:00:00Z");
    assert_eq!(published("", ""), "2017-03-02T10:00:00Z");
    assert_eq!(published("en", "<dc:language>it</dc:language>"), "2017-02-03T10:00:00Z");
}

macro_rules! fixture {
    ($test:ident, $file:literal) => {
        #[test]
        fn $test() {
            check(
                $file,
                include_bytes!(concat!("../../tests/fixtures/feeds/", $file)),
                include_str!(concat!("../../tests/fixtures/feeds/", $file, ".outline")),
            );
        }
    };
}

fixture!(rss_with_its_modules_is_read, "rss2.xml");
fixture!(atom_is_read, "atom.xml");
fixture!(rdf_is_read, "rdf.xml");
fixture!(json_feed_is_read, "feed.json");
fixture!(what_is_broken_is_read_on, "broken.xml");

#[test]
fn titles_are_plain_words() {
    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(
            item(&format!("<title>{raw}</title>")).title.as_deref(),
            Some(expected),
            "{raw}"
        );
    }
    check("AT&amp;T", "AT&T");
    check("AT&amp;amp;T", "AT&T");
    check("AT&T", "AT&T");
    check("<![CDATA[A <b>bold</b> move]]>", "A bold move");
    check("A &lt;b&gt;bold&lt;/b&gt; move", "A bold move");
    check("A <b>bold</b> move", "A bold move");
    check("Vec&lt;T&gt; and &lt;/T&gt;", "Vec<T> and </T>");
    check("It&#8217;s &quot;so&quot; &hellip;", "It’s \"so\" …");
    check("a\n  b\u{200b}\u{202e}c", "a bc");
    check("x &#x1b;[31m y", "x y");
}

#[test]
fn addresses_are_completed_and_dangerous_ones_left_out() {
    #[track_caller]
    fn check(inside: &str, expected: Option<&str>) {
        assert_eq!(item(inside).link.as_ref().map(Link::as_str), expected, "{inside}");
    }
    check("<link>/a b\n</link>", Some("https://example.org/a%20b"));
    check("<link>x?a=1&b=2&amp;c=3</link>", Some("https://example.org/x?a=1&b=2&c=3"));
    check("<link>javascript:alert(1)</link>", None);
    check("<link>file:///etc/passwd</link><guid>https://a.b/c</guid>", Some("https://a.b/c"));
    check("<guid isPermaLink='false'>https://a.b/c</guid>", None);
    check("<link xml:base='https://other.example/d/'>e</link>", Some("https://other.example/d/e"));
    check("<link/><a10:link href='https://a.b/'/>", Some("https://a.b/"));
}

#[test]
fn authors_are_names_where_there_are_some() {
    #[track_caller]
    fn check(inside: &str, expected: &[&str]) {
        let item = item(inside);
        let authors: Vec<&str> = item.authors.iter().map(Prose::as_str).collect();
        assert_eq!(authors, expected, "{inside}");
    }
    check("<author>ada@a.example (Ada)</author><dc:creator>Ida</dc:creator>", &["Ada", "Ida"]);
    check("<author>ada@a.example</author><dc:creator>Ada</dc:creator>", &["Ada"]);
    check("<author>ada@a.example</author>", &["ada@a.example"]);
    check(
        "<a10:author><a10:name> </a10:name><a10:email>x@a.example</a10:email></a10:author>",
        &["x@a.example"],
    );
    check(
        "<author><name>Ada</name><uri>https://a.example</uri></author><itunes:author>The Band</itunes:author>",
        &["Ada"],
    );
    check("<author><uri>https://a.example</uri></author>", &[]);
    check("<itunes:author>The Band</itunes:author>", &["The Band"]);
}

#[test]
fn subjects_are_gathered_once() {
    let item = item(
        "<category>A</category><category>A</category><category term='https://x.example/b' label='B'/>\
         <itunes:category text='C'><itunes:category text='D'/></itunes:category><media:keywords>e, f</media:keywords>",
    );
    let tags: Vec<&str> = item.tags.iter().map(Prose::as_str).collect();
    assert_eq!(tags, ["A", "B", "C", "D"]);
}

#[test]
fn keys_stay_the_same_and_tell_items_apart() {
    assert_eq!(item("<guid>g</guid><link>https://a.b/</link>").key, "g");
    assert_eq!(item("<link>https://a.b/</link>").key, "https://a.b/");
    let (one, two) = (item("<title>x</title>"), item("<title>y</title>"));
    assert_eq!(one.key, item("<title> x </title>").key);
    assert_ne!(one.key, two.key);
    let long = item(&format!("<guid>{}</guid>", "g".repeat(5_000)));
    assert!(long.id.is_some_and(|id| id.len() < 64 && id == long.key));
    let same =
        "<item><guid>1</guid><link>/a</link></item><item><guid>1</guid><link>/b</link></item>";
    let feed = read(&format!("<rss><channel>{same}</channel></rss>"));
    assert_ne!(feed.items[0].key, feed.items[1].key);
    assert_eq!(feed.items[0].id, feed.items[1].id);
    assert_eq!(feed.problems.len(), 1);
}

#[test]
fn the_newest_items_are_kept() {
    let items: String = (0..7_000)
        .map(|n| {
            format!("<item><title>{n}</title><pubDate>@</pubDate></item>").replace('@', &stamp(n))
        })
        .collect();
    let feed = read(&format!("<rss><channel>{items}</channel></rss>"));
    assert_eq!(feed.items.len(), ITEMS);
    assert_eq!(feed.items[0].title.as_deref(), Some("2000"));
    assert_eq!(feed.problems.len(), 1, "{:?}", feed.problems);
}

fn stamp(n: i64) -> String {
    Moment::from_second(1_700_000_000 + n * 60).expect("a moment").to_string()
}

#[test]
fn what_is_no_feed_is_named() {
    #[track_caller]
    fn check(source: &[u8], expected: &FeedError) {
        assert_eq!(parse(source, &Hint::default()).as_ref(), Err(expected), "{source:?}");
    }
    check(b"", &FeedError::Empty);
    check(b"\xef\xbb\xbf \n", &FeedError::Empty);
    check(b"<!DOCTYPE html><html><head><title>x</title></head></html>", &FeedError::Page);
    check(b"<HTML><body><item>x</item></body></HTML>", &FeedError::Page);
    check(b"<opml version='2.0'><body/></opml>", &FeedError::Opml);
    check(b"<catalog><book/></catalog>", &FeedError::OtherXml(Prose::line("catalog")));
    check(b"{\"a\": 1}", &FeedError::OtherJson);
    check(b"[1, 2]", &FeedError::OtherJson);
    check(b"{\"items\": \n[", &FeedError::BrokenJson(2));
    check(b"just words", &FeedError::OtherText);
    check(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\0", &FeedError::Binary);
    let deep = format!("<rss><channel>{}", "<x>".repeat(100_000));
    check(deep.as_bytes(), &FeedError::TooDeep);
    let unclosed =
        format!("<html><head>{}</head></html>", "<link rel=alternate href=/f>".repeat(1_000));
    check(unclosed.as_bytes(), &FeedError::Page);
}

#[test]
fn json_that_breaks_off_gives_what_stood_before() {
    let feed = read(
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"i",
    );
    assert_eq!(feed.items.len(), 2);
    assert_eq!(feed.problems.len(), 1);
}

#[test]
fn a_document_declares_words_and_nothing_else() {
    let feed = read(
        "<!DOCTYPE rss [<!ENTITY me \"Ada\"><!ENTITY lol \"&me;&me;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
         <rss><channel><title>&me; &lol; &x; &euro;</title></channel></rss>",
    );
    assert_eq!(feed.title.as_deref(), Some("Ada &lol; &x; €"));
}

#[test]
fn charsets_are_found_where_they_are_told() {
    let latin = b"<rss><channel><title>caf\xe9 \xcf</title></channel></rss>";
    let title = |content_type| {
        let hint = Hint { content_type, base: None };
        parse(latin, &hint).expect("a feed").title.expect("a title").to_string()
    };
    assert_eq!(title(None), "café Ï");
    assert_eq!(title(Some("text/xml; charset=\"windows-1251\"")), "cafй П");
    let wide: Vec<u8> = "\u{feff}<?xml version='1.0' encoding='utf-16'?><rss><channel><title>é</title></channel></rss>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(parse(&wide, &Hint::default()).expect("a feed").title.as_deref(), Some("é"));
}

#[test]
fn endless_nesting_takes_time_in_proportion() {
    for piece in [
        "<item>",
        "<x>",
        "<title>",
        "<media:group>",
        "</item>",
        "</x>",
        "<link>",
        "&lt;",
        "<item/>",
        "<source>",
        "<x xml:base='a/'>",
        "<x xmlns:a='b'>",
        "<![CDATA[",
        "<description>a<b>",
    ] {
        let source = format!("<rss><channel><item>{}", piece.repeat(50_000));
        let _either = parse(source.as_bytes(), &Hint::default());
    }
}

fn broken() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<rss version='2.0'><channel>"),
        Just("<feed xmlns='http://www.w3.org/2005/Atom'>"),
        Just("<item>"),
        Just("</item>"),
        Just("<entry>"),
        Just("</entry>"),
        Just("<title>"),
        Just("</title>"),
        Just("<link href='x'/>"),
        Just("<link>/a</link>"),
        Just("<content type='xhtml'><div>"),
        Just("</div></content>"),
        Just("<![CDATA["),
        Just("]]>"),
        Just("<!--"),
        Just("-->"),
        Just("&amp;"),
        Just("&"),
        Just("<"),
        Just("é\u{1b}"),
        Just("<pubDate>Thu, 20 Jun 2024</pubDate>"),
        Just("<guid>"),
        Just("{\"items\":[{\"id\":"),
        Just("<source>"),
        Just("<x xml:base='https://a.b/' xmlns='urn:y'>"),
        Just("</channel></rss>"),
        Just("<!DOCTYPE x ["),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _either = parse(&bytes, &Hint::default());
        let _either = opml::parse(&bytes);
    }

    #[test]
    fn broken_feeds_are_read_or_refused(source in broken()) {
        if let Ok(feed) = parse(source.as_bytes(), &Hint::default()) {
            prop_assert!(feed.items.iter().all(|item| !item.key.is_empty()));
            let again = parse(source.as_bytes(), &Hint::default());
            prop_assert_eq!(again.as_ref(), Ok(&feed));
        }
        let base = Link::parse("https://example.org/").expect("an address");
        prop_assert!(discover(&source, &base).len() <= 100);
    }

    #[test]
    fn lists_come_out_as_they_went_in(source in "(<outline( [a-z:]{1,6}='[^'<]{0,6}')?/?>|</outline>|<x:y>|</x:y>|[a-z&\n ]{0,4}){0,30}") {
        if let Ok(list) = opml::parse(format!("<opml><body>{source}").as_bytes()) {
            let again = opml::parse(opml::write(&list).as_bytes()).expect("a list");
            prop_assert_eq!(again.outlines, list.outlines);
            prop_assert_eq!(again.other, list.other);
        }
    }
}
