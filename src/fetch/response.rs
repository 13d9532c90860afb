//! What came back.

use std::time::Duration;

use crate::news::{Moment, Validators};
use crate::text::Link;

/// An answer that came whole.
#[derive(Clone, Debug)]
pub struct Response {
    /// 200, 304; anything for [`super::Purpose::Service`].
    pub status: u16,
    /// Where it came from, after all redirects.
    pub link: Link,
    /// The new address, where the server says that the old one is done with (301, 308). Store it only once the body has
    /// proved to be what was wanted; where nothing has changed, it is not given.
    pub moved: Option<Link>,
    /// Nothing has changed since [`super::Request::validators`]; there is no body.
    pub not_modified: bool,
    /// `text/html; charset=utf-8`, in plain ASCII; empty where the server does not say.
    pub content_type: String,
    /// Unpacked.
    pub body: Vec<u8>,
    /// What to send the next time. Keep them only once the body has been read and understood.
    pub validators: Validators,
    /// How long the server says that nothing will change, a day at most.
    pub fresh_for: Option<Duration>,
    /// How long the server asks to be left alone, a day at most.
    pub retry_after: Option<Duration>,
    /// The host that was first asked is on a private network.
    pub private: bool,
    /// Servers of the Google Reader API say so that a token for changes has run out, and not the login.
    pub stale_token: bool,
    /// What the server's clock says.
    pub date: Option<Moment>,
    /// Bytes received, headers, redirects and encryption included.
    pub wire_bytes: u64,
}
