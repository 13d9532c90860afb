//! The thread that searches, filters by letters, finds facts and lays reports side by side.
//!
//! What is asked of stories may have to wait until what just came in is put to them. Such a question is put off and asked
//! again after a moment; meanwhile the thread answers the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use jiff::Zoned;

use super::grouping::Grouping;
use super::keeper::Keeping;
use super::stories::{self, Answer};
use super::workers::{Inbox, Trouble, listing, opened_once, reply, today, without_overtaken};
use crate::app::message::{Effect, Message, Ticket};
use crate::desk::{self, Desk};
use crate::fault;
use crate::news::query::Query;
use crate::store::{Hit, Shelf};

/// Hits a search shows.
const HITS: usize = 50;
/// When the first of them are shown, where all take longer.
const SOON: Duration = Duration::from_millis(8);
/// So often it is looked again whether something is in a story, and so long after each other.
const PATIENCE: usize = 60;
const PAUSE: Duration = Duration::from_millis(50);

/// Searches, filters by letters and finds facts.
pub(super) struct Finder {
    pub(super) desk: Arc<Desk>,
    pub(super) grouping: Grouping,
    pub(super) inbox: Inbox,
    pub(super) keeping: Sender<Keeping>,
    /// How many searches were asked for: a newer one ends those before it.
    pub(super) searches: Arc<AtomicU64>,
}

/// A question, and how often it may still be put off.
struct Question {
    effect: Effect,
    left: usize,
}

impl Question {
    fn new(effect: Effect) -> Self {
        Self { effect, left: PATIENCE }
    }

    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(&self.effect) == std::mem::discriminant(&other.effect)
    }
}

/// A question that is asked again.
struct PutOff {
    question: Question,
    at: Instant,
}

impl Finder {
    /// Answers until nobody asks any more.
    pub(super) fn work(&self, queue: &Receiver<Effect>) {
        let mut shelf: Option<Shelf> = None;
        let mut put_off: Vec<PutOff> = Vec::new();
        while let Some(asked) = next(queue, &put_off) {
            let asked: Vec<Question> = asked.into_iter().map(Question::new).collect();
            put_off.retain(|old| !asked.iter().any(|new| new.is_like(&old.question)));
            let now = Instant::now();
            let due: Vec<PutOff> = put_off.extract_if(.., |old| old.at <= now).collect();
            for question in asked.into_iter().chain(due.into_iter().map(|old| old.question)) {
                put_off.extend(self.ask(&mut shelf, question));
            }
        }
    }

    /// Answers, unless that is to be tried again: then the question comes back.
    fn ask(&self, shelf: &mut Option<Shelf>, question: Question) -> Option<PutOff> {
        let mut waits = false;
        reply(&self.inbox, || {
            let shelf = opened_once(shelf, || self.desk.shelf())?;
            Ok(match self.answer(shelf, &question)? {
                Answer::Told(message) => Some(message),
                Answer::Nothing => None,
                Answer::NotYet => {
                    waits = true;
                    None
                }
            })
        });
        let Question { effect, left } = question;
        waits.then(|| PutOff {
            question: Question { effect, left: left.saturating_sub(1) },
            at: Instant::now() + PAUSE,
        })
    }

    fn answer(&self, shelf: &Shelf, question: &Question) -> Result<Answer, Trouble> {
        let is_last = question.left == 0;
        let told = match &question.effect {
            Effect::List(ticket, request) => Message::Listed(listing(shelf, *ticket, request)?),
            Effect::Search(ticket, text) => {
                fault::point("worker: search");
                // A term that is still being typed finds nothing.
                let query = Query::as_typed(text, today()).ok();
                let hits = query.map(|query| self.search(shelf, *ticket, &query)).transpose()?;
                Message::Found(*ticket, hits.unwrap_or_default())
            }
            Effect::Compare(ticket, wanted) => {
                let waits = stories::waits(shelf, wanted)?;
                if let Some(article) = waits.filter(|_| question.left == PATIENCE) {
                    self.grouping.around(article);
                }
                return Ok(match (waits, is_last) {
                    (Some(_), false) => Answer::NotYet,
                    (Some(_), true) => Answer::Told(stories::still_waits(*ticket)),
                    (None, _) => Answer::Told(stories::compared(shelf, *ticket, wanted.clone())?),
                });
            }
            Effect::Weigh(ticket, id) => stories::weighed(shelf, *ticket, *id)?,
            Effect::Brief(ticket) => {
                return Ok(stories::briefed_once_grouped(shelf, *ticket, &Zoned::now(), is_last)?);
            }
            Effect::Renew(id) => {
                let renewal = desk::renewal(shelf, *id)?;
                return Ok(renewal.map_or(Answer::Nothing, |renewal| {
                    Answer::Told(Message::Renewed(*id, renewal))
                }));
            }
            Effect::Annotate(id) => match desk::annotate(shelf, None, *id)? {
                Some(facts) => {
                    // What is kept is all that was found: without the wrong ones they could not come back.
                    let all = match shelf.article(*id)? {
                        Some(article) if !shelf.dismissed(*id)?.is_empty() => {
                            desk::facts_of(&article)
                        }
                        _ => facts.clone(),
                    };
                    let _ending = self.keeping.send(Keeping::Facts(*id, all));
                    Message::Annotated(*id, facts)
                }
                None => return Ok(Answer::Nothing),
            },
            _ => return Ok(Answer::Nothing),
        };
        Ok(Answer::Told(told))
    }

