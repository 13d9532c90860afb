//! Lists, search, and articles in their forms, from the store and from files.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use serde_json::Value;

use crate::{ARTICLE, Ended, Reader, has_fields};

#[test]
fn lists_are_arrays_without_text() {
    let reader = Reader::new();
    let list = reader.run(&["list", "--json"]).json();
    let rows = list.as_array().expect("an array");
    assert_eq!(rows.len(), 2, "the bundled articles are there");
    for row in rows {
        has_fields(row, &ARTICLE);
        assert!(row["id"].is_string() && row.get("text").is_none() && row.get("blocks").is_none());
    }
    assert_eq!(rows[0]["outlet"], "RKS News");
    assert_eq!(reader.run(&["list", "--json", "outlet:efe"]).json()[0]["outlet"], Value::Null);
    assert_eq!(
        reader.run(&["list", "--json", "--limit", "1"]).json().as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(reader.run(&["list", "--json", "is:starred"]).json(), serde_json::json!([]));
    assert_eq!(reader.run(&["list", "--json", "--", "-outlet:efe"]).json()[0]["id"], rows[0]["id"]);
}

#[test]
fn without_a_screen_the_list_is_printed() {
    let reader = Reader::new();
    let list = reader.run(&["list"]).done();
    assert_eq!(list.lines().count(), 2);
    assert_eq!(reader.run(&[]).done(), list);
    let plain = reader.run(&["--plain"]).done();
    assert!(plain.lines().all(|line| line.ends_with("unread")), "{plain}");
    assert_eq!(reader.run(&["list", "--plain"]).done(), plain);
    assert!(reader.run(&["--ascii", "list"]).done().is_ascii());
}

#[test]
fn search_ranks_and_quotes() {
    let reader = Reader::new();
    let hits = reader.run(&["search", "petrovietnam", "--json"]).json();
    has_fields(&hits[0], &ARTICLE);
    assert!(hits[0]["snippet"].as_str().expect("a snippet").contains("Petrovietnam"));
    assert_eq!(reader.run(&["search", "vietnam", "--limit", "1"]).done().lines().count(), 2);
    assert_eq!(reader.run(&["search", "zebra"]).done(), "");
}

#[test]
fn an_article_comes_in_four_forms() {
    let reader = Reader::new();
    let article = reader.run(&["show", "1", "--json"]).json();
    has_fields(&article, &ARTICLE);
    has_fields(&article, &["blocks", "text", "credits"]);
    let text = article["text"].as_str().expect("a text");
    for block in article["blocks"].as_array().expect("blocks") {
        has_fields(block, &["kind", "text", "level", "credit", "start", "end"]);
        let at = |name: &str| block[name].as_u64().expect("an offset") as usize;
        assert_eq!(text.get(at("start")..at("end")), block["text"].as_str());
    }
    let shown = reader.run(&["show", "1"]).done();
    assert!(
        shown.starts_with(
            "Putin signed dozens of agreements with Vietnam\nRKS News · Thu 20 Jun 2024"
        )
    );
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    assert!(reader.run(&["show", "1", "--markdown"]).done().starts_with("# Putin signed"));
    assert!(reader.run(&["show", "1", "--debris"]).done().contains("Share this Post\n"));
    let plain = reader.run(&["show", "2", "--plain"]).done();
    assert!(plain.contains("Heading: Putin in North Korea") && plain.contains("Photo by Reuters."));
    reader.run(&["show", "1", "--json", "--debris"]).failed_usage();
}

#[test]
fn links_are_numbered_and_listed() {
    let reader = Reader::new();
    let page = reader.file(
        "page.md",
        "# Harbour\n\nSee [the report](https://example.org/r) now.\n\n- one\n- two\n\n> Words\n\n| a | b |\n|---|---|\n| 1 | 22 |\n",
    );
    let shown = reader.run(&["show", &page]).done();
    assert!(
        shown.contains("See the report[1] now.") && shown.ends_with("[1] https://example.org/r\n"),
        "{shown}"
    );
    assert!(
        shown.contains("• one\n• two") && shown.contains("│ Words") && shown.contains("1  22"),
        "{shown}"
    );
    let plain = reader.run(&["show", &page, "--plain"]).done();
    assert!(
        plain.contains("the report (link 1) now.") && plain.contains("Link 1: https"),
        "{plain}"
    );
    assert!(
        plain.contains("Item: one\nItem: two") && plain.contains("Quotation: Words"),
        "{plain}"
    );
}

#[test]
fn files_are_opened_without_being_stored() {
    let reader = Reader::new();
    let one = reader.file("one.json", r#"{"text": "One.\n\nTwo.", "title": "A"}"#);
    let article = reader.run(&["open", &one, "--json"]).json();
    assert_eq!((&article["id"], &article["text"]), (&Value::Null, &"One.\n\nTwo.".into()));
    let both = reader.run(&["open", &one, &one, "--json"]).json();
    assert_eq!(both.as_array().map(Vec::len), Some(2));
    let piped =
        reader.feed(&["open", "-", "--json"], br#"{"text": "One.\n\nTwo.", "title": "A"}"#).json();
    assert_eq!(piped, article);
    assert!(!Path::new(&reader.path("data")).exists(), "nothing is stored");
    assert!(
        reader.run(&["open", &one]).done().starts_with("A\n"),
        "without a screen it is printed"
    );
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_done() {
    let reader = Reader::new();
    let (good, lost) = (reader.file("good.txt", "A title\n\nSome words."), reader.path("lost.txt"));
    let partly = reader.run(&["open", &good, &lost, "--json"]);
    partly.failed(3, &["lost.txt", "no such file"]);
    assert!(partly.out.starts_with("[\n{"), "{}", partly.out);
    let none = reader.run(&["open", &lost, "--json"]);
    none.failed(1, &["lost.txt", "no such file"]);
    assert_eq!(none.out, "");
}

#[test]
fn an_id_that_is_unknown_is_named() {
    let reader = Reader::new();
    reader.run(&["show", "99"]).failed(1, &["99", "dateline list"]);
    reader.run(&["facts", "99"]).failed(1, &["99", "dateline list"]);
    reader.run(&["show", "nothing.txt"]).failed(1, &["nothing.txt", "dateline list"]);
    reader.run(&["mark", "read", "99", "x"]).failed(1, &["99", "dateline list"]);
    reader.run(&["mark", "read", "1", "99"]).failed(3, &["99"]);
    reader.run(&["list", "foo:bar"]).failed(2, &["foo"]);
}

#[test]
fn a_file_comes_before_an_id_and_a_folder_does_not() {
    let reader = Reader::new();
    let show = |id: &str| {
        let output = reader.command(&["show", id]).current_dir(&reader.home).output();
        Ended::of(&output.expect("the program starts")).done()
    };
    std::fs::create_dir(reader.path("2")).expect("a folder");
    reader.file("1", "A file\n\nIs a file before it is an id.");
    assert!(show("1").starts_with("A file\n"));
    assert!(show("2").starts_with("After his unusual visit"));
}

#[test]
fn a_file_name_need_not_be_text() {
    let reader = Reader::new();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    std::fs::write(reader.home.path().join(name), "A title\n\nWords.").expect("a file");
    let show = |name: &OsStr| {
        let output = reader.command(&["show"]).arg(name).current_dir(&reader.home).output();
        Ended::of(&output.expect("the program starts"))
    };
    assert!(show(name).done().starts_with("A title\n"));
    show(OsStr::from_bytes(b"\xff\x1b[31m.txt")).failed(1, &[".txt", "no such file"]);
}
