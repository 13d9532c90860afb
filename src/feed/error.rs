//! Why nothing came out of what was thought to be a feed.

use crate::text::Prose;

/// What stands there instead of a feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FeedError {
    /// There are no bytes, or only white space.
    #[error("the feed is empty")]
    Empty,
    /// A page: its address may lead to a feed, see [`discover`](super::discover).
    #[error("this is a web page, not a feed")]
    Page,
    /// A list of feeds, which [`opml`](super::opml) reads.
    #[error("this is an OPML list of feeds, not a feed; import it")]
    Opml,
    /// Something else in XML.
    #[error("this is XML, but no feed: it begins with <{0}>")]
    OtherXml(Prose),
    /// Something else in JSON.
    #[error("this is JSON, but no feed")]
    OtherJson,
    /// JSON that cannot be read.
    #[error("this is broken JSON: line {0}")]
    BrokenJson(usize),
    /// Elements inside each other without an end, and no item before them.
    #[error("the feed is nested too deep")]
    TooDeep,
    /// An answer that ends before anything in it does.
    #[error("the feed breaks off before its first item is whole")]
    Cut,
    /// A picture, a sound, an archive.
    #[error("this is no text, and so no feed")]
    Binary,
    /// Text that is neither XML nor JSON.
    #[error("this is text, but no feed")]
    OtherText,
    /// XML without a list of feeds in it, where one was asked for.
    #[error("this is no OPML list of feeds")]
    NoOpml,
}
