//! What is to be listed: which articles, narrowed how, in which order, alone or as stories.

use crate::news::query::Sort;
use crate::news::{ArticleId, FeedId};
use crate::text::Prose;

/// Which articles are listed at all, before any filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All.
    #[default]
    All,
    /// Those not read yet.
    Unread,
    /// Favourites.
    Starred,
    /// Published today.
    Today,
    /// The read-later queue.
    Later,
}

impl Scope {
    /// Its name in the header.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Unread => "Unread",
            Self::Starred => "Starred",
            Self::Today => "Today",
            Self::Later => "Later",
        }
    }

    /// The same in the search language.
    pub fn query(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Unread => "is:unread",
            Self::Starred => "is:starred",
            Self::Today => "after:today",
            Self::Later => "is:later",
        }
    }
}

/// One feed, folder, saved search or tag whose articles are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it is called.
    pub name: Prose,
    /// Its articles, in the search language.
    pub query: String,
    /// The feeds they come by, where it is about feeds.
    pub feeds: Vec<FeedId>,
}

/// What is to be listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRequest {
    /// Which articles at all.
    pub scope: Scope,
    /// Only what is in this one.
    pub within: Option<Listed>,
    /// A filter in the search language.
    pub filter: String,
    /// Letters that source and title must contain in this order.
    pub fuzzy: String,
    /// Whether stories are listed instead of articles.
    pub stories: bool,
    /// The order.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub reversed: bool,
    /// Whether copies stand under the article they are copies of.
    pub folds: bool,
    /// The article to select, if it is listed.
    pub keep: Option<ArticleId>,
}

impl ListRequest {
    /// Whether copies are not listed. Where the list is narrowed down, a copy may be there and its original not.
    pub fn hides_copies(&self) -> bool {
        let is_narrowed = self.within.is_some() || !self.filter.is_empty();
        self.folds && !self.stories && !is_narrowed && self.fuzzy.is_empty()
    }
}
