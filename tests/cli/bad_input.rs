//! Wrong usage, files that are no articles, stores that are not understood.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::Reader;

#[test]
fn wrong_usage_ends_with_two() {
    let reader = Reader::new();
    for arguments in
        [&["fly"][..], &["show"], &["--bogus"], &["mark", "eat", "1"], &["search"], &["open"]]
    {
        reader.run(arguments).failed_usage();
    }
    let hostile = reader.run(&["\u{1b}]0;x\u{7}\u{202e}fly"]);
    assert_eq!(hostile.code, Some(2));
    assert!(reader.run(&["--help"]).done().contains("Usage: dateline"));
    assert!(reader.run(&["--version"]).done().starts_with("dateline "));
}

#[test]
fn bad_files_are_refused_in_words() {
    let reader = Reader::new();
    let cases: [(&str, &[u8], &str); 6] = [
        ("empty", b"", "empty"),
        ("nuls", &[0; 5_000], "empty"),
        ("program", b"\x7fELF\x02\x01\x01", "a program"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("broken.json", b"{\"text\": ", "JSON"),
        ("noise", &std::array::from_fn::<u8, 2_000, _>(|i| (i * 7 % 32) as u8), "not text"),
    ];
    for (name, bytes, says) in cases {
        let path = reader.file(name, bytes);
        for command in ["open", "show", "facts"] {
            reader.run(&[command, &path, "--json"]).failed(1, &[name, says]);
        }
    }
    reader.run(&["show", &reader.path("")]).failed(1, &["folder"]);
}

#[test]
fn odd_files_are_read() {
    let reader = Reader::new();
    let utf16: Vec<u8> = "\u{feff}A title\n\nWords in two bytes."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: [(&str, Vec<u8>); 5] = [
        ("utf16", utf16),
        (
            "invalid",
            b"A title\n\nSome caf\xc3\xa9, caf\xc3\xa9, caf\xc3\xa9 and \xff words.".to_vec(),
        ),
        (
            "escapes",
            b"A \x1b[31mtitle\n\nSome \x1b]52;c;eA==\x07 words \xe2\x80\xae here.".to_vec(),
        ),
        ("nul", b"A title\n\nSome\0 words.".to_vec()),
        ("one-line", b"words and more words, ".repeat(20_000)),
    ];
    for (name, bytes) in cases {
        let path = reader.file(name, bytes);
        for arguments in
            [&["open", &path, "--json"][..], &["show", &path], &["show", &path, "--markdown"]]
        {
            let ended = reader.run(arguments);
            assert_eq!(ended.code, Some(0), "{name}: {}", ended.err);
            assert!(ended.err.lines().all(|line| line.contains(name)), "{}", ended.err);
        }
    }
}

#[test]
fn a_store_that_is_not_understood_is_left_alone() {
    let reader = Reader::new();
    reader.run(&["list"]).done();
    let store = reader.path("data/dateline.db");
    let whole = fs::read(&store).expect("a store");
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let cases =
        [(b"This is no store, but a text of mine.".repeat(9), "not a store"), (newer, "newer")];
    for (bytes, says) in cases {
        fs::write(&store, &bytes).expect("a file");
        for arguments in
            [&["list"][..], &["show", "1"], &["mark", "read", "1"], &["undo"], &["doctor"]]
        {
            reader.run(arguments).failed(1, &["dateline.db", says]);
        }
        assert_eq!(fs::read(&store).expect("a file"), bytes);
    }
    fs::write(&store, &whole[..whole.len() / 2]).expect("a file");
    reader.run(&["mark", "read", "1"]).failed(1, &["damaged"]);
    reader.run(&["doctor"]).failed(1, &["damaged"]);
    let list = reader.run(&["list"]);
    assert!(matches!(list.code, Some(0 | 1)) && list.err.contains("damaged"), "{list:?}");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let reader = Reader::new();
    let file = reader.file("file", "");
    reader
        .run(&["--data-dir", &format!("{file}/data"), "list"])
        .failed(1, &["file/data", "--data-dir"]);
    reader.run(&["--user", "../x", "list"]).failed(2, &["../x"]);
    reader.run(&["--user", "anna", "--restricted", "--offline", "list"]).done();
    assert!(Path::new(&reader.path("data/anna/dateline.db")).exists());
}

#[test]
fn a_store_that_cannot_be_written_is_read() {
    let reader = Reader::new();
    reader.run(&["list"]).done();
    let data = reader.path("data");
    let allow =
        |mode| fs::set_permissions(&data, fs::Permissions::from_mode(mode)).expect("its owner");
    allow(0o500);
    let (list, mark) = (reader.run(&["list"]), reader.run(&["mark", "read", "1"]));
    allow(0o700);
    assert_eq!(list.done().lines().count(), 2);
    mark.failed(1, &["read-only"]);
}

#[test]
fn an_article_that_cannot_be_read_is_passed_over_and_told_of() {
    let reader = Reader::new();
    reader.run(&["list"]).done();
    let store = rusqlite::Connection::open(reader.path("data/dateline.db")).expect("a store");
    store.execute("UPDATE body SET codec = 99 WHERE id = 1", []).expect("an article");
    drop(store);
    let list = reader.run(&["list", "--json"]);
    list.failed(3, &["could not be read", "dateline.log"]);
    assert!(
        list.out.contains("\"id\":\"2\"") && !list.out.contains("\"id\":\"1\""),
        "{}",
        list.out
    );
    // Also where nothing is written of it.
    let silent =
        reader.command(&["list", "--json"]).env("DATELINE_LOG", "off").output().expect("it starts");
    assert_eq!(silent.status.code(), Some(3));
    reader.run(&["show", "1"]).failed(1, &["article 1", "damaged"]);
    let log = fs::read_to_string(reader.path(".local/state/dateline/dateline.log")).expect("a log");
    assert!(log.contains("WARN") && log.contains("article 1"), "{log}");
}
