//! Which accounts are asked, when the next is, and how it stands with them.

use super::super::refresh::Which;
use crate::config::AccountLine;
use crate::news::Moment;
use crate::store::{AccountState, Shelf, StoreError};
use crate::text::Prose;

/// The accounts that are asked in a refresh: all, those that have one of the feeds, or those whose time has come.
pub fn wanted(
    shelf: &Shelf,
    accounts: &[AccountLine],
    which: &Which,
    now: Moment,
) -> Result<Vec<AccountLine>, StoreError> {
    let feeds = match which {
        Which::All => return Ok(accounts.to_vec()),
        Which::Due => {
            return among(shelf, accounts, &|known| known.is_none_or(|known| known.is_due(now)));
        }
        Which::These(_) if accounts.is_empty() => return Ok(Vec::new()),
        Which::These(ids) => {
            shelf.feeds()?.into_iter().filter(|feed| ids.contains(&feed.id)).collect::<Vec<_>>()
        }
    };
    let names: Vec<&str> = feeds.iter().filter_map(|feed| feed.source.account()).collect();
    Ok(accounts.iter().filter(|account| names.contains(&account.name.as_str())).cloned().collect())
}

/// The accounts whose servers are still to be told something, and may be asked.
pub fn untold(
    shelf: &Shelf,
    accounts: &[AccountLine],
    now: Moment,
) -> Result<Vec<AccountLine>, StoreError> {
    among(shelf, accounts, &|known| {
        known.is_some_and(|known| known.waiting > 0 && (known.failures == 0 || known.is_due(now)))
    })
}

fn among(
    shelf: &Shelf,
    accounts: &[AccountLine],
    is_wanted: &dyn Fn(Option<&AccountState>) -> bool,
) -> Result<Vec<AccountLine>, StoreError> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let known = shelf.accounts()?;
    let of = |name: &str| known.iter().find(|state| state.name.as_str() == name);
    Ok(accounts.iter().filter(|account| is_wanted(of(&account.name))).cloned().collect())
}

/// When the next account is to be asked; `None` where there are none. One that was never asked is, at once.
pub fn next_due(
    shelf: &Shelf,
    names: &[String],
    now: Moment,
) -> Result<Option<Moment>, StoreError> {
    if names.is_empty() {
        return Ok(None);
    }
    let known = shelf.accounts()?;
    let due = |name: &String| {
        let state = known.iter().find(|state| state.name.as_str() == name);
        state.filter(|state| !state.is_due(now)).and_then(|state| state.due).unwrap_or(now)
    };
    Ok(names.iter().map(due).min())
}

/// When all went well last with each of these, and those with which it did not since.
pub fn standing(
    shelf: &Shelf,
    names: &[String],
) -> Result<(Option<Moment>, Vec<Prose>), StoreError> {
    let known = shelf.accounts()?;
    let of = |name: &String| known.iter().find(|state| state.name.as_str() == name);
    let synced: Option<Vec<Moment>> = names.iter().map(|name| of(name)?.synced).collect();
    let failed = names.iter().filter_map(of).filter(|state| state.failures > 0);
    let failed = failed.map(|state| state.name.clone()).collect();
    Ok((synced.and_then(|all| all.into_iter().min()), failed))
}
