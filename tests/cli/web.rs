//! A small web server on loopback: pages by path, and what was asked of it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What is answered for a path.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Page {
    pub(crate) fn new(body: impl Into<String>) -> Self {
        Self { status: 200, headers: Vec::new(), body: body.into() }
    }

    /// A page of this type of media.
    pub(crate) fn typed(body: impl Into<String>, kind: &str) -> Self {
        Self::new(body).with("Content-Type", kind)
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// With a header. Where it is `ETag`, whoever sends it back is told that nothing has changed.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn etag(&self) -> Option<&str> {
        self.headers.iter().find(|(name, _)| name == "ETag").map(|(_, value)| value.as_str())
    }
}

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    headers: Vec<(String, String)>,
}

impl Asked {
    /// A header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct State {
    pages: HashMap<String, Page>,
    asked: Vec<Asked>,
}

/// The server. It lives as long as the tests do.
#[derive(Clone)]
pub(crate) struct Web {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Web {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let web =
            Self { address: listener.local_addr().expect("an address"), state: Arc::default() };
        let serving = web.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let web = serving.clone();
                thread::spawn(move || web.talk(line));
            }
        });
        web
    }

    /// Puts a page in its place, instead of what was there.
    pub(crate) fn put(&self, path: &str, page: Page) {
        self.state.lock().expect("no panic").pages.insert(path.to_owned(), page);
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked for under a path, in order.
    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        let state = self.state.lock().expect("no panic");
        state.asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }

    /// Answers until the other side has enough.
    fn talk(&self, line: TcpStream) {
        let Ok(copy) = line.try_clone() else { return };
        let mut reader = BufReader::new(copy);
        let mut line = line;
        while let Some(asked) = request(&mut reader) {
            let answer = self.answer(&asked);
            if line.write_all(&answer).is_err() {
                return;
            }
        }
    }

    fn answer(&self, asked: &Asked) -> Vec<u8> {
        let mut state = self.state.lock().expect("no panic");
        state.asked.push(asked.clone());
        let page = state.pages.get(&asked.path).cloned();
        let page = page.unwrap_or_else(|| Page::new("nothing here").status(404));
        let is_known = page.etag().is_some_and(|etag| asked.header("if-none-match") == Some(etag));
        let status = if is_known { 304 } else { page.status };
        let body = if is_known { "" } else { page.body.as_str() };
        let mut head = format!("HTTP/1.1 {status} Some words\r\n");
        for (name, value) in &page.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if !is_known {
            head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        [head.as_bytes(), b"\r\n", body.as_bytes()].concat()
    }
}

fn request(reader: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let path = first.split(' ').nth(1)?.to_owned();
    let (mut headers, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
        if name == "content-length" {
            length = value.parse().unwrap_or(0);
        }
        headers.push((name, value));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { path, headers })
}

/// An item of [`rss`].
pub(crate) fn item(id: u32, title: &str, text: &str) -> String {
    format!(
        "<item><guid isPermaLink=\"false\">id-{id}</guid><title>{title}</title><link>https://example.org/{id}</link>\
         <pubDate>Thu, 20 Jun 2024 10:{:02}:00 GMT</pubDate><description><![CDATA[<p>{text}</p>]]></description></item>",
        id % 60
    )
}

/// A feed of these items.
pub(crate) fn rss(title: &str, items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title>\
         <link>https://example.org/</link>{}</channel></rss>",
        items.concat()
    )
}

/// A feed as it is served.
pub(crate) fn feed(title: &str, items: &[String]) -> Page {
    Page::typed(rss(title, items), "application/rss+xml")
}
