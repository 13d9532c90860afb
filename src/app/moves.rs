//! Moves: what each direction means in the pane that has the keys.

use super::App;
use super::Pane;
use super::keep::PLACE_RESTS;
use super::message::{Effect, Timer};
use super::reader::LiveSet;
use super::side::Group;
use crate::news::{ArticleId, Span};

impl App {
    pub(super) fn step(&mut self, by: isize) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.select_by(by),
            Pane::Reader => self.read(|reader| reader.step(by)),
            Pane::Facts => {
                self.side.step(by);
                self.light_soon()
            }
            Pane::Feeds => {
                self.feeds.step(by);
                vec![]
            }
            Pane::Compare | Pane::Brief => self.in_view(|view| view.step(by)),
        }
    }

    /// Pages by halves: 2 is a page, 1 half a page, negative is up.
    pub(super) fn page(&mut self, halves: isize) -> Vec<Effect> {
        match self.focus {
            Pane::List => {
                let rows = self.list.page() as isize * halves.abs() / 2;
                self.select_by(rows.max(1) * halves.signum())
            }
            Pane::Reader => self.read(|reader| reader.page_by(halves)),
            Pane::Facts => {
                self.side.page(halves);
                self.light_soon()
            }
            Pane::Feeds => {
                self.feeds.page(halves);
                vec![]
            }
            Pane::Compare | Pane::Brief => self.in_view(|view| view.page(halves)),
        }
    }

    pub(super) fn go_to_end(&mut self, last: bool) -> Vec<Effect> {
        match self.focus {
            Pane::List => {
                let mut effects = self.list.select_end(last);
                effects.extend(self.preview_soon());
                effects
            }
            Pane::Reader => self.read(|reader| reader.go_to_end(last)),
            Pane::Facts => {
                self.side.select(if last { usize::MAX } else { 0 });
                self.light_soon()
            }
            Pane::Feeds => {
                self.feeds.select(if last { usize::MAX } else { 0 });
                vec![]
            }
            Pane::Compare | Pane::Brief => {
                self.in_view(|view| view.select(if last { usize::MAX } else { 0 }))
            }
        }
    }

    /// Moves in the text, whichever pane has the keys; the place is kept once the reader rests.
    pub(super) fn read(&mut self, go: impl FnOnce(&mut super::reader::Reader)) -> Vec<Effect> {
        go(&mut self.reader);
        vec![Effect::After(PLACE_RESTS, Timer::Place)]
    }

    fn select_by(&mut self, by: isize) -> Vec<Effect> {
        let mut effects = self.list.step(by);
        effects.extend(self.preview_soon());
        effects
    }

    /// The selected article is shown once the selection rests, so that moving on costs a few bytes only.
    pub(super) fn preview_soon(&self) -> Vec<Effect> {
        if self.focus != Pane::List || self.list.selected() == self.reader.id() {
            return vec![];
        }
        vec![Effect::After(self.options.preview_delay, Timer::Preview)]
    }

    /// The selected fact is lit once the selection rests.
    pub(super) fn light_soon(&self) -> Vec<Effect> {
        vec![Effect::After(self.options.preview_delay, Timer::Light)]
    }

    /// Shows the article the selection came to rest on, also where the keys have gone to another pane since.
    pub(super) fn preview(&mut self) -> Vec<Effect> {
        match self.list.selected() {
            // What is being opened is shown anyway; to load it again would take the keys from it.
            Some(id) if self.opening.is_some_and(|(_, opening)| opening == id) => vec![],
            Some(id) if Some(id) != self.reader.id() => self.load(id, false),
            _ => vec![],
        }
    }

    /// Loads an article; `open` gives it the keys and marks it read.
    pub(super) fn load(&mut self, id: ArticleId, open: bool) -> Vec<Effect> {
        let mut effects = self.keep_place();
        if open && self.reader.id() == Some(id) {
            // An article that was asked for before comes too late now.
            self.opening = None;
            let ticket = self.ticket();
            self.reader.await_answer(ticket);
            effects.extend(self.focus_on(Pane::Reader));
            effects.extend(self.mark_opened_read());
            effects.extend(self.weigh_soon());
            return effects;
        }
        let ticket = self.ticket();
        self.opening = open.then_some((ticket, id));
        self.reader.await_answer(ticket);
        effects.push(Effect::Open(ticket, id));
        if open {
            // At once, so that the keys that follow mean what they mean in the text.
            effects.extend(self.focus_on(Pane::Reader));
        }
        effects
    }

    /// Opens the selected article.
    pub(super) fn open_selected(&mut self) -> Vec<Effect> {
        self.forget_view();
        self.list.selected().map(|id| self.load(id, true)).unwrap_or_default()
    }

    /// Selects another article; where the list does not have the keys it is opened, too.
    pub(super) fn go_to_article(&mut self, position: usize) -> Vec<Effect> {
        self.remember();
        let mut effects = self.list.select(position);
        let opens = self.focus != Pane::List;
        effects.extend(if opens { self.open_selected() } else { self.preview_soon() });
        effects
    }

    pub(super) fn neighbour(&mut self, by: isize) -> Vec<Effect> {
        let position = self.list.position().saturating_add_signed(by);
        if position == self.list.position() || position >= self.list.ids().len() {
            self.say(if by > 0 {
                "This is the last article."
            } else {
                "This is the first article."
            });
            return vec![];
        }
        self.go_to_article(position)
    }

    pub(super) fn next_unread(&mut self, forward: bool) -> Vec<Effect> {
        if let Some(position) = self.list.next_unread(forward) {
            return self.go_to_article(position);
        }
        self.say(if forward { "Nothing unread below." } else { "Nothing unread above." });
        vec![]
    }

    pub(super) fn page_or_next_unread(&mut self) -> Vec<Effect> {
        if self.view().is_some() {
            return self.page(2);
        }
        let elsewhere = self.focus == Pane::List && self.reader.id() != self.list.selected();
        if elsewhere || self.reader.opened().is_none() {
            return self.open_selected();
        }
        if self.reader.is_at_end() {
            return self.next_unread(true);
        }
        self.read(|reader| reader.page_by(2))
    }

    pub(super) fn walk(&mut self, forward: bool) -> Vec<Effect> {
        if self.view().is_some() {
            return self.in_view(|view| {
                view.walk(forward);
            });
        }
        if self.reader.walk(forward) {
            return vec![Effect::After(PLACE_RESTS, Timer::Place)];
        }
        if matches!(self.reader.live, LiveSet::Matches(_)) {
            self.say("Nothing was found in this article.");
            return vec![];
        }
        self.next_unread(forward)
    }

    /// Keeps where the reader is, to come back to it.
    pub(super) fn remember(&mut self) {
        const STEPS_KEPT: usize = 50;
        if let Some(id) = self.reader.id() {
            self.history.push((id, self.reader.place()));
            let surplus = self.history.len().saturating_sub(STEPS_KEPT);
            self.history.drain(..surplus);
        }
    }

    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Reader
            && let Some(effects) = self.back_to_view()
        {
            self.history.pop();
            return effects;
        }
        let Some((id, place)) = self.history.pop() else {
            self.say("There is nothing to go back to.");
            return vec![];
        };
        if self.reader.id() == Some(id) {
            return self.read(|reader| reader.go_to_offset(place.offset));
        }
        let mut effects = self.list.select_id(id);
        effects.extend(self.load(id, self.focus != Pane::List));
        effects
    }

    /// Lights the selected fact in the text.
    pub(super) fn light_selected(&mut self) -> Vec<Effect> {
        let Some(item) = self.side.item() else { return vec![] };
        let spans = item.spans.clone();
        self.light(spans, 0)
    }

    pub(super) fn light(&mut self, spans: Vec<Span>, current: usize) -> Vec<Effect> {
        // Facts stand in the article, not in what stands in its place.
        self.reader.come_back(&self.typography);
        self.read(|reader| reader.light(spans, current))
    }

    /// Chooses the selected fact: the text goes to it and takes the keys.
    pub(super) fn follow_fact(&mut self) -> Vec<Effect> {
        self.remember();
        // What is gone stands in the change alone.
        if self.side.item().is_some_and(|item| item.group == Group::Gone) {
            let mut effects = self.toggle_changes();
            effects.extend(self.focus_on(Pane::Reader));
            return effects;
        }
        let already = self
            .side
            .item()
            .is_some_and(|item| self.reader.lit().is_some_and(|lit| item.spans.contains(&lit)));
        let mut effects = if already { vec![] } else { self.light_selected() };
        effects.extend(self.focus_on(Pane::Reader));
        effects
    }

    pub(super) fn brief(&mut self, number: usize) -> Vec<Effect> {
        let Some(index) = self.side.brief(number) else {
            self.say(format!("“In brief” has no sentence {number}."));
            return vec![];
        };
        self.side.select(index);
        self.follow_fact()
    }

    /// The fact after (or before) the one that is lit, in the order of the text.
    pub(super) fn next_fact(&mut self, forward: bool) -> Vec<Effect> {
        let places = self.side.items().iter().enumerate().filter(|(_, item)| item.kind.is_some());
        let mut places: Vec<(Span, usize, usize)> = places
            .flat_map(|(index, item)| {
                item.spans.iter().enumerate().map(move |(nth, span)| (*span, index, nth))
            })
            .collect();
        places.sort_unstable();
        let chosen = self.side.selected();
        let lit = self.reader.lit();
        let current =
            places.iter().position(|(span, index, _)| Some(*span) == lit && *index == chosen);
        // Where none is lit, the walk begins at the reading line.
        let from = lit.or(self.reader.line_span()).map_or(0, |span| span.start);
        let first_below = places.partition_point(|(span, ..)| span.start < from);
        let next = match (current, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(first_below),
            (None, false) => first_below.checked_sub(1),
        };
        let Some(&(_, index, nth)) = next.and_then(|at| places.get(at)) else {
            self.say(if forward { "No more facts below." } else { "No more facts above." });
            return vec![];
        };
        self.choose_fact(index, nth)
    }

    fn choose_fact(&mut self, index: usize, nth: usize) -> Vec<Effect> {
        self.side.select(index);
        let spans = self.side.items()[index].spans.clone();
        self.light(spans, nth)
    }

    pub(super) fn fact_at_line(&mut self) -> Vec<Effect> {
        let found = self.reader.line_span().and_then(|span| self.side.item_at(span));
        let Some((index, nth)) = found else {
            self.say("No fact stands in this line.");
            return vec![];
        };
        let mut effects = self.choose_fact(index, nth);
        effects.extend(self.focus_on(Pane::Facts));
        effects
    }
}
