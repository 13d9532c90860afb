//! What is kept of a reading: marks, and the place in each article; and what undoing brings back.
//!
//! It says what is to be kept and when; that it is kept comes back as a message, and only then it is shown.

use std::time::Duration;

use super::command::Command;
use super::message::{Effect, Timer};
use super::{App, words};
use crate::config::Pane;
use crate::fault;
use crate::news::Mark;
use crate::store::{Counts, MarkChange, Step};

/// How long a place in the text is held back before it is kept.
pub(super) const PLACE_RESTS: Duration = Duration::from_secs(1);
/// How long read marks are gathered, to be kept in one go.
const READING_RESTS: Duration = Duration::from_millis(250);

impl App {
    /// The article is open: it is read. Marks are gathered, so that leafing through articles is one commit.
    pub(super) fn mark_opened_read(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reader.opened() else { return vec![] };
        let Some(id) = opened.article.id else { return vec![] };
        if !self.options.mark_read_on_open || opened.marks.read {
            return vec![];
        }
        self.reading.push(MarkChange { id, mark: Mark::Read, on: true });
        vec![Effect::After(READING_RESTS, Timer::Reading)]
    }

    pub(super) fn keep_reading_marks(&mut self) -> Vec<Effect> {
        if self.reading.is_empty() {
            return vec![];
        }
        vec![Effect::Mark(std::mem::take(&mut self.reading))]
    }

    /// Keeps which article the reader is at and the place in it, where they are others than those kept last.
    pub(super) fn keep_place(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        // What is being opened is where the reader is, though it may not be there yet.
        let current = self.opening.map(|(_, id)| id).or(self.current());
        if let Some(id) = current.filter(|_| current != self.kept_article) {
            self.kept_article = current;
            effects.push(Effect::KeepSession(id));
        }
        let Some(id) = self.reader.id() else { return effects };
        let place = self.reader.place();
        let stored = self.reader.opened().and_then(|opened| opened.place).unwrap_or_default();
        let kept = self.kept_place.filter(|(other, _)| *other == id);
        if kept.map_or(stored, |(_, place)| place) != place {
            self.kept_place = Some((id, place));
            effects.push(Effect::KeepPlace(id, place));
        }
        effects
    }

    /// What has to be kept before the program ends or stops.
    pub(super) fn keep_all(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_reading_marks();
        effects.extend(self.keep_place());
        effects
    }

    pub(super) fn apply_marks(&mut self, changes: &[MarkChange], counts: Counts) -> Vec<Effect> {
        fault::point("app: marks");
        self.list.apply(changes);
        self.reader.apply(changes);
        self.counts = counts;
        let mut effects = self.arrange();
        effects.extend((self.focus == Pane::Feeds).then_some(Effect::Sources));
        if changes.iter().any(|change| change.mark == Mark::Hidden) {
            // One that is hidden no longer comes back to its place; after one that is hidden another is selected.
            let back = self.list.has_stories()
                || changes.iter().any(|change| change.mark == Mark::Hidden && !change.on);
            effects.extend(if back { self.reload() } else { self.preview_soon() });
        }
        effects
    }

    /// The same of many at once: what cannot all be seen is said.
    ///
    /// `made` is how many were not so before: what changes nothing is no step that can be taken back.
    pub(super) fn apply_many(
        &mut self,
        changes: &[MarkChange],
        made: usize,
        counts: Counts,
    ) -> Vec<Effect> {
        let effects = self.apply_marks(changes, counts);
        self.say(match made {
            0 => "All of them are marked so already.".to_owned(),
            made => format!("{} {}.{}", words::count(made, "article"), done(changes), self.undo()),
        });
        effects
    }

    /// Which key takes back what was done, as a sentence to be added.
    pub(super) fn undo(&self) -> String {
        let key = self.keymap.key_in(self.focus, Command::Undo.name());
        key.map(|key| format!(" {key} takes it back.")).unwrap_or_default()
    }

    /// Shows what was taken back, or done again: marks, tags, feeds.
    pub(super) fn take_undone(&mut self, step: &Step, counts: Counts) -> Vec<Effect> {
        let mut effects = self.apply_marks(&step.marks, counts);
        for change in &step.tags {
            self.reader.apply_tag(&[change.id], &change.tag, change.on);
        }
        if !step.moves.is_empty() {
            effects.extend(self.regrouped());
        }
        effects.extend(self.take_judged(step));
        if !step.feeds.is_empty() {
            effects.extend(self.arrived());
            effects.push(Effect::Sources);
        }
        self.say(undone(step));
        effects
    }
}

/// What was taken back, or done again, in words.
fn undone(step: &Step) -> String {
    let mut parts = Vec::new();
    let counted = [
        (step.marks.len(), "mark"),
        (step.tags.len(), "tag"),
        (step.feeds.len(), "feed"),
        (step.moves.len(), "place in a story"),
        (step.dismissed.len(), "fact"),
        (step.not_same.len(), "row of a comparison"),
    ];
    parts.extend(
        counted.iter().filter(|(count, _)| *count > 0).map(|(n, noun)| words::count(*n, noun)),
    );
    if parts.is_empty() {
        "Nothing has changed.".to_owned()
    } else {
        format!("{} changed.", parts.join(", "))
    }
}

/// What was done with articles that were all marked alike.
fn done(changes: &[MarkChange]) -> &'static str {
    match changes.first().map(|change| (change.mark, change.on)) {
        Some((Mark::Read, true)) => "marked read",
        Some((Mark::Read, false)) => "marked unread",
        Some((Mark::Starred, true)) => "starred",
        Some((Mark::Starred, false)) => "no longer starred",
        Some((Mark::Later, true)) => "kept for later",
        Some((Mark::Later, false)) => "no longer kept for later",
        Some((Mark::Hidden, true)) => "hidden",
        Some((Mark::Hidden, false)) => "no longer hidden",
        None => "unchanged",
    }
}
