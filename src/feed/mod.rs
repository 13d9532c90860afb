//! Feeds in every form they have: RSS 0.9 to 2.0, Atom 0.3 and 1.0, RDF, CDF, JSON Feed; whole or broken.
//!
//! [`parse`] takes any bytes. It knows no network, no clock and no store: what a feed says comes out as it is, words
//! cleaned, addresses complete, texts still HTML. XML is cut into tags by a reader that nothing stops (`token`), in
//! which one pass finds fields by namespace and name (`read`). [`discover`] finds the feeds of a page, [`opml`] reads
//! and writes lists of feeds.
//!
//! What feeds mean follows RFC 4287, the RSS Board's specification, the modules of RSS 1.0, Media RSS, JSON Feed 1.1,
//! and, where these are silent or not kept, what the readers before us do.

pub mod date;
mod discover;
mod draft;
mod element;
mod error;
mod from_json;
mod key;
mod limits;
mod markup;
pub mod opml;
mod person;
mod read;
mod repairs;
mod space;
mod stack;
mod token;
mod value;
mod wire;

use std::time::Duration;

pub use discover::{Found, common_paths, discover};
pub use error::FeedError;
pub use limits::{FEED_BYTES, ITEMS};
pub use repairs::add_repairs;
pub use wire::{FeedJson, feed_json};

use crate::news::{Moment, Problem};
use crate::text::charset::{self, Decoded};
use crate::text::{Link, Prose};

/// What is known of a feed besides its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// The header `Content-Type` of the answer: its charset is heeded where the bytes do not show their own.
    pub content_type: Option<&'a str>,
    /// Where the feed was found: what relative addresses in it belong to.
    pub base: Option<&'a Link>,
}

/// What a feed is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// RSS 0.9 and 0.91 to 0.94.
    Rss09,
    /// RSS 1.0, which is RDF.
    Rss10,
    /// RSS 1.1.
    Rss11,
    /// RSS 2.0, and RSS that does not say which.
    #[default]
    Rss20,
    /// Atom 0.3 and 1.0.
    Atom,
    /// Channel Definition Format.
    Cdf,
    /// JSON Feed 1 and 1.1.
    Json,
}

impl Format {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss09 => "rss0.9",
            Self::Rss10 => "rss1.0",
            Self::Rss11 => "rss1.1",
            Self::Rss20 => "rss2.0",
            Self::Atom => "atom",
            Self::Cdf => "cdf",
            Self::Json => "json",
        }
    }
}

/// A feed. `None` and empty lists stand for what it does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What it is written in.
    pub format: Format,
    /// Its name.
    pub title: Option<Prose>,
    /// What it is about, in plain words.
    pub description: Option<Prose>,
    /// Its own address, as it says itself.
    pub link: Option<Link>,
    /// The site it belongs to.
    pub site: Option<Link>,
    /// BCP 47.
    pub language: Option<Prose>,
    /// Who writes it.
    pub authors: Vec<Prose>,
    /// When it last changed.
    pub updated: Option<Moment>,
    /// How long it asks to be left alone after each fetch.
    pub ttl: Option<Duration>,
    /// Hours of the day, in UTC, at which nothing is published: 0 to 23.
    pub skip_hours: Vec<u8>,
    /// Days of the week on which nothing is published, Monday being 1 and Sunday 7.
    pub skip_days: Vec<u8>,
    /// Where news of it can be subscribed to (`WebSub`).
    pub hub: Option<Link>,
    /// A picture for it.
    pub icon: Option<Link>,
    /// The page of older items behind this one.
    pub next: Option<Link>,
    /// The archive before this document (RFC 5005).
    pub archive: Option<Link>,
    /// Where it says that it has moved to.
    pub moved_to: Option<Link>,
    /// In the order of the feed; of more than [`ITEMS`] the newest.
    pub items: Vec<Item>,
    /// Whether it breaks off: then it was not sent whole, and there may be more to read at once.
    pub is_cut: bool,
    /// What was repaired or left out.
    pub problems: Vec<Problem>,
}

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// As given; what is very long is replaced by its hash.
    pub id: Option<String>,
    /// What tells it from the others of its feed, the same at each reading: the identifier, else the address, else a
    /// hash of title, date and text.
    pub key: String,
    /// Where it can be read.
    pub link: Option<Link>,
    /// The headline, in plain words.
    pub title: Option<Prose>,
    /// Who wrote it; the authors of the feed where the format says so.
    pub authors: Vec<Prose>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// BCP 47, where it differs from that of the feed.
    pub language: Option<Prose>,
    /// A summary, in HTML as it was sent.
    pub summary_html: Option<String>,
    /// The whole text, in HTML as it was sent.
    pub content_html: Option<String>,
    /// What relative addresses in its texts belong to.
    pub base: Option<Link>,
    /// Sounds, films and files that belong to it.
    pub enclosures: Vec<Enclosure>,
    /// A picture for it.
    pub image: Option<Link>,
    /// Its subjects.
    pub tags: Vec<Prose>,
    /// The outlet it was taken from.
    pub source: Option<Prose>,
    /// Where it is discussed.
    pub comments: Option<Link>,
}

