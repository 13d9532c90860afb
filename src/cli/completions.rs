//! `completions`: what a shell needs to complete our arguments, derived from their declaration.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::args::Arguments;
use super::output::Output;
use super::report::Outcome;

/// Prints completions for a shell.
pub(super) fn print(shell: Shell, output: &mut Output) -> anyhow::Result<Outcome> {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "dateline", &mut script);
    output.own(&script)?;
    Ok(Outcome::Done)
}
