//! What a person at the other end can do: `ssh`, `scp`, `sftp` and their forwarded ports.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::daemon::{Daemon, free_port};
use crate::terminal::Terminal;

/// How long is waited for what may happen, and for what must not.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a service says that nobody may reach.
const CANARY: &str = "canary";

/// One person, who has a key.
pub(crate) struct Client<'d> {
    daemon: &'d Daemon,
    key: &'static str,
}

impl<'d> Client<'d> {
    pub(crate) fn new(daemon: &'d Daemon, key: &'static str) -> Self {
        Self { daemon, key }
    }

    fn options(&self) -> Vec<String> {
        let place = |name: &str| self.daemon.place(name).display().to_string();
        let pairs = [
            format!("IdentityFile={}", place(self.key)),
            format!("UserKnownHostsFile={}", place("known")),
            format!("Port={}", self.daemon.port),
            "IdentitiesOnly=yes".to_owned(),
            "StrictHostKeyChecking=yes".to_owned(),
            "BatchMode=yes".to_owned(),
            "ConnectTimeout=20".to_owned(),
            "LogLevel=ERROR".to_owned(),
        ];
        let none = ["-F".to_owned(), "none".to_owned()];
        none.into_iter().chain(pairs.into_iter().flat_map(|pair| ["-o".to_owned(), pair])).collect()
    }

    fn host(&self) -> String {
        format!("{}@127.0.0.1", self.daemon.account.name)
    }

