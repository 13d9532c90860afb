//! What is known of an article's other texts without reading them.

use super::{Shelf, StoreError, row};
use crate::news::{ArticleId, Moment};

/// The other texts of an article, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// How many there are, the present one not among them.
    pub versions: u32,
    /// When the present one came, where it is not the first.
    pub edited: Option<Moment>,
    /// When the article came in, where it says no day of publication that can be true.
    pub came: Option<Moment>,
    /// Whether the present one was taken out of the article's page.
    pub whole: bool,
}

impl Shelf {
    /// What is known of an article's other texts. Costs little: none of them is read.
    pub fn past(&self, id: ArticleId) -> Result<Past, StoreError> {
        let select =
            "SELECT (SELECT count(*) FROM version WHERE article = ?1), changed, whole, published,
                 arrived
             FROM article WHERE id = ?1";
        let found = self.rows(select, [id.0], |row| {
            let versions = row::whole(row, 0)?.and_then(|count| u32::try_from(count).ok());
            Ok(Some(Past {
                versions: versions.unwrap_or_default(),
                edited: row::moment(row, 1)?,
                came: row::came(row::moment(row, 3)?, row::moment(row, 4)?),
                whole: row::whole(row, 2)? == Some(1),
            }))
        })?;
        Ok(found.first().copied().unwrap_or_default())
    }
}
