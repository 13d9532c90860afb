//! Pins the least the engine may score, and shows the tables with `cargo test facts::score -- --nocapture`.

use super::super::{find, find_with};
use super::*;

fn labelled(file: &str) -> Vec<Document> {
    let path = format!("{}/data/labelled/{file}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read_to_string(path).expect("the labelled file is in the repository"))
}

fn scored(file: &str) -> Table {
    let table = Table::of(&labelled(file), &|d| find(&d.text, &d.context()));
    println!("{file}\n{table}");
    table
}

/// Scores a file and holds the sum over `kinds` against the least allowed.
#[track_caller]
fn check(file: &str, kinds: &[FactKind], exact: f64, overlap: f64, values: f64) {
    let sum = scored(file).sum(kinds);
    assert!(
        sum.exact() >= exact && sum.overlap() >= overlap && sum.values() >= values,
        "{file}: {:.1} exact, {:.1} overlap, {:.1} values",
        sum.exact(),
        sum.overlap(),
        sum.values()
    );
}

#[test]
fn the_example_articles_keep_their_score() {
    check("seeds.jsonl", &FactKind::ALL, 97.0, 98.0, 97.0);
}

#[test]
fn names_in_an_encyclopedia_keep_their_score() {
    check("dev-wikigold.jsonl", NAMES, 75.0, 81.5, 0.0);
}

#[test]
fn names_in_government_news_keep_their_score() {
    check("dev-re3d.jsonl", NAMES, 81.0, 85.0, 0.0);
}

#[test]
fn names_in_agency_news_keep_their_score() {
    check("own-names.jsonl", NAMES, 93.0, 93.5, 0.0);
}

#[test]
fn names_in_results_and_reports_of_many_countries_keep_their_score() {
    check("own-wire.jsonl", NAMES, 94.0, 95.0, 0.0);
}

#[test]
fn dates_in_news_keep_their_score() {
    check("train-gum.jsonl", &[FactKind::Date], 86.0, 88.0, 0.0);
}

#[test]
fn figures_and_quotations_in_our_own_news_keep_their_score() {
    let own = "own-news.jsonl";
    check(own, &[FactKind::Date], 95.0, 95.0, 90.0);
    check(own, &[FactKind::Quantity], 90.0, 92.0, 90.0);
    check(own, &[FactKind::Quote], 97.0, 97.0, 90.0);
    check(own, &[FactKind::Money, FactKind::Percent], 90.0, 92.0, 90.0);
}

#[test]
fn fresh_texts_keep_their_score() {
    let fresh = "own-tuned.jsonl";
    check(fresh, NAMES, 93.0, 93.0, 0.0);
    check(fresh, &[FactKind::Date], 97.0, 98.0, 97.0);
    check(fresh, &[FactKind::Quantity], 98.0, 98.0, 98.0);
    check(fresh, &[FactKind::Money, FactKind::Percent], 99.0, 99.0, 98.0);
    check(fresh, &[FactKind::Quote], 97.0, 97.0, 91.0);
}

#[test]
fn what_was_heard_keeps_its_score() {
    let heard = "own-heard.jsonl";
    check(heard, &[FactKind::Quote], 98.0, 98.0, 96.0);
    check(heard, &[FactKind::Date], 92.0, 95.0, 94.0);
    check(heard, &[FactKind::Quantity], 97.0, 97.0, 97.0);
    check(heard, &[FactKind::Money, FactKind::Percent], 99.0, 99.0, 99.0);
}

#[test]
fn who_said_what_and_what_carries_an_article_keep_their_score() {
    let said = "own-said.jsonl";
    check(said, &[FactKind::Quote], 97.0, 97.0, 96.0);
    check(said, &[FactKind::Date], 97.0, 97.0, 97.0);
    let matter = Matter::of(&labelled(said), &|d| find(&d.text, &d.context()));
    println!("{matter}");
    assert!(matter.claims.percent() >= 95.0 && matter.first.percent() >= 85.0, "{matter}");
    assert!(matter.among_three.percent() >= 93.0 && matter.brief() >= 63.0, "{matter}");
}

#[test]
fn the_model_makes_names_better_than_the_rules_alone() {
    let documents = labelled("dev-re3d.jsonl");
    let rules = Table::of(&documents, &|d| find_with(&d.text, &d.context(), None));
    let both = Table::of(&documents, &|d| find(&d.text, &d.context()));
    assert!(both.sum(NAMES).exact() > rules.sum(NAMES).exact() + 2.0);
}

#[test]
fn wrong_spans_values_and_speakers_are_counted_as_wrong() {
    let line = r#"{"text": "“Go on then,” Berg said: $5, June 20.", "kinds": ["QUOTE", "MONEY", "DATE"], "entities": [
        {"kind": "QUOTE", "start": 3, "end": 14, "speaker": "Olsen"},
        {"kind": "MONEY", "start": 29, "end": 30, "value": {"currency": "USD", "amount": 5}}]}"#;
    let documents = read(&line.replace('\n', " "));
    let table = Table::of(&documents, &|d| find(&d.text, &d.context()));
    let (quote, money) = (table.sum(&[FactKind::Quote]), table.sum(&[FactKind::Money]));
    assert!((quote.exact() - 100.0).abs() < 0.1 && quote.values() < 0.1);
    assert!(money.exact() < 0.1 && (money.overlap() - 100.0).abs() < 0.1);
    assert!(table.sum(&[FactKind::Date]).exact() < 0.1, "a fact that no label has is wrong");
}
