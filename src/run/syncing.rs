//! Talks with the servers of accounts beside a refresh: they are told of changes, and asked to fetch a feed.

use std::sync::Arc;

use jiff::Zoned;

use super::fetching::{Worker, now, rules};
use super::workers::Trouble;
use crate::app::message::{Added, Message};
use crate::desk::subscribe::Target;
use crate::desk::sync::{self, Sessions, Syncing};
use crate::news::Source;

impl Worker {
    /// Tells servers what was changed here. What goes wrong is kept with their feeds, and nobody is disturbed by it.
    pub(super) fn tell(&mut self) -> Result<(), Trouble> {
        self.with_sessions(|worker, sessions| {
            let shared = Arc::clone(&worker.shared);
            let (library, shelf) = worker.store()?;
            let (now, today) = (now(), Zoned::now().date());
            let untold = sync::untold(shelf, &shared.net.accounts, now)?;
            if untold.is_empty() {
                return Ok(());
            }
            let (client, permit) = (shared.client()?, shared.net.permit);
            let syncing = Syncing { client, permit, rules: &[], now, today, history: false };
            for account in &untold {
                sync::tell(library, shelf, account, syncing, sessions)?;
            }
            Ok(())
        })
    }

    /// Has the server of an account fetch a feed, and takes over what it has of it.
    pub(super) fn subscribe_at(&mut self, name: &str, text: &str) -> Result<Message, Trouble> {
        self.with_sessions(|worker, sessions| worker.subscribe_with(name, text, sessions))
    }

    fn subscribe_with(
        &mut self,
        name: &str,
        text: &str,
        sessions: &mut Sessions,
    ) -> Result<Message, Trouble> {
        let shared = Arc::clone(&self.shared);
        let account = shared.net.accounts.iter().find(|account| account.name == name);
        let account = account.ok_or_else(|| Trouble::NoAccount(name.to_owned()))?;
        let link = Target::address(text)?;
        let inbox = self.inbox.clone();
        let (library, shelf) = self.store()?;
        let (now, today) = (now(), Zoned::now().date());
        let (client, permit) = (shared.client()?, shared.net.permit);
        let rules = rules(&shared.net.rules, today);
        let syncing = Syncing { client, permit, rules: &rules, now, today, history: false };
        // A feed that was given up a moment ago is given up there first, not after it was added again.
        if let Some(why) = sync::tell(library, shelf, account, syncing, sessions)?.error {
            return Ok(Message::Failed(why.to_string()));
        }
        let feed = sync::subscribe(client, permit, account, link.as_str(), "")?;
        let source = Source::Account { account: name.to_owned(), address: feed.address.clone() };
        let is_new = shelf.find_feed(&source.to_string())?.is_none();
        let _until_done = shared.grouping.pause();
        let report = sync::sync(library, shelf, account, syncing, sessions)?;
        let known = shelf.find_feed(&source.to_string())?;
        shared.tell_hook(shelf, &report.new, &inbox);
        match (known, report.error) {
            (Some(feed), _) => Ok(Message::Added(Added {
                id: feed.id,
                name: feed.name(),
                is_new,
                // What came is of all its feeds.
                articles: 0,
                others: Vec::new(),
            })),
            (None, why) => Ok(Message::Failed(why.map_or_else(
                || format!("{name} has no feed at {text} any more"),
                |why| why.to_string(),
            ))),
        }
    }
}
