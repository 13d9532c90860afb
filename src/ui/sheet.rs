//! Draws a table of reports side by side, and below it what stands behind the selected row.

use std::ops::Range;

use ratatui::layout::Position;

use super::canvas::{Canvas, columns};
use crate::app::layout::Area;
use crate::app::sheet::{Line, Part, Row, Sheet, Told, Tone, View, foot_height};
use crate::config::{Glyphs, Look, Role};
use crate::fault;
use crate::text::wrap::{Breaking, wrap};

/// Where the words of a reason begin.
const WHY: u16 = 6;
/// Columns before a label: the mark of the selected row.
const MARKS: u16 = 2;

impl Tone {
    /// The look of what is said in this tone.
    pub(super) fn role(self) -> Role {
        match self {
            Self::Contradict => Role::Contradict,
            Self::Differ => Role::Only,
            Self::Agree => Role::Agree,
            Self::Only | Self::Plain => Role::Text,
        }
    }

    /// The look of the head of a group of this tone.
    pub(super) fn head(self) -> Role {
        match self {
            Self::Only => Role::Only,
            Self::Plain => Role::Title,
            other => other.role(),
        }
    }

    /// The sign that says the same without colour.
    pub(super) fn sign(self, glyphs: &Glyphs) -> &'static str {
        match self {
            Self::Contradict => glyphs.contradict,
            Self::Differ => glyphs.differ,
            Self::Agree => glyphs.agree,
            Self::Only => glyphs.only,
            Self::Plain => "",
        }
    }
}

/// Why there is no row.
fn draw_empty(canvas: &mut Canvas<'_>, area: Area, why: &str) {
    let (muted, end) = (canvas.look(Role::Muted), area.x + area.width);
    let columns = area.width.saturating_sub(2 * MARKS).into();
    let breaking = Breaking { columns, hyphenate: false, insertions: &[] };
    for (y, line) in (area.y..area.y + area.height).zip(wrap(why, &breaking)) {
        canvas.text_cut(area.x + MARKS, y, end, why.get(line.range).unwrap_or_default(), muted);
    }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, view: &View) -> Option<Position> {
    fault::point("draw: sheet");
    let ((head, height), foot) = (view.heights(), foot_height(area.height));
    let parts = view.parts();
    if head > 0 {
        draw_heads(canvas, area, view, &parts);
    }
    let table = Area { y: area.y + head, height, ..area };
    rules(canvas, table, &parts, area.width);
    if view.sheet().rows.is_empty() {
        draw_empty(canvas, table, view.sheet().empty);
    }
    let cursor = draw_lines(canvas, table, view, &parts);
    if foot > 0 {
        draw_foot(canvas, Area { y: area.y + area.height - foot, height: foot, ..area }, view);
    }
    cursor
}

/// The names of the outlets over their columns.
fn draw_heads(canvas: &mut Canvas<'_>, area: Area, view: &View, parts: &[Part]) {
    if is_stacked(parts, area.width) {
        return;
    }
    for part in parts {
        let Some((name, note)) = view.sheet().columns.get(part.column) else { continue };
        let looked_at = part.column == view.column() && view.sheet().columns.len() > 1;
        let role = if looked_at { Role::Title } else { Role::Accent };
        let (x, end) = (area.x + part.x, area.x + part.x + part.width);
        let room = end_of_name(x, end, columns(note) + 1);
        let x = canvas.text_cut(x, area.y, room, name, canvas.mark(role, false));
        canvas.text_cut(x + 1, area.y, end, note, canvas.look(Role::Muted));
    }
    let (first, last) = (parts.first(), parts.last());
    let count = view.sheet().columns.len();
    if first.is_some_and(|part| part.column > 0) {
        canvas.text(area.x, area.y, area.x + 2, "<", canvas.mark(Role::Accent, false));
    }
    if last.is_some_and(|part| part.column + 1 < count) {
        let end = area.x + area.width;
        canvas.text_right(area.x, area.y, end, ">", canvas.mark(Role::Accent, false));
    }
}

