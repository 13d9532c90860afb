//! Marks, the bundled articles, settings, help for shells, the doctor.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::Reader;

#[test]
fn marks_are_kept_and_taken_back() {
    let reader = Reader::new();
    let marks = |id: usize| {
        let list = reader.run(&["list", "--json"]).json();
        (list[id - 1]["read"].clone(), list[id - 1]["starred"].clone())
    };
    reader.run(&["mark", "read", "1", "2"]).done();
    reader.run(&["mark", "star", "2"]).done();
    assert_eq!((marks(1), marks(2)), ((true.into(), false.into()), (true.into(), true.into())));
    assert!(reader.run(&["undo"]).done().contains('2'));
    assert_eq!(reader.run(&["undo"]).done().lines().count(), 2);
    assert_eq!(marks(2), (false.into(), false.into()));
    reader.run(&["undo"]).failed(1, &["nothing to undo"]);
    for action in ["unread", "unstar", "later", "unlater"] {
        reader.run(&["mark", action, "1"]).done();
    }
}

#[test]
fn the_bundled_articles_can_be_put_aside() {
    let reader = Reader::new();
    reader.run(&["sample", "off"]).done();
    assert_eq!(reader.run(&["list"]).done(), "");
    reader.run(&["sample", "on"]).done();
    assert_eq!(reader.run(&["list"]).done().lines().count(), 2);
}

#[test]
fn settings_are_checked() {
    let reader = Reader::new();
    let default = reader.run(&["config", "--default"]).done();
    let config = reader.file("config.toml", &default);
    assert_eq!(reader.run(&["--config", &config, "config", "--check"]).done(), "");
    assert_eq!(
        reader.run(&["--config", &config, "config", "--path"]).done(),
        format!("{config}\n")
    );
    reader.file("config.toml", "measure = 'wide'\nmesure = 1\n");
    let check = reader.run(&["--config", &config, "config", "--check"]);
    check.failed(1, &["config.toml", "2 problems"]);
    assert!(check.out.starts_with(&format!("{config}:1: measure: expected")), "{}", check.out);
    assert_eq!(reader.run(&["--config", &config, "config"]).done().lines().count(), 3);
    assert_eq!(
        reader.run(&["--config", &reader.path("lost.toml"), "config", "--check"]).code,
        Some(1)
    );
    assert!(reader.run(&["config"]).done().contains(".config/dateline/config.toml"));
}

#[test]
fn help_for_shells_and_manual_are_derived() {
    let reader = Reader::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(reader.run(&["completions", shell]).done().contains("search"), "{shell}");
    }
    assert!(reader.run(&["man"]).done().contains(".SS dateline search"));
}

#[test]
fn the_doctor_takes_rights_away_only_when_told_to() {
    let reader = Reader::new();
    assert!(reader.run(&["doctor"]).done().contains("not there yet"));
    reader.run(&["list"]).done();
    assert!(reader.run(&["doctor"]).done().contains("whole, 2 articles"));
    let store = reader.path("data/dateline.db");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o644)).expect("its owner");
    reader.run(&["doctor"]).failed(1, &["dateline.db", "--fix"]);
    assert!(reader.run(&["doctor", "--fix"]).done().contains("yours alone"));
    assert_eq!(fs::metadata(&store).expect("a store").permissions().mode() & 0o777, 0o600);
    assert!(
        !Path::new(&reader.path(".local/state")).exists(),
        "where nothing is logged there is no log"
    );
}

#[test]
fn the_doctor_leaves_another_programs_files_as_they_are() {
    let reader = Reader::new();
    let folder = reader.path("data");
    fs::create_dir(&folder).expect("a folder");
    let file = format!("{folder}/dateline.db");
    let other = rusqlite::Connection::open(&file).expect("a file");
    other.execute_batch("CREATE TABLE theirs (x)").expect("a table");
    drop(other);
    let mode = |path: &str| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    for (path, mode) in [(&folder, 0o755), (&file, 0o644)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the rights");
    }
    reader.run(&["doctor", "--fix"]).failed(1, &["is not a store of dateline"]);
    assert_eq!((mode(&folder), mode(&file)), (0o755, 0o644));
}

#[test]
fn long_names_are_cut_with_a_sign_and_a_feed_that_is_listed_twice_is_said() {
    let reader = Reader::new();
    let long = "A very long name of a feed that does not fit in";
    let outline = format!("<outline text='{long}' xmlUrl='https://example.org/f'/>");
    let list =
        format!("<opml><body>{outline}<outline text='News'>{outline}</outline></body></opml>");
    let imported = reader.run(&["import", &reader.file("feeds.opml", list)]).done();
    assert_eq!(imported, "1 new subscription; 1 feed listed once more\n");
    let feeds = reader.run(&["feeds"]).done();
    assert!(feeds.contains("A very long name of a feed that…  "), "{feeds}");
}
