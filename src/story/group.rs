//! Puts articles to stories, one after the other.
//!
//! Single-pass clustering (Allan, Papka and Lavrenko, "On-line new event detection and tracking", 1998): an article joins the
//! story it resembles most, measured against the story's middle and against its nearest article, less with each day
//! between them; if it resembles none enough, it begins one. Where it resembles two, and they each other, they become one.
//! Stories are found through the words they share with the article, so that the cost does not grow with all that is stored.

use super::centroid::Centroid;
use super::signature::{ByTerm, Signature, Term};

/// An article joins a story from this resemblance on. Tuned with the other constants on 588 headlines and 332 articles
/// (B-cubed F1 in `score.rs`); from 0.18 to 0.20 the scores move by half a point.
const JOINS: f32 = 0.19;
/// Two stories become one from this likeness of their middles on, when an article resembles both.
const MERGES: f32 = 0.21;
/// What is left of a resemblance after a day.
const A_DAY: f32 = 0.75;
/// As if so many days lay between, where an article says no day.
const UNKNOWN_DAYS: f32 = 2.0;
/// After so many days even two like articles are no longer joined, and a story is forgotten.
const LASTS_DAYS: f32 = 6.0;
/// How much the nearest article counts beside the middle.
const NEAREST: f32 = 0.35;
/// A resemblance that rests on one word alone is trusted less by this.
const ONE_WORD: f32 = 0.03;
/// An article that resembles the rest of a story by less than this part of [`JOINS`] hangs on one article alone.
const CHAIN: f32 = 0.6;
/// So many articles of a story, the newest, are compared one by one.
const COMPARED: usize = 20;
/// So many stories are looked at for an article, those first that are found by the rarest of its words.
const LOOKED_AT: usize = 64;
/// So many of the nearest stories may become one with that of an article.
const RIVALS: usize = 4;

/// The number of a story, counted from 0 in the order they began. A number whose story became part of another is not used
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

/// Days from the first to the last report.
#[derive(Clone, Copy, Debug)]
struct Days {
    first: f32,
    last: f32,
}

impl Days {
    fn with(span: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (span, other) {
            (Some(a), Some(b)) => {
                Some(Self { first: a.first.min(b.first), last: a.last.max(b.last) })
            }
            (a, b) => a.or(b),
        }
    }

    /// What is left of a resemblance over the days between two; 0 where they are too many.
    fn fade(a: Option<Self>, b: Option<Self>) -> f32 {
        let gap = match (a, b) {
            (Some(a), Some(b)) => (a.first - b.last).max(b.first - a.last).max(0.0),
            _ => UNKNOWN_DAYS,
        };
        if gap > LASTS_DAYS { 0.0 } else { A_DAY.powf(gap) }
    }
}

#[derive(Debug, Default)]
struct Story {
    middle: Centroid,
    /// Numbers of the articles.
    articles: Vec<u32>,
    /// The newest signatures, the oldest of them first.
    newest: Vec<(u32, Signature)>,
    days: Option<Days>,
}

/// Groups articles as they come.
#[derive(Debug, Default)]
pub struct Grouper {
    /// By number; those that became part of another or are too old are empty.
    stories: Vec<Story>,
    /// Of each article the story.
    of: Vec<u32>,
    /// Stories that a word leads to.
    leads: ByTerm<Vec<u32>>,
    /// Whether no story is forgotten for its age.
    keeps_all: bool,
    /// Stories that stay two, the older first.
    apart: Vec<(u32, u32)>,
    /// When a story was last looked at, to look at each once.
    looked: Vec<u32>,
    /// The latest day so far.
    today: f32,
    /// Stories that may be forgotten, oldest first, up to this one.
    kept_from: usize,
}

impl Grouper {
    /// No stories yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// No stories yet, and none that is put in is forgotten for its age: for articles that come in another order than
    /// that of time.
    pub fn of_any_age() -> Self {
        Self { keeps_all: true, ..Self::default() }
    }

