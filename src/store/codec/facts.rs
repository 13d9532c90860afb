//! The facts of an article.

use super::{Reader, Writer, code, coded};
use crate::news::{Amount, Claim, Comparison, Entity, Fact, FactKind, Facts, Quantity, Value};
use crate::text::Prose;

const VERSION: u8 = 1;
/// Append only: the place in this list is what is stored.
const KINDS: [FactKind; 10] = [
    FactKind::Person,
    FactKind::Org,
    FactKind::Place,
    FactKind::Event,
    FactKind::Date,
    FactKind::Time,
    FactKind::Money,
    FactKind::Percent,
    FactKind::Quantity,
    FactKind::Quote,
];
/// Append only.
const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::AtLeast,
    Comparison::More,
    Comparison::AtMost,
    Comparison::Less,
    Comparison::About,
];
/// Append only.
const CLAIMS: [Claim; 5] =
    [Claim::Said, Claim::Denied, Claim::Planned, Claim::Unnamed, Claim::Hedged];

/// Writes facts.
pub(crate) fn write(facts: &Facts) -> Vec<u8> {
    let mut writer = Writer::new(VERSION);
    writer.list(&facts.facts, write_fact);
    writer.list(&facts.entities, |writer, entity| {
        writer.byte(code(&KINDS, &entity.kind));
        writer.string(&entity.name);
        write_words(writer, entity.role.as_ref());
        writer.list(&entity.mentions, |writer, span| writer.span(*span));
    });
    writer.list(&facts.brief, |writer, span| writer.span(*span));
    writer.finish()
}

/// Reads facts. A mention of an entity that is not there names nobody.
pub(crate) fn read(bytes: &[u8]) -> Option<Facts> {
    let mut reader = Reader::new(VERSION, bytes)?;
    let mut facts = reader.list(read_fact)?;
    let entities = reader.list(|reader| {
        Some(Entity {
            kind: coded(&KINDS, reader.byte()?)?,
            name: read_words(reader)?,
            role: reader.optional(read_words)?,
            mentions: reader.list(Reader::span)?,
        })
    })?;
    let brief = reader.list(Reader::span)?;
    for fact in &mut facts {
        fact.entity = fact.entity.filter(|entity| (*entity as usize) < entities.len());
    }
    Some(Facts { facts, entities, brief })
}

fn write_fact(writer: &mut Writer, fact: &Fact) {
    writer.byte(code(&KINDS, &fact.kind));
    writer.span(fact.span);
    writer.optional(fact.value.as_ref(), write_value);
    writer.optional(fact.entity, |writer, entity| writer.number(entity.into()));
    write_words(writer, fact.speaker.as_ref());
    writer.number(fact.certainty.to_bits().into());
    writer.byte(fact.inferred.into());
    writer.optional(fact.claim, |writer, claim| writer.byte(code(&CLAIMS, &claim)));
    writer.number(fact.weight.to_bits().into());
}

fn read_fact(reader: &mut Reader<'_>) -> Option<Fact> {
    Some(Fact {
        kind: coded(&KINDS, reader.byte()?)?,
        span: reader.span()?,
        value: reader.optional(read_value)?,
        entity: reader.optional(Reader::small)?,
        speaker: reader.optional(read_words)?,
        certainty: f32::from_bits(reader.small()?),
        inferred: reader.byte()? != 0,
        claim: reader.optional(|reader| coded(&CLAIMS, reader.byte()?))?,
        weight: f32::from_bits(reader.small()?),
    })
}

fn write_value(writer: &mut Writer, value: &Value) {
    match value {
        Value::Date(date) => {
            writer.byte(0);
            writer.string(date);
        }
        Value::Time(time) => {
            writer.byte(1);
            writer.string(time);
        }
        Value::Money(money) => {
            writer.byte(2);
            writer.string(&money.currency);
            write_range(writer, money.amount, money.max, money.comparison);
        }
        Value::Percent(share, comparison) => {
            writer.byte(3);
            write_range(writer, *share, None, *comparison);
        }
        Value::Quantity(quantity) => {
            writer.byte(4);
            write_words(writer, quantity.unit.as_ref());
            write_range(writer, quantity.value, quantity.max, quantity.comparison);
        }
    }
}

fn read_value(reader: &mut Reader<'_>) -> Option<Value> {
    Some(match reader.byte()? {
        0 => Value::Date(read_words(reader)?),
        1 => Value::Time(read_words(reader)?),
        2 => {
            let currency = read_words(reader)?;
            let (amount, max, comparison) = read_range(reader)?;
            Value::Money(Amount { currency, amount, max, comparison })
        }
        3 => {
            let (share, _, comparison) = read_range(reader)?;
            Value::Percent(share, comparison)
        }
        4 => {
            let unit = reader.optional(read_words)?;
            let (value, max, comparison) = read_range(reader)?;
            Value::Quantity(Quantity { value, max, unit, comparison })
        }
        _ => return None,
    })
}

fn write_range(writer: &mut Writer, low: f64, high: Option<f64>, comparison: Comparison) {
    writer.float(low);
    writer.optional(high, Writer::float);
    writer.byte(code(&COMPARISONS, &comparison));
}

fn read_range(reader: &mut Reader<'_>) -> Option<(f64, Option<f64>, Comparison)> {
    let low = reader.float()?;
    let high = reader.optional(Reader::float)?;
    Some((low, high, coded(&COMPARISONS, reader.byte()?)?))
}

fn write_words(writer: &mut Writer, words: Option<&String>) {
    writer.optional(words, |writer, words| writer.string(words));
}

/// Words of a fact; cleaned again, since the file may have been edited.
fn read_words(reader: &mut Reader<'_>) -> Option<String> {
    reader.string().map(|words| Prose::text(words).to_string())
}
