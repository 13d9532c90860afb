//! Draws the feeds view: a table of folders, feeds, saved searches and tags, and below it more of what is selected.

use ratatui::layout::Position;

use super::canvas::Canvas;
use crate::app::command::Command;
use crate::app::feeds::{FOOT, Group, Node, Row, is_failing, rows_of};
use crate::app::layout::Area;
use crate::app::{App, words};
use crate::config::{Pane, Role};
use crate::fault;
use crate::news::Subscription;

/// A column of numbers: its heading and width.
type Column = (&'static str, u16);

const UNREAD: Column = ("UNREAD", 8);
const ARTICLES: Column = ("ARTICLES", 10);
const WEEKLY: Column = ("A WEEK", 8);
const LAST: Column = ("LAST", 9);

/// From this width there are columns beside the unread articles, and from that one words for what is wrong.
const ROOMY: u16 = 60;
const WIDE: u16 = 100;
/// Columns before a name: the mark of selection, and a blank.
const MARKS: u16 = 2;

/// Where the columns of the table stand.
struct Table {
    area: Area,
    /// Where names end.
    names: u16,
    columns: Vec<Column>,
    /// Where it is said what is wrong; nowhere on narrow screens.
    trouble: Option<u16>,
}

impl Table {
    fn new(area: Area) -> Self {
        let columns =
            if area.width >= ROOMY { vec![UNREAD, ARTICLES, WEEKLY, LAST] } else { vec![UNREAD] };
        let numbers: u16 = columns.iter().map(|(_, width)| width).sum();
        let rest = area.width.saturating_sub(numbers + 1);
        let names = if area.width >= WIDE { (rest * 3 / 5).min(60) } else { rest };
        let trouble = (area.width >= WIDE).then_some(area.x + names + numbers + 2);
        Self { area, names: area.x + names, columns, trouble }
    }

    /// Writes a value at the right edge of each column.
    fn numbers(&self, canvas: &mut Canvas<'_>, y: u16, values: &[String], role: Role, on: bool) {
        let mut start = self.names;
        for ((_, width), value) in self.columns.iter().zip(values) {
            let look = canvas.look_on(role, on);
            canvas.text_right(start + 1, y, start + width, value, look);
            start += width;
        }
    }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) -> Option<Position> {
    fault::point("draw: feeds");
    if app.feeds.rows().is_empty() {
        return Some(draw_empty(canvas, area, app));
    }
    let table = Table::new(area);
    draw_head(canvas, &table);
    let mut cursor = None;
    let shown = usize::from(rows_of(area.height));
    let rows = app.feeds.rows().iter().enumerate().skip(app.feeds.top()).take(shown);
    for (y, (index, row)) in (area.y + 1..).zip(rows) {
        let selected = index == app.feeds.selected();
        let x = draw_row(canvas, &table, y, row, app, selected);
        cursor = cursor.or(selected.then_some(Position::new(x, y)));
    }
    if rows_of(area.height) + FOOT < area.height {
        let foot = Area { y: area.y + area.height - FOOT, height: FOOT, ..area };
        draw_foot(canvas, foot, app);
    }
    cursor
}

fn draw_head(canvas: &mut Canvas<'_>, table: &Table) {
    let y = table.area.y;
    let muted = canvas.look(Role::Muted);
    canvas.text(table.area.x + MARKS + 2, y, table.names, "NAME", muted);
    let headings: Vec<String> = table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    table.numbers(canvas, y, &headings, Role::Muted, false);
}

/// Draws a row and returns where its name begins.
fn draw_row(
    canvas: &mut Canvas<'_>,
    table: &Table,
    y: u16,
    row: &Row,
    app: &App,
    selected: bool,
) -> u16 {
    let area = table.area;
    if selected {
        canvas.fill(Area { y, height: 1, ..area }, canvas.look_on(Role::Row, true));
        canvas.put(area.x, y, canvas.glyphs().selected, canvas.look_on(Role::Title, true));
    }
    let room = table.names.saturating_sub(area.x + MARKS + 2);
    let x = area.x + MARKS + (row.depth * 2).min(room / 2);
    let sign = sign(canvas, row);
    let role = if row.failing > 0 { Role::Contradict } else { Role::Muted };
    canvas.text(x, y, table.names, sign, canvas.mark(role, selected));
    let title = if row.unread > 0 { Role::Title } else { Role::Text };
    let name = app.feeds.name(&row.node);
    canvas.text_cut(x + 2, y, table.names, &name, canvas.look_on(title, selected));
    let feed = feed_of(app, row);
    table.numbers(canvas, y, &numbers(row, feed, app), Role::Text, selected);
    let trouble = feed.and_then(|feed| trouble(feed, app));
    if let (Some(start), Some(trouble)) = (table.trouble, trouble) {
        let end = area.x + area.width;
        canvas.text_cut(start, y, end, &trouble, canvas.look_on(Role::Muted, selected));
    }
    x + 2
}

/// The sign before a name: whether a group is open, whether a feed fails.
fn sign(canvas: &Canvas<'_>, row: &Row) -> &'static str {
    match (&row.node, row.open) {
        (Node::Group(_), true) => canvas.glyphs().open,
        (Node::Group(_), false) => canvas.glyphs().closed,
        _ if row.failing > 0 => canvas.glyphs().times,
        _ => " ",
    }
}

fn feed_of<'a>(app: &'a App, row: &Row) -> Option<&'a Subscription> {
    match row.node {
        Node::Feed(at) => app.feeds.sources().feeds.get(at),
        _ => None,
    }
}