impl Item {
    /// When it appeared, or else when it changed.
    pub fn date(&self) -> Option<Moment> {
        self.published.or(self.updated)
    }
}

/// A file that belongs to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub url: Link,
    /// Its media type, as given.
    pub kind: Option<Prose>,
    /// Its length in bytes, as given.
    pub length: Option<u64>,
}

/// Whether a document begins as a feed does, so that nothing else is taken for one because it quotes a feed.
pub fn begins(bytes: &[u8]) -> bool {
    const HEAD_BYTES: usize = 4_096;
    let head = String::from_utf8_lossy(bytes.get(..HEAD_BYTES).unwrap_or(bytes));
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    if rest.starts_with('{') {
        return rest.contains("jsonfeed.org/version");
    }
    // The declaration, comments and the document type.
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        let Some((_, behind)) = rest.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next();
    let local = name.and_then(|name| name.rsplit(':').next()).unwrap_or_default();
    ["rss", "feed", "rdf", "channel"].iter().any(|root| local.eq_ignore_ascii_case(root))
}

/// Reads a feed.
///
/// Never panics and takes time in proportion to the length, whatever the bytes are. More than [`FEED_BYTES`] are not
/// looked at.
pub fn parse(bytes: &[u8], hint: &Hint<'_>) -> Result<Feed, FeedError> {
    let mut problems = Vec::new();
    let Decoded { text, encoding, replaced } = decoded(bytes, hint, &mut problems)?;
    if replaced > 0 {
        problems.push(Problem::bad_bytes(replaced));
    } else if !matches!(encoding, "UTF-8" | "UTF-16LE" | "UTF-16BE" | "UTF-32") {
        problems.push(Problem::new(format!("the feed was read as {encoding}")));
    }
    let single = charset::undouble(&text);
    if single.is_some() {
        problems.push(Problem::new("the feed was encoded twice"));
    }
    let text = single.map_or(text, std::borrow::Cow::Owned);
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0'));
    let mut feed = match text.chars().next() {
        None => return Err(FeedError::Empty),
        Some('{' | '[') => from_json::read(text, hint.base)?,
        Some(_) => read::read(text, hint.base)?,
    };
    problems.append(&mut feed.problems);
    feed.problems = problems;
    Ok(feed)
}

/// The text of a document, or why there is none. Shared with [`opml`].
fn decoded<'a>(
    bytes: &'a [u8],
    hint: &Hint<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Decoded<'a>, FeedError> {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(FeedError::Empty);
    }
    let head = bytes.get(..FEED_BYTES).unwrap_or(bytes);
    if head.len() < bytes.len() {
        problems.push(Problem::loss(format!("the feed was cut after {} MiB", FEED_BYTES >> 20)));
    }
    let decoded = charset::decode(head, hint.content_type.and_then(charset_of));
    if is_binary(&decoded.text) { Err(FeedError::Binary) } else { Ok(decoded) }
}

/// The charset in a `Content-Type`.
fn charset_of(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset
            .then(|| value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')))
    })
}

/// Characters by which it is told whether something is text.
const LOOKED_AT: usize = 4_096;

/// Text has few control characters; a feed may begin with some.
fn is_binary(text: &str) -> bool {
    let strange = |c: char| {
        c == '\u{fffd}'
            || c.is_control() && !matches!(c, '\u{7}'..='\r' | '\u{1b}' | '\u{80}'..='\u{9f}')
    };
    let (mut count, mut odd, mut controls) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().take(LOOKED_AT) {
        count += 1;
        odd += usize::from(strange(c));
        controls += usize::from(strange(c) && c.is_control());
    }
    // Random bytes have a letter for nearly every one of them, but a control among ten; no long text has.
    odd * 4 > count || (count == LOOKED_AT && controls * 20 > count)
}

#[cfg(test)]
mod tests;
