//! Puts articles to stories, one after the other.
//!
//! Single-pass clustering (Allan, Papka and Lavrenko, "On-line new event detection and tracking", 1998): an article joins the
//! story it resembles most, measured against the story's middle and against its nearest article, less with each day
//! between them; if it resembles none enough, it begins one. Where it resembles two, and they each other, they become one.
//! Stories are found through the words they share with the article, so that the cost does not grow with all that is stored.
//!
//! Everything follows from the articles that each story is recognised by, in the order they came, in whole numbers: a
//! [`Grouper`] that is told of them again goes on as if it had never ended.

use std::collections::HashMap;

use super::days::{Days, LASTS_DAYS};
use super::leads::Leads;
use super::member::{Member, Story, WINDOW, against, own_square};
use super::signature::{LENGTH, Signature, cosine};
use super::ties::{Apart, Ties};

/// An article joins a story from this resemblance on. Tuned with the other constants on 588 headlines and 332 articles
/// (B-cubed F1 in `score.rs`); from 0.18 to 0.20 the scores move by half a point.
const JOINS: f32 = 0.19;
/// Two stories become one from this likeness of their middles on, when an article resembles both.
const MERGES: f32 = 0.22;
/// An article that resembles a second story by more than this part of what it resembles the first one is about both, or
/// about neither: a round-up. Where the two stories are like each other by more than the other number, they are one event.
const BOTH: (f32, f32) = (0.7, 0.05);
/// How much the nearest article counts beside the middle.
const NEAREST: f32 = 0.35;
/// A resemblance that rests on one word alone is trusted less by this.
const ONE_WORD: f32 = 0.03;
/// An article that resembles the rest of a story by less than this part of [`JOINS`] hangs on one article alone.
const CHAIN: f32 = 0.6;
/// So many of the nearest stories may become one with that of an article.
const RIVALS: usize = 4;
/// How much later than the rest an article may come before what it belongs to is forgotten (days).
const LATE_DAYS: f32 = 2.0;
/// What is too old is looked for whenever so many articles were put in.
const SWEEP: usize = 1024;
/// It is the day that so many articles in a row have reached: one that is dated wrongly makes nothing old.
const SURE: usize = 16;

/// In place of the story of an article that is no longer looked for.
const GONE: u32 = u32::MAX;

/// The number of a story, counted from 0 in the order they began. A number whose story became part of another is not used
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

/// A story that an article resembles.
#[derive(Clone, Copy, Debug)]
struct Near {
    resemblance: f32,
    story: u32,
    /// The product with its middle.
    dot: u64,
    /// The article of it that is most like this one.
    nearest: u32,
}

/// What is summed up for a story while an article is looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    dot: u64,
    best: u32,
    nearest: u32,
}

impl Sum {
    /// Whether it is too little for any story: a middle is never shorter than one article, and the longer it is, the less
    /// a product says. Most stories that share a word with an article are told by that alone.
    fn is_faint(self) -> bool {
        // Weights are rounded, so an article may be a little shorter than it should be.
        const SURELY: f32 = JOINS * 0.99;
        let dot = self.dot as f32 / (LENGTH * LENGTH);
        dot * (1.0 - NEAREST) + cosine(self.best) * NEAREST <= SURELY
    }
}

/// Groups articles as they come.
#[derive(Debug, Default)]
pub struct Grouper {
    /// By place, in the order they came.
    members: Vec<Member>,
    stories: Vec<Story>,
    /// The place of the story that an article is looked for in, by place; [`GONE`] where its story is no longer recognised
    /// by it. Beside the articles, since it is asked for far more often than they.
    looked: Vec<u32>,
    leads: Leads,
    sums: Vec<Sum>,
    found: Vec<u32>,
    apart: Apart,
    /// Places of stories that were told of, by what they go by.
    places: HashMap<u32, u32>,
    /// What the next story goes by.
    next: u32,
    /// Stories that became part of another.
    joined: Vec<(StoryId, StoryId)>,
    /// Whether what is too old may be forgotten.
    forgets: bool,
    /// All stories before this place are forgotten, or part of another.
    standing_from: usize,
    /// The day that it is, and what the last articles say it is.
    today: f32,
    said: [f32; SURE],
}

