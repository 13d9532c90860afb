//! Answers about stories: the reports of one side by side, and the briefing.

use crate::app::sheet::Told;
use crate::news::{Article, ArticleId, Briefings, Facts, Moment, Span};
use crate::story::compare::{Comparison, Refusal};
use crate::text::Prose;

/// Articles side by side.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// The headline of the story.
    pub title: Prose,
    /// How many reports there are; of many, only some are laid side by side.
    pub of: usize,
    /// The articles with their facts.
    pub accounts: Vec<(Article, Facts)>,
    /// How they stand to each other.
    pub comparison: Comparison,
    /// What the reader has said of each topic.
    pub refusals: Vec<Refusal>,
}

/// What is new, story by story.
#[derive(Clone, Debug, Default)]
pub struct Briefed {
    /// The stories, those of most outlets first.
    pub stories: Vec<BriefedStory>,
    /// The briefings that were read before.
    pub before: Briefings,
    /// How long it takes to read.
    pub minutes: u32,
}

/// A story of the briefing.
#[derive(Clone, Debug, Default)]
pub struct BriefedStory {
    /// Its headline.
    pub title: Prose,
    /// Who reports it.
    pub outlets: Vec<Prose>,
    /// Its articles; the leading one first.
    pub articles: Vec<ArticleId>,
    /// The last report.
    pub last: Option<Moment>,
    /// Articles that were not read yet.
    pub unread: usize,
    /// Reports that came since the last briefing.
    pub new: usize,
    /// Sentences that carry it, with their places.
    pub sentences: Vec<(ArticleId, Span, Prose)>,
    /// What two or more outlets say.
    pub agreed: Vec<String>,
    /// Where they contradict each other.
    pub contradictions: Vec<BriefedContradiction>,
}

/// Where the reports of a story contradict each other.
#[derive(Clone, Debug, Default)]
pub struct BriefedContradiction {
    /// In what.
    pub title: String,
    /// What was matched, and why it is one.
    pub why: String,
    /// The sentences, with their places.
    pub told: Vec<((ArticleId, Span), Told)>,
}
