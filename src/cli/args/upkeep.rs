//! Arguments of the commands that look after the program.

use clap::{Args, ValueEnum};

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Switch {
    /// Shown
    On,
    /// Put aside
    Off,
}

/// `config`
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(in crate::cli) struct Config {
    /// Print a settings file with every default
    #[arg(long)]
    pub(in crate::cli) default: bool,
    /// Print the path of the settings file alone
    #[arg(long)]
    pub(in crate::cli) path: bool,
    /// Fail if anything is wrong in the settings, the keys or the theme
    #[arg(long)]
    pub(in crate::cli) check: bool,
}
