//! Which stories there are and which articles tell them. How articles are put to stories is known to `story` and `desk`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::library::Care;
use super::{Library, Shelf, StoreError, row};
use crate::news::{ArticleId, Moment};
use crate::text::Prose;

/// In `meta`: which version of the grouping the stories are of.
const ENGINE: &str = "stories";

/// The number of a story. It is never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryKey(pub i64);

/// An article that was put to a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The article.
    pub article: ArticleId,
    /// Its story.
    pub story: StoryKey,
    /// What it was recognised by; empty where it is too old to matter.
    pub signature: Vec<u8>,
}

/// An article that is to be put to a story, or to another than before.
#[derive(Clone, Debug, PartialEq)]
pub struct Placing {
    /// The article.
    pub article: ArticleId,
    /// The place of its story in [`Grouped::stories`].
    pub story: usize,
    /// What it is recognised by.
    pub signature: Vec<u8>,
}

/// A story as it is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Its number, where it had one.
    pub key: Option<StoryKey>,
    /// The article whose headline it has.
    pub lead: ArticleId,
}

/// What grouping has found: stories that are new or have changed, with all their articles that were looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grouped {
    /// The stories.
    pub stories: Vec<Keeping>,
    /// Their articles, in the order they were put in.
    pub articles: Vec<Placing>,
}

/// Two articles that the reader has put together, or apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// One of them.
    pub one: ArticleId,
    /// The other.
    pub other: ArticleId,
    /// Whether they are of one story.
    pub together: bool,
}

/// One article of a story, as a list of stories needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its story.
    pub story: StoryKey,
    /// The article whose headline the story has.
    pub lead: ArticleId,
    /// The article.
    pub article: ArticleId,
    /// The outlet, else the credits.
    pub source: Option<Prose>,
    /// Its headline.
    pub title: Prose,
    /// When it was published.
    pub published: Option<Moment>,
    /// Whether it was read.
    pub read: bool,
}

impl Library {
    /// Forgets all stories of another version of the grouping; what the reader has corrected stays.
    pub fn begin_stories(&mut self, engine: u32) -> Result<(), StoreError> {
        self.write(Care::Derived, |connection| {
            let select = "SELECT value FROM meta WHERE key = ?1";
            let kept: Option<String> =
                connection.query_row(select, [ENGINE], |row| row.get(0)).optional()?;
            if kept == Some(engine.to_string()) {
                return Ok(());
            }
            connection.execute_batch("DELETE FROM telling; DELETE FROM story;")?;
            let keep = "INSERT OR REPLACE INTO meta VALUES (?1, ?2)";
            connection.execute(keep, params![ENGINE, engine.to_string()])?;
            Ok(())
        })
    }

    /// Keeps what grouping has found, all of it or nothing. Articles that are gone meanwhile are passed over.
    pub fn keep_stories(&mut self, grouped: &Grouped) -> Result<(), StoreError> {
        self.write(Care::Derived, |connection| {
            let mut keys = Vec::with_capacity(grouped.stories.len());
            for story in &grouped.stories {
                keys.push(keep(connection, *story)?);
            }
            let mut turn: i64 =
                connection.query_row("SELECT coalesce(max(turn), 0) FROM telling", [], |row| {
                    row.get(0)
                })?;
            let mut place = connection.prepare_cached(
                "INSERT INTO telling SELECT id, ?2, ?3, ?4 FROM article WHERE id = ?1
                 ON CONFLICT (article) DO UPDATE SET story = excluded.story",
            )?;
            for placing in &grouped.articles {
                let Some(key) = keys.get(placing.story) else { continue };
                turn += 1;
                place.execute(params![placing.article.0, key.0, turn, placing.signature])?;
            }
            keys.iter().try_for_each(|key| span(connection, *key))
        })
    }

    /// Signatures of articles from before a moment are no longer kept: nothing joins them any more.
    pub fn forget_signatures(&mut self, before: Moment) -> Result<(), StoreError> {
        self.write(Care::Derived, |connection| {
            connection.execute(
                "UPDATE telling SET signature = x'' WHERE length(signature) > 0
                 AND article IN (SELECT id FROM article WHERE at < ?1)",
                [before.second()],
            )?;
            Ok(())
        })
    }