    /// Searches to the end; where that takes long, what was found soon is told meanwhile.
    fn search(&self, shelf: &Shelf, ticket: Ticket, query: &Query) -> Result<Vec<Hit>, Trouble> {
        let (began, number) = (Instant::now(), self.searches.load(Ordering::Relaxed));
        let soon = shelf.search_while(query, today(), HITS, &|| began.elapsed() < SOON)?;
        if soon.is_whole {
            return Ok(soon.hits);
        }
        if !soon.hits.is_empty() {
            let _ending = self.inbox.send(Message::Found(ticket, soon.hits));
        }
        let is_newest = || self.searches.load(Ordering::Relaxed) == number;
        Ok(shelf.search_while(query, today(), HITS, &is_newest)?.hits)
    }
}

/// What is asked next: nothing where the time has come to ask again; `None` where nobody is there any more.
fn next(queue: &Receiver<Effect>, put_off: &[PutOff]) -> Option<Vec<Effect>> {
    let first = match put_off.iter().map(|old| old.at).min() {
        None => queue.recv().ok()?,
        Some(at) => match queue.recv_timeout(at.saturating_duration_since(Instant::now())) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return None,
        },
    };
    Some(without_overtaken(first, queue))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use tempfile::TempDir;

    use super::*;
    use crate::app::message::Compared;
    use crate::news::{Article, ArticleId, Moment};
    use crate::store::{Library, NewArticle};
    use crate::text::Prose;

    /// A store with an article that waits for its story, which nobody puts it to.
    fn waiting() -> (TempDir, ArticleId) {
        let dir = TempDir::new().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        let arrived = Moment::parse("2024-06-20").expect("a day");
        let article = Article {
            title: Prose::line("Ferry Linnea aground"),
            published: Some(arrived),
            ..Article::default()
        };
        let new = NewArticle { key: "1".to_owned(), arrived, article };
        let ids = library.add(&[new]).expect("stored");
        (dir, ids[0])
    }

    #[test]
    fn a_search_does_not_wait_for_what_waits_for_a_story() {
        let (dir, id) = waiting();
        let (inbox, told) = mpsc::channel();
        let (keeping, _kept) = mpsc::channel();
        let finder = Finder {
            desk: Arc::new(Desk::open(dir.path(), |_| ()).expect("opens")),
            grouping: Grouping::idle(),
            inbox,
            keeping,
            searches: Arc::default(),
        };
        let (ask, queue) = mpsc::channel();
        ask.send(Effect::Brief(Ticket(1))).expect("a queue");
        ask.send(Effect::Compare(Ticket(2), Compared::StoryOf(id))).expect("a queue");
        ask.send(Effect::Search(Ticket(3), "ferry".to_owned())).expect("a queue");
        let worker = thread::spawn(move || finder.work(&queue));
        let first = told.recv().expect("an answer");
        assert!(matches!(first, Message::Found(Ticket(3), _)), "{first:?}");
        // In the end both are answered: with nothing, and with why.
        let mut last = [told.recv().expect("an answer"), told.recv().expect("an answer")];
        last.sort_by_key(|message| matches!(message, Message::NotCompared(..)));
        assert!(matches!(last, [Message::Briefed(..), Message::NotCompared(..)]), "{last:?}");
        drop(ask);
        worker.join().expect("it ends");
    }
}
