//! Servers that fetch feeds for the reader: they are told soon of what was changed here, and asked to fetch new feeds.
//!
//! Nothing here waits for a server. What is changed is kept first, and told a while after, so that many changes go at once.

use std::time::Duration;

use super::App;
use super::message::{Effect, Message, Timer};
use super::overlay::{Choice, Chooser, ChooserKind, Overlay};
use crate::news::Moment;
use crate::text::Prose;

/// Changes are gathered for so long before servers are told.
const GATHERED: Duration = Duration::from_secs(10);
/// What was not told when the program ended is told so long after its start: the reader comes first.
const AFTER_START: Duration = Duration::from_secs(2);

/// What the state remembers of accounts.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    /// Whether servers will be told by themselves.
    telling: bool,
    /// The address that somebody is to fetch.
    adding: String,
    /// Those whose servers could not be asked the last time.
    pub(super) unsynced: Vec<Prose>,
}

/// Whether a message tells of a change that servers may have to know of.
pub(super) fn concerns_servers(message: &Message) -> bool {
    matches!(
        message,
        Message::Marked(..)
            | Message::MarkedAll(..)
            | Message::Undone(..)
            | Message::Tagged(..)
            | Message::FeedsChanged(_)
    )
}

impl App {
    /// Accounts whose servers could not be asked the last time.
    pub fn unsynced(&self) -> &[Prose] {
        &self.accounts.unsynced
    }

    /// How it stands with the servers of accounts, whoever has asked them.
    pub(super) fn take_synced(&mut self, at: Option<Moment>, unsynced: Vec<Prose>) -> Vec<Effect> {
        (self.synced, self.accounts.unsynced) = (at, unsynced);
        vec![]
    }

    /// Has servers told what they were not told before the program began.
    pub fn tell_at_start(&mut self) -> Vec<Effect> {
        self.tell_after(AFTER_START)
    }

    /// Has servers told soon.
    pub(super) fn tell_soon(&mut self) -> Vec<Effect> {
        self.tell_after(GATHERED)
    }

    fn tell_after(&mut self, rest: Duration) -> Vec<Effect> {
        let may_tell = self.options.auto_refresh && !self.options.accounts.is_empty();
        if !may_tell || std::mem::replace(&mut self.accounts.telling, true) {
            return vec![];
        }
        vec![Effect::After(rest, Timer::Tell)]
    }

    pub(super) fn tell(&mut self) -> Vec<Effect> {
        self.accounts.telling = false;
        // Whoever syncs now tells it before anything else; what is changed meanwhile is told afterwards.
        if self.refreshing.is_some() { self.tell_soon() } else { vec![Effect::Tell] }
    }

    /// Asks who is to fetch an address, where there are servers that could.
    pub(super) fn choose_server(&mut self, address: &str) -> Vec<Effect> {
        address.clone_into(&mut self.accounts.adding);
        let here = Choice { label: "this machine".to_owned(), ..Choice::default() };
        let there = self.options.accounts.iter().map(|name| Choice {
            label: name.clone(),
            note: "a server of yours".to_owned(),
            ..Choice::default()
        });
        let choices = std::iter::once(here).chain(there).collect();
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Servers, choices)));
        vec![]
    }

    pub(super) fn server_chosen(&mut self, index: usize) -> Vec<Effect> {
        let address = std::mem::take(&mut self.accounts.adding);
        let account = index.checked_sub(1).and_then(|at| self.options.accounts.get(at)).cloned();
        let Some(account) = account else { return self.subscribe_here(&address) };
        self.say(format!("{account} looks at {address}"));
        vec![Effect::SubscribeAt(account, address)]
    }
}
