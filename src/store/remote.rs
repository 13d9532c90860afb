//! Articles of an account: what its server calls them, what it says of all of them, and new ones on their way in.
//!
//! What the server says wins, except over what still waits in the outbox. Nothing of this is a step of `undo`.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rusqlite::{CachedStatement, Connection, params};

use super::account::{AccountId, SyncEnd, note_end};
use super::library::Care;
use super::take_in::{Gone, TakenIn, file};
use super::texts::Texts;
use super::{Library, NewArticle, Shelf, StoreError, open, rules};
use crate::news::{ArticleId, FeedId, Moment, RemoteLists, RemoteState, Rule};
use crate::text::Prose;

/// Articles of one feed of an account.
#[derive(Clone, Debug)]
pub struct RemoteAnswer {
    /// Which feed.
    pub feed: FeedId,
    /// The articles.
    pub articles: Vec<RemoteArticle>,
}

/// An article as a server has it.
#[derive(Clone, Debug)]
pub struct RemoteArticle {
    /// What is read and starred of it there, and what it is called.
    pub state: RemoteState,
    /// Labels it has there.
    pub labels: Vec<Prose>,
    /// A hash of what the server says.
    pub hash: i64,
    /// The article; its key is made of the server's name for it.
    pub new: NewArticle,
}

/// What became of articles of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoteTaken {
    /// Those that are new.
    pub new: Vec<ArticleId>,
    /// Those whose text the server has corrected.
    pub updated: Vec<ArticleId>,
}

impl Library {
    /// Takes in articles of an account, in one transaction. New ones get the marks they have on the server.
    pub fn take_remote(
        &mut self,
        account: AccountId,
        answers: &[RemoteAnswer],
        now: Moment,
        rules: &[Rule],
        today: Date,
    ) -> Result<RemoteTaken, StoreError> {
        self.set_cache(open::TAKING_IN_KIB)?;
        let taken = self.write_texts(Care::Fetched, |connection, texts| {
            let mut taken = RemoteTaken::default();
            for answer in answers {
                let TakenIn { new, updated, .. } =
                    take_answer(connection, texts, account, answer, now)?;
                rules::apply(connection, texts, &new, rules, today)?;
                taken.new.extend(new);
                taken.updated.extend(updated);
            }
            Ok(taken)
        });
        self.set_cache(open::CACHE_KIB)?;
        taken
    }

    /// Applies whole lists: what is in neither is read and not starred. `None`, and nothing is changed, where something
    /// was told to the server since `epoch`, by whomever: then the lists may be older than that. Else how many articles
    /// have changed.
    pub fn take_lists(
        &mut self,
        account: AccountId,
        epoch: i64,
        lists: &RemoteLists,
    ) -> Result<Option<usize>, StoreError> {
        self.write(Care::Fetched, |connection| {
            if !is_of_epoch(connection, account, epoch)? {
                return Ok(None);
            }
            let mut changed = 0;
            let mut marking = Marking::new(connection)?;
            for (id, article, read, starred) in stored_marks(connection, account)? {
                let (to_read, to_star) = (!lists.unread.contains(&id), lists.starred.contains(&id));
                let mut differs = false;
                if read != to_read {
                    differs |= marking.read(article, to_read)?;
                }
                if starred != to_star {
                    differs |= marking.star(article, to_star)?;
                }
                changed += usize::from(differs);
            }
            if let Some(labels) = &lists.labels {
                changed += take_labels(connection, account, labels)?;
            }
            Ok(Some(changed))
        })
    }

    /// Applies what a server says of some articles, and notes that all went well, in one transaction.
    ///
    /// `None`, and nothing is changed, as with [`take_lists`](Self::take_lists).
    pub fn take_states(
        &mut self,
        account: AccountId,
        epoch: i64,
        states: &[RemoteState],
        position: &str,
        now: Moment,
    ) -> Result<Option<usize>, StoreError> {
        self.write(Care::Fetched, |connection| {
            if !is_of_epoch(connection, account, epoch)? {
                return Ok(None);
            }
            let mut find = connection.prepare_cached(
                "SELECT article FROM remote_article WHERE account = ?1 AND id = ?2 AND article IS NOT NULL",
            )?;
            let (mut marking, mut changed) = (Marking::new(connection)?, 0);
            for state in states {
                let found = find.query_map(params![account.0, state.id], |row| row.get(0))?.last();
                let Some(article) = found.transpose()? else { continue };
                let read = marking.read(article, state.read)?;
                changed += usize::from(marking.star(article, state.starred)? || read);
            }
            note_end(connection, account, &SyncEnd::Done(Some(position)), now)?;
            Ok(Some(changed))
        })
    }

