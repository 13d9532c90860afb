//! `watch`: what is watched for, and where it was seen.

use serde::Serialize;

use super::args::{Global, Watch as Arguments};
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::source;
use crate::app::words;
use crate::desk::watch::look;
use crate::news::Moment;
use crate::news::watch::{Watch, WatchId};
use crate::store::{Library, Shelf, Watched};

#[derive(Serialize)]
struct WatchJson<'a> {
    id: String,
    watch: String,
    articles: u32,
    unread: u32,
    last: Option<&'a Moment>,
}

/// Begins or stops to watch where that is asked; without anything lists the watches.
pub(super) fn print(
    global: &Global,
    arguments: &Arguments,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let (mut library, shelf) = source::open_for_writing(global)?;
    if arguments.remove {
        return remove(&mut library, &shelf, &arguments.line);
    }
    if !arguments.line.is_empty() {
        library.watch(&Watch::parse(&arguments.line.join(" "))?)?;
    }
    look(&mut library, &shelf, jiff::Zoned::now().date())?;
    list(&shelf.watches()?, arguments.json, output)?;
    Ok(Outcome::Done)
}

/// Gives a watch up, by its number or as it is written.
fn remove(library: &mut Library, shelf: &Shelf, named: &[String]) -> anyhow::Result<Outcome> {
    let named = named.join(" ");
    let watch = Watch::parse(&named).ok();
    let number = named.parse().ok().map(WatchId);
    let is_meant = |w: &Watched| Some(w.id) == number || Some(&w.watch) == watch.as_ref();
    let Some(found) = shelf.watches()?.into_iter().find(is_meant) else {
        report::say(&format!("{named}: nothing like it is watched for; see `dateline watch`"));
        return Ok(Outcome::Failed);
    };
    library.unwatch(found.id)?;
    Ok(Outcome::Done)
}

fn list(watches: &[Watched], json: bool, output: &mut Output) -> anyhow::Result<()> {
    if json {
        let mut array = output.array();
        for watched in watches {
            array.push(&WatchJson {
                id: watched.id.to_string(),
                watch: watched.watch.to_string(),
                articles: watched.articles,
                unread: watched.unread,
                last: watched.last.as_ref(),
            })?;
        }
        return Ok(array.end()?);
    }
    for watched in watches {
        let counts = words::count(watched.articles as usize, "article");
        let line = format!(
            "{}  {}  ({counts}, {} unread; dateline list watch:{})",
            watched.id, watched.watch, watched.unread, watched.id
        );
        output.line(Tone::Plain, &line)?;
    }
    Ok(())
}
