//! The stories as they are stored, for reading.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::error::About;
use super::grouping::story_number;
use super::{Shelf, StoreError, row};
use crate::news::{ArticleId, Moment};
use crate::text::Prose;

/// What is asked for every row of a story.
const REPORT: &str = "storied.story, story.lead, article.id, article.source, article.published, article.read, article.title, \
     storied.copy_of, storied.at, article.is_outlet";

/// An article as a list of stories shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which one.
    pub id: ArticleId,
    /// Who reports: the outlet, else the credits.
    pub source: Option<Prose>,
    /// Whether that is the outlet.
    pub is_outlet: bool,
    /// When it was published.
    pub published: Option<Moment>,
    /// What it is filed under: no later than it came.
    pub day: Moment,
    /// Whether it was read.
    pub read: bool,
    /// The headline.
    pub title: Prose,
    /// The article of the same story whose text it has.
    pub copy_of: Option<ArticleId>,
}

/// A story with its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStory {
    /// Its number.
    pub id: u32,
    /// The article that is most like the others, if it is known.
    pub lead: Option<ArticleId>,
    /// Its articles, by day. Hidden ones are not among them.
    pub reports: Vec<Report>,
}

/// Where an article stands among the stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryPlace {
    /// The number of its story.
    pub story: u32,
    /// What it is filed under there.
    pub day: Moment,
    /// Whether it is the one most like the others.
    pub is_lead: bool,
}

/// Of more articles than these all are asked for at once.
const ONE_BY_ONE: usize = 2_000;

impl Shelf {
    /// The places of some articles; what is not grouped yet has none.
    pub fn story_places(
        &self,
        ids: &[ArticleId],
    ) -> Result<HashMap<ArticleId, StoryPlace>, StoreError> {
        let select = "SELECT article, storied.story, at, lead FROM storied JOIN story ON story.id = storied.story";
        let place = |row: &rusqlite::Row<'_>| {
            let (Some(story), Some(day)) = (story_number(row, 1)?, row::moment(row, 2)?) else {
                return Ok(None);
            };
            let id: i64 = row.get(0)?;
            let is_lead = row::whole(row, 3)? == Some(id);
            Ok(Some((ArticleId(id), StoryPlace { story, day, is_lead })))
        };
        if ids.len() > ONE_BY_ONE {
            return Ok(self.rows(select, [], place)?.into_iter().collect());
        }
        let one = format!("{select} WHERE article = ?1");
        let mut found = HashMap::with_capacity(ids.len());
        let mut statement = self.connection().prepare_cached(&one).about(self.path())?;
        for id in ids {
            let row = statement.query_row([id.0], place).optional().about(self.path())?;
            found.extend(row.flatten());
        }
        Ok(found)
    }

    /// The stories with a report at a moment or later, by number.
    pub fn stories_since(&self, since: Moment) -> Result<Vec<StoredStory>, StoreError> {
        self.story_rows(
            &format!(
                "SELECT {REPORT} FROM story JOIN storied ON storied.story = story.id
                 JOIN article ON article.id = storied.article
                 WHERE story.joined IS NULL AND story.last >= ?1 AND hidden = 0 AND aside = 0
                 ORDER BY storied.story, storied.at, article.id"
            ),
            since.second(),
        )
    }

    /// The story of that number, or the one that it became part of.
    pub fn story(&self, id: u32) -> Result<Option<StoredStory>, StoreError> {
        let Some(id) = self.standing(id)? else { return Ok(None) };
        let rows = self.story_rows(
            &format!(
                "SELECT {REPORT} FROM story JOIN storied ON storied.story = story.id
                 JOIN article ON article.id = storied.article
                 WHERE story.id = ?1 AND hidden = 0 AND aside = 0 ORDER BY storied.at, article.id"
            ),
            id.into(),
        )?;
        Ok(rows.into_iter().next())
    }

    /// The number of the story that an article is in.
    pub fn story_of(&self, id: ArticleId) -> Result<Option<u32>, StoreError> {
        let select = "SELECT story FROM storied WHERE article = ?1";
        Ok(self.one(select, id, |row| story_number(row, 0))?.flatten())
    }

    /// The unread articles that have the same text as one, and are listed.
    pub fn copies(&self, id: ArticleId) -> Result<Vec<ArticleId>, StoreError> {
        let select = "WITH original (id) AS (
                SELECT coalesce((SELECT copy_of FROM storied WHERE article = ?1), ?1))
             SELECT article.id FROM article WHERE id <> ?1 AND read = 0 AND hidden = 0 AND aside = 0 AND (
                 id IN (SELECT id FROM original)
                 OR id IN (SELECT article FROM storied WHERE copy_of = (SELECT id FROM original)))
             ORDER BY article.id";
        self.rows(select, [id.0], |row| Ok(row::whole(row, 0)?.map(ArticleId)))
    }

    /// The article whose text one has, where it is a copy.
    pub fn original(&self, id: ArticleId) -> Result<Option<ArticleId>, StoreError> {
        let select = "SELECT copy_of FROM storied WHERE article = ?1";
        Ok(self.one(select, id, |row| row::whole(row, 0))?.flatten().map(ArticleId))
    }

    /// The number under which a story goes on.
    fn standing(&self, id: u32) -> Result<Option<u32>, StoreError> {
        let follow = "WITH RECURSIVE on_to (id, joined, steps) AS (
                SELECT id, joined, 0 FROM story WHERE id = ?1
                UNION ALL
                SELECT story.id, story.joined, steps + 1 FROM story JOIN on_to ON story.id = on_to.joined WHERE steps < 1000)
             SELECT id FROM on_to WHERE joined IS NULL";
        Ok(self.rows(follow, [id], |row| story_number(row, 0))?.first().copied())
    }

    fn story_rows(&self, select: &str, parameter: i64) -> Result<Vec<StoredStory>, StoreError> {
        let mut stories: Vec<StoredStory> = Vec::new();
        self.rows(select, params![parameter], |row| {
            let (Some(id), Some(title), Some(day)) =
                (story_number(row, 0)?, row::line(row, 6)?, row::moment(row, 8)?)
            else {
                return Ok(None::<()>);
            };
            let report = Report {
                id: ArticleId(row.get(2)?),
                source: row::line(row, 3)?.filter(|source| !source.is_empty()),
                is_outlet: row::whole(row, 9)? == Some(1),
                published: row::moment(row, 4)?,
                day,
                read: row::whole(row, 5)? == Some(1),
                title,
                copy_of: row::whole(row, 7)?.map(ArticleId),
            };
            let lead = row::whole(row, 1)?.map(ArticleId);
            match stories.last_mut().filter(|story| story.id == id) {
                Some(story) => story.reports.push(report),
                None => stories.push(StoredStory { id, lead, reports: vec![report] }),
            }
            Ok(None)
        })?;
        for story in &mut stories {
            story.only_own_copies();
        }
        Ok(stories)
    }
}

impl StoredStory {
    /// What the reader has split off, or hidden, is nobody's original here.
    fn only_own_copies(&mut self) {
        let ids: Vec<ArticleId> = self.reports.iter().map(|report| report.id).collect();
        for report in &mut self.reports {
            report.copy_of = report.copy_of.filter(|id| ids.contains(id));
        }
    }
}
