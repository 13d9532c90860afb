//! `--restricted`: nothing is started, no path is typed, nothing is written but the reader's own store.
//!
//! Every place of the source that starts a program or opens a path stands in a table here, with what keeps it shut. A
//! place that is new fails the test until it stands there, too.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use crate::executable::copy_program;
use crate::layers::sources;
use crate::outside::{configured, names, recorder};
use crate::setup::Setup;
use crate::terminal::Terminal;

/// How a program is started or a path opened.
const NEEDLES: [&str; 24] = [
    "Command::new(",
    "File::open(",
    "File::create(",
    "OpenOptions::new(",
    "DirBuilder::new(",
    "Connection::open",
    "fs::read(",
    "fs::read_to_string(",
    "fs::read_dir(",
    "fs::write(",
    "fs::copy(",
    "fs::rename(",
    "fs::remove_file(",
    "fs::create_dir",
    "fs::set_permissions(",
    "fs::hard_link(",
    "fs::remove_dir",
    "fs::read_link(",
    "unix::fs::symlink(",
    "File::options(",
    "canonicalize(",
    "rustix::fs::",
    "inotify::add_watch(",
    "UnixStream::connect(",
];

/// What keeps a place shut.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shut {
    /// It is refused; the sessions below try it.
    Refused,
    /// Only an argument or the settings lead there, and those are whoever's who wrote the line that starts dateline.
    NotFromTheScreen,
    /// It opens the reader's own store or log, whose names nobody types.
    Own,
}

/// Every place: the file, how many of the calls above it has, and what keeps them shut.
const PLACES: [(&str, usize, Shut); 19] = [
    ("desk/program.rs", 1, Shut::Refused),
    // Paths are taken in with `add`, which is refused; what was added before is read.
    ("desk/local.rs", 3, Shut::Refused),
    ("desk/subscribe.rs", 1, Shut::Refused),
    ("desk/secret.rs", 1, Shut::NotFromTheScreen),
    ("cli/net.rs", 1, Shut::NotFromTheScreen),
    ("desk/save.rs", 2, Shut::Refused),
    ("desk/intake.rs", 1, Shut::NotFromTheScreen),
    ("cli/lines.rs", 1, Shut::NotFromTheScreen),
    ("cli/doctor.rs", 1, Shut::NotFromTheScreen),
    ("config/settings.rs", 1, Shut::NotFromTheScreen),
    ("config/theme_file.rs", 1, Shut::NotFromTheScreen),
    ("cli/log.rs", 2, Shut::Own),
    // The store's own folder is listened to.
    ("run/arrivals.rs", 2, Shut::Own),
    // The terminal itself.
    ("run/watch.rs", 1, Shut::Own),
    // The same, for writes that do not wait.
    ("run/terminal.rs", 2, Shut::Own),
    ("store/error.rs", 1, Shut::Own),
    ("store/migrate.rs", 4, Shut::Own),
    ("store/open.rs", 9, Shut::Own),
    ("store/repair.rs", 4, Shut::Own),
];

