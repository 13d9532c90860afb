//! Words as they may be shown: cleaned, measured, cut and broken into lines.
//!
//! Everything here is pure. It knows nothing of news, of files or of the screen; it is the layer that every other
//! layer may use. [`Prose`] and [`Link`] are the only doors through which foreign words and addresses come in.

mod base64;
mod character;
pub mod charset;
mod clean;
pub mod diff;
pub mod entity;
mod escape;
pub mod language;
mod link;
pub mod plain;
mod plural;
mod prose;
mod punycode;
mod trackers;
pub mod width;
pub mod wrap;

pub use base64::base64;
pub use character::is_unsafe;
pub use link::{Link, LinkError};
pub use plural::plural;
pub use prose::Prose;
