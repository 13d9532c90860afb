//! Draws the row at the bottom: a notice, the keys that may follow, or the keys worth knowing here.

use super::canvas::Canvas;
use crate::app::App;
use crate::app::command::Command::{self, self as C};
use crate::app::layout::Area;
use crate::app::overlay::Overlay;
use crate::config::{Key, Lookup, Pane, Role};
use crate::fault;
use crate::text::width::width;

/// Commands, and the word that stands for them.
type Hint = (&'static [C], &'static str);

/// The commands worth a hint in each pane. Two of a pair share a word.
const HINTS: [(Pane, &[Hint]); 6] = [
    (
        Pane::List,
        &[
            (&[C::Down, C::Up], "move"),
            (&[C::Open], "open"),
            (&[C::NextPane], "pane"),
            (&[C::ToggleRead], "read"),
            (&[C::ToggleStar], "star"),
            (&[C::Feeds], "feeds"),
            (&[C::Find], "filter"),
            (&[C::Search], "search"),
            (&[C::Palette], "commands"),
            (&[C::Help], "help"),
            (&[C::Quit], "quit"),
        ],
    ),
    (
        Pane::Reader,
        &[
            (&[C::PageOrNextUnread], "page"),
            (&[C::NextFact, C::PreviousFact], "fact"),
            (&[C::FactAtLine], "fact here"),
            (&[C::NextPane], "pane"),
            (&[C::NextArticle, C::PreviousArticle], "article"),
            (&[C::Find], "find"),
            (&[C::Zoom], "zen"),
            (&[C::Help], "help"),
            (&[C::Quit], "back"),
        ],
    ),
    (
        Pane::Facts,
        &[
            (&[C::Down, C::Up], "move"),
            (&[C::Open], "to the text"),
            (&[C::NextMatch, C::PreviousMatch], "mention"),
            (&[C::NextGroup, C::PreviousGroup], "group"),
            (&[C::ToggleKind], "kinds"),
            (&[C::Copy], "copy"),
            (&[C::Details], "details"),
            (&[C::Dismiss], "wrong"),
            (&[C::Watch], "watch"),
            (&[C::Help], "help"),
            (&[C::Quit], "back"),
        ],
    ),
    (
        Pane::Feeds,
        &[
            (&[C::Open], "list"),
            (&[C::Left, C::Right], "fold"),
            (&[C::Refresh, C::RefreshAll], "fetch"),
            (&[C::AddFeed], "add"),
            (&[C::Unsubscribe], "remove"),
            (&[C::Rename], "name"),
            (&[C::MoveFeed], "folder"),
            (&[C::ToggleWhole], "whole"),
            (&[C::MarkFeedRead], "read"),
            (&[C::Find], "find"),
            (&[C::Help], "help"),
            (&[C::Quit], "back"),
        ],
    ),
    (
        Pane::Compare,
        &[
            (&[C::Down, C::Up], "fact"),
            (&[C::Left, C::Right], "outlet"),
            (&[C::Open], "open there"),
            (&[C::Details], "why"),
            (&[C::NotSame], "not the same"),
            (&[C::Quotes], "quotes"),
            (&[C::Timeline], "timeline"),
            (&[C::ToggleKind], "groups"),
            (&[C::Copy], "copy with sources"),
            (&[C::Help], "help"),
            (&[C::Quit], "back"),
        ],
    ),
    (
        Pane::Brief,
        &[
            (&[C::Down, C::Up], "move"),
            (&[C::NextGroup, C::PreviousGroup], "story"),
            (&[C::Open], "open there"),
            (&[C::Compare], "compare"),
            (&[C::Copy], "copy"),
            (&[C::Help], "help"),
            (&[C::Quit], "back"),
        ],
    ),
];

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    fault::point("draw: hints");
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
    if app.refreshing.is_some() {
        super::progress::draw(canvas, area, app);
        return;
    }
    if let Some(Overlay::Hints(hints)) = &app.overlay {
        let does = if hints.copy { "copy" } else { "follow" };
        let says = format!("The letters of a link {does} it; Esc leaves.");
        canvas.text_cut(area.x + 1, area.y, end, &says, canvas.look(Role::Text));
        return;
    }
    if app.focus == Pane::List && app.list.selects_range() {
        draw_range(canvas, area, app);
        return;
    }
    let progress = progress(app, canvas.glyphs().middot);
    let right = canvas.text_right(area.x + 1, area.y, end, &progress, canvas.look(Role::Muted));
    let right = if progress.is_empty() { right } else { right.saturating_sub(1) };
    let hints =
        HINTS.iter().find(|(pane, _)| *pane == app.focus).map_or(&[][..], |(_, hints)| hints);
    let x = area.x + 1;
    draw_hints(canvas, Area { x, width: right.saturating_sub(x), ..area }, app, hints);
}

