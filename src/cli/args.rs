//! The arguments, declared: help, completions and the manual derive from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::config::ColourChoice;

/// A news reader for the terminal that shows the facts in each article.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Arguments of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// Where articles and marks are kept
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    /// The settings file
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// A data folder of one's own below the data directory
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) user: Option<String>,
    /// When and how to use colours: auto, always, never, 16, 256, truecolor
    #[arg(long, global = true, value_name = "WHEN")]
    pub(super) color: Option<ColourChoice>,
    /// Write nothing but ASCII
    #[arg(long, global = true, conflicts_with = "unicode")]
    pub(super) ascii: bool,
    /// Write Unicode whatever the locale says
    #[arg(long, global = true)]
    pub(super) unicode: bool,
    /// One column, no boxes, words for marks
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// Start nothing, type no path
    #[arg(long, global = true)]
    pub(super) restricted: bool,
    /// No network
    #[arg(long, global = true)]
    pub(super) offline: bool,
}

/// What to do; without a command the reader opens.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read files alone; nothing is stored
    Open(Open),
}

/// `open`
#[derive(Debug, Args)]
pub(super) struct Open {
    /// Text, Markdown, HTML or article JSON; - is standard input
    #[arg(required = true, value_name = "FILE|-")]
    pub(super) files: Vec<String>,
    /// Print the article instead
    #[arg(long)]
    pub(super) json: bool,
}
