//! Scores the engine against labelled text and pins the least it may reach.
//!
//! Exact means the same span and kind; overlap pairs spans of one kind that share a byte, one to one. The table is
//! printed with `cargo test facts::score -- --nocapture`.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Context, find};
use crate::news::{FactKind, Span};

/// Counts of one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    gold: usize,
    found: usize,
    exact: usize,
    overlap: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.exact += other.exact;
        self.overlap += other.overlap;
    }

    fn f1(self, hits: usize) -> f64 {
        200.0 * hits as f64 / (self.gold + self.found).max(1) as f64
    }
}

type Spans = Vec<(FactKind, Span)>;

/// Documents of a labelled file: text, date, kinds that are complete, labels.
fn documents(file: &str) -> Vec<(String, Option<jiff::civil::Date>, Vec<FactKind>, Spans)> {
    let path = format!("{}/data/labelled/{file}", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(path).expect("the labelled file is in the repository");
    lines
        .lines()
        .map(|line| document(&serde_json::from_str(line).expect("a line is JSON")))
        .collect()
}

fn document(line: &Json) -> (String, Option<jiff::civil::Date>, Vec<FactKind>, Spans) {
    let list = |name: &str| line[name].as_array().cloned().unwrap_or_default();
    let kinds: Vec<FactKind> =
        list("kinds").iter().filter_map(|k| FactKind::from_name(k.as_str()?)).collect();
    let number = |label: &Json, name: &str| label[name].as_u64().map(|n| n as usize);
    let spans = list("entities")
        .iter()
        .filter_map(|e| {
            Some((
                FactKind::from_name(e["kind"].as_str()?)?,
                Span::new(number(e, "start")?, number(e, "end")?),
            ))
        })
        .filter(|(kind, _)| kinds.contains(kind))
        .collect();
    let text = line["text"].as_str().unwrap_or_default().to_owned();
    (text, line["date"].as_str().and_then(|d| d.parse().ok()), kinds, spans)
}

fn tally(gold: &[Span], found: &[Span]) -> Tally {
    let exact = found.iter().filter(|span| gold.contains(span)).count();
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate().filter(|(_, b)| a.overlaps(**b)) {
            pairs.push((a.end.min(b.end) - a.start.max(b.start), i, j));
        }
    }
    pairs.sort_by_key(|(shared, i, j)| (std::cmp::Reverse(*shared), *i, *j));
    let (mut used_gold, mut used_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut overlap = 0;
    for (_, i, j) in pairs {
        if !used_gold[i] && !used_found[j] {
            (used_gold[i], used_found[j]) = (true, true);
            overlap += 1;
        }
    }
    Tally { gold: gold.len(), found: found.len(), exact, overlap }
}

fn score(file: &str) -> BTreeMap<FactKind, Tally> {
    let mut table: BTreeMap<FactKind, Tally> = BTreeMap::new();
    for (text, published, kinds, gold) in documents(file) {
        let facts = find(&text, &Context { published, ..Context::default() });
        for kind in kinds {
            let gold: Vec<Span> =
                gold.iter().filter(|(k, _)| *k == kind).map(|(_, s)| *s).collect();
            let found: Vec<Span> =
                facts.facts.iter().filter(|f| f.kind == kind).map(|f| f.span).collect();
            table.entry(kind).or_default().add(tally(&gold, &found));
        }
    }
    table
}

/// Scores a file, prints the table and holds the sum over `kinds` against the least allowed.
#[track_caller]
fn check(file: &str, kinds: &[FactKind], least_exact: f64, least_overlap: f64) {
    let table = score(file);
    println!("{file}\n{:<9} {:>5} {:>5} {:>6} {:>7}", "kind", "gold", "found", "exact", "overlap");
    let mut sum = Tally::default();
    for (kind, tally) in &table {
        println!(
            "{:<9} {:>5} {:>5} {:>6.1} {:>7.1}",
            kind.name(),
            tally.gold,
            tally.found,
            tally.f1(tally.exact),
            tally.f1(tally.overlap)
        );
        if kinds.contains(kind) {
            sum.add(*tally);
        }
    }
    let (exact, overlap) = (sum.f1(sum.exact), sum.f1(sum.overlap));
    println!("{:<9} {:>5} {:>5} {exact:>6.1} {overlap:>7.1}\n", "together", sum.gold, sum.found);
    assert!(
        exact >= least_exact && overlap >= least_overlap,
        "{file}: {exact:.1} exact, {overlap:.1} overlap"
    );
}

const NAMES: &[FactKind] = &[FactKind::Person, FactKind::Org, FactKind::Place];

#[test]
fn the_example_articles_keep_their_score() {
    check("seeds.jsonl", &FactKind::ALL, 97.0, 98.0);
}

#[test]
fn names_in_an_encyclopedia_keep_their_score() {
    check("dev-wikigold.jsonl", NAMES, 73.0, 79.5);
}

#[test]
fn names_in_government_news_keep_their_score() {
    check("dev-re3d.jsonl", NAMES, 71.0, 78.0);
}

#[test]
fn dates_in_news_keep_their_score() {
    check("train-gum.jsonl", &[FactKind::Date], 86.0, 88.0);
}
