//! What one step of `undo` and `redo` is about: marks, tags, subscriptions, stories and what was called wrong, changed together.

use rusqlite::Connection;

use super::{
    FactChange, Library, MarkChange, PairChange, SameChange, StoreError, StoryMove, corrections,
    feeds, journal, marks, refused, tags,
};
use crate::news::{ArticleId, FeedId};
use crate::store::library::Care;
use crate::text::Prose;

/// A tag that the reader gave an article, or took off it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TagChange {
    /// Which article.
    pub id: ArticleId,
    /// Which tag.
    pub tag: Prose,
    /// Whether it is there.
    pub on: bool,
}

/// A feed that was subscribed to, or given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FeedChange {
    /// Which feed.
    pub feed: FeedId,
    /// Whether it is subscribed to.
    pub on: bool,
}

/// Everything one call has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Marks set or cleared.
    pub marks: Vec<MarkChange>,
    /// Tags given or taken off.
    pub tags: Vec<TagChange>,
    /// Feeds subscribed to or given up. Their articles came into the lists or left them.
    pub feeds: Vec<FeedChange>,
    /// Articles put into other stories.
    pub moves: Vec<StoryMove>,
    /// What was said of pairs of articles.
    pub pairs: Vec<PairChange>,
    /// Facts called wrong, or right.
    pub dismissed: Vec<FactChange>,
    /// Things called not the same, or the same.
    pub not_same: Vec<SameChange>,
}

impl Step {
    /// A step about marks alone.
    pub(super) fn of_marks(marks: Vec<MarkChange>) -> Self {
        Self { marks, ..Self::default() }
    }

    /// A step about tags alone.
    pub(super) fn of_tags(tags: Vec<TagChange>) -> Self {
        Self { tags, ..Self::default() }
    }

    /// A step about feeds alone.
    pub(super) fn of_feeds(feeds: Vec<FeedChange>) -> Self {
        Self { feeds, ..Self::default() }
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
            && self.tags.is_empty()
            && self.feeds.is_empty()
            && self.moves.is_empty()
            && self.pairs.is_empty()
            && self.dismissed.is_empty()
            && self.not_same.is_empty()
    }

    /// What takes the step back.
    #[must_use]
    pub fn reversed(self) -> Self {
        let tag = |change: TagChange| TagChange { on: !change.on, ..change };
        let feed = |change: FeedChange| FeedChange { on: !change.on, ..change };
        let fact = |change: FactChange| FactChange { on: !change.on, ..change };
        let same = |change: SameChange| SameChange { on: !change.on, ..change };
        Self {
            marks: self.marks.into_iter().map(MarkChange::reversed).collect(),
            tags: self.tags.into_iter().map(tag).collect(),
            feeds: self.feeds.into_iter().map(feed).collect(),
            moves: self.moves.into_iter().map(StoryMove::reversed).collect(),
            pairs: self.pairs.into_iter().map(PairChange::reversed).collect(),
            dismissed: self.dismissed.into_iter().map(fact).collect(),
            not_same: self.not_same.into_iter().map(same).collect(),
        }
    }
}

impl Library {
    /// Takes the last step back, whichever program made it. Returns what has changed by that, `None` where there is
    /// nothing to take back.
    pub fn undo(&mut self) -> Result<Option<Step>, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let Some(step) = journal::newest_done(connection)? else { return Ok(None) };
            apply(connection, &step.reversed()).map(Some)
        })
    }

    /// Does again what was taken back last. Returns what has changed by that, `None` where there is nothing.
    pub fn redo(&mut self) -> Result<Option<Step>, StoreError> {
        self.write(Care::ReadersOwn, |connection| {
            let Some(step) = journal::oldest_undone(connection)? else { return Ok(None) };
            apply(connection, &step).map(Some)
        })
    }
}

/// Makes the changes and returns those that made a difference.
fn apply(connection: &Connection, step: &Step) -> rusqlite::Result<Step> {
    Ok(Step {
        marks: marks::apply(connection, &step.marks)?,
        tags: tags::apply(connection, &step.tags)?,
        feeds: feeds::apply(connection, &step.feeds)?,
        moves: corrections::apply_moves(connection, &step.moves)?,
        pairs: corrections::apply_pairs(connection, &step.pairs)?,
        dismissed: refused::apply_facts(connection, &step.dismissed)?,
        not_same: refused::apply_same(connection, &step.not_same)?,
    })
}
