//! The thread that finds the facts anew that another version of the engine has found.
//!
//! Only those that are kept: what nobody has opened has its facts found within a millisecond when somebody does, and to keep
//! them for all would take three times the room of the texts.
//!
//! It sleeps until grouping has done its part, and ends its round where a refresh begins: the time is the refresh's. It only
//! reads; what it finds is written by the thread that writes everything else, a few articles at a time, and it waits for that.
//! An article that is opened meanwhile is not held up: its facts are found where they always are.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use super::grouping::Grouping;
use super::keeper::Keeping;
use super::workers::{Inbox, reply, spawn};
use crate::desk::{self, Desk};
use crate::fault;
use crate::store::StoreError;

/// Articles whose facts are kept together.
const PIECE: usize = 16;
/// How long a piece may wait to be written; then the disk has other troubles, and the round ends.
const WRITTEN_WITHIN: Duration = Duration::from_secs(30);
/// Less than others by so much is its share of a processor that is busy.
const NICE: i32 = 10;

/// Starts the thread. It looks for work whenever it is `told`.
pub(super) fn start(
    desk: &Arc<Desk>,
    told: Receiver<()>,
    grouping: Grouping,
    keeping: Sender<Keeping>,
    inbox: Inbox,
) {
    let worker = Worker { desk: Arc::clone(desk), told, grouping, keeping };
    spawn("worker: annotating", move || {
        // On Linux this is about the thread alone. Where it is refused, the work is only done less politely.
        let _refused = rustix::process::setpriority_process(None, NICE);
        while worker.told.recv().is_ok() {
            while worker.told.try_recv().is_ok() {}
            reply(&inbox, || {
                if let Err(error) = worker.round() {
                    // What is left is found in the next round, or when it is asked for.
                    log::warn!("facts were not found anew: {error}");
                }
                Ok(None)
            });
        }
    });
}

struct Worker {
    desk: Arc<Desk>,
    told: Receiver<()>,
    grouping: Grouping,
    keeping: Sender<Keeping>,
}

impl Worker {
    /// Finds what is out of date, the newest articles first.
    fn round(&self) -> Result<(), StoreError> {
        fault::point("worker: annotate");
        let shelf = self.desk.shelf()?;
        for piece in desk::outdated(&shelf)?.chunks(PIECE) {
            if self.grouping.is_paused() {
                return Ok(());
            }
            // One that the engine breaks on must not keep the others from theirs.
            let found = catch_unwind(AssertUnwindSafe(|| desk::annotated(&shelf, piece)));
            if let Ok(found) = found
                && !self.keep(found?)
            {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Has facts written. Whether they are.
    fn keep(&self, found: Vec<desk::FoundFacts>) -> bool {
        let (done, written) = mpsc::channel();
        // Nobody writes any more where the program is ending.
        self.keeping.send(Keeping::AllFacts(found)).is_ok()
            && self.keeping.send(Keeping::Done(done)).is_ok()
            && written.recv_timeout(WRITTEN_WITHIN).is_ok()
    }
}
