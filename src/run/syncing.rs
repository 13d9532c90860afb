//! Talks with the servers of accounts beside a refresh: they are told of changes, and asked to fetch a feed.

use std::sync::Arc;

use jiff::Zoned;

use super::fetching::{Worker, now, rules};
use super::workers::Trouble;
use crate::app::message::{Added, Message};
use crate::desk::subscribe::Target;
use crate::desk::sync::{self, Syncing};
use crate::news::Source;

impl Worker {
    /// Tells servers what was changed here. What goes wrong is kept with their feeds, and nobody is disturbed by it.
    pub(super) fn tell(&mut self) -> Result<(), Trouble> {
        let shared = Arc::clone(&self.shared);
        let mut sessions = std::mem::take(&mut self.sessions);
        let (library, shelf) = self.store()?;
        let (now, today) = (now(), Zoned::now().date());
        let mut ended = Ok(());
        let untold = sync::untold(shelf, &shared.net.accounts, now)?;
        if !untold.is_empty() {
            let (client, permit) = (shared.client()?, shared.net.permit);
            let syncing = Syncing { client, permit, rules: &[], now, today, history: false };
            ended = untold.iter().try_for_each(|account| {
                sync::tell(library, shelf, account, syncing, &mut sessions).map(drop)
            });
        }
        self.sessions = sessions;
        Ok(ended?)
    }

    /// Has the server of an account fetch a feed, and takes over what it has of it.
    pub(super) fn subscribe_at(&mut self, name: &str, text: &str) -> Result<Message, Trouble> {
        let shared = Arc::clone(&self.shared);
        let account = shared.net.accounts.iter().find(|account| account.name == name);
        let account = account.ok_or_else(|| Trouble::NoAccount(name.to_owned()))?;
        let mut sessions = std::mem::take(&mut self.sessions);
        let (library, shelf) = self.store()?;
        let (now, today) = (now(), Zoned::now().date());
        let link = Target::address(text)?;
        let (client, permit) = (shared.client()?, shared.net.permit);
        let feed = sync::subscribe(client, permit, account, link.as_str(), "")?;
        let source = Source::Account { account: name.to_owned(), address: feed.address.clone() };
        let is_new = shelf.find_feed(&source.to_string())?.is_none();
        let rules = rules(&shared.net.rules, today);
        let syncing = Syncing { client, permit, rules: &rules, now, today, history: false };
        let _until_done = shared.grouping.pause();
        let report = sync::sync(library, shelf, account, syncing, &mut sessions)?;
        let known = shelf.find_feed(&source.to_string())?;
        self.sessions = sessions;
        match (known, report.error) {
            (Some(feed), _) => Ok(Message::Added(Added {
                id: feed.id,
                name: feed.name(),
                is_new,
                articles: report.new.len(),
                others: Vec::new(),
            })),
            (None, why) => Ok(Message::Failed(why.unwrap_or_default().to_string())),
        }
    }
}
