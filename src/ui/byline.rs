//! Draws the line below a headline: where the article comes from, when, how long it is, by whom.
//!
//! What matters most comes first and is never pushed out by what matters less: a name that is long is cut so that the
//! day and the minutes stand behind it, and a part of which nothing could be read is left out.

use super::canvas::{Canvas, columns};
use crate::app::message::Opened;
use crate::app::{App, words};
use crate::config::Role;
use crate::store::Past;
use crate::text::Prose;

/// So much of a source is shown before the day gives way to it.
const LEAST_SOURCE: u16 = 12;
/// Which of [`dates`] a long source gives way to.
const DAY_AND_MINUTES: usize = 2;
/// A part that is cut shows so many columns at least.
const LEAST_PART: u16 = 8;

/// Draws it from a column on, `end` excluded.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    opened: &Opened,
    app: &App,
) {
    let article = &opened.article;
    let muted = canvas.look(Role::Muted);
    let middot = format!(" {} ", canvas.glyphs().middot);
    let dates = dates(opened, app).map(|date| date.join(&middot));
    let shortest = dates.get(DAY_AND_MINUTES).map_or(0, |date| columns(date)) + columns(&middot);
    let mut x = x;
    if let Some(source) = article.source() {
        let room = end.saturating_sub(shortest).max(x.saturating_add(LEAST_SOURCE)).min(end);
        x = canvas.text_cut(x, y, room, &source, canvas.mark(Role::Accent, false));
        if end.saturating_sub(x) < LEAST_PART {
            return;
        }
        x = canvas.text(x, y, end, &middot, muted);
    }
    let room = end.saturating_sub(x);
    let fits = dates.iter().find(|date| columns(date) <= room);
    let Some(date) = fits.or(dates.last()) else { return };
    x = canvas.text_cut(x, y, end, date, muted);
    let authors: Vec<&str> = article.authors.iter().map(Prose::as_str).collect();
    let by = format!("{middot}by {}", authors.join(", "));
    let room = end.saturating_sub(x);
    if !authors.is_empty() && (columns(&by) <= room || room >= columns(&middot) + LEAST_PART) {
        canvas.text_cut(x, y, end, &by, muted);
    }
}

/// The day of the article, the minutes it takes and what became of its text, in fewer and fewer words.
fn dates(opened: &Opened, app: &App) -> [Vec<String>; 5] {
    let article = &opened.article;
    // Where it says no day that can be true, the day on which it came says that it is that one.
    let (at, came) = match opened.past.came {
        Some(came) => (Some(came), "came "),
        None => (article.published, ""),
    };
    let full = at.map(|at| format!("{came}{}", words::full_date(at, &app.now)));
    let short = at.map(|at| format!("{came}{}", words::date(at, &app.now)));
    let minutes = app.reader.page().minutes();
    let (briefly, fully) = edited(&opened.past, app).unzip();
    let said = |date: &Option<String>, minutes: Option<String>, edited: &Option<String>| {
        [date.clone(), minutes, edited.clone()].into_iter().flatten().collect::<Vec<String>>()
    };
    [
        said(&full, Some(format!("{minutes} min read")), &fully),
        said(&full, Some(format!("{minutes} min")), &briefly),
        said(&short, Some(format!("{minutes} min")), &briefly),
        said(&short, None, &briefly),
        said(&short, None, &None),
    ]
}

/// "edited 2 h ago", and with how many versions there are: that the text is not the first one.
fn edited(past: &Past, app: &App) -> Option<(String, String)> {
    let said = match (past.versions, past.whole) {
        (0, _) => return None,
        (_, true) => "from its page".to_owned(),
        (_, false) => {
            let age = past.edited.map(|at| words::ago(at, &app.now));
            format!("edited{}", age.map(|age| format!(" {age}")).unwrap_or_default())
        }
    };
    // The text of the feed is none that the page had.
    let versions = past.versions as usize + usize::from(!past.whole);
    let count = (versions > 1).then(|| format!(", {}", words::count(versions, "version")));
    Some((said.clone(), said + &count.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{article, reading, screen, skin};
    use crate::news::{Article, Moment};
    use crate::text::Prose;

    #[track_caller]
    fn check(outlet: &str, author: &str, columns: u16, expected: &str) {
        let published = Moment::parse("2024-06-20T12:00:00Z");
        let authors = vec![Prose::line(author)];
        let outlet = Some(Prose::line(outlet));
        let article =
            Article { title: Prose::line("A"), outlet, authors, published, ..article("B.", &[]) };
        let mut app = reading(article, (columns, 20), false);
        app.run(crate::app::command::Command::Zoom);
        assert_eq!(screen(&app, &skin())[1].trim(), expected, "at {columns} columns");
    }

    #[test]
    fn a_long_name_is_cut_before_the_day_and_the_minutes_are() {
        let name = "The Gazette of Culture, Theatre and Arts of the North";
        check(name, "Ann", 49, "The Gazette of Culture… · 20 Jun 2024 · 1 min");
        check(name, "Ann", 30, "The Gazette… · 20 Jun 2024");
    }

    #[test]
    fn an_author_of_whom_nothing_could_be_read_is_left_out() {
        check(
            "RKS",
            "Ann Aberdeen",
            60,
            "RKS · Thu 20 Jun 2024, 12:00 · 1 min read · by Ann Aber…",
        );
        check("RKS", "Ann Aberdeen", 52, "RKS · Thu 20 Jun 2024, 12:00 · 1 min read");
        check("RKS", "Ann Aberdeen", 40, "RKS · Thu 20 Jun 2024, 12:00 · 1 min");
    }
}
