//! Puts what came in to its story, and keeps that.
//!
//! It goes on from what was kept: of the days around the new articles the signatures are read back, never the texts. What
//! is far back is taken in pieces, the newest first, so that nobody waits for a hundred thousand articles.

use std::collections::HashMap;

use jiff::civil::Date;

use super::newest_days;
use crate::news::{ArticleId, Moment};
use crate::store::{
    Correction, Grouped, Keeping, Library, Placed, Placing, Shelf, StoreError, StoryKey,
};
use crate::story::{ENGINE_VERSION, Grouper, Signature, StoryId};

/// Days around new articles in which they may find a story.
const AROUND_DAYS: i64 = 7;
/// Seconds.
const DAY: i64 = 86_400;
/// Articles of one piece.
const PIECE: usize = 2_000;
/// So many articles of a story, the newest, are looked at to find the one that names it.
const NAMING: usize = 20;

/// Puts some thousand articles of a stretch of time to their stories, the newest first. Whether there may be more.
pub fn group(
    library: &mut Library,
    shelf: &Shelf,
    stretch: (Option<Moment>, Option<Moment>),
) -> Result<bool, StoreError> {
    library.begin_stories(ENGINE_VERSION)?;
    let fresh = shelf.ungrouped(stretch, PIECE)?;
    let Some((first, last)) = shelf.stretch(&fresh)? else { return Ok(false) };
    let mut run = Run::new(shelf.corrections()?);
    for placed in shelf.placed(days_from(first, -AROUND_DAYS), days_from(last, AROUND_DAYS))? {
        run.take_up(&placed);
    }
    run.keep_apart();
    for id in &fresh {
        // One that cannot be read any more stands alone.
        let signature = shelf
            .article(*id)?
            .map(|article| Signature::new(&article.title, article.body.text(), article.published));
        run.add(*id, signature.unwrap_or_default());
    }
    library.keep_stories(&run.finish())?;
    Ok(fresh.len() == PIECE)
}

/// Puts to their stories what [`stories`](super::stories) shows, and what came in the days before.
pub fn group_shown(
    library: &mut Library,
    shelf: &Shelf,
    since: Option<Moment>,
    today: Date,
) -> Result<(), StoreError> {
    let since = since.map_or_else(|| newest_days(shelf, today), |since| Ok(Some(since)))?;
    group_since(library, shelf, since.map(|since| days_from(since, -AROUND_DAYS)))
}

/// Puts all articles since a moment to their stories.
pub(super) fn group_since(
    library: &mut Library,
    shelf: &Shelf,
    since: Option<Moment>,
) -> Result<(), StoreError> {
    while group(library, shelf, (since, None))? {}
    Ok(())
}

/// Puts an article to its story, with those of the days around it.
pub fn group_around(library: &mut Library, shelf: &Shelf, id: ArticleId) -> Result<(), StoreError> {
    if shelf.story_of(id)?.is_some() {
        return Ok(());
    }
    let Some((at, _)) = shelf.stretch(&[id])? else { return Ok(()) };
    let stretch = (Some(days_from(at, -AROUND_DAYS)), Some(days_from(at, AROUND_DAYS)));
    while group(library, shelf, stretch)? {}
    Ok(())
}

fn days_from(at: Moment, days: i64) -> Moment {
    Moment::from_second(at.second().saturating_add(days * DAY)).unwrap_or(at)
}

/// An article of a run.
struct Seen {
    id: ArticleId,
    /// The story it was in.
    was: Option<StoryKey>,
    signature: Signature,
}

/// One run of the grouper over what was kept and what is new.
struct Run {
    grouper: Grouper,
    seen: Vec<Seen>,
    places: HashMap<ArticleId, u32>,
    stories: HashMap<StoryKey, StoryId>,
    corrections: Vec<Correction>,
}

impl Run {
    fn new(corrections: Vec<Correction>) -> Self {
        Self {
            grouper: Grouper::of_any_age(),
            seen: Vec::new(),
            places: HashMap::new(),
            stories: HashMap::new(),
            corrections,
        }
    }

