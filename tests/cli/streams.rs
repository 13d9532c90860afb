//! What goes where: colour, pipes that close, disks that are full, and nothing that steers a terminal.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::{Ended, Reader};

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let reader = Reader::new();
    let coloured = |arguments: &[&str], name: &str, value: &str| {
        let output = reader.command(arguments).env(name, value).output().expect("it starts");
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&["list"], "CLICOLOR_FORCE", "1"));
    assert!(coloured(&["list", "--color", "always"], "A", "b"));
    assert!(!coloured(&["list", "--color", "always", "--plain"], "A", "b"));
    assert!(!coloured(&["list", "--color", "always", "--json"], "A", "b"));
    assert!(!coloured(&["list", "--color", "auto"], "NO_COLOR", "1"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let reader = Reader::new();
    let line = "{\"id\":1,\"text\":\"Maria Berg left Paris on Friday.\"}\n".repeat(3_000);
    let file = reader.file("many.jsonl", line);
    for arguments in [
        &["facts", "--jsonl", &file][..],
        &["list"],
        &["config", "--default"],
        &["man"],
        &["--help"],
    ] {
        let mut command = reader.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        let ended = Ended::of(&child.wait_with_output().expect("it ends"));
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "for {arguments:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        let _shown = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("skipped: there is no /dev/full\n"),
        );
        return;
    };
    let output = Reader::new().command(&["list"]).stdout(full).output().expect("it starts");
    Ended::of(&output).failed(1, &["output", "written"]);
}

#[test]
fn json_escapes_what_would_steer_a_terminal() {
    let reader = Reader::new();
    let line = r#"{"id": "\u001b[31m\u009b\u202e\u200b", "text": "Paris"}"#;
    let answer = reader.feed(&["facts", "--jsonl", "-"], line.as_bytes()).done();
    assert!(answer.contains(r"\u001b[31m\u009b\u202e\u200b"), "{answer}");
    let ascii = reader
        .feed(&["facts", "--jsonl", "-", "--ascii"], "{\"id\":\"é\",\"text\":\"\"}".as_bytes());
    assert!(ascii.done().contains(r"\u00e9"));
}

#[test]
fn hostile_strings_never_reach_the_output() {
    let root = std::env::var("DATELINE_SHARED").unwrap_or_else(|_| "../shared".into());
    let path = format!("{root}/corpus/terminal/strings.jsonl");
    let Ok(lines) = fs::read_to_string(&path) else {
        let _shown = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("skipped: {path} is not there\n"),
        );
        return;
    };
    let texts = lines.lines().map(|line| {
        let case: Value = serde_json::from_str(line).expect("a JSON line");
        let text = case["text"].clone();
        serde_json::json!({"title": text, "text": format!("{} was said in Paris.", text.as_str().unwrap_or_default()),
            "outlet": text, "authors": [text], "tags": [text]}).to_string()
    });
    let reader = Reader::new();
    let file = reader.file("all.jsonl", texts.collect::<Vec<_>>().join("\n"));
    // `Ended::of` looks at every character that was written.
    for arguments in [
        &["show", &file][..],
        &["show", &file, "--json"],
        &["facts", &file],
        &["show", &file, "--plain"],
    ] {
        assert_eq!(reader.run(arguments).code, Some(0));
    }
}
