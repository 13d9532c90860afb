//! What things on the screen are, as far as their look goes. How they look is in [`super::theme`].

use crate::news::FactKind;

/// What something on the screen is, as far as its look goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The empty screen.
    Background,
    /// The selected row.
    Row,
    /// Running text.
    Text,
    /// What stands back: times, counts, hints.
    Muted,
    /// Titles; what is unread.
    Title,
    /// Keys, the unread mark, what has the focus.
    Accent,
    /// Outlets agree, `=`.
    Agree,
    /// Outlets contradict each other, `!`.
    Contradict,
    /// One outlet alone says it, `+`; or outlets differ, `~`.
    Only,
    /// An address that can be opened.
    Link,
    /// Lines between panes.
    Rule,
    /// A fact of this kind.
    Fact(FactKind),
}

impl Role {
    /// Every role, in the order of a theme file.
    pub const ALL: [Self; 21] = [
        Self::Background,
        Self::Row,
        Self::Text,
        Self::Muted,
        Self::Title,
        Self::Accent,
        Self::Agree,
        Self::Contradict,
        Self::Only,
        Self::Link,
        Self::Rule,
        Self::Fact(FactKind::Person),
        Self::Fact(FactKind::Org),
        Self::Fact(FactKind::Place),
        Self::Fact(FactKind::Event),
        Self::Fact(FactKind::Date),
        Self::Fact(FactKind::Time),
        Self::Fact(FactKind::Money),
        Self::Fact(FactKind::Percent),
        Self::Fact(FactKind::Quantity),
        Self::Fact(FactKind::Quote),
    ];

    /// The name in a theme file: `contradict`, `person`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Row => "row",
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Title => "title",
            Self::Accent => "accent",
            Self::Agree => "agree",
            Self::Contradict => "contradict",
            Self::Only => "only",
            Self::Link => "link",
            Self::Rule => "rule",
            Self::Fact(FactKind::Person) => "person",
            Self::Fact(FactKind::Org) => "org",
            Self::Fact(FactKind::Place) => "place",
            Self::Fact(FactKind::Event) => "event",
            Self::Fact(FactKind::Date) => "date",
            Self::Fact(FactKind::Time) => "time",
            Self::Fact(FactKind::Money) => "money",
            Self::Fact(FactKind::Percent) => "percent",
            Self::Fact(FactKind::Quantity) => "quantity",
            Self::Fact(FactKind::Quote) => "quote",
        }
    }

    /// The place in [`Role::ALL`], which lists kinds of fact in the order of their enum.
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Background => 0,
            Self::Row => 1,
            Self::Text => 2,
            Self::Muted => 3,
            Self::Title => 4,
            Self::Accent => 5,
            Self::Agree => 6,
            Self::Contradict => 7,
            Self::Only => 8,
            Self::Link => 9,
            Self::Rule => 10,
            Self::Fact(kind) => 11 + kind as usize,
        }
    }

    /// Whether this is a ground that others are drawn on.
    pub(crate) fn is_ground(self) -> bool {
        matches!(self, Self::Background | Self::Row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_and_kind_has_its_place_and_name() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role.index(), at, "{role:?}");
        }
        for kind in FactKind::ALL {
            assert_eq!(Role::Fact(kind).name(), kind.name().to_ascii_lowercase());
        }
    }
}
