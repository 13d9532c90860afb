//! Keymap files: those of the program and the reader's own.
//!
//! A file has the tables `[all]`, `[list]`, `[reader]`, `[facts]`, `[feeds]`, `[compare]` and `[brief]`; each entry is `keys = command`, a list of commands
//! (a chain), or `"none"`. What a command does is not known here, only whether the caller knows its name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::ConfigProblem;
use super::document::{Document, Entry, expected, words};
use super::keymap::{Binding, Pane};
use super::keys::{KeyError, Keys};
use super::problem::unknown;

/// The keymaps that come with the program: name, file name, text.
pub const PRESETS: [(&str, &str, &str); 3] = [
    ("dateline", "keys/dateline.toml", include_str!("../../assets/keys/dateline.toml")),
    ("newsboat", "keys/newsboat.toml", include_str!("../../assets/keys/newsboat.toml")),
    ("less", "keys/less.toml", include_str!("../../assets/keys/less.toml")),
];

/// The command name that takes a key out of use.
const NONE: &str = "none";

/// The tables of a keymap file: name, pane (`None`: every pane).
const TABLES: [(&str, Option<Pane>); 7] = [
    ("all", None),
    ("list", Some(Pane::List)),
    ("reader", Some(Pane::Reader)),
    ("facts", Some(Pane::Facts)),
    ("feeds", Some(Pane::Feeds)),
    ("compare", Some(Pane::Compare)),
    ("brief", Some(Pane::Brief)),
];

/// Bindings as they stand in a file, and what was wrong there.
pub(crate) type Read = (Vec<Binding>, Vec<ConfigProblem>);

/// Reads a keymap file. What cannot be bound becomes a problem; everything else is returned in the order of lines.
pub fn read_keymap(text: &str, source_name: &str, is_command: &dyn Fn(&str) -> bool) -> Read {
    let mut document = Document::parse(text, source_name);
    let mut all: Read = (Vec::new(), std::mem::take(&mut document.problems));
    let reader = BindingReader { document: &document, file: source_name, is_command };
    for table in document.entries() {
        let (bindings, problems) = reader.read_table("", &table);
        all.0.extend(bindings);
        all.1.extend(problems);
    }
    all
}

/// What is the same for every binding of one file.
pub(crate) struct BindingReader<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) file: &'a str,
    pub(crate) is_command: &'a dyn Fn(&str) -> bool,
}

impl BindingReader<'_> {
    /// Reads the table of one pane; `parent` (`bind.`) stands before its name in problems.
    pub(crate) fn read_table(&self, parent: &str, table: &Entry<'_>) -> Read {
        let path = format!("{parent}{}", table.name);
        let Some((_, pane)) = TABLES.iter().find(|(name, _)| *name == table.name) else {
            let message = unknown("table", table.name, TABLES.iter().map(|(name, _)| *name));
            return (Vec::new(), vec![self.document.problem(table.line, &path, message)]);
        };
        self.read_bindings(&path, *pane, "", table)
    }

    /// Reads every entry of a table as a binding in `pane`. The keys `first` come before those of each entry.
    pub(crate) fn read_bindings(
        &self,
        path: &str,
        pane: Option<Pane>,
        first: &str,
        table: &Entry<'_>,
    ) -> Read {
        let mut read = Read::default();
        let Some(entries) = table.value.as_table() else {
            let message = expected("a table of keys", table.value);
            return (Vec::new(), vec![self.document.problem(table.line, path, message)]);
        };
        for entry in self.document.entries_of(entries) {
            match self.read_binding(pane, first, &entry) {
                Ok(binding) => read.0.push(binding),
                Err(message) => {
                    let key = format!("{path}.{}", entry.name);
                    read.1.push(self.document.problem(entry.line, &key, message));
                }
            }
        }
        read
    }

    fn read_binding(
        &self,
        pane: Option<Pane>,
        first: &str,
        entry: &Entry<'_>,
    ) -> Result<Binding, String> {
        let keys: Keys = format!("{first}{}", entry.name)
            .parse()
            .map_err(|error: KeyError| error.to_string())?;
        let mut commands = words(entry.value)
            .ok_or_else(|| expected("a command or a list of commands", entry.value))?;
        if commands == [NONE] {
            commands.clear();
        }
        if let Some(stranger) = commands.iter().find(|name| !(self.is_command)(name)) {
            let unknown = unknown("command", stranger, bound_commands());
            return Err(format!("{stranger:?}: {unknown}"));
        }
        Ok(Binding { pane, keys, commands, file: self.file.to_owned(), line: entry.line })
    }
}

