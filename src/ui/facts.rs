//! Draws the facts panel.

use ratatui::layout::Position;

use super::canvas::Canvas;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::reader::LiveSet;
use crate::app::sheet::Tone;
use crate::app::side::{Group, Item, Row, UNSURE};
use crate::app::words;
use crate::config::{Look, Pane, Role};
use crate::fault;
use crate::news::FactKind;
use crate::text::width::width;

/// Columns before a heading and a name.
const MARGIN: u16 = 2;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) -> Option<Position> {
    fault::point("draw: facts");
    let side = &app.side;
    if side.items().is_empty() {
        if app.reader.facts().is_some() {
            canvas.text_cut(
                area.x + MARGIN,
                area.y,
                area.x + area.width,
                "No facts found.",
                canvas.look(Role::Muted),
            );
        }
        return Some(Position::new(area.x, area.y));
    }
    // What a search has found in the text is no choice of a fact.
    let chooses = app.focus == Pane::Facts || matches!(app.reader.live, LiveSet::Mentions { .. });
    let mut cursor = None;
    for (y, row) in side.rows().iter().skip(side.top()).take(usize::from(area.height)).enumerate() {
        let row_area = Area { y: area.y + y as u16, height: 1, ..area };
        match row {
            Row::Blank => {}
            Row::Heading(group, count) => heading(canvas, row_area, *group, *count),
            Row::Item(index) => {
                let chosen = *index == side.selected() && chooses;
                item(canvas, row_area, &side.items()[*index], *index, chosen);
                if *index == side.selected() {
                    cursor = Some(Position::new(area.x + MARGIN, row_area.y));
                }
            }
            Row::Below(index) => below(canvas, row_area, &side.items()[*index]),
        }
    }
    cursor
}

fn heading(canvas: &mut Canvas<'_>, row: Area, group: Group, count: usize) {
    let look = Look { bold: true, ..canvas.look(Role::Muted) };
    let end = (row.x + row.width).saturating_sub(1);
    canvas.text(row.x + MARGIN - 1, row.y, end, group.heading(), look);
    canvas.text_right(row.x, row.y, end, &count.to_string(), canvas.look(Role::Muted));
}

fn item(canvas: &mut Canvas<'_>, row: Area, item: &Item, index: usize, chosen: bool) {
    let end = (row.x + row.width).saturating_sub(1);
    if chosen {
        canvas.fill(row, canvas.look_on(Role::Row, true));
        canvas.put(row.x, row.y, canvas.glyphs().selected, canvas.look_on(Role::Title, true));
    }
    let muted = canvas.look_on(Role::Muted, chosen);
    if item.kind.is_none() {
        let x = canvas.text(row.x + MARGIN, row.y, end, &format!("{} ", index + 1), muted);
        canvas.text_cut(x, row.y, end, &item.label, canvas.look_on(Role::Text, chosen));
        return;
    }
    let look = label_look(canvas, item, chosen);
    let mut label_end = end;
    let start = row.x + MARGIN;
    if item.certainty < UNSURE {
        canvas.text(start - 1, row.y, start, "?", muted);
    } else if item.is_new {
        canvas.text(start - 1, row.y, start, "+", canvas.mark(Role::Accent, chosen));
    }
    if let Some((status, others)) = item.standing {
        let tone = Tone::from(status);
        let text = format!("{}{others}", tone.sign(canvas.glyphs()));
        let mark = canvas.mark(tone.role(), chosen);
        label_end = canvas.text_right(start, row.y, end, &text, mark).saturating_sub(1);
    }
    if item.spans.len() > 1 {
        let count = format!("{}{}", canvas.glyphs().times, item.spans.len());
        label_end = canvas.text_right(start, row.y, label_end, &count, muted).saturating_sub(1);
    }
    let claim = item.claim.and_then(words::claim_beside).unwrap_or_default();
    let room = usize::from(label_end.saturating_sub(start)).saturating_sub(width(&item.label) + 2);
    let claimed = if claim.is_empty() || room < width(claim) { 0 } else { width(claim) };
    if claimed > 0 {
        let at = start + width(&item.label) as u16 + 2;
        canvas.text(at, row.y, label_end, claim, muted);
    }
    let room = if claimed > 0 { room.saturating_sub(claimed + 2) } else { room };
    // Words are cut, and left out where little of them would be seen.
    if !item.note.is_empty() && (width(&item.note) <= room || room >= 8) {
        let start = label_end.saturating_sub(room as u16);
        label_end = canvas.text_right(start, row.y, label_end, &item.note, muted);
    }
    canvas.text_cut(start, row.y, label_end, &item.label, look);
}

fn label_look(canvas: &Canvas<'_>, item: &Item, chosen: bool) -> Look {
    if item.certainty < UNSURE || item.group == Group::Gone {
        return canvas.look_on(Role::Muted, chosen);
    }
    let kind = match item.kind {
        // The speaker of a quotation is a person.
        Some(FactKind::Quote) => FactKind::Person,
        Some(kind) => kind,
        None => return canvas.look_on(Role::Text, chosen),
    };
    canvas.look_on(Role::Fact(kind), chosen)
}

fn below(canvas: &mut Canvas<'_>, row: Area, item: &Item) {
    let Some(text) = &item.below else { return };
    let quoted = item.kind == Some(FactKind::Quote) && item.group != Group::Gone;
    let role = if quoted { Role::Fact(FactKind::Quote) } else { Role::Muted };
    let end = (row.x + row.width).saturating_sub(1);
    canvas.text_cut(row.x + MARGIN, row.y, end, text, canvas.look(role));
}
