//! Draws the row at the bottom: a notice, the keys that may follow, or the keys worth knowing here.

use super::canvas::Canvas;
use crate::app::App;
use crate::app::layout::Area;
use crate::config::{Key, Lookup, Pane, Role};
use crate::text::width::width;

/// The commands worth a hint in each pane, with the word that stands for them. Two of a pair share one.
const HINTS: [(Pane, &[(&str, &str)]); 3] = [
    (
        Pane::List,
        &[
            ("down up", "move"),
            ("open", "open"),
            ("next-pane", "pane"),
            ("toggle-read", "read"),
            ("toggle-star", "star"),
            ("find", "filter"),
            ("search", "search"),
            ("palette", "commands"),
            ("help", "help"),
            ("quit", "quit"),
        ],
    ),
    (
        Pane::Reader,
        &[
            ("page-or-next-unread", "page"),
            ("next-fact previous-fact", "fact"),
            ("fact-at-line", "fact here"),
            ("next-pane", "pane"),
            ("next-article previous-article", "article"),
            ("find", "find"),
            ("zoom", "zen"),
            ("help", "help"),
            ("quit", "back"),
        ],
    ),
    (
        Pane::Facts,
        &[
            ("down up", "move"),
            ("open", "to the text"),
            ("next-match previous-match", "mention"),
            ("next-group previous-group", "group"),
            ("toggle-kind", "kinds"),
            ("copy", "copy"),
            ("details", "details"),
            ("help", "help"),
            ("quit", "back"),
        ],
    ),
];

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    let end = (area.x + area.width).saturating_sub(1);
    if let Some(notice) = &app.notice {
        let role = if notice.is_error { Role::Contradict } else { Role::Text };
        let mark = if notice.is_error { "! " } else { "" };
        let look = canvas.look(role);
        let x = canvas.text(area.x + 1, area.y, end, mark, look);
        canvas.text_cut(x, area.y, end, &notice.text, look);
        return;
    }
    if !app.pressed.is_empty() {
        draw_prefix(canvas, area, app);
        return;
    }
    let progress = progress(app, canvas.glyphs().middot);
    let right = canvas.text_right(area.x + 1, area.y, end, &progress, canvas.look(Role::Muted));
    let hints =
        HINTS.iter().find(|(pane, _)| *pane == app.focus).map_or(&[][..], |(_, hints)| hints);
    let mut x = area.x + 1;
    for (commands, word) in hints {
        let Some(keys) = keys(app, commands) else { continue };
        let needed = width(&keys) + width(word) + 2;
        if usize::from(x) + needed > usize::from(right) {
            break;
        }
        x = canvas.text(x, area.y, right, &keys, canvas.mark(Role::Accent, false)) + 1;
        x = canvas.text(x, area.y, right, word, canvas.look(Role::Muted)) + 2;
    }
}

/// Where no row is kept for hints, what must be seen lies over the last row for as long as it holds.
pub(super) fn draw_over(canvas: &mut Canvas<'_>, app: &App) {
    if app.notice.is_none() && app.pressed.is_empty() {
        return;
    }
    let (width, height) = canvas.size();
    let area = Area { x: 0, y: height.saturating_sub(1), width, height: 1 };
    canvas.fill(area, canvas.look(Role::Background));
    draw(canvas, area, app);
}

/// How much of the article has been seen, and what is left of it.
fn progress(app: &App, middot: &str) -> String {
    if app.focus == Pane::List {
        return String::new();
    }
    let Some(left) = app.minutes_left() else { return String::new() };
    format!("{} % {middot} {left} min", app.reader.progress())
}

/// The first key of each command: `j/k`. `None` where one has none.
fn keys(app: &App, commands: &str) -> Option<String> {
    let first = |name: &str| {
        let bindings = app.keymap.bindings(app.focus).iter();
        let mut own =
            bindings.filter(|binding| binding.commands.len() == 1 && binding.commands[0] == name);
        own.next().map(|binding| binding.keys.to_string())
    };
    let keys: Option<Vec<String>> = commands.split(' ').map(first).collect();
    keys.map(|keys| keys.join("/"))
}

/// What may follow the keys pressed so far.
fn draw_prefix(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    let Lookup::Prefix(choices) = app.keymap.lookup(app.focus, &app.pressed) else { return };
    let end = (area.x + area.width).saturating_sub(1);
    let (accent, muted) = (canvas.mark(Role::Accent, false), canvas.look(Role::Muted));
    let pressed: String = app.pressed.iter().map(Key::to_string).collect();
    let mut x = canvas.text(area.x + 1, area.y, end, &format!("{pressed} "), accent) + 1;
    for (key, leads_to) in choices {
        x = canvas.text(x, area.y, end, &key.to_string(), accent) + 1;
        x = canvas.text_cut(x, area.y, end, &leads_to, muted) + 2;
        if x >= end {
            break;
        }
    }
}
