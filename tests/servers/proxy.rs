//! A line between a reader and a server that fails in every way, as a seed says.
//!
//! One question is one decision, so that a seed leads to the same faults again. What the server has done by then is part
//! of the decision: a write whose answer never comes is done nonetheless.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::random::Random;

/// How long the reader under test waits for an answer, and how long a silent line says nothing.
pub(crate) const WAITS: Duration = Duration::from_millis(400);
const SILENT: Duration = Duration::from_millis(600);
/// Of so many questions one goes wrong.
const ONE_OF: u64 = 5;

/// What becomes of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// The line is cut before the server hears of it.
    CutBefore,
    /// The line is cut when the server has done it.
    CutAfter,
    /// An error instead; the server has not heard of it.
    ErrorBefore(u16),
    /// An error instead; the server has done it.
    ErrorAfter(u16),
    /// The server has done it, and nothing is said for longer than the reader waits.
    Silent,
    /// Half of the answer, and then the line is cut.
    Half,
    /// Half of the answer, said to be all.
    Short,
    /// A page that was there before instead of the next one.
    Repeated,
    /// The whole answer, in small pieces.
    Drip,
}

impl Fault {
    fn of(random: &mut Random) -> Self {
        let status = random.of(&[500, 502, 503, 504, 429]);
        let faults = [
            Self::CutBefore,
            Self::CutAfter,
            Self::ErrorBefore(status),
            Self::ErrorAfter(status),
            Self::Silent,
            Self::Half,
            Self::Short,
            Self::Repeated,
            Self::Drip,
        ];
        let fault = random.of(&faults);
        if random.below(ONE_OF) == 0 { fault } else { Self::None }
    }
}

/// The line.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    upstream: u16,
    /// Whether anything goes wrong at present.
    fails: AtomicBool,
    over: AtomicBool,
    state: Mutex<State>,
}

struct State {
    random: Random,
    /// The last answer to each question, without its place in a list.
    pages: HashMap<String, Answer>,
    log: Vec<(String, Fault)>,
}

#[derive(Clone)]
struct Answer {
    status: u16,
    kind: String,
    body: Vec<u8>,
}

impl Proxy {
    /// A line to a port of this machine, without faults at first.
    pub(crate) fn start(upstream: u16, seed: u64) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let state = State { random: Random::new(seed), pages: HashMap::new(), log: Vec::new() };
        let (fails, over) = (AtomicBool::new(false), AtomicBool::new(false));
        let shared = Arc::new(Shared { upstream, fails, over, state: Mutex::new(state) });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                if serving.over.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&serving);
                thread::spawn(move || shared.serve(&line));
            }
        });
        Self { port, shared }
    }

    pub(crate) fn fail(&self, fails: bool) {
        self.shared.fails.store(fails, Ordering::SeqCst);
    }

    /// What has become of each question.
    pub(crate) fn log(&self) -> Vec<(String, Fault)> {
        self.shared.state.lock().expect("no panic").log.clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        let _woken = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

/// A question, as it is passed on.
struct Question {
    method: String,
    target: String,
    bytes: Vec<u8>,
}

impl Shared {
    fn serve(&self, line: &TcpStream) {
        let mut reader = BufReader::new(line);
        while let Some(question) = read_question(&mut reader) {
            if self.pass(line, &question).is_none() {
                // To be seen as cut by whoever still holds the other half.
                let _gone = line.shutdown(std::net::Shutdown::Both);
                return;
            }
        }
    }

    /// Passes a question on and the answer back. `None` where the line is cut.
    fn pass(&self, line: &TcpStream, question: &Question) -> Option<()> {
        let fault = self.decide(question);
        match fault {
            Fault::CutBefore => return None,
            Fault::ErrorBefore(status) => return say(line, &error(status)),
            _ => {}
        }
        let answer = self.ask(question)?;
        let previous = self.remember(question, &answer);
        match fault {
            Fault::CutAfter => None,
            Fault::ErrorAfter(status) => say(line, &error(status)),
            Fault::Silent => {
                thread::sleep(SILENT);
                None
            }
            Fault::Half => {
                let half = answer.body.len() / 2;
                let mut line = line;
                line.write_all(head(&answer, answer.body.len()).as_bytes()).ok()?;
                line.write_all(&answer.body[..half]).ok()?;
                None
            }
            Fault::Short => {
                let half = answer.body.len() / 2;
                say(line, &Answer { body: answer.body[..half].to_vec(), ..answer })
            }
            Fault::Repeated => say(line, &previous.unwrap_or(answer)),
            Fault::Drip => drip(line, &answer),
            _ => say(line, &answer),
        }
    }

    fn decide(&self, question: &Question) -> Fault {
        let mut state = self.state.lock().expect("no panic");
        let fault = if self.fails.load(Ordering::SeqCst) {
            Fault::of(&mut state.random)
        } else {
            Fault::None
        };
        state.log.push((format!("{} {}", question.method, question.target), fault));
        fault
    }

    fn ask(&self, question: &Question) -> Option<Answer> {
        let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, self.upstream)).ok()?;
        line.write_all(&question.bytes).ok()?;
        let mut reader = BufReader::new(line);
        let mut first = String::new();
        reader.read_line(&mut first).ok().filter(|count| *count > 0)?;
        let status = first.split(' ').nth(1)?.parse().ok()?;
        let (mut kind, mut length) = (String::new(), None);
        for (name, value) in read_headers(&mut reader)? {
            match name.as_str() {
                "content-type" => kind = value,
                "content-length" => length = value.parse::<usize>().ok(),
                _ => {}
            }
        }
        let mut body = Vec::new();
        match length {
            Some(length) => {
                body.resize(length, 0);
                reader.read_exact(&mut body).ok()?;
            }
            None => {
                reader.read_to_end(&mut body).ok()?;
            }
        }
        Some(Answer { status, kind, body })
    }

    /// Keeps a page of a list. Returns the one before it, where this is one that goes on.
    fn remember(&self, question: &Question, answer: &Answer) -> Option<Answer> {
        let (list, goes_on) = list_of(question)?;
        let mut state = self.state.lock().expect("no panic");
        let previous = state.pages.insert(list, answer.clone());
        previous.filter(|_| goes_on)
    }
}

