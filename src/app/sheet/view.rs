//! A table on the screen: which rows and columns of it are shown, and which of them are looked at.

use super::lay::{self, Line, Part};
use super::{Group, Row, Sheet};
use crate::news::{ArticleId, Span};

/// A table on the screen.
#[derive(Debug, Default)]
pub struct View {
    sheet: Sheet,
    hidden: Vec<bool>,
    /// The rows that are shown, in order.
    rows: Vec<usize>,
    lines: Vec<Line>,
    selected: usize,
    /// The column that is looked at.
    column: usize,
    /// The first column that is shown.
    first: usize,
    top: usize,
    size: (u16, u16),
    find: String,
}

impl View {
    /// Shows another table from its beginning.
    pub fn show(&mut self, sheet: Sheet) {
        let size = self.size;
        *self = Self { hidden: vec![false; sheet.groups.len()], sheet, size, ..Self::default() };
        self.lay();
    }

    /// Shows the same table with other words: nothing moves.
    pub fn update(&mut self, sheet: Sheet) {
        self.sheet = sheet;
        self.lay();
    }

    /// What it shows.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Tells the table how many columns and rows of the screen it has.
    pub fn resize(&mut self, width: u16, height: u16) {
        if self.size != (width, height) {
            self.size = (width, height);
            self.lay();
        }
    }

    /// The lines of the table, and the first that is on the screen.
    pub fn lines(&self) -> (&[Line], usize) {
        (&self.lines, self.top)
    }

    /// Where the columns stand.
    pub fn parts(&self) -> Vec<Part> {
        lay::parts(self.size.0, self.sheet.columns.len(), self.first, self.has_labels())
    }

    /// Rows of the screen for the names over the columns, and for the table.
    pub fn heights(&self) -> (u16, u16) {
        let is_named = self.sheet.columns.iter().any(|(name, _)| !name.is_empty());
        lay::heights(self.size.1, is_named)
    }

    fn height(&self) -> usize {
        self.heights().1.into()
    }

    fn has_labels(&self) -> bool {
        self.sheet.rows.iter().any(|row| !row.label.is_empty())
    }

    /// The number of the selected row, and the row.
    pub fn selected(&self) -> Option<(usize, &Row)> {
        let at = *self.rows.get(self.selected)?;
        Some((at, self.sheet.rows.get(at)?))
    }

    /// The group of the selected row.
    pub fn group(&self) -> Option<&Group> {
        self.sheet.groups.get(self.selected()?.1.group)
    }

    /// The column that is looked at.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The place the selected row leads to: that of the column looked at, else the first there is.
    pub fn place(&self) -> Option<(ArticleId, Span)> {
        let (_, row) = self.selected()?;
        let own = row.cells.get(self.column).and_then(Option::as_ref);
        own.or_else(|| row.cells.iter().flatten().next())?.place
    }

    /// Selects a row by its place among those shown, or the last. A column that says something of it is shown.
    pub fn select(&mut self, at: usize) {
        self.selected = at.min(self.rows.len().saturating_sub(1));
        if let Some(column) = self.silent_but_in() {
            self.look_at(column);
        }
        self.follow();
    }

