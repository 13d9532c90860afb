//! Several people on one machine: a reader and nothing else, under a real sshd.
//!
//! The daemon runs as an ordinary user on a port of this machine, set up as `docs/several-people.md` says. Each thing that a
//! person tries to get besides the reader is tried with a key that is not restricted, too, and got there: so a test that
//! finds nothing could have found something.

mod account;
mod client;
mod daemon;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use dateline::news::query::Query;
use dateline::store::Shelf;

use self::client::{Canary, Client};
use self::daemon::{Daemon, forced};
use crate::executable::copy_program;
use crate::outside::recorder;
use crate::restricted::{TRACED, VARIABLES, try_everything};
use crate::rounds::rounds;
use crate::screen::Screen as _;
use crate::terminal::Terminal;

/// The reader is to be gone two seconds after its line; the rest is for a busy machine.
const GONE: Duration = Duration::from_secs(4);

/// A daemon for Anna, Ben, and somebody with a key that is not restricted.
fn daemon(variables: &[(&str, &str)]) -> Option<Daemon> {
    let (anna, ben) = (forced("anna"), forced("ben"));
    Daemon::start(&[("anna", &anna), ("ben", &ben), ("admin", "")], variables)
}

fn reader(daemon: &Daemon, key: &'static str) -> Terminal {
    let terminal = Client::new(daemon, key).session(&[], &[]);
    terminal.wait_for("IN BRIEF");
    terminal
}

#[track_caller]
fn starred(daemon: &Daemon, user: &str) -> usize {
    let today = "2026-11-23".parse().expect("a date");
    let query = Query::parse("is:starred", today).expect("a query");
    let shelf = Shelf::open(&daemon.store(user)).expect("a store");
    shelf.ids(&query, today).expect("readable").len()
}

#[test]
fn two_people_have_three_panes_and_a_store_each() {
    let Some(daemon) = daemon(&[]) else { return };
    let (mut anna, mut ben) = (reader(&daemon, "anna"), reader(&daemon, "ben"));
    for part in ["Putin signed dozens", "min read", "WHO", "commands"] {
        anna.wait_for(part);
    }
    anna.check_repaint();
    anna.press("*").wait("a star", |screen| screen.row(3).contains('*'));
    ben.press("j").wait("the second article", |screen| screen.cursor_line().contains("After"));
    anna.press("Q");
    ben.press("Q");
    assert_eq!((anna.wait_exit().code(), ben.wait_exit().code()), (Some(0), Some(0)));
    assert_eq!((starred(&daemon, "anna"), starred(&daemon, "ben")), (1, 0));
    reader(&daemon, "anna").wait("the star is kept", |screen| screen.row(3).contains('*'));
    for user in ["anna", "ben"] {
        check_rights(&daemon.store(user), daemon.account.uid);
        check_rights(&daemon.place("state/dateline").join(user), daemon.account.uid);
    }
}

/// A folder and all in it are for its owner alone.
#[track_caller]
fn check_rights(folder: &Path, owner: u32) {
    use std::os::unix::fs::MetadataExt;
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in entries.chain(folder.exists().then(|| folder.to_owned())) {
        let data = path.metadata().expect("there");
        let wanted = if data.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(data.permissions().mode() & 0o777, wanted, "{}", path.display());
        assert_eq!(data.uid(), owner, "{}", path.display());
    }
}

