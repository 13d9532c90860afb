//! `man`: the manual, one page for all commands, derived from the declaration of the arguments.

use std::io;

use clap::{Arg, CommandFactory};
use clap_mangen::Man;

use super::args::Arguments;
use super::output::Output;
use super::report::Outcome;

/// Sections that no declaration knows: a heading, and terms with what they mean.
const SECTIONS: [(&str, &[(&str, &str)]); 3] = [
    (
        "EXIT STATUS",
        &[
            ("0", "Done."),
            ("1", "Failed; one line on standard error says why."),
            ("2", "Wrong usage."),
            ("3", "Done in part; what was not done is named on standard error."),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("DATELINE_DATA_DIR", "The data directory, unless --data-dir names one."),
            ("DATELINE_CONFIG", "The settings file, unless --config names one."),
            (
                "DATELINE_LOG",
                "How much is logged: off, error, warn (the default), info, debug, trace.",
            ),
            ("NO_COLOR", "No colours, unless --color asks for them."),
        ],
    ),
    (
        "FILES",
        &[
            ("$XDG_DATA_HOME/dateline/dateline.db", "Articles and marks."),
            (
                "$XDG_CONFIG_HOME/dateline/config.toml",
                "Settings; themes are in the folder themes beside it.",
            ),
            ("$XDG_STATE_HOME/dateline/dateline.log", "The log."),
        ],
    ),
];

/// Prints the manual as roff.
pub(super) fn print(output: &mut Output) -> anyhow::Result<Outcome> {
    output.own(&page()?)?;
    Ok(Outcome::Done)
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    page.extend(commands(&command).into_bytes());
    for (heading, terms) in SECTIONS {
        page.extend(section(heading, terms).into_bytes());
    }
    Ok(page)
}

/// Every command with its own arguments; those of all commands were named before.
fn commands(command: &clap::Command) -> String {
    let subs = command.get_subcommands().filter(|sub| sub.get_name() != "help");
    [".SH COMMANDS\n".to_owned()].into_iter().chain(subs.map(subcommand)).collect()
}

fn subcommand(command: &clap::Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = escaped(usage.trim_start_matches("Usage: "));
    let head = format!(".SS {usage}\n{}\n", about(command.get_about()));
    let own = command.get_arguments().filter(|arg| !arg.is_global_set() && is_own(arg));
    let arguments = own.map(|arg| {
        let help = about(arg.get_help()) + &values(arg);
        entry(&name(arg), &help)
    });
    [head].into_iter().chain(arguments).collect()
}

fn is_own(argument: &Arg) -> bool {
    !matches!(argument.get_id().as_str(), "help" | "version")
}

fn name(argument: &Arg) -> String {
    let values = argument.get_value_names().unwrap_or_default().join(" ");
    match argument.get_long() {
        Some(long) if argument.get_action().takes_values() => format!("--{long} {values}"),
        Some(long) => format!("--{long}"),
        None => values,
    }
}

/// The values that an argument can have, where they are few.
fn values(argument: &Arg) -> String {
    let possible = argument.get_possible_values();
    if possible.is_empty() || !argument.get_action().takes_values() {
        return String::new();
    }
    let names: Vec<&str> = possible.iter().map(clap::builder::PossibleValue::get_name).collect();
    escaped(&format!(": {}", names.join(", ")))
}

fn about(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(|text| escaped(&text.to_string())).unwrap_or_default()
}

fn section(heading: &str, terms: &[(&str, &str)]) -> String {
    let entries = terms.iter().map(|(term, meaning)| entry(term, &escaped(meaning)));
    [format!(".SH {heading}\n")].into_iter().chain(entries).collect()
}

/// A term in bold, and below it what it means.
fn entry(term: &str, meaning: &str) -> String {
    format!(".TP\n\\fB{}\\fR\n{meaning}\n", escaped(term))
}

/// Text that roff takes for nothing but text: hyphens are those of options, and no line begins with a request.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('\n', " ");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_is_in_the_manual() {
        let page = String::from_utf8(page().expect("memory")).expect("UTF-8");
        let command = Arguments::command();
        for sub in command.get_subcommands() {
            assert!(page.contains(&format!(".SS dateline {}", sub.get_name())), "{page}");
            for argument in sub.get_arguments().filter_map(Arg::get_long) {
                assert!(page.contains(&escaped(&format!("--{argument}"))), "{argument}: {page}");
            }
        }
        assert!(!page.contains("\n.-") && page.contains(".SH EXIT STATUS"));
    }

    #[test]
    fn the_declaration_of_the_arguments_is_sound() {
        Arguments::command().debug_assert();
    }
}
