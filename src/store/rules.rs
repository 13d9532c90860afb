//! The reader's rules, applied to articles as they come in. They are no steps of `undo`.

use jiff::civil::Date;
use rusqlite::Connection;

use super::filter::Filter;
use super::texts::Texts;
use super::{MarkChange, TagChange, find, marks, tags};
use crate::news::{Action, ArticleId, Rule};

/// Applies rules to new articles, in their order; returns how many each has picked.
///
/// What one rule has hidden, the next ones no longer see.
pub(super) fn apply(
    connection: &Connection,
    texts: &Texts,
    new: &[ArticleId],
    rules: &[Rule],
    today: Date,
) -> rusqlite::Result<Vec<u32>> {
    let (Some(first), Some(last)) = (new.iter().min(), new.iter().max()) else {
        return Ok(vec![0; rules.len()]);
    };
    rules
        .iter()
        .map(|rule| {
            let mut filter = Filter::new(&rule.when, today);
            filter.only_from(*first, *last);
            // Nothing else came in between the first and the last: all are of this transaction.
            let picked = find::ids(connection, texts, &filter)?;
            act(connection, &picked, &rule.actions)?;
            Ok(picked.len() as u32)
        })
        .collect()
}

fn act(connection: &Connection, ids: &[ArticleId], actions: &[Action]) -> rusqlite::Result<()> {
    for action in actions {
        match action {
            Action::Mark(mark) => {
                let changes: Vec<MarkChange> =
                    ids.iter().map(|id| MarkChange { id: *id, mark: *mark, on: true }).collect();
                marks::apply(connection, &changes)?;
            }
            Action::Tag(tag) => {
                let tag = tags::name(tag);
                let changes: Vec<TagChange> = ids
                    .iter()
                    .map(|id| TagChange { id: *id, tag: tag.clone(), on: true })
                    .collect();
                tags::apply(connection, &changes)?;
            }
        }
    }
    Ok(())
}
