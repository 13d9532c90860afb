//! `facts`: what is in one article, by kind.
//!
//! Many texts at once are the business of `batch`.

use std::ffi::OsStr;
use std::io;

use super::args::{Facts as FactsArguments, Global};
use super::output::{Output, Tone};
use super::report::Outcome;
use super::{source, text};
use crate::app::side::{Group, Item, Side};
use crate::app::words;
use crate::desk;
use crate::facts::wire::{FactsJson, facts_json};
use crate::news::json::article_id;
use crate::news::{Article, Facts};

/// Prints the facts of what an argument names; those of a stored article are kept.
pub(super) fn print(
    global: &Global,
    arguments: &FactsArguments,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let found = find(global, &arguments.target)?;
    if arguments.json {
        print_json(&found, output)?;
    } else {
        for (at, (article, facts)) in found.iter().enumerate() {
            if at > 0 {
                output.line(Tone::Plain, "\n")?;
            }
            print_words(article, facts, output)?;
        }
    }
    Ok(Outcome::Done)
}

fn find(global: &Global, target: &OsStr) -> anyhow::Result<Vec<(Article, Facts)>> {
    let named = source::take(global, target)?;
    let (kept, articles) = (named.facts, named.articles);
    let mut found = Vec::with_capacity(articles.len());
    for (article, _) in articles {
        let facts = match (&kept, article.id) {
            (Some(facts), _) => facts.clone(),
            (None, Some(id)) => source::annotate(global, id)?.unwrap_or_default(),
            (None, None) => desk::facts_of(&article),
        };
        found.push((article, facts));
    }
    Ok(found)
}

/// One article's facts as an object, those of several as an array.
fn print_json(found: &[(Article, Facts)], output: &mut Output) -> io::Result<()> {
    if let [(article, facts)] = found {
        return output.json(&as_json(article, facts));
    }
    let mut array = output.array();
    found.iter().try_for_each(|(article, facts)| array.push(&as_json(article, facts)))?;
    array.end()
}

fn as_json<'a>(article: &'a Article, facts: &'a Facts) -> FactsJson<'a> {
    facts_json(article_id(article), article.published, facts, article.body.text())
}

/// The groups of the facts panel, one below the other.
fn print_words(article: &Article, facts: &Facts, output: &mut Output) -> io::Result<()> {
    let mut side = Side::default();
    side.show(article, Some(facts), |_, _| true);
    output.line(Tone::Strong, &article.title)?;
    for group in Group::ALL {
        let items = || side.items().iter().filter(|item| item.group == group);
        if items().next().is_none() {
            continue;
        }
        output.end()?;
        output.line(Tone::Strong, &heading(group, output.style.plain))?;
        for item in items() {
            print_item(item, output)?;
        }
    }
    Ok(())
}

/// Capitals would be spelled out by a speaking terminal.
fn heading(group: Group, plain: bool) -> String {
    let heading = group.heading();
    if !plain {
        return heading.to_owned();
    }
    let (first, rest) = heading.split_at_checked(1).unwrap_or((heading, ""));
    format!("{first}{}", rest.to_lowercase())
}

fn print_item(item: &Item, output: &mut Output) -> io::Result<()> {
    let mut parts = vec![item.label.clone()];
    parts.extend(item.claim.and_then(words::claim_beside).map(str::to_owned));
    parts.extend(item.below.clone());
    let noted = item.group != Group::Brief && !item.note.is_empty();
    if noted {
        parts.push(item.note.clone());
    } else if item.spans.len() > 1 {
        parts.push(words::count(item.spans.len(), "time"));
    }
    text::hanging("  ", &parts.join(", "), output)
}
