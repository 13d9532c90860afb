//! Opens the screen: settings, looks and the terminal's abilities are settled here, once.
//!
//! Where the files are and what the environment says is told to the other commands, too.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;

use super::args::{Global, Open};
use super::output::forced_charset;
use super::report::{self, Outcome, Usage};
use super::source;
use crate::app::Options;
use crate::app::command::Command;
use crate::app::feeds::SavedSearch;
use crate::app::page::Typography;
use crate::config::paths::{PathArguments, PathsError};
use crate::config::{
    Charset, ColourChoice, Depth, Glyphs, Opener, Paths, Settings, depth, load, load_theme,
};
use crate::desk::Desk;
use crate::fetch::Client;
use crate::news::{FactKind, Moment};
use crate::run::painter::Abilities;
use crate::run::writer::Pace;
use crate::run::{self, Net, Setup};
use crate::text::Prose;
use crate::ui::Skin;

/// Looks a variable of the environment up; one that is not Unicode counts as not set.
pub(super) fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Where the files are, as the command line and the environment say.
pub(super) fn paths(global: &Global) -> anyhow::Result<Paths> {
    let arguments = PathArguments {
        data_dir: global.data_dir.clone(),
        config: global.config.clone(),
        user: global.user.clone(),
    };
    Paths::find(&arguments, &|name| std::env::var_os(name)).map_err(|error| match error {
        PathsError::User(_) => Usage(error.to_string()).into(),
        other => other.into(),
    })
}

/// Says what is wrong with the settings, once, unless the command looks at them itself or has none to heed.
pub(super) fn tell_settings(global: &Global, command: &super::args::Command) {
    use super::args::Command as C;
    if matches!(command, C::Config(_) | C::Doctor { .. } | C::Completions { .. } | C::Man) {
        return;
    }
    if let Some(named) = global.config.as_ref().filter(|path| !path.exists()) {
        report::say(&format!("{}: there is no such file; the defaults hold", named.display()));
    } else if let Ok(paths) = paths(global) {
        load(&paths.config, &is_command).problems.iter().for_each(report::say);
    }
}

/// What the settings say about colour; the command line has the first word, and the file is then not read.
pub(super) fn colour(global: &Global) -> ColourChoice {
    match (global.color, paths(global)) {
        (None, Ok(paths)) if io::stdout().is_terminal() => {
            load(&paths.config, &is_command).settings.colour
        }
        (choice, _) => choice.unwrap_or_default(),
    }
}

/// Whether a keymap may name that command.
pub(super) fn is_command(name: &str) -> bool {
    Command::from_name(name).is_some()
}

/// Opens the reader on the store, or on files alone.
pub(super) fn open(global: &Global, files: Option<&Open>) -> anyhow::Result<Outcome> {
    let paths = paths(global)?;
    let loaded = load(&paths.config, &is_command);
    let mut problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    let (desk, outcome) = match files {
        None => (source::open_told(&paths.data)?, Outcome::Done),
        Some(open) => passing(global, &open.files, &mut problems)?,
    };
    if outcome != Outcome::Failed {
        run::run(setup(global, &paths, loaded.settings, desk, problems))?;
    }
    Ok(outcome)
}

/// The articles of files and addresses. Those that cannot be read are named before the screen opens, so that it is seen afterwards.
fn passing(
    global: &Global,
    files: &[OsString],
    problems: &mut Vec<String>,
) -> anyhow::Result<(Desk, Outcome)> {
    let mut articles = Vec::new();
    let mut failed = 0;
    for name in files {
        match source::take_named(global, name) {
            Ok(taken) => {
                let name = source::shown(name);
                problems.extend(taken.problems.iter().map(|problem| format!("{name}: {problem}")));
                articles.extend(taken.articles);
            }
            Err(error) => {
                report::say(&error);
                problems.push(error.to_string());
                failed += 1;
            }
        }
    }
    let now =
        Moment::from_second(Timestamp::now().as_second()).context("the clock shows no time")?;
    Ok((Desk::passing(&articles, now)?, Outcome::of(files.len(), failed)))
}

