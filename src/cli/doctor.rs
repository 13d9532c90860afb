//! `doctor`: looks over the store, the files and the terminal, and says what is wrong.
//!
//! It changes nothing unless it is told to, and then only what cannot lose anything: rights that are too wide, a damaged
//! store, room that nothing needs.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::args::Global;
use super::output::{Output, Tone, forced_charset};
use super::report::{self, Outcome};
use super::{log, net, screen};
use crate::app::words;
use crate::config::{Charset, Depth, Loaded, Paths, depth, load};
use crate::desk::{secret, sync};
use crate::store::{Compacted, FILE_NAME, Library, Repaired, Shelf, StoreError};

/// Looks everything over. Fails where something is wrong and was not mended.
pub(super) fn print(global: &Global, fix: bool, output: &mut Output) -> anyhow::Result<Outcome> {
    let paths = screen::paths(global)?;
    let mut wrong = Vec::new();
    let is_ours = !matches!(Shelf::open(&paths.data), Err(StoreError::Foreign { .. }));
    let (told, is_whole) = store(&paths, fix, &mut wrong);
    row("store", &told, output)?;
    if let Some(told) = room(&paths, fix, &mut wrong) {
        row("room", &told, output)?;
    }
    row("settings", &settings(&paths, &mut wrong), output)?;
    row("log", &paths.state.join(log::FILE_NAME).display().to_string(), output)?;
    row("terminal", &terminal(global), output)?;
    let mut secrets = feeds(&paths, &mut wrong, output)?;
    secrets.extend(accounts(global, &paths, &mut wrong, output)?);
    for path in too_open(&paths, is_ours, &secrets) {
        match mend(&path, fix) {
            Ok(true) => row("mended", &format!("{} is yours alone now", path.display()), output)?,
            Ok(false) => wrong.push(format!(
                "{} can be read by others; `dateline doctor --fix` makes it yours alone",
                path.display()
            )),
            Err(cause) => {
                wrong.push(format!("the rights of {} cannot be changed ({cause})", path.display()));
            }
        }
    }
    wrong.iter().for_each(report::say);
    Ok(match (wrong.is_empty(), is_whole) {
        (true, true) => Outcome::Done,
        (true, false) => Outcome::Partly,
        (false, _) => Outcome::Failed,
    })
}

fn row(name: &str, value: &str, output: &mut Output) -> io::Result<()> {
    output.put(Tone::Strong, &format!("{name}: "))?;
    output.line(Tone::Plain, value)
}

/// Reads every page of the store; what is wrong is added to `wrong`. What is to be said, and whether nothing was lost.
fn store(paths: &Paths, fix: bool, wrong: &mut Vec<String>) -> (String, bool) {
    let path = paths.data.join(FILE_NAME);
    let shown = path.display();
    let told = match check(&paths.data) {
        Ok((count, found)) if found.is_empty() => {
            format!("{shown}, whole, {}{}", words::count(count, "article"), refused(&paths.data))
        }
        Ok(_) if fix => return repaired(paths, wrong),
        Ok((count, found)) => {
            wrong.push(format!(
                "{shown} is damaged ({}); `dateline doctor --fix` puts what can be read into a new one",
                found.join("; ")
            ));
            format!("{shown}, damaged, {} can be listed", words::count(count, "article"))
        }
        Err(StoreError::Missing { .. }) => {
            format!("{shown}, not there yet; it is made when it is first needed")
        }
        Err(error) => {
            wrong.push(error.to_string());
            format!("{shown}, cannot be read")
        }
    };
    (told, true)
}

/// How much of the store is empty, where that is a good part; it is given back where that is wanted.
fn room(paths: &Paths, fix: bool, wrong: &mut Vec<String>) -> Option<String> {
    let mib = |bytes: u64| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20));
    // A store that cannot be read has been told of already.
    let gaps = Shelf::open(&paths.data).and_then(|shelf| shelf.gaps()).ok()??;
    if !fix {
        return Some(format!("{} are empty; `dateline doctor --fix` gives it back", mib(gaps)));
    }
    match Library::open(&paths.data).and_then(|mut library| library.compact()) {
        Ok(Compacted { before, after }) => {
            let given = before.saturating_sub(after);
            Some(format!("{} of {} given back", mib(given), mib(before)))
        }
        Err(error) => {
            wrong.push(format!("no room was given back: {error}"));
            None
        }
    }
}