    /// The first column with something in the selected row, where none of those on the screen has.
    fn silent_but_in(&self) -> Option<usize> {
        let (_, row) = self.selected()?;
        let says = |column: &usize| row.cells.get(*column).is_some_and(Option::is_some);
        let is_silent = !self.parts().iter().any(|part| says(&part.column));
        (0..row.cells.len()).find(says).filter(|_| is_silent)
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Moves by halves of the screen.
    pub fn page(&mut self, halves: isize) {
        let lines = (self.height() / 2).max(1) as isize * halves;
        let at = self.line_of_selected().saturating_add_signed(lines);
        let row = |line: &Line| line.row().and_then(|row| self.rows.binary_search(&row).ok());
        let found = if halves > 0 {
            self.lines.iter().skip(at).find_map(row).unwrap_or(usize::MAX)
        } else {
            self.lines.iter().take(at + 1).rev().find_map(row).unwrap_or(0)
        };
        self.select(found);
    }

    /// Goes to the first row of the next group, or of the one before.
    pub fn go_to_group(&mut self, forward: bool) {
        let of = |at: &usize| self.sheet.rows.get(*at).map(|row| row.group);
        let Some(here) = self.rows.get(self.selected).and_then(of) else { return };
        let found = if forward {
            self.rows.iter().position(|row| of(row) > Some(here))
        } else {
            let before = self.rows.iter().rev().filter_map(of).find(|group| *group < here);
            self.rows.iter().position(|row| before.is_some() && of(row) == before)
        };
        if let Some(found) = found {
            self.select(found);
        }
    }

    /// Looks at the next column, or the one before.
    pub fn go_to_column(&mut self, by: isize) {
        let last = self.sheet.columns.len().saturating_sub(1);
        self.look_at(self.column.saturating_add_signed(by).min(last));
    }

    fn look_at(&mut self, column: usize) {
        self.column = column;
        let shown = self.parts().len().max(1);
        let first = self.first.clamp((self.column + 1).saturating_sub(shown), self.column);
        if first != self.first {
            self.first = first;
            self.lay();
        }
    }

    /// Which groups are shown.
    pub fn shown_groups(&self) -> impl Iterator<Item = (&Group, bool)> {
        self.sheet.groups.iter().zip(self.hidden.iter().map(|hidden| !hidden))
    }

    /// Shows a group, or hides it. The selection stays on its row where that is still shown.
    pub fn toggle_group(&mut self, at: usize) {
        let kept = self.selected().map(|(row, _)| row);
        if let Some(hidden) = self.hidden.get_mut(at) {
            *hidden = !*hidden;
        }
        self.lay();
        let place = kept.map(|kept| self.rows.partition_point(|row| *row < kept));
        self.select(place.unwrap_or_default());
    }

    /// Looks for words in labels and cells, and goes to the first row below that has them. How many have.
    pub fn find(&mut self, words: &str) -> usize {
        self.find = words.to_lowercase();
        let count = self.rows.iter().filter(|row| self.has(**row)).count();
        let here = self.rows.get(self.selected).is_some_and(|row| self.has(*row));
        if !here {
            self.walk(true);
        }
        count
    }

    /// Goes to the next row that has what was looked for, round the end. Whether there is one.
    pub fn walk(&mut self, forward: bool) -> bool {
        let count = self.rows.len();
        let found = (1..=count).find_map(|by| {
            let at = if forward { self.selected + by } else { self.selected + count - by } % count;
            self.has(self.rows[at]).then_some(at)
        });
        if let Some(found) = found {
            self.select(found);
        }
        found.is_some()
    }

    fn has(&self, row: usize) -> bool {
        let Some(row) = self.sheet.rows.get(row).filter(|_| !self.find.is_empty()) else {
            return false;
        };
        let says = |text: &str| text.to_lowercase().contains(&self.find);
        says(&row.label) || row.cells.iter().flatten().any(|cell| says(&cell.text))
    }

    fn lay(&mut self) {
        let is_shown = |row: &Row| !self.hidden.get(row.group).copied().unwrap_or_default();
        let rows = self.sheet.rows.iter().enumerate();
        self.rows = rows.filter(|(_, row)| is_shown(row)).map(|(at, _)| at).collect();
        self.lines = lay::lines(&self.sheet, &self.rows, &self.parts(), self.size.0);
        self.follow();
    }

    fn line_of_selected(&self) -> usize {
        let row = self.rows.get(self.selected).copied();
        self.lines.iter().position(|line| row.is_some() && line.row() == row).unwrap_or_default()
    }

    /// Keeps the selected row on the screen, with the head of its group where that stands right above.
    fn follow(&mut self) {
        let height = self.height();
        let start = self.line_of_selected();
        let row = self.rows.get(self.selected).copied();
        let rows = self.lines.iter().skip(start).take_while(|line| line.row() == row).count();
        let head = self.lines[..start].iter().rev().take_while(|line| line.row().is_none()).count();
        if start.saturating_sub(head) < self.top {
            self.top = start.saturating_sub(head);
        } else if start + rows > self.top + height {
            // By half a screen: a row at a time costs a repaint each.
            self.top = (start + rows).saturating_sub(height.div_ceil(2)).min(start);
        }
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }
}
