//! Fetching feeds: what is asked for, how far it is, what came of it.
//!
//! The work is done elsewhere, and nothing here waits for it. New articles come into the list above the selected one,
//! which keeps its place on the screen.

use std::time::Duration;

use super::message::{Effect, Progress, Refreshed, Timer, Which};
use super::{App, Pane, words};
use crate::text::Prose;

/// Feeds that were due before the program began are fetched so long after its start: the reader comes first.
const AFTER_START: Duration = Duration::from_secs(2);
/// Between two refreshes by themselves lies so much: feeds that are always due must not keep us busy.
const BETWEEN_REFRESHES: Duration = Duration::from_secs(60);
/// What comes in is gathered for so long before the list is read anew.
const ARRIVALS_REST: Duration = Duration::from_millis(700);

impl App {
    /// Fetches what is selected: in the feeds view the row, else the feeds that are listed, else the article's feed.
    pub(super) fn refresh_selected(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Feeds {
            let feeds = self.feeds.row().map(|row| self.feeds.feeds_of(&row.node));
            return match feeds {
                Some(feeds) if !feeds.is_empty() => self.refresh(Which::These(feeds)),
                _ => {
                    self.say("This is about feeds; none is selected.");
                    vec![]
                }
            };
        }
        let listed = self.list.request.within.as_ref().map(|within| within.feeds.clone());
        if let Some(feeds) = listed.filter(|feeds| !feeds.is_empty()) {
            return self.refresh(Which::These(feeds));
        }
        match self.current() {
            Some(id) => self.refresh(Which::Of(id)),
            None => self.refresh(Which::All),
        }
    }

    /// Asks for feeds to be fetched, unless a refresh goes on already.
    pub(super) fn refresh(&mut self, which: Which) -> Vec<Effect> {
        if self.options.offline {
            return self.warn("dateline runs offline: nothing is fetched.");
        }
        if self.options.passing {
            return self.warn("These articles are not stored: there are no feeds to fetch.");
        }
        if self.refreshing.is_some() {
            self.say("A refresh is going on already; Esc stops it.");
            return vec![];
        }
        self.notice = None;
        self.refreshing = Some(Progress::default());
        vec![Effect::Refresh(which)]
    }

    pub(super) fn take_progress(&mut self, progress: Progress) -> Vec<Effect> {
        let more = self.refreshing.as_ref().is_none_or(|before| before.new < progress.new);
        self.refreshing = Some(progress);
        if more { self.arrived() } else { vec![] }
    }

    /// Articles came in: the list is read anew soon, and once for many.
    pub(super) fn arrived(&mut self) -> Vec<Effect> {
        if std::mem::replace(&mut self.arriving, true) {
            return vec![];
        }
        vec![Effect::After(ARRIVALS_REST, Timer::Arrived)]
    }

    pub(super) fn take_arrivals(&mut self) -> Vec<Effect> {
        self.arriving = false;
        let mut effects = self.reload();
        effects.extend((self.focus == Pane::Feeds).then_some(Effect::Sources));
        effects.extend(self.weigh_again());
        effects.extend(self.ask_past());
        effects
    }

    /// Says what came of a refresh, and waits for the next one.
    pub(super) fn take_refreshed(&mut self, refreshed: &Refreshed) -> Vec<Effect> {
        self.refreshing = None;
        let mut effects = vec![Effect::NextDue];
        if refreshed.new + refreshed.updated + refreshed.marked > 0 {
            effects.extend(self.arrived());
        }
        if self.focus == Pane::Feeds || self.feeds.is_loaded() {
            effects.push(Effect::Sources);
        }
        let quiet = refreshed.by_itself && refreshed.new == 0;
        if !quiet && refreshed.failed.is_empty() {
            self.say(brought(refreshed));
        } else if !refreshed.failed.is_empty() && !refreshed.by_itself {
            // Where nothing came, what went wrong is the news.
            let some = refreshed.new + refreshed.updated + refreshed.marked > 0;
            let came = if some { brought(refreshed) + " " } else { String::new() };
            let text = came + &self.failures(refreshed);
            effects.extend(self.warn(text));
        } else if !quiet {
            self.say(brought(refreshed));
        }
        effects
    }

