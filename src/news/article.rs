//! An article: its head, its blocks of text, and what was taken out of it.
//!
//! How an article is made from a file or a page is decided in `extract`; this module only keeps it consistent: block
//! and link spans lie in the text, on character boundaries and in order.

use std::fmt;
use std::mem;
use std::ops::Range;

use serde::Serialize;

use super::Moment;
use crate::text::{Link, Prose};

/// The number an article has in the store. It never changes and is never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A run of bytes in an article's text, end exclusive, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "{start}..{end}");
        Self { start: start as u32, end: end as u32 }
    }

    /// As a range to index with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the byte at `offset` is inside.
    pub fn holds(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the article; its level is 1 to 6.
    Heading,
    /// What stands under a picture; its credit is kept apart.
    Caption,
    /// A quoted passage set apart.
    Quote,
    /// One item of a list; `level` is its depth from 1, `ordinal` its number if it is counted.
    ListItem,
    /// Text whose line breaks and spaces matter.
    Code,
    /// A table: one row a line, cells parted by `\t`.
    Table,
    /// A picture; the text is what it shows.
    Image,
    /// A note at the foot of the article; `ordinal` is its number.
    Footnote,
}

/// One block of an article's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where its text stands in [`Body::text`].
    pub span: Span,
    /// Level of a heading (1 to 6) or depth of a list item (from 1), else 0.
    pub level: u8,
    /// Number of a counted list item or a footnote.
    pub ordinal: Option<u32>,
    /// Who took the picture of a caption: "AP".
    pub credit: Option<Prose>,
}

impl Block {
    /// Whether it stands for a picture: tables and quotations have captions, too, and nobody took those.
    pub fn is_of_picture(&self) -> bool {
        self.kind == BlockKind::Image || self.kind == BlockKind::Caption && self.credit.is_some()
    }
}

/// A link in the running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLink {
    /// The words that carry the link, in [`Body::text`].
    pub span: Span,
    /// Where it leads.
    pub link: Link,
}

/// An article's text: all blocks in order, one blank line between them, the title not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    text: Prose,
    blocks: Vec<Block>,
    links: Vec<TextLink>,
}

impl Body {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The links, by where they begin.
    pub fn links(&self) -> &[TextLink] {
        &self.links
    }

    /// The links that lie within a span, each with its place among all.
    pub fn links_in(&self, span: Span) -> impl Iterator<Item = (usize, &TextLink)> {
        let first = self.links.partition_point(|link| link.span.start < span.start);
        let links = self.links.iter().enumerate().skip(first);
        links
            .take_while(move |(_, link)| link.span.start < span.end)
            .filter(move |(_, link)| span.contains(link.span))
    }

    /// The text of a span; empty where it does not lie in the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// How many words the running text has. Debris, code and credits are not counted.
    pub fn words(&self) -> usize {
        self.blocks
            .iter()
            .filter(|b| !matches!(b.kind, BlockKind::Code | BlockKind::Image))
            .map(|b| count_words(self.slice(b.span)))
            .sum()
    }

    /// Text that is taken as it stands: paragraphs end at blank lines and no byte moves.
    ///
    /// Unsafe characters give way to spaces of the same length, so that offsets are those of the text given.
    pub fn verbatim(raw: &str) -> Self {
        let text = Prose::in_place(raw);
        let mut blocks = Vec::new();
        let mut start = 0;
        for (at, line) in lines_with_offsets(&text).chain([(text.len(), "")]) {
            if line.trim().is_empty() {
                push_trimmed(&mut blocks, &text, start..at);
                start = at + line.len();
            }
        }
        Self { text, blocks, links: Vec::new() }
    }

    /// Puts stored parts together again. Blocks and links that do not lie in the text are dropped.
    pub fn from_parts(text: Prose, mut blocks: Vec<Block>, mut links: Vec<TextLink>) -> Self {
        blocks.retain(|b| text.get(b.span.range()).is_some());
        links.retain(|l| text.get(l.span.range()).is_some());
        links.sort_by_key(|link| link.span.start);
        Self { text, blocks, links }
    }
}

fn lines_with_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

fn push_trimmed(blocks: &mut Vec<Block>, text: &str, range: Range<usize>) {
    let Some(piece) = text.get(range.clone()) else { return };
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.start + piece.trim_end().len();
    if start < end {
        let span = Span::new(start, end);
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span,
            level: 0,
            ordinal: None,
            credit: None,
        });
    }
}

/// Builds a [`Body`] block by block, so that its spans are right by construction.
#[derive(Debug, Default)]
pub struct BodyBuilder {
    text: String,
    blocks: Vec<Block>,
    links: Vec<TextLink>,
}

