//! What the reader calls "not the same thing" in a comparison, and what is known of contradictions.

use super::message::Effect;
use super::{App, Pane};
use crate::news::ArticleId;
use crate::story::compare::Status;

impl App {
    /// Says that the selected row is not one thing, or takes that back. It stays where it is, and counts no longer.
    pub(super) fn refuse(&mut self) -> Vec<Effect> {
        let topic = self.compare.selected().and_then(|(_, row)| row.topic);
        let refusal = topic.and_then(|topic| self.views.sides.refusals.get_mut(topic));
        let Some(refusal) = refusal.filter(|_| self.focus == Pane::Compare) else {
            self.say("Only what several outlets say can be told apart.");
            return vec![];
        };
        refusal.on = !refusal.on;
        let Some(key) = refusal.key.clone() else { return vec![] };
        let on = refusal.on;
        self.say(if on {
            "Not the same thing: it counts no longer. The same key takes it back."
        } else {
            "The same thing again."
        });
        let table = self.table();
        self.compare.update(table);
        self.learn_contradicted();
        // What stands beside the text is asked for anew when the article is opened again.
        self.reader.weigh(None);
        self.side.weigh(&[]);
        self.after_reading_marks(Effect::KeepRefused(key, on))
    }

    /// Remembers which of the articles side by side are contradicted.
    pub(super) fn learn_contradicted(&mut self) {
        let sides = &self.views.sides;
        let ids = |article: usize| sides.accounts.get(article).and_then(|(it, _)| it.id);
        let all: Vec<ArticleId> = (0..sides.accounts.len()).filter_map(ids).collect();
        let topics = sides.comparison.topics.iter().enumerate();
        let counts = |at: usize| sides.refusals.get(at).is_none_or(|refusal| !refusal.on);
        let found = topics.filter(|(at, it)| it.status == Status::Contradict && counts(*at));
        let claims = found.flat_map(|(_, topic)| &topic.claims);
        let contradicted: Vec<ArticleId> = claims.filter_map(|it| ids(it.article)).collect();
        self.views.know_contradicted(&all, false);
        self.views.know_contradicted(&contradicted, true);
    }
}
