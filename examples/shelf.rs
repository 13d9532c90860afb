//! Times what a reader waits for, on a store that is there: `cargo run --release --example shelf -- DIR`.
//!
//! Each line is one question, asked once in this process; run it several times and take the median. `--mark` also
//! stars and unstars articles of the store, to time commits. See `fill` for a store to try it on.

use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use dateline::news::query::Query;
use dateline::news::{ArticleId, Mark};
use dateline::store::{Library, MarkChange, Shelf};
use jiff::civil::{Date, date};

const TODAY: Date = date(2024, 6, 20);
const PAGE: usize = 60;
const COMMITS: u32 = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let answer = match arguments.as_slice() {
        [dir] => read(Path::new(dir)),
        [dir, flag] if flag == "--mark" => read(Path::new(dir)).and_then(|()| mark(Path::new(dir))),
        _ => Err(anyhow::anyhow!("usage: shelf DIR [--mark]")),
    };
    match answer {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does something and tells how long it took.
fn time<T>(what: impl Display, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let answer = work();
    println!("{:>9.3} ms  {what}", begun.elapsed().as_secs_f64() * 1e3);
    answer
}

fn read(dir: &Path) -> anyhow::Result<()> {
    let all = Query::default();
    let shelf = time("open", || Shelf::open(dir))?;
    let page = time("first page", || shelf.first(&all, TODAY, PAGE))?;
    let counts = time("counts", || shelf.counts())?;
    println!("              {} articles, {} in memory before anything else", counts.all, memory());
    let newest = page.first().context("the store is empty")?.id;
    time("article", || shelf.article(newest))?;
    for text in ["is:unread", "is:starred", "harbour outlet:tide", "after:7d"] {
        let query = Query::parse(text, TODAY)?;
        time(format_args!("first page of {text}"), || shelf.first(&query, TODAY, PAGE))?;
    }
    let ids = time("ids", || shelf.ids(&all, TODAY))?;
    let window = ids.get(..ids.len().min(500)).unwrap_or_default();
    time("headlines of 500", || shelf.headlines(window))?;
    for text in ["sort:title", "sort:outlet", "outlet:tide"] {
        let query = Query::parse(text, TODAY)?;
        time(format_args!("ids of {text}"), || shelf.ids(&query, TODAY))?;
    }
    for text in [
        "census",
        "\"night train\"",
        "title:\"cup final\"",
        "lindq*",
        "said harbour",
        "is:unread census",
    ] {
        let query = Query::parse(text, TODAY)?;
        time(format_args!("search {text}"), || shelf.search(&query, TODAY, 50))?;
    }
    time("outlets", || shelf.outlets())?;
    let mut bytes = 0;
    time("titles", || shelf.titles(&all, TODAY, &mut |_, _, title| bytes += title.len()))?;
    println!("              {bytes} bytes of titles, {} in memory at last", memory());
    Ok(())
}

fn mark(dir: &Path) -> anyhow::Result<()> {
    let mut library = time("open for writing", || Library::open(dir))?;
    time(format_args!("{COMMITS} marks, a commit each"), || {
        (0..COMMITS).try_for_each(|step| {
            let id = ArticleId(i64::from(step) + 1);
            library.mark(&[MarkChange { id, mark: Mark::Starred, on: true }]).map(drop)
        })
    })?;
    let unread = Query::parse("is:unread", TODAY)?;
    time("mark all read", || library.mark_matching(&unread, TODAY, Mark::Read, true))?;
    time("undo", || library.undo())?;
    let starred = Query::parse("is:starred", TODAY)?;
    time("unstar", || library.mark_matching(&starred, TODAY, Mark::Starred, false))?;
    Ok(())
}

/// Resident memory and its peak, as the system counts them.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    format!("{} (peak {})", line("VmRSS:").unwrap_or("?"), line("VmHWM:").unwrap_or("?"))
}
