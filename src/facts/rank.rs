//! How much of the article each fact and each entity carries.
//!
//! What stands early, in the title, or often, weighs more; so does a figure, which a reader cannot guess. The numbers
//! order a panel and choose sentences; they mean nothing outside one article.

use super::lexicon;
use crate::news::{Entity, Fact, FactKind, Facts};

/// Gives every fact its weight and sorts the entities, the most telling first.
pub(super) fn rank(text: &str, title: Option<&str>, facts: &mut Facts) {
    let title = folded(title.unwrap_or_default());
    let scores: Vec<f32> =
        facts.entities.iter().map(|entity| score(text, &title, entity)).collect();
    for fact in &mut facts.facts {
        fact.weight =
            weight(text, fact, fact.entity.and_then(|id| scores.get(id as usize).copied()));
    }
    reorder(facts, &scores);
}

/// From 0 to about 5: how much an entity is what the article is about.
fn score(text: &str, title: &str, entity: &Entity) -> f32 {
    let first = entity.mentions.first().map_or(1.0, |span| place(text, span.start));
    let count = entity.mentions.len() as f32;
    let headline = !title.is_empty() && title.contains(&folded(&entity.name));
    let kind = match entity.kind {
        FactKind::Person => 1.2,
        FactKind::Org | FactKind::Event => 1.1,
        _ => 1.0,
    };
    kind * ((1.0 + count).log2()
        + 1.5 * (1.0 - first)
        + f32::from(u8::from(headline))
        + 0.3 * f32::from(u8::from(entity.role.is_some())))
}

fn weight(text: &str, fact: &Fact, entity: Option<f32>) -> f32 {
    let early = 1.0 - place(text, fact.span.start);
    let kind = match fact.kind {
        FactKind::Money | FactKind::Quantity | FactKind::Percent => 1.6,
        FactKind::Quote => 1.8,
        FactKind::Event => 1.2,
        FactKind::Date => 0.8,
        FactKind::Time => 0.5,
        FactKind::Person | FactKind::Org | FactKind::Place => 0.4,
    };
    let valued = f32::from(u8::from(fact.value.is_some() || fact.speaker.is_some()));
    kind * (0.5 + early) + 0.3 * valued + 0.4 * entity.unwrap_or(0.0)
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
