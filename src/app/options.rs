//! What a reader has chosen: the settings as far as the state needs them.

use std::time::Duration;

use super::feeds::SavedSearch;
use super::page::Typography;
use crate::config::Opener;
use crate::news::FactKind;

/// What a reader has chosen, as far as the state needs it.
#[derive(Clone, Debug)]
pub struct Options {
    /// How text is set.
    pub typography: Typography,
    /// How long the selection rests before the article is shown.
    pub preview_delay: Duration,
    /// Whether opening an article marks it read.
    pub mark_read_on_open: bool,
    /// Whether marking everything read is asked about.
    pub ask_before_mark_all: bool,
    /// Kinds of facts that are not shown.
    pub hidden_kinds: Vec<FactKind>,
    /// Whether facts that the engine is not sure of are left out.
    pub hides_unsure: bool,
    /// Whether copies of an article are listed under it.
    pub folds_copies: bool,
    /// Whether a browser may be started here.
    pub browser: bool,
    /// Whether nothing may be started or written outside the store.
    pub restricted: bool,
    /// Whether the articles are not stored: those of `dateline open`.
    pub passing: bool,
    /// Whether the network is not used.
    pub offline: bool,
    /// Whether feeds are fetched by themselves when they are due.
    pub auto_refresh: bool,
    /// Addresses that a program is set for, as patterns.
    pub openers: Vec<Opener>,
    /// Whether other programs than the browser may be started.
    pub programs: bool,
    /// Names of the programs an article can be sent through.
    pub pipes: Vec<String>,
    /// Whether there is a program that keeps bookmarks.
    pub bookmark: bool,
    /// Searches that have a name.
    pub searches: Vec<SavedSearch>,
    /// Names of the accounts whose servers fetch feeds.
    pub accounts: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            typography: Typography { measure: 72, hyphenate: false, justify: false },
            preview_delay: Duration::from_millis(80),
            mark_read_on_open: true,
            ask_before_mark_all: true,
            hidden_kinds: Vec::new(),
            hides_unsure: false,
            folds_copies: false,
            browser: false,
            restricted: false,
            passing: false,
            offline: false,
            auto_refresh: false,
            openers: Vec::new(),
            programs: false,
            pipes: Vec::new(),
            bookmark: false,
            searches: Vec::new(),
            accounts: Vec::new(),
        }
    }
}
