//! Puts what came in to its stories, in pieces, the newest first.
//!
//! Each piece reads what the stories of its days are recognised by, groups, and is written in one short transaction: whoever
//! stops in the middle, or is killed, goes on with the next piece.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::news::{ArticleId, Moment};
use crate::store::{Filed, Filing, Library, Pair, StoreError, Ungrouped};
use crate::story::{ENGINE_VERSION, Grouper, LASTS_DAYS, Runs, Signature, StoryId, Ties, day_of};

/// Articles of a piece.
const PIECE: usize = 400;
/// Seconds.
const DAY: f32 = 86_400.0;
/// How often a piece is begun anew because somebody else has changed stories meanwhile.
const TRIES: usize = 5;

/// What came of grouping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouped {
    /// How many articles have found their story.
    pub articles: usize,
    /// Copies of what was read that are read now, too.
    pub read: Vec<ArticleId>,
}

/// Groups what waits, or what of it came at a moment or later, piece by piece, until `go_on` says no.
///
/// With `fold`, copies of what was read come in as read.
pub fn group(
    library: &mut Library,
    since: Option<Moment>,
    fold: bool,
    go_on: &mut dyn FnMut(&Grouped) -> ControlFlow<()>,
) -> Result<Grouped, StoreError> {
    library.regroup(ENGINE_VERSION)?;
    let mut all = Grouped::default();
    let mut tries = 0;
    while library.waits_for_story(since)? {
        match piece(library, fold)? {
            Some(grouped) => {
                tries = 0;
                all.articles += grouped.articles;
                all.read.extend(&grouped.read);
                if go_on(&grouped).is_break() {
                    return Ok(all);
                }
            }
            None if tries == TRIES => return Ok(all),
            None => tries += 1,
        }
    }
    if all.articles > 0 {
        library.forget_signatures()?;
    }
    Ok(all)
}

/// Groups the newest articles that wait. `None` where stories were changed meanwhile.
fn piece(library: &mut Library, fold: bool) -> Result<Option<Grouped>, StoreError> {
    let serial = library.story_serial()?;
    let (waiting, in_vain) = library.ungrouped(ENGINE_VERSION, PIECE)?;
    let mut filing = Filing { engine: ENGINE_VERSION, serial, fold, ..Filing::default() };
    if !waiting.is_empty() {
        Piece::begin(library, &waiting)?.group(library, &waiting, &mut filing)?;
    }
    filing.done = waiting.iter().map(|one| (one.at, one.id)).chain(in_vain).collect();
    let filed = library.file(&filing)?;
    Ok(filed.map(|read| Grouped { articles: waiting.len(), read }))
}

/// Stories around some articles, and those articles.
struct Piece {
    grouper: Grouper,
    /// By place.
    articles: Vec<ArticleId>,
    /// The stories of those that were recalled.
    before: Vec<StoryId>,
    places: HashMap<ArticleId, u32>,
    pairs: Vec<Pair>,
    runs: HashMap<ArticleId, Runs>,
    copies: HashMap<ArticleId, ArticleId>,
}

impl Piece {
    /// Recalls the stories that the articles may belong to.
    fn begin(library: &Library, waiting: &[Ungrouped]) -> Result<Self, StoreError> {
        let seconds = || waiting.iter().map(|one| one.day.second());
        let reach = (LASTS_DAYS * DAY) as i64 + 1_000;
        let from = seconds().min().unwrap_or_default().saturating_sub(reach);
        let to = seconds().max().unwrap_or_default().saturating_add(reach);
        let mut piece = Self {
            grouper: Grouper::resumed(StoryId(library.next_story()?)),
            articles: Vec::new(),
            before: Vec::new(),
            places: HashMap::new(),
            pairs: library.pairs()?,
            runs: HashMap::new(),
            copies: HashMap::new(),
        };
        for known in library.recognised(from, to)? {
            let Some(signature) = Signature::from_bytes(&known.words, Some(day_of(known.day)))
            else {
                continue;
            };
            piece.grouper.recall(signature, StoryId(known.story));
            piece.took(known.article);
            piece.before.push(StoryId(known.story));
        }
        piece.recall_pairs();
        Ok(piece)
    }

    fn took(&mut self, article: ArticleId) -> u32 {
        let place = self.articles.len() as u32;
        self.places.insert(article, place);
        self.articles.push(article);
        place
    }

