//! Articles about one event, with their facts, side by side.

use super::facts_of;
use crate::facts;
use crate::news::{Article, Facts, Span};
use crate::story::compare::{Comparison, Telling, compare};

/// An article that is compared, with what was found in it.
#[derive(Clone, Debug)]
pub struct Account {
    /// The article.
    pub article: Article,
    /// Its facts.
    pub facts: Facts,
    /// Its sentences.
    pub sentences: Vec<Span>,
}

impl Account {
    /// Takes an article with its facts, which are found where they are not known.
    pub fn new(article: Article, facts: Option<Facts>) -> Self {
        let facts = facts.unwrap_or_else(|| facts_of(&article));
        let sentences = facts::sentences(article.body.text());
        Self { article, facts, sentences }
    }

    /// How it is compared.
    fn telling(&self) -> Telling<'_> {
        Telling {
            outlet: self.article.outlet.as_deref(),
            title: &self.article.title,
            published: self.article.published,
            text: self.article.body.text(),
            facts: &self.facts,
            sentences: &self.sentences,
        }
    }
}

/// Compares articles.
pub fn side_by_side(accounts: &[Account]) -> Comparison {
    let tellings: Vec<Telling<'_>> = accounts.iter().map(Account::telling).collect();
    compare(&tellings)
}
