//! Feeds that break off: what came whole is kept, half an item is none, and that something is missing is said.

use super::*;

fn told(feed: &Feed) -> String {
    feed.problems.iter().map(Problem::as_str).collect::<Vec<_>>().join("; ")
}

/// What a reader would call another article, or a change of it.
fn seen(item: &Item) -> (&str, Option<&str>, Option<&str>, Option<&str>) {
    let title = item.title.as_deref();
    (&item.key, title, item.summary_html.as_deref(), item.content_html.as_deref())
}

/// Cut anywhere, a feed has no item that the whole one has not.
fn check_everywhere(name: &str, source: &str) {
    let whole = parse(source.as_bytes(), &Hint::default()).expect(name);
    assert!(!whole.is_cut, "{name}");
    for at in (0..source.len()).filter(|at| source.is_char_boundary(*at)) {
        let Ok(cut) = parse(&source.as_bytes()[..at], &Hint::default()) else { continue };
        for item in &cut.items {
            let is_whole = whole.items.iter().any(|whole| seen(whole) == seen(item));
            assert!(is_whole, "{name} cut at {at}: {item:?}");
        }
        assert!(cut.is_cut || cut.items.len() == whole.items.len(), "{name} cut at {at}");
        assert_eq!(cut.is_cut, told(&cut).contains("breaks off"), "{name} cut at {at}");
    }
}

#[test]
fn no_half_item_is_kept_wherever_a_feed_is_cut() {
    check_everywhere("rss2", include_str!("../../../tests/fixtures/feeds/rss2.xml"));
    check_everywhere("atom", include_str!("../../../tests/fixtures/feeds/atom.xml"));
    check_everywhere("rdf", include_str!("../../../tests/fixtures/feeds/rdf.xml"));
    check_everywhere("json", include_str!("../../../tests/fixtures/feeds/feed.json"));
}

#[test]
fn what_is_cut_is_said() {
    let one = "<item><title>a</title><guid>1</guid></item>";
    let feed = read(&format!("<rss><channel>{one}<item><title>b</title><desc"));
    assert_eq!((feed.items.len(), feed.is_cut), (1, true));
    assert!(feed.problems[0].is_loss(), "{}", told(&feed));
    assert!(told(&feed).contains("breaks off within an item"), "{}", told(&feed));
    // Nothing that can be seen is missing, but nobody knows.
    let feed = read(&format!("<rss><channel>{one}"));
    assert_eq!((feed.items.len(), feed.is_cut), (1, true));
    assert!(!feed.problems[0].is_loss(), "{}", told(&feed));
}

#[test]
fn a_feed_that_breaks_off_in_its_first_item_is_an_error() {
    let read = |source: &str| parse(source.as_bytes(), &Hint::default());
    assert_eq!(read("<rss><channel><title>x</title><item><title>y"), Err(FeedError::Cut));
    assert_eq!(read("<feed><title>x"), Err(FeedError::Cut));
}

#[test]
fn what_is_only_not_closed_is_whole() {
    let items = "<item><title>a</title><guid>1</guid><item><title>b</title><guid>2</guid>";
    let unclosed = read(&format!("<rss><channel>{items}"));
    assert_eq!(unclosed.items.len(), 2, "a feed that ends none of its items");
    for end in ["</channel></rss>", "</rss>", "</channel>", "</rss><script>", "</rss"] {
        let feed = read(&format!("<rss><channel>{items}{end}"));
        assert_eq!((feed.items.len(), feed.is_cut), (2, false), "{end}");
    }
    // In RDF the items stand behind the channel.
    let feed =
        read("<rdf:RDF><channel><title>x</title></channel><item><guid>1</guid></item><item>");
    assert_eq!((feed.items.len(), feed.is_cut), (1, true));
    assert_eq!(read("<item><title>a</title><link>/1</link></item>").items.len(), 1);
}
