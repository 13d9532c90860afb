//! The layers of the program, read from its source.
//!
//! A module uses only those above it; siblings never use each other. What touches files, processes, threads, the clock
//! or the terminal stands in the few modules that own it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Modules from the top down. Those of one row are siblings.
const LAYERS: [&[&str]; 11] = [
    &["fault"],
    &["text"],
    &["news"],
    &["config", "extract", "facts", "feed", "story"],
    &["fetch", "store"],
    &["sync"],
    &["desk"],
    &["app"],
    &["ui"],
    &["run"],
    &["cli"],
];

/// Where less is allowed than the layers say: who, whose, and what of it.
const NARROWED: [(&str, &str, &[&str]); 9] = [
    // Whoever talks to a server knows nothing of what is stored.
    ("sync", "store", &[]),
    ("app", "sync", &[]),
    // The state knows what the store tells of, not the store.
    (
        "app",
        "store",
        &["Counts", "Hit", "MarkChange", "Past", "SameChange", "Step", "Version", "Watched"],
    ),
    ("app", "config", &["Key", "KeyCode", "Keymap", "Lookup", "Opener", "Pane"]),
    ("app", "desk", &[]),
    ("app", "extract", &[]),
    // A fact is quoted with its sentence.
    ("app", "facts", &["sentences"]),
    ("ui", "desk", &[]),
    ("ui", "store", &["Past"]),
];

/// What only some may do: how it is written, what it is, and who may.
const OWNED: [(&[&str], &str, &[&str]); 6] = [
    (
        &["process::Command", "process::{Command", "Command::new("],
        "starts programs",
        &["desk/program.rs"],
    ),
    (
        &["std::fs", "File::open", "File::create", "OpenOptions"],
        "touches files",
        &[
            "config/settings.rs",
            "config/theme_file.rs",
            "desk/intake.rs",
            "desk/local.rs",
            "desk/save.rs",
            "desk/secret.rs",
            "store/compact.rs",
            "store/open.rs",
            "store/migrate.rs",
            "store/repair.rs",
            "run/watch.rs",
            "cli/",
        ],
    ),
    (
        &["stdout()", "stderr()", "println!", "eprintln!", "print!(", "dbg!"],
        "writes to the terminal",
        &["run/terminal.rs", "run/background.rs", "cli/"],
    ),
    // The system's look-up of names cannot be told to hurry.
    (&["thread::spawn", "thread::Builder"], "starts threads", &["run/", "fetch/resolve.rs"]),
    (
        &["Zoned::now", "Timestamp::now", "SystemTime::now", "Instant::now"],
        "reads the clock",
        // They wait for a lock, a server or a program, and not for ever.
        &["run/", "cli/", "store/open.rs", "store/migrate.rs", "fetch/", "desk/program/talk.rs"],
    ),
    (&["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"], "uses the network", &["fetch/"]),
];

/// A source file without its tests and comments.
pub(crate) struct Source {
    /// Below `src`.
    pub(crate) path: String,
    pub(crate) code: String,
}

impl Source {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                sources.extend(source(&root, &path));
            }
        }
    }
    sources
}

/// `None` for the roots of the crate and for files that hold nothing but tests.
fn source(root: &Path, path: &Path) -> Option<Source> {
    let name = path.strip_prefix(root).expect("below src").to_str().expect("a name").to_owned();
    let text = fs::read_to_string(path).expect("source");
    let is_test = name.contains("/tests/") || name.ends_with("tests.rs") || is_test_module(path);
    if !name.contains('/') || is_test {
        return None;
    }
    // Tests stand at the end of a file.
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    Some(Source { path: name, code: lines.collect::<Vec<_>>().join("\n") })
}

/// Whether the folder's `mod.rs` declares this file as a module of tests.
fn is_test_module(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let parent = path.with_file_name("mod.rs");
    let declared = format!("#[cfg(test)]\nmod {stem};");
    fs::read_to_string(parent).is_ok_and(|text| text.contains(&declared))
}

/// Every path from the root of the crate: the module, and the name in it.
fn uses(code: &str) -> BTreeSet<(String, String)> {
    let mut uses = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let path = &code[at + "crate::".len()..];
        let word = |text: &str| -> String {
            text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        let module = word(path);
        let rest = path[module.len()..].trim_start_matches("::");
        if let Some(group) = rest.strip_prefix('{') {
            let names = group.split('}').next().unwrap_or_default().split(',');
            let names = names.map(|name| word(name.trim())).filter(|name| !name.is_empty());
            uses.extend(names.map(|name| (module.clone(), name)));
        } else {
            uses.insert((module, word(rest)));
        }
    }
    uses
}

fn rank(module: &str) -> usize {
    let found = LAYERS.iter().position(|row| row.contains(&module));
    found.unwrap_or_else(|| panic!("{module} is in no layer"))
}

#[test]
fn modules_use_only_those_above_them() {
    let mut wrong = Vec::new();
    let mut edges = BTreeSet::new();
    for source in sources() {
        let module = source.module();
        for (used, name) in uses(&source.code) {
            if used == module {
                continue;
            }
            edges.insert((rank(module), module.to_owned(), used.clone()));
            let narrowed = NARROWED.iter().find(|(who, whose, _)| *who == module && *whose == used);
            let allowed = narrowed.is_none_or(|(_, _, names)| names.contains(&name.as_str()));
            if rank(&used) >= rank(module) || !allowed {
                wrong.push(format!("{} uses {used}::{name}", source.path));
            }
        }
    }
    for layer in LAYERS.iter().flat_map(|row| row.iter()) {
        let used = edges.iter().filter(|(_, module, _)| module == layer);
        let used: Vec<&str> = used.map(|(_, _, used)| used.as_str()).collect();
        println!("{layer} uses {}", used.join(", "));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_touches_the_outside_stands_where_it_belongs() {
    let mut wrong = Vec::new();
    for (needles, does, owners) in OWNED {
        let mut unused: Vec<&str> = owners.to_vec();
        for source in sources() {
            if !needles.iter().any(|needle| source.code.contains(needle)) {
                continue;
            }
            let owned = owners.iter().any(|owner| source.path.starts_with(owner));
            unused.retain(|owner| !source.path.starts_with(owner));
            wrong.extend((!owned).then(|| format!("{} {does}", source.path)));
        }
        wrong.extend(unused.iter().map(|owner| format!("no longer {does}: {owner}")));
    }
    wrong.sort();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .map(|source| source.path)
        .filter(|path| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path);
            !fs::read_to_string(path).expect("source").starts_with("//! ")
        })
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}