    /// Notes that articles were looked at again and say what they said.
    pub fn note_checked(
        &mut self,
        account: AccountId,
        ids: &[String],
        now: Moment,
    ) -> Result<(), StoreError> {
        self.write(Care::Fetched, |connection| {
            let mut update = connection.prepare_cached(
                "UPDATE remote_article SET checked = ?3 WHERE account = ?1 AND id = ?2",
            )?;
            ids.iter()
                .try_for_each(|id| update.execute(params![account.0, id, now.second()]).map(drop))
        })
    }
}

impl Shelf {
    /// Those of a server's ids that are not known here, in the order given.
    pub fn unknown<'i>(
        &self,
        account: AccountId,
        ids: impl Iterator<Item = &'i String>,
    ) -> Result<Vec<String>, StoreError> {
        let hashes = self.hashes(account)?;
        Ok(ids.filter(|id| !hashes.contains_key(*id)).cloned().collect())
    }

    /// All ids of an account that are known here, with the hashes of what the server said last.
    pub fn hashes(&self, account: AccountId) -> Result<HashMap<String, i64>, StoreError> {
        let select = "SELECT id, hash FROM remote_article WHERE account = ?1";
        let pairs = self.rows(select, [account.0], |row| Ok(Some((row.get(0)?, row.get(1)?))))?;
        Ok(pairs.into_iter().collect())
    }

    /// Articles published since a moment that were last looked at before another, newest first: they may have been
    /// corrected.
    pub fn to_check(
        &self,
        account: AccountId,
        since: Moment,
        before: Moment,
        most: usize,
    ) -> Result<Vec<String>, StoreError> {
        let select = "SELECT remote_article.id FROM article JOIN remote_article ON article = article.id
             WHERE account = ?1 AND at >= ?2 AND checked < ?3 AND aside = 0 ORDER BY at DESC LIMIT ?4";
        let values = params![account.0, since.second(), before.second(), most as i64];
        self.rows(select, values, |row| Ok(Some(row.get(0)?)))
    }
}

/// Files the articles of one feed, notes what the server calls them, and gives its marks to those that are new, or known
/// by their links alone until now.
fn take_answer(
    connection: &Connection,
    texts: &Texts,
    account: AccountId,
    answer: &RemoteAnswer,
    now: Moment,
) -> rusqlite::Result<TakenIn> {
    let new: Vec<NewArticle> = answer.articles.iter().map(|one| one.new.clone()).collect();
    let taken = file(connection, texts, answer.feed, (&new, &[]), now, Gone::Unmapped)?;
    let Some((taken, keys)) = taken else { return Ok(TakenIn::default()) };
    let is_new: HashSet<ArticleId> = taken.new.iter().copied().collect();
    let mut mapped = connection.prepare_cached(
        "SELECT 1 FROM remote_article WHERE account = ?1 AND id = ?2 AND article IS NOT NULL",
    )?;
    let mut find =
        connection.prepare_cached("SELECT id FROM article WHERE feed = ?1 AND key = ?2")?;
    let mut map = connection.prepare_cached(
        "INSERT INTO remote_article (account, id, article, hash, checked) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (account, id) DO UPDATE SET hash = excluded.hash, checked = excluded.checked",
    )?;
    let mut marking = Marking::new(connection)?;
    for (one, key) in answer.articles.iter().zip(keys) {
        let found = find.query_map(params![answer.feed.0, key], |row| row.get(0))?.last();
        let id: Option<ArticleId> = found.transpose()?.map(ArticleId);
        let was_mapped = mapped.exists(params![account.0, one.state.id])?;
        map.execute(params![account.0, one.state.id, id.map(|id| id.0), one.hash, now.second()])?;
        let Some(id) = id else { continue };
        let is_new = is_new.contains(&id);
        if is_new || !was_mapped {
            // What the reader has marked before the server's name for it was known is in no outbox, and is not taken off.
            if is_new || one.state.read {
                marking.read(id.0, one.state.read)?;
            }
            if is_new || one.state.starred {
                marking.star(id.0, one.state.starred)?;
            }
            one.labels.iter().try_for_each(|label| label_on(connection, id.0, label))?;
        }
    }
    Ok(taken)
}

