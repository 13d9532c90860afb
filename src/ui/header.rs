//! Draws the row at the top: what is listed, how much of it is unread, what it is narrowed to.

use super::canvas::{Canvas, columns};
use crate::app::feeds::is_failing;
use crate::app::layout::Area;
use crate::app::list::Scope;
use crate::app::sheet::{Sheet, Tone};
use crate::app::{App, words};
use crate::config::{Glyphs, Pane, Role};
use crate::fault;
use crate::news::query::Sort;

/// From this width the program names itself and the numbers have their nouns.
const ROOMY: u16 = 72;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    fault::point("draw: header");
    match app.focus {
        Pane::Compare => return sheet(canvas, area, app.compare.sheet()),
        Pane::Brief => return sheet(canvas, area, app.brief.sheet()),
        _ => {}
    }
    let (muted, title) = (canvas.look(Role::Muted), canvas.look(Role::Title));
    let end = (area.x + area.width).saturating_sub(1);
    let narrowed = if app.focus == Pane::Feeds { found(app) } else { narrowed(app) };
    let right = if narrowed.is_empty() {
        end
    } else {
        let start = area.x + area.width / 2;
        canvas
            .text_right(start, area.y, end, &narrowed, canvas.mark(Role::Accent, false))
            .saturating_sub(2)
    };
    let mut x = area.x + 1;
    if area.width >= ROOMY {
        x = canvas.text(x, area.y, right, "dateline", canvas.mark(Role::Accent, false)) + 3;
    }
    if app.layout().hints.is_none()
        && let Some(progress) = &app.refreshing
    {
        // Where no row tells of a refresh, the header does.
        let done = super::progress::count(progress);
        x = canvas.text(x, area.y, right, &done, canvas.mark(Role::Accent, false)) + 2;
    }
    if app.focus == Pane::Feeds {
        feeds(canvas, Area { x, width: right.saturating_sub(x), ..area }, app);
        return;
    }
    let numbers = numbers(canvas, area.width, app, !narrowed.is_empty());
    // The numbers are worth more than the end of a long name.
    let room = right.saturating_sub(columns(&numbers) + 1).max(x + right.saturating_sub(x) / 3);
    let x = canvas.text_cut(x, area.y, room, &listed(app), title) + 1;
    let x = canvas.text_cut(x, area.y, right, &numbers, muted);
    if area.width >= ROOMY {
        synced(canvas, Area { x, width: right.saturating_sub(x), ..area }, app);
    }
}

/// How much is listed, and how much is unread; of a part of all articles, only what is unread in all is known.
fn numbers(canvas: &Canvas<'_>, width: u16, app: &App, is_narrowed: bool) -> String {
    let request = &app.list.request;
    let stories = app.list.has_stories();
    let is_whole = request.within.is_none() && !is_narrowed;
    let is_all = is_whole && request.scope == Scope::All;
    // Where nothing is narrowed the number is known before the list is.
    let listed = if is_all && !stories { app.counts.all as usize } else { app.list.count() };
    let middot = canvas.glyphs().middot;
    let unread = words::thousands(i64::from(app.counts.unread));
    let (counted, unread) = if width >= ROOMY {
        let in_all = if is_all { "" } else { " in all" };
        let noun = if stories { "story" } else { "article" };
        (format!(" {}", words::count(listed, noun)), format!(" {middot} {unread} unread{in_all}"))
    } else {
        let new = if is_all { format!(" {middot} {unread} new") } else { String::new() };
        (words::thousands(listed as i64), new)
    };
    let says_it_already = is_whole && request.scope == Scope::Unread;
    if says_it_already { counted } else { counted + &unread }
}

/// When all accounts were synced with last, or which of them could not be.
fn synced(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    let (right, middot) = (area.x + area.width, canvas.glyphs().middot);
    if let Some(first) = app.unsynced().first() {
        let others = match app.unsynced().len() {
            1 => String::new(),
            several => format!(" and {} more", several - 1),
        };
        let text = format!(" {middot} {first}{others} not synced");
        canvas.text_cut(area.x, area.y, right, &text, canvas.mark(Role::Contradict, false));
    } else if let Some(at) = app.synced {
        let text = format!(" {middot} synced {}", words::ago(at, &app.now));
        canvas.text_cut(area.x, area.y, right, &text, canvas.look(Role::Muted));
    }
}

/// What a table is about, and the numbers that sum it up.
fn sheet(canvas: &mut Canvas<'_>, area: Area, sheet: &Sheet) {
    let end = (area.x + area.width).saturating_sub(1);
    let glyphs = canvas.glyphs();
    // Half of the row is enough for a title that is longer.
    let title_room = columns(&sheet.title).min(area.width / 2) + 3;
    let fits = |(_, needed): &(Vec<(Tone, String)>, u16)| title_room + needed <= area.width;
    let (sums, needed) = Detail::ALL
        .into_iter()
        .map(|detail| sums(sheet, glyphs, detail))
        .find(fits)
        .unwrap_or_else(|| sums(sheet, glyphs, Detail::Marks));
    let room = end.saturating_sub(needed + 1).max(area.x + area.width / 3);
    let title = canvas.look(Role::Title);
    let mut x = canvas.text_cut(area.x + 1, area.y, room, &sheet.title, title) + 2;
    for (tone, text) in sums {
        let look = match tone {
            Tone::Plain => canvas.look(Role::Muted),
            tone => canvas.mark(tone.head(), false),
        };
        x = canvas.text_cut(x, area.y, end, &text, look) + 2;
    }
}

