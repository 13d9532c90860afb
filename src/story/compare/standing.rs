//! How the facts of one article stand to what the others report: what is shown beside its text.

use std::collections::BTreeSet;

use super::{Comparison, Place, Status, Topic};
use crate::news::{FactKind, Span};

/// How a fact of an article stands to what others report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The words, in the text of the article.
    pub span: Span,
    /// What kind of fact it is.
    pub kind: FactKind,
    /// How the reports stand to each other in it.
    pub status: Status,
    /// How many other outlets say something of it.
    pub others: usize,
    /// Why it stands so.
    pub why: String,
}

/// A thing that reports say something about, by what it is kept as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// What it goes by; `None` where there is nothing to tell apart.
    pub key: Option<String>,
    /// Whether the reader has said that it is not the same thing.
    pub on: bool,
}

impl Comparison {
    /// How the facts of one article stand to what the others report, in the order of its text.
    ///
    /// `tellers` are the outlets of all articles. What nobody else says is not among them, nor are topics that do not
    /// count.
    pub fn standings(
        &self,
        article: usize,
        tellers: &[String],
        counts: impl Fn(usize) -> bool,
    ) -> Vec<Standing> {
        let topics = self.topics.iter().enumerate();
        let shared = topics.filter(|(at, topic)| topic.status != Status::Only && counts(*at));
        let mut standings: Vec<Standing> = shared
            .flat_map(|(_, topic)| {
                let own = topic.claims.iter().filter(|claim| claim.article == article);
                own.map(|claim| Standing {
                    span: claim.span,
                    kind: topic.kind,
                    status: topic.status,
                    others: others(topic, claim, tellers),
                    why: topic.why.clone(),
                })
            })
            .filter(|standing| standing.others > 0)
            .collect();
        standings.sort_by_key(|standing| (standing.span.start, standing.status));
        standings
    }
}

/// How many other outlets say something of a topic.
fn others(topic: &Topic, own: &Place, tellers: &[String]) -> usize {
    let teller = |place: &Place| tellers.get(place.article);
    let all: BTreeSet<_> = topic.claims.iter().filter_map(teller).collect();
    all.into_iter().filter(|other| Some(*other) != teller(own)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(article: usize, start: usize) -> Place {
        let span = Span::new(start, start + 3);
        Place { article, span, fact: 0, sentence: span }
    }

    fn topic(status: Status, claims: Vec<Place>) -> Topic {
        let (title, why) = (String::new(), "because".to_owned());
        Topic { title, kind: FactKind::Quantity, status, why, claims, weight: 1.0 }
    }

    #[test]
    fn what_others_report_is_counted_by_outlet_in_the_order_of_the_text() {
        let comparison = Comparison {
            topics: vec![
                topic(Status::Contradict, vec![claim(0, 20), claim(1, 2), claim(2, 2)]),
                topic(Status::Agree, vec![claim(0, 5), claim(3, 9)]),
                topic(Status::Only, vec![claim(0, 40)]),
                topic(Status::Differ, vec![claim(0, 60), claim(1, 60)]),
            ],
            ..Comparison::default()
        };
        let tellers = ["One", "Two", "Two", "One"].map(str::to_owned);
        let found = comparison.standings(0, &tellers, |topic| topic != 3);
        let found: Vec<_> = found.iter().map(|it| (it.span.start, it.status, it.others)).collect();
        assert_eq!(found, [(20, Status::Contradict, 1)], "its own outlet is no other");
        assert_eq!(comparison.standings(4, &tellers, |_| true), []);
    }
}
