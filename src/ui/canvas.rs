//! Writes text into cells: the one place where symbols meet columns.
//!
//! Text is measured by [`width`](crate::text::width), cut at graphemes, and folded to ASCII where the terminal shows
//! nothing else.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::links::{Links, NO_LINK};
use super::{Skin, emoji, fold};
use crate::app::layout::Area;
use crate::config::{Colour, Glyphs, Look, Role};
use crate::text::Link;
use crate::text::width::{self, Glyph, glyphs};

/// A buffer with the looks it is drawn in.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    skin: &'a Skin,
    /// Where links are noted; `None` where the terminal is not told of them.
    links: Option<&'a mut Links>,
    /// The number of the link that is being drawn.
    link: u16,
}

/// Longer addresses are not sent: terminals drop them.
const LONGEST_ADDRESS: usize = 2_000;

impl<'a> Canvas<'a> {
    pub(super) fn new(
        buffer: &'a mut Buffer,
        skin: &'a Skin,
        mut links: Option<&'a mut Links>,
    ) -> Self {
        if let Some(links) = &mut links {
            links.start(buffer.content.len());
        }
        Self { buffer, skin, links, link: NO_LINK }
    }

    /// What is drawn from now on belongs to the link with that index in its article.
    pub(super) fn begin_link(&mut self, index: usize, link: &Link) {
        let number = u16::try_from(index + 1).unwrap_or(NO_LINK);
        if let Some(links) = &mut self.links
            && number != NO_LINK
            && link.as_str().len() <= LONGEST_ADDRESS
        {
            links.name(number, link);
            self.link = number;
        }
    }

    /// What is drawn from now on belongs to no link.
    pub(super) fn end_link(&mut self) {
        self.link = NO_LINK;
    }

    pub(super) fn look(&self, role: Role) -> Look {
        self.skin.palette.look(role, false)
    }

    /// A look on the selected row, or off it.
    pub(super) fn look_on(&self, role: Role, selected: bool) -> Look {
        self.skin.palette.look(role, selected)
    }

    /// The look of a mark, which keeps its colour where text has none.
    pub(super) fn mark(&self, role: Role, selected: bool) -> Look {
        self.skin.palette.mark(role, selected)
    }

