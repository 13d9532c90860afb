//! What is asked for.

use super::Secret;
use crate::news::Validators;
use crate::text::Link;

/// What an answer is wanted for: it decides how long it may be, what is accepted, and what counts as an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A feed, a list of feeds.
    Feed,
    /// A page that people read.
    Page,
    /// A server that is talked to: every status is an answer.
    Service,
}

/// The verb of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Fetches.
    Get,
    /// Sends something, and fetches the answer.
    Post,
    /// Puts something in its place.
    Put,
    /// Changes something.
    Patch,
    /// Takes something away.
    Delete,
}

impl Method {
    /// As it is sent.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One header that the caller adds. It goes to the server of [`Request::link`] and to no other.
#[derive(Clone, Debug)]
pub struct Header {
    /// `Authorization`, `Cookie`, `Content-Type`, ..
    pub name: String,
    /// Shown nowhere.
    pub value: Secret,
}

/// One thing to fetch.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where.
    pub link: Link,
    /// How.
    pub method: Method,
    /// Headers of the caller's own.
    pub headers: Vec<Header>,
    /// What is sent.
    pub body: Option<Vec<u8>>,
    /// What is known of the last answer.
    pub validators: Validators,
    /// The host may be on a private network, since the reader has named it.
    pub allow_private: bool,
    /// Sent over a line of its own, so that it is never sent a second time, whatever its verb says.
    pub once: bool,
    /// What for.
    pub purpose: Purpose,
}

impl Request {
    /// Asks for a feed.
    pub fn feed(link: Link) -> Self {
        Self::new(link, Method::Get, Purpose::Feed)
    }

    /// Asks for a page.
    pub fn page(link: Link) -> Self {
        Self::new(link, Method::Get, Purpose::Page)
    }

    /// Talks to a server.
    pub fn service(method: Method, link: Link) -> Self {
        Self::new(link, method, Purpose::Service)
    }

    fn new(link: Link, method: Method, purpose: Purpose) -> Self {
        Self {
            link,
            method,
            headers: Vec::new(),
            body: None,
            validators: Validators::default(),
            allow_private: false,
            once: false,
            purpose,
        }
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<Secret>) -> Self {
        self.headers.push(Header { name: name.to_owned(), value: value.into() });
        self
    }

    /// The same to a host that may be on a private network.
    #[must_use]
    pub fn private(mut self, allowed: bool) -> Self {
        self.allow_private = allowed;
        self
    }

    /// The same, never sent twice: some servers turn things over by verbs that should only set them.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// The same, unless nothing has changed.
    #[must_use]
    pub fn unless_unchanged(mut self, validators: Validators) -> Self {
        self.validators = validators;
        self
    }

    /// The same with the fields of a form to send. Their values may be secrets: they are shown nowhere.
    #[must_use]
    pub fn form(self, fields: &[(&str, Secret)]) -> Self {
        let encode = |text: &str| text.bytes().map(encoded).collect::<String>();
        let field = |(name, value): &(&str, Secret)| format!("{name}={}", encode(value.expose()));
        let body = fields.iter().map(field).collect::<Vec<_>>().join("&");
        self.body("application/x-www-form-urlencoded", body.into_bytes())
    }

    /// The same with something to send.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: Vec<u8>) -> Self {
        self.body = Some(body);
        self.header("Content-Type", content_type)
    }
}

/// A byte as it stands in a form or in the query of an address.
fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_encoded_so_that_no_value_becomes_another_field() {
        let link = Link::parse("https://a.example/").expect("an address");
        let request = Request::service(Method::Post, link);
        let request = request.form(&[("a", "b&c=d e".into()), ("i", "é+".into())]);
        let body = request.body.expect("a body");
        assert_eq!(String::from_utf8(body).expect("ASCII"), "a=b%26c%3Dd%20e&i=%C3%A9%2B");
    }
}
