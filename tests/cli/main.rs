//! What scripts rely on: the program itself is run, with folders of its own.
//!
//! What the commands find out is tested beside the code that finds it out; here it is results, errors and exit codes.

mod articles;
mod bad_input;
mod cut;
mod daily;
mod extract;
mod facts;
mod grouping;
mod hostile;
mod hostile_pages;
mod parse;
mod programs;
mod promises;
mod settings;
#[path = "../it/shared.rs"]
mod shared;
mod stories;
mod streams;
mod subscriptions;
mod upkeep;
mod watch;
mod web;

use std::fs;
use std::io::Write;
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

/// Says something that is seen although the test goes well.
fn say(line: &str) {
    let _shown = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{line}\n"));
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
