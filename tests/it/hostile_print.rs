//! Nothing that an article or a name of a file holds drives the terminal through what commands print.

use std::path::Path;
use std::process::Command;

use dateline::extract::Hint;
use dateline::news::Moment;
use dateline::store::{Library, NewArticle};

use crate::hostile::{json_file, strings};
use crate::setup::Setup;
use crate::stream;

/// A name of a file comes back in errors; these go to the terminal, too.
#[test]
fn names_of_files_never_drive_the_terminal() {
    let Some(strings) = strings() else { return };
    let mut count = 0;
    for hostile in strings.iter().filter(|h| !h.text.contains(['\0', '/']) && h.text.len() < 200) {
        let mut terminal = Setup::new().arg("open").arg(&hostile.text).start();
        assert_eq!(terminal.wait_exit().code(), Some(1), "{}", hostile.name);
        let raw = terminal.raw();
        // An argument that looks like an option is named by the parser of arguments.
        stream::check(&raw).unwrap_or_else(|why| panic!("{}: {why}", hostile.name));
        count += 1;
    }
    println!("{count} hostile names of files, 0 sequences");
}

/// Commands that print articles: control characters stay out, whoever reads the output.
#[test]
fn printed_articles_never_drive_the_terminal() {
    let Some(strings) = strings() else { return };
    let setup = Setup::new();
    let file = json_file(setup.folder(), &strings);
    keep(&setup, &file);
    let file = file.to_str().expect("a name");
    let mut runs: Vec<Vec<&str>> = vec![
        vec!["open", file, "--json"],
        vec!["open", file],
        vec!["list"],
        vec!["list", "--json"],
        vec!["search", "end"],
        vec!["search", "end", "--json"],
    ];
    let ids: Vec<String> = (1..=strings.len()).map(|id| id.to_string()).collect();
    for id in ids.iter().step_by(3) {
        runs.push(vec!["show", id]);
        runs.push(vec!["show", id, "--markdown"]);
        runs.push(vec!["show", id, "--debris"]);
        runs.push(vec!["facts", id]);
    }
    let mut printed = 0;
    for arguments in &runs {
        let text = run(arguments, &setup);
        let foreign = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
        assert_eq!(text.chars().find(foreign), None, "from `dateline {}`", arguments.join(" "));
        printed += text.chars().count();
    }
    assert!(printed > 100_000, "only {printed} characters were printed");
    println!("{} commands printed {printed} characters, 0 controls", runs.len());
}

/// The same where they print to a terminal, in colour.
#[test]
fn articles_printed_to_a_terminal_never_drive_it() {
    let Some(strings) = strings() else { return };
    let setup = Setup::new();
    let file = json_file(setup.folder(), &strings);
    keep(&setup, &file);
    let mut counts = 0;
    for arguments in
        [&["list"][..], &["search", "end"], &["show", "50"], &["facts", "50"], &["doctor"]]
    {
        let mut terminal = setup.start_with(arguments);
        terminal.wait_exit();
        // A command that prints leaves the tabs to the terminal.
        let raw: Vec<u8> = terminal.raw().into_iter().filter(|byte| *byte != b'\t').collect();
        let counted = stream::check(&raw).unwrap_or_else(|why| panic!("{arguments:?}: {why}"));
        counts += counted.total();
    }
    println!("{counts} characters and sequences, 0 foreign");
}

/// Puts the articles of a file into the store.
fn keep(setup: &Setup, file: &Path) {
    let bytes = std::fs::read(file).expect("a file");
    let reading = dateline::extract::read(&bytes, &Hint::default()).expect("articles");
    let arrived = Moment::from_second(1_718_900_000).expect("a moment");
    let articles = reading.articles.into_iter().enumerate();
    let articles: Vec<NewArticle> =
        articles.map(|(n, article)| NewArticle { key: n.to_string(), arrived, article }).collect();
    let mut library = Library::open(&setup.data()).expect("a store");
    library.add(&articles).expect("a batch");
}

fn run(arguments: &[&str], setup: &Setup) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .env("HOME", setup.folder())
        .env("DATELINE_DATA_DIR", setup.data())
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts");
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!errors.chars().any(|c| c.is_control() && c != '\n'), "{errors:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
