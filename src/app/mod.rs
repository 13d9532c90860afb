//! The state of the reader, and how messages change it.
//!
//! [`update`] takes the state and one message, changes the state and says what must now happen outside. It reads no
//! clock, file or socket, and knows neither threads nor how anything is drawn.

mod accounts;
mod act;
pub mod command;
mod details;
mod dismiss;
pub mod feeds;
mod filters;
mod hits;
mod keep;
pub mod layout;
pub mod line;
pub mod list;
pub mod message;
mod mouse;
mod moves;
mod options;
pub mod overlay;
mod overlays;
pub mod page;
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
use self::message::{Effect, Message, Opened, Progress, Ticket, Timer};
pub use self::options::Options;
use self::overlay::{Field, Overlay};
use self::page::Typography;
use self::reader::Reader;
use self::sheet::View;
use self::side::Side;
use self::tags::Tagging;
use self::versions::Versions;
use self::views::Views;
use crate::config::{Key, KeyCode, Keymap, Lookup, Pane};
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
    pub list: List,
    /// The text.
    pub reader: Reader,
    /// The facts.
    pub side: Side,
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
            list: List::default(),
            reader: Reader::default(),
            side: Side::default(),
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
        let minutes = self.reader.opened()?.article.minutes();
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

    fn show_opened(&mut self, ticket: Ticket, opened: Option<Box<Opened>>) -> Vec<Effect> {
        fault::point("app: opened");
        let gone = opened.is_none();
        if !self.reader.show(ticket, opened, &self.typography) {
            return vec![];
        }
        // What is known of another article, or of its words before they were edited, holds no longer.
        self.weighing = Ticket::default();
        let opening = self.opening.take();
        let waiting = std::mem::take(&mut self.waiting);
        let mut effects = self.show_facts();
        effects.push(Effect::After(keep::PLACE_RESTS, Timer::Place));
        if gone {
            effects.extend(self.warn(self.gone()));
        } else if opening.is_some_and(|(asked, _)| asked == ticket) {
            effects.extend(self.mark_opened_read());
            effects.extend(self.weigh_soon());
        } else if self.focus == Pane::List {
            // The reader may have gone back while this one was loaded.
            effects.extend(self.preview_soon());
        } else if matches!(self.focus, Pane::Reader | Pane::Facts) {
            effects.extend(self.weigh_soon());
        }
        effects.extend(self.light_awaited());
        if !gone {
            effects.extend(waiting.into_iter().flat_map(|command| self.run(command)));
        }
        effects
    }

    fn gone(&self) -> String {
        let says = "This article is no longer in the store.";
        match self.keymap.key_in(self.focus, Command::ScopeAll.name()) {
            Some(keys) => format!("{says} Press {keys} for a fresh list."),
            None => says.to_owned(),
        }
    }

    /// Fills the panel; facts that are not known yet are asked for.
    fn show_facts(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reader.opened() else {
            self.side.show(&crate::news::Article::default(), None, |_, _| true);
            return vec![];
        };
        let shows = |kind, certainty| self.reader.shows(kind, certainty);
        self.side.show(&opened.article, opened.facts.as_ref(), shows);
        self.side.weigh(self.reader.standings());
        if let Some(renewal) = self.reader.renewal() {
            self.side.renew(renewal, |kind| shows(kind, 1.0));
        }
        match (&opened.facts, opened.article.id) {
            (None, Some(id)) => vec![Effect::Annotate(id)],
            _ => self.ask_renewal(),
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        fault::point("app: key");
        if self.notice.as_ref().is_some_and(|n| !n.is_error || n.seen || key.code == KeyCode::Esc) {
            self.notice = None;
        }
        if self.overlay.is_some() && !self.passes_overlays(key) {
            return self.press_overlay(key);
        }
        self.pressed.push(key);
        let names = match self.keymap.lookup(self.focus, &self.pressed) {
            Lookup::Prefix(_) => return vec![],
            Lookup::Run(names) => names.to_vec(),
            Lookup::Unbound => vec![],
        };
        self.pressed.clear();
        let mut effects = Vec::new();
        for command in names.iter().filter_map(|name| Command::from_name(name)) {
            effects.extend(self.run(command));
        }
        effects
    }

    /// Whether a key does what it does always, whatever lies over the panes.
    fn passes_overlays(&self, key: Key) -> bool {
        let always = [Command::Suspend.name(), Command::Redraw.name()];
        let run = self.keymap.lookup(self.focus, &[key]);
        key.ctrl && matches!(run, Lookup::Run([name]) if always.contains(&name.as_str()))
    }

    fn woke(&mut self, timer: Timer) -> Vec<Effect> {
        fault::point("app: timer");
        match timer {
            Timer::Preview => self.preview(),
            Timer::Light => self.light_selected(),
            Timer::Weigh => self.weigh(),
            Timer::Place => self.keep_place(),
            Timer::Reading => self.keep_reading_marks(),
            Timer::Arrived => self.take_arrivals(),
            Timer::Due => self.refresh_due(),
            Timer::Tell => self.tell(),
            Timer::Notice => {
                if let Some(notice) = &mut self.notice {
                    notice.seen = true;
                }
                vec![]
            }
        }
    }
}

