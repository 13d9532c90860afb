//! Puts articles to stories, one after the other.
//!
//! Single-pass clustering (Allan, Papka and Lavrenko, "On-line new event detection and tracking", 1998): an article joins the
//! story it resembles most, measured against the story's middle and against its nearest article, less with each day
//! between them; if it resembles none enough, it begins one. Where it resembles two, and they each other, they become one.
//! Stories are found through the words they share with the article, so that the cost does not grow with all that is stored.
//!
//! Everything follows from the articles that each story is recognised by, in the order they came, in whole numbers: a
//! [`Grouper`] that is told of them again goes on as if it had never ended.

mod join;
mod near;

use std::collections::HashMap;

pub(super) use self::near::{SURELY, Sum};
use super::common::Common;
use super::leads::Leads;
use super::member::{Member, Story, own_square};
use super::signature::Signature;
use super::ties::{Apart, Ties};

/// So many of the nearest stories may become one with that of an article.
const RIVALS: usize = 4;
/// It is the day that so many articles in a row have reached: one that is dated wrongly makes nothing old.
const SURE: usize = 16;

/// What is common is counted anew whenever so many articles were put in; more often before the other number.
const COUNTED: (usize, usize) = (4_096, 64);

/// In place of the story of an article that is no longer looked for.
const GONE: u32 = u32::MAX;

/// The number of a story, counted from 0 in the order they began. A number whose story became part of another is not used
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

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
    /// What tells little among these articles.
    common: Common,
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

    /// Has words count less that are common in more than it is told of.
    pub fn weigh_less(&mut self, common: Common) {
        self.common = common;
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
        if self.forgets && is_counted_after(self.members.len()) {
            self.common = self.leads.common();
        }
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
}

/// Whether what is common is counted anew after so many articles.
fn is_counted_after(articles: usize) -> bool {
    let (seldom, often) = COUNTED;
    articles.is_multiple_of(if articles < seldom { often } else { seldom })
}

#[cfg(test)]
mod tests;