    /// Keeps that articles are of one story, or of two; what was said of the same two before no longer holds.
    pub fn correct(&mut self, corrections: &[Correction]) -> Result<(), StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let mut keep = connection.prepare_cached(
                "INSERT OR REPLACE INTO correction
                 SELECT one.id, other.id, ?3 FROM article AS one, article AS other
                 WHERE one.id = ?1 AND other.id = ?2",
            )?;
            for Correction { one, other, together } in corrections {
                let (one, other) = (one.0.min(other.0), one.0.max(other.0));
                keep.execute(params![one, other, together])?;
            }
            Ok(())
        })
    }

    /// Moves articles to a story, or to a new one.
    pub fn move_to_story(
        &mut self,
        articles: &[ArticleId],
        to: Option<StoryKey>,
    ) -> Result<Option<StoryKey>, StoreError> {
        let Some(lead) = articles.first().copied() else { return Ok(None) };
        self.write(Care::ReadersOwn, |connection| {
            let mut touched: Vec<StoryKey> = Vec::new();
            for article in articles {
                let select = "SELECT story FROM telling WHERE article = ?1";
                let story =
                    connection.query_row(select, [article.0], |row| row.get(0)).optional()?;
                touched.extend(story.map(StoryKey));
            }
            let key = match to {
                Some(key) => key,
                None => keep(connection, Keeping { key: None, lead })?,
            };
            for article in articles {
                let change = "UPDATE telling SET story = ?2 WHERE article = ?1";
                connection.execute(change, params![article.0, key.0])?;
            }
            touched.push(key);
            touched.iter().try_for_each(|key| span(connection, *key))?;
            Ok(Some(key))
        })
    }
}

/// Keeps a story and says its number.
fn keep(connection: &Connection, story: Keeping) -> rusqlite::Result<StoryKey> {
    if let Some(key) = story.key {
        let change = "UPDATE story SET lead = ?2 WHERE id = ?1";
        if connection.execute(change, params![key.0, story.lead.0])? > 0 {
            return Ok(key);
        }
    }
    connection
        .execute("INSERT INTO story (lead, first, last) VALUES (?1, 0, 0)", [story.lead.0])?;
    Ok(StoryKey(connection.last_insert_rowid()))
}

/// Takes down when a story was first and last told; one that nobody tells any more is gone.
fn span(connection: &Connection, key: StoryKey) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE story SET (first, last) = (
             SELECT coalesce(min(at), 0), coalesce(max(at), 0) FROM telling
             JOIN article ON article.id = telling.article WHERE telling.story = story.id)
         WHERE id = ?1",
        [key.0],
    )?;
    // Where the article it is named after went to another story, the first of its own takes its place.
    connection.execute(
        "UPDATE story SET lead = coalesce((SELECT article FROM telling WHERE story = story.id ORDER BY turn LIMIT 1), lead)
         WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM telling WHERE story = ?1 AND article = story.lead)",
        [key.0],
    )?;
    connection.execute(
        "DELETE FROM story WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM telling WHERE story = ?1)",
        [key.0],
    )?;
    Ok(())
}