fn label_on(connection: &Connection, article: i64, label: &Prose) -> rusqlite::Result<()> {
    let insert = "INSERT OR IGNORE INTO tag (article, name) SELECT ?1, ?2
         WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE article = ?1 AND kind = 'label' AND name = ?2)";
    connection.prepare_cached(insert)?.execute(params![article, label.as_str()]).map(drop)
}

fn is_of_epoch(connection: &Connection, account: AccountId, epoch: i64) -> rusqlite::Result<bool> {
    let select = "SELECT 1 FROM account WHERE id = ?1 AND epoch = ?2";
    connection.prepare_cached(select)?.exists(params![account.0, epoch])
}

/// Ids and marks of the articles in the account's feeds; those of feeds that are hidden keep theirs until they are back.
fn stored_marks(
    connection: &Connection,
    account: AccountId,
) -> rusqlite::Result<Vec<(String, i64, bool, bool)>> {
    let mut select = connection.prepare_cached(
        "SELECT r.id, a.id, a.read, a.starred FROM remote_article r JOIN article a ON a.id = r.article
             JOIN feed f ON f.id = a.feed WHERE r.account = ?1 AND f.state = 1",
    )?;
    let rows = select
        .query_map([account.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    rows.collect()
}

/// Marks as a server has them, where the outbox says nothing else.
struct Marking<'c> {
    read: CachedStatement<'c>,
    starred: CachedStatement<'c>,
}

impl<'c> Marking<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        let prepare = |column: &str| {
            connection.prepare_cached(&format!(
                "UPDATE article SET {column} = ?2 WHERE id = ?1 AND {column} <> ?2
                     AND NOT EXISTS (SELECT 1 FROM outbox WHERE article = ?1 AND kind = '{column}')"
            ))
        };
        Ok(Self { read: prepare("read")?, starred: prepare("starred")? })
    }

    /// Whether it made a difference.
    fn read(&mut self, article: i64, on: bool) -> rusqlite::Result<bool> {
        Ok(self.read.execute(params![article, on])? > 0)
    }

    fn star(&mut self, article: i64, on: bool) -> rusqlite::Result<bool> {
        Ok(self.starred.execute(params![article, on])? > 0)
    }
}

/// Makes the tags of an account's articles those that the server has; tags it never had stay.
fn take_labels(
    connection: &Connection,
    account: AccountId,
    labels: &[(Prose, HashSet<String>)],
) -> rusqlite::Result<usize> {
    let mut known = connection.prepare("SELECT name FROM remote_label WHERE account = ?1")?;
    let known: Vec<String> =
        known.query_map([account.0], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let none = HashSet::new();
    let vanished =
        known.iter().filter(|name| !labels.iter().any(|(label, _)| label.as_str() == *name));
    let vanished = vanished.map(|name| (name.as_str(), &none));
    let listed = labels.iter().map(|(label, ids)| (label.as_str(), ids));
    let mut changed = 0;
    for (label, ids) in listed.chain(vanished) {
        changed += take_label(connection, account, label, ids)?;
    }
    connection.execute("DELETE FROM remote_label WHERE account = ?1", [account.0])?;
    for (label, _) in labels {
        let insert = "INSERT OR IGNORE INTO remote_label VALUES (?1, ?2)";
        connection.execute(insert, params![account.0, label.as_str()])?;
    }
    Ok(changed)
}

/// Gives one tag to the articles that have it on the server, and takes it off those that had it.
fn take_label(
    connection: &Connection,
    account: AccountId,
    label: &str,
    ids: &HashSet<String>,
) -> rusqlite::Result<usize> {
    let waits = "NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.article = r.article AND kind = 'label' AND name = ?2)";
    let mut give = connection.prepare(&format!(
        "INSERT OR IGNORE INTO tag (article, name)
         SELECT article, ?2 FROM remote_article r WHERE account = ?1 AND id = ?3 AND article IS NOT NULL AND {waits}"
    ))?;
    let mut changed = 0;
    for id in ids {
        changed += give.execute(params![account.0, label, id])?;
    }
    let mut tagged = connection.prepare(&format!(
        "SELECT r.id, r.article FROM tag JOIN remote_article r ON r.article = tag.article
         WHERE account = ?1 AND tag.name = ?2 AND {waits}"
    ))?;
    let tagged: Vec<(String, i64)> = tagged
        .query_map(params![account.0, label], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (_, article) in tagged.iter().filter(|(id, _)| !ids.contains(id)) {
        let delete = "DELETE FROM tag WHERE article = ?1 AND name = ?2";
        changed += connection.execute(delete, params![article, label])?;
    }
    Ok(changed)
}
