//! The worker that writes: marks, tags, choices, places and facts, one after the other.
//!
//! It also tells when somebody else has written: that is known to a connection that writes itself.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use super::grouping::Grouping;
use super::workers::{Inbox, Trouble, opened_once, reply, reply_or, today};
use crate::app::message::{Effect, Message};
use crate::desk::{self, Desk, FoundFacts};
use crate::facts::ENGINE_VERSION;
use crate::fault;
use crate::news::query::Query;
use crate::news::{ArticleId, Facts, Mark};
use crate::store::{Counts, Library, MarkChange, Shelf, Step, StoreError};

/// What it is asked.
pub(super) enum Keeping {
    Effect(Effect),
    Facts(ArticleId, Facts),
    AllFacts(Vec<FoundFacts>),
    /// Whether another program has written.
    LookRound,
    /// To be told when everything asked before is done.
    Done(Sender<()>),
}

/// A way to ask the writer whether another program has written.
pub(super) struct Asking(pub(super) Sender<Keeping>);

impl Asking {
    /// Asks. Whether there is anybody to ask.
    pub(super) fn look_round(&self) -> bool {
        self.0.send(Keeping::LookRound).is_ok()
    }
}

/// The worker.
pub(super) struct Keeper {
    desk: Arc<Desk>,
    library: Option<Library>,
    shelf: Option<Shelf>,
    /// Whether the store could be opened for writing at the start.
    writable: bool,
    /// What tells whether another connection has written since.
    seen: Option<i64>,
    grouping: Grouping,
    /// Whether copies of an article are read with it.
    fold: bool,
    inbox: Inbox,
}

impl Keeper {
    pub(super) fn new(desk: Arc<Desk>, grouping: Grouping, fold: bool, inbox: Inbox) -> Self {
        Self {
            desk,
            library: None,
            shelf: None,
            writable: false,
            seen: None,
            grouping,
            fold,
            inbox,
        }
    }

