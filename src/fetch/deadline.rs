//! The time that one fetch has left, and whether it is still wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{Fault, Limits, Wait};

/// The longest that anything waits before it looks whether it is still wanted.
const GLANCE: Duration = Duration::from_millis(200);

/// Gives up every fetch that holds a copy of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Gives up, for good.
    pub(super) fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// When a fetch is over.
#[derive(Clone, Debug)]
pub(super) struct Deadline {
    pub(super) whole: Instant,
    limit: Duration,
    stop: Stop,
}

impl Deadline {
    /// Begins now.
    pub(super) fn new(limits: &Limits, stop: Stop) -> Self {
        Self { whole: Instant::now() + limits.whole, limit: limits.whole, stop }
    }

    /// Whether the fetch goes on.
    pub(super) fn check(&self, now: Instant) -> Result<(), Fault> {
        if self.stop.is_stopped() {
            return Err(Fault::Stopped);
        }
        if now < self.whole { Ok(()) } else { Err(Fault::Slow(Wait::Whole(self.limit))) }
    }

    /// How long anything may wait before it must check again.
    pub(super) fn glance(&self) -> Result<Duration, Fault> {
        let now = Instant::now();
        self.check(now)?;
        Ok(self.whole.saturating_duration_since(now).min(GLANCE))
    }

    /// What is left of the time to open a line that began at `since`.
    pub(super) fn left_to_connect(
        &self,
        since: Instant,
        limits: &Limits,
    ) -> Result<Duration, Fault> {
        let now = Instant::now();
        self.check(now)?;
        let until = self.whole.min(since + limits.connect);
        let left = until.saturating_duration_since(now);
        if left.is_zero() {
            return Err(Fault::Slow(Wait::Connect(limits.connect)));
        }
        Ok(left)
    }

    /// The part of `left` after which to look again.
    pub(super) fn part(left: Duration) -> Duration {
        left.min(GLANCE)
    }
}
