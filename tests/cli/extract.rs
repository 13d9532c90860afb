//! The article in a page, from a file and from standard input.

use crate::{ARTICLE, Reader, has_fields};

/// A page with everything around its article that pages have.
fn page() -> String {
    let text = "The old bridge was closed on Thursday, the council said, and nobody knows for how long it will be.";
    let teasers = "<li><a href='/1'>Another story that is told elsewhere</a></li>".repeat(8);
    format!(
        "<html lang=en><head><title>Flood closes the old bridge | The Daily Example</title>\
         <meta property=og:site_name content='The Daily Example'></head><body>\
         <div class=top-menu><a href=/>Home</a> <a href=/news>News</a></div>\
         <div class=content><h1>Flood closes the old bridge</h1><div class=byline>By Jane Doe</div>\
         <p>{text}</p><p>{text} See the <a href='notice?utm_source=x'>notice of the council</a>.</p><p>{text}</p>\
         <div class=related><ul>{teasers}</ul></div></div>\
         <div class=footer><p>We use cookies to improve this page, and more of them every day, it seems.</p></div></body></html>"
    )
}

#[test]
fn the_article_is_told_from_the_page_around_it() {
    let reader = Reader::new();
    let file = reader.file("page", page());
    let base = "https://example.org/2024/06/20/flood";
    let article = reader.run(&["extract", &file, "--url", base, "--json"]).json();
    has_fields(&article, &ARTICLE);
    has_fields(&article, &["blocks", "text", "credits"]);
    assert_eq!(article["title"], "Flood closes the old bridge");
    assert_eq!(article["outlet"], "The Daily Example");
    assert_eq!(article["authors"], serde_json::json!(["Jane Doe"]));
    assert_eq!(article["published"], "2024-06-20T00:00:00Z");
    assert_eq!(article["language"], "en");
    assert_eq!(article["blocks"].as_array().map(Vec::len), Some(3));
    assert_eq!(article["links"][0]["url"], "https://example.org/2024/06/20/notice");
    let piped = reader.feed(&["extract", "-", "--url", base, "--json"], page().as_bytes()).json();
    assert_eq!(piped, article);
}

#[test]
fn the_text_alone_is_what_json_has() {
    let reader = Reader::new();
    let file = reader.file("page", page());
    let article = reader.run(&["extract", &file, "--json"]).json();
    let text = reader.run(&["extract", &file, "--text"]).done();
    assert_eq!(text.strip_suffix('\n'), article["text"].as_str());
    let shown = reader.run(&["extract", &file]).done();
    assert!(shown.starts_with("Flood closes the old bridge\nThe Daily Example"), "{shown}");
    reader.run(&["extract", &file, "--json", "--text"]).failed_usage();
}

#[test]
fn what_is_no_page_is_named() {
    let reader = Reader::new();
    reader.run(&["extract", &reader.path("lost.html")]).failed(1, &["lost.html", "no such file"]);
    reader.feed(&["extract", "-"], b"\x89PNG\r\n").failed(1, &["holds a picture"]);
    let file = reader.file("page", page());
    reader.run(&["extract", &file, "--url", "file:///etc"]).failed(2, &["--url", "http"]);
}
