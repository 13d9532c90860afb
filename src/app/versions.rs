//! What an article said before: the change from each version to the next, and the text as its feed gave it.
//!
//! The other text stands in the reading pane in the place of the article, which comes back with the place in it.

use super::message::Effect;
use super::{App, words};
use crate::news::{ArticleId, Revision};
use crate::store::Version;

/// The versions of the article shown.
#[derive(Debug, Default)]
pub(super) struct Versions {
    id: Option<ArticleId>,
    list: Vec<Version>,
    /// The change that is shown: from this version to the next.
    at: Option<usize>,
    /// What is done once they are loaded.
    then: Then,
}

/// Why versions were asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Then {
    #[default]
    Change,
    /// The text of the feed itself.
    OwnText,
}

impl App {
    /// Shows what was changed last, or the article again.
    pub(super) fn toggle_changes(&mut self) -> Vec<Effect> {
        if self.reader.is_aside() {
            return self.back_to_article();
        }
        self.ask_versions(Then::Change)
    }

    /// Shows the change before the one that is shown; after the oldest the article again.
    pub(super) fn older_changes(&mut self) -> Vec<Effect> {
        let Some(at) = self.versions.at.filter(|_| self.reader.is_aside()) else {
            return self.ask_versions(Then::Change);
        };
        match at.checked_sub(1) {
            Some(older) => self.show_change(older),
            None => self.back_to_article(),
        }
    }

    /// The article in the place of what stands there now.
    pub(super) fn back_to_article(&mut self) -> Vec<Effect> {
        self.reader.come_back(&self.typography);
        self.versions.at = None;
        self.notice = None;
        self.show_facts()
    }

    /// Fetches the whole article from its page; where it is shown already, shows what the feed gave.
    pub(super) fn toggle_full_text(&mut self) -> Vec<Effect> {
        if self.reader.is_aside() {
            return self.back_to_article();
        }
        let Some(opened) = self.reader.opened() else { return vec![] };
        let Some(id) = opened.article.id else { return vec![] };
        if opened.past.whole {
            return self.ask_versions(Then::OwnText);
        }
        if self.options.offline {
            return self.warn("dateline runs offline: the page cannot be fetched.");
        }
        if opened.article.link.is_none() {
            self.say("This article has no address.");
            return vec![];
        }
        self.say("Fetching the page.");
        vec![Effect::Whole(id)]
    }

    fn ask_versions(&mut self, then: Then) -> Vec<Effect> {
        let Some(opened) = self.reader.opened() else { return vec![] };
        let Some(id) = opened.article.id.filter(|_| opened.past.versions > 0) else {
            self.say("This article has not been changed since it came.");
            return vec![];
        };
        self.versions = Versions { id: Some(id), then, ..Versions::default() };
        vec![Effect::Versions(id)]
    }

    /// Takes versions that were asked for, unless another article is shown by now.
    pub(super) fn take_versions(&mut self, id: ArticleId, list: Vec<Version>) -> Vec<Effect> {
        if self.versions.id != Some(id) || self.reader.id() != Some(id) || self.reader.is_aside() {
            return vec![];
        }
        self.versions.list = list;
        match (self.versions.then, self.versions.list.len().checked_sub(1)) {
            (_, None) => {
                self.say("This article has not been changed since it came.");
                vec![]
            }
            (Then::Change, Some(newest)) => self.show_change(newest),
            (Then::OwnText, Some(newest)) => self.show_own_text(newest),
        }
    }

    /// Shows the change from a version to the one after it.
    fn show_change(&mut self, at: usize) -> Vec<Effect> {
        self.reader.come_back(&self.typography);
        let Some(old) = self.versions.list.get(at) else { return vec![] };
        let Some(now) = self.reader.opened() else { return vec![] };
        let next = self.versions.list.get(at + 1);
        let (new, seen) = match next {
            Some(version) => (&version.article, Some(version.seen)),
            None => (&now.article, now.past.edited),
        };
        let revision = Revision::between(&old.article, new);
        let when = seen.map(|at| format!(", {}", words::full_date(at, &self.now)));
        let count = self.versions.list.len();
        let places = match revision.changes() {
            0 => "no word differs".to_owned(),
            changes => words::count(changes, "place"),
        };
        let text = format!("Change {} of {count}{}: {places}", at + 1, when.unwrap_or_default());
        self.versions.at = Some(at);
        self.reader.show_aside(revision, &self.typography);
        self.say(text);
        vec![]
    }

    fn show_own_text(&mut self, at: usize) -> Vec<Effect> {
        let Some(version) = self.versions.list.get(at) else { return vec![] };
        let own = Revision { article: version.article.clone(), ..Revision::default() };
        self.reader.show_aside(own, &self.typography);
        self.say("The text as the feed gave it.");
        vec![]
    }

    /// The text of an article is another now: it is shown where the old one stands.
    pub(super) fn take_replaced(&mut self, id: ArticleId) -> Vec<Effect> {
        // Where another article is on its way, nobody waits for this one any more.
        let is_leaving = self.opening.is_some() || !self.waiting.is_empty();
        if self.reader.id() != Some(id) || is_leaving {
            return vec![];
        }
        self.notice = None;
        let ticket = self.ticket();
        self.reader.await_answer(ticket);
        vec![Effect::Open(ticket, id)]
    }
}
