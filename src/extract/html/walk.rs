//! From tokens to blocks.
//!
//! Keeps no tree, only what a block needs to know of the elements around it: whether it stands in a list, a quoted
//! passage, a table, a caption, or in something that is not shown.

use super::Zone;
use super::element::is_skipped;
use super::junk;
use super::label::Labels;
use super::meta::{Meta, Raw};
use super::name::Name;
use super::table::Table;
use super::token::{Tag, Token, Tokens};
use super::tree::{Tree, What};
use crate::extract::TEXT_LIMIT_BYTES;
use crate::extract::draft::Piece;
use crate::extract::inline::{self, Inline};
use crate::extract::readable::Choice;
use crate::news::BlockKind;
use crate::text::{Link, Prose, entity};

/// Lists deeper than this are told apart no more.
const DEPTH: usize = 512;
/// More text than this is not gathered: twice what is kept, since some of it is no part of the article.
const TEXT_BYTES: usize = 2 * TEXT_LIMIT_BYTES;

/// All blocks of a page, and what it says of itself.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub found: Vec<Found>,
    pub meta: Meta,
    pub labels: Labels,
    /// It is a page and not a piece of one.
    pub is_whole: bool,
    /// It held more text than is looked at.
    pub is_cut: bool,
}

/// A block and where on the page it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub zone: Zone,
    /// It stands in a box that is named as no part of the article.
    pub is_junk: bool,
    pub piece: Piece,
}

/// Reads a page.
pub(super) fn page(html: &str, base: Option<&Link>) -> Page {
    let mut walk = Walk { base: base.cloned(), ..Walk::default() };
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => walk.text(text),
            Token::Open(tag) => walk.open(&tag),
            Token::Close(name) => walk.close(name),
        }
        if walk.bytes > TEXT_BYTES {
            walk.page.is_cut = true;
            break;
        }
    }
    walk.flush();
    walk.end_table();
    walk.page
}

/// Reads the chosen parts of a page.
pub(super) fn chosen(tree: &Tree<'_>, choice: &Choice, base: Option<&Link>) -> Page {
    let mut walk = Walk { base: base.cloned(), is_judged: true, ..Walk::default() };
    for top in &choice.tops {
        walk.subtree(tree, *top, &choice.gone);
        walk.flush();
    }
    walk.end_table();
    walk.page
}

/// More debris than this is not gathered from boxes that are left out.
const JUNK_BYTES: usize = 64 << 10;

/// An element that is not shown or not wanted, and how many of its name are open in it.
#[derive(Debug)]
struct Skip {
    name: Name,
    depth: u32,
}

#[derive(Debug, Default)]
struct Walk {
    page: Page,
    /// Text so far.
    bytes: usize,
    base: Option<Link>,
    /// What is no part of the article has been judged before.
    is_judged: bool,
    /// What stands before this node is junk, and how much there was so far.
    junk_end: usize,
    junk_bytes: usize,
    inline: Inline,
    images: Vec<Piece>,
    skip: Option<Skip>,
    junk: Option<Skip>,
    /// The text of the raw element that is open belongs to this one.
    raw: Option<Raw>,
    /// Open lists: the number of the next item, where they are counted.
    lists: Vec<Option<u32>>,
    item: Option<(u8, Option<u32>)>,
    quotes: u32,
    heading: Option<u8>,
    in_caption: bool,
    in_pre: bool,
    /// What is raised: the number of a note, a power.
    in_sup: bool,
    table: Table,
    articles: u32,
    article_depth: u32,
    main_depth: u32,
    header_depth: u32,
}

