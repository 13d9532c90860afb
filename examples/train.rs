//! Trains the model for names from `data/labelled` and says what it scores.
//!
//! `cargo run --release --example train` writes `assets/facts/names.model`, the same bytes each time;
//! `-- --check` only compares; `-- --folds 5` cross-validates on the texts labelled by hand, too, and `-- --apart` scores each of
//! their sources with a model that has seen none of it, which tells more of news nobody has seen.

use std::collections::HashMap;

use anyhow::{Context as _, bail, ensure};
use dateline::facts::find_with;
use dateline::facts::model::Model;
use dateline::facts::model::train::{Lesson, Settings, learn};
use dateline::facts::score::{Document, NAMES, Table, read};
use dateline::news::{FactKind, Span};

/// Labelled by hand: these count in full.
const GOLD: [&str; 3] = ["train-gum", "train-wikigold", "train-re3d"];
/// Labelled by a machine, which is wrong in places: these count less.
const SILVER: [&str; 2] = ["silver-voa", "silver-wikinews"];
const SILVER_WEIGHT: f32 = 0.7;
/// The names of the same texts by another machine.
const SECOND: &str = "silver-second";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let gold = GOLD.iter().map(|name| documents(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut silver: Vec<Lesson> = Vec::new();
    for name in SILVER {
        let second = second_labels()?;
        silver.extend(documents(name)?.iter().map(|d| {
            let names = second.get(&d.id).cloned();
            Lesson { second: names, ..d.lesson(SILVER_WEIGHT) }
        }));
    }
    ensure!(silver.iter().all(|lesson| lesson.second.is_some()), "{SECOND} lacks a text");
    if arguments.iter().any(|a| a == "--apart") {
        score_apart(&gold, &silver);
    }
    if let Some(at) = arguments.iter().position(|a| a == "--folds") {
        let folds = arguments.get(at + 1).context("--folds takes a number")?.parse()?;
        cross_validate(&gold, &silver, folds)?;
    }
    let all = gold.iter().flatten().map(|d| d.lesson(1.0));
    let lessons: Vec<Lesson> = silver.iter().cloned().chain(all).collect();
    let bytes = learn(&lessons, &Settings::default());
    let path = format!("{}/assets/facts/names.model", env!("CARGO_MANIFEST_DIR"));
    if arguments.iter().any(|a| a == "--check") {
        ensure!(std::fs::read(&path)? == bytes, "{path} is not what training gives");
        println!("{path} is what training gives");
    } else {
        std::fs::write(&path, &bytes)?;
        println!("{path}: {} bytes", bytes.len());
    }
    let model = Model::from_bytes(bytes).context("training gave no model")?;
    for name in ["dev-wikigold", "dev-re3d", "seeds", "own-tuned"] {
        let documents = documents(name)?;
        let table = Table::of(&documents, &|d| find_with(&d.text, &d.context(), Some(&model)));
        println!("{name}: names {:.1} exact", table.sum(NAMES).exact());
    }
    Ok(())
}

fn documents(name: &str) -> anyhow::Result<Vec<Document>> {
    let path = format!("{}/data/labelled/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    Ok(read(&std::fs::read_to_string(&path).with_context(|| path.clone())?))
}

/// The names by the other machine, by the text they belong to.
fn second_labels() -> anyhow::Result<HashMap<String, Vec<(FactKind, Span)>>> {
    #[derive(serde::Deserialize)]
    struct Line {
        id: String,
        names: Vec<(u32, u32, String)>,
    }
    let path = format!("{}/data/labelled/{SECOND}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(&path).with_context(|| path.clone())?;
    let name = |(start, end, kind): &(u32, u32, String)| {
        Some((FactKind::from_name(kind)?, Span { start: *start, end: *end }))
    };
    lines
        .lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line).with_context(|| path.clone())?;
            Ok((line.id, line.names.iter().filter_map(name).collect()))
        })
        .collect()
}

/// Each source is scored by a model that has learnt from the others alone.
fn score_apart(gold: &[Vec<Document>], silver: &[Lesson]) {
    for (name, documents) in GOLD.iter().zip(gold) {
        let others = GOLD.iter().zip(gold).filter(|(other, _)| *other != name);
        let others = others.flat_map(|(_, documents)| documents.iter().map(|d| d.lesson(1.0)));
        let lessons: Vec<Lesson> = silver.iter().cloned().chain(others).collect();
        let model = Model::from_bytes(learn(&lessons, &Settings::default()));
        let found = |d: &Document| find_with(&d.text, &d.context(), model.as_ref());
        println!(
            "{name}, apart: names {:.1} exact",
            Table::of(documents, &found).sum(NAMES).exact()
        );
    }
}

/// Each text labelled by hand is scored by a model that has not seen it.
fn cross_validate(gold: &[Vec<Document>], silver: &[Lesson], folds: usize) -> anyhow::Result<()> {
    if folds < 2 {
        bail!("two folds are the least");
    }
    let mut tables = vec![Table::default(); gold.len()];
    for fold in 0..folds {
        let seen = |documents: &Vec<Document>| -> Vec<Lesson> {
            let others = documents.iter().enumerate().filter(|(n, _)| n % folds != fold);
            others.map(|(_, d)| d.lesson(1.0)).collect()
        };
        let lessons: Vec<Lesson> =
            silver.iter().cloned().chain(gold.iter().flat_map(seen)).collect();
        let model = Model::from_bytes(learn(&lessons, &Settings::default()));
        for (documents, table) in gold.iter().zip(&mut tables) {
            for document in documents.iter().skip(fold).step_by(folds) {
                table
                    .add(document, &find_with(&document.text, &document.context(), model.as_ref()));
            }
        }
    }
    for (name, table) in GOLD.iter().zip(&tables) {
        println!("{name}, {folds} folds: names {:.1} exact", table.sum(NAMES).exact());
    }
    Ok(())
}
