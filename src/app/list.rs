//! The list of articles: which are listed, which is selected, which rows are at hand.
//!
//! Holds the number of every listed article and the rows of only a few, so that 100,000 articles cost as little as
//! ten. Rows are asked for before they are needed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::message::{Effect, Listing, Ticket};
use crate::news::query::Sort;
use crate::news::{ArticleId, FeedId, Headline, Mark};
use crate::store::MarkChange;
use crate::text::Prose;

/// Which articles are listed at all, before any filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All.
    #[default]
    All,
    /// Those not read yet.
    Unread,
    /// Favourites.
    Starred,
    /// Published today.
    Today,
    /// The read-later queue.
    Later,
}

impl Scope {
    /// Its name in the header.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Unread => "Unread",
            Self::Starred => "Starred",
            Self::Today => "Today",
            Self::Later => "Later",
        }
    }

    /// The same in the search language.
    pub fn query(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Unread => "is:unread",
            Self::Starred => "is:starred",
            Self::Today => "after:today",
            Self::Later => "is:later",
        }
    }
}

/// One feed, folder, saved search or tag whose articles are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it is called.
    pub name: Prose,
    /// Its articles, in the search language.
    pub query: String,
    /// The feeds they come by, where it is about feeds.
    pub feeds: Vec<FeedId>,
}

/// What is to be listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRequest {
    /// Which articles at all.
    pub scope: Scope,
    /// Only what is in this one.
    pub within: Option<Listed>,
    /// A filter in the search language.
    pub filter: String,
    /// Letters that source and title must contain in this order.
    pub fuzzy: String,
    /// The order.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub reversed: bool,
    /// The article to select, if it is listed.
    pub keep: Option<ArticleId>,
}

/// Pages of rows kept at hand on either side of the screen.
const PAGES_AT_HAND: usize = 3;
/// More rows than this are forgotten again.
const ROWS_KEPT: usize = 1_000;

/// The list.
#[derive(Debug, Default)]
pub struct List {
    ids: Arc<[ArticleId]>,
    rows: HashMap<ArticleId, Headline>,
    selected: usize,
    top: usize,
    /// Rows of the screen the list has.
    height: usize,
    /// What is listed.
    pub request: ListRequest,
    ticket: Ticket,
    asked: bool,
    /// Whether the list that was asked for begins at its first article.
    from_top: bool,
    /// Where the selection of several articles begins.
    anchor: Option<ArticleId>,
    /// Marks that were kept since the list was asked for: it may have been read before.
    since: Vec<MarkChange>,
}

impl List {
    /// Numbers of all listed articles, in order.
    pub fn ids(&self) -> &Arc<[ArticleId]> {
        &self.ids
    }

    /// The selected article.
    pub fn selected(&self) -> Option<ArticleId> {
        self.ids.get(self.selected).copied()
    }

    /// The places of the articles that are selected together: one, unless a range is.
    pub fn range(&self) -> Range<usize> {
        let anchor = self.anchor.and_then(|anchor| self.ids.iter().position(|id| *id == anchor));
        let anchor = anchor.unwrap_or(self.selected);
        let last = anchor.max(self.selected) + 1;
        anchor.min(self.selected)..last.min(self.ids.len())
    }

    /// Whether several articles are being selected.
    pub fn selects_range(&self) -> bool {
        self.anchor.is_some()
    }

    /// The articles that are selected together.
    pub fn chosen(&self) -> Arc<[ArticleId]> {
        self.ids.get(self.range()).unwrap_or_default().into()
    }

    /// Begins to select several articles, or ends it.
    pub fn set_anchor(&mut self, on: bool) {
        self.anchor = if on { self.selected() } else { None };
    }

    /// Its place in the list.
    pub fn position(&self) -> usize {
        self.selected
    }

    /// The first article on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The row of an article, if it is at hand.
    pub fn row(&self, id: ArticleId) -> Option<&Headline> {
        self.rows.get(&id)
    }

    /// Rows of the screen one article takes: two, and a blank one where all of them fit.
    pub fn item_height(&self) -> usize {
        if self.ids.len() * 3 <= self.height + 1 { 3 } else { 2 }
    }

    /// How many articles the screen shows.
    pub fn page(&self) -> usize {
        ((self.height + self.item_height() - 2) / self.item_height()).max(1)
    }

