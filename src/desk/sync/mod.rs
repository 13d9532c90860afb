//! A sync with one account: what was changed here is told to the server, then what the server has is taken over.
//!
//! The order matters. The outbox goes first. Lists are read to their end before anything is applied; one that breaks off
//! changes nothing. What the server says wins, but for what still waits in the outbox. Articles pass the same cleaning as
//! those of feeds that are fetched here. Every step is a transaction of its own, so that a sync that is broken off
//! anywhere goes on where it was.

mod change;
mod greader;
mod intake;
mod miniflux;
mod sending;

use std::collections::HashMap;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::program::Permit;
use super::refresh::Which;
use super::secret::{self, SecretError};
use crate::config::{AccountKind, AccountLine};
use crate::fetch::{Client, Secret};
use crate::news::{ArticleId, Moment, RemoteFeed, Rule};
use crate::store::{AccountId, Library, Shelf, StoreError, SyncEnd};
use crate::sync::greader::{GReader, Session};
use crate::sync::miniflux::Miniflux;
use crate::sync::{Line, RemoteError};
use crate::text::Prose;

/// Why a sync did not come to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SyncError {
    /// The server.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// The password was not found.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another program was faster.
    #[error("another dateline has told the server something meanwhile; sync once more")]
    Overtaken,
}

/// What a sync needs besides the store.
#[derive(Clone, Copy)]
pub struct Syncing<'a> {
    /// The way out.
    pub client: &'a Client,
    /// Whether a program may be asked for the password.
    pub permit: Permit,
    /// What is done with new articles.
    pub rules: &'a [Rule],
    /// When it is.
    pub now: Moment,
    /// The reader's day.
    pub today: Date,
    /// Whether articles are wanted now that are neither unread nor starred, whatever the account says.
    pub history: bool,
}

/// What came of a sync with one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The account.
    pub account: Prose,
    /// Feeds it has.
    pub feeds: usize,
    /// Feeds that came with this sync.
    pub came: usize,
    /// Feeds that are no longer there: hidden here with their articles, not erased.
    pub gone: usize,
    /// New articles.
    pub new: Vec<ArticleId>,
    /// Articles whose text was corrected.
    pub updated: Vec<ArticleId>,
    /// Articles whose marks were changed by the server.
    pub marked: usize,
    /// Changes the server was told.
    pub sent: usize,
    /// Changes the server is still to be told.
    pub waiting: usize,
    /// Questions asked.
    pub requests: usize,
    /// Bytes that came for answers.
    pub bytes: u64,
    /// What the server refused, in words.
    pub notes: Vec<Prose>,
    /// Why it broke off.
    pub error: Option<Prose>,
}

/// Logins that still hold, by account. They live as long as the program, and are stored nowhere.
#[derive(Debug, Default)]
pub struct Sessions(HashMap<String, Session>);

/// Syncs with one account. Whatever goes wrong with the server is in the report; only the store errs.
pub fn sync(
    library: &mut Library,
    shelf: &Shelf,
    account: &AccountLine,
    syncing: Syncing<'_>,
    sessions: &mut Sessions,
) -> Result<Report, StoreError> {
    let id = library.open_account(&account.name, &server(account))?;
    let line = Line::new(syncing.client);
    let report = Report { account: Prose::line(&account.name), ..Report::default() };
    let mut run = Run { library, shelf, account, id, syncing, line: &line, report };
    let ended = run.go(sessions);
    let mut report = run.report;
    (report.requests, report.bytes) = (line.requests(), line.bytes());
    if let Err(error) = ended {
        let words = match error {
            SyncError::Store(error) => return Err(error),
            other => Prose::line(&other.to_string()),
        };
        log::info!("{}: {words}", account.name);
        library.end_sync(id, &SyncEnd::Failed(&words), syncing.now)?;
        report.error = Some(words);
    }
    report.waiting = shelf.outbox(id)?.len();
    Ok(report)
}

/// The accounts that are asked in a refresh: all, those that have one of the feeds, or those whose time has come.
pub fn wanted(
    shelf: &Shelf,
    accounts: &[AccountLine],
    which: &Which,
    now: Moment,
) -> Result<Vec<AccountLine>, StoreError> {
    let meant = match which {
        Which::All => return Ok(accounts.to_vec()),
        Which::Due => shelf.due(now)?,
        Which::These(ids) => ids.clone(),
    };
    let feeds = if accounts.is_empty() { Vec::new() } else { shelf.feeds()? };
    let names: Vec<&str> = feeds
        .iter()
        .filter(|feed| meant.contains(&feed.id))
        .filter_map(|feed| feed.source.account())
        .collect();
    Ok(accounts.iter().filter(|account| names.contains(&account.name.as_str())).cloned().collect())
}

