//! A piece of what waits, with the stories around it.
//!
//! Of those only such are held as one of the piece may join, or as the reader has spoken of: all others are passed by once, one
//! report at a time, so that a piece costs little memory however much is stored.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::reach;
use crate::news::ArticleId;
use crate::store::{Filed, Filing, Library, Pair, Recognised, StoreError, Ungrouped};
use crate::story::{Common, Grouper, Runs, Sieve, Signature, StoryId, Tally, Ties, day_of};

/// What is common is told by about so many reports of the days around.
const SAMPLE: u32 = 500;

/// An article that waits, as the grouping knows it: its text is read and dropped.
pub(super) struct Waiting {
    pub(super) one: Ungrouped,
    signature: Signature,
    runs: Runs,
}

impl Waiting {
    pub(super) fn read(one: Ungrouped, text: &str) -> Self {
        let signature = Signature::new(&one.title, text, Some(one.day));
        Self { signature, runs: Runs::kept(text), one }
    }
}

/// The words that are common in the articles and those of the days around them.
fn common(library: &Library, days: (i64, i64), waiting: &[Waiting]) -> Result<Common, StoreError> {
    let mut tally = Tally::default();
    for waiting in waiting {
        tally.count(&waiting.signature);
    }
    let every = library.recognised_count(days)? / SAMPLE;
    library.recognised(days, every, |report| {
        if let Some(signature) = signature(&report) {
            tally.count(&signature);
        }
    })?;
    Ok(tally.common())
}

/// The stories that the reader has spoken of, and those that an article was in.
fn spoken_of(pairs: &[Pair], waiting: &[Waiting]) -> BTreeSet<u32> {
    let pairs = pairs.iter().flat_map(|pair| [pair.a.1, pair.b.1]);
    pairs.chain(waiting.iter().map(|waiting| waiting.one.was)).flatten().collect()
}

/// The stories of some days that one of the articles may join.
fn near(
    library: &Library,
    days: (i64, i64),
    waiting: &[Waiting],
    common: Common,
) -> Result<Vec<u32>, StoreError> {
    let mut sieve = Sieve::new(waiting.iter().map(|waiting| &waiting.signature), common);
    let (mut found, mut at) = (Vec::new(), None);
    library.recognised(days, 1, |report| {
        if at != Some(report.story) {
            let ended = at.replace(report.story).filter(|_| sieve.lets_through());
            found.extend(ended);
        }
        if let Some(signature) = signature(&report) {
            sieve.take(&signature);
        }
    })?;
    found.extend(at.filter(|_| sieve.lets_through()));
    Ok(found)
}

/// What a stored report is recognised by; `None` for one that was written by something else.
fn signature(report: &Recognised<'_>) -> Option<Signature> {
    Signature::from_bytes(report.words, Some(day_of(report.day)))
}

/// What is stored of an article to know it again: words and runs.
type Kept = (Vec<u8>, Vec<u8>);

/// Stories around some articles, and those articles.
pub(super) struct Piece {
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
    pub(super) fn begin(library: &Library, waiting: &[Waiting]) -> Result<Self, StoreError> {
        let seconds = || waiting.iter().map(|waiting| waiting.one.day.second());
        let from = seconds().min().unwrap_or_default().saturating_sub(reach());
        let to = seconds().max().unwrap_or_default().saturating_add(reach());
        let pairs = library.pairs()?;
        let common = common(library, (from, to), waiting)?;
        let mut stories = spoken_of(&pairs, waiting);
        stories.extend(near(library, (from, to), waiting, common.clone())?);
        let mut piece = Self {
            grouper: Grouper::resumed(StoryId(library.next_story()?)),
            articles: Vec::new(),
            before: Vec::new(),
            places: HashMap::new(),
            pairs,
            runs: HashMap::new(),
            copies: HashMap::new(),
        };
        piece.grouper.weigh_less(common);
        piece.recall(library, &stories)?;
        piece.recall_pairs();
        Ok(piece)
    }

    /// Tells the grouping of some stories, in the order their reports were put in.
    fn recall(&mut self, library: &Library, stories: &BTreeSet<u32>) -> Result<(), StoreError> {
        let mut known = Vec::new();
        for story in stories {
            library.recognised_of(*story, |report| {
                known
                    .extend(signature(&report).map(|it| (report.turn, report.article, *story, it)));
            })?;
        }
        known.sort_by_key(|(turn, ..)| *turn);
        for (_, article, story, signature) in known {
            self.grouper.recall(signature, StoryId(story));
            self.took(article);
            self.before.push(StoryId(story));
        }
        Ok(())
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

    /// Puts the articles to their stories.
    pub(super) fn group(
        mut self,
        library: &Library,
        waiting: Vec<Waiting>,
        filing: &mut Filing,
    ) -> Result<(), StoreError> {
        let mut grouped = Vec::with_capacity(waiting.len());
        for Waiting { one, signature, runs } in waiting {
            let kept = (signature.to_bytes(), runs.to_bytes());
            let mut ties = self.ties(&one);
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
            grouped.push((one, kept));
        }
        self.sum_up(grouped, filing);
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
    fn sum_up(self, grouped: Vec<(Ungrouped, Kept)>, filing: &mut Filing) {
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
        for (at, (one, signature)) in grouped.into_iter().enumerate() {
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