impl Grouper {
    /// No stories yet. What is too old to be joined is forgotten on the way.
    pub fn new() -> Self {
        Self { forgets: true, today: f32::MIN, said: [f32::MIN; SURE], ..Self::default() }
    }

    /// Goes on from what [`recall`](Self::recall) is told; the next new story goes by that number. Nothing is forgotten.
    pub fn resumed(next: StoryId) -> Self {
        Self { next: next.0, ..Self::default() }
    }

    /// Takes an article that has its story already. To be told in the order they were put in.
    pub fn recall(&mut self, signature: Signature, id: StoryId) {
        let article = self.take(signature);
        let story = match self.places.get(&id.0) {
            Some(story) => *story,
            None => self.begin(id.0),
        };
        self.join(article, story);
    }

    /// Puts an article to its story. Which one that is may change with later articles: see [`story`](Self::story).
    pub fn add(&mut self, signature: Signature) -> StoryId {
        self.add_tied(signature, &Ties::default())
    }

    /// The same for an article that the reader has said something about.
    pub fn add_tied(&mut self, signature: Signature, ties: &Ties) -> StoryId {
        let near = self.near(&signature, ties);
        let article = self.take(signature);
        let wanted = self.wanted(ties);
        let near = if wanted.is_none() && self.is_roundup(&near) { Vec::new() } else { near };
        let story = match (wanted, near.first()) {
            (Some(story), _) => story,
            (None, Some(first)) => match self.would_chain(article, first) {
                Some(link) => self.split_off(link),
                None => first.story,
            },
            (None, None) => self.begin_as(ties.was),
        };
        self.join(article, story);
        self.keep_apart(article, ties);
        let rivals = near.iter().skip(usize::from(wanted.is_none()));
        for rival in rivals.take(RIVALS - 1) {
            self.merge_if_like(story, rival.story);
        }
        self.forget_old(article as usize);
        self.story(article)
    }

    /// The story of an article, by its place in the order they came.
    pub fn story(&self, article: u32) -> StoryId {
        let story = self.members.get(article as usize).map(|member| self.standing(member.story));
        StoryId(story.and_then(|story| self.stories.get(story as usize)).map_or(0, |s| s.id))
    }

    /// How many articles were put in.
    pub fn articles(&self) -> usize {
        self.members.len()
    }

    /// The number that the next new story goes by.
    pub fn next(&self) -> StoryId {
        StoryId(self.next)
    }

    /// Stories that became part of another since the beginning, in the order that happened.
    pub fn joined(&self) -> &[(StoryId, StoryId)] {
        &self.joined
    }

    /// Whether it was told of a story.
    pub fn knows(&self, story: StoryId) -> bool {
        self.places.contains_key(&story.0)
    }

    /// The articles that a story is recognised by, in the order they came.
    pub fn members(&self, article: u32) -> &[u32] {
        let story = self.members.get(article as usize).map(|member| self.standing(member.story));
        story.and_then(|story| self.stories.get(story as usize)).map_or(&[], |s| &s.members)
    }

    /// Whether its story is still recognised by an article.
    pub fn is_member(&self, article: u32) -> bool {
        self.members(article).contains(&article)
    }

    /// The article of its story that is most like the others; among equals the first.
    pub fn lead(&self, article: u32) -> Option<u32> {
        // What it has in common with itself says nothing.
        let pull = |at: u32| {
            let member = self.members.get(at as usize)?;
            Some(member.pull - own_square(&member.signature))
        };
        self.members(article).iter().copied().max_by(|a, b| pull(*a).cmp(&pull(*b)).then(b.cmp(a)))
    }

    /// Gives an article its place.
    fn take(&mut self, signature: Signature) -> u32 {
        let place = self.members.len() as u32;
        self.leads.add(place, &signature);
        self.members.push(Member { signature, ..Member::default() });
        self.looked.push(GONE);
        place
    }

    /// Begins a story, under the number it had before where that is free.
    fn begin_as(&mut self, was: Option<StoryId>) -> u32 {
        match was.filter(|was| !self.places.contains_key(&was.0)) {
            Some(was) => self.begin(was.0),
            None => self.begin_next(),
        }
    }

    fn begin_next(&mut self) -> u32 {
        let id = self.next;
        self.begin(id)
    }

