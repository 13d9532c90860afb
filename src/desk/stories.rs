//! The stories among the stored articles, as they were grouped ([`super::group`]).

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::news::query::{Query, Term};
use crate::news::{ArticleId, Moment, StoryEntry};
use crate::store::{Shelf, StoreError, StoredStory};
use crate::text::Prose;

/// Without another wish the stories of so many days are shown, counted back from the newest article.
const SHOWN_DAYS: i64 = 7;
/// Articles of so many days are put to their stories unasked, counted back from the newest: the reader stands ready at once
/// on a store of any size, and what is older is no news.
const GROUPED_DAYS: i64 = 14;
/// Seconds.
const DAY: i64 = 86_400;
/// So many reports of a story are laid side by side at most: no screen shows more, and each is held against every other.
pub const SIDE_BY_SIDE: usize = 16;
/// So many of the newest articles are asked for their date.
const NEWEST: usize = 50;

/// Articles that report one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// What it goes by, behind an `s`. It keeps that as it grows.
    pub id: String,
    /// The headline of the article that is most like the others.
    pub title: Prose,
    /// Who reports it, in the order of their first reports: outlets, and the credits of what names none.
    pub outlets: Vec<Prose>,
    /// Those that are outlets.
    pub named: Vec<Prose>,
    /// Its articles by day, the first report first.
    pub articles: Vec<ArticleId>,
    /// The one whose headline it has.
    pub lead: ArticleId,
    /// The first report.
    pub first: Option<Moment>,
    /// The last report.
    pub last: Option<Moment>,
    /// Articles that were not read yet.
    pub unread: usize,
    /// Articles that have the text of another one, with that one.
    pub copies: Vec<(ArticleId, ArticleId)>,
}

/// The stories with a report since a moment, those of most outlets first; without one, those of the newest days.
///
/// What was not grouped yet is in none. A report without a date counts from when it came in, as it does in lists.
pub fn stories(
    shelf: &Shelf,
    since: Option<Moment>,
    today: Date,
) -> Result<Vec<Story>, StoreError> {
    let Some(since) = since.map_or_else(|| newest_days(shelf, today), |since| Ok(Some(since)))?
    else {
        return Ok(Vec::new());
    };
    let rows = shelf.stories_since(since)?.into_iter();
    // The last report may be one that is hidden.
    let is_new = |row: &StoredStory| row.reports.iter().any(|report| report.day >= since);
    let mut found: Vec<Story> = rows.filter(is_new).filter_map(|row| Story::of_row(&row)).collect();
    found.sort_by(|a, b| {
        let standing = |story: &Story| (story.outlets.len(), story.unread, story.last);
        standing(b).cmp(&standing(a))
    });
    Ok(found)
}

/// The stories of listed articles, in the order of the list. One that is in no story is a story of its own.
pub(super) fn entries(shelf: &Shelf, listed: &[ArticleId]) -> Result<Vec<StoryEntry>, StoreError> {
    let places = shelf.story_places(listed)?;
    let mut of: HashMap<u32, usize> = HashMap::new();
    let mut entries: Vec<(ArticleId, Vec<(Moment, ArticleId)>)> = Vec::new();
    for id in listed {
        let Some(place) = places.get(id) else {
            entries.push((*id, Vec::new()));
            continue;
        };
        let at = *of.entry(place.story).or_insert(entries.len());
        if at == entries.len() {
            entries.push((*id, Vec::new()));
        }
        let (lead, articles) = &mut entries[at];
        if place.is_lead {
            *lead = *id;
        }
        articles.push((place.day, *id));
    }
    Ok(entries.into_iter().map(|(lead, articles)| entry(lead, articles)).collect())
}

/// A story of a list; one without articles is its lead alone.
fn entry(lead: ArticleId, mut articles: Vec<(Moment, ArticleId)>) -> StoryEntry {
    articles.sort_unstable();
    let mut articles: Vec<ArticleId> = articles.into_iter().map(|(_, id)| id).collect();
    if articles.is_empty() {
        articles.push(lead);
    }
    StoryEntry { lead, articles: articles.into() }
}

/// The story that an article belongs to, where it does not stand alone.
pub fn story_with(shelf: &Shelf, id: ArticleId) -> Result<Option<Story>, StoreError> {
    Ok(story_of(shelf, id)?.filter(|story| story.articles.len() > 1))
}

/// The story of that name (`s12`), or the one that it became part of.
pub fn story(shelf: &Shelf, id: &str) -> Result<Option<Story>, StoreError> {
    let Some(id) = id.strip_prefix('s').and_then(|id| id.parse().ok()) else { return Ok(None) };
    Ok(shelf.story(id)?.and_then(|row| Story::of_row(&row)))
}

