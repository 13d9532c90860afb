//! What a program is started with, whatever the words of an article are.
//!
//! A program that writes its arguments down stands for bookmark commands and openers.

use dateline::desk::program::{Limits, Permit, Values, run};
use dateline::text::{Link, Prose};

use super::shared;

const PERMIT: Permit = Permit { allowed: true, restricted: false };

/// The arguments as a program sees them.
fn seen(words: &[String]) -> Vec<String> {
    let recorder = ["sh", "-c", r#"printf '%s\0' "$@""#, "recorder"].map(str::to_owned);
    let all = [&recorder[..], words.get(1..).unwrap_or_default()].concat();
    let out = run(PERMIT, &all, b"", &Limits::HOOK).expect("it runs");
    let text = String::from_utf8(out).expect("UTF-8");
    text.split_terminator('\0').map(str::to_owned).collect()
}

/// Titles that would like to be more than titles.
fn titles() -> Vec<String> {
    let mut titles: Vec<String> = [
        "-rf",
        "--exec=sh",
        "$(touch x)",
        "`touch x`",
        "; touch x",
        "| sh",
        "> x",
        "a\nb",
        "{url}",
        "'",
        "\"",
        "\\",
        "%s",
        "*",
        "~",
        "",
        " ",
        "--",
        "-",
        "\u{2028}-x",
    ]
    .map(str::to_owned)
    .to_vec();
    let Some(path) = shared::file("corpus/terminal/strings.jsonl") else { return titles };
    let lines = std::fs::read_to_string(path).expect("a file");
    for line in lines.lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
        titles.push(case["text"].as_str().expect("a text").to_owned());
    }
    titles
}

#[test]
fn arguments_are_exact_and_values_are_no_options() {
    let bookmark = ["recorder", "--add", "{url}", "--title={title}", "{title}"].map(str::to_owned);
    let url = Link::parse("https://example.org/a?b=$(c)&d=;e").expect("an address");
    let titles = titles();
    for raw in &titles {
        let title = Prose::line(raw);
        let values = [("url", url.as_str()), ("title", title.as_str())];
        let words = Values(&values).fill(&bookmark, Some(url.as_str()));
        let seen = seen(&words);
        let alone = if title.starts_with('-') { format!(" {title}") } else { title.to_string() };
        let expected = ["--add", url.as_str(), &format!("--title={title}"), alone.as_str()];
        assert_eq!(seen, expected, "for {raw:?}");
        assert!(!seen[3].starts_with('-'));
    }
    let _shown = std::io::Write::write_fmt(
        &mut std::io::stderr(),
        format_args!("arguments exact for {} titles\n", titles.len()),
    );
}