/// Whether the cells stand below their label, and not beside it.
fn is_stacked(parts: &[Part], width: u16) -> bool {
    parts.first().is_some_and(|part| part.x + part.width >= width)
}

/// Thin rules between the columns.
fn rules(canvas: &mut Canvas<'_>, table: Area, parts: &[Part], width: u16) {
    if is_stacked(parts, width) || parts.first().is_none_or(|part| part.x <= MARKS) {
        return;
    }
    let look = canvas.look(Role::Rule);
    for part in parts {
        for y in table.y..table.y + table.height {
            canvas.put(table.x + part.x.saturating_sub(2), y, canvas.glyphs().vertical, look);
        }
    }
}

fn draw_lines(
    canvas: &mut Canvas<'_>,
    table: Area,
    view: &View,
    parts: &[Part],
) -> Option<Position> {
    let (lines, top) = view.lines();
    let selected = view.selected().map(|(at, _)| at);
    let mut cursor = None;
    for (y, line) in (table.y..table.y + table.height).zip(lines.iter().skip(top)) {
        match line {
            Line::Blank => {}
            Line::Group(at) => {
                draw_group(canvas, Area { y, height: 1, ..table }, view.sheet(), *at);
            }
            Line::Outlet { row, column } => {
                let on = selected == Some(*row);
                draw_outlet(canvas, Area { y, height: 1, ..table }, view.sheet(), *column, on);
            }
            Line::Row { row, label, cells, first } => {
                let Some(content) = view.sheet().rows.get(*row) else { continue };
                let on = selected == Some(*row);
                let drawn = Drawn { content, label, cells, first: *first, on, view };
                drawn.draw(canvas, Area { y, height: 1, ..table }, parts);
                if on && *first {
                    cursor = Some(Position::new(table.x + MARKS, y));
                }
            }
        }
    }
    cursor
}

/// Where a name ends at most that a note of some columns stands behind: it keeps most of the line, the note is cut.
fn end_of_name(x: u16, end: u16, note: u16) -> u16 {
    let most = x + end.saturating_sub(x) * 2 / 3;
    end.saturating_sub(note).max(most)
}

fn draw_group(canvas: &mut Canvas<'_>, area: Area, sheet: &Sheet, at: usize) {
    let Some(group) = sheet.groups.get(at) else { return };
    let end = area.x + area.width;
    let look = canvas.mark(group.tone.head(), false);
    let sign = group.tone.sign(canvas.glyphs());
    let mut x = area.x;
    if !sign.is_empty() {
        x = canvas.text(x, area.y, end, sign, look) + 1;
    }
    let room =
        if group.note.is_empty() { end } else { end_of_name(x, end, columns(&group.note) + 2) };
    let x = canvas.text_cut(x, area.y, room, &group.name, look);
    canvas.text_cut(x + 2, area.y, end, &group.note, canvas.look(Role::Muted));
}

/// The name of an outlet over its cell.
fn draw_outlet(canvas: &mut Canvas<'_>, area: Area, sheet: &Sheet, column: usize, on: bool) {
    if on {
        canvas.fill(area, canvas.look_on(Role::Row, true));
    }
    let Some((name, _)) = sheet.columns.get(column) else { return };
    let look = canvas.look_on(Role::Muted, on);
    canvas.text_cut(area.x + MARKS + 1, area.y, area.x + area.width, name, look);
}

/// One line of a row, as it is drawn.
struct Drawn<'a> {
    content: &'a Row,
    label: &'a Range<usize>,
    cells: &'a [Option<Range<usize>>],
    first: bool,
    on: bool,
    view: &'a View,
}

