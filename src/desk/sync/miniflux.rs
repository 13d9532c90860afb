//! A sync by Miniflux's own API: what has changed since the last good one, and once a day the whole lists.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::greader::{AGAIN, OPEN};
use super::{Run, SyncError};
use crate::news::{Moment, RemoteLists, RemoteState};
use crate::sync::Entry;
use crate::sync::miniflux::{Miniflux, Which};

/// The server's clock and ours may differ by so much (seconds).
const SLACK: i64 = 300;
/// Whole lists are compared again after so long (seconds).
const DAY: i64 = 86_400;

/// What was reached, as it is kept in the store.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Position {
    /// When the last good sync began, less the slack.
    since: i64,
    /// The newest article then.
    newest: i64,
    /// When whole lists were compared.
    compared: i64,
    /// When texts were looked at again.
    checked: i64,
    /// Whether everything there was has come; what is new since then comes by itself.
    #[serde(default)]
    everything: bool,
}

/// States and whole lists, as pages bring them.
#[derive(Default)]
struct Gathered {
    states: Vec<RemoteState>,
    lists: Option<RemoteLists>,
}

impl Run<'_> {
    pub(super) fn miniflux(&mut self, server: &Miniflux<'_>) -> Result<(), SyncError> {
        let now = self.syncing.now.second();
        self.send(&mut &*server)?;
        let feeds = server.subscriptions()?;
        let (epoch, before) = (self.epoch()?, self.position::<Position>()?);
        self.take_feeds(&feeds)?;
        let newest = server.newest()?;
        // What has changed is asked for by the server's clock; ours may be ahead of it.
        let there = self.line.date().map_or(now, Moment::second);
        let mut position = Position {
            since: now.min(there) - SLACK,
            newest,
            compared: now,
            checked: now,
            everything: before.is_some_and(|before| before.everything),
        };
        let mut gathered = Gathered::default();
        match before.filter(|before| before.compared > now - DAY && before.compared <= now) {
            Some(before) => {
                position.compared = before.compared;
                self.changed(server, before, &mut gathered)?;
            }
            None => self.whole(server, before, &mut gathered)?,
        }
        if self.syncing.history || (self.account.history && !position.everything) {
            position.everything = true;
            self.pages(server, Which::All, &mut gathered, &|_| true)?;
        }
        match before.map(|before| before.checked) {
            Some(checked) if checked > now - AGAIN && checked <= now => position.checked = checked,
            Some(_) => self.corrected(server, now - OPEN)?,
            // All of it has just come.
            None => {}
        }
        self.apply(epoch, &gathered, position)
    }

    /// What was changed since the last good sync, and what is newer than the newest then.
    fn changed(
        &mut self,
        server: &Miniflux<'_>,
        before: Position,
        gathered: &mut Gathered,
    ) -> Result<(), SyncError> {
        let is_wanted = |entry: &Entry| {
            let is_new = entry.id.parse::<i64>().is_ok_and(|id| id > before.newest);
            is_new || !entry.read || entry.starred
        };
        self.pages(server, Which::ChangedAfter(before.since), gathered, &is_wanted)?;
        self.pages(server, Which::After(before.newest), gathered, &is_wanted)
    }

    /// All that is unread and all that is starred; and what is new and was read elsewhere, which is on neither list.
    fn whole(
        &mut self,
        server: &Miniflux<'_>,
        before: Option<Position>,
        gathered: &mut Gathered,
    ) -> Result<(), SyncError> {
        let mut one = |which: Which| -> Result<HashSet<String>, SyncError> {
            let mut part = Gathered::default();
            self.pages(server, which, &mut part, &|_| true)?;
            Ok(part.states.into_iter().map(|state| state.id).collect())
        };
        let unread = one(Which::Unread)?;
        let starred = one(Which::Starred)?;
        gathered.lists = Some(RemoteLists { unread, starred, labels: None });
        if let Some(before) = before {
            self.pages(server, Which::After(before.newest), gathered, &|_| true)?;
        }
        Ok(())
    }

    /// Reads pages: articles that are wanted and not known are filed as they come, states are gathered and applied when
    /// all has come.
    fn pages(
        &mut self,
        server: &Miniflux<'_>,
        which: Which,
        gathered: &mut Gathered,
        is_wanted: &dyn Fn(&Entry) -> bool,
    ) -> Result<(), SyncError> {
        let known = self.shelf.hashes(self.id)?;
        server.pages(which, &mut |page: Vec<Entry>| {
            gathered.states.extend(page.iter().map(state));
            let wanted = |entry: &Entry| {
                !entry.removed && (known.contains_key(&entry.id) || is_wanted(entry))
            };
            let entries = page.into_iter().filter(wanted).collect();
            self.file(entries, &known, &[])
        })
    }

    /// Texts that may have been corrected: the server tells nobody.
    fn corrected(&mut self, server: &Miniflux<'_>, since: i64) -> Result<(), SyncError> {
        let known = self.shelf.hashes(self.id)?;
        server.pages(Which::PublishedAfter(since), &mut |mut page: Vec<Entry>| {
            page.retain(|entry| !entry.removed && known.contains_key(&entry.id));
            self.file(page, &known, &[])
        })
    }

    /// Applies what has come, and keeps what was reached, which belongs to it.
    fn apply(
        &mut self,
        epoch: i64,
        gathered: &Gathered,
        position: Position,
    ) -> Result<(), SyncError> {
        if let Some(lists) = &gathered.lists {
            let changed = self.library.take_lists(self.id, epoch, lists)?;
            self.report.marked += changed.ok_or(SyncError::Overtaken)?;
        }
        let text = serde_json::to_string(&position).unwrap_or_default();
        let (states, now) = (&gathered.states, self.syncing.now);
        let changed = self.library.take_states(self.id, epoch, states, &text, now)?;
        self.report.marked += changed.ok_or(SyncError::Overtaken)?;
        Ok(())
    }
}

fn state(entry: &Entry) -> RemoteState {
    RemoteState { id: entry.id.clone(), read: entry.read, starred: entry.starred }
}
