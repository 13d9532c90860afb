//! Arguments of the commands about what articles tell together: stories, briefings, comparisons, watches.

use std::ffi::OsString;

use clap::{Args, Subcommand};

/// `stories`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Stories {
    #[command(subcommand)]
    pub(in crate::cli) action: Option<StoryAction>,
    /// A story, such as s12, or the id of one of its articles: its reports by day, and what was new in each
    #[arg(value_name = "STORY", conflicts_with_all = ["since", "jsonl"])]
    pub(in crate::cli) story: Option<String>,
    /// Only stories with a report since: 24h, 7d or a date; the newest week where nothing is said
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) since: Option<String>,
    /// Print an array of stories
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Read one {"id", "title", "text", "published"} a line, in the order of time, and print the story of each
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["since", "json"])]
    pub(in crate::cli) jsonl: Option<OsString>,
}

/// What is corrected in stories; `undo` takes it back.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum StoryAction {
    /// Take articles out of their stories: each is a story of its own from now on
    Split {
        /// Ids of articles
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
    },
    /// Make one story of several
    Join {
        /// Stories, such as s12, or ids of their articles; the first one goes on
        #[arg(value_name = "STORY", num_args = 2.., required = true)]
        stories: Vec<String>,
    },
    /// Mark every article of stories read
    Read {
        /// Stories, such as s12, or ids of their articles
        #[arg(value_name = "STORY", required = true)]
        stories: Vec<String>,
    },
}

/// `brief`
#[derive(Debug, Args)]
pub(in crate::cli) struct Brief {
    /// Only what came since: 24h, 7d, a date, or `last` for the last briefing; the newest week where nothing is said
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) since: Option<String>,
    /// As much as is read in so many minutes
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(in crate::cli) minutes: u32,
    /// Print one JSON object
    #[arg(long, conflicts_with = "markdown")]
    pub(in crate::cli) json: bool,
    /// Print Markdown
    #[arg(long)]
    pub(in crate::cli) markdown: bool,
}

/// `compare`
#[derive(Debug, Args)]
pub(in crate::cli) struct Compare {
    /// Ids of `dateline list`, or files; or one story of `dateline stories`
    #[arg(required = true, value_name = "ID|FILE|STORY")]
    pub(in crate::cli) targets: Vec<OsString>,
    /// Print one JSON object
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `watch`
#[derive(Debug, Args)]
pub(in crate::cli) struct Watch {
    /// What to watch for: Novatek + place: Vietnam; quantity: dead > 100; money: gas >= 1bn
    #[arg(value_name = "WATCH")]
    pub(in crate::cli) line: Vec<String>,
    /// Give it up, named by its number or as it is written
    #[arg(long, requires = "line", conflicts_with = "json")]
    pub(in crate::cli) remove: bool,
    /// Print an array
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