/// One thing somebody may try to get besides the reader, and whether it was got.
type Attempt = (&'static str, fn(&Client, &Canary) -> bool);

const ATTEMPTS: [Attempt; 13] = [
    ("a command", |client, _| client.runs_a_command(&["-T"])),
    ("a command on a terminal", |client, _| client.runs_a_command(&["-tt"])),
    ("a shell", |client, _| client.has_a_shell()),
    ("a file sent by scp", |client, _| client.puts_a_file("-s")),
    ("a file sent by the old scp", |client, _| client.puts_a_file("-O")),
    ("a file fetched by scp", |client, _| client.gets_a_file("-s")),
    ("a file fetched by the old scp", |client, _| client.gets_a_file("-O")),
    ("a list by sftp", |client, _| client.lists_a_folder()),
    ("a port forwarded to the server's side (-L)", |client, canary| client.forwards_here(canary)),
    ("a port forwarded from the server's side (-R)", |client, canary| {
        client.forwards_there(canary)
    }),
    ("a proxy (-D)", |client, canary| client.is_a_proxy(canary)),
    ("a line through (-W)", |client, canary| client.leads_through(canary)),
    ("a socket", |client, _| client.forwards_a_socket()),
];

#[test]
fn a_person_gets_the_reader_and_nothing_else() {
    let Some(daemon) = daemon(&[]) else { return };
    let canary = Canary::start();
    for (what, attempt) in ATTEMPTS {
        let client = Client::new(&daemon, "anna");
        assert!(!attempt(&client, &canary), "Anna got {what}");
        println!("refused: {what}");
    }
    assert_eq!(canary.visits(), 0, "somebody came through");
    for (what, attempt) in ATTEMPTS {
        let client = Client::new(&daemon, "admin");
        assert!(
            attempt(&client, &canary),
            "{what} is not there to be had: the test proves nothing"
        );
    }
    assert!(canary.visits() >= 4, "{} visits", canary.visits());
}

/// Variables that a session may have from sshd; those that the settings of the test set come on top.
const GIVEN: [&str; 12] = [
    "HOME",
    "LANG",
    "LOGNAME",
    "MAIL",
    "PATH",
    "SHELL",
    "SSH_CLIENT",
    "SSH_CONNECTION",
    "SSH_TTY",
    "TERM",
    "TZ",
    "USER",
];

#[test]
fn a_person_sends_no_variable_no_agent_and_no_screen() {
    let Some(daemon) = daemon(&[]) else { return };
    let sent = [
        "-A",
        "-X",
        "-o",
        "ForwardX11Trusted=yes",
        "-o",
        "SetEnv=LANG=C.UTF-8 DATELINE_DATA_DIR=/tmp DATELINE_CONFIG=/tmp/evil LD_PRELOAD=/tmp/evil.so BROWSER=evil",
    ];
    let anna = Client::new(&daemon, "anna").variables(&sent, &["DATELINE_CONFIG=/tmp/evil sh"]);
    let own = ["DATELINE_DATA_DIR", "DATELINE_CONFIG", "XDG_STATE_HOME"];
    // The command that was sent is told to the program, which does not look.
    let passing = ["SSH_ORIGINAL_COMMAND", "SHLVL", "PWD", "_", "OLDPWD", ""];
    for variable in &anna {
        let (name, value) = variable.split_once('=').unwrap_or((variable, ""));
        let known = GIVEN.contains(&name) || own.contains(&name) || passing.contains(&name);
        assert!(known, "Anna sent {variable}");
        assert!(name == "SSH_ORIGINAL_COMMAND" || !value.contains("evil"), "Anna sent {variable}");
    }
    assert!(anna.contains(&"LANG=C.UTF-8".to_owned()), "nothing is sent at all: {anna:?}");
}

/// Where a person may try to lead the reader by typing: what is typed at `a`, and what is said.
const TYPED: [(&str, &str); 10] = [
    ("/etc/passwd", "no file is read"),
    ("../../ben/dateline.db", "no file is read"),
    ("~/.ssh/authorized_keys", "no file is read"),
    ("file:///etc/passwd", "no file is read"),
    ("exec:touch /tmp/ran", "--restricted"),
    ("http://127.0.0.1:PORT/", "private address"),
    ("http://localhost:PORT/", "private address"),
    ("http://[::1]:PORT/", "private address"),
    ("http://169.254.1.1/", "private address"),
    ("http://10.0.0.1/", "private address"),
];

#[test]
fn whatever_is_tried_in_the_reader_nothing_is_started_and_no_path_opened() {
    let traces = tempfile::tempdir().expect("a folder");
    fs::set_permissions(traces.path(), fs::Permissions::from_mode(0o777)).expect("rights");
    let program = recorder(traces.path());
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("rights");
    let shown = program.to_string_lossy().into_owned();
    let mut variables: Vec<(&str, &str)> = VARIABLES.iter().map(|name| (*name, &*shown)).collect();
    variables.retain(|(name, _)| *name != "SHELL");
    variables.push(("TMUX", "/tmp/tmux,1,0"));
    let Some(daemon) = daemon(&variables) else { return };
    for name in TRACED {
        copy_program(&program, &daemon.place("bin").join(name)).expect("a program");
    }
    let settings = format!(
        "browser = ['{shown}']\nbookmark = ['{shown}']\nhook_new = ['{shown}']\nallow_programs = true\nmouse = true\n\
         save_dir = '{}'\n[[pipe]]\nname = 'mail'\nrun = ['{shown}']\n",
        traces.path().display(),
    );
    fs::write(daemon.place("config/config.toml"), settings).expect("a file");
    let canary = Canary::start();
    let mut terminal = reader(&daemon, "anna");
    for (typed, said) in TYPED {
        let typed = typed.replace("PORT", &canary.port.to_string());
        terminal.press("a").wait_for("Add").press(&typed).press("\r").wait_for(said);
        terminal.press("\x1b\x1b\x07").wait_gone(said);
    }
    try_everything(&terminal, "IN BRIEF");
    terminal.press("\x07").settle(Duration::from_millis(100)).press("Q").press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    let left: Vec<_> = fs::read_dir(traces.path()).expect("a folder").flatten().collect();
    let left: Vec<_> = left.iter().map(fs::DirEntry::file_name).collect();
    assert_eq!(left, ["recorder"], "something was started or saved");
    let started = fs::read_dir(daemon.place("bin")).expect("a folder").flatten();
    let done = started.filter(|entry| entry.path().extension().is_some_and(|end| end == "done"));
    assert_eq!(done.count(), 0, "something was started");
    assert_eq!(canary.visits(), 0, "a private address was asked");
}

#[test]
fn a_line_that_drops_ends_the_session_and_keeps_the_marks() {
    let Some(daemon) = daemon(&[]) else { return };
    let count = rounds(4, 40);
    let mut slowest = Duration::ZERO;
    for round in 0..count {
        let mut terminal = reader(&daemon, "anna");
        let starred_before = starred(&daemon, "anna");
        terminal.press("gg*");
        let until = std::time::Instant::now() + Duration::from_secs(20);
        while starred(&daemon, "anna") == starred_before {
            assert!(std::time::Instant::now() < until, "no star: {}", terminal.text());
            std::thread::sleep(Duration::from_millis(5));
        }
        // The client is gone, or is still there and silent.
        if round % 2 == 0 {
            terminal.kill();
            slowest = slowest.max(daemon.wait_sessions(0, GONE));
        } else {
            terminal.signal(rustix::process::Signal::STOP);
            // sshd asks every second here, and gives up after two unanswered questions.
            daemon.wait_sessions(0, GONE * 3);
            terminal.kill();
        }
        assert_ne!(starred(&daemon, "anna"), starred_before, "the mark was lost");
    }
    println!(
        "{count} dropped lines: all gone, the slowest {slowest:?} after its line, all marks kept"
    );
}
