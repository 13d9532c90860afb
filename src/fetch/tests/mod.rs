//! The client against a server on loopback that says exactly what each test tells it to.

mod mutated;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::*;
use crate::news::Validators;
use crate::text::Link;

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>";
const OK_CLOSE: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n<rss>";

/// A server that answers the questions of each connection in turn, and gives back what it was asked.
struct Server {
    port: u16,
    thread: JoinHandle<Vec<String>>,
}

impl Server {
    /// One list of answers for each connection; the connection ends with its list.
    fn start(connections: &[&[&str]]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let script: Vec<Vec<String>> = connections
            .iter()
            .map(|answers| answers.iter().map(|answer| (*answer).to_owned()).collect())
            .collect();
        let thread = thread::spawn(move || {
            let mut asked = Vec::new();
            for answers in script {
                let (mut socket, _) = listener.accept().unwrap();
                socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                for answer in answers {
                    asked.push(question(&mut socket));
                    socket.write_all(answer.as_bytes()).unwrap();
                }
            }
            asked
        });
        Self { port, thread }
    }

    /// A client to which this server is `a.test` and `b.test`, both public.
    fn client(&self) -> Client {
        Client::new(self.policy())
    }

    /// A kept line may be used at once: the script says how many there are.
    fn policy(&self) -> Policy {
        let both = format!("a.test=127.0.0.1:{0},b.test=127.0.0.1:{0}", self.port);
        let limits = Limits { watch: Duration::ZERO, ..Limits::default() };
        Policy { overrides: Override::parse_list(&both).unwrap(), limits, ..Policy::default() }
    }

    /// What was asked, after the last answer was given.
    fn asked(self) -> Vec<String> {
        self.thread.join().unwrap()
    }
}

/// Reads a head, and the body it announces.
fn question(socket: &mut TcpStream) -> String {
    let mut text = String::new();
    let mut byte = [0];
    let mut left = usize::MAX;
    while left > 0 && socket.read(&mut byte).unwrap_or(0) > 0 {
        text.push(char::from(byte[0]));
        left -= 1;
        if left > 1 << 20 && text.ends_with("\r\n\r\n") {
            let length = text.lines().find_map(|line| line.strip_prefix("Content-Length: "));
            left = length.map_or(0, |length| length.parse().unwrap());
        }
    }
    text
}

fn feed(address: &str) -> Request {
    Request::feed(Link::parse(address).unwrap())
}

