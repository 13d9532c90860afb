//! A reader with an account, by the command line.

use std::fs;
use std::process::{Command, Output, Stdio};

use dateline::news::Choices;
use dateline::store::{Library, Shelf};
use dateline::text::Prose;
use serde_json::Value;
use tempfile::TempDir;

use crate::expect::{State, States, number};
use crate::miniflux::{GREADER_PASSWORD, GREADER_USER, TOKEN};

pub(crate) struct Reader {
    home: TempDir,
    secret: String,
}

impl Reader {
    /// One who speaks an API of Miniflux: its own with a key.
    pub(crate) fn new(kind: &str, port: u16) -> Self {
        let (user, secret) =
            if kind == "greader" { (GREADER_USER, GREADER_PASSWORD) } else { ("", TOKEN) };
        Self::with(kind, &format!("http://127.0.0.1:{port}"), user, secret)
    }

    pub(crate) fn with(kind: &str, address: &str, user: &str, secret: &str) -> Self {
        let home = TempDir::new().expect("a folder");
        let user = if user.is_empty() { String::new() } else { format!("user = \"{user}\"\n") };
        let account = format!(
            "[[account]]\nname = \"home\"\nkind = \"{kind}\"\naddress = \"{address}\"\n{user}env = \"WORDS\"\n"
        );
        fs::write(home.path().join("config.toml"), account).expect("a file");
        Self { home, secret: secret.to_owned() }
    }

    /// Another line of the account in the settings.
    pub(crate) fn set(&self, line: &str) {
        let path = self.home.path().join("config.toml");
        let text = fs::read_to_string(&path).expect("the settings");
        fs::write(path, format!("{text}{line}\n")).expect("a file");
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let home = self.home.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg("--config").arg(home.join("config.toml"));
        command.arg("--data-dir").arg(home.join("data")).args(arguments);
        command.env_clear().env("HOME", home).env("WORDS", &self.secret).env("TZ", "UTC");
        command.stdin(Stdio::null()).output().expect("the program starts")
    }

    /// A command that goes well; its JSON.
    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        serde_json::from_slice(&output.stdout).unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn sync(&self) -> Value {
        self.done(&["sync", "--json"])["accounts"][0].clone()
    }

    /// What every article is here, and its id.
    #[track_caller]
    pub(crate) fn articles(&self) -> Vec<(u64, String, State)> {
        let rows = self.done(&["list", "--json"]);
        let one = |row: &Value| {
            let is = |name: &str| row[name].as_bool().expect("yes or no");
            let state = State { read: is("read"), starred: is("starred") };
            let id = row["id"].as_str().expect("an id").to_owned();
            (number(row["title"].as_str().expect("a title")).expect("a number"), id, state)
        };
        rows.as_array().expect("a list").iter().map(one).collect()
    }

    pub(crate) fn states(&self) -> States {
        self.articles().into_iter().map(|(number, _, state)| (number, state)).collect()
    }

    /// The feeds: their addresses, what they are called and where they are filed.
    #[track_caller]
    pub(crate) fn feeds(&self) -> Vec<(String, (String, String))> {
        let rows = self.done(&["feeds", "--json"]);
        let one = |row: &Value| {
            let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            (text("url"), (text("title"), text("folder")))
        };
        rows.as_array().expect("a list").iter().map(one).collect()
    }

    /// Gives a feed another name and files it elsewhere, as the screen does.
    #[track_caller]
    pub(crate) fn choose(&self, address: &str, name: &str, folder: &str) {
        let data = self.home.path().join("data");
        let feeds = Shelf::open(&data).expect("a store").feeds().expect("readable");
        let feed = feeds.into_iter().find(|feed| feed.source.place() == address);
        let feed = feed.expect("the feed");
        let (name, folder) = (Some(Prose::line(name)), Prose::line(folder));
        let choices = Choices { name, folder, ..feed.choices };
        Library::open(&data).expect("a store").choose(feed.id, &choices).expect("chosen");
    }

    /// Marks those articles whose numbers are wanted.
    #[track_caller]
    pub(crate) fn mark(&self, action: &str, wanted: impl Fn(u64) -> bool) {
        let articles = self.articles();
        let ids =
            articles.iter().filter(|(number, ..)| wanted(*number)).map(|(_, id, _)| id.as_str());
        let mut arguments = vec!["--offline", "mark", action];
        arguments.extend(ids);
        self.done(&arguments);
    }
}
