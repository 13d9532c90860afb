//! An article as text for a terminal, a pipe or a screen reader: title, byline, wrapped blocks, numbered links.
//!
//! What each kind of block looks like stands in one table. How the text is broken into lines is known to
//! [`crate::text::wrap`].

use std::io;

use jiff::Zoned;

use super::output::{Output, Style, Tone};
use crate::app::words;
use crate::news::{Article, Block, BlockKind, Body, Moment};
use crate::text::width;
use crate::text::wrap::{Breaking, wrap};

/// Prints articles one below the other.
pub(super) fn articles(articles: &[Article], output: &mut Output) -> io::Result<()> {
    for (at, one) in articles.iter().enumerate() {
        if at > 0 {
            output.line(Tone::Plain, "\n")?;
        }
        article(one, output)?;
    }
    Ok(())
}

/// Prints an article.
pub(super) fn article(article: &Article, output: &mut Output) -> io::Result<()> {
    arrived(article, None, output)
}

/// Prints an article that may say no day that can be true, and then says when it came.
pub(super) fn arrived(
    article: &Article,
    came: Option<Moment>,
    output: &mut Output,
) -> io::Result<()> {
    wrapped(&article.title, &Lead::default(), Tone::Strong, output)?;
    wrapped(&byline(article, came, output.style), &Lead::default(), Tone::Muted, output)?;
    if let Some(link) = &article.link {
        output.line(Tone::Muted, link.as_str())?;
    }
    let mut before = None;
    for block in article.body.blocks() {
        if !(before == Some(BlockKind::ListItem) && block.kind == BlockKind::ListItem) {
            output.end()?;
        }
        print_block(&article.body, block, output)?;
        before = Some(block.kind);
    }
    links(&article.body, output)
}

/// Outlet, authors, date and length, as far as they are known.
fn byline(article: &Article, came: Option<Moment>, style: Style) -> String {
    let mut parts: Vec<String> = article.source().into_iter().collect();
    // Who writes alone is often called as the outlet is.
    let others =
        article.authors.iter().filter(|author| !parts.iter().any(|it| it == author.as_str()));
    let others: Vec<String> = others.map(ToString::to_string).collect();
    parts.extend(others);
    let now = Zoned::now();
    let came = came.map(|at| format!("came {}", words::full_date(at, &now)));
    parts.extend(came.or(article.published.map(|at| words::full_date(at, &now))));
    if style.plain {
        parts.push(words::count(article.minutes() as usize, "minute"));
        return parts.join(", ");
    }
    parts.push(format!("{} min", article.minutes()));
    parts.join(&format!(" {} ", style.glyphs.middot))
}

/// What stands before the lines of a block.
#[derive(Debug, Default)]
struct Lead {
    first: String,
    rest: String,
}

impl Lead {
    /// The same before the first line and all others.
    fn all(sign: &str) -> Self {
        Self { first: sign.to_owned(), rest: sign.to_owned() }
    }

    /// Before the first line; the others are indented by as much.
    fn hanging(sign: String) -> Self {
        Self { rest: " ".repeat(width::width(&sign)), first: sign }
    }

    /// A word before the first line alone.
    fn word(word: &str) -> Self {
        Self { first: format!("{word}: "), rest: String::new() }
    }
}

fn print_block(body: &Body, block: &Block, output: &mut Output) -> io::Result<()> {
    let text = numbered(body, block, output.style.plain);
    let lead = if output.style.plain { lead_in_words(block) } else { lead(block, output.style) };
    match block.kind {
        BlockKind::Heading => wrapped(&text, &lead, Tone::Strong, output),
        BlockKind::Caption => {
            wrapped(&with_credit(&text, block, output.style.plain), &lead, Tone::Plain, output)
        }
        BlockKind::Code => text
            .lines()
            .try_for_each(|line| output.line(Tone::Plain, &format!("{}{line}", lead.first))),
        BlockKind::Table => table(&text, output),
        _ => wrapped(&text, &lead, Tone::Plain, output),
    }
}

