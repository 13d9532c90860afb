//! The hostile server of the shared folder, read by the program itself, again and again.
//!
//! All its feeds are subscribed to at once, under a host name that counts as public. What must hold: each is stored as its
//! description says, nothing that was read comes up unread again, and nothing leads to the private service beside it.
//! `DATELINE_LONG` makes it twenty refreshes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::{Ended, Reader, shared};

/// Families that are about time and size; they are judged by the tests of the fetch.
const ELSEWHERE: [&str; 5] = ["slow", "size", "transport", "page", "opml"];

pub(crate) struct Hostile {
    child: Child,
    pub(crate) port: String,
}

impl Hostile {
    /// The server, and what it says of its endpoints; `None`, visibly, without the shared folder.
    pub(crate) fn start() -> Option<(Self, Vec<Value>)> {
        let script = shared::file("hostile_server.py")?;
        let list = Command::new("python3").arg(&script).arg("--list").output().expect("python3");
        let list: Vec<Value> = serde_json::from_slice(&list.stdout).expect("a list");
        let mut child = Command::new("python3")
            .arg(&script)
            .args(["--lifetime", "600", "--max-seconds", "5", "--drip", "0.1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let said: Value = serde_json::from_str(&line).expect("what the server says of itself");
        let base = said["base"].as_str().expect("an address").to_owned();
        let port = base.trim_end_matches('/').rsplit(':').next().expect("a port").to_owned();
        Some((Self { child, port }, list))
    }

    /// What the server has noted, or another answer in JSON.
    pub(crate) fn get(&self, path: &str) -> Value {
        serde_json::from_slice(&self.body(path)).expect("JSON")
    }

    /// The body of an answer that came whole.
    pub(crate) fn body(&self, path: &str) -> Vec<u8> {
        let mut line = TcpStream::connect(format!("127.0.0.1:{}", self.port)).expect("a line");
        let question = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        line.write_all(question.as_bytes()).expect("it listens");
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).expect("an answer");
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a body");
        answer.split_off(head + 4)
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }
}

/// What the store knows of each feed, by its path.
fn feeds(run: &dyn Fn(&[&str]) -> Ended) -> BTreeMap<String, Value> {
    let list = run(&["feeds", "--json"]).json();
    let feeds = list.as_array().expect("an array").iter();
    feeds.map(|feed| (feed["name"].as_str().expect("a name").to_owned(), feed.clone())).collect()
}

/// Whether a feed is as its description says; else what is wrong.
fn judge(endpoint: &Value, feed: &Value, url: &str) -> Result<(), String> {
    let path = endpoint["path"].as_str().expect("a path");
    let articles = feed["articles"].as_u64().unwrap_or_default();
    let failed = feed["failures"].as_u64().unwrap_or_default() > 0;
    let as_said = endpoint["items"].as_u64().is_none_or(|items| items == articles);
    let ok = match endpoint["outcome"].as_str().expect("an outcome") {
        "items" => as_said && !failed && (articles > 0 || endpoint["items"] == 0),
        "error" => failed && articles == 0 && feed["error"].as_str().is_some_and(|e| e.len() > 20),
        "gone" => feed["retired"].is_string(),
        "moved" => as_said && feed["url"] != url,
        "stay" => as_said && feed["url"] == url,
        _ => true,
    };
    if ok { Ok(()) } else { Err(format!("{path}: {} but {feed}", endpoint["outcome"])) }
}

#[test]
fn hostile_feeds_do_no_harm_however_often_they_are_read() {
    let Some((server, list)) = Hostile::start() else { return };
    let reader = Reader::new();
    let config = reader.file("config.toml", "first_byte_timeout_s = 5\nfetch_timeout_s = 10\n");
    let data = reader.path("data");
    let is_here = |endpoint: &&Value| {
        let family = endpoint["family"].as_str().unwrap_or_default();
        !ELSEWHERE.contains(&family)
    };
    let endpoints: Vec<&Value> = list.iter().filter(is_here).collect();
    // A host for each, since one that wants to be left alone holds up all its feeds.
    let hosts: Vec<String> = (0..endpoints.len())
        .map(|number| format!("f{number}.test=127.0.0.1:{}", server.port))
        .collect();
    let hosts = hosts.join(",");
    let run = |arguments: &[&str]| {
        let all = [&["--data-dir", &data, "--config", &config], arguments].concat();
        let mut command = reader.command(&all);
        command.env("DATELINE_TEST_PUBLIC", &hosts);
        Ended::of(&command.output().expect("the program starts"))
    };
    let mut opml = String::from("<opml version='2.0'><body>");
    for (number, endpoint) in endpoints.iter().enumerate() {
        let path = endpoint["path"].as_str().expect("a path");
        let url = format!("http://f{number}.test:{}{path}", server.port);
        let url = url.replace('&', "&amp;");
        opml.extend(["<outline type='rss' text='", path, "' xmlUrl='", &url, "'/>"]);
    }
    opml.push_str("</body></opml>");
    let opml = reader.file("all.opml", opml);
    let imported = run(&["import", &opml]);
    assert_eq!(imported.code, Some(0), "{imported:?}");

    run(&["refresh", "--jobs", "8"]);
    let (mut held, mut wrong) = (0, Vec::new());
    let after_one = feeds(&run);
    for (number, endpoint) in endpoints.iter().enumerate() {
        let path = endpoint["path"].as_str().expect("a path");
        let url = format!("http://f{number}.test:{}{path}", server.port);
        match after_one.get(path).map(|feed| judge(endpoint, feed, &url)) {
            Some(Ok(())) => held += 1,
            Some(Err(what)) => wrong.push(what),
            None => wrong.push(format!("{path} is not listed")),
        }
    }
    let rounds = if std::env::var_os("DATELINE_LONG").is_some() { 20 } else { 3 };
    let all = run(&["list", "--json"]).json();
    let ids: Vec<String> = all
        .as_array()
        .expect("an array")
        .iter()
        .map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect();
    let mut arguments = vec!["mark", "read"];
    arguments.extend(ids.iter().map(String::as_str));
    run(&arguments).done();
    let late = feeds(&run);
    for _ in 0..rounds {
        run(&["refresh", "--all", "--jobs", "8"]);
    }
    let mut again = Vec::new();
    for (path, feed) in feeds(&run) {
        let (unread, before) = (feed["unread"].as_u64(), late[&path]["articles"].as_u64());
        // What failed at first may bring its articles later.
        if unread > Some(0) && before > Some(0) {
            again.push(format!("{path}: {unread:?} unread of {}", feed["articles"]));
        }
    }
    let canary = server.get("/__canary");
    crate::say(&format!(
        "hostile feeds: {held}/{} as described; unread again after {rounds} refreshes: {}; canary: {canary}",
        endpoints.len(),
        again.len()
    ));
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(again, Vec::<String>::new());
    assert_eq!(canary, serde_json::json!([]));
}