/// Applies one message and says what must now happen outside.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    fault::point("update");
    let is_told = accounts::concerns_servers(&message);
    let mut effects = take(app, message);
    if is_told {
        effects.extend(app.tell_soon());
    }
    effects
}

fn take(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => app.press(key),
        Message::Paste(text) => app.paste(&text),
        Message::Wheel(rows, column, row) => app.wheel(rows, column, row),
        Message::Click(column, row) => app.click(column, row),
        Message::Resized(columns, rows) => {
            app.size = (columns, rows);
            app.arrange()
        }
        Message::Now(now) => {
            app.now = now;
            vec![]
        }
        Message::Woke(timer) => app.woke(timer),
        Message::Listed(listing) => {
            if app.list.awaits(listing.ticket) {
                app.counts = listing.counts;
            }
            let mut effects = app.list.show(listing);
            effects.extend(app.preview_soon());
            effects
        }
        Message::Rows(rows) => app.list.take_rows(rows),
        Message::StoryRows(rows, leads) => app.list.take_stories(rows, leads),
        Message::Compared(ticket, sides) => app.show_compared(ticket, sides),
        Message::Weighed(ticket, standings) => app.take_standings(ticket, standings),
        Message::Briefed(ticket, briefed) => app.show_brief(ticket, &briefed),
        Message::Opened(ticket, opened) => app.show_opened(ticket, opened),
        Message::Annotated(id, facts) => app.take_facts(id, facts),
        Message::Renewed(id, renewal) => app.take_renewal(id, renewal),
        Message::Dismissed(id, fact) => app.take_dismissed(id, &fact),
        Message::Regrouped(says) => app.take_regrouped(&says),
        Message::Watches(watches) => app.take_watches(watches),
        Message::Marked(changes, counts) => app.apply_marks(&changes, counts),
        Message::MarkedAll(changes, counts) => app.apply_many(&changes, counts),
        Message::Found(ticket, hits) => app.show_hits(ticket, hits),
        Message::Undone(step, counts) => app.take_undone(&step, counts),
        Message::Filters(outlets, tags) => app.show_filters(&outlets, &tags),
        Message::Sources(sources) => app.take_sources(sources),
        Message::FeedsChanged(says) => {
            if let Some(says) = says {
                app.say(says);
            }
            let mut effects = app.arrived();
            effects.push(Effect::Sources);
            effects
        }
        Message::Refreshing(progress) => app.take_progress(progress),
        Message::Refreshed(refreshed) => app.take_refreshed(&refreshed),
        Message::Counted(counts) if counts == app.counts => vec![],
        Message::Counted(_) | Message::Arrived => app.arrived(),
        Message::NextDue(next) => app.wait_for_due(next),
        Message::Synced(at, unsynced) => app.take_synced(at, unsynced),
        Message::Added(added) => app.take_added(added),
        Message::Tagged(ids, tag, on) => app.take_tagged(&ids, &tag, on),
        Message::Tags(ids, on, known) => app.show_tags(&ids, &on, known),
        Message::Versions(id, versions) => app.take_versions(id, versions),
        Message::Replaced(id) => app.take_replaced(id),
        Message::Done(text) => {
            app.say(text);
            vec![]
        }
        Message::Failed(text) | Message::NotKept(text) => app.warn(text),
        Message::Resumed => vec![Effect::Redraw],
        Message::StopAsked => {
            let mut effects = app.keep_all();
            effects.push(Effect::Suspend);
            effects
        }
        Message::Terminate => app.quit(),
    }
}

#[cfg(test)]
mod tests;