impl Drawn<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, area: Area, parts: &[Part]) {
        let stacked = is_stacked(parts, area.width);
        if self.on {
            canvas.fill(area, canvas.look_on(Role::Row, true));
            if self.first {
                let look = canvas.look_on(Role::Title, true);
                canvas.put(area.x, area.y, canvas.glyphs().selected, look);
            }
            if !stacked && parts.first().is_some_and(|part| part.x > MARKS) {
                let look = canvas.look_on(Role::Rule, true);
                for part in parts {
                    let x = area.x + part.x.saturating_sub(2);
                    canvas.put(x, area.y, canvas.glyphs().vertical, look);
                }
            }
        }
        if let Some(label) = self.content.label.get(self.label.clone()) {
            let end = if stacked { area.x + area.width } else { Self::label_end(area, parts) };
            let role = if self.on { Role::Title } else { Role::Muted };
            canvas.text_cut(area.x + MARKS, area.y, end, label, canvas.look_on(role, self.on));
        }
        for (part, piece) in parts.iter().zip(self.cells) {
            self.draw_cell(canvas, area, *part, piece.as_ref(), stacked);
        }
    }

    fn label_end(area: Area, parts: &[Part]) -> u16 {
        parts.first().map_or(area.x + area.width, |part| area.x + part.x.saturating_sub(3))
    }

    fn draw_cell(
        &self,
        canvas: &mut Canvas<'_>,
        area: Area,
        part: Part,
        piece: Option<&Range<usize>>,
        stacked: bool,
    ) {
        let (x, end) = (area.x + part.x, area.x + part.x + part.width);
        let cell = self.content.cells.get(part.column).and_then(Option::as_ref);
        let (Some(cell), Some(piece)) = (cell, piece) else {
            if cell.is_none() && self.first && !stacked {
                let look = canvas.look_on(Role::Muted, self.on);
                canvas.text(x, area.y, end, canvas.glyphs().dash, look);
            }
            return;
        };
        let mut x = x;
        if self.view.sheet().columns.len() == 1 && self.first && self.content.tone != Tone::Plain {
            let look = canvas.mark(self.content.tone.role(), self.on);
            x = canvas.text(x, area.y, end, self.content.tone.sign(canvas.glyphs()), look) + 1;
        }
        let place = (x, area.y, end);
        if self.content.refused {
            let muted = canvas.look_on(Role::Muted, self.on);
            write_marked(canvas, place, &cell.text, piece, &[], (muted, muted));
            return;
        }
        let strong = canvas.mark(Role::Contradict, self.on);
        let plain = canvas.look_on(self.role(), self.on);
        write_marked(canvas, place, &cell.text, piece, &cell.marked, (plain, strong));
    }

    /// How what is said is read, but for the words that differ.
    fn role(&self) -> Role {
        // Beside each other what agrees is read as any text: the head of the group says it. Where single words differ
        // they alone stand out, also beside a wording that lacks them.
        let agrees = self.content.tone == Tone::Agree && self.view.sheet().columns.len() > 1;
        let by_words = self.content.cells.iter().flatten().any(|cell| !cell.marked.is_empty());
        if agrees || by_words { Role::Text } else { self.content.tone.role() }
    }
}

/// Writes a piece of a text in one look, and some ranges of it in another.
fn write_marked(
    canvas: &mut Canvas<'_>,
    (mut x, y, end): (u16, u16, u16),
    text: &str,
    piece: &Range<usize>,
    marked: &[Range<usize>],
    (plain, strong): (Look, Look),
) {
    let mut parts: Vec<(Range<usize>, Look)> = Vec::new();
    let mut at = piece.start;
    for mark in marked {
        let (start, stop) = (mark.start.clamp(at, piece.end), mark.end.clamp(at, piece.end));
        parts.extend([(at..start, plain), (start..stop, strong)]);
        at = stop;
    }
    parts.push((at..piece.end, plain));
    for (range, look) in parts {
        let part = text.get(range).unwrap_or_default();
        let fits = columns(part) <= end.saturating_sub(x);
        x = canvas.text_cut(x, y, end, part, look);
        if !fits {
            return;
        }
    }
}

