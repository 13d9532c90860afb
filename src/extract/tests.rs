//! Whole files through [`read`]: hand-written fixtures, anything at all, and the pages of the shared corpus.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::text::Prose;

/// An article as one readable text.
fn outline(article: &Article) -> String {
    let names = |list: &[Prose]| list.iter().map(Prose::as_str).collect::<Vec<_>>().join("; ");
    let mut out = format!("{:?} by {:?}", article.title.as_str(), names(&article.authors));
    let outlet = article.outlet.as_deref().unwrap_or("nobody");
    let day = article.published.map(|at| at.to_string()).unwrap_or_default();
    writeln!(out, " in {outlet:?} on {day:?}").expect("a string");
    for block in article.body.blocks() {
        let words = article.body.slice(block.span);
        write!(out, "{:?}", block.kind).expect("a string");
        if block.level > 0 {
            write!(out, " {}", block.level).expect("a string");
        }
        if let Some(ordinal) = block.ordinal {
            write!(out, " no. {ordinal}").expect("a string");
        }
        if let Some(credit) = &block.credit {
            write!(out, " by {credit}").expect("a string");
        }
        writeln!(out, ": {words}").expect("a string");
    }
    for link in article.body.links() {
        writeln!(out, "link {}: {}", article.body.slice(link.span), link.link).expect("a string");
    }
    writeln!(out, "credits: {}", names(&article.credits)).expect("a string");
    writeln!(out, "debris: {}", names(&article.debris)).expect("a string");
    out
}

#[track_caller]
fn check(name: &str, text: &str, expected: &str) {
    let reading = read(text.as_bytes(), &Hint { name: Some(name), form: None });
    let reading = reading.expect("an article");
    assert_consistent(&reading);
    let found: String = reading.articles.iter().map(outline).collect();
    assert_eq!(found, expected, "in {name}\n{found}");
}

#[track_caller]
fn assert_consistent(reading: &Reading) {
    reading.articles.iter().for_each(assert_article);
}

/// Blocks and links lie in the text, in order, on character boundaries.
#[track_caller]
pub(super) fn assert_article(article: &Article) {
    let text = article.body.text();
    let mut end = 0;
    for block in article.body.blocks() {
        let range = block.span.range();
        assert!(range.start >= end && range.start < range.end, "{range:?} after {end}");
        assert!(text.get(range.clone()).is_some(), "{range:?}");
        end = range.end;
    }
    for link in article.body.links() {
        assert!(!article.body.slice(link.span).is_empty(), "{link:?}");
    }
    assert!(!article.title.contains('\n'));
}

#[test]
fn plain_text_becomes_an_article() {
    check(
        "wrapped.txt",
        include_str!("../../tests/fixtures/wrapped.txt"),
        include_str!("../../tests/fixtures/wrapped.outline"),
    );
}

#[test]
fn markdown_becomes_an_article() {
    check(
        "report.md",
        include_str!("../../tests/fixtures/report.md"),
        include_str!("../../tests/fixtures/report.outline"),
    );
}

#[test]
fn a_page_becomes_an_article() {
    check(
        "page.html",
        include_str!("../../tests/fixtures/page.html"),
        include_str!("../../tests/fixtures/page.outline"),
    );
}

#[test]
fn json_lines_become_articles() {
    check(
        "articles.jsonl",
        include_str!("../../tests/fixtures/articles.jsonl"),
        include_str!("../../tests/fixtures/articles.outline"),
    );
}

#[test]
fn the_form_is_told_by_name_or_content() {
    for (name, text, form) in [
        (Some("a.html"), "plain", Form::Html),
        (Some("a.MD"), "plain", Form::Markdown),
        (Some("-"), "  {\"text\": \"x\"}", Form::Json),
        (Some("-"), "[\n{\"text\": \"x\"}]", Form::Json),
        (None, "<!DOCTYPE html><p>x", Form::Html),
        (None, "# Title\n\nText", Form::Markdown),
        (None, "[sic] he said\n\nText", Form::Plain),
        (None, "Title\n\nText", Form::Plain),
    ] {
        assert_eq!(guess(text, name), form, "of {name:?} {text:?}");
    }
}

#[test]
fn what_holds_nothing_is_refused_in_words() {
    let refused = |bytes: &[u8], name| {
        let error = read(bytes, &Hint { name: Some(name), form: None }).expect_err("nothing");
        error.to_string()
    };
    assert_eq!(refused(b"", "-"), "the file is empty");
    assert_eq!(
        refused(b"<script>x</script>", "a.html"),
        "it has no text without JavaScript; open it in a browser"
    );
    assert!(refused(b"\x89PNG\r\n\x1a\n", "a.txt").starts_with("the file holds a picture"));
    assert!(refused(b"{\"text\": 1", "a.json").starts_with("the file is not article JSON: line 1"));
}

/// Reads hostile bytes and gives the time it took.
fn timed(bytes: &[u8], form: Form) -> Duration {
    let start = Instant::now();
    if let Ok(reading) = read(bytes, &Hint { name: None, form: Some(form) }) {
        assert_consistent(&reading);
    }
    start.elapsed()
}

