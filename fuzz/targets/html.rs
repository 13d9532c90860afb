//! Any bytes are a page, a fragment or nothing; what comes out is sound.

use dateline::extract::{blocks, page};
use dateline::news::Article;
use dateline::text::Link;

fn check_article(article: &Article) {
    let mut end = 0;
    for block in article.body.blocks() {
        let range = block.span.range();
        assert!(range.start >= end && !article.body.slice(block.span).is_empty());
        end = range.end;
    }
    assert!(article.body.links().iter().all(|link| !article.body.slice(link.span).is_empty()));
}

pub(crate) fn check(bytes: &[u8]) {
    let base = Link::parse("https://example.org/2024/06/20/a").expect("an address");
    for content_type in [None, Some("text/html; charset=utf-8")] {
        if let Ok(reading) = page(bytes, Some(&base), content_type) {
            check_article(&reading.article);
        }
    }
    check_article(&blocks(&String::from_utf8_lossy(bytes), Some(&base)).article);
}
