//! The reading pane: one article, the reading line in it, what is lit.
//!
//! The reading line is the line the eye is on. It moves by itself as a cursor does, and the text follows by half a
//! page when it leaves the pane: over a slow line a moved mark costs a few bytes, a scrolled pane a repaint.

mod aside;
mod renewed;
mod standing;

use self::aside::Aside;
use super::message::{Opened, Ticket};
use super::page::{LineKind, Page, Typography};
use super::side::UNSURE;
use crate::news::{ArticleId, BlockKind, FactKind, Facts, Place, Renewal, Span};
use crate::store::MarkChange;
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

/// A search within the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindState {
    /// Where it occurs.
    pub matches: Vec<Span>,
    /// The match the reader is at.
    pub current: usize,
}

/// What `n` and `N` walk through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LiveSet {
    /// Unread articles.
    #[default]
    Unread,
    /// Matches of a search in the article.
    Matches(FindState),
    /// Mentions of the chosen fact.
    Mentions {
        /// All places, in order.
        spans: Vec<Span>,
        /// The one that is lit.
        current: usize,
    },
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

    /// Moves the reading line; the text follows by half a page when it leaves the pane.
    pub fn step(&mut self, by: isize) {
        let mut line = self.line.saturating_add_signed(by).min(self.last_line());
        let is_blank =
            |at: usize| self.page.lines().get(at).is_some_and(|l| l.kind == LineKind::Blank);
        if is_blank(line) {
            line = line.saturating_add_signed(by.signum()).min(self.last_line());
        }
        self.go_to_line(line.max(if by < 0 { 0 } else { self.first_line() }));
    }

    /// Puts the reading line somewhere and shows it.
    pub fn go_to_line(&mut self, line: usize) {
        self.line = line.min(self.last_line());
        let half = (self.height / 2).max(1);
        if self.line < self.top {
            self.top = self.line.saturating_sub(half);
            if self.line <= self.first_line() {
                self.top = 0;
            }
        } else if self.line >= self.top + self.height {
            self.top = self.line.saturating_sub(half);
        }
        self.keep_in_page();
    }

    /// Puts a byte of the text on the reading line, with some of what stands before it.
    pub fn go_to_offset(&mut self, offset: u32) {
        let line = self.page.line_showing(offset);
        let visible = self.top..self.top + self.height;
        self.line = line;
        if !visible.contains(&line) {
            self.top = line.saturating_sub(self.height / 3);
        }
        self.keep_in_page();
    }

    /// Scrolls by lines; the reading line stays on the screen.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.last_top());
        self.line =
            self.line.clamp(self.top, (self.top + self.height.max(1) - 1).min(self.last_line()));
    }

    /// Pages by a part of the height: `halves` of 2 is a page less one line, 1 half a page.
    pub fn page_by(&mut self, halves: isize) {
        let lines = match halves.abs() {
            1 => self.height / 2,
            _ => self.height.saturating_sub(1),
        };
        let lines = (lines.max(1) as isize) * halves.signum();
        let before = self.top;
        self.top = self.top.saturating_add_signed(lines).min(self.last_top());
        if self.top == before {
            self.line = if lines > 0 { self.last_line() } else { self.first_line() };
        } else if lines > 0 {
            self.line = self.top.max(self.first_line());
        } else {
            self.line = (self.top + self.height.saturating_sub(1)).min(self.line);
            self.line = self.line.max(self.top);
        }
    }

    /// To the first line, or the last.
    pub fn go_to_end(&mut self, last: bool) {
        if last {
            (self.top, self.line) = (self.last_top(), self.last_line());
        } else {
            (self.top, self.line) = (0, self.first_line());
        }
    }

    /// Whether the end of the text is on the screen.
    pub fn is_at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// To the next or previous paragraph or heading.
    pub fn go_to_block(&mut self, forward: bool, headings_only: bool) {
        let accepts = |kind: BlockKind| !headings_only || kind == BlockKind::Heading;
        let line = if forward {
            self.page.next_block(self.line, accepts)
        } else {
            self.page.previous_block(self.line, accepts)
        };
        let end = if forward { self.last_line() } else { self.first_line() };
        self.go_to_line(line.unwrap_or(end));
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

    /// Searches the text, ignoring case; the first match from the reading line on becomes current. How many there are.
    pub fn find(&mut self, needle: &str) -> usize {
        let Some(shown) = self.shown() else { return 0 };
        let matches = matches(shown.article.body.text(), needle);
        let from = self.line_span().map_or(0, |span| span.start);
        let current = matches.iter().position(|span| span.start >= from).unwrap_or_default();
        let count = matches.len();
        self.live = LiveSet::Matches(FindState { matches, current });
        self.go_to_live();
        count
    }

    /// Lights all mentions of something, `current` first.
    pub fn light(&mut self, spans: Vec<Span>, current: usize) {
        self.live = LiveSet::Mentions { spans, current };
        self.go_to_live();
    }

    /// Moves to the next or previous match or mention. Whether there is any to walk through.
    pub fn walk(&mut self, forward: bool) -> bool {
        let (current, count) = match &mut self.live {
            LiveSet::Unread => return false,
            LiveSet::Matches(find) => (&mut find.current, find.matches.len()),
            LiveSet::Mentions { spans, current } => (current, spans.len()),
        };
        if count == 0 {
            return false;
        }
        *current = if forward { (*current + 1) % count } else { (*current + count - 1) % count };
        self.go_to_live();
        true
    }

    /// The match or mention that is lit.
    pub fn lit(&self) -> Option<Span> {
        match &self.live {
            LiveSet::Unread => None,
            LiveSet::Matches(find) => find.matches.get(find.current).copied(),
            LiveSet::Mentions { spans, current } => spans.get(*current).copied(),
        }
    }

    fn go_to_live(&mut self) {
        if let Some(span) = self.lit() {
            self.go_to_offset(span.start);
        }
    }
}

