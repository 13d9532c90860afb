//! What came of looking at a feed: an answer, nothing new, a failure.

use rusqlite::{Connection, params};

use super::feed_row::second;
use super::library::Care;
use super::{Library, StoreError};
use crate::news::{FeedId, Moment, Validators};
use crate::text::{Link, Prose};

/// A longer validator is not kept: it would be sent back with every request (bytes).
const LONGEST_VALIDATOR: usize = 4 << 10;
/// What `weekly` is averaged over.
const WEEKS: i64 = 4;
const WEEK_SECONDS: i64 = 7 * 86_400;

/// One look at a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// When it was looked at.
    pub at: Moment,
    /// When it is to be looked at next; `None` for never by itself.
    pub due: Option<Moment>,
    /// What came of it.
    pub outcome: VisitOutcome,
}

/// What came of looking at a feed.
#[derive(Clone, Debug, PartialEq)]
pub enum VisitOutcome {
    /// A whole answer that could be read.
    Answered {
        /// What the feed calls itself.
        title: Option<Prose>,
        /// The site it belongs to.
        site: Option<Link>,
        /// The language it says it is in.
        language: Option<Prose>,
        /// What to send along the next time.
        validators: Validators,
    },
    /// It says that nothing has changed.
    Unchanged,
    /// It could not be read; the words say why.
    Failed(Prose),
    /// It says that it is gone for good; the words say how. It is looked at no more.
    Retired(Prose),
}

impl Library {
    /// Notes what came of looking at a feed that brought no articles: nothing new, or a failure.
    pub fn note_visit(&mut self, feed: FeedId, visit: &Visit) -> Result<(), StoreError> {
        let is_there = self.write(Care::Fetched, |connection| note(connection, feed, visit))?;
        self.expect_feed(feed, is_there)
    }
}

/// Writes a visit into the feed's row. Whether there is such a feed.
pub(super) fn note(connection: &Connection, feed: FeedId, visit: &Visit) -> rusqlite::Result<bool> {
    let (at, due) = (visit.at.second(), second(visit.due));
    let rows = match &visit.outcome {
        VisitOutcome::Answered { title, site, language, validators } => connection
            .prepare_cached(
                "UPDATE feed SET tried = ?2, succeeded = ?2, failures = 0, trouble = NULL, due = ?3, retired = NULL,
                     title = coalesce(?4, title), site = coalesce(?5, site), language = coalesce(?6, language),
                     etag = ?7, last_modified = ?8 WHERE id = ?1",
            )?
            .execute(params![
                feed.0,
                at,
                due,
                title.as_ref().map(Prose::as_str),
                site.as_ref().map(Link::as_str),
                language.as_ref().map(Prose::as_str),
                kept(validators.etag.as_deref()),
                kept(validators.last_modified.as_deref()),
            ])?,
        VisitOutcome::Unchanged => connection
            .prepare_cached(
                "UPDATE feed SET tried = ?2, succeeded = ?2, failures = 0, trouble = NULL, due = ?3 WHERE id = ?1",
            )?
            .execute(params![feed.0, at, due])?,
        VisitOutcome::Failed(why) => connection
            .prepare_cached(
                "UPDATE feed SET tried = ?2, failures = failures + 1, trouble = ?4, due = ?3 WHERE id = ?1",
            )?
            .execute(params![feed.0, at, due, why.as_str()])?,
        VisitOutcome::Retired(why) => connection
            .prepare_cached(
                "UPDATE feed SET tried = ?2, failures = failures + 1, trouble = ?3, retired = ?3, due = NULL
                 WHERE id = ?1",
            )?
            .execute(params![feed.0, at, why.as_str()])?,
    };
    if matches!(visit.outcome, VisitOutcome::Answered { .. } | VisitOutcome::Unchanged) {
        count_weekly(connection, feed, visit.at)?;
    }
    Ok(rows > 0)
}

/// A validator that is short enough to be sent back.
fn kept(validator: Option<&str>) -> Option<&str> {
    validator.filter(|text| text.len() <= LONGEST_VALIDATOR)
}

/// How many articles a week the feed has brought of late; what is dated in the future is not counted.
fn count_weekly(connection: &Connection, feed: FeedId, now: Moment) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE feed SET weekly = (SELECT count(*) FROM article WHERE feed = ?1 AND at > ?2 AND at <= ?3) / ?4
             WHERE id = ?1",
        )?
        .execute(params![
            feed.0,
            now.second().saturating_sub(WEEKS * WEEK_SECONDS),
            now.second(),
            WEEKS as f64
        ])?;
    Ok(())
}
