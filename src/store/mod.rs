//! The library on disk: articles, marks and places in one SQLite file.
//!
//! A [`Library`] writes and lives on one thread; any number of [`Shelf`]s read beside it. What has been answered with
//! `Ok` about a reader's own marks outlives a crash and a power cut (WAL, `synchronous=FULL`). A file that is not
//! understood is never changed. Text passes `Prose` again on its way out, since a file may have been edited.
//!
//! The store knows no screen, no network and no clock: days and moments are handed in.

mod account;
mod annotated;
mod arrivals;
mod codec;
mod compact;
mod corrections;
mod counts;
mod edit;
mod endings;
mod error;
mod export;
mod feed_row;
mod feeds;
mod filter;
mod find;
mod fold;
mod gather;
mod grouping;
mod import;
mod index;
mod insert;
mod journal;
mod key;
mod library;
mod looked_for;
mod marks;
mod migrate;
mod names;
mod open;
mod outbox;
mod outline;
mod past;
mod phrase;
mod prepared;
mod print;
mod rank;
mod recognised;
mod refused;
mod remote;
mod remote_feeds;
mod repair;
mod retention;
mod row;
mod rules;
mod samples;
mod schema;
mod search;
mod shelf;
mod snippet;
mod step;
mod stories;
mod subscriptions;
mod tags;
mod take_in;
#[cfg(test)]
mod tests;
mod texts;
mod versions;
mod visit;
mod watches;

pub use account::{ACCOUNT_REST, AccountId, AccountState, SyncEnd};
pub use annotated::{FoundFacts, Outdated};
pub use compact::Compacted;
pub use corrections::{PairChange, StoryMove};
pub use counts::Counts;
pub use error::StoreError;
pub use export::Unread;
pub use grouping::{Filed, Filing, Pair, Ungrouped, Waited};
pub use import::Imported;
pub use library::{Library, NewArticle};
pub use marks::MarkChange;
pub use migrate::Renewal;
pub use outbox::{Outgoing, Told};
pub use past::Past;
pub use prepared::Prepared;
pub use recognised::Recognised;
pub use refused::{FactChange, Refused, SameChange};
pub use remote::{RemoteAnswer, RemoteArticle, RemoteTaken};
pub use remote_feeds::Subscribed;
pub use repair::Repaired;
pub use retention::{Limits, Pruned, Retention};
pub use search::{Found, Hit};
pub use shelf::Shelf;
pub use step::{FeedChange, Step, TagChange};
pub use stories::{Report, StoredStory, StoryPlace};
pub use take_in::{Answer, TakenIn};
pub use versions::Version;
pub use visit::{Visit, VisitOutcome};
pub use watches::Watched;

/// The name of the file in the data folder.
pub const FILE_NAME: &str = "dateline.db";
