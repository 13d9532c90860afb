//! The reading pane: one article, the reading line in it, what is lit.
//!
//! The reading line is the line the eye is on. It moves by itself as a cursor does, and the text follows by half a
//! page when it leaves the pane: over a slow line a moved mark costs a few bytes, a scrolled pane a repaint.

mod aside;
mod live;
mod moves;
mod renewed;
mod standing;

use self::aside::Aside;
pub use self::live::{FindState, LiveSet};
use super::message::{Opened, Ticket};
use super::page::{LineKind, Page, Typography};
use super::side::UNSURE;
use crate::news::{ArticleId, FactKind, Facts, Place, Renewal, Span};
use crate::store::{MarkChange, Past};
use crate::story::compare::Standing;
use crate::text::Prose;

/// Which facts are lit in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Highlights {
    /// All.
    #[default]
    All,
    /// Those that carry the article.
    Telling,
    /// None.
    Off,
}

/// The reading pane.
#[derive(Debug, Default)]
pub struct Reader {
    opened: Option<Box<Opened>>,
    aside: Option<Box<Aside>>,
    page: Page,
    top: usize,
    line: usize,
    columns: u16,
    height: usize,
    typography: Option<Typography>,
    awaiting: Ticket,
    /// How facts stand to what others report; nothing where that is not known.
    standings: Option<Vec<Standing>>,
    /// What became of its facts since the text that was opened before; nothing where that is not known.
    renewal: Option<Renewal>,
    /// What `n` and `N` walk through.
    pub live: LiveSet,
    /// Which facts are lit.
    pub highlights: Highlights,
    /// Kinds that are not shown.
    pub hidden_kinds: Vec<FactKind>,
    /// Whether facts that the engine is not sure of are left out.
    pub hides_unsure: bool,
}

impl Reader {
    /// The article shown, with its facts and marks.
    pub fn opened(&self) -> Option<&Opened> {
        self.opened.as_deref()
    }

    /// The number of the article shown.
    pub fn id(&self) -> Option<ArticleId> {
        self.opened.as_ref().and_then(|opened| opened.article.id)
    }

    /// The facts of the article shown.
    pub fn facts(&self) -> Option<&Facts> {
        self.opened.as_ref().and_then(|opened| opened.facts.as_ref())
    }

    /// The article, set.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The first line on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The reading line.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Waits for the answer to `ticket`.
    pub fn await_answer(&mut self, ticket: Ticket) {
        self.awaiting = ticket;
    }

    /// Shows an article, unless another was asked for since. Whether it is shown.
    pub fn show(
        &mut self,
        ticket: Ticket,
        opened: Option<Box<Opened>>,
        typography: &Typography,
    ) -> bool {
        if ticket != self.awaiting {
            return false;
        }
        self.opened = opened;
        self.standings = None;
        self.renewal = None;
        self.aside = None;
        self.live = LiveSet::Unread;
        if self.height == 0 {
            // Where the pane is not shown, nothing is set before it is.
            (self.page, self.columns) = (Page::default(), 0);
            return true;
        }
        self.set(*typography);
        let place = self.opened.as_ref().and_then(|opened| opened.place).unwrap_or_default();
        if place.offset == 0 && place.top == 0 {
            (self.top, self.line) = (0, self.first_line());
        } else {
            self.go_to(place);
        }
        true
    }

    /// Takes facts that were found. Whether they are news: the panel would lose its place for nothing.
    pub fn annotate(&mut self, id: ArticleId, facts: Facts) -> bool {
        match &mut self.opened {
            Some(opened)
                if opened.article.id == Some(id) && opened.facts.as_ref() != Some(&facts) =>
            {
                opened.facts = Some(facts);
                self.renewal = None;
                true
            }
            _ => false,
        }
    }

    /// Shows marks that are on disk now.
    pub fn apply(&mut self, changes: &[MarkChange]) {
        let Some(opened) = &mut self.opened else { return };
        for change in changes.iter().filter(|change| opened.article.id == Some(change.id)) {
            opened.marks = opened.marks.with(change.mark, change.on);
        }
    }

