//! Stories: articles of several outlets about one event, grouped as they come.
//!
//! An article becomes a [`Signature`], the weighted words that tell it from others, and a [`Grouper`] puts it to the story
//! it resembles most, if it resembles one enough. Pure: no file, no clock, no store; the same articles in the same order
//! give the same stories on every machine.

mod background;
mod common;
pub mod compare;
mod copies;
mod days;
mod debris;
mod group;
mod leads;
mod member;
mod result;
mod roundup;
#[cfg(test)]
mod score;
mod sieve;
mod signature;
mod stem;
mod ties;
mod words;

pub use common::{Common, Tally};
pub use copies::Runs;
pub use days::LASTS_DAYS;
pub use group::{Grouper, StoryId};
pub use sieve::Sieve;
pub use signature::{Signature, day_of};
pub use ties::Ties;

/// The version of the grouping. Stories that an older one has made are made anew, in the background.
pub const ENGINE_VERSION: i64 = 3;
