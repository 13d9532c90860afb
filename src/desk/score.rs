//! Scores the comparison of reports against stories that were marked by hand.
//!
//! A topic is right where a marked fact has the same status and both point, in each of two articles (in one, for what one alone
//! says), at words that overlap. A quotation that differs in its words counts as agreed. Used by a test, which pins the
//! least, and by `examples/score_stories.rs`, which prints the tables.

use std::fmt;

use serde_json::Value as Json;

use super::side_by_side::{Account, side_by_side};
use crate::news::{Article, Body, FactKind, Moment, Span};
use crate::story::compare::{Status, Topic};
use crate::text::Prose;

/// A story whose shared facts are marked.
#[derive(Clone, Debug)]
pub struct Marked {
    /// What it goes by.
    pub id: String,
    articles: Vec<(String, Article)>,
    facts: Vec<MarkedFact>,
}

/// A fact of several reports, or of one.
#[derive(Clone, Debug)]
struct MarkedFact {
    status: Status,
    label: String,
    /// The article, counted from 0, and the words.
    mentions: Vec<(usize, Span)>,
}

/// How many were marked, found, and found rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Facts that are marked.
    pub marked: usize,
    /// Topics that were found.
    pub found: usize,
    /// Those that are marked so.
    pub right: usize,
}

/// The scores of some stories.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What contradicts.
    pub contradict: Count,
    /// What several say.
    pub agree: Count,
    /// What was found and is not marked, or marked and not found, a line each.
    pub errors: Vec<String>,
}

/// The stories of a marked file, one JSON object a line; lines that are none are left out.
pub fn read(lines: &str) -> Vec<Marked> {
    lines.lines().filter_map(|line| story(&serde_json::from_str(line).ok()?)).collect()
}

fn story(line: &Json) -> Option<Marked> {
    let articles: Vec<(String, Article)> =
        line["articles"].as_array()?.iter().filter_map(article).collect();
    let mut facts = Vec::new();
    for fact in line["facts"].as_array()? {
        let status = match fact["status"].as_str()? {
            "conflicting" => Status::Contradict,
            "corroborated" => Status::Agree,
            _ => Status::Only,
        };
        let mention = |mention: &Json| {
            let name = mention["article"].as_str()?;
            let at = articles.iter().position(|(id, _)| id == name)?;
            let byte = |key: &str| mention[key].as_u64().map(|byte| byte as usize);
            Some((at, Span::new(byte("start")?, byte("end")?)))
        };
        facts.push(MarkedFact {
            status,
            label: fact["label"].as_str().unwrap_or_default().to_owned(),
            mentions: fact["mentions"].as_array()?.iter().filter_map(mention).collect(),
        });
    }
    Some(Marked { id: line["id"].as_str()?.to_owned(), articles, facts })
}

fn article(line: &Json) -> Option<(String, Article)> {
    let text = line["text"].as_str()?;
    let title = text.lines().next().unwrap_or_default();
    let article = Article {
        outlet: line["source"].as_str().map(Prose::line),
        title: Prose::line(title),
        published: line["date"].as_str().and_then(Moment::parse),
        body: Body::verbatim(text),
        ..Article::default()
    };
    Some((line["id"].as_str()?.to_owned(), article))
}

impl Table {
    /// Compares the reports of each story and counts.
    pub fn of(stories: &[Marked]) -> Self {
        let mut table = Self::default();
        for story in stories {
            table.add(story);
        }
        table
    }

    fn add(&mut self, story: &Marked) {
        let accounts: Vec<Account> =
            story.articles.iter().map(|(_, article)| Account::new(article.clone(), None)).collect();
        let mut is_met = vec![false; story.facts.len()];
        for topic in side_by_side(&accounts).topics {
            let status = counted_as(&topic);
            let Some(count) = self.count(status) else { continue };
            count.found += 1;
            let met = story.facts.iter().enumerate().position(|(at, fact)| {
                !is_met[at] && fact.status == status && fact.is_met_by(&topic)
            });
            match met {
                Some(at) => {
                    is_met[at] = true;
                    count.right += 1;
                }
                None => self.errors.push(format!(
                    "false {}: {}: {}: {}",
                    status.name(),
                    story.id,
                    topic.title,
                    topic.why
                )),
            }
        }
        for (fact, is_met) in story.facts.iter().zip(is_met) {
            let Some(count) = self.count(fact.status) else { continue };
            count.marked += 1;
            if !is_met {
                let (status, label) = (fact.status.name(), &fact.label);
                self.errors.push(format!("missed {status}: {}: {label}", story.id));
            }
        }
    }