#[test]
fn hostile_sizes_take_time_in_proportion() {
    let attributes: String = (0..100_000).fold(String::new(), |mut out, at| {
        write!(out, " a{at}={at}").expect("a string");
        out
    });
    let deep = |tag: &str, times: usize| format!("<{tag}>").repeat(times) + "words";
    let cases = [
        ("deep div", Form::Html, deep("div", 100_000)),
        ("deep blockquote", Form::Html, deep("blockquote", 100_000)),
        ("deep list", Form::Html, deep("ul><li", 100_000)),
        ("deep table", Form::Html, deep("table><tr><td", 50_000)),
        ("deep b", Form::Html, deep("b", 100_000)),
        ("many attributes", Form::Html, format!("<p{attributes}>words")),
        ("open comments", Form::Html, "<!--".repeat(100_000)),
        ("open tags", Form::Html, "<a ".repeat(100_000)),
        ("open raw elements", Form::Html, "<title>".repeat(100_000)),
        ("ampersands", Form::Html, format!("<p>{}", "&".repeat(500_000))),
        (
            "wide table",
            Form::Html,
            format!("<table>{}", format!("<tr>{}", "<td>x".repeat(1_000)).repeat(50)),
        ),
        ("deep quote", Form::Markdown, "> ".repeat(5_000) + "words"),
        ("brackets", Form::Markdown, "[".repeat(50_000)),
        ("stars", Form::Markdown, "**a ".repeat(20_000)),
        ("one line", Form::Plain, "word ".repeat(1 << 20)),
        ("short lines", Form::Plain, "a\n".repeat(50_000)),
        ("blank lines", Form::Plain, "a\n\n".repeat(40_000)),
        ("captions", Form::Plain, "They pose. Photo: AP\n\n".repeat(5_000)),
        (
            "escapes",
            Form::Plain,
            format!("{}{}", "words ".repeat(1_000), "\u{1b}]\u{9d}x".repeat(200_000)),
        ),
        ("deep JSON", Form::Json, "[".repeat(100_000)),
    ];
    for (name, form, text) in cases {
        let took = timed(text.as_bytes(), form);
        println!("{name}: {took:?} for {} bytes", text.len());
        // Twenty times what was measured without optimisation: only a wrong order of growth can fail.
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), form in 0..5) {
        let forms = [Form::Plain, Form::Markdown, Form::Html, Form::Json];
        let form = forms.get(form as usize).copied();
        if let Ok(reading) = read(&bytes, &Hint { name: None, form }) {
            assert_consistent(&reading);
        }
    }

    #[test]
    fn any_text_does_no_harm(text in "([ -~\n]{0,40}|\\PC{0,20}|\n\n|- |> |# |Photo: AP\n){0,12}", form in 0..3) {
        let forms = [Form::Plain, Form::Markdown, Form::Html];
        if let Ok(reading) = read(text.as_bytes(), &Hint { name: None, form: forms.get(form as usize).copied() }) {
            assert_consistent(&reading);
        }
    }

    #[test]
    fn any_tags_do_no_harm(
        tags in proptest::collection::vec("(</?(p|div|ul|li|table|tr|td|th|a href=x|h1|h2|pre|svg|nav|article|header|q|caption|title|blockquote|br)>|<img alt=x>|a b |&amp;|<p hidden>|\n)", 0..40)
    ) {
        if let Ok(reading) = read(tags.concat().as_bytes(), &Hint { name: None, form: Some(Form::Html) }) {
            assert_consistent(&reading);
        }
    }
}

/// All files below a folder.
pub(super) fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// The bytes of a page, which may be stored compressed.
pub(super) fn page_bytes(path: &Path) -> Option<Vec<u8>> {
    if path.extension().is_none_or(|ending| ending != "gz") {
        return std::fs::read(path).ok();
    }
    let unpacked = std::process::Command::new("gzip").arg("-dc").arg(path).output().ok()?;
    unpacked.status.success().then_some(unpacked.stdout)
}

/// Every eighth page; all of them with `DATELINE_CORPUS=all`.
#[test]
fn pages_of_the_corpus_are_read_whole_and_cut() {
    let root = std::env::var("DATELINE_SHARED").unwrap_or_else(|_| "../shared".into());
    let corpus = Path::new(&root).join("corpus");
    let every = if std::env::var_os("DATELINE_CORPUS").is_some_and(|v| v == "all") { 1 } else { 8 };
    let paths = [files(&corpus.join("pages")), files(&corpus.join("html"))].concat();
    let pages: Vec<Vec<u8>> = paths.iter().step_by(every).filter_map(|p| page_bytes(p)).collect();
    if pages.is_empty() {
        let _shown = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("skipped: {} holds no pages\n", corpus.display()),
        );
        return;
    }
    let (mut with_text, mut slowest) = (0, Duration::ZERO);
    for bytes in &pages {
        for end in [bytes.len(), bytes.len() * 2 / 3] {
            let start = Instant::now();
            let head = bytes.get(..end).unwrap_or_default();
            if let Ok(reading) = read(head, &Hint { name: None, form: Some(Form::Html) }) {
                assert_consistent(&reading);
                let texts = reading.articles.iter().map(|article| article.body.text().len());
                with_text += usize::from(end == bytes.len() && texts.max() > Some(500));
            }
            slowest = slowest.max(start.elapsed());
        }
    }
    println!("{with_text} of {} pages hold text; the slowest took {slowest:?}", pages.len());
    assert!(with_text * 10 > pages.len() * 8);
}
