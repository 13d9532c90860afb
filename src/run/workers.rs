//! The threads that do what takes time: reading the store, writing it, finding facts and searching.
//!
//! Each has a queue and a connection of its own, so that a long search never holds up an article, nor a slow disk the
//! next page of the list.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use crate::app::list::ListRequest;
use crate::app::message::{Effect, Listing, Message, Opened, Ticket};
use crate::desk::{self, Desk, Found, Wanted};
use crate::facts::ENGINE_VERSION;
use crate::fault;
use crate::news::query::{Query, QueryError, Sort};
use crate::news::{ArticleId, Facts, Mark};
use crate::store::{Counts, Library, MarkChange, Shelf, StoreError};

/// Hits a search shows.
const HITS: usize = 50;

/// The queues of the workers.
pub(super) struct Workers {
    reading: Sender<Effect>,
    finding: Sender<Effect>,
    keeping: Sender<Keeping>,
}

/// What the writing worker is asked.
enum Keeping {
    Effect(Effect),
    Facts(ArticleId, Facts),
    /// To be told when everything asked before is done.
    Done(Sender<()>),
}

/// Where the workers' answers go.
type Inbox = Sender<Message>;

impl Workers {
    /// Starts the threads.
    pub(super) fn start(desk: &Arc<Desk>, shelf: Shelf, save_dir: PathBuf, inbox: &Inbox) -> Self {
        fault::point("start: workers");
        let (reading, reads) = mpsc::channel();
        let (finding, finds) = mpsc::channel();
        let (keeping, keeps) = mpsc::channel();
        let reader = Reader { shelf, inbox: inbox.clone(), keeping: keeping.clone(), save_dir };
        spawn("worker: reading", move || reader.work(&reads));
        let finder =
            Finder { desk: Arc::clone(desk), inbox: inbox.clone(), keeping: keeping.clone() };
        spawn("worker: finding", move || finder.work(&finds));
        let mut keeper = Keeper {
            desk: Arc::clone(desk),
            library: None,
            shelf: None,
            writable: false,
            inbox: inbox.clone(),
        };
        spawn("worker: keeping", move || keeper.work(&keeps));
        Self { reading, finding, keeping }
    }

    /// Hands an effect to the worker it concerns; returned is one that concerns none.
    pub(super) fn take(&self, effect: Effect) -> Option<Effect> {
        // A worker never ends before the loop does, so somebody takes what is sent.
        let _taken = match &effect {
            Effect::List(_, request) if !request.fuzzy.is_empty() => self.finding.send(effect),
            Effect::List(..)
            | Effect::Rows(_)
            | Effect::Open(..)
            | Effect::Outlets
            | Effect::Save(_) => self.reading.send(effect),
            Effect::Annotate(_) | Effect::Search(..) => self.finding.send(effect),
            Effect::Mark(_)
            | Effect::MarkListed(..)
            | Effect::Undo
            | Effect::Redo
            | Effect::KeepPlace(..)
            | Effect::KeepSession(_) => {
                let _taken = self.keeping.send(Keeping::Effect(effect));
                return None;
            }
            _ => return Some(effect),
        };
        None
    }

    /// Waits until everything that is to be kept is on disk, at most so long. Whether it is.
    pub(super) fn flush(&self, at_most: Duration) -> bool {
        let (done, told) = mpsc::channel();
        self.keeping.send(Keeping::Done(done)).is_ok() && told.recv_timeout(at_most).is_ok()
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().name(name.to_owned()).spawn(work).expect("a thread can be started");
}

/// Gives an answer to the loop. A panic becomes a sentence, and the worker goes on. Whether all went well.
fn reply(inbox: &Inbox, answer: impl FnOnce() -> Result<Option<Message>, Trouble>) -> bool {
    let message = match catch_unwind(AssertUnwindSafe(answer)) {
        Ok(Ok(message)) => message,
        Ok(Err(trouble)) => Some(Message::Failed(trouble.to_string())),
        Err(_panic) => Some(Message::Failed(
            "Something went wrong inside dateline; the log says what. Your articles are safe."
                .to_owned(),
        )),
    };
    if let Some(message) = message {
        // Where nobody listens any more the program is ending.
        let failed = matches!(message, Message::Failed(_));
        let _ending = inbox.send(message);
        return !failed;
    }
    true
}

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error(transparent)]
    Save(#[from] desk::SaveError),
}

