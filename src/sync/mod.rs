//! Talks to servers that fetch feeds for the reader: the Google Reader API, and the first version of Miniflux's own.
//!
//! Each request is built here and each answer read here, over the project's own way out. What is done with the answers,
//! and in which order one asks, stands in `desk::sync`; nothing here knows what is stored. An answer that is not what was
//! asked for is an error, never an empty list: from what is missing in a list, marks are concluded.

mod entry;
mod error;
pub mod greader;
mod ids;
mod json;
mod line;
pub mod miniflux;

pub use entry::Entry;
pub use error::RemoteError;
pub use ids::ItemId;
pub use line::Line;

/// More pages of one list are not asked for: a list without an end tells nothing.
pub const MOST_PAGES: usize = 1_000;
