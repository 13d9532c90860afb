//! Prints the facts of labelled texts, one JSON object a line, for a scorer to read.
//!
//! `cargo run --release --example facts_jsonl -- data/labelled/seeds.jsonl`, or the lines on standard input.

use std::io::{BufRead, BufReader, Read, Write};

use dateline::facts::{Context, find, wire};
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let input: Box<dyn Read> = match std::env::args_os().nth(1) {
        Some(path) => Box::new(std::fs::File::open(path)?),
        None => Box::new(std::io::stdin()),
    };
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(input).lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let document: Value = serde_json::from_str(&line)?;
        let text = document["text"].as_str().unwrap_or_default();
        let context = Context {
            title: document["title"].as_str(),
            published: document["date"].as_str().and_then(|date| date.parse().ok()),
            country: document["country"].as_str(),
            language: document["lang"].as_str(),
        };
        writeln!(out, "{}", wire::batch_json(&document["id"], &find(text, &context)))?;
    }
    Ok(())
}
