//! Arguments of the commands about articles: reading, listing, finding, marking.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// `open`
#[derive(Debug, Args)]
pub(in crate::cli) struct Open {
    /// Text, Markdown, HTML or article JSON; the address of a page or a feed; - is standard input
    #[arg(required = true, value_name = "FILE|URL|-")]
    pub(in crate::cli) files: Vec<OsString>,
    /// Print the article instead, several as an array
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `extract`
#[derive(Debug, Args)]
pub(in crate::cli) struct Extract {
    /// A page or its address; - is standard input
    #[arg(value_name = "FILE|URL|-")]
    pub(in crate::cli) page: OsString,
    /// Where the page is from: its links are relative to it
    #[arg(long, value_name = "BASE")]
    pub(in crate::cli) url: Option<String>,
    /// Print one JSON object
    #[arg(long, conflicts_with = "text")]
    pub(in crate::cli) json: bool,
    /// Print the text alone: no title, no wrapping, a blank line between blocks
    #[arg(long)]
    pub(in crate::cli) text: bool,
}

/// `list`
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct List {
    /// In the search language: words, is:unread, after:7d; -outlet:efe goes after --
    #[arg(value_name = "FILTER")]
    pub(in crate::cli) filters: Vec<String>,
    /// List so many at most
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Print an array of articles without their text
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `show`
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {
    /// An id of `dateline list`, or a file
    #[arg(value_name = "ID|FILE")]
    pub(in crate::cli) target: OsString,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
    /// Every text it has had, oldest first
    #[arg(long, conflicts_with_all = ["markdown", "debris"])]
    pub(in crate::cli) versions: bool,
    /// What the last change took out [-so-] and brought in {+so+}
    #[arg(long, conflicts_with_all = ["versions", "json", "markdown", "debris"])]
    pub(in crate::cli) diff: bool,
}

/// What an article is printed as; as text where nothing is said.
#[derive(Debug, Default, Args)]
#[group(multiple = false)]
pub(in crate::cli) struct Form {
    /// As JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// As Markdown, with its facts
    #[arg(long)]
    pub(in crate::cli) markdown: bool,
    /// Only the lines of the page that are no part of the article
    #[arg(long)]
    pub(in crate::cli) debris: bool,
}

/// `search`
#[derive(Debug, Args)]
pub(in crate::cli) struct Search {
    /// In the search language: words, "a phrase", title:harbour; -outlet:efe goes after --
    #[arg(required = true, value_name = "QUERY")]
    pub(in crate::cli) query: Vec<String>,
    /// Print so many at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(in crate::cli) limit: usize,
    /// Print an array of articles without their text, each with the words around the match
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `facts`
#[derive(Debug, Args)]
pub(in crate::cli) struct Facts {
    /// An id of `dateline list`, or a file; - is standard input
    #[arg(value_name = "ID|FILE|-")]
    pub(in crate::cli) target: OsString,
    /// Print one JSON object
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Read one {"id", "text", "date"} a line, print the facts of each on a line
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) jsonl: bool,
}

/// `parse`
#[derive(Debug, Args)]
pub(in crate::cli) struct Parse {
    /// RSS, Atom or JSON Feed; - is standard input
    #[arg(value_name = "FILE|-")]
    pub(in crate::cli) file: OsString,
    /// Where the feed comes from: what relative addresses in it belong to
    #[arg(long, value_name = "BASE")]
    pub(in crate::cli) url: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// `mark`
#[derive(Debug, Args)]
pub(in crate::cli) struct Mark {
    /// What becomes of the articles
    pub(in crate::cli) action: MarkAction,
    /// Ids of `dateline list`
    #[arg(required = true, value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,
}

/// What `mark` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MarkAction {
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

/// `tag`
#[derive(Debug, Args)]
pub(in crate::cli) struct Tag {
    /// The tag
    #[arg(value_name = "TAG")]
    pub(in crate::cli) name: String,
    /// Ids of `dateline list`
    #[arg(required = true, value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,
    /// Take it off them
    #[arg(long)]
    pub(in crate::cli) remove: bool,
}
