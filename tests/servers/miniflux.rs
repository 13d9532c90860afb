//! A real Miniflux on a real `PostgreSQL`, with feeds of this machine.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Mutex;

use rustix::process::Signal;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::account::Account;
use crate::executable::copy_program;
use crate::expect::{State, States, number};
use crate::feeds::Feeds;
use crate::http;
use crate::packages;
use crate::postgres::Postgres;
use crate::process::{Process, free_port};

/// The account, for Miniflux's own API. The Google Reader API has a name and a password of its own.
pub(crate) const USER: &str = "anna";
pub(crate) const PASSWORD: &str = "plain-words-1";
pub(crate) const GREADER_USER: &str = "anna-reads";
pub(crate) const GREADER_PASSWORD: &str = "plain-words-2";
/// A key for its own API, in the place of name and password, which take the server a tenth of a second each time.
pub(crate) const TOKEN: &str = "plain-words-3";

/// The server. What it needs ends after it.
pub(crate) struct Miniflux {
    _process: Process,
    pub(crate) port: u16,
    postgres: Postgres,
    pub(crate) feeds: Feeds,
    _folder: TempDir,
}

impl Miniflux {
    /// Starts one that has these articles, all unread. `None`, visibly, where it cannot be had.
    pub(crate) fn start(feeds: usize, each: usize) -> Option<Self> {
        match Self::try_start(feeds, each) {
            Ok(server) => Some(server),
            Err(why) => {
                packages::skipped(&why);
                None
            }
        }
    }

    fn try_start(feeds: usize, each: usize) -> Result<Self, String> {
        let account = Account::find_any()?;
        let program = program()?;
        let postgres = Postgres::start(&account)?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        // The other user may not be able to reach the checkout.
        let copy = folder.path().join("miniflux");
        copy_program(&program, &copy).map_err(|error| error.to_string())?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))
            .map_err(|error| error.to_string())?;
        let log = File::create(folder.path().join("log")).map_err(|error| error.to_string())?;
        let port = free_port();
        let mut command = account.command(&copy);
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("DATABASE_URL", postgres.address())
            .env("LISTEN_ADDR", format!("127.0.0.1:{port}"))
            .envs([("RUN_MIGRATIONS", "1"), ("CREATE_ADMIN", "1")])
            .envs([("ADMIN_USERNAME", USER), ("ADMIN_PASSWORD", PASSWORD)])
            .envs([("DISABLE_SCHEDULER_SERVICE", "1"), ("FETCHER_ALLOW_PRIVATE_NETWORKS", "1")])
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let mut process = Process::start(&mut command, Signal::TERM)?;
        let is_ready =
            || http::ask(port, "GET", "/healthcheck", "", "").is_some_and(|a| a.0 == 200);
        process.wait(is_ready).map_err(|why| {
            let said = fs::read_to_string(folder.path().join("log")).unwrap_or_default();
            format!("Miniflux does not start: {why}: {}", said.lines().last().unwrap_or("silent"))
        })?;
        let served = Feeds::start(each);
        let server = Self { _process: process, port, postgres, feeds: served, _folder: folder };
        server.switch_greader(true)?;
        server.postgres.run(&format!(
            "INSERT INTO api_keys (user_id, token, description) VALUES (1, '{TOKEN}', 'tests')"
        ))?;
        for feed in 0..feeds {
            let body = json!({"feed_url": server.feeds.url(feed), "category_id": 1});
            server.api("POST", "feeds", &body);
        }
        Ok(server)
    }

    /// Switches the Google Reader API, for which its own API has no way.
    pub(crate) fn switch_greader(&self, on: bool) -> Result<(), String> {
        self.postgres.run(&format!(
            "CREATE EXTENSION IF NOT EXISTS pgcrypto; \
             INSERT INTO integrations (user_id) VALUES (1) ON CONFLICT DO NOTHING; \
             UPDATE integrations SET googlereader_enabled = '{on}', googlereader_username = '{GREADER_USER}', \
             googlereader_password = crypt('{GREADER_PASSWORD}', gen_salt('bf', 4)) WHERE user_id = 1"
        ))
    }

    /// Asks its own API.
    #[track_caller]
    pub(crate) fn api(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let key = format!("X-Auth-Token: {TOKEN}\r\n");
        let answer = http::ask(self.port, method, &format!("/v1/{path}"), &key, &body);
        let (status, text) = answer.expect("Miniflux answers");
        assert!((200..300).contains(&status), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Every article, with the number it has there.
    pub(crate) fn entries(&self) -> Vec<(u64, u64, State)> {
        let (mut all, mut after) = (Vec::new(), 0);
        loop {
            let path = format!("entries?order=id&direction=asc&limit=1000&after_entry_id={after}");
            let page = self.api("GET", &path, &Value::Null);
            let entries = page["entries"].as_array().cloned().unwrap_or_default();
            let Some(last) = entries.last() else { return all };
            after = last["id"].as_u64().expect("a number");
            all.extend(entries.iter().map(|entry| {
                let state = State {
                    read: entry["status"] == "read",
                    starred: entry["starred"].as_bool().expect("a star or none"),
                };
                let title = entry["title"].as_str().expect("a title");
                (entry["id"].as_u64().expect("a number"), number(title).expect("a number"), state)
            }));
        }
    }

    /// What it says of every article.
    pub(crate) fn states(&self) -> States {
        self.entries().into_iter().map(|(_, number, state)| (number, state)).collect()
    }

    /// Marks articles there, as another program of the same reader would.
    pub(crate) fn mark_read(&self, ids: &[u64], on: bool) {
        let status = if on { "read" } else { "unread" };
        self.api("PUT", "entries", &json!({"entry_ids": ids, "status": status}));
    }

    /// Turns a star over.
    pub(crate) fn turn_star(&self, id: u64) {
        self.api("PUT", &format!("entries/{id}/bookmark"), &Value::Null);
    }

    /// Lets all articles have been there for an hour.
    pub(crate) fn age(&self) {
        let update = "UPDATE entries SET changed_at = changed_at - interval '1 hour', \
                      created_at = created_at - interval '1 hour'";
        self.postgres.run(update).expect("updated");
    }

    /// All unread and without stars, as at the beginning.
    pub(crate) fn reset(&self) {
        let entries = self.entries();
        let read: Vec<u64> = entries.iter().filter(|e| e.2.read).map(|e| e.0).collect();
        if !read.is_empty() {
            self.mark_read(&read, false);
        }
        entries.iter().filter(|entry| entry.2.starred).for_each(|entry| self.turn_star(entry.0));
    }
}

/// Its program. One test fetches it, the others wait.
fn program() -> Result<PathBuf, String> {
    static FETCHING: Mutex<()> = Mutex::new(());
    let _turn = FETCHING.lock().map_err(|error| error.to_string())?;
    Ok(packages::unpacked(&["miniflux"], &suite())?.join("usr/bin/miniflux"))
}

/// The release that Miniflux is taken from: older ones do not have it, and its program runs there, too.
fn suite() -> String {
    match packages::own_suite().as_str() {
        "bullseye" | "bookworm" => "trixie".to_owned(),
        own => own.to_owned(),
    }
}
