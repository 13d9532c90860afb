//! What the elements of HTML mean to a reader: which make blocks, which are not shown.

use super::name::Name;
use super::token::Tag;

impl Name {
    /// Not part of what is read. Forms are not among them: some pages are one form from end to end.
    pub(in crate::extract) fn is_skipped(self) -> bool {
        matches!(
            self,
            Self::Applet
                | Self::Aside
                | Self::Audio
                | Self::Button
                | Self::Canvas
                | Self::Datalist
                | Self::Dialog
                | Self::Footer
                | Self::Iframe
                | Self::Input
                | Self::Label
                | Self::Map
                | Self::Math
                | Self::Menu
                | Self::Nav
                | Self::Noembed
                | Self::Noframes
                | Self::Noscript
                | Self::Object
                | Self::Option
                | Self::Rp
                | Self::Rt
                | Self::Script
                | Self::Select
                | Self::Style
                | Self::Svg
                | Self::Template
                | Self::Textarea
                | Self::Video
        )
    }

    /// Begins and ends a block.
    pub(in crate::extract) fn is_block(self) -> bool {
        self.heading_level().is_some()
            || matches!(
                self,
                Self::Address
                    | Self::Article
                    | Self::Blockquote
                    | Self::Body
                    | Self::Caption
                    | Self::Center
                    | Self::Dd
                    | Self::Details
                    | Self::Div
                    | Self::Dl
                    | Self::Dt
                    | Self::Fieldset
                    | Self::Figcaption
                    | Self::Figure
                    | Self::Form
                    | Self::Head
                    | Self::Header
                    | Self::Hr
                    | Self::Html
                    | Self::Li
                    | Self::Main
                    | Self::Ol
                    | Self::P
                    | Self::Pre
                    | Self::Section
                    | Self::Summary
                    | Self::Table
                    | Self::Tbody
                    | Self::Td
                    | Self::Tfoot
                    | Self::Th
                    | Self::Thead
                    | Self::Tr
                    | Self::Ul
            )
    }

    /// Has no content, and therefore cannot be skipped as a whole.
    pub(in crate::extract) fn is_void(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Base
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Param
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// Its content is text up to its end tag, whatever it looks like.
    pub(super) fn is_raw(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Title
                | Self::Textarea
                | Self::Xmp
                | Self::Iframe
                | Self::Noembed
                | Self::Noframes
        )
    }

    /// Its end tag may be left out.
    pub(in crate::extract) fn is_implied(self) -> bool {
        matches!(
            self,
            Self::Dd
                | Self::Dt
                | Self::Li
                | Self::Option
                | Self::P
                | Self::Td
                | Self::Th
                | Self::Tr
        )
    }

    /// The level of a heading.
    pub(in crate::extract) fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}

/// Whether a script holds data about the page.
pub(super) fn is_json_ld(tag: &Tag<'_>) -> bool {
    tag.name == Name::Script
        && tag
            .get("type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

/// Whether an element is not shown, or not part of what is read.
pub(super) fn is_skipped(tag: &Tag<'_>) -> bool {
    if tag.name.is_void() || (tag.name == Name::Svg && tag.closes_itself) {
        return false;
    }
    tag.name.is_skipped() || is_hidden(tag)
}

/// Whether an element says of itself that it is not shown.
pub(in crate::extract) fn is_hidden(tag: &Tag<'_>) -> bool {
    if !tag.has_attributes()
        || matches!(tag.name, Name::Html | Name::Body | Name::Main | Name::Article)
    {
        return false;
    }
    let hides = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    tag.attributes().any(|(name, value)| match name.len() {
        5 => name.eq_ignore_ascii_case("style") && hides(value),
        6 => name.eq_ignore_ascii_case("hidden"),
        11 => name.eq_ignore_ascii_case("aria-hidden") && value.eq_ignore_ascii_case("true"),
        _ => false,
    })
}
