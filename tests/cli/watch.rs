//! What is watched for is found among the facts of what came in, and of nothing else.

use crate::{Reader, has_fields};

fn feed(items: &[(&str, &str)]) -> String {
    let item = |(title, text): &(&str, &str)| {
        format!(
            "<item><guid>{title}</guid><title>{title}</title><description>{text}</description></item>"
        )
    };
    let items = items.iter().map(item).collect::<Vec<_>>().concat();
    format!("<rss version=\"2.0\"><channel><title>Wire</title>{items}</channel></rss>")
}

const FLOOD: (&str, &str) = (
    "Flood in Rell",
    "At least 140 people were killed when the river rose in Norway, the police said.",
);
const FAIR: (&str, &str) =
    ("A fair", "Norway won 3 prizes at a fair in Oslo on Monday, the organisers said.");

#[test]
fn a_watch_is_told_of_what_comes_in() {
    let reader = Reader::new();
    let file = reader.file("wire.xml", feed(&[FAIR]));
    reader.run(&["add", &file]).done();
    let watches = reader.run(&["watch", "place:", "Norway", "+", "killed", ">", "100", "--json"]);
    let watches = watches.json();
    has_fields(&watches[0], &["id", "watch", "articles", "unread", "last"]);
    assert_eq!(watches[0]["watch"], "place: Norway + killed > 100");
    assert_eq!(watches[0]["articles"], 0);
    reader.file("wire.xml", feed(&[FAIR, FLOOD]));
    let refreshed = reader.run(&["refresh", "--all"]);
    assert!(refreshed.err.contains("killed > 100: seen in 1 new article"), "{refreshed:?}");
    let listed = reader.run(&["list", "watch:1", "--json"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    assert_eq!(listed[0]["title"], "Flood in Rell");
    let again = reader.run(&["refresh", "--all"]);
    assert!(!again.err.contains("seen in"), "it is told once: {again:?}");
    reader.run(&["watch", "--remove", "1"]).done();
    assert_eq!(reader.run(&["watch"]).done(), "");
}

#[test]
fn a_watch_that_is_none_is_refused_in_words() {
    let reader = Reader::new();
    reader.run(&["watch", "dead", ">", "many"]).failed(1, &["dead > many", "a number is expected"]);
    let unknown = reader.run(&["watch", "--remove", "Nobody"]);
    unknown.failed(1, &["nothing like it"]);
}
