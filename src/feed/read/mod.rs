//! XML to a feed, in one pass over its tags.
//!
//! Elements are kept on a stack as far as they hold others (`stack`); what holds words is taken as a whole (`value`) and
//! put where its name says (`element`). Nothing has to match: an item ends where the next begins, a field where another
//! one does.

mod feed_fields;
mod inner;
mod item_fields;

use std::borrow::Cow;

use super::draft::{Address, ItemDraft, Items, Slot};
use super::element::{Element, Field, meaning};
use super::space::{Space, Spaces};
use super::stack::{Level, Stack};
use super::token::{Tag, Token, Tokens};
use super::value::Inner;
use super::{Feed, FeedError, Format};
use crate::news::Problem;
use crate::text::{Link, Prose};

/// Reads a document.
pub(super) fn read(source: &str, base: Option<&Link>) -> Result<Feed, FeedError> {
    let source = with_quotes(source);
    let entities = declared_entities(&source);
    let mut reader = Reader::new(&source, &entities, base);
    reader.run();
    reader.finish(base)
}

/// Windows has letters where Unicode has controls that nobody means: quotation marks above all.
fn with_quotes(source: &str) -> Cow<'_, str> {
    let is_control = |at: usize| matches!(source.as_bytes().get(at + 1), Some(0x80..=0x9f));
    if !memchr::memchr_iter(0xc2, source.as_bytes()).any(is_control) {
        return Cow::Borrowed(source);
    }
    let letter = |c: char| match c {
        '\u{80}'..='\u{9f}' => {
            let byte = [u32::from(c) as u8];
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0
                .chars()
                .next()
                .unwrap_or(c)
        }
        _ => c,
    };
    Cow::Owned(source.chars().map(letter).collect())
}

/// Words that a small document declares references for. Nothing outside it is ever read, and none holds another.
fn declared_entities(source: &str) -> Vec<(String, String)> {
    const SMALL: usize = 256 << 10;
    let head = Tokens::new(source).take(8).find_map(|token| match token {
        Token::Doctype(inside) => Some(inside),
        _ => None,
    });
    let Some(inside) = head.filter(|_| source.len() <= SMALL) else { return Vec::new() };
    let declared = inside.split("<!ENTITY").skip(1).take(32).filter_map(|declaration| {
        let (name, rest) =
            declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace())?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = rest.get(1..)?.split(quote).next()?;
        let is_plain = value.len() <= 256 && !value.contains(['&', '<', '%']) && !name.is_empty();
        is_plain.then(|| (format!("&{name};"), value.to_owned()))
    });
    declared.collect()
}

/// What is being read.
struct Reader<'a> {
    tokens: Tokens<'a>,
    entities: &'a [(String, String)],
    spaces: Spaces<'a>,
    stack: Stack<'a>,
    format: Option<Format>,
    /// The first element.
    first: Option<&'a str>,
    feed: Feed,
    found: FeedSlots,
    item: Option<ItemDraft>,
    items: Items,
    is_too_deep: bool,
    ends: Ends,
}

/// The end tags that were seen of what holds others.
#[derive(Default)]
struct Ends {
    root: bool,
    channel: bool,
    item: bool,
    /// Whether a field was ended by the end of the document alone.
    is_in_field: bool,
}