    /// Puts an article to its story. Which one that is may change with later articles: see [`story`](Self::story).
    pub fn add(&mut self, signature: Signature) -> StoryId {
        self.add_beside(signature, &[])
    }

    /// The same, but to none of these stories: the reader has said that it is not of them.
    pub fn add_beside(&mut self, signature: Signature, barred: &[StoryId]) -> StoryId {
        let article = self.of.len() as u32;
        let mut near = self.nearest(&signature);
        near.retain(|(_, story)| !barred.contains(&StoryId(*story)));
        let found = near.first().map(|(_, story)| *story);
        let split = found.and_then(|story| self.stories[story as usize].would_chain(&signature));
        let story = match (found, split) {
            (Some(story), None) => story,
            (Some(from), Some(at)) => self.split_off(from, at),
            (None, _) => self.begin(),
        };
        self.of.push(story);
        self.put(article, signature, story);
        for (_, rival) in near.iter().skip(1).take(RIVALS - 1) {
            self.merge_if_like(story, *rival);
        }
        self.forget_old();
        self.story(article)
    }

    /// Puts an article where it was put before: to a story, or to one of its own.
    ///
    /// Nothing is looked up and nothing changes for the others: so what was kept is taken up again.
    pub fn put_back(&mut self, signature: Signature, with: Option<StoryId>) -> StoryId {
        let article = self.of.len() as u32;
        let number = match with {
            Some(story) => story.0,
            None => self.begin(),
        };
        self.of.push(number);
        self.put(article, signature, number);
        StoryId(number)
    }

    /// Keeps two stories from becoming one.
    pub fn keep_apart(&mut self, one: StoryId, other: StoryId) {
        self.apart.push((one.0.min(other.0), one.0.max(other.0)));
    }

    /// A new story without articles.
    fn begin(&mut self) -> u32 {
        self.stories.push(Story::default());
        self.looked.push(0);
        self.stories.len() as u32 - 1
    }

    /// Makes a story of its own of one of the newest articles of another.
    fn split_off(&mut self, from: u32, at: usize) -> u32 {
        let number = self.begin();
        let story = &mut self.stories[from as usize];
        let (article, signature) = story.newest.remove(at);
        story.articles.retain(|other| *other != article);
        story.middle.take(&signature.terms);
        for (term, _) in signature.terms.iter().filter(|(term, _)| !story.middle.has(*term)) {
            if let Some(stories) = self.leads.get_mut(term) {
                stories.retain(|other| *other != from);
            }
        }
        self.of[article as usize] = number;
        self.put(article, signature, number);
        number
    }

    /// The story of an article, by its place in the order they came.
    pub fn story(&self, article: u32) -> StoryId {
        StoryId(self.of.get(article as usize).copied().unwrap_or_default())
    }

    /// How many articles were put in.
    pub fn articles(&self) -> usize {
        self.of.len()
    }

