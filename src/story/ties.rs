//! What the reader has said about articles and stories: which belong together, and which do not.

use super::StoryId;

/// What was said about one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Stories that it belongs to; the first of them that is known counts.
    pub together: Vec<StoryId>,
    /// Stories that it does not belong to.
    pub apart: Vec<StoryId>,
}

/// Articles with the stories that they do not belong to, all by place.
#[derive(Debug, Default)]
pub(super) struct Apart(Vec<(u32, u32)>);

impl Apart {
    pub(super) fn note(&mut self, article: u32, story: u32) {
        if !self.0.contains(&(article, story)) {
            self.0.push((article, story));
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().copied()
    }

    /// Whether something was said about an article: then it is where the reader wants it.
    pub(super) fn is_about(&self, article: u32) -> bool {
        self.0.iter().any(|(other, _)| *other == article)
    }
}
