//! Puts right what grouping got wrong: an article out of its story, several articles into one.

use super::message::Effect;
use super::{App, Pane};

impl App {
    /// Takes an article out of its story.
    pub(super) fn split_story(&mut self) -> Vec<Effect> {
        if let Some(id) = self.current() {
            return self.after_reading_marks(Effect::SplitStory(id));
        }
        self.say("No article is chosen.");
        vec![]
    }

    /// Makes one story of the articles of a range.
    pub(super) fn join_stories(&mut self) -> Vec<Effect> {
        let chosen = self.list.chosen();
        if !self.has_range() || chosen.len() < 2 {
            let key = self.keymap.key_in(Pane::List, super::Command::SelectRange.name());
            let key = key.map(|key| format!(" ({key})")).unwrap_or_default();
            self.say(format!("Select the articles of one story in the list first{key}."));
            return vec![];
        }
        self.list.set_anchor(false);
        self.after_reading_marks(Effect::JoinStories(chosen))
    }

    /// Shows the stories as they are now, with what was done.
    pub(super) fn take_regrouped(&mut self, says: &str) -> Vec<Effect> {
        let effects = self.regrouped();
        self.say(says);
        effects
    }

    /// Shows the stories as they are now. What was compared is no longer one.
    pub(super) fn regrouped(&mut self) -> Vec<Effect> {
        let mut effects = if self.focus == Pane::Compare { self.leave_view() } else { vec![] };
        // What stands beside the text was held against another story.
        effects.extend(self.ask_standings());
        effects.extend(self.reload());
        effects
    }
}
