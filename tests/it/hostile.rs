//! Nothing that an article holds reaches the terminal as anything but text.
//!
//! Every string of the corpus stands in every field of an article, which is then shown on every screen. Whatever comes
//! out of the terminal is read by a strict parser that knows the program's own sequences and nothing else.

use std::path::{Path, PathBuf};
use std::time::Duration;

use dateline::extract::Hint;
use serde_json::{Value, json};

use crate::screen::Screen as _;
use crate::setup::Setup;
use crate::stream::{self, Counts};
use crate::terminal::Terminal;

/// A string that is meant to do harm.
pub(crate) struct Hostile {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The corpus; `None` where it is missing.
pub(crate) fn strings() -> Option<Vec<Hostile>> {
    let path = crate::shared::file("corpus/terminal/strings.jsonl")?;
    let text = std::fs::read_to_string(path).expect("a corpus");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let field = |line: &Value, name: &str| line[name].as_str().expect("a string").to_owned();
    Some(lines.map(|l| Hostile { name: field(&l, "name"), text: field(&l, "text") }).collect())
}

/// An article whose title begins with its number and whose every field holds the string.
pub(crate) fn article(n: usize, hostile: &Hostile) -> Value {
    let text = &hostile.text;
    let block =
        |kind: &str| json!({"kind": kind, "text": format!("{kind} {text} end"), "credit": text});
    let kinds = ["paragraph", "heading", "caption", "quote", "list_item", "code", "table", "image"];
    json!({
        "title": format!("n{n:03} {text}"),
        "outlet": text,
        "authors": [text, format!("{text} and so on")],
        "tags": [text],
        "feed": text,
        "credits": [text],
        "debris": [text],
        "published": "2024-06-20",
        "url": format!("https://example.org/{text}"),
        "blocks": kinds.map(block),
    })
}

/// A page with the string in links, captions, attributes and names.
fn page(n: usize, hostile: &Hostile) -> String {
    let text = &hostile.text;
    format!(
        "<html><head><title>n{n:03} {text}</title><meta name=author content=\"{text}\">\
         <meta property=og:site_name content=\"{text}\"></head><body><article><h1>n{n:03} {text}</h1>\
         <p>It was said by Jane Doe on Thursday that {text} cost $3 million in Hanoi, and that \
         <a href=\"https://example.org/{n}\">{text} and a link</a> would follow.\
         <p>Another <a href=\"https://example.org/{text}\">link</a> says &#27;[31m, &#x9b;31m and &#7;.\
         <figure><img src=x.png alt=\"{text}\"><figcaption>{text} Photo: {text}</figcaption></figure>\
         <pre><code>{text}\n{text}</code></pre><table><tr><td>{text}<td>{text}</table>\
         <ul><li>{text}</ul><blockquote>{text}</blockquote></article></body></html>"
    )
}

/// Shows each article's list row, text, facts, links and details.
fn read_all(terminal: &Terminal, count: usize, columns: u16) {
    // Beside the list a title stands twice once its article is open.
    let copies = if columns < 72 { 1 } else { 2 };
    for n in 0..count {
        let title = format!("n{n:03}");
        terminal.wait(&title, |screen| screen.count(&title) >= copies);
        lay_over(terminal, "U", "Links ", "no links");
        terminal.press("G").press("\t");
        lay_over(terminal, "f", "Kinds of facts", "Kinds of facts");
        lay_over(terminal, "gd", "Details", "No fact is chosen");
        // Through the list, back to the text: J opens what it goes to.
        terminal.press("\t\t").press(if n + 1 < count { "J" } else { "h" });
    }
}

/// Opens what lies over the panes, looks at it and closes it again; or gets a sentence that says why not.
#[track_caller]
fn lay_over(terminal: &Terminal, keys: &str, title: &str, else_says: &str) {
    terminal.press(keys).wait(title, |screen| screen.shows(title) || screen.shows(else_says));
    if terminal.look(|screen| screen.shows(title)) {
        // A key right after Esc would be read together with it; so its effect is waited for.
        terminal.press("\x1b").wait_gone(title);
    }
}

/// Shows what holds many articles at once, and copies. All of them hold `word`.
fn leaf(terminal: &Terminal, count: usize, word: &str) {
    lay_over(terminal, "?", "Keys ", "Keys ");
    lay_over(terminal, ":", "Commands ", "Commands ");
    terminal.press("g/").wait_for("Search 0").press(word).wait_gone("Search 0");
    terminal.press("\x1b").wait_gone("Search ");
    // The number of articles stands in the header: the list is there again.
    let all = format!(" {count} ");
    terminal.press("f").wait_for("Outlets ").press("\r").wait_gone("Outlets ").wait_gone(&all);
    terminal.press("\x18").wait_for(&all);
    terminal.press("F").wait_for("Query:").press("\x15nonsense:\r").wait_gone(&all);
    terminal.press("\x18").wait_for(&all).settle(Duration::from_millis(300));
    terminal.press("gg\r").wait_for("Space page");
    terminal.press("y").wait_for("Sent to").press("Y").press("\t\t\t");
    terminal.press("o").wait("an address, or none", |screen| {
        screen.shows("any key goes back") || screen.shows("no address")
    });
    terminal.press(" ").wait_gone("any key goes back");
}

/// Reads the articles in these files and checks the stream. Returns what was counted.
///
/// `word` is one that all of them hold.
fn check_files(files: &[PathBuf], setup: Setup, count: usize, word: &str) -> Counts {
    let setup = files.iter().fold(setup.arg("open"), Setup::arg);
    let (columns, state) = (setup.columns(), setup.folder().join("state"));
    let mut terminal = setup.start();
    terminal.wait("the first article", |screen| screen.shows("n000")).press("\r");
    read_all(&terminal, count, columns);
    leaf(&terminal, count, word);
    terminal.press("Q");
    terminal.wait_exit();
    let counts = stream::check(&terminal.raw()).expect("the program's own sequences alone");
    stream::frames(&terminal.raw()).expect("balanced frames");
    check_log(&state);
    counts
}

/// A log is read in a terminal, too.
fn check_log(state: &Path) {
    let files = std::fs::read_dir(state.join("dateline")).into_iter().flatten().flatten();
    for file in files {
        let text = std::fs::read_to_string(file.path()).expect("text");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "in {}", file.path().display());
    }
}

