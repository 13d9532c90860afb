//! What is listed, narrowed how, in which order; and the fields that ask for it.

use super::line::LineInput;
use super::list::Scope;
use super::message::Effect;
use super::overlay::{Asked, Field, Overlay};
use super::{App, Pane};
use crate::news::query::Sort;

impl App {
    /// Takes back what the list was narrowed by last: letters, a query, or one feed, folder, search or tag. `None` where
    /// it is not narrowed.
    pub(super) fn widen(&mut self) -> Option<Vec<Effect>> {
        let request = &mut self.list.request;
        if !request.fuzzy.is_empty() {
            request.fuzzy.clear();
        } else if !request.filter.is_empty() {
            request.filter.clear();
        } else if request.within.take().is_none() {
            return None;
        }
        Some(self.reload())
    }

    /// Lists what has these letters alone, and selects what has them best.
    pub(super) fn narrow_to(&mut self, letters: String) -> Vec<Effect> {
        if self.list.request.fuzzy == letters {
            return vec![];
        }
        self.list.request.fuzzy = letters;
        if self.list.request.fuzzy.is_empty() { self.reload() } else { self.reload_from_top() }
    }

    /// Lists everything again, as it stood before letters were typed.
    pub(super) fn give_up_narrowing(&mut self) -> Vec<Effect> {
        if self.list.request.fuzzy.is_empty() {
            return vec![];
        }
        self.list.request.fuzzy.clear();
        let ticket = self.ticket();
        self.list.reload_as_before(ticket)
    }

    /// Asks for another list, whose first article is selected.
    pub(super) fn reload_from_top(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        self.list.reload_from_top(ticket)
    }

    pub(super) fn reload(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        self.list.reload(ticket)
    }

    pub(super) fn set_scope(&mut self, scope: Scope) -> Vec<Effect> {
        self.list.request.scope = scope;
        self.reload()
    }

    pub(super) fn clear_filter(&mut self) -> Vec<Effect> {
        self.list.request.within = None;
        self.list.request.filter.clear();
        self.list.request.fuzzy.clear();
        self.reload()
    }

    pub(super) fn next_sort(&mut self) -> Vec<Effect> {
        let (next, says) = match self.list.request.sort {
            Sort::Date => (Sort::Outlet, "Sorted by outlet"),
            Sort::Outlet => (Sort::Title, "Sorted by title"),
            Sort::Title => (Sort::Length, "Sorted by length"),
            Sort::Length => (Sort::Date, "Sorted by date"),
        };
        self.list.request.sort = next;
        self.say(says);
        self.reload()
    }

    pub(super) fn reverse(&mut self) -> Vec<Effect> {
        let request = &mut self.list.request;
        request.reversed = !request.reversed;
        let says = match (request.sort, request.reversed) {
            (Sort::Date, false) => "The newest first",
            (Sort::Date, true) => "The oldest first",
            (_, false) => "In order",
            (_, true) => "In reverse order",
        };
        self.say(says);
        self.reload()
    }

    /// Asks for what is to be found in the text or the table, or for letters to narrow the list by.
    pub(super) fn ask_for_words(&mut self) -> Vec<Effect> {
        self.ask(match self.focus {
            Pane::List | Pane::Feeds => Asked::Fuzzy,
            Pane::Reader | Pane::Facts | Pane::Compare | Pane::Brief => Asked::Find,
        })
    }

    /// Opens a field. What was typed into it before it was left is offered again.
    pub(super) fn ask(&mut self, asked: Asked) -> Vec<Effect> {
        let draft = self.take_draft(Field::Prompt(asked));
        let stands = match asked {
            Asked::Filter if draft.is_empty() => self.list.request.filter.clone(),
            Asked::Fuzzy if self.focus == Pane::Feeds => self.feeds.fuzzy().to_owned(),
            Asked::Fuzzy => {
                self.list.begin_letters();
                self.list.request.fuzzy.clone()
            }
            _ => String::new(),
        };
        let is_short = matches!(asked, Asked::Find | Asked::Fuzzy);
        let line = match (stands.is_empty(), is_short) {
            (false, _) => LineInput::new(&stands),
            (true, true) => LineInput::offering(&draft),
            (true, false) => LineInput::new(&draft),
        };
        self.overlay = Some(Overlay::Prompt(asked, line));
        vec![]
    }
}