    /// Tells the grouping what the reader has said about articles that are there.
    fn recall_pairs(&mut self) {
        for pair in &self.pairs {
            for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                let Some(place) = self.places.get(&one.0) else { continue };
                self.grouper.hold(*place);
                if let (false, Some(story)) = (pair.together, other.1) {
                    self.grouper.part(*place, StoryId(story));
                }
            }
        }
    }

    fn group(
        mut self,
        library: &Library,
        waiting: &[Ungrouped],
        filing: &mut Filing,
    ) -> Result<(), StoreError> {
        let mut signatures = Vec::with_capacity(waiting.len());
        for one in waiting {
            let signature = Signature::new(&one.title, &one.text, Some(one.day));
            let runs = Runs::kept(&one.text);
            signatures.push((signature.to_bytes(), runs.to_bytes()));
            let mut ties = self.ties(one);
            let is_tied = !ties.together.is_empty() || !ties.apart.is_empty();
            if let Some(story) = ties.was.filter(|story| one.stays && self.grouper.knows(*story)) {
                ties.together.push(story);
            }
            self.grouper.add_tied(signature, &ties);
            let place = self.took(one.id);
            if is_tied {
                self.grouper.hold(place);
            }
            if let Some(original) = self.original(library, place, &runs)? {
                self.copies.insert(one.id, original);
            }
            self.runs.insert(one.id, runs);
        }
        self.sum_up(waiting, signatures, filing);
        Ok(())
    }

    /// What the reader has said about an article, as the stories are now.
    fn ties(&self, one: &Ungrouped) -> Ties {
        let mut ties = Ties { was: one.was.map(StoryId), ..Ties::default() };
        for pair in &self.pairs {
            let other = match (pair.a.0 == one.id, pair.b.0 == one.id) {
                (true, _) => pair.b,
                (_, true) => pair.a,
                _ => continue,
            };
            let here = self.places.get(&other.0).map(|place| self.grouper.story(*place));
            let Some(story) = here.or(other.1.map(StoryId)) else { continue };
            let list = if pair.together { &mut ties.together } else { &mut ties.apart };
            list.push(story);
        }
        ties
    }

    /// The first article of the same story that has the same text.
    fn original(
        &mut self,
        library: &Library,
        place: u32,
        runs: &Runs,
    ) -> Result<Option<ArticleId>, StoreError> {
        let others: Vec<ArticleId> = self
            .grouper
            .members(place)
            .iter()
            .filter(|other| **other != place)
            .filter_map(|other| self.articles.get(*other as usize).copied())
            .collect();
        for other in others {
            let others = match self.runs.entry(other) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => {
                    let kept = library.runs(other)?.map(|bytes| Runs::from_bytes(&bytes));
                    free.insert(kept.unwrap_or_default())
                }
            };
            if runs.is_copy_of(others) {
                let first = match self.copies.get(&other) {
                    Some(first) => Some(*first),
                    None => library.copied(other)?,
                };
                return Ok(Some(first.unwrap_or(other)));
            }
        }
        Ok(None)
    }

    /// Writes down where everything went.
    fn sum_up(
        self,
        waiting: &[Ungrouped],
        signatures: Vec<(Vec<u8>, Vec<u8>)>,
        filing: &mut Filing,
    ) {
        let recalled = self.before.len();
        let mut changed = HashSet::new();
        for (at, before) in self.before.iter().enumerate() {
            let (place, story) = (at as u32, self.grouper.story(at as u32));
            let is_member = self.grouper.is_member(place);
            if !is_member {
                filing.dropped.push(self.articles[at]);
            }
            if story != *before {
                filing.moved.push((self.articles[at], story.0));
                changed.extend([story, *before]);
            }
        }
        for (at, (one, signature)) in waiting.iter().zip(signatures).enumerate() {
            let place = (recalled + at) as u32;
            let story = self.grouper.story(place);
            changed.insert(story);
            filing.filed.push(Filed {
                article: one.id,
                story: story.0,
                day: one.day,
                signature: Some(signature).filter(|_| self.grouper.is_member(place)),
                copy_of: self.copies.get(&one.id).copied(),
            });
        }
        filing.joined = self.grouper.joined().iter().map(|(from, into)| (from.0, into.0)).collect();
        filing.leads = self.leads(&changed);
    }

    /// The leading article of each of some stories.
    fn leads(&self, stories: &HashSet<StoryId>) -> Vec<(u32, ArticleId)> {
        let mut leads: HashMap<u32, ArticleId> = HashMap::new();
        for place in 0..self.articles.len() as u32 {
            let story = self.grouper.story(place);
            if stories.contains(&story)
                && !leads.contains_key(&story.0)
                && let Some(lead) = self.grouper.lead(place)
            {
                leads.insert(story.0, self.articles[lead as usize]);
            }
        }
        leads.into_iter().collect()
    }
}

#[cfg(test)]
mod kept;
#[cfg(test)]
mod tests;
