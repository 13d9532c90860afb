//! Sets and clears marks. One call is one commit and one step of `undo`.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::About;
use super::filter::Filter;
use super::library::Care;
use super::{Library, Shelf, Step, StoreError, find, journal, outbox, row};
use crate::news::query::Query;
use crate::news::{ArticleId, Mark};

/// One mark of one article, set or cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MarkChange {
    /// Which article.
    pub id: ArticleId,
    /// Which mark.
    pub mark: Mark,
    /// Whether it is set.
    pub on: bool,
}

impl MarkChange {
    /// What takes the change back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { on: !self.on, ..self }
    }
}

impl Library {
    /// Makes changes in one commit. When this returns, they outlive a power cut.
    ///
    /// What is so already, and what is about an article that is not there, changes nothing and is not undone later.
    pub fn mark(&mut self, changes: &[MarkChange]) -> Result<usize, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let made = apply(connection, changes)?;
            let count = made.len();
            journal::record(connection, &Step::of_marks(made))?;
            Ok(count)
        })
    }

    /// Sets or clears a mark of every article that matches, in one commit. Returns those that changed, in list order.
    pub fn mark_matching(
        &mut self,
        query: &Query,
        today: Date,
        mark: Mark,
        on: bool,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let filter = Filter::new(query, today);
        self.write_texts(Care::ReadersOwn, |connection, texts| {
            let changes: Vec<MarkChange> = find::ids(connection, texts, &filter)?
                .into_iter()
                .map(|id| MarkChange { id, mark, on })
                .collect();
            let made = apply(connection, &changes)?;
            let ids = made.iter().map(|change| change.id).collect();
            journal::record(connection, &Step::of_marks(made))?;
            Ok(ids)
        })
    }
}

impl Shelf {
    /// Whether all of these articles have a mark. One that is not there is not asked about.
    pub fn all_have(&self, ids: &[ArticleId], mark: Mark) -> Result<bool, StoreError> {
        let select = format!("SELECT {} FROM article WHERE id = ?1", column(mark));
        let mut statement = self.connection().prepare(&select).about(self.path())?;
        let mut lacks = |id: &ArticleId| -> rusqlite::Result<bool> {
            let has: Option<i64> =
                statement.query_row([id.0], |row| row::whole(row, 0)).optional()?.flatten();
            Ok(has == Some(0))
        };
        for id in ids {
            if lacks(id).about(self.path())? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Makes the changes and returns those that made a difference.
pub(super) fn apply(
    connection: &Connection,
    changes: &[MarkChange],
) -> rusqlite::Result<Vec<MarkChange>> {
    let mut statements = Statements::new(connection)?;
    let mut made = Vec::with_capacity(changes.len());
    for change in changes {
        if statements.of(change.mark).execute(params![change.on, change.id.0])? > 0 {
            made.push(*change);
        }
    }
    outbox::note_marks(connection, &made)?;
    Ok(made)
}

/// One prepared statement a mark.
struct Statements<'c> {
    read: rusqlite::Statement<'c>,
    starred: rusqlite::Statement<'c>,
    later: rusqlite::Statement<'c>,
    hidden: rusqlite::Statement<'c>,
}

impl<'c> Statements<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        let prepare = |mark| {
            let column = column(mark);
            connection.prepare(&format!(
                "UPDATE article SET {column} = ?1 WHERE id = ?2 AND {column} <> ?1"
            ))
        };
        Ok(Self {
            read: prepare(Mark::Read)?,
            starred: prepare(Mark::Starred)?,
            later: prepare(Mark::Later)?,
            hidden: prepare(Mark::Hidden)?,
        })
    }

    fn of(&mut self, mark: Mark) -> &mut rusqlite::Statement<'c> {
        match mark {
            Mark::Read => &mut self.read,
            Mark::Starred => &mut self.starred,
            Mark::Later => &mut self.later,
            Mark::Hidden => &mut self.hidden,
        }
    }
}

/// The column of `article` that keeps a mark.
pub(super) fn column(mark: Mark) -> &'static str {
    match mark {
        Mark::Read => "read",
        Mark::Starred => "starred",
        Mark::Later => "later",
        Mark::Hidden => "hidden",
    }
}
