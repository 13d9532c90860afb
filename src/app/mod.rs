//! The state of the reader, and how messages change it.
//!
//! [`update`] takes the state and one message, changes the state and says what must now happen outside. It reads no
//! clock, file or socket, and knows neither threads nor how anything is drawn.

mod accounts;
mod act;
mod addresses;
mod choosers;
pub mod command;
mod copying;
mod details;
mod dismiss;
pub mod feeds;
mod filters;
mod hits;
mod keep;
pub mod layout;
pub mod line;
pub mod list;
mod marking;
pub mod message;
mod mouse;
mod moves;
mod narrowing;
mod opened;
mod options;
pub mod overlay;
mod overlays;
pub mod page;
mod panes;
mod press;
mod programs;
mod range;
pub mod reader;
mod refresh;
mod refusal;
mod regroup;
mod renewed;
pub mod sheet;
pub mod side;
mod standing;
mod tags;
mod tracked;
mod update;
mod versions;
mod views;
mod watches;
pub mod words;

use std::time::Duration;

use jiff::Zoned;

use self::accounts::Accounts;
use self::command::Command;
use self::feeds::Feeds;
use self::filters::Picks;
use self::layout::Layout;
use self::list::List;
use self::message::{Effect, Progress, Ticket, Timer};
pub use self::options::Options;
use self::overlay::{Field, Overlay};
use self::page::Typography;
use self::reader::Reader;
use self::sheet::View;
use self::side::Side;
use self::tags::Tagging;
pub use self::tracked::Tracked;
pub use self::update::update;
use self::versions::Versions;
use self::views::Views;
use crate::config::{Key, Keymap, Pane};
use crate::fault;
use crate::news::{ArticleId, Moment, Place};
use crate::store::{Counts, MarkChange, Watched};
use crate::text::Link;

/// A sentence for the reader in the row of hints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong. Then it stays until Esc, or the next key after some seconds.
    pub is_error: bool,
    seen: bool,
}

/// How long an error stays at least.
const ERROR_STAYS: Duration = Duration::from_secs(8);

/// The state of the reader.
#[derive(Debug)]
pub struct App {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The pane that has the keys.
    pub focus: Pane,
    /// Whether the focused pane stands alone.
    pub zoomed: bool,
    /// The articles.
    pub list: Tracked<List>,
    /// The text.
    pub reader: Tracked<Reader>,
    /// The facts.
    pub side: Tracked<Side>,
    /// The feeds.
    pub feeds: Feeds,
    /// The reports of a story side by side.
    pub compare: View,
    /// What is new, story by story.
    pub brief: View,
    /// How far a refresh is, while one goes on.
    pub refreshing: Option<Progress>,
    /// When all went well last with the servers of all accounts.
    pub synced: Option<Moment>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What the row of hints says.
    pub notice: Option<Notice>,
    /// Keys of a sequence that is not complete.
    pub pressed: Vec<Key>,
    /// Numbers for the header.
    pub counts: Counts,
    /// The time, as it was told last.
    pub now: Zoned,
    /// All keys.
    pub keymap: Keymap,
    options: Options,
    typography: Typography,
    tickets: u64,
    /// The article that will have the keys once it is loaded, and the question it answers.
    opening: Option<(Ticket, ArticleId)>,
    searching: Ticket,
    /// The newest question how facts stand to what others report.
    weighing: Ticket,
    found: Vec<ArticleId>,
    /// What is looked for elsewhere, and the article that is not meant.
    elsewhere: Option<(String, ArticleId)>,
    help_commands: Vec<Vec<String>>,
    reading: Vec<MarkChange>,
    history: Vec<(ArticleId, Place)>,
    /// The article that was kept last as the one to come back to.
    kept_article: Option<ArticleId>,
    /// The place that was kept last.
    kept_place: Option<(ArticleId, Place)>,
    /// Commands that wait for the article they are about.
    waiting: Vec<Command>,
    /// What was typed into a field that was left.
    drafts: Vec<(Field, String)>,
    /// Whether feeds that were due have been fetched already.
    refreshed: bool,
    /// Whether articles came in that are not listed yet.
    arriving: bool,
    /// Whether the store has feeds.
    has_feeds: bool,
    /// Feeds of a site, to choose from.
    found_feeds: Vec<Link>,
    picks: Picks,
    tagging: Tagging,
    versions: Versions,
    views: Views,
    accounts: Accounts,
    /// What is watched for, as it is shown.
    watches: Vec<Watched>,
}