    fn failures(&self, refreshed: &Refreshed) -> String {
        match &refreshed.failed[..] {
            [(name, why)] => format!("{name}: {why}"),
            failed => {
                let key = self.keymap.key_in(Pane::List, "feeds");
                let shown = key.map(|key| format!("; {key} shows why")).unwrap_or_default();
                if failed.len() == refreshed.unsynced.len() {
                    let names: Vec<&str> = refreshed.unsynced.iter().map(Prose::as_str).collect();
                    return format!("Not synced with {}{shown}.", names.join(", "));
                }
                let of = words::count(refreshed.feeds + refreshed.accounts, "feed");
                format!("{} of {of} could not be read{shown}.", failed.len())
            }
        }
    }

    /// Whether there is a feed to fetch at all.
    pub fn has_feeds(&self) -> bool {
        self.has_feeds
    }

    /// Wakes when the next feed is due.
    pub(super) fn wait_for_due(&mut self, next: Option<Duration>) -> Vec<Effect> {
        self.has_feeds = next.is_some();
        let at_least = if self.refreshed { BETWEEN_REFRESHES } else { AFTER_START };
        match next {
            Some(rest) if self.options.auto_refresh => {
                vec![Effect::After(rest.max(at_least), Timer::Due)]
            }
            _ => vec![],
        }
    }

    /// A feed is due: fetches it in the background, unless something is being fetched.
    pub(super) fn refresh_due(&mut self) -> Vec<Effect> {
        if !self.options.auto_refresh || self.refreshing.is_some() {
            return vec![];
        }
        self.refreshed = true;
        vec![Effect::Refresh(Which::Due)]
    }
}

/// What a refresh brought, in words.
fn brought(refreshed: &Refreshed) -> String {
    let skipped = match refreshed.skipped {
        0 => String::new(),
        1 => " 1 feed was not asked: its server wants to be left alone.".to_owned(),
        count => format!(
            " {} were not asked: their servers want to be left alone.",
            words::count(count, "feed")
        ),
    };
    if refreshed.feeds + refreshed.accounts + refreshed.new == 0 && !refreshed.stopped {
        let nothing =
            if skipped.is_empty() { "There is nothing to fetch." } else { skipped.trim() };
        return nothing.to_owned();
    }
    let new = match refreshed.new {
        0 => "Nothing new".to_owned(),
        count => words::count(count, "new article"),
    };
    let edited = match refreshed.updated {
        0 => String::new(),
        count => format!(", {} edited", words::thousands(count as i64)),
    };
    let from = match refreshed.feeds {
        0 => String::new(),
        feeds => format!(" in {}", words::count(feeds, "feed")),
    };
    let synced = match refreshed.accounts - refreshed.unsynced.len().min(refreshed.accounts) {
        0 => String::new(),
        1 => ", synced".to_owned(),
        accounts => format!(", synced with {accounts} servers"),
    };
    let stopped = if refreshed.stopped { " so far: stopped" } else { "" };
    let seen = refreshed.seen.iter().map(|(watch, count)| format!(" Seen {count}×: {watch}."));
    format!("{new}{edited}{from}{synced}{stopped}.{skipped}{}", seen.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(refreshed: &Refreshed, expected: &str) {
        assert_eq!(brought(refreshed), expected);
    }

    #[test]
    fn what_a_refresh_brought_is_one_sentence() {
        check(&Refreshed { feeds: 3, ..Refreshed::default() }, "Nothing new in 3 feeds.");
        let some = Refreshed { feeds: 200, new: 1, updated: 2, ..Refreshed::default() };
        check(&some, "1 new article, 2 edited in 200 feeds.");
        check(
            &Refreshed { skipped: 11, ..some.clone() },
            "1 new article, 2 edited in 200 feeds. 11 feeds were not asked: their servers want to be left alone.",
        );
        check(
            &Refreshed { skipped: 1, ..Refreshed::default() },
            "1 feed was not asked: its server wants to be left alone.",
        );
        let watched = Refreshed { seen: vec![("org: Acme".to_owned(), 2)], ..some.clone() };
        check(&watched, "1 new article, 2 edited in 200 feeds. Seen 2×: org: Acme.");
        check(
            &Refreshed { stopped: true, ..some },
            "1 new article, 2 edited in 200 feeds so far: stopped.",
        );
    }
}
