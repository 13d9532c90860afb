//! The arguments, declared: help, completions and the manual derive from here.

mod articles;
mod feeds;
mod stories;
mod upkeep;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::config::ColourChoice;
pub(super) use articles::{Extract, Facts, List, Mark, MarkAction, Open, Parse, Search, Show, Tag};
pub(super) use feeds::{
    Add, ChoiceArguments, Export, ExportFormat, Import, Refresh, Remove, Rules, Sync,
};
pub(super) use stories::{Brief, Compare, Stories, StoryAction, Watch};
pub(super) use upkeep::{Config, Switch};

/// A news reader for the terminal that shows the facts in each article.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(in crate::cli) global: Global,
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Command>,
}

/// Arguments of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(in crate::cli) struct Global {
    /// Where articles and marks are kept
    #[arg(long, global = true, value_name = "DIR")]
    pub(in crate::cli) data_dir: Option<PathBuf>,
    /// The settings file
    #[arg(long, global = true, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// A data folder of one's own below the data directory
    #[arg(long, global = true, value_name = "NAME")]
    pub(in crate::cli) user: Option<String>,
    /// When and how to use colours: auto, always, never, 16, 256, truecolor
    #[arg(long, global = true, value_name = "WHEN")]
    pub(in crate::cli) color: Option<ColourChoice>,
    /// Write nothing but ASCII
    #[arg(long, global = true, conflicts_with = "unicode")]
    pub(in crate::cli) ascii: bool,
    /// Write Unicode whatever the locale says
    #[arg(long, global = true)]
    pub(in crate::cli) unicode: bool,
    /// One column, no boxes, words for marks
    #[arg(long, global = true)]
    pub(in crate::cli) plain: bool,
    /// Start nothing, type no path
    #[arg(long, global = true)]
    pub(in crate::cli) restricted: bool,
    /// No network
    #[arg(long, global = true)]
    pub(in crate::cli) offline: bool,
}

/// What to do; without a command the reader opens.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Read files or addresses alone; nothing is stored
    Open(Open),
    /// Print the article in a page
    Extract(Extract),
    /// List articles, newest first
    List(List),
    /// Print one article
    Show(Show),
    /// Subscribe to feeds, or keep single pages
    Add(Add),
    /// Give subscriptions up; their articles are put aside, not deleted
    Remove(Remove),
    /// List the subscriptions and how they are doing
    Feeds {
        /// Print an array
        #[arg(long)]
        json: bool,
    },
    /// Take subscriptions in from OPML, or everything from JSON Lines
    Import(Import),
    /// Print the subscriptions as OPML, or everything as JSON Lines or Markdown
    Export(Export),
    /// Fetch what is due
    Refresh(Refresh),
    /// Tell the servers of your accounts what you have read and starred, and take over what is new there
    Sync(Sync),
    /// Print the facts of an article, or of many texts
    Facts(Facts),
    /// Print what a feed contains; nothing is stored
    Parse(Parse),
    /// Group articles that report one event
    Stories(Stories),
    /// Lay the facts of several articles side by side
    Compare(Compare),
    /// Tell what is new in a few minutes
    Brief(Brief),
    /// Find articles, best match first
    Search(Search),
    /// Mark articles
    Mark(Mark),
    /// Give articles a tag of yours
    Tag(Tag),
    /// Watch for something among the facts of what comes in, or list what is watched for
    Watch(Watch),
    /// Take the last change of marks, tags or subscriptions back
    Undo,
    /// Apply the rules of the settings to what is stored
    Rules(Rules),
    /// Show the bundled articles or put them aside
    Sample {
        /// Shown or put aside
        state: Switch,
    },
    /// Tell where the settings are and what is wrong in them
    Config(Config),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// Look over the store, the files and the terminal
    Doctor {
        /// Mend what can be mended without a risk
        #[arg(long)]
        fix: bool,
    },
}
