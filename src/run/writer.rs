//! Brings frames to the terminal on a thread of its own, so that a slow or stuck line never holds up the reader.
//!
//! Only the newest frame waits; older ones that were not written yet are dropped. What is compared is what the terminal
//! shows, so dropping costs nothing. Bytes are paced: a burst goes out at once, then no more than the line is thought to
//! carry, since what is queued in the system or in `ssh` can no longer be dropped.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::painter::{Abilities, Painter};
use crate::fault;
use crate::ui::links::Links;

/// How many bytes may go out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Bytes that may go out at once.
    pub burst: f64,
    /// Bytes a second after that.
    pub rate: f64,
    /// The least time between two frames.
    pub between: Duration,
}

impl Pace {
    /// For a terminal on this machine.
    pub const LOCAL: Self = Self { burst: 256_000.0, rate: 120_000.0, between: Duration::ZERO };
    /// For a terminal at the end of an SSH connection: twelve middling frames a second.
    pub const REMOTE: Self =
        Self { burst: 24_000.0, rate: 16_000.0, between: Duration::from_millis(83) };

    /// For a line whose bytes a second are known. It is never owed more than half a second's worth: tried with a key
    /// held for 3 s on a line of 2 kB/s, the last state stood on the screen 1.5 s after it was let go.
    pub fn of_line(rate: u32) -> Self {
        let rate = f64::from(rate.max(200));
        Self { burst: rate * 0.5, rate: rate * 0.9, between: Duration::from_millis(83) }
    }
}

/// What is to be shown.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Symbols and their looks.
    pub cells: Buffer,
    /// Where links stand.
    pub links: Links,
    /// Where the cursor stands; `None` where it is hidden.
    pub cursor: Option<Position>,
}

#[derive(Default)]
struct Slot {
    frame: Option<Frame>,
    /// Bytes outside of any frame, before the next one.
    asides: Vec<u8>,
    /// The memory of an old frame, to draw the next one in.
    spare: Option<Frame>,
    repaint: bool,
    busy: bool,
    stopped: bool,
}

