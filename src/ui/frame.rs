//! A frame, drawn in the memory of an older one: which of its panes show already what they must.
//!
//! Most keys change one pane of three. A pane is drawn from a few parts of the state; where none of them has changed
//! since it was drawn, it still stands in the frame, and need be neither drawn nor compared. That this is so whatever
//! is pressed is held against fresh frames in `tests/it/laws.rs`.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::links::Links;
use crate::app::App;
use crate::app::layout::{Area, Layout};
use crate::app::reader::LiveSet;
use crate::config::Pane;

/// What is to be shown.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Symbols and their looks.
    pub cells: Buffer,
    /// Where links stand.
    pub links: Links,
    /// Where the cursor stands; `None` where it is hidden.
    pub cursor: Option<Position>,
    /// What its panes show.
    panes: Panes,
}

impl Frame {
    /// A frame of which nothing is known but its cells.
    pub fn of(cells: Buffer, links: Links, cursor: Option<Position>) -> Self {
        Self { cells, links, cursor, panes: Panes::default() }
    }

    /// Gives it a size; what it showed at another is forgotten.
    pub fn resize(&mut self, area: Rect) {
        if self.cells.area != area {
            self.cells.resize(area);
            self.panes = Panes::default();
        }
    }

    /// The parts of the screen that are the same in another frame of this size: they need not be compared.
    pub fn still(&self, other: &Self) -> Vec<Rect> {
        let pairs = self.panes.0.iter().zip(&other.panes.0);
        let same = pairs.filter_map(|(one, other)| {
            let stamp = one.as_ref()?.stamp;
            other.as_ref().is_some_and(|other| other.stamp == stamp).then_some(stamp.area)
        });
        same.map(|Area { x, y, width, height }| Rect { x, y, width, height }).collect()
    }

    /// Forgets what its panes show: something else was written into it.
    pub fn forget_panes(&mut self) {
        self.panes = Panes::default();
    }

    /// What it shows, taken from it: it is about to be drawn over.
    pub(super) fn take_panes(&mut self) -> Panes {
        std::mem::take(&mut self.panes)
    }

    pub(super) fn set_panes(&mut self, panes: Panes) {
        self.panes = panes;
    }
}

/// All that a pane is drawn from, so briefly that it can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    area: Area,
    /// Of the part of the state it shows.
    revision: u64,
    /// The time it tells ages by.
    now: i64,
    /// Whether it shows that it has the keys.
    has_keys: bool,
    /// Which pane has them: an empty one names keys of that.
    focus: Pane,
}

/// The stamps of the list, the text and the facts; nothing of a pane that is to be drawn in any case.
pub(super) type Stamps = [Option<Stamp>; 3];

/// What the panes are to show now.
pub(super) fn stamps(app: &App, layout: &Layout, notes_links: bool) -> Stamps {
    // What lies over the panes hides a part of them.
    if app.overlay.is_some() || layout.hints.is_none() {
        return Stamps::default();
    }
    let now = app.now.timestamp().as_second();
    let focus = app.focus;
    let stamp = |area, revision, has_keys| Stamp { area, revision, now, has_keys, focus };
    // A list of stories shows what is known of them elsewhere, an empty one names keys.
    let is_plain = !app.list.has_stories() && !app.list.ids().is_empty();
    let list = layout.list.filter(|_| is_plain);
    let text = layout.text.filter(|_| !notes_links);
    let facts = layout.facts.filter(|_| !app.side.items().is_empty());
    let chooses = app.focus == Pane::Facts || matches!(app.reader.live, LiveSet::Mentions { .. });
    [
        list.map(|area| stamp(area, app.list.revision(), app.focus == Pane::List)),
        text.map(|area| stamp(area, app.reader.revision(), app.focus == Pane::Reader)),
        facts.map(|area| stamp(area, app.side.revision(), chooses)),
    ]
}

/// A pane that was drawn: from what, and where its cursor stood.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    stamp: Stamp,
    cursor: Option<Position>,
}

/// What the panes of a frame show, where that is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Panes([Option<Drawn>; 3]);

impl Panes {
    /// Forgets those that are to show something else.
    pub(super) fn keep(&mut self, stamps: &Stamps) {
        for (drawn, stamp) in self.0.iter_mut().zip(stamps) {
            *drawn = drawn.filter(|drawn| Some(drawn.stamp) == *stamp);
        }
    }

    /// Where those that are known stand.
    pub(super) fn areas(&self) -> impl Iterator<Item = Area> {
        self.0.iter().flatten().map(|drawn| drawn.stamp.area)
    }

    /// Draws a pane, unless it stands there already. Where its cursor stands.
    pub(super) fn draw(
        &mut self,
        at: usize,
        stamps: &Stamps,
        draw: impl FnOnce() -> Option<Position>,
    ) -> Option<Position> {
        if let Some(drawn) = &self.0[at] {
            return drawn.cursor;
        }
        let cursor = draw();
        self.0[at] = stamps[at].map(|stamp| Drawn { stamp, cursor });
        cursor
    }
}
