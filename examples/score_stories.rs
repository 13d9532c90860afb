//! Scores the comparison of reports on the marked stories.
//!
//! `cargo run --release --example score_stories`, or with files of one's own as arguments; `--errors` lists the mistakes.

use dateline::desk::score::{Table, read};

fn main() -> anyhow::Result<()> {
    let (flags, mut files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    if files.is_empty() {
        files.push(format!("{}/data/labelled/own-stories.jsonl", env!("CARGO_MANIFEST_DIR")));
    }
    for file in files {
        let stories = read(&std::fs::read_to_string(&file)?);
        let table = Table::of(&stories);
        println!("{file}: {} stories\n{table}", stories.len());
        if flags.iter().any(|flag| flag == "--errors") {
            println!("{}\n", table.errors.join("\n"));
        }
    }
    Ok(())
}
