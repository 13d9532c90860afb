//! A real sshd on this machine, as the page on several people sets it up, for as long as a test takes.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::account::Account;
use crate::executable::copy_program;
use crate::packages;

/// The line that lets a person in, without the key.
pub(crate) fn forced(user: &str) -> String {
    format!("restrict,pty,command=\"dateline --restricted --user {user}\"")
}

/// The daemon, and the folder it keeps everything in.
pub(crate) struct Daemon {
    child: Child,
    pub(crate) port: u16,
    pub(crate) account: Account,
    pub(crate) folder: Arc<TempDir>,
}

/// Who may come in: the name of the key, and what stands before the key in the list of keys.
pub(crate) type Person<'a> = (&'a str, &'a str);

impl Daemon {
    /// Starts one that lets these people in. `None`, visibly, where it cannot be had.
    pub(crate) fn start(people: &[Person], variables: &[(&str, &str)]) -> Option<Self> {
        match Self::try_start(people, variables) {
            Ok(daemon) => Some(daemon),
            Err(why) => {
                packages::skipped(&why);
                None
            }
        }
    }

    fn try_start(people: &[Person], variables: &[(&str, &str)]) -> Result<Self, String> {
        let account = Account::find()?;
        let sshd = Sshd::find()?;
        let folder = Arc::new(tempfile::tempdir().expect("a temporary folder"));
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("rights");
        let sshd = sshd.reachable(folder.path());
        let port = free_port();
        for name in ["bin", "server", "config", "state", "home"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let program = folder.path().join("bin/dateline");
        if fs::hard_link(env!("CARGO_BIN_EXE_dateline"), &program).is_err() {
            copy_program(Path::new(env!("CARGO_BIN_EXE_dateline")), &program).expect("a program");
        }
        let place = |name: &str| folder.path().join(name);
        make_key(&place("server/host"));
        let host = fs::read_to_string(place("server/host.pub")).expect("a key");
        fs::write(place("known"), format!("[127.0.0.1]:{port} {host}")).expect("a file");
        let mut keys = String::new();
        for (name, before) in people {
            make_key(&place(name));
            let key = fs::read_to_string(place(&format!("{name}.pub"))).expect("a key");
            keys.extend([*before, " ", key.as_str()]);
        }
        fs::write(place("server/keys"), keys).expect("a file");
        let settings = sshd.settings(folder.path(), port, variables);
        fs::write(place("server/config"), settings).expect("a file");
        for name in ["server", "server/host", "server/keys", "server/config", "state", "home"] {
            account.give(&place(name));
        }
        let log = place("server/log");
        let mut child = account
            .command(&sshd.program)
            .args(["-D", "-E", &log.to_string_lossy()])
            .args(["-f", &place("server/config").to_string_lossy()])
            .env("LD_LIBRARY_PATH", &sshd.libraries)
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| format!("sshd does not start: {error}"))?;
        if !listens(port, &mut child) {
            let _gone = child.kill();
            let _gone = child.wait();
            let said = fs::read_to_string(&log).unwrap_or_default();
            return Err(format!(
                "sshd does not start: {}",
                said.lines().last().unwrap_or("silent")
            ));
        }
        Ok(Self { child, port, account, folder })
    }

    pub(crate) fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of one user's articles and marks.
    pub(crate) fn store(&self, user: &str) -> PathBuf {
        self.place("home/data").join(user)
    }

    /// The processes of sessions that run now, with their variables: whatever has this daemon's variables.
    pub(crate) fn sessions(&self) -> Vec<(u32, Vec<String>)> {
        let mark = format!("DATELINE_DATA_DIR={}", self.place("home/data").display());
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").expect("processes").flatten() {
            let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            let bytes = fs::read(entry.path().join("environ")).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let variables: Vec<String> = text.split('\0').map(str::to_owned).collect();
            if variables.contains(&mark) {
                found.push((pid, variables));
            }
        }
        found
    }

    /// Waits until so many processes of sessions are there.
    #[track_caller]
    pub(crate) fn wait_sessions(&self, count: usize, patience: Duration) -> Duration {
        let started = Instant::now();
        while self.sessions().len() != count {
            assert!(started.elapsed() < patience, "sessions: {:?}", self.sessions());
            std::thread::sleep(Duration::from_millis(10));
        }
        started.elapsed()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        for (pid, _) in self.sessions() {
            if let Some(pid) = rustix::process::Pid::from_raw(pid.cast_signed()) {
                let _gone = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
            }
        }
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// The program, and where it finds what it needs.
struct Sshd {
    program: PathBuf,
    libraries: String,
    /// Where the packages were unpacked, if the machine has none of its own.
    root: Option<PathBuf>,
}

impl Sshd {
    fn find() -> Result<Self, String> {
        let own = Path::new("/usr/sbin/sshd");
        if own.exists() {
            return Ok(Self { program: own.to_owned(), libraries: String::new(), root: None });
        }
        let root = packages::unpacked(&["openssh-server", "libwrap0"], &packages::own_suite())?;
        Ok(Self::below(root))
    }

    fn below(root: PathBuf) -> Self {
        let machine = format!("{}-linux-gnu", std::env::consts::ARCH);
        let folders = ["lib", "usr/lib"].map(|lib| root.join(lib).join(&machine));
        let libraries = folders.map(|path| path.to_string_lossy().into_owned()).join(":");
        Self { program: root.join("usr/sbin/sshd"), libraries, root: Some(root) }
    }

    /// The same, in a folder that another user can read.
    fn reachable(self, folder: &Path) -> Self {
        let Some(root) = self.root.as_ref().filter(|_| packages::is_root()) else { return self };
        let copy = folder.join("sshd");
        let done = Command::new("cp").arg("-a").args([root, &copy]).status();
        assert!(done.expect("cp").success(), "sshd cannot be copied");
        Self::below(copy)
    }

    /// What the page says, and what a test on a port of its own needs besides.
    fn settings(&self, folder: &Path, port: u16, variables: &[(&str, &str)]) -> String {
        let place = |name: &str| folder.join(name).display().to_string();
        let mut set = format!(
            "SetEnv PATH={}:/usr/bin:/bin HOME={} TZ=UTC DATELINE_DATA_DIR={} DATELINE_CONFIG={} XDG_STATE_HOME={}",
            place("bin"),
            place("home"),
            place("home/data"),
            place("config/config.toml"),
            place("state"),
        );
        for (name, value) in variables {
            set.extend([" \"", *name, "=", *value, "\""]);
        }
        let mut settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nX11Forwarding yes\n\
             AcceptEnv LANG LC_*\nClientAliveInterval 1\nClientAliveCountMax 2\n\
             Subsystem sftp internal-sftp\n{set}\n",
            place("server/host"),
            place("server/keys"),
        );
        // From OpenSSH 9.8 on, sessions are a program of their own.
        for (name, file) in [("SshdSessionPath", "sshd-session"), ("SshdAuthPath", "sshd-auth")] {
            let path = self.root.as_ref().map(|root| root.join("usr/lib/openssh").join(file));
            if let Some(path) = path.filter(|path| path.exists()) {
                settings.extend([name, " ", &*path.to_string_lossy(), "\n"]);
            }
        }
        settings
    }
}

fn make_key(path: &Path) {
    let done = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"])
        .arg(path)
        .status();
    assert!(done.expect("ssh-keygen").success(), "no key was made");
}

/// A port that nobody listens at.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

fn listens(port: u16, child: &mut Child) -> bool {
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until && child.try_wait().expect("a child").is_none() {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}