    pub(super) fn glyphs(&self) -> &'static Glyphs {
        self.skin.glyphs
    }

    pub(super) fn size(&self) -> (u16, u16) {
        (self.buffer.area.width, self.buffer.area.height)
    }

    /// Fills the screen with the background, but for areas beside each other, from left to right.
    pub(super) fn clear_around(&mut self, kept: &[Area]) {
        let mut blank = Cell::EMPTY;
        dress(&mut blank, self.look(Role::Background));
        let width = usize::from(self.buffer.area.width);
        if kept.is_empty() || width == 0 {
            return self.buffer.content.fill(blank);
        }
        for (y, row) in (0..).zip(self.buffer.content.chunks_mut(width)) {
            let mut from = 0;
            for area in kept.iter().filter(|area| (area.y..area.y + area.height).contains(&y)) {
                let (left, right) = (usize::from(area.x), usize::from(area.x + area.width));
                row[from.min(width)..left.min(width)].fill(blank.clone());
                from = right;
            }
            row[from.min(width)..].fill(blank.clone());
        }
    }

    /// Whether it is noted where links stand.
    pub(super) fn notes_links(&self) -> bool {
        self.links.is_some()
    }

    /// Fills an area with blanks.
    pub(super) fn fill(&mut self, area: Area, look: Look) {
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                self.put(x, y, " ", look);
            }
        }
    }

    /// Takes wide symbols apart that stand half inside an area: what is drawn there would be hidden by them.
    pub(super) fn clear_cut(&mut self, area: Area) {
        let right = area.x.saturating_add(area.width);
        for y in area.y..area.y.saturating_add(area.height) {
            for edge in [area.x, right] {
                let is_second =
                    self.buffer.cell((edge, y)).is_some_and(|cell| cell.symbol().is_empty());
                if is_second && edge > 0 {
                    for x in [edge - 1, edge] {
                        if let Some(cell) = self.buffer.cell_mut((x, y)) {
                            cell.set_symbol(" ");
                        }
                    }
                }
            }
        }
    }

    /// Writes one symbol into one cell. Outside the screen nothing happens.
    pub(super) fn put(&mut self, x: u16, y: u16, symbol: &str, look: Look) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol);
            dress(cell, look);
            if let Some(links) = &mut self.links {
                let (area, column, row) = (self.buffer.area, usize::from(x), usize::from(y));
                links.put(row * usize::from(area.width) + column, self.link);
            }
        }
    }

    /// Writes text, at most to column `end`. Returns the column after it.
    pub(super) fn text(&mut self, x: u16, y: u16, end: u16, text: &str, look: Look) -> u16 {
        let mut x = x;
        for glyph in glyphs(text) {
            if glyph.width == 0 {
                continue;
            }
            if x + glyph.width > end {
                break;
            }
            x = self.glyph(x, y, text, &glyph, look);
        }
        x
    }

    /// Writes one glyph of a text. Returns the column after it.
    pub(super) fn glyph(
        &mut self,
        x: u16,
        y: u16,
        text: &str,
        glyph: &Glyph<'_>,
        look: Look,
    ) -> u16 {
        let symbol = if self.skin.emoji_full { glyph.whole(text) } else { glyph.symbol };
        self.symbol(x, y, symbol, glyph.width, look);
        x + glyph.width
    }

    /// Writes a symbol of one or two columns. The second cell of a wide one is empty, so that nothing else is drawn there.
    fn symbol(&mut self, x: u16, y: u16, symbol: &str, columns: u16, look: Look) {
        if symbol.len() == 1 {
            // A sign of ASCII, as nearly all are, is the same everywhere.
            return self.put(x, y, symbol, look);
        }
        if let Some(folded) = self.folded(symbol) {
            for column in 0..columns {
                self.put(x + column, y, folded, look);
            }
            return;
        }
        if self.skin.no_emoji
            && let Some(signs) = emoji::signs(symbol)
        {
            for (sign, column) in signs.iter().zip(0..columns) {
                self.put(x + column, y, sign.encode_utf8(&mut [0; 4]), look);
            }
            return;
        }
        if width::is_bare(symbol) {
            return self.put(x, y, &format!(" {symbol}"), look);
        }
        self.put(x, y, symbol, look);
        if columns == 2 {
            self.put(x + 1, y, "", look);
        }
    }

    /// The sign that stands for a symbol the terminal does not show, or not in as many columns as are kept for it.
    fn folded(&self, symbol: &str) -> Option<&'static str> {
        if symbol.is_ascii() {
            None
        } else if self.skin.ascii {
            Some(fold::ascii(symbol))
        } else if self.skin.ambiguous_wide && width::is_ambiguous(symbol) {
            // A sign without a plain form is still better read than aligned.
            fold::plain(symbol)
        } else {
            None
        }
    }

    /// Writes text that ends in an ellipsis where it does not fit. Returns the column after it.
    pub(super) fn text_cut(&mut self, x: u16, y: u16, end: u16, text: &str, look: Look) -> u16 {
        let room = usize::from(end.saturating_sub(x));
        if width::width(text) <= room {
            return self.text(x, y, end, text, look);
        }
        let ellipsis = self.glyphs().ellipsis;
        let (head, _) = width::cut(text, room.saturating_sub(width::width(ellipsis)));
        let x = self.text(x, y, end, head.trim_end(), look);
        self.text(x, y, end, ellipsis, look)
    }

    /// Writes text so that it ends at column `end`. Returns the column it begins at.
    pub(super) fn text_right(
        &mut self,
        start: u16,
        y: u16,
        end: u16,
        text: &str,
        look: Look,
    ) -> u16 {
        let x = end.saturating_sub(columns(text)).max(start);
        self.text_cut(x, y, end, text, look);
        x
    }
}

/// Columns of a text, as many as can be counted.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(width::width(text)).unwrap_or(u16::MAX)
}

fn dress(cell: &mut Cell, look: Look) {
    cell.fg = colour(look.fg);
    cell.bg = colour(look.bg);
    let mut modifier = Modifier::empty();
    modifier.set(Modifier::BOLD, look.bold);
    modifier.set(Modifier::UNDERLINED, look.underline);
    modifier.set(Modifier::REVERSED, look.reverse);
    cell.modifier = modifier;
}

fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Indexed(index) => Color::Indexed(index),
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_over_wide_symbols_keeps_its_sides() {
        let skin = crate::ui::tests::skin();
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 8, 1));
        let mut canvas = Canvas::new(&mut buffer, &skin, None);
        let look = canvas.look(Role::Text);
        canvas.text(0, 0, 8, "漢字漢字", look);
        let area = Area { x: 1, y: 0, width: 4, height: 1 };
        canvas.clear_cut(area);
        canvas.fill(area, look);
        canvas.put(1, 0, "[", look);
        canvas.put(4, 0, "]", look);
        let symbols: Vec<&str> = buffer.content.iter().map(Cell::symbol).collect();
        assert_eq!(symbols, [" ", "[", " ", " ", "]", " ", "字", ""]);
    }
}
