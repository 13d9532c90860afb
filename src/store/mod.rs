//! The library on disk: articles, marks and places in one SQLite file.
//!
//! A [`Library`] writes and lives on one thread; any number of [`Shelf`]s read beside it. What has been answered with
//! `Ok` about a reader's own marks outlives a crash and a power cut (WAL, `synchronous=FULL`). A file that is not
//! understood is never changed. Text passes `Prose` again on its way out, since a file may have been edited.
//!
//! The store knows no screen, no network and no clock: days and moments are handed in.

mod codec;
mod counts;
mod error;
mod filter;
mod fold;
mod insert;
mod journal;
mod library;
mod marks;
mod migrate;
mod open;
mod row;
mod samples;
mod schema;
mod search;
mod shelf;
mod snippet;
#[cfg(test)]
mod tests;

pub use counts::Counts;
pub use error::StoreError;
pub use library::{Library, NewArticle};
pub use marks::MarkChange;
pub use search::Hit;
pub use shelf::Shelf;

/// The name of the file in the data folder.
pub const FILE_NAME: &str = "dateline.db";
