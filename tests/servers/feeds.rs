//! A server of feeds on this machine, for another server to fetch.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;

/// Feeds at `/0`, `/1`, ..: so many articles each, numbered through; fewer of them at `/1/25`.
pub(crate) struct Feeds {
    pub(crate) port: u16,
}

impl Feeds {
    pub(crate) fn start(each: usize) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                thread::spawn(move || answer(&line, port, each));
            }
        });
        Self { port }
    }

    pub(crate) fn url(&self, feed: usize) -> String {
        format!("http://127.0.0.1:{}/{feed}", self.port)
    }
}

fn answer(mut line: &TcpStream, port: u16, each: usize) {
    let mut lines = BufReader::new(line).lines();
    let Some(Ok(first)) = lines.next() else { return };
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = first.split(' ').nth(1).and_then(|path| path.strip_prefix('/'));
    let asked = path.and_then(|path| {
        let (feed, count) = path.split_once('/').map_or((path, None), |(f, c)| (f, Some(c)));
        let count = count.map_or(Some(each), |count| count.parse().ok())?;
        Some((feed.parse::<usize>().ok()?, count))
    });
    let (status, body) = match asked {
        Some((feed, count)) => ("200 OK", rss(port, feed, feed * each, count)),
        None => ("404 Not Found", String::new()),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.0 {status}\r\nContent-Type: application/rss+xml\r\nContent-Length: {length}\r\n\r\n"
    );
    // Whoever asked may have gone.
    let _gone = line.write_all(head.as_bytes()).and_then(|()| line.write_all(body.as_bytes()));
}

/// Articles of about a kilobyte.
fn rss(port: u16, feed: usize, before: usize, count: usize) -> String {
    let now = jiff::Timestamp::now().as_second();
    let item = |place: usize| {
        let number = before + place + 1;
        let at = jiff::Timestamp::from_second(now - 60 * number as i64).expect("a time");
        let words = format!("The words of report {number}. ").repeat(40);
        let date = at.strftime("%a, %d %b %Y %H:%M:%S GMT");
        format!(
            "<item><guid isPermaLink=\"false\">{number}</guid><title>Title {number}</title>\
             <link>http://127.0.0.1:{port}/a/{number}</link><pubDate>{date}</pubDate>\
             <description>&lt;p&gt;{words}&lt;/p&gt;</description></item>"
        )
    };
    let items: String = (0..count).map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed {feed}</title>\
         <link>http://127.0.0.1:{port}/</link><description>d</description>{items}</channel></rss>"
    )
}
