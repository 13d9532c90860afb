//! Moves made while only a part of the list is there, as at the start: they are made again in the whole of it.
//!
//! The first frame has a page or two around the last article. "To the end" means the end of all articles also then.

use crate::news::ArticleId;

/// Where the reader went in a part of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    from: From,
    /// Steps taken from there.
    by: isize,
}

/// What the steps began at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum From {
    /// The line that was selected at first.
    #[default]
    Start,
    First,
    Last,
    Line(ArticleId),
}

impl Window {
    /// The first line was selected, or the last.
    pub(super) fn end(last: bool) -> Self {
        Self { from: if last { From::Last } else { From::First }, by: 0 }
    }

    /// A line was selected.
    pub(super) fn line(id: ArticleId) -> Self {
        Self { from: From::Line(id), by: 0 }
    }

    /// The selection was moved.
    pub(super) fn step(&mut self, by: isize) {
        self.by = self.by.saturating_add(by);
        // Where the end is known nothing lies behind it.
        match self.from {
            From::First => self.by = self.by.max(0),
            From::Last => self.by = self.by.min(0),
            From::Start | From::Line(_) => {}
        }
    }

    /// The same place in the whole list, which may be past its end; nothing where the line is not in it.
    pub(super) fn place(
        self,
        count: usize,
        start: usize,
        find: impl FnOnce(ArticleId) -> Option<usize>,
    ) -> Option<usize> {
        let from = match self.from {
            From::Start => start,
            From::First => 0,
            From::Last => count.saturating_sub(1),
            From::Line(id) => find(id)?,
        };
        Some(from.saturating_add_signed(self.by))
    }
}
