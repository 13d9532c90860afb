//! An article set for reading: its blocks broken into lines of a given width.
//!
//! A line knows which bytes of the article it shows, so that facts, links and matches can be lit in it and a place in
//! the text survives another width. How lines look is decided in `ui`.

use crate::news::{Article, Block, BlockKind, Body, Span};
use crate::text::width;
use crate::text::wrap::{Breaking, WrappedLine, wrap};

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typography {
    /// Columns of a line at most.
    pub measure: u16,
    /// Whether long words are hyphenated.
    pub hyphenate: bool,
    /// Whether lines are stretched to the measure.
    pub justify: bool,
}

/// What a line of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing.
    Blank,
    /// Part of the headline; its run counts in the title's bytes.
    Title,
    /// Outlet, date and minutes.
    Byline,
    /// Who took the picture of the caption above.
    Credit,
    /// Part of a block of this kind.
    Text(BlockKind),
    /// The rule below the head of a table.
    TableRule,
}

/// Something drawn before the text of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ornament {
    /// Nothing.
    None,
    /// The bullet of a list item.
    Bullet,
    /// The number of a counted item or a footnote.
    Number(u32),
    /// The bar beside a quoted passage.
    Bar,
}

/// A run of the article's bytes on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Column it begins at, from the left of the text.
    pub x: u16,
    /// The bytes.
    pub span: Span,
}

/// One line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// What it is.
    pub kind: LineKind,
    /// Where in the body it stands; never less than that of the line before.
    pub offset: u32,
    /// The block it belongs to.
    pub block: Option<u32>,
    /// What is drawn before the text, left of the first run.
    pub ornament: Ornament,
    /// The text; more than one run in a table.
    pub runs: Vec<Run>,
    /// Whether a hyphen ends the line.
    pub hyphen: bool,
    /// Whether the line is stretched to the measure.
    pub stretched: bool,
}

/// An article, set.
#[derive(Clone, Debug, Default)]
pub struct Page {
    lines: Vec<PageLine>,
    columns: u16,
}

/// Width of the number drawn behind a link: `[12]`.
pub fn link_number_width(index: usize) -> usize {
    (index + 1).to_string().len() + 2
}

impl Page {
    /// Sets an article in `columns` columns, or in the measure if that is less.
    pub fn set(article: &Article, columns: u16, typography: &Typography) -> Self {
        let columns = columns.min(typography.measure).max(1);
        let mut setter = Setter::new(&article.body, columns, typography);
        setter.head(&article.title);
        for (index, block) in article.body.blocks().iter().enumerate() {
            setter.block(index, block);
        }
        Self { lines: setter.lines, columns }
    }

    /// All lines.
    pub fn lines(&self) -> &[PageLine] {
        &self.lines
    }

    /// The columns it was set in.
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// The last line that begins at `offset` or before it.
    pub fn line_at(&self, offset: u32) -> usize {
        self.lines.partition_point(|line| line.offset <= offset).saturating_sub(1)
    }

    /// The line that shows the byte at `offset`: as [`line_at`](Self::line_at), but exact in tables, too.
    pub fn line_showing(&self, offset: u32) -> usize {
        let shows = |line: &PageLine| {
            line.kind != LineKind::Title
                && line.runs.iter().any(|run| run.span.holds(offset as usize))
        };
        let near = self.line_at(offset);
        if self.lines.get(near).is_some_and(shows) {
            return near;
        }
        let block = self.lines.get(near).and_then(|line| line.block);
        let first = self.lines.partition_point(|line| line.block < block);
        self.lines
            .iter()
            .skip(first)
            .take_while(|line| line.block == block)
            .position(shows)
            .map_or(near, |at| first + at)
    }

    /// The first line of the first block after `line` that `accepts`.
    pub fn next_block(&self, line: usize, accepts: impl Fn(BlockKind) -> bool) -> Option<usize> {
        (line + 1..self.lines.len()).find(|&at| self.begins_block(at, &accepts))
    }

