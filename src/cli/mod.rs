//! The command line: arguments in, the screen or one result out.
//!
//! What is done stands in `desk`; here it is asked for and printed.

mod args;
mod screen;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Arguments, Command};
use crate::text::Prose;

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            // What is at fault is named, and the name of a file or an address may hold anything.
            eprintln!("dateline: {}", Prose::line(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        None => screen::open(&arguments.global, None)?,
        Some(Command::Open(open)) => screen::open(&arguments.global, Some(open))?,
    }
    Ok(ExitCode::SUCCESS)
}
