//! The threads that do what takes time: reading the store, writing it, finding facts and searching.
//!
//! Each has a queue and a connection of its own, so that a long search never holds up an article, nor a slow disk the
//! next page of the list.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use super::finder::Finder;
use super::grouping::Grouping;
use super::keeper::{Asking, Keeper, Keeping};
use super::lookout;
use crate::app::list::ListRequest;
use crate::app::message::{Effect, Listing, Message, Opened, Sources, Storied, Ticket};
use crate::desk::{self, Desk, Found, Wanted};

use crate::fault;
use crate::news::query::{Query, QueryError, Sort, Term};
use crate::news::{ArticleId, Moment, Subscription};
use crate::store::{Shelf, StoreError};
use crate::text::Prose;

/// The queues of the workers.
pub(super) struct Workers {
    reading: Sender<Effect>,
    finding: Sender<Effect>,
    keeping: Sender<Keeping>,
    desk: Arc<Desk>,
    inbox: Inbox,
    /// How many searches were asked for: a newer one ends those before it.
    searches: Arc<AtomicU64>,
}

/// What the reader has chosen that workers keep to.
pub(super) struct Choices {
    pub(super) save_dir: PathBuf,
    pub(super) fold_duplicates: bool,
    /// Names of the accounts that are asked when their time has come.
    pub(super) accounts: Vec<String>,
}

/// Where the workers' answers go.
pub(super) type Inbox = Sender<Message>;

impl Workers {
    /// Starts the threads.
    pub(super) fn start(
        desk: &Arc<Desk>,
        shelf: Shelf,
        choices: Choices,
        grouping: &Grouping,
        inbox: &Inbox,
    ) -> Self {
        fault::point("start: workers");
        let (reading, reads) = mpsc::channel();
        let (finding, finds) = mpsc::channel();
        let (keeping, keeps) = mpsc::channel();
        let Choices { save_dir, fold_duplicates, accounts } = choices;
        let (answers, keeper) = (inbox.clone(), keeping.clone());
        let reader = Reader { shelf, inbox: answers, keeping: keeper, save_dir, accounts };
        spawn("worker: reading", move || reader.work(&reads));
        let searches = Arc::new(AtomicU64::new(0));
        let finder = Finder {
            desk: Arc::clone(desk),
            grouping: grouping.clone(),
            inbox: inbox.clone(),
            keeping: keeping.clone(),
            searches: Arc::clone(&searches),
        };
        spawn("worker: finding", move || finder.work(&finds));
        let mut keeper =
            Keeper::new(Arc::clone(desk), grouping.clone(), fold_duplicates, inbox.clone());
        spawn("worker: keeping", move || keeper.work(&keeps));
        Self { reading, finding, keeping, desk: Arc::clone(desk), inbox: inbox.clone(), searches }
    }

    /// Hands an effect to the worker it concerns; returned is one that concerns none.
    pub(super) fn take(&self, effect: Effect) -> Option<Effect> {
        if matches!(effect, Effect::Search(..)) {
            self.searches.fetch_add(1, Ordering::Relaxed);
        }
        // A worker never ends before the loop does, so somebody takes what is sent.
        let _taken = match &effect {
            // Words as they are typed, and stories, take long: rows and articles never wait for them.
            Effect::List(_, request) if !request.fuzzy.is_empty() || request.stories => {
                self.finding.send(effect)
            }
            Effect::List(..)
            | Effect::Rows(_)
            | Effect::StoryRows(_)
            | Effect::Open(..)
            | Effect::Filters
            | Effect::Sources
            | Effect::Tags(_)
            | Effect::Versions(_)
            | Effect::Past(_)
            | Effect::NextDue
            | Effect::Save(_) => self.reading.send(effect),
            Effect::Annotate(_)
            | Effect::Renew(_)
            | Effect::Search(..)
            | Effect::Compare(..)
            | Effect::Weigh(..)
            | Effect::Brief(_) => self.finding.send(effect),
            Effect::Mark(_)
            | Effect::MarkListed(..)
            | Effect::ToggleListed(..)
            | Effect::MarkMatching(_)
            | Effect::Tag(..)
            | Effect::Choose(..)
            | Effect::Unsubscribe(_)
            | Effect::Undo
            | Effect::Redo
            | Effect::KeepRefused(..)
            | Effect::Dismiss(..)
            | Effect::SplitStory(_)
            | Effect::JoinStories(_)
            | Effect::Unwatch(_)
            | Effect::KeepPlace(..)
            | Effect::KeepSession(_)
            | Effect::KeepStories(_)
            | Effect::KeepBriefed(_) => {
                let _taken = self.keeping.send(Keeping::Effect(effect));
                return None;
            }
            _ => return lookout::take(&self.desk, effect, &self.inbox),
        };
        None
    }

    /// A way to the writer.
    pub(super) fn keeping(&self) -> Sender<Keeping> {
        self.keeping.clone()
    }

    /// A way to have the writer look round.
    pub(super) fn asking(&self) -> Asking {
        Asking(self.keeping.clone())
    }

