//! The bytes of a request.

use super::proxy::Proxy;
use super::unpack::OFFERED;
use super::{Fault, Header, Method, Purpose, Request};
use crate::text::{Link, Prose};

/// Headers that are ours to set.
const OWN: [&str; 12] = [
    "host",
    "connection",
    "content-length",
    "transfer-encoding",
    "accept-encoding",
    "te",
    "upgrade",
    "trailer",
    "expect",
    "if-none-match",
    "if-modified-since",
    "proxy-authorization",
];

/// Refuses headers that could end the head or begin another request, or that are not the caller's to set.
pub(super) fn check_headers(headers: &[Header]) -> Result<(), Fault> {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    let is_right = |header: &Header| {
        !header.name.is_empty()
            && header.name.bytes().all(is_token)
            && !OWN.contains(&header.name.to_ascii_lowercase().as_str())
            && header.value.expose().bytes().all(|b| b == b'\t' || !b.is_ascii_control())
    };
    match headers.iter().find(|header| !is_right(header)) {
        Some(wrong) => Err(Fault::BadHeader(Prose::line(&wrong.name))),
        None => Ok(()),
    }
}

/// What is sent to the server of `link`. The caller's own headers go only to the origin of the request.
pub(super) fn question(
    request: &Request,
    link: &Link,
    is_at_home: bool,
    agent: &str,
    proxy: Option<&Proxy>,
) -> Vec<u8> {
    let proxy = proxy.filter(|_| !link.is_https());
    let target = link.target();
    let target = proxy.map_or_else(|| target.clone(), |_| format!("{}{target}", link.origin()));
    let authority = link.origin().split_once("://").map_or("", |(_, authority)| authority);
    let mut head = format!("{} {target} HTTP/1.1\r\nHost: {authority}\r\n", request.method.name());
    let mut add = |name: &str, value: &str| {
        for part in [name, ": ", value, "\r\n"] {
            head.push_str(part);
        }
    };
    if !has(request, "user-agent") || !is_at_home {
        add("User-Agent", agent);
    }
    if !has(request, "accept") || !is_at_home {
        add("Accept", accepted(request.purpose));
    }
    add("Accept-Encoding", OFFERED);
    for (name, value) in conditions(request) {
        add(name, value);
    }
    if let Some(password) = proxy.and_then(|proxy| proxy.password.as_ref()) {
        add("Proxy-Authorization", password.expose());
    }
    for header in request.headers.iter().filter(|_| is_at_home) {
        add(&header.name, header.value.expose());
    }
    if request.body.is_some() || request.method != Method::Get {
        add("Content-Length", &request.body.as_ref().map_or(0, Vec::len).to_string());
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(request.body.as_deref().unwrap_or_default());
    bytes
}

fn has(request: &Request, name: &str) -> bool {
    request.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name))
}

/// What is known of the last answer, byte for byte as the server gave it.
fn conditions(request: &Request) -> impl Iterator<Item = (&'static str, &str)> {
    let known = &request.validators;
    let pairs = [
        ("If-None-Match", known.etag.as_deref()),
        ("If-Modified-Since", known.last_modified.as_deref()),
    ];
    // They come from a file that may have been edited.
    let is_plain = |value: &&str| {
        !value.is_empty() && value.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
    };
    pairs.into_iter().filter_map(move |(name, value)| Some((name, value.filter(is_plain)?)))
}

fn accepted(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Feed => {
            "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
             application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
        }
        Purpose::Page => {
            "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1"
        }
        Purpose::Service => "application/json, */*;q=0.5",
    }
}

/// Whether the server was asked to say no more than that nothing has changed.
pub(super) fn is_conditional(request: &Request) -> bool {
    conditions(request).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::super::Secret;
    use super::*;
    use crate::news::Validators;

    fn sent(request: &Request, is_at_home: bool) -> String {
        let bytes = question(request, &request.link, is_at_home, "dateline/9", None);
        String::from_utf8(bytes).unwrap()
    }

    fn feed() -> Request {
        Request::feed(Link::parse("http://a.example:81/f?x#y").unwrap())
    }

    #[test]
    fn a_feed_is_asked_for_in_plain_words() {
        let text = sent(&feed(), true);
        assert!(text.starts_with("GET /f?x HTTP/1.1\r\nHost: a.example:81\r\n"), "{text}");
        assert!(
            text.ends_with("\r\n\r\n") && !text.contains("Referer") && !text.contains("Cookie")
        );
    }

    #[test]
    fn headers_of_the_caller_stay_at_home() {
        let request = feed().header("Cookie", "a=b").header("User-Agent", "me");
        let text = sent(&request, true);
        assert!(text.contains("\r\nCookie: a=b\r\n") && text.contains("\r\nUser-Agent: me\r\n"));
        assert!(!sent(&request, false).contains("a=b"));
    }

    #[test]
    fn validators_are_sent_as_they_came_or_not_at_all() {
        let etag = Some("W/\"a,b\\c\"".to_owned());
        let last_modified = Some("Thu\r\nX: y".to_owned());
        let request = feed().unless_unchanged(Validators { etag, last_modified });
        let text = sent(&request, true);
        assert!(text.contains("\r\nIf-None-Match: W/\"a,b\\c\"\r\n"));
        assert!(!text.contains("Since"), "{text}");
    }

    #[test]
    fn a_header_cannot_begin_another_request() {
        let wrong = [("A b", "c"), ("", "c"), ("A", "b\r\nC: d"), ("Host", "evil.example")];
        for (name, value) in wrong {
            assert!(check_headers(&feed().header(name, value).headers).is_err(), "{name}");
        }
        assert!(check_headers(&feed().header("X-Key", "b c\td").headers).is_ok());
    }

    #[test]
    fn a_proxy_is_told_the_whole_address() {
        let proxy =
            Proxy { host: "p".to_owned(), port: 1, password: Some(Secret::basic("a", "b")) };
        let bytes = question(&feed(), &feed().link, true, "me", Some(&proxy));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("GET http://a.example:81/f?x HTTP/1.1\r\nHost: a.example:81\r\n"));
        assert!(text.contains("Proxy-Authorization: Basic "));
    }
}
