//! What scripts rely on: the program itself is run, with folders of its own.
//!
//! What the commands find out is tested beside the code that finds it out; here it is results, errors and exit codes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A reader with folders of their own.
struct Reader {
    home: TempDir,
}

impl Reader {
    fn new() -> Self {
        Self { home: TempDir::new().expect("a folder") }
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    /// Writes a file and gives its name.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).expect("a file");
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).env_clear().stdin(Stdio::null());
        command.env("HOME", self.home.path()).env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
        command.env("DATELINE_DATA_DIR", self.home.path().join("data"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(&self.command(arguments).output().expect("the program starts"))
    }

    /// Runs with something on standard input.
    fn feed(&self, arguments: &[&str], input: &[u8]) -> Ended {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
        Ended::of(&child.wait_with_output().expect("it ends"))
    }
}

/// How a run ended, and what it wrote.
#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ended {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let ended = Self {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        let is_safe = |c: char| matches!(c, '\n' | '\t') || !dateline::text::is_unsafe(c);
        assert!(ended.out.chars().all(is_safe) && ended.err.chars().all(is_safe), "{ended:?}");
        assert!(!ended.err.contains("panicked"), "{ended:?}");
        ended
    }

    /// All went well, and there was nothing to say.
    #[track_caller]
    fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    #[track_caller]
    fn json(self) -> Value {
        let out = self.done();
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
    }

    /// It ended with that code and one line that says each of these.
    #[track_caller]
    fn failed(&self, code: i32, says: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        let line = self.err.lines().find(|line| says.iter().all(|words| line.contains(words)));
        assert!(line.is_some(), "{says:?} is not said: {self:?}");
        assert!(self.err.lines().all(|line| line.starts_with("dateline: ")), "{self:?}");
    }

    /// It was refused before anything was done.
    #[track_caller]
    fn failed_usage(&self) {
        assert_eq!((self.code, self.out.as_str()), (Some(2), ""), "{self:?}");
        assert!(self.err.starts_with("error: ") && self.err.contains("--help"), "{self:?}");
    }
}

#[track_caller]
fn has_fields(value: &Value, fields: &[&str]) {
    let object = value.as_object().unwrap_or_else(|| panic!("{value} is no object"));
    for field in fields {
        assert!(object.contains_key(*field), "{field} is missing in {value}");
    }
}

const ARTICLE: [&str; 16] = [
    "id",
    "outlet",
    "title",
    "url",
    "authors",
    "published",
    "updated",
    "language",
    "words",
    "minutes",
    "feed",
    "tags",
    "read",
    "starred",
    "links",
    "debris",
];

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
    reader.run(&["list", "foo:bar"]).failed(1, &["foo"]);
    reader.file("1", "A file\n\nIs a file before it is an id.");
    let ended = Ended::of(
        &reader.command(&["show", "1"]).current_dir(&reader.home).output().expect("it starts"),
    );
    assert!(ended.done().starts_with("A file\n"));
}

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
fn marks_are_kept_and_taken_back() {
    let reader = Reader::new();
    let marks = |id: usize| {
        let list = reader.run(&["list", "--json"]).json();
        (list[id - 1]["read"].clone(), list[id - 1]["starred"].clone())
    };
    reader.run(&["mark", "read", "1", "2"]).done();
    reader.run(&["mark", "star", "2"]).done();
    assert_eq!((marks(1), marks(2)), ((true.into(), false.into()), (true.into(), true.into())));
    assert!(reader.run(&["undo"]).done().contains('2'));
    assert_eq!(reader.run(&["undo"]).done().lines().count(), 2);
    assert_eq!(marks(2), (false.into(), false.into()));
    reader.run(&["undo"]).failed(1, &["nothing to undo"]);
    for action in ["unread", "unstar", "later", "unlater"] {
        reader.run(&["mark", action, "1"]).done();
    }
}

#[test]
fn the_bundled_articles_can_be_put_aside() {
    let reader = Reader::new();
    reader.run(&["sample", "off"]).done();
    assert_eq!(reader.run(&["list"]).done(), "");
    reader.run(&["sample", "on"]).done();
    assert_eq!(reader.run(&["list"]).done().lines().count(), 2);
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
        println!("skipped: there is no /dev/full");
        return;
    };
    let output = Reader::new().command(&["list"]).stdout(full).output().expect("it starts");
    Ended::of(&output).failed(1, &["output", "written"]);
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
        println!("skipped: {path} is not there");
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
    reader.run(&["--user", "../x", "list"]).failed(1, &["../x"]);
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
    list.failed(0, &["read-only"]);
    assert_eq!(list.out.lines().count(), 2);
    mark.failed(1, &["read-only"]);
}

#[test]
fn settings_are_checked() {
    let reader = Reader::new();
    let default = reader.run(&["config", "--default"]).done();
    let config = reader.file("config.toml", &default);
    assert_eq!(reader.run(&["--config", &config, "config", "--check"]).done(), "");
    assert_eq!(
        reader.run(&["--config", &config, "config", "--path"]).done(),
        format!("{config}\n")
    );
    reader.file("config.toml", "measure = 'wide'\nmesure = 1\n");
    let check = reader.run(&["--config", &config, "config", "--check"]);
    check.failed(1, &["config.toml", "2 problems"]);
    assert!(check.out.starts_with(&format!("{config}:1: measure: expected")), "{}", check.out);
    assert_eq!(reader.run(&["--config", &config, "config"]).done().lines().count(), 3);
    assert_eq!(
        reader.run(&["--config", &reader.path("lost.toml"), "config", "--check"]).code,
        Some(1)
    );
    assert!(reader.run(&["config"]).done().contains(".config/dateline/config.toml"));
}

#[test]
fn help_for_shells_and_manual_are_derived() {
    let reader = Reader::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(reader.run(&["completions", shell]).done().contains("search"), "{shell}");
    }
    assert!(reader.run(&["man"]).done().contains(".SS dateline search"));
}

#[test]
fn the_doctor_takes_rights_away_only_when_told_to() {
    let reader = Reader::new();
    assert!(reader.run(&["doctor"]).done().contains("not there yet"));
    reader.run(&["list"]).done();
    assert!(reader.run(&["doctor"]).done().contains("whole, 2 articles"));
    let store = reader.path("data/dateline.db");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o644)).expect("its owner");
    reader.run(&["doctor"]).failed(1, &["dateline.db", "--fix"]);
    assert!(reader.run(&["doctor", "--fix"]).done().contains("yours alone"));
    assert_eq!(fs::metadata(&store).expect("a store").permissions().mode() & 0o777, 0o600);
    assert!(
        !Path::new(&reader.path(".local/state")).exists(),
        "where nothing is logged there is no log"
    );
}
