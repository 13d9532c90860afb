//! Another text in the place of the article: a change, or what the feed gave. The article keeps its place meanwhile.

use super::{LiveSet, Reader};
use crate::app::message::Opened;
use crate::app::page::Typography;
use crate::news::{Place, Revision, Span};

/// Another text that stands in the place of the article.
#[derive(Debug)]
pub(super) struct Aside {
    shown: Opened,
    added: Vec<Span>,
    removed: Vec<Span>,
    /// Where the reader was in the article.
    place: Place,
}

impl Reader {
    /// What stands in the pane: the article, or another text in its place.
    pub fn shown(&self) -> Option<&Opened> {
        self.aside.as_ref().map(|aside| &aside.shown).or(self.opened())
    }

    /// Whether another text stands in the place of the article.
    pub fn is_aside(&self) -> bool {
        self.aside.is_some()
    }

    /// Where the text that is shown has words that came in, and words that were taken out.
    pub fn revised(&self) -> (&[Span], &[Span]) {
        self.aside.as_ref().map_or((&[], &[]), |aside| (&aside.added, &aside.removed))
    }

    /// Shows another text in the place of the article, from its beginning.
    pub fn show_aside(&mut self, revision: Revision, typography: &Typography) {
        let place = self.place();
        let Some(opened) = &self.opened else { return };
        let article = crate::news::Article { id: opened.article.id, ..revision.article };
        let shown = Opened { article, marks: opened.marks, ..Opened::default() };
        let (added, removed) = (revision.added, revision.removed);
        self.aside = Some(Box::new(Aside { shown, added, removed, place }));
        self.live = LiveSet::Unread;
        self.set(*typography);
        self.go_to_end(false);
        let first = self.revised().0.iter().chain(self.revised().1).map(|span| span.start).min();
        if let Some(first) = first {
            self.go_to_offset(first);
        }
    }

    /// Shows the article again, where the reader was in it.
    pub fn come_back(&mut self, typography: &Typography) {
        let Some(aside) = self.aside.take() else { return };
        self.live = LiveSet::Unread;
        self.set(*typography);
        self.go_to(aside.place);
    }

    /// Where the reader is in the article, whatever stands in its place.
    pub fn place(&self) -> Place {
        self.aside.as_ref().map_or_else(|| self.place_shown(), |aside| aside.place)
    }
}
