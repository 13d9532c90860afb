//! The README tells the truth about keys.

use std::fmt::Write as _;

use dateline::app::command::Command;
use dateline::config::{Keymap, Pane, Settings};

/// The keys of every command, as the README shows them.
fn table(keymap: &Keymap) -> String {
    let mut table = String::from(
        "| keys | list | text | facts | feeds | compare | brief | |\n| --- | :-: | :-: | :-: | :-: | :-: | :-: | --- |\n",
    );
    for command in Command::ALL {
        let mut rows: Vec<(Vec<String>, [bool; 6])> = Vec::new();
        for (at, pane) in Pane::ALL.into_iter().enumerate() {
            let alone = |b: &&dateline::config::Binding| b.commands == [command.name()];
            let keys: Vec<String> =
                keymap.bindings(pane).iter().filter(alone).map(|b| b.keys.to_string()).collect();
            match rows.iter_mut().find(|(other, _)| *other == keys) {
                _ if keys.is_empty() => {}
                Some((_, panes)) => panes[at] = true,
                None => {
                    let mut panes = [false; 6];
                    panes[at] = true;
                    rows.push((keys, panes));
                }
            }
        }
        for (keys, panes) in rows {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let [list, text, facts, feeds, compare, brief] =
                panes.map(|on| if on { "×" } else { "" });
            writeln!(
                table,
                "| {} | {list} | {text} | {facts} | {feeds} | {compare} | {brief} | {} |",
                keys.join(" ").replace('|', "\\|"),
                command.says()
            )
            .expect("a string takes everything");
        }
    }
    table
}

#[test]
fn the_readme_names_all_keys() {
    let (keymap, problems) = Settings::default().keymap(&|name| Command::from_name(name).is_some());
    assert_eq!(problems, []);
    let table = table(&keymap);
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&table), "the README should have this table:\n{table}");
}
