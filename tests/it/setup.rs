//! What to start in a pseudo-terminal, and in which surroundings: an empty home and a clean environment.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pty_process::blocking::Command;
use tempfile::TempDir;

use crate::terminal::Terminal;

/// What to start, and where.
pub(crate) struct Setup {
    folder: Arc<TempDir>,
    variables: Vec<(String, String)>,
    arguments: Vec<String>,
    size: (u16, u16),
    ignores_hang_up: bool,
}

impl Setup {
    /// The reader on the bundled articles, in a fresh home, at 120 columns and 40 rows.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            folder: Arc::new(folder),
            variables: Vec::new(),
            arguments: Vec::new(),
            size: (120, 40),
            ignores_hang_up: false,
        }
    }

    /// Columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn columns(&self) -> u16 {
        self.size.0
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<Path>) -> Self {
        self.arguments.push(argument.as_ref().to_string_lossy().into_owned());
        self
    }

    /// Runs the program under a shell that ignores the hang-up, so that it learns of one from the terminal alone.
    pub(crate) fn ignoring_hang_up(mut self) -> Self {
        self.ignores_hang_up = true;
        self
    }

    /// The folder that home, settings and articles are in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the articles and marks are.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// Starts the program. It may be started again on the same folder.
    pub(crate) fn start(&self) -> Terminal {
        self.start_with(&[])
    }

    /// The same with more arguments.
    pub(crate) fn start_with(&self, arguments: &[&str]) -> Terminal {
        Terminal::start(self.command().args(arguments), self.size, Arc::clone(&self.folder))
    }

    /// Starts the program under another one, named with its arguments, which becomes it.
    pub(crate) fn start_under(&self, words: &[String]) -> Terminal {
        let command = Command::new(&words[0]).args(&words[1..]).arg(env!("CARGO_BIN_EXE_dateline"));
        let command = command.env_clear().envs(self.surroundings()).current_dir(self.folder());
        Terminal::start(command, self.size, Arc::clone(&self.folder))
    }

    /// Runs a command of the program on the same folder, to its end.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
        let done = self.surround(command.args(arguments)).output().expect("the program starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// Puts a command of any program into these surroundings.
    pub(crate) fn surround<'a>(
        &self,
        command: &'a mut std::process::Command,
    ) -> &'a mut std::process::Command {
        command.env_clear().envs(self.surroundings()).current_dir(self.folder())
    }

    fn command(&self) -> Command {
        let program = env!("CARGO_BIN_EXE_dateline");
        let command = if self.ignores_hang_up {
            let script = "trap '' HUP; \"$0\" \"$@\"; exit $?";
            Command::new("sh").args(["-c", script, program])
        } else {
            Command::new(program)
        };
        let command = command.args(&self.arguments).env_clear().envs(self.surroundings());
        command.current_dir(self.folder())
    }

    /// A clean environment, with folders of its own.
    fn surroundings(&self) -> Vec<(String, OsString)> {
        let folder = |name: &str| {
            let path = self.folder().join(name);
            fs::create_dir_all(&path).expect("a folder");
            path.into_os_string()
        };
        let set = [
            ("PATH", std::env::var_os("PATH").unwrap_or_default()),
            ("TZ", "UTC".into()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("HOME", folder("home")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_DATA_HOME", folder("share")),
            ("XDG_STATE_HOME", folder("state")),
            ("XDG_CACHE_HOME", folder("cache")),
            ("DATELINE_DATA_DIR", folder("data")),
        ];
        let set = set.into_iter().map(|(name, value)| (name.to_owned(), value));
        let own = self.variables.iter().map(|(name, value)| (name.clone(), value.into()));
        set.chain(own).collect()
    }
}
