//! `import` and `export`: subscriptions as OPML, everything as JSON Lines, articles as Markdown.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{BufRead, Read};

use anyhow::anyhow;

use super::args::{Export, ExportFormat, Global, Import};
use super::net::Net;
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::{lines, source};
use crate::app::words;
use crate::desk::outline::{self, Outlined, Trust};
use crate::desk::{self, carried};
use crate::extract::READ_LIMIT_BYTES;
use crate::feed::opml;
use crate::news::query::Query;
use crate::news::{Choices, Problem, Source};
use crate::store::{Shelf, StoreError, Unread};

/// Problems of a list that are said one by one.
const TOLD: usize = 20;

/// Takes in what a file lists. What was left out is named.
pub(super) fn import(
    global: &Global,
    import: &Import,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let mut input = lines::open(&import.file)?;
    let mut net = Net::open(global)?;
    let begin = input.fill_buf().map_err(|cause| lines::unreadable(&import.file, &cause))?;
    if begin.trim_ascii_start().first() == Some(&b'{') {
        return exported(global, import, &mut *input, &mut net, output);
    }
    let mut bytes = Vec::new();
    input
        .take(READ_LIMIT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| lines::unreadable(&import.file, &cause))?;
    anyhow::ensure!(
        bytes.len() <= READ_LIMIT_BYTES,
        "{}: the list is longer than {} MiB; split it",
        source::shown(&import.file),
        READ_LIMIT_BYTES >> 20
    );
    outlines(global, import, &bytes, &mut net, output)
}

/// Lines taken in at once.
const LINES: usize = 500;

/// Takes in the lines of an export.
fn exported(
    global: &Global,
    import: &Import,
    input: &mut dyn BufRead,
    net: &mut Net,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let is_trusted = import.trust && !global.restricted;
    let (mut problems, mut line, mut number) = (Vec::new(), Vec::new(), 0);
    let (mut batch, mut numbers) = (Vec::new(), Vec::new());
    let (mut feeds, mut articles, mut known) = (0, 0, 0);
    let mut goes_on = true;
    while goes_on {
        goes_on = lines::next_line(input, &mut line)
            .map_err(|cause| lines::unreadable(&import.file, &cause))?;
        number += 1;
        if goes_on && !line.trim_ascii().is_empty() {
            let text = String::from_utf8_lossy(&line).into_owned();
            let taken =
                if is_trusted { Some(text) } else { carried::checked(&text, &mut problems) };
            numbers.extend(taken.is_some().then_some(number));
            batch.extend(taken);
        }
        if batch.len() >= LINES || (!goes_on && !batch.is_empty()) {
            let imported = net.library.import(&batch)?;
            feeds += imported.feeds;
            articles += imported.articles;
            known += imported.known;
            let refused = imported.refused.iter().filter_map(|place| numbers.get(*place));
            problems.extend(
                refused.map(|number| Problem::new(format!("line {number} is none of an export"))),
            );
            batch.clear();
            numbers.clear();
        }
    }
    say(&import.file, &problems);
    let parts = [words::count(feeds, "new subscription"), words::count(articles, "new article")];
    output.line(Tone::Plain, &parts.join(", "))?;
    let nothing = feeds + articles + known == 0;
    let left_out = if nothing { Outcome::Failed } else { Outcome::Partly };
    Ok(if problems.is_empty() { Outcome::Done } else { left_out })
}

fn outlines(
    global: &Global,
    import: &Import,
    bytes: &[u8],
    net: &mut Net,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let opml =
        opml::parse(bytes).map_err(|error| anyhow!("{}: {error}", source::shown(&import.file)))?;
    let trust = Trust { local: import.trust && !global.restricted, private: !global.restricted };
    let Outlined { feeds, kept, problems, doubled } = outline::read(&opml, trust);
    let feeds: Vec<(Source, Choices)> =
        feeds.into_iter().map(|feed| (feed.source, feed.choices)).collect();
    let answers = net.library.subscribe_all(&feeds, net.now)?;
    net.library.keep_outline(&outline::joined(&net.shelf.outline()?, &kept))?;
    let new = answers.iter().filter(|(_, is_new)| *is_new).count();
    say(&import.file, &problems);
    let known = match answers.len() - new {
        0 => String::new(),
        known => format!("; {known} known already"),
    };
    let doubled = match doubled {
        0 => String::new(),
        doubled => format!("; {} listed once more", words::count(doubled, "feed")),
    };
    let line = format!("{}{known}{doubled}", words::count(new, "new subscription"));
    output.line(Tone::Plain, &line)?;
    let left_out = if answers.is_empty() { Outcome::Failed } else { Outcome::Partly };
    Ok(if problems.is_empty() { Outcome::Done } else { left_out })
}

fn say(file: &OsStr, problems: &[Problem]) {
    let shown = source::shown(file);
    let mut counted: Vec<(&Problem, usize)> = Vec::new();
    let mut places = HashMap::new();
    for problem in problems {
        let at = *places.entry(problem.as_str()).or_insert(counted.len());
        match counted.get_mut(at) {
            Some((_, count)) => *count += 1,
            None => counted.push((problem, 1)),
        }
    }
    for (problem, count) in counted.iter().take(TOLD) {
        let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
        report::say(&format!("{shown}: {problem}{times}"));
    }
    let more: usize = counted.iter().skip(TOLD).map(|(_, count)| count).sum();
    if more > 0 {
        report::say(&format!("{shown}: and {more} more"));
    }
}

/// Prints what is wanted.
pub(super) fn export(
    global: &Global,
    export: &Export,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let shelf = source::open(global)?.shelf()?;
    let mut unread = Unread::default();
    match export.format {
        ExportFormat::Opml => {
            let written = opml::write(&outline::write(&shelf.feeds()?, &shelf.outline()?));
            output.put(Tone::Plain, &written)?;
        }
        ExportFormat::Jsonl => {
            let mut written = Ok(());
            unread = shelf.export(&mut |line| {
                written = output.json_written(line);
                written.is_ok()
            })?;
            written?;
        }
        ExportFormat::Markdown => {
            let (query, today) = (Query::default(), jiff::Zoned::now().date());
            for id in shelf.ids(&query, today)? {
                let article = match shelf.article(id) {
                    Ok(Some(article)) => article,
                    Ok(None) | Err(StoreError::Damaged { .. }) => {
                        unread.articles.push(id);
                        continue;
                    }
                    Err(error) => return Err(error.into()),
                };
                let facts = desk::facts_of(&article);
                output.put(Tone::Plain, &desk::markdown(&article, &facts))?;
                output.end()?;
            }
        }
    }
    Ok(missing(&shelf, &unread))
}

/// Says what could not be read.
fn missing(shelf: &Shelf, unread: &Unread) -> Outcome {
    let ids: Vec<String> = unread.articles.iter().take(TOLD).map(ToString::to_string).collect();
    let more = if unread.articles.len() > TOLD { ", ..." } else { "" };
    let articles = (!ids.is_empty()).then(|| {
        format!("{} ({}{more})", words::count(unread.articles.len(), "article"), ids.join(", "))
    });
    let others = unread.others.iter().map(|kind| format!("some {kind}"));
    let missing: Vec<String> = articles.into_iter().chain(others).collect();
    if missing.is_empty() {
        return Outcome::Done;
    }
    report::say(&format!(
        "{} is damaged: {} could not be read and are missing; `dateline doctor --fix` puts what can be read into a new one",
        shelf.path().display(),
        missing.join(", "),
    ));
    Outcome::Partly
}
