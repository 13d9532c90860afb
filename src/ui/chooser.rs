//! Draws a chooser: a field, and the rows that match.

use ratatui::layout::Position;

use super::canvas::{Canvas, columns};
use super::over::{field, frame};
use crate::app::layout::Area;
use crate::app::overlay::{Choice, Chooser, ChooserKind};
use crate::config::Role;
use crate::fault;

/// Columns and rows of the box at most.
const SIZE: (u16, u16) = (84, 30);

pub(super) fn draw(canvas: &mut Canvas<'_>, chooser: &Chooser) -> Position {
    fault::point("draw: chooser");
    let two_rows = matches!(chooser.kind, ChooserKind::Search | ChooserKind::Links);
    let item_height = if two_rows { 2 } else { 1 };
    let count = chooser.shown().len();
    let inside = frame(canvas, SIZE, &format!("{} {count}", chooser.kind.title()));
    if inside.height < 3 {
        return field(canvas, inside, &chooser.input);
    }
    let prompt = canvas.mark(Role::Accent, false);
    canvas.text(inside.x, inside.y, inside.x + inside.width, ":", prompt);
    let input =
        Area { x: inside.x + 2, width: inside.width.saturating_sub(2), height: 1, ..inside };
    let cursor = field(canvas, input, &chooser.input);
    let rows = Area { y: inside.y + 2, height: inside.height - 2, ..inside };
    let page = usize::from(rows.height / item_height).max(1);
    let top = (chooser.selected() + 1).saturating_sub(page);
    for (n, choice) in chooser.shown().skip(top).take(page).enumerate() {
        let row = Area { y: rows.y + n as u16 * item_height, height: 1, ..rows };
        let selected = top + n == chooser.selected();
        draw_choice(canvas, row, choice, selected, two_rows, chooser.kind == ChooserKind::Help);
    }
    cursor
}

fn draw_choice(
    canvas: &mut Canvas<'_>,
    row: Area,
    choice: &Choice,
    selected: bool,
    two_rows: bool,
    keys: bool,
) {
    let end = row.x + row.width;
    if selected {
        canvas.fill(row, canvas.look_on(Role::Row, true));
        canvas.put(row.x, row.y, canvas.glyphs().selected, canvas.look_on(Role::Title, true));
    }
    let (muted, text) =
        (canvas.look_on(Role::Muted, selected), canvas.look_on(Role::Text, selected));
    let x = row.x + 2;
    if keys {
        canvas.text_cut(
            x,
            row.y,
            (x + 16).min(end),
            &choice.label,
            canvas.mark(Role::Accent, selected),
        );
        canvas.text_cut(x + 18, row.y, end, &choice.note, text);
        return;
    }
    let note_width = columns(&choice.note);
    let label_end = end
        .saturating_sub(if note_width == 0 { 0 } else { note_width.saturating_add(2) })
        .max(x + 8)
        .min(end);
    let after = canvas.text_cut(x, row.y, label_end, &choice.label, text);
    canvas.text_right(after, row.y, end, &choice.note, muted);
    if choice.below.is_empty() {
        return;
    }
    if two_rows {
        canvas.text_cut(x, row.y + 1, end, &choice.below, canvas.look(Role::Muted));
    } else {
        canvas.text_cut((x + 24).max(after + 2), row.y, label_end, &choice.below, muted);
    }
}
