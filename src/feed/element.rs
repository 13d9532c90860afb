//! What the elements of feeds mean: one table for all formats.
//!
//! RSS and Atom give the same names to the same things, mostly, and feeds mix them; so a name is looked up by family
//! (`space`) and not by format. Names are compared without regard to case, since CDF writes in capitals and many feeds
//! as they please.

use super::space::Space;

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A root: `rss`, `rdf:RDF`, `feed`.
    Root,
    /// The channel of RSS.
    Channel,
    /// An item or entry.
    Item,
    /// A wrapper whose parts count as those of the item.
    Wrapper,
    /// A media file, which may hold words about it.
    Media,
    /// A leaf: its content is taken as a whole.
    Field(Field),
    /// Nothing that is read.
    Unknown,
}

/// What a leaf tells. Where several tell the same, the greater rank goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title(u8),
    Link,
    Id,
    Summary(u8),
    /// Of a media file: plain words.
    Caption,
    Content(u8),
    Published(u8),
    Updated(u8),
    Author,
    Editor,
    Category,
    Keywords,
    Enclosure,
    Thumbnail,
    Source,
    Comments,
    Image,
    Icon,
    Language,
    Ttl,
    UpdatePeriod,
    UpdateFrequency,
    SkipHours,
    SkipDays,
    MovedTo,
    Address,
    /// Known, and of no use to a reader; its content is not looked into.
    Passed,
}

impl Field {
    /// Whether other elements may lie in it that have a meaning elsewhere.
    pub(super) fn holds_elements(self) -> bool {
        matches!(
            self,
            Self::Summary(_)
                | Self::Caption
                | Self::Content(_)
                | Self::Author
                | Self::Category
                | Self::Source
                | Self::Image
                | Self::Passed
        )
    }
}

/// Names longer than this have no meaning here.
const LONGEST_NAME: usize = 24;

/// Looks an element up.
pub(super) fn meaning(space: Space, local: &str) -> Element {
    let mut buffer = [0; LONGEST_NAME];
    let Some(name) = buffer.get_mut(..local.len()) else { return Element::Unknown };
    name.copy_from_slice(local.as_bytes());
    name.make_ascii_lowercase();
    let Ok(name) = std::str::from_utf8(name) else { return Element::Unknown };
    match space {
        Space::Plain | Space::Atom => common(name),
        Space::Rdf if name == "rdf" => Element::Root,
        Space::Dublin => dublin(name),
        Space::Content if name == "encoded" => Element::Field(Field::Content(3)),
        Space::Media => media(name),
        Space::Podcast => podcast(name),
        Space::Xhtml if matches!(name, "body" | "div") => Element::Field(Field::Content(2)),
        Space::Syndication => syndication(name),
        _ => Element::Unknown,
    }
}

fn common(name: &str) -> Element {
    Element::Field(match name {
        "rss" | "feed" => return Element::Root,
        "channel" => return Element::Channel,
        "item" | "entry" => return Element::Item,
        "title" => Field::Title(3),
        "link" => Field::Link,
        "id" | "guid" => Field::Id,
        "description" | "summary" => Field::Summary(4),
        "abstract" | "subtitle" | "tagline" => Field::Summary(3),
        "info" => Field::Summary(2),
        "content" => Field::Content(3),
        "fullitem" => Field::Content(2),
        "body" => Field::Content(1),
        "pubdate" | "published" => Field::Published(4),
        "issued" => Field::Published(3),
        "created" => Field::Published(1),
        "updated" | "modified" => Field::Updated(3),
        "lastbuilddate" => Field::Updated(2),
        "author" => Field::Author,
        "managingeditor" => Field::Editor,
        "category" => Field::Category,
        "enclosure" => Field::Enclosure,
        "source" => Field::Source,
        "comments" => Field::Comments,
        "image" => Field::Image,
        "icon" | "logo" => Field::Icon,
        "language" => Field::Language,
        "ttl" => Field::Ttl,
        "skiphours" => Field::SkipHours,
        "skipdays" => Field::SkipDays,
        "url" => Field::Address,
        "textinput" | "cloud" | "contributor" | "generator" | "rights" | "copyright" | "docs"
        | "webmaster" | "rating" => Field::Passed,
        _ => return Element::Unknown,
    })
}

fn dublin(name: &str) -> Element {
    Element::Field(match name {
        "title" => Field::Title(2),
        "description" | "abstract" => Field::Summary(1),
        "creator" | "author" => Field::Author,
        "date" | "issued" | "available" => Field::Published(2),
        "created" => Field::Published(1),
        "modified" => Field::Updated(3),
        "subject" => Field::Category,
        "language" => Field::Language,
        _ => return Element::Unknown,
    })
}

fn media(name: &str) -> Element {
    Element::Field(match name {
        "group" => return Element::Wrapper,
        "content" => return Element::Media,
        "title" => Field::Title(1),
        "description" => Field::Caption,
        "thumbnail" => Field::Thumbnail,
        "category" => Field::Category,
        "keywords" => Field::Keywords,
        "credit" | "copyright" | "rating" | "text" | "player" | "hash" | "community" => {
            Field::Passed
        }
        _ => return Element::Unknown,
    })
}

fn podcast(name: &str) -> Element {
    Element::Field(match name {
        "title" => Field::Title(1),
        "author" => Field::Author,
        "summary" | "description" => Field::Summary(2),
        "subtitle" => Field::Summary(1),
        "category" => Field::Category,
        "keywords" => Field::Keywords,
        "image" => Field::Thumbnail,
        "new-feed-url" => Field::MovedTo,
        "owner" => Field::Passed,
        _ => return Element::Unknown,
    })
}

fn syndication(name: &str) -> Element {
    match name {
        "updateperiod" => Element::Field(Field::UpdatePeriod),
        "updatefrequency" => Element::Field(Field::UpdateFrequency),
        _ => Element::Unknown,
    }
}
