//! A `PostgreSQL` of the test's own, in a folder that goes with it.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::account::Account;
use crate::packages;
use crate::process::{Process, free_port};

/// Its administrator, who needs no password.
const USER: &str = "dateline";

/// The running server. The process is ended before its folder goes.
pub(crate) struct Postgres {
    _process: Process,
    programs: Programs,
    port: u16,
    _folder: TempDir,
}

impl Postgres {
    pub(crate) fn start(account: &Account) -> Result<Self, String> {
        let programs = Programs::find()?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        account.give(folder.path());
        let data = folder.path().join("data");
        let made = programs
            .command("initdb", Some(account))
            .args(["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-U", USER, "-D"])
            .arg(&data)
            .output();
        let made = made.map_err(|error| format!("initdb: {error}"))?;
        if !made.status.success() {
            let said = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(format!("initdb fails for {}: {said}", account.name));
        }
        let port = free_port();
        let log = File::create(folder.path().join("log")).map_err(|error| error.to_string())?;
        let mut command = programs.command("postgres", Some(account));
        command
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"])
            .arg("-k")
            .arg(&data)
            .stdout(Stdio::null())
            .stderr(log);
        // It ends without waiting for those it serves.
        let mut process = Process::start(&mut command, Signal::INT)?;
        let asks = || run(&programs, port, "SELECT 1").is_ok();
        process.wait(asks).map_err(|why| {
            let said = fs::read_to_string(folder.path().join("log")).unwrap_or_default();
            format!("PostgreSQL does not start: {why}: {}", said.lines().last().unwrap_or("silent"))
        })?;
        Ok(Self { _process: process, programs, port, _folder: folder })
    }

    /// How a program is told where the database is.
    pub(crate) fn address(&self) -> String {
        format!("user={USER} dbname=postgres host=127.0.0.1 port={} sslmode=disable", self.port)
    }

    pub(crate) fn run(&self, sql: &str) -> Result<(), String> {
        run(&self.programs, self.port, sql)
    }
}

fn run(programs: &Programs, port: u16, sql: &str) -> Result<(), String> {
    let address = format!("postgres://{USER}@127.0.0.1:{port}/postgres?connect_timeout=10");
    let mut command = programs.command("psql", None);
    command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &address, "-c", sql]);
    let done = command.output().map_err(|error| format!("psql: {error}"))?;
    if done.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&done.stderr).into_owned())
}

/// Its programs: the machine's own, or those of its packages, fetched.
struct Programs {
    bin: PathBuf,
    /// Libraries that came with them.
    libraries: Option<PathBuf>,
    /// A copy that the other user can reach.
    _copy: Option<TempDir>,
}

impl Programs {
    fn find() -> Result<Self, String> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        // `DATELINE_FETCH` has them fetched where the machine has its own, too.
        let is_wanted = std::env::var_os("DATELINE_FETCH").is_none();
        let own = versions(Path::new("/")).into_iter().chain(std::env::split_paths(&path));
        match own.filter(|folder| is_wanted && has_all(folder)).max() {
            Some(bin) => Ok(Self { bin, libraries: None, _copy: None }),
            None => Self::fetched(),
        }
    }

    /// One test fetches them, the others wait.
    fn fetched() -> Result<Self, String> {
        static FETCHING: Mutex<()> = Mutex::new(());
        let turn = FETCHING.lock().map_err(|error| error.to_string())?;
        let root = packages::unpacked_with_needs("postgresql", &packages::own_suite())
            .map_err(|why| format!("PostgreSQL is not installed and cannot be had: {why}"))?;
        drop(turn);
        let copy = tempfile::tempdir().map_err(|error| error.to_string())?;
        let copied = Command::new("cp").arg("-a").arg(root.join("usr")).arg(copy.path()).status();
        copied.map_err(|error| format!("cp: {error}"))?;
        fs::set_permissions(copy.path(), fs::Permissions::from_mode(0o755))
            .map_err(|error| error.to_string())?;
        let bin = versions(copy.path()).into_iter().find(|folder| has_all(folder));
        let bin = bin.ok_or("its package has no programs")?;
        let libraries = folders(&copy.path().join("usr/lib"));
        let libraries =
            libraries.into_iter().find(|path| path.to_string_lossy().contains("linux-gnu"));
        Ok(Self { bin, libraries, _copy: Some(copy) })
    }

    /// A command of one of them, as it is or run by somebody.
    fn command(&self, name: &str, account: Option<&Account>) -> Command {
        let program = self.bin.join(name);
        let mut command =
            account.map_or_else(|| Command::new(&program), |account| account.command(&program));
        command.current_dir("/").stdin(Stdio::null());
        if let Some(libraries) = &self.libraries {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        command
    }
}

/// Debian keeps a folder for each version, out of `PATH`.
fn versions(root: &Path) -> Vec<PathBuf> {
    folders(&root.join("usr/lib/postgresql")).into_iter().map(|path| path.join("bin")).collect()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn has_all(folder: &Path) -> bool {
    ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).exists())
}
