//! A refresh: threads that look at feeds side by side, and the one that files what they bring.
//!
//! What a look is and how it is filed stands in `desk`; here are the threads, the order, and the clock. The threads share
//! one queue ([`queue`]), which gives out no more than two feeds of one host at a time, so that a slow server holds up
//! nobody but itself. What they bring goes through a short channel to the caller's thread, which writes it in batches:
//! when much comes at once, several feeds in one transaction.

mod queue;

use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use self::queue::{Job, Queue};
use crate::desk::program::Permit;
use crate::desk::refresh::{self, Looked, Looking, Report};
use crate::desk::whole::{self, Page};
use crate::fetch::Client;
use crate::news::{Moment, Rule, Subscription};
use crate::store::{Library, Shelf, StoreError};

/// How a refresh is done.
#[derive(Debug)]
pub struct Order<'a> {
    /// The feeds to look at, the most urgent first.
    pub feeds: Vec<Subscription>,
    /// Feeds looked at at once.
    pub jobs: usize,
    /// What may be started.
    pub permit: Permit,
    /// How often a feed is looked at that has no interval of its own; `None` is what suits it.
    pub every: Option<Duration>,
    /// Whether the pages of all new articles are fetched.
    pub whole: bool,
    /// What is done with new articles.
    pub rules: &'a [Rule],
    /// When it began.
    pub now: Moment,
    /// The reader's day.
    pub today: Date,
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The feed that was filed last, and how long it took.
    pub report: &'a Report,
    /// How long it took to look at it.
    pub took: Duration,
    /// Feeds done.
    pub done: usize,
    /// All feeds.
    pub all: usize,
}

/// Feeds that were read and wait for the writer, at most; a thread that brings another one waits.
const WAITING: usize = 8;
/// Feeds filed in one transaction, at most: another program that writes waits for its end.
const BATCH: usize = 16;

/// What a thread brings.
enum Brought {
    Feed(Box<Looked>, Duration),
    Page(Box<Page>),
}

/// Looks at feeds and files what they bring, until all is done or `each` breaks off.
///
/// `each` is told of every feed when it is on disk. Breaking off waits for what is under way, and files it.
pub fn refresh(
    order: Order<'_>,
    client: &Client,
    library: &mut Library,
    shelf: &Shelf,
    each: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let all = order.feeds.len();
    let queue = Queue::new(order.feeds.iter().cloned());
    let threads = order.jobs.clamp(1, all.max(1));
    thread::scope(|scope| {
        let (bring, brought) = mpsc::sync_channel(WAITING);
        for number in 0..threads {
            let (queue, order, bring) = (&queue, &order, bring.clone());
            let work = move || work(queue, order, client, &bring);
            let name = format!("feed {number}");
            thread::Builder::new().name(name).spawn_scoped(scope, work).expect("a thread starts");
        }
        drop(bring);
        let mut filing = Filing { order: &order, library, shelf, queue: &queue, all, done: 0, each };
        let filed = filing.all(&brought);
        // Whatever happened, the threads are let go: what they still bring is not waited for.
        queue.close();
        drop(brought);
        filed
    })
}

/// One thread: takes jobs until there are none.
fn work(queue: &Queue, order: &Order<'_>, client: &Client, bring: &SyncSender<Brought>) {
    while let Some(job) = queue.take() {
        let began = Instant::now();
        let cpu = processor_time();
        let spent = move || processor_time().saturating_sub(cpu);
        let looking = Looking {
            client,
            permit: order.permit,
            now: order.now,
            every: order.every,
            spent: &spent,
        };
        let brought = match job.what {
            queue::What::Feed(feed) => Brought::Feed(Box::new(looking.at(*feed)), began.elapsed()),
            queue::What::Page(wanted) => Brought::Page(Box::new(whole::fetch(client, order.permit, &wanted))),
        };
        queue.give_back(&job.host);
        if bring.send(brought).is_err() {
            return;
        }
    }
}

/// What this thread has taken of the processor.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// The writing side.
struct Filing<'a, 'o> {
    order: &'a Order<'o>,
    library: &'a mut Library,
    shelf: &'a Shelf,
    queue: &'a Queue,
    all: usize,
    done: usize,
    each: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

impl Filing<'_, '_> {
    fn all(&mut self, brought: &Receiver<Brought>) -> Result<(), StoreError> {
        while let Ok(first) = brought.recv() {
            let rest = brought.try_iter().take(BATCH - 1);
            let (mut looked, mut took) = (Vec::new(), Vec::new());
            for one in std::iter::once(first).chain(rest) {
                match one {
                    Brought::Feed(one, time) => {
                        took.push(time);
                        looked.push(*one);
                    }
                    Brought::Page(page) => {
                        whole::keep(self.library, self.shelf, *page, self.order.now)?;
                        self.queue.finish(1);
                    }
                }
            }
            self.file(looked, &took)?;
        }
        Ok(())
    }

    fn file(&mut self, looked: Vec<Looked>, took: &[Duration]) -> Result<(), StoreError> {
        if looked.is_empty() {
            return Ok(());
        }
        let Order { rules, now, today, whole, .. } = *self.order;
        let feeds: Vec<Subscription> = looked.iter().map(|one| one.feed.clone()).collect();
        let reports = refresh::keep(self.library, looked, rules, now, today)?;
        for ((report, feed), took) in reports.iter().zip(&feeds).zip(took) {
            self.done += 1;
            if whole || feed.choices.whole {
                let pages = whole::pages(self.shelf, feed, &report.new)?;
                self.queue.add(pages.into_iter().map(Job::page));
            }
            let progress = Progress { report, took: *took, done: self.done, all: self.all };
            if (self.each)(progress).is_break() {
                self.queue.close();
            }
        }
        self.queue.finish(reports.len());
        Ok(())
    }
}
