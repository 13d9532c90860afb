//! A refresh: threads that look at feeds side by side, and the one that files what they bring.
//!
//! What a look is and how it is filed stands in `desk`; here are the threads, the order and the clock. The threads share
//! one queue, which gives out no more than two feeds of one server at a time, so that a slow one holds up nobody but
//! itself. What they bring goes through a short channel to the caller's thread, which writes it in batches: when much
//! comes at once, several feeds in one transaction. The pages of new articles are fetched in a second round.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::desk::program::Permit;
use crate::desk::refresh::{self, Looked, Looking, Report, server};
use crate::desk::whole::{self, Page, Wanted};
use crate::fetch::Client;
use crate::fetch::polite::{Holds, Queue};
use crate::news::{Moment, Rule, Subscription};
use crate::store::{Library, Shelf, StoreError};

/// How a refresh is done.
#[derive(Debug)]
pub struct Order<'a> {
    /// The feeds to look at, the most urgent first.
    pub feeds: Vec<Subscription>,
    /// Feeds looked at at once.
    pub jobs: usize,
    /// Whether somebody reads meanwhile, whose keys come first.
    pub gently: bool,
    /// What may be started.
    pub permit: Permit,
    /// How often a feed is looked at that has no interval of its own; `None` is what suits it.
    pub every: Option<Duration>,
    /// Whether the pages of all new articles are fetched, whatever their feeds say.
    pub whole: bool,
    /// What is done with new articles.
    pub rules: &'a [Rule],
    /// Servers that asked to be left alone, in this refresh or an earlier one.
    pub holds: &'a Holds,
    /// When it began.
    pub now: Moment,
    /// The reader's day.
    pub today: Date,
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The feed that was filed last.
    pub report: &'a Report,
    /// How long it took to look at it.
    pub took: Duration,
    /// Feeds done.
    pub done: usize,
    /// All feeds.
    pub all: usize,
}

/// The share of the processor that threads of a gentle refresh have, as `nice` counts it: all of what nobody else wants.
const NICE: i32 = 10;
/// Feeds that were read and wait for the writer, at most; a thread that brings another one waits.
const WAITING: usize = 8;
/// Feeds filed in one transaction, at most: another program that writes waits for its end.
const BATCH: usize = 16;

/// Looks at feeds and files what they bring, until all is done or `each` breaks off.
///
/// `each` is told of every feed when it is on disk. Breaking off waits for what is under way, and files it.
#[allow(clippy::needless_pass_by_value, reason = "an order is carried out once")]
pub fn refresh(
    order: Order<'_>,
    client: &Client,
    library: &mut Library,
    shelf: &Shelf,
    each: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let queue = Queue::new(order.jobs);
    let all = order.feeds.len();
    for feed in &order.feeds {
        queue.push(&server(feed.source.link()), feed.clone());
    }
    let patience = Patience { began: Instant::now(), waited: Mutex::default() };
    let look = |feed: &Subscription| look(&order, &patience, client, feed.clone());
    let mut filing = Filing {
        order: &order,
        library,
        shelf,
        all,
        done: 0,
        pages: Vec::new(),
        broken: false,
        each,
    };
    side_by_side(&queue, (all, order.gently), &look, &mut |looked| filing.file(looked))?;
    if filing.broken {
        return Ok(());
    }
    let pages = filing.pages;
    let Order { jobs, gently, permit, now, .. } = order;
    read_pages(pages, Round { jobs, gently, permit, now }, client, library, shelf)
}

/// How pages are fetched.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Pages fetched at once.
    pub jobs: usize,
    /// Whether somebody reads meanwhile, whose keys come first.
    pub gently: bool,
    /// What may be started.
    pub permit: Permit,
    /// When it is.
    pub now: Moment,
}

