//! The one way out to the network: feeds, pages, discovery and sync all go through [`Client::fetch`].
//!
//! Everything that a server could do wrong is bounded here: time, bytes, headers, redirects, packing ([`Limits`]). The
//! guard against private addresses sits where the socket is opened, after the name was looked up (`dial.rs`), so there
//! is no second way around it. Blocking, for worker threads; nothing is stored, no cookie is kept, no referrer is sent.
//!
//! HTTP/1.1 is spoken by this module itself, over `httparse` and `rustls`; what a client of the shelf could not be made
//! to hold is told in ARCHITECTURE.md. What is in an answer (feeds, pages, character sets) is not known here.
//!
//! Beside it: [`polite`], which keeps to two questions at a time for each host, and [`schedule`], which says when a feed
//! is due.

pub mod address;
mod ahead;
mod body;
mod budget;
mod client;
mod deadline;
mod dial;
mod error;
mod freshness;
mod head;
mod kind;
mod lanes;
mod limits;
mod line;
mod policy;
pub mod polite;
mod pool;
mod proxy;
mod question;
mod redirect;
mod request;
mod resolve;
mod response;
pub mod schedule;
mod secret;
#[cfg(test)]
mod tests;
mod trust;
mod unpack;
mod wire;

pub use address::Reach;
pub use client::Client;
pub use error::{Fault, FetchError, Wait};
pub use limits::Limits;
pub use policy::{Authority, Override, Policy, TEST_VARIABLE};
pub use proxy::Proxies;
pub use request::{Header, Method, Purpose, Request};
pub use response::Response;
pub use secret::Secret;
