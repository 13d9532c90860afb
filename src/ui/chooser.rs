//! Draws a chooser: a field, and the rows that match.

use ratatui::layout::Position;

use super::canvas::{Canvas, columns};
use super::over::{field, frame};
use crate::app::layout::Area;
use crate::app::overlay::{Choice, Chooser, ChooserKind};
use crate::config::{Look, Role};
use crate::fault;
use crate::news::Span;

/// Columns and rows of the box at most.
const SIZE: (u16, u16) = (84, 30);
/// A row of fewer columns has no room for what a command does beside its name and its key.
const NARROW: u16 = 50;
/// Columns of the keys in the help, and in a narrow one.
const KEYS: u16 = 16;
const NARROW_KEYS: u16 = 9;

pub(super) fn draw(canvas: &mut Canvas<'_>, chooser: &Chooser) -> Position {
    fault::point("draw: chooser");
    let two_rows =
        matches!(chooser.kind, ChooserKind::Search | ChooserKind::Links | ChooserKind::Found);
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
    if count == 0 {
        let says = emptiness(chooser);
        canvas.text_cut(rows.x + 2, rows.y, rows.x + rows.width, says, canvas.look(Role::Muted));
    }
    let page = usize::from(rows.height / item_height).max(1);
    let top = (chooser.selected() + 1).saturating_sub(page);
    for (n, choice) in chooser.shown().skip(top).take(page).enumerate() {
        let row = Area { y: rows.y + n as u16 * item_height, height: 1, ..rows };
        let selected = top + n == chooser.selected();
        draw_choice(canvas, row, choice, selected, two_rows, chooser.kind == ChooserKind::Help);
    }
    cursor
}

/// What stands in the place of rows: what can be typed, or that it leads nowhere.
fn emptiness(chooser: &Chooser) -> &'static str {
    match (chooser.kind, chooser.input.text().trim().is_empty()) {
        (ChooserKind::Tags, true) => "Type a name; Enter makes the tag.",
        (ChooserKind::Search, true) => "words, \"a phrase\", outlet:name, is:unread, after:7d",
        // A tag that is new has a row of its own.
        (ChooserKind::Tags, false) => "",
        (ChooserKind::Search, false) if chooser.waits() => "",
        _ => "Nothing matches.",
    }
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
        let wide = if row.width < NARROW { NARROW_KEYS } else { KEYS };
        let keys = canvas.mark(Role::Accent, selected);
        canvas.text_cut(x, row.y, (x + wide).min(end), &choice.label, keys);
        canvas.text_cut(x + wide + 2, row.y, end, &choice.note, text);
        return;
    }
    let label_end = end - note_room(end.saturating_sub(x), choice);
    let after = canvas.text_cut(x, row.y, label_end, &choice.label, text);
    light(
        canvas,
        Area { x, width: label_end.saturating_sub(x), ..row },
        &choice.label,
        &choice.lit,
        text,
    );
    canvas.text_right(after.max(label_end + 2).min(end), row.y, end, &choice.note, muted);
    if choice.below.is_empty() {
        return;
    }
    if two_rows {
        let look = canvas.look(Role::Muted);
        let area = Area { x, y: row.y + 1, width: end.saturating_sub(x), height: 1 };
        canvas.text_cut(x, area.y, end, &choice.below, look);
        light(canvas, area, &choice.below, &choice.lit_below, look);
    } else if row.width >= NARROW {
        canvas.text_cut((x + 24).max(after + 2), row.y, label_end, &choice.below, muted);
    }
}

/// Columns of a row that its note takes, with the gap before it: all it needs, but where the label needs them, too, the
/// label has three of five.
fn note_room(room: u16, choice: &Choice) -> u16 {
    if choice.note.is_empty() {
        return 0;
    }
    let beside = room.saturating_sub(columns(&choice.label)).max(room * 2 / 5);
    columns(&choice.note).saturating_add(2).min(beside)
}

/// Draws what is lit in a text once more, bold and underlined, as far as it has not been cut.
fn light(canvas: &mut Canvas<'_>, area: Area, text: &str, lit: &[Span], look: Look) {
    let end = area.x + area.width;
    let is_cut = columns(text) > area.width;
    let last = if is_cut { end.saturating_sub(columns(canvas.glyphs().ellipsis)) } else { end };
    let look = Look { bold: true, underline: true, ..look };
    for span in lit {
        let before = columns(text.get(..span.start as usize).unwrap_or_default());
        let words = text.get(span.range()).unwrap_or_default();
        let x = area.x.saturating_add(before);
        if x.saturating_add(columns(words)) <= last {
            canvas.text(x, area.y, last, words, look);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(room: u16, (label, note): (usize, usize), expected: u16) {
        let choice =
            Choice { label: "l".repeat(label), note: "n".repeat(note), ..Choice::default() };
        assert_eq!(note_room(room, &choice), expected, "of {room}: {label} beside {note}");
    }

    #[test]
    fn a_long_note_leaves_the_label_its_share() {
        check(40, (10, 0), 0);
        check(40, (10, 8), 10);
        check(40, (10, 38), 30);
        check(40, (60, 38), 16);
        check(40, (60, 5), 7);
        check(3, (60, 60), 1);
    }
}
