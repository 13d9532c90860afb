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
                    reply_or(&inbox, Message::NotKept, || self.keep(effect));
                }
                Keeping::Facts(id, facts) => self.keep_facts(id, &facts),
                Keeping::AllFacts(found) => self.keep_all_facts(&found),
                Keeping::LookRound => {
                    self.look_round();
                    self.settle();
                }
                Keeping::Done(done) => {
                    self.settle();
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

    /// What is not done now is done at a later time, by this program or by another.
    fn settle(&self) {
        if let Some(Err(error)) = self.library.as_ref().map(Library::settle) {
            log::warn!("the journal stays as it is: {error}");
        }
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

    fn join(&mut self, ids: &[ArticleId]) -> Result<Message, Trouble> {
        let shelf = opened_once(&mut self.shelf, || self.desk.shelf())?;
        let library = opened_once(&mut self.library, || self.desk.library())?;
        Ok(regrouped(desk::join_articles(library, shelf, ids)?, JOINED))
    }

    fn library(&mut self) -> Result<&mut Library, StoreError> {
        opened_once(&mut self.library, || self.desk.library())
    }

    fn marked(&mut self, changes: Vec<MarkChange>) -> Result<Option<Message>, Trouble> {
        Ok(Some(Message::Marked(changes, self.counts()?)))
    }

    fn mark(&mut self, changes: Vec<MarkChange>) -> Result<Option<Message>, Trouble> {
        let changes = self.with_copies(changes)?;
        self.library()?.mark(&changes)?;
        self.marked(changes)
    }

    fn mark_all(
        &mut self,
        ids: &[ArticleId],
        mark: Mark,
        on: bool,
    ) -> Result<Option<Message>, Trouble> {
        fault::point("worker: mark all");
        let changes = ids.iter().map(|id| MarkChange { id: *id, mark, on }).collect();
        let changes = self.with_copies(changes)?;
        let made = self.library()?.mark(&changes)?;
        Ok(Some(Message::MarkedAll(changes, made, self.counts()?)))
    }

    /// Keeps what was done, and answers with what is shown from now on.
    fn keep(&mut self, effect: Effect) -> Result<Option<Message>, Trouble> {
        fault::point("worker: keep");
        let library = self.library()?;
        let answer = match effect {
            Effect::Mark(changes) => return self.mark(changes),
            Effect::MarkListed(ids, mark, on) => return self.mark_all(&ids, mark, on),
            Effect::ToggleListed(ids, mark) => {
                let shelf = opened_once(&mut self.shelf, || self.desk.shelf())?;
                let on = !shelf.all_have(&ids, mark)?;
                return self.mark_all(&ids, mark, on);
            }
            Effect::MarkMatching(query) => {
                let changes = mark_matching(library, &query)?;
                return self.marked(changes);
            }
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
                Message::Tagged(ids, tag, on)
            }
            Effect::Choose(feed, choices, says) => {
                library.choose(feed, &choices)?;
                Message::FeedsChanged(says)
            }
            Effect::Unsubscribe(feed) => {
                library.unsubscribe(feed)?;
                Message::FeedsChanged(None)
            }
            Effect::Dismiss(id, fact) => {
                library.dismiss(id, &fact, true)?;
                Message::Dismissed(id, fact)
            }
            Effect::SplitStory(id) => regrouped(desk::split(library, id)?.is_some(), SPLIT),
            Effect::JoinStories(ids) => self.join(&ids)?,
            effect => {
                note(library, effect)?;
                return Ok(None);
            }
        };
        Ok(Some(answer))
    }
}

/// Keeps what changes nothing on the screen.
fn note(library: &mut Library, effect: Effect) -> Result<(), StoreError> {
    match effect {
        Effect::Unwatch(id) => library.unwatch(id).map(|_was_there| ()),
        Effect::KeepRefused(key, on) => desk::refuse(library, &key, on),
        Effect::KeepPlace(id, place) => library.keep_place(id, place),
        Effect::KeepSession(id) => library.keep_session("screen", &id.to_string()),
        Effect::KeepBriefed(briefings) => desk::note_briefed(library, briefings),
        Effect::KeepStories(on) => {
            library.keep_session("list", if on { "stories" } else { "articles" })
        }
        _ => Ok(()),
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::news::Moment;

    #[test]
    fn what_was_not_kept_is_told_apart_from_other_failures() {
        let now = Moment::from_second(1_718_870_400).expect("a moment");
        let desk = Arc::new(Desk::passing(&[], now).expect("a store in memory"));
        let (inbox, told) = mpsc::channel();
        let (grouped, _next) = mpsc::channel();
        let grouping = Grouping::start(&desk, false, grouped, &inbox);
        let (queue, asked) = mpsc::channel();
        let unreadable = Effect::MarkMatching("before:noon".to_owned());
        queue.send(Keeping::Effect(unreadable)).expect("the queue is open");
        drop(queue);
        Keeper::new(desk, grouping, false, inbox).work(&asked);
        let kept = told.try_iter().any(|message| matches!(message, Message::NotKept(_)));
        assert!(kept, "what could not be marked is not told of");
    }
}
