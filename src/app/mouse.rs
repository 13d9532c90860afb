//! What the mouse does, where it is listened to: its wheel turns what is under it, a press selects.

use super::layout::Area;
use super::message::Effect;
use super::overlay::Overlay;
use super::side::Row;
use super::{App, Pane};
use crate::fault;

impl App {
    /// Turns what lies over the panes, else the pane under the pointer. Only the list needs the keys for that.
    pub(super) fn wheel(&mut self, rows: i16, column: u16, row: u16) -> Vec<Effect> {
        fault::point("app: wheel");
        let by = isize::from(rows);
        match &mut self.overlay {
            Some(Overlay::Details(details)) => details.scroll(by, self.size),
            Some(Overlay::Chooser(chooser)) => chooser.turn(by.signum()),
            Some(_) => {}
            None => return self.turn_pane(by, column, row),
        }
        vec![]
    }

    fn turn_pane(&mut self, by: isize, column: u16, row: u16) -> Vec<Effect> {
        let layout = self.layout();
        if row_inside(layout.text, column, row).is_some() {
            return self.read(|reader| reader.scroll(by));
        }
        if row_inside(layout.facts, column, row).is_some() {
            self.side.step(by.signum());
            return self.light_soon();
        }
        let mut effects = Vec::new();
        if row_inside(layout.list, column, row).is_some() {
            effects = self.focus_on(Pane::List);
        }
        effects.extend(self.step(by.signum()));
        effects
    }

    /// Gives the keys to the pane under the pointer and selects the row; what any key closes is closed.
    pub(super) fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        fault::point("app: click");
        if let Some(overlay) = &self.overlay {
            if matches!(overlay, Overlay::Details(_) | Overlay::Address { .. }) {
                self.overlay = None;
            }
            return vec![];
        }
        let layout = self.layout();
        if let Some(y) = row_inside(layout.list, column, row) {
            return self.click_list(y);
        }
        if let Some(y) = row_inside(layout.text, column, row) {
            let line = self.reader.top() + y;
            let mut effects = self.read(|reader| reader.go_to_line(line));
            effects.extend(self.focus_on(Pane::Reader));
            return effects;
        }
        if let Some(y) = row_inside(layout.feeds, column, row) {
            // The first row is the head of the table, and what stands below it is no row.
            let height = layout.feeds.map_or(0, |area| area.height);
            let shown = usize::from(super::feeds::rows_of(height));
            let at = self.feeds.top() + y.saturating_sub(1);
            if (1..=shown).contains(&y) && at < self.feeds.rows().len() {
                self.feeds.select(at);
            }
            return vec![];
        }
        row_inside(layout.facts, column, row).map(|y| self.click_facts(y)).unwrap_or_default()
    }

    fn click_list(&mut self, y: usize) -> Vec<Effect> {
        let position = self.list.top() + y / self.list.item_height();
        let mut effects = self.focus_on(Pane::List);
        // Below the last article there is nothing to select.
        if position < self.list.ids().len() {
            effects.extend(self.list.select(position));
            effects.extend(self.preview_soon());
        }
        effects
    }

    fn click_facts(&mut self, y: usize) -> Vec<Effect> {
        let row = self.side.rows().get(self.side.top() + y).copied();
        let mut effects = self.focus_on(Pane::Facts);
        if let Some(Row::Item(index) | Row::Below(index)) = row {
            self.side.select(index);
            effects.extend(self.light_selected());
        }
        effects
    }
}

/// The row of an area that a cell is in, counted from 0.
fn row_inside(area: Option<Area>, column: u16, row: u16) -> Option<usize> {
    let area = area?;
    let inside = (area.x..area.x + area.width).contains(&column)
        && (area.y..area.y + area.height).contains(&row);
    inside.then(|| usize::from(row - area.y))
}