/// How much is said of what sums a table up, where there is less and less room.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    All,
    /// Words for contradictions alone: the marks of the others say what their words would.
    Contradictions,
    /// The same without what has no mark.
    Marked,
    Marks,
}

impl Detail {
    const ALL: [Self; 4] = [Self::All, Self::Contradictions, Self::Marked, Self::Marks];
}

/// What sums a table up, and the columns it takes.
fn sums(sheet: &Sheet, glyphs: &Glyphs, detail: Detail) -> (Vec<(Tone, String)>, u16) {
    let has_marks = sheet.sums.iter().any(|(tone, _)| *tone != Tone::Plain);
    let drops_plain = has_marks && matches!(detail, Detail::Marked | Detail::Marks);
    let shown = sheet.sums.iter().filter(|(tone, _)| !drops_plain || *tone != Tone::Plain);
    let shown = shown.map(|(tone, text)| match (tone.sign(glyphs), tone, detail) {
        ("", ..) => (*tone, text.clone()),
        (sign, _, Detail::All) => (*tone, format!("{sign} {text}")),
        (sign, Tone::Contradict, Detail::Contradictions | Detail::Marked) => {
            (*tone, format!("{sign} {text}"))
        }
        (sign, ..) => (*tone, format!("{sign} {}", number(text))),
    });
    let shown: Vec<(Tone, String)> = shown.collect();
    let needed = shown.iter().map(|(_, text)| columns(text) + 2).sum();
    (shown, needed)
}

/// The number a text begins with.
fn number(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// What is listed: a feed, a folder, a search, or a state; or both.
fn listed(app: &App) -> String {
    let request = &app.list.request;
    match (&request.within, request.scope) {
        (Some(within), Scope::All) => within.name.to_string(),
        (Some(within), scope) => format!("{}, {}", within.name, scope.name().to_lowercase()),
        (None, scope) => scope.name().to_owned(),
    }
}

/// The letters that the feeds are narrowed by.
fn found(app: &App) -> String {
    let letters = app.feeds.fuzzy();
    if letters.is_empty() { String::new() } else { format!("~{letters}") }
}

/// Numbers over all feeds.
fn feeds(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    let end = area.x + area.width;
    let x = canvas.text(area.x, area.y, end, "Feeds", canvas.look(Role::Title)) + 2;
    if !app.feeds.is_loaded() {
        return;
    }
    let all = &app.feeds.sources().feeds;
    let failing = all.iter().filter(|feed| is_failing(feed)).count();
    let unread: u32 = all.iter().map(|feed| feed.unread).sum();
    let mut parts = vec![
        words::count(all.len(), "feed"),
        format!("{} unread", words::thousands(i64::from(unread))),
    ];
    parts.extend((failing > 0).then(|| format!("{failing} failing")));
    let numbers = parts.join(&format!(" {} ", canvas.glyphs().middot));
    canvas.text_cut(x, area.y, end, &numbers, canvas.look(Role::Muted));
}

fn narrowed(app: &App) -> String {
    let request = &app.list.request;
    let mut parts = Vec::new();
    if !request.filter.is_empty() {
        parts.push(request.filter.clone());
    }
    if !request.fuzzy.is_empty() {
        parts.push(format!("~{}", request.fuzzy));
    }
    let order = match request.sort {
        Sort::Date => "",
        Sort::Outlet => "by outlet",
        Sort::Title => "by title",
        Sort::Length => "by length",
    };
    if !order.is_empty() {
        parts.push(order.to_owned());
    }
    if request.reversed {
        parts.push("reversed".to_owned());
    }
    if request.scope == Scope::All && parts.is_empty() {
        return String::new();
    }
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{article, reading, screen, skin};
    use super::*;
    use crate::app::list::Listed;
    use crate::text::Prose;

    fn head(within: Option<&str>, scope: Scope, columns: u16) -> String {
        let mut app = reading(article("A text.", &[]), (columns, 20), false);
        app.counts.all = 4_000;
        app.counts.unread = 1_234;
        app.list.request.scope = scope;
        app.list.request.within = within.map(|name| Listed {
            name: Prose::line(name),
            query: String::new(),
            feeds: vec![],
        });
        screen(&app, &skin())[0].trim().to_owned()
    }

    #[test]
    fn the_numbers_are_of_what_is_listed_or_say_that_they_are_of_all() {
        let all = head(None, Scope::All, 80);
        assert_eq!(all, "dateline   All  4,000 articles · 1,234 unread");
        let feed = head(Some("Gazette"), Scope::All, 80);
        assert_eq!(feed, "dateline   Gazette  1 article · 1,234 unread in all");
        let starred = head(None, Scope::Starred, 80);
        assert_eq!(starred, "dateline   Starred  1 article · 1,234 unread in all");
        assert_eq!(head(None, Scope::Unread, 80), "dateline   Unread  1 article");
        assert_eq!(head(None, Scope::All, 40), "All 4,000 · 1,234 new");
        assert_eq!(head(Some("Gazette"), Scope::All, 40), "Gazette 1");
    }

    #[test]
    fn a_long_name_gives_way_to_the_numbers() {
        let name = "The Gazette of Culture, Theatre, Arts, Exhibitions, Music and Television";
        let shown = head(Some(name), Scope::All, 80);
        assert_eq!(
            shown,
            "dateline   The Gazette of Culture, Theatre,…  1 article · 1,234 unread in all"
        );
    }
}
