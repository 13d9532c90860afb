//! A server of feeds on this machine: what it answers is set by the test, and how long it takes.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Pages by path: media type, body, and how long it takes to answer.
type Pages = Arc<Mutex<HashMap<String, (&'static str, String, Duration)>>>;

/// A server that ends with the test.
pub(crate) struct Server {
    port: u16,
    pages: Pages,
    asked: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (pages, asked) = (Pages::default(), Arc::new(AtomicUsize::new(0)));
        let (shared, count) = (Arc::clone(&pages), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (pages, count) = (Arc::clone(&shared), Arc::clone(&count));
                thread::spawn(move || answer(&stream, &pages, &count));
            }
        });
        Self { port, pages, asked }
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Sets what a path answers.
    pub(crate) fn set(&self, path: &str, kind: &'static str, body: &str, after: Duration) {
        let mut pages = self.pages.lock().expect("no panic");
        pages.insert(path.to_owned(), (kind, body.to_owned(), after));
    }

    /// Sets a feed of so many articles; the first is the newest.
    pub(crate) fn feed(&self, path: &str, title: &str, articles: usize, after: Duration) {
        self.set(path, "application/rss+xml", &self.rss(path, title, articles), after);
    }

    fn rss(&self, path: &str, title: &str, articles: usize) -> String {
        let item = |n: usize| {
            let link = self.url(&format!("{path}/{n}"));
            format!(
                "<item><guid>{path}-{n}</guid><title>{title} {n}</title><link>{link}</link>\
                 <pubDate>Thu, 20 Jun 2024 {:02}:{:02}:00 GMT</pubDate>\
                 <description>&lt;p&gt;The first words of {title} {n}.&lt;/p&gt;</description></item>",
                n / 60,
                n % 60,
            )
        };
        let items: String = (1..=articles).rev().map(item).collect();
        let site = self.url("/");
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title>\
             <link>{site}</link><description>d</description>{items}</channel></rss>"
        )
    }

    /// How many questions have been answered.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

fn answer(mut stream: &TcpStream, pages: &Pages, count: &AtomicUsize) {
    let mut lines = BufReader::new(stream).lines();
    let Some(Ok(first)) = lines.next() else { return };
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let page = pages.lock().expect("no panic").get(&path).cloned();
    let (status, (kind, body, after)) = match page {
        Some(page) => ("200 OK", page),
        None => ("404 Not Found", ("text/plain", "nothing here".to_owned(), Duration::ZERO)),
    };
    thread::sleep(after);
    count.fetch_add(1, Ordering::Relaxed);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    // Whoever asked may have gone.
    let _gone = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}
