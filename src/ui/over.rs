//! Draws what lies over the panes: prompts, questions, boxes, the address alone.

use ratatui::layout::Position;

use super::canvas::Canvas;
use super::chooser;
use crate::app::App;
use crate::app::layout::{Area, Layout};
use crate::app::line::LineInput;
use crate::app::overlay::Overlay;
use crate::app::overlay::details::{Details, WIDEST};
use crate::config::Role;
use crate::fault;
use crate::text::Link;
use crate::text::width;

/// Below this width boxes take the whole width, and text fields stand at the top, where a soft keyboard does not cover
/// them.
const NARROW: u16 = 72;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout) -> Option<Position> {
    Some(match app.overlay.as_ref()? {
        Overlay::Chooser(chooser) => chooser::draw(canvas, chooser),
        Overlay::Prompt(asked, input) => {
            let row = prompt_row(canvas, layout);
            complaint(canvas, row, app);
            prompt(canvas, row, asked.label(), input)
        }
        Overlay::Confirm(question) => ask(canvas, prompt_row(canvas, layout), &question.text),
        Overlay::Details(shown) => details(canvas, shown),
        Overlay::Hints(_) | Overlay::Address { .. } => return None,
    })
}

fn ask(canvas: &mut Canvas<'_>, row: Area, question: &str) -> Position {
    fault::point("draw: question");
    canvas.fill(row, canvas.look(Role::Background));
    let end = row.x + row.width;
    let x = canvas.text_cut(row.x + 1, row.y, end, question, canvas.look(Role::Title));
    Position::new(x.min(end.saturating_sub(1)), row.y)
}

fn prompt_row(canvas: &Canvas<'_>, layout: &Layout) -> Area {
    let (width, _) = canvas.size();
    let top = Area { x: 0, y: 0, width, height: 1 };
    if width < NARROW { top } else { layout.hints.unwrap_or(top) }
}

/// What is wrong, beside a field that hides the row where it would stand: what was typed may be what is wrong.
fn complaint(canvas: &mut Canvas<'_>, field: Area, app: &App) {
    let Some(notice) = app.notice.as_ref().filter(|notice| notice.is_error) else { return };
    let row = Area { y: if field.y > 0 { field.y - 1 } else { 1 }, ..field };
    canvas.clear_cut(row);
    canvas.fill(row, canvas.look(Role::Background));
    let says = format!("! {}", notice.text);
    canvas.text_cut(row.x + 1, row.y, row.x + row.width, &says, canvas.look(Role::Contradict));
}

fn prompt(canvas: &mut Canvas<'_>, row: Area, label: &str, input: &LineInput) -> Position {
    fault::point("draw: prompt");
    canvas.fill(row, canvas.look(Role::Background));
    let x =
        canvas.text(row.x + 1, row.y, row.x + row.width, label, canvas.mark(Role::Accent, false));
    field(canvas, Area { x, width: (row.x + row.width).saturating_sub(x), ..row }, input)
}

/// A text field; what does not fit is cut on the left, so that the cursor is always seen.
pub(super) fn field(canvas: &mut Canvas<'_>, area: Area, input: &LineInput) -> Position {
    let room = usize::from(area.width.saturating_sub(1));
    let before = input.before_cursor();
    let surplus = width::width(before).saturating_sub(room);
    let (hidden, _) = width::cut(
        before,
        surplus.next_multiple_of(8).min(width::width(before)) * usize::from(surplus > 0),
    );
    let shown = input.text().get(hidden.len()..).unwrap_or_default();
    let role = if input.is_offered() { Role::Muted } else { Role::Title };
    canvas.text(area.x, area.y, area.x + area.width, shown, canvas.look(role));
    let column = width::width(before) - width::width(hidden);
    Position::new(area.x + column as u16, area.y)
}

