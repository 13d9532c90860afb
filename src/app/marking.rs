//! Marks: what they are set of, and what is asked before very many are.

use super::list::Scope;
use super::message::Effect;
use super::overlay::{Overlay, Question};
use super::sheet::View;
use super::{App, Pane, words};
use crate::news::{ArticleId, Mark};
use crate::store::MarkChange;

impl App {
    /// The article that commands are about: the selected one in the list, else the one shown.
    pub(super) fn current(&self) -> Option<ArticleId> {
        match self.focus {
            Pane::List => self.list.selected(),
            Pane::Reader | Pane::Facts => self.reader.id(),
            Pane::Compare | Pane::Brief => self.view().and_then(View::place).map(|(id, _)| id),
            Pane::Feeds => None,
        }
    }

    pub(super) fn has_mark(&self, id: ArticleId, mark: Mark) -> bool {
        self.known_mark(id, mark).unwrap_or_default()
    }

    /// Whether an article has a mark, where its row is loaded or it is shown.
    pub(super) fn known_mark(&self, id: ArticleId, mark: Mark) -> Option<bool> {
        let shown = self.reader.opened().filter(|opened| opened.article.id == Some(id));
        self.list
            .row(id)
            .map(|row| row.marks)
            .or(shown.map(|opened| opened.marks))
            .map(|marks| marks.get(mark))
    }

    pub(super) fn toggle(&mut self, mark: Mark) -> Vec<Effect> {
        if self.has_range() {
            return self.toggle_range(mark);
        }
        if mark == Mark::Read
            && let Some((ids, is_read)) = self.story_at_hand()
        {
            return self.mark_chosen(&ids, mark, !is_read);
        }
        let Some(id) = self.current() else { return vec![] };
        self.mark_current(mark, !self.has_mark(id, mark))
    }

    pub(super) fn mark_current(&mut self, mark: Mark, on: bool) -> Vec<Effect> {
        if self.has_range() {
            return self.mark_chosen(&self.list.chosen(), mark, on);
        }
        if matches!(mark, Mark::Read | Mark::Hidden)
            && let Some((ids, _)) = self.story_at_hand()
        {
            return self.mark_chosen(&ids, mark, on);
        }
        let Some(id) = self.current() else { return vec![] };
        // What waits to be kept for this article must not come after what is asked now.
        self.reading.retain(|change| change.id != id || change.mark != mark);
        vec![Effect::Mark(vec![MarkChange { id, mark, on }])]
    }

    /// Marks that wait to be kept come first: what is undone is what was done last.
    pub(super) fn after_reading_marks(&mut self, effect: Effect) -> Vec<Effect> {
        let mut effects = self.keep_reading_marks();
        effects.push(effect);
        effects
    }

    pub(super) fn mark_all_read(&mut self) -> Vec<Effect> {
        let request = &self.list.request;
        let everything =
            request.scope == Scope::All && request.filter.is_empty() && request.fuzzy.is_empty();
        let everything = everything && request.within.is_none();
        if everything && !self.list.ids().is_empty() && self.options.ask_before_mark_all {
            let noun = if self.list.has_stories() { "story" } else { "article" };
            let all = words::count(self.list.count(), noun);
            let text = format!("Mark all {all} read? It can be undone. y / n");
            let ids = self.list.articles(0..self.list.ids().len());
            let on_yes = vec![Effect::MarkListed(ids, Mark::Read, true)];
            self.overlay = Some(Overlay::Confirm(Question { text, on_yes }));
            return vec![];
        }
        self.mark_range(0, self.list.ids().len())
    }

    pub(super) fn mark_range(&mut self, from: usize, to: usize) -> Vec<Effect> {
        let ids = self.list.articles(from..to);
        if ids.is_empty() {
            self.say("There is nothing to mark.");
            return vec![];
        }
        vec![Effect::MarkListed(ids, Mark::Read, true)]
    }
}