fn today() -> Date {
    Zoned::now().date()
}

fn listing(shelf: &Shelf, ticket: Ticket, request: &ListRequest) -> Result<Listing, Trouble> {
    fault::point("worker: list");
    let wanted = wanted(request)?;
    let listed = desk::list(shelf, &wanted, today())?;
    Ok(Listing {
        ticket,
        ids: listed.ids,
        rows: listed.rows,
        selected: listed.selected,
        counts: listed.counts,
    })
}

/// A request of the list in terms of the store.
pub(super) fn wanted(request: &ListRequest) -> Result<Wanted, QueryError> {
    let scope = Query::parse(request.scope.query(), today())?;
    let mut query = Query::parse(&request.filter, today())?.and(&scope);
    // An order that was chosen by a key stands over one that the filter names.
    if request.sort != Sort::default() || request.reversed {
        (query.sort, query.reversed) = (request.sort, request.reversed);
    }
    Ok(Wanted { query, fuzzy: request.fuzzy.clone(), keep: request.keep })
}

/// An article as the state wants it.
pub(super) fn opened(found: Found) -> Box<Opened> {
    Box::new(Opened {
        article: found.article,
        facts: found.facts,
        place: found.place,
        marks: found.marks,
    })
}

/// Reads lists, rows and articles.
struct Reader {
    shelf: Shelf,
    inbox: Inbox,
    keeping: Sender<Keeping>,
    save_dir: PathBuf,
}

