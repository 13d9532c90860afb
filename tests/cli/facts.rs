//! Facts of one article, and of many texts line by line.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::Value;

use crate::{Reader, has_fields};

#[test]
fn facts_have_their_place_in_the_text() {
    let reader = Reader::new();
    let facts = reader.run(&["facts", "1", "--json"]).json();
    has_fields(&facts, &["article", "published", "facts", "entities", "brief"]);
    assert_eq!(facts["article"], "1");
    has_fields(&facts["facts"][0], &["kind", "text", "start", "end", "value", "entity", "speaker"]);
    has_fields(&facts["entities"][0], &["id", "kind", "name", "role", "mentions"]);
    let text =
        reader.run(&["show", "1", "--json"]).json()["text"].as_str().expect("a text").to_owned();
    for fact in facts["facts"].as_array().expect("facts") {
        let at = |name: &str| fact[name].as_u64().expect("an offset") as usize;
        assert_eq!(text.get(at("start")..at("end")), fact["text"].as_str());
    }
    assert_eq!(reader.run(&["facts", "1", "--json"]).json(), facts, "kept facts are the same");
    assert!(reader.run(&["facts", "1"]).done().contains("\nWHO\n  Vladimir Putin"));
    let plain = reader.run(&["facts", "1", "--plain"]).done();
    assert!(plain.contains("\nWho\n") && !plain.contains('×'), "{plain}");
}

#[test]
fn a_batch_is_answered_line_by_line_in_order() {
    let reader = Reader::new();
    let lines = "{\"id\":\"b\",\"text\":\"Maria Berg left on Thursday.\",\"date\":\"2024-06-20\",\"lang\":\"en\"}\n\n\
                 {\"id\":\"a\",\"text\":\"\",\"entities\":[1]}\n";
    let answers = reader.feed(&["facts", "--jsonl", "-"], lines.as_bytes()).done();
    let answers: Vec<Value> =
        answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&answers[0]["id"], &answers[1]["id"]), (&"b".into(), &"a".into()));
    has_fields(&answers[0]["entities"][0], &["start", "end", "kind", "value"]);
    let day = answers[0]["entities"].as_array().expect("facts").last().expect("a date").clone();
    assert_eq!((&day["kind"], &day["value"]), (&"DATE".into(), &"2024-06-20".into()));
    assert_eq!(answers[1]["entities"], serde_json::json!([]));
}

#[test]
fn a_bad_line_of_a_batch_is_named_and_left_out() {
    let reader = Reader::new();
    let file = reader.file("in.jsonl", b"{\"id\":1,\"text\":\"a\"}\nnot json \x1b[31m\n{\"id\":3}\n\xff\n{\"id\":5,\"text\":\"b\"}");
    let ended = reader.run(&["facts", "--jsonl", &file]);
    for line in [":2:", ":3:", ":4:"] {
        ended.failed(3, &["in.jsonl", line]);
    }
    assert_eq!(ended.out.lines().count(), 2);
    let none = reader.feed(&["facts", "--jsonl", "-"], b"nothing\n");
    none.failed(1, &["standard input:1:"]);
    reader.run(&["facts", "--jsonl", &reader.path("lost")]).failed(1, &["lost"]);
    reader.run(&["facts", "--jsonl", &reader.path("")]).failed(1, &["cannot be read"]);
}

#[test]
fn a_batch_answers_before_the_next_line_comes() {
    let reader = Reader::new();
    let mut command = reader.command(&["facts", "--jsonl", "-"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
    for id in 1..=3 {
        writeln!(input, "{{\"id\":{id},\"text\":\"Paris\"}}").expect("it reads");
        let mut answer = String::new();
        answers.read_line(&mut answer).expect("an answer");
        assert!(answer.contains(&format!("\"id\":{id}")), "{answer}");
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}
