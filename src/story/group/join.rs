//! What changes in the stories: an article joins one or leaves it, two become one, what is too old is forgotten.

use super::{GONE, Grouper, SURE, StoryId};
use crate::story::days::{Days, LASTS_DAYS};
use crate::story::member::{Story, WINDOW, own_square};
use crate::story::signature::Signature;

/// Two stories become one from this likeness of their middles on, when an article resembles both.
const MERGES: f32 = 0.22;
/// How much later than the rest an article may come before what it belongs to is forgotten (days).
const LATE_DAYS: f32 = 2.0;
/// What is too old is looked for whenever so many articles were put in.
const SWEEP: usize = 1024;

impl Grouper {
    /// Makes a story of its own of an article.
    pub(super) fn split_off(&mut self, article: u32) -> u32 {
        self.leave(article);
        let story = self.begin_next();
        self.join(article, story);
        story
    }

    /// Puts an article into a story.
    pub(super) fn join(&mut self, article: u32, story: u32) {
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
    pub(super) fn merge_if_like(&mut self, a: u32, b: u32) {
        let (a, b) = (self.standing(a), self.standing(b));
        let is_older = self.stories[a as usize].id <= self.stories[b as usize].id;
        let (into, from) = if is_older { (a, b) } else { (b, a) };
        let (left, right) = (&self.stories[into as usize], &self.stories[from as usize]);
        if into == from || left.members.is_empty() || right.members.is_empty() {
            return;
        }
        let fade = Days::fade(left.days, right.days);
        let length = (left.square as f32).sqrt() * (right.square as f32).sqrt();
        if self.are_apart(into, from)
            || fade <= MERGES
            || length == 0.0
            || self.are_other_matches(left, right)
        {
            return;
        }
        if self.between(left, right) as f32 / length * fade > MERGES {
            self.merge(into, from);
        }
    }

    /// Whether two stories tell of matches that ended otherwise.
    fn are_other_matches(&self, a: &Story, b: &Story) -> bool {
        let signature = |at: &u32| &self.members[*at as usize].signature;
        let told = a.members.iter().filter_map(|at| self.tells_of_other_match(signature(at), b));
        let mut told = told.peekable();
        told.peek().is_some() && told.all(|is_other| is_other)
    }

    /// The product of two stories' middles.
    pub(super) fn between(&self, a: &Story, b: &Story) -> u64 {
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
    pub(super) fn forget_old(&mut self, article: usize) {
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
        let left = looked.iter().filter(|story| **story != GONE).count() as u32;
        self.leads.keep(left, |article| looked[article as usize] != GONE);
    }
}
