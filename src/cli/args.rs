//! The arguments, declared: help, completions and the manual derive from here.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::config::ColourChoice;

/// A news reader for the terminal that shows the facts in each article.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Arguments of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
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

/// `open`
#[derive(Debug, Args)]
pub(super) struct Open {
    /// Text, Markdown, HTML or article JSON; the address of a page or a feed; - is standard input
    #[arg(required = true, value_name = "FILE|URL|-")]
    pub(super) files: Vec<OsString>,
    /// Print the article instead, several as an array
    #[arg(long)]
    pub(super) json: bool,
}

/// `extract`
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// A page or its address; - is standard input
    #[arg(value_name = "FILE|URL|-")]
    pub(super) page: OsString,
    /// Where the page is from: its links are relative to it
    #[arg(long, value_name = "BASE")]
    pub(super) url: Option<String>,
    /// Print one JSON object
    #[arg(long, conflicts_with = "text")]
    pub(super) json: bool,
    /// Print the text alone: no title, no wrapping, a blank line between blocks
    #[arg(long)]
    pub(super) text: bool,
}

/// `list`
#[derive(Debug, Default, Args)]
pub(super) struct List {
    /// In the search language: words, is:unread, after:7d; -outlet:efe goes after --
    #[arg(value_name = "FILTER")]
    pub(super) filters: Vec<String>,
    /// List so many at most
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Print an array of articles without their text
    #[arg(long)]
    pub(super) json: bool,
}

/// `add`
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The address of a feed or of a site, a file, a folder, or exec: with a program
    #[arg(required = true, value_name = "URL|FILE")]
    pub(super) sources: Vec<OsString>,
    /// Keep the page itself as an article, as it is now
    #[arg(long)]
    pub(super) page: bool,
    /// Have the server of an account fetch it, instead of this machine
    #[arg(long, value_name = "NAME", conflicts_with_all = ["page", "headers", "filter", "every", "private"])]
    pub(super) account: Option<String>,
    #[command(flatten)]
    pub(super) choices: ChoiceArguments,
}

/// What can be chosen for a feed. Named for a feed that is there already, they are changed.
#[derive(Debug, Default, Args)]
pub(super) struct ChoiceArguments {
    /// The folder it is filed in; / parts folders within folders
    #[arg(long, value_name = "FOLDER")]
    pub(super) folder: Option<String>,
    /// What it is called, instead of its own title
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// Fetch the page of each new article and take the article out of it
    #[arg(long)]
    pub(super) whole: bool,
    /// Take the articles as the feed has them
    #[arg(long, conflicts_with = "whole")]
    pub(super) no_whole: bool,
    /// How often it is looked at: 30m, 2h, 1d, or auto
    #[arg(long, value_name = "TIME")]
    pub(super) every: Option<String>,
    /// A header whose value is a secret, by where it is: "Name: env:VARIABLE", a file: of mode 0600, or exec: with a list;
    /// words may stand in front: "Authorization: Bearer env:TOKEN", "Authorization: Basic user:env:PASSWORD"
    #[arg(long = "header", value_name = "HEADER")]
    pub(super) headers: Vec<String>,
    /// A program that the feed passes through before it is read: its name, or a JSON list of it and its arguments
    #[arg(long, value_name = "PROGRAM")]
    pub(super) filter: Option<String>,
    /// Its host may be on a private network
    #[arg(long)]
    pub(super) private: bool,
}

/// `remove`
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// Ids of `dateline feeds`, addresses or names
    #[arg(required = true, value_name = "FEED")]
    pub(super) feeds: Vec<String>,
}

/// `import`
#[derive(Debug, Args)]
pub(super) struct Import {
    /// OPML, or what `export --format jsonl` wrote; - is standard input
    #[arg(value_name = "FILE|-")]
    pub(super) file: OsString,
    /// Take over local files, programs and secrets by reference, too: only from a file of your own
    #[arg(long)]
    pub(super) trust: bool,
}

/// `export`
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What is printed
    #[arg(long, value_name = "FORMAT", default_value = "opml")]
    pub(super) format: ExportFormat,
}

/// What `export` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// The subscriptions with their folders
    Opml,
    /// Everything, to be read by import again
    Jsonl,
    /// All articles, to be read by people
    Markdown,
}

