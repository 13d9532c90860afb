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
    assert_eq!(reader.run(&["compare", "1"]).code, Some(2));
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
    assert_eq!(reader.run(&["stories", "--since", "soon"]).code, Some(2));
}

/// What must be seen on the bundled reports is seen on their raw texts, too, which give no year of publication.
#[test]
fn the_raw_texts_of_the_bundled_reports_tell_the_same() {
    let reader = Reader::new();
    let raw = |name: &str| format!("{}/data/articles/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    for (one, two) in [("rks-news", "efe-nyt"), ("efe-nyt", "rks-news")] {
        let compared = reader.run(&["compare", &raw(one), &raw(two), "--json"]).json();
        let facts = compared["facts"].as_array().expect("facts");
        let of = |status: &str| -> Vec<&Value> {
            facts.iter().filter(|fact| fact["status"] == status).collect()
        };
        let words = |fact: &Value| -> Vec<String> {
            let claims = fact["claims"].as_array().expect("claims").iter();
            claims.map(|claim| claim["text"].as_str().unwrap_or_default().to_owned()).collect()
        };
        let contradictions = of("contradict");
        assert_eq!(contradictions.len(), 1, "{contradictions:#?}");
        let told = words(contradictions[0]);
        for expected in ["a dozen deals", "12 agreements", "eleven cooperation agreements"] {
            assert!(told.iter().any(|words| words == expected), "{expected}: {told:?}");
        }
        let quoted =
            of("differ").into_iter().find(|fact| fact["kind"] == "QUOTE").expect("a quotation");
        assert!(
            words(quoted).iter().all(|words| words.to_lowercase().starts_with("no country should"))
        );
        assert_eq!(words(quoted).len(), 2);
        let agreed: Vec<&str> =
            of("agree").iter().filter_map(|fact| fact["topic"].as_str()).collect();
        for expected in ["To Lam", "Presidential Palace", "North Korea", "Kim Jong Un"] {
            assert!(
                agreed.iter().any(|topic| topic.starts_with(expected)),
                "{expected}: {agreed:?}"
            );
        }
        assert!(
            agreed.iter().any(|topic| topic.contains("To Lam, President of Vietnam")),
            "{agreed:?}"
        );
        let only: Vec<&str> = of("only").iter().filter_map(|fact| fact["topic"].as_str()).collect();
        assert!(only.contains(&"Petrovietnam") && only.contains(&"Novatek"), "{only:?}");
    }
}

#[test]
fn a_briefing_remembers_when_it_was_read_and_says_what_is_new() {
    let reader = Reader::new();
    let brief = |more: &[&str]| {
        let arguments = [&["brief", "--json"], more].concat();
        reader.run(&arguments).json()
    };
    // A script that asks by a time of its own takes nothing away.
    brief(&["--since", "2024-06-01"]);
    let first = brief(&[]);
    assert_eq!((&first["last"], &first["stories"][0]["new"]), (&Value::Null, &Value::from(2)));
    let claims = &first["stories"][0]["contradictions"][0]["claims"];
    has_fields(&claims[0], &["article", "outlet", "text", "sentence", "start", "end"]);
    // The same visit: what was new still is.
    let again = brief(&["--since", "last"]);
    assert_eq!(again["stories"][0]["new"], Value::from(2));
    let words = reader.run(&["brief"]).done();
    assert!(words.contains("20 June 2024") && !words.contains("nothing new"), "{words}");
    // However few the minutes, one story comes; and its sentences are those of the article.
    assert_eq!(brief(&["--minutes", "0"])["stories"].as_array().map(Vec::len), Some(1));
}
