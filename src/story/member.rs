//! Articles and stories as the grouping holds them, and the products between them.
//!
//! The middle of a story, the sum of its articles' signatures, is never made: its product with an article is the sum of
//! those of its articles, and its length follows from products that are known when an article joins.

use super::days::Days;
use super::signature::{LENGTH, Signature};

/// So many articles of a story, the latest, are what it is recognised by.
pub(super) const WINDOW: usize = 64;

/// An article among the others.
#[derive(Debug, Default)]
pub(super) struct Member {
    /// Empty once its story is no longer recognised by it.
    pub(super) signature: Signature,
    /// The place of its story.
    pub(super) story: u32,
    /// Its product with the middle of its story, itself among it.
    pub(super) pull: u64,
}

/// Articles about one event.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// What it goes by outside.
    pub(super) id: u32,
    /// The place of the story that it became part of; its own where it stands.
    pub(super) into: u32,
    /// What it is recognised by: places of articles, in the order they were put in.
    pub(super) members: Vec<u32>,
    /// The product of its middle with itself.
    pub(super) square: u64,
    /// From the first to the last of its members.
    pub(super) days: Option<Days>,
}

impl Story {
    /// The cosine of the angle between its middle and a signature, from their product.
    pub(super) fn middle(&self, dot: u64) -> f32 {
        against(dot, self.square)
    }
}

/// The cosine of the angle between a signature and a sum of signatures, from their product and the sum's square.
pub(super) fn against(dot: u64, square: u64) -> f32 {
    if square == 0 { 0.0 } else { dot as f32 / (LENGTH * (square as f32).sqrt()) }
}

/// The product of a signature with itself.
pub(super) fn own_square(signature: &Signature) -> u64 {
    signature.terms.iter().map(|(_, weight)| u64::from(*weight) * u64::from(*weight)).sum()
}
