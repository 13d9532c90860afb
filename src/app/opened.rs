//! An article that was asked for has come: it is shown, with its facts, and what waited for it is done.

use super::command::Command;
use super::message::{Effect, Opened, Ticket, Timer};
use super::{App, Pane, keep};
use crate::fault;

impl App {
    pub(super) fn show_opened(
        &mut self,
        ticket: Ticket,
        opened: Option<Box<Opened>>,
    ) -> Vec<Effect> {
        fault::point("app: opened");
        let gone = opened.is_none();
        if !self.reader.show(ticket, opened, &self.typography) {
            return vec![];
        }
        // What is known of another article, or of its words before they were edited, holds no longer.
        self.weighing = Ticket::default();
        let opening = self.opening.take();
        let waiting = std::mem::take(&mut self.waiting);
        let mut effects = self.show_facts();
        effects.push(Effect::After(keep::PLACE_RESTS, Timer::Place));
        if gone {
            effects.extend(self.warn(self.gone()));
        } else if opening.is_some_and(|(asked, _)| asked == ticket) {
            effects.extend(self.mark_opened_read());
            effects.extend(self.weigh_soon());
        } else if self.focus == Pane::List {
            // The reader may have gone back while this one was loaded.
            effects.extend(self.preview_soon());
        } else if matches!(self.focus, Pane::Reader | Pane::Facts) {
            effects.extend(self.weigh_soon());
        }
        effects.extend(self.light_awaited());
        if !gone {
            effects.extend(waiting.into_iter().flat_map(|command| self.run(command)));
        }
        effects
    }

    fn gone(&self) -> String {
        let says = "This article is no longer in the store.";
        match self.keymap.key_in(self.focus, Command::ScopeAll.name()) {
            Some(keys) => format!("{says} Press {keys} for a fresh list."),
            None => says.to_owned(),
        }
    }

    /// Fills the panel; facts that are not known yet are asked for.
    pub(super) fn show_facts(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reader.opened() else {
            self.side.show(&crate::news::Article::default(), None, |_, _| true);
            return vec![];
        };
        let shows = |kind, certainty| self.reader.shows(kind, certainty);
        self.side.show(&opened.article, opened.facts.as_ref(), shows);
        self.side.weigh(self.reader.standings());
        if let Some(renewal) = self.reader.renewal() {
            self.side.renew(renewal, |kind| shows(kind, 1.0));
        }
        match (&opened.facts, opened.article.id) {
            (None, Some(id)) => vec![Effect::Annotate(id)],
            _ => self.ask_renewal(),
        }
    }
}
