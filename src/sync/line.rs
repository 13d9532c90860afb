//! The way to one server: what is asked there is counted, and an answer from elsewhere is none.

use std::cell::Cell;
use std::time::Duration;

use super::RemoteError;
use crate::fetch::address::literal_is_loopback;
use crate::fetch::{Client, Fault, FetchError, Request, Response};
use crate::news::Moment;
use crate::text::{Link, Prose};

/// Some servers fetch a new feed while one waits: 111 s for one of 5,000 articles (measured with `FreshRSS`).
const PATIENCE: Duration = Duration::from_secs(240);

/// What is needed to talk to one server.
pub struct Line<'c> {
    client: &'c Client,
    requests: Cell<usize>,
    bytes: Cell<u64>,
    /// What the server's clock said with its first answer.
    date: Cell<Option<Moment>>,
}

impl<'c> Line<'c> {
    /// A way that counts from nothing.
    pub fn new(client: &'c Client) -> Self {
        Self { client, requests: Cell::new(0), bytes: Cell::new(0), date: Cell::new(None) }
    }

    /// What was asked so far.
    pub fn requests(&self) -> usize {
        self.requests.get()
    }

    /// How much was answered so far, as it came over the line.
    pub fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    /// What the server's clock said when it was first asked; it may differ from ours.
    pub fn date(&self) -> Option<Moment> {
        self.date.get()
    }

    /// Sends a request. Any status is an answer, but one that comes from another server is none.
    pub(super) fn send(&self, request: Request) -> Result<Response, RemoteError> {
        self.send_by(self.client, request)
    }

    /// The same for what takes a server minutes.
    pub(super) fn send_patiently(&self, request: Request) -> Result<Response, RemoteError> {
        self.send_by(&self.client.patient(PATIENCE), request)
    }

    fn send_by(&self, client: &Client, request: Request) -> Result<Response, RemoteError> {
        self.requests.set(self.requests.get() + 1);
        // The reader has named the host.
        let request = request.private(true);
        let answer = client.fetch(&request).map_err(|error| plain(error, &request.link))?;
        self.bytes.set(self.bytes.get() + answer.wire_bytes);
        self.date.set(self.date.get().or(answer.date));
        if !answer.link.same_origin(&request.link) {
            let host = Prose::line(answer.link.host());
            return Err(RemoteError::Elsewhere { asked: bare(&request.link), host });
        }
        if answer.status == 429 {
            return Err(RemoteError::TooOften(bare(&request.link), answer.retry_after));
        }
        Ok(answer)
    }
}

/// Refuses an address at which everybody on the way could read the password; this machine is no way.
pub(super) fn check_line(address: &Link, allow_http: bool) -> Result<(), RemoteError> {
    let is_safe = address.is_https() || allow_http || literal_is_loopback(address.host());
    if is_safe { Ok(()) } else { Err(RemoteError::OpenLine(address.clone())) }
}

/// An address without its query: ids say nothing to people.
pub(super) fn bare(link: &Link) -> Link {
    let text = link.as_str().split(['?', '#']).next().unwrap_or_default();
    Link::parse(text).unwrap_or_else(|_| link.clone())
}

/// The error without the query of the address.
fn plain(error: FetchError, asked: &Link) -> RemoteError {
    let hop = error.hop.as_ref().map(bare);
    if let (Fault::Moved, Some(hop)) = (&error.fault, &hop)
        && !hop.same_origin(asked)
    {
        return RemoteError::Elsewhere { asked: bare(asked), host: Prose::line(hop.host()) };
    }
    RemoteError::Fetch(FetchError { link: bare(&error.link), hop, fault: error.fault })
}