    /// `ssh` with these options, and then what is to be run over there.
    pub(crate) fn ssh(&self, options: &[&str], words: &[&str]) -> Command {
        let mut command = Command::new("ssh");
        command.args(self.options()).args(options).arg(self.host()).args(words);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// A session on a terminal of 120 columns and 40 rows.
    pub(crate) fn session(&self, options: &[&str], words: &[&str]) -> Terminal {
        let command = pty_process::blocking::Command::new("ssh")
            .args(self.options())
            .arg("-tt")
            .args(options)
            .arg(self.host())
            .args(words)
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8");
        Terminal::start(command, (120, 40), Arc::clone(&self.daemon.folder))
    }

    /// A file over there, named so that nothing else makes it.
    fn trace(&self, what: &str) -> std::path::PathBuf {
        self.daemon.place("home").join(format!("trace-of-{}-{what}", self.key))
    }

    /// Whether a command of one's own is done, without and with a terminal.
    pub(crate) fn runs_a_command(&self, options: &[&str]) -> bool {
        let trace = self.trace(&format!("command{}", options.concat()));
        finish(self.ssh(options, &["touch", &trace.to_string_lossy()]));
        trace.exists()
    }

    /// Whether lines that are sent are done, as a shell would.
    pub(crate) fn has_a_shell(&self) -> bool {
        let trace = self.trace("shell");
        let mut command = self.ssh(&["-T"], &[]);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("ssh starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        let _closed = writeln!(pipe, "touch {}; exit", trace.display());
        drop(pipe);
        wait(child);
        trace.exists()
    }

    /// Whether a file comes over there, by the old way of `scp` or the new one.
    pub(crate) fn puts_a_file(&self, way: &str) -> bool {
        let trace = self.trace(&format!("put{way}"));
        let target = format!("{}:{}", self.host(), trace.display());
        let mut command = Command::new("scp");
        command.args(self.options()).arg(way).arg(self.daemon.place("known")).arg(target);
        finish(quiet(command));
        trace.exists()
    }

    /// Whether a file can be had from over there.
    pub(crate) fn gets_a_file(&self, way: &str) -> bool {
        let source = format!("{}:{}", self.host(), self.daemon.place("server/keys").display());
        let target = self.daemon.place(&format!("got-by-{}{way}", self.key));
        let mut command = Command::new("scp");
        command.args(self.options()).arg(way).arg(source).arg(&target);
        finish(quiet(command));
        target.exists()
    }

    /// Whether `sftp` lists a folder.
    pub(crate) fn lists_a_folder(&self) -> bool {
        let mut command = Command::new("sftp");
        command.args(self.options()).args(["-b", "-"]).arg(self.host());
        let mut child = quiet(command).stdin(Stdio::piped()).spawn().expect("sftp starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        let _closed = writeln!(pipe, "ls {}", self.daemon.place("server").display());
        drop(pipe);
        wait(child).contains("keys")
    }

    /// Whether a port of this side leads to a service of the other.
    pub(crate) fn forwards_here(&self, canary: &Canary) -> bool {
        let port = free_port();
        let forward = format!("127.0.0.1:{port}:127.0.0.1:{}", canary.port);
        let _open = Open::start(self.ssh(&["-N", "-L", &forward], &[]));
        says_canary(&connect(port))
    }

    /// Whether a port of the other side leads to a service of this.
    pub(crate) fn forwards_there(&self, canary: &Canary) -> bool {
        let port = free_port();
        let forward = format!("127.0.0.1:{port}:127.0.0.1:{}", canary.port);
        let mut open =
            Open::start(self.ssh(&["-N", "-R", &forward, "-o", "ExitOnForwardFailure=yes"], &[]));
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until && open.runs() {
            if let Ok(line) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
                return says_canary(&line);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    /// Whether the other side connects to whatever it is asked to.
    pub(crate) fn is_a_proxy(&self, canary: &Canary) -> bool {
        let port = free_port();
        let _open = Open::start(self.ssh(&["-N", "-D", &format!("127.0.0.1:{port}")], &[]));
        let mut line = connect(port);
        let [high, low] = canary.port.to_be_bytes();
        // SOCKS 5 without a password: connect to that port of 127.0.0.1.
        line.write_all(&[5, 1, 0]).expect("a question");
        line.write_all(&[5, 1, 0, 1, 127, 0, 0, 1, high, low]).expect("a question");
        says_canary(&line)
    }

    /// Whether standard input and output lead to a service of the other side.
    pub(crate) fn leads_through(&self, canary: &Canary) -> bool {
        let mut command = self.ssh(&["-W", &format!("127.0.0.1:{}", canary.port)], &[]);
        // It ends when its input does.
        let mut child = command.stdin(Stdio::piped()).spawn().expect("ssh starts");
        let pipe = child.stdin.take();
        let text = wait(child);
        drop(pipe);
        text.contains(CANARY)
    }

    /// Whether a socket of this side leads to one of the other.
    pub(crate) fn forwards_a_socket(&self) -> bool {
        let (near, far) = (self.trace("near"), self.trace("far"));
        let _service = std::os::unix::net::UnixListener::bind(&far).map(|listener| {
            self.daemon.account.give(&far);
            std::thread::spawn(move || {
                for mut line in listener.incoming().flatten() {
                    let _gone = line.write_all(CANARY.as_bytes());
                }
            })
        });
        let forward = format!("{}:{}", near.display(), far.display());
        let _open = Open::start(self.ssh(&["-N", "-L", &forward], &[]));
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Ok(mut line) = std::os::unix::net::UnixStream::connect(&near) {
                let _patience = line.set_read_timeout(Some(PATIENCE));
                let mut text = String::new();
                let _gone = line.read_to_string(&mut text);
                return text.contains(CANARY);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("ssh opened no socket on this side");
    }

    /// The variables of a session that was asked for with these options.
    pub(crate) fn variables(&self, options: &[&str], words: &[&str]) -> Vec<String> {
        let mut terminal = self.session(options, words);
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some((_, variables)) = self.daemon.sessions().pop() {
                terminal.kill();
                self.daemon.wait_sessions(0, PATIENCE);
                return variables;
            }
            assert!(Instant::now() < until, "no session: {}", terminal.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// A service of the private side: it counts who comes, and says its word.
pub(crate) struct Canary {
    pub(crate) port: u16,
    visits: Arc<AtomicUsize>,
}

impl Canary {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let visits = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&visits);
        std::thread::spawn(move || {
            for mut line in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
                let _gone = line.write_all(CANARY.as_bytes());
            }
        });
        Self { port, visits }
    }

    pub(crate) fn visits(&self) -> usize {
        self.visits.load(Ordering::SeqCst)
    }
}

/// A client that stays until it is dropped.
struct Open(Child);

impl Open {
    fn start(mut command: Command) -> Self {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        Self(command.spawn().expect("ssh starts"))
    }

    fn runs(&mut self) -> bool {
        self.0.try_wait().expect("a child").is_none()
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

/// Connects as soon as somebody listens there.
fn connect(port: u16) -> TcpStream {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if let Ok(line) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            return line;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("ssh opened no port on this side");
}

/// Reads until the word was said or the line is closed.
fn says_canary(mut line: &TcpStream) -> bool {
    line.set_read_timeout(Some(PATIENCE)).expect("a time-out");
    let (mut heard, mut bytes) = (Vec::new(), [0; 256]);
    loop {
        match line.read(&mut bytes) {
            Ok(count) if count > 0 => heard.extend_from_slice(&bytes[..count]),
            Ok(_) => return false,
            Err(error) => {
                assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "neither word nor end");
                return false;
            }
        }
        if heard.windows(CANARY.len()).any(|word| word == CANARY.as_bytes()) {
            return true;
        }
    }
}

fn quiet(mut command: Command) -> Command {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn finish(mut command: Command) -> String {
    wait(command.spawn().expect("the client starts"))
}

/// Waits for the end, and returns what was written to standard output.
fn wait(mut child: Child) -> String {
    let mut pipe = child.stdout.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _gone = pipe.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    });
    let until = Instant::now() + PATIENCE;
    while child.try_wait().expect("a child").is_none() {
        if Instant::now() > until {
            // What goes on is the reader, which somebody with a terminal gets whatever is asked for.
            let _gone = child.kill();
            let _ended = child.wait();
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    reader.join().expect("the reader ends")
}
