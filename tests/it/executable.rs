//! Programs that a test puts somewhere, to be started at once.
//!
//! They are written by a program of its own: a file that this process has open for writing is inherited by whatever
//! another test starts at that moment, and as long as it is open nobody may execute it.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// Copies a program, its rights included.
pub(crate) fn copy_program(from: &Path, to: &Path) -> io::Result<()> {
    let status = Command::new("cp").arg("-p").arg("--").arg(from).arg(to).status()?;
    if status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{} is not copied to {}: {status}", from.display(), to.display())))
}

/// Makes a script that its owner can execute.
#[allow(dead_code, reason = "not every test that copies programs has scripts")]
pub(crate) fn script(path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension("draft");
    fs::write(&draft, text)?;
    fs::set_permissions(&draft, fs::Permissions::from_mode(0o700))?;
    copy_program(&draft, path)?;
    fs::remove_file(draft)
}