impl Walk {
    /// Reads a subtree of a page. Boxes in it that are left out are read as junk, if anybody could have seen them.
    fn subtree(&mut self, tree: &Tree<'_>, top: usize, gone: &[bool]) {
        let mut open: Vec<(usize, Name)> = Vec::new();
        let mut at = top;
        while at < tree.end(top) && self.bytes <= TEXT_BYTES {
            while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
                self.close(name);
            }
            if at >= self.junk_end && self.junk_end > 0 {
                self.flush();
                self.junk_end = 0;
            }
            let is_gone = gone.get(at) == Some(&true);
            if is_gone && !self.starts_junk(tree, at) {
                at = tree.end(at);
                continue;
            }
            match tree.nodes[at].what {
                What::Text(text) => self.text(text),
                What::Element(tag) => {
                    self.open(&tag);
                    open.push((tree.end(at), tag.name));
                }
            }
            at += 1;
        }
        for (_, name) in open.into_iter().rev() {
            self.close(name);
        }
    }

    /// Whether a node that is left out holds words that are kept as debris; a block ends here in any case.
    fn starts_junk(&mut self, tree: &Tree<'_>, node: usize) -> bool {
        let Some(tag) = tree.tag(node).filter(|tag| tag.name.is_block()) else { return false };
        self.flush();
        if is_skipped(tag) || self.junk_bytes > JUNK_BYTES {
            return false;
        }
        self.junk_end = self.junk_end.max(tree.end(node));
        true
    }

    fn text(&mut self, text: &str) {
        match self.raw.take() {
            Some(raw) => self.page.meta.read_raw(raw, text),
            None if self.skip.is_some() => {}
            None => self.words(&entity::decode(text)),
        }
    }

    fn words(&mut self, words: &str) {
        self.page.labels.text(words);
        if self.in_pre {
            self.inline.push_verbatim(words);
        } else if let Some(raised) = self.in_sup.then(|| inline::raised(words)).flatten() {
            self.inline.push(&raised);
        } else {
            self.inline.push(words);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if self.go_on_skipping(tag) {
            return;
        }
        if matches!(tag.name, Name::Script | Name::Title) {
            self.raw = Some(Raw::of(tag));
        }
        self.page.is_whole |= matches!(tag.name, Name::Html | Name::Head | Name::Body);
        self.page.meta.read_tag(tag, &mut self.base);
        if !self.is_judged && is_skipped(tag) {
            if tag.name.is_block() || matches!(tag.name, Name::Nav | Name::Aside) {
                self.flush();
            }
            self.skip = Some(Skip { name: tag.name, depth: 1 });
            return;
        }
        if !self.is_judged {
            self.page.labels.open(tag);
        }
        if tag.name.is_block() {
            self.flush();
            if !self.is_judged {
                self.open_junk(tag);
            }
            self.open_block(tag);
        } else {
            self.open_inline(tag);
        }
    }

    /// Whether a tag falls into something that is not shown.
    fn go_on_skipping(&mut self, tag: &Tag<'_>) -> bool {
        let Some(skip) = &mut self.skip else { return false };
        let same = skip.name == tag.name;
        if same && tag.name.is_implied() {
            self.skip = None;
            return false;
        }
        skip.depth += u32::from(same && !tag.closes_itself);
        if matches!(tag.name, Name::Script | Name::Style | Name::Title | Name::Textarea) {
            self.raw = Some(Raw::of(tag)).filter(|raw| *raw != Raw::Title).or(Some(Raw::Other));
        }
        true
    }

    /// Counts how deep the page is in a box of junk.
    fn open_junk(&mut self, tag: &Tag<'_>) {
        match &mut self.junk {
            Some(junk) => junk.depth += u32::from(junk.name == tag.name),
            None if junk::is_junk(tag) => {
                self.junk = Some(Skip { name: tag.name, depth: 1 });
            }
            None => {}
        }
    }

    fn close_junk(&mut self, name: Name) {
        if let Some(junk) = &mut self.junk {
            junk.depth -= u32::from(junk.name == name);
        }
        self.junk.take_if(|junk| junk.depth == 0);
    }

    fn open_block(&mut self, tag: &Tag<'_>) {
        match tag.name {
            Name::Article => {
                self.articles += u32::from(self.article_depth == 0);
                self.article_depth += 1;
            }
            Name::Main => self.main_depth += 1,
            Name::Header => self.header_depth += 1,
            Name::Blockquote => self.quotes += 1,
            Name::Figcaption | Name::Caption => self.in_caption = true,
            Name::Pre => self.in_pre = true,
            Name::Ul | Name::Ol => self.open_list(tag),
            Name::Li => self.open_item(tag),
            Name::Table => self.table.open(self.page.found.len()),
            Name::Tr => self.table.start_row(),
            Name::Td | Name::Th => self.table.start_cell(),
            name => {
                self.heading = name.heading_level().or(self.heading.filter(|_| name != Name::P));
            }
        }
    }

    fn open_inline(&mut self, tag: &Tag<'_>) {
        match tag.name {
            Name::Br if self.in_pre => self.inline.push_verbatim("\n"),
            Name::Br => self.line_break(),
            Name::A => self.open_link(tag),
            Name::Img => self.open_image(tag),
            Name::Q => self.inline.push("“"),
            Name::Sup => self.in_sup = true,
            _ => {}
        }
    }

    fn close(&mut self, name: Name) {
        self.raw = None;
        if let Some(skip) = &mut self.skip {
            if skip.name == name {
                skip.depth -= 1;
            }
            let implied = skip.name.is_implied() && name.is_block();
            if skip.depth == 0 || implied {
                self.skip = None;
            }
            return;
        }
        self.page.labels.close(name);
        if name.is_block() {
            self.flush();
            self.close_block(name);
            self.close_junk(name);
        } else if name == Name::A {
            self.inline.close_link();
        } else if name == Name::Q {
            self.inline.push("”");
        } else if name == Name::Sup {
            self.in_sup = false;
        }
    }

    fn close_block(&mut self, name: Name) {
        match name {
            Name::Article => self.article_depth = self.article_depth.saturating_sub(1),
            Name::Main => self.main_depth = self.main_depth.saturating_sub(1),
            Name::Header => self.header_depth = self.header_depth.saturating_sub(1),
            Name::Blockquote => self.quotes = self.quotes.saturating_sub(1),
            Name::Figcaption | Name::Caption | Name::Figure => self.in_caption = false,
            Name::Pre => self.in_pre = false,
            Name::Ul | Name::Ol => {
                self.lists.pop();
            }
            Name::Li => self.item = None,
            Name::Table if self.table.close() => self.end_table(),
            _ if name.heading_level().is_some() => self.heading = None,
            _ => {}
        }
    }

    fn open_list(&mut self, tag: &Tag<'_>) {
        if self.lists.len() >= DEPTH {
            return;
        }
        let first = tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        self.lists.push((tag.name == Name::Ol).then_some(first));
    }

    fn open_item(&mut self, tag: &Tag<'_>) {
        let level = self.lists.len().clamp(1, 255) as u8;
        let ordinal = self.lists.last_mut().and_then(|next| {
            let stated = tag.get("value").and_then(|value| value.parse().ok());
            let number = stated.or(*next)?;
            *next = Some(number.saturating_add(1));
            Some(number)
        });
        self.item = Some((level, ordinal));
    }

    fn open_link(&mut self, tag: &Tag<'_>) {
        self.inline.close_link();
        let link = tag.get("href").filter(|href| !href.trim_start().starts_with('#'));
        if let Some(link) = link.and_then(|href| resolve(self.base.as_ref(), &href)) {
            self.inline.open_link(link.without_trackers());
        }
    }

    /// A picture is what its alternative text says; without one it shows nothing that could be read.
    fn open_image(&mut self, tag: &Tag<'_>) {
        let alt = tag.get("alt").map(|alt| Prose::line(&alt)).filter(|alt| !alt.is_empty());
        let source = || tag.get("src").and_then(|src| resolve(self.base.as_ref(), &src));
        let image = alt.map(|alt| Piece { picture: source(), ..Piece::new(BlockKind::Image, alt) });
        self.images.extend(image);
    }

    /// One break ends a line, two end a paragraph.
    fn line_break(&mut self) {
        if self.inline.ends_line() && !self.in_caption && self.heading.is_none() {
            self.flush();
        } else {
            self.inline.push_break();
        }
    }

    /// Ends the block that is open and puts the pictures in it behind it.
    fn flush(&mut self) {
        // A note that is never closed ends with its block.
        self.in_sup = false;
        let kind = match () {
            () if self.in_pre => BlockKind::Code,
            () if self.heading.is_some() => BlockKind::Heading,
            () if self.in_caption => BlockKind::Caption,
            () if self.item.is_some() => BlockKind::ListItem,
            () if self.quotes > 0 => BlockKind::Quote,
            () => BlockKind::Paragraph,
        };
        if let Some(mut piece) = self.inline.finish(kind) {
            match kind {
                BlockKind::Heading => {
                    piece.text = Prose::line(&piece.text);
                    piece.level = self.heading.unwrap_or(1);
                }
                BlockKind::ListItem => {
                    (piece.level, piece.ordinal) = self.item.take().unwrap_or((1, None));
                }
                _ => {}
            }
            self.push(piece);
        }
        for image in std::mem::take(&mut self.images) {
            self.push(image);
        }
    }

    fn push(&mut self, piece: Piece) {
        self.table.note_block();
        self.bytes += piece.text.len();
        self.junk_bytes += if self.junk_end > 0 { piece.text.len() } else { 0 };
        let found = self.found(piece);
        self.page.found.push(found);
    }

    fn found(&self, piece: Piece) -> Found {
        Found { zone: self.zone(), is_junk: self.junk.is_some() || self.junk_end > 0, piece }
    }

    fn zone(&self) -> Zone {
        match () {
            () if self.article_depth > 0 => Zone::Article(self.articles - 1),
            () if self.main_depth > 0 => Zone::Main,
            () if self.header_depth > 0 => Zone::Header,
            () => Zone::Page,
        }
    }

    /// Makes one block of a table that holds data; one that only arranges the page falls into its parts.
    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        let start = table.start.min(self.page.found.len());
        if table.is_data(self.page.found.get(start..).unwrap_or_default()) {
            let parts = self.page.found.split_off(start).into_iter().map(|found| found.piece);
            let joined = table.join(parts);
            let joined: Vec<Found> = joined.into_iter().map(|piece| self.found(piece)).collect();
            self.page.found.extend(joined);
        }
    }
}

fn resolve(base: Option<&Link>, href: &str) -> Option<Link> {
    let href: String = href.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    let href = href.replace(' ', "%20");
    match base {
        Some(base) => base.join(&href).ok(),
        None => Link::parse(&href).ok(),
    }
}