impl Shelf {
    /// The newest articles of a stretch of time that are in no story yet, in the order of time.
    pub fn ungrouped(
        &self,
        (from, to): (Option<Moment>, Option<Moment>),
        most: usize,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let select = "SELECT id FROM (
             SELECT id, at, rank FROM article WHERE hidden = 0 AND aside = 0 AND at BETWEEN ?1 AND ?2
             AND NOT EXISTS (SELECT 1 FROM telling WHERE article = article.id)
             ORDER BY at DESC, rank, id LIMIT ?3) ORDER BY at, rank, id";
        let from = from.map_or(i64::MIN, Moment::second);
        let to = to.map_or(i64::MAX, Moment::second);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.rows(select, [from, to, most], |row| Ok(row::whole(row, 0)?.map(ArticleId)))
    }

    /// When the first and the last of some articles were published, or came in.
    pub fn stretch(&self, ids: &[ArticleId]) -> Result<Option<(Moment, Moment)>, StoreError> {
        let mut stretch: Option<(i64, i64)> = None;
        for id in ids {
            let at =
                self.one("SELECT at FROM article WHERE id = ?1", *id, |row| row.get::<_, i64>(0))?;
            let Some(at) = at else { continue };
            stretch = Some(stretch.map_or((at, at), |(from, to)| (from.min(at), to.max(at))));
        }
        Ok(stretch
            .and_then(|(from, to)| Some((Moment::from_second(from)?, Moment::from_second(to)?))))
    }

    /// Articles of a stretch of time that are in stories, in the order they were put in.
    pub fn placed(&self, from: Moment, to: Moment) -> Result<Vec<Placed>, StoreError> {
        let select = "SELECT telling.article, story, signature FROM telling
             JOIN article ON article.id = telling.article
             WHERE at BETWEEN ?1 AND ?2 AND length(signature) > 0 ORDER BY turn";
        self.rows(select, [from.second(), to.second()], |row| {
            Ok(Some(Placed {
                article: ArticleId(row.get(0)?),
                story: StoryKey(row.get(1)?),
                signature: row.get(2)?,
            }))
        })
    }

    /// The articles of all stories that were told since a moment, story by story.
    pub fn members_since(&self, since: Moment) -> Result<Vec<Member>, StoreError> {
        let select =
            format!("{MEMBERS} WHERE last >= ?1 AND hidden = 0 AND aside = 0 ORDER BY story.id");
        self.rows(&select, [since.second()], member)
    }

    /// The articles of one story.
    pub fn members(&self, key: StoryKey) -> Result<Vec<Member>, StoreError> {
        let select = format!("{MEMBERS} WHERE story.id = ?1 AND hidden = 0 AND aside = 0");
        self.rows(&select, [key.0], member)
    }

    /// The story of an article.
    pub fn story_of(&self, id: ArticleId) -> Result<Option<StoryKey>, StoreError> {
        let select = "SELECT story FROM telling WHERE article = ?1";
        Ok(self.one(select, id, |row| row.get::<_, i64>(0))?.map(StoryKey))
    }

    /// The story of every article that has one, and the article whose headline each story has.
    pub fn story_map(&self) -> Result<StoryMap, StoreError> {
        let of = self.rows("SELECT article, story FROM telling", [], |row| {
            Ok(Some((ArticleId(row.get(0)?), StoryKey(row.get(1)?))))
        })?;
        let leads = self.rows("SELECT id, lead FROM story", [], |row| {
            Ok(Some((StoryKey(row.get(0)?), ArticleId(row.get(1)?))))
        })?;
        Ok(StoryMap { of: of.into_iter().collect(), leads: leads.into_iter().collect() })
    }

    /// What the reader has corrected.
    pub fn corrections(&self) -> Result<Vec<Correction>, StoreError> {
        self.rows("SELECT one, other, together FROM correction", [], |row| {
            Ok(Some(Correction {
                one: ArticleId(row.get(0)?),
                other: ArticleId(row.get(1)?),
                together: row.get(2)?,
            }))
        })
    }
}

/// The stories of all articles.
#[derive(Clone, Debug, Default)]
pub struct StoryMap {
    /// Of an article the story.
    pub of: HashMap<ArticleId, StoryKey>,
    /// Of a story the article whose headline it has.
    pub leads: HashMap<StoryKey, ArticleId>,
}

const MEMBERS: &str = "SELECT story.id, lead, article.id, source, title, published, read FROM story
     JOIN telling ON telling.story = story.id JOIN article ON article.id = telling.article";

fn member(row: &Row<'_>) -> rusqlite::Result<Option<Member>> {
    Ok(Some(Member {
        story: StoryKey(row.get(0)?),
        lead: ArticleId(row.get(1)?),
        article: ArticleId(row.get(2)?),
        source: row::line(row, 3)?,
        title: row::line(row, 4)?.unwrap_or_default(),
        published: row::whole(row, 5)?.and_then(Moment::from_second),
        read: row.get(6)?,
    }))
}
