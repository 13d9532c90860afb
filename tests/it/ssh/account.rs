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
        let has_shell = |fields: &[String]| {
            let shell = fields.last().map_or("", String::as_str);
            !shell.ends_with("/nologin") && !shell.ends_with("/false")
        };
        let wanted = if is_root() { "postgres".to_owned() } else { own() };
        Self::which(&|fields| [&fields[0], &fields[2]].contains(&&wanted) && has_shell(fields))
            .ok_or_else(|| "there is no ordinary user with a shell to log in as".to_owned())
    }

    /// Oneself; for root anybody who is no administrator.
    #[allow(dead_code, reason = "for servers that nobody logs in to")]
    pub(crate) fn find_any() -> Result<Self, String> {
        Self::find()
            .ok()
            .or_else(|| Self::which(&|fields| fields[0] == "nobody" || fields[2] == own()))
            .ok_or_else(|| "there is no ordinary user to run servers as".to_owned())
    }

    /// The first user of the machine that is as wanted.
    fn which(is_wanted: &dyn Fn(&[String]) -> bool) -> Option<Self> {
        let fields = entries("/etc/passwd").into_iter().find(|fields| is_wanted(fields))?;
        let groups = entries("/etc/group");
        let tty = groups.iter().find(|fields| fields[0] == "tty");
        Some(Self {
            name: fields[0].clone(),
            uid: fields[2].parse().ok()?,
            gid: fields[3].parse().ok()?,
            tty: tty.map_or(Some(5), |fields| fields[2].parse().ok())?,
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

/// The number of the user who runs this.
fn own() -> String {
    rustix::process::geteuid().as_raw().to_string()
}

/// The lines of such a file with at least four fields.
fn entries(file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let fields = text.lines().map(|line| line.split(':').map(str::to_owned).collect());
    fields.filter(|fields: &Vec<String>| fields.len() >= 4).collect()
}
