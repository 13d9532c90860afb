//! Manners between fetches: how many run at once, and how many of them at one host.
//!
//! A [`Queue`] hands out jobs to any number of worker threads, hosts by turns, so that one slow host holds up nobody
//! else's feeds. [`Holds`] remembers which hosts asked to be left alone. Neither reads a clock.

use std::collections::{HashMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::news::Moment;

/// Jobs under way in all.
pub const MOST: usize = 16;
/// Jobs under way at one host.
pub const MOST_PER_HOST: usize = 2;

/// Jobs that wait for their host to be free.
#[derive(Debug)]
pub struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    most: usize,
    most_per_host: usize,
}

#[derive(Debug)]
struct State<T> {
    /// Hosts with jobs that wait, the next in turn first.
    turns: VecDeque<String>,
    hosts: HashMap<String, Host<T>>,
    running: usize,
}

#[derive(Debug)]
struct Host<T> {
    waiting: VecDeque<T>,
    running: usize,
}

impl<T> Queue<T> {
    /// A queue with at most `most` jobs under way, and [`MOST_PER_HOST`] at each host.
    pub fn new(most: usize) -> Self {
        let state = State { turns: VecDeque::new(), hosts: HashMap::new(), running: 0 };
        let (state, changed) = (Mutex::new(state), Condvar::new());
        Self { state, changed, most: most.max(1), most_per_host: MOST_PER_HOST }
    }

    /// Adds a job at a host, as [`crate::text::Link::host`] names it.
    pub fn push(&self, host: &str, job: T) {
        let mut state = self.locked();
        let State { turns, hosts, .. } = &mut *state;
        let entry = hosts.entry(host.to_owned()).or_insert_with(Host::new);
        if entry.waiting.is_empty() {
            turns.push_back(host.to_owned());
        }
        entry.waiting.push_back(job);
        drop(state);
        self.changed.notify_one();
    }

    /// How many jobs can be under way at once: more threads than these would have nothing to do.
    pub fn width(&self) -> usize {
        let state = self.locked();
        let at_once = |host: &Host<T>| host.waiting.len().min(self.most_per_host);
        state.hosts.values().map(at_once).sum::<usize>().min(self.most)
    }

    /// The next job whose host is free. Waits for one; `None` once nothing waits and nothing is under way that could add
    /// more.
    pub fn next(&self) -> Option<Turn<'_, T>> {
        let mut state = self.locked();
        loop {
            if state.running < self.most
                && let Some((host, job)) = state.take(self.most_per_host)
            {
                return Some(Turn { queue: self, host, job });
            }
            if state.running == 0 && state.turns.is_empty() {
                self.changed.notify_all();
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Gives back all jobs that wait; those under way go on.
    pub fn clear(&self) -> Vec<T> {
        let mut state = self.locked();
        state.turns.clear();
        let waiting = state.hosts.values_mut().flat_map(|host| host.waiting.drain(..)).collect();
        state.hosts.retain(|_, host| host.running > 0);
        drop(state);
        self.changed.notify_all();
        waiting
    }

    fn locked(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Host<T> {
    fn new() -> Self {
        Self { waiting: VecDeque::new(), running: 0 }
    }
}

impl<T> State<T> {
    /// Takes the first job of the first host in turn that is free; the host goes to the end of the row.
    fn take(&mut self, most_per_host: usize) -> Option<(String, T)> {
        let is_free =
            |name: &String| self.hosts.get(name).is_some_and(|h| h.running < most_per_host);
        let at = self.turns.iter().position(is_free)?;
        let name = self.turns.remove(at)?;
        let host = self.hosts.get_mut(&name)?;
        let job = host.waiting.pop_front()?;
        host.running += 1;
        self.running += 1;
        if !host.waiting.is_empty() {
            self.turns.push_back(name.clone());
        }
        Some((name, job))
    }

    fn finish(&mut self, name: &str) {
        self.running -= 1;
        if let Some(host) = self.hosts.get_mut(name) {
            host.running -= 1;
            if host.running == 0 && host.waiting.is_empty() {
                self.hosts.remove(name);
            }
        }
    }
}

/// A job under way; its place is free again when this is dropped.
#[derive(Debug)]
pub struct Turn<'q, T> {
    queue: &'q Queue<T>,
    host: String,
    /// What is to be done.
    pub job: T,
}

impl<T> Turn<'_, T> {
    /// The host it is done at.
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        let mut state = self.queue.locked();
        state.finish(&self.host);
        let is_over = state.running == 0 && state.turns.is_empty();
        drop(state);
        // One place is free again, for one job: to wake all that wait for it would cost more than many a fetch.
        if is_over {
            self.queue.changed.notify_all();
        } else {
            self.queue.changed.notify_one();
        }
    }
}

/// Hosts that asked to be left alone, and until when.
#[derive(Debug, Default)]
pub struct Holds(Mutex<HashMap<String, Moment>>);

impl Holds {
    /// Leaves a host alone until then. An earlier end than the one that is known changes nothing.
    pub fn hold(&self, host: &str, until: Moment) {
        let mut holds = self.locked();
        let end = holds.entry(host.to_owned()).or_insert(until);
        *end = (*end).max(until);
    }

