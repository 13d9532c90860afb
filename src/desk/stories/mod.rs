//! The stories among the stored articles: what there is, put together from rows. How articles come to their stories is in
//! [`grouping`], what the reader puts right in [`correct`].

mod correct;
mod grouping;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

pub use self::correct::{join, split_off};
pub use self::grouping::{group, group_around, group_shown};
use crate::news::query::{Query, Term};
use crate::news::{ArticleId, Moment, StoryEntry};
use crate::store::{Member, Shelf, StoreError, StoryKey};
use crate::text::Prose;

/// Without another wish the stories of so many days are shown, counted back from the newest article.
const SHOWN_DAYS: i64 = 7;
/// Seconds.
const DAY: i64 = 86_400;
/// So many of the newest articles are asked for their date.
const NEWEST: usize = 50;

/// Articles that report one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// What it goes by: its number, behind an `s`. It keeps it while it grows.
    pub id: String,
    /// The headline of the article that is most like the others.
    pub title: Prose,
    /// Who reports it, in the order they came.
    pub outlets: Vec<Prose>,
    /// Its articles in the order they came.
    pub articles: Vec<ArticleId>,
    /// The one whose headline it has.
    pub lead: ArticleId,
    /// The first report.
    pub first: Option<Moment>,
    /// The last report.
    pub last: Option<Moment>,
    /// Articles that were not read yet.
    pub unread: usize,
}

/// The stories with a report since a moment, those of most outlets first; without one, those of the newest days.
pub fn stories(
    shelf: &Shelf,
    since: Option<Moment>,
    today: Date,
) -> Result<Vec<Story>, StoreError> {
    let Some(since) = since.map_or_else(|| newest_days(shelf, today), |since| Ok(Some(since)))?
    else {
        return Ok(Vec::new());
    };
    let members = shelf.members_since(since)?;
    let groups = members.chunk_by(|a, b| a.story == b.story);
    let mut found: Vec<Story> = groups.filter_map(told).collect();
    found.sort_by(|a, b| {
        let standing = |story: &Story| (story.outlets.len(), story.unread, story.last);
        standing(b).cmp(&standing(a))
    });
    Ok(found)
}

/// The story of that name.
pub fn story(shelf: &Shelf, id: &str) -> Result<Option<Story>, StoreError> {
    let key = id.strip_prefix('s').and_then(|number| number.parse().ok()).map(StoryKey);
    let Some(key) = key else { return Ok(None) };
    Ok(told(&shelf.members(key)?))
}

/// The story that an article belongs to, where it does not stand alone.
pub fn story_with(shelf: &Shelf, id: ArticleId) -> Result<Option<Story>, StoreError> {
    let Some(key) = shelf.story_of(id)? else { return Ok(None) };
    Ok(told(&shelf.members(key)?).filter(|story| story.articles.len() > 1))
}

/// The moment from which on stories are shown where nobody says one.
pub(super) fn newest_days(shelf: &Shelf, today: Date) -> Result<Option<Moment>, StoreError> {
    // One that is dated wrongly, or not at all, must not hide the others.
    let until_today =
        Query { terms: vec![Term::Before(today.tomorrow().unwrap_or(today))], ..Query::default() };
    let rows = shelf.first(&until_today, today, NEWEST)?;
    let newest = rows.iter().find_map(|row| row.published).or_else(|| Moment::of_day(today));
    Ok(newest.and_then(|at| Moment::from_second(at.second() - SHOWN_DAYS * DAY)))
}

/// The stories of listed articles, in the order of the list. One that is in no story is a story of its own.
pub(super) fn entries(shelf: &Shelf, listed: &[ArticleId]) -> Result<Vec<StoryEntry>, StoreError> {
    let map = shelf.story_map()?;
    let is_listed: HashSet<ArticleId> = listed.iter().copied().collect();
    let mut places: HashMap<StoryKey, usize> = HashMap::new();
    let mut entries: Vec<(ArticleId, Vec<ArticleId>)> = Vec::new();
    for id in listed {
        let Some(key) = map.of.get(id) else {
            entries.push((*id, vec![*id]));
            continue;
        };
        if let Some(at) = places.get(key) {
            entries[*at].1.push(*id);
            continue;
        }
        places.insert(*key, entries.len());
        let lead = map.leads.get(key).copied().filter(|lead| is_listed.contains(lead));
        entries.push((lead.unwrap_or(*id), vec![*id]));
    }
    let entry = |(lead, articles): (ArticleId, Vec<ArticleId>)| StoryEntry {
        lead,
        articles: articles.into(),
    };
    Ok(entries.into_iter().map(entry).collect())
}

fn told(members: &[Member]) -> Option<Story> {
    let mut members: Vec<&Member> = members.iter().collect();
    members.sort_by_key(|member| (member.published.is_none(), member.published, member.article));
    let first = members.first()?;
    let lead = members.iter().find(|member| member.article == member.lead).unwrap_or(first);
    let mut outlets: Vec<Prose> = Vec::new();
    for outlet in members.iter().filter_map(|member| member.source.clone()) {
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    let dates = || members.iter().filter_map(|member| member.published);
    Some(Story {
        id: format!("s{}", first.story.0),
        title: lead.title.clone(),
        outlets,
        articles: members.iter().map(|member| member.article).collect(),
        lead: lead.article,
        first: dates().min(),
        last: dates().max(),
        unread: members.iter().filter(|member| !member.read).count(),
    })
}
