//! What is still to be fetched: given out in order, at most two at a time for each host.
//!
//! Threads wait here while all that is left belongs to hosts that are busy. The queue ends when everything that was put
//! in has been finished by the writer, which may add pages to the feeds.

use std::collections::{HashMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::desk::whole::Wanted;
use crate::news::Subscription;

/// Questions to one host at a time.
const PER_HOST: usize = 2;

/// Something to fetch.
pub(super) struct Job {
    /// Whose time it takes; empty for this machine.
    pub(super) host: String,
    /// What.
    pub(super) what: What,
}

/// What is fetched.
pub(super) enum What {
    Feed(Box<Subscription>),
    Page(Box<Wanted>),
}

impl Job {
    fn feed(feed: Subscription) -> Self {
        let host = feed.source.link().map(|link| link.authority().to_owned());
        Self { host: host.unwrap_or_default(), what: What::Feed(Box::new(feed)) }
    }

    /// The page of a new article.
    pub(super) fn page(wanted: Wanted) -> Self {
        let host = wanted.link.authority().to_owned();
        Self { host, what: What::Page(Box::new(wanted)) }
    }
}

/// The queue, shared by reference.
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    hosts: HashMap<String, Host>,
    /// Hosts with jobs and with room for one more, in turn. Each stands here once.
    ready: VecDeque<String>,
    /// Jobs put in and not finished.
    unfinished: usize,
}

/// What is to be asked of one host.
#[derive(Default)]
struct Host {
    waiting: VecDeque<What>,
    busy: usize,
    is_ready: bool,
}

impl Queue {
    pub(super) fn new(feeds: impl Iterator<Item = Subscription>) -> Self {
        let mut state = State::default();
        feeds.map(Job::feed).for_each(|job| state.put(job));
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// The next job whose host has room; waits for it. `None` when all is done.
    pub(super) fn take(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if state.unfinished == 0 {
                return None;
            }
            if let Some(job) = state.next() {
                return Some(job);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Says that a host is asked one question less.
    pub(super) fn give_back(&self, host: &str) {
        let mut state = self.lock();
        if let Some(known) = state.hosts.get_mut(host) {
            known.busy = known.busy.saturating_sub(1);
        }
        state.ready(host);
        self.changed.notify_all();
    }

    /// Puts further jobs in, at the end.
    pub(super) fn add(&self, jobs: impl Iterator<Item = Job>) {
        let mut state = self.lock();
        jobs.for_each(|job| state.put(job));
        self.changed.notify_all();
    }

    /// Says that so many jobs are on disk.
    pub(super) fn finish(&self, jobs: usize) {
        let mut state = self.lock();
        state.unfinished = state.unfinished.saturating_sub(jobs);
        self.changed.notify_all();
    }

    /// Gives nothing out any more.
    pub(super) fn close(&self) {
        let mut state = self.lock();
        *state = State::default();
        self.changed.notify_all();
    }

    /// A thread that panics holds no lock: jobs catch their own.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn put(&mut self, job: Job) {
        self.hosts.entry(job.host.clone()).or_default().waiting.push_back(job.what);
        self.unfinished += 1;
        self.ready(&job.host);
    }

    /// Puts a host among those that can be asked, if it can.
    fn ready(&mut self, name: &str) {
        let Some(host) = self.hosts.get_mut(name) else { return };
        // This machine has no such bounds.
        let has_room = host.busy < PER_HOST || name.is_empty();
        if has_room && !host.is_ready && !host.waiting.is_empty() {
            host.is_ready = true;
            self.ready.push_back(name.to_owned());
        }
    }

    fn next(&mut self) -> Option<Job> {
        let name = self.ready.pop_front()?;
        let host = self.hosts.get_mut(&name)?;
        host.is_ready = false;
        let what = host.waiting.pop_front()?;
        host.busy += 1;
        self.ready(&name);
        Some(Job { host: name, what })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::whole::Wanted;
    use crate::news::ArticleId;
    use crate::text::Link;

    fn page(number: i64, host: &str) -> Job {
        let link = Link::parse(&format!("https://{host}/{number}")).expect("an address");
        Job::page(Wanted { id: ArticleId(number), link, headers: Vec::new(), private: false })
    }

    fn taken(queue: &Queue, jobs: usize) -> Vec<(String, i64)> {
        let job = |job: Job| match job.what {
            What::Page(page) => (job.host, page.id.0),
            What::Feed(_) => panic!("no feed was put in"),
        };
        (0..jobs).filter_map(|_| queue.lock().next().map(job)).collect()
    }

    #[test]
    fn a_host_is_asked_two_things_at_a_time() {
        let queue = Queue::new(std::iter::empty());
        queue.add([page(1, "a"), page(2, "a"), page(3, "a"), page(4, "b")].into_iter());
        let of = |host: &str, number| (host.to_owned(), number);
        assert_eq!(taken(&queue, 9), [of("a", 1), of("b", 4), of("a", 2)]);
        queue.give_back("b");
        assert_eq!(taken(&queue, 9), []);
        queue.give_back("a");
        assert_eq!(taken(&queue, 9), [of("a", 3)]);
    }

    #[test]
    fn a_queue_ends_when_all_is_finished_or_it_is_closed() {
        let queue = Queue::new(std::iter::empty());
        assert!(queue.take().is_none());
        queue.add(std::iter::once(page(1, "a")));
        assert!(queue.take().is_some());
        queue.finish(1);
        assert!(queue.take().is_none());
        queue.add([page(2, "a"), page(3, "a")].into_iter());
        queue.close();
        assert!(queue.take().is_none());
        queue.finish(1);
        assert!(queue.take().is_none());
    }
}
