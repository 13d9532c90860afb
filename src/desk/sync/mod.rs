//! A sync with one account: what was changed here is told to the server, then what the server has is taken over.
//!
//! The order matters. The outbox goes first. Lists are read to their end before anything is applied; one that breaks off
//! changes nothing. What the server says wins, but for what still waits in the outbox. Articles pass the same cleaning as
//! those of feeds that are fetched here. Every step is a transaction of its own, so that a sync that is broken off
//! anywhere goes on where it was.

mod ask;
mod change;
mod greader;
mod intake;
mod miniflux;
mod pace;
mod sending;

use std::collections::HashMap;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::program::Permit;
use super::secret::SecretError;
use crate::config::{AccountKind, AccountLine};
use crate::fetch::Client;
use crate::news::{ArticleId, Moment, RemoteFeed, Rule};
use crate::store::{ACCOUNT_REST, AccountId, Library, Shelf, StoreError, SyncEnd};
use crate::sync::greader::{GReader, Session};
use crate::sync::miniflux::Miniflux;
use crate::sync::{Line, RemoteError};
use crate::text::Prose;

use ask::secret_of;
pub use ask::{check, subscribe};
pub use pace::{next_due, standing, untold, wanted};

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

/// What is wanted of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    /// That both sides have the same.
    Sync,
    /// That it knows what was changed here.
    Tell,
}

/// Syncs with one account. Whatever goes wrong with the server is in the report; only the store errs.
pub fn sync(
    library: &mut Library,
    shelf: &Shelf,
    account: &AccountLine,
    syncing: Syncing<'_>,
    sessions: &mut Sessions,
) -> Result<Report, StoreError> {
    run(library, shelf, account, syncing, sessions, Task::Sync)
}

/// Tells the server of an account what was changed here, and asks it for nothing.
pub fn tell(
    library: &mut Library,
    shelf: &Shelf,
    account: &AccountLine,
    syncing: Syncing<'_>,
    sessions: &mut Sessions,
) -> Result<Report, StoreError> {
    run(library, shelf, account, syncing, sessions, Task::Tell)
}

fn run(
    library: &mut Library,
    shelf: &Shelf,
    account: &AccountLine,
    syncing: Syncing<'_>,
    sessions: &mut Sessions,
    task: Task,
) -> Result<Report, StoreError> {
    let id = library.open_account(&account.name, &server(account))?;
    let line = Line::new(syncing.client);
    let report = Report { account: Prose::line(&account.name), ..Report::default() };
    let mut run = Run { library, shelf, account, id, syncing, line: &line, report };
    let ended = run.go(sessions, task);
    let mut report = run.report;
    (report.requests, report.bytes) = (line.requests(), line.bytes());
    if let Err(error) = ended {
        let rest = rest_after(&error);
        let words = match error {
            SyncError::Store(error) => return Err(error),
            other => Prose::line(&other.to_string()),
        };
        log::info!("{}: {words}", account.name);
        library.end_sync(id, &SyncEnd::Failed(&words, rest), syncing.now)?;
        report.error = Some(words);
    }
    report.waiting = shelf.outbox(id)?.len();
    Ok(report)
}

/// After how many seconds a server is asked again that was not reached, or that says so; `None` where it is longer after
/// each failure.
fn rest_after(error: &SyncError) -> Option<i64> {
    match error {
        SyncError::Remote(error) if error.is_out_of_reach() => Some(ACCOUNT_REST),
        SyncError::Remote(error) => {
            // A server that names a moment is not asked more often than one that names none.
            let rest = i64::try_from(error.retry_after()?.as_secs()).ok()?;
            Some(rest.max(ACCOUNT_REST))
        }
        // Somebody else has just asked it.
        SyncError::Overtaken => Some(ACCOUNT_REST),
        _ => None,
    }
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
    fn go(&mut self, sessions: &mut Sessions, task: Task) -> Result<(), SyncError> {
        let secret = secret_of(self.account, self.syncing.permit)?;
        match self.account.kind {
            AccountKind::GReader => {
                let session = sessions.0.remove(&self.account.name);
                let mut server = GReader::open(self.line, self.account, secret, session)?;
                let ended = match task {
                    Task::Sync => self.greader(&mut server),
                    Task::Tell => self.send(&mut server),
                };
                if ended.is_ok() {
                    sessions.0.insert(self.account.name.clone(), server.session());
                }
                ended
            }
            AccountKind::Miniflux => {
                let server = Miniflux::open(self.line, self.account, secret)?;
                match task {
                    Task::Sync => self.miniflux(&server),
                    Task::Tell => self.send(&mut &server),
                }
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
