//! What feeds of each form mean, and what is done with broken ones.

use proptest::prelude::*;

use super::*;

fn read(source: &str) -> Feed {
    parse(source.as_bytes(), &Hint::default()).unwrap_or_else(|error| panic!("{error}: {source}"))
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _either = parse(&bytes, &Hint::default());
    }
}

#[test]
fn a_simple_feed_is_read() {
    let feed = read(
        "<rss version='2.0'><channel><title>A</title><item><title>B</title></item></channel></rss>",
    );
    assert_eq!(feed.title.as_deref(), Some("A"));
    assert_eq!(feed.items[0].title.as_deref(), Some("B"));
}
