//! Reading feeds: all of them, one, those that are due.

use super::feed_row::{self, SUBSCRIPTION};
use super::{Shelf, StoreError, row};
use crate::news::{FeedId, Moment, Subscription};

/// A feed with its numbers of articles.
const FROM: &str = "FROM feed JOIN tally_of_feed ON feed = id";

impl Shelf {
    /// All subscriptions, in the reader's order. What it costs grows with the feeds, not with the articles.
    pub fn feeds(&self) -> Result<Vec<Subscription>, StoreError> {
        let select = format!("SELECT {SUBSCRIPTION} {FROM} WHERE state = 1 ORDER BY position, id");
        self.rows(&select, [], feed_row::subscription)
    }

    /// One feed, given up or not; `None` for a number that is none, or that of no subscription.
    pub fn feed(&self, feed: FeedId) -> Result<Option<Subscription>, StoreError> {
        let select = format!("SELECT {SUBSCRIPTION} {FROM} WHERE id = ?1 AND state > 0");
        Ok(self.rows(&select, [feed.0], feed_row::subscription)?.pop())
    }

    /// Whether a feed is subscribed to.
    pub fn is_subscribed(&self, feed: FeedId) -> Result<bool, StoreError> {
        let select = "SELECT state FROM feed WHERE id = ?1";
        let found = self.rows(select, [feed.0], |row| row::whole(row, 0))?;
        Ok(found == [1])
    }

    /// The subscription that somebody means by a number, a source, or a name (whole, in any case).
    ///
    /// `None` where there is none, or where several feeds go by that name.
    pub fn find_feed(&self, named: &str) -> Result<Option<Subscription>, StoreError> {
        let named = named.trim();
        let number = named.parse().map(FeedId).ok();
        let feeds = self.feeds()?;
        let exact =
            |feed: &&Subscription| Some(feed.id) == number || feed.source.to_string() == named;
        if let Some(feed) = feeds.iter().find(exact) {
            return Ok(Some(feed.clone()));
        }
        let is_at =
            |feed: &&Subscription| feed.source.account().is_some() && feed.source.place() == named;
        if let Some(feed) = feeds.iter().find(is_at) {
            return Ok(Some(feed.clone()));
        }
        let folded = named.to_lowercase();
        let mut same = feeds.into_iter().filter(|feed| feed.name().to_lowercase() == folded);
        let found = same.next();
        Ok(found.filter(|_| same.next().is_none()))
    }

    /// The feeds that are to be looked at by now, longest waiting first. Retired ones never are.
    ///
    /// One that was looked at in the future is due too: the clock was wrong then, and so is what was reckoned from it.
    pub fn due(&self, now: Moment) -> Result<Vec<FeedId>, StoreError> {
        let select = "SELECT id FROM feed WHERE state = 1 AND retired IS NULL AND due IS NOT NULL
                 AND (due <= ?1 OR tried > ?1)
             ORDER BY due, position, id";
        self.rows(select, [now.second()], |row| Ok(row::whole(row, 0)?.map(FeedId)))
    }

    /// A number that changes whenever another connection has written to the store. Costs next to nothing.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let found = self.rows("PRAGMA data_version", [], |row| row::whole(row, 0))?;
        Ok(found.first().copied().unwrap_or_default())
    }
}