/// Names of commands as they stand in the presets, each once, to suggest one for a mistyped name.
fn bound_commands() -> impl Iterator<Item = &'static str> {
    static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        let lines = PRESETS.iter().flat_map(|(_, _, text)| text.lines());
        lines.filter_map(|line| line.split_once(" = \"")?.1.strip_suffix('"')).collect()
    });
    NAMES.iter().copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::resolve;

    /// Every command.
    const COMMANDS: &str = "down up top bottom half-page-down half-page-up page-down page-up left right next-pane \
        previous-pane scroll-down scroll-up page-or-next-unread page-back next-article previous-article next-match \
        previous-match open open-browser open-browser-and-read copy copy-markdown toggle-read mark-all-read \
        mark-above-read mark-below-read toggle-star toggle-later hide undo redo find search pick-filter write-filter \
        clear-filter link-hint link-hint-copy toggle-kind scope-all scope-unread scope-starred scope-today \
        scope-later open-link-1 open-link-2 open-link-3 open-link-4 open-link-5 open-link-6 open-link-7 open-link-8 \
        open-link-9 link-number link-list brief-1 brief-2 brief-3 brief-4 brief-5 next-fact previous-fact \
        fact-at-line next-paragraph previous-paragraph next-group previous-group next-section previous-section \
        highlight-mode details sort reverse save zoom narrower wider reset-width palette help back position redraw \
        suspend cancel quit quit-now address edit-tags feeds refresh refresh-all add-feed full-text changes older-changes \
        pipe bookmark select-range pick-tag mark-feed-read unsubscribe rename move-feed toggle-whole next-source previous-source \
        stories compare briefing timeline quotes not-same dismiss toggle-unsure watch watches story-split \
        story-join";

    fn is_command(name: &str) -> bool {
        COMMANDS.split_whitespace().any(|known| known == name)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (_, problems) = read_keymap(text, "keys.toml", &is_command);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, expected, "in {text:?}");
    }

    #[test]
    fn presets_have_no_mistake_and_no_clash() {
        for (name, file, text) in PRESETS {
            let (bindings, problems) = read_keymap(text, file, &is_command);
            assert_eq!(problems, [], "in {name}");
            assert_eq!(resolve(&[bindings]).1, [], "in {name}");
        }
    }

    #[test]
    fn the_default_preset_reaches_every_command() {
        let (bindings, _) = read_keymap(PRESETS[0].2, PRESETS[0].1, &is_command);
        let bound: BTreeSet<&str> =
            bindings.iter().flat_map(|b| &b.commands).map(String::as_str).collect();
        let unbound: Vec<&str> =
            COMMANDS.split_whitespace().filter(|name| !bound.contains(name)).collect();
        assert_eq!(unbound, [""; 0]);
    }

    #[test]
    fn every_preset_can_move_undo_help_and_quit() {
        for (name, file, text) in PRESETS {
            let (keymap, _) = resolve(&[read_keymap(text, file, &is_command).0]);
            for command in ["up", "down", "open", "next-pane", "undo", "palette", "help", "quit"] {
                assert!(!keymap.keys_for(command).is_empty(), "{command} in {name}");
            }
        }
    }

    #[test]
    fn presets_need_no_key_that_a_multiplexer_takes_without_another_for_the_same() {
        for (name, file, text) in PRESETS {
            let (keymap, _) = resolve(&[read_keymap(text, file, &is_command).0]);
            for taken in ["C-a", "C-b"].map(|keys| keys.parse::<Keys>().unwrap()) {
                for binding in Pane::ALL.iter().flat_map(|pane| keymap.bindings(*pane)) {
                    let alone = keymap.keys_for(&binding.commands[0]).len() == 1;
                    assert!(binding.keys != taken || !alone, "{taken} in {name}");
                }
            }
        }
    }

    #[test]
    fn commands_chains_and_none_are_read_with_their_lines() {
        let text =
            "[list]\n\n\"x\" = \"undo\"\n\"Space\" = ['undo', 'down']\n[all]\n\"C-d\" = 'none'";
        let (bindings, problems) = read_keymap(text, "keys.toml", &is_command);
        assert_eq!(problems, []);
        let shown: Vec<String> = bindings
            .iter()
            .map(|b| format!("{}:{:?}:{}:{}", b.line, b.pane.map(Pane::name), b.keys, b.summary()))
            .collect();
        let list = "Some(\"list\")";
        assert_eq!(
            shown,
            [
                format!("3:{list}:x:undo"),
                format!("4:{list}:Space:undo, down"),
                "6:None:C-d:".into()
            ]
        );
    }

    #[test]
    fn mistakes_name_line_and_key_and_the_rest_holds() {
        check(
            "[list]\nx = 'undoo'\ny = 3\nz = []\nEntr = 'open'\nF5 = 'open'\n\"C-m\" = 'open'",
            &[
                "keys.toml:2: list.x: \"undoo\": unknown command; did you mean \"undo\"?",
                "keys.toml:3: list.y: expected a command or a list of commands, found 3",
                "keys.toml:4: list.z: expected a command or a list of commands, found an empty list",
                "keys.toml:5: list.Entr: expected a key such as j, C-d, Space, PgDn or a sequence such as gg, g/ or \
                 \"g Space\", found \"Entr\"",
                "keys.toml:6: list.F5: F5 is not sent by every terminal; use letters, signs, C- with a letter, or \
                 named keys",
                "keys.toml:7: list.C-m: C-m is Enter to a terminal; bind Enter",
            ],
        );
        check(
            "[lists]\nx = 'undo'",
            &["keys.toml:1: lists: unknown table; did you mean \"list\"?"],
        );
        check("list = 1", &["keys.toml:1: list: expected a table of keys, found 1"]);
        check("[list]\nx = 'undo'\nx = 'redo'\n", &["keys.toml:3: x: duplicate key"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = read_keymap(&text, "keys.toml", &is_command);
        }

        #[test]
        fn any_table_is_read_or_refused(text in "(\\[(all|list|b)\\]\n|\"?[a-gC -]{1,4}\"? = ['\"\\[{]?[a-z-]{0,6}['\"\\]}]?\n){0,8}") {
            let (bindings, _) = read_keymap(&text, "keys.toml", &|_| true);
            let _ = resolve(&[bindings]);
        }
    }
}
