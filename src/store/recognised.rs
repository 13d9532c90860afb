//! What the stories of some days are recognised by, read without holding more of it than one article at a time.

use rusqlite::{Row, params};

use super::error::About;
use super::grouping::story_number;
use super::{Library, StoreError, row};
use crate::news::{ArticleId, Moment};

/// What a story is recognised by: one of its articles.
#[derive(Clone, Copy, Debug)]
pub struct Recognised<'a> {
    /// The article.
    pub article: ArticleId,
    /// Its story.
    pub story: u32,
    /// Its day.
    pub day: Moment,
    /// When it was put in, among the others.
    pub turn: i64,
    /// Its words, as the grouping has written them.
    pub words: &'a [u8],
}

const COLUMNS: &str = "storied.article, storied.story, storied.at, turn, words";
/// Story by story: the left table is read in the outer loop.
const OF_DAYS: &str = "FROM story CROSS JOIN storied ON storied.story = story.id
     CROSS JOIN signature ON signature.article = storied.article
     WHERE story.joined IS NULL AND story.last >= ?1 AND story.first <= ?2 AND storied.engine > 0";

impl Library {
    /// What the stories with a report between two moments are recognised by, story by story; with `every`, about one of so many
    /// articles alone.
    pub fn recognised(
        &self,
        (from, to): (i64, i64),
        every: u32,
        mut each: impl FnMut(Recognised<'_>),
    ) -> Result<(), StoreError> {
        let select = format!("SELECT {COLUMNS} {OF_DAYS} AND turn % ?3 = 0");
        self.each_recognised(&select, params![from, to, every.max(1)], &mut each)
    }

    /// About how many articles these are.
    pub fn recognised_count(&self, (from, to): (i64, i64)) -> Result<u32, StoreError> {
        let select = "SELECT count(*) FROM story CROSS JOIN storied ON storied.story = story.id
             WHERE story.joined IS NULL AND story.last >= ?1 AND story.first <= ?2";
        let count = self.connection().prepare_cached(select);
        let count = count.and_then(|mut count| count.query_row([from, to], |row| row.get(0)));
        count.about(self.path())
    }

    /// What one story is recognised by.
    pub fn recognised_of(
        &self,
        story: u32,
        mut each: impl FnMut(Recognised<'_>),
    ) -> Result<(), StoreError> {
        let select = format!(
            "SELECT {COLUMNS} FROM storied JOIN signature ON signature.article = storied.article
             WHERE storied.story = ?1 AND storied.engine > 0"
        );
        self.each_recognised(&select, params![story], &mut each)
    }

    fn each_recognised(
        &self,
        select: &str,
        parameters: &[&dyn rusqlite::ToSql],
        each: &mut dyn FnMut(Recognised<'_>),
    ) -> Result<(), StoreError> {
        let mut read = || -> rusqlite::Result<()> {
            let mut select = self.connection().prepare_cached(select)?;
            let mut rows = select.query(parameters)?;
            while let Some(row) = rows.next()? {
                recognised(row)?.into_iter().for_each(&mut *each);
            }
            Ok(())
        };
        read().about(self.path())
    }
}

/// A row; `None` for one that was written by something else.
fn recognised<'a>(row: &'a Row<'_>) -> rusqlite::Result<Option<Recognised<'a>>> {
    let (Some(story), Some(day), Ok(words)) =
        (story_number(row, 1)?, row::moment(row, 2)?, row.get_ref(4)?.as_blob())
    else {
        return Ok(None);
    };
    Ok(Some(Recognised { article: ArticleId(row.get(0)?), story, day, turn: row.get(3)?, words }))
}
