//! A server on loopback that speaks both APIs, keeps state, and does what real servers won't do on demand.
//!
//! It is strict where real servers are: writes want the token in the body, ids the long form, and only the last `a=` of a
//! change is seen. What it is asked is written down.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

/// An article of the server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    pub(crate) feed: u32,
    pub(crate) title: String,
    pub(crate) html: String,
    pub(crate) read: bool,
    pub(crate) starred: bool,
    pub(crate) labels: BTreeSet<String>,
    pub(crate) changed: i64,
    /// Thrown away by the server of its own accord, text and all: it is listed still (Miniflux).
    pub(crate) removed: bool,
}

/// What goes wrong on purpose.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// Paths (their ends) that are answered with a status instead, so many times.
    pub(crate) status: Vec<(&'static str, u16, u32)>,
    /// Paths whose answer is never sent, although the work was done, so many times.
    pub(crate) cut: Vec<(&'static str, u32)>,
    /// Paths that are answered with other bytes.
    pub(crate) instead: Vec<(&'static str, String)>,
    /// Paths that lead elsewhere: to another server, of which the beginning is given.
    pub(crate) moved: Vec<(&'static str, String)>,
    /// What an answer with 401 says of the token.
    pub(crate) token: BadToken,
    /// Continuations lead to the first page again, with the same token.
    pub(crate) repeats: bool,
    /// Continuations never end, each with another token.
    pub(crate) endless: bool,
    /// After so many pages of ids the first unread article is read elsewhere.
    pub(crate) shifts: u32,
    /// Articles of these numbers are refused with a status: whoever changes one of them is told so.
    pub(crate) refused: Vec<(u64, u16)>,
    /// Times at which the clock of the server is wrong, in seconds.
    pub(crate) behind: i64,
}

/// How a server says that it was the token, and not the login, that has run out.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum BadToken {
    #[default]
    Reader,
    Plain,
    /// It was the login, or the server does not say.
    Untold,
}

impl BadToken {
    fn header(self) -> &'static str {
        match self {
            Self::Reader => "X-Reader-Google-Bad-Token: true\r\n",
            Self::Plain => "Google-Bad-Token: true\r\n",
            Self::Untold => "",
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) items: BTreeMap<String, Item>,
    /// Unread articles that are listed before all others and that it does not have when they are asked for.
    pub(crate) ghosts: usize,
    /// Title, folder and whether it is subscribed to.
    pub(crate) feeds: BTreeMap<u32, (String, String)>,
    pub(crate) labels: BTreeSet<String>,
    pub(crate) faults: Faults,
    /// Ids of a page; a page that is exactly full has a continuation, which is an offset into what is there now.
    pub(crate) page: usize,
    pub(crate) token: u32,
    pub(crate) password: String,
    /// Whether it is as Miniflux is: users have numbers, and a mark that is set again is taken off.
    pub(crate) turns: bool,
    pub(crate) asked: Vec<Asked>,
}

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// The address as it was sent, with its query.
    pub(crate) target: String,
    pub(crate) path: String,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) authorization: String,
}

impl Asked {
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(known, _)| known == name).map(|(_, v)| v.as_str()).collect()
    }

    pub(crate) fn field(&self, name: &str) -> &str {
        self.all(name).last().copied().unwrap_or_default()
    }
}

#[derive(Clone)]
pub(crate) struct Fake {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";
const LIST: &str = "user/-/state/com.google/reading-list";
/// The first number of articles that are listed and not there.
const GHOSTS: usize = 1 << 40;
const LONG: &str = "tag:google.com,2005:reader/item/";

impl Fake {
    pub(crate) fn start() -> Self {
        Self::start_with(None)
    }

    /// One whose lines are encrypted.
    pub(crate) fn start_secure(tls: Arc<ServerConfig>) -> Self {
        Self::start_with(Some(tls))
    }