/// A file of articles, one for each string.
pub(crate) fn json_file(folder: &Path, strings: &[Hostile]) -> PathBuf {
    let articles: Vec<Value> = strings.iter().enumerate().map(|(n, h)| article(n, h)).collect();
    let path = folder.join("hostile.json");
    std::fs::write(&path, Value::from(articles).to_string()).expect("a file");
    path
}

fn report(what: &str, strings: usize, counts: &Counts) {
    let sequences = counts.total() - counts.of("text");
    println!(
        "{what}: {strings} strings, {} characters of text, {sequences} sequences of our own, {} copies, 0 foreign",
        counts.of("text"),
        counts.copies.len()
    );
}

#[test]
fn fields_of_article_json_never_drive_the_terminal() {
    let Some(strings) = strings() else { return };
    for (columns, rows) in [(120, 40), (40, 20)] {
        let setup = Setup::new().size(columns, rows);
        let file = json_file(setup.folder(), &strings);
        let counts = check_files(&[file], setup, strings.len(), "end");
        report(&format!("article JSON at {columns}x{rows}"), strings.len(), &counts);
    }
}

#[test]
fn pages_never_drive_the_terminal() {
    let Some(mut strings) = strings() else { return };
    let all = strings.len();
    // Some make a page that no reader would take for text.
    let hint = Hint { name: Some("page.html"), form: None };
    strings.retain(|h| dateline::extract::read(page(0, h).as_bytes(), &hint).is_ok());
    println!("{} of {all} pages are no text", all - strings.len());
    // A terminal that is told of links.
    let setup = Setup::new().size(110, 36).env("VTE_VERSION", "7000");
    let files: Vec<PathBuf> = strings
        .iter()
        .enumerate()
        .map(|(n, hostile)| {
            let path = setup.folder().join(format!("{n:03}.html"));
            std::fs::write(&path, page(n, hostile)).expect("a file");
            path
        })
        .collect();
    let counts = check_files(&files, setup, strings.len(), "hanoi");
    report("HTML pages at 110x36", strings.len(), &counts);
    println!("{} marks of links", counts.of("OSC 8"));
    assert!(counts.of("OSC 8") >= strings.len());
}

#[test]
fn ascii_and_mono_never_let_anything_through_either() {
    let Some(strings) = strings() else { return };
    let setup = Setup::new().env("LC_ALL", "C").env("NO_COLOR", "1");
    let file = json_file(setup.folder(), &strings);
    let setup = setup.arg("open").arg(file);
    let mut terminal = setup.start();
    terminal.wait("the first article", |screen| screen.shows("n000")).press("\r");
    for _ in &strings {
        terminal.press("J").settle(Duration::from_millis(8));
    }
    terminal.press("Q");
    terminal.wait_exit();
    let raw = terminal.raw();
    stream::check(&raw).expect("the program's own sequences alone");
    assert!(raw.is_ascii(), "a byte from 0x80 up in a locale without it");
}

/// What is typed is shown while it is typed, and a keyboard can send whatever a paste holds.
#[test]
fn typed_text_never_drives_the_terminal() {
    let mut terminal = Setup::new().start();
    terminal.wait_for("IN BRIEF");
    for field in ["/", "F", ":", "g/", "?"] {
        terminal.press(field).settle(Duration::from_millis(30));
        terminal.press("a\u{9b}31m\u{202e}b\u{7}\u{ad}\u{200b}\u{e0041}c\u{feff}");
        terminal
            .press("\x1b[200~d\u{9b}1m\x1b[31m\u{202e}\te\x1b[201~")
            .settle(Duration::from_millis(50));
        terminal.press("\r").settle(Duration::from_millis(200));
        terminal.press("\x1b").settle(Duration::from_millis(200));
    }
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    stream::check(&terminal.raw()).expect("the program's own sequences alone");
}

/// Problems name files and quote settings.
#[test]
fn problems_never_drive_the_terminal() {
    let evil = "\x1b[31m\x1b]0;t\x07\u{9b}1m\u{202e}";
    let setup = Setup::new();
    let settings = setup.folder().join(format!("{evil}.toml"));
    let quoted: Vec<String> = evil.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let quoted = quoted.concat();
    let text = format!("theme = \"{quoted}\"\n[bind]\n\"j\" = \"{quoted}\"\n");
    std::fs::write(&settings, text).expect("a file");
    let article = setup.folder().join(format!("{evil}.json"));
    let json = json!({"title": "One", "text": "Words.", "published": evil, "url": evil});
    std::fs::write(&article, json.to_string()).expect("a file");
    let setup = setup.arg("--config").arg(&settings).arg("open").arg(&article);
    let mut terminal = setup.start();
    terminal.wait_for("Words.").settle(Duration::from_millis(300));
    terminal.press("\x1b").settle(Duration::from_millis(200)).press("Q");
    terminal.wait_exit();
    stream::check(&terminal.raw()).expect("the program's own sequences alone");
    assert!(terminal.raw().windows(2).any(|w| w == b"! "), "no problem was shown");
}