/// Findings of the feed that several elements tell.
#[derive(Default)]
struct FeedSlots {
    title: Slot<Prose>,
    description: Slot<Prose>,
    site: Slot<Address>,
    own: Slot<Address>,
    icon: Slot<Address>,
    updated: Slot<crate::news::Moment>,
    language: Slot<Prose>,
    period: Option<u64>,
    frequency: Option<u64>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, entities: &'a [(String, String)], base: Option<&Link>) -> Self {
        Self {
            tokens: Tokens::new(source),
            entities,
            spaces: Spaces::default(),
            stack: Stack::new(base),
            format: None,
            first: None,
            feed: Feed::default(),
            found: FeedSlots::default(),
            item: None,
            items: Items::default(),
            is_too_deep: false,
            ends: Ends::default(),
        }
    }

    fn run(&mut self) {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open(tag) => self.open(&tag),
                Token::Close(name) => self.close(name),
                Token::Text(_) | Token::Verbatim(_) | Token::Doctype(_) => {}
            }
            if self.is_too_deep {
                break;
            }
        }
        self.end();
    }

    /// All that is still open ends with the document.
    ///
    /// Half an item is left out: without its identifier it would be another article than it is when it comes whole. Only
    /// where no item was ever closed may the last one be as good as the others.
    fn end(&mut self) {
        if !self.is_too_deep && self.breaks_off() {
            self.feed.is_cut = true;
            let may_be_whole = !self.ends.item && !self.ends.is_in_field && !self.items.is_empty();
            let is_half = self.item.is_some() && !may_be_whole;
            self.feed.problems.push(if is_half {
                Problem::loss("the feed breaks off within an item, which was left out")
            } else {
                Problem::new("the feed breaks off; what stood before that was read")
            });
            self.item.take_if(|_| is_half);
        }
        self.leave(self.stack.depth());
    }

    /// Whether the root is still open. Behind its channel RSS has nothing more, but RDF has its items there.
    fn breaks_off(&self) -> bool {
        let is_rdf = matches!(self.format, Some(Format::Rss09 | Format::Rss10));
        let has_ended = self.ends.root || self.ends.channel && !is_rdf;
        self.stack.level() != Level::Outside && !has_ended
    }

    fn open(&mut self, tag: &Tag<'a>) {
        self.first = self.first.or(Some(tag.name));
        self.spaces.declare(tag, self.stack.depth() + 1);
        let (space, local) = self.spaces.split(tag.name);
        match meaning(space, local) {
            Element::Root => self.open_root(tag, local),
            Element::Channel => self.open_channel(tag),
            Element::Item => self.open_item(tag),
            Element::Wrapper => self.push(tag, true),
            Element::Media => {
                self.media_file(tag);
                self.push(tag, true);
            }
            Element::Field(field) if self.stack.level() != Level::Outside => {
                let inner = self.inner(tag, field);
                self.field(field, space, tag, &inner);
                self.spaces.leave(self.stack.depth());
            }
            Element::Field(_) | Element::Unknown => self.push(tag, false),
        }
    }

    /// Opens what only holds other elements.
    fn push(&mut self, tag: &Tag<'a>, is_wrapper: bool) {
        let is_void =
            ["br", "hr", "img", "meta", "input"].iter().any(|v| tag.name.eq_ignore_ascii_case(v));
        if tag.is_empty || is_void {
            self.spaces.leave(self.stack.depth());
        } else if self.has_room() && is_wrapper {
            self.stack.push_wrapper(tag);
        } else if !self.is_too_deep {
            self.stack.push(tag, None);
        }
    }

    fn has_room(&mut self) -> bool {
        self.is_too_deep |= self.stack.is_full();
        !self.is_too_deep
    }

    fn open_root(&mut self, tag: &Tag<'a>, local: &str) {
        self.format.get_or_insert_with(|| root_format(tag, local));
        self.take_language(tag);
        if self.has_room() && !tag.is_empty {
            self.stack.push(tag, Some(Level::Feed));
        }
    }

    fn open_channel(&mut self, tag: &Tag<'a>) {
        self.format.get_or_insert_with(|| {
            let is_rss = tag.attributes.contains("rss1.1");
            if is_rss { Format::Rss11 } else { Format::Cdf }
        });
        self.take_language(tag);
        self.found
            .site
            .offer(1, tag.get("href").and_then(|raw| Address::read(&raw, self.stack.base())));
        let about = tag.get("rdf:about").filter(|_| self.format == Some(Format::Rss10));
        self.found.own.offer(1, about.and_then(|raw| Address::read(&raw, self.stack.base())));
        if self.has_room() && !tag.is_empty {
            self.stack.push(tag, Some(Level::Feed));
        }
    }

    /// A language that a root or a channel says.
    fn take_language(&mut self, tag: &Tag<'a>) {
        let language = super::stack::language_of(tag).and_then(item_fields::language);
        self.found.language.offer(1, language);
    }

    /// An item begins; one that was not ended ends here.
    fn open_item(&mut self, tag: &Tag<'a>) {
        self.leave(self.stack.to_leave_item());
        self.spaces.declare(tag, self.stack.depth() + 1);
        if !self.has_room() {
            return;
        }
        let mut item = ItemDraft::default();
        self.stack.push(tag, Some(Level::Item));
        self.begin_item(tag, &mut item);
        self.item = Some(item);
        if tag.is_empty {
            self.leave(1);
        }
    }

    fn close(&mut self, name: &str) {
        let (count, (space, local)) = (self.stack.closes(name), self.spaces.split(name));
        let is_item = matches!(meaning(Space::Plain, name), Element::Item);
        match meaning(space, local) {
            Element::Root => self.ends.root = true,
            Element::Channel => self.ends.channel = true,
            Element::Item => self.ends.item = true,
            _ => self.ends.item |= is_item,
        }
        self.leave(if count == 0 && is_item { self.stack.to_leave_item() } else { count });
    }

    /// Closes so many elements.
    fn leave(&mut self, count: usize) {
        for _ in 0..count {
            let was_in_item = self.stack.level() == Level::Item;
            self.stack.pop();
            if was_in_item
                && self.stack.level() != Level::Item
                && let Some(item) = self.item.take()
            {
                self.items.push(item);
            }
        }
        if count > 0 {
            self.spaces.leave(self.stack.depth());
        }
    }

    /// What addresses in a tag belong to: the site, where the document and whoever found it say nothing.
    fn base_for(&mut self, tag: &Tag<'a>) -> Option<Link> {
        let said = self.stack.base_inside(tag);
        said.or_else(|| self.found.site.get().and_then(Address::whole).cloned())
    }

    fn field(&mut self, field: Field, space: Space, tag: &Tag<'a>, inner: &Inner<'a>) {
        // What is nested in something unknown counts less than all that is not.
        let direct = if self.stack.is_direct() { 16 } else { 0 };
        if self.item.is_some() && self.stack.level() == Level::Item {
            self.item_field(field, space, direct, tag, inner);
        } else {
            self.feed_field(field, space, direct, tag, inner);
        }
    }

    fn is_atom(&self) -> bool {
        self.format == Some(Format::Atom)
    }

    fn finish(mut self, base: Option<&Link>) -> Result<Feed, FeedError> {
        if self.is_too_deep {
            if self.items.is_empty() {
                // A page that closes nothing is a page all the same.
                let otherwise = no_feed(self.first);
                let is_known = matches!(otherwise, FeedError::Page | FeedError::Opml);
                return Err(if is_known { otherwise } else { FeedError::TooDeep });
            }
            self.feed.problems.push(Problem::loss("the end was not read: it is nested too deep"));
        }
        if self.format.is_none() && !self.items.tells() {
            return Err(no_feed(self.first));
        }
        if self.feed.is_cut && self.items.is_empty() {
            return Err(FeedError::Cut);
        }
        self.feed.format = self.format.unwrap_or_default();
        self.finish_feed(base);
        let mut feed = self.feed;
        self.items.finish(&mut feed, base);
        Ok(feed)
    }
}

/// What an XML document is whose first element is no feed's.
fn no_feed(first: Option<&str>) -> FeedError {
    let is = |name: &str| first.is_some_and(|first| first.eq_ignore_ascii_case(name));
    match first {
        None => FeedError::OtherText,
        _ if ["html", "head", "body", "div", "p", "script", "meta", "title", "h1", "a"]
            .into_iter()
            .any(is) =>
        {
            FeedError::Page
        }
        _ if is("opml") => FeedError::Opml,
        Some(name) => FeedError::OtherXml(Prose::line(name).cut(64)),
    }
}

fn root_format(tag: &Tag<'_>, local: &str) -> Format {
    if local.eq_ignore_ascii_case("feed") {
        return Format::Atom;
    }
    if local.eq_ignore_ascii_case("rdf") {
        let is_old = tag.attributes.contains("netscape.com/rdf/simple");
        return if is_old { Format::Rss09 } else { Format::Rss10 };
    }
    match tag.get("version").as_deref().map(str::trim) {
        Some(version) if version.starts_with("0.9") => Format::Rss09,
        Some(version) if version.starts_with("1.1") => Format::Rss11,
        Some(version) if version.starts_with("1.") => Format::Rss10,
        _ => Format::Rss20,
    }
}
