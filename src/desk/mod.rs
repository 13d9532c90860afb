//! Whole tasks, blocking, used by the workers of the screen and by the command line alike.
//!
//! A task joins what lies below: it reads files, asks the store, finds facts. It starts no thread and writes nothing to
//! the terminal.

mod annotate;
mod articles;
mod brief;
pub mod carried;
mod copies;
mod correct;
mod grouping;
pub mod hand;
mod intake;
mod keep;
mod listing;
mod local;
mod look;
pub mod outline;
pub mod program;
pub mod refresh;
mod refusal;
mod save;
pub mod score;
pub mod secret;
mod side_by_side;
mod stories;
pub mod subscribe;
pub mod sync;
mod timeline;
pub mod watch;
pub mod whole;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

pub use annotate::{
    FoundFacts, annotate, annotated, facts_if_quick, facts_of, facts_of_text, outdated, renewal,
};
pub use articles::of_feed as articles_of;
pub use brief::{Claimed, Contradiction, Sentence, Told, Wished, brief, briefings, note_briefed};
pub use copies::with_copies;
pub use correct::{join, join_articles, named as named_story, read_story, split};
pub use grouping::{Grouped, group, group_around, waits};
pub use intake::{IntakeError, Taken, bytes, page, take, take_page};
pub use listing::{Listed, StoryRows, Wanted, list, story_rows};
pub use refusal::{refusals, refuse, standings};
pub use save::{SaveError, markdown, save};
pub use side_by_side::{Account, accounts, side_by_side};
pub use stories::{SIDE_BY_SIDE, Story, grouped_from, stories, story, story_of, story_with};
pub use timeline::{DayOfReports, Reported, timeline};

use crate::extract;
use crate::news::{Article, ArticleId, Facts, Marks, Moment, Place};
use crate::store::{Library, NewArticle, Past, Renewal, Shelf, StoreError};

/// What whoever opens a store should be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upkeep {
    /// An older program has written it, and it takes a while to bring it up to date.
    Old,
    /// So far it is brought up to date.
    Renewing(Renewal),
    /// It is damaged: what it gives is what is left.
    Damaged,
}

/// Where the articles of this run are: in the store, or in memory for `dateline open`.
#[derive(Debug)]
pub enum Desk {
    /// The reader's own store, and the connection that looked at it first: whoever reads first goes on with it.
    Stored(PathBuf, Mutex<Option<Shelf>>),
    /// Articles that are not stored. The library keeps them alive.
    Passing(Mutex<Library>, String),
}

impl Desk {
    /// The store in a folder. Where it is missing it is made, and the bundled articles are put in.
    ///
    /// A store that is there is only looked at: [`renew`](Self::renew) brings it up to date, in its own time. One that
    /// an older program has written is brought up to date now; `told` is called first where that takes a while.
    /// It is called, too, where the store is damaged and read as far as it goes.
    pub fn open(dir: &Path, mut told: impl FnMut(Upkeep)) -> Result<Self, StoreError> {
        let looked = Shelf::open(dir).and_then(|shelf| shelf.counts().map(|_| shelf));
        match &looked {
            Ok(shelf) if shelf.is_damaged() => told(Upkeep::Damaged),
            Err(StoreError::Older { path, .. }) if local::is_large(path) => {
                told(Upkeep::Old);
                // Whether it could be done is seen below.
                drop(Library::open_told(dir, &mut |renewal| told(Upkeep::Renewing(renewal))));
            }
            _ => {}
        }
        let desk = Self::Stored(dir.to_owned(), Mutex::new(None));
        match looked {
            Ok(shelf) => Ok(Self::Stored(dir.to_owned(), Mutex::new(Some(shelf)))),
            // It is made now; where it cannot be, or is damaged to the root, writing tells the reason best.
            Err(
                StoreError::Missing { .. } | StoreError::Io { .. } | StoreError::Unexpected { .. },
            ) => desk.renew().map(|_| desk),
            // Perhaps it is older than this program: then it is brought up to date before it is read.
            Err(problem) => desk.renew().map(|_| desk).or(Err(problem)),
        }
    }

    /// Opens the store for writing and brings the bundled articles up to date.
    pub fn renew(&self) -> Result<Library, StoreError> {
        let mut library = self.library()?;
        if matches!(self, Self::Stored(..)) {
            library.sync_samples(&extract::bundled())?;
        }
        Ok(library)
    }

    /// Articles that are read and not stored, in the order given.
    pub fn passing(articles: &[Article], now: Moment) -> Result<Self, StoreError> {
        let name = format!("passing-{}", std::process::id());
        let mut library = Library::in_memory(&name)?;
        let count = articles.len() as i64;
        let new: Vec<NewArticle> = (0_i64..)
            .zip(articles)
            .map(|(n, article)| NewArticle {
                key: n.to_string(),
                // The first one named is the newest: it stands first.
                arrived: Moment::from_second(now.second() + count - n).unwrap_or(now),
                article: article.clone(),
            })
            .collect();
        library.add(&new)?;
        Ok(Self::Passing(Mutex::new(library), name))
    }

    /// A connection to read.
    pub fn shelf(&self) -> Result<Shelf, StoreError> {
        match self {
            Self::Stored(dir, first) => {
                let looked = first.lock().ok().and_then(|mut first| first.take());
                looked.map_or_else(|| Shelf::open(dir), Ok)
            }
            Self::Passing(_, name) => Shelf::in_memory(name),
        }
    }

    /// A connection to write.
    pub fn library(&self) -> Result<Library, StoreError> {
        match self {
            Self::Stored(dir, _) => Library::open(dir),
            Self::Passing(_, name) => Library::in_memory(name),
        }
    }
}

/// An article with all that the store knows of it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The article.
    pub article: Article,
    /// Its facts, if this version of the engine has found them, without those that are wrong.
    pub facts: Option<Facts>,
    /// Where the reader stopped.
    pub place: Option<Place>,
    /// What the reader has done with it.
    pub marks: Marks,
    /// Other texts it has had.
    pub past: Past,
}

/// Takes an article out of the store; `None` where there is none of that number.
pub fn find(shelf: &Shelf, id: ArticleId) -> Result<Option<Found>, StoreError> {
    let Some(article) = shelf.article(id)? else { return Ok(None) };
    let facts = annotate::known_facts(shelf, id, &article)?;
    Ok(Some(Found {
        article,
        facts,
        place: shelf.place(id)?,
        marks: shelf.marks(id)?.unwrap_or_default(),
        past: shelf.past(id)?,
    }))
}
