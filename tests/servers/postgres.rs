//! A `PostgreSQL` of the test's own, in a folder that goes with it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::account::Account;
use crate::process::{Process, free_port};

/// Its administrator, who needs no password.
const USER: &str = "dateline";

/// The running server. The process is ended before its folder goes.
pub(crate) struct Postgres {
    _process: Process,
    programs: PathBuf,
    port: u16,
    _folder: TempDir,
}

impl Postgres {
    pub(crate) fn start(account: &Account) -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL is not installed")?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        account.give(folder.path());
        let data = folder.path().join("data");
        let made = account
            .command(&programs.join("initdb"))
            .args(["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-U", USER, "-D"])
            .arg(&data)
            .current_dir("/")
            .output();
        let made = made.map_err(|error| format!("initdb: {error}"))?;
        if !made.status.success() {
            let said = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(format!("initdb fails for {}: {said}", account.name));
        }
        let port = free_port();
        let log = File::create(folder.path().join("log")).map_err(|error| error.to_string())?;
        let mut command = account.command(&programs.join("postgres"));
        command
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"])
            .arg("-k")
            .arg(&data)
            .current_dir("/")
            .stdin(Stdio::null())
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

fn run(programs: &Path, port: u16, sql: &str) -> Result<(), String> {
    let address = format!("postgres://{USER}@127.0.0.1:{port}/postgres?connect_timeout=10");
    let mut command = Command::new(programs.join("psql"));
    command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &address, "-c", sql]);
    let done = command.stdin(Stdio::null()).output().map_err(|error| format!("psql: {error}"))?;
    if done.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&done.stderr).into_owned())
}

/// The folder of its programs: Debian keeps one for each version, out of `PATH`.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders =
        versions.map(|entry| entry.path().join("bin")).chain(std::env::split_paths(&path));
    let has_all = |folder: &PathBuf| {
        ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).exists())
    };
    folders.filter(has_all).max()
}
