//! How the facts of the article shown stand to what others report, as far as that is known.

use super::Reader;
use crate::news::Span;
use crate::story::compare::{Standing, Status};

impl Reader {
    /// How facts of the article stand to what others report, in the order of the text.
    pub fn standings(&self) -> &[Standing] {
        self.standings.as_deref().unwrap_or_default()
    }

    /// Whether it is known how they stand.
    pub fn is_weighed(&self) -> bool {
        self.standings.is_some()
    }

    /// Takes how they stand; `None` where it is to be asked again.
    pub fn weigh(&mut self, standings: Option<Vec<Standing>>) {
        self.standings = standings;
    }

    /// What stands in the margin beside some bytes of the text: the most telling of what others say of them. Names that
    /// all agree on are in every report, and left out.
    pub fn margin(&self, of: Span) -> Option<Status> {
        let inside =
            |standing: &&Standing| of.start <= standing.span.start && standing.span.start < of.end;
        let telling =
            |standing: &&Standing| standing.status != Status::Agree || !standing.kind.is_name();
        let found = self.standings().iter().filter(inside).filter(telling);
        found.map(|standing| standing.status).min()
    }
}