    /// Tells the list how many rows of the screen it has.
    pub fn resize(&mut self, height: u16) -> Vec<Effect> {
        self.height = usize::from(height);
        self.follow();
        self.ask_rows()
    }

    /// Asks for the list anew.
    pub fn reload(&mut self, ticket: Ticket) -> Vec<Effect> {
        self.ticket = ticket;
        self.since.clear();
        self.from_top = false;
        self.request.keep = self.selected();
        vec![Effect::List(ticket, self.request.clone())]
    }

    /// Asks for another list, of which the first article is selected.
    pub fn reload_from_top(&mut self, ticket: Ticket) -> Vec<Effect> {
        self.reload(ticket);
        (self.from_top, self.request.keep) = (true, None);
        vec![Effect::List(ticket, self.request.clone())]
    }

    /// Shows a listing, unless another was asked for since.
    pub fn show(&mut self, listing: Listing) -> Vec<Effect> {
        if listing.ticket != self.ticket {
            return vec![];
        }
        // The selected row keeps its height on the screen: what comes in above it moves nothing.
        let from_top = std::mem::take(&mut self.from_top);
        let above = if from_top { 0 } else { self.selected.saturating_sub(self.top) };
        let moved = self.selected().filter(|id| !from_top && Some(*id) != self.request.keep);
        self.ids = listing.ids;
        self.rows = listing.rows.into_iter().map(|row| (row.id, row)).collect();
        // The reader may have moved on since the list was asked for.
        let moved = moved.and_then(|moved| self.ids.iter().position(|id| *id == moved));
        self.selected = moved.unwrap_or(listing.selected).min(self.ids.len().saturating_sub(1));
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
        if self.rows.len() > ROWS_KEPT {
            let around = PAGES_AT_HAND * self.page();
            let kept = self.top.saturating_sub(around)..(self.top + around).min(self.ids.len());
            let kept: HashSet<ArticleId> =
                self.ids.get(kept).unwrap_or_default().iter().copied().collect();
            self.rows.retain(|id, _| kept.contains(id));
        }
        let none = rows.is_empty();
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
        // Rows that are gone from the store would be asked for for ever.
        if none { vec![] } else { self.ask_rows() }
    }

    /// Selects the article at `position`, or the last one.
    pub fn select(&mut self, position: usize) -> Vec<Effect> {
        self.selected = position.min(self.ids.len().saturating_sub(1));
        self.follow();
        self.ask_rows()
    }

    /// Moves the selection by `by` articles.
    pub fn step(&mut self, by: isize) -> Vec<Effect> {
        self.select(self.selected.saturating_add_signed(by))
    }

    /// Selects an article by its number.
    pub fn select_id(&mut self, id: ArticleId) -> Vec<Effect> {
        match self.ids.iter().position(|listed| *listed == id) {
            Some(position) => self.select(position),
            None => vec![],
        }
    }

    /// The next article after (or before) the selected one that is not known to be read.
    pub fn next_unread(&self, forward: bool) -> Option<usize> {
        let unread = |at: &usize| {
            self.ids.get(*at).and_then(|id| self.rows.get(id)).is_none_or(|row| !row.marks.read)
        };
        if forward {
            (self.selected + 1..self.ids.len()).find(unread)
        } else {
            (0..self.selected).rev().find(unread)
        }
    }

