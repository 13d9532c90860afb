//! Copies of an article: the same agency's text in other outlets.

use crate::news::{ArticleId, Mark};
use crate::store::{MarkChange, Shelf, StoreError};

/// Marks, and with every article that is read its copies: all at once, so that one `undo` takes all back.
pub fn with_copies(
    shelf: &Shelf,
    mut changes: Vec<MarkChange>,
) -> Result<Vec<MarkChange>, StoreError> {
    let reads = |change: &&MarkChange| change.mark == Mark::Read && change.on;
    let read: Vec<ArticleId> = changes.iter().filter(reads).map(|change| change.id).collect();
    for id in read {
        for copy in shelf.copies(id)? {
            let change = MarkChange { id: copy, mark: Mark::Read, on: true };
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
    }
    Ok(changes)
}