/// Calls of the source, by file; tests are left out.
fn calls() -> BTreeMap<String, usize> {
    let count = |code: &str| NEEDLES.iter().map(|needle| code.matches(needle).count()).sum();
    let calls = sources().into_iter().map(|source| (source.path, count(&source.code)));
    calls.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn every_place_that_opens_or_starts_something_is_known() {
    let known = PLACES.map(|(file, count, _)| (file.to_owned(), count)).into_iter().collect();
    assert_eq!(calls(), known, "what keeps the new place shut?");
    for shut in [Shut::Refused, Shut::NotFromTheScreen, Shut::Own] {
        let places = PLACES.iter().filter(|(.., how)| *how == shut);
        println!("{shut:?}: {} calls", places.map(|(_, count, _)| count).sum::<usize>());
    }
}

/// A session in which whatever is started leaves a trace: the browser, `tmux`, and all else that is searched in `PATH`.
struct Session {
    setup: Setup,
    traces: Vec<PathBuf>,
}

impl Session {
    fn new() -> Self {
        let setup = Setup::new();
        let folder = setup.folder().join("bin");
        fs::create_dir_all(&folder).expect("a folder");
        let program = recorder(&folder);
        let mut traces = vec![program.with_extension("done")];
        for name in TRACED {
            let copy = folder.join(name);
            copy_program(&program, &copy).expect("a program");
            traces.push(copy.with_extension("done"));
        }
        let saved = setup.folder().join("saved");
        fs::create_dir_all(&saved).expect("a folder");
        let (browser, save_dir) = (program.display(), saved.display());
        let settings = format!("browser = ['{browser}']\nsave_dir = '{save_dir}'\nmouse = true\n");
        let setup = VARIABLES
            .iter()
            .fold(setup, |setup, name| setup.env(name, &program.to_string_lossy()))
            .env("PATH", &format!("{}:/usr/bin:/bin", folder.to_string_lossy()))
            .env("TMUX", "/tmp/tmux,1,0");
        Self { setup: configured(setup, &settings), traces }
    }

    fn start(&self, arguments: &[&str]) -> Terminal {
        let file = self.setup.folder().join("one.json");
        let article = json!({
            "title": "One",
            "url": "https://example.org/",
            "blocks": [{"kind": "paragraph", "text": "Words.", "links": []}],
        });
        fs::write(&file, article.to_string()).expect("a file");
        let page = self.setup.folder().join("two.html");
        let text = "<link rel=canonical href='https://example.org/two'><article><h1>Two</h1><p>Jane Doe met <a href='https://example.org/a'>a group</a> \
                    of people in Hanoi on Thursday to speak about trade.</article>";
        fs::write(&page, text).expect("a file");
        let (page, file) = (page.to_string_lossy(), file.to_string_lossy());
        let mut all = arguments.to_vec();
        all.extend(["open", &page, &file]);
        self.setup.start_with(&all)
    }

    fn started(&self) -> Vec<&PathBuf> {
        self.traces.iter().filter(|trace| trace.exists()).collect()
    }
}

/// Programs that are searched in `PATH`.
pub(crate) const TRACED: [&str; 9] =
    ["tmux", "sh", "bash", "xdg-open", "open", "less", "more", "vi", "editor"];

/// Variables that name programs.
pub(crate) const VARIABLES: [&str; 5] = ["BROWSER", "PAGER", "EDITOR", "VISUAL", "SHELL"];

/// Every command, by its name in the palette, in each pane; then what follows links by keys and the mouse. Begins when
/// some text is shown.
pub(crate) fn try_everything(terminal: &Terminal, shown: &str) {
    const ENDS: [&str; 2] = ["quit", "quit-now"];
    terminal.wait_for(shown);
    for pane in ["", "\r", "\t"] {
        terminal.press(pane).settle(Duration::from_millis(30));
        for command in dateline::app::command::Command::ALL {
            if ENDS.contains(&command.name()) {
                continue;
            }
            // Ctrl-G gets out of whatever has opened.
            terminal.press(&format!(":{}\r\x07", command.name()));
            terminal.settle(Duration::from_millis(5));
            if command.name() == "feeds" {
                // They lie over the panes, which the commands after this one are about.
                terminal.press(":feeds\r\x07").settle(Duration::from_millis(5));
            }
        }
    }
    for keys in ["o", "O", "y", "Y", "s", "1", "fa", "#1\r", "U\r", "\x1a"] {
        terminal.press("gg\r").settle(Duration::from_millis(20));
        terminal.press(keys).settle(Duration::from_millis(20));
        // Not Esc, which is another key where the next one comes with it.
        terminal.press("\x07").settle(Duration::from_millis(20));
    }
}

#[test]
fn restricted_starts_and_saves_nothing_whatever_is_tried() {
    let session = Session::new();
    let mut terminal = session.start(&["--restricted"]);
    try_everything(&terminal, "a group");
    terminal.press("\x07").settle(Duration::from_millis(100)).press("s").wait_for("restricted");
    terminal.press("o").wait_for("sent to your terminal's clipboard").press("Q").press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    assert_eq!(session.started(), Vec::<&PathBuf>::new(), "something was started");
    assert_eq!(names(&session.setup.folder().join("saved")), Vec::<String>::new());
    let own = ["bin", "saved", "home", "config", "share", "state", "cache", "data"];
    let given = ["settings.toml", "one.json", "two.html"];
    let names = names(session.setup.folder());
    let foreign: Vec<&String> = names
        .iter()
        .filter(|name| !own.contains(&name.as_str()) && !given.contains(&name.as_str()))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    let commands = dateline::app::command::Command::ALL.len() - 2;
    println!("restricted: {commands} commands in 3 panes, 0 programs started, 0 files saved");
}

/// The same session unrestricted starts and saves: so the traces work.
#[test]
fn unrestricted_the_same_session_leaves_traces() {
    let session = Session::new();
    let mut terminal = session.start(&[]);
    terminal.wait_for("a group").press("j").settle(Duration::from_millis(300));
    terminal.press("s").wait_for("Saved").press("y").wait_for("Sent to");
    terminal.press("o").settle(Duration::from_millis(300)).press("Q");
    terminal.wait_exit();
    let started: Vec<String> = session
        .started()
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    assert_eq!(started, ["recorder", "tmux"]);
    assert_eq!(names(&session.setup.folder().join("saved")).len(), 1);
}
