//! Pages through [`page`]: hostile ones, anything at all, and those of the shared corpus, cut and changed.

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::tests::{assert_article, files, page_bytes};
use super::{blocks, page};
use crate::news::Article;
use crate::text::{Link, Prose};

/// Reads a page, and the same as a fragment, and gives the time that the slower way took.
fn timed(bytes: &[u8]) -> Duration {
    let base = Link::parse("https://example.org/2024/06/20/a").expect("an address");
    let start = Instant::now();
    if let Ok(reading) = page(bytes, Some(&base), Some("text/html; charset=utf-8")) {
        assert_article(&reading.article);
    }
    let whole = start.elapsed();
    let start = Instant::now();
    assert_article(&blocks(&String::from_utf8_lossy(bytes), Some(&base)).article);
    whole.max(start.elapsed())
}

/// What takes most to read: nesting, attributes, names, one thing ten thousand times.
fn hostile() -> Vec<(&'static str, String)> {
    let nested = |tag: &str, times: usize| format!("<{tag}>").repeat(times) + "words";
    let attributes: String =
        (0..100_000).map(|n| format!(" a{n}={n}")).collect::<Vec<_>>().concat();
    let prose = "<p>It was said on Thursday that the old bridge, closed since May, will be mended.";
    vec![
        ("nested div", nested("div", 100_000)),
        ("nested div with names", nested("div class='article-body content'", 50_000)),
        ("nested inline", nested("b", 100_000)),
        ("nested links", nested("a href=x", 100_000)),
        ("nested tables", nested("table><tr><td", 50_000)),
        ("nested names that nobody knows", nested("x-y", 100_000)),
        ("attributes", format!("<div{attributes}>{prose}")),
        ("a long attribute", format!("<div class='{}'>{prose}", "content ".repeat(200_000))),
        ("ten megabytes of one tag", "<i>".repeat(3_500_000)),
        ("ten megabytes of one end tag", format!("<div>{}", "</p>".repeat(2_500_000))),
        ("end tags behind a wall", {
            let wall = format!("<div><p><td>{}", "<span>".repeat(500));
            format!("{wall}{}{prose}", "</div></p><p></em>".repeat(100_000))
        }),
        ("everything unclosed", "<div><p><ul><li><a href=x><b><td><h1>words. ".repeat(20_000)),
        ("paragraphs", prose.repeat(30_000)),
        ("pictures", "<img alt='A long description of a flood, and more.'>".repeat(50_000)),
        ("titles", "<h1>One title</h1>".repeat(50_000)),
        ("bylines", "<p class=byline>By Jane Doe".repeat(50_000)),
        ("dates", "<time datetime='x'>20.</time><span class=published>x</span>".repeat(30_000)),
        ("lists of links", "<ul><li><a href=x>Another story</a></ul>".repeat(50_000)),
        ("JSON", format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000))),
        ("scripts", "<script>\"publish</script>".repeat(50_000)),
        ("one open quote", format!("{prose}<a href=\"{}", "x".repeat(5_000_000))),
        ("repeated captions", format!("<figcaption>{}", "They pose in Hanoi. ".repeat(100_000))),
        ("one long word", format!("<p>{}", "x".repeat(5_000_000))),
    ]
}

#[test]
fn hostile_pages_take_time_in_proportion() {
    for (name, html) in hostile() {
        let took = timed(html.as_bytes());
        println!("{name}: {took:?} for {} bytes", html.len());
        // Far above what was measured without optimisation: only a wrong order of growth can fail.
        assert!(took < Duration::from_secs(60), "{name} took {took:?}");
    }
}

/// Three paragraphs of an article.
fn prose(n: usize) -> String {
    let sentence =
        "The old bridge, closed since May, will be mended at last, the council said on Thursday.";
    let paragraphs: Vec<String> =
        (0..3).map(|at| format!("<p>Part {n}.{at}. {sentence} {sentence}</p>")).collect();
    paragraphs.concat()
}

/// The first words of each block, and the article.
#[track_caller]
fn read(body: &str) -> (Vec<String>, Article) {
    let base = Link::parse("https://example.org/a/b").expect("an address");
    let html = format!("<html><head><title>Old bridge mended | Example</title></head><body>{body}");
    let article = page(html.as_bytes(), Some(&base), None).expect("a page").article;
    let blocks = article.body.blocks().iter().map(|block| article.body.slice(block.span));
    let first = |text: &str| text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    (blocks.map(first).collect(), article)
}

#[test]
fn an_article_in_several_boxes_is_taken_whole() {
    let row = |n| format!("<div class=row><div>{}</div></div>", prose(n));
    let boxes = [row(1), row(2), row(3)].concat();
    let (blocks, _) =
        read(&format!("<div class=top><a href=/>Home</a></div><div class=page>{boxes}</div>"));
    assert_eq!(blocks.len(), 9, "{blocks:?}");
}

