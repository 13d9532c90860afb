//! What the reader corrects in stories: an article is split off, stories are joined. Each is one commit and one step of
//! `undo`, and is kept as pairs of articles that later grouping keeps to.

use rusqlite::{Connection, OptionalExtension, params};

use super::grouping::{settle, story_number, turn_over};
use super::library::Care;
use super::{Library, Step, StoreError, journal, row};
use crate::news::ArticleId;

/// An article that is split off is kept apart from so many of those that it leaves, the newest.
const KEPT_APART: usize = 100;

/// An article that the reader has put into another story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StoryMove {
    /// Which article.
    pub id: ArticleId,
    /// Where it was.
    pub from: u32,
    /// Where it is.
    pub to: u32,
}

/// The reader's word on two articles: together, apart, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PairChange {
    /// The one with the lower number.
    pub a: ArticleId,
    /// The other one.
    pub b: ArticleId,
    /// What was said before.
    pub before: Option<bool>,
    /// What is said now.
    pub after: Option<bool>,
}

impl StoryMove {
    pub(super) fn reversed(self) -> Self {
        Self { from: self.to, to: self.from, ..self }
    }
}

impl PairChange {
    pub(super) fn reversed(self) -> Self {
        Self { before: self.after, after: self.before, ..self }
    }
}

impl Library {
    /// Makes a story of its own of an article, with its copies. Returns the number of the new story; `None` where the
    /// article stands alone, or is in no story yet.
    ///
    /// It is kept apart for good from those it leaves.
    pub fn split_story(&mut self, article: ArticleId) -> Result<Option<u32>, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let Some(from) = story_of(connection, article)? else { return Ok(None) };
            let members = members(connection, from)?;
            let (going, staying): (Vec<_>, Vec<_>) = members
                .into_iter()
                .partition(|(id, copy_of)| *id == article || *copy_of == Some(article));
            if staying.is_empty() {
                return Ok(None);
            }
            let to = new_story(connection)?;
            let moves = going.iter().map(|(id, _)| StoryMove { id: *id, from, to }).collect();
            let apart = staying.iter().rev().take(KEPT_APART).map(|(id, _)| *id);
            let pairs: Vec<PairChange> = apart
                .map(|other| word(connection, article, other, Some(false)))
                .collect::<rusqlite::Result<_>>()?;
            correct(connection, moves, pairs)?;
            Ok(Some(to))
        })
    }

    /// Puts all articles of some stories into the first of them. Whether anything has changed.
    ///
    /// They are kept together for good; what was said before about their being apart is taken back.
    pub fn join_stories(&mut self, stories: &[u32]) -> Result<bool, StoreError> {
        let Some((into, others)) = stories.split_first() else { return Ok(false) };
        self.write(Care::ReadersOwn, |connection| {
            let staying = members(connection, *into)?;
            if staying.is_empty() {
                return Ok(false);
            }
            let (mut moves, mut pairs) = (Vec::new(), Vec::new());
            for from in others.iter().filter(|from| *from != into) {
                let coming = members(connection, *from)?;
                moves.extend(coming.iter().map(|(id, _)| StoryMove {
                    id: *id,
                    from: *from,
                    to: *into,
                }));
                pairs.extend(apart(connection, *from, *into)?);
                // The first are the first to be dropped one day, so the last are kept together, too.
                for pair in coming
                    .first()
                    .zip(staying.first())
                    .into_iter()
                    .chain(coming.last().zip(staying.last()))
                {
                    let said = word(connection, pair.0.0, pair.1.0, Some(true))?;
                    pairs.retain(|other| (other.a, other.b) != (said.a, said.b));
                    pairs.push(said);
                }
            }
            let is_change = !moves.is_empty();
            correct(connection, moves, pairs)?;
            Ok(is_change)
        })
    }
}

/// Takes in what was said of two articles elsewhere, unless something else was said here. The later one is put to its story
/// again, so that it holds at once.
pub(super) fn take_in(
    connection: &Connection,
    one: ArticleId,
    other: ArticleId,
    together: bool,
) -> rusqlite::Result<()> {
    let (a, b) = ordered(one, other);
    if a == b {
        return Ok(());
    }
    let said = connection
        .prepare_cached("INSERT OR IGNORE INTO story_pair (a, b, together) VALUES (?1, ?2, ?3)")?
        .execute(params![a.0, b.0, together])?;
    let Some(from) = story_of(connection, b)?.filter(|_| said > 0) else { return Ok(()) };
    connection.execute("DELETE FROM storied WHERE article = ?1", [b.0])?;
    connection.execute("DELETE FROM signature WHERE article = ?1", [b.0])?;
    let wait = "INSERT OR IGNORE INTO ungrouped SELECT at, id FROM article WHERE id = ?1";
    connection.execute(wait, [b.0])?;
    settle(connection, from, None)?;
    turn_over(connection)
}

