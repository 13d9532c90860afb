//! What goes out to the network while the reader is open: refreshes, new subscriptions, whole articles.
//!
//! Two threads, so that a single page never waits for the end of a refresh; each opens the way out and the store when it
//! is first asked. A refresh has threads of its own ([`super::fleet`]). Nothing here is waited for by the loop, and what
//! is told on the way is told once a second.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::Zoned;

use super::fleet::{self, Order, Round};
use super::grouping::Grouping;
use super::workers::{Inbox, Trouble, reply, spawn};
use crate::app::message::{Added, Effect, Message, Program, Progress, Refreshed, Which};
use crate::config::{AccountLine, RuleLine};
use crate::desk::hand::{self, Handed};
use crate::desk::program::Permit;
use crate::desk::refresh::{self as task, Looking, Report, Status};
use crate::desk::subscribe::{self, Filing, Target};
use crate::desk::sync::{self, Sessions, Syncing};
use crate::desk::{Desk, watch, whole};
use crate::fetch::Client;
use crate::news::query::Query;
use crate::news::{ArticleId, Moment, Rule, Subscription};
use crate::store::{Library, Limits, Retention, Shelf, StoreError};
use crate::text::Prose;

/// What is needed to go out.
pub struct Net {
    /// Opens the way out; asked once, and not before something is fetched.
    pub client: Box<dyn Fn() -> Result<Client, String> + Send + Sync>,
    /// What may be started.
    pub permit: Permit,
    /// Feeds looked at at once.
    pub jobs: usize,
    /// How often a feed is looked at that has no interval of its own.
    pub every: Option<Duration>,
    /// Whether the pages of all new articles are fetched.
    pub whole: bool,
    /// What is done with new articles.
    pub rules: Vec<RuleLine>,
    /// The program that keeps a bookmark.
    pub bookmark: Option<Vec<String>>,
    /// The program that is told of new articles.
    pub hook_new: Option<Vec<String>>,
    /// Servers that fetch feeds for the reader.
    pub accounts: Vec<AccountLine>,
    /// How much is kept.
    pub limits: Limits,
    /// Programs an article can be sent through, by name.
    pub pipes: HashMap<String, Vec<String>>,
}

/// The queues of both threads.
pub(super) struct Fetching {
    refreshing: Sender<Effect>,
    single: Sender<Effect>,
    stop: Arc<AtomicBool>,
}

impl Fetching {
    /// Starts the threads.
    pub(super) fn start(desk: &Arc<Desk>, net: Net, grouping: &Grouping, inbox: &Inbox) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let shared = Arc::new(Shared {
            desk: Arc::clone(desk),
            net,
            grouping: grouping.clone(),
            client: OnceLock::new(),
        });
        let queue = |name: &str| {
            let (sender, effects) = mpsc::channel();
            let shared = Arc::clone(&shared);
            let mut worker = Worker {
                shared,
                store: None,
                sessions: Sessions::default(),
                inbox: inbox.clone(),
                stop: Arc::clone(&stop),
            };
            spawn(name, move || worker.work(&effects));
            sender
        };
        let (refreshing, single) = (queue("worker: refreshing"), queue("worker: fetching"));
        Self { refreshing, single, stop }
    }

    /// Takes an effect that is for the network or another program; returned is one that is not.
    pub(super) fn take(&self, effect: Effect) -> Option<Effect> {
        // The threads never end before the loop does.
        let _taken = match effect {
            Effect::Refresh(_) => {
                self.stop.store(false, Ordering::Relaxed);
                self.refreshing.send(effect)
            }
            Effect::StopRefresh => {
                self.stop.store(true, Ordering::Relaxed);
                return None;
            }
            // By the thread that syncs: one talk with a server at a time, and its logins are kept there.
            Effect::Tell | Effect::SubscribeAt(..) => self.refreshing.send(effect),
            Effect::Subscribe(_) | Effect::Whole(_) | Effect::Send(..) => self.single.send(effect),
            _ => return Some(effect),
        };
        None
    }
}

/// What both threads use.
pub(super) struct Shared {
    desk: Arc<Desk>,
    pub(super) net: Net,
    pub(super) grouping: Grouping,
    client: OnceLock<Result<Client, String>>,
}

