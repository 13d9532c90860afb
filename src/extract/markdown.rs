//! Markdown to an article: `CommonMark` with tables, footnotes and front matter.
//!
//! The first heading of the first level is the title where the front matter names none. HTML inside is read as HTML.

use std::collections::HashMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, Piece};
use super::inline::{self, Inline};
use super::{front_matter, html};
use crate::news::BlockKind;
use crate::text::{Link, Prose};

/// Reads Markdown.
pub(super) fn read(text: &str) -> Draft {
    let (front, text) = front_matter::split(text);
    let mut draft = Draft::default();
    front.lines().for_each(|line| front_matter::read_field(line, &mut draft));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut walk = Walk { base: draft.link.clone(), ..Walk::default() };
    Parser::new_ext(text, options).for_each(|event| walk.event(event));
    walk.flush();
    draft.pieces = walk.pieces;
    take_title(&mut draft);
    draft
}

/// The first heading of the first level is the title, unless text stands above it.
fn take_title(draft: &mut Draft) {
    let first = draft.pieces.iter().position(|piece| piece.kind == BlockKind::Heading);
    let Some(at) = first.filter(|at| *at <= 1) else { return };
    if draft.title.is_empty() && draft.pieces.get(at).is_some_and(|piece| piece.level == 1) {
        draft.title = Prose::line(&draft.pieces.remove(at).text);
    }
}

/// What a block needs to know of those around it.
#[derive(Default)]
struct Walk {
    pieces: Vec<Piece>,
    inline: Inline,
    base: Option<Link>,
    /// Alternative text of the picture that is open, and pictures to put behind the block.
    image: Option<String>,
    picture: Option<Link>,
    images: Vec<Piece>,
    html: String,
    lists: Vec<Option<u32>>,
    item: Option<(u8, Option<u32>)>,
    quotes: u32,
    heading: Option<u8>,
    in_code: bool,
    in_table: bool,
    /// The first cell of a row has no tab before it.
    in_row: bool,
    footnote: Option<u32>,
    footnotes: HashMap<String, u32>,
}

