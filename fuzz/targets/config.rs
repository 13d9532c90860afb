//! Any text is read as settings, as keys and as a theme: what is wrong in it is a problem, never a panic.

use dateline::app::command::Command;
use dateline::config;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let is_command = |name: &str| Command::from_name(name).is_some();
    let loaded = config::settings::read(&text, "dateline.toml", &is_command);
    let _keymap = loaded.settings.keymap(&is_command);
    let _problems = config::read_theme("own", &text, "own.toml");
    let _problems = config::read_keymap(&text, "keys.toml", &is_command);
}