#[test]
fn a_line_is_kept_for_the_next_question() {
    let server = Server::start(&[&[OK, OK, OK_CLOSE]]);
    let client = server.client();
    for _ in 0..3 {
        assert_eq!(client.fetch(&feed("http://a.test/")).unwrap().body, b"<rss>");
    }
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn a_line_rests_after_an_answer_while_another_is_opened() {
    let server = Server::start(&[&[OK], &[OK]]);
    let mut policy = server.policy();
    policy.limits.watch = Duration::from_secs(3_600);
    let client = Client::new(policy);
    client.fetch(&feed("http://a.test/1")).unwrap();
    client.fetch(&feed("http://a.test/2")).unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_line_need_not_rest_after_an_answer_that_could_have_no_body() {
    let unchanged = "HTTP/1.1 304 Not Modified\r\n\r\n";
    let server = Server::start(&[&[unchanged, unchanged, unchanged]]);
    let mut policy = server.policy();
    policy.limits.watch = Duration::from_secs(3_600);
    let client = Client::new(policy);
    let known = Validators { etag: Some("\"1\"".to_owned()), last_modified: None };
    for _ in 0..3 {
        let request = feed("http://a.test/").unless_unchanged(known.clone());
        assert!(client.fetch(&request).unwrap().not_modified);
    }
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn what_an_answer_has_left_in_a_line_is_no_answer() {
    let unchanged = "HTTP/1.1 304 Not Modified\r\n\r\n";
    // A body where none can be, which comes with the next answer.
    let late = format!("<rss>\r\n\r\n{OK}");
    let server = Server::start(&[&[unchanged, &late], &[OK_CLOSE]]);
    let client = server.client();
    let known = Validators { etag: Some("\"1\"".to_owned()), last_modified: None };
    assert!(client.fetch(&feed("http://a.test/1").unless_unchanged(known)).unwrap().not_modified);
    assert_eq!(client.fetch(&feed("http://a.test/2")).unwrap().body, b"<rss>");
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn a_kept_line_that_was_closed_is_opened_again_once() {
    let server = Server::start(&[&[OK], &[OK]]);
    let client = server.client();
    client.fetch(&feed("http://a.test/1")).unwrap();
    client.fetch(&feed("http://a.test/2")).unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn what_comes_after_an_answer_is_never_the_next_one() {
    let forged = format!("{OK}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
    let server = Server::start(&[&[&forged], &[OK_CLOSE]]);
    let client = server.client();
    for _ in 0..2 {
        assert_eq!(client.fetch(&feed("http://a.test/")).unwrap().body, b"<rss>");
    }
    server.asked();
}

#[test]
fn what_comes_a_little_after_an_answer_is_not_the_next_one_either() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serving = thread::spawn(move || {
        let (mut first, _) = listener.accept().unwrap();
        question(&mut first);
        first.write_all(OK.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(5));
        first.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged").unwrap();
        let (mut second, _) = listener.accept().unwrap();
        question(&mut second);
        second.write_all(OK.as_bytes()).unwrap();
    });
    let overrides = Override::parse_list(&format!("a.test=127.0.0.1:{port}")).unwrap();
    let client = Client::new(Policy { overrides, ..Policy::default() });
    for _ in 0..2 {
        assert_eq!(client.fetch(&feed("http://a.test/")).unwrap().body, b"<rss>");
    }
    serving.join().unwrap();
}

#[test]
fn headers_go_to_the_first_server_alone_and_do_not_come_back() {
    let to = |place: &str| {
        format!(
            "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: {place}\r\n\r\n"
        )
    };
    let (there, back) = (to("http://b.test/2"), to("http://a.test/3"));
    let server = Server::start(&[&[&there], &[&back], &[OK_CLOSE]]);
    let request = feed("http://a.test/1").header("Authorization", "hidden").header("Accept", "own");
    let answer = server.client().fetch(&request).unwrap();
    assert_eq!((answer.link.as_str(), answer.moved), ("http://a.test/3", None));
    let asked = server.asked();
    let has = |part: &str| asked.iter().map(|text| text.contains(part)).collect::<Vec<_>>();
    assert_eq!(has("hidden"), [true, false, false]);
    assert_eq!(has("Accept: own"), [true, false, false]);
    assert_eq!(has("User-Agent: dateline/"), [true, true, true]);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let tagged = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 5\r\n\r\n<rss>";
    let unchanged = "HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n";
    let server = Server::start(&[&[tagged, unchanged]]);
    let client = server.client();
    let first = client.fetch(&feed("http://a.test/")).unwrap();
    let again = feed("http://a.test/").unless_unchanged(first.validators);
    let second = client.fetch(&again).unwrap();
    assert!(second.not_modified && second.body.is_empty());
    assert_eq!(second.validators.etag.as_deref(), Some("\"2\""));
    assert!(server.asked()[1].contains("If-None-Match: \"1\"\r\n"));
}

#[test]
fn a_new_address_is_told_with_a_body_alone() {
    let moved =
        "HTTP/1.1 301 Moved\r\nConnection: close\r\nContent-Length: 0\r\nLocation: /2\r\n\r\n";
    let unchanged = "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n";
    let server = Server::start(&[&[moved], &[OK_CLOSE], &[moved], &[unchanged]]);
    let client = server.client();
    let known = Validators { etag: Some("\"1\"".to_owned()), last_modified: None };
    let request = feed("http://a.test/1").unless_unchanged(known);
    let told = client.fetch(&request).unwrap().moved.map(|link| link.to_string());
    assert_eq!(told.as_deref(), Some("http://a.test/2"));
    assert_eq!(client.fetch(&request).unwrap().moved, None);
    server.asked();
}

#[test]
fn a_service_is_sent_something_and_every_status_is_an_answer() {
    let refusal = "HTTP/1.1 409 Conflict\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbusy";
    let server = Server::start(&[&[refusal]]);
    let link = Link::parse("http://a.test/sync").unwrap();
    let request = Request::service(Method::Put, link).body("application/json", b"{}".to_vec());
    let answer = server.client().fetch(&request).unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (409, &b"busy"[..]));
    let asked = server.asked().remove(0);
    assert!(
        asked.starts_with("PUT /sync HTTP/1.1\r\n") && asked.ends_with("\r\n\r\n{}"),
        "{asked}"
    );
}

#[test]
fn what_is_sent_is_not_sent_on() {
    let moved =
        "HTTP/1.1 308 Moved\r\nConnection: close\r\nContent-Length: 0\r\nLocation: /2\r\n\r\n";
    let server = Server::start(&[&[moved]]);
    let link = Link::parse("http://a.test/sync").unwrap();
    let request = Request::service(Method::Post, link).body("text/plain", b"x".to_vec());
    assert!(matches!(server.client().fetch(&request).unwrap_err().fault, Fault::Moved));
    server.asked();
}

#[test]
fn a_proxy_is_asked_instead_and_trusted() {
    let server = Server::start(&[&[OK_CLOSE]]);
    let address = format!("http://user:pass@127.0.0.1:{}", server.port);
    let env = |name: &str| (name == "http_proxy").then(|| address.clone());
    let policy = Policy { proxies: Proxies::from_env(&env).0, ..Policy::default() };
    let client = Client::new(policy);
    client.fetch(&feed("http://nowhere.test/x")).unwrap();
    let inside = client.fetch(&feed("http://localhost/x")).unwrap_err();
    assert!(matches!(inside.fault, Fault::Private));
    let asked = server.asked().remove(0);
    assert!(asked.starts_with("GET http://nowhere.test/x HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n"), "{asked}");
}

#[test]
fn a_proxy_that_opens_no_tunnel_is_named_without_its_password() {
    let refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(&[&[refusal]]);
    let place = format!("127.0.0.1:{}", server.port);
    let address = format!("http://user:hidden@{place}");
    let env = |name: &str| (name == "https_proxy").then(|| address.clone());
    let policy = Policy { proxies: Proxies::from_env(&env).0, ..Policy::default() };
    let error = Client::new(policy).fetch(&feed("https://nowhere.test/")).unwrap_err();
    let words = error.to_string();
    assert!(words.contains(&format!("through the proxy {place} (it answers 403)")), "{words}");
    assert!(!format!("{error:?}").contains("hidden"));
    let asked = server.asked().remove(0);
    assert!(asked.starts_with("CONNECT nowhere.test:443 HTTP/1.1\r\n"), "{asked}");
    assert!(!asked.contains("Accept"), "{asked}");
}

#[test]
fn offline_and_restricted_readers_ask_nobody() {
    let offline = Client::new(Policy { offline: true, ..Policy::default() });
    let error = offline.fetch(&feed("http://127.0.0.1:9/")).unwrap_err();
    assert!(matches!(error.fault, Fault::Offline) && error.is_temporary());
    let restricted = Client::new(Policy { restricted: true, ..Policy::default() });
    let error = restricted.fetch(&feed("http://127.0.0.1:9/").private(true)).unwrap_err();
    assert!(matches!(error.fault, Fault::Restricted) && !error.is_temporary());
}

#[test]
fn a_host_that_asks_for_rest_is_heard() {
    let busy = "HTTP/1.1 429 Slow down\r\nConnection: close\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(&[&[busy]]);
    let error = server.client().fetch(&feed("http://a.test/")).unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
    assert!(error.holds_host() && error.is_temporary() && !error.is_gone());
    server.asked();
}

#[test]
fn nothing_is_remembered_of_an_answer_that_was_cut() {
    let cut = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 50\r\n\r\n<rss>";
    let server = Server::start(&[&[cut]]);
    let known = Validators { etag: Some("\"0\"".to_owned()), last_modified: None };
    let error = server.client().fetch(&feed("http://a.test/").unless_unchanged(known)).unwrap_err();
    assert!(matches!(error.fault, Fault::Truncated), "{error}");
    server.asked();
}

/// A server that begins an answer and then says the same for ever.
fn endless(head: &'static [u8], unit: &'static [u8]) -> FetchError {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serving = thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        question(&mut socket);
        let many = unit.repeat(1_000);
        socket.write_all(head).unwrap();
        while socket.write_all(&many).is_ok() {}
    });
    let overrides = Override::parse_list(&format!("a.test=127.0.0.1:{port}")).unwrap();
    let limits = Limits { wire_bytes: 1 << 20, ..Limits::default() };
    let client = Client::new(Policy { limits, overrides, ..Policy::default() });
    let error = client.fetch(&feed("http://a.test/")).unwrap_err();
    serving.join().unwrap();
    error
}

#[test]
fn much_that_becomes_little_is_bounded_as_it_comes() {
    let chunks = endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n");
    assert!(matches!(chunks.fault, Fault::TooLarge { .. }), "{chunks}");
    let gzip = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03";
    let nothing = endless(gzip, b"\0\0\0\xff\xff");
    assert!(matches!(nothing.fault, Fault::TooLarge { .. }), "{nothing}");
}

/// What a server that drips the same for ever, a few bytes at a time, is given up for.
fn drip(head: &'static [u8], limits: Limits) -> Fault {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serving = thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        question(&mut socket);
        let mut more = socket.write_all(head);
        while more.is_ok() {
            thread::sleep(Duration::from_millis(5));
            // A silent one waits until the other side has gone.
            let is_open = !head.is_empty() || socket.read(&mut [0]).is_ok_and(|count| count > 0);
            more = if is_open { socket.write_all(b" ") } else { break };
        }
    });
    let overrides = Override::parse_list(&format!("a.test=127.0.0.1:{port}")).unwrap();
    let client = Client::new(Policy { limits, overrides, ..Policy::default() });
    let error = client.fetch(&feed("http://a.test/")).unwrap_err();
    serving.join().unwrap();
    error.fault
}