/// Fetches the pages of articles, and keeps what is in them.
pub fn read_pages(
    pages: Vec<Wanted>,
    how: Round,
    client: &Client,
    library: &mut Library,
    shelf: &Shelf,
) -> Result<(), StoreError> {
    let queue = Queue::new(how.jobs);
    let count = pages.len();
    for page in pages {
        queue.push(&server(Some(&page.link)), page);
    }
    let fetch = |wanted: &Wanted| whole::fetch(client, how.permit, wanted);
    side_by_side(&queue, (count, how.gently), &fetch, &mut |pages: Vec<Page>| {
        for page in pages {
            whole::keep(library, shelf, page, how.now)?;
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// Does the jobs of a queue, in as many threads as it keeps busy and [`WAITING`] more, whose feeds wait for the writer.
///
/// What comes of them is handed to `take` on this one, several at a time where they come fast. Where `take` breaks off or fails, no further job is begun.
fn side_by_side<J: Send, D: Send>(
    queue: &Queue<J>,
    (all, gently): (usize, bool),
    job: &(dyn Fn(&J) -> D + Sync),
    take: &mut dyn FnMut(Vec<D>) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    thread::scope(|scope| {
        let (bring, brought) = mpsc::sync_channel(WAITING);
        for number in 0..(queue.width() + WAITING).min(all) {
            let bring = bring.clone();
            let work = move || {
                if gently {
                    // Where the system does not allow it, keys wait a little longer.
                    let _refused = rustix::process::setpriority_process(None, NICE);
                }
                work(queue, job, &bring);
            };
            let name = format!("fleet {number}");
            let started = thread::Builder::new().name(name).spawn_scoped(scope, work);
            if number > 0 && started.is_err() {
                // A machine that gives no more of them is refreshed by those there are.
                break;
            }
            started.expect("a thread starts");
        }
        drop(bring);
        let taken = take_all(queue, &brought, take);
        // Where writing went wrong, what the threads still bring is not waited for.
        drop(brought);
        queue.clear();
        taken
    })
}

fn work<J: Send, D: Send>(queue: &Queue<J>, job: &(dyn Fn(&J) -> D + Sync), bring: &SyncSender<D>) {
    while let Some(turn) = queue.next() {
        let done = job(&turn.job);
        // The place is free before the writer has room for what came.
        drop(turn);
        if bring.send(done).is_err() {
            return;
        }
    }
}

fn take_all<J, D>(
    queue: &Queue<J>,
    brought: &Receiver<D>,
    take: &mut dyn FnMut(Vec<D>) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    while let Ok(first) = brought.recv() {
        let batch = std::iter::once(first).chain(brought.try_iter().take(BATCH - 1)).collect();
        match take(batch) {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => {
                queue.clear();
            }
            Err(error) => {
                queue.clear();
                return Err(error);
            }
        }
    }
    Ok(())
}

/// One look, and how long it took.
fn look(
    order: &Order<'_>,
    patience: &Patience,
    client: &Client,
    feed: Subscription,
) -> (Looked, Duration) {
    let server = server(feed.source.link());
    let held = patience.held(order, &server);
    let (began, cpu) = (Instant::now(), processor_time());
    let looking = Looking {
        client,
        permit: order.permit,
        now: order.now,
        every: order.every,
        spent: &|| processor_time().saturating_sub(cpu),
    };
    let looked = match held {
        Some(until) => looking.held(feed, until),
        None => looking.at(feed),
    };
    if let Some(rest) = looked.rest {
        // Moments have whole seconds: one more, so that it is never too early.
        let until = patience.now(order, rest + Duration::from_secs(1));
        order.holds.hold(&server, until);
    }
    (looked, began.elapsed())
}

/// A rest that is no longer than this is waited for; it is taken for what one busy moment needs.
const SHORT_REST: i64 = 5;

/// How servers that ask for a moment of rest are waited for: each once in a refresh, since others wait behind.
struct Patience {
    began: Instant,
    /// Servers that were waited for, and until when.
    waited: Mutex<HashMap<String, Moment>>,
}

impl Patience {
    /// The moment so long from now.
    fn now(&self, order: &Order<'_>, later: Duration) -> Moment {
        let seconds = i64::try_from((self.began.elapsed() + later).as_secs()).unwrap_or_default();
        Moment::from_second(order.now.second().saturating_add(seconds)).unwrap_or(order.now)
    }

    /// Until when a server is not to be asked. Waits where that is soon.
    fn held(&self, order: &Order<'_>, server: &str) -> Option<Moment> {
        let now = self.now(order, Duration::ZERO);
        let until = order.holds.until(server, now)?;
        let rest = until.second() - now.second();
        if rest > SHORT_REST || !self.is_waited_for(server, until) {
            return Some(until);
        }
        thread::sleep(Duration::from_secs(rest.unsigned_abs()));
        order.holds.until(server, self.now(order, Duration::ZERO))
    }

    /// Whether this rest of a server is the one that is waited for.
    fn is_waited_for(&self, server: &str, until: Moment) -> bool {
        let mut waited = self.waited.lock().unwrap_or_else(PoisonError::into_inner);
        *waited.entry(server.to_owned()).or_insert(until) == until
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
    all: usize,
    done: usize,
    /// Pages of new articles, for the second round.
    pages: Vec<Wanted>,
    /// Whether `each` broke off.
    broken: bool,
    each: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

impl Filing<'_, '_> {
    fn file(&mut self, looked: Vec<(Looked, Duration)>) -> Result<ControlFlow<()>, StoreError> {
        let Order { rules, now, today, whole, .. } = *self.order;
        let (looked, took): (Vec<Looked>, Vec<Duration>) = looked.into_iter().unzip();
        let feeds: Vec<Subscription> = looked.iter().map(|one| one.feed.clone()).collect();
        let reports = refresh::keep(self.library, looked, rules, now, today)?;
        let mut flow = ControlFlow::Continue(());
        for ((report, feed), took) in reports.iter().zip(&feeds).zip(took) {
            self.done += 1;
            if whole || feed.choices.whole {
                self.pages.extend(whole::pages(self.shelf, feed, &report.new)?);
            }
            let progress = Progress { report, took, done: self.done, all: self.all };
            if (self.each)(progress).is_break() {
                self.broken = true;
                flow = ControlFlow::Break(());
            }
        }
        Ok(flow)
    }
}
