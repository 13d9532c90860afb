//! What is wrong with the settings is said by every command that heeds them, once.

use crate::Reader;

#[test]
fn mistakes_in_the_settings_are_said_once_by_all_commands() {
    let reader = Reader::new();
    let config = reader.file("config.toml", "measure = 'wide'\n");
    let text = reader.file("report.txt", "The port was closed. Nobody was hurt.");
    for command in [
        &["list"][..],
        &[],
        &["mark", "star", "1"],
        &["undo"],
        &["show", "1"],
        &["search", "port"],
        &["feeds"],
        &["refresh"],
        &["stories"],
        &["brief"],
        &["facts", &text],
        &["open", "--json", &text],
        &["export"],
        &["rules"],
        &["tag", "harbour", "1"],
        &["config", "--check"],
        &["doctor"],
    ] {
        let ended = reader.run(&[&["--config", &config], command].concat());
        let said = format!("{}{}", ended.err, ended.out).matches("measure").count();
        assert_eq!(said, 1, "{command:?}: {ended:?}");
    }
    let none = reader.path("none.toml");
    let listed = reader.run(&["--config", &none, "list"]);
    assert_eq!(listed.err.matches("no such file").count(), 1, "{listed:?}");
}
