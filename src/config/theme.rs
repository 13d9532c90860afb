//! Colours: what each thing on the screen looks like at each depth of colour.
//!
//! A theme gives every [`Role`] a colour for 24 bits and for 256 colours, and bold, underline and reverse for terminals
//! with less. [`Palette`] is that resolved for one terminal, once. No drawing library is known here. Files are
//! read by [`super::load_theme`].

use super::contrast::{LEAST_FOR_LINES, LEAST_FOR_TEXT, Rgb, contrast, of_index};
use super::{Depth, Role};

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
        let selected = selected || role == Role::Row;
        let style = self.styles[role.index()];
        match (depth, style.ink) {
            (Depth::Mono, _) => reversed(style.mono, selected),
            (Depth::True | Depth::Indexed, Some(_)) => self.inked(role, depth, selected),
            _ => in_sixteen(style.sixteen, selected),
        }
    }

    /// How the mark of a role looks: where there are few colours, only marks have one.
    pub fn mark(&self, role: Role, depth: Depth, selected: bool) -> Look {
        let style = self.styles[role.index()];
        match (depth, style.ink) {
            (Depth::Mono, _) | (Depth::True | Depth::Indexed, Some(_)) => {
                self.style(role, depth, selected)
            }
            _ => in_sixteen(style.mark, selected),
        }
    }

    fn inked(&self, role: Role, depth: Depth, selected: bool) -> Look {
        let letters = if role.is_ground() { Role::Text } else { role };
        let ground = if selected { Role::Row } else { Role::Background };
        let look = self.styles[role.index()].coloured;
        Look { fg: self.colour(letters, depth), bg: self.colour(ground, depth), ..look }
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

    /// A role that has a colour where the background has none, or none where it has one: nobody knows whether that can
    /// be read.
    pub fn half_known(&self) -> Option<Role> {
        let known = self.ink(Role::Background).is_some();
        Role::ALL.into_iter().find(|role| self.ink(*role).is_some() != known)
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

/// Without known colours a selected row is reversed. It loses its sixteen colours: of a colour whose look is not known
/// nobody can say whether it can be read as a background.
fn in_sixteen(look: Look, selected: bool) -> Look {
    if selected { reversed(Look { fg: Colour::Default, ..look }, true) } else { look }
}

fn reversed(look: Look, selected: bool) -> Look {
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