/// The list that a page is of, and whether it is one that goes on from another.
fn list_of(question: &Question) -> Option<(String, bool)> {
    const PLACES: [&str; 2] = ["c=", "after_entry_id="];
    let (path, query) = question.target.split_once('?')?;
    // What lies between two articles is no page that goes on from another.
    if question.method != "GET" || query.contains("before_entry_id=") {
        return None;
    }
    let (places, rest): (Vec<&str>, Vec<&str>) =
        query.split('&').partition(|field| PLACES.iter().any(|place| field.starts_with(place)));
    let goes_on = places.iter().any(|place| !place.ends_with("=0"));
    Some((format!("{path}?{}", rest.join("&")), goes_on))
}

fn read_headers(reader: &mut impl BufRead) -> Option<Vec<(String, String)>> {
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|count| *count > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { return Some(headers) };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// Reads a question. It is passed on as HTTP 1.0, so that the answer comes unpacked and in one piece.
fn read_question(reader: &mut BufReader<&TcpStream>) -> Option<Question> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|count| *count > 0)?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let headers = read_headers(reader)?;
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let kept = headers
        .iter()
        .filter(|(name, _)| !["accept-encoding", "connection"].contains(&name.as_str()));
    let kept: Vec<String> = kept.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let kept = kept.concat();
    let mut bytes = format!("{method} {target} HTTP/1.0\r\n{kept}\r\n").into_bytes();
    bytes.extend(body);
    Some(Question { method, target, bytes })
}

fn error(status: u16) -> Answer {
    Answer { status, kind: "text/plain".to_owned(), body: b"out of order".to_vec() }
}

fn head(answer: &Answer, length: usize) -> String {
    let Answer { status, kind, .. } = answer;
    // What has no body has no length either.
    let length =
        if *status == 204 { String::new() } else { format!("Content-Length: {length}\r\n") };
    format!("HTTP/1.1 {status} Words\r\nContent-Type: {kind}\r\n{length}\r\n")
}

fn say(mut line: &TcpStream, answer: &Answer) -> Option<()> {
    let mut bytes = head(answer, answer.body.len()).into_bytes();
    bytes.extend(&answer.body);
    line.write_all(&bytes).ok()
}

/// The whole answer, over more than a tenth of a second.
fn drip(mut line: &TcpStream, answer: &Answer) -> Option<()> {
    let mut bytes = head(answer, answer.body.len()).into_bytes();
    bytes.extend(&answer.body);
    for piece in bytes.chunks(bytes.len() / 12 + 1) {
        line.write_all(piece).ok()?;
        thread::sleep(Duration::from_millis(10));
    }
    Some(())
}
