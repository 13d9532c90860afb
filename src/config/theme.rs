//! Colours: what each thing on the screen looks like at each depth of colour.
//!
//! A theme gives every [`Role`] a colour for 24 bits and for 256 colours, and bold, underline and reverse for terminals
//! with less. [`Palette`] is that resolved for one terminal, once. No drawing library is known here. Reading theme
//! files is in [`super::theme_file`].

use super::contrast::{LEAST_FOR_LINES, LEAST_FOR_TEXT, Rgb, contrast, of_index};
use super::{Depth, depth};
use crate::news::FactKind;

/// A colour as a terminal is told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Colour {
    /// The terminal's own.
    #[default]
    Default,
    /// Of the sixteen (0 to 15, their look unknown) or of xterm's 256.
    Indexed(u8),
    /// 24 bits: red, green, blue.
    Rgb(u8, u8, u8),
}

/// How something is drawn. Never italic, dim or struck out: terminals and multiplexers lose those.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// Colour of the letters.
    pub fg: Colour,
    /// Colour behind them.
    pub bg: Colour,
    /// Bold.
    pub bold: bool,
    /// Underlined.
    pub underline: bool,
    /// Letters and background exchanged.
    pub reverse: bool,
}

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

/// A known colour, in 24 bits and as the index used where there are only 256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// For terminals of 24 bits.
    pub rgb: Rgb,
    /// For terminals of 256 colours; 16 or more.
    pub index: u8,
}

/// What a theme says of one role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The colour, where a terminal has 256 or more; `None` leaves it to `sixteen`.
    pub ink: Option<Ink>,
    /// Bold and underline that go with the colour.
    pub coloured: Look,
    /// With sixteen colours.
    pub sixteen: Look,
    /// The role's mark (`=`, `!`, `●`) with sixteen colours.
    pub mark: Look,
    /// Without colour.
    pub mono: Look,
}

/// The looks of all roles at all depths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// `dark`
    pub name: String,
    pub(crate) styles: [Style; Role::ALL.len()],
}

/// Two colours of a theme that cannot be told apart well enough.
#[derive(Clone, Debug, PartialEq)]
pub struct WeakPair {
    /// What is drawn.
    pub role: Role,
    /// What it is drawn on: the background or the selected row.
    pub ground: Role,
    /// `True` or `Indexed`.
    pub depth: Depth,
    /// Their contrast.
    pub contrast: f64,
    /// The contrast they ought to have.
    pub least: f64,
}

impl Theme {
    /// How a role looks at this depth, on the background or on the selected row.
    pub fn style(&self, role: Role, depth: Depth, selected: bool) -> Look {
        let style = self.styles[role.index()];
        let selected = selected || role == Role::Row;
        match (depth, style.ink) {
            (Depth::Mono, _) => on_reverse(style.mono, selected),
            (Depth::True | Depth::Indexed, Some(_)) => self.inked(role, depth, selected),
            _ => self.plain(style.sixteen, depth, selected),
        }
    }

    /// How the mark of a role looks: where there are few colours, only marks have one.
    pub fn mark(&self, role: Role, depth: Depth, selected: bool) -> Look {
        let style = self.styles[role.index()];
        match (depth, style.ink) {
            (Depth::Mono, _) | (Depth::True | Depth::Indexed, Some(_)) => {
                self.style(role, depth, selected)
            }
            _ => self.plain(style.mark, depth, selected),
        }
    }

    fn inked(&self, role: Role, depth: Depth, selected: bool) -> Look {
        let letters = if role.is_ground() { Role::Text } else { role };
        let ground = if selected { Role::Row } else { Role::Background };
        let look = self.styles[role.index()].coloured;
        Look { fg: self.colour(letters, depth), bg: self.colour(ground, depth), ..look }
    }