    /// Shows a tag that is on disk now.
    pub fn apply_tag(&mut self, ids: &[ArticleId], tag: &Prose, on: bool) {
        let Some(opened) = &mut self.opened else { return };
        if !opened.article.id.is_some_and(|id| ids.contains(&id)) {
            return;
        }
        opened.article.tags.retain(|other| other != tag);
        opened.article.tags.extend(on.then(|| tag.clone()));
    }

    /// Takes what is known by now of the other texts of the article.
    pub fn take_past(&mut self, id: ArticleId, past: Past) {
        if let Some(opened) = self.opened.as_mut().filter(|opened| opened.article.id == Some(id)) {
            opened.past = past;
        }
    }

    /// Gives the pane another size. The place in the text is kept.
    pub fn resize(&mut self, columns: u16, height: u16, typography: &Typography) {
        let same_lines = self.columns == columns && self.typography.as_ref() == Some(typography);
        if same_lines && self.height == usize::from(height) {
            return;
        }
        // A pane that was not shown yet has no place of its own: the one that was kept holds.
        let kept = self.opened.as_ref().and_then(|opened| opened.place).unwrap_or_default();
        let place = if self.height == 0 { kept } else { self.place_shown() };
        (self.columns, self.height) = (columns, usize::from(height));
        if !same_lines {
            self.set(*typography);
        }
        self.go_to(place);
    }

    fn set(&mut self, typography: Typography) {
        self.typography = Some(typography);
        self.page = match self.shown() {
            Some(shown) => Page::set(&shown.article, self.columns, &typography),
            None => Page::default(),
        };
    }

    fn place_shown(&self) -> Place {
        let offset = |line: usize| self.page.lines().get(line).map_or(0, |line| line.offset);
        let top = if self.top == 0 { 0 } else { offset(self.top) };
        let line = if self.line <= self.first_line() { 0 } else { offset(self.line) };
        Place { offset: line, top }
    }

    fn go_to(&mut self, place: Place) {
        self.top = if place.top == 0 { 0 } else { self.page.line_at(place.top) };
        self.line =
            if place.offset == 0 { self.first_line() } else { self.page.line_at(place.offset) };
        self.keep_in_page();
        if self.line >= self.top + self.height {
            self.top = self.line.saturating_sub(self.height / 2);
        }
        self.top = self.top.min(self.last_top()).min(self.line);
    }

    /// The first line of the text itself.
    fn first_line(&self) -> usize {
        self.page
            .lines()
            .iter()
            .position(|line| matches!(line.kind, LineKind::Text(_)))
            .unwrap_or_default()
    }

    fn last_line(&self) -> usize {
        self.page.lines().len().saturating_sub(1)
    }

    fn last_top(&self) -> usize {
        self.page.lines().len().saturating_sub(self.height.max(1))
    }

    fn keep_in_page(&mut self) {
        self.line = self.line.min(self.last_line());
        self.top = self.top.min(self.last_top());
    }

    /// How much of the text has been on the screen, in hundredths.
    pub fn progress(&self) -> u32 {
        let lines = self.page.lines().len();
        let seen = (self.top + self.height).min(lines);
        (seen * 100).checked_div(lines).unwrap_or(100) as u32
    }

    /// Bytes of the text that the reading line shows.
    pub fn line_span(&self) -> Option<Span> {
        let line = self.page.lines().get(self.line)?;
        let in_body = !matches!(line.kind, LineKind::Title | LineKind::Byline);
        let (first, last) = (line.runs.first().filter(|_| in_body)?, line.runs.last()?);
        Some(Span { start: first.span.start, end: last.span.end.max(first.span.start) })
    }

    /// Whether facts of a kind, as sure as that, are shown at all.
    pub fn shows(&self, kind: FactKind, certainty: f32) -> bool {
        let is_left_out = self.hides_unsure && certainty < UNSURE;
        !is_left_out && !self.hidden_kinds.contains(&kind)
    }
}

#[cfg(test)]
mod tests;
