//! The stories among the stored articles, found anew each time they are asked for.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::news::query::{Query, Sort, Term};
use crate::news::{Article, ArticleId, Marks, Moment, StoryEntry};
use crate::store::{Shelf, StoreError};
use crate::story::{Grouper, Signature};
use crate::text::Prose;

/// Without another wish the stories of so many days are shown, counted back from the newest article.
const SHOWN_DAYS: i64 = 7;
/// Articles of so many days before are read, too: a story may have begun earlier.
const BEFORE_DAYS: i64 = 6;
/// Seconds.
const DAY: i64 = 86_400;
/// So many of the newest articles are asked for their date.
const NEWEST: usize = 50;
/// So many articles of a story, the newest, are looked at to find the one that names it.
const NAMING: usize = 20;

/// Articles that report one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// What it goes by: that of its first article, behind an `s`.
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

/// What is kept of an article while stories are made.
struct Seen {
    id: ArticleId,
    title: Prose,
    source: Option<Prose>,
    published: Option<Moment>,
    marks: Marks,
    signature: Signature,
}

impl Seen {
    fn new(id: ArticleId, article: &Article, marks: Marks) -> Self {
        Self {
            id,
            title: article.title.clone(),
            source: article.source().map(|source| Prose::line(&source)),
            published: article.published,
            marks,
            signature: Signature::new(&article.title, article.body.text(), article.published),
        }
    }
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
    let mut found = around(shelf, since, today)?;
    found.retain(|story| story.last.is_none_or(|last| last >= since));
    found.sort_by(|a, b| {
        let standing = |story: &Story| (story.outlets.len(), story.unread, story.last);
        standing(b).cmp(&standing(a))
    });
    Ok(found)
}

/// The stories of listed articles, in the order of the list. One that is in no story is a story of its own.
pub(super) fn entries(
    shelf: &Shelf,
    listed: &[ArticleId],
    today: Date,
) -> Result<Vec<StoryEntry>, StoreError> {
    let mut of: HashMap<ArticleId, usize> = HashMap::new();
    let found = stories(shelf, None, today)?;
    for (at, story) in found.iter().enumerate() {
        of.extend(story.articles.iter().map(|id| (*id, at)));
    }
    let is_listed: HashSet<ArticleId> = listed.iter().copied().collect();
    let mut told: HashSet<usize> = HashSet::new();
    let mut entries = Vec::new();
    for id in listed {
        match of.get(id).and_then(|at| Some((*at, found.get(*at)?))) {
            None => entries.push(StoryEntry { lead: *id, articles: [*id].into() }),
            Some((at, story)) if told.insert(at) => {
                let articles = story.articles.iter().copied().filter(|id| is_listed.contains(id));
                let lead = if is_listed.contains(&story.lead) { story.lead } else { *id };
                entries.push(StoryEntry { lead, articles: articles.collect() });
            }
            Some(_) => {}
        }
    }
    Ok(entries)
}

/// The story that an article belongs to, where it does not stand alone.
pub fn story_with(shelf: &Shelf, id: ArticleId, today: Date) -> Result<Option<Story>, StoreError> {
    let Some(article) = shelf.article(id)? else { return Ok(None) };
    let Some(at) =
        article.published.map_or_else(|| newest_days(shelf, today), |at| Ok(Some(at)))?
    else {
        return Ok(None);
    };
    let found = around(shelf, at, today)?.into_iter().find(|story| story.articles.contains(&id));
    Ok(found.filter(|story| story.articles.len() > 1))
}

/// The story of that name, looked for in the days around its first article.
pub fn story(shelf: &Shelf, id: &str, today: Date) -> Result<Option<Story>, StoreError> {
    let Some(first) = id.strip_prefix('s').and_then(|id| id.parse().ok()).map(ArticleId) else {
        return Ok(None);
    };
    let Some(article) = shelf.article(first)? else { return Ok(None) };
    let Some(at) =
        article.published.map_or_else(|| newest_days(shelf, today), |at| Ok(Some(at)))?
    else {
        return Ok(None);
    };
    Ok(around(shelf, at, today)?.into_iter().find(|story| story.articles.contains(&first)))
}

/// The moment from which on stories are shown where nobody says one.
fn newest_days(shelf: &Shelf, today: Date) -> Result<Option<Moment>, StoreError> {
    // One that is dated wrongly, or not at all, must not hide the others.
    let until_today =
        Query { terms: vec![Term::Before(today.tomorrow().unwrap_or(today))], ..Query::default() };
    let rows = shelf.first(&until_today, today, NEWEST)?;
    let newest = rows.iter().find_map(|row| row.published).or_else(|| Moment::of_day(today));
    Ok(newest.and_then(|at| Moment::from_second(at.second() - SHOWN_DAYS * DAY)))
}

/// All stories that have a report since some days before a moment.
fn around(shelf: &Shelf, since: Moment, today: Date) -> Result<Vec<Story>, StoreError> {
    let from = Moment::from_second(since.second() - BEFORE_DAYS * DAY).unwrap_or(since);
    let query = Query {
        terms: vec![Term::After(from.day(&jiff::tz::TimeZone::UTC))],
        sort: Sort::Date,
        reversed: true,
    };
    let mut seen = Vec::new();
    let mut grouper = Grouper::new();
    for id in shelf.ids(&query, today)? {
        let Some(article) = shelf.article(id)? else { continue };
        let seen_one = Seen::new(id, &article, shelf.marks(id)?.unwrap_or_default());
        grouper.add(seen_one.signature.clone());
        seen.push(seen_one);
    }
    Ok(gathered(&seen, &grouper))
}

fn gathered(seen: &[Seen], grouper: &Grouper) -> Vec<Story> {
    let mut order: Vec<(u32, usize)> =
        (0..seen.len()).map(|at| (grouper.story(at as u32).0, at)).collect();
    order.sort_unstable();
    let groups = order.chunk_by(|a, b| a.0 == b.0);
    groups
        .filter_map(|group| told(&group.iter().map(|(_, at)| &seen[*at]).collect::<Vec<_>>()))
        .collect()
}

fn told(members: &[&Seen]) -> Option<Story> {
    let mut members = members.to_vec();
    members.sort_by_key(|seen| (seen.published.is_none(), seen.published, seen.id));
    let members = members.as_slice();
    let first = members.first()?;
    let lead = leading(members).unwrap_or(first);
    let mut outlets: Vec<Prose> = Vec::new();
    for outlet in members.iter().filter_map(|seen| seen.source.clone()) {
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    let dates = || members.iter().filter_map(|seen| seen.published);
    Some(Story {
        id: format!("s{}", members.iter().map(|seen| seen.id).min()?),
        title: lead.title.clone(),
        outlets,
        articles: members.iter().map(|seen| seen.id).collect(),
        lead: lead.id,
        first: dates().min(),
        last: dates().max(),
        unread: members.iter().filter(|seen| !seen.marks.read).count(),
    })
}

/// The article that is most like the others; among equals the first.
fn leading<'a>(members: &[&'a Seen]) -> Option<&'a Seen> {
    let newest = &members[members.len().saturating_sub(NAMING)..];
    let likeness = |seen: &Seen| -> f32 {
        newest.iter().map(|other| other.signature.resemblance(&seen.signature)).sum()
    };
    let mut best: Option<(f32, &Seen)> = None;
    for seen in newest {
        let likeness = likeness(seen);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, seen));
        }
    }
    best.map(|(_, seen)| seen)
}
