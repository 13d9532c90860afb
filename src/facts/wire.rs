//! Facts as JSON: the object of one article and the line of a batch.
//!
//! Only the shape is known here; who prints it, and for which article, is the caller's business.

use serde_json::{Map, Value as Json, json};

use crate::news::{Amount, Comparison, Fact, FactKind, Facts, Quantity, Span, Value};

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

/// All facts of an article in the form of `facts ID --json`.
pub fn facts_json(article: &Json, published: Option<&str>, facts: &Facts, text: &str) -> Json {
    let pair = |span: &Span| json!([span.start, span.end]);
    let entities: Vec<Json> = facts
        .entities
        .iter()
        .enumerate()
        .map(|(id, e)| {
            let mentions: Vec<Json> = e.mentions.iter().map(pair).collect();
            json!({"id": id.to_string(), "kind": e.kind.name(), "name": e.name, "role": e.role, "mentions": mentions})
        })
        .collect();
    let brief: Vec<Json> = facts
        .brief
        .iter()
        .map(|s| json!({"text": text.get(s.range()).unwrap_or_default(), "start": s.start, "end": s.end}))
        .collect();
    let list: Vec<Json> = facts.facts.iter().map(|fact| fact_json(fact, text)).collect();
    json!({"article": article, "published": published, "facts": list, "entities": entities, "brief": brief})
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
    if fact.kind == FactKind::Quote {
        object.insert("speaker".into(), fact.speaker.clone().map_or(Json::Null, Json::from));
    }
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
        let whole = facts_json(&"7".into(), Some("2024-06-20"), &facts, text);
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
            json!({"id": "a", "entities": [{"start": 0, "end": 10, "kind": "PERSON", "value": null}]})
        );
    }
}
