//! Draws the list of articles: two rows each, only those that are on the screen.

use ratatui::layout::Position;

use super::canvas::{Canvas, columns};
use crate::app::command::Command;
use crate::app::layout::Area;
use crate::app::list::Scope;
use crate::app::{App, words};
use crate::config::{Glyphs, Pane, Role};
use crate::fault;
use crate::news::{Headline, StoryRow};
use crate::text::Prose;

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
            let second = (y + 1 < area.y + area.height).then_some(Area { y: y + 1, ..row });
            draw_line(canvas, (row, second), (position, headline), chosen, app);
        }
    }
    cursor
}

/// Draws an article or a story in its two rows, of which the second may be off the screen.
fn draw_line(
    canvas: &mut Canvas<'_>,
    (row, second): (Area, Option<Area>),
    (position, headline): (usize, &Headline),
    chosen: bool,
    app: &App,
) {
    let list = &app.list;
    let Some(story) = list.story_row(position).filter(|_| list.articles_of(position) > 1) else {
        // An article of an unfolded story stands a little to the right.
        let inner = |row: Area| if list.is_member(position) { indented(row) } else { row };
        draw_title(canvas, inner(row), headline, (!headline.marks.read, chosen));
        if let Some(row) = second {
            draw_source(canvas, inner(row), headline, app);
        }
        return;
    };
    let is_contradicted =
        list.story(position).is_some_and(|story| app.is_contradicted(&story.articles));
    let title = if is_contradicted { draw_contradicted(canvas, row, chosen) } else { row };
    draw_title(canvas, title, headline, (!story.unread.is_empty(), chosen));
    if let Some(row) = second {
        draw_story(canvas, row, story, list.is_open(position), app);
    }
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

/// Behind the headline of a story whose reports are known to contradict each other. Returns what is left for that.
fn draw_contradicted(canvas: &mut Canvas<'_>, row: Area, chosen: bool) -> Area {
    let (end, look) = (row.x + row.width.saturating_sub(1), canvas.mark(Role::Contradict, chosen));
    canvas.text_right(row.x, row.y, end, canvas.glyphs().contradict, look);
    Area { width: row.width.saturating_sub(2), ..row }
}

fn indented(row: Area) -> Area {
    let by = 2.min(row.width);
    Area { x: row.x + by, width: row.width - by, ..row }
}

/// Below the headline of a story: whether it is unfolded, how many report it, how much is unread, when the last came.
fn draw_story(canvas: &mut Canvas<'_>, row: Area, story: &StoryRow, open: bool, app: &App) {
    let end = (row.x + row.width).saturating_sub(1);
    let sign = if open { canvas.glyphs().open } else { canvas.glyphs().closed };
    let x = canvas.text(row.x + MARKS, row.y, end, sign, canvas.mark(Role::Accent, false)) + 1;
    let age = story.last.map(|at| words::age(at, &app.now));
    let told = StoryTold { count: story.unread.len(), age, glyphs: canvas.glyphs() };
    let name = match story.outlets.as_slice() {
        [one] if !one.is_empty() => Some(one.as_str()),
        _ => None,
    };
    let outlets = match story.outlets.len() {
        0 | 1 => None,
        several => Some(words::count(several, "outlet")),
    };
    let beside = name.map_or(0, |name| columns(name) + columns(told.glyphs.middot) + 2);
    let tail = told.in_columns(outlets, end.saturating_sub(x), beside);
    put_named(canvas, (x, row.y, end), name, &tail);
}

/// What is told of a story in its row.
struct StoryTold {
    /// Reports that are unread.
    count: usize,
    /// When the last one came.
    age: Option<String>,
    glyphs: &'static Glyphs,
}

impl StoryTold {
    /// The fullest way to tell it that has room, beside a name of some columns. At the least that is who, and how much is
    /// unread: half a date would be another one.
    fn in_columns(&self, outlets: Option<String>, room: u16, name: u16) -> String {
        let (unread, middot) = (self.glyphs.unread, format!(" {} ", self.glyphs.middot));
        let join = |parts: [Option<String>; 3]| {
            parts.into_iter().flatten().collect::<Vec<String>>().join(&middot)
        };
        let counted = |what: String| (self.count > 0).then_some(what);
        let (words, sign) = (format!("{} unread", self.count), format!("{} {unread}", self.count));
        let tight = [outlets.clone(), counted(format!("{}{unread}", self.count))];
        let tight = tight.into_iter().flatten().collect::<Vec<String>>().join(" ");
        let full = join([outlets.clone(), counted(words), self.age.clone()]);
        if columns(&full).saturating_add(name) <= room {
            return full;
        }
        let shorter = [
            join([outlets.clone(), counted(sign.clone()), self.age.clone()]),
            join([Some(tight).filter(|tight| !tight.is_empty()), self.age.clone(), None]),
        ];
        let fits = shorter.into_iter().find(|told| columns(told) <= room);
        fits.unwrap_or_else(|| join([outlets, counted(sign), None]))
    }
}

/// A name and what is told beside it. A long name gives way, and goes where little would be left of it.
fn put_named(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    name: Option<&str>,
    told: &str,
) {
    const LEAST: u16 = 3;
    let muted = canvas.look(Role::Muted);
    let middot =
        if told.is_empty() { String::new() } else { format!(" {} ", canvas.glyphs().middot) };
    let room = end.saturating_sub(columns(told).saturating_add(columns(&middot)));
    let x = match name.filter(|_| room > x + LEAST) {
        Some(name) => {
            let x = canvas.text_cut(x, y, room, name, muted);
            canvas.text(x, y, end, &middot, muted)
        }
        None => x,
    };
    canvas.text_cut(x, y, end, told, muted);
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
    // Where it says no day that can be true, the day on which it came says that it is that one.
    let came = headline.came.map(|at| format!("came {}", words::age(at, &app.now)));
    let date = came.or(headline.published.map(|at| words::age(at, &app.now)));
    let minutes = format!("{} min", headline.minutes);
    let tail: Vec<String> = date.into_iter().chain([minutes]).collect();
    let tail = tail.join(&format!(" {} ", canvas.glyphs().middot));
    let source = headline.source.as_ref().map(Prose::as_str);
    // Date and length are worth more than the end of a long name.
    put_named(canvas, (row.x + MARKS, row.y, end), source, &tail);
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

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;

    use super::super::tests::skin;
    use super::*;

    #[test]
    fn a_story_is_told_as_fully_as_there_is_room_for() {
        let told = |outlets: Option<&str>, room, name| {
            let story =
                StoryTold { count: 21, age: Some("Jan 2017".to_owned()), glyphs: skin().glyphs };
            story.in_columns(outlets.map(str::to_owned), room, name)
        };
        assert_eq!(told(Some("3 outlets"), 40, 0), "3 outlets · 21 unread · Jan 2017");
        assert_eq!(told(Some("3 outlets"), 30, 0), "3 outlets · 21 ● · Jan 2017");
        assert_eq!(told(Some("3 outlets"), 24, 0), "3 outlets 21● · Jan 2017");
        assert_eq!(told(Some("3 outlets"), 23, 0), "3 outlets · 21 ●");
        assert_eq!(told(None, 40, 10), "21 unread · Jan 2017");
        assert_eq!(told(None, 26, 10), "21 ● · Jan 2017", "the name gives way to this one");
    }

    #[test]
    fn what_is_told_never_begins_with_a_separator() {
        let skin = skin();
        let put = |end: u16, name: Option<&str>, told: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            put_named(&mut Canvas::new(&mut buffer, &skin, None), (0, 0, end), name, told);
            buffer.content.iter().map(Cell::symbol).collect::<String>().trim_end().to_owned()
        };
        assert_eq!(put(24, Some("Coast Daily"), "2 ● · Jan 2017"), "Coast… · 2 ● · Jan 2017");
        assert_eq!(put(18, Some("Coast Daily"), "2 ● · Jan 2017"), "2 ● · Jan 2017");
        assert_eq!(put(9, Some("Coast Daily"), "2 ● · Jan 2017"), "2 ● · Ja…");
        assert_eq!(put(24, Some("Coast Daily"), ""), "Coast Daily");
        assert_eq!(put(24, None, "2 min"), "2 min");
    }
}
