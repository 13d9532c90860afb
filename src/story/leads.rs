//! What a word leads to: the articles that have it. From these the product of a new article with every other is summed up,
//! so that the cost follows the words they share and not the number of stories.

use super::member::Member;
use super::signature::{ByTerm, Signature};

/// An article that has a word, and with what weight.
#[derive(Clone, Copy, Debug)]
struct Lead {
    article: u32,
    weight: u16,
}

/// From words to articles.
#[derive(Debug, Default)]
pub(super) struct Leads {
    by_term: ByTerm<Vec<Lead>>,
    /// Of each article the product with the one that was summed up last.
    dots: Vec<u32>,
    /// Those whose product is not 0, in no order.
    pub(super) touched: Vec<u32>,
}

impl Leads {
    /// Takes an article in.
    pub(super) fn add(&mut self, article: u32, signature: &Signature) {
        for (term, weight) in &signature.terms {
            self.by_term.entry(*term).or_default().push(Lead { article, weight: *weight });
        }
    }

    /// Sums up the products of an article with all others; they stand until the next call.
    pub(super) fn sum_up(&mut self, signature: &Signature, articles: usize) {
        for article in self.touched.drain(..) {
            self.dots[article as usize] = 0;
        }
        self.dots.resize(articles, 0);
        for (term, weight) in &signature.terms {
            let Some(leads) = self.by_term.get(term) else { continue };
            for lead in leads {
                let dot = &mut self.dots[lead.article as usize];
                if *dot == 0 {
                    self.touched.push(lead.article);
                }
                *dot += u32::from(lead.weight) * u32::from(*weight);
            }
        }
    }

    /// The product with an article, as it was summed up.
    pub(super) fn dot(&self, article: u32) -> u32 {
        self.dots.get(article as usize).copied().unwrap_or_default()
    }

    /// Forgets the articles that are no longer looked for.
    pub(super) fn keep(&mut self, members: &[Member]) {
        let is_kept = |lead: &Lead| {
            members
                .get(lead.article as usize)
                .is_some_and(|member| !member.signature.terms.is_empty())
        };
        self.by_term.retain(|_, leads| {
            leads.retain(is_kept);
            leads.shrink_to_fit();
            !leads.is_empty()
        });
        self.by_term.shrink_to_fit();
    }
}