    /// Works until nobody asks any more.
    pub(super) fn work(&mut self, queue: &Receiver<Keeping>) {
        let inbox = self.inbox.clone();
        self.writable = reply(&inbox, || {
            fault::point("worker: renew");
            self.library = Some(self.desk.renew()?);
            Ok(None)
        });
        // What came in before, and was not grouped.
        self.grouping.wake();
        self.seen = self.library.as_ref().and_then(|library| library.data_version().ok());
        // What another program wrote between the first frame and now is noticed by nothing else.
        if let (Some(_), Ok(counts)) = (self.seen, self.counts()) {
            let _ending = self.inbox.send(Message::Counted(counts));
        }
        while let Ok(asked) = queue.recv() {
            match asked {
                // That nothing can be kept was said at the start, and these were not asked for.
                Keeping::Effect(
                    Effect::KeepPlace(..)
                    | Effect::KeepSession(_)
                    | Effect::KeepStories(_)
                    | Effect::KeepBriefed(_),
                ) if !self.writable => {}
                Keeping::Effect(effect) => {
                    reply_or(Message::NotKept, &inbox, || self.keep(effect));
                }
                Keeping::Facts(id, facts) => self.keep_facts(id, &facts),
                Keeping::AllFacts(found) => self.keep_all_facts(&found),
                Keeping::LookRound => self.look_round(),
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

    fn keep_all_facts(&mut self, found: &[FoundFacts]) {
        if let Err(error) = self.library().and_then(|library| library.keep_found(found)) {
            log::warn!("facts were not kept: {error}");
        }
    }

    fn counts(&mut self) -> Result<Counts, StoreError> {
        opened_once(&mut self.shelf, || self.desk.shelf())?.counts()
    }

    /// Tells the state when another connection has written to the store.
    fn look_round(&mut self) {
        let Ok(version) = self.library().and_then(|library| library.data_version()) else { return };
        if self.seen.replace(version).is_some_and(|seen| seen != version) {
            let _ending = self.inbox.send(Message::Arrived);
            self.grouping.wake();
        }
    }

    fn undone(&mut self, step: Option<Step>, verb: &str) -> Result<Option<Message>, Trouble> {
        Ok(Some(match step {
            Some(step) => Message::Undone(step, self.counts()?),
            None => Message::Done(format!("There is nothing to {verb}.")),
        }))
    }

    /// Marks with those of copies, where the reader wants that.
    fn with_copies(&mut self, changes: Vec<MarkChange>) -> Result<Vec<MarkChange>, StoreError> {
        if !self.fold {
            return Ok(changes);
        }
        desk::with_copies(opened_once(&mut self.shelf, || self.desk.shelf())?, changes)
    }

    fn mark_all(
        &mut self,
        ids: &[ArticleId],
        mark: Mark,
        on: bool,
    ) -> Result<Vec<MarkChange>, StoreError> {
        fault::point("worker: mark all");
        let changes = ids.iter().map(|id| MarkChange { id: *id, mark, on }).collect();
        let changes = self.with_copies(changes)?;
        self.library()?.mark(&changes)?;
        Ok(changes)
    }

    fn join(&mut self, ids: &[ArticleId]) -> Result<Message, Trouble> {
        let shelf = opened_once(&mut self.shelf, || self.desk.shelf())?;
        let library = opened_once(&mut self.library, || self.desk.library())?;
        Ok(regrouped(desk::join_articles(library, shelf, ids)?, JOINED))
    }

    fn library(&mut self) -> Result<&mut Library, StoreError> {
        opened_once(&mut self.library, || self.desk.library())
    }

    fn keep(&mut self, effect: Effect) -> Result<Option<Message>, Trouble> {
        fault::point("worker: keep");
        let library = self.library()?;
        let changed = match effect {
            Effect::Mark(changes) => {
                let changes = self.with_copies(changes)?;
                self.library()?.mark(&changes)?;
                changes
            }
            Effect::MarkListed(ids, mark, on) => self.mark_all(&ids, mark, on)?,
            Effect::ToggleListed(ids, mark) => {
                let shelf = opened_once(&mut self.shelf, || self.desk.shelf())?;
                let on = !shelf.all_have(&ids, mark)?;
                self.mark_all(&ids, mark, on)?
            }
            Effect::MarkMatching(query) => mark_matching(library, &query)?,
            Effect::Undo => {
                let step = library.undo()?;
                return self.undone(step, "undo");
            }
            Effect::Redo => {
                let step = library.redo()?;
                return self.undone(step, "redo");
            }
            Effect::Tag(ids, tag, on) => {
                library.tag(&ids, &tag, on)?;
                return Ok(Some(Message::Tagged(ids, tag, on)));
            }
            Effect::Choose(feed, choices) => {
                library.choose(feed, &choices)?;
                return Ok(Some(Message::FeedsChanged));
            }
            Effect::Unsubscribe(feed) => {
                library.unsubscribe(feed)?;
                return Ok(Some(Message::FeedsChanged));
            }
            Effect::Dismiss(id, fact) => {
                library.dismiss(id, &fact, true)?;
                return Ok(Some(Message::Dismissed(id, fact)));
            }
            Effect::SplitStory(id) => {
                let split = desk::split(library, id)?;
                return Ok(Some(regrouped(split.is_some(), SPLIT)));
            }
            Effect::JoinStories(ids) => return self.join(&ids).map(Some),
            Effect::Unwatch(id) => {
                library.unwatch(id)?;
                return Ok(None);
            }
            Effect::KeepRefused(key, on) => {
                desk::refuse(library, &key, on)?;
                return Ok(None);
            }
            Effect::KeepPlace(id, place) => {
                library.keep_place(id, place)?;
                return Ok(None);
            }
            Effect::KeepSession(id) => {
                library.keep_session("screen", &id.to_string())?;
                return Ok(None);
            }
            Effect::KeepBriefed(briefings) => {
                desk::note_briefed(library, briefings)?;
                return Ok(None);
            }
            Effect::KeepStories(on) => {
                library.keep_session("list", if on { "stories" } else { "articles" })?;
                return Ok(None);
            }
            _ => return Ok(None),
        };
        Ok(Some(Message::Marked(changed, self.counts()?)))
    }
}

/// What is said where an article was taken out of its story, and where there was nothing to take it out of.
const SPLIT: (&str, &str) = (
    "Out of its story, a story of its own now; it stays so.",
    "This article stands alone already.",
);
/// What is said where stories were joined, and where there was nothing to join.
const JOINED: (&str, &str) =
    ("One story now; it stays so.", "These are one story already, or are not in any story yet.");

fn regrouped(changed: bool, (done, nothing): (&str, &str)) -> Message {
    if changed { Message::Regrouped(done.to_owned()) } else { Message::Done(nothing.to_owned()) }
}

/// Marks all articles read that a query picks.
fn mark_matching(library: &mut Library, query: &str) -> Result<Vec<MarkChange>, Trouble> {
    let query = Query::parse(query, today())?;
    let ids = library.mark_matching(&query, today(), Mark::Read, true)?;
    Ok(ids.into_iter().map(|id| MarkChange { id, mark: Mark::Read, on: true }).collect())
}