    fn start_with(tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let state = State {
            page: 1_000,
            token: 1,
            password: "secret-words".to_owned(),
            ..State::default()
        };
        let address = listener.local_addr().expect("an address");
        let fake = Self { address, state: Arc::new(Mutex::new(state)) };
        let serving = fake.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let (fake, tls) = (serving.clone(), tls.clone());
                thread::spawn(move || match tls {
                    Some(tls) => {
                        let session = ServerConnection::new(tls).expect("a session");
                        fake.talk(StreamOwned::new(session, line));
                    }
                    None => fake.talk(line),
                });
            }
        });
        fake.feed(1, "Harbour News", "Local");
        fake
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic")
    }

    pub(crate) fn feed(&self, id: u32, title: &str, folder: &str) {
        self.state().feeds.insert(id, (title.to_owned(), folder.to_owned()));
    }

    /// Unread articles 1 to `count` of the first feed, by decimal ids.
    pub(crate) fn articles(&self, count: u64) {
        for id in 1..=count {
            self.item(
                &format!("{id:016x}"),
                &format!("Title {id}"),
                &format!("<p>Words of {id}.</p>"),
            );
        }
    }

    pub(crate) fn item(&self, id: &str, title: &str, html: &str) {
        let mut state = self.state();
        let (title, html) = (title.to_owned(), html.to_owned());
        let changed = now();
        state
            .items
            .insert(id.to_owned(), Item { feed: 1, title, html, changed, ..Item::default() });
    }

    /// What was asked under a path, in order.
    pub(crate) fn asked(&self, end: &str) -> Vec<Asked> {
        self.state().asked.iter().filter(|asked| asked.path.ends_with(end)).cloned().collect()
    }

    pub(crate) fn forget(&self) {
        self.state().asked.clear();
    }

    pub(crate) fn read(&self, id: u64) -> bool {
        self.state().items[&format!("{id:016x}")].read
    }

    pub(crate) fn starred(&self, id: u64) -> bool {
        self.state().items[&format!("{id:016x}")].starred
    }

    pub(crate) fn with(&self, id: u64, change: impl FnOnce(&mut Item)) {
        let mut state = self.state();
        let item = state.items.get_mut(&format!("{id:016x}")).expect("an article");
        change(item);
        item.changed = now();
    }

    fn talk(&self, line: impl Read + Write) {
        let mut line = BufReader::new(line);
        while let Some((asked, body)) = request(&mut line) {
            let Some((status, answer)) = self.answer(&asked, &body) else { return };
            let (more, answer) = match status {
                302 => (format!("Location: {answer}\r\n"), String::new()),
                429 => ("Retry-After: 7200\r\n".to_owned(), answer),
                401 => (self.state().faults.token.header().to_owned(), answer),
                _ => (String::new(), answer),
            };
            let date = self.state().date();
            let head = format!(
                "HTTP/1.1 {status} Some words\r\nContent-Type: application/json\r\nDate: {date}\r\nContent-Length: {}\r\n{more}\r\n",
                answer.len(),
            );
            // At once: of two pieces the second waits for a word of the first.
            if line.get_mut().write_all((head + &answer).as_bytes()).is_err() {
                return;
            }
        }
    }

    /// `None` where the line is cut.
    fn answer(&self, asked: &Asked, body: &str) -> Option<(u16, String)> {
        let mut state = self.state();
        state.asked.push(asked.clone());
        let path = asked.path.clone();
        for (end, status, times) in &mut state.faults.status {
            if *times > 0 && path.ends_with(*end) {
                *times -= 1;
                return Some((*status, "Unauthorized".to_owned()));
            }
        }
        if let Some((_, place)) = state.faults.moved.iter().find(|(end, _)| path.ends_with(end)) {
            return Some((302, format!("{place}{path}")));
        }
        if let Some((_, text)) = state.faults.instead.iter().find(|(end, _)| path.ends_with(end)) {
            return Some((200, text.clone()));
        }
        let answer =
            if path.contains("/v1/") { state.miniflux(asked, body) } else { state.greader(asked) };
        for (end, times) in &mut state.faults.cut {
            if *times > 0 && path.ends_with(*end) {
                *times -= 1;
                return None;
            }
        }
        Some(answer)
    }
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

