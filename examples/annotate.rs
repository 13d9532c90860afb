//! Finds the facts of every article of a store and keeps them, as the reader does in the background, and says what that
//! took: `cargo run --release --example annotate -- DIR`. [`fill`](fill.rs) makes a store to try it with.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use dateline::desk;
use dateline::store::{FILE_NAME, Library, Shelf, StoreError};

/// Articles that are kept together, as in the reader.
const PIECE: usize = 16;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: annotate DIR");
        return ExitCode::from(2);
    };
    match annotate(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn annotate(folder: &Path) -> Result<(), StoreError> {
    let mut library = Library::open(folder)?;
    let shelf = Shelf::open(folder)?;
    let begun = Instant::now();
    let missing = desk::unannotated(&shelf)?;
    let asked = begun.elapsed();
    let mut facts = 0;
    for piece in missing.chunks(PIECE) {
        let found = desk::annotated(&shelf, piece)?;
        facts += found.iter().map(|of| of.facts.facts.len()).sum::<usize>();
        library.keep_found(&found)?;
    }
    let took = begun.elapsed();
    let count = missing.len();
    println!("{count} articles without facts, known after {:.1} ms", asked.as_secs_f64() * 1e3);
    println!("{facts} facts kept in {:.1} s", took.as_secs_f64());
    let again = Instant::now();
    let left = desk::unannotated(&shelf)?.len();
    println!("{left} left, known after {:.1} ms", again.elapsed().as_secs_f64() * 1e3);
    if let Ok(store) = rusqlite::Connection::open(folder.join(FILE_NAME)) {
        let select = "SELECT count(*), sum(length(facts)) FROM facts";
        let kept = store.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?)));
        if let Ok((count, bytes)) = kept {
            let (count, bytes): (i64, i64) = (count, bytes);
            println!("{count} articles have {bytes} bytes of facts, {} each", bytes / count.max(1));
        }
    }
    Ok(())
}