#[test]
fn no_clock_is_reset_by_a_server_that_drips() {
    let short = Duration::from_millis(150);
    let limits = Limits::default;
    let head = b"HTTP/1.1 200 OK\r\nX: ".as_slice();
    let body = b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n".as_slice();
    for start in [head, body] {
        let rate = drip(start, Limits { rate_window: short, ..limits() });
        assert!(matches!(rate, Fault::Slow(Wait::Rate(_))), "{rate}");
        let whole = drip(start, Limits { whole: short, ..limits() });
        assert!(matches!(whole, Fault::Slow(Wait::Whole(_))), "{whole}");
    }
    let silent = drip(b"", Limits { first_byte: short, ..limits() });
    assert!(matches!(silent, Fault::Slow(Wait::FirstByte(_))), "{silent}");
}

#[test]
fn a_fetch_is_given_up_when_the_program_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let overrides = Override::parse_list(&format!("a.test=127.0.0.1:{port}")).unwrap();
    let limits = Limits {
        first_byte: Duration::from_secs(600),
        whole: Duration::from_secs(600),
        ..Limits::default()
    };
    let client = Client::new(Policy { limits, overrides, ..Policy::default() });
    thread::scope(|scope| {
        let waiting = scope.spawn(|| client.fetch(&feed("http://a.test/")));
        let (mut socket, _) = listener.accept().unwrap();
        question(&mut socket);
        client.stop();
        // It would wait for ten minutes otherwise.
        assert!(matches!(waiting.join().unwrap().unwrap_err().fault, Fault::Stopped));
    });
    let later = client.fetch(&feed("http://a.test/")).unwrap_err();
    assert!(matches!(later.fault, Fault::Stopped) && later.is_temporary());
}

#[test]
fn a_client_is_shared_between_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Client>();
}
