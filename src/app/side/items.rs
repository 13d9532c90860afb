//! Facts as items of the panel: what each is called, what stands beside and below it.

use std::collections::HashMap;

use super::{Group, Item};
use crate::app::words;
use crate::news::{Article, Fact, FactKind, Facts, Gone, Span, Value};

/// The items of an article, group by group, of the kinds and certainties that are shown.
pub(super) fn items(
    article: &Article,
    facts: &Facts,
    shows: &dyn Fn(FactKind, f32) -> bool,
) -> Vec<Item> {
    let text = article.body.text();
    let mut items = Vec::new();
    for group in Group::ALL {
        if group == Group::Gone {
            continue;
        }
        if group == Group::Brief {
            items.extend(facts.brief.iter().map(|span| brief_item(text, *span)));
            continue;
        }
        for kind in group.kinds() {
            if kind.is_name() {
                items.extend(entity_items(facts, *kind, group));
            } else {
                items.extend(value_items(text, facts, *kind, group));
            }
        }
    }
    items.retain(|item| item.kind.is_none_or(|kind| shows(kind, item.certainty)));
    items
}

fn brief_item(text: &str, span: Span) -> Item {
    Item {
        group: Group::Brief,
        kind: None,
        label: one_line(text.get(span.range()).unwrap_or_default()),
        note: String::new(),
        below: None,
        spans: vec![span],
        certainty: 1.0,
        claim: None,
        is_new: false,
        standing: None,
    }
}

fn entity_items(facts: &Facts, kind: FactKind, group: Group) -> impl Iterator<Item = Item> + '_ {
    let mut sure = vec![0.0; facts.entities.len()];
    for fact in &facts.facts {
        if let Some(known) = fact.entity.and_then(|id| sure.get_mut(id as usize)) {
            *known = fact.certainty.max(*known);
        }
    }
    facts.entities.iter().enumerate().filter(move |(_, entity)| entity.kind == kind).map(
        move |(id, entity)| Item {
            group,
            kind: Some(kind),
            label: entity.name.clone(),
            note: String::new(),
            below: entity.role.clone(),
            spans: entity.mentions.clone(),
            certainty: sure[id],
            claim: None,
            is_new: false,
            standing: None,
        },
    )
}

/// Facts of one kind, those of one value together, the most telling first.
fn value_items(text: &str, facts: &Facts, kind: FactKind, group: Group) -> Vec<Item> {
    let mut found: Vec<&Fact> = facts.facts.iter().filter(|fact| fact.kind == kind).collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.span.start.cmp(&b.span.start)));
    let mut items: Vec<Item> = Vec::new();
    // Where each label stands among the items: a long text has thousands.
    let mut known: HashMap<String, usize> = HashMap::new();
    for fact in found {
        let item = value_item(text, fact, group);
        let place = known.get(&item.label).filter(|_| kind != FactKind::Quote);
        if let Some(other) = place.and_then(|place| items.get_mut(*place)) {
            other.spans.push(fact.span);
            other.certainty = other.certainty.max(fact.certainty);
            // What is told in several ways is told in none.
            other.claim = other.claim.filter(|claim| Some(*claim) == fact.claim);
        } else {
            known.insert(item.label.clone(), items.len());
            items.push(item);
        }
    }
    for item in &mut items {
        item.spans.sort_unstable();
    }
    items
}

/// A value as it is shown, and what stands beside it: the words of the text, or what it is of.
pub(in crate::app) fn beside(text: &str, fact: &Fact, value: &Value) -> (String, String) {
    let words = one_line(text.get(fact.span.range()).unwrap_or_default());
    let label = label(value, &words);
    let note = note(text, fact, value, &label, &words);
    let is_count = matches!(value, Value::Quantity(_)) && !note.is_empty();
    (label, if is_count { format!("“{note}”") } else { note })
}

fn value_item(text: &str, fact: &Fact, group: Group) -> Item {
    let words = one_line(text.get(fact.span.range()).unwrap_or_default());
    let (label, note, below) = match (&fact.kind, &fact.value) {
        (FactKind::Quote, _) => (
            fact.speaker.clone().unwrap_or_else(|| super::NOT_NAMED.to_owned()),
            String::new(),
            Some(format!("“{words}”")),
        ),
        (_, Some(value)) => {
            let label = label(value, &words);
            let note = note(text, fact, value, &label, &words);
            (label, note, None)
        }
        (_, None) => (words, String::new(), None),
    };
    let kind = Some(fact.kind);
    let (spans, certainty) = (vec![fact.span], fact.certainty);
    let (claim, is_new) = (fact.claim, false);
    Item { group, kind, label, note, below, spans, certainty, claim, is_new, standing: None }
}

