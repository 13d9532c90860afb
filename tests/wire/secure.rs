//! The same over an encrypted line.

use dateline::fetch::{Authority, Client, FetchError, Override, Policy, Request, Response};
use dateline::text::Link;

use crate::server::Server;

/// Whom a reader trusts, and how the server is called.
fn fetch(server: &Server, trusted: &[u8], host: &str, path: &str) -> Result<Response, FetchError> {
    let overrides = Override::parse_list(&format!("{host}=127.0.0.1:{}", server.port));
    let policy = Policy {
        trusted: Authority::read(trusted),
        overrides: overrides.expect("an override"),
        ..Policy::default()
    };
    let link = Link::parse(&format!("https://{host}:{}{path}", server.port)).expect("an address");
    Client::new(policy).fetch(&Request::feed(link))
}

#[test]
fn an_encrypted_line_is_read_from_whom_the_reader_trusts() {
    let Some(server) = Server::start(&["--tls", "--drip", "0.1"]) else { return };
    let certificate = server.certificate();
    for path in ["/ok", "/bad/http10", "/bad/103-early-hints", "/slow/but-fine"] {
        let answer = fetch(&server, &certificate, "localhost", path);
        assert!(!answer.unwrap_or_else(|error| panic!("{path}: {error}")).body.is_empty());
    }
    let stranger = fetch(&server, b"", "localhost", "/ok").expect_err("a stranger");
    says(&stranger, "it made its certificate itself");
    let other_name = fetch(&server, &certificate, "news.test", "/ok").expect_err("another name");
    says(&other_name, "its certificate is for another name");
    for (path, words) in [
        ("/bad/length-long", "broke off"),
        ("/bad/reset-mid-body", ""),
        ("/bad/close-at-once", "broke off"),
        ("/redir/private-ip", "from an encrypted address to an open one"),
    ] {
        says(&fetch(&server, &certificate, "localhost", path).expect_err(path), words);
    }
}

#[track_caller]
fn says(error: &FetchError, words: &str) {
    assert!(error.to_string().contains(words), "{error}");
}