/// All places of `needle` in `text`, ignoring case where that does not change lengths.
fn matches(text: &str, needle: &str) -> Vec<Span> {
    if needle.is_empty() {
        return Vec::new();
    }
    let fold = |s: &str| -> String {
        s.chars()
            .map(|c| {
                let mut lower = c.to_lowercase();
                let first = lower.next().unwrap_or(c);
                if lower.next().is_none() && first.len_utf8() == c.len_utf8() { first } else { c }
            })
            .collect()
    };
    let (folded, needle) = (fold(text), fold(needle));
    folded.match_indices(&needle).map(|(at, found)| Span::new(at, at + found.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Article, BodyBuilder};
    use crate::text::Prose;

    const TYPOGRAPHY: Typography = Typography { measure: 72, hyphenate: false, justify: false };

    fn reader(paragraphs: usize, height: u16) -> Reader {
        let mut body = BodyBuilder::new();
        for n in 0..paragraphs {
            body.push(
                BlockKind::Paragraph,
                &Prose::line(&format!("Paragraph number {n} of all.")),
                vec![],
            );
        }
        let article = Article {
            id: Some(ArticleId(1)),
            title: Prose::line("T"),
            body: body.finish(),
            ..Article::default()
        };
        let mut reader = Reader::default();
        reader.resize(40, height, &TYPOGRAPHY);
        reader.show(
            Ticket(0),
            Some(Box::new(Opened { article, ..Opened::default() })),
            &TYPOGRAPHY,
        );
        reader
    }

    #[test]
    fn the_reading_line_moves_first_and_the_text_by_half_a_page() {
        let mut reader = reader(30, 10);
        assert_eq!((reader.top(), reader.line()), (0, 3));
        for _ in 0..3 {
            reader.step(1);
        }
        assert_eq!((reader.top(), reader.line()), (0, 9));
        reader.step(1);
        assert_eq!((reader.top(), reader.line()), (6, 11));
    }

    #[test]
    fn a_place_survives_another_size() {
        let mut reader = reader(30, 10);
        reader.go_to_offset(500);
        let before = reader.line_span().expect("a line of text");
        reader.resize(12, 5, &TYPOGRAPHY);
        reader.resize(40, 10, &TYPOGRAPHY);
        assert_eq!(reader.line_span(), Some(before));
    }

    #[test]
    fn paging_reaches_the_end_and_comes_back() {
        let mut reader = reader(30, 10);
        for _ in 0..20 {
            reader.page_by(2);
        }
        assert!(reader.is_at_end());
        assert_eq!(reader.progress(), 100);
        for _ in 0..20 {
            reader.page_by(-2);
        }
        assert_eq!(reader.top(), 0);
    }

    #[test]
    fn matches_are_found_in_any_case_and_walked_round() {
        let mut reader = reader(3, 10);
        assert_eq!(reader.find("PARA"), 3);
        let first = reader.lit();
        assert!(reader.walk(false));
        assert_ne!(reader.lit(), first);
        assert!(reader.walk(true));
        assert_eq!(reader.lit(), first);
    }

    #[test]
    fn an_empty_pane_stands_every_move() {
        let mut reader = Reader::default();
        for by in [-5, -1, 0, 1, 5] {
            reader.step(by);
            reader.scroll(by);
            reader.page_by(by);
            reader.go_to_end(by > 0);
        }
    }
}
