//! Stories: articles of several outlets about one event, grouped as they come.
//!
//! An article becomes a [`Signature`], the weighted words that tell it from others, and a [`Grouper`] puts it to the story
//! it resembles most, if it resembles one enough. Pure: no file, no clock, no store; the same articles in the same order
//! give the same stories on every machine.

mod background;
pub mod compare;
mod days;
mod group;
mod leads;
mod member;
#[cfg(test)]
mod score;
mod signature;
mod stem;
mod ties;
mod words;

pub use group::{Grouper, StoryId};
pub use signature::Signature;
pub use ties::Ties;
