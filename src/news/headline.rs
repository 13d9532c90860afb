//! What the list shows of an article, and what a reader has done with it.

use super::{ArticleId, Moment};
use crate::text::Prose;

/// One state a reader can give an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It has been read.
    Read,
    /// It is a favourite.
    Starred,
    /// It stands in the read-later queue.
    Later,
    /// It is not to be listed again.
    Hidden,
}

/// All states of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// It has been read.
    pub read: bool,
    /// It is a favourite.
    pub starred: bool,
    /// It stands in the read-later queue.
    pub later: bool,
    /// It is not to be listed again.
    pub hidden: bool,
}

impl Marks {
    /// Whether `mark` is set.
    pub fn get(self, mark: Mark) -> bool {
        match mark {
            Mark::Read => self.read,
            Mark::Starred => self.starred,
            Mark::Later => self.later,
            Mark::Hidden => self.hidden,
        }
    }

    /// The same with `mark` set or cleared.
    #[must_use]
    pub fn with(mut self, mark: Mark, on: bool) -> Self {
        match mark {
            Mark::Read => self.read = on,
            Mark::Starred => self.starred = on,
            Mark::Later => self.later = on,
            Mark::Hidden => self.hidden = on,
        }
        self
    }
}

/// Where a reader stopped in an article: the byte of its text at the reading line.
///
/// A byte of the text and not a line of the screen, so that it holds when the text is set to another width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// Offset of the reading line.
    pub offset: u32,
    /// Offset of the first line on the screen.
    pub top: u32,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Which article.
    pub id: ArticleId,
    /// Outlet, or credits where no outlet is named.
    pub source: Option<Prose>,
    /// The headline.
    pub title: Prose,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it came in, where it does not say when it was published, or says a day that had not come yet.
    pub came: Option<Moment>,
    /// How long it takes to read.
    pub minutes: u32,
    /// What the reader has done with it.
    pub marks: Marks,
    /// Whether something was seen in it that is watched for.
    pub watched: bool,
    /// Articles of other outlets that have its text.
    pub copies: u32,
}