impl Shared {
    pub(super) fn client(&self) -> Result<&Client, Trouble> {
        let opened = self.client.get_or_init(|| (self.net.client)());
        opened.as_ref().map_err(|why| Trouble::NoWay(why.clone()))
    }

    /// Tells the program that wants to know of new articles.
    pub(super) fn tell_hook(&self, shelf: &Shelf, new: &[ArticleId], inbox: &Inbox) {
        let Some(words) = self.net.hook_new.as_ref().filter(|_| !new.is_empty()) else { return };
        if let Err(error) = hand::tell_new(shelf, self.net.permit, words, new) {
            let _ending = inbox.send(Message::Failed(format!("hook_new: {error}")));
        }
    }
}

pub(super) struct Worker {
    pub(super) shared: Arc<Shared>,
    store: Option<(Library, Shelf)>,
    /// Logins on the servers of accounts, kept as long as the reader is open.
    sessions: Sessions,
    pub(super) inbox: Inbox,
    stop: Arc<AtomicBool>,
}

impl Worker {
    fn work(&mut self, queue: &Receiver<Effect>) {
        let inbox = self.inbox.clone();
        while let Ok(effect) = queue.recv() {
            let is_refresh = matches!(effect, Effect::Refresh(_));
            // The state waits for the end of a refresh: also of one that could not begin.
            if !reply(&inbox, || self.answer(effect)) && is_refresh {
                let _ending = inbox.send(Message::Refreshed(Refreshed {
                    by_itself: true,
                    ..Refreshed::default()
                }));
            }
        }
    }

    fn answer(&mut self, effect: Effect) -> Result<Option<Message>, Trouble> {
        match effect {
            Effect::Refresh(which) => self.refresh(&which).map(Message::Refreshed).map(Some),
            Effect::Subscribe(text) => self.subscribe(&text),
            Effect::SubscribeAt(account, text) => self.subscribe_at(&account, &text).map(Some),
            Effect::Tell => self.tell().map(|()| None),
            Effect::Whole(id) => self.whole(id).map(Some),
            Effect::Send(program, id) => self.send(&program, id).map(Some),
            _ => Ok(None),
        }
    }

    /// Looks at feeds, tells how far it is, and sums up.
    fn refresh(&mut self, which: &Which) -> Result<Refreshed, Trouble> {
        self.with_sessions(|worker, sessions| worker.refresh_with(which, sessions))
    }

    /// Does something with the logins at servers, which are kept whatever comes of it.
    pub(super) fn with_sessions<T>(
        &mut self,
        task: impl FnOnce(&mut Self, &mut Sessions) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let mut sessions = std::mem::take(&mut self.sessions);
        let ended = task(self, &mut sessions);
        self.sessions = sessions;
        ended
    }