impl Walk {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text),
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.inline.push_break(),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak if self.image.is_none() => self.inline.push_break(),
            Event::FootnoteReference(label) => {
                let number = self.footnote_number(&label);
                self.inline.push(&inline::raised(&number.to_string()).unwrap_or_default());
            }
            Event::TaskListMarker(done) => self.inline.push(if done { "[x] " } else { "[ ] " }),
            Event::Rule | Event::InlineHtml(_) | Event::HardBreak => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.image {
            Some(alt) => alt.push_str(text),
            None if self.in_code => self.inline.push_verbatim(text),
            None => self.inline.push(text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Link { dest_url, .. } => {
                if let Some(link) = self.resolve(&dest_url) {
                    self.inline.open_link(link);
                }
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some(String::new());
                self.picture = self.resolve(&dest_url);
            }
            Tag::TableCell => {
                if std::mem::replace(&mut self.in_row, true) {
                    self.inline.push_cell_end();
                }
            }
            Tag::TableRow => {
                self.inline.push_break();
                self.in_row = false;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::TableHead => {}
            block => {
                self.flush();
                self.start_block(&block);
            }
        }
    }

    fn resolve(&self, address: &str) -> Option<Link> {
        match &self.base {
            Some(base) => base.join(address).ok(),
            None => Link::parse(address).ok(),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(number(*level)),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::List(first) => self.lists.push(first.map(|n| u32::try_from(n).unwrap_or(1))),
            Tag::Item => {
                let level = self.lists.len().clamp(1, 255) as u8;
                let counted = self.lists.last_mut().and_then(Option::as_mut);
                let ordinal = counted.map(|next| {
                    *next = next.saturating_add(1);
                    *next - 1
                });
                self.item = Some((level, ordinal));
            }
            Tag::Table(_) => {
                self.in_table = true;
                self.in_row = false;
            }
            Tag::FootnoteDefinition(label) => self.footnote = Some(self.footnote_number(label)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.inline.close_link(),
            TagEnd::Image => {
                let alt = Prose::line(&self.image.take().unwrap_or_default());
                let picture = self.picture.take();
                if !alt.is_empty() {
                    self.images.push(Piece { picture, ..Piece::new(BlockKind::Image, alt) });
                }
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.pieces.extend(html::pieces(&html, self.base.as_ref()));
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::TableCell
            | TagEnd::TableRow
            | TagEnd::TableHead => {}
            block => {
                self.flush();
                self.end_block(block);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Table => self.in_table = false,
            TagEnd::Item => self.item = None,
            TagEnd::FootnoteDefinition => self.footnote = None,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        let kind = match () {
            () if self.in_code => BlockKind::Code,
            () if self.in_table => BlockKind::Table,
            () if self.heading.is_some() => BlockKind::Heading,
            () if self.footnote.is_some() => BlockKind::Footnote,
            () if self.item.is_some() => BlockKind::ListItem,
            () if self.quotes > 0 => BlockKind::Quote,
            () => BlockKind::Paragraph,
        };
        if let Some(mut piece) = self.inline.finish(kind) {
            match kind {
                BlockKind::Heading => piece.level = self.heading.unwrap_or(1),
                BlockKind::Footnote => piece.ordinal = self.footnote,
                BlockKind::ListItem => {
                    (piece.level, piece.ordinal) = self.item.take().unwrap_or((1, None));
                }
                _ => {}
            }
            self.pieces.push(piece);
        }
        self.pieces.append(&mut self.images);
    }

    /// Notes are numbered in the order in which they are first named.
    fn footnote_number(&mut self, label: &str) -> u32 {
        let next = self.footnotes.len() as u32 + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Article;

    #[track_caller]
    fn check(text: &str, expected: &[(BlockKind, &str)]) -> Article {
        let article = read(text).finish(&mut Vec::new()).expect("an article");
        let body = &article.body;
        let found: Vec<_> = body.blocks().iter().map(|b| (b.kind, body.slice(b.span))).collect();
        assert_eq!(found, expected, "in {text:?}");
        article
    }

    #[test]
    fn blocks_of_every_kind_are_told() {
        let article = check(
            "# Title\n\nOne *two* [three](https://example.org/x).\n\n## Why\n\n> Quoted\n> words\n\n\
             1. first\n2. second\n   - inner\n\n```\nlet x = 1;\n  y\n```\n\n\
             | a | b |\n|---|---|\n| c | d |\n\n![A flood](x.jpg)\n\nNoted[^n].\n\n[^n]: The note.\n",
            &[
                (BlockKind::Paragraph, "One two three."),
                (BlockKind::Heading, "Why"),
                (BlockKind::Quote, "Quoted words"),
                (BlockKind::ListItem, "first"),
                (BlockKind::ListItem, "second"),
                (BlockKind::ListItem, "inner"),
                (BlockKind::Code, "let x = 1;\n  y"),
                (BlockKind::Table, "a\tb\nc\td"),
                (BlockKind::Image, "A flood"),
                (BlockKind::Paragraph, "Noted¹."),
                (BlockKind::Footnote, "The note."),
            ],
        );
        assert_eq!(article.title.as_str(), "Title");
        let body = &article.body;
        assert_eq!(body.slice(body.links()[0].span), "three");
        let items: Vec<_> =
            body.blocks().iter().filter(|b| b.kind == BlockKind::ListItem).collect();
        let places: Vec<_> = items.iter().map(|b| (b.level, b.ordinal)).collect();
        assert_eq!(places, [(1, Some(1)), (1, Some(2)), (2, None)]);
    }

    #[test]
    fn front_matter_fills_the_head() {
        let article = check(
            "---\ntitle: \"A: title\"\ndate: 2024-06-20\nauthor: Jane Doe, John Roe\nurl: https://example.org/a/\n---\n\
             Text [here](b).\n",
            &[(BlockKind::Paragraph, "Text here.")],
        );
        assert_eq!(article.title.as_str(), "A: title");
        assert_eq!(article.authors.len(), 2);
        assert_eq!(article.published, crate::news::Moment::parse("2024-06-20"));
        assert_eq!(article.body.links()[0].link.as_str(), "https://example.org/a/b");
    }

    #[test]
    fn html_inside_is_read_as_html() {
        check(
            "Before.\n\n<div onclick=\"x()\"><p>Inside &amp; out</p><script>evil()</script></div>\n\nAfter<br>all.\n",
            &[
                (BlockKind::Paragraph, "Before."),
                (BlockKind::Paragraph, "Inside & out"),
                (BlockKind::Paragraph, "After\nall."),
            ],
        );
    }
}
