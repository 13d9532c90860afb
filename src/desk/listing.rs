//! Answers what is to be listed: all numbers in order, and the rows that will be seen first.

use std::sync::Arc;

use jiff::civil::Date;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::news::query::Query;
use crate::news::{ArticleId, Headline};
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
}

/// A list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// All articles, in order.
    pub ids: Arc<[ArticleId]>,
    /// Rows around the selected one, and the last ones.
    pub rows: Vec<Headline>,
    /// Index of the article to select; 0 where the one to keep is not listed.
    pub selected: usize,
    /// Numbers of the whole store.
    pub counts: Counts,
}

/// Rows before and after the selected one that come with a list, and rows from its end.
const ROWS_AROUND: usize = 60;

/// Lists articles.
pub fn list(shelf: &Shelf, wanted: &Wanted, today: Date) -> Result<Listed, StoreError> {
    let ids: Arc<[ArticleId]> = if wanted.fuzzy.is_empty() {
        shelf.ids(&wanted.query, today)?.into()
    } else {
        fuzzy(shelf, wanted, today)?.into()
    };
    let selected =
        wanted.keep.and_then(|keep| ids.iter().position(|id| *id == keep)).unwrap_or_default();
    let around = selected.saturating_sub(ROWS_AROUND)..(selected + ROWS_AROUND).min(ids.len());
    let tail = ids.len().saturating_sub(ROWS_AROUND / 2).max(around.end)..ids.len();
    let mut rows = shelf.headlines(&ids[around])?;
    rows.extend(shelf.headlines(&ids[tail])?);
    Ok(Listed { ids, rows, selected, counts: shelf.counts()? })
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
