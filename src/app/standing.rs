//! How the facts of the article shown stand to what others report of its story.
//!
//! Asked for once an article that was opened has been shown for a moment, not while the selection moves or somebody leafs
//! through; shown when it is known. Nothing moves then: marks appear in the margin and beside the facts.

use std::time::Duration;

use super::message::{Effect, Ticket, Timer};
use super::{App, Pane};
use crate::fault;
use crate::story::compare::{Standing, Status};

/// How long an article is shown before it is held against others: their facts may have to be found first.
const WEIGHING_RESTS: Duration = Duration::from_millis(350);

impl App {
    /// Has the article shown held against the other reports of its story soon, unless that is known.
    pub(super) fn weigh_soon(&mut self) -> Vec<Effect> {
        // What was asked before may be of words that were edited since.
        self.weighing = Ticket::default();
        if self.reader.is_weighed() {
            return vec![];
        }
        vec![Effect::After(WEIGHING_RESTS, Timer::Weigh)]
    }

    /// Asks how the facts of the article that is being read stand.
    pub(super) fn weigh(&mut self) -> Vec<Effect> {
        let read = matches!(self.focus, Pane::Reader | Pane::Facts);
        let Some(id) = self.reader.id().filter(|_| read && !self.reader.is_weighed()) else {
            return vec![];
        };
        self.weighing = self.ticket();
        vec![Effect::Weigh(self.weighing, id)]
    }

    /// The same once more where nothing was found: other reports may have come to its story since.
    pub(super) fn weigh_again(&mut self) -> Vec<Effect> {
        if !self.reader.is_weighed() || !self.reader.standings().is_empty() {
            return vec![];
        }
        self.reader.weigh(None);
        self.weigh_soon()
    }

    /// Takes what was found, unless something else was asked, or another article came, since.
    pub(super) fn take_standings(&mut self, ticket: Ticket, found: Vec<Standing>) -> Vec<Effect> {
        fault::point("app: weighed");
        if ticket != self.weighing {
            return vec![];
        }
        let contradicted = found.iter().any(|standing| standing.status == Status::Contradict);
        if let Some(id) = self.reader.id() {
            self.views.know_contradicted(&[id], contradicted);
        }
        self.reader.weigh(Some(found));
        self.side.weigh(self.reader.standings());
        vec![]
    }
}
