//! Addresses that may be shown, copied and opened.
//!
//! Only `http` and `https`, without credentials and control characters, in ASCII throughout (RFC 3986). What is behind
//! an address is not known here, and nothing is taken out of it unasked.

use std::fmt;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::character::is_unsafe;
use super::punycode::ascii_host;
use super::trackers;

/// Why an address was refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkError {
    /// The address does not begin with `http:` or `https:`.
    #[error("only http and https addresses can be opened")]
    Scheme,
    /// The address has no host, or holds characters that an address cannot have.
    #[error("this is not an address")]
    Malformed,
    /// The address names a user, which serves to hide the true host.
    #[error("addresses with a user name or a password are not opened")]
    Credentials,
    /// The address is longer than [`Link::MAX_BYTES`].
    #[error("the address is too long")]
    TooLong,
}

/// An `http` or `https` address that is safe to show and to hand to a program as one argument.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Link(Box<str>);

impl Link {
    /// The longest address that is kept, in bytes.
    pub const MAX_BYTES: usize = 8_000;

    /// Reads an absolute address.
    ///
    /// The host is written as it is looked up: in lower case, and as `xn--` where it is not ASCII. What must be
    /// percent-encoded is. Parsing what was parsed changes nothing.
    pub fn parse(raw: &str) -> Result<Self, LinkError> {
        let raw = raw.trim();
        if raw.len() > Self::MAX_BYTES {
            return Err(LinkError::TooLong);
        }
        let (scheme, rest) = split_scheme(raw).ok_or(LinkError::Scheme)?;
        let is_plain = raw.bytes().all(|b| b.is_ascii_graphic());
        if !is_plain && raw.chars().any(|c| is_unsafe(c) || c.is_whitespace()) {
            return Err(LinkError::Malformed);
        }
        let rest = rest.trim_start_matches(['/', '\\']);
        let (authority, path) =
            rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(LinkError::Credentials);
        }
        let authority = normal_authority(authority).ok_or(LinkError::Malformed)?;
        let address = format!("{scheme}://{authority}{}", normal_path(path));
        if address.len() > Self::MAX_BYTES {
            return Err(LinkError::TooLong);
        }
        Ok(Self(address.into()))
    }

    /// Reads the address of a feed as people write it: `example.org/feed`, `feed://example.org`, `feed:https://example.org`.
    ///
    /// Without its fragment, which no server is told and which makes no other feed.
    pub fn of_feed(text: &str) -> Result<Self, LinkError> {
        let text = text.trim();
        let bare = match text.split_once(':') {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("feed") => rest,
            _ => text,
        };
        // What is written as `feed://` was `http://` once; a server that can do better leads there.
        let read = match bare.strip_prefix("//") {
            Some(rest) => Self::parse(&format!("http://{rest}")),
            None => Self::parse(bare),
        };
        let read = read.or_else(|error| match error {
            LinkError::Scheme if looks_like_host(bare) => Self::parse(&format!("https://{bare}")),
            error => Err(error),
        })?;
        Ok(read.without_fragment())
    }

    /// The same address without the place in it.
    #[must_use]
    pub fn without_fragment(&self) -> Self {
        Self(self.0.split('#').next().unwrap_or_default().into())
    }

    /// Reads an address as it stands in a page that was found at this one (RFC 3986, section 5).
    pub fn join(&self, reference: &str) -> Result<Self, LinkError> {
        let reference = reference.trim();
        if has_scheme(reference) {
            return Self::parse(reference);
        }
        let (scheme, _) = self.0.split_once(':').unwrap_or_default();
        if reference.starts_with("//") {
            return Self::parse(&format!("{scheme}:{reference}"));
        }
        let origin = self.origin();
        let old = self.0.get(origin.len()..).unwrap_or_default();
        let old_path = old.split(['?', '#']).next().unwrap_or_default();
        let resolved = match reference.chars().next() {
            None => old.split('#').next().unwrap_or_default().to_owned(),
            Some('#') => format!("{}{reference}", old.split('#').next().unwrap_or_default()),
            Some('?') => format!("{old_path}{reference}"),
            Some('/') => without_dots(reference),
            Some(_) => {
                let folder = old_path.rfind('/').and_then(|at| old_path.get(..=at)).unwrap_or("/");
                without_dots(&format!("{folder}{reference}"))
            }
        };
        Self::parse(&format!("{origin}{resolved}"))
    }

    /// The address as it is opened and copied.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same address without what only serves to count readers: `utm_source`, `fbclid` and their like.
    ///
    /// What else stands in the query stays as it is, in its order.
    #[must_use]
    pub fn without_trackers(&self) -> Self {
        let (rest, fragment) = match self.0.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (&*self.0, None),
        };
        let Some((path, query)) = rest.split_once('?') else { return self.clone() };
        let kept: Vec<&str> = query.split('&').filter(|p| !trackers::is_tracker(p)).collect();
        if kept.len() == query.split('&').count() {
            return self.clone();
        }
        let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        Self(format!("{path}{query}{fragment}").into())
    }

    /// The host: `www.example.org`, `xn--mnchen-3ya.de`, `[::1]`.
    pub fn host(&self) -> &str {
        let authority = self.origin().split_once("://").map_or("", |(_, authority)| authority);
        match authority.rfind(':') {
            Some(at) if !authority.ends_with(']') => authority.get(..at).unwrap_or(authority),
            _ => authority,
        }
    }

    /// Whether what is sent there is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// The port, named or not.
    pub fn port(&self) -> u16 {
        let authority = self.origin().split_once("://").map_or("", |(_, authority)| authority);
        let named = authority.get(self.host().len() + 1..).and_then(|port| port.parse().ok());
        named.unwrap_or(if self.is_https() { 443 } else { 80 })
    }

    /// Path and query as a server is asked for them: `/news?page=2`. Never empty.
    pub fn target(&self) -> String {
        let rest = self.0.get(self.origin().len()..).unwrap_or_default();
        let rest = rest.split('#').next().unwrap_or_default();
        if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") }
    }

    /// Whether both lead to the same server, as far as secrets go: scheme, host and port.
    pub fn same_origin(&self, other: &Self) -> bool {
        (self.is_https(), self.host(), self.port())
            == (other.is_https(), other.host(), other.port())
    }

    /// Whether what is meant for this server alone may be sent to `other`: it is the same one, or the same host that now
    /// encrypts what it was sent in the open before.
    pub fn leads_home(&self, other: &Self) -> bool {
        let usual = |link: &Self| link.port() == if link.is_https() { 443 } else { 80 };
        let encrypts = !self.is_https() && other.is_https() && self.host() == other.host();
        self.same_origin(other) || (encrypts && usual(self) && usual(other))
    }

    /// Scheme, host and port: `https://example.org:8080`.
    pub fn origin(&self) -> &str {
        let start = self.0.find("://").map_or(0, |at| at + 3);
        let rest = self.0.get(start..).unwrap_or_default();
        let end = start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
        self.0.get(..end).unwrap_or_default()
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(serde::de::Error::custom)
    }
}

