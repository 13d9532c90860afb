//! Facts as JSON: the object of one article and the line of a batch.
//!
//! Only the shape is known here; who prints it, and for which article, is the caller's business.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use crate::news::{Amount, Comparison, Entity, Fact, Facts, Moment, Quantity, Span, Value};

/// One fact in the form of `facts ID --json`; `text` is the text its span lies in.
pub fn fact_json(fact: &Fact, text: &str) -> Json {
    let mut object = Map::new();
    object.insert("kind".into(), fact.kind.name().into());
    object.insert("text".into(), text.get(fact.span.range()).unwrap_or_default().into());
    object.insert("start".into(), fact.span.start.into());
    object.insert("end".into(), fact.span.end.into());
    object.insert("value".into(), fact.value.as_ref().map_or(Json::Null, value_json));
    object.insert("entity".into(), fact.entity.map_or(Json::Null, |id| id.to_string().into()));
    object.insert("speaker".into(), fact.speaker.clone().map_or(Json::Null, Json::from));
    object.insert("certainty".into(), number(f64::from((fact.certainty * 100.0).round()) / 100.0));
    if fact.inferred {
        object.insert("inferred".into(), true.into());
    }
    if let Some(claim) = fact.claim {
        object.insert("claim".into(), claim.name().into());
    }
    Json::Object(object)
}

/// All facts of an article in the form of `facts ID --json`, to be handed to a serializer.
pub fn facts_json<'a>(
    article: Option<String>,
    published: Option<Moment>,
    facts: &'a Facts,
    text: &'a str,
) -> FactsJson<'a> {
    FactsJson { article, published, facts, text }
}

/// What [`facts_json`] writes. Each part is made when it is written: a long text has very many facts.
#[derive(Debug)]
pub struct FactsJson<'a> {
    article: Option<String>,
    published: Option<Moment>,
    facts: &'a Facts,
    text: &'a str,
}

impl Serialize for FactsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Facts { facts, entities, brief } = self.facts;
        let facts = facts.iter().map(|fact| fact_json(fact, self.text));
        let entities = entities.iter().enumerate().map(|(id, entity)| entity_json(id, entity));
        let brief = brief.iter().map(|span| sentence_json(*span, self.text));
        let mut object = serializer.serialize_struct("Facts", 5)?;
        object.serialize_field("article", &self.article)?;
        object.serialize_field("published", &self.published)?;
        object.serialize_field("facts", &Array(facts))?;
        object.serialize_field("entities", &Array(entities))?;
        object.serialize_field("brief", &Array(brief))?;
        object.end()
    }
}

/// An array of what an iterator gives.
struct Array<I>(I);

impl<I: Iterator<Item = Json> + Clone> Serialize for Array<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

fn entity_json(id: usize, entity: &Entity) -> Json {
    let Entity { kind, name, role, mentions } = entity;
    let mentions: Vec<Json> = mentions.iter().map(|span| json!([span.start, span.end])).collect();
    json!({"id": id.to_string(), "kind": kind.name(), "name": name, "role": role, "mentions": mentions})
}

fn sentence_json(span: Span, text: &str) -> Json {
    let sentence = text.get(span.range()).unwrap_or_default();
    json!({"text": sentence, "start": span.start, "end": span.end})
}

/// One line of `facts --jsonl`: the facts of the text with this id.
pub fn batch_json(id: &Json, facts: &Facts) -> Json {
    let entities: Vec<Json> = facts.facts.iter().map(batch_fact).collect();
    json!({"id": id, "entities": entities})
}

fn batch_fact(fact: &Fact) -> Json {
    let mut object = Map::new();
    object.insert("start".into(), fact.span.start.into());
    object.insert("end".into(), fact.span.end.into());
    object.insert("kind".into(), fact.kind.name().into());
    object.insert("value".into(), fact.value.as_ref().map_or(Json::Null, value_json));
    object.insert("speaker".into(), fact.speaker.clone().map_or(Json::Null, Json::from));
    Json::Object(object)
}

/// A value in the form of the annotation guide: a string for dates and times, a number for percentages, else an object.
pub fn value_json(value: &Value) -> Json {
    match value {
        Value::Date(text) | Value::Time(text) => text.clone().into(),
        Value::Percent(share, _) => number(*share),
        Value::Money(Amount { currency, amount, max, comparison }) => {
            let object = json!({"currency": currency, "amount": number(*amount)});
            with_bounds(object, *max, *comparison)
        }
        Value::Quantity(Quantity { value, max, unit, comparison }) => {
            let object = json!({"value": number(*value), "unit": unit});
            let mut object = with_bounds(object, *max, *comparison);
            object["cmp"] = comparison.sign().into();
            object
        }
    }
}

fn with_bounds(mut object: Json, max: Option<f64>, comparison: Comparison) -> Json {
    if let Some(max) = max {
        object["max"] = number(max);
    }
    if comparison != Comparison::Equal {
        object["cmp"] = comparison.sign().into();
    }
    object
}

/// Whole numbers without a decimal point, as a reader of JSON expects.
fn number(value: f64) -> Json {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { (value as i64).into() } else { value.into() }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, find};
    use super::*;

    #[test]
    fn facts_keep_their_shape() {
        let text = "Maria Berg signed at least 12 deals worth $3.6 billion.";
        let facts = find(text, &Context::default());
        let published = Moment::parse("2024-06-20");
        let whole = facts_json(Some("7".into()), published, &facts, text);
        let whole = serde_json::to_value(whole).expect("JSON");
        assert_eq!(whole["published"], "2024-06-20T00:00:00Z");
        assert_eq!(whole["article"], "7");
        assert_eq!(whole["entities"][0]["name"], "Maria Berg");
        assert_eq!(whole["facts"][1]["value"], json!({"value": 12, "unit": "deal", "cmp": ">="}));
        assert_eq!(
            whole["facts"][2]["value"],
            json!({"currency": "USD", "amount": 3_600_000_000_i64})
        );
    }

    #[test]
    fn batch_lines_have_no_text() {
        let facts = find("Maria Berg left.", &Context::default());
        let line = batch_json(&"a".into(), &facts);
        assert_eq!(
            line,
            json!({"id": "a", "entities": [{"start": 0, "end": 10, "kind": "PERSON", "value": null, "speaker": null}]})
        );
    }
}
