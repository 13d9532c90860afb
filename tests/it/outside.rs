//! What the program does outside of itself: it starts a browser, and it saves articles. Nothing else, and no shell.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::executable;
use crate::hostile::{json_file, strings};
use crate::setup::Setup;

/// Addresses that would do something in a shell, or as an option.
const ADDRESSES: [&str; 5] = [
    "https://example.org/$(touch${IFS}ran)`touch${IFS}ran`;touch${IFS}ran|touch${IFS}ran&touch${IFS}ran",
    "https://example.org/a'b\"c",
    "https://example.org/--version",
    "https://example.org/%0atouch%20ran",
    "https://example.org/*?[a-z]{a,b}~",
];

/// A program that writes each of its arguments on a line of a file of its own.
pub(crate) fn recorder(folder: &Path) -> PathBuf {
    let path = folder.join("recorder");
    let script = "#!/bin/sh\nfor argument; do printf '%s\\n' \"$argument\"; done > \"$0.$$\"\nmv \"$0.$$\" \"$0.done\"\n";
    executable::script(&path, script).expect("a script");
    path
}

pub(crate) fn configured(setup: Setup, settings: &str) -> Setup {
    let file = setup.folder().join("settings.toml");
    fs::write(&file, settings).expect("a file");
    setup.env("DATELINE_CONFIG", &file.to_string_lossy())
}

#[test]
fn a_browser_gets_the_address_as_its_last_argument_and_no_shell_sees_it() {
    let mut started = 0;
    for address in ADDRESSES {
        // An address that is none is never opened.
        if dateline::text::Link::parse(address).is_err() {
            println!("no address: {address:?}");
            continue;
        }
        started += 1;
        let setup = Setup::new();
        let program = recorder(setup.folder());
        let setup = configured(setup, &format!("browser = [{program:?}, \"--new tab\"]\n"));
        let file = setup.folder().join("one.json");
        let article = json!({"title": "One", "text": "Words.", "url": address});
        fs::write(&file, article.to_string()).expect("a file");
        let mut terminal = setup.start_with(&["open", &file.to_string_lossy()]);
        terminal.wait_for("Words.").press("o");
        let arguments = wait_for_file(&program.with_extension("done"));
        let arguments: Vec<&str> = arguments.lines().collect();
        assert_eq!(arguments.len(), 2, "{arguments:?}");
        assert_eq!(arguments[0], "--new tab");
        assert!(arguments[1].starts_with("https://example.org/"), "{arguments:?}");
        assert!(!setup.folder().join("ran").exists(), "a shell has run {address:?}");
        terminal.press("Q");
        terminal.wait_exit();
    }
    assert!(started >= 3, "only {started} addresses were opened");
}

#[test]
fn articles_are_saved_in_their_folder_whatever_their_titles_are() {
    let Some(strings) = strings() else { return };
    let setup = Setup::new();
    let saved = setup.folder().join("saved");
    fs::create_dir_all(&saved).expect("a folder");
    let setup = configured(setup, &format!("save_dir = {saved:?}\n"));
    let file = json_file(setup.folder(), &strings);
    let mut terminal = setup.start_with(&["open", &file.to_string_lossy()]);
    terminal.wait("the first article", |screen| screen.contents().contains("n000"));
    for _ in &strings {
        terminal.press("sj");
    }
    let until = Instant::now() + Duration::from_secs(20);
    while names(&saved).len() < strings.len() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(10));
    }
    terminal.press("Q");
    terminal.wait_exit();
    let names = names(&saved);
    assert_eq!(names.len(), strings.len());
    for name in &names {
        let plain = |c: char| c.is_alphanumeric() || c == '-';
        assert!(name.strip_suffix(".md").is_some_and(|stem| stem.chars().all(plain)), "{name:?}");
    }
    println!("{} articles saved, all below their folder", names.len());
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn wait_for_file(path: &Path) -> String {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        match fs::read_to_string(path) {
            Ok(text) => return text,
            Err(error) => assert!(Instant::now() < until, "{}: {error}", path.display()),
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
