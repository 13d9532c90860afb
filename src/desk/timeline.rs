//! A story by days: who reported what when, and what was new in each report.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::annotate::known_facts;
use super::facts_of;
use super::stories::Story;
use crate::news::{Article, ArticleId, Fact, FactKind, Facts, Moment, Value};
use crate::store::{Shelf, StoreError};
use crate::text::Prose;

/// So many new things of a report are named.
const NAMED: usize = 5;
/// Facts are looked for in so many reports, the first; the headlines of all are told.
const READ: usize = 60;

/// A report in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The article.
    pub article: ArticleId,
    /// Who reports.
    pub outlet: Option<Prose>,
    /// When.
    pub published: Option<Moment>,
    /// The headline.
    pub title: Prose,
    /// The earlier report whose text it has.
    pub copy_of: Option<ArticleId>,
    /// Names and figures that no earlier report has, the weightiest first.
    pub new: Vec<String>,
}

/// The reports of a day; `None` where they say no date.
pub type DayOfReports = (Option<Date>, Vec<Reported>);

/// The reports of a story by day, in the zone of the reader.
pub fn timeline(
    shelf: &Shelf,
    story: &Story,
    zone: &TimeZone,
) -> Result<Vec<DayOfReports>, StoreError> {
    let mut days: Vec<DayOfReports> = Vec::new();
    let mut known = Known::default();
    for (at, id) in story.articles.iter().enumerate() {
        let Some(article) = shelf.article(*id)? else { continue };
        let copy_of = story.copies.iter().find(|(copy, _)| copy == id).map(|(_, of)| *of);
        let new = if at < READ && copy_of.is_none() {
            let kept = known_facts(shelf, *id, &article)?;
            known.take(&article, &kept.unwrap_or_else(|| facts_of(&article)))
        } else {
            Vec::new()
        };
        let day = article.published.map(|at| at.day(zone));
        let reported = Reported {
            article: *id,
            outlet: article.source().map(|source| Prose::line(&source)),
            published: article.published,
            title: article.title,
            copy_of,
            new,
        };
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, reports)) => reports.push(reported),
            None => days.push((day, vec![reported])),
        }
    }
    Ok(days)
}

/// What the reports before have told.
#[derive(Default)]
struct Known {
    /// Words of names, small.
    names: HashSet<String>,
    figures: HashSet<String>,
}

impl Known {
    /// Takes in what an article says, and gives what of it is new.
    fn take(&mut self, article: &Article, facts: &Facts) -> Vec<String> {
        let mut new: Vec<(f32, String)> = Vec::new();
        for fact in &facts.facts {
            let said = Prose::line(article.body.slice(fact.span));
            if let Some(key) = figure(fact)
                && self.figures.insert(key)
            {
                new.push((fact.weight, said.to_string()));
            }
        }
        for (at, entity) in facts.entities.iter().enumerate() {
            let words: Vec<String> =
                entity.name.split_whitespace().map(str::to_lowercase).collect();
            // A name of which some word was told before is most often a longer form of the same.
            if words.iter().all(|word| !self.names.contains(word)) {
                let entity_weight = weight_of(facts, at).unwrap_or_default();
                new.push((entity_weight, Prose::line(&entity.name).to_string()));
            }
            self.names.extend(words.into_iter().filter(|word| word.chars().count() > 2));
        }
        new.sort_by(|a, b| b.0.total_cmp(&a.0));
        new.into_iter().take(NAMED).map(|(_, said)| said).collect()
    }
}

fn weight_of(facts: &Facts, entity: usize) -> Option<f32> {
    let mentions = facts.facts.iter().filter(|fact| fact.entity == u32::try_from(entity).ok());
    mentions.map(|fact| fact.weight).max_by(f32::total_cmp)
}

/// What a figure is known by: its value and what it counts. Bare numbers, days and times are no news by themselves.
fn figure(fact: &Fact) -> Option<String> {
    match (fact.kind, fact.value.as_ref()?) {
        (FactKind::Money, Value::Money(amount)) => {
            Some(format!("{} {:?} {:?}", amount.currency, amount.amount, amount.max))
        }
        (FactKind::Percent, Value::Percent(share, _)) => Some(format!("% {share:?}")),
        (FactKind::Quantity, Value::Quantity(quantity)) => {
            let unit = quantity.unit.as_ref()?;
            Some(format!("{unit} {:?} {:?}", quantity.value, quantity.max))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Desk, group, stories};
    use crate::news::Body;

    fn article((outlet, at, title, text): (&str, &str, &str, &str)) -> Article {
        Article {
            outlet: Some(Prose::line(outlet)),
            title: Prose::line(title),
            published: Moment::parse(at),
            body: Body::verbatim(text),
            ..Article::default()
        }
    }

    #[test]
    fn each_report_says_what_none_before_it_said() {
        let copied = "The ferry Linnea ran aground off Skarholm with 212 people aboard, the coast guard said on Monday.";
        let told = [
            ("One", "2031-03-03T10:00:00Z", "Ferry Linnea runs aground off Skarholm", copied),
            ("Two", "2031-03-03T11:00:00Z", "Ferry Linnea aground off Skarholm", copied),
            (
                "Three",
                "2031-03-04T09:00:00Z",
                "Ferry Linnea freed off Skarholm",
                "The ferry Linnea is free after it ran aground off Skarholm. 17 tugs of Nordtow pulled, and 212 people went ashore.",
            ),
        ];
        let articles: Vec<Article> = told.into_iter().map(article).collect();
        let now = Moment::parse("2031-03-04T12:00:00Z").expect("a moment");
        let desk = Desk::passing(&articles, now).expect("a store in memory");
        let mut library = desk.library().expect("opens");
        group(&mut library, None, false, &mut |_| std::ops::ControlFlow::Continue(()))
            .expect("grouped");
        let shelf = desk.shelf().expect("opens");
        let found = stories(&shelf, None, now.day(&TimeZone::UTC)).expect("stories");
        assert_eq!(found.len(), 1, "{found:?}");
        let days = timeline(&shelf, &found[0], &TimeZone::UTC).expect("a timeline");
        let counts: Vec<usize> = days.iter().map(|(_, reports)| reports.len()).collect();
        assert_eq!(counts, [2, 1]);
        let reports: Vec<&Reported> = days.iter().flat_map(|(_, reports)| reports).collect();
        assert!(reports[0].new.iter().any(|new| new.contains("212")), "{:?}", reports[0]);
        assert_eq!((reports[1].copy_of, reports[1].new.len()), (Some(reports[0].article), 0));
        assert!(reports[2].new.iter().any(|new| new.contains("17")), "{:?}", reports[2]);
        assert!(reports[2].new.iter().all(|new| !new.contains("212")), "{:?}", reports[2]);
    }
}
