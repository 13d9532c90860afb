//! Enters and leaves the terminal, whatever happens in between.
//!
//! The terminal is given back on every way out: the end, a signal, a panic. What is sent to enter and to leave stands
//! here side by side.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::fs::{Mode, OFlags};

use super::writer::AtOnce;

/// Alternate screen, bracketed paste.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h";
/// Presses and the wheel, in the form without a limit of columns.
const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// Everything off again, and nothing left open; what is off already stays so.
const LEAVE: &str = "\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[m\x1b[r\x1b[?25h\x1b[?1049l";

/// Ends a link that a frame cut short may have left open.
const END_LINK: &str = "\x1b]8;;\x1b\\";

/// Whether the terminal is told of links. One that knows nothing of them might print what ends one.
static LINKS: AtomicBool = AtomicBool::new(false);

/// Whether the terminal is ours now, for the panic hook.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Makes the terminal ours. The bytes to send are returned, since they go the way of all others.
///
/// There are none where it is ours already: entered twice, a terminal would keep our cursor and colours as those to
/// come back to.
pub(super) fn enter(mouse: bool) -> io::Result<String> {
    // A shell may have set the terminal up for itself meanwhile: what was noted before counts no more.
    disable_raw_mode()?;
    enable_raw_mode()?;
    if ENTERED.swap(true, Ordering::SeqCst) {
        return Ok(String::new());
    }
    Ok(if mouse { format!("{ENTER}{MOUSE}") } else { ENTER.to_owned() })
}

/// Notes that links are sent.
pub(super) fn sends_links() {
    LINKS.store(true, Ordering::SeqCst);
}

/// Gives the terminal back. To be called when nothing else is written any more.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    // Where the terminal is gone there is nothing to give back. Keys come first: writing may take as long as it likes.
    let _gone = disable_raw_mode();
    let mut out = io::stdout().lock();
    let end_link = if LINKS.load(Ordering::SeqCst) { END_LINK } else { "" };
    let _gone = out.write_all(format!("{end_link}{LEAVE}").as_bytes()).and_then(|()| out.flush());
}

/// The terminal, to write frames to: each at once, and none after the terminal was given back.
///
/// The standard output would cut a frame in two at its last line feed. Its lock is held all the same, so that nobody
/// leaves the terminal in the middle of a frame.
#[derive(Debug)]
pub(super) struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ours = io::stdout().lock();
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(bytes.len());
        }
        Ok(rustix::io::write(rustix::stdio::stdout(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A way to write what the terminal takes without waiting, where the system gives one.
///
/// It is opened anew: not to wait is a matter of an opening, and that of the standard output is shared with the shell.
pub(super) fn at_once() -> Option<AtOnce> {
    let name = rustix::termios::ttyname(rustix::stdio::stdout(), Vec::new()).ok()?;
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let line = rustix::fs::open(name, flags, Mode::empty()).ok()?;
    Some(Box::new(move |bytes| {
        let _ours = io::stdout().lock();
        if !ENTERED.load(Ordering::SeqCst) {
            return bytes.len();
        }
        // What went wrong is found again by whoever writes the rest.
        rustix::io::write(&line, bytes).unwrap_or_default()
    }))
}

/// On a panic the terminal is given back before the message is printed, so that it can be read.
///
/// A panic of a worker is reported by the worker and does not end the program; any other does, with exit code 101.
pub(super) fn restore_on_panic() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let worker = std::thread::current().name().is_some_and(|name| name.starts_with("worker"));
        if worker {
            log::error!("a worker panicked: {info}");
            return;
        }
        leave();
        print(info);
        std::process::exit(101);
    }));
}
