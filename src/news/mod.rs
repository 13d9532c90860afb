//! What the news is made of: articles, the facts in them, what a reader has done with them.
//!
//! Plain data with its invariants. Nothing here reads a file, a clock or a socket, and nothing here finds anything
//! out: articles come from `extract`, facts from `facts`, marks from `store`.

mod article;
mod briefings;
mod dismissal;
mod fact;
mod headline;
pub mod json;
mod moment;
mod not_same;
mod problem;
pub mod query;
mod remote;
mod renewal;
mod revision;
mod rule;
mod story;
mod subscription;
pub mod watch;

pub use article::{
    Article, ArticleId, Block, BlockKind, Body, BodyBuilder, Span, TextLink, WORDS_PER_MINUTE,
    reading_minutes,
};
pub use briefings::Briefings;
pub use dismissal::Dismissal;
pub(crate) use dismissal::{plain_words, slice};
pub use fact::{
    Amount, Claim, Comparison, Entity, EntityId, Fact, FactKind, Facts, Quantity, Value,
};
pub use headline::{Headline, Mark, Marks, Place};
pub use moment::Moment;
pub use not_same::NotSame;
pub use problem::Problem;
pub use remote::{RemoteFeed, RemoteLists, RemoteState};
pub use renewal::{Gone, Renewal};
pub use revision::Revision;
pub use rule::{Action, Rule};
pub use story::{StoryEntry, StoryRow};
pub use subscription::{Choices, FeedId, Health, SecretHeader, Source, Subscription, Validators};