/// `example.org/news`, but not `notes.txt` that was mistyped in a folder: a host has a dot and no other sign.
fn looks_like_host(text: &str) -> bool {
    let host = text.split(['/', '?', ':']).next().unwrap_or_default();
    let legal = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    host.contains('.') && !host.starts_with('.') && host.chars().all(legal)
}

/// The scheme in lower case, and what follows its `//`.
fn split_scheme(raw: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let (head, rest) = raw.split_once("://")?;
        head.eq_ignore_ascii_case(scheme).then_some((scheme, rest))
    })
}

/// Whether an address begins with a scheme: `mailto:`.
fn has_scheme(reference: &str) -> bool {
    let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(legal)
    })
}

/// Host and port; `None` where there is no host or it holds what a host cannot.
fn normal_authority(authority: &str) -> Option<String> {
    let (host, port) = match authority.rfind(':') {
        Some(at) if !authority.ends_with(']') => authority.split_at(at),
        _ => (authority, ""),
    };
    let port = port.trim_start_matches(':');
    if !port.is_empty()
        && (!port.bytes().all(|b| b.is_ascii_digit()) || port.parse::<u16>().is_err())
    {
        return None;
    }
    let host = if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']')?.parse::<std::net::Ipv6Addr>().ok()?;
        format!("[{address}]")
    } else {
        ascii_host(host).filter(|host| is_host(host))?
    };
    Some(if port.is_empty() { host } else { format!("{host}:{port}") })
}

