//! Articles grouped by event, and laid side by side.

use serde_json::Value;

use crate::{Reader, has_fields};

#[test]
fn lines_are_put_to_their_stories() {
    let reader = Reader::new();
    let lines = concat!(
        r#"{"id":"a","title":"Ferry runs aground off Skarholm","text":"","published":"2031-03-04T08:00:00Z"}"#,
        "\n",
        r#"{"id":2,"title":"Rail pacts signed in Ostrava","text":null,"published":"2031-03-04T09:00:00Z"}"#,
        "\n\n",
        r#"{"id":"c","title":"Skarholm ferry: all saved","text":"A ferry ran aground off Skarholm.","published":null,"outlet":"One"}"#,
        "\n",
    );
    let answers = reader.feed(&["stories", "--jsonl", "-"], lines.as_bytes()).done();
    let answers: Vec<Value> =
        answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&Value::from("a"), &Value::from(2), &Value::from("c")]);
    assert_eq!(answers[0]["story"], answers[2]["story"]);
    assert_ne!(answers[0]["story"], answers[1]["story"]);
    assert!(answers.iter().all(|answer| answer["story"].is_string()));
}

#[test]
fn a_line_that_is_no_article_is_named_and_left_out() {
    let reader = Reader::new();
    let file = reader.file("in.jsonl", "{\"id\":1,\"title\":\"a\"}\nno\n");
    let ended = reader.run(&["stories", "--jsonl", &file]);
    assert_eq!(ended.code, Some(3), "{ended:?}");
    assert!(ended.err.contains(":2:"), "{ended:?}");
    assert_eq!(ended.out.lines().count(), 1);
}

#[test]
fn the_bundled_reports_are_compared() {
    let reader = Reader::new();
    let compared = reader.run(&["compare", "1", "2", "--json"]).json();
    has_fields(&compared, &["title", "articles", "facts", "quotes"]);
    has_fields(&compared["articles"][0], &["id", "outlet", "title", "published"]);
    let facts = compared["facts"].as_array().expect("facts");
    has_fields(&facts[0], &["topic", "kind", "status", "why", "claims"]);
    has_fields(
        &facts[0]["claims"][0],
        &["article", "outlet", "text", "sentence", "start", "end", "value"],
    );
    has_fields(&compared["quotes"][0], &["speaker", "versions"]);
    let of = |status: &str| facts.iter().filter(|fact| fact["status"] == status).count();
    assert_eq!(of("contradict"), 1);
    assert!(of("agree") >= 5 && of("only") >= 2);
    assert_eq!(facts[0]["status"], "contradict", "contradictions come first");
    for fact in facts {
        for claim in fact["claims"].as_array().expect("claims") {
            let article = claim["article"].as_str().expect("an id");
            let text = reader.run(&["show", article, "--json"]).json()["text"].clone();
            let at = |name: &str| claim[name].as_u64().expect("an offset") as usize;
            assert_eq!(
                text.as_str().and_then(|t| t.get(at("start")..at("end"))),
                claim["text"].as_str()
            );
        }
    }
    let words = reader.run(&["compare", "1", "2"]).done();
    for heading in ["Contradictions", "Different", "Agreed", "Only here"] {
        assert!(words.contains(heading), "{words}");
    }
}

#[test]
fn one_article_alone_cannot_be_compared() {
    let reader = Reader::new();
    assert_eq!(reader.run(&["compare", "1"]).code, Some(1));
    let file = reader.file("a.txt", "A headline\n\nA sentence about the harbour.\n");
    let ended = reader.run(&["compare", &file, "9999"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.contains("9999"), "{ended:?}");
}

#[test]
fn the_bundled_reports_are_one_story_and_told_in_brief() {
    let reader = Reader::new();
    let stories = reader.run(&["stories", "--json"]).json();
    has_fields(&stories[0], &["id", "title", "outlets", "articles", "first", "last", "unread"]);
    assert_eq!(stories.as_array().map(Vec::len), Some(1));
    assert_eq!(stories[0]["articles"].as_array().map(Vec::len), Some(2));
    let id = stories[0]["id"].as_str().expect("an id");
    let compared = reader.run(&["compare", id, "--json"]).json();
    assert_eq!(compared["articles"].as_array().map(Vec::len), Some(2));
    let brief = reader.run(&["brief", "--json"]).json();
    has_fields(&brief["stories"][0], &["id", "title", "sentences", "agreed", "contradictions"]);
    assert_eq!(brief["stories"][0]["contradictions"].as_array().map(Vec::len), Some(1));
    assert!(reader.run(&["brief"]).done().contains("cannot both be true"));
    assert!(reader.run(&["brief", "--markdown"]).done().starts_with("## "));
    assert!(reader.run(&["stories"]).done().contains("2 outlets"));
    assert_eq!(reader.run(&["stories", "--since", "1h", "--json"]).json(), Value::Array(vec![]));
    assert_eq!(reader.run(&["stories", "--since", "soon"]).code, Some(1));
}
