//! Lines that are kept open for the next question to the same server.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::Reach;
use super::dial::Allowed;
use super::line::Line;
use crate::text::Link;

/// Lines kept for one server: two are in use at a time, and two rest until they were watched long enough.
const MOST_PER_SERVER: usize = 4;
/// Lines kept in all.
const MOST: usize = 32;
/// How long a line is kept; servers close theirs after a few seconds more.
const KEPT: Duration = Duration::from_secs(10);

struct Kept {
    origin: String,
    since: Instant,
    /// Whether it is to be watched before it is used again.
    is_watched: bool,
    line: Line,
}

/// Idle lines, the newest last.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Kept>>);

impl Pool {
    /// A line to this server that may be used, as far as can be seen. One to a private address is given only to those who
    /// may open one. Since its last answer it has been left alone for as long as `watch`: what a broken server sends on top of
    /// an answer has come by then. Nobody waits for that, since another line is opened sooner.
    pub(super) fn take(&self, link: &Link, allowed: Allowed, watch: Duration) -> Option<Line> {
        let may = |one: &Kept| allowed == Allowed::Any || one.line.reach == Reach::Public;
        loop {
            let mut kept = self.locked();
            kept.retain(|one| one.since.elapsed() < KEPT);
            let fits = |one: &Kept| {
                let has_rested = !one.is_watched || one.since.elapsed() >= watch;
                may(one) && one.origin == link.origin() && has_rested
            };
            let at = kept.iter().rposition(fits)?;
            let mut found = kept.remove(at);
            drop(kept);
            if found.line.is_idle() {
                return Some(found.line);
            }
        }
    }

    /// Keeps a line, if it is as it should be between two questions. One whose last answer could have no body is not watched:
    /// there was no length that could have been wrong.
    pub(super) fn put(&self, link: &Link, mut line: Line, had_body: bool) {
        if !line.is_idle() {
            return;
        }
        let origin = link.origin().to_owned();
        let mut kept = self.locked();
        let same = kept.iter().filter(|one| one.origin == origin).count();
        if same < MOST_PER_SERVER {
            if kept.len() >= MOST {
                kept.remove(0);
            }
            kept.push(Kept { origin, since: Instant::now(), is_watched: had_body, line });
        }
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