/// The values of all columns; those that say nothing are empty.
fn numbers(row: &Row, feed: Option<&Subscription>, app: &App) -> Vec<String> {
    let count = |number: u32| match number {
        0 => String::new(),
        number => words::thousands(i64::from(number)),
    };
    let last = feed.map(|feed| match feed.health.succeeded {
        Some(at) => words::age(at, &app.now),
        None => "never".to_owned(),
    });
    vec![count(row.unread), count(row.articles), weekly(row.weekly), last.unwrap_or_default()]
}

/// Articles a week: to one decimal where there are few.
fn weekly(articles: f32) -> String {
    match articles {
        few if few < 0.05 => String::new(),
        few if few < 9.95 => format!("{few:.1}"),
        many => words::thousands(many.round() as i64),
    }
}

/// What is wrong with a feed, in words.
fn trouble(feed: &Subscription, app: &App) -> Option<String> {
    if let Some(why) = &feed.health.retired {
        return Some(format!("given up: {}", without_place(why, &feed.source.place())));
    }
    let Some(why) = feed.health.trouble.as_ref().filter(|_| feed.health.failures > 0) else {
        let until = words::clock(feed.health.held?, &app.now);
        return Some(format!("not asked before {until}: its server wants to be left alone"));
    };
    let times = match feed.health.failures {
        1 => String::new(),
        count => format!(", {count} times"),
    };
    let next = feed.health.due.map(|at| format!("; next try {}", words::clock(at, &app.now)));
    let why = without_place(why, &feed.source.place());
    Some(format!("{why}{times}{}", next.unwrap_or_default()))
}

/// The reason alone: where the feed is stands below, and there is little room.
fn without_place<'a>(why: &'a str, place: &str) -> &'a str {
    why.strip_prefix(place).map_or(why, |rest| rest.trim_start_matches([':', ',', ' ']))
}

/// Where a feed is read from, and by which account where it is not read here.
fn place(feed: &Subscription) -> String {
    let by = feed.source.account().map(|name| format!(" (fetched by {name})"));
    format!("{}{}", feed.source.place(), by.unwrap_or_default())
}