    /// The stories that resemble an article enough, the nearest first.
    fn nearest(&mut self, signature: &Signature) -> Vec<(f32, u32)> {
        let stamp = self.of.len() as u32 + 1;
        let mut leads: Vec<&[u32]> = signature
            .terms
            .iter()
            .filter_map(|(term, _)| self.leads.get(term))
            .map(Vec::as_slice)
            .collect();
        leads.sort_by_key(|stories| stories.len());
        let mut near = Vec::new();
        let mut left = LOOKED_AT;
        // Of a word that leads to more stories than may be looked at, the newest are.
        for story in leads.into_iter().flat_map(|stories| stories.iter().rev()) {
            let looked = &mut self.looked[*story as usize];
            if std::mem::replace(looked, stamp) == stamp {
                continue;
            }
            let resemblance = self.stories[*story as usize].resemblance(signature);
            if resemblance > JOINS {
                near.push((resemblance, *story));
            }
            left -= 1;
            if left == 0 {
                break;
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near
    }

    fn put(&mut self, article: u32, signature: Signature, number: u32) {
        let middle = &self.stories[number as usize].middle;
        for (term, _) in signature.terms.iter().filter(|(term, _)| !middle.has(*term)) {
            self.leads.entry(*term).or_default().push(number);
        }
        if let Some(day) = signature.day {
            self.today = self.today.max(day);
        }
        let story = &mut self.stories[number as usize];
        story.days = Days::with(story.days, days(&signature));
        story.middle.add(&signature.terms);
        story.articles.push(article);
        if story.newest.len() == COMPARED {
            story.newest.remove(0);
        }
        story.newest.push((article, signature));
    }

    /// Makes one story of two that are alike. The older one goes on.
    fn merge_if_like(&mut self, a: u32, b: u32) {
        let (into, from) = (a.min(b), a.max(b));
        let (left, right) = (&self.stories[into as usize], &self.stories[from as usize]);
        if left.articles.is_empty() || right.articles.is_empty() || into == from {
            return;
        }
        if self.apart.contains(&(into, from)) {
            return;
        }
        if left.middle.likeness(&right.middle) * Days::fade(left.days, right.days) <= MERGES {
            return;
        }
        let gone = std::mem::take(&mut self.stories[from as usize]);
        for (term, _) in gone.middle.terms() {
            let stories = self.leads.entry(*term).or_default();
            stories.retain(|story| *story != from && *story != into);
            stories.push(into);
        }
        for article in &gone.articles {
            self.of[*article as usize] = into;
        }
        for (one, other) in &mut self.apart {
            let moved = |story: u32| if story == from { into } else { story };
            let pair = (moved(*one), moved(*other));
            (*one, *other) = (pair.0.min(pair.1), pair.0.max(pair.1));
        }
        let story = &mut self.stories[into as usize];
        story.days = Days::with(story.days, gone.days);
        story.middle.add(gone.middle.terms());
        story.articles.extend(gone.articles);
        story.newest.extend(gone.newest);
        story.newest.sort_by_key(|(article, _)| *article);
        let surplus = story.newest.len().saturating_sub(COMPARED);
        story.newest.drain(..surplus);
    }

    /// Drops what stories too old to be joined are found by. They stay stories.
    fn forget_old(&mut self) {
        if self.keeps_all {
            return;
        }
        // Articles come about in the order of time: looking at a few of the oldest each time is enough.
        for _ in 0..2 {
            let Some(story) = self.stories.get_mut(self.kept_from) else { return };
            let is_old = story.days.is_some_and(|days| days.last + LASTS_DAYS < self.today);
            if !is_old && !story.articles.is_empty() {
                return;
            }
            let number = self.kept_from as u32;
            for (term, _) in std::mem::take(&mut story.middle).terms() {
                if let Some(stories) = self.leads.get_mut(term) {
                    stories.retain(|story| *story != number);
                    if stories.is_empty() {
                        self.leads.remove(term);
                    }
                }
            }
            story.newest = Vec::new();
            self.kept_from += 1;
        }
    }
}

impl Story {
    /// How much an article resembles it, from 0 to 1, with the days between them.
    fn resemblance(&self, signature: &Signature) -> f32 {
        let fade = Days::fade(self.days, days(signature));
        let middle = self.middle.resemblance(signature);
        // The nearest article can lift the whole by no more than its share.
        if (middle * (1.0 - NEAREST) + NEAREST) * fade <= JOINS {
            return 0.0;
        }
        let (nearest, at) = self.nearest(signature);
        let shared =
            self.newest.get(at).map_or(0, |(_, other)| shared(&other.terms, &signature.terms));
        let resemblance = middle * (1.0 - NEAREST) + nearest * NEAREST;
        resemblance * fade - if shared < 2 { ONE_WORD } else { 0.0 }
    }

    /// How much the nearest of the newest articles resembles one, and its place.
    fn nearest(&self, signature: &Signature) -> (f32, usize) {
        let each = self.newest.iter().enumerate();
        each.map(|(at, (_, other))| (other.resemblance(signature), at))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .unwrap_or_default()
    }

    /// Whether an article would join only by way of one other, which is nearer to it than to the rest: then both are
    /// a story of their own, and that other's place is given.
    fn would_chain(&self, signature: &Signature) -> Option<usize> {
        if self.articles.len() < 3 {
            return None;
        }
        let (nearest, at) = self.nearest(signature);
        let (_, link) = self.newest.get(at)?;
        let own = days(link);
        let rest = self.middle.without(&link.terms);
        let joins = rest.resemblance(signature) * Days::fade(self.days, days(signature));
        let stays = rest.resemblance(link) * Days::fade(self.days_without(link), own);
        let pulls = nearest * Days::fade(own, days(signature));
        (joins < JOINS * CHAIN && pulls > stays).then_some(at)
    }

    /// From the first to the last day of the newest articles but one.
    fn days_without(&self, link: &Signature) -> Option<Days> {
        let others = self.newest.iter().filter(|(_, other)| !std::ptr::eq(other, link));
        others.map(|(_, other)| days(other)).fold(None, Days::with)
    }
}

fn days(signature: &Signature) -> Option<Days> {
    signature.day.map(|day| Days { first: day, last: day })
}

/// How many terms two sorted lists share.
fn shared(a: &[(Term, f32)], b: &[(Term, f32)]) -> usize {
    a.iter().filter(|(term, _)| b.binary_search_by_key(term, |(other, _)| *other).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Moment;

    /// Groups headlines, each with its day, and says which belong together by the number of the first of each.
    fn stories(headlines: &[(&str, &str)]) -> Vec<u32> {
        let mut grouper = Grouper::new();
        for (day, title) in headlines {
            grouper.add(Signature::new(title, "", Moment::parse(day)));
        }
        (0..headlines.len() as u32).map(|article| grouper.story(article).0).collect()
    }

    #[test]
    fn one_event_is_one_story() {
        let found = stories(&[
            ("2024-06-20", "Putin signs agreements with Vietnam in Hanoi"),
            ("2024-06-20", "Flood in Bavaria: two dead"),
            (
                "2024-06-20",
                "Vietnam and Russia sign at least a dozen agreements as Putin visits Hanoi",
            ),
            ("2024-06-21", "Two dead in Bavaria flood"),
        ]);
        assert_eq!(found, [0, 1, 0, 1]);
    }

    #[test]
    fn a_like_event_of_another_week_is_another_story() {
        let found = stories(&[
            ("2024-06-01", "Earthquake of magnitude 6 shakes Skarholm"),
            ("2024-06-20", "Earthquake of magnitude 6 shakes Skarholm"),
        ]);
        assert_eq!(found, [0, 1]);
    }

    #[test]
    fn nothing_to_go_by_stands_alone() {
        assert_eq!(
            stories(&[("2024-06-01", ""), ("2024-06-01", ""), ("2024-06-01", "the of")]),
            [0, 1, 2]
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_has_a_story_and_the_same_one_again(
            titles in proptest::collection::vec("[a-e]{3} [a-e]{3} [a-c]{4}( [a-b]{5})?", 0..60),
            days in proptest::collection::vec(1_i8..28, 60),
        ) {
            let days: Vec<String> = days.iter().map(|day| format!("2024-06-{day:02}")).collect();
            let lines: Vec<(&str, &str)> =
                days.iter().zip(&titles).map(|(day, title)| (day.as_str(), title.as_str())).collect();
            let found = stories(&lines);
            proptest::prop_assert_eq!(found.len(), titles.len());
            proptest::prop_assert!(found.iter().all(|story| (*story as usize) < 2 * titles.len()));
            proptest::prop_assert_eq!(found, stories(&lines));
        }
    }
}
