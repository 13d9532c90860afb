//! `config`: where the settings are, and what is wrong in them.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::args::{Config, Global};
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::screen;
use crate::app::words;
use crate::config::{Paths, default_config, load, load_theme};

/// Prints what is asked for; without a question, the path and what is wrong.
pub(super) fn print(
    global: &Global,
    config: &Config,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    if config.default {
        output.own(default_config().as_bytes())?;
        return Ok(Outcome::Done);
    }
    let paths = screen::paths(global)?;
    if config.path {
        print_path(&paths.config, output)?;
        return Ok(Outcome::Done);
    }
    let problems = problems(global, &paths);
    if !config.check {
        let is_there = paths.config.exists();
        let note = if is_there { "" } else { " (not there: the defaults hold)" };
        output.line(Tone::Plain, &format!("{}{note}", paths.config.display()))?;
    }
    problems.iter().try_for_each(|problem| output.line(Tone::Plain, problem))?;
    if !config.check || problems.is_empty() {
        return Ok(Outcome::Done);
    }
    let count = words::count(problems.len(), "problem");
    report::say(&format!("{}: {count}; mend what is named above", paths.config.display()));
    Ok(Outcome::Failed)
}

/// A program gets the very bytes; a terminal gets them cleaned.
fn print_path(path: &Path, output: &mut Output) -> io::Result<()> {
    if output.style.terminal {
        return output.line(Tone::Plain, &path.display().to_string());
    }
    output.own(path.as_os_str().as_bytes())?;
    output.end()
}

/// Everything that is wrong in the settings, the keys and the theme.
fn problems(global: &Global, paths: &Paths) -> Vec<String> {
    let loaded = load(&paths.config, &screen::is_command);
    let (_, clashes) = loaded.settings.keymap(&screen::is_command);
    let (_, theme) = load_theme(loaded.settings.theme_name(&screen::env, None), &paths.themes());
    let missing = (global.config.is_some() && !paths.config.exists())
        .then(|| format!("{}: there is no such file; check the name", paths.config.display()));
    let all = loaded.problems.iter().chain(&clashes).chain(&theme);
    missing.into_iter().chain(all.map(ToString::to_string)).collect()
}
