//! Draws the list of articles: two rows each, only those that are on the screen.

use ratatui::layout::Position;

use super::canvas::{Canvas, columns};
use crate::app::command::Command;
use crate::app::layout::Area;
use crate::app::list::Scope;
use crate::app::{App, words};
use crate::config::{Pane, Role};
use crate::fault;
use crate::news::{Headline, StoryRow};

/// Columns before a title: the mark of selection, the mark of unread, a blank.
const MARKS: u16 = 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) -> Option<Position> {
    fault::point("draw: list");
    let list = &app.list;
    if list.ids().is_empty() {
        draw_empty(canvas, area, app);
        return Some(Position::new(area.x, area.y));
    }
    let spacing = list.item_height() as u16;
    let mut cursor = None;
    let range = if list.selects_range() { list.range() } else { 0..0 };
    for (position, id) in list.ids().iter().enumerate().skip(list.top()).take(list.page()) {
        let y = area.y + (position - list.top()) as u16 * spacing;
        let selected = position == list.position();
        let row = Area { y, height: 1, ..area };
        if selected {
            canvas.fill(row, canvas.look_on(Role::Row, true));
            canvas.put(area.x, y, canvas.glyphs().selected, canvas.look_on(Role::Title, true));
            cursor = Some(Position::new(area.x + MARKS, y));
        }
        let chosen = selected || range.contains(&position);
        if chosen && !selected {
            canvas.fill(row, canvas.look_on(Role::Row, true));
        }
        if let Some(headline) = list.row(*id) {
            let story = list.story_row(position).filter(|_| list.articles_of(position) > 1);
            let second = (y + 1 < area.y + area.height).then_some(Area { y: y + 1, ..row });
            if let Some(story) = story {
                draw_title(canvas, row, headline, (!story.unread.is_empty(), chosen));
                let open = list.is_open(position);
                if list.story(position).is_some_and(|story| app.is_contradicted(&story.articles)) {
                    draw_contradicted(canvas, row, chosen);
                }
                if let Some(row) = second {
                    draw_story(canvas, row, story, open, app);
                }
                continue;
            }
            // An article of an unfolded story stands a little to the right.
            let inner = |row: Area| if list.is_member(position) { indented(row) } else { row };
            draw_title(canvas, inner(row), headline, (!headline.marks.read, chosen));
            if let Some(row) = second {
                draw_source(canvas, inner(row), headline, app);
            }
        }
    }
    cursor
}

/// The unread mark has the title's look: a row that changes is then one run of one look, and costs the fewest bytes.
fn draw_title(
    canvas: &mut Canvas<'_>,
    row: Area,
    headline: &Headline,
    (unread, selected): (bool, bool),
) {
    let role = if unread { Role::Title } else { Role::Text };
    let look = canvas.look_on(role, selected);
    if unread {
        canvas.put(row.x + 1, row.y, canvas.glyphs().unread, look);
    }
    let title = if headline.title.is_empty() { "(no title)" } else { headline.title.as_str() };
    let end = (row.x + row.width).saturating_sub(1);
    canvas.text_cut(row.x + MARKS, row.y, end, title, look);
}

/// Before the headline of a story whose reports are known to contradict each other.
fn draw_contradicted(canvas: &mut Canvas<'_>, row: Area, chosen: bool) {
    let look = canvas.mark(Role::Contradict, chosen);
    canvas.put(row.x + MARKS - 1, row.y, canvas.glyphs().contradict, look);
}

fn indented(row: Area) -> Area {
    let by = 2.min(row.width);
    Area { x: row.x + by, width: row.width - by, ..row }
}

/// Below the headline of a story: whether it is unfolded, how many report it, how much is unread, when the last came.
fn draw_story(canvas: &mut Canvas<'_>, row: Area, story: &StoryRow, open: bool, app: &App) {
    let (muted, end) = (canvas.look(Role::Muted), (row.x + row.width).saturating_sub(1));
    let sign = if open { canvas.glyphs().open } else { canvas.glyphs().closed };
    let x = canvas.text(row.x + MARKS, row.y, end, sign, canvas.mark(Role::Accent, false)) + 1;
    let (name, outlets) = match story.outlets.as_slice() {
        [] => (String::new(), None),
        [one] => (one.to_string(), None),
        several => (String::new(), Some(words::count(several.len(), "outlet"))),
    };
    let age = story.last.map(|at| words::age(at, &app.now));
    let middot = format!(" {} ", canvas.glyphs().middot);
    let told = |unread: String| {
        let unread = (!story.unread.is_empty()).then_some(unread);
        let parts = [outlets.clone(), unread, age.clone()];
        parts.into_iter().flatten().collect::<Vec<String>>().join(&middot)
    };
    let count = story.unread.len();
    let mut tail = told(format!("{count} unread"));
    // Where the words do not fit, the mark of what is unread stands for them.
    let between = if name.is_empty() { 0 } else { columns(&name) + columns(&middot) };
    if x.saturating_add(between).saturating_add(columns(&tail)) > end {
        tail = told(format!("{count} {}", canvas.glyphs().unread));
    }
    if !name.is_empty() && !tail.is_empty() {
        tail.insert_str(0, &middot);
    }
    // A name gives way to the rest.
    let x = canvas.text_cut(x, row.y, end.saturating_sub(columns(&tail)), &name, muted);
    canvas.text_cut(x, row.y, end, &tail, muted);
}