#[derive(Default)]
struct Shared {
    slot: Mutex<Slot>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Slot> {
        // The slot is whole between any two statements, so a panic elsewhere leaves it usable.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of the writer that the loop holds.
#[derive(Clone)]
pub struct Writer {
    shared: Arc<Shared>,
}

impl Writer {
    /// Starts the thread. It ends when writing fails: then the terminal is gone, and `gone` is called.
    ///
    /// # Panics
    /// Where the system gives no thread: nothing could be shown then.
    pub fn start(
        output: impl Write + Send + 'static,
        abilities: Abilities,
        pace: Pace,
        gone: impl FnOnce() + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        let writer = Self { shared: Arc::clone(&shared) };
        let work = move || {
            write_frames(&shared, output, Painter::new(abilities), pace);
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
        if frame.cells.area != area {
            frame.cells.resize(area);
        }
        frame
    }

    /// Shows a frame as soon as the line allows. A frame that still waits is dropped.
    pub fn show(&self, frame: Frame) {
        let mut slot = self.shared.lock();
        if let Some(dropped) = slot.frame.replace(frame) {
            slot.spare = Some(dropped);
        }
        self.shared.changed.notify_all();
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
        let pending = |slot: &mut Slot| {
            !slot.stopped && (slot.busy || slot.frame.is_some() || !slot.asides.is_empty())
        };
        let slot = self.shared.lock();
        match self.shared.changed.wait_timeout_while(slot, at_most, pending) {
            Ok((_, outcome)) => !outcome.timed_out(),
            Err(_poisoned) => false,
        }
    }
}

/// What is written next.
struct Work {
    asides: Vec<u8>,
    frame: Option<Frame>,
    repaint: bool,
}

fn write_frames(shared: &Shared, mut output: impl Write, mut painter: Painter, pace: Pace) {
    let mut budget = Budget::new(pace);
    loop {
        let work = next(shared, &budget);
        fault::point("writer: take");
        if work.repaint {
            painter.forget();
        }
        let mut bytes = work.asides;
        if let Some(mut frame) = work.frame {
            let Frame { cells, links, cursor } = &mut frame;
            bytes.extend_from_slice(painter.paint_linked(cells, links, *cursor));
            shared.lock().spare = Some(frame);
        }
        budget.spend(bytes.len());
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
fn next(shared: &Shared, budget: &Budget) -> Work {
    let mut slot = shared.lock();
    slot.busy = false;
    shared.changed.notify_all();
    loop {
        let ready = !slot.asides.is_empty() || slot.frame.is_some();
        let wait = budget.wait();
        if ready && wait.is_zero() {
            slot.busy = true;
            let repaint = std::mem::take(&mut slot.repaint);
            return Work {
                asides: std::mem::take(&mut slot.asides),
                frame: slot.frame.take(),
                repaint,
            };
        }
        slot = if ready {
            let waited = shared.changed.wait_timeout(slot, wait);
            waited.unwrap_or_else(PoisonError::into_inner).0
        } else {
            shared.changed.wait(slot).unwrap_or_else(PoisonError::into_inner)
        };
    }
}

/// Bytes that may go out now: a token bucket.
struct Budget {
    pace: Pace,
    left: f64,
    at: Instant,
}

impl Budget {
    fn new(pace: Pace) -> Self {
        let long_ago = Instant::now().checked_sub(pace.between);
        Self { pace, left: pace.burst, at: long_ago.unwrap_or_else(Instant::now) }
    }

    fn now(&self) -> f64 {
        let grown = self.left + self.at.elapsed().as_secs_f64() * self.pace.rate;
        grown.min(self.pace.burst)
    }

    fn spend(&mut self, bytes: usize) {
        fault::point("writer: budget");
        self.left = self.now() - bytes as f64;
        self.at = Instant::now();
    }

    /// How long until something may go out again.
    fn wait(&self) -> Duration {
        let debt = (-self.now()).max(0.0);
        let rest = self.pace.between.saturating_sub(self.at.elapsed());
        rest.max(Duration::from_secs_f64(debt / self.pace.rate))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use ratatui::buffer::Cell;

    use super::*;

    /// A line that takes nothing until it is told to.
    struct Stuck {
        go: mpsc::Receiver<()>,
        written: Arc<Mutex<Vec<u8>>>,
    }

    impl Write for Stuck {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.go.recv().map_err(std::io::Error::other)?;
            self.written.lock().expect("no panic").extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn frame(text: &str) -> Frame {
        let mut cells = Buffer::filled(Rect::new(0, 0, 20, 2), Cell::EMPTY);
        cells.set_string(0, 0, text, ratatui::style::Style::new());
        Frame { cells, ..Frame::default() }
    }

    #[test]
    fn a_slow_line_is_owed_half_a_second_at_most() {
        let pace = Pace::of_line(2_000);
        let mut budget = Budget::new(pace);
        assert!(budget.wait().is_zero());
        budget.spend(1_000);
        budget.spend(900);
        let wait = budget.wait();
        assert!(
            (Duration::from_millis(400)..Duration::from_millis(600)).contains(&wait),
            "{wait:?}"
        );
    }

    #[test]
    fn only_the_newest_frame_waits_for_a_stuck_line() {
        let (go, gone) = mpsc::channel();
        let written = Arc::new(Mutex::new(Vec::new()));
        let output = Stuck { go: gone, written: Arc::clone(&written) };
        let abilities = Abilities { erases_with_background: true };
        let writer = Writer::start(output, abilities, Pace::LOCAL, || {});
        for n in 0..100 {
            writer.show(frame(&format!("frame {n:02}")));
        }
        for _ in 0..3 {
            go.send(()).expect("the writer lives");
        }
        assert!(writer.drain(Duration::from_secs(5)));
        let written = String::from_utf8(written.lock().expect("no panic").clone()).expect("text");
        assert!(written.contains("99") && !written.contains("50"), "{written:?}");
    }
}