/// `refresh`
#[derive(Debug, Args)]
pub(super) struct Refresh {
    /// These alone, due or not: ids of `dateline feeds`, addresses or names
    #[arg(value_name = "FEED")]
    pub(super) feeds: Vec<String>,
    /// All feeds, due or not
    #[arg(long, conflicts_with = "feeds")]
    pub(super) all: bool,
    /// Fetch so many at once, at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(super) jobs: Option<u16>,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// `sync`
#[derive(Debug, Args)]
pub(super) struct Sync {
    /// These accounts alone; all where none is named
    #[arg(value_name = "ACCOUNT")]
    pub(super) accounts: Vec<String>,
    /// Fetch older articles, too, that are neither unread nor starred
    #[arg(long)]
    pub(super) history: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// `tag`
#[derive(Debug, Args)]
pub(super) struct Tag {
    /// The tag
    #[arg(value_name = "TAG")]
    pub(super) name: String,
    /// Ids of `dateline list`
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<String>,
    /// Take it off them
    #[arg(long)]
    pub(super) remove: bool,
}

/// `watch`
#[derive(Debug, Args)]
pub(super) struct Watch {
    /// What to watch for: Novatek + place: Vietnam; quantity: dead > 100; money: gas >= 1bn
    #[arg(value_name = "WATCH")]
    pub(super) line: Vec<String>,
    /// Give it up, named by its number or as it is written
    #[arg(long, requires = "line", conflicts_with = "json")]
    pub(super) remove: bool,
    /// Print an array
    #[arg(long)]
    pub(super) json: bool,
}

/// `rules`
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// Change nothing, and show what each rule would hit
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Print an array
    #[arg(long)]
    pub(super) json: bool,
}

/// `show`
#[derive(Debug, Args)]
pub(super) struct Show {
    /// An id of `dateline list`, or a file
    #[arg(value_name = "ID|FILE")]
    pub(super) target: OsString,
    #[command(flatten)]
    pub(super) form: Form,
    /// Every text it has had, oldest first
    #[arg(long, conflicts_with_all = ["markdown", "debris"])]
    pub(super) versions: bool,
    /// What the last change took out [-so-] and brought in {+so+}
    #[arg(long, conflicts_with_all = ["versions", "json", "markdown", "debris"])]
    pub(super) diff: bool,
}

/// What an article is printed as; as text where nothing is said.
#[derive(Debug, Default, Args)]
#[group(multiple = false)]
pub(super) struct Form {
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
    /// As Markdown, with its facts
    #[arg(long)]
    pub(super) markdown: bool,
    /// Only the lines of the page that are no part of the article
    #[arg(long)]
    pub(super) debris: bool,
}

/// `facts`
#[derive(Debug, Args)]
pub(super) struct Facts {
    /// An id of `dateline list`, or a file; - is standard input
    #[arg(value_name = "ID|FILE|-")]
    pub(super) target: OsString,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
    /// Read one {"id", "text", "date"} a line, print the facts of each on a line
    #[arg(long, conflicts_with = "json")]
    pub(super) jsonl: bool,
}

/// `parse`
#[derive(Debug, Args)]
pub(super) struct Parse {
    /// RSS, Atom or JSON Feed; - is standard input
    #[arg(value_name = "FILE|-")]
    pub(super) file: OsString,
    /// Where the feed comes from: what relative addresses in it belong to
    #[arg(long, value_name = "BASE")]
    pub(super) url: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// `stories`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Stories {
    #[command(subcommand)]
    pub(super) action: Option<StoryAction>,
    /// A story, such as s12, or the id of one of its articles: its reports by day, and what was new in each
    #[arg(value_name = "STORY", conflicts_with_all = ["since", "jsonl"])]
    pub(super) story: Option<String>,
    /// Only stories with a report since: 24h, 7d or a date; the newest week where nothing is said
    #[arg(long, value_name = "TIME")]
    pub(super) since: Option<String>,
    /// Print an array of stories
    #[arg(long)]
    pub(super) json: bool,
    /// Read one {"id", "title", "text", "published"} a line, in the order of time, and print the story of each
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["since", "json"])]
    pub(super) jsonl: Option<OsString>,
}

/// What is corrected in stories; `undo` takes it back.
#[derive(Debug, Subcommand)]
pub(super) enum StoryAction {
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
pub(super) struct Brief {
    /// Only what came since: 24h, 7d, a date, or `last` for the last briefing; the newest week where nothing is said
    #[arg(long, value_name = "TIME")]
    pub(super) since: Option<String>,
    /// As much as is read in so many minutes
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) minutes: u32,
    /// Print one JSON object
    #[arg(long, conflicts_with = "markdown")]
    pub(super) json: bool,
    /// Print Markdown
    #[arg(long)]
    pub(super) markdown: bool,
}

/// `compare`
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// Ids of `dateline list`, or files; or one story of `dateline stories`
    #[arg(required = true, value_name = "ID|FILE|STORY")]
    pub(super) targets: Vec<OsString>,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// `search`
#[derive(Debug, Args)]
pub(super) struct Search {
    /// In the search language: words, "a phrase", title:harbour; -outlet:efe goes after --
    #[arg(required = true, value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// Print so many at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(super) limit: usize,
    /// Print an array of articles without their text, each with the words around the match
    #[arg(long)]
    pub(super) json: bool,
}

/// `mark`
#[derive(Debug, Args)]
pub(super) struct Mark {
    /// What becomes of the articles
    pub(super) action: MarkAction,
    /// Ids of `dateline list`
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<String>,
}

/// What `mark` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MarkAction {
    /// Read
    Read,
    /// Not read yet
    Unread,
    /// A favourite
    Star,
    /// No favourite
    Unstar,
    /// To be read later
    Later,
    /// Not to be read later
    Unlater,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    /// Shown
    On,
    /// Put aside
    Off,
}

/// `config`
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Config {
    /// Print a settings file with every default
    #[arg(long)]
    pub(super) default: bool,
    /// Print the path of the settings file alone
    #[arg(long)]
    pub(super) path: bool,
    /// Fail if anything is wrong in the settings, the keys or the theme
    #[arg(long)]
    pub(super) check: bool,
}
