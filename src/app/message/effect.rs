//! What the state asks for.

use std::sync::Arc;
use std::time::Duration;

use super::{Program, Ticket, Timer, Which};
use crate::app::list::ListRequest;
use crate::news::watch::{Watch, WatchId};
use crate::news::{ArticleId, Briefings, Choices, Dismissal, FeedId, Mark, Place, StoryEntry};
use crate::store::MarkChange;
use crate::text::{Link, Prose};

/// A table of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// Facts side by side.
    #[default]
    Facts,
    /// Who said what.
    Quotes,
    /// The reports by day.
    Timeline,
}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// These articles.
    These(Arc<[ArticleId]>),
    /// The story that an article belongs to.
    StoryOf(ArticleId),
}

/// Something that must happen outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// List articles.
    List(Ticket, ListRequest),
    /// Load rows of the list.
    Rows(Vec<ArticleId>),
    /// Lay articles side by side.
    Compare(Ticket, Compared),
    /// Hold the facts of an article against the other reports of its story.
    Weigh(Ticket, ArticleId),
    /// Keep whether a thing, by its key, is not the same.
    KeepRefused(String, bool),
    /// Keep that a fact of an article is wrong.
    Dismiss(ArticleId, Dismissal),
    /// Take an article out of its story.
    SplitStory(ArticleId),
    /// Make one story of those of several articles.
    JoinStories(Arc<[ArticleId]>),
    /// Begin to watch for something.
    Watch(Watch),
    /// Watch for it no longer.
    Unwatch(WatchId),
    /// Name what is watched for.
    Watches,
    /// Tell what is new.
    Brief(Ticket),
    /// Load rows of the list of stories.
    StoryRows(Vec<StoryEntry>),
    /// Load an article.
    Open(Ticket, ArticleId),
    /// Find the facts of an article.
    Annotate(ArticleId),
    /// Find what became of its facts since the text that was opened before.
    Renew(ArticleId),
    /// Change marks.
    Mark(Vec<MarkChange>),
    /// Mark all that a list holds.
    MarkListed(Arc<[ArticleId]>, Mark, bool),
    /// Set a mark of all these; where all have it, clear it.
    ToggleListed(Arc<[ArticleId]>, Mark),
    /// Take the last change of marks back.
    Undo,
    /// Make it again.
    Redo,
    /// Keep where the reader stopped.
    KeepPlace(ArticleId, Place),
    /// Keep which article is shown.
    KeepSession(ArticleId),
    /// Keep whether stories are listed.
    KeepStories(bool),
    /// Note that a briefing is read.
    KeepBriefed(Briefings),
    /// Search everything stored.
    Search(Ticket, String),
    /// Name all outlets and tags.
    Filters,
    /// Name all feeds and tags, with how they are doing.
    Sources,
    /// Fetch feeds.
    Refresh(Which),
    /// Fetch no more.
    StopRefresh,
    /// Say when the next feed is due.
    NextDue,
    /// Subscribe to an address, or to the feed of a site.
    Subscribe(String),
    /// Have the server of an account fetch an address, or the feed of a site.
    SubscribeAt(String, String),
    /// Tell the servers of accounts what was changed here.
    Tell,
    /// Subscribe no longer.
    Unsubscribe(FeedId),
    /// Keep what the reader has chosen for a feed.
    Choose(FeedId, Box<Choices>, Option<&'static str>),
    /// Mark all articles read that a query picks.
    MarkMatching(String),
    /// Give articles a tag, or take it away.
    Tag(Arc<[ArticleId]>, Prose, bool),
    /// Name the tags of articles.
    Tags(Arc<[ArticleId]>),
    /// Fetch the page of an article and take the whole text out of it.
    Whole(ArticleId),
    /// Tell whether an article has had other texts.
    Past(ArticleId),
    /// Load all texts of an article.
    Versions(ArticleId),
    /// Hand an article to a program.
    Send(Program, ArticleId),
    /// Send text to the terminal's clipboard.
    Copy(String),
    /// Start the browser.
    Browse(Link),
    /// Save an article with its facts.
    Save(ArticleId),
    /// Wake the state later.
    After(Duration, Timer),
    /// Draw the whole screen anew.
    Redraw,
    /// Leave the terminal and stop the process until it is continued.
    Suspend,
    /// End.
    Quit,
}
