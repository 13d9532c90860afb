//! The reader's own tags. An outlet's tags come with its article and are never changed by hand.

use rusqlite::{Connection, params};

use super::library::Care;
use super::{Library, Shelf, Step, StoreError, TagChange, journal, outbox, row};
use crate::news::ArticleId;
use crate::text::Prose;

/// A longer tag is cut (bytes).
const LONGEST: usize = 200;

impl Library {
    /// Gives articles a tag of the reader's, or takes it off them, in one commit and one step of `undo`.
    ///
    /// Returns those it made a difference to.
    pub fn tag(
        &mut self,
        ids: &[ArticleId],
        tag: &Prose,
        on: bool,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let tag = name(tag);
        if tag.is_empty() {
            return Ok(Vec::new());
        }
        let changes: Vec<TagChange> =
            ids.iter().map(|id| TagChange { id: *id, tag: tag.clone(), on }).collect();
        self.write(Care::ReadersOwn, |connection| {
            let made = apply(connection, &changes)?;
            let ids = made.iter().map(|change| change.id).collect();
            journal::record(connection, &Step::of_tags(made))?;
            Ok(ids)
        })
    }
}

impl Shelf {
    /// The reader's tags with the numbers of articles that have them, by name.
    pub fn tags(&self) -> Result<Vec<(Prose, u32)>, StoreError> {
        self.rows("SELECT name, count(*) FROM tag GROUP BY name ORDER BY fold(name)", [], |row| {
            let number = row::whole(row, 1)?.and_then(|number| u32::try_from(number).ok());
            Ok(row::line(row, 0)?.zip(number))
        })
    }

    /// The reader's tags of one article.
    pub fn tags_of(&self, id: ArticleId) -> Result<Vec<Prose>, StoreError> {
        let select = "SELECT name FROM tag WHERE article = ?1 ORDER BY name";
        self.rows(select, [id.0], |row| row::line(row, 0))
    }
}

/// A tag as it is stored: one line, not too long.
pub(super) fn name(tag: &Prose) -> Prose {
    let end = (0..=tag.len().min(LONGEST)).rev().find(|at| tag.is_char_boundary(*at));
    Prose::line(tag.get(..end.unwrap_or_default()).unwrap_or_default())
}

/// Makes the changes and returns those that made a difference.
pub(super) fn apply(
    connection: &Connection,
    changes: &[TagChange],
) -> rusqlite::Result<Vec<TagChange>> {
    let mut give = connection.prepare_cached(
        "INSERT OR IGNORE INTO tag (article, name) SELECT id, ?2 FROM article WHERE id = ?1",
    )?;
    let mut take = connection.prepare_cached("DELETE FROM tag WHERE article = ?1 AND name = ?2")?;
    let mut made = Vec::with_capacity(changes.len());
    for change in changes {
        let statement = if change.on { &mut give } else { &mut take };
        if statement.execute(params![change.id.0, change.tag.as_str()])? > 0 {
            made.push(change.clone());
        }
    }
    outbox::note_tags(connection, &made)?;
    Ok(made)
}