    /// The first line of the last block before `line` that `accepts`.
    pub fn previous_block(
        &self,
        line: usize,
        accepts: impl Fn(BlockKind) -> bool,
    ) -> Option<usize> {
        (0..line.min(self.lines.len())).rev().find(|&at| self.begins_block(at, &accepts))
    }

    fn begins_block(&self, at: usize, accepts: &impl Fn(BlockKind) -> bool) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let LineKind::Text(kind) = line.kind else { return false };
        let starts =
            at == 0 || self.lines.get(at - 1).is_none_or(|before| before.block != line.block);
        starts && accepts(kind)
    }
}

struct Setter<'a> {
    body: &'a Body,
    columns: u16,
    typography: &'a Typography,
    lines: Vec<PageLine>,
    /// After which byte of the body the number of a link is drawn, and how wide it is.
    link_numbers: Vec<(usize, usize)>,
    before: Option<BlockKind>,
}

impl<'a> Setter<'a> {
    fn new(body: &'a Body, columns: u16, typography: &'a Typography) -> Self {
        let link_numbers = body
            .links()
            .iter()
            .enumerate()
            .map(|(index, link)| (link.span.range().end, link_number_width(index)))
            .collect();
        Self { body, columns, typography, lines: Vec::new(), link_numbers, before: None }
    }

    fn head(&mut self, title: &str) {
        for line in wrap(title, &self.breaking(self.columns, &[])) {
            let run = Run { x: 0, span: Span::new(line.range.start, line.range.end) };
            self.push(LineKind::Title, None, vec![run]);
        }
        self.push(LineKind::Byline, None, vec![]);
    }

    fn block(&mut self, index: usize, block: &Block) {
        if !(block.kind == BlockKind::ListItem && self.before == Some(BlockKind::ListItem)) {
            let offset = block.span.start;
            self.lines.push(PageLine { offset, ..blank() });
        }
        let index = index as u32;
        match block.kind {
            BlockKind::Table => self.table(index, block),
            BlockKind::Code => self.code(index, block),
            _ => self.text(index, block),
        }
        if block.credit.is_some() {
            let line = PageLine {
                kind: LineKind::Credit,
                offset: block.span.end,
                block: Some(index),
                ..blank()
            };
            self.lines.push(line);
        }
        self.before = Some(block.kind);
    }

    fn text(&mut self, index: u32, block: &Block) {
        let (indent, ornament) = ornament(block);
        let indent = indent.min(self.columns / 2);
        let justify = self.typography.justify && block.kind == BlockKind::Paragraph;
        for (n, line) in self.wrapped(block.span, self.columns - indent).into_iter().enumerate() {
            let shown = if n == 0 || ornament == Ornament::Bar { ornament } else { Ornament::None };
            self.lines.push(PageLine {
                kind: LineKind::Text(block.kind),
                offset: line.range.start as u32,
                block: Some(index),
                ornament: shown,
                hyphen: line.hyphen,
                stretched: justify && !line.last,
                runs: vec![Run { x: indent, span: Span::new(line.range.start, line.range.end) }],
            });
        }
    }

    /// Code keeps its lines; one that is too wide goes on in the next, since nothing may be hidden.
    fn code(&mut self, index: u32, block: &Block) {
        let indent = 2.min(self.columns / 2);
        let mut start = block.span.start as usize;
        for row in self.body.slice(block.span).split_inclusive('\n') {
            let code = row.trim_end_matches('\n');
            for range in cut_evenly(code, usize::from(self.columns - indent)) {
                let span = Span::new(start + range.start, start + range.end);
                self.push(
                    LineKind::Text(BlockKind::Code),
                    Some(index),
                    vec![Run { x: indent, span }],
                );
            }
            start += row.len();
        }
    }

    fn table(&mut self, index: u32, block: &Block) {
        let rows = table_rows(self.body, block.span);
        let widths = column_widths(self.body, &rows, usize::from(self.columns));
        for (n, cells) in rows.iter().enumerate() {
            self.table_row(index, cells, &widths);
            if n == 0 && rows.len() > 1 {
                let offset = self.lines.last().map_or(0, |line| line.offset);
                self.lines.push(PageLine {
                    kind: LineKind::TableRule,
                    offset,
                    block: Some(index),
                    ..blank()
                });
            }
        }
    }

