//! Talks with a program that was started: input in, output and errors out, all at once and within limits.
//!
//! One `poll` for the three pipes, so that no thread is needed and neither side can wait for the other for ever.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process_group};

use super::Limits;

/// How a program ended, and what it wrote.
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    pub(super) output: Vec<u8>,
    pub(super) errors: Vec<u8>,
}

/// Why it was not listened to any longer.
#[derive(Debug)]
pub(super) enum Trouble {
    Slow,
    Much,
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(cause: io::Error) -> Self {
        Self::Io(cause)
    }
}

/// So much is written at once: what a pipe that is ready takes without waiting (`PIPE_BUF`).
const PIECE: usize = 4_096;
/// More of standard error is read and dropped.
const ERRORS_KEPT: usize = 16 << 10;

/// The three pipes; each is dropped when it has ended.
struct Pipes {
    input: Option<ChildStdin>,
    output: Option<ChildStdout>,
    errors: Option<ChildStderr>,
}

/// Brings all input to a program and reads all it writes, until it ends.
pub(super) fn talk(child: &mut Child, input: &[u8], limits: &Limits) -> Result<Ended, Trouble> {
    let until = Instant::now() + limits.time;
    let mut pipes = Pipes {
        input: child.stdin.take(),
        output: child.stdout.take(),
        errors: child.stderr.take(),
    };
    let (mut rest, mut output, mut errors) = (input, Vec::new(), Vec::new());
    loop {
        if rest.is_empty() {
            pipes.input = None;
        }
        if pipes.output.is_none() && pipes.errors.is_none() {
            break;
        }
        let ready = pipes.wait(left(until)?)?;
        if ready.input {
            rest = pipes.give(rest);
        }
        if ready.output && !read_some(&mut pipes.output, &mut output)? {
            pipes.output = None;
        }
        if output.len() > limits.output_bytes {
            return Err(Trouble::Much);
        }
        if ready.errors && !read_some(&mut pipes.errors, &mut errors)? {
            pipes.errors = None;
        }
        errors.truncate(ERRORS_KEPT);
    }
    Ok(Ended { status: wait(child, until)?, output, errors })
}

/// Ends a program that was not waited for, and all it has started in its group.
pub(super) fn end(child: &mut Child) {
    if let Some(group) = Pid::from_raw(child.id() as i32) {
        // It was not waited for, so its number is still its own.
        let _gone = kill_process_group(group, Signal::KILL);
    }
    let _status = child.wait();
}

fn left(until: Instant) -> Result<Duration, Trouble> {
    until.checked_duration_since(Instant::now()).ok_or(Trouble::Slow)
}

/// Which pipes have something to say, or to take.
#[derive(Default)]
struct Ready {
    input: bool,
    output: bool,
    errors: bool,
}

impl Pipes {
    fn wait(&self, at_most: Duration) -> Result<Ready, Trouble> {
        let mut ready = Ready::default();
        let pipes: [Option<BorrowedFd<'_>>; 3] = [
            self.input.as_ref().map(AsFd::as_fd),
            self.output.as_ref().map(AsFd::as_fd),
            self.errors.as_ref().map(AsFd::as_fd),
        ];
        let mut places = Vec::new();
        let mut polled = Vec::new();
        for (place, pipe) in pipes.iter().enumerate() {
            if let Some(pipe) = pipe {
                let wanted = if place == 0 { PollFlags::OUT } else { PollFlags::IN };
                places.push(place);
                polled.push(PollFd::from_borrowed_fd(*pipe, wanted));
            }
        }
        let timeout = Timespec::try_from(at_most).map_err(|_too_long| Trouble::Slow)?;
        match poll(&mut polled, Some(&timeout)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(cause) => return Err(Trouble::Io(cause.into())),
        }
        for (place, polled) in places.into_iter().zip(&polled) {
            let is_ready = !polled.revents().is_empty();
            match place {
                0 => ready.input = is_ready,
                1 => ready.output = is_ready,
                _ => ready.errors = is_ready,
            }
        }
        Ok(ready)
    }

    /// Writes the next piece; nothing is left to write where the program does not want it.
    fn give<'i>(&mut self, rest: &'i [u8]) -> &'i [u8] {
        let piece = rest.get(..PIECE.min(rest.len())).unwrap_or_default();
        match self.input.as_mut().map(|pipe| pipe.write(piece)) {
            Some(Ok(written)) => rest.get(written..).unwrap_or_default(),
            Some(Err(cause)) if cause.kind() == io::ErrorKind::Interrupted => rest,
            _ => &[],
        }
    }
}

/// Reads what is there. Whether more may come.
fn read_some(pipe: &mut Option<impl Read>, to: &mut Vec<u8>) -> Result<bool, Trouble> {
    let mut piece = [0; 16 << 10];
    match pipe.as_mut().map(|pipe| pipe.read(&mut piece)) {
        Some(Ok(read)) => {
            to.extend_from_slice(piece.get(..read).unwrap_or_default());
            Ok(read > 0)
        }
        Some(Err(cause)) if cause.kind() == io::ErrorKind::Interrupted => Ok(true),
        Some(Err(cause)) => Err(cause.into()),
        None => Ok(false),
    }
}

/// Waits for the end of a program that has closed its pipes: at once, as a rule.
fn wait(child: &mut Child, until: Instant) -> Result<ExitStatus, Trouble> {
    let mut rest = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        std::thread::sleep(rest.min(left(until)?));
        rest = (rest * 2).min(Duration::from_millis(50));
    }
}
