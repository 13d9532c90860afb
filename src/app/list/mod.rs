//! The list of articles, or of the stories they tell: which are listed, which is selected, which rows are at hand.
//!
//! Holds the number of every listed article and the rows of only a few, so that 100,000 articles cost as little as
//! ten. Rows are asked for before they are needed.

mod answers;
mod request;
mod stories;
mod window;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

pub use self::request::{ListRequest, Listed, Scope};
use self::stories::Stories;
use self::window::Window;
use super::message::{Effect, Ticket};
use crate::news::{ArticleId, Headline, Mark, StoryEntry, StoryRow};
use crate::store::MarkChange;

/// Pages of rows kept at hand on either side of the screen.
const PAGES_AT_HAND: usize = 3;

/// The list.
#[derive(Debug, Default)]
pub struct List {
    ids: Arc<[ArticleId]>,
    rows: HashMap<ArticleId, Headline>,
    /// What the lines are, where stories are listed.
    stories: Option<Stories>,
    selected: usize,
    top: usize,
    /// Rows of the screen the list has.
    height: usize,
    /// What is listed.
    pub request: ListRequest,
    ticket: Ticket,
    asked: bool,
    /// Rows above the selected one in the list that was asked for, where the selection is to go elsewhere.
    jump: Option<usize>,
    /// The article that was selected before the list was narrowed by letters, and the rows above it.
    before_letters: Option<(ArticleId, usize)>,
    /// Where the selection of several articles begins.
    anchor: Option<ArticleId>,
    /// Marks that were kept since the list was asked for: it may have been read before.
    since: Vec<MarkChange>,
    /// Where the reader went, while the list is a part of the one that was asked for.
    window: Option<Window>,
}

impl List {
    /// Numbers of all listed articles, in order. In a list of stories: of each line, the lead where it is a story.
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
        self.articles(self.range())
    }

    /// The articles of some lines: of a story all of them.
    pub fn articles(&self, lines: Range<usize>) -> Arc<[ArticleId]> {
        match &self.stories {
            Some(stories) => stories.articles(lines).into(),
            None => self.ids.get(lines).unwrap_or_default().into(),
        }
    }

    /// Whether stories are listed.
    pub fn has_stories(&self) -> bool {
        self.stories.is_some()
    }

    /// How many articles are listed, or stories.
    pub fn count(&self) -> usize {
        self.stories.as_ref().map_or(self.ids.len(), Stories::count)
    }

    /// The story in a line; nothing where an article stands there.
    pub fn story(&self, line: usize) -> Option<&StoryEntry> {
        self.stories.as_ref()?.head(line)
    }

    /// How many articles the story in a line has; 0 where an article stands there.
    pub fn articles_of(&self, line: usize) -> usize {
        self.story(line).map_or(0, |story| story.articles.len())
    }

    /// What is known of the story in a line, where it is at hand.
    pub fn story_row(&self, line: usize) -> Option<&StoryRow> {
        let stories = self.stories.as_ref()?;
        stories.row(stories.head(line)?.lead)
    }

    /// The story that the article of the selected line belongs to.
    pub fn selected_story(&self) -> Option<&StoryEntry> {
        self.stories.as_ref()?.story_of(self.selected)
    }

    /// Whether a line is an article of an unfolded story.
    pub fn is_member(&self, line: usize) -> bool {
        self.stories.as_ref().is_some_and(|stories| stories.is_member(line))
    }

    /// Whether the story of a line is unfolded.
    pub fn is_open(&self, line: usize) -> bool {
        self.stories.as_ref().is_some_and(|stories| stories.is_open(line))
    }

    /// Unfolds the story of the selected line, or folds it; nothing where it is so already.
    pub fn fold(&mut self, open: bool) -> Option<Vec<Effect>> {
        let (ids, line) = self.stories.as_mut()?.fold(self.selected, open)?;
        self.ids = ids.into();
        Some(self.select(line))
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

    /// Selects the article at `position`, or the last one.
    pub fn select(&mut self, position: usize) -> Vec<Effect> {
        let effects = self.go_to(position);
        if let (Some(window), Some(id)) = (&mut self.window, self.ids.get(self.selected)) {
            *window = Window::line(*id);
        }
        effects
    }

    /// Selects the first article, or the last one.
    pub fn select_end(&mut self, last: bool) -> Vec<Effect> {
        self.window = self.window.map(|_| Window::end(last));
        self.go_to(if last { usize::MAX } else { 0 })
    }

    /// Moves the selection by `by` articles.
    pub fn step(&mut self, by: isize) -> Vec<Effect> {
        if let Some(window) = &mut self.window {
            window.step(by);
        }
        self.go_to(self.selected.saturating_add_signed(by))
    }

    fn go_to(&mut self, position: usize) -> Vec<Effect> {
        self.selected = position.min(self.ids.len().saturating_sub(1));
        self.follow();
        self.ask_rows()
    }

    /// Selects an article by its number.
    pub fn select_id(&mut self, id: ArticleId) -> Vec<Effect> {
        match self.find(id) {
            // It stands in the selected line, or in the story that does.
            Some(position) if self.selected_story().is_some_and(|s| s.articles.contains(&id)) => {
                let is_line = self.ids.get(position) == Some(&id);
                if is_line && self.selected() != Some(id) { self.select(position) } else { vec![] }
            }
            Some(position) => self.select(position),
            None => vec![],
        }
    }

    /// The line an article stands in, or its story.
    fn find(&self, id: ArticleId) -> Option<usize> {
        match &self.stories {
            Some(stories) => stories.find(&self.ids, id),
            None => self.ids.iter().position(|listed| *listed == id),
        }
    }

    /// The next article after (or before) the selected one that is not known to be read.
    pub fn next_unread(&self, forward: bool) -> Option<usize> {
        let unread = |at: &usize| self.is_unread(*at);
        if forward {
            (self.selected + 1..self.ids.len()).find(unread)
        } else {
            (0..self.selected).rev().find(unread)
        }
    }

    /// Whether a line is not known to be read: of a story, whether all of it is.
    fn is_unread(&self, line: usize) -> bool {
        if let Some(row) = self.story_row(line).filter(|_| !self.is_open(line)) {
            return !row.unread.is_empty();
        }
        self.ids.get(line).and_then(|id| self.rows.get(id)).is_none_or(|row| !row.marks.read)
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
        if let Some(stories) = &mut self.stories {
            stories.apply(changes);
        }
    }

    fn drop_hidden(&mut self, changes: &[MarkChange]) {
        let gone: HashSet<ArticleId> =
            changes.iter().filter(|c| c.mark == Mark::Hidden && c.on).map(|c| c.id).collect();
        // A list of stories is asked for anew.
        if gone.is_empty() || self.stories.is_some() {
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
}

#[cfg(test)]
mod tests;
