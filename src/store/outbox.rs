//! What the reader has changed and a server does not know of yet.
//!
//! A row is written in the transaction of the change itself, so that neither is there without the other. It goes when the
//! server has taken it, unless a later change has taken its place by then.

use rusqlite::{Connection, Row, params};

use super::account::AccountId;
use super::library::Care;
use super::{Library, MarkChange, Shelf, StoreError, TagChange, row};
use crate::news::{FeedId, Mark};
use crate::text::Prose;

/// One change that a server is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its number: a later change of the same thing has another one.
    pub seq: i64,
    /// What the server calls the article or feed; `None` for a feed it does not have.
    pub id: Option<String>,
    /// What it is to be told.
    pub told: Told,
}

/// What a server is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The article is read or not.
    Read(bool),
    /// The article is starred or not.
    Starred(bool),
    /// The article has a label or not.
    Label(Prose, bool),
    /// The feed at an address is subscribed to or not.
    Subscribed(FeedId, String, bool),
    /// The feed is filed in a folder; empty at the top.
    Folder(FeedId, Prose),
    /// The feed goes by a name.
    Name(FeedId, Prose),
}

/// Writes down marks of articles that a server knows.
pub(super) fn note_marks(connection: &Connection, made: &[MarkChange]) -> rusqlite::Result<()> {
    if made.is_empty() || !is_any(connection)? {
        return Ok(());
    }
    let mut note = connection.prepare_cached(NOTE_ARTICLE)?;
    for change in made {
        let kind = match change.mark {
            Mark::Read => "read",
            Mark::Starred => "starred",
            Mark::Later | Mark::Hidden => continue,
        };
        note.execute(params![change.id.0, kind, "", flag(change.on), false])?;
    }
    Ok(())
}

/// Writes down tags of articles whose server knows labels.
pub(super) fn note_tags(connection: &Connection, made: &[TagChange]) -> rusqlite::Result<()> {
    if made.is_empty() || !is_any(connection)? {
        return Ok(());
    }
    let mut note = connection.prepare_cached(NOTE_ARTICLE)?;
    for change in made {
        note.execute(params![change.id.0, "label", change.tag.as_str(), flag(change.on), true])?;
    }
    Ok(())
}

/// Writes down a change of a feed that belongs to an account.
pub(super) fn note_feed(
    connection: &Connection,
    feed: FeedId,
    kind: &str,
    value: &str,
) -> rusqlite::Result<()> {
    let mut note = connection.prepare_cached(
        "INSERT OR REPLACE INTO outbox (account, feed, kind, value)
         SELECT account, feed, ?2, ?3 FROM remote_feed WHERE feed = ?1",
    )?;
    note.execute(params![feed.0, kind, value])?;
    Ok(())
}

const NOTE_ARTICLE: &str = "INSERT OR REPLACE INTO outbox (account, article, kind, name, value)
     SELECT account, article, ?2, ?3, ?4 FROM remote_article
     WHERE article = ?1 AND (NOT ?5 OR (SELECT labels FROM account WHERE id = account) = 1)";

/// Whether there is any account at all: most readers have none.
fn is_any(connection: &Connection) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM account LIMIT 1")?.exists([])
}

fn flag(on: bool) -> &'static str {
    if on { "1" } else { "0" }
}

impl Shelf {
    /// What the server of an account is still to be told, oldest first.
    pub fn outbox(&self, account: AccountId) -> Result<Vec<Outgoing>, StoreError> {
        let select = "SELECT seq, kind, outbox.name, value, coalesce(a.id, f.id), outbox.feed, feed.source
             FROM outbox LEFT JOIN remote_article a ON a.article = outbox.article AND a.account = outbox.account
                 LEFT JOIN remote_feed f ON f.feed = outbox.feed AND f.account = outbox.account
                 LEFT JOIN feed ON feed.id = outbox.feed
             WHERE outbox.account = ?1 AND (outbox.feed IS NOT NULL OR a.id IS NOT NULL) ORDER BY seq";
        self.rows(select, [account.0], outgoing)
    }
}

fn outgoing(row: &Row<'_>) -> rusqlite::Result<Option<Outgoing>> {
    let kind = row::raw(row, 1)?.unwrap_or_default();
    let value = row::raw(row, 3)?.unwrap_or_default();
    let on = value == "1";
    let feed = FeedId(row::whole(row, 5)?.unwrap_or_default());
    let told = match kind.as_str() {
        "read" => Told::Read(on),
        "starred" => Told::Starred(on),
        "label" => Told::Label(row::line(row, 2)?.unwrap_or_default(), on),
        "folder" => Told::Folder(feed, Prose::line(&value)),
        "name" => Told::Name(feed, Prose::line(&value)),
        "subscribed" => {
            let source = row::raw(row, 6)?.and_then(|text| crate::news::Source::parse(&text));
            Told::Subscribed(feed, source.map(|source| source.place()).unwrap_or_default(), on)
        }
        _ => return Ok(None),
    };
    Ok(Some(Outgoing { seq: row.get(0)?, id: row::raw(row, 4)?, told }))
}

impl Library {
    /// Takes changes out of the outbox that the server has taken.
    ///
    /// What the reader has changed meanwhile has another number, and stays.
    pub fn acknowledge(&mut self, account: AccountId, seqs: &[i64]) -> Result<(), StoreError> {
        if seqs.is_empty() {
            return Ok(());
        }
        self.write(Care::Fetched, |connection| {
            let mut delete = connection.prepare_cached("DELETE FROM outbox WHERE seq = ?1")?;
            for seq in seqs {
                delete.execute([seq])?;
            }
            let update = "UPDATE account SET epoch = epoch + 1 WHERE id = ?1";
            connection.execute(update, [account.0]).map(drop)
        })
    }

    /// Keeps whether the server knows labels of articles. Where it does not, tags are told to nobody.
    pub fn set_labels(&mut self, account: AccountId, known: bool) -> Result<(), StoreError> {
        self.write(Care::Fetched, |connection| {
            let update = "UPDATE account SET labels = ?2 WHERE id = ?1";
            connection.execute(update, params![account.0, known])?;
            if !known {
                let delete = "DELETE FROM outbox WHERE account = ?1 AND kind = 'label'";
                connection.execute(delete, [account.0])?;
            }
            Ok(())
        })
    }
}
