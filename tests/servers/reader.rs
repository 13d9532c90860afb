//! A reader with an account, by the command line.

use std::fs;
use std::process::{Command, Output, Stdio};

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
    fn done(&self, arguments: &[&str]) -> Value {
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