fn is_host(host: &str) -> bool {
    let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
    host.bytes().all(legal) && host.bytes().any(|b| b.is_ascii_alphanumeric())
}

/// Path, query and fragment with everything percent-encoded that may not stand in them.
fn normal_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut in_path = true;
    for c in path.chars() {
        in_path &= !matches!(c, '?' | '#');
        match c {
            // Browsers read it so, and it must not mean another place to them than to us.
            '\\' if in_path => out.push('/'),
            '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' => push_encoded(&mut out, c),
            _ if c.is_ascii() => out.push(c),
            _ => push_encoded(&mut out, c),
        }
    }
    out
}

fn push_encoded(out: &mut String, c: char) {
    let mut bytes = [0; 4];
    for byte in c.encode_utf8(&mut bytes).bytes() {
        write!(out, "%{byte:02X}").expect("writing to a string cannot fail");
    }
}

/// Removes `.` and `..` from a path, query and fragment aside (RFC 3986, section 5.2.4).
fn without_dots(reference: &str) -> String {
    let end = reference.find(['?', '#']).unwrap_or(reference.len());
    let (path, tail) = reference.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split(['/', '\\']).skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            ".." => {
                kept.pop();
            }
            "." => {}
            _ => kept.push(segment),
        }
        if is_last && matches!(segment, "." | "..") {
            kept.push("");
        }
    }
    format!("/{}{tail}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: Result<&str, LinkError>) {
        let link = Link::parse(raw).map(|link| link.to_string());
        assert_eq!(link, expected.map(str::to_owned), "of {raw:?}");
    }

    #[test]
    fn addresses_are_written_in_one_way() {
        check(" HTTPS://Example.ORG/Path?q=1#x ", Ok("https://example.org/Path?q=1#x"));
        check("http://münchen.de/straße", Ok("http://xn--mnchen-3ya.de/stra%C3%9Fe"));
        check("http://a.b/c|d\"e", Ok("http://a.b/c%7Cd%22e"));
        check("http://[::1]:8080/", Ok("http://[::1]:8080/"));
        check("http://good.example\\@evil.example", Ok("http://good.example/@evil.example"));
        check("https://a.b", Ok("https://a.b"));
    }

    #[test]
    fn what_could_deceive_or_command_is_refused() {
        check("javascript:alert(1)", Err(LinkError::Scheme));
        check("file:///etc/passwd", Err(LinkError::Scheme));
        check("--help", Err(LinkError::Scheme));
        check("https://bank.example@evil.example/", Err(LinkError::Credentials));
        check("https://user:pass@a.b/", Err(LinkError::Credentials));
        check("https://", Err(LinkError::Malformed));
        check("https://a.b/\u{202e}x", Err(LinkError::Malformed));
        check("https://a.b/\u{1b}[31m", Err(LinkError::Malformed));
        check("https://a.b/two words", Err(LinkError::Malformed));
        check("https://a.b:99999/", Err(LinkError::Malformed));
        check("https://a b/", Err(LinkError::Malformed));
        check(&format!("https://a.b/{}", "x".repeat(8_000)), Err(LinkError::TooLong));
    }

    #[test]
    fn the_host_is_what_is_looked_up() {
        let host = |raw: &str| Link::parse(raw).map(|link| link.host().to_owned());
        assert_eq!(host("https://www.Example.org:8080/x:y").as_deref(), Ok("www.example.org"));
        assert_eq!(host("http://[::1]:80/").as_deref(), Ok("[::1]"));
        assert_eq!(host("http://[2001:db8::1]").as_deref(), Ok("[2001:db8::1]"));
        assert_eq!(host("https://аррӏе.com?x").as_deref(), Ok("xn--80ak6aa92e.com"));
    }

    #[test]
    fn an_address_knows_where_it_leads_and_what_is_asked_for_there() {
        let parts = |raw: &str| {
            let link = Link::parse(raw).expect("an address");
            (link.is_https(), link.port(), link.target())
        };
        assert_eq!(parts("https://a.b/c?d#e"), (true, 443, "/c?d".to_owned()));
        assert_eq!(parts("http://[::1]:8080?d"), (false, 8080, "/?d".to_owned()));
        assert_eq!(parts("http://a.b#e"), (false, 80, "/".to_owned()));
        let same = |a, b| Link::parse(a).and_then(|a| Ok(a.same_origin(&Link::parse(b)?)));
        assert_eq!(same("http://a.b/c", "http://A.B:80/d"), Ok(true));
        assert_eq!(same("http://a.b/c", "https://a.b/c"), Ok(false));
        assert_eq!(same("http://a.b/c", "http://a.b:81/c"), Ok(false));
    }

    #[test]
    fn a_host_that_begins_to_encrypt_is_the_same_server() {
        let home = |a, b| Link::parse(a).and_then(|a| Ok(a.leads_home(&Link::parse(b)?)));
        assert_eq!(home("http://a.b/c", "http://a.b/d"), Ok(true));
        assert_eq!(home("http://a.b/c", "https://A.B/d"), Ok(true));
        for other in ["https://c.a.b/", "https://a.b:8443/", "http://a.b:81/"] {
            assert_eq!(home("http://a.b/c", other), Ok(false), "{other}");
        }
        assert_eq!(home("http://a.b:81/c", "https://a.b/"), Ok(false));
        assert_eq!(home("https://a.b/c", "http://a.b/"), Ok(false));
    }

    #[test]
    fn trackers_are_taken_out_and_nothing_else() {
        for (raw, expected) in [
            ("https://a.b/c?utm_source=x&id=1&UTM_Medium=y", "https://a.b/c?id=1"),
            ("https://a.b/c?fbclid=x", "https://a.b/c"),
            ("https://a.b/c?gclid=x#part", "https://a.b/c#part"),
            ("https://a.b/c?utm=1&ref=2#utm_source=3", "https://a.b/c?utm=1&ref=2#utm_source=3"),
            ("https://a.b/c?", "https://a.b/c?"),
            ("https://a.b/utm_source=x", "https://a.b/utm_source=x"),
        ] {
            let link = Link::parse(raw).expect("an address");
            assert_eq!(link.without_trackers().as_str(), expected);
        }
    }

    /// The examples of RFC 3986, section 5.4, as far as they are http.
    #[test]
    fn references_are_resolved_as_the_rfc_says() {
        let base = Link::parse("http://a/b/c/d;p?q").expect("an address");
        for (reference, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("http://x/y", "http://x/y"),
        ] {
            let joined = base.join(reference);
            assert_eq!(joined.as_ref().map(Link::as_str), Ok(expected), "of {reference:?}");
        }
        assert_eq!(base.join("mailto:a@b.c"), Err(LinkError::Scheme));
        assert_eq!(base.join("javascript:void(0)"), Err(LinkError::Scheme));
        let root = Link::parse("http://a").expect("an address");
        assert_eq!(root.join("x").as_ref().map(Link::as_str), Ok("http://a/x"));
    }

    proptest! {
        #[test]
        fn an_address_is_printable_ascii_and_stays_itself(raw in "https?://[a-zé.:\\[\\]]{1,12}[/?#\\\\]?\\PC{0,20}") {
            if let Ok(link) = Link::parse(&raw) {
                prop_assert!(link.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert!(!link.host().is_empty());
                prop_assert_eq!(Link::parse(link.as_str()), Ok(link.clone()));
                let bare = link.without_trackers();
                prop_assert_eq!(Link::parse(bare.as_str()), Ok(bare));
                if let Ok(joined) = link.join(&raw) {
                    prop_assert_eq!(Link::parse(joined.as_str()), Ok(joined.clone()));
                }
            }
        }

        #[test]
        fn joining_anything_does_no_harm(reference in any::<String>()) {
            let base = Link::parse("https://example.org/a/b").expect("an address");
            if let Ok(link) = base.join(&reference) {
                prop_assert!(link.as_str().bytes().all(|b| b.is_ascii_graphic()));
            }
        }
    }
}