/// Whose ids an account's are: a change of this makes them those of another server. How the line is encrypted and where
/// below the host the API is do not.
fn server(account: &AccountLine) -> String {
    let kind = match account.kind {
        AccountKind::GReader => "greader",
        AccountKind::Miniflux => "miniflux",
    };
    let (host, user) = (account.address.host(), account.user.as_deref().unwrap_or_default());
    format!("{kind} {host} {user}")
}

/// Finds the password or token of an account, as it is sent.
fn secret_of(account: &AccountLine, permit: Permit) -> Result<Secret, SecretError> {
    let reference = account.secret.reference();
    match (&account.user, account.kind) {
        (Some(user), AccountKind::Miniflux) => {
            secret::find(&format!("Basic {user}:{reference}"), permit)
        }
        _ => secret::find(&reference, permit),
    }
}

/// Looks whether an account can be used: logs in and asks for its subscriptions, and changes nothing. How many feeds.
pub fn check(client: &Client, permit: Permit, account: &AccountLine) -> Result<usize, SyncError> {
    let line = Line::new(client);
    let secret = secret_of(account, permit)?;
    Ok(match account.kind {
        AccountKind::GReader => GReader::open(&line, account, secret, None)?.subscriptions()?.len(),
        AccountKind::Miniflux => Miniflux::open(&line, account, secret)?.subscriptions()?.len(),
    })
}

/// Subscribes to a feed, or to the feed of a site, on the server of an account.
pub fn subscribe(
    client: &Client,
    permit: Permit,
    account: &AccountLine,
    address: &str,
    folder: &str,
) -> Result<RemoteFeed, SyncError> {
    let line = Line::new(client);
    let secret = secret_of(account, permit)?;
    Ok(match account.kind {
        AccountKind::GReader => {
            let mut server = GReader::open(&line, account, secret, None)?;
            let feed = server.subscribe(address)?;
            if !folder.is_empty() && feed.folder.as_str() != folder {
                server.file(&feed.id, &feed.folder, folder)?;
            }
            feed
        }
        AccountKind::Miniflux => {
            let server = Miniflux::open(&line, account, secret)?;
            let feed = server.subscribe(address, folder)?;
            // One that was there already is where it was.
            if !folder.is_empty() && feed.folder.as_str() != folder {
                server.file(&feed.id, folder)?;
            }
            feed
        }
    })
}

/// One sync on its way.
struct Run<'a> {
    library: &'a mut Library,
    shelf: &'a Shelf,
    account: &'a AccountLine,
    id: AccountId,
    syncing: Syncing<'a>,
    line: &'a Line<'a>,
    report: Report,
}

impl Run<'_> {
    fn go(&mut self, sessions: &mut Sessions) -> Result<(), SyncError> {
        let secret = secret_of(self.account, self.syncing.permit)?;
        match self.account.kind {
            AccountKind::GReader => {
                let session = sessions.0.remove(&self.account.name);
                let mut server = GReader::open(self.line, self.account, secret, session)?;
                let ended = self.greader(&mut server);
                if ended.is_ok() {
                    sessions.0.insert(self.account.name.clone(), server.session());
                }
                ended
            }
            AccountKind::Miniflux => {
                self.miniflux(&Miniflux::open(self.line, self.account, secret)?)
            }
        }
    }

    /// Takes over the list of subscriptions.
    fn take_feeds(&mut self, feeds: &[RemoteFeed]) -> Result<(), StoreError> {
        let taken = self.library.take_subscriptions(self.id, &self.account.name, feeds)?;
        self.report.feeds = feeds.len();
        self.report.came += taken.came;
        self.report.gone += taken.gone;
        Ok(())
    }

    /// What was reached last, in the words of an API.
    fn position<P: DeserializeOwned>(&self) -> Result<Option<P>, StoreError> {
        let kept = self.shelf.account(self.id)?.and_then(|state| state.position);
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// What grows whenever the server is told something; lists asked for before are not applied after.
    fn epoch(&self) -> Result<i64, StoreError> {
        Ok(self.shelf.account(self.id)?.map(|state| state.epoch).unwrap_or_default())
    }
}
