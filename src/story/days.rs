//! The days a story lasts, and what time takes off a resemblance.

use super::signature::Signature;

/// What is left of a resemblance after a day.
const A_DAY: f32 = 0.75;
/// As if so many days lay between, where an article says no day.
const UNKNOWN_DAYS: f32 = 2.0;
/// After so many days even two like articles are no longer joined.
pub const LASTS_DAYS: f32 = 6.0;

/// Days from the first to the last report, in days since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Days {
    pub(super) first: f32,
    pub(super) last: f32,
}

impl Days {
    /// The day of an article.
    pub(super) fn of(signature: &Signature) -> Option<Self> {
        signature.day.map(|day| Self { first: day, last: day })
    }

    /// From the first day of both to the last.
    pub(super) fn with(span: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (span, other) {
            (Some(a), Some(b)) => {
                Some(Self { first: a.first.min(b.first), last: a.last.max(b.last) })
            }
            (a, b) => a.or(b),
        }
    }

    /// What is left of a resemblance over the days between two; 0 where they are too many.
    pub(super) fn fade(a: Option<Self>, b: Option<Self>) -> f32 {
        let gap = match (a, b) {
            (Some(a), Some(b)) => (a.first - b.last).max(b.first - a.last).max(0.0),
            _ => UNKNOWN_DAYS,
        };
        if gap > LASTS_DAYS { 0.0 } else { A_DAY.powf(gap) }
    }
}
