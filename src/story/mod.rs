//! Stories: articles of several outlets about one event, grouped as they come.
//!
//! An article becomes a [`Signature`], the weighted words that tell it from others, and a [`Grouper`] puts it to the story
//! it resembles most, if it resembles one enough. Pure: no file, no clock, no store; the same articles in the same order
//! give the same stories on every machine.

mod background;
mod centroid;
pub mod compare;
mod group;
#[cfg(test)]
mod score;
mod signature;
mod stem;
mod words;

/// The version of the grouping: stories that another one made are made anew.
pub const ENGINE_VERSION: u32 = 1;

pub use group::{Grouper, StoryId};
pub use signature::Signature;
