//! What the list shows of a story: articles that report one event.

use super::{ArticleId, Moment};
use crate::text::Prose;

/// Articles that report one event, as far as they are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryEntry {
    /// The one whose headline the story has.
    pub lead: ArticleId,
    /// All of them, the lead among them.
    pub articles: Box<[ArticleId]>,
}

/// One row of the list of stories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryRow {
    /// Who reports it, in the order they came.
    pub outlets: Vec<Prose>,
    /// Articles that were not read yet.
    pub unread: Vec<ArticleId>,
    /// The last report.
    pub last: Option<Moment>,
}