impl BodyBuilder {
    /// An empty body.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a block. Links are given by their place in `text`; an empty text adds nothing.
    ///
    /// `text` must be clean already ([`Prose`]); spans of links outside it are dropped.
    pub fn push(
        &mut self,
        kind: BlockKind,
        text: &Prose,
        mut links: Vec<(Range<usize>, Link)>,
    ) -> Option<&mut Block> {
        if text.is_empty() {
            return None;
        }
        links.sort_by_key(|(range, _)| range.start);
        if !self.blocks.is_empty() {
            self.text.push_str("\n\n");
        }
        let base = self.text.len();
        self.text.push_str(text);
        for (range, link) in links {
            if text.get(range.clone()).is_some() {
                let span = Span::new(base + range.start, base + range.end);
                self.links.push(TextLink { span, link });
            }
        }
        let span = Span::new(base, self.text.len());
        self.blocks.push(Block { kind, span, level: 0, ordinal: None, credit: None });
        self.blocks.last_mut()
    }

    /// Bytes of text so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The finished body.
    pub fn finish(self) -> Body {
        Body { text: Prose::owned(self.text), blocks: self.blocks, links: self.links }
    }
}

/// One article, as an outlet published it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its number in the store, once it is there.
    pub id: Option<ArticleId>,
    /// What the document it was read from calls it: then it is called so in what comes out, too.
    pub called: Option<Prose>,
    /// Who published it. Never invented: `None` where the text does not say.
    pub outlet: Option<Prose>,
    /// The headline.
    pub title: Prose,
    /// Where it can be read on the web.
    pub link: Option<Link>,
    /// Who wrote it.
    pub authors: Vec<Prose>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// BCP 47.
    pub language: Option<Prose>,
    /// The feed it came by.
    pub feed: Option<Prose>,
    /// Tags, by the outlet or by the reader.
    pub tags: Vec<Prose>,
    /// The text.
    pub body: Body,
    /// Whose information it uses: "EFE", "The New York Times".
    pub credits: Vec<Prose>,
    /// Lines of the page that do not belong to the article, as they stood: nothing is lost silently.
    pub debris: Vec<Prose>,
}

impl Article {
    /// Minutes it takes to read, at least 1, counted alike for every article.
    pub fn minutes(&self) -> u32 {
        reading_minutes(self.body.words())
    }

    /// Whom the list names as the source: the outlet, else the credits, else nobody.
    pub fn source(&self) -> Option<String> {
        match &self.outlet {
            Some(outlet) => Some(outlet.to_string()),
            None if self.credits.is_empty() => None,
            None => Some(self.credits.iter().map(Prose::as_str).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// Words a minute of an adult who reads English silently: 238 for non-fiction (Brysbaert, 2019, "How many words do we
/// read per minute?", Journal of Memory and Language 109).
pub const WORDS_PER_MINUTE: usize = 238;

/// Minutes it takes to read so many words, rounded up, at least 1.
pub fn reading_minutes(words: usize) -> u32 {
    words.div_ceil(WORDS_PER_MINUTE).max(1) as u32
}

/// Counts words; where a script has no spaces (Han, Kana), two characters count as one word.
fn count_words(text: &str) -> usize {
    if text.is_ascii() {
        // Where a word begins; without a branch, since all that comes in passes here.
        let (mut words, mut space) = (0, 1);
        for byte in text.bytes() {
            let before = mem::replace(&mut space, u8::from(byte.is_ascii_whitespace()));
            words += usize::from(before & !space);
        }
        return words;
    }
    let (mut words, mut dense, mut in_word) = (0, 0, false);
    for (at, byte) in text.bytes().enumerate() {
        let is_space = match byte {
            0..=0x7f => char::from(byte).is_whitespace(),
            // Within a character.
            0x80..=0xbf => continue,
            _ => {
                let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                dense +=
                    usize::from(matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
                c.is_whitespace()
            }
        };
        words += usize::from(!is_space && !in_word);
        in_word = !is_space;
    }
    words + dense / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_by_their_block_in_whatever_order_they_came() {
        let link = |to: &str| Link::parse(&format!("https://example.org/{to}")).expect("a link");
        let mut builder = BodyBuilder::new();
        let given = vec![(4..7, link("two")), (0..3, link("one"))];
        builder.push(BlockKind::Paragraph, &Prose::line("One two"), given);
        builder.push(BlockKind::Paragraph, &Prose::line("Three"), vec![(0..5, link("three"))]);
        let body = builder.finish();
        let in_block = |at: usize| -> Vec<(usize, &str)> {
            let links = body.links_in(body.blocks()[at].span);
            links.map(|(place, link)| (place, body.slice(link.span))).collect()
        };
        assert_eq!(in_block(0), [(0, "One"), (1, "two")]);
        assert_eq!(in_block(1), [(2, "Three")]);
    }
}
