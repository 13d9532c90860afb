//! What a reader has chosen: settings, keys, themes; and what the terminal can show.
//!
//! Files and environment become plain values here, and a mistake in a file becomes a [`ConfigProblem`] that names
//! file, line and key while everything else in that file still holds. Knows no screen and no command: whether a
//! command exists is asked of the caller.

mod account;
pub mod background;
pub mod contrast;
mod default_config;
pub mod depth;
mod document;
pub mod glyphs;
pub mod keymap;
mod keymap_file;
pub mod keys;
mod lists;
pub mod paths;
mod problem;
mod role;
pub mod settings;
mod table;
pub mod theme;
mod theme_file;
#[cfg(test)]
mod theme_laws;

pub use account::{AccountKind, AccountLine, SecretPlace, ServerName};
pub use default_config::default_config;
pub use depth::{Charset, ColourChoice, Depth};
pub use glyphs::Glyphs;
pub use keymap::{Binding, Keymap, Lookup, Pane, resolve};
pub use keymap_file::{PRESETS, read_keymap};
pub use keys::{Key, KeyCode, Keys};
pub use lists::{Lists, Opener, Pipe, RuleLine, SavedSearch};
pub use paths::Paths;
pub use problem::ConfigProblem;
pub use role::Role;
pub use settings::{Loaded, Settings, load};
pub(crate) use table::seconds;
pub use theme::{Colour, Look, Palette, Theme};
pub use theme_file::{THEMES, built_in, load_theme, read_theme};
