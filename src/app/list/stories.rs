//! Stories in the list: which line is a story, which one of its articles, and what is known of each.
//!
//! A story takes one line, and as many more as it has articles while it is unfolded. Lines are two numbers each, rows are
//! at hand for the few that are seen: 100,000 articles cost as little as ten here, too.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::news::{ArticleId, Mark, StoryEntry, StoryRow};
use crate::store::MarkChange;

/// What stands in a line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    /// Which story.
    story: u32,
    /// Whether it is one of its articles.
    member: bool,
}

/// The stories of a list.
#[derive(Debug, Default)]
pub(super) struct Stories {
    entries: Vec<StoryEntry>,
    lines: Vec<Line>,
    rows: HashMap<ArticleId, StoryRow>,
    /// The leads of stories that are unfolded.
    open: HashSet<ArticleId>,
}

impl Stories {
    /// Takes other stories. What was unfolded stays so.
    pub(super) fn replace(
        &mut self,
        entries: Vec<StoryEntry>,
        rows: Vec<(ArticleId, StoryRow)>,
    ) -> Vec<ArticleId> {
        self.entries = entries;
        self.rows = rows.into_iter().collect();
        self.lay()
    }

    /// Lays the lines out. Returned is the article of each: the lead of a story, or the one of its articles.
    fn lay(&mut self) -> Vec<ArticleId> {
        self.lines.clear();
        let mut ids = Vec::with_capacity(self.entries.len());
        for (story, entry) in (0..).zip(&self.entries) {
            self.lines.push(Line { story, member: false });
            ids.push(entry.lead);
            if self.open.contains(&entry.lead) && entry.articles.len() > 1 {
                for id in &entry.articles {
                    self.lines.push(Line { story, member: true });
                    ids.push(*id);
                }
            }
        }
        ids
    }

    /// How many stories there are.
    pub(super) fn count(&self) -> usize {
        self.entries.len()
    }

    fn entry(&self, line: usize) -> Option<&StoryEntry> {
        self.entries.get(self.lines.get(line)?.story as usize)
    }

    /// The story in a line; nothing where an article stands there.
    pub(super) fn head(&self, line: usize) -> Option<&StoryEntry> {
        self.lines.get(line).filter(|line| !line.member)?;
        self.entry(line)
    }

    /// The story that a line belongs to.
    pub(super) fn story_of(&self, line: usize) -> Option<&StoryEntry> {
        self.entry(line)
    }

    /// Whether a line is an article of an unfolded story.
    pub(super) fn is_member(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.member)
    }

    /// Whether the story in a line is unfolded.
    pub(super) fn is_open(&self, line: usize) -> bool {
        self.entry(line).is_some_and(|entry| self.open.contains(&entry.lead))
    }

    /// The row of a story, where it is at hand.
    pub(super) fn row(&self, lead: ArticleId) -> Option<&StoryRow> {
        self.rows.get(&lead)
    }

    /// The line of the story with that place among the stories.
    pub(super) fn line_of(&self, story: usize) -> usize {
        self.lines.partition_point(|line| (line.story as usize) < story)
    }

    /// The line an article stands in: its own, else that of its story.
    pub(super) fn find(&self, ids: &[ArticleId], id: ArticleId) -> Option<usize> {
        ids.iter().position(|line| *line == id).or_else(|| {
            let holds = |entry: &StoryEntry| entry.articles.contains(&id);
            self.entries.iter().position(holds).map(|story| self.line_of(story))
        })
    }

    /// Unfolds the story of a line, or folds it. Returned are the articles of all lines, and the line it begins at now;
    /// nothing where it is so already, or where there is nothing to unfold.
    pub(super) fn fold(&mut self, line: usize, open: bool) -> Option<(Vec<ArticleId>, usize)> {
        let story = self.lines.get(line)?.story as usize;
        let entry = self.entries.get(story).filter(|entry| entry.articles.len() > 1)?;
        let lead = entry.lead;
        let changed = if open { self.open.insert(lead) } else { self.open.remove(&lead) };
        changed.then(|| (self.lay(), self.line_of(story)))
    }

    /// All articles of some lines, each once: those of a story where the line is one.
    pub(super) fn articles(&self, lines: Range<usize>) -> Vec<ArticleId> {
        let mut seen = HashSet::new();
        let mut articles = Vec::new();
        for line in self.lines.get(lines.clone()).unwrap_or_default().iter().zip(lines) {
            let (Line { story, member }, at) = line;
            let Some(entry) = self.entries.get(*story as usize) else { continue };
            let first = self.line_of(*story as usize);
            let own = at.checked_sub(first + 1).and_then(|nth| entry.articles.get(nth));
            let these =
                if *member { own.map(std::slice::from_ref) } else { Some(&*entry.articles) };
            articles.extend(these.into_iter().flatten().filter(|id| seen.insert(**id)));
        }
        articles
    }

    /// Stories of some lines whose row is not at hand.
    pub(super) fn missing(&self, lines: Range<usize>) -> Vec<StoryEntry> {
        let lines = lines.start..lines.end.min(self.lines.len());
        let heads = lines.filter_map(|line| self.head(line));
        heads.filter(|entry| !self.rows.contains_key(&entry.lead)).cloned().collect()
    }

    /// Takes rows that were asked for.
    pub(super) fn take(&mut self, rows: Vec<(ArticleId, StoryRow)>) {
        self.rows.extend(rows);
    }

    /// Forgets rows that are not in these lines.
    pub(super) fn forget(&mut self, kept: Range<usize>) {
        let leads: HashSet<ArticleId> =
            kept.filter_map(|line| self.head(line)).map(|entry| entry.lead).collect();
        self.rows.retain(|lead, _| leads.contains(lead));
    }

    /// Counts what is read now, and what no longer is.
    pub(super) fn apply(&mut self, changes: &[MarkChange]) {
        let read: HashMap<ArticleId, bool> = changes
            .iter()
            .filter(|change| change.mark == Mark::Read)
            .map(|change| (change.id, change.on))
            .collect();
        if read.is_empty() {
            return;
        }
        for entry in &self.entries {
            let Some(row) = self.rows.get_mut(&entry.lead) else { continue };
            row.unread.retain(|id| read.get(id) != Some(&true));
            let unread = entry.articles.iter().filter(|id| read.get(id) == Some(&false));
            for id in unread {
                if !row.unread.contains(id) {
                    row.unread.push(*id);
                }
            }
        }
    }
}