impl App {
    /// The state before anything has happened.
    pub fn new(options: Options, keymap: Keymap, size: (u16, u16), now: Zoned) -> Self {
        let typography = options.typography;
        let mut app = Self {
            size,
            focus: Pane::List,
            zoomed: false,
            list: Tracked::default(),
            reader: Tracked::default(),
            side: Tracked::default(),
            feeds: Feeds::new(options.searches.clone()),
            compare: View::default(),
            brief: View::default(),
            refreshing: None,
            synced: None,
            overlay: None,
            notice: None,
            pressed: Vec::new(),
            counts: Counts::default(),
            now,
            keymap,
            options,
            typography,
            tickets: 0,
            opening: None,
            searching: Ticket::default(),
            weighing: Ticket::default(),
            found: Vec::new(),
            elsewhere: None,
            help_commands: Vec::new(),
            reading: Vec::new(),
            history: Vec::new(),
            kept_article: None,
            kept_place: None,
            waiting: Vec::new(),
            drafts: Vec::new(),
            refreshed: false,
            arriving: false,
            has_feeds: false,
            found_feeds: Vec::new(),
            picks: Picks::default(),
            tagging: Tagging::default(),
            versions: Versions::default(),
            views: Views::default(),
            accounts: Accounts::default(),
            watches: Vec::new(),
        };
        app.reader.hidden_kinds.clone_from(&app.options.hidden_kinds);
        app.reader.hides_unsure = app.options.hides_unsure;
        app.list.request.folds = app.options.folds_copies;
        app.arrange();
        app
    }

    /// Where the panes stand.
    pub fn layout(&self) -> Layout {
        layout::divide(self.size, self.focus, self.zoomed, self.typography.measure)
    }

    /// Whether nothing outside may be reached: no shell, no program, no path.
    pub fn is_restricted(&self) -> bool {
        self.options.restricted
    }

    /// Says something in the row of hints.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_error: false, seen: true });
    }

    /// Says that something went wrong.
    pub fn warn(&mut self, text: impl Into<String>) -> Vec<Effect> {
        self.notice = Some(Notice { text: text.into(), is_error: true, seen: false });
        vec![Effect::After(ERROR_STAYS, Timer::Notice)]
    }

    /// How much of the article there is still to read, in minutes.
    pub fn minutes_left(&self) -> Option<u32> {
        self.reader.opened()?;
        let minutes = self.reader.page().minutes();
        Some((minutes * (100 - self.reader.progress().min(100))).div_ceil(100))
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Fits every pane to its place on the screen.
    fn arrange(&mut self) -> Vec<Effect> {
        fault::point("app: arrange");
        let layout = self.layout();
        let mut effects = Vec::new();
        if let Some(area) = layout.list {
            effects.extend(self.list.resize(area.height));
        }
        if let Some(area) = layout.text {
            let columns = area.width.saturating_sub(layout::TEXT_MARGINS);
            self.reader.resize(columns, area.height, &self.typography);
        }
        if let Some(area) = layout.facts {
            self.side.resize(area.height);
        }
        if let Some(area) = layout.feeds {
            self.feeds.resize(feeds::rows_of(area.height));
        }
        if let Some(area) = layout.compare {
            self.compare.resize(area.width, area.height);
        }
        if let Some(area) = layout.brief {
            self.brief.resize(area.width, area.height);
        }
        effects
    }

    /// Gives the keys to another pane.
    fn focus_on(&mut self, pane: Pane) -> Vec<Effect> {
        if self.focus == pane {
            return vec![];
        }
        self.focus = pane;
        self.arrange()
    }
}

#[cfg(test)]
mod tests;
