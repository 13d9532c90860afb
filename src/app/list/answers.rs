//! What the list asks for, and what it does with the answers.
//!
//! An answer comes late: the reader may have moved on, marked something, or asked for another list since.

use std::collections::HashSet;

use super::window::Window;
use super::{List, PAGES_AT_HAND};
use crate::app::message::{Effect, Listing, Ticket};
use crate::news::{ArticleId, Headline, StoryRow};

/// More rows than this are forgotten again.
const ROWS_KEPT: usize = 1_000;

impl List {
    /// Asks for the list anew.
    ///
    /// What is to be selected in the one that was asked for before and has not come holds for this one.
    pub fn reload(&mut self, ticket: Ticket) -> Vec<Effect> {
        if self.jump.is_none() && self.window.is_none() {
            self.request.keep = self.selected();
        }
        self.ask(ticket)
    }

    /// Asks for another list, of which the first article is selected.
    pub fn reload_from_top(&mut self, ticket: Ticket) -> Vec<Effect> {
        self.jump_to(0, None);
        self.ask(ticket)
    }

    /// The list that comes next has an article selected, and so many rows above it.
    fn jump_to(&mut self, above: usize, article: Option<ArticleId>) {
        (self.jump, self.request.keep, self.window) = (Some(above), article, None);
    }

    fn ask(&mut self, ticket: Ticket) -> Vec<Effect> {
        self.ticket = ticket;
        self.since.clear();
        vec![Effect::List(ticket, self.request.clone())]
    }

    /// Remembers what is selected before letters narrow the list.
    pub fn begin_letters(&mut self) {
        let above = self.selected.saturating_sub(self.top);
        self.before_letters = self.selected().map(|id| (id, above));
    }

    /// Asks for the list as it was before letters narrowed it.
    pub fn reload_as_before(&mut self, ticket: Ticket) -> Vec<Effect> {
        let Some((id, above)) = self.before_letters else { return self.reload(ticket) };
        self.jump_to(above, Some(id));
        self.ask(ticket)
    }

    /// What is shown is a part of the list that comes next: moves in it are meant for the whole.
    pub fn await_the_whole(&mut self) {
        self.request.keep = self.selected();
        self.window = Some(Window::default());
    }

    /// Whether an answer to this question is still awaited, or was the last one.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.ticket == ticket
    }

    /// Shows a listing, unless another was asked for since.
    pub fn show(&mut self, listing: Listing) -> Vec<Effect> {
        if listing.ticket != self.ticket {
            return vec![];
        }
        // The selected row keeps its height on the screen: what comes in above it moves nothing.
        let jump = self.jump.take();
        let above = jump.unwrap_or(self.selected.saturating_sub(self.top));
        let moved = self.selected().filter(|id| jump.is_none() && Some(*id) != self.request.keep);
        self.rows = listing.rows.into_iter().map(|row| (row.id, row)).collect();
        let mut first = listing.selected;
        if let Some(listed) = listing.stories {
            let stories = self.stories.get_or_insert_default();
            self.ids = stories.replace(listed.entries, listed.rows).into();
            first = stories.line_of(first);
        } else {
            (self.ids, self.stories) = (listing.ids, None);
        }
        // The reader may have moved on since the list was asked for.
        let moved = match self.window.take() {
            Some(window) => window.place(self.ids.len(), first, |id| self.find(id)),
            None => moved.and_then(|moved| self.find(moved)),
        };
        self.selected = moved.unwrap_or(first).min(self.ids.len().saturating_sub(1));
        self.asked = false;
        let since = std::mem::take(&mut self.since);
        self.set_marks(&since);
        self.top = self.selected.saturating_sub(above);
        // What was hidden since the list was asked for does not come back.
        self.drop_hidden(&since);
        self.follow();
        self.ask_rows()
    }

    /// Takes rows that were asked for.
    pub fn take_rows(&mut self, rows: Vec<Headline>) -> Vec<Effect> {
        self.asked = false;
        self.forget_rows();
        let none = rows.is_empty();
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
        // Rows that are gone from the store would be asked for for ever.
        if none { vec![] } else { self.ask_rows() }
    }

    /// Takes rows of stories that were asked for, and the headlines of their leads.
    pub fn take_stories(
        &mut self,
        rows: Vec<(ArticleId, StoryRow)>,
        leads: Vec<Headline>,
    ) -> Vec<Effect> {
        if let Some(stories) = &mut self.stories {
            stories.take(rows);
        }
        self.take_rows(leads)
    }

    /// Forgets rows that are far from the screen, where there are many.
    fn forget_rows(&mut self) {
        if self.rows.len() <= ROWS_KEPT {
            return;
        }
        let around = PAGES_AT_HAND * self.page();
        let kept = self.top.saturating_sub(around)..(self.top + around).min(self.ids.len());
        if let Some(stories) = &mut self.stories {
            stories.forget(kept.clone());
        }
        let kept: HashSet<ArticleId> =
            self.ids.get(kept).unwrap_or_default().iter().copied().collect();
        self.rows.retain(|id, _| kept.contains(id));
    }

    pub(super) fn ask_rows(&mut self) -> Vec<Effect> {
        if self.asked {
            return vec![];
        }
        let (page, around) = (self.page(), PAGES_AT_HAND * self.page());
        if let Some(stories) = &self.stories {
            let near = self.top.saturating_sub(page)..self.top + 2 * page;
            if !stories.missing(near).is_empty() {
                self.asked = true;
                let missing = stories.missing(self.top.saturating_sub(around)..self.top + around);
                return vec![Effect::StoryRows(missing)];
            }
        }
        let missing = |from: usize, to: usize| {
            let ids = self.ids.get(from..to.min(self.ids.len())).unwrap_or_default();
            ids.iter().copied().filter(|id| !self.rows.contains_key(id)).collect::<Vec<_>>()
        };
        if missing(self.top.saturating_sub(page), self.top + 2 * page).is_empty() {
            return vec![];
        }
        self.asked = true;
        vec![Effect::Rows(missing(self.top.saturating_sub(around), self.top + around))]
    }
}
