//! How much of a feed is read. What goes beyond is left out, and said where a reader would miss it.

/// More bytes than this are not looked at.
pub const FEED_BYTES: usize = 32 << 20;
/// Elements inside each other.
pub(super) const DEPTH: usize = 512;
/// Attributes of an element.
pub(super) const ATTRIBUTES: usize = 256;
/// Bytes of an attribute.
pub(super) const ATTRIBUTE_BYTES: usize = 64 << 10;
/// Items of one feed: the newest.
pub const ITEMS: usize = 5_000;
/// Bytes of a title.
pub(super) const TITLE_BYTES: usize = 1_000;
/// Bytes of a name.
pub(super) const NAME_BYTES: usize = 500;
/// Bytes of an identifier, before it is replaced by a hash.
pub(super) const ID_BYTES: usize = 1_000;
/// Bytes of a tag.
pub(super) const TAG_BYTES: usize = 200;
/// Tags of an item.
pub(super) const TAGS: usize = 100;
/// Authors and attachments of an item.
pub(super) const FELLOWS: usize = 100;
/// Bytes of the text of an item.
pub(super) const TEXT_BYTES: usize = 4 << 20;
/// Bytes of an address that others are resolved against.
pub(super) const BASE_BYTES: usize = 2_000;
/// Levels of an OPML list.
pub(super) const OPML_DEPTH: usize = 32;
/// Elements and attributes of an OPML list.
pub(super) const OPML_PARTS: usize = 500_000;