/// What the reader has called wrong, where there is any.
fn refused(folder: &Path) -> String {
    let refused = Shelf::open(folder).and_then(|shelf| shelf.refused()).unwrap_or_default();
    let told = |number: u32, noun: &str, what: &str| {
        (number > 0).then(|| format!(", {} called {what}", words::count(number as usize, noun)))
    };
    let facts = told(refused.facts, "fact", "wrong");
    let not_same = told(refused.not_same, "thing", "not the same");
    facts.into_iter().chain(not_same).collect()
}

/// Mends a damaged store; the damaged file stays beside the new one. Whether nothing was lost.
fn repaired(paths: &Paths, wrong: &mut Vec<String>) -> (String, bool) {
    let shown = paths.data.join(FILE_NAME).display().to_string();
    match Library::repair(&paths.data) {
        Ok(Repaired { damaged, articles, lost }) => {
            let kept = damaged.map_or_else(String::new, |path| {
                format!("; the damaged file is {}", path.display())
            });
            let articles = words::count(articles, "article");
            (format!("{shown}, mended, {articles}, {lost} could not be read{kept}"), lost == 0)
        }
        Err(error) => {
            wrong.push(error.to_string());
            (format!("{shown}, damaged, cannot be mended"), false)
        }
    }
}

/// How many articles there are, and the first few of what is wrong.
fn check(folder: &Path) -> Result<(usize, Vec<String>), StoreError> {
    const FIRST: usize = 3;
    let shelf = Shelf::open(folder)?;
    match (shelf.check(), shelf.counts()) {
        (Err(error @ StoreError::Locked { .. }), _) => Err(error),
        (Ok(found), Ok(counts)) => {
            let found = found.iter().take(FIRST).map(ToString::to_string).collect();
            Ok((counts.all as usize, found))
        }
        _ => Ok((0, vec!["its tables cannot be read".to_owned()])),
    }
}

fn settings(paths: &Paths, wrong: &mut Vec<String>) -> String {
    let shown = paths.config.display();
    if !paths.config.exists() {
        return format!("{shown}, not there: the defaults hold");
    }
    let problems = load(&paths.config, &screen::is_command).problems;
    wrong.extend(problems.iter().map(ToString::to_string));
    let count = words::count(problems.len(), "problem");
    if problems.is_empty() {
        format!("{shown}, read without a problem")
    } else {
        format!("{shown}, {count}")
    }
}

/// What the environment says of the terminal.
fn terminal(global: &Global) -> String {
    let env = &screen::env;
    let colours = match depth::depth(screen::colour(global), env) {
        Depth::Mono => "no colours",
        Depth::Sixteen => "16 colours",
        Depth::Indexed => "256 colours",
        Depth::True => "24-bit colours",
    };
    let charset = match depth::charset(forced_charset(global), env) {
        Charset::Unicode => "UTF-8",
        Charset::Ascii => "ASCII",
    };
    let name = env("TERM").unwrap_or_else(|| "not named".to_owned());
    let line = if depth::over_ssh(env) { "over SSH" } else { "not over SSH" };
    format!("{name}, {colours}, {charset}, {line}")
}

/// Says how the feeds are doing; returns the files in which their secrets are.
fn feeds(paths: &Paths, wrong: &mut Vec<String>, output: &mut Output) -> io::Result<Vec<PathBuf>> {
    // A store that cannot be read has been told of already.
    let feeds = Shelf::open(&paths.data).and_then(|shelf| shelf.feeds()).unwrap_or_default();
    if feeds.is_empty() {
        return Ok(Vec::new());
    }
    let failing = feeds.iter().filter(|feed| feed.health.failures > 0);
    let retired = feeds.iter().filter(|feed| feed.health.retired.is_some()).count();
    let failing: Vec<_> = failing.filter(|feed| feed.health.retired.is_none()).collect();
    let count = words::count(feeds.len(), "feed");
    row("feeds", &format!("{count}, {} failing, {retired} retired", failing.len()), output)?;
    // Those of an account fail together, and the account is asked below.
    let own = failing.iter().filter(|feed| feed.source.account().is_none());
    for feed in own.filter(|feed| feed.health.failures >= LASTING) {
        let why = feed.health.trouble.as_deref().unwrap_or_default();
        let times = words::count(feed.health.failures as usize, "time");
        wrong.push(format!("{} has failed {times}: {why}", feed.name()));
    }
    let headers = feeds.iter().flat_map(|feed| &feed.choices.headers);
    Ok(headers.filter_map(|header| secret::file(&header.reference)).map(PathBuf::from).collect())
}

