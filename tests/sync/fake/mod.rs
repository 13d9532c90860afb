//! A server on loopback that speaks both APIs, keeps state, and does what real servers won't do on demand.
//!
//! It is strict where real servers are: writes want the token in the body, ids the long form, and only the last `a=` of a
//! change is seen. What it is asked is written down.

mod greader;
mod http;
mod miniflux;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub(crate) use http::Asked;
use http::request;

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
    /// Where it stands on the web, where that is not made of its number here.
    pub(crate) link: Option<String>,
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
    /// What a 429 asks for in `Retry-After`, in seconds; two hours where nothing is set.
    pub(crate) retry_after: Option<u32>,
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

#[derive(Clone)]
pub(crate) struct Fake {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

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
                429 => {
                    let rest = self.state().faults.retry_after.unwrap_or(7_200);
                    (format!("Retry-After: {rest}\r\n"), answer)
                }
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

    /// How a change of these is refused.
    fn refusal(&self, mut numbers: impl Iterator<Item = u64>) -> Option<u16> {
        numbers.find_map(|number| {
            let refused = self.faults.refused.iter().find(|(refused, _)| *refused == number);
            refused.map(|(_, status)| *status)
        })
    }
}