    /// Whether an answer to this question is still awaited, or was the last one.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.ticket == ticket
    }

    /// Shows marks that are on disk now.
    pub fn apply(&mut self, changes: &[MarkChange]) {
        self.since.extend_from_slice(changes);
        self.set_marks(changes);
        if changes.iter().any(|change| change.mark == Mark::Hidden && change.on) {
            self.drop_hidden(changes);
        }
    }

    fn set_marks(&mut self, changes: &[MarkChange]) {
        for change in changes {
            if let Some(row) = self.rows.get_mut(&change.id) {
                row.marks = row.marks.with(change.mark, change.on);
            }
        }
    }

    fn drop_hidden(&mut self, changes: &[MarkChange]) {
        let gone: HashSet<ArticleId> =
            changes.iter().filter(|c| c.mark == Mark::Hidden && c.on).map(|c| c.id).collect();
        if gone.is_empty() {
            return;
        }
        let hidden = |id: &ArticleId| gone.contains(id);
        let before = self.ids.iter().take(self.selected).filter(|id| hidden(id)).count();
        self.ids = self.ids.iter().copied().filter(|id| !hidden(id)).collect();
        self.selected -= before;
        self.selected = self.selected.min(self.ids.len().saturating_sub(1));
        self.follow();
    }

    /// Keeps the selection on the screen. It moves by half a screen, since a row at a time costs a repaint each.
    fn follow(&mut self) {
        let page = self.page();
        if self.selected < self.top {
            self.top = self.selected.saturating_sub(page / 2);
        } else if self.selected >= self.top + page {
            self.top = self.selected + 1 - page.div_ceil(2);
        }
        self.top = self.top.min(self.ids.len().saturating_sub(page));
    }

    fn ask_rows(&mut self) -> Vec<Effect> {
        let missing = |from: usize, to: usize| {
            let ids = self.ids.get(from..to.min(self.ids.len())).unwrap_or_default();
            ids.iter().copied().filter(|id| !self.rows.contains_key(id)).collect::<Vec<_>>()
        };
        let page = self.page();
        if self.asked || missing(self.top.saturating_sub(page), self.top + 2 * page).is_empty() {
            return vec![];
        }
        self.asked = true;
        let around = PAGES_AT_HAND * page;
        vec![Effect::Rows(missing(self.top.saturating_sub(around), self.top + around))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Marks;
    use crate::store::Counts;

    fn row(id: i64) -> Headline {
        Headline {
            id: ArticleId(id),
            source: None,
            title: Prose::line("t"),
            published: None,
            minutes: 1,
            marks: Marks::default(),
        }
    }

    fn list(count: i64, rows: i64) -> List {
        let mut list = List::default();
        list.resize(20);
        list.show(Listing {
            ticket: Ticket(0),
            ids: (0..count).map(ArticleId).collect(),
            rows: (0..rows).map(row).collect(),
            selected: 0,
            counts: Counts::default(),
        });
        list
    }

    #[test]
    fn the_list_moves_by_half_a_screen() {
        let mut list = list(100, 100);
        assert_eq!(list.page(), 10);
        list.select(9);
        assert_eq!(list.top(), 0);
        list.step(1);
        assert_eq!(list.top(), 6);
        list.select(99);
        assert_eq!(list.top(), 90);
    }

    #[test]
    fn rows_are_asked_for_before_they_are_needed_and_once() {
        let mut list = list(1_000, 30);
        assert_eq!(list.step(1), []);
        let effects = list.select(15);
        assert!(matches!(&effects[..], [Effect::Rows(ids)] if ids.first() == Some(&ArticleId(30))));
        assert_eq!(list.step(1), []);
        assert_eq!(list.take_rows((30..45).map(row).collect()), []);
    }

    #[test]
    fn an_answer_to_an_older_question_is_dropped() {
        let mut list = list(3, 3);
        list.reload(Ticket(7));
        let ids: Arc<[ArticleId]> = [ArticleId(9)].into();
        list.show(Listing {
            ticket: Ticket(6),
            ids,
            rows: vec![],
            selected: 0,
            counts: Counts::default(),
        });
        assert_eq!(list.ids().len(), 3);
    }

    #[test]
    fn a_late_list_does_not_take_the_reader_back() {
        let mut list = list(5, 5);
        list.reload(Ticket(1));
        list.select(3);
        let listing = |ids: std::ops::Range<i64>| Listing {
            ticket: Ticket(1),
            ids: ids.map(ArticleId).collect(),
            rows: vec![],
            selected: 0,
            counts: Counts::default(),
        };
        list.show(listing(0..9));
        assert_eq!(list.selected(), Some(ArticleId(3)));
        list.show(listing(6..9));
        assert_eq!(list.selected(), Some(ArticleId(6)), "where it is gone the answer decides");
    }

    #[test]
    fn a_hidden_article_leaves_the_list() {
        let mut list = list(3, 3);
        list.select(2);
        list.apply(&[MarkChange { id: ArticleId(2), mark: Mark::Hidden, on: true }]);
        assert_eq!(list.selected(), Some(ArticleId(1)));
    }
}
