//! A key: what it means in the pane that has the keys, and what is said where it means nothing.

use super::App;
use super::command::Command;
use super::message::Effect;
use crate::config::{Key, KeyCode, Lookup};
use crate::fault;

impl App {
    pub(super) fn press(&mut self, key: Key) -> Vec<Effect> {
        fault::point("app: key");
        if self.notice.as_ref().is_some_and(|n| !n.is_error || n.seen || key.code == KeyCode::Esc) {
            self.notice = None;
        }
        if self.overlay.is_some() && !self.passes_overlays(key) {
            return self.press_overlay(key);
        }
        self.pressed.push(key);
        let names = match self.keymap.lookup(self.focus, &self.pressed) {
            Lookup::Prefix(_) => return vec![],
            Lookup::Run(names) => names.to_vec(),
            Lookup::Unbound => {
                self.say_unbound();
                vec![]
            }
        };
        self.pressed.clear();
        let mut effects = Vec::new();
        for command in names.iter().filter_map(|name| Command::from_name(name)) {
            effects.extend(self.run(command));
        }
        effects
    }

    /// Says that keys have no meaning here, unless something else is being said.
    fn say_unbound(&mut self) {
        if self.notice.is_some() || self.pressed.iter().any(|key| key.code == KeyCode::Esc) {
            return;
        }
        let keys: String = self.pressed.iter().map(Key::to_string).collect();
        let help = self.keymap.key_in(self.focus, Command::Help.name());
        let help = help.map(|key| format!("; {key} shows the keys")).unwrap_or_default();
        self.say(format!("{keys} does nothing here{help}."));
    }

    /// Whether a key does what it does always, whatever lies over the panes.
    fn passes_overlays(&self, key: Key) -> bool {
        let always = [Command::Suspend.name(), Command::Redraw.name()];
        let run = self.keymap.lookup(self.focus, &[key]);
        key.ctrl && matches!(run, Lookup::Run([name]) if always.contains(&name.as_str()))
    }
}
