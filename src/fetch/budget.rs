//! How long a body may grow: in itself, beside what was sent for it, and beside other bodies that are read just now.

use std::cell::Cell;

use super::deadline::Deadline;
use super::lanes::{Lane, Lanes};
use super::{Fault, Limits};

/// The budget of one body.
pub(super) struct Budget<'c> {
    pub(super) limits: &'c Limits,
    /// The longest it may be, unpacked.
    pub(super) most: u64,
    /// Bytes of it that were sent.
    pub(super) packed: &'c Cell<u64>,
    pub(super) lanes: &'c Lanes,
    pub(super) deadline: Deadline,
    /// Taken once it is long.
    pub(super) lane: Option<Lane<'c>>,
}

impl Budget<'_> {
    /// Whether the body may be as long as this. Waits where it is long and others are, too.
    pub(super) fn allow(&mut self, length: u64) -> Result<(), Fault> {
        let Limits { ratio, ratio_from, heavy_bytes, .. } = *self.limits;
        if length > ratio_from && length > self.packed.get().saturating_mul(ratio) {
            return Err(Fault::Bomb { ratio });
        }
        if length > self.most {
            return Err(Fault::TooLarge { limit_bytes: self.most });
        }
        while length > heavy_bytes && self.lane.is_none() {
            self.lane = self.lanes.take(self.deadline.glance()?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::deadline::Stop;
    use super::*;

    fn limits() -> Limits {
        let whole = Duration::from_millis(50);
        Limits { whole, heavy_bytes: 1_000, ratio_from: 100, ..Limits::default() }
    }

    fn budget<'c>(limits: &'c Limits, packed: &'c Cell<u64>, lanes: &'c Lanes) -> Budget<'c> {
        let deadline = Deadline::new(limits, Stop::default());
        Budget { limits, most: 5_000, packed, lanes, deadline, lane: None }
    }

    #[test]
    fn a_body_is_bounded_in_itself_and_beside_what_was_sent() {
        let (limits, packed, lanes) = (limits(), Cell::new(1), Lanes::default());
        let mut budget = budget(&limits, &packed, &lanes);
        assert!(budget.allow(200).is_ok());
        assert!(matches!(budget.allow(201), Err(Fault::Bomb { ratio: 200 })));
        packed.set(4_000);
        assert!(budget.allow(5_000).is_ok());
        assert!(matches!(budget.allow(5_001), Err(Fault::TooLarge { limit_bytes: 5_000 })));
    }

    #[test]
    fn a_third_long_body_waits_until_its_time_is_up() {
        let (limits, packed, lanes) = (limits(), Cell::new(4_000), Lanes::default());
        let mut long: Vec<Budget<'_>> = (0..3).map(|_| budget(&limits, &packed, &lanes)).collect();
        assert!(long[0].allow(1_001).is_ok() && long[1].allow(1_001).is_ok());
        assert!(long[2].allow(1_000).is_ok(), "short ones pass");
        assert!(matches!(long[2].allow(1_001), Err(Fault::Slow(_))));
        drop(long.remove(0));
        let mut next = budget(&limits, &packed, &lanes);
        assert!(next.allow(1_001).is_ok());
    }
}