/// Asks the servers of all accounts whether they can be used, and says in words what is wrong; returns the files in which
/// their passwords are.
fn accounts(
    global: &Global,
    paths: &Paths,
    wrong: &mut Vec<String>,
    output: &mut Output,
) -> anyhow::Result<Vec<PathBuf>> {
    let Loaded { settings, problems, .. } = load(&paths.config, &screen::is_command);
    let listed = &settings.lists.accounts;
    let states = Shelf::open(&paths.data).and_then(|shelf| shelf.accounts()).unwrap_or_default();
    let names: Vec<&str> = listed.iter().map(|account| account.name.as_str()).collect();
    // One that is missing from settings with mistakes may be one that was not understood.
    if problems.is_empty() {
        wrong.extend(left_behind(&paths.data, &names));
    }
    if listed.is_empty() {
        return Ok(Vec::new());
    }
    let (client, permit) = (net::client(global, &settings)?, net::permit(global, &settings));
    for account in listed {
        let waiting = states.iter().find(|state| state.name.as_str() == account.name);
        let waiting = match waiting.map_or(0, |state| state.waiting as usize) {
            0 => String::new(),
            count => format!("; {} still to be told", words::count(count, "change")),
        };
        let words = if global.offline {
            "not asked: offline".to_owned()
        } else {
            match sync::check(&client, permit, account) {
                Ok(feeds) => {
                    format!("{} takes us in, {}", account.address, words::count(feeds, "feed"))
                }
                Err(error) => {
                    wrong.push(format!("account {}: {error}", account.name));
                    format!("{}, cannot be used", account.address)
                }
            }
        };
        row(&format!("account {}", account.name), &format!("{words}{waiting}"), output)?;
    }
    let references = listed.iter().map(|account| account.secret.reference());
    Ok(references.filter_map(|reference| secret::file(&reference).map(PathBuf::from)).collect())
}

/// Accounts that are no longer in the settings, and whose feeds nobody fetches any more.
fn left_behind(folder: &Path, listed: &[&str]) -> Vec<String> {
    let feeds = Shelf::open(folder).and_then(|shelf| shelf.feeds()).unwrap_or_default();
    let mut counts = BTreeMap::<&str, usize>::new();
    for name in feeds.iter().filter_map(|feed| feed.source.account()) {
        *counts.entry(name).or_default() += 1;
    }
    let left = counts.into_iter().filter(|(name, _)| !listed.contains(name));
    left.map(|(name, count)| {
        let feeds = words::count(count, "feed");
        format!("account {name} is not in the settings, and nobody fetches its {feeds}; put it back, or give them up with `dateline remove`")
    })
    .collect()
}

/// A feed that failed less often may have had a bad day.
const LASTING: u32 = 10;

/// Our folder and files, and those of secrets, that others than their owner may read. A store that is another program's, and
/// the folder it is in, are none of ours.
fn too_open(paths: &Paths, is_ours: bool, secrets: &[PathBuf]) -> Vec<PathBuf> {
    let store = paths.data.join(FILE_NAME);
    let beside = |ending: &str| PathBuf::from(format!("{}{ending}", store.display()));
    let log = paths.state.join(log::FILE_NAME);
    let ours = [paths.data.clone(), beside("-wal"), beside("-shm"), store];
    let ours = ours.into_iter().filter(|_| is_ours);
    let all = ours.chain([log]).chain(secrets.iter().cloned());
    let is_open = |path: &PathBuf| {
        fs::symlink_metadata(path)
            .is_ok_and(|data| !data.is_symlink() && data.permissions().mode() & 0o077 != 0)
    };
    all.filter(is_open).collect()
}

/// Takes the rights of others away, if that is wanted. Whether it was done.
fn mend(path: &Path, fix: bool) -> io::Result<bool> {
    if fix {
        let mode = fs::metadata(path)?.permissions().mode() & 0o700;
        fs::set_permissions(path, Permissions::from_mode(mode))?;
    }
    Ok(fix)
}
