//! The program in a pseudo-terminal: keys go in, and what it shows is looked at.
//!
//! Nothing is ever answered: a program that waits for an answer hangs here. Tests wait for what they expect to see,
//! with a generous time-out, and never for a time.

#[cfg(target_os = "linux")]
use std::fs;
use std::io::Write;
use std::os::unix::net::UnixStream;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pts, Pty, open};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::{Termios, tcgetattr};
use tempfile::TempDir;

use crate::screen::Screen;
use crate::seen::{Seen, State, cells, read};

/// How long a test waits for what it expects. Generous, since a busy machine is no fault of the program.
const PATIENCE: Duration = Duration::from_secs(60);

/// Erases the screen: every whole repaint begins with it.
const ERASE: &[u8] = b"\x1b[2J";

/// The program, running, and its terminal.
pub(crate) struct Terminal {
    pty: Option<Arc<Pty>>,
    pts: Option<Pts>,
    before: Termios,
    child: Child,
    seen: Arc<Seen>,
    reader: Option<JoinHandle<()>>,
    stop: UnixStream,
    _folder: Arc<TempDir>,
}

impl Terminal {
    /// Starts a command on a terminal of its own. The folder is kept as long as the terminal.
    pub(crate) fn start(command: Command, size: (u16, u16), folder: Arc<TempDir>) -> Self {
        let mut command = command;
        let (pty, pts) = open().expect("a pseudo-terminal");
        pty.resize(Size::new(size.1, size.0)).expect("a size");
        let before = tcgetattr(&pts).expect("attributes");
        let child = command.spawn_borrowed(&pts).expect("the program starts");
        let (pty, seen) = (Arc::new(pty), Arc::new(Seen::new(size)));
        let (stop, stopped) = UnixStream::pair().expect("a pair of sockets");
        let reader = {
            let (pty, seen) = (Arc::clone(&pty), Arc::clone(&seen));
            std::thread::spawn(move || read(&pty, &seen, &stopped))
        };
        let (pty, pts, reader) = (Some(pty), Some(pts), Some(reader));
        Self { pty, pts, before, child, seen, reader, stop, _folder: folder }
    }

    /// Sends bytes as a keyboard would.
    pub(crate) fn press(&self, keys: &str) -> &Self {
        self.press_bytes(keys.as_bytes())
    }

    /// The same for what is no text.
    pub(crate) fn press_bytes(&self, keys: &[u8]) -> &Self {
        let mut keyboard = self.pty.as_deref().expect("the terminal is open");
        keyboard.write_all(keys).expect("the terminal takes keys");
        self
    }

