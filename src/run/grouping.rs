//! The thread that puts what came in to its stories.
//!
//! It sleeps until it is told that something may have come in: at the start, at the end of a refresh, when another program
//! has written; and a moment longer, for the first screen and what is about to follow come first. While a refresh runs it
//! waits: the time is the refresh's. It writes by its own connection, in short transactions, so that no mark ever waits for it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::workers::{Inbox, reply, spawn, today};
use crate::app::message::Message;
use crate::desk::{self, Desk};
use crate::fault;
use crate::news::{ArticleId, Moment};
use crate::store::{Library, StoreError};
use crate::story::ENGINE_VERSION;

/// How long nothing more is told before it begins.
const RESTS: Duration = Duration::from_secs(1);

/// What the thread is told.
enum Told {
    /// Something may have come in.
    CameIn,
    /// Somebody waits for the story of an article.
    Around(ArticleId),
}

/// A way to tell the thread.
#[derive(Clone)]
pub(super) struct Grouping {
    wake: Sender<Told>,
    refreshing: Arc<AtomicUsize>,
}

impl Grouping {
    /// Starts the thread. With `fold`, copies of what was read come in as read. Each time it has done its part it tells
    /// who comes after.
    pub(super) fn start(desk: &Arc<Desk>, fold: bool, next: Sender<()>, inbox: &Inbox) -> Self {
        let (wake, told) = mpsc::channel();
        let refreshing = Arc::new(AtomicUsize::new(0));
        let worker = Worker {
            desk: Arc::clone(desk),
            fold,
            next,
            inbox: inbox.clone(),
            refreshing: Arc::clone(&refreshing),
        };
        spawn("worker: grouping", move || worker.work(&told));
        Self { wake, refreshing }
    }

    /// One that nobody listens to.
    #[cfg(test)]
    pub(super) fn idle() -> Self {
        Self { wake: mpsc::channel().0, refreshing: Arc::default() }
    }

    /// Says that something may have come in.
    pub(super) fn wake(&self) {
        // Where nobody listens any more the program is ending.
        let _ending = self.wake.send(Told::CameIn);
    }

    /// Has an article put to its story at once, with what waits of its days.
    pub(super) fn around(&self, article: ArticleId) {
        let _ending = self.wake.send(Told::Around(article));
    }

    /// Whether the time is a refresh's.
    pub(super) fn is_paused(&self) -> bool {
        self.refreshing.load(Ordering::Relaxed) > 0
    }

    /// Has it wait until what is returned is dropped, and look then.
    pub(super) fn pause(&self) -> Pause {
        self.refreshing.fetch_add(1, Ordering::Relaxed);
        Pause(self.clone())
    }
}

/// As long as it lives nothing is grouped.
pub(super) struct Pause(Grouping);

impl Drop for Pause {
    fn drop(&mut self) {
        self.0.refreshing.fetch_sub(1, Ordering::Relaxed);
        self.0.wake();
    }
}

struct Worker {
    desk: Arc<Desk>,
    fold: bool,
    next: Sender<()>,
    inbox: Inbox,
    refreshing: Arc<AtomicUsize>,
}

impl Worker {
    fn work(&self, told: &Receiver<Told>) {
        let mut library = None;
        while let Ok(first) = told.recv() {
            if !self.rest(first, told, &mut library) {
                return;
            }
            self.try_to(&mut library, |library| self.group(library));
            // What it keeps in memory is given back: it may be long until something comes in.
            library = None;
            // Where nobody listens any more the program is ending.
            let _ending = self.next.send(());
        }
    }

    /// Waits until nothing more is told for a moment; what somebody waits for is done at once. Whether anybody is there.
    fn rest(&self, first: Told, told: &Receiver<Told>, library: &mut Option<Library>) -> bool {
        let mut next = Ok(first);
        loop {
            match next {
                Ok(Told::CameIn) => {}
                Ok(Told::Around(article)) => {
                    self.try_to(library, |library| self.group_around(library, article));
                }
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
            next = told.recv_timeout(RESTS);
        }
    }

    fn try_to(
        &self,
        library: &mut Option<Library>,
        group: impl FnOnce(&mut Option<Library>) -> Result<(), StoreError>,
    ) {
        reply(&self.inbox, || {
            if let Err(error) = group(library) {
                // It is done again when something comes in, or at the next start: nothing is lost.
                log::warn!("articles were not put to their stories: {error}");
            }
            Ok(None)
        });
    }

    fn group_around(
        &self,
        library: &mut Option<Library>,
        article: ArticleId,
    ) -> Result<(), StoreError> {
        let library = super::workers::opened_once(library, || self.desk.library())?;
        let grouped = desk::group_around(library, article, self.fold)?;
        if grouped.articles > 0 {
            // Where nobody listens any more the program is ending.
            let _ending = self.inbox.send(Message::Arrived);
        }
        Ok(())
    }

    fn is_paused(&self) -> bool {
        self.refreshing.load(Ordering::Relaxed) > 0
    }

    /// Whether an article waits that may be grouped now, and from which moment on articles are grouped unasked.
    fn waiting(&self) -> Result<(bool, Option<Moment>), StoreError> {
        let shelf = self.desk.shelf()?;
        let from = desk::grouped_from(&shelf, today())?;
        Ok((!self.is_paused() && shelf.needs_grouping(ENGINE_VERSION, from)?, from))
    }

    fn group(&self, library: &mut Option<Library>) -> Result<(), StoreError> {
        fault::point("worker: group");
        let (waits, from) = self.waiting()?;
        if !waits {
            return Ok(());
        }
        let library = super::workers::opened_once(library, || self.desk.library())?;
        desk::group(library, from, self.fold, &mut |grouped| {
            // The lists are read anew: there are stories now, and copies that are read.
            if grouped.articles > 0 && self.inbox.send(Message::Arrived).is_err() {
                return ControlFlow::Break(());
            }
            if self.is_paused() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(())
    }
}
