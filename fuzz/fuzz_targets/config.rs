//! Any text is read as settings and as a theme: what is wrong in it is a problem, never a panic.
#![no_main]

use dateline::config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _problems = config::read_theme("own", text, "own.toml");
    let _problems = config::read_keymap(text, "keys.toml", &|name| name.len() < 12);
});
