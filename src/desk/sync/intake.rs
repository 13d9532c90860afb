//! Articles of a server on their way into the store.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::articles::of_item;
use super::{Run, SyncError, server};
use crate::feed::Feed;
use crate::news::{FeedId, RemoteState};
use crate::store::{NewArticle, RemoteAnswer, RemoteArticle, StoreError};
use crate::sync::Entry;
use crate::text::Prose;

impl Run<'_> {
    /// Files articles; known ones only where their text is another than before.
    pub(super) fn file(
        &mut self,
        entries: Vec<Entry>,
        known: &HashMap<String, i64>,
        labels: &[Prose],
    ) -> Result<(), SyncError> {
        let (mut same, mut changed) = (Vec::new(), Vec::new());
        for entry in entries {
            if known.get(&entry.id) == Some(&entry.hash()) {
                same.push(entry.id);
            } else {
                changed.push(entry);
            }
        }
        if !same.is_empty() {
            self.library.note_checked(self.id, &same, self.syncing.now)?;
        }
        if changed.is_empty() {
            return Ok(());
        }
        let answers = self.by_feed(changed, labels)?;
        let (rules, now, today) = (self.syncing.rules, self.syncing.now, self.syncing.today);
        let taken = self.library.take_remote(self.id, &answers, now, rules, today)?;
        self.report.new.extend(taken.new);
        self.report.updated.extend(taken.updated);
        Ok(())
    }

    /// Articles with the feeds they belong to; those of feeds that the account does not have share one.
    fn by_feed(
        &mut self,
        entries: Vec<Entry>,
        labels: &[Prose],
    ) -> Result<Vec<RemoteAnswer>, StoreError> {
        let feeds = self.shelf.remote_feeds(self.id)?;
        let mut answers: HashMap<FeedId, Vec<RemoteArticle>> = HashMap::new();
        for entry in entries {
            let feed = match feeds.get(&entry.feed) {
                Some(feed) => *feed,
                None => self.library.other_articles(&self.account.name)?,
            };
            let article = self.article(entry, labels);
            answers.entry(feed).or_default().extend(article);
        }
        let mut answers: Vec<_> =
            answers.into_iter().map(|(feed, articles)| RemoteAnswer { feed, articles }).collect();
        answers.sort_by_key(|answer| answer.feed);
        Ok(answers)
    }

    /// The article in an entry. One that makes dateline stumble is left out.
    fn article(&self, entry: Entry, labels: &[Prose]) -> Option<RemoteArticle> {
        let feed = Feed { title: entry.outlet.clone(), ..Feed::default() };
        let read = catch_unwind(AssertUnwindSafe(|| of_item(&feed, &entry.item)));
        let Ok(article) = read else {
            log::error!("{} of {} made dateline stumble", entry.id, self.account.name);
            return None;
        };
        Some(RemoteArticle {
            hash: entry.hash(),
            labels: entry.labels.into_iter().filter(|label| labels.contains(label)).collect(),
            new: NewArticle {
                // Numbers mean other articles on another server.
                key: format!("{} {}", server(self.account), entry.id),
                arrived: self.syncing.now,
                article,
            },
            state: RemoteState { id: entry.id, read: entry.read, starred: entry.starred },
        })
    }
}
