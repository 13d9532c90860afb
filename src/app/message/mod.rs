//! What reaches the state, and what the state asks for.
//!
//! Both are plain values, so that every behaviour of the reader can be tested by feeding messages and reading effects.

mod effect;
mod stories;

use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;

pub use self::effect::{Compared, Effect, Table};
pub use self::stories::{Briefed, BriefedContradiction, BriefedStory, Sides};
use crate::config::Key;
use crate::news::{
    Article, ArticleId, Dismissal, Facts, FeedId, Headline, Marks, Moment, Place, Renewal,
    StoryEntry, StoryRow, Subscription,
};
use crate::store::{Counts, Hit, MarkChange, Past, Step, Version, Watched};
use crate::story::compare::Standing;
use crate::text::{Link, Prose};

/// The number of a question; its answer carries it, and only the answer to the newest question counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A timer of the loop. Setting it again moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timer {
    /// The selection in the list has rested: show the article.
    Preview,
    /// The selection in the panel has rested: light the fact.
    Light,
    /// An article has been shown for a moment: hold it against what others report.
    Weigh,
    /// The reader has paused: keep the place.
    Place,
    /// Read marks have been gathered long enough.
    Reading,
    /// The notice has been seen.
    Notice,
    /// What came in has been gathered long enough.
    Arrived,
    /// A feed is due.
    Due,
    /// Changes have been gathered long enough: the servers of accounts are told.
    Tell,
}

/// An article with all that is known of it.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The article.
    pub article: Article,
    /// Its facts, if they are known already.
    pub facts: Option<Facts>,
    /// Where the reader stopped.
    pub place: Option<Place>,
    /// What the reader has done with it.
    pub marks: Marks,
    /// Other texts it has had.
    pub past: Past,
}

/// All that news come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// What is subscribed to.
    pub feeds: Vec<Subscription>,
    /// Tags, with the number of their articles.
    pub tags: Vec<(Prose, u32)>,
}

/// Which feeds are fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those whose time has come.
    Due,
    /// All.
    All,
    /// These.
    These(Vec<FeedId>),
    /// The one an article came by.
    Of(ArticleId),
}

/// How far a refresh is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Feeds that are done.
    pub done: usize,
    /// Feeds in all.
    pub total: usize,
    /// New articles so far.
    pub new: usize,
    /// What was done last.
    pub at: Prose,
}

/// What came of a refresh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Feeds that were looked at.
    pub feeds: usize,
    /// Feeds that were not, since their servers want to be left alone.
    pub skipped: usize,
    /// New articles.
    pub new: usize,
    /// Articles whose text was changed.
    pub updated: usize,
    /// Accounts whose servers were asked.
    pub accounts: usize,
    /// Those of them that could not be synced with.
    pub unsynced: Vec<Prose>,
    /// Articles whose marks the servers have changed.
    pub marked: usize,
    /// Feeds and accounts that could not be read, and why not.
    pub failed: Vec<(Prose, String)>,
    /// What was watched for and seen, with the number of new articles.
    pub seen: Vec<(String, usize)>,
    /// Whether it was stopped.
    pub stopped: bool,
    /// Whether nobody asked for it: then nothing is said where nothing came.
    pub by_itself: bool,
}

/// A feed that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its number.
    pub id: FeedId,
    /// What it is called.
    pub name: Prose,
    /// Whether it was not there before.
    pub is_new: bool,
    /// Articles that came with it.
    pub articles: usize,
    /// Further feeds of the same site: title, or nothing, and address.
    pub others: Vec<(Prose, Link)>,
}

