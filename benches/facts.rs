//! How fast the facts of labelled news are found, in bytes of text a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::facts::{Context, find};
use serde_json::Value;

fn texts(file: &str) -> Vec<String> {
    let path = format!("{}/data/labelled/{file}", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(path).expect("the labelled file is in the repository");
    let read =
        |line: &str| serde_json::from_str::<Value>(line).ok()?["text"].as_str().map(str::to_owned);
    lines.lines().filter_map(read).collect()
}

fn news(c: &mut Criterion) {
    let mut group = c.benchmark_group("facts");
    for file in ["seeds.jsonl", "train-gum.jsonl"] {
        let texts = texts(file);
        group.throughput(Throughput::Bytes(texts.iter().map(|t| t.len() as u64).sum()));
        group.bench_function(file, |b| {
            b.iter(|| {
                texts
                    .iter()
                    .map(|text| find(black_box(text), &Context::default()).facts.len())
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, news);
criterion_main!(benches);
