//! What a word leads to: the articles that have it. From these the product of a new article with every other is summed up,
//! so that the cost follows the words they share and not the number of stories.

use super::common::Common;
use super::signature::{ByTerm, Signature};

/// An article that has a word, and with what weight.
#[derive(Clone, Copy, Debug)]
struct Lead {
    article: u32,
    weight: u16,
}

/// The articles that have a word: most words are of one article alone.
#[derive(Debug)]
enum List {
    One(Lead),
    Many(Vec<Lead>),
}

impl List {
    fn push(&mut self, lead: Lead) {
        match self {
            Self::One(first) => *self = Self::Many(vec![*first, lead]),
            Self::Many(leads) => leads.push(lead),
        }
    }

    fn all(&self) -> &[Lead] {
        match self {
            Self::One(lead) => std::slice::from_ref(lead),
            Self::Many(leads) => leads,
        }
    }

    /// Drops what is not kept. Whether something stays.
    fn retain(&mut self, is_kept: impl Fn(&Lead) -> bool) -> bool {
        match self {
            Self::One(lead) => is_kept(lead),
            Self::Many(leads) => {
                leads.retain(is_kept);
                // A list that is on its way down gives room back, one that grows again keeps it.
                if leads.capacity() > leads.len() * 4 {
                    leads.shrink_to(leads.len() * 2);
                }
                !leads.is_empty()
            }
        }
    }
}

/// From words to articles.
#[derive(Debug, Default)]
pub(super) struct Leads {
    by_term: ByTerm<List>,
    /// How many articles it leads to.
    articles: u32,
    /// Of each article the product with the one that was summed up last.
    dots: Vec<u32>,
    /// Those whose product is not 0, in no order.
    pub(super) touched: Vec<u32>,
}

impl Leads {
    /// Takes an article in.
    pub(super) fn add(&mut self, article: u32, signature: &Signature) {
        self.articles += 1;
        for (term, weight) in &signature.terms {
            let lead = Lead { article, weight: *weight };
            self.by_term
                .entry(*term)
                .and_modify(|leads| leads.push(lead))
                .or_insert(List::One(lead));
        }
    }

    /// Sums up the products of an article with all others, what is common counting less; they stand until the next call.
    pub(super) fn sum_up(&mut self, signature: &Signature, common: &Common, articles: usize) {
        for article in self.touched.drain(..) {
            self.dots[article as usize] = 0;
        }
        self.dots.resize(articles, 0);
        for (term, weight) in &signature.terms {
            let Some(leads) = self.by_term.get(term) else { continue };
            let weight = common.weigh(*term, *weight);
            if weight == 0 {
                continue;
            }
            for lead in leads.all() {
                let dot = &mut self.dots[lead.article as usize];
                if *dot == 0 {
                    self.touched.push(lead.article);
                }
                *dot += u32::from(lead.weight) * weight;
            }
        }
    }

    /// The product with an article, as it was summed up.
    pub(super) fn dot(&self, article: u32) -> u32 {
        self.dots.get(article as usize).copied().unwrap_or_default()
    }

    /// The words that are common among the articles.
    pub(super) fn common(&self) -> Common {
        let seen = self.by_term.iter().map(|(term, leads)| (*term, leads.all().len() as u32));
        Common::of(self.articles, seen)
    }

    /// Forgets the articles that are no longer looked for; so many are left.
    pub(super) fn keep(&mut self, left: u32, is_kept: impl Fn(u32) -> bool) {
        self.articles = left;
        self.by_term.retain(|_, leads| leads.retain(|lead| is_kept(lead.article)));
        if self.by_term.capacity() > self.by_term.len() * 4 {
            self.by_term.shrink_to(self.by_term.len() * 2);
        }
    }
}
