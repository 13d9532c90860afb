//! Brings frames to the terminal, and never holds up the reader: what a slow or stuck line does not take is left to a thread.
//!
//! A frame that the terminal takes at once is written by whoever shows it: waking a thread takes longer than many a frame.
//! Only the newest frame waits; older ones that were not written yet are dropped. What is compared is what the terminal
//! shows, so dropping costs nothing. Bytes are paced: a burst goes out at once, then no more than the line is thought to
//! carry, since what is queued in the system or in `ssh` can no longer be dropped.

mod pace;

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use ratatui::layout::Rect;

use self::pace::Budget;
pub use self::pace::Pace;
use super::painter::{Abilities, Painter};
use crate::fault;
use crate::ui::Frame;

/// Writes what the terminal takes now, waiting for nothing. How many bytes it took.
pub type AtOnce = Box<dyn Fn(&[u8]) -> usize>;

/// Who paints and writes. There is one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    Loop,
    Thread,
}

struct Slot {
    frame: Option<Frame>,
    /// Bytes outside of any frame, before the next one.
    asides: Vec<u8>,
    /// The memory of an old frame, to draw the next one in.
    spare: Option<Frame>,
    repaint: bool,
    at_work: Option<Hand>,
    stopped: bool,
    budget: Budget,
}

impl Slot {
    fn has_work(&self) -> bool {
        !self.asides.is_empty() || self.frame.is_some()
    }

    /// What there is to write, if nobody else writes and the line is ready for it.
    fn take(&mut self, hand: Hand) -> Option<Work> {
        let free = self.at_work.is_none() && !self.stopped;
        if !free || !self.has_work() || !self.budget.wait().is_zero() {
            return None;
        }
        self.at_work = Some(hand);
        Some(Work {
            asides: std::mem::take(&mut self.asides),
            frame: self.frame.take(),
            repaint: std::mem::take(&mut self.repaint),
        })
    }
}

/// What is written next.
struct Work {
    asides: Vec<u8>,
    frame: Option<Frame>,
    repaint: bool,
}

struct Shared {
    slot: Mutex<Slot>,
    changed: Condvar,
    /// Taken by whoever is at work alone.
    painter: Mutex<Painter>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Slot> {
        // The slot is whole between any two statements, so a panic elsewhere leaves it usable.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bytes of some work, for the line as it is after all before.
    fn paint(&self, work: Work) -> Vec<u8> {
        fault::point("writer: take");
        let mut painter = self.painter.lock().unwrap_or_else(PoisonError::into_inner);
        if work.repaint {
            painter.forget();
        }
        let mut bytes = work.asides;
        if let Some(mut frame) = work.frame {
            bytes.extend_from_slice(painter.paint_frame(&mut frame));
            self.lock().spare = Some(frame);
        }
        bytes
    }
}

/// The end of the writer that the loop holds.
pub struct Writer {
    shared: Arc<Shared>,
    at_once: Option<AtOnce>,
}

impl Writer {
    /// Starts the thread. It ends when writing fails: then the terminal is gone, and `gone` is called.
    ///
    /// With `at_once` it writes only what that leaves.
    ///
    /// # Panics
    /// Where the system gives no thread: nothing could be shown then.
    pub fn start(
        output: impl Write + Send + 'static,
        at_once: Option<AtOnce>,
        abilities: Abilities,
        pace: Pace,
        gone: impl FnOnce() + Send + 'static,
    ) -> Self {
        let slot = Slot {
            frame: None,
            asides: Vec::new(),
            spare: None,
            repaint: false,
            at_work: None,
            stopped: false,
            budget: Budget::new(pace),
        };
        let shared = Arc::new(Shared {
            slot: Mutex::new(slot),
            changed: Condvar::new(),
            painter: Mutex::new(Painter::new(abilities)),
        });
        let writer = Self { shared: Arc::clone(&shared), at_once };
        let work = move || {
            write_frames(&shared, output);
            shared.lock().stopped = true;
            shared.changed.notify_all();
            gone();
        };
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(work)
            .expect("a thread can be started");
        writer
    }

    /// A frame of this size to draw in.
    pub fn frame(&self, area: Rect) -> Frame {
        let mut frame = self.shared.lock().spare.take().unwrap_or_default();
        frame.resize(area);
        frame
    }

    /// Shows a frame as soon as the line allows. A frame that still waits is dropped.
    pub fn show(&self, frame: Frame) {
        let mut slot = self.shared.lock();
        if let Some(dropped) = slot.frame.replace(frame) {
            slot.spare = Some(dropped);
        }
        let Some(at_once) = &self.at_once else { return self.shared.changed.notify_all() };
        let Some(work) = slot.take(Hand::Loop) else { return self.shared.changed.notify_all() };
        drop(slot);
        self.write_now(at_once, work);
    }

    fn write_now(&self, at_once: &AtOnce, work: Work) {
        let mut bytes = self.shared.paint(work);
        fault::point("writer: at once");
        let written = at_once(&bytes).min(bytes.len());
        let mut slot = self.shared.lock();
        slot.at_work = None;
        slot.budget.spend(written);
        if written < bytes.len() {
            // The thread waits for the line, or finds that it is gone.
            bytes.drain(..written);
            bytes.append(&mut slot.asides);
            slot.asides = bytes;
        }
        if slot.has_work() {
            self.shared.changed.notify_all();
        }
    }

    /// Sends bytes as they are, before the next frame.
    pub fn send(&self, bytes: &[u8]) {
        self.shared.lock().asides.extend_from_slice(bytes);
        self.shared.changed.notify_all();
    }

    /// Lets the next frame be drawn whole.
    pub fn forget(&self) {
        self.shared.lock().repaint = true;
    }

    /// Waits until everything is written, at most so long. Whether it is.
    pub fn drain(&self, at_most: Duration) -> bool {
        let pending =
            |slot: &mut Slot| !slot.stopped && (slot.at_work.is_some() || slot.has_work());
        let slot = self.shared.lock();
        match self.shared.changed.wait_timeout_while(slot, at_most, pending) {
            Ok((_, outcome)) => !outcome.timed_out(),
            Err(_poisoned) => false,
        }
    }
}

fn write_frames(shared: &Shared, mut output: impl Write) {
    loop {
        let bytes = shared.paint(next(shared));
        shared.lock().budget.spend(bytes.len());
        if write_all(&mut output, &bytes).is_err() {
            return;
        }
    }
}

/// Writes everything, also where another program has set the terminal not to wait.
fn write_all(output: &mut impl Write, mut bytes: &[u8]) -> std::io::Result<()> {
    const FULL_RESTS: Duration = Duration::from_millis(5);
    fault::point("writer: write");
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(0) => return Err(std::io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                thread::sleep(FULL_RESTS);
            }
            Err(error) => return Err(error),
        }
    }
    output.flush()
}

/// Waits for something to write, and for the line to be ready for it.
fn next(shared: &Shared) -> Work {
    let mut slot = shared.lock();
    if slot.at_work == Some(Hand::Thread) {
        slot.at_work = None;
    }
    shared.changed.notify_all();
    loop {
        if let Some(work) = slot.take(Hand::Thread) {
            return work;
        }
        let wait = slot.budget.wait();
        slot = if slot.has_work() && slot.at_work.is_none() {
            let waited = shared.changed.wait_timeout(slot, wait);
            waited.unwrap_or_else(PoisonError::into_inner).0
        } else {
            shared.changed.wait(slot).unwrap_or_else(PoisonError::into_inner)
        };
    }
}

#[cfg(test)]
mod tests;
