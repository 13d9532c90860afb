//! A sync by the Google Reader API: whole lists of ids are compared, and only what is not known is fetched.
//!
//! “Since the last time” is never asked: one server takes it for when an article was published, so that what is fetched
//! late would be lost.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Run, SyncError};
use crate::news::{Moment, RemoteLists};
use crate::store::SyncEnd;
use crate::sync::greader::{GReader, Label};
use crate::text::Prose;

/// Articles fetched at once.
const AT_ONCE: usize = 250;
/// For so long a text may still be corrected (seconds).
pub(super) const OPEN: i64 = 48 * 3_600;
/// A text is looked at again after so long (seconds).
pub(super) const AGAIN: i64 = 3_600;
/// So many texts are looked at again in one sync, at most.
const MOST_AGAIN: usize = 500;

/// Everything there is, where it is wanted, is asked for again after so long (seconds).
const DAY: i64 = 86_400;

/// What was reached, as it is kept in the store.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Position {
    /// When everything was asked for.
    everything: Option<i64>,
}

impl Run<'_> {
    pub(super) fn greader(&mut self, server: &mut GReader<'_>) -> Result<(), SyncError> {
        self.send(server)?;
        let feeds = server.subscriptions()?;
        let labels = server.labels(&feeds)?;
        self.library.set_labels(self.id, server.knows_labels())?;
        let epoch = self.epoch()?;
        let lists = lists(server, &labels)?;
        let mut position = self.position()?.unwrap_or(Position { everything: None });
        let history = self.history(server, &mut position)?;
        self.take_feeds(&feeds)?;
        match self.library.take_lists(self.id, epoch, &lists)? {
            Some(changed) => self.report.marked += changed,
            None => return Err(SyncError::Overtaken),
        }
        self.fetch(server, &lists, &history, &labels)?;
        let position = serde_json::to_string(&position).unwrap_or_default();
        self.library.end_sync(self.id, &SyncEnd::Done(Some(&position)), self.syncing.now)?;
        Ok(())
    }

    /// The ids of all there is, where they are wanted now, or each day by the account.
    fn history(
        &self,
        server: &mut GReader<'_>,
        position: &mut Position,
    ) -> Result<HashSet<String>, SyncError> {
        let now = self.syncing.now.second();
        let is_due = position.everything.is_none_or(|then| then <= now - DAY || then > now);
        if self.syncing.history || (self.account.history && is_due) {
            position.everything = Some(now);
            return Ok(server.everything()?);
        }
        Ok(HashSet::new())
    }

    /// Fetches what is not known here, and what may have been corrected.
    fn fetch(
        &mut self,
        server: &mut GReader<'_>,
        lists: &RemoteLists,
        history: &HashSet<String>,
        labels: &[Label],
    ) -> Result<(), SyncError> {
        let known = self.shelf.hashes(self.id)?;
        let all: HashSet<&String> =
            lists.unread.iter().chain(&lists.starred).chain(history).collect();
        let mut wanted: Vec<String> =
            all.into_iter().filter(|id| !known.contains_key(*id)).cloned().collect();
        // The order of sets is another each time; that of articles that come at once should not be.
        wanted.sort();
        wanted.extend(self.to_check()?);
        let labels: Vec<Prose> = labels.iter().map(|label| label.name.clone()).collect();
        for some in wanted.chunks(AT_ONCE) {
            let mut entries = server.contents(some)?;
            for entry in &mut entries {
                // The lists are of one moment, the articles of another.
                entry.read = !lists.unread.contains(&entry.id);
                entry.starred = lists.starred.contains(&entry.id);
            }
            self.file(entries, &known_of(&known, some), &labels)?;
        }
        Ok(())
    }

    fn to_check(&self) -> Result<Vec<String>, SyncError> {
        let now = self.syncing.now.second();
        let (since, before) = (Moment::from_second(now - OPEN), Moment::from_second(now - AGAIN));
        let (Some(since), Some(before)) = (since, before) else { return Ok(Vec::new()) };
        Ok(self.shelf.to_check(self.id, since, before, MOST_AGAIN)?)
    }
}

fn known_of(known: &HashMap<String, i64>, ids: &[String]) -> HashMap<String, i64> {
    ids.iter().filter_map(|id| Some((id.clone(), *known.get(id)?))).collect()
}

/// All lists, to their ends.
fn lists(server: &mut GReader<'_>, labels: &[Label]) -> Result<RemoteLists, SyncError> {
    let unread = server.unread()?;
    let starred = server.starred()?;
    let mut labelled = Vec::with_capacity(labels.len());
    for label in labels {
        labelled.push((label.name.clone(), server.labelled(label)?));
    }
    let labels = server.knows_labels().then_some(labelled);
    Ok(RemoteLists { unread, starred, labels })
}
