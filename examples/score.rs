//! Scores the engine on the labelled files, with the figures of others beside it.
//!
//! `cargo run --release --example score`, or with files of one's own as arguments; `-- --errors FILE...` lists what is wrong.

use dateline::facts::score::{Matter, NAMES, Table, errors, misplaced, read};
use dateline::facts::{find, find_with};

/// Exact F1 of names as spaCy 3.8 with `en_core_web_sm` has it, its labels mapped as `benches/facts.py` maps them.
const SPACY: &[(&str, f64)] =
    &[("dev-wikigold", 63.6), ("dev-re3d", 64.3), ("train-gum", 64.0), ("seeds", 90.8)];

fn main() -> anyhow::Result<()> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let lists_errors = files.iter().any(|file| file == "--errors");
    files.retain(|file| file != "--errors");
    if files.is_empty() {
        let names = [
            "seeds",
            "own-news",
            "own-tuned",
            "own-said",
            "own-heard",
            "own-names",
            "own-wire",
            "dev-wikigold",
            "dev-re3d",
            "train-gum",
        ];
        files = names
            .map(|name| format!("{}/data/labelled/{name}.jsonl", env!("CARGO_MANIFEST_DIR")))
            .into();
    }
    for file in files {
        let documents = read(&std::fs::read_to_string(&file)?);
        let table = Table::of(&documents, &|d| find(&d.text, &d.context()));
        println!("{file}\n{table}");
        if lists_errors {
            for document in &documents {
                let facts = find(&document.text, &document.context());
                let lines = errors(document, &facts);
                lines
                    .iter()
                    .chain(&misplaced(document, &facts))
                    .for_each(|line| println!("{line}"));
            }
        }
        let matter = Matter::of(&documents, &|d| find(&d.text, &d.context()));
        if matter.is_known() {
            println!("{matter}");
        }
        let rules = Table::of(&documents, &|d| find_with(&d.text, &d.context(), None));
        let peer = SPACY.iter().find(|(name, _)| file.contains(name)).map(|(_, f1)| *f1);
        if documents.iter().any(|d| d.kinds.contains(&NAMES[0])) {
            let seen = if file.contains("train-") { " (the model has seen it)" } else { "" };
            println!("names, exact: {:.1}{seen}", table.sum(NAMES).exact());
            println!("names by the rules alone: {:.1}", rules.sum(NAMES).exact());
            println!(
                "names by spaCy sm: {}\n",
                peer.map_or("not measured".into(), |f1| format!("{f1:.1}"))
            );
        }
    }
    Ok(())
}
