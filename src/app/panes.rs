//! From pane to pane: which has the keys, how wide it is, what is left by Esc and `q`.

use super::message::Effect;
use super::reader::{Highlights, LiveSet};
use super::{App, Pane, words};

impl App {
    pub(super) fn group(&mut self, forward: bool) -> Vec<Effect> {
        if self.view().is_some() {
            return self.in_view(|view| view.go_to_group(forward));
        }
        self.side.go_to_group(forward);
        self.light_soon()
    }

    pub(super) fn go_left(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.list.fold(false).unwrap_or_default(),
            Pane::Reader => self.focus_on(Pane::List),
            Pane::Facts => self.focus_on(Pane::Reader),
            Pane::Feeds => self.go_out_of_feed(),
            Pane::Compare | Pane::Brief => self.in_view(|view| view.go_to_column(-1)),
        }
    }

    pub(super) fn go_right(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.list.fold(true).unwrap_or_else(|| self.open_selected()),
            Pane::Reader => self.focus_on(Pane::Facts),
            Pane::Facts => vec![],
            Pane::Feeds => self.go_into_feed(),
            Pane::Compare | Pane::Brief => self.in_view(|view| view.go_to_column(1)),
        }
    }

    pub(super) fn cycle(&mut self, by: usize) -> Vec<Effect> {
        let panes = Pane::BESIDE;
        let at = panes.iter().position(|pane| *pane == self.focus).unwrap_or_default();
        self.focus_on(panes[(at + by) % panes.len()])
    }

    pub(super) fn open(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.open_selected(),
            Pane::Reader => self.follow_link_in_line(),
            Pane::Facts => self.follow_fact(),
            Pane::Feeds => self.list_selected_feed(),
            Pane::Compare | Pane::Brief => self.open_in_view(),
        }
    }

    pub(super) fn zoom(&mut self) -> Vec<Effect> {
        self.zoomed = !self.zoomed;
        self.arrange()
    }

    pub(super) fn set_measure(&mut self, change: impl FnOnce(u16) -> u16) -> Vec<Effect> {
        self.typography.measure = change(self.typography.measure);
        self.say(format!("Lines of {} columns", self.typography.measure));
        self.arrange()
    }

    pub(super) fn reset_measure(&mut self) -> Vec<Effect> {
        let configured = self.options.typography.measure;
        self.set_measure(|_| configured)
    }

    pub(super) fn next_highlights(&mut self) -> Vec<Effect> {
        let (next, says) = match self.reader.highlights {
            Highlights::All => (Highlights::Telling, "Telling facts are marked"),
            Highlights::Telling => (Highlights::Off, "No facts are marked"),
            Highlights::Off => (Highlights::All, "All facts are marked"),
        };
        self.reader.highlights = next;
        self.say(says);
        vec![]
    }

    pub(super) fn show_position(&mut self) -> Vec<Effect> {
        let article = format!(
            "Article {} of {}",
            words::thousands(self.list.position() as i64 + 1),
            words::thousands(self.list.ids().len() as i64)
        );
        let left = self.minutes_left().unwrap_or_default();
        self.say(format!("{article} · {} % seen · {left} min left", self.reader.progress()));
        vec![]
    }

    /// Esc: takes back what is half done, and nothing that is typed or kept.
    pub(super) fn cancel(&mut self) -> Vec<Effect> {
        self.pressed.clear();
        if self.has_range() {
            return self.select_range();
        }
        if self.refreshing.is_some() {
            return vec![Effect::StopRefresh];
        }
        if self.focus == Pane::Feeds && !self.feeds.fuzzy().is_empty() {
            return self.leave_feeds();
        }
        if self.focus == Pane::List && !self.list.request.fuzzy.is_empty() {
            return self.narrow_to(String::new());
        }
        self.reader.live = LiveSet::Unread;
        vec![]
    }

    pub(super) fn back_or_quit(&mut self) -> Vec<Effect> {
        if self.zoomed {
            return self.zoom();
        }
        match self.focus {
            Pane::List if self.has_range() => self.select_range(),
            Pane::List => self.widen().unwrap_or_else(|| self.quit()),
            Pane::Reader if self.reader.is_aside() => self.back_to_article(),
            Pane::Reader => self.back_to_view().unwrap_or_else(|| self.focus_on(Pane::List)),
            Pane::Facts => self.focus_on(Pane::Reader),
            Pane::Feeds => self.leave_feeds(),
            Pane::Compare | Pane::Brief => self.leave_view(),
        }
    }

    pub(super) fn suspend(&mut self) -> Vec<Effect> {
        if self.options.restricted {
            return self.warn("There is no shell to go back to: dateline runs restricted.");
        }
        let mut effects = self.keep_all();
        effects.push(Effect::Suspend);
        effects
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_all();
        effects.push(Effect::Quit);
        effects
    }
}
