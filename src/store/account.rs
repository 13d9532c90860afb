//! Accounts: whose ids are kept, when a server was last asked, what went wrong then.

use rusqlite::{Connection, OptionalExtension, params};

use super::library::Care;
use super::{Library, Shelf, StoreError, row};
use crate::news::Moment;
use crate::text::Prose;

/// A server is asked again by itself after so long (seconds).
pub const ACCOUNT_REST: i64 = 900;
/// And after this at the latest, however often it failed (seconds).
const LONGEST: i64 = 6 * 3_600;

/// The number of an account in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AccountId(pub i64);

/// What the store has of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountState {
    /// Its number.
    pub id: AccountId,
    /// Its name in the settings.
    pub name: Prose,
    /// What was reached on the server, in the words of whoever speaks to it.
    pub position: Option<String>,
    /// Grows whenever something was told to the server.
    pub epoch: i64,
    /// When its server was last asked.
    pub tried: Option<Moment>,
    /// When all went well last.
    pub synced: Option<Moment>,
    /// When its server is asked again by itself; at once where it never was.
    pub due: Option<Moment>,
    /// Failures since all went well last.
    pub failures: u32,
    /// What went wrong since, in words.
    pub trouble: Option<Prose>,
    /// Changes that the server does not know of yet.
    pub waiting: u32,
}

impl AccountState {
    /// Whether its server is asked by itself now. One that was asked in the future is, too: the clock was wrong then.
    pub fn is_due(&self, now: Moment) -> bool {
        self.due.is_none_or(|due| due <= now) || self.tried.is_some_and(|tried| tried > now)
    }
}

/// How a talk with a server ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncEnd<'a> {
    /// All went well; what was reached.
    Done(Option<&'a str>),
    /// It broke off: why, and after how many seconds the server is asked again, where that is known.
    Failed(&'a Prose, Option<i64>),
}

impl Library {
    /// The account of that name; it gets a row where it has none. `server` says whose ids are meant.
    ///
    /// Where that is another server than before, what the old one called things is forgotten: its numbers mean other
    /// articles on the new one. Changes that were not told yet are kept, and told to the new one.
    pub fn open_account(&mut self, name: &str, server: &str) -> Result<AccountId, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let known = connection
                .query_row("SELECT id, server FROM account WHERE name = ?1", [name], |row| {
                    Ok((AccountId(row.get(0)?), row.get::<_, String>(1)?))
                })
                .optional()?;
            match known {
                Some((id, same)) if same == server => Ok(id),
                Some((id, _)) => forget(connection, id, server).map(|()| id),
                None => {
                    let insert = "INSERT INTO account (name, server) VALUES (?1, ?2)";
                    connection.execute(insert, [name, server])?;
                    Ok(AccountId(connection.last_insert_rowid()))
                }
            }
        })
    }

    /// Notes how a talk with a server ended.
    pub fn end_sync(
        &mut self,
        account: AccountId,
        end: &SyncEnd<'_>,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.write(Care::Fetched, |connection| note_end(connection, account, end, now))
    }
}

/// Forgets what the server that an account was on called things.
fn forget(connection: &Connection, account: AccountId, server: &str) -> rusqlite::Result<()> {
    for table in ["remote_article", "remote_feed", "remote_label"] {
        connection.execute(&format!("DELETE FROM {table} WHERE account = ?1"), [account.0])?;
    }
    connection.execute(
        "UPDATE account SET server = ?2, position = NULL, synced = NULL, due = NULL, failures = 0, trouble = NULL, epoch = epoch + 1 WHERE id = ?1",
        params![account.0, server],
    )?;
    Ok(())
}

/// Writes the end of a talk into the rows of the account and of its feeds.
pub(super) fn note_end(
    connection: &Connection,
    account: AccountId,
    end: &SyncEnd<'_>,
    now: Moment,
) -> rusqlite::Result<()> {
    let (id, now) = (account.0, now.second());
    match end {
        SyncEnd::Done(position) => {
            connection.execute(
                "UPDATE account SET tried = ?2, synced = ?2, due = ?4, failures = 0, trouble = NULL, position = ?3 WHERE id = ?1",
                params![id, now, position, now.saturating_add(ACCOUNT_REST)],
            )?;
            connection.execute(
                "UPDATE feed SET tried = ?2, succeeded = ?2, failures = 0, trouble = NULL, due = NULL
                 WHERE state = 1 AND id IN (SELECT feed FROM remote_feed WHERE account = ?1)",
                [id, now],
            )?;
        }
        SyncEnd::Failed(why, rest) => {
            let select = "SELECT failures FROM account WHERE id = ?1";
            let failures: u32 = connection.query_row(select, [id], |row| row.get(0))?;
            let due = now.saturating_add(rest.unwrap_or_else(|| back_off(failures)));
            connection.execute(
                "UPDATE account SET tried = ?2, trouble = ?3, failures = failures + 1, due = ?4 WHERE id = ?1",
                params![id, now, why.as_str(), due],
            )?;
            connection.execute(
                "UPDATE feed SET tried = ?2, failures = failures + 1, trouble = ?3, due = NULL
                 WHERE state = 1 AND id IN (SELECT feed FROM remote_feed WHERE account = ?1)",
                params![id, now, why.as_str()],
            )?;
        }
    }
    Ok(())
}

/// Twice as long after each failure, in seconds.
fn back_off(before: u32) -> i64 {
    ACCOUNT_REST.saturating_mul(1 << before.min(16)).min(LONGEST)
}

impl Shelf {
    /// All accounts that were ever asked, by name.
    pub fn accounts(&self) -> Result<Vec<AccountState>, StoreError> {
        // What the server has no name for yet cannot be told.
        let select = "SELECT id, name, position, epoch, tried, synced, trouble,
                 (SELECT count(*) FROM outbox o WHERE o.account = account.id AND (o.feed IS NOT NULL OR EXISTS
                     (SELECT 1 FROM remote_article r WHERE r.article = o.article AND r.account = o.account))),
                 due, failures FROM account ORDER BY name";
        self.rows(select, [], |row| {
            Ok(Some(AccountState {
                id: AccountId(row.get(0)?),
                name: row::line(row, 1)?.unwrap_or_default(),
                position: row::raw(row, 2)?,
                epoch: row::whole(row, 3)?.unwrap_or_default(),
                tried: row::moment(row, 4)?,
                synced: row::moment(row, 5)?,
                trouble: row::line(row, 6)?,
                waiting: row.get::<_, i64>(7)?.try_into().unwrap_or_default(),
                due: row::moment(row, 8)?,
                failures: row.get(9)?,
            }))
        })
    }

    /// What the store has of one account.
    pub fn account(&self, account: AccountId) -> Result<Option<AccountState>, StoreError> {
        Ok(self.accounts()?.into_iter().find(|state| state.id == account))
    }
}
