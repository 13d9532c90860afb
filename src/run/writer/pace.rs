//! How fast a line takes bytes, and how many may go out now.

use std::time::{Duration, Instant};

use crate::fault;

/// How many bytes may go out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Bytes that may go out at once.
    pub burst: f64,
    /// Bytes a second after that.
    pub rate: f64,
    /// The least time between two frames.
    pub between: Duration,
}

impl Pace {
    /// For a terminal on this machine.
    pub const LOCAL: Self = Self { burst: 256_000.0, rate: 120_000.0, between: Duration::ZERO };
    /// For a terminal at the end of an SSH connection: twelve middling frames a second.
    pub const REMOTE: Self =
        Self { burst: 24_000.0, rate: 16_000.0, between: Duration::from_millis(83) };

    /// For a line whose bytes a second are known. It is never owed more than half a second's worth: tried with a key
    /// held for 3 s on a line of 2 kB/s, the last state stood on the screen 1.5 s after it was let go.
    pub fn of_line(rate: u32) -> Self {
        let rate = f64::from(rate.max(200));
        Self { burst: rate * 0.5, rate: rate * 0.9, between: Duration::from_millis(83) }
    }
}

/// Bytes that may go out now: a token bucket.
pub(super) struct Budget {
    pace: Pace,
    left: f64,
    at: Instant,
}

impl Budget {
    pub(super) fn new(pace: Pace) -> Self {
        let long_ago = Instant::now().checked_sub(pace.between);
        Self { pace, left: pace.burst, at: long_ago.unwrap_or_else(Instant::now) }
    }

    fn now(&self) -> f64 {
        let grown = self.left + self.at.elapsed().as_secs_f64() * self.pace.rate;
        grown.min(self.pace.burst)
    }

    pub(super) fn spend(&mut self, bytes: usize) {
        fault::point("writer: budget");
        self.left = self.now() - bytes as f64;
        self.at = Instant::now();
    }

    /// How long until something may go out again.
    pub(super) fn wait(&self) -> Duration {
        let debt = (-self.now()).max(0.0);
        let rest = self.pace.between.saturating_sub(self.at.elapsed());
        rest.max(Duration::from_secs_f64(debt / self.pace.rate))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_line_is_owed_half_a_second_at_most() {
        let pace = Pace::of_line(2_000);
        let mut budget = Budget::new(pace);
        assert!(budget.wait().is_zero());
        budget.spend(1_000);
        budget.spend(900);
        let wait = budget.wait();
        assert!(
            (Duration::from_millis(400)..Duration::from_millis(600)).contains(&wait),
            "{wait:?}"
        );
    }
}
