//! A refresh in its parts: which feeds are looked at, the look, the filing, the pages of new articles.
//!
//! The parts are put together by `run::fleet`, which has the threads.

use std::collections::HashSet;

pub use super::keep::{Report, Status, keep};
pub use super::look::{Brought, Came, Looked, Looking};
use crate::news::{FeedId, Moment, Subscription};
use crate::store::{Shelf, StoreError};

/// Which feeds are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those whose time has come.
    Due,
    /// All that are not retired.
    All,
    /// These, whatever they are.
    These(Vec<FeedId>),
}

/// The feeds to look at: those that do well first, so that nobody waits for the others.
pub fn wanted(shelf: &Shelf, which: &Which, now: Moment) -> Result<Vec<Subscription>, StoreError> {
    let mut feeds = shelf.feeds()?;
    match which {
        Which::Due => {
            let due: HashSet<FeedId> = shelf.due(now)?.into_iter().collect();
            feeds.retain(|feed| due.contains(&feed.id));
        }
        Which::All => feeds.retain(|feed| feed.health.retired.is_none()),
        Which::These(ids) => feeds.retain(|feed| ids.contains(&feed.id)),
    }
    feeds.sort_by_key(|feed| feed.health.failures);
    Ok(feeds)
}