    /// Waits until the screen is as it should be.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &Self {
        let found = self.wait_until(|state| state.is_settled() && holds(state.model.screen()));
        assert!(found, "waited for {what}; the screen is\n{}", self.text());
        self
    }

    /// Waits until some text is on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> &Self {
        self.wait(&format!("{text:?}"), |screen| screen.shows(text))
    }

    /// Waits until some text is on the screen no more.
    #[track_caller]
    pub(crate) fn wait_gone(&self, text: &str) -> &Self {
        self.wait(&format!("{text:?} to go"), |screen| !screen.shows(text))
    }

    /// Waits until more was written than `from` bytes, ending in a complete frame that holds these bytes.
    #[track_caller]
    pub(crate) fn wait_bytes(&self, from: usize, bytes: &[u8]) -> &Self {
        let found = self.wait_until(|state| {
            let new = state.raw.get(from..).unwrap_or_default();
            state.is_settled() && new.windows(bytes.len()).any(|w| w == bytes)
        });
        assert!(found, "waited for {:?}", String::from_utf8_lossy(bytes));
        self
    }

    fn wait_until(&self, holds: impl Fn(&State) -> bool) -> bool {
        let until = Instant::now() + PATIENCE;
        let mut state = self.seen.lock();
        loop {
            if holds(&state) {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.seen.changed.wait_timeout(state, left).expect("no reader panics").0;
        }
    }

    /// Waits until the program has written nothing for so long.
    #[track_caller]
    pub(crate) fn settle(&self, rest: Duration) -> &Self {
        let until = Instant::now() + PATIENCE;
        let mut written = self.written();
        let mut since = Instant::now();
        while since.elapsed() < rest {
            assert!(Instant::now() < until, "the screen never rests");
            std::thread::sleep(Duration::from_millis(5).min(rest));
            let now = self.written();
            if now != written {
                (written, since) = (now, Instant::now());
            }
        }
        self
    }

    /// Asks for a repaint (Ctrl-L) and waits for it.
    #[track_caller]
    pub(crate) fn repaint(&self) -> &Self {
        let from = self.written();
        self.press("\x0c").wait_bytes(from, ERASE)
    }

    /// Whether the screen, built up frame by frame, equals the same screen painted at once.
    #[track_caller]
    pub(crate) fn check_repaint(&self) -> &Self {
        let before = self.cells();
        self.repaint();
        assert_eq!(before, self.cells(), "a fresh paint shows something else");
        self
    }

    /// The text on the screen.
    pub(crate) fn text(&self) -> String {
        self.between_frames().model.screen().contents()
    }

    /// Everything that can be seen: symbols, colours, attributes, cursor.
    pub(crate) fn cells(&self) -> Vec<String> {
        self.between_frames().model.screen().visible()
    }

    /// Looks at the screen as it is, between two frames.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.between_frames().model.screen())
    }

    fn between_frames(&self) -> MutexGuard<'_, State> {
        let state = self.seen.lock();
        let waited = self.seen.changed.wait_timeout_while(state, PATIENCE, |s| !s.is_settled());
        waited.expect("no reader panics").0
    }

    /// How many bytes have come.
    pub(crate) fn written(&self) -> usize {
        self.seen.lock().raw.len()
    }

    /// The bytes that have come.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.lock().raw.clone()
    }

    /// Gives the terminal another size, and the program word of it.
    pub(crate) fn resize(&self, columns: u16, rows: u16) -> &Self {
        // The model goes first: a frame for the new size must not meet the old one.
        self.seen.lock().model.set_size(cells(rows), cells(columns));
        let pty = self.pty.as_deref().expect("the terminal is open");
        pty.resize(Size::new(rows, columns)).expect("a size");
        self
    }

    /// Reads nothing any more of what the program writes, as a line that is stuck; or goes on reading.
    pub(crate) fn stick(&self, stuck: bool) -> &Self {
        self.seen.lock().stuck = stuck;
        self.seen.changed.notify_all();
        self
    }

    /// Reads so many bytes a second; 0 is all there are.
    pub(crate) fn slow(&self, rate: usize) -> &Self {
        self.seen.lock().rate = rate;
        self
    }

    pub(crate) fn signal(&self, signal: Signal) -> &Self {
        kill_process(self.pid(), signal).expect("the program runs");
        self
    }

    /// Kilobytes of memory the program holds.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory_kb(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("a status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let count = line.and_then(|line| line.trim().split(' ').next());
        count.and_then(|count| count.parse().ok()).expect("a count of kilobytes")
    }

    /// How many times the program has written anything anywhere.
    #[cfg(target_os = "linux")]
    pub(crate) fn writes(&self) -> u64 {
        let counts = fs::read_to_string(format!("/proc/{}/io", self.child.id())).expect("counts");
        let line = counts.lines().find_map(|line| line.strip_prefix("syscw: "));
        line.and_then(|count| count.parse().ok()).expect("a count of writes")
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Waits until the program has stopped, as after Ctrl-Z.
    #[track_caller]
    pub(crate) fn wait_stopped(&self) -> &Self {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            let options = WaitOptions::UNTRACED | WaitOptions::NOHANG;
            match waitpid(Some(self.pid()), options).expect("a child") {
                Some((_, status)) if status.stopped() => return self,
                Some((_, status)) => panic!("the program ended: {status:?}"),
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        }
        panic!("the program did not stop");
    }

    /// Waits until the program has stopped or ended.
    #[track_caller]
    pub(crate) fn wait_stopped_or_ended(&mut self) {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until && !self.has_ended() {
            if process_state(self.child.id()) == Some('T') {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(self.has_ended(), "the program neither stopped nor ended");
    }

    /// Whether the program has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_some()
    }

    /// Waits until the program has written nothing for so long, or has ended.
    pub(crate) fn settle_or_end(&mut self, rest: Duration) {
        let mut written = self.written();
        let mut since = Instant::now();
        while since.elapsed() < rest && !self.has_ended() {
            std::thread::sleep(Duration::from_millis(5));
            if self.written() != written {
                (written, since) = (self.written(), Instant::now());
            }
        }
    }

    /// Waits until more was written, or the program has ended, at most so long.
    pub(crate) fn wait_written_or_end(&mut self, than: usize, at_most: Duration) {
        let until = Instant::now() + at_most;
        while self.written() <= than && !self.has_ended() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until one of these texts is on the screen or the program has ended, for a while.
    pub(crate) fn wait_for_or_end(&mut self, texts: &[&str]) {
        let until = Instant::now() + PATIENCE / 2;
        let shows = |screen: &vt100::Screen| texts.iter().any(|text| screen.shows(text));
        while Instant::now() < until && !self.look(shows) && !self.has_ended() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether the terminal reads keys as it did before the program started.
    pub(crate) fn is_as_before(&self) -> bool {
        let now = tcgetattr(self.pts.as_ref().expect("the program has not ended")).expect("modes");
        let modes = |t: &Termios| (t.input_modes, t.output_modes, t.control_modes, t.local_modes);
        modes(&now) == modes(&self.before)
    }

    /// Closes the terminal, as a line that drops.
    pub(crate) fn hang_up(&mut self) {
        self.stop_reader();
        drop(self.pts.take());
        let pty = self.pty.take().expect("the terminal is open");
        assert_eq!(Arc::strong_count(&pty), 1, "somebody still holds the terminal");
    }

    fn stop_reader(&mut self) {
        let _ended = self.stop.write_all(b".");
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends");
        }
    }

    /// Waits until the program has ended, and until all it wrote has been read.
    #[track_caller]
    pub(crate) fn wait_exit(&mut self) -> Ended {
        self.wait_exit_within(PATIENCE)
    }

    #[track_caller]
    pub(crate) fn wait_exit_within(&mut self, patience: Duration) -> Ended {
        let started = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            assert!(started.elapsed() < patience, "still there after {patience:?}");
            std::thread::sleep(Duration::from_millis(2));
        };
        let as_before = self.pts.is_some() && self.is_as_before();
        self.stick(false);
        // With the last holder gone the reader gets what is left, and then the end.
        drop(self.pts.take());
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends");
        }
        Ended { status, as_before, took: started.elapsed() }
    }

    /// Kills the program without a chance to do anything.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("the program runs");
        self.child.wait().expect("a child");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.stick(false);
        let _ended = self.child.kill();
        let _ended = self.child.wait();
        let _ended = self.stop.write_all(b".");
    }
}

/// The state of a process as `ps` names it: `T` is stopped. `None` where the system does not tell.
fn process_state(id: u32) -> Option<char> {
    let out =
        std::process::Command::new("ps").args(["-o", "state=", "-p", &id.to_string()]).output();
    String::from_utf8(out.ok()?.stdout).ok()?.trim().chars().next()
}

/// How the program ended.
pub(crate) struct Ended {
    status: ExitStatus,
    /// Whether the terminal reads keys as before.
    pub(crate) as_before: bool,
    /// How long it took.
    pub(crate) took: Duration,
}

impl Ended {
    /// The exit code; `None` after a signal.
    pub(crate) fn code(&self) -> Option<i32> {
        self.status.code()
    }
}
