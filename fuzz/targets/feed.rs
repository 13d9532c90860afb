//! Any bytes are a feed or a clear refusal, with and without an address they come from; a page names its feeds.

use dateline::feed::{self, Hint};
use dateline::text::Link;

pub(crate) fn check(bytes: &[u8]) {
    let base = Link::parse("https://example.org/a/feed").expect("an address");
    let told = Hint { content_type: Some("text/xml; charset=gbk"), base: Some(&base) };
    for hint in [Hint::default(), told] {
        if let Ok(feed) = feed::parse(bytes, &hint) {
            assert!(feed.items.len() <= feed::ITEMS);
            assert!(feed.items.iter().all(|item| !item.key.is_empty()));
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        feed::discover(text, &base);
    }
}
