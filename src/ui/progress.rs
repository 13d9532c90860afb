//! Draws how far a refresh is: a count, a bar, what was done last, what has come, and the key that stops it.

use super::canvas::{Canvas, columns};
use crate::app::App;
use crate::app::command::Command;
use crate::app::layout::Area;
use crate::app::message::Progress;
use crate::config::Role;

/// Columns of the bar, and the width of a row that has room for it.
const BAR: u16 = 16;
const ROOM_FOR_BAR: u16 = 60;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    let Some(progress) = &app.refreshing else { return };
    let (muted, text) = (canvas.look(Role::Muted), canvas.look(Role::Text));
    let mut end = (area.x + area.width).saturating_sub(1);
    let stop = app.keymap.key_in(app.focus, Command::Cancel.name());
    if let Some(keys) = stop.filter(|_| area.width >= 40) {
        let x = canvas.text_right(area.x + 1, area.y, end, "stop", muted);
        let keys = keys.to_string();
        let accent = canvas.mark(Role::Accent, false);
        end = canvas.text_right(area.x + 1, area.y, x.saturating_sub(1), &keys, accent);
        end = end.saturating_sub(2);
    }
    let x = canvas.text_cut(area.x + 1, area.y, end, &count(progress), text) + 1;
    let x = if area.width >= ROOM_FOR_BAR { bar(canvas, x, area.y, end, progress) + 1 } else { x };
    let new = format!("{} new", progress.new);
    let rest = if progress.at.is_empty() {
        new
    } else {
        format!("{} {} {new}", progress.at, canvas.glyphs().middot)
    };
    canvas.text_cut(x, area.y, end, &rest, muted);
}

/// The count alone, for where no row is kept for hints.
pub(super) fn count(progress: &Progress) -> String {
    match progress.total {
        0 => "Refreshing".to_owned(),
        total => format!("Refreshing {}/{total}", progress.done),
    }
}

fn bar(canvas: &mut Canvas<'_>, x: u16, y: u16, end: u16, progress: &Progress) -> u16 {
    let total = progress.total.max(1);
    let filled = (usize::from(BAR) * progress.done.min(total) / total) as u16;
    let (done, left) = (canvas.glyphs().done, canvas.glyphs().left);
    let bar = done.repeat(usize::from(filled)) + &left.repeat(usize::from(BAR - filled));
    if x + columns(&bar) > end {
        return x;
    }
    canvas.text(x, y, end, &bar, canvas.mark(Role::Accent, false))
}