    /// Waits until everything that is to be kept is on disk, at most so long. Whether it is.
    pub(super) fn flush(&self, at_most: Duration) -> bool {
        let (done, told) = mpsc::channel();
        self.keeping.send(Keeping::Done(done)).is_ok() && told.recv_timeout(at_most).is_ok()
    }
}

pub(super) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().name(name.to_owned()).spawn(work).expect("a thread can be started");
}

/// Gives an answer to the loop. A panic becomes a sentence, and the worker goes on. Whether all went well.
pub(super) fn reply(
    inbox: &Inbox,
    answer: impl FnOnce() -> Result<Option<Message>, Trouble>,
) -> bool {
    reply_or(inbox, Message::Failed, answer)
}

/// The same, with the message that a failure is told by.
pub(super) fn reply_or(
    inbox: &Inbox,
    failure: fn(String) -> Message,
    answer: impl FnOnce() -> Result<Option<Message>, Trouble>,
) -> bool {
    let (message, went_well) = match catch_unwind(AssertUnwindSafe(answer)) {
        Ok(Ok(message)) => (message, true),
        Ok(Err(trouble)) => (Some(failure(trouble.to_string())), false),
        Err(_panic) => (Some(failure(PANICKED.to_owned())), false),
    };
    if let Some(message) = message {
        // Where nobody listens any more the program is ending.
        let _ending = inbox.send(message);
    }
    went_well
}

