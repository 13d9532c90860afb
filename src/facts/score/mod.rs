//! Scores the engine against labelled text: spans, values and speakers.
//!
//! Exact means the same span and kind; overlap pairs spans of one kind that share a byte, one to one, those that share most
//! first. Values and speakers are judged on such pairs. Used by the tests, which pin the least, and by
//! `examples/score.rs` and `examples/train.rs`, which print tables.

mod errors;
mod matter;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde_json::Value as Json;

pub use self::errors::errors;
pub use self::matter::{Matter, Share, misplaced};
use super::Context;
use super::model::train::Lesson;
use crate::news::{Claim, Fact, FactKind, Facts, Span, Value};

/// People, organisations and places.
pub const NAMES: &[FactKind] = &[FactKind::Person, FactKind::Org, FactKind::Place];

/// A labelled text.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text.
    pub text: String,
    /// Kinds that are labelled completely; the others are not scored.
    pub kinds: Vec<FactKind>,
    /// What the text is called in its file.
    pub id: String,
    labels: Vec<Label>,
    carrying: Vec<Span>,
    published: Option<Date>,
    country: Option<String>,
    language: Option<String>,
}

/// One labelled fact.
#[derive(Clone, Debug)]
struct Label {
    kind: FactKind,
    span: Span,
    value: Option<Json>,
    speaker: Speaker,
    /// Whether an editor would put it first among those of its kind.
    key: bool,
    /// How it may be claimed; nothing where that is not labelled.
    claims: Vec<Option<Claim>>,
}

/// Who a label says has spoken.
#[derive(Clone, Debug)]
enum Speaker {
    /// Not labelled.
    Unsaid,
    /// Nobody is named.
    Nobody,
    Named(String),
}

/// The documents of a labelled file, one JSON object a line; lines that are none are left out.
pub fn read(lines: &str) -> Vec<Document> {
    lines.lines().filter_map(|line| document(&serde_json::from_str(line).ok()?)).collect()
}

fn document(line: &Json) -> Option<Document> {
    let text = |name: &str| line[name].as_str().map(str::to_owned);
    let list = |name: &str| line[name].as_array().cloned().unwrap_or_default();
    let kinds: Vec<FactKind> =
        list("kinds").iter().filter_map(|k| FactKind::from_name(k.as_str()?)).collect();
    Some(Document {
        text: text("text")?,
        id: text("id").unwrap_or_default(),
        kinds: if kinds.is_empty() { FactKind::ALL.to_vec() } else { kinds },
        labels: list("entities").iter().filter_map(label).collect(),
        carrying: matter::carrying(line),
        published: text("date").and_then(|date| date.parse().ok()),
        country: text("country"),
        language: text("lang"),
    })
}

fn label(entity: &Json) -> Option<Label> {
    let number = |name: &str| entity[name].as_u64().map(|n| n as usize);
    Some(Label {
        kind: FactKind::from_name(entity["kind"].as_str()?)?,
        span: Span::new(number("start")?, number("end")?),
        value: entity.get("value").filter(|value| !value.is_null()).cloned(),
        speaker: match entity.get("speaker") {
            None => Speaker::Unsaid,
            Some(Json::String(name)) => Speaker::Named(name.clone()),
            Some(_) => Speaker::Nobody,
        },
        key: entity["key"] == true,
        claims: matter::claims(entity),
    })
}

impl Document {
    /// What the engine is told besides the text.
    pub fn context(&self) -> Context<'_> {
        Context {
            title: None,
            published: self.published,
            country: self.country.as_deref(),
            language: self.language.as_deref(),
        }
    }

    /// The text as something to learn from.
    pub fn lesson(&self, weight: f32) -> Lesson {
        let names = self.labels.iter().map(|label| (label.kind, label.span)).collect();
        Lesson { text: self.text.clone(), names, second: None, weight }
    }
}

/// Counts of one kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    gold: usize,
    found: usize,
    exact: usize,
    overlap: usize,
    /// Pairs whose label has a value or a speaker, and how many of them are right.
    judged: usize,
    right: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.judged += other.judged;
        self.right += other.right;
    }

    /// F1 of spans that are equal, in percent.
    pub fn exact(self) -> f64 {
        200.0 * self.exact as f64 / (self.gold + self.found).max(1) as f64
    }

    /// F1 of spans that share a byte, in percent.
    pub fn overlap(self) -> f64 {
        200.0 * self.overlap as f64 / (self.gold + self.found).max(1) as f64
    }

    /// Values (or speakers) that are right, of those judged, in percent; 100 where none is judged.
    pub fn values(self) -> f64 {
        if self.judged == 0 { 100.0 } else { 100.0 * self.right as f64 / self.judged as f64 }
    }
}