    /// Until when a host is left alone, where it still is at `now`.
    pub fn until(&self, host: &str, now: Moment) -> Option<Moment> {
        let mut holds = self.locked();
        let end = *holds.get(host)?;
        if end <= now {
            holds.remove(host);
            return None;
        }
        Some(end)
    }

    /// All that hold at `now`, to be kept for another day.
    pub fn all(&self, now: Moment) -> Vec<(String, Moment)> {
        let holds = self.locked();
        holds
            .iter()
            .filter(|(_, end)| **end > now)
            .map(|(host, end)| (host.clone(), *end))
            .collect()
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<String, Moment>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    fn queue(jobs: &[(&str, u32)]) -> Queue<u32> {
        let queue = Queue::new(MOST);
        for (host, job) in jobs {
            queue.push(host, *job);
        }
        queue
    }

    #[test]
    fn a_busy_host_is_passed_over() {
        let queue = queue(&[("a", 1), ("a", 2), ("a", 3), ("b", 4)]);
        let turns: Vec<_> = (0..3).filter_map(|_| queue.next()).collect();
        let jobs: Vec<u32> = turns.iter().map(|turn| turn.job).collect();
        assert_eq!(jobs, [1, 4, 2]);
        drop(turns);
        assert_eq!(queue.next().map(|turn| turn.job), Some(3));
        assert!(queue.next().is_none());
    }

    #[test]
    fn no_host_is_asked_more_than_twice_at_once_and_every_job_is_done() {
        let queue = Queue::new(MOST);
        for job in 0..300_usize {
            queue.push(["a", "b", "c"][job % 3], job % 3);
        }
        let (running, done) = ([const { AtomicUsize::new(0) }; 3], AtomicUsize::new(0));
        let work = || {
            while let Some(turn) = queue.next() {
                let here = running[turn.job].fetch_add(1, Ordering::SeqCst);
                assert!(here < MOST_PER_HOST);
                thread::yield_now();
                running[turn.job].fetch_sub(1, Ordering::SeqCst);
                done.fetch_add(1, Ordering::SeqCst);
            }
        };
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(work);
            }
        });
        assert_eq!(done.into_inner(), 300);
    }

    #[test]
    fn no_more_threads_are_wanted_than_can_have_a_job() {
        assert_eq!(queue(&[]).width(), 0);
        assert_eq!(queue(&[("a", 1), ("a", 2), ("a", 3), ("b", 4)]).width(), 3);
        let hosts: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        let jobs: Vec<(&str, u32)> = hosts.iter().map(|host| (host.as_str(), 1)).collect();
        assert_eq!(queue(&jobs).width(), MOST);
    }

    #[test]
    fn a_job_under_way_may_add_others() {
        let queue = queue(&[("a", 1)]);
        let turn = queue.next().unwrap();
        queue.push("b", 2);
        drop(turn);
        assert_eq!(queue.next().map(|turn| turn.job), Some(2));
    }

    #[test]
    fn what_waits_can_be_given_up() {
        let queue = queue(&[("a", 1), ("b", 2)]);
        let turn = queue.next().unwrap();
        assert_eq!(queue.clear(), [2]);
        drop(turn);
        assert!(queue.next().is_none());
    }

    #[test]
    fn a_host_is_held_until_its_time_has_come() {
        let moment = |second| Moment::from_second(second).unwrap();
        let holds = Holds::default();
        holds.hold("a", moment(100));
        holds.hold("a", moment(50));
        assert_eq!(holds.until("a", moment(99)), Some(moment(100)));
        assert_eq!(holds.until("a", moment(100)), None);
        assert_eq!(holds.until("b", moment(0)), None);
    }
}
