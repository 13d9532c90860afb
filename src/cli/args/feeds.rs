//! Arguments of the commands about feeds: subscribing, fetching, lists of them, rules for what comes.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// `add`
#[derive(Debug, Args)]
pub(in crate::cli) struct Add {
    /// The address of a feed or of a site, a file, a folder, or exec: with a program
    #[arg(required = true, value_name = "URL|FILE")]
    pub(in crate::cli) sources: Vec<OsString>,
    /// Keep the page itself as an article, as it is now
    #[arg(long)]
    pub(in crate::cli) page: bool,
    /// Subscribe to an address also where it cannot be read now
    #[arg(long, conflicts_with_all = ["page", "account"])]
    pub(in crate::cli) anyway: bool,
    /// Have the server of an account fetch it, instead of this machine
    #[arg(long, value_name = "NAME", conflicts_with_all = ["page", "headers", "filter", "every", "private"])]
    pub(in crate::cli) account: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) choices: ChoiceArguments,
}

/// What can be chosen for a feed. Named for a feed that is there already, they are changed.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct ChoiceArguments {
    /// The folder it is filed in; / parts folders within folders
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) folder: Option<String>,
    /// What it is called, instead of its own title
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// Fetch the page of each new article and take the article out of it
    #[arg(long)]
    pub(in crate::cli) whole: bool,
    /// Take the articles as the feed has them
    #[arg(long, conflicts_with = "whole")]
    pub(in crate::cli) no_whole: bool,
    /// How often it is looked at: 30m, 2h, 1d, or auto
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) every: Option<String>,
    /// A header whose value is a secret, by where it is: "Name: env:VARIABLE", a file: of mode 0600, or exec: with a list;
    /// words may stand in front: "Authorization: Bearer env:TOKEN", "Authorization: Basic user:env:PASSWORD"
    #[arg(long = "header", value_name = "HEADER")]
    pub(in crate::cli) headers: Vec<String>,
    /// A program that the feed passes through before it is read: its name, or a JSON list of it and its arguments
    #[arg(long, value_name = "PROGRAM")]
    pub(in crate::cli) filter: Option<String>,
    /// Its host may be on a private network
    #[arg(long)]
    pub(in crate::cli) private: bool,
}

/// `remove`
#[derive(Debug, Args)]
pub(in crate::cli) struct Remove {
    /// Ids of `dateline feeds`, addresses or names
    #[arg(required = true, value_name = "FEED")]
    pub(in crate::cli) feeds: Vec<String>,
}

/// `import`
#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    /// OPML, or what `export --format jsonl` wrote; - is standard input
    #[arg(value_name = "FILE|-")]
    pub(in crate::cli) file: OsString,
    /// Take over local files, programs and secrets by reference, too: only from a file of your own
    #[arg(long)]
    pub(in crate::cli) trust: bool,
}

/// `export`
#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// What is printed
    #[arg(long, value_name = "FORMAT", default_value = "opml")]
    pub(in crate::cli) format: ExportFormat,
}

/// What `export` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    /// The subscriptions with their folders
    Opml,
    /// Everything, to be read by import again
    Jsonl,
    /// All articles, to be read by people
    Markdown,
}

/// `refresh`
#[derive(Debug, Args)]
pub(in crate::cli) struct Refresh {
    /// These alone, due or not: ids of `dateline feeds`, addresses or names
    #[arg(value_name = "FEED")]
    pub(in crate::cli) feeds: Vec<String>,
    /// All feeds, due or not
    #[arg(long, conflicts_with = "feeds")]
    pub(in crate::cli) all: bool,
    /// Fetch so many at once, at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(in crate::cli) jobs: Option<u16>,
    /// Print one JSON object
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `sync`
#[derive(Debug, Args)]
pub(in crate::cli) struct Sync {
    /// These accounts alone; all where none is named
    #[arg(value_name = "ACCOUNT")]
    pub(in crate::cli) accounts: Vec<String>,
    /// Fetch older articles, too, that are neither unread nor starred
    #[arg(long)]
    pub(in crate::cli) history: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `rules`
#[derive(Debug, Args)]
pub(in crate::cli) struct Rules {
    /// Change nothing, and show what each rule would hit
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Print an array
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