#[test]
fn comments_and_other_articles_are_none_of_it() {
    let comments = format!("<div class=comments><div>{}</div></div>", prose(2));
    let links = "<ul><li><a href=/x>Another story of the day, told elsewhere</a></ul>".repeat(5);
    let body = format!(
        "<div class=content>{}{links}<h3>Read more</h3><p><a href=/y>A whole other story</a></p></div>{comments}",
        prose(1)
    );
    let (blocks, article) = read(&body);
    assert_eq!(blocks, ["Part 1.0.", "Part 1.1.", "Part 1.2."]);
    assert!(article.debris.iter().any(|line| line.as_str() == "A whole other story"));
}

#[test]
fn what_is_hidden_or_badly_named_is_taken_where_there_is_nothing_else() {
    for name in ["style='display:none'", "class=comments", "class=sidebar", "aria-hidden=true"] {
        let (blocks, _) = read(&format!("<div {name}>{}</div><p>Menu</p>", prose(1)));
        assert_eq!(blocks.len(), 3, "{name}: {blocks:?}");
    }
}

#[test]
fn the_text_told_to_machines_is_taken_where_none_is_shown() {
    let told = "The old bridge, closed since May, will be mended.\\nNobody knows when that will be, the council said.";
    let (blocks, article) = read(&format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"articleBody\":\"{told}\"}}</script><p>Loading"
    ));
    assert_eq!(blocks, ["The old", "Nobody knows"]);
    assert_eq!(article.title.as_str(), "A");
}

#[test]
fn title_authors_and_day_are_found_beside_the_text() {
    let head = "<h1>Old bridge mended at last</h1><span class=byline>By Jane Doe and John Roe</span>\
                <div>Published on 20 June 2024, 9:41</div>";
    let (_, article) = read(&format!("<div class=main>{head}{}</div>", prose(1)));
    assert_eq!(article.title.as_str(), "Old bridge mended at last");
    let authors: Vec<&str> = article.authors.iter().map(Prose::as_str).collect();
    assert_eq!(authors, ["Jane Doe", "John Roe"]);
    let day = article.published.map(|at| at.to_string());
    assert_eq!(day.as_deref(), Some("2024-06-20T00:00:00Z"));
}

#[test]
fn the_charset_of_the_server_holds_unless_the_bytes_say_more() {
    let text = |bytes: &[u8], content_type| {
        let reading = page(bytes, None, content_type).expect("a page");
        reading.article.body.text().to_owned()
    };
    let cyrillic = b"<p>\xcf\xf3\xf2\xe8\xed";
    assert_eq!(text(cyrillic, Some("text/html; charset=windows-1251")), "Путин");
    assert_eq!(text(cyrillic, Some("text/html; Charset=\"cp1251\"")), "Путин");
    assert_ne!(text(cyrillic, Some("text/html")), "Путин");
    let marked = "\u{feff}<p>Путин".as_bytes();
    assert_eq!(text(marked, Some("text/html; charset=windows-1252")), "Путин");
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    let tag = "(</?(p|div|ul|li|table|tr|td|a href=x|h1|h2|pre|svg|nav|article|main|figure|figcaption|blockquote|span|br)>\
               |<(div|section|p) (class|id)=(content|related|article-body|comments|byline|date|hero)>\
               |<img alt='A flood, seen from above.'>|<time datetime=2024-06-20>|A sentence that is long enough, and ends. |word |&amp;|\n)";
    proptest::collection::vec(tag, 0..60)
}

proptest! {
    #[test]
    fn any_page_gives_a_sound_article(tags in tags()) {
        timed(tags.concat().as_bytes());
    }

    #[test]
    fn any_bytes_give_a_sound_article_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        timed(&bytes);
    }
}

/// A generator of numbers that look random (splitmix64), the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

/// Every hundredth page, cut and changed twice; with `DATELINE_CORPUS=all` every page, twenty times.
#[test]
fn pages_of_the_corpus_may_be_cut_and_changed_anywhere() {
    let root = std::env::var("DATELINE_SHARED").unwrap_or_else(|_| "../shared".into());
    let folder = Path::new(&root).join("corpus/pages");
    let all = std::env::var_os("DATELINE_CORPUS").is_some_and(|v| v == "all");
    let (every, times) = if all { (1, 20) } else { (100, 2) };
    let (mut numbers, mut pages, mut inputs, mut slowest) = (Numbers(20), 0, 0, Duration::ZERO);
    for path in
        files(&folder).iter().filter(|p| p.extension().is_some_and(|e| e == "gz")).step_by(every)
    {
        let Some(bytes) = page_bytes(path) else { continue };
        pages += 1;
        for _ in 0..times {
            let cut = bytes.get(..numbers.below(bytes.len())).unwrap_or_default();
            let mut changed = bytes.clone();
            for _ in 0..20 {
                let at = numbers.below(changed.len());
                changed[at] = numbers.below(256) as u8;
            }
            slowest = slowest.max(timed(cut)).max(timed(&changed));
            inputs += 2;
        }
    }
    let _shown = if pages == 0 {
        writeln!(std::io::stderr(), "skipped: {} holds no pages", folder.display())
    } else {
        writeln!(
            std::io::stderr(),
            "{pages} pages, {inputs} inputs, 0 panics; the slowest took {slowest:?}"
        )
    };
    assert!(slowest < Duration::from_secs(60), "{slowest:?}");
}
