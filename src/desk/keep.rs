//! Files what looks at feeds have brought: several feeds in one transaction, and a report of each.
//!
//! The writing half of a refresh. It is done on one thread, the one that has the [`Library`].

use jiff::civil::Date;

use super::look::{Brought, Came, Looked};
use crate::news::{ArticleId, FeedId, Moment, Problem, Rule, Source, Subscription};
use crate::store::{Answer, Library, StoreError, TakenIn, Visit, VisitOutcome};
use crate::text::{Link, Prose};

/// What became of a feed in a refresh.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which feed.
    pub feed: FeedId,
    /// What it is called.
    pub name: Prose,
    /// Where it was read from.
    pub source: Source,
    /// How it went.
    pub status: Status,
    /// New articles.
    pub new: Vec<ArticleId>,
    /// Articles that have changed.
    pub updated: Vec<ArticleId>,
    /// Why it could not be read or was not asked, in words; also where it has moved to, and what of it was left out.
    pub note: Option<Prose>,
    /// How many new articles each rule has picked.
    pub ruled: Vec<u32>,
    /// Whether the pages of its new articles are to be fetched.
    pub whole: bool,
}

/// How a look at a feed went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It brought something new or changed.
    New,
    /// It brought nothing.
    Unchanged,
    /// It could not be read.
    Failed,
    /// It is gone for good, and looked at no more.
    Gone,
    /// It was not asked.
    Skipped,
}

impl Status {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Failed => "failed",
            Self::Gone => "gone",
            Self::Skipped => "skipped",
        }
    }
}

/// Files what came of looking at feeds, in one transaction. Reports come in the same order.
pub fn keep(
    library: &mut Library,
    looked: Vec<Looked>,
    rules: &[Rule],
    now: Moment,
    today: Date,
) -> Result<Vec<Report>, StoreError> {
    let mut reports = Vec::with_capacity(looked.len());
    let mut answers = Vec::with_capacity(looked.len());
    for one in looked {
        let mut report = Report::of(&one);
        if let Came::Articles(brought) = &one.came
            && let Some(moved) = &brought.moved
        {
            let words: Vec<Prose> =
                follow(library, &one, moved)?.into_iter().chain(report.note.take()).collect();
            let words: Vec<&str> = words.iter().map(Prose::as_str).collect();
            report.note = (!words.is_empty()).then(|| Prose::line(&words.join("; ")));
        }
        reports.push(report);
        answers.extend(answer(one, now));
    }
    let taken = library.take_in_all(&answers, rules, today)?;
    for (answer, taken) in answers.iter().zip(taken) {
        let report = reports.iter_mut().find(|report| report.feed == answer.feed);
        if let (Some(report), Some(taken)) = (report, taken) {
            report.take(taken);
        }
    }
    Ok(reports)
}

/// Moves a feed to where its server says that it is for good; its answer from there has been read.
///
/// Where another subscription is read from there already, both stay as they are; and one with a secret of its own stays
/// with the server the secret is for. Returned is what to say of it.
fn follow(
    library: &mut Library,
    looked: &Looked,
    moved: &Link,
) -> Result<Option<Prose>, StoreError> {
    let is_at_home = looked.feed.source.link().is_some_and(|old| old.leads_home(moved));
    if !looked.feed.choices.headers.is_empty() && !is_at_home {
        let words = format!(
            "moved to {moved}, which is another server than its secret is for; add it there if you trust that one"
        );
        return Ok(Some(Prose::line(&words)));
    }
    let words = match library.move_source(looked.feed.id, &Source::Web(moved.clone())) {
        Ok(()) => format!("moved to {moved}"),
        Err(StoreError::Doubled { .. }) => {
            format!("moved to {moved}, which is subscribed to already; remove one of the two")
        }
        Err(error) => return Err(error),
    };
    log::info!("{} {words}", looked.feed.source);
    Ok(Some(Prose::line(&words)))
}

/// What the store is told; nothing of a feed that was not asked.
fn answer(looked: Looked, at: Moment) -> Option<Answer> {
    let feed = looked.feed.id;
    let (mut articles, mut prepared) = (Vec::new(), Vec::new());
    let outcome = match looked.came {
        Came::Skipped(_) | Came::Refused(_) => return None,
        Came::Unchanged(_) => VisitOutcome::Unchanged,
        Came::Failed(words) => VisitOutcome::Failed(words),
        Came::Gone(words) => VisitOutcome::Retired(words),
        Came::Articles(brought) => {
            let Brought { title, site, language, validators, .. } = *brought;
            (articles, prepared) = (brought.articles, brought.prepared);
            VisitOutcome::Answered { title, site, language, validators }
        }
    };
    let visit = Visit { at, due: looked.due, outcome };
    Some(Answer { feed, articles, prepared, visit })
}

/// What of an answer was left out, in words.
fn losses(brought: &Brought) -> Option<Prose> {
    let lost = brought.problems.iter().filter(|problem| problem.is_loss());
    let words: Vec<&str> = lost.map(Problem::as_str).collect();
    (!words.is_empty()).then(|| Prose::line(&words.join("; ")))
}

impl Report {
    fn of(looked: &Looked) -> Self {
        let (status, note) = match &looked.came {
            Came::Articles(brought) => (Status::Unchanged, losses(brought)),
            Came::Unchanged(_) => (Status::Unchanged, None),
            Came::Failed(words) | Came::Refused(words) => (Status::Failed, Some(words.clone())),
            Came::Gone(words) => (Status::Gone, Some(words.clone())),
            Came::Skipped(words) => (Status::Skipped, Some(words.clone())),
        };
        let title = match &looked.came {
            Came::Articles(brought) => brought.title.clone().or(looked.feed.title.clone()),
            _ => looked.feed.title.clone(),
        };
        Self {
            feed: looked.feed.id,
            name: Subscription { title, ..looked.feed.clone() }.name(),
            source: looked.feed.source.clone(),
            status,
            new: Vec::new(),
            updated: Vec::new(),
            note,
            ruled: Vec::new(),
            whole: looked.feed.choices.whole,
        }
    }

    /// Why it was not read, where it was not.
    pub fn error(&self) -> Option<&str> {
        let is_error = matches!(self.status, Status::Failed | Status::Gone | Status::Skipped);
        self.note.as_deref().filter(|_| is_error)
    }

    fn take(&mut self, taken: TakenIn) {
        let TakenIn { new, updated, ruled, .. } = taken;
        if !new.is_empty() || !updated.is_empty() {
            self.status = Status::New;
        }
        (self.new, self.updated, self.ruled) = (new, updated, ruled);
    }
}
