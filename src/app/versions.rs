//! What an article said before: the change from each version to the next, and the text as its feed gave it.
//!
//! The other text stands in the reading pane in the place of the article, which comes back with the place in it.

use super::command::Command;
use super::message::Effect;
use super::{App, Pane, words};
use crate::news::{ArticleId, Revision};
use crate::store::{Past, Version};

/// Why there is nothing to show.
const UNCHANGED: &str = "This article has not been changed since it came.";

/// The versions of the article shown.
#[derive(Debug, Default)]
pub(super) struct Versions {
    id: Option<ArticleId>,
    /// Oldest first; the last is the text it has.
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
    ///
    /// It comes as it is by now: it may have been edited since it was opened.
    pub(super) fn back_to_article(&mut self) -> Vec<Effect> {
        self.reader.come_back(&self.typography);
        self.versions.at = None;
        self.notice = None;
        let newest = self.versions.list.last().map(|newest| &newest.article.body);
        match self.reader.opened().and_then(|opened| {
            opened.article.id.zip(newest.map(|newest| *newest != opened.article.body))
        }) {
            Some((id, true)) => self.take_replaced(id),
            _ => self.show_facts(),
        }
    }

    /// Takes what is known by now of an article's other texts: it may have been edited while it was read.
    pub(super) fn take_past(&mut self, id: ArticleId, past: Past) -> Vec<Effect> {
        self.reader.take_past(id, past);
        vec![]
    }

    /// Asks whether the article that is shown was edited meanwhile.
    pub(super) fn ask_past(&self) -> Option<Effect> {
        self.reader.id().map(Effect::Past)
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
        let Some(id) = opened.article.id else {
            self.say(UNCHANGED);
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
        let whole = self.reader.opened().is_some_and(|opened| opened.past.whole);
        match (self.versions.then, self.versions.list.len().checked_sub(2)) {
            (_, None) => {
                self.say(UNCHANGED);
                vec![]
            }
            // What the feed said is another text, not an older one.
            (Then::Change, Some(0)) if whole => {
                let key = self.keymap.key_in(Pane::Reader, Command::FullText.name());
                let shows =
                    key.map(|key| format!("; {key} shows what its feed said")).unwrap_or_default();
                self.say(format!("This text comes from the article's page{shows}."));
                vec![]
            }
            (Then::Change, Some(newest)) => self.show_change(newest),
            (Then::OwnText, Some(newest)) => self.show_own_text(newest),
        }
    }

    /// Shows the change from a version to the one after it.
    fn show_change(&mut self, at: usize) -> Vec<Effect> {
        self.reader.come_back(&self.typography);
        let Some([old, new]) = self.versions.list.get(at..at + 2) else { return vec![] };
        let revision = Revision::between(&old.article, &new.article);
        let when = words::full_date(new.seen, &self.now);
        let count = self.versions.list.len() - 1;
        let places = match revision.changes() {
            0 => "no word differs".to_owned(),
            changes => words::count(changes, "place"),
        };
        let text = format!("Change {} of {count}, {when}: {places}", at + 1);
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
