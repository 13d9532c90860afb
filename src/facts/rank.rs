//! How much of the article each fact and each entity carries.
//!
//! What stands early, in the title, or often, weighs more; so does a figure, which a reader cannot guess. The numbers
//! order a panel and choose sentences; they mean nothing outside one article.

use super::hash::Set;
use super::lexicon;
use crate::news::{Entity, Fact, FactKind, Facts, Span, Value};

/// Gives every fact its weight and sorts the entities, the most telling first. `lead` is the first sentence.
pub(super) fn rank(text: &str, title: Option<&str>, lead: Span, facts: &mut Facts) {
    let view = View { text, title: folded(title.unwrap_or_default()), lead, quoted: quoted(facts) };
    let spoken = spoken(facts);
    let scores: Vec<f32> = facts
        .entities
        .iter()
        .map(|entity| score(&view, entity, spoken.contains(entity.name.as_str())))
        .collect();
    for fact in &mut facts.facts {
        fact.weight =
            weight(&view, fact, fact.entity.and_then(|id| scores.get(id as usize).copied()));
    }
    reorder(facts, &scores);
}

/// What weights are taken from.
struct View<'t> {
    text: &'t str,
    title: String,
    lead: Span,
    /// Where quotations stand, in order.
    quoted: Vec<Span>,
}

impl View<'_> {
    /// Whether the words before say that somebody told it there: "told Reuters", "wrote on Facebook".
    fn is_told(&self, span: Span) -> bool {
        let before = self.text.get(..span.start as usize).unwrap_or_default().trim_end();
        let before = before.strip_suffix(" the").unwrap_or(before);
        ["told", "seen by", "wrote on", "posted on", "post on", "interview with", "statement to"]
            .iter()
            .any(|words| before.ends_with(words))
    }

    fn is_quoted(&self, span: Span) -> bool {
        let at = self.quoted.partition_point(|quote| quote.end <= span.start);
        self.quoted.get(at).is_some_and(|quote| quote.contains(span))
    }
}

fn quoted(facts: &Facts) -> Vec<Span> {
    let mut outer: Vec<Span> = Vec::new();
    for fact in facts.facts.iter().filter(|fact| fact.kind == FactKind::Quote) {
        if !outer.last().is_some_and(|last| last.contains(fact.span)) {
            outer.push(fact.span);
        }
    }
    outer
}

/// Whose words stand in the article.
fn spoken(facts: &Facts) -> Set<&str> {
    facts.facts.iter().filter_map(|fact| fact.speaker.as_deref()).collect()
}

/// From 0 to about 5: how much an entity is what the article is about.
fn score(view: &View<'_>, entity: &Entity, speaks: bool) -> f32 {
    let first = entity.mentions.first().map_or(1.0, |span| place(view.text, span.start));
    let count = entity.mentions.len() as f32;
    let headline = !view.title.is_empty() && view.title.contains(&folded(&entity.name));
    let lead = entity.mentions.iter().any(|span| view.lead.contains(*span));
    let kind = match entity.kind {
        // Whom it was told to is no part of the news.
        FactKind::Org if !lead && entity.mentions.iter().any(|span| view.is_told(*span)) => 0.6,
        FactKind::Person => 1.2,
        FactKind::Org | FactKind::Event => 1.1,
        _ => 1.0,
    };
    kind * ((1.0 + count).log2()
        + 1.5 * (1.0 - first)
        + f32::from(u8::from(headline))
        + 0.9 * f32::from(u8::from(lead))
        + 0.4 * f32::from(u8::from(speaks))
        + 0.3 * f32::from(u8::from(entity.role.is_some())))
}

fn weight(view: &View<'_>, fact: &Fact, entity: Option<f32>) -> f32 {
    let early = 1.0 - place(view.text, fact.span.start);
    let kind = match fact.kind {
        FactKind::Money | FactKind::Quantity | FactKind::Percent => 1.6,
        FactKind::Quote => 1.3,
        FactKind::Event => 1.2,
        FactKind::Date => 0.8,
        FactKind::Time => 0.5,
        FactKind::Person | FactKind::Org | FactKind::Place => 0.4,
    };
    let valued = f32::from(u8::from(fact.value.is_some() || fact.speaker.is_some()));
    let told = if fact.kind != FactKind::Quote && view.is_quoted(fact.span) { 0.6 } else { 1.0 };
    kind * size(fact) * told * (0.5 + early) + 0.3 * valued + 0.4 * entity.unwrap_or(0.0)
}

/// Ages and spans of time are beside the point mostly; how many people it was about never is.
fn size(fact: &Fact) -> f32 {
    let Some(Value::Quantity(quantity)) = &fact.value else { return 1.0 };
    match quantity.unit.as_deref() {
        Some("year") => 0.4,
        None | Some("second" | "minute" | "hour" | "day" | "week" | "month") => 0.7,
        Some("person" | "death" | "victim" | "casualty" | "body" | "job" | "child" | "soldier") => {
            1.2
        }
        _ => 1.0,
    }
}

/// Where a byte lies in the text, 0 at its beginning and 1 at its end.
fn place(text: &str, at: u32) -> f32 {
    at as f32 / text.len().max(1) as f32
}

fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    lexicon::fold_into(&mut key, name);
    key
}

/// Sorts the entities by score and renumbers the facts that mention them.
fn reorder(facts: &mut Facts, scores: &[f32]) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    let mut place = vec![0_u32; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
    }
    let mut old: Vec<Option<Entity>> =
        std::mem::take(&mut facts.entities).into_iter().map(Some).collect();
    facts.entities =
        order.iter().filter_map(|at| old.get_mut(*at).and_then(Option::take)).collect();
    for fact in &mut facts.facts {
        fact.entity = fact.entity.and_then(|id| place.get(id as usize).copied());
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, find};

    #[test]
    fn what_is_named_early_and_often_comes_first() {
        let text = "Maria Berg left Denmark. Berg slept. Berg ate.\n\nLater Paul Olsen came.";
        let names: Vec<String> =
            find(text, &Context::default()).entities.into_iter().map(|e| e.name).collect();
        assert_eq!(names, ["Maria Berg", "Denmark", "Paul Olsen"]);
    }

    #[test]
    fn facts_point_at_their_entity_after_sorting() {
        let text = "In Denmark it rained. Maria Berg left. Berg slept. Berg ate.";
        let facts = find(text, &Context::default());
        for fact in &facts.facts {
            if let Some(id) = fact.entity {
                assert!(facts.entities[id as usize].mentions.contains(&fact.span));
            }
        }
    }
}