/// Tallies by kind.
#[derive(Clone, Debug, Default)]
pub struct Table(BTreeMap<FactKind, Tally>);

impl Table {
    /// Scores all documents with what `find` finds in each.
    pub fn of(documents: &[Document], find: &dyn Fn(&Document) -> Facts) -> Self {
        let mut table = Self::default();
        for document in documents {
            table.add(document, &find(document));
        }
        table
    }

    /// Adds what was found in one document.
    pub fn add(&mut self, document: &Document, facts: &Facts) {
        for kind in &document.kinds {
            let gold: Vec<&Label> = document.labels.iter().filter(|l| l.kind == *kind).collect();
            let found: Vec<&Fact> = facts.facts.iter().filter(|f| f.kind == *kind).collect();
            self.0.entry(*kind).or_default().add(tally(&gold, &found));
        }
    }

    /// The sum over some kinds.
    pub fn sum(&self, kinds: &[FactKind]) -> Tally {
        let mut sum = Tally::default();
        for kind in kinds {
            sum.add(self.0.get(kind).copied().unwrap_or_default());
        }
        sum
    }

    /// Joins another table.
    pub fn join(&mut self, other: &Self) {
        for (kind, tally) in &other.0 {
            self.0.entry(*kind).or_default().add(*tally);
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<9} {:>5} {:>5} {:>6} {:>7} {:>6}",
            "kind", "gold", "found", "exact", "overlap", "value"
        )?;
        for (kind, tally) in &self.0 {
            write_row(f, kind.name(), *tally)?;
        }
        write_row(f, "names", self.sum(NAMES))?;
        write_row(f, "together", self.sum(&FactKind::ALL))
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, t: Tally) -> fmt::Result {
    write!(f, "{name:<9} {:>5} {:>5} {:>6.1} {:>7.1}", t.gold, t.found, t.exact(), t.overlap())?;
    if t.judged > 0 { writeln!(f, " {:>6.1}", t.values()) } else { writeln!(f, "      -") }
}

fn tally(gold: &[&Label], found: &[&Fact]) -> Tally {
    let exact = found.iter().filter(|f| gold.iter().any(|g| g.span == f.span)).count();
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate().filter(|(_, b)| a.span.overlaps(b.span)) {
            pairs.push((a.span.end.min(b.span.end) - a.span.start.max(b.span.start), i, j));
        }
    }
    pairs.sort_by_key(|(shared, i, j)| (std::cmp::Reverse(*shared), *i, *j));
    let mut tally = Tally { gold: gold.len(), found: found.len(), exact, ..Tally::default() };
    let (mut used_gold, mut used_found) = (vec![false; gold.len()], vec![false; found.len()]);
    for (_, i, j) in pairs {
        if used_gold[i] || used_found[j] {
            continue;
        }
        (used_gold[i], used_found[j]) = (true, true);
        tally.overlap += 1;
        if let Some(right) = is_right(gold[i], found[j]) {
            tally.judged += 1;
            tally.right += usize::from(right);
        }
    }
    tally
}

/// Whether the value or the speaker is right; `None` where the label has none.
fn is_right(gold: &Label, found: &Fact) -> Option<bool> {
    if gold.kind == FactKind::Quote {
        let found = found.speaker.as_deref();
        return match &gold.speaker {
            Speaker::Unsaid => None,
            Speaker::Nobody => Some(found.is_none()),
            Speaker::Named(name) => Some(is_same_speaker(name, found.unwrap_or_default())),
        };
    }
    let value = gold.value.as_ref()?;
    let inner = |name: &str| value.get(name).unwrap_or(value).as_f64();
    Some(match found.value.as_ref() {
        Some(Value::Date(date)) => value.as_str() == Some(date.as_str()),
        Some(Value::Money(money)) => {
            inner("amount").is_some_and(|amount| is_near(amount, money.amount))
                && value["currency"].as_str() == Some(money.currency.as_str())
        }
        Some(Value::Percent(share, _)) => inner("value").is_some_and(|gold| is_near(gold, *share)),
        Some(Value::Quantity(quantity)) => {
            inner("value").is_some_and(|gold| is_near(gold, quantity.value))
        }
        Some(Value::Time(time)) => value.as_str() == Some(time.as_str()),
        _ => false,
    })
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-3 * a.abs().max(b.abs()).max(1e-9)
}

/// Whether all words of one name stand in the other: a surname will do.
fn is_same_speaker(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let small = name.to_lowercase();
        let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let inside = |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word));
    !a.is_empty() && !b.is_empty() && (inside(&a, &b) || inside(&b, &a))
}

#[cfg(test)]
mod tests;