    /// A look of few colours. A selected row is reversed, and its letters lose their colour: of a colour whose look is
    /// not known nobody can say whether it can be read as a background.
    fn plain(&self, look: Look, depth: Depth, selected: bool) -> Look {
        let ground = if selected { Role::Row } else { Role::Background };
        match self.ink(ground).filter(|_| depth >= Depth::Indexed) {
            Some(_) => Look { bg: self.colour(ground, depth), ..look },
            None if selected => on_reverse(Look { fg: Colour::Default, ..look }, true),
            None => look,
        }
    }

    fn ink(&self, role: Role) -> Option<Ink> {
        self.styles[role.index()].ink
    }

    fn colour(&self, role: Role, depth: Depth) -> Colour {
        match self.ink(role) {
            Some(Ink { rgb: [r, g, b], .. }) if depth == Depth::True => Colour::Rgb(r, g, b),
            Some(ink) => Colour::Indexed(ink.index),
            None => Colour::Default,
        }
    }

    /// Pairs that meet on the screen with too little contrast; none in a theme that may be used.
    ///
    /// Text needs [`LEAST_FOR_TEXT`] on the background and on the selected row; rules, which are no text and not drawn
    /// on rows, [`LEAST_FOR_LINES`] on the background.
    pub fn weak_pairs(&self) -> Vec<WeakPair> {
        let mut weak = Vec::new();
        for role in Role::ALL.into_iter().filter(|role| !role.is_ground()) {
            for ground in [Role::Background, Role::Row] {
                let least = match (role, ground) {
                    (Role::Rule, Role::Row) => continue,
                    (Role::Rule, _) => LEAST_FOR_LINES,
                    _ => LEAST_FOR_TEXT,
                };
                for depth in [Depth::True, Depth::Indexed] {
                    let Some(contrast) = self.contrast(role, ground, depth) else { continue };
                    if contrast < least {
                        weak.push(WeakPair { role, ground, depth, contrast, least });
                    }
                }
            }
        }
        weak
    }

    /// The contrast of two roles, where both have a known colour.
    fn contrast(&self, role: Role, ground: Role, depth: Depth) -> Option<f64> {
        let known = |ink: Ink| match depth {
            Depth::True => Some(ink.rgb),
            _ => of_index(ink.index),
        };
        Some(contrast(known(self.ink(role)?)?, known(self.ink(ground)?)?))
    }

    /// Roles with a colour of their own above a ground that has none, so that nobody knows whether they can be read.
    pub(crate) fn groundless(&self) -> impl Iterator<Item = (Role, Role)> {
        let open = [Role::Background, Role::Row].into_iter().find(|role| self.ink(*role).is_none());
        let inked = Role::ALL.into_iter().filter(|role| self.ink(*role).is_some());
        open.into_iter().flat_map(move |ground| inked.clone().map(move |role| (role, ground)))
    }

    /// Everything resolved for one terminal.
    pub fn palette(&self, depth: Depth) -> Palette {
        let each = |look: fn(&Self, Role, Depth, bool) -> Look, selected| {
            Role::ALL.map(|role| look(self, role, depth, selected))
        };
        Palette {
            depth,
            looks: [each(Self::style, false), each(Self::style, true)],
            marks: [each(Self::mark, false), each(Self::mark, true)],
        }
    }
}

fn on_reverse(look: Look, selected: bool) -> Look {
    Look { reverse: look.reverse || selected, ..look }
}

/// A theme resolved for one terminal: a table that drawing looks up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The depth it was resolved for.
    pub depth: Depth,
    looks: [[Look; Role::ALL.len()]; 2],
    marks: [[Look; Role::ALL.len()]; 2],
}

impl Palette {
    /// How a role looks, on the background or on the selected row.
    pub fn look(&self, role: Role, selected: bool) -> Look {
        self.looks[usize::from(selected)][role.index()]
    }

    /// How the mark of a role looks.
    pub fn mark(&self, role: Role, selected: bool) -> Look {
        self.marks[usize::from(selected)][role.index()]
    }
}

/// The theme for `auto`: light where the environment tells of a light background.
pub fn automatic(env: depth::Env<'_>) -> &'static str {
    if depth::is_background_light(env) == Some(true) { "light" } else { "dark" }
}
