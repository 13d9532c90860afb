//! The timers of the loop: a few, each set at most once.

use std::time::Instant;

/// Deadlines, each with what it is for. Setting one again moves it.
#[derive(Debug)]
pub(super) struct Timers<T> {
    due: Vec<(Instant, T)>,
}

impl<T: Copy + PartialEq> Timers<T> {
    pub(super) fn new() -> Self {
        Self { due: Vec::new() }
    }

    pub(super) fn set(&mut self, timer: T, at: Instant) {
        self.due.retain(|(_, other)| *other != timer);
        self.due.push((at, timer));
    }

    pub(super) fn is_set(&self, timer: T) -> bool {
        self.due.iter().any(|(_, other)| *other == timer)
    }

    /// When the next one runs out.
    pub(super) fn next(&self) -> Option<Instant> {
        self.due.iter().map(|(at, _)| *at).min()
    }

    /// Those that have run out, the earliest first.
    pub(super) fn take_due(&mut self, now: Instant) -> Vec<T> {
        let mut due: Vec<(Instant, T)> =
            self.due.iter().copied().filter(|(at, _)| *at <= now).collect();
        self.due.retain(|(at, _)| *at > now);
        due.sort_by_key(|(at, _)| *at);
        due.into_iter().map(|(_, timer)| timer).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_timer_that_is_set_again_moves() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut timers = Timers::new();
        timers.set('a', at(10));
        timers.set('b', at(20));
        timers.set('a', at(30));
        assert_eq!(timers.next(), Some(at(20)));
        assert_eq!(timers.take_due(at(25)), ['b']);
        assert_eq!(timers.take_due(at(40)), ['a']);
        assert_eq!(timers.next(), None);
    }
}
