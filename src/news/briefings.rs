//! When a briefing was read last, so that the next one knows what is new.
//!
//! Two that follow each other within half an hour are of one visit: who looks again, or comes back to the briefing, still sees
//! what was new. Kept with the store as two moments.

use std::fmt;

use super::Moment;

/// Seconds between two briefings of one visit, at most.
const VISIT: i64 = 30 * 60;

/// The briefings that were read before this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Briefings {
    /// The last one of the visit before.
    before: Option<Moment>,
    /// The last one.
    last: Option<Moment>,
}

impl Briefings {
    /// Since when something is new; nothing where no briefing was read yet.
    pub fn before(self) -> Option<Moment> {
        self.before
    }

    /// What was kept of them.
    pub fn read(kept: &str) -> Self {
        let (before, last) = kept.split_once(' ').unwrap_or_default();
        let moment = |text: &str| text.parse().ok().and_then(Moment::from_second);
        Self { before: moment(before), last: moment(last) }
    }

    /// The same once another one is read: a later visit has the last one behind it.
    #[must_use]
    pub fn and(self, now: Moment) -> Self {
        let is_same = self.last.is_some_and(|last| (now.second() - last.second()).abs() <= VISIT);
        Self { before: if is_same { self.before } else { self.last }, last: Some(now) }
    }
}

/// As they are kept.
impl fmt::Display for Briefings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = |at: Option<Moment>| at.map(|at| at.second().to_string()).unwrap_or_default();
        write!(out, "{} {}", written(self.before), written(self.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(second: i64) -> Moment {
        Moment::from_second(second).expect("a moment")
    }

    #[test]
    fn briefings_close_together_are_one_visit() {
        let first = Briefings::default().and(moment(1_000));
        assert_eq!(first.before(), None, "nobody was briefed before");
        let again = Briefings::read(" 1000").and(moment(1_000 + 600));
        assert_eq!(again.before(), None, "the same visit");
        let later = Briefings::read(" 1600").and(moment(1_600 + 7_200));
        assert_eq!(later.before(), Some(moment(1_600)));
        let again = Briefings::read("1600 8800").and(moment(8_900));
        assert_eq!(again.before(), Some(moment(1_600)), "what was new still is");
        assert_eq!(Briefings::read(&again.to_string()), again);
        assert_eq!(Briefings::read("nonsense"), Briefings::default());
    }
}