/// The story that an article is in.
pub fn story_of(shelf: &Shelf, article: ArticleId) -> Result<Option<Story>, StoreError> {
    let Some(id) = shelf.story_of(article)? else { return Ok(None) };
    Ok(shelf.story(id)?.and_then(|row| Story::of_row(&row)))
}

/// The moment from which on stories are shown where nobody says one.
pub(super) fn newest_days(shelf: &Shelf, today: Date) -> Result<Option<Moment>, StoreError> {
    back_from_newest(shelf, today, SHOWN_DAYS)
}

/// The moment from which on articles are put to their stories unasked.
pub fn grouped_from(shelf: &Shelf, today: Date) -> Result<Option<Moment>, StoreError> {
    back_from_newest(shelf, today, GROUPED_DAYS)
}

fn back_from_newest(shelf: &Shelf, today: Date, days: i64) -> Result<Option<Moment>, StoreError> {
    // One that is dated wrongly, or not at all, must not hide the others.
    let until_today =
        Query { terms: vec![Term::Before(today.tomorrow().unwrap_or(today))], ..Query::default() };
    let rows = shelf.first(&until_today, today, NEWEST)?;
    let mut dated = rows.iter().filter(|row| row.came.is_none());
    let newest = dated.find_map(|row| row.published).or_else(|| Moment::of_day(today));
    Ok(newest.and_then(|at| Moment::from_second(at.second() - days * DAY)))
}

impl Story {
    /// So many of its reports as can be compared: the newest that are no copies, and those that are asked for, by day.
    pub fn reports(&self, most: usize, with: &[ArticleId]) -> Vec<ArticleId> {
        if self.articles.len() <= most {
            return self.articles.clone();
        }
        let copies: HashSet<ArticleId> = self.copies.iter().map(|(copy, _)| *copy).collect();
        let others = |id: &&ArticleId| !with.contains(id) && !copies.contains(id);
        let newest = self.articles.iter().rev().filter(others);
        let chosen: HashSet<ArticleId> =
            newest.take(most.saturating_sub(with.len())).chain(with).copied().collect();
        self.articles.iter().filter(|id| chosen.contains(id)).copied().collect()
    }

    /// A stored story as it is shown; `None` for one without articles.
    fn of_row(row: &StoredStory) -> Option<Self> {
        let first = row.reports.first()?;
        let lead = row.reports.iter().find(|report| Some(report.id) == row.lead).unwrap_or(first);
        let sources = row.reports.iter().filter_map(|report| report.source.as_ref());
        let outlets = row.reports.iter().filter(|report| report.is_outlet);
        let named = distinct(outlets.filter_map(|report| report.source.as_ref()));
        let dates = || row.reports.iter().filter_map(|report| report.published);
        let copies = row.reports.iter().filter_map(|report| Some((report.id, report.copy_of?)));
        Some(Self {
            id: format!("s{}", row.id),
            title: lead.title.clone(),
            outlets: distinct(sources),
            named,
            articles: row.reports.iter().map(|report| report.id).collect(),
            lead: lead.id,
            first: dates().min(),
            last: dates().max(),
            unread: row.reports.iter().filter(|report| !report.read).count(),
            copies: copies.collect(),
        })
    }
}

/// Each once, in their order.
fn distinct<'a>(names: impl Iterator<Item = &'a Prose>) -> Vec<Prose> {
    let mut distinct: Vec<Prose> = Vec::new();
    for name in names {
        if !distinct.contains(name) {
            distinct.push(name.clone());
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_reports_the_newest_that_are_no_copies_are_laid_side_by_side() {
        let ids = |numbers: &[i64]| numbers.iter().map(|id| ArticleId(*id)).collect::<Vec<_>>();
        let story = Story {
            id: "s1".to_owned(),
            title: Prose::default(),
            outlets: Vec::new(),
            named: Vec::new(),
            articles: ids(&[1, 2, 3, 4, 5, 6]),
            lead: ArticleId(2),
            first: None,
            last: None,
            unread: 0,
            copies: vec![(ArticleId(5), ArticleId(1))],
        };
        assert_eq!(story.reports(6, &[]), ids(&[1, 2, 3, 4, 5, 6]));
        assert_eq!(story.reports(3, &[]), ids(&[3, 4, 6]));
        assert_eq!(story.reports(3, &[ArticleId(1)]), ids(&[1, 4, 6]));
    }
}