/// An empty box with a title, centred. Returns its inside.
pub(super) fn frame(canvas: &mut Canvas<'_>, size: (u16, u16), title: &str) -> Area {
    let (screen_width, screen_height) = canvas.size();
    let width = if screen_width < NARROW { screen_width } else { size.0.min(screen_width) };
    let height = size.1.min(screen_height);
    let area =
        Area { x: (screen_width - width) / 2, y: (screen_height - height) / 3, width, height };
    canvas.clear_cut(area);
    canvas.fill(area, canvas.look(Role::Background));
    if width < 2 || height < 2 {
        return Area { width: 0, height: 0, ..area };
    }
    let rule = canvas.look(Role::Rule);
    let glyphs = canvas.glyphs();
    let (right, bottom) = (area.x + width - 1, area.y + height - 1);
    for x in area.x..=right {
        canvas.put(x, area.y, glyphs.horizontal, rule);
        canvas.put(x, bottom, glyphs.horizontal, rule);
    }
    for y in area.y..=bottom {
        canvas.put(area.x, y, glyphs.vertical, rule);
        canvas.put(right, y, glyphs.vertical, rule);
    }
    let corners = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)];
    for ((x, y), corner) in corners.into_iter().zip(glyphs.corners) {
        canvas.put(x, y, corner, rule);
    }
    canvas.text_cut(area.x + 2, area.y, right, &format!(" {title} "), canvas.look(Role::Title));
    Area {
        x: area.x + 2,
        y: area.y + 1,
        width: width.saturating_sub(4),
        height: height.saturating_sub(2),
    }
}

fn details(canvas: &mut Canvas<'_>, details: &Details) -> Position {
    fault::point("draw: details");
    let screen = canvas.size();
    let (rows, top) = (details.rows(screen), details.top(screen));
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inside = frame(canvas, (WIDEST, height), "Details");
    let end = top + usize::from(inside.height);
    for (index, row) in rows.iter().enumerate().take(end).skip(top) {
        let look = canvas.look(if index == 0 { Role::Title } else { Role::Text });
        let y = inside.y + (index - top) as u16;
        canvas.text(inside.x, y, inside.x + inside.width, row, look);
    }
    let edge = inside.x + inside.width;
    let (above, below) = (canvas.glyphs().more_above, canvas.glyphs().more_below);
    let mark = canvas.mark(Role::Accent, false);
    if top > 0 {
        canvas.text(edge.saturating_sub(1), inside.y.saturating_sub(1), edge, above, mark);
    }
    if end < rows.len() {
        canvas.text(edge.saturating_sub(1), inside.y + inside.height, edge, below, mark);
    }
    Position::new(inside.x, inside.y)
}

/// The address alone, from the first column and without a mark inside, so that the terminal's own selection takes it.
/// Where the screen is too low for it, the last row says how much is missing.
pub(super) fn address(canvas: &mut Canvas<'_>, link: &Link, sent: bool) -> Position {
    fault::point("draw: address");
    let (columns, rows) = canvas.size();
    let needed = width::width(link.as_str()).div_ceil(usize::from(columns.max(1)));
    let fits = needed < usize::from(rows);
    let last = if fits { rows } else { rows.saturating_sub(1) };
    let mut rest = link.as_str();
    let mut y = u16::from(fits);
    canvas.begin_link(0, link);
    while !rest.is_empty() && y < last {
        let (line, _) = width::cut(rest, usize::from(columns));
        if line.is_empty() {
            break;
        }
        canvas.text(0, y, columns, line, canvas.look(Role::Link));
        rest = rest.get(line.len()..).unwrap_or_default();
        y += 1;
    }
    canvas.end_link();
    let below = [
        (!rest.is_empty()).then(|| format!("{} columns more do not fit", width::width(rest))),
        sent.then(|| "sent to your terminal's clipboard".to_owned()),
        Some("any key goes back".to_owned()),
    ];
    let y = if rest.is_empty() { y + 1 } else { y };
    for (y, line) in (y..rows).zip(below.into_iter().flatten()) {
        canvas.text_cut(0, y, columns, &line, canvas.look(Role::Muted));
    }
    Position::new(0, u16::from(fits))
}

/// What a screen shows that is too small for anything else.
pub(super) fn too_small(canvas: &mut Canvas<'_>) {
    fault::point("draw: too small");
    let (columns, _) = canvas.size();
    canvas.text(0, 0, columns, "dateline needs 24x6", canvas.look(Role::Text));
}
