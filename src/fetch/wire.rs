//! The socket itself, watched: every byte goes through here, so that time and rate are bounded whatever is above.
//!
//! A wait has a limit of its own (the line opens, the first byte comes, something keeps coming) and the whole fetch has
//! one. Each single read waits no longer than the nearest of them, so a server that drips bytes resets no clock.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::net::{RecvFlags, recv};

use super::deadline::Deadline;
use super::{Fault, Limits, Wait};

/// What is waited for.
#[derive(Clone, Copy, Debug)]
enum Phase {
    /// The line is being opened.
    Opening(Instant),
    /// The question is out.
    Asked(Instant),
    /// The answer is coming; since when, and what has come since then.
    Coming { since: Instant, bytes: u64 },
}

/// A socket that keeps to the limits.
#[derive(Debug)]
pub(super) struct Wire {
    socket: TcpStream,
    limits: Limits,
    deadline: Deadline,
    phase: Phase,
    /// Bytes received since [`Wire::arm`].
    pub(super) received: u64,
}

impl Wire {
    /// Takes over a socket whose opening began at `since`.
    pub(super) fn new(
        socket: TcpStream,
        limits: Limits,
        deadline: Deadline,
        since: Instant,
    ) -> Self {
        // Questions are written in one piece; waiting for more of them gains nothing.
        let _ = socket.set_nodelay(true);
        Self { socket, limits, deadline, phase: Phase::Opening(since), received: 0 }
    }

    /// Begins another fetch on an open line.
    pub(super) fn arm(&mut self, deadline: Deadline) {
        self.deadline = deadline;
        self.phase = Phase::Asked(Instant::now());
        self.received = 0;
    }

    /// The question is out: the first byte of the answer is waited for.
    pub(super) fn asked(&mut self) {
        self.phase = Phase::Asked(Instant::now());
    }

    /// Whether the other side has neither closed the line nor said anything unasked.
    pub(super) fn is_quiet(&self) -> bool {
        let looks = RecvFlags::PEEK | RecvFlags::DONTWAIT;
        matches!(recv(&self.socket, &mut [0], looks), Err(Errno::WOULDBLOCK))
    }

    /// How long the next read may wait before it asks here again.
    fn patience(&mut self) -> Result<Duration, Fault> {
        let now = Instant::now();
        self.deadline.check(now)?;
        let limits = &self.limits;
        let (until, wait) = match self.phase {
            Phase::Opening(since) => (since + limits.connect, Wait::Connect(limits.connect)),
            Phase::Asked(since) => (since + limits.first_byte, Wait::FirstByte(limits.first_byte)),
            Phase::Coming { since, bytes } => {
                let end = since + limits.rate_window;
                if now < end {
                    (end, Wait::Rate(limits.rate_window))
                } else if bytes < limits.rate_bytes {
                    return Err(Fault::Slow(Wait::Rate(limits.rate_window)));
                } else {
                    self.phase = Phase::Coming { since: now, bytes: 0 };
                    (now + limits.rate_window, Wait::Rate(limits.rate_window))
                }
            }
        };
        let left = until.min(self.deadline.whole).saturating_duration_since(now);
        if left.is_zero() { Err(Fault::Slow(wait)) } else { Ok(Deadline::part(left)) }
    }

    fn came(&mut self, count: usize) {
        self.received += count as u64;
        self.phase = match self.phase {
            Phase::Opening(since) => Phase::Opening(since),
            Phase::Asked(_) => Phase::Coming { since: Instant::now(), bytes: count as u64 },
            Phase::Coming { since, bytes } => Phase::Coming { since, bytes: bytes + count as u64 },
        };
    }
}

/// Whether it was the patience that ended, or a signal came; the next look at the clock decides.
fn is_pause(error: &io::Error) -> bool {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(error.kind(), WouldBlock | TimedOut | Interrupted)
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Framing and packing can make much of little and little of much; here it counts as it comes.
        let most = self.limits.wire_bytes;
        if self.received >= most {
            return Err(Fault::TooLarge { limit_bytes: most }.into());
        }
        loop {
            let patience = self.patience()?;
            self.socket.set_read_timeout(Some(patience))?;
            match self.socket.read(buffer) {
                Ok(count) => {
                    self.came(count);
                    return Ok(count);
                }
                Err(error) if is_pause(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            let patience = self.patience()?;
            self.socket.set_write_timeout(Some(patience))?;
            match self.socket.write(bytes) {
                Err(error) if is_pause(&error) => {}
                result => return result,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.socket.flush()
    }
}
