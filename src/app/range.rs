//! Several articles at once: a range is selected, and the next command is about all of it.

use std::sync::Arc;

use super::message::Effect;
use super::{App, Pane};
use crate::news::{ArticleId, Mark};

impl App {
    /// Begins a range at the selected article, or ends it.
    pub(super) fn select_range(&mut self) -> Vec<Effect> {
        let begins = !self.list.selects_range();
        self.list.set_anchor(begins);
        if begins {
            self.say("Move to select more; a mark or a tag is then for all of them.");
        } else {
            self.notice = None;
        }
        vec![]
    }

    /// The articles that commands are about.
    pub(super) fn selection(&self) -> Arc<[ArticleId]> {
        match self.focus {
            Pane::List => self.list.chosen(),
            Pane::Feeds | Pane::Compare | Pane::Brief => [].into(),
            Pane::Reader | Pane::Facts => self.reader.id().into_iter().collect(),
        }
    }

    /// Whether the next command is about several articles.
    pub(super) fn has_range(&self) -> bool {
        self.focus == Pane::List && self.list.selects_range()
    }

    /// Sets a mark of all that is selected; where all have it, clears it.
    pub(super) fn toggle_range(&mut self, mark: Mark) -> Vec<Effect> {
        let ids = self.list.chosen();
        self.end_range(&ids, mark);
        // Of a long range only what is near the screen is loaded: the store knows all of it.
        vec![Effect::ToggleListed(ids, mark)]
    }

    pub(super) fn mark_chosen(
        &mut self,
        ids: &Arc<[ArticleId]>,
        mark: Mark,
        on: bool,
    ) -> Vec<Effect> {
        self.end_range(ids, mark);
        vec![Effect::MarkListed(Arc::clone(ids), mark, on)]
    }

    /// The range is done with.
    fn end_range(&mut self, ids: &Arc<[ArticleId]>, mark: Mark) {
        self.list.set_anchor(false);
        // What waits to be kept for these must not come after what is asked now.
        self.reading.retain(|change| change.mark != mark || !ids.contains(&change.id));
    }
}
