//! How the facts of the article shown stand to what others report of its story.
//!
//! Asked for when an article is opened, not while the selection moves; shown when it is known. Nothing moves then: marks
//! appear in the margin and beside the facts.

use super::App;
use super::message::{Effect, Ticket};
use crate::fault;
use crate::story::compare::{Standing, Status};

impl App {
    /// Has the article shown held against the other reports of its story, unless that is known.
    pub(super) fn weigh(&mut self) -> Vec<Effect> {
        let Some(id) = self.reader.id().filter(|_| !self.reader.is_weighed()) else {
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
        self.weigh()
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