/// Below the table: the sentences of the selected row, and why the reports stand so to each other.
fn draw_foot(canvas: &mut Canvas<'_>, area: Area, view: &View) {
    let rule = canvas.look(Role::Rule);
    for x in area.x..area.x + area.width {
        canvas.put(x, area.y, canvas.glyphs().horizontal, rule);
    }
    let Some((_, row)) = view.selected() else { return };
    let bottom = area.y + area.height;
    let why_lines = why_lines(&row.why, area);
    let why = why_lines.len() as u16;
    let room = area.height.saturating_sub(1 + why);
    // The sentence of the column that is looked at comes first where not all have room.
    let mut told: Vec<&Told> = row.told.iter().collect();
    if told.len() > usize::from(room) {
        told.sort_by_key(|told| (told.column != view.column(), told.column));
    }
    let mut y = area.y + 1;
    for (at, one) in told.iter().enumerate() {
        let left = (bottom - why).saturating_sub(y);
        if left == 0 {
            break;
        }
        // Each has a line; the first ones have those that are left over, too.
        let others = (told.len() - 1 - at) as u16;
        let height = left.saturating_sub(others).clamp(1, 3);
        y = draw_told(canvas, Area { y, height, ..area }, one);
    }
    let end = (area.x + area.width).saturating_sub(1);
    if why > 0 {
        canvas.text(area.x + 1, bottom - why, end, "why", canvas.mark(Role::Accent, false));
    }
    for (y, line) in (bottom - why..bottom).zip(why_lines) {
        let part = row.why.get(line).unwrap_or_default();
        canvas.text_cut(area.x + WHY, y, end, part, canvas.look(Role::Muted));
    }
}

/// The lines of a reason: two where there is room for them below the sentences.
fn why_lines(why: &str, area: Area) -> Vec<Range<usize>> {
    if why.is_empty() {
        return vec![];
    }
    let room = usize::from(area.width.saturating_sub(WHY + 1)).max(8);
    let breaking = Breaking { columns: room, hyphenate: false, insertions: &[] };
    let mut lines: Vec<Range<usize>> =
        wrap(why, &breaking).into_iter().map(|line| line.range).collect();
    lines.truncate(if area.height < 6 { 1 } else { 2 });
    if let Some(last) = lines.last_mut() {
        last.end = why.len();
    }
    lines
}

/// Writes who says it and the sentence, with the words marked. Returns the row after it.
fn draw_told(canvas: &mut Canvas<'_>, area: Area, told: &Told) -> u16 {
    let end = (area.x + area.width).saturating_sub(1);
    let name_end = (area.x + area.width / 3).min(end);
    let x = canvas.text_cut(area.x + 1, area.y, name_end, &told.who, canvas.look(Role::Muted)) + 2;
    let looks = (canvas.look(Role::Text), canvas.mark(Role::Contradict, false));
    let room = usize::from(end.saturating_sub(x)).max(8);
    let breaking = Breaking { columns: room, hyphenate: false, insertions: &[] };
    let mut lines: Vec<Range<usize>> =
        wrap(&told.sentence, &breaking).into_iter().map(|line| line.range).collect();
    // Where it is too long, the lines with the words are shown.
    let said = told.marked.first().map_or(0, |marked| marked.start);
    let at = lines.iter().position(|line| said < line.end).unwrap_or_default();
    let from = at.min(lines.len().saturating_sub(usize::from(area.height)));
    lines.drain(..from);
    if lines.len() > usize::from(area.height) {
        lines.truncate(area.height.into());
        if let Some(last) = lines.last_mut() {
            last.end = told.sentence.len();
        }
    }
    let mut y = area.y;
    for (nth, line) in lines.iter().enumerate() {
        let start = if nth == 0 && from > 0 {
            canvas.text(x, y, end, canvas.glyphs().ellipsis, looks.0) + 1
        } else {
            x
        };
        write_marked(canvas, (start, y, end), &told.sentence, line, &told.marked, looks);
        y += 1;
    }
    y.max(area.y + 1)
}
