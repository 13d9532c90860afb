//! What is new in an article, and what it says no longer, since the text of it that was opened before.
//!
//! Asked for once its facts are known, shown when it is known: marks appear beside the facts, and what is gone stands below
//! all of them, so that no row moves.

use super::App;
use super::message::Effect;
use crate::news::{ArticleId, Renewal};

impl App {
    /// Asks what became of the facts of the article shown, unless that is known or it was never edited.
    pub(super) fn ask_renewal(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reader.opened() else { return vec![] };
        let edited = opened.facts.is_some() && opened.past.versions > 0 && !opened.past.whole;
        match opened.article.id.filter(|_| edited && self.reader.renewal().is_none()) {
            Some(id) => vec![Effect::Renew(id)],
            None => vec![],
        }
    }

    /// Takes what became of them, unless another article is shown by now.
    pub(super) fn take_renewal(&mut self, id: ArticleId, renewal: Renewal) -> Vec<Effect> {
        if self.reader.id() != Some(id) {
            return vec![];
        }
        self.side.renew(&renewal, |kind| self.reader.shows(kind, 1.0));
        self.reader.renew(Some(renewal));
        vec![]
    }
}
