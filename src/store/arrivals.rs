//! When articles came in.

use rusqlite::OptionalExtension;

use super::error::About;
use super::{Shelf, StoreError};
use crate::news::{ArticleId, Moment};

impl Shelf {
    /// How many of some articles came in after a moment.
    pub fn count_arrived_since(
        &self,
        ids: &[ArticleId],
        since: Moment,
    ) -> Result<usize, StoreError> {
        let select = "SELECT 1 FROM article WHERE id = ?1 AND arrived > ?2";
        let mut statement = self.connection().prepare_cached(select).about(self.path())?;
        let mut count = 0;
        for id in ids {
            let row = statement.query_row([id.0, since.second()], |_| Ok(())).optional();
            count += usize::from(row.about(self.path())?.is_some());
        }
        Ok(count)
    }
}