/// What the article says no longer: its value and its words, without a place.
pub(super) fn gone_item(gone: &Gone) -> Item {
    let quoted = || format!("“{}”", gone.words);
    let (label, note, below) = match &gone.value {
        Some(value) => (words::value(value), gone.words.clone(), None),
        None if gone.kind == FactKind::Quote => {
            let speaker = gone.speaker.clone().unwrap_or_else(|| super::NOT_NAMED.to_owned());
            (speaker, String::new(), Some(quoted()))
        }
        None => (gone.words.clone(), String::new(), None),
    };
    let is_same = label.to_lowercase().contains(&note.to_lowercase());
    Item {
        group: Group::Gone,
        kind: Some(gone.kind),
        label,
        note: if is_same { String::new() } else { note },
        below,
        spans: vec![],
        certainty: 1.0,
        claim: None,
        is_new: false,
        standing: None,
    }
}

/// What stands beside a value: for dates and counts the words of the text where they say it otherwise, for amounts and
/// shares what they are of.
fn note(text: &str, fact: &Fact, value: &Value, label: &str, words: &str) -> String {
    match value {
        Value::Money(_) | Value::Percent(..) => what_follows(text, fact.span),
        _ if label.to_lowercase().contains(&words.to_lowercase()) => String::new(),
        Value::Date(_) | Value::Time(_) => format!("“{words}”"),
        Value::Quantity(_) if is_counted_alike(label, words) => String::new(),
        Value::Quantity(_) => words.to_owned(),
    }
}

/// A value in words; what is counted is written as the text writes it ("2 Oscars").
fn label(value: &Value, words: &str) -> String {
    let label = words::value(value);
    let units = (label.rsplit_once(' '), words.rsplit_once(' '));
    match (value, units) {
        (Value::Quantity(_), (Some((number, unit)), Some((_, said))))
            if unit.to_lowercase() == said.to_lowercase() =>
        {
            format!("{number} {said}")
        }
        _ => label,
    }
}

/// "two weeks" beside "2 weeks", and "1.2 million people" beside "1.2 m people", say nothing more.
fn is_counted_alike(label: &str, words: &str) -> bool {
    let mut said = words.split_whitespace();
    let (number, unit) = (said.next(), said.next());
    let in_words = number.is_some_and(|number| number.chars().all(char::is_alphabetic));
    if in_words && said.next().is_none() && unit == label.split_whitespace().last() {
        return true;
    }
    let scales = [(" million", " m"), (" billion", " bn"), (" trillion", " tn")];
    let short =
        scales.iter().fold(words.to_lowercase(), |text, (scale, short)| text.replace(scale, short));
    label.to_lowercase().contains(&short)
}

/// "of Vietnam's arms imports" after "80 percent": the words up to the end of the phrase.
fn what_follows(text: &str, span: Span) -> String {
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let phrase = rest.split(['.', ',', ';', ':', '\n', '(', '”']).next().unwrap_or_default().trim();
    let first = phrase.split_whitespace().next().unwrap_or_default();
    if !matches!(first, "of" | "in" | "for" | "to" | "with" | "from" | "on" | "worth") {
        return String::new();
    }
    // Another figure, and what is told of it, is of something else.
    let is_other = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit() || "$€£¥–—".contains(c))
            || matches!(word, "which" | "who" | "that" | "as" | "said" | "says" | "they" | "he")
    };
    let words: Vec<&str> = phrase.split_whitespace().take(5).take_while(|w| !is_other(w)).collect();
    let hangs = |word: &&&str| matches!(**word, "of" | "in" | "for" | "to" | "and" | "the" | "a");
    let end = words.iter().rposition(|word| !hangs(&word)).map_or(0, |at| at + 1);
    if end < 2 { String::new() } else { words[..end].join(" ") }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Comparison, Quantity};

    #[test]
    fn a_count_is_not_said_twice() {
        let shown = |count: f64, unit: &str, words: &str| {
            let quantity = Quantity {
                value: count,
                max: None,
                unit: Some(unit.into()),
                comparison: Comparison::Equal,
            };
            let value = Value::Quantity(quantity);
            let label = label(&value, words);
            (is_counted_alike(&label, words), label)
        };
        assert_eq!(shown(2.0, "oscar", "two Oscars"), (true, "2 Oscars".to_owned()));
        assert_eq!(
            shown(1.2e6, "customer", "1.2 million customers"),
            (true, "1.2 m customers".to_owned())
        );
        assert_eq!(shown(12.0, "deal", "a dozen deals"), (false, "12 deals".to_owned()));
        assert_eq!(shown(300.0, "person", "300 or so people"), (false, "300 people".to_owned()));
    }
}
