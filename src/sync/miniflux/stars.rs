//! Stars, which this API turns over and does not set.
//!
//! What is starred is looked at first: of many articles at once, by a list of what is starred between the first of them
//! and the last. So fifty stars cost some fifty questions, and none is turned blindly.

use std::collections::HashSet;

use super::super::RemoteError;
use super::Miniflux;
use crate::fetch::Method;

/// Starred articles that come with one answer, texts and all.
const PAGE: usize = 100;

impl Miniflux<'_> {
    /// Sets stars or clears them.
    ///
    /// Where several were turned they are looked at once more: somebody else may have turned one of them meanwhile.
    pub fn star(&self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        let mut ids: Vec<i64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        ids.sort_unstable();
        let turned = self.turn_where(&ids, on)?;
        if turned.len() > 1 {
            self.turn_where(&turned, on)?;
        }
        Ok(())
    }

    /// Turns the stars of those that are not as they are wanted. Which these were.
    fn turn_where(&self, ids: &[i64], on: bool) -> Result<Vec<i64>, RemoteError> {
        let starred = self.starred_of(ids)?;
        let differ: Vec<i64> =
            ids.iter().copied().filter(|id| starred.contains(id) != on).collect();
        differ.iter().try_for_each(|id| self.turn(*id))?;
        Ok(differ)
    }

    /// What is starred between the first and the last of these, which are in order.
    fn starred_of(&self, ids: &[i64]) -> Result<HashSet<i64>, RemoteError> {
        let (mut starred, mut rest) = (HashSet::new(), ids);
        while let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            // Others between them come with their texts: not many more of them than are asked about.
            let most = (2 * rest.len() + 2).min(PAGE);
            let page = self.starred_between(*first, *last, most)?;
            let reached = page.ids.last().copied().filter(|_| !page.is_all).unwrap_or(*last);
            starred.extend(page.ids);
            rest = &rest[rest.partition_point(|id| *id <= reached)..];
        }
        Ok(starred)
    }

    fn turn(&self, id: i64) -> Result<(), RemoteError> {
        let request = self.request(Method::Put, &format!("entries/{id}/bookmark"), None)?;
        let answer = self.line.send(request.once())?;
        match self.checked(answer, "a change of stars") {
            // So it answers for an article that it no longer has, too.
            Err(error @ RemoteError::Status { status: 500, .. }) => match self.knows(id) {
                Ok(false) => Ok(()),
                _ => Err(error),
            },
            answer => answer.map(drop),
        }
    }
}
