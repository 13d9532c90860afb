//! Accounts end to end, against a server on loopback: the program itself is run, with folders of its own.
//!
//! `trap_N_…` names the number of a way in which servers are known to surprise their clients; those of ids and titles stand
//! beside the code (`src/sync`).

mod accounts;
mod conflicts;
mod fake;
mod logins;
mod outbox;
mod traps;
mod way;

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use fake::Fake;

/// A reader with an account.
struct Reader {
    home: TempDir,
}

impl Reader {
    /// One who speaks the Google Reader API.
    fn new(fake: &Fake) -> Self {
        Self::with("greader", &fake.url(""))
    }

    fn with(kind: &str, address: &str) -> Self {
        let home = TempDir::new().expect("a folder");
        let account = format!(
            "[[account]]\nname = \"home\"\nkind = \"{kind}\"\naddress = \"{address}\"\nuser = \"anna\"\nenv = \"WORDS\"\n"
        );
        // What is too slow is given up soon.
        let text = format!("first_byte_timeout_s = 5\n{account}");
        fs::write(home.path().join("config.toml"), text).expect("a file");
        Self { home }
    }

    /// Another line of the account in the settings.
    fn set(&self, line: &str) {
        let path = self.home.path().join("config.toml");
        let text = fs::read_to_string(&path).expect("the settings");
        fs::write(path, format!("{text}{line}\n")).expect("a file");
    }

    /// Another line of the settings, before all accounts.
    fn set_first(&self, line: &str) {
        let path = self.home.path().join("config.toml");
        let text = fs::read_to_string(&path).expect("the settings");
        fs::write(path, format!("{line}{text}")).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, &[])
    }

    /// The same with variables of the environment.
    fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let home = self.home.path();
        command
            .arg("--config")
            .arg(home.join("config.toml"))
            .arg("--data-dir")
            .arg(home.join("data"));
        command.args(arguments).env_clear().stdin(Stdio::null()).env("HOME", home);
        command.envs(variables.iter().copied());
        let output = command.env("WORDS", "secret-words").output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let ended = Ended {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        assert!(!ended.err.contains("panicked"), "{ended:?}");
        assert!(
            !ended.err.contains("secret-words") && !ended.out.contains("secret-words"),
            "{ended:?}"
        );
        ended
    }

    /// A sync that goes well.
    #[track_caller]
    fn sync(&self) -> Value {
        let ended = self.run(&["sync", "--json"]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        account(&ended)
    }

    /// A sync that does not; what was said.
    #[track_caller]
    fn fails(&self) -> String {
        let ended = self.run(&["sync", "--json"]);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        account(&ended)["error"].as_str().expect("an error").to_owned()
    }

    fn list(&self, filter: &str) -> Vec<Value> {
        let mut arguments = vec!["list", "--json"];
        arguments.extend(filter.split_whitespace());
        let ended = self.run(&arguments);
        serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
    }

    /// Numbers of articles in their titles that a filter picks.
    fn numbers(&self, filter: &str) -> Vec<u64> {
        let number = |row: &Value| row["title"].as_str()?.rsplit(' ').next()?.parse().ok();
        let mut numbers: Vec<u64> = self.list(filter).iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers
    }

    /// The id here of an article by the number in its title.
    #[track_caller]
    fn id(&self, number: u64) -> String {
        let title = format!("Title {number}");
        let rows = self.list("");
        let row = rows.iter().find(|row| row["title"] == title.as_str());
        row.expect("the article")["id"].as_str().expect("an id").to_owned()
    }

    #[track_caller]
    fn mark(&self, action: &str, numbers: &[u64]) {
        let ids: Vec<String> = numbers.iter().map(|number| self.id(*number)).collect();
        let mut arguments = vec!["mark", action];
        arguments.extend(ids.iter().map(String::as_str));
        assert_eq!(self.run(&arguments).code, Some(0));
    }

    /// Lets time pass for what is kept of texts that were looked at.
    fn hours_pass(&self, hours: i64) {
        let store = rusqlite::Connection::open(self.home.path().join("data/dateline.db"));
        let update = "UPDATE remote_article SET checked = checked - 3600 * ?1";
        store.expect("the store").execute(update, [hours]).expect("updated");
    }

    /// Lets time pass for what the account has reached by Miniflux's own API (seconds).
    fn position_ages(&self, seconds: i64) {
        let store = rusqlite::Connection::open(self.home.path().join("data/dateline.db"));
        let update = "UPDATE account SET position = json_set(position,
            '$.compared', position ->> '$.compared' - ?1, '$.since', position ->> '$.since' - ?1,
            '$.checked', position ->> '$.checked' - ?1)";
        store.expect("the store").execute(update, [seconds]).expect("updated");
    }

    /// Seconds from the last talk with the server of the account to the next, and failures so far.
    fn rest(&self) -> (i64, i64) {
        let store = rusqlite::Connection::open(self.home.path().join("data/dateline.db"));
        let select = "SELECT due - tried, failures FROM account";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        store.expect("the store").query_row(select, [], row).expect("an account")
    }

    /// Every byte that was stored or written to the log.
    fn kept(&self) -> Vec<u8> {
        let (mut bytes, mut folders) = (Vec::new(), vec![self.home.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    bytes.extend(fs::read(entry.path()).expect("a file"));
                }
            }
        }
        bytes
    }
}

fn account(ended: &Ended) -> Value {
    let json: Value =
        serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    json["accounts"][0].clone()
}

#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}