const PANICKED: &str =
    "Something went wrong inside dateline; the log says what. Your articles are safe.";

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error(transparent)]
    Save(#[from] desk::SaveError),
    #[error(transparent)]
    Add(#[from] desk::subscribe::AddError),
    #[error(transparent)]
    Sync(#[from] desk::sync::SyncError),
    #[error(transparent)]
    Hand(#[from] desk::hand::HandError),
    #[error("the network cannot be reached ({0})")]
    NoWay(String),
    #[error("this article is no longer in the store")]
    Gone,
    #[error("that program is no longer in the settings")]
    NoProgram,
    #[error("{0}: there is no such account in the settings")]
    NoAccount(String),
}

pub(super) fn today() -> Date {
    Zoned::now().date()
}

pub(super) fn listing(
    shelf: &Shelf,
    ticket: Ticket,
    request: &ListRequest,
) -> Result<Listing, Trouble> {
    fault::point("worker: list");
    let wanted = wanted(request)?;
    let listed = desk::list(shelf, &wanted, today())?;
    Ok(Listing {
        ticket,
        ids: listed.ids,
        rows: listed.rows,
        selected: listed.selected,
        counts: listed.counts,
        stories: listed.stories.map(|(entries, rows)| Storied { entries, rows }),
    })
}

/// A request of the list in terms of the store.
pub(super) fn wanted(request: &ListRequest) -> Result<Wanted, QueryError> {
    let scope = Query::parse(request.scope.query(), today())?;
    let within = request.within.as_ref().map_or("", |within| within.query.as_str());
    let mut within = Query::parse(within, today())?.and(&scope);
    within.terms.extend(request.hides_copies().then(|| Term::Copy.negated()));
    let mut query = Query::parse(&request.filter, today())?.and(&within);
    // An order that was chosen by a key stands over one that the filter names.
    if request.sort != Sort::default() || request.reversed {
        (query.sort, query.reversed) = (request.sort, request.reversed);
    }
    let (fuzzy, keep) = (request.fuzzy.clone(), request.keep);
    Ok(Wanted { query, fuzzy, keep, stories: request.stories })
}

/// An article as the state wants it.
pub(super) fn opened(found: Found) -> Box<Opened> {
    Box::new(Opened {
        article: found.article,
        facts: found.facts,
        place: found.place,
        marks: found.marks,
        past: found.past,
    })
}

/// Reads lists, rows and articles.
struct Reader {
    shelf: Shelf,
    inbox: Inbox,
    keeping: Sender<Keeping>,
    save_dir: PathBuf,
    accounts: Vec<String>,
}

impl Reader {
    fn work(&self, queue: &Receiver<Effect>) {
        while let Ok(first) = queue.recv() {
            for effect in without_overtaken(first, queue) {
                let rows = matches!(effect, Effect::Rows(_) | Effect::StoryRows(_));
                // The list waits for its rows: where there are none it is told so.
                if !reply(&self.inbox, || self.answer(effect)) && rows {
                    let _ending = self.inbox.send(Message::Rows(vec![]));
                }
            }
        }
    }

    fn answer(&self, effect: Effect) -> Result<Option<Message>, Trouble> {
        Ok(match effect {
            Effect::List(ticket, request) => {
                Some(Message::Listed(listing(&self.shelf, ticket, &request)?))
            }
            Effect::Rows(ids) => Some(Message::Rows(self.shelf.headlines(&ids)?)),
            Effect::StoryRows(entries) => {
                let (rows, leads) = desk::story_rows(&self.shelf, &entries)?;
                Some(Message::StoryRows(rows, leads))
            }
            Effect::Open(ticket, id) => self.open(ticket, id)?,
            Effect::Filters => {
                fault::point("worker: outlets");
                Some(Message::Filters(self.shelf.outlets()?, self.shelf.tags()?))
            }
            Effect::Sources => {
                fault::point("worker: sources");
                let feeds = desk::refresh::feeds(&self.shelf, super::fetching::now())?;
                let tags = self.shelf.tags()?;
                Some(Message::Sources(Sources { feeds, tags }))
            }
            Effect::Tags(ids) => Some(tags(&self.shelf, ids)?),
            Effect::Past(id) => Some(Message::Past(id, self.shelf.past(id)?)),
            Effect::Versions(id) => Some(Message::Versions(id, self.shelf.texts_of(id)?)),
            Effect::NextDue => {
                if !self.accounts.is_empty() {
                    let (at, unsynced) = desk::sync::standing(&self.shelf, &self.accounts)?;
                    let _ending = self.inbox.send(Message::Synced(at, unsynced));
                }
                Some(Message::NextDue(next_due(&self.shelf, &self.accounts)?))
            }
            Effect::Save(id) => self.save(id)?,
            _ => None,
        })
    }

    /// Answers for an article in any case, since whoever asked waits for it.
    fn open(&self, ticket: Ticket, id: ArticleId) -> Result<Option<Message>, Trouble> {
        match self.find(id) {
            Ok(opened) => Ok(Some(Message::Opened(ticket, opened))),
            Err(trouble) => {
                let _ending = self.inbox.send(Message::Opened(ticket, None));
                Err(trouble)
            }
        }
    }

    /// Facts that are found quickly come with the article, so that it is drawn once.
    fn find(&self, id: ArticleId) -> Result<Option<Box<Opened>>, Trouble> {
        fault::point("worker: open");
        let Some(mut found) = desk::find(&self.shelf, id)? else { return Ok(None) };
        if let (None, Some(facts)) = (&found.facts, desk::facts_if_quick(&found.article)) {
            let _ending = self.keeping.send(Keeping::Facts(id, facts.clone()));
            found.facts = Some(facts);
        }
        Ok(Some(opened(found)))
    }

    fn save(&self, id: ArticleId) -> Result<Option<Message>, Trouble> {
        fault::point("worker: save");
        let Some(found) = desk::find(&self.shelf, id)? else { return Ok(None) };
        let facts = found.facts.unwrap_or_else(|| desk::facts_of(&found.article));
        let path = desk::save(&self.save_dir, &found.article, &facts)?;
        Ok(Some(Message::Done(format!(
            "Saved as {}",
            crate::text::Prose::line(&path.to_string_lossy())
        ))))
    }
}

/// All questions that wait, without those that a newer one of their kind has overtaken: whoever types is ahead.
///
/// To find facts takes longest and comes last.
pub(super) fn without_overtaken(first: Effect, queue: &Receiver<Effect>) -> Vec<Effect> {
    let mut waiting: Vec<Effect> = Vec::new();
    for next in std::iter::once(first).chain(queue.try_iter()) {
        if !matches!(next, Effect::Save(_)) {
            let kind = std::mem::discriminant(&next);
            waiting.retain(|other| std::mem::discriminant(other) != kind);
        }
        waiting.push(next);
    }
    waiting.sort_by_key(|effect| {
        matches!(effect, Effect::Annotate(_) | Effect::Renew(_) | Effect::Weigh(..))
    });
    waiting
}

/// What is in a slot, opened first where it is empty.
pub(super) fn opened_once<T>(
    slot: &mut Option<T>,
    open: impl FnOnce() -> Result<T, StoreError>,
) -> Result<&mut T, StoreError> {
    let value = match slot.take() {
        Some(value) => value,
        None => open()?,
    };
    Ok(slot.insert(value))
}

/// The tags that all of some articles have, and all tags there are.
fn tags(shelf: &Shelf, ids: Arc<[ArticleId]>) -> Result<Message, Trouble> {
    let known = shelf.tags()?.into_iter().map(|(tag, _)| tag).collect();
    let mut on: Option<Vec<Prose>> = None;
    for id in ids.iter() {
        let of_one = shelf.tags_of(*id)?;
        let both = |kept: Vec<Prose>| kept.into_iter().filter(|tag| of_one.contains(tag)).collect();
        on = Some(on.map_or_else(|| of_one.clone(), both));
    }
    Ok(Message::Tags(ids, on.unwrap_or_default(), known))
}

/// How long it is until the next feed or account is due; at once where one waits already.
fn next_due(shelf: &Shelf, accounts: &[String]) -> Result<Option<Duration>, StoreError> {
    let now = super::fetching::now();
    let feeds = desk::refresh::feeds(shelf, now)?;
    // Those of accounts are looked at by their servers.
    let own = feeds.iter().filter(|feed| feed.source.account().is_none());
    let alive = own.filter(|feed| feed.health.retired.is_none());
    let asked = desk::sync::next_due(shelf, accounts, now)?;
    let due = |feed: &Subscription| {
        feed.health.due.map(|due| feed.health.held.max(Some(due)).unwrap_or(due))
    };
    let next = alive.filter_map(due).chain(asked).map(Moment::second).min();
    let rest = next.map(|due| u64::try_from(due - now.second()).unwrap_or_default());
    Ok(rest.map(Duration::from_secs))
}