    /// One row of a table takes as many lines as its tallest cell.
    fn table_row(&mut self, index: u32, cells: &[Span], widths: &[usize]) {
        let columns: Vec<Vec<WrappedLine>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, columns)| self.wrapped(*cell, *columns as u16))
            .collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or_default();
        let first = cells.first().map_or(0, |cell| cell.start);
        for y in 0..height {
            let mut x = 0;
            let mut runs = Vec::new();
            for (lines, columns) in columns.iter().zip(widths) {
                if let Some(line) = lines.get(y) {
                    runs.push(Run {
                        x: x as u16,
                        span: Span::new(line.range.start, line.range.end),
                    });
                }
                x += columns + TABLE_GAP;
            }
            let kind = LineKind::Text(BlockKind::Table);
            self.lines.push(PageLine { kind, offset: first, block: Some(index), runs, ..blank() });
        }
    }

    fn wrapped(&self, span: Span, columns: u16) -> Vec<WrappedLine> {
        let base = span.start as usize;
        let numbers = self.numbers_in(span);
        let mut lines = wrap(self.body.slice(span), &self.breaking(columns, &numbers));
        for line in &mut lines {
            line.range = line.range.start + base..line.range.end + base;
        }
        lines
    }

    fn numbers_in(&self, span: Span) -> Vec<(usize, usize)> {
        let range = span.range();
        let from = self.link_numbers.partition_point(|(at, _)| *at <= range.start);
        let inside = self.link_numbers.iter().skip(from).take_while(|(at, _)| *at <= range.end);
        inside.map(|(at, width)| (at - range.start, *width)).collect()
    }

    fn breaking<'b>(&self, columns: u16, insertions: &'b [(usize, usize)]) -> Breaking<'b> {
        let columns = usize::from(columns.max(1));
        Breaking { columns, hyphenate: self.typography.hyphenate, insertions }
    }

    fn push(&mut self, kind: LineKind, block: Option<u32>, runs: Vec<Run>) {
        let in_body = !matches!(kind, LineKind::Title | LineKind::Byline);
        let offset = runs.first().filter(|_| in_body).map_or(0, |run| run.span.start);
        self.lines.push(PageLine { kind, offset, block, runs, ..blank() });
    }
}

fn blank() -> PageLine {
    PageLine {
        kind: LineKind::Blank,
        offset: 0,
        block: None,
        ornament: Ornament::None,
        runs: Vec::new(),
        hyphen: false,
        stretched: false,
    }
}

/// Columns a block is set in from the left, and what stands there.
fn ornament(block: &Block) -> (u16, Ornament) {
    match (block.kind, block.ordinal) {
        (BlockKind::Quote, _) => (2, Ornament::Bar),
        (BlockKind::ListItem | BlockKind::Footnote, Some(number)) => {
            let depth = u16::from(block.level.max(1) - 1);
            (depth * 2 + number.to_string().len() as u16 + 2, Ornament::Number(number))
        }
        (BlockKind::ListItem | BlockKind::Footnote, None) => {
            (u16::from(block.level.max(1)) * 2, Ornament::Bullet)
        }
        _ => (0, Ornament::None),
    }
}

fn cut_evenly(line: &str, columns: usize) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut rest = line;
    loop {
        let start = line.len() - rest.len();
        let (now, _) = width::cut(rest, columns.max(2));
        // A symbol wider than the line still has to be passed.
        let len = if now.is_empty() { rest.len() } else { now.len() };
        ranges.push(start..start + len);
        rest = rest.get(len..).unwrap_or_default();
        if rest.is_empty() {
            return ranges;
        }
    }
}

/// Columns between two cells.
const TABLE_GAP: usize = 2;