    /// A new story without articles.
    fn begin(&mut self, id: u32) -> u32 {
        let place = self.stories.len() as u32;
        self.stories.push(Story { id, into: place, ..Story::default() });
        self.sums.push(Sum::default());
        self.next = self.next.max(id.saturating_add(1));
        if !self.forgets {
            self.places.insert(id, place);
        }
        place
    }

    /// The story that one has become part of, or itself.
    fn standing(&self, mut story: u32) -> u32 {
        while let Some(into) = self.stories.get(story as usize).map(|s| s.into)
            && into != story
        {
            story = into;
        }
        story
    }

    /// The story that an article belongs to by the reader's word. It may lie too far off to be recognised by anything.
    fn wanted(&mut self, ties: &Ties) -> Option<u32> {
        let known = ties.together.iter().find_map(|id| self.places.get(&id.0).copied());
        match (known, ties.together.first()) {
            (Some(story), _) => Some(self.standing(story)),
            (None, Some(id)) => Some(self.begin(id.0)),
            (None, None) => None,
        }
    }

    /// Notes what the reader has said an article does not belong to.
    fn keep_apart(&mut self, article: u32, ties: &Ties) {
        for id in &ties.apart {
            if let Some(other) = self.places.get(&id.0) {
                self.apart.note(article, *other);
            }
        }
    }

    /// Says that an article is where the reader wants it: it is not split off its story.
    pub fn hold(&mut self, article: u32) {
        self.apart.hold(article);
    }

    /// Says that an article that was recalled does not belong to a story.
    pub fn part(&mut self, article: u32, id: StoryId) {
        if let Some(story) = self.places.get(&id.0) {
            self.apart.note(article, *story);
        }
    }

