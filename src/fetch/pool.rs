//! Lines that are kept open for the next question to the same server.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::Reach;
use super::dial::Allowed;
use super::line::Line;
use crate::text::Link;

/// Lines kept for one server.
const MOST_PER_SERVER: usize = 2;
/// Lines kept in all.
const MOST: usize = 32;
/// How long a line is kept; servers close theirs after a few seconds more.
const KEPT: Duration = Duration::from_secs(10);

struct Kept {
    origin: String,
    since: Instant,
    line: Line,
}

/// Idle lines, the newest last.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Kept>>);

impl Pool {
    /// A line to this server that may be used, as far as can be seen. One to a private address is given only to those who
    /// may open one. It has been watched for a while since its last answer.
    pub(super) fn take(&self, link: &Link, allowed: Allowed, watch: Duration) -> Option<Line> {
        let may = |one: &Kept| allowed == Allowed::Any || one.line.reach == Reach::Public;
        loop {
            let mut kept = self.locked();
            kept.retain(|one| one.since.elapsed() < KEPT);
            let fits = |one: &Kept| may(one) && one.origin == link.origin();
            let at = kept.iter().rposition(fits)?;
            let mut found = kept.remove(at);
            drop(kept);
            if found.line.is_idle() {
                thread::sleep(watch.saturating_sub(found.since.elapsed()));
            }
            if found.line.is_idle() {
                return Some(found.line);
            }
        }
    }

    /// Keeps a line, if it is as it should be between two questions.
    pub(super) fn put(&self, link: &Link, mut line: Line) {
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
            kept.push(Kept { origin, since: Instant::now(), line });
        }
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