fn setup(
    global: &Global,
    paths: &Paths,
    settings: Settings,
    desk: Desk,
    mut problems: Vec<String>,
) -> Setup {
    let (keymap, clashes) = settings.keymap(&is_command);
    problems.extend(clashes.iter().map(ToString::to_string));
    let skin = skin(global, paths, &settings, &mut problems);
    let in_screen =
        env("STY").is_some() || env("TERM").is_some_and(|term| term.starts_with("screen"));
    let tmux = env("TMUX").is_some();
    let passing = matches!(desk, Desk::Passing(..));
    Setup {
        desk,
        options: options(global, &settings, passing),
        keymap,
        skin,
        abilities: Abilities { erases_with_background: !in_screen || tmux },
        hyperlinks: settings
            .hyperlinks
            .unwrap_or_else(|| settings.line_rate == 0 && depth::takes_links(&env)),
        pace: match settings.line_rate {
            0 if depth::over_ssh(&env) => Pace::REMOTE,
            0 => Pace::LOCAL,
            rate => Pace::of_line(rate),
        },
        mouse: settings.mouse,
        tmux: tmux && !global.restricted,
        net: net(global, &settings),
        openers: openers(global, &settings),
        browser: settings.browser.filter(|_| !global.restricted),
        fold_duplicates: settings.fold_duplicates,
        save_dir: settings.save_dir.unwrap_or_default(),
        problems,
    }
}

fn options(global: &Global, settings: &Settings, passing: bool) -> Options {
    Options {
        typography: Typography {
            measure: settings.measure,
            hyphenate: settings.hyphenate,
            justify: settings.justify,
        },
        preview_delay: Duration::from_millis(settings.preview_delay_ms),
        mark_read_on_open: settings.mark_read_on_open,
        ask_before_mark_all: settings.ask_before_mark_all,
        hidden_kinds: settings
            .hidden_kinds
            .iter()
            .filter_map(|name| FactKind::from_name(name))
            .collect(),
        hides_unsure: settings.unsure_hidden,
        folds_copies: settings.fold_duplicates,
        browser: settings.browser.is_some() && !global.restricted,
        restricted: global.restricted,
        passing,
        offline: global.offline,
        auto_refresh: settings.auto_refresh && !global.offline,
        openers: openers(global, settings),
        programs: settings.allow_programs && !global.restricted,
        pipes: settings.lists.pipes.iter().map(|pipe| pipe.name.clone()).collect(),
        bookmark: settings.bookmark.is_some(),
        searches: settings.lists.searches.iter().map(saved_search).collect(),
        // What is not stored is no server's business.
        accounts: if passing { Vec::new() } else { account_names(settings) },
    }
}

/// The way out; what is wrong in the environment goes to the log, since the screen is open by then.
fn way_out(global: &Global, settings: &Settings) -> Result<Client, String> {
    let (client, problems) =
        super::net::way_out(global, settings).map_err(|error| error.to_string())?;
    for problem in problems {
        ::log::warn!("{problem}");
    }
    Ok(client)
}

/// Programs for some addresses, where programs may be started at all.
fn openers(global: &Global, settings: &Settings) -> Vec<Opener> {
    let allowed = settings.allow_programs && !global.restricted;
    settings.lists.openers.iter().filter(|_| allowed).cloned().collect()
}

/// What the reader needs to go out. The way out is opened when something is fetched, not before the first frame.
fn net(global: &Global, settings: &Settings) -> Net {
    let pipes = settings.lists.pipes.iter();
    let (asked, chosen) = (global.clone(), settings.clone());
    Net {
        client: Box::new(move || way_out(&asked, &chosen)),
        permit: super::net::permit(global, settings),
        jobs: settings.jobs,
        every: settings.refresh_every,
        whole: settings.whole_articles,
        rules: settings.lists.rules.clone(),
        bookmark: settings.bookmark.clone(),
        hook_new: settings.hook_new.clone(),
        accounts: settings.lists.accounts.clone(),
        limits: super::net::limits(settings),
        pipes: pipes.map(|pipe| (pipe.name.clone(), pipe.run.clone())).collect(),
    }
}

fn account_names(settings: &Settings) -> Vec<String> {
    settings.lists.accounts.iter().map(|account| account.name.clone()).collect()
}

fn saved_search(search: &crate::config::SavedSearch) -> SavedSearch {
    SavedSearch { name: Prose::line(&search.name), query: search.query.clone() }
}

fn skin(global: &Global, paths: &Paths, settings: &Settings, problems: &mut Vec<String>) -> Skin {
    let depth = depth::depth(global.color.unwrap_or(settings.colour), &env);
    let charset = depth::charset(forced_charset(global), &env);
    let asks = settings.asks_background(&env) && depth != Depth::Mono;
    let told = if asks { run::background::is_light() } else { None };
    let (theme, wrong) = load_theme(settings.theme_name(&env, told), &paths.themes());
    problems.extend(wrong.iter().map(ToString::to_string));
    Skin {
        palette: theme.palette(if depth::is_dumb(&env) { Depth::Mono } else { depth }),
        glyphs: Glyphs::choose(charset, settings.ambiguous_wide),
        ascii: charset == Charset::Ascii,
        ambiguous_wide: settings.ambiguous_wide,
        emoji_full: settings.emoji_full,
        no_emoji: depth::is_plain_console(&env),
    }
}
