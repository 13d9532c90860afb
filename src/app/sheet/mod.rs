//! Reports side by side: a table of what they say, one row a thing, one column an outlet, and what stands behind it.
//!
//! The comparison of a story, its quotations, its timeline and the briefing are such tables: [`Sheet`] is what stands
//! in them, [`View`] how it is laid out, walked through and narrowed. Nothing is known here of how they are drawn.

mod brief;
mod compare;
mod lay;
mod ledger;
mod order;
mod view;

use std::ops::Range;

pub use self::brief::sheet as of_brief;
pub use self::compare::sheet as of_comparison;
pub use self::lay::{Line, Part, foot_height};
pub use self::ledger::{quotes as of_quotes, timeline as of_timeline};
pub use self::view::View;
use crate::news::{ArticleId, Span};
use crate::story::compare::Status;

/// How the reports stand to each other in the rows of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// They cannot both be right.
    Contradict,
    /// They say it differently.
    Differ,
    /// They agree.
    Agree,
    /// One of them alone says it.
    Only,
    /// Nothing is said about that.
    #[default]
    Plain,
}

impl From<Status> for Tone {
    fn from(status: Status) -> Self {
        match status {
            Status::Contradict => Self::Contradict,
            Status::Differ => Self::Differ,
            Status::Agree => Self::Agree,
            Status::Only => Self::Only,
        }
    }
}

/// What a table shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// Numbers that sum it up, each with how the reports stand to each other in it.
    pub sums: Vec<(Tone, String)>,
    /// The outlets, and what is said of each beside its name. One at least.
    pub columns: Vec<(String, String)>,
    /// The groups, in order.
    pub groups: Vec<Group>,
    /// The rows, group by group.
    pub rows: Vec<Row>,
    /// What is said where there are none.
    pub empty: &'static str,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What stands over them.
    pub name: String,
    /// What is said beside the name.
    pub note: String,
    /// How the reports stand to each other in them.
    pub tone: Tone,
    /// The articles it is about, where it is a story.
    pub story: Vec<ArticleId>,
}

/// One thing, and what each report says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Which group it is of.
    pub group: usize,
    /// How the reports stand to each other in it.
    pub tone: Tone,
    /// What it is about; empty where the cells say it all.
    pub label: String,
    /// What each says; `None` where it says nothing.
    pub cells: Vec<Option<Cell>>,
    /// The sentences it was found in.
    pub told: Vec<Told>,
    /// What was matched, and why the reports stand so to each other.
    pub why: String,
    /// Which topic of the comparison it is, where it can be called another thing.
    pub topic: Option<usize>,
    /// Whether the reader has said that it is not the same thing.
    pub refused: bool,
}

/// What one report says of a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// Where in them it differs from the others.
    pub marked: Vec<Range<usize>>,
    /// Where it stands.
    pub place: Option<(ArticleId, Span)>,
}

/// A sentence that something was found in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Who says it.
    pub who: String,
    /// The sentence.
    pub sentence: String,
    /// Where in it the thing is said.
    pub marked: Vec<Range<usize>>,
    /// Which column it belongs to.
    pub column: usize,
}