impl Reader {
    fn work(&self, queue: &Receiver<Effect>) {
        while let Ok(first) = queue.recv() {
            for effect in without_overtaken(first, queue) {
                let rows = matches!(effect, Effect::Rows(_));
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
            Effect::Open(ticket, id) => self.open(ticket, id)?,
            Effect::Outlets => {
                fault::point("worker: outlets");
                Some(Message::Outlets(self.shelf.outlets()?))
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

/// Searches, filters by letters and finds facts.
struct Finder {
    desk: Arc<Desk>,
    inbox: Inbox,
    keeping: Sender<Keeping>,
}

impl Finder {
    fn work(&self, queue: &Receiver<Effect>) {
        let mut shelf: Option<Shelf> = None;
        while let Ok(first) = queue.recv() {
            for effect in without_overtaken(first, queue) {
                reply(&self.inbox, || {
                    self.answer(opened_once(&mut shelf, || self.desk.shelf())?, effect)
                });
            }
        }
    }

    fn answer(&self, shelf: &Shelf, effect: Effect) -> Result<Option<Message>, Trouble> {
        Ok(match effect {
            Effect::List(ticket, request) => {
                Some(Message::Listed(listing(shelf, ticket, &request)?))
            }
            Effect::Search(ticket, text) => {
                fault::point("worker: search");
                // A term that is still being typed finds nothing.
                let query = Query::parse(&text, today()).ok();
                let hits = query.map(|query| shelf.search(&query, today(), HITS)).transpose()?;
                Some(Message::Found(ticket, hits.unwrap_or_default()))
            }
            Effect::Annotate(id) => match desk::annotate(shelf, None, id)? {
                Some(facts) => {
                    let _ending = self.keeping.send(Keeping::Facts(id, facts.clone()));
                    Some(Message::Annotated(id, facts))
                }
                None => None,
            },
            _ => None,
        })
    }
}

/// All questions that wait, without those that a newer one of their kind has overtaken: whoever types is ahead.
///
/// To find facts takes longest and comes last.
fn without_overtaken(first: Effect, queue: &Receiver<Effect>) -> Vec<Effect> {
    let mut waiting: Vec<Effect> = Vec::new();
    for next in std::iter::once(first).chain(queue.try_iter()) {
        if !matches!(next, Effect::Save(_)) {
            let kind = std::mem::discriminant(&next);
            waiting.retain(|other| std::mem::discriminant(other) != kind);
        }
        waiting.push(next);
    }
    waiting.sort_by_key(|effect| matches!(effect, Effect::Annotate(_)));
    waiting
}

/// What is in a slot, opened first where it is empty.
fn opened_once<T>(
    slot: &mut Option<T>,
    open: impl FnOnce() -> Result<T, StoreError>,
) -> Result<&mut T, StoreError> {
    let value = match slot.take() {
        Some(value) => value,
        None => open()?,
    };
    Ok(slot.insert(value))
}

/// Writes marks, places and facts.
struct Keeper {
    desk: Arc<Desk>,
    library: Option<Library>,
    shelf: Option<Shelf>,
    /// Whether the store could be opened for writing at the start.
    writable: bool,
    inbox: Inbox,
}

impl Keeper {
    fn work(&mut self, queue: &Receiver<Keeping>) {
        let inbox = self.inbox.clone();
        self.writable = reply(&inbox, || {
            fault::point("worker: renew");
            self.library = Some(self.desk.renew()?);
            Ok(None)
        });
        while let Ok(asked) = queue.recv() {
            match asked {
                // That nothing can be kept was said at the start, and these were not asked for.
                Keeping::Effect(Effect::KeepPlace(..) | Effect::KeepSession(_))
                    if !self.writable => {}
                Keeping::Effect(effect) => {
                    reply(&inbox, || self.keep(effect));
                }
                Keeping::Facts(id, facts) => self.keep_facts(id, &facts),
                Keeping::Done(done) => {
                    // Whoever asked may have given up waiting.
                    let _waiting = done.send(());
                }
            }
        }
    }

    /// Facts can be found again: where they cannot be kept nothing is lost.
    fn keep_facts(&mut self, id: ArticleId, facts: &Facts) {
        let kept = self.library().and_then(|library| library.keep_facts(id, ENGINE_VERSION, facts));
        if let Err(error) = kept {
            log::warn!("facts were not kept: {error}");
        }
    }

    fn counts(&mut self) -> Result<Counts, StoreError> {
        opened_once(&mut self.shelf, || self.desk.shelf())?.counts()
    }

    fn library(&mut self) -> Result<&mut Library, StoreError> {
        opened_once(&mut self.library, || self.desk.library())
    }

    fn keep(&mut self, effect: Effect) -> Result<Option<Message>, Trouble> {
        fault::point("worker: keep");
        let library = self.library()?;
        let changed = match effect {
            Effect::Mark(changes) => {
                library.mark(&changes)?;
                changes
            }
            Effect::MarkListed(ids, mark, on) => mark_listed(library, &ids, mark, on)?,
            Effect::Undo => match library.undo()? {
                Some(step) => step.marks,
                None => return Ok(Some(Message::Done("There is nothing to undo.".to_owned()))),
            },
            Effect::Redo => match library.redo()? {
                Some(step) => step.marks,
                None => return Ok(Some(Message::Done("There is nothing to redo.".to_owned()))),
            },
            Effect::KeepPlace(id, place) => {
                library.keep_place(id, place)?;
                return Ok(None);
            }
            Effect::KeepSession(id) => {
                library.keep_session("screen", &id.to_string())?;
                return Ok(None);
            }
            _ => return Ok(None),
        };
        Ok(Some(Message::Marked(changed, self.counts()?)))
    }
}

fn mark_listed(
    library: &mut Library,
    ids: &[ArticleId],
    mark: Mark,
    on: bool,
) -> Result<Vec<MarkChange>, StoreError> {
    fault::point("worker: mark all");
    let changes: Vec<MarkChange> = ids.iter().map(|id| MarkChange { id: *id, mark, on }).collect();
    library.mark(&changes)?;
    Ok(changes)
}