/// More of what is selected: where it is read from, what was chosen for it, what is wrong.
fn draw_foot(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    let rule = canvas.look(Role::Rule);
    for x in area.x..area.x + area.width {
        canvas.put(x, area.y, canvas.glyphs().horizontal, rule);
    }
    let Some(row) = app.feeds.row() else { return };
    let middot = format!(" {} ", canvas.glyphs().middot);
    let lines = match feed_of(app, row) {
        Some(feed) => [place(feed), state(feed, app, &middot)],
        None => [path(row, app), group_state(row, app)],
    };
    let end = (area.x + area.width).saturating_sub(1);
    let failing = feed_of(app, row).is_some_and(is_failing);
    let looks = [
        canvas.look(Role::Muted),
        if failing { canvas.look(Role::Contradict) } else { canvas.look(Role::Text) },
    ];
    for ((y, line), look) in (area.y + 1..).zip(lines).zip(looks) {
        canvas.text_cut(area.x + MARKS, y, end, &line, look);
    }
}

/// How a feed is doing, and what was chosen for it.
fn state(feed: &Subscription, app: &App, middot: &str) -> String {
    let mut parts: Vec<String> = trouble(feed, app).into_iter().collect();
    if parts.is_empty() {
        parts.push(match feed.health.succeeded {
            Some(at) => format!("fetched {}", words::ago(at, &app.now)),
            None => "not fetched yet".to_owned(),
        });
        parts.extend(feed.health.due.map(|at| format!("next {}", words::clock(at, &app.now))));
    }
    parts.push(words::count(feed.articles as usize, "article"));
    parts.extend(feed.choices.whole.then(|| "whole articles".to_owned()));
    parts.join(middot)
}

fn path(row: &Row, app: &App) -> String {
    match &row.node {
        Node::Group(Group::Folder(path)) => path.clone(),
        Node::Search(at) => {
            app.feeds.searches().get(*at).map(|search| search.query.clone()).unwrap_or_default()
        }
        node => app.feeds.name(node).to_string(),
    }
}

fn group_state(row: &Row, app: &App) -> String {
    let feeds = app.feeds.feeds_of(&row.node).len();
    match &row.node {
        Node::Group(Group::Folder(_)) if row.failing > 0 => {
            format!("{}, {} failing", words::count(feeds, "feed"), row.failing)
        }
        Node::Group(Group::Folder(_)) => words::count(feeds, "feed"),
        Node::Tag(_) => words::count(row.articles as usize, "article"),
        _ => String::new(),
    }
}

fn draw_empty(canvas: &mut Canvas<'_>, area: Area, app: &App) -> Position {
    let (muted, end) = (canvas.look(Role::Muted), area.x + area.width);
    let says = match (app.feeds.is_loaded(), app.feeds.fuzzy().is_empty()) {
        (false, _) => "",
        (true, true) => "No feeds yet.",
        (true, false) => "Nothing has these letters.",
    };
    canvas.text_cut(area.x + MARKS, area.y, end, says, muted);
    let key = app.keymap.key_in(Pane::Feeds, Command::AddFeed.name());
    if let Some(key) = key.filter(|_| says == "No feeds yet." && area.height > 3) {
        let lines = [
            format!("{key} adds a feed, or the feed of a site."),
            "dateline import FILE takes in an OPML file.".to_owned(),
        ];
        for (y, line) in (area.y + 2..).zip(lines) {
            canvas.text_cut(area.x + MARKS, y, end, &line, muted);
        }
    }
    Position::new(area.x, area.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_without_the_address_that_stands_below() {
        let place = "https://a.example/feed";
        let check = |why: &str, expected: &str| assert_eq!(without_place(why, place), expected);
        check(
            "https://a.example/feed: this is a web page, not a feed",
            "this is a web page, not a feed",
        );
        check("https://a.example/feed cannot be reached", "cannot be reached");
        check("https://b.example/new cannot be reached", "https://b.example/new cannot be reached");
    }
}
