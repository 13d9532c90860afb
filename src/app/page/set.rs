//! Sets an article line by line: heads, blocks, their ornaments, code and tables.

use super::{LineKind, Ornament, PICTURE, PageLine, Run, Typography, link_number_width, table};
use crate::news::{Article, Block, BlockKind, Body, Span};
use crate::text::width;
use crate::text::wrap::{Breaking, WrappedLine, wrap};

/// Sets one article.
pub(super) struct Setter<'a> {
    body: &'a Body,
    columns: u16,
    typography: &'a Typography,
    lines: Vec<PageLine>,
    /// After which byte of the body the number of a link is drawn, and how wide it is.
    link_numbers: Vec<(usize, usize)>,
    before: Option<BlockKind>,
}

impl<'a> Setter<'a> {
    pub(super) fn new(body: &'a Body, columns: u16, typography: &'a Typography) -> Self {
        let link_numbers = body
            .links()
            .iter()
            .enumerate()
            .map(|(index, link)| (link.span.range().end, link_number_width(index)))
            .collect();
        Self { body, columns, typography, lines: Vec::new(), link_numbers, before: None }
    }

    /// All lines of the article.
    pub(super) fn set(mut self, article: &Article) -> Vec<PageLine> {
        self.head(&article.title);
        for (index, block) in article.body.blocks().iter().enumerate() {
            self.block(index, block);
        }
        self.lines
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
        let rows = table::rows(self.body, block.span);
        let widths = table::column_widths(self.body, &rows, usize::from(self.columns));
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
                x += columns + table::GAP;
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
        _ if block.is_of_picture() => (PICTURE.len() as u16, Ornament::Picture),
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
