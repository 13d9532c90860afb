//! Which stories an article resembles, and which of them it must not join.

use super::Grouper;
use crate::story::days::Days;
use crate::story::member::{Story, against, own_square};
use crate::story::signature::{LENGTH, Signature, cosine};
use crate::story::ties::Ties;

/// An article joins a story from this resemblance on. Tuned with the other constants on 588 headlines and 332 articles
/// (B-cubed F1 in `score.rs`); from 0.18 to 0.20 the scores move by half a point.
const JOINS: f32 = 0.19;
/// What resembles a story by no more than this at most surely stays out: weights are rounded, so that an article may be a
/// little shorter than it should be.
pub(in crate::story) const SURELY: f32 = JOINS * 0.99;
/// An article that resembles a second story by more than this part of what it resembles the first one is about both, or
/// about neither: a round-up. Where the two stories are like each other by more than the other number, they are one event.
const BOTH: (f32, f32) = (0.7, 0.05);
/// How much the nearest article counts beside the middle.
const NEAREST: f32 = 0.35;
/// A resemblance that rests on one word alone is trusted less by this.
const ONE_WORD: f32 = 0.03;
/// An article that resembles the rest of a story by less than this part of [`JOINS`] hangs on one article alone.
const CHAIN: f32 = 0.6;

/// From this part of a report on it tells of a thing.
const HALF: f32 = 0.3;
/// What is left of a resemblance where both tell of matches that ended otherwise.
const OTHER_MATCH: f32 = 0.25;

/// A story that an article resembles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    pub(super) resemblance: f32,
    pub(super) story: u32,
    /// The product with its middle.
    dot: u64,
    /// The article of it that is most like this one.
    nearest: u32,
}

/// What is summed up for a story while an article is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::story) struct Sum {
    dot: u64,
    best: u32,
    nearest: u32,
}

impl Sum {
    /// Takes the product with one of its articles in.
    pub(in crate::story) fn add(&mut self, dot: u32, article: u32) {
        self.dot += u64::from(dot);
        // Among equals the one that came last, in whatever order they are found.
        if (dot, article) >= (self.best, self.nearest) {
            (self.best, self.nearest) = (dot, article);
        }
    }

    pub(in crate::story) fn is_nothing(self) -> bool {
        self.dot == 0
    }

    /// What the resemblance cannot be more than: a middle is never shorter than one article, and the longer it is, the less a
    /// product says.
    pub(in crate::story) fn at_most(self) -> f32 {
        let dot = self.dot as f32 / (LENGTH * LENGTH);
        dot * (1.0 - NEAREST) + cosine(self.best) * NEAREST
    }

    /// Whether it is too little for any story. Most stories that share a word with an article are told by that alone.
    fn is_faint(self) -> bool {
        self.at_most() <= SURELY
    }
}

impl Grouper {
    /// The stories that resemble an article enough, the nearest first.
    pub(super) fn near(&mut self, signature: &Signature, ties: &Ties) -> Vec<Near> {
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
            if resemblance > JOINS && !self.is_beside_the_matter(signature, story, sum.nearest) {
                near.push(Near { resemblance, story, dot: sum.dot, nearest: sum.nearest });
            }
        }
        self.found = found;
        near.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance).then(a.story.cmp(&b.story)));
        near
    }

    /// Sums up the products of an article with every story that shares a word with it.
    fn sum_up(&mut self, signature: &Signature) {
        self.leads.sum_up(signature, &self.common, self.members.len());
        self.found.clear();
        for article in &self.leads.touched {
            let story = self.looked[*article as usize];
            let Some(sum) = self.sums.get_mut(story as usize) else { continue };
            let dot = self.leads.dot(*article);
            if sum.is_nothing() {
                self.found.push(story);
            }
            sum.add(dot, *article);
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
        let faded = if self.tells_of_other_match(signature, story) == Some(true) {
            faded * OTHER_MATCH
        } else {
            faded
        };
        faded - if shared < 2 { ONE_WORD } else { 0.0 }
    }

    /// Whether a story tells of other results of matches alone than an article; `None` where one of them tells none.
    pub(super) fn tells_of_other_match(
        &self,
        signature: &Signature,
        story: &Story,
    ) -> Option<bool> {
        let members = story.members.iter().map(|at| &self.members[*at as usize].signature);
        let mut told = members.filter_map(|member| signature.shares_result(member)).peekable();
        told.peek()?;
        Some(told.all(|is_shared| !is_shared))
    }

    /// Whether an article has to do with a story only by way of one report that tells of two things, as "Ferry aground, bank posts
    /// loss" does: of one with the others, of the other with this article.
    fn is_beside_the_matter(&self, signature: &Signature, story: u32, nearest: u32) -> bool {
        let story = &self.stories[story as usize];
        let link = &self.members[nearest as usize].signature;
        let others = story.members.iter().filter(|member| **member != nearest);
        let others: Vec<&Signature> =
            others.map(|member| &self.members[*member as usize].signature).collect();
        let (mut here, mut there) = (0, 0);
        for (term, weight) in &link.terms {
            let square = u64::from(*weight) * u64::from(*weight);
            match (signature.has(*term), others.iter().any(|other| other.has(*term))) {
                (true, true) => return false,
                (true, false) => here += square,
                (false, true) => there += square,
                (false, false) => {}
            }
        }
        here.min(there) as f32 >= LENGTH * LENGTH * HALF
    }

    /// Whether an article resembles two stories alike that have nothing to do with each other.
    pub(super) fn is_roundup(&self, near: &[Near]) -> bool {
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
    pub(super) fn would_chain(&self, article: u32, near: &Near) -> Option<u32> {
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
    pub(super) fn days_without(&self, story: &Story, link: u32) -> Option<Days> {
        let others = story.members.iter().filter(|member| **member != link);
        others
            .map(|member| Days::of(&self.members[*member as usize].signature))
            .fold(None, Days::with)
    }
}