    /// Goes on from an article that was put to a story before.
    fn take_up(&mut self, placed: &Placed) {
        let Some(signature) = Signature::from_bytes(&placed.signature) else { return };
        let known = self.stories.get(&placed.story).copied();
        let story = self.grouper.put_back(signature.clone(), known);
        self.stories.insert(placed.story, story);
        self.note(placed.article, Some(placed.story), signature);
    }

    fn note(&mut self, id: ArticleId, was: Option<StoryKey>, signature: Signature) {
        self.places.insert(id, self.seen.len() as u32);
        self.seen.push(Seen { id, was, signature });
    }

    fn story(&self, id: ArticleId) -> Option<StoryId> {
        self.places.get(&id).map(|place| self.grouper.story(*place))
    }

    /// What the reader has put apart stays so.
    fn keep_apart(&mut self) {
        for Correction { one, other, together } in self.corrections.clone() {
            if let (false, Some(one), Some(other)) = (together, self.story(one), self.story(other))
                && one != other
            {
                self.grouper.keep_apart(one, other);
            }
        }
    }

    fn add(&mut self, id: ArticleId, signature: Signature) {
        let (mut with, mut barred) = (None, Vec::new());
        for correction in self.corrections.iter().filter(|c| c.one == id || c.other == id) {
            let other = if correction.one == id { correction.other } else { correction.one };
            match (correction.together, self.story(other)) {
                (true, Some(story)) => with = Some(story),
                (false, Some(story)) => barred.push(story),
                (_, None) => {}
            }
        }
        let story = match with {
            Some(_) => self.grouper.put_back(signature.clone(), with),
            None => self.grouper.add_beside(signature.clone(), &barred),
        };
        for other in barred.into_iter().filter(|other| *other != story) {
            self.grouper.keep_apart(story, other);
        }
        self.note(id, None, signature);
    }

    /// Stories that are new or have changed.
    fn finish(self) -> Grouped {
        let mut groups: HashMap<StoryId, Vec<u32>> = HashMap::new();
        for at in 0..self.seen.len() as u32 {
            groups.entry(self.grouper.story(at)).or_default().push(at);
        }
        let mut groups: Vec<Vec<u32>> = groups.into_values().collect();
        groups.sort_unstable();
        let keys = self.keys(&groups);
        let mut grouped = Grouped::default();
        for (group, key) in groups.iter().zip(keys) {
            let members: Vec<&Seen> = group.iter().map(|at| &self.seen[*at as usize]).collect();
            let is_changed = members.iter().any(|seen| seen.was.is_none() || seen.was != key);
            let (true, Some(lead)) = (is_changed, leading(&members)) else { continue };
            let story = grouped.stories.len();
            grouped.stories.push(Keeping { key, lead });
            grouped.articles.extend(members.iter().map(|seen| Placing {
                article: seen.id,
                story,
                signature: seen.signature.to_bytes(),
            }));
        }
        grouped
    }

    /// The number that each group goes on with: that of most of its articles, unless another group has more of them.
    fn keys(&self, groups: &[Vec<u32>]) -> Vec<Option<StoryKey>> {
        let mut claims: Vec<(usize, StoryKey, usize)> = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            let mut counts: HashMap<StoryKey, usize> = HashMap::new();
            for key in group.iter().filter_map(|at| self.seen[*at as usize].was) {
                *counts.entry(key).or_default() += 1;
            }
            claims.extend(counts.into_iter().map(|(key, count)| (count, key, at)));
        }
        claims.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut keys = vec![None; groups.len()];
        let mut taken = Vec::new();
        for (_, key, at) in claims {
            if keys[at].is_none() && !taken.contains(&key) {
                keys[at] = Some(key);
                taken.push(key);
            }
        }
        keys
    }
}

/// The article that is most like the others; among equals the first.
fn leading(members: &[&Seen]) -> Option<ArticleId> {
    let newest = &members[members.len().saturating_sub(NAMING)..];
    let likeness = |seen: &Seen| -> f32 {
        let others = newest.iter().filter(|other| other.id != seen.id);
        others.map(|other| other.signature.resemblance(&seen.signature)).sum()
    };
    let mut best: Option<(f32, ArticleId)> = None;
    for seen in newest {
        let likeness = likeness(seen);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, seen.id));
        }
    }
    best.map(|(_, id)| id)
}