    fn refresh_with(
        &mut self,
        which: &Which,
        sessions: &mut Sessions,
    ) -> Result<Refreshed, Trouble> {
        let shared = Arc::clone(&self.shared);
        let (stop, inbox) = (Arc::clone(&self.stop), self.inbox.clone());
        let (library, shelf) = self.store()?;
        let (now, today) = (now(), Zoned::now().date());
        let meant = wanted(shelf, which)?;
        let feeds = task::wanted(shelf, &meant, now)?;
        let accounts = sync::wanted(shelf, &shared.net.accounts, &meant, now)?;
        let by_itself = *which == Which::Due;
        if feeds.is_empty() && accounts.is_empty() {
            return Ok(Refreshed { by_itself, ..Refreshed::default() });
        }
        let rules = rules(&shared.net.rules, today);
        let holds = task::holds(shelf, now)?;
        let order = Order {
            feeds,
            jobs: shared.net.jobs,
            gently: true,
            permit: shared.net.permit,
            every: shared.net.every,
            whole: shared.net.whole,
            rules: &rules,
            holds: &holds,
            now,
            today,
        };
        let _until_done = shared.grouping.pause();
        let mut told = Told::new(order.feeds.len() + accounts.len(), inbox);
        told.tell();
        fleet::refresh(order, shared.client()?, library, shelf, &mut |progress| {
            told.note(progress.report, progress.done);
            if stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
        task::keep_holds(library, shelf, &holds, now)?;
        let (client, permit, rules) = (shared.client()?, shared.net.permit, rules.as_slice());
        let syncing = Syncing { client, permit, rules, now, today, history: false };
        for account in accounts.iter().take_while(|_| !stop.load(Ordering::Relaxed)) {
            let synced = sync::sync(library, shelf, account, syncing, sessions)?;
            told.note_account(synced);
        }
        if !told.new.is_empty() {
            told.seen = watch::look(library, shelf, today)?;
        }
        if shared.net.limits != Limits::default() {
            let retention = Retention { all: shared.net.limits, of_feed: Vec::new() };
            library.prune(&retention, now)?;
        }
        shared.tell_hook(shelf, &told.new, &told.inbox);
        let seen = |seen: &watch::Seen| (seen.watched.watch.to_string(), seen.articles.len());
        told.sum.seen = told.seen.iter().map(seen).collect();
        Ok(Refreshed { by_itself, stopped: stop.load(Ordering::Relaxed), ..told.sum })
    }

    /// Subscribes to an address or to the feed of a site. Pages that are to be fetched come after that was said.
    fn subscribe(&mut self, text: &str) -> Result<Option<Message>, Trouble> {
        let (shared, inbox) = (Arc::clone(&self.shared), self.inbox.clone());
        let restricted = shared.net.permit.restricted;
        let (library, shelf) = self.store()?;
        let (now, today) = (now(), Zoned::now().date());
        let target = Target::read(Path::new(text).as_os_str(), restricted)?;
        let rules = rules(&shared.net.rules, today);
        let filing = Filing { rules: &rules, now, today };
        let looking = looking(&shared, now)?;
        let _until_done = shared.grouping.pause();
        let added = subscribe::add(library, shelf, &looking, &target, &|choices| choices, filing)?;
        let other = |found: crate::feed::Found| (found.title.unwrap_or_default(), found.link);
        // Its own title is known since it was filed.
        let feed = shelf.feed(added.report.feed)?;
        let name = feed.as_ref().map_or(added.report.name, Subscription::name);
        let told = Message::Added(Added {
            id: added.report.feed,
            name,
            is_new: added.is_new,
            articles: added.report.new.len(),
            others: added.others.into_iter().map(other).collect(),
        });
        let is_whole = |feed: &Subscription| feed.choices.whole || shared.net.whole;
        let Some(feed) = feed.filter(is_whole) else { return Ok(Some(told)) };
        let new = added.report.new;
        let _ending = inbox.send(told);
        let pages = whole::pages(shelf, &feed, &new)?;
        let (jobs, permit) = (shared.net.jobs, shared.net.permit);
        let how = Round { jobs, gently: true, permit, now };
        fleet::read_pages(pages, how, shared.client()?, library, shelf)?;
        for id in new {
            let _ending = inbox.send(Message::Replaced(id));
        }
        Ok(None)
    }

    /// Fetches the page of an article and keeps what is in it.
    fn whole(&mut self, id: ArticleId) -> Result<Message, Trouble> {
        let shared = Arc::clone(&self.shared);
        let (library, shelf) = self.store()?;
        let Some(article) = shelf.article(id)? else { return Err(Trouble::Gone) };
        let feed = match &article.feed {
            Some(named) => shelf.find_feed(named)?,
            None => None,
        };
        let Some(page) = whole::Wanted::of(&article, feed.as_ref()) else {
            return Ok(Message::Done("This article has no address.".to_owned()));
        };
        let fetched = whole::fetch(shared.client()?, shared.net.permit, &page);
        match whole::keep(library, shelf, fetched, now())? {
            Some(trouble) => Ok(Message::Failed(trouble.to_string())),
            None => Ok(Message::Replaced(id)),
        }
    }

    /// Hands an article to a program of the settings.
    fn send(&mut self, program: &Program, id: ArticleId) -> Result<Message, Trouble> {
        let shared = Arc::clone(&self.shared);
        let (_, shelf) = self.store()?;
        let (words, as_what) = match program {
            Program::Pipe(name) => (shared.net.pipes.get(name), Handed::Markdown),
            Program::Bookmark => (shared.net.bookmark.as_ref(), Handed::Json),
        };
        let Some(words) = words else { return Err(Trouble::NoProgram) };
        let Some(said) = hand::hand(shelf, shared.net.permit, words, as_what, id)? else {
            return Err(Trouble::Gone);
        };
        let program = Prose::line(words.first().map_or("", String::as_str));
        let said = if said.is_empty() { String::new() } else { format!(": {said}") };
        Ok(Message::Done(format!("Handed to {program}{said}")))
    }

    pub(super) fn store(&mut self) -> Result<(&mut Library, &Shelf), StoreError> {
        let store = match self.store.take() {
            Some(store) => store,
            None => (self.shared.desk.library()?, self.shared.desk.shelf()?),
        };
        let (library, shelf) = self.store.insert(store);
        Ok((library, shelf))
    }
}

/// A refresh as it is told: how far it is, and what came of it.
struct Told {
    inbox: Inbox,
    progress: Progress,
    sum: Refreshed,
    new: Vec<ArticleId>,
    /// Watches that were seen in them.
    seen: Vec<watch::Seen>,
    last: Option<Instant>,
}

/// A count that moves is told this often at most: each is a frame.
const OFTEN: Duration = Duration::from_secs(1);

impl Told {
    fn new(total: usize, inbox: Inbox) -> Self {
        let progress = Progress { total, ..Progress::default() };
        Self {
            inbox,
            progress,
            sum: Refreshed::default(),
            new: Vec::new(),
            seen: Vec::new(),
            last: None,
        }
    }

    fn note(&mut self, report: &Report, done: usize) {
        match report.status {
            Status::Skipped => self.sum.skipped += 1,
            _ => self.sum.feeds += 1,
        }
        self.sum.new += report.new.len();
        self.new.extend_from_slice(&report.new);
        self.sum.updated += report.updated.len();
        if matches!(report.status, Status::Failed | Status::Gone) {
            let why = report.note.as_ref().map(ToString::to_string).unwrap_or_default();
            self.sum.failed.push((report.name.clone(), why));
        }
        (self.progress.done, self.progress.new) = (done, self.sum.new);
        self.progress.at = report.name.clone();
        self.tell();
    }

    fn note_account(&mut self, synced: sync::Report) {
        self.sum.accounts += 1;
        self.sum.new += synced.new.len();
        self.sum.updated += synced.updated.len();
        self.sum.marked += synced.marked;
        self.new.extend(synced.new);
        let account = &synced.account;
        self.sum.unsynced.extend(synced.error.is_some().then(|| account.clone()));
        let troubles = synced.error.into_iter().chain(synced.notes);
        self.sum.failed.extend(troubles.map(|why| (account.clone(), why.to_string())));
        (self.progress.done, self.progress.new) = (self.progress.done + 1, self.sum.new);
        self.progress.at = synced.account;
        self.tell();
    }

    fn tell(&mut self) {
        if self.last.is_some_and(|last| last.elapsed() < OFTEN) {
            return;
        }
        self.last = Some(Instant::now());
        // Where nobody listens any more the program is ending.
        let _ending = self.inbox.send(Message::Refreshing(self.progress.clone()));
    }
}

/// The feeds that are meant, as the task knows them.
fn wanted(shelf: &Shelf, which: &Which) -> Result<task::Which, StoreError> {
    Ok(match which {
        Which::Due => task::Which::Due,
        Which::All => task::Which::All,
        Which::These(ids) => task::Which::These(ids.clone()),
        Which::Of(id) => {
            let named = shelf.article(*id)?.and_then(|article| article.feed);
            let feed = named.map(|named| shelf.find_feed(&named)).transpose()?.flatten();
            task::Which::These(feed.map(|feed| feed.id).into_iter().collect())
        }
    })
}

/// How a single feed is looked at. Somebody waits for it, so that no budget is kept.
fn looking(shared: &Shared, now: Moment) -> Result<Looking<'_>, Trouble> {
    let (client, permit, every) = (shared.client()?, shared.net.permit, shared.net.every);
    Ok(Looking { client, permit, now, every, spent: &|| Duration::ZERO })
}

/// The rules, as they are meant today; one that cannot be read was told of when the settings were.
pub(super) fn rules(lines: &[RuleLine], today: jiff::civil::Date) -> Vec<Rule> {
    let rule = |line: &RuleLine| {
        let when = Query::parse(&line.when, today).ok()?;
        Some(Rule { name: Prose::line(&line.name), when, actions: line.actions.clone() })
    };
    lines.iter().filter_map(rule).collect()
}

pub(super) fn now() -> Moment {
    Moment::from_second(Zoned::now().timestamp().as_second())
        .expect("the clock's years have four digits")
}