/// A program an article is handed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// The one of that name among the pipes.
    Pipe(String),
    /// The one that keeps bookmarks.
    Bookmark,
}

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The wheel was turned: rows, down is positive; then the column and row of the pointer.
    Wheel(i16, u16, u16),
    /// The mouse was pressed at a column and row.
    Click(u16, u16),
    /// The screen has another size.
    Resized(u16, u16),
    /// The time, told at the start and every now and then while something happens.
    Now(Zoned),
    /// A timer ran out.
    Woke(Timer),
    /// The answer to [`Effect::List`].
    Listed(Listing),
    /// Rows of the list.
    Rows(Vec<Headline>),
    /// The answer to [`Effect::StoryRows`]: what is known of each story, and the headlines of their leads.
    StoryRows(Vec<(ArticleId, StoryRow)>, Vec<Headline>),
    /// The answer to [`Effect::Compare`]; `None` where there is nothing to compare with.
    Compared(Ticket, Option<Box<Sides>>),
    /// The answer to [`Effect::Compare`] where there is none yet: why.
    NotCompared(Ticket, &'static str),
    /// How facts of the article shown stand to what others report.
    Weighed(Ticket, Vec<Standing>),
    /// The answer to [`Effect::Brief`].
    Briefed(Ticket, Box<Briefed>),
    /// The answer to [`Effect::Open`]; `None` where the article is gone.
    Opened(Ticket, Option<Box<Opened>>),
    /// Facts were found.
    Annotated(ArticleId, Facts),
    /// What became of the facts of an article since the text that was opened before.
    Renewed(ArticleId, Renewal),
    /// A fact of an article is on disk as wrong.
    Dismissed(ArticleId, Dismissal),
    /// Stories are others now, in words.
    Regrouped(String),
    /// The answer to [`Effect::Watches`]; then once more where more was seen since.
    Watches(Vec<Watched>),
    /// Marks are on disk; with the numbers they lead to.
    Marked(Vec<MarkChange>, Counts),
    /// The same of many articles at once, which is said.
    MarkedAll(Vec<MarkChange>, usize, Counts),
    /// Something was taken back, or done again; with the numbers it leads to.
    Undone(Step, Counts),
    /// The answer to [`Effect::Search`].
    Found(Ticket, Vec<Hit>),
    /// The answer to [`Effect::Filters`]: outlets and tags, with the numbers of their articles.
    Filters(Vec<(Prose, u32)>, Vec<(Prose, u32)>),
    /// The answer to [`Effect::Sources`].
    Sources(Sources),
    /// Feeds were filed otherwise, or given up; with what is said of it.
    FeedsChanged(Option<&'static str>),
    /// A refresh goes on.
    Refreshing(Progress),
    /// A refresh has ended.
    Refreshed(Refreshed),
    /// Articles came in, or somebody else has changed the store.
    Arrived,
    /// The numbers of the store once it is watched: others than those shown mean that something came in before.
    Counted(Counts),
    /// How long it is until the next feed is due; `None` where none ever is.
    NextDue(Option<Duration>),
    /// When all went well last with all accounts, and those with which it did not since.
    Synced(Option<Moment>, Vec<Prose>),
    /// The answer to [`Effect::Subscribe`].
    Added(Added),
    /// Tags are on disk: a tag of some articles was set or taken away.
    Tagged(Arc<[ArticleId]>, Prose, bool),
    /// The answer to [`Effect::Tags`]: the articles, tags all of them have, and all tags there are.
    Tags(Arc<[ArticleId]>, Vec<Prose>, Vec<Prose>),
    /// The answer to [`Effect::Past`].
    Past(ArticleId, Past),
    /// The answer to [`Effect::Versions`], oldest first; the text that the article has now is the last.
    Versions(ArticleId, Vec<Version>),
    /// The text of an article is another now.
    Replaced(ArticleId),
    /// Something is done, in words.
    Done(String),
    /// Something could not be done, in words.
    Failed(String),
    /// A mark, or what else was done here, could not be kept: a sentence for the reader.
    NotKept(String),
    /// The terminal was left and entered again: draw everything.
    Resumed,
    /// The terminal or the system wants the program to end.
    Terminate,
    /// Suspend, as on Ctrl-Z.
    StopAsked,
}

/// A list as it was asked for.
#[derive(Debug)]
pub struct Listing {
    /// The question it answers.
    pub ticket: Ticket,
    /// All articles, in order.
    pub ids: Arc<[ArticleId]>,
    /// Rows around the selected one, and the last ones.
    pub rows: Vec<Headline>,
    /// The row to select; among stories, which of them.
    pub selected: usize,
    /// Numbers for the header.
    pub counts: Counts,
    /// The stories, where they were asked for.
    pub stories: Option<Storied>,
}

/// A list of stories.
#[derive(Debug, Default)]
pub struct Storied {
    /// All stories, in order.
    pub entries: Vec<StoryEntry>,
    /// What is known of those around the selected one.
    pub rows: Vec<(ArticleId, StoryRow)>,
}