fn draw_source(canvas: &mut Canvas<'_>, row: Area, headline: &Headline, app: &App) {
    let muted = canvas.look(Role::Muted);
    let mut end = (row.x + row.width).saturating_sub(1);
    let marks = [
        (headline.watched, canvas.glyphs().watched),
        (headline.marks.later, canvas.glyphs().later),
        (headline.marks.starred, canvas.glyphs().star),
    ];
    for (_, mark) in marks.into_iter().filter(|(on, _)| *on) {
        canvas.text_right(row.x, row.y, end, mark, canvas.mark(Role::Accent, false));
        end = end.saturating_sub(2);
    }
    if headline.copies > 0 && app.list.request.hides_copies() {
        let outlets = format!("{}{}", canvas.glyphs().times, headline.copies + 1);
        canvas.text_right(row.x, row.y, end, &outlets, muted);
        end = end.saturating_sub(columns(&outlets) + 1);
    }
    let date = headline.published.map(|at| words::age(at, &app.now));
    let minutes = format!("{} min", headline.minutes);
    let tail: Vec<String> = date.into_iter().chain([minutes]).collect();
    let middot = format!(" {} ", canvas.glyphs().middot);
    let tail = tail.join(&middot);
    let x = row.x + MARKS;
    // Date and length are worth more than the end of a long name.
    let room = end.saturating_sub(columns(&tail).saturating_add(3));
    let x = match &headline.source {
        Some(source) if room > x + 3 => {
            let x = canvas.text_cut(x, row.y, room, source, muted);
            canvas.text(x, row.y, end, &middot, muted)
        }
        _ => x,
    };
    canvas.text(x, row.y, end, &tail, muted);
}

/// Why nothing is listed, and which command helps.
fn emptiness(app: &App) -> (&'static str, Option<(Command, &'static str)>) {
    let request = &app.list.request;
    if request.within.is_some() && request.scope == Scope::All && request.filter.is_empty() {
        return ("Nothing is here yet.", Some((Command::Refresh, "fetches it.")));
    }
    if !request.filter.is_empty() || !request.fuzzy.is_empty() {
        return ("Nothing matches the filter.", Some((Command::ClearFilter, "clears it.")));
    }
    let all = Some((Command::ScopeAll, "lists all articles."));
    match request.scope {
        Scope::All if app.has_feeds() => {
            ("Nothing has been fetched yet.", Some((Command::RefreshAll, "fetches all feeds.")))
        }
        Scope::All => ("No articles yet.", Some((Command::AddFeed, "adds a feed or a site."))),
        Scope::Unread => ("Nothing is unread.", all),
        Scope::Starred => ("Nothing is starred.", Some((Command::ToggleStar, "stars an article."))),
        Scope::Today => ("Nothing is of today.", all),
        Scope::Later => (
            "Nothing waits to be read.",
            Some((Command::ToggleLater, "keeps an article for later.")),
        ),
    }
}

/// What fills an empty store from outside.
const AT_THE_SHELL: [&str; 4] =
    ["", "At the shell:", " dateline import feeds.opml", " dateline sample on"];

fn draw_empty(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    let (why, helps) = emptiness(app);
    let key = |(command, does): (Command, &str)| {
        app.keymap.key_in(Pane::List, command.name()).map(|keys| format!("{keys} {does}"))
    };
    let (muted, end) = (canvas.look(Role::Muted), area.x + area.width);
    canvas.text_cut(area.x + 1, area.y, end, why, muted);
    let mut lines: Vec<String> = helps.and_then(key).into_iter().collect();
    if matches!(helps, Some((Command::AddFeed, _))) && !app.is_restricted() {
        lines.extend(AT_THE_SHELL.map(str::to_owned));
    }
    let rows = area.y + 2..area.y + area.height;
    for (y, line) in rows.zip(&lines) {
        canvas.text_cut(area.x + 1, y, end, line, muted);
    }
}
