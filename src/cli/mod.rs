//! The command line: arguments in, the screen or one result out.
//!
//! What is done stands in `desk`; here it is asked for and printed, one command a file. Results go to standard output
//! alone, everything else is said on standard error.

mod add;
mod args;
mod bar;
mod batch;
mod brief;
mod compare;
mod completions;
mod config;
mod doctor;
mod extract;
mod facts;
mod feeds;
mod hook;
mod import;
mod json;
mod lines;
mod list;
mod log;
mod man;
mod mark;
mod net;
mod open;
mod output;
mod parse;
mod refresh;
mod report;
mod rules;
mod screen;
mod search;
mod show;
mod source;
mod stories;
mod sync;
mod text;
mod versions;
mod watch;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use self::args::{Arguments, Command, Global};
use self::output::{Output, Style};
use self::report::Outcome;
use crate::config::depth;
use crate::text::Prose;

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    if let Ok(paths) = screen::paths(&arguments.global) {
        log::start(paths.state, screen::env(log::LEVEL_VARIABLE).as_deref());
    }
    match run(&arguments) {
        Ok(outcome) => outcome.into(),
        Err(error) => report::end(&error),
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let global = &arguments.global;
    let Some(command) = &arguments.command else { return read(global) };
    let mut output = match command {
        Command::Open(open) if !open.json && has_screen(global) => {
            return screen::open(global, Some(open));
        }
        _ => output(global),
    };
    let outcome = print(global, command, &mut output)?;
    output.finish()?;
    Ok(qualified(global, outcome))
}

/// What was passed over is written to the log; a script must hear of it, too.
fn qualified(global: &Global, outcome: Outcome) -> Outcome {
    let Some(paths) = screen::paths(global).ok().filter(|_| log::has_warned()) else {
        return outcome;
    };
    let log = paths.state.join(log::FILE_NAME);
    report::say(&format!("some of it could not be read; {} says what", log.display()));
    if outcome == Outcome::Done { Outcome::Partly } else { outcome }
}

fn print(global: &Global, command: &Command, output: &mut Output) -> anyhow::Result<Outcome> {
    if global.restricted {
        source::refuse_files(command)?;
    }
    screen::tell_settings(global, command);
    match command {
        Command::Open(open) => open::print(global, open, output),
        Command::Extract(extract) => extract::print(global, extract, output),
        Command::List(list) => list::print(global, list, output),
        Command::Show(show) => show::print(global, show, output),
        Command::Facts(facts) if facts.jsonl => batch::print(&facts.target, output),
        Command::Facts(facts) => facts::print(global, facts, output),
        Command::Parse(parse) => parse::print(parse, output),
        Command::Stories(stories) => stories::print(global, stories, output),
        Command::Brief(brief) => brief::print(global, brief, output),
        Command::Compare(compare) => compare::print(global, compare, output),
        Command::Search(search) => search::print(global, search, output),
        Command::Mark(mark) => mark::mark(global, mark),
        Command::Add(add) => add::print(global, add, output),
        Command::Remove(remove) => add::remove(global, remove, output),
        Command::Feeds { json } => feeds::print(global, *json, output),
        Command::Import(import) => import::import(global, import, output),
        Command::Export(export) => import::export(global, export, output),
        Command::Refresh(refresh) => refresh::print(global, refresh, output),
        Command::Sync(sync) => sync::print(global, sync, output),
        Command::Rules(rules) => rules::print(global, rules, output),
        Command::Tag(tag) => mark::tag(global, tag),
        Command::Watch(watch) => watch::print(global, watch, output),
        Command::Undo => mark::undo(global, output),
        Command::Sample { state } => mark::sample(global, *state),
        Command::Config(config) => config::print(global, config, output),
        Command::Completions { shell } => completions::print(*shell, output),
        Command::Man => man::print(output),
        Command::Doctor { fix } => doctor::print(global, *fix, output),
    }
}

/// The reader; where there is no screen for it, the list.
fn read(global: &Global) -> anyhow::Result<Outcome> {
    if has_screen(global) {
        return screen::open(global, None);
    }
    let mut output = output(global);
    let list = Command::List(args::List::default());
    let outcome = print(global, &list, &mut output)?;
    output.finish()?;
    Ok(qualified(global, outcome))
}

/// Whether the reader can be opened here, and nobody wants plain lines instead.
fn has_screen(global: &Global) -> bool {
    !global.plain && io::stdout().is_terminal() && !depth::is_dumb(&screen::env)
}

fn output(global: &Global) -> Output {
    Output::new(Style::new(global, screen::colour(global)))
}

/// Help and version go to standard output; wrong usage is said on standard error and ends with 2.
fn refuse(error: &clap::Error) -> ExitCode {
    // What was typed may come from anywhere, and an error quotes it.
    let words = Prose::text(&error.render().to_string());
    // Where nobody reads it there is nobody to tell either.
    if error.use_stderr() {
        let _unread = io::stderr().write_all(words.as_bytes());
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    }
    match io::stdout().write_all(words.as_bytes()).and_then(|()| io::stdout().flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => report::end(&cause.into()),
    }
}
