//! Disks that fail: the power goes, there is no room, there are errors.
//!
//! `strace` writes down what a program asks of the system, and answers in the system's place where a test wants an
//! error. It looks at the store's files alone.

mod faulty;
mod power;
mod reading;
mod replay;
mod small;
mod trace;
mod victim;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::packages;

/// `strace`, as it is installed or from its package, with what it needs to be found; `None`, visibly, where it cannot be had
/// or may not look at other programs.
pub(crate) fn strace() -> Option<Command> {
    static FOUND: OnceLock<Result<(PathBuf, PathBuf), String>> = OnceLock::new();
    match FOUND.get_or_init(find) {
        Ok((program, libraries)) => Some(traced_by(program, libraries)),
        Err(why) => {
            packages::skipped(&format!("strace cannot be had: {why}"));
            None
        }
    }
}

fn find() -> Result<(PathBuf, PathBuf), String> {
    let installed = (PathBuf::from("strace"), PathBuf::new());
    if works(&installed).is_ok() {
        return Ok(installed);
    }
    let root = packages::unpacked(&["strace", "libunwind8"], &packages::own_suite())?;
    let machine = format!("{}-linux-gnu", std::env::consts::ARCH);
    let unpacked = (root.join("usr/bin/strace"), root.join("usr/lib").join(machine));
    works(&unpacked).map(|()| unpacked)
}

/// Whether it can follow a program.
fn works((program, libraries): &(PathBuf, PathBuf)) -> Result<(), String> {
    let tried = traced_by(program, libraries).args(["-o", "/dev/null", "true"]).output();
    let done = tried.map_err(|error| format!("{}: {error}", program.display()))?;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    if done.status.success() { Ok(()) } else { Err(said) }
}

fn traced_by(program: &Path, libraries: &Path) -> Command {
    // Not as the command's own surroundings, which a test may replace.
    let mut command = Command::new("env");
    if !libraries.as_os_str().is_empty() {
        command.arg(format!("LD_LIBRARY_PATH={}", libraries.display()));
    }
    command.arg(program);
    command
}
