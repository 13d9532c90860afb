//! What the reader has said about articles and stories: which belong together, and which do not.

use std::collections::HashSet;

use super::StoryId;

/// What was said about one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Stories that it belongs to; the first of them that is known counts, or else the first.
    pub together: Vec<StoryId>,
    /// Stories that it does not belong to.
    pub apart: Vec<StoryId>,
    /// What its story went by when an older engine had grouped it; a story it begins goes by that again.
    pub was: Option<StoryId>,
}

/// Articles with the stories that they do not belong to, all by place.
#[derive(Debug, Default)]
pub(super) struct Apart {
    pairs: Vec<(u32, u32)>,
    /// Articles that are where the reader wants them.
    held: HashSet<u32>,
}

impl Apart {
    pub(super) fn note(&mut self, article: u32, story: u32) {
        self.held.insert(article);
        if !self.pairs.contains(&(article, story)) {
            self.pairs.push((article, story));
        }
    }

    pub(super) fn hold(&mut self, article: u32) {
        self.held.insert(article);
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pairs.iter().copied()
    }

    /// Whether something was said about an article: then it is where the reader wants it.
    pub(super) fn is_about(&self, article: u32) -> bool {
        self.held.contains(&article)
    }
}
