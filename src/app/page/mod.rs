//! An article set for reading: its blocks broken into lines of a given width.
//!
//! A line knows which bytes of the article it shows, so that facts, links and matches can be lit in it and a place in
//! the text survives another width. How lines look is decided in `ui`.

mod set;
mod table;

use self::set::Setter;
use crate::news::{Article, BlockKind, Span};

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
    /// The word that says that the text is about a picture.
    Picture,
}

/// What stands before the words about a picture, and a blank.
pub const PICTURE: &str = "[picture] ";

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
    minutes: u32,
}

/// Width of the number drawn behind a link: `[12]`.
pub fn link_number_width(index: usize) -> usize {
    (index + 1).to_string().len() + 2
}

impl Page {
    /// Sets an article in `columns` columns, or in the measure if that is less.
    pub fn set(article: &Article, columns: u16, typography: &Typography) -> Self {
        let columns = columns.min(typography.measure).max(1);
        let lines = Setter::new(&article.body, columns, typography).set(article);
        Self { lines, columns, minutes: article.minutes() }
    }

    /// All lines.
    pub fn lines(&self) -> &[PageLine] {
        &self.lines
    }

    /// The minutes it takes to read; counted once, since they are shown with every frame.
    pub fn minutes(&self) -> u32 {
        self.minutes
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::BodyBuilder;
    use crate::text::{Prose, width};

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
