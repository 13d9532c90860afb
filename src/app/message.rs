//! What reaches the state, and what the state asks for.
//!
//! Both are plain values, so that every behaviour of the reader can be tested by feeding messages and reading effects.

use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;

use super::list::ListRequest;
use crate::config::Key;
use crate::news::{Article, ArticleId, Facts, Headline, Mark, Marks, Place};
use crate::store::{Counts, Hit, MarkChange};
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
    /// The reader has paused: keep the place.
    Place,
    /// Read marks have been gathered long enough.
    Reading,
    /// The notice has been seen.
    Notice,
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
    /// The answer to [`Effect::Open`]; `None` where the article is gone.
    Opened(Ticket, Option<Box<Opened>>),
    /// Facts were found.
    Annotated(ArticleId, Facts),
    /// Marks are on disk; with the numbers they lead to.
    Marked(Vec<MarkChange>, Counts),
    /// The answer to [`Effect::Search`].
    Found(Ticket, Vec<Hit>),
    /// The answer to [`Effect::Outlets`].
    Outlets(Vec<(Prose, u32)>),
    /// Something is done, in words.
    Done(String),
    /// Something could not be done, in words.
    Failed(String),
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
    /// The row to select.
    pub selected: usize,
    /// Numbers for the header.
    pub counts: Counts,
}

/// Something that must happen outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// List articles.
    List(Ticket, ListRequest),
    /// Load rows of the list.
    Rows(Vec<ArticleId>),
    /// Load an article.
    Open(Ticket, ArticleId),
    /// Find the facts of an article.
    Annotate(ArticleId),
    /// Change marks.
    Mark(Vec<MarkChange>),
    /// Mark all that a list holds.
    MarkListed(Arc<[ArticleId]>, Mark, bool),
    /// Take the last change of marks back.
    Undo,
    /// Make it again.
    Redo,
    /// Keep where the reader stopped.
    KeepPlace(ArticleId, Place),
    /// Keep which article is shown.
    KeepSession(ArticleId),
    /// Search everything stored.
    Search(Ticket, String),
    /// Name all outlets.
    Outlets,
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
