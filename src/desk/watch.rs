//! Looks for what the reader watches for among the facts of what came in.

use jiff::civil::Date;

use super::annotate;
use crate::facts;
use crate::news::watch::{Condition, Watch};
use crate::news::{Article, ArticleId, Fact, Facts, Value};
use crate::store::{Library, Shelf, StoreError, Watched};
use crate::text::plain;

/// A watch that was seen in articles that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The watch, as it was before.
    pub watched: Watched,
    /// Where it was seen, in the order they came.
    pub articles: Vec<ArticleId>,
}

/// Looks for all watches in what came in since they were last looked for; returns those that were seen.
///
/// Facts are found for articles that have the words of a watch alone. They are not kept: what is kept is of articles that
/// somebody has opened.
pub fn look(library: &mut Library, shelf: &Shelf, today: Date) -> Result<Vec<Seen>, StoreError> {
    let mut seen = Vec::new();
    let newest = shelf.newest()?;
    for watched in shelf.watches()? {
        if watched.looked >= newest {
            continue;
        }
        let mut articles = Vec::new();
        for id in shelf.ids_after(&watched.watch.query(), watched.looked, today)? {
            let Some(article) = shelf.article(id)? else { continue };
            let Some(facts) = annotate(shelf, None, id)? else { continue };
            if has(&article, &facts, &watched.watch) {
                articles.push(id);
            }
        }
        library.keep_sightings(watched.id, &articles, newest)?;
        if !articles.is_empty() {
            seen.push(Seen { watched, articles });
        }
    }
    Ok(seen)
}

/// Whether an article has what is watched for.
pub fn has(article: &Article, facts: &Facts, watch: &Watch) -> bool {
    watch.conditions.iter().all(|condition| {
        facts.facts.iter().any(|fact| meets(article.body.text(), facts, fact, condition))
    })
}

fn meets(text: &str, facts: &Facts, fact: &Fact, condition: &Condition) -> bool {
    if condition.kind.is_some_and(|kind| kind != fact.kind) {
        return false;
    }
    let words = plain::list(&condition.words);
    let says = |said: &str| plain::has_phrase(said, &words, false);
    if let Some(bound) = condition.bound {
        let holds = numbers(fact).into_iter().flatten().any(|value| bound.holds(value));
        return holds && (words.is_empty() || says(sentence(text, fact)));
    }
    let entity = fact.entity.and_then(|id| facts.entities.get(id as usize));
    says(text.get(fact.span.range()).unwrap_or_default())
        || entity.is_some_and(|entity| says(&entity.name))
}

/// The sentence a fact stands in.
fn sentence<'a>(text: &'a str, fact: &Fact) -> &'a str {
    // A paragraph holds all of a sentence, and is little to cut into sentences.
    let at = fact.span.range();
    let (before, after) = (text.get(..at.start), text.get(at.end..));
    let start = before.and_then(|text| text.rfind("\n\n")).map_or(0, |at| at + 2);
    let end = after.and_then(|text| text.find("\n\n")).map_or(text.len(), |end| at.end + end);
    let paragraph = text.get(start..end).unwrap_or_default();
    let sentences = facts::sentences(paragraph);
    let found = sentences.into_iter().find(|span| at.start < start + span.range().end);
    found.and_then(|span| paragraph.get(span.range())).unwrap_or(paragraph)
}

/// The number of a fact, and the upper end of a range.
fn numbers(fact: &Fact) -> [Option<f64>; 2] {
    match &fact.value {
        Some(Value::Money(money)) => [Some(money.amount), money.max],
        Some(Value::Percent(share, _)) => [Some(*share), None],
        Some(Value::Quantity(quantity)) => [Some(quantity.value), quantity.max],
        _ => [None, None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Body;
    use crate::text::Prose;

    const TEXT: &str = "Landslide in the Alta valley\n\n\
        At least 140 people were killed when a hillside fell on the village of Rell in Norway, the police said. \
        The energy company Nordgas AS will pay $2.5 billion for repairs, Kari Holm said.";

    #[track_caller]
    fn check(line: &str, expected: bool) {
        let article = Article {
            title: Prose::line("Landslide"),
            body: Body::verbatim(TEXT),
            ..Article::default()
        };
        let facts = super::super::facts_of(&article);
        let watch = Watch::parse(line).expect("a watch");
        assert_eq!(has(&article, &facts, &watch), expected, "{line}");
    }

    #[test]
    fn a_watch_is_for_facts_not_for_words() {
        check("place:Norway", true);
        check("person:Norway", false);
        check("norway", true);
        check("hillside", false);
        check("person: Holm + Norway", true);
        check("person: Holm + Sweden", false);
    }

    #[test]
    fn a_bound_is_for_the_value_in_a_sentence_with_the_words() {
        check("killed > 100", true);
        check("killed > 140", false);
        check("quantity: people >= 140", true);
        check("money: nordgas > 2bn", true);
        check("money: killed > 2bn", false);
        check("money: > 3bn", false);
    }
}
