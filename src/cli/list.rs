//! `list`: articles by filter, one a line.

use std::io;

use jiff::Zoned;
use serde::Serialize;

use super::args::{Global, List};
use super::output::{Output, Tone};
use super::report::Outcome;
use super::source;
use crate::app::words;
use crate::news::json::{ArticleJson, article_json};
use crate::news::{Headline, Marks, Moment};
use crate::store::Shelf;
use crate::text::width;

/// Prints the articles that match, newest first unless the filter says otherwise.
pub(super) fn print(global: &Global, list: &List, output: &mut Output) -> anyhow::Result<Outcome> {
    let (query, today) = source::query(&list.filters)?;
    let desk = source::open(global)?;
    let shelf = desk.shelf()?;
    let rows = shelf.first(&query, today, list.limit.unwrap_or(usize::MAX))?;
    if list.json {
        print_json(&shelf, &rows, output)?;
    } else {
        let mut lines = Lines::new(&rows);
        rows.iter().try_for_each(|row| lines.print(row, output))?;
    }
    Ok(Outcome::Done)
}

/// The rows as whole articles, without their text.
fn print_json(shelf: &Shelf, rows: &[Headline], output: &mut Output) -> anyhow::Result<()> {
    let mut array = output.array();
    for row in rows {
        if let Some(article) = shelf.article(row.id)? {
            array.push(&Listed {
                article: article_json(&article, row.marks, false),
                came: row.came,
            })?;
        }
    }
    Ok(array.end()?)
}

/// An article, and when it came in where it says no day that can be true.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    article: ArticleJson<'a>,
    came: Option<Moment>,
}

/// Rows of a list, in columns that fit all of them.
pub(super) struct Lines {
    id_columns: usize,
    source_columns: usize,
    day_columns: usize,
    now: Zoned,
}

/// A source is cut after so many columns.
const MOST_SOURCE_COLUMNS: usize = 24;
/// Columns of a day: `2024-06-20`, and one more where a row has `~2024-06-20`, the day on which it came.
const DAY_COLUMNS: usize = 10;

impl Lines {
    pub(super) fn new(rows: &[Headline]) -> Self {
        let widest = |of: fn(&Headline) -> usize| rows.iter().map(of).max().unwrap_or_default();
        Self {
            id_columns: widest(|row| row.id.to_string().len()),
            source_columns: widest(|row| width::width(row.source.as_deref().unwrap_or_default()))
                .min(MOST_SOURCE_COLUMNS),
            day_columns: DAY_COLUMNS + usize::from(rows.iter().any(|row| row.came.is_some())),
            now: Zoned::now(),
        }
    }

    /// Prints a row: in columns, or in words for those who hear it.
    pub(super) fn print(&mut self, row: &Headline, output: &mut Output) -> io::Result<()> {
        if output.style.plain {
            self.print_words(row, output)
        } else {
            self.print_columns(row, output)
        }
    }

    fn print_columns(&self, row: &Headline, output: &mut Output) -> io::Result<()> {
        let style = output.style;
        let told = |at: Moment| at.day(self.now.time_zone()).to_string();
        let came = row.came.map(|at| format!("~{}", told(at)));
        let day = came.or(row.published.map(told));
        let source = padded(row.source.as_deref().unwrap_or_default(), self.source_columns);
        let head = format!(
            "{:>id$}  {}  {:>days$}  {source}  ",
            row.id.to_string(),
            marks(row.marks, output),
            day.unwrap_or_default(),
            days = self.day_columns,
            id = self.id_columns
        );
        let room = style.columns.saturating_sub(width::width(&head)).max(FEWEST_TITLE_COLUMNS);
        output.put(Tone::Muted, &head)?;
        let tone = if row.marks.read { Tone::Plain } else { Tone::Strong };
        // A program that reads the list gets whole titles.
        if style.terminal && width::width(&row.title) > room {
            let ellipsis = style.glyphs.ellipsis;
            let (title, _) = width::cut(&row.title, room - ellipsis.chars().count());
            return output.line(tone, &format!("{}{ellipsis}", title.trim_end()));
        }
        output.line(tone, &row.title)
    }

    /// `2: Title. EFE, Thu 20 Jun 2024, 4 minutes, unread, starred`
    fn print_words(&self, row: &Headline, output: &mut Output) -> io::Result<()> {
        let mut parts: Vec<String> = row.source.iter().map(ToString::to_string).collect();
        let came = row.came.map(|at| format!("came {}", words::full_date(at, &self.now)));
        parts.extend(came.or(row.published.map(|at| words::full_date(at, &self.now))));
        parts.push(words::count(row.minutes as usize, "minute"));
        parts.extend(marks_in_words(row.marks).map(str::to_owned));
        output.line(Tone::Plain, &format!("{}: {}. {}", row.id, row.title, parts.join(", ")))
    }
}

/// However little room is left, so much of a title is shown.
const FEWEST_TITLE_COLUMNS: usize = 20;

/// The marks of a row, each in a column of its own.
fn marks(marks: Marks, output: &Output) -> String {
    let glyphs = output.style.glyphs;
    let of = |on: bool, glyph: &'static str| if on { glyph } else { " " };
    [of(!marks.read, glyphs.unread), of(marks.starred, glyphs.star), of(marks.later, glyphs.later)]
        .concat()
}

/// The marks of a row as a person would say them: "unread", "starred".
pub(super) fn marks_in_words(marks: Marks) -> impl Iterator<Item = &'static str> {
    let all = [
        (marks.read, "read"),
        (!marks.read, "unread"),
        (marks.starred, "starred"),
        (marks.later, "to read later"),
        (marks.hidden, "hidden"),
    ];
    all.into_iter().filter_map(|(on, word)| on.then_some(word))
}

/// Text in exactly so many columns.
fn padded(text: &str, columns: usize) -> String {
    let (text, used) = width::cut(text, columns);
    format!("{text}{:1$}", "", columns - used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_filled_whatever_the_letters() {
        assert_eq!(padded("EFE", 5), "EFE  ");
        assert_eq!(padded("漢字漢字", 5), "漢字 ");
        assert_eq!(padded("", 2), "  ");
    }

    #[test]
    fn marks_are_words() {
        let marks = Marks { starred: true, ..Marks::default() };
        assert_eq!(marks_in_words(marks).collect::<Vec<_>>(), ["unread", "starred"]);
    }
}
