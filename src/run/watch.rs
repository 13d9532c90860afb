//! Watches for what ends or stops the program from outside: signals, and a terminal that has hung up.
//!
//! One thread sleeps in `poll` on the terminal and on a socket a signal. Handlers only write a byte to their socket.
//! Without it crossterm would spin for ever on a terminal that is gone.

use std::fs::File;
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;
use std::{io, process};

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::low_level::pipe;

use crate::app::message::Message;
use crate::fault;

/// Signals that end the program.
const ENDING: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// The program has so long to save and go before it is ended.
const GRACE: Duration = Duration::from_millis(1_500);

/// Exit code after a hang-up or a signal whose ending took too long.
const KILLED: i32 = 129;

/// Starts the thread.
pub(super) fn start(inbox: Sender<Message>) -> io::Result<()> {
    fault::point("start: watch");
    let mut signals = Vec::new();
    for signal in ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]) {
        let (ours, handlers) = UnixStream::pair()?;
        ours.set_nonblocking(true)?;
        pipe::register(signal, handlers)?;
        signals.push((signal, ours));
    }
    let terminal = terminal()?;
    let work = move || watch(&terminal, &mut signals, &inbox);
    thread::Builder::new().name("watch".to_owned()).spawn(work)?;
    Ok(())
}

/// The terminal that keys are read from: standard input, or the controlling terminal where that is something else.
fn terminal() -> io::Result<OwnedFd> {
    let input = rustix::stdio::stdin();
    if rustix::termios::isatty(input) {
        return Ok(rustix::io::dup(input)?);
    }
    Ok(File::open("/dev/tty")?.into())
}

fn watch(terminal: &OwnedFd, signals: &mut [(i32, UnixStream)], inbox: &Sender<Message>) {
    loop {
        let (hung_up, ready) = wait(terminal, signals);
        if hung_up {
            end(inbox);
        }
        for index in ready {
            let (signal, socket) = &mut signals[index];
            // One byte a signal; several of one kind are one.
            let mut bytes = [0; 64];
            let _drained = socket.read(&mut bytes);
            match *signal {
                SIGTSTP => post(inbox, Message::StopAsked),
                SIGCONT => post(inbox, Message::Resumed),
                SIGWINCH => {
                    let (columns, rows) = super::size();
                    post(inbox, Message::Resized(columns, rows));
                }
                _ => end(inbox),
            }
        }
    }
}

/// Sleeps until the terminal hangs up or a signal comes: whether it has, and which signals came.
fn wait(terminal: &OwnedFd, signals: &[(i32, UnixStream)]) -> (bool, Vec<usize>) {
    // No event is asked of the terminal: hang-up and errors are always told.
    let mut fds = vec![PollFd::new(terminal, PollFlags::empty())];
    fds.extend(
        signals.iter().map(|(_, socket)| PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN)),
    );
    if poll(&mut fds, None).is_err() {
        return (false, Vec::new());
    }
    let hung_up = fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
    let ready = fds[1..].iter().enumerate().filter(|(_, fd)| !fd.revents().is_empty());
    (hung_up, ready.map(|(index, _)| index).collect())
}

fn post(inbox: &Sender<Message>, message: Message) {
    // Where nobody listens any more the program is ending.
    let _ending = inbox.send(message);
}

/// Asks the program to save and go, and sees to it that it does.
fn end(inbox: &Sender<Message>) {
    fault::point("watch: end");
    post(inbox, Message::Terminate);
    thread::sleep(GRACE);
    super::terminal::leave();
    process::exit(KILLED);
}