fn table_rows(body: &Body, table: Span) -> Vec<Vec<Span>> {
    let mut start = table.start as usize;
    let mut rows = Vec::new();
    for row in body.slice(table).split('\n') {
        let mut cells = Vec::new();
        for cell in row.split('\t') {
            cells.push(Span::new(start, start + cell.len()));
            start += cell.len() + 1;
        }
        rows.push(cells);
    }
    rows
}

/// Gives each column what it needs; where that is too much, the widest give way first.
fn column_widths(body: &Body, rows: &[Vec<Span>], columns: usize) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut widths = vec![1; count];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(width::width(body.slice(*cell)));
        }
    }
    let room = columns.saturating_sub(TABLE_GAP * count.saturating_sub(1)).max(count);
    let limit = fair_limit(&widths, room);
    for width in &mut widths {
        *width = (*width).min(limit);
    }
    widths
}

/// The greatest limit under which columns cut to it fit into `room`.
fn fair_limit(widths: &[usize], room: usize) -> usize {
    let fits = |limit: usize| widths.iter().map(|w| (*w).min(limit)).sum::<usize>() <= room;
    let (mut low, mut high) = (1, widths.iter().copied().max().unwrap_or(1));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if fits(middle) { low = middle } else { high = middle - 1 }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::BodyBuilder;
    use crate::text::Prose;

    const TYPOGRAPHY: Typography = Typography { measure: 72, hyphenate: false, justify: false };

    fn article(blocks: &[(BlockKind, &str)]) -> Article {
        let mut body = BodyBuilder::new();
        for (kind, text) in blocks {
            body.push(*kind, &Prose::text(text), vec![]);
        }
        Article { title: Prose::line("Title"), body: body.finish(), ..Article::default() }
    }

    fn shown(article: &Article, columns: u16) -> Vec<String> {
        let page = Page::set(article, columns, &TYPOGRAPHY);
        page.lines()
            .iter()
            .filter(|line| matches!(line.kind, LineKind::Text(_) | LineKind::Blank))
            .map(|line| {
                let mut text = String::new();
                for run in &line.runs {
                    while width::width(&text) < usize::from(run.x) {
                        text.push(' ');
                    }
                    text.push_str(article.body.slice(run.span));
                }
                text
            })
            .collect()
    }

    #[test]
    fn blocks_stand_apart_and_list_items_together() {
        let article = article(&[
            (BlockKind::Paragraph, "One two three four"),
            (BlockKind::ListItem, "first"),
            (BlockKind::ListItem, "second"),
        ]);
        assert_eq!(shown(&article, 9), ["", "One two", "three", "four", "", "  first", "  second"]);
    }

    #[test]
    fn tables_keep_their_columns() {
        let article = article(&[(BlockKind::Table, "Year\tTrade with\n2023\t3.6 billion")]);
        assert_eq!(shown(&article, 40), ["", "Year  Trade with", "2023  3.6 billion"]);
        assert_eq!(
            shown(&article, 13),
            ["", "Year  Trade", "      with", "2023  3.6", "      billion"]
        );
    }

    #[test]
    fn a_place_is_found_again_at_any_width() {
        let text = "word ".repeat(100);
        let article =
            article(&[(BlockKind::Paragraph, text.trim()), (BlockKind::Table, "a\tb\nc\td")]);
        for columns in [10, 33, 72] {
            let page = Page::set(&article, columns, &TYPOGRAPHY);
            let line = page.line_showing(250);
            assert!(page.lines()[line].runs[0].span.holds(250), "at {columns} columns");
            let d = article.body.text().len() as u32 - 1;
            let line = page.line_showing(d);
            assert!(page.lines()[line].runs.iter().any(|run| run.span.holds(d as usize)));
        }
    }

    #[test]
    fn any_width_holds() {
        let article = article(&[
            (BlockKind::Code, "let wide = \"a line of code that is too wide\";"),
            (BlockKind::Quote, "Quoted words."),
            (BlockKind::Table, "a\tb\tc\td\te"),
        ]);
        for columns in 0..30 {
            Page::set(&article, columns, &TYPOGRAPHY);
        }
    }
}
