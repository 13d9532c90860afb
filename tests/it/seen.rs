//! What has come from the program: the bytes, and a model of the terminal that they were sent to.

use std::io::Read;
use std::num::NonZeroU16;
use std::os::unix::net::UnixStream;
use std::sync::{Condvar, Mutex, MutexGuard};

use pty_process::blocking::Pty;
use rustix::event::{PollFd, PollFlags, poll};

/// What has come from the program so far.
pub(crate) struct Seen {
    state: Mutex<State>,
    pub(crate) changed: Condvar,
}

/// Bytes, and what they have made of the screen.
pub(crate) struct State {
    pub(crate) raw: Vec<u8>,
    pub(crate) model: vt100::Parser,
    /// Whether nothing is read for now.
    pub(crate) stuck: bool,
    /// Bytes a second that are read; 0 is all there are.
    pub(crate) rate: usize,
}

impl Seen {
    pub(crate) fn new((columns, rows): (u16, u16)) -> Self {
        let model = vt100::Parser::new(cells(rows), cells(columns), 0);
        let state = State { raw: Vec::new(), model, stuck: false, rate: 0 };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no reader panics")
    }
}

/// A number of rows or columns.
pub(crate) fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a screen has rows and columns")
}

impl State {
    /// Whether the last frame is complete: between its marks a terminal shows the frame before.
    pub(crate) fn is_settled(&self) -> bool {
        let last = |needle: &[u8]| self.raw.windows(needle.len()).rposition(|w| w == needle);
        last(b"\x1b[?2026h") <= last(b"\x1b[?2026l")
    }
}

/// Reads until the terminal is closed or `stop` is.
pub(crate) fn read(pty: &Pty, seen: &Seen, stop: &UnixStream) {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let mut fds = [PollFd::new(pty, PollFlags::IN), PollFd::new(stop, PollFlags::IN)];
        let polled = poll(&mut fds, None).is_ok();
        let stopped = !fds[1].revents().is_empty();
        let state = seen.changed.wait_while(seen.lock(), |state| state.stuck);
        let rate = state.expect("no reader panics").rate;
        let room = if rate == 0 { bytes.len() } else { rest(rate) };
        let count =
            if polled && !stopped { (&*pty).read(&mut bytes[..room]).unwrap_or(0) } else { 0 };
        let mut state = seen.lock();
        state.raw.extend_from_slice(&bytes[..count]);
        state.model.process(&bytes[..count]);
        seen.changed.notify_all();
        if count == 0 {
            return;
        }
    }
}

/// Waits for a moment. Returns how many bytes a line of that rate carries in it.
fn rest(rate: usize) -> usize {
    const MOMENTS: usize = 20;
    std::thread::sleep(std::time::Duration::from_millis(1_000 / MOMENTS as u64));
    (rate / MOMENTS).max(1)
}
