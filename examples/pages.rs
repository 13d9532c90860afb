//! Reads the labelled pages and writes what was found, a line a page, for the scorer beside them:
//!
//! `cargo run --release --example pages -- ../shared/corpus/pages pred.jsonl`, then
//! `python3 ../shared/corpus/score_pages.py --pred pred.jsonl`.
//!
//! Also prints pages a second, on one core, decoding included and reading files not.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use dateline::extract::{self, PageReading};
use dateline::text::{Link, Prose};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let answer = match arguments.as_slice() {
        [pages, out] => run(Path::new(pages), Path::new(out)),
        _ => Err(anyhow::anyhow!("usage: pages FOLDER OUT")),
    };
    match answer {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, out: &Path) -> anyhow::Result<()> {
    let mut sets: Vec<_> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    sets.sort();
    let mut out = fs::File::create(out)?;
    let (mut count, mut bytes, mut spent) = (0_u32, 0, Duration::ZERO);
    let mut slowest = (Duration::ZERO, String::new());
    for gold in sets.iter().map(|set| set.join("gold.jsonl")).filter(|gold| gold.exists()) {
        for line in fs::read_to_string(&gold)?.lines() {
            let page: Value = serde_json::from_str(line)?;
            let file = page["file"].as_str().context("a page without a file")?;
            let html = gunzip(&fs::read(folder.join(file))?).with_context(|| file.to_owned())?;
            let base = page["url"].as_str().and_then(|url| Link::parse(url).ok());
            let begun = Instant::now();
            let reading = extract::page(&html, base.as_ref(), None);
            let took = begun.elapsed();
            (count, bytes, spent) = (count + 1, bytes + html.len(), spent + took);
            slowest = slowest.max((took, file.to_owned()));
            writeln!(out, "{}", told(&page["id"], reading))?;
        }
    }
    let seconds = spent.as_secs_f64();
    println!(
        "{count} pages, {:.0} pages/s, {:.1} MB/s; the slowest took {:.0} ms: {}",
        f64::from(count) / seconds,
        bytes as f64 / 1e6 / seconds,
        slowest.0.as_secs_f64() * 1e3,
        slowest.1
    );
    Ok(())
}

fn told(id: &Value, reading: Result<PageReading, extract::ReadError>) -> Value {
    match reading {
        Ok(PageReading { article, .. }) => json!({
            "id": id,
            "text": article.body.text(),
            "title": article.title,
            "byline": article.authors.iter().map(Prose::as_str).collect::<Vec<_>>().join(", "),
            "date": article.published,
        }),
        Err(error) => json!({"id": id, "error": error.to_string()}),
    }
}

/// Unpacks a gzip file with one member (RFC 1952).
fn gunzip(packed: &[u8]) -> anyhow::Result<Vec<u8>> {
    let [0x1f, 0x8b, 8, flags, _, _, _, _, _, _, rest @ ..] = packed else { bail!("no gzip file") };
    // Of what may follow the header, the pages have a name at most.
    let rest = match flags {
        0 => rest,
        8 => rest.splitn(2, |b| *b == 0).nth(1).context("a name without an end")?,
        _ => bail!("a gzip header with more than a name"),
    };
    miniz_oxide::inflate::decompress_to_vec(rest).map_err(|e| anyhow::anyhow!("{e}"))
}