fn correct(
    connection: &Connection,
    moves: Vec<StoryMove>,
    pairs: Vec<PairChange>,
) -> rusqlite::Result<()> {
    let step = Step { moves, pairs, ..Step::default() };
    let made = Step {
        moves: apply_moves(connection, &step.moves)?,
        pairs: apply_pairs(connection, &step.pairs)?,
        ..Step::default()
    };
    journal::record(connection, &made)
}

/// Moves articles and returns the moves that made a difference.
pub(super) fn apply_moves(
    connection: &Connection,
    moves: &[StoryMove],
) -> rusqlite::Result<Vec<StoryMove>> {
    if moves.is_empty() {
        return Ok(Vec::new());
    }
    let mut go = connection
        .prepare_cached("UPDATE storied SET story = ?3 WHERE article = ?1 AND story = ?2")?;
    let mut made = Vec::with_capacity(moves.len());
    for change in moves {
        if go.execute(params![change.id.0, change.from, change.to])? > 0 {
            made.push(*change);
        }
    }
    let mut ways: Vec<(u32, u32)> = made.iter().map(|change| (change.from, change.to)).collect();
    ways.sort_unstable();
    ways.dedup();
    for (from, to) in ways {
        settle(connection, to, None)?;
        settle(connection, from, Some(to))?;
    }
    turn_over(connection)?;
    Ok(made)
}

/// Writes down what is said of pairs.
pub(super) fn apply_pairs(
    connection: &Connection,
    pairs: &[PairChange],
) -> rusqlite::Result<Vec<PairChange>> {
    let mut say = connection.prepare_cached(
        "INSERT OR REPLACE INTO story_pair (a, b, together)
         SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM article WHERE id IN (?1, ?2)) = 2",
    )?;
    let mut unsay = connection.prepare_cached("DELETE FROM story_pair WHERE a = ?1 AND b = ?2")?;
    let mut made = Vec::with_capacity(pairs.len());
    for change in pairs {
        let changed = match change.after {
            Some(together) => say.execute(params![change.a.0, change.b.0, together])?,
            None => unsay.execute(params![change.a.0, change.b.0])?,
        };
        if changed > 0 {
            made.push(*change);
        }
    }
    Ok(made)
}

/// What was said about articles of two stories being apart, taken back.
fn apart(connection: &Connection, one: u32, other: u32) -> rusqlite::Result<Vec<PairChange>> {
    let mut select = connection.prepare_cached(
        "SELECT a, b FROM storied AS one JOIN story_pair ON a = one.article JOIN storied AS other ON other.article = b
         WHERE one.story = ?1 AND other.story = ?2 AND together = 0
         UNION SELECT a, b FROM storied AS one JOIN story_pair ON b = one.article JOIN storied AS other ON other.article = a
         WHERE one.story = ?1 AND other.story = ?2 AND together = 0 ORDER BY a, b",
    )?;
    let pairs = select.query_map([one, other], |row| {
        let (a, b) = (ArticleId(row.get(0)?), ArticleId(row.get(1)?));
        Ok(PairChange { a, b, before: Some(false), after: None })
    })?;
    pairs.collect()
}

/// What is to be said of two articles, with what was said before.
fn word(
    connection: &Connection,
    one: ArticleId,
    other: ArticleId,
    after: Option<bool>,
) -> rusqlite::Result<PairChange> {
    let (a, b) = ordered(one, other);
    let before = connection
        .prepare_cached("SELECT together FROM story_pair WHERE a = ?1 AND b = ?2")?
        .query_row([a.0, b.0], |row| Ok(row::whole(row, 0)? == Some(1)))
        .optional()?;
    Ok(PairChange { a, b, before, after })
}

fn ordered(a: ArticleId, b: ArticleId) -> (ArticleId, ArticleId) {
    (a.min(b), a.max(b))
}

fn story_of(connection: &Connection, article: ArticleId) -> rusqlite::Result<Option<u32>> {
    let select = "SELECT story FROM storied WHERE article = ?1";
    Ok(connection.query_row(select, [article.0], |row| story_number(row, 0)).optional()?.flatten())
}

/// The articles of a story in the order they were put in, each with the one it is a copy of.
fn members(
    connection: &Connection,
    story: u32,
) -> rusqlite::Result<Vec<(ArticleId, Option<ArticleId>)>> {
    let mut select = connection
        .prepare_cached("SELECT article, copy_of FROM storied WHERE story = ?1 ORDER BY turn")?;
    let members = select.query_map([story], |row| {
        Ok((ArticleId(row.get(0)?), row::whole(row, 1)?.map(ArticleId)))
    })?;
    members.collect()
}

fn new_story(connection: &Connection) -> rusqlite::Result<u32> {
    connection.execute(
        "INSERT INTO story (engine, first, last) SELECT coalesce(max(engine), 0), 0, 0 FROM story",
        [],
    )?;
    Ok(u32::try_from(connection.last_insert_rowid()).unwrap_or(u32::MAX))
}