fn lead(block: &Block, style: Style) -> Lead {
    match block.kind {
        _ if block.is_of_picture() => Lead::hanging("[picture] ".to_owned()),
        BlockKind::Paragraph
        | BlockKind::Heading
        | BlockKind::Table
        | BlockKind::Caption
        | BlockKind::Image => Lead::default(),
        BlockKind::Quote => Lead::all(&format!("{} ", style.glyphs.quote)),
        BlockKind::Code => Lead::all("    "),
        BlockKind::ListItem => {
            let indent = "  ".repeat(usize::from(block.level.saturating_sub(1)));
            Lead::hanging(match block.ordinal {
                Some(number) => format!("{indent}{number}. "),
                None => format!("{indent}{} ", style.glyphs.bullet),
            })
        }
        BlockKind::Footnote => Lead::hanging(format!("[{}] ", note_number(block))),
    }
}

/// The same for those who hear it.
fn lead_in_words(block: &Block) -> Lead {
    match block.kind {
        _ if block.is_of_picture() => Lead::word("Picture"),
        BlockKind::Paragraph | BlockKind::Code | BlockKind::Table | BlockKind::Image => {
            Lead::default()
        }
        BlockKind::Caption => Lead::word("Caption"),
        BlockKind::Heading => Lead::word("Heading"),
        BlockKind::Quote => Lead::word("Quotation"),
        BlockKind::ListItem => match block.ordinal {
            Some(number) => Lead::word(&format!("Item {number}")),
            None => Lead::word("Item"),
        },
        BlockKind::Footnote => Lead::word(&format!("Note {}", note_number(block))),
    }
}

fn note_number(block: &Block) -> u32 {
    block.ordinal.unwrap_or(1)
}

fn with_credit(text: &str, block: &Block, plain: bool) -> String {
    match &block.credit {
        Some(credit) if plain => format!("{text} Photo by {credit}."),
        Some(credit) => format!("{text} (Photo: {credit})"),
        None => text.to_owned(),
    }
}

/// The text of a block, with its number behind each link.
fn numbered(body: &Body, block: &Block, plain: bool) -> String {
    let mut text = String::new();
    let mut at = block.span.start as usize;
    for (index, link) in body.links_in(block.span) {
        let end = link.span.end as usize;
        if end < at {
            continue;
        }
        text.push_str(body.text().get(at..end).unwrap_or_default());
        let (open, close) = if plain { (" (link ", ")") } else { ("[", "]") };
        text.extend([open, &(index + 1).to_string(), close]);
        at = end;
    }
    text.push_str(body.text().get(at..block.span.end as usize).unwrap_or_default());
    text
}

/// Columns of a table stand below each other; for those who hear them a row is a list.
fn table(text: &str, output: &mut Output) -> io::Result<()> {
    let rows: Vec<Vec<&str>> = text.lines().map(|row| row.split('\t').collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| width::width(cell)).max()
    };
    let widths: Vec<usize> = (0..columns).map(|at| widest(at).unwrap_or_default()).collect();
    for row in &rows {
        let line = if output.style.plain {
            row.join(", ")
        } else {
            let cells = row.iter().zip(&widths).map(|(cell, columns)| {
                format!("{cell}{}", " ".repeat(columns.saturating_sub(width::width(cell))))
            });
            cells.collect::<Vec<_>>().join("  ")
        };
        output.line(Tone::Plain, line.trim_end())?;
    }
    Ok(())
}

/// Where the numbered links lead.
fn links(body: &Body, output: &mut Output) -> io::Result<()> {
    for (index, link) in body.links().iter().enumerate() {
        if index == 0 {
            output.end()?;
        }
        let number = index + 1;
        let lead =
            if output.style.plain { format!("Link {number}: ") } else { format!("[{number}] ") };
        output.put(Tone::Muted, &lead)?;
        output.line(Tone::Plain, link.link.as_str())?;
    }
    Ok(())
}

/// Breaks text into lines and prints them.
fn wrapped(text: &str, lead: &Lead, tone: Tone, output: &mut Output) -> io::Result<()> {
    let taken = width::width(&lead.first).max(width::width(&lead.rest));
    let columns = output.style.columns.saturating_sub(taken).max(1);
    let breaking = Breaking { columns, hyphenate: false, insertions: &[] };
    for (at, line) in wrap(text, &breaking).iter().enumerate() {
        output.put(Tone::Plain, if at == 0 { &lead.first } else { &lead.rest })?;
        output.line(tone, text.get(line.range.clone()).unwrap_or_default())?;
    }
    Ok(())
}

/// Prints text with a sign before its first line, the others indented by as much.
pub(super) fn hanging(sign: &str, text: &str, output: &mut Output) -> io::Result<()> {
    wrapped(text, &Lead::hanging(sign.to_owned()), Tone::Plain, output)
}
