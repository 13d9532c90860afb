//! The ordinary user that a server is run as: oneself, or, for root, one of the machine that may log in.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::packages::is_root;

/// A user of this machine.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    /// The group that terminals belong to.
    tty: u32,
}

impl Account {
    /// Oneself; for root the user of the database, who is no administrator and has a shell.
    pub(crate) fn find() -> Result<Self, String> {
        let uid = rustix::process::geteuid().as_raw();
        let found = entries("/etc/passwd").into_iter().find(|fields| {
            let is_wanted =
                if is_root() { fields[0] == "postgres" } else { fields[2] == uid.to_string() };
            let shell = fields.last().map_or("", String::as_str);
            is_wanted && !shell.ends_with("/nologin") && !shell.ends_with("/false")
        });
        let fields = found.ok_or("there is no ordinary user with a shell to log in as")?;
        let groups = entries("/etc/group");
        let tty = groups.iter().find(|fields| fields[0] == "tty");
        let number = |text: &str| text.parse().map_err(|_bad| format!("{text:?} is no number"));
        Ok(Self {
            name: fields[0].clone(),
            uid: number(&fields[2])?,
            gid: number(&fields[3])?,
            tty: tty.map_or(Ok(5), |fields| number(&fields[2]))?,
        })
    }

    /// A command that runs as this user, and ends with the thread that has started it.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM"]);
        if is_root() {
            let (uid, gid, tty) =
                (self.uid.to_string(), self.gid.to_string(), self.tty.to_string());
            // sshd gives terminals to that group, which an ordinary user may only do as a member of it.
            command.args(["--reuid", &uid, "--regid", &gid, "--groups", &tty]);
        }
        command.arg("--").arg(program);
        command
    }

    /// Makes a file or folder this user's.
    pub(crate) fn give(&self, path: &Path) {
        if is_root() {
            std::os::unix::fs::chown(path, Some(self.uid), Some(self.gid)).expect("an owner");
        }
    }
}

/// The lines of such a file with at least four fields.
fn entries(file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let fields = text.lines().map(|line| line.split(':').map(str::to_owned).collect());
    fields.filter(|fields: &Vec<String>| fields.len() >= 4).collect()
}
