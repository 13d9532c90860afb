//! Answers what is to be listed: all numbers in order, and the rows that will be seen first.

use std::sync::Arc;

use jiff::civil::Date;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::stories;
use crate::news::query::Query;
use crate::news::{ArticleId, Headline, StoryEntry, StoryRow};
use crate::store::{Counts, Shelf, StoreError};

/// What is to be listed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Conditions and order.
    pub query: Query,
    /// Letters that source and title must contain, best match first; empty for no such filter.
    pub fuzzy: String,
    /// The article to select, if it is listed.
    pub keep: Option<ArticleId>,
    /// Whether the stories of the articles are listed.
    pub stories: bool,
}

/// A list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// All articles, in order; the leads, where stories are listed.
    pub ids: Arc<[ArticleId]>,
    /// Rows around the selected one, and the last ones.
    pub rows: Vec<Headline>,
    /// Index of the article to select; 0 where the one to keep is not listed.
    pub selected: usize,
    /// Numbers of the whole store.
    pub counts: Counts,
    /// The stories with the rows of those that will be seen first, where they are listed.
    pub stories: Option<(Vec<StoryEntry>, StoryRows)>,
}

/// Rows of stories, by the lead of each.
pub type StoryRows = Vec<(ArticleId, StoryRow)>;

/// Rows before and after the selected one that come with a list, and rows from its end.
const ROWS_AROUND: usize = 60;

/// Lists articles.
pub fn list(shelf: &Shelf, wanted: &Wanted, today: Date) -> Result<Listed, StoreError> {
    let ids: Arc<[ArticleId]> = if wanted.fuzzy.is_empty() {
        shelf.ids(&wanted.query, today)?.into()
    } else {
        fuzzy(shelf, wanted, today)?.into()
    };
    if wanted.stories {
        return list_stories(shelf, wanted, &ids);
    }
    let selected = selected(shelf, wanted, &ids)?;
    let around = selected.saturating_sub(ROWS_AROUND)..(selected + ROWS_AROUND).min(ids.len());
    let tail = ids.len().saturating_sub(ROWS_AROUND / 2).max(around.end)..ids.len();
    let mut rows = shelf.headlines(&ids[around])?;
    rows.extend(shelf.headlines(&ids[tail])?);
    Ok(Listed { ids, rows, selected, counts: shelf.counts()?, stories: None })
}

/// Where the article to keep is listed; a copy that is not listed itself stands where its original does.
fn selected(shelf: &Shelf, wanted: &Wanted, ids: &[ArticleId]) -> Result<usize, StoreError> {
    let Some(keep) = wanted.keep else { return Ok(0) };
    let place = |keep: ArticleId| ids.iter().position(|id| *id == keep);
    Ok(match place(keep) {
        Some(place) => place,
        None => shelf.original(keep)?.and_then(place).unwrap_or_default(),
    })
}

/// The stories of some articles. Each stands where the first of its articles would.
fn list_stories(shelf: &Shelf, wanted: &Wanted, ids: &[ArticleId]) -> Result<Listed, StoreError> {
    let entries = stories::entries(shelf, ids)?;
    let holds = |keep: ArticleId| entries.iter().position(|entry| entry.articles.contains(&keep));
    let selected = wanted.keep.and_then(holds).unwrap_or_default();
    let around = selected.saturating_sub(ROWS_AROUND)..(selected + ROWS_AROUND).min(entries.len());
    let (stories, rows) = story_rows(shelf, &entries[around])?;
    let ids = entries.iter().map(|entry| entry.lead).collect();
    Ok(Listed { ids, rows, selected, counts: shelf.counts()?, stories: Some((entries, stories)) })
}

/// What a list shows of stories, and the headlines of their leads.
pub fn story_rows(
    shelf: &Shelf,
    entries: &[StoryEntry],
) -> Result<(StoryRows, Vec<Headline>), StoreError> {
    let mut rows = Vec::with_capacity(entries.len());
    let mut leads = Vec::with_capacity(entries.len());
    for entry in entries {
        let told = shelf.headlines(&entry.articles)?;
        rows.push((entry.lead, story_row(&told)));
        leads.extend(told.into_iter().find(|headline| headline.id == entry.lead));
    }
    Ok((rows, leads))
}

fn story_row(told: &[Headline]) -> StoryRow {
    let mut row = StoryRow::default();
    for headline in told {
        if let Some(source) =
            headline.source.as_ref().filter(|source| !row.outlets.contains(source))
        {
            row.outlets.push(source.clone());
        }
        row.unread.extend((!headline.marks.read).then_some(headline.id));
        row.last = row.last.max(headline.published);
    }
    row
}

/// Articles whose source and title match letters in this order, the best match first.
fn fuzzy(shelf: &Shelf, wanted: &Wanted, today: Date) -> Result<Vec<ArticleId>, StoreError> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern =
        Pattern::new(&wanted.fuzzy, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy);
    let mut scored: Vec<(u32, ArticleId)> = Vec::new();
    let (mut line, mut characters) = (String::new(), Vec::new());
    shelf.titles(&wanted.query, today, &mut |id, source, title| {
        line.clear();
        line.extend([source, " ", title]);
        if let Some(score) = pattern.score(Utf32Str::new(&line, &mut characters), &mut matcher) {
            scored.push((score, id));
        }
    })?;
    // Stable: equal matches keep the order of the list.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    Ok(scored.into_iter().map(|(_, id)| id).collect())
}
