//! How long it takes to lay ten reports side by side, their facts known and not.
//!
//! The reports are made of the marked stories of our own, twelve in each, so that they share names, days and figures and are no
//! copies of each other.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::desk::{Account, side_by_side};
use dateline::news::{Article, Body, Moment};
use dateline::text::Prose;
use serde_json::Value;

const REPORTS: usize = 10;
const STORIES: usize = 12;

fn reports() -> Vec<Article> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/labelled/own-stories.jsonl");
    let lines = std::fs::read_to_string(path).expect("the marked stories");
    let stories: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a story")).collect();
    let report = |number: usize| {
        let texts: Vec<&str> = (0..STORIES)
            .filter_map(|at| {
                let articles = stories[(number / 2 + at) % stories.len()]["articles"].as_array()?;
                articles[number % articles.len()]["text"].as_str()
            })
            .collect();
        Article {
            outlet: Some(Prose::line(&format!("Outlet {number}"))),
            title: Prose::line(texts[0].lines().next().unwrap_or_default()),
            published: Moment::parse("2031-03-04"),
            body: Body::verbatim(&texts.join("\n\n")),
            ..Article::default()
        }
    };
    (0..REPORTS).map(report).collect()
}

fn comparing(c: &mut Criterion) {
    let mut group = c.benchmark_group("compare");
    group.sample_size(20);
    let reports = reports();
    let found = || reports.iter().map(|report| Account::new(report.clone(), None));
    let accounts: Vec<Account> = found().collect();
    group.bench_function("ten reports", |b| b.iter(|| side_by_side(black_box(&accounts))));
    group.bench_function("ten reports, facts found", |b| {
        b.iter(|| side_by_side(&found().collect::<Vec<_>>()));
    });
    group.finish();
}

criterion_group!(benches, comparing);
criterion_main!(benches);