    /// The stories that resemble an article enough, the nearest first.
    fn near(&mut self, signature: &Signature, ties: &Ties) -> Vec<Near> {
        self.sum_up(signature);
        let barred = self.barred(ties);
        let mut near = Vec::new();
        let found = std::mem::take(&mut self.found);
        for story in found.iter().copied() {
            let sum = std::mem::take(&mut self.sums[story as usize]);
            if sum.is_faint() || barred.contains(&story) {
                continue;
            }
            let resemblance = self.resemblance(signature, story, sum);
            if resemblance > JOINS {
                near.push(Near { resemblance, story, dot: sum.dot, nearest: sum.nearest });
            }
        }
        self.found = found;
        near.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance).then(a.story.cmp(&b.story)));
        near
    }

    /// Sums up the products of an article with every story that shares a word with it.
    fn sum_up(&mut self, signature: &Signature) {
        self.leads.sum_up(signature, self.members.len());
        self.found.clear();
        for article in &self.leads.touched {
            let story = self.looked[*article as usize];
            let Some(sum) = self.sums.get_mut(story as usize) else { continue };
            let dot = self.leads.dot(*article);
            if sum.dot == 0 {
                self.found.push(story);
            }
            sum.dot += u64::from(dot);
            // Among equals the one that came last, in whatever order they are found.
            if (dot, *article) >= (sum.best, sum.nearest) {
                (sum.best, sum.nearest) = (dot, *article);
            }
        }
    }

    /// Stories that an article must not join: by the reader's word, or because it resembles what was split off one of them
    /// more than it resembles the story.
    fn barred(&self, ties: &Ties) -> Vec<u32> {
        let said = ties.apart.iter().filter_map(|id| self.places.get(&id.0));
        let mut barred: Vec<u32> = said.map(|story| self.standing(*story)).collect();
        for (article, story) in self.apart.all() {
            let story = self.standing(story);
            let to_story = self.stories[story as usize].middle(self.sums[story as usize].dot);
            if cosine(self.leads.dot(article)) > to_story {
                barred.push(story);
            }
        }
        barred
    }

    /// How much an article resembles a story, from 0 to 1, with the days between them.
    fn resemblance(&self, signature: &Signature, place: u32, sum: Sum) -> f32 {
        let story = &self.stories[place as usize];
        let resemblance = story.middle(sum.dot) * (1.0 - NEAREST) + cosine(sum.best) * NEAREST;
        if resemblance <= JOINS {
            return 0.0;
        }
        let day = Days::of(signature);
        if resemblance * Days::fade(story.days, day) <= JOINS {
            return 0.0;
        }
        // Its reports may lie far apart, where the reader has joined two stories.
        let days = |article: &u32| Days::of(&self.members[*article as usize].signature);
        let fades = story.members.iter().map(|article| Days::fade(days(article), day));
        let faded = resemblance * fades.fold(0.0, f32::max);
        if faded <= JOINS {
            return 0.0;
        }
        let (_, shared) = self.members[sum.nearest as usize].signature.dot(signature);
        faded - if shared < 2 { ONE_WORD } else { 0.0 }
    }

    /// Whether an article resembles two stories alike that have nothing to do with each other.
    fn is_roundup(&self, near: &[Near]) -> bool {
        let [first, second, ..] = near else { return false };
        if second.resemblance < first.resemblance * BOTH.0 {
            return false;
        }
        let (a, b) = (&self.stories[first.story as usize], &self.stories[second.story as usize]);
        let length = (a.square as f32).sqrt() * (b.square as f32).sqrt();
        length > 0.0 && (self.between(a, b) as f32) < length * BOTH.1
    }

    /// Whether an article would join only by way of one other, which is nearer to it than to the rest: then both are
    /// a story of their own, and that other is given.
    fn would_chain(&self, article: u32, near: &Near) -> Option<u32> {
        let story = &self.stories[near.story as usize];
        let (link, signature) =
            (&self.members[near.nearest as usize], &self.members[article as usize].signature);
        if story.members.len() < 3 || self.apart.is_about(near.nearest) {
            return None;
        }
        let own = own_square(&link.signature);
        let rest = (story.square + own).saturating_sub(2 * link.pull);
        let (own_days, days) = (Days::of(&link.signature), Days::of(signature));
        let to_link = self.leads.dot(near.nearest);
        let joins = against(near.dot - u64::from(to_link), rest) * Days::fade(story.days, days);
        let stays = against(link.pull - own, rest)
            * Days::fade(self.days_without(story, near.nearest), own_days);
        let pulls = cosine(to_link) * Days::fade(own_days, days);
        (joins < JOINS * CHAIN && pulls > stays).then_some(near.nearest)
    }

    /// From the first to the last day of a story's articles but one.
    fn days_without(&self, story: &Story, link: u32) -> Option<Days> {
        let others = story.members.iter().filter(|member| **member != link);
        others
            .map(|member| Days::of(&self.members[*member as usize].signature))
            .fold(None, Days::with)
    }

    /// Makes a story of its own of an article.
    fn split_off(&mut self, article: u32) -> u32 {
        self.leave(article);
        let story = self.begin_next();
        self.join(article, story);
        story
    }

    /// Puts an article into a story.
    fn join(&mut self, article: u32, story: u32) {
        let signature = &self.members[article as usize].signature;
        let own = own_square(signature);
        let mut pull = own;
        let days = Days::of(signature);
        for other in self.stories[story as usize].members.clone() {
            let dot = u64::from(self.dot(article, other));
            self.members[other as usize].pull += dot;
            pull += dot;
        }
        let member = &mut self.members[article as usize];
        (member.pull, member.story) = (pull, story);
        self.looked[article as usize] = story;
        let standing = &mut self.stories[story as usize];
        // The middle's square grows by twice the product with the new one, and the new one's own.
        standing.square += 2 * pull - own;
        standing.days = Days::with(standing.days, days);
        standing.members.push(article);
        self.drop_surplus(story);
    }

    fn dot(&self, a: u32, b: u32) -> u32 {
        self.members[a as usize].signature.dot(&self.members[b as usize].signature).0
    }

    /// Takes an article out of what its story is recognised by.
    fn leave(&mut self, article: u32) {
        let story = self.members[article as usize].story;
        let (pull, own) = {
            let member = &self.members[article as usize];
            (member.pull, own_square(&member.signature))
        };
        self.stories[story as usize].members.retain(|member| *member != article);
        for other in self.stories[story as usize].members.clone() {
            let dot = u64::from(self.dot(article, other));
            self.members[other as usize].pull -= dot;
        }
        let days = self.days_without(&self.stories[story as usize], article);
        let left = &mut self.stories[story as usize];
        left.square = (left.square + own).saturating_sub(2 * pull);
        left.days = days;
    }

    /// A story is recognised by its latest articles, whatever order they were put in.
    fn drop_surplus(&mut self, story: u32) {
        while self.stories[story as usize].members.len() > WINDOW {
            let oldest = self.oldest(story);
            self.leave(oldest);
            self.drop_member(oldest);
        }
    }

    /// The article of a story with the earliest day; among equals that which was put in first.
    fn oldest(&self, story: u32) -> u32 {
        let day = |article: u32| self.members[article as usize].signature.day.unwrap_or(f32::MIN);
        let members = self.stories[story as usize].members.iter().copied();
        members.min_by(|a, b| day(*a).total_cmp(&day(*b)).then(a.cmp(b))).unwrap_or_default()
    }

    /// Forgets what an article is recognised by.
    fn drop_member(&mut self, article: u32) {
        self.members[article as usize].signature = Signature::default();
        self.looked[article as usize] = GONE;
    }

    /// Makes one story of two that are alike. The one that goes by the lower number goes on.
    fn merge_if_like(&mut self, a: u32, b: u32) {
        let (a, b) = (self.standing(a), self.standing(b));
        let is_older = self.stories[a as usize].id <= self.stories[b as usize].id;
        let (into, from) = if is_older { (a, b) } else { (b, a) };
        let (left, right) = (&self.stories[into as usize], &self.stories[from as usize]);
        if into == from || left.members.is_empty() || right.members.is_empty() {
            return;
        }
        let fade = Days::fade(left.days, right.days);
        let length = (left.square as f32).sqrt() * (right.square as f32).sqrt();
        if self.are_apart(into, from) || fade <= MERGES || length == 0.0 {
            return;
        }
        if self.between(left, right) as f32 / length * fade > MERGES {
            self.merge(into, from);
        }
    }

    /// The product of two stories' middles.
    fn between(&self, a: &Story, b: &Story) -> u64 {
        let pairs = a.members.iter().flat_map(|x| b.members.iter().map(move |y| (*x, *y)));
        pairs.map(|(x, y)| u64::from(self.dot(x, y))).sum()
    }

    fn merge(&mut self, into: u32, from: u32) {
        let gone = std::mem::take(&mut self.stories[from as usize]);
        self.joined.push((StoryId(gone.id), StoryId(self.stories[into as usize].id)));
        (self.stories[from as usize].id, self.stories[from as usize].into) = (gone.id, into);
        let staying = self.stories[into as usize].members.clone();
        let mut between = 0;
        for (x, y) in gone.members.iter().flat_map(|x| staying.iter().map(move |y| (*x, *y))) {
            let dot = u64::from(self.dot(x, y));
            self.members[x as usize].pull += dot;
            self.members[y as usize].pull += dot;
            between += dot;
        }
        for article in &gone.members {
            self.members[*article as usize].story = into;
            self.looked[*article as usize] = into;
        }
        let story = &mut self.stories[into as usize];
        story.square += gone.square + 2 * between;
        story.days = Days::with(story.days, gone.days);
        story.members.extend(gone.members);
        story.members.sort_unstable();
        self.drop_surplus(into);
    }

    /// Whether the reader has split one of these stories off the other.
    fn are_apart(&self, a: u32, b: u32) -> bool {
        let stands_in = |article: u32| self.standing(self.members[article as usize].story);
        self.apart.all().any(|(article, story)| {
            let pair = (stands_in(article), self.standing(story));
            pair == (a, b) || pair == (b, a)
        })
    }

    /// Drops what stories too old to be joined are recognised by. They stay stories.
    fn forget_old(&mut self, article: usize) {
        let Some(day) = self.members[article].signature.day.filter(|_| self.forgets) else {
            return;
        };
        self.said[article % SURE] = day;
        self.today = self.today.max(self.said.iter().copied().fold(f32::MAX, f32::min));
        if !article.is_multiple_of(SWEEP) {
            return;
        }
        let before = self.today - LASTS_DAYS - LATE_DAYS;
        for story in self.standing_from..self.stories.len() {
            if self.stories[story].days.is_some_and(|days| days.last < before) {
                for member in std::mem::take(&mut self.stories[story].members) {
                    self.drop_member(member);
                }
                self.stories[story].days = None;
            }
        }
        let is_over = |story: &&Story| story.members.is_empty();
        self.standing_from += self.stories[self.standing_from..].iter().take_while(is_over).count();
        let looked = &self.looked;
        self.leads.keep(|article| looked[article as usize] != GONE);
    }
}

#[cfg(test)]
mod tests;