    fn count(&mut self, status: Status) -> Option<&mut Count> {
        match status {
            Status::Contradict => Some(&mut self.contradict),
            Status::Agree => Some(&mut self.agree),
            Status::Differ | Status::Only => None,
        }
    }
}

/// The status a topic is scored as: a statement in two wordings is one that both report.
fn counted_as(topic: &Topic) -> Status {
    match (topic.status, topic.kind) {
        (Status::Differ, FactKind::Quote) => Status::Agree,
        (status, _) => status,
    }
}

impl MarkedFact {
    fn is_met_by(&self, topic: &Topic) -> bool {
        let mut articles: Vec<usize> = self
            .mentions
            .iter()
            .filter(|(article, span)| {
                topic.claims.iter().any(|claim| {
                    claim.article == *article
                        && claim.span.end.min(span.end) > claim.span.start.max(span.start)
                })
            })
            .map(|(article, _)| *article)
            .collect();
        articles.dedup();
        articles.len() >= 2
    }
}

impl Count {
    /// Of what was found, how much is right; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// Of what is marked, how much was found.
    pub fn recall(self) -> f64 {
        share(self.right, self.marked)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, count) in [("contradict", self.contradict), ("agree", self.agree)] {
            writeln!(
                out,
                "{name:<10}  marked {:3}  found {:3}  precision {:5.1}  recall {:5.1}",
                count.marked,
                count.found,
                100.0 * count.precision(),
                100.0 * count.recall()
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(file: &str) -> Vec<Marked> {
        let path = format!("{}/data/labelled/{file}", env!("CARGO_MANIFEST_DIR"));
        read(&std::fs::read_to_string(path).expect("the labelled file is in the repository"))
    }

    /// A contradiction where there is none is the worst mistake: there is none, in any set.
    #[track_caller]
    fn pinned(file: &str, contradictions: f64, (precision, recall): (f64, f64)) {
        let stories = labelled(file);
        assert!(stories.len() >= 25 && stories.iter().all(|story| story.articles.len() >= 2));
        let table = Table::of(&stories);
        assert_eq!(table.contradict.right, table.contradict.found, "{:#?}", table.errors);
        assert!(table.contradict.recall() >= contradictions, "{table}\n{:#?}", table.errors);
        assert!(table.agree.precision() >= precision, "{table}\n{:#?}", table.errors);
        assert!(table.agree.recall() >= recall, "{table}\n{:#?}", table.errors);
    }

    #[test]
    fn stories_of_our_own_are_told_apart_rightly() {
        pinned("own-stories.jsonl", 0.85, (0.96, 0.92));
        pinned("own-stories-once.jsonl", 0.78, (0.97, 0.91));
        pinned("own-pairs.jsonl", 0.85, (0.98, 0.93));
    }

    #[test]
    fn a_false_contradiction_is_counted() {
        let line = r#"{"id":"s","articles":[
            {"id":"a","source":"One","date":"2031-03-04","text":"Ferry aground\n\nThe ferry Linnea ran aground off Skarholm with 212 people aboard, the coast guard said."},
            {"id":"b","source":"Two","date":"2031-03-04","text":"Ferry hits reef\n\nThere were 214 people aboard when the ferry Linnea ran aground off Skarholm."}],
            "facts":[]}"#
            .replace('\n', " ");
        let table = Table::of(&read(&line));
        assert_eq!((table.contradict.found, table.contradict.right), (1, 0), "{table}");
        assert!(table.errors.iter().any(|error| error.starts_with("false contradict")));
    }
}
