//! Turns for long bodies, so that many at once do not fill the memory.
//!
//! Feeds are short; those that are not wait for one another. Whoever waits does so at most until its own fetch is over.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Long bodies that are read at the same time.
const LANES: usize = 2;

/// How many lanes are taken.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    taken: Mutex<usize>,
    freed: Condvar,
}

impl Lanes {
    /// Waits for a lane; `None` when time is up.
    pub(super) fn take(&self, patience: Duration) -> Option<Lane<'_>> {
        let is_full = |taken: &mut usize| *taken >= LANES;
        let waited = self.freed.wait_timeout_while(self.locked(), patience, is_full);
        let (mut taken, result) = waited.unwrap_or_else(PoisonError::into_inner);
        if result.timed_out() {
            return None;
        }
        *taken += 1;
        Some(Lane(self))
    }

    fn locked(&self) -> MutexGuard<'_, usize> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lane; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Lane<'l>(&'l Lanes);

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        *self.0.locked() -= 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_two_lanes_and_each_is_given_back() {
        let (lanes, now) = (Lanes::default(), Duration::ZERO);
        let first = lanes.take(now);
        let second = lanes.take(now);
        assert!(first.is_some() && second.is_some() && lanes.take(now).is_none());
        drop(first);
        assert!(lanes.take(now).is_some());
    }
}