fn draw_hints(canvas: &mut Canvas<'_>, area: Area, app: &App, hints: &[Hint]) {
    let (mut x, right) = (area.x, area.x + area.width);
    for (keys, word) in fitting(app, hints, usize::from(area.width)) {
        x = canvas.text(x, area.y, right, &keys, canvas.mark(Role::Accent, false)) + 1;
        x = canvas.text(x, area.y, right, word, canvas.look(Role::Muted)) + 2;
    }
}

/// The first hints that fit, and help: whoever is told of that needs no other.
fn fitting(app: &App, hints: &[Hint], columns: usize) -> Vec<(String, &'static str)> {
    const GAPS: usize = 3;
    let is_help = |commands: &[C]| commands == [C::Help];
    let told = |(commands, word): &Hint| Some((is_help(commands), keys(app, commands)?, *word));
    let all: Vec<_> = hints.iter().filter_map(told).collect();
    let needed = |keys: &str, word: &str| width(keys) + width(word) + GAPS;
    let help = all.iter().find(|(is_help, ..)| *is_help).map_or(0, |(_, k, w)| needed(k, w));
    // Behind the last one there need be no gap.
    let Some(mut room) = (columns + 2).checked_sub(help) else { return vec![] };
    let mut is_full = false;
    let fits = |(is_help, keys, word): &(bool, String, &str)| {
        let needed = needed(keys, word);
        is_full |= !is_help && needed > room;
        room -= if *is_help || is_full { 0 } else { needed };
        *is_help || !is_full
    };
    all.into_iter().filter(fits).map(|(_, keys, word)| (keys, word)).collect()
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

/// How many articles are selected, and what can be done with them.
fn draw_range(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    const HERE: [Hint; 7] = [
        (&[C::ToggleRead], "read"),
        (&[C::ToggleStar], "star"),
        (&[C::ToggleLater], "later"),
        (&[C::EditTags], "tags"),
        (&[C::Hide], "hide"),
        (&[C::StoryJoin], "one story"),
        (&[C::Cancel], "none"),
    ];
    let end = (area.x + area.width).saturating_sub(1);
    let count = format!("{} selected", app.list.range().len());
    let x = canvas.text(area.x + 1, area.y, end, &count, canvas.look(Role::Title)) + 2;
    draw_hints(canvas, Area { x, width: end.saturating_sub(x), ..area }, app, &HERE);
}

/// How much of the article has been seen, and what is left of it.
fn progress(app: &App, middot: &str) -> String {
    if !matches!(app.focus, Pane::Reader | Pane::Facts) {
        return String::new();
    }
    let Some(left) = app.minutes_left() else { return String::new() };
    format!("{} % {middot} {left} min", app.reader.progress())
}

/// The first key of each command: `j/k`. `None` where one has none.
fn keys(app: &App, commands: &[Command]) -> Option<String> {
    let first = |command: &Command| app.keymap.key_in(app.focus, command.name());
    let keys: Option<Vec<_>> = commands.iter().map(first).collect();
    keys.map(|keys| keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("/"))
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
