//! What is asked of a server beside a sync: whether it takes us in, and to fetch a feed.

use super::super::program::Permit;
use super::super::secret::{self, SecretError};
use super::SyncError;
use crate::config::{AccountKind, AccountLine};
use crate::fetch::{Client, Secret};
use crate::news::RemoteFeed;
use crate::sync::Line;
use crate::sync::greader::GReader;
use crate::sync::miniflux::Miniflux;

/// Finds the password or token of an account, as it is sent.
pub(super) fn secret_of(account: &AccountLine, permit: Permit) -> Result<Secret, SecretError> {
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