impl State {
    /// What its clock says.
    fn date(&self) -> String {
        let now = jiff::Timestamp::from_second(now() - self.faults.behind).expect("a time");
        now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    fn greader(&mut self, asked: &Asked) -> (u16, String) {
        let place = if self.turns { "/" } else { "/api/greader.php/" };
        let Some(path) = asked.path.strip_prefix(place) else {
            return (404, "<html>not here</html>".to_owned());
        };
        if path == "accounts/ClientLogin" {
            let right = asked.field("Passwd") == self.password;
            return if right {
                (200, format!("SID=x\nLSID=null\nAuth=anna/{}\n", self.password.len()))
            } else {
                (401, "Unauthorized!".to_owned())
            };
        }
        if asked.authorization != format!("GoogleLogin auth=anna/{}", self.password.len()) {
            return (401, "Unauthorized!".to_owned());
        }
        let token = format!("token{}", self.token);
        if asked.method == "POST" && asked.field("T") != token {
            return (401, "Unauthorized!".to_owned());
        }
        match path.strip_prefix("reader/api/0/").unwrap_or_default() {
            "token" => (200, format!("{token}\n")),
            "subscription/list" => (200, self.subscriptions().to_string()),
            "tag/list" => (200, self.tags().to_string()),
            "stream/items/ids" => (200, self.ids(asked).to_string()),
            "stream/items/contents" => (200, self.contents(&asked.all("i")).to_string()),
            "edit-tag" => self.edit(asked),
            "subscription/edit" => self.edit_feed(asked),
            "subscription/quickadd" => {
                let id = self.feeds.keys().max().copied().unwrap_or_default() + 1;
                self.feeds.insert(id, (asked.field("quickadd").to_owned(), String::new()));
                (200, json!({"numResults": 1, "streamId": format!("feed/{id}")}).to_string())
            }
            _ => (200, "[]".to_owned()),
        }
    }

    fn subscriptions(&self) -> Value {
        let one = |(id, (title, folder)): (&u32, &(String, String))| {
            let folder = json!([{"id": format!("user/-/label/{folder}"), "label": folder, "type": "folder"}]);
            let address = if title.starts_with("http") {
                title.clone()
            } else {
                format!("https://news.example/{id}")
            };
            json!({"id": format!("feed/{id}"), "title": title, "url": address,
                "htmlUrl": "https://news.example/", "categories": folder})
        };
        json!({"subscriptions": self.feeds.iter().map(one).collect::<Vec<_>>()})
    }

    fn tags(&self) -> Value {
        let starred = if self.turns { STARRED.replace('-', "1") } else { STARRED.to_owned() };
        let mut tags = vec![json!({"id": starred})];
        let folders: BTreeSet<&String> = self.feeds.values().map(|(_, folder)| folder).collect();
        tags.extend(
            folders.iter().map(|f| json!({"id": format!("user/-/label/{f}"), "type": "folder"})),
        );
        tags.extend(
            self.labels.iter().map(|l| json!({"id": format!("user/-/label/{l}"), "type": "tag"})),
        );
        json!({"tags": tags})
    }

    fn ids(&mut self, asked: &Asked) -> Value {
        let answer = self.ids_now(asked);
        if self.faults.shifts > 0 {
            self.faults.shifts -= 1;
            if let Some(item) = self.items.values_mut().find(|item| !item.read) {
                item.read = true;
            }
        }
        answer
    }

    fn ids_now(&self, asked: &Asked) -> Value {
        let stream = asked.field("s");
        let without = asked.field("xt");
        let label = stream.strip_prefix("user/-/label/").filter(|l| self.labels.contains(*l));
        let is_in = |item: &Item| match stream {
            STARRED => item.starred,
            _ if label.is_some() => label.is_some_and(|label| item.labels.contains(label)),
            // What it does not know is everything.
            _ => true,
        };
        let is_listed = |item: &Item| is_in(item) && !(without == READ && item.read);
        let ghosts = if without == READ { self.ghosts } else { 0 };
        let ghosts = (0..ghosts).map(|ghost| (GHOSTS + ghost).to_string());
        let items =
            self.items.iter().filter(|(_, item)| is_listed(item)).map(|(id, _)| decimal(id));
        let all: Vec<String> = ghosts.chain(items).collect();
        let from: usize =
            asked.field("c").split('.').next().and_then(|c| c.parse().ok()).unwrap_or(0);
        let from = if self.faults.repeats || self.faults.endless { 0 } else { from };
        let most = asked.field("n").parse().unwrap_or(0).min(self.page);
        let most = if most == 0 { usize::MAX } else { most };
        let page: Vec<Value> =
            all.iter().skip(from).take(most).map(|id| json!({"id": id})).collect();
        let is_full = page.len() == most;
        let mut answer = json!({"itemRefs": page});
        if self.faults.endless {
            answer["continuation"] = format!("0.{}", self.asked.len()).into();
        } else if is_full || self.faults.repeats {
            answer["continuation"] = (from + most).to_string().into();
        }
        answer
    }

    fn contents(&self, ids: &[&str]) -> Value {
        let found = ids.iter().filter_map(|id| {
            let key = id.strip_prefix(LONG)?;
            self.items.get(key).map(|item| Self::content(key, item))
        });
        json!({"items": found.collect::<Vec<_>>()})
    }

    fn content(id: &str, item: &Item) -> Value {
        let mut categories = vec![LIST.to_owned()];
        categories.extend(item.read.then(|| READ.to_owned()));
        categories.extend(item.starred.then(|| STARRED.to_owned()));
        categories.extend(item.labels.iter().map(|label| format!("user/-/label/{label}")));
        json!({"id": format!("{LONG}{id}"), "title": item.title, "published": now() - 3_600,
            "categories": categories, "canonical": [{"href": format!("https://news.example/a/{id}")}],
            "summary": {"content": item.html},
            "origin": {"streamId": format!("feed/{}", item.feed), "title": "Harbour News"}})
    }

    /// Only the last `a` is seen, and ids in the long form alone.
    fn edit(&mut self, asked: &Asked) -> (u16, String) {
        let numbers = asked.all("i").into_iter().filter_map(|id| id.strip_prefix(LONG));
        if let Some(status) =
            self.refusal(numbers.filter_map(|id| u64::from_str_radix(id, 16).ok()))
        {
            return (status, "not this one".to_owned());
        }
        for id in asked.all("i") {
            let Some(item) = id.strip_prefix(LONG).and_then(|id| self.items.get_mut(id)) else {
                continue;
            };
            for (stream, on) in [(asked.field("a"), true), (asked.field("r"), false)] {
                match stream {
                    READ => item.read = on && !(self.turns && item.read),
                    STARRED => item.starred = on && !(self.turns && item.starred),
                    other => {
                        let Some(label) = other.strip_prefix("user/-/label/") else { continue };
                        if on {
                            item.labels.insert(label.to_owned());
                            self.labels.insert(label.to_owned());
                        } else {
                            item.labels.remove(label);
                        }
                    }
                }
            }
        }
        (200, "OK".to_owned())
    }

    /// How a change of these is refused.
    fn refusal(&self, mut numbers: impl Iterator<Item = u64>) -> Option<u16> {
        numbers.find_map(|number| {
            let refused = self.faults.refused.iter().find(|(refused, _)| *refused == number);
            refused.map(|(_, status)| *status)
        })
    }

    fn edit_feed(&mut self, asked: &Asked) -> (u16, String) {
        let id = asked.field("s").trim_start_matches("feed/").parse().unwrap_or(0);
        if asked.field("ac") == "unsubscribe" {
            self.feeds.remove(&id);
        } else if let Some((title, folder)) = self.feeds.get_mut(&id) {
            if let Some(label) = asked.field("a").strip_prefix("user/-/label/") {
                label.clone_into(folder);
            }
            if !asked.field("t").is_empty() {
                asked.field("t").clone_into(title);
            }
        }
        (200, "OK".to_owned())
    }

    fn miniflux(&mut self, asked: &Asked, body: &str) -> (u16, String) {
        let path = asked.path.split("/v1/").nth(1).unwrap_or_default().to_owned();
        if !asked.authorization.starts_with("Basic ") && asked.authorization != self.password {
            return (401, json!({"error_message": "access unauthorized"}).to_string());
        }
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        match (asked.method.as_str(), path.as_str()) {
            ("GET", "feeds") => {
                let one = |(id, (title, folder)): (&u32, &(String, String))| {
                    json!({"id": id, "title": title, "feed_url": format!("https://news.example/{id}"),
                        "category": {"id": 1, "title": folder}})
                };
                (200, Value::from(self.feeds.iter().map(one).collect::<Vec<_>>()).to_string())
            }
            ("GET", "entries") => (200, self.entries(asked).to_string()),
            ("PUT", "entries") => {
                let numbers = body["entry_ids"].as_array().into_iter().flatten();
                if let Some(status) = self.refusal(numbers.filter_map(Value::as_u64)) {
                    return (status, json!({"error_message": "not this one"}).to_string());
                }
                let read = body["status"] == "read";
                for id in body["entry_ids"].as_array().into_iter().flatten() {
                    let id = format!("{:016x}", id.as_u64().unwrap_or_default());
                    if let Some(item) = self.items.get_mut(&id) {
                        item.read = read;
                        item.changed = now();
                    }
                }
                (204, String::new())
            }
            ("GET", path) if path.starts_with("entries/") => match self.one(path) {
                Some((id, item)) => (200, entry(id, item).to_string()),
                None => (404, json!({"error_message": "not found"}).to_string()),
            },
            ("PUT", path) if path.ends_with("/bookmark") => {
                let id = self.one(path.trim_end_matches("/bookmark")).map(|(id, _)| id.clone());
                let Some(item) = id.and_then(|id| self.items.get_mut(&id)) else {
                    // So it answers for what it no longer has.
                    let why = "store: nothing has been updated";
                    return (500, json!({"error_message": why}).to_string());
                };
                item.starred = !item.starred;
                item.changed = now();
                (204, String::new())
            }
            _ => (404, "404 page not found".to_owned()),
        }
    }

    fn one(&self, path: &str) -> Option<(&String, &Item)> {
        let id: u64 = path.strip_prefix("entries/")?.parse().ok()?;
        self.items.get_key_value(&format!("{id:016x}")).filter(|(_, item)| !item.removed)
    }

    fn entries(&self, asked: &Asked) -> Value {
        let number = |name: &str| asked.field(name).parse::<i64>().unwrap_or(0);
        let after = if self.faults.repeats { 0 } else { number("after_entry_id") };
        let is_listed = |id: &String, item: &Item| {
            let id = i64::from_str_radix(id, 16).unwrap_or(0);
            let before = number("before_entry_id");
            id > after
                && (before == 0 || id < before)
                && item.changed - self.faults.behind >= number("changed_after")
                && (asked.field("status") != "unread" || !item.read)
                && (asked.field("starred") != "true" || item.starred)
        };
        let mut all: Vec<Value> = self
            .items
            .iter()
            .filter(|(id, item)| is_listed(id, item))
            .map(|(id, item)| entry(id, item))
            .collect();
        if asked.field("direction") == "desc" {
            all.reverse();
        }
        let total = all.len();
        // No limit at all is what 0 means here.
        let limit = usize::try_from(number("limit")).unwrap_or(0).min(self.page);
        all.truncate(if limit == 0 { usize::MAX } else { limit });
        json!({"total": total, "entries": all})
    }
}

fn entry(id: &str, item: &Item) -> Value {
    let status = match item {
        Item { removed: true, .. } => "removed",
        Item { read: true, .. } => "read",
        _ => "unread",
    };
    let html = if item.removed { "" } else { &item.html };
    let published = jiff::Timestamp::from_second(now() - 3_600).expect("a time").to_string();
    json!({"id": u64::from_str_radix(id, 16).unwrap_or(0), "feed_id": item.feed, "status": status,
        "starred": item.starred, "title": item.title, "content": html, "tags": null, "feed": {"title": "Harbour News"},
        "url": format!("https://news.example/a/{id}"), "published_at": published, "enclosures": []})
}

/// As `stream/items/ids` gives them: 64-bit ones as decimal numbers, others as they are.
fn decimal(id: &str) -> String {
    match u64::from_str_radix(id, 16) {
        Ok(number) if id.len() == 16 => number.to_string(),
        _ => id.to_owned(),
    }
}

fn request(reader: &mut impl BufRead) -> Option<(Asked, String)> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "authorization" | "x-auth-token" => value.trim().clone_into(&mut authorization),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let form = if body.starts_with('{') { "" } else { body.as_str() };
    let fields = query.split('&').chain(form.split('&')).filter_map(|field| {
        let (name, value) = field.split_once('=')?;
        Some((name.to_owned(), decoded(value)))
    });
    let (path, fields) = (path.to_owned(), fields.collect());
    Some((Asked { method, target, path, fields, authorization }, body))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&hex, 16).unwrap_or(b'?'));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
