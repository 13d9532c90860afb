//! Facts that the reader calls wrong, and those the engine is not sure of.

use super::message::Effect;
use super::reader::LiveSet;
use super::{App, Pane};
use crate::fault;
use crate::news::{ArticleId, Dismissal, Facts};
use crate::store::{SameChange, Step};

impl App {
    /// Calls the selected fact of the panel wrong, for good.
    pub(super) fn dismiss(&mut self) -> Vec<Effect> {
        let Some((id, fact)) = self.selected_fact() else {
            self.say("Only a fact of the panel can be called wrong.");
            return vec![];
        };
        self.after_reading_marks(Effect::Dismiss(id, fact))
    }

    fn selected_fact(&self) -> Option<(ArticleId, Dismissal)> {
        let item = self.side.item().filter(|_| self.focus == Pane::Facts)?;
        // What is gone is not said any more.
        if item.spans.is_empty() {
            return None;
        }
        let article = &self.reader.opened()?.article;
        let (kind, facts) = (item.kind?, self.reader.facts()?);
        Some((article.id?, Dismissal::of(article.body.text(), facts, kind, &item.spans)))
    }

    /// Shows an article without a fact that is on disk as wrong now.
    pub(super) fn take_dismissed(&mut self, id: ArticleId, fact: &Dismissal) -> Vec<Effect> {
        fault::point("app: dismissed");
        let name = self.label_of(fact);
        let (kind, undo) = (fact.kind.name().to_lowercase(), self.undo());
        self.say(format!("Wrong for good: {kind} {name}.{undo}"));
        let Some(opened) = self.reader.opened().filter(|opened| opened.article.id == Some(id))
        else {
            return vec![];
        };
        let Some(facts) = opened.facts.clone() else { return vec![] };
        let left = facts.without(opened.article.body.text(), std::slice::from_ref(fact));
        self.take_facts(id, left)
    }

    /// What a fact is called in the panel; what is called so no longer goes by its words.
    fn label_of(&self, fact: &Dismissal) -> String {
        let plain = fact.words.first().cloned().unwrap_or_default();
        let has_label =
            |label: &str| Dismissal::new(fact.kind, [label]).words.first() == Some(&plain);
        let items = self.side.items().iter().filter(|item| item.kind == Some(fact.kind));
        let label = items.map(|item| item.label.as_str()).find(|label| has_label(label));
        label.map_or(plain.clone(), str::to_owned)
    }

    /// Shows other facts of an article; the panel keeps its place.
    pub(super) fn take_facts(&mut self, id: ArticleId, facts: Facts) -> Vec<Effect> {
        let are_first = self.reader.facts().is_none();
        if !self.reader.annotate(id, facts) {
            return vec![];
        }
        if are_first {
            return self.show_facts();
        }
        // What is lit may be no fact any more.
        if matches!(self.reader.live, LiveSet::Mentions { .. }) {
            self.reader.live = LiveSet::Unread;
        }
        let was = self.side.selected();
        let mut effects = self.show_facts();
        self.side.select(was);
        effects.extend(self.ask_standings());
        effects
    }

    /// What stands beside the text holds no longer: it is asked for anew where it is seen.
    pub(super) fn ask_standings(&mut self) -> Vec<Effect> {
        self.reader.weigh(None);
        self.side.weigh(&[]);
        if matches!(self.focus, Pane::Reader | Pane::Facts) { self.weigh() } else { vec![] }
    }

    /// Shows what was taken back, or done again, of what is called wrong.
    pub(super) fn take_judged(&mut self, step: &Step) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(id) = self.reader.id()
            && step.dismissed.iter().any(|change| change.id == id)
        {
            effects.push(Effect::Annotate(id));
        }
        if !step.not_same.is_empty() {
            self.take_not_same(&step.not_same);
            effects.extend(self.ask_standings());
        }
        effects
    }

    fn take_not_same(&mut self, changes: &[SameChange]) {
        for refusal in &mut self.views.sides.refusals {
            let is_it = |change: &&SameChange| Some(&change.key) == refusal.key.as_ref();
            if let Some(change) = changes.iter().find(is_it) {
                refusal.on = change.on;
            }
        }
        let table = self.table();
        self.compare.update(table);
        self.learn_contradicted();
    }

    /// Shows facts the engine is not sure of, or leaves them out.
    pub(super) fn toggle_unsure(&mut self) -> Vec<Effect> {
        self.reader.hides_unsure = !self.reader.hides_unsure;
        self.say(if self.reader.hides_unsure {
            "Facts that are not sure are left out."
        } else {
            "Facts that are not sure are shown, with a ?"
        });
        self.show_facts()
    }
}
