//! `show --versions` and `show --diff`: what an article has said, and what its last change was.

use std::io;

use serde::Serialize;

use super::args::{Global, Show};
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::{source, text};
use crate::desk;
use crate::news::json::{ArticleJson, article_json};
use crate::news::{Article, Marks, Moment, Revision};
use crate::store::Version;

/// An article as it was, and when that came in.
#[derive(Serialize)]
struct VersionJson<'a> {
    version: u32,
    seen: Option<Moment>,
    #[serde(flatten)]
    article: ArticleJson<'a>,
}

/// Prints the texts of a stored article.
pub(super) fn print(global: &Global, show: &Show, output: &mut Output) -> anyhow::Result<Outcome> {
    let id = source::stored(&show.target)?;
    let shelf = source::open(global)?.shelf()?;
    let Some(found) = desk::find(&shelf, id)? else {
        report::say(&format!("there is no article {id}; `dateline list` shows the ids"));
        return Ok(Outcome::Failed);
    };
    let versions = shelf.versions(id)?;
    if show.diff {
        return diff(&versions, &found.article, output);
    }
    if show.form.json {
        print_json(&versions, &found.article, found.marks, output)?;
    } else {
        print_text(versions, &found.article, output)?;
    }
    Ok(Outcome::Done)
}

fn diff(versions: &[Version], now: &Article, output: &mut Output) -> anyhow::Result<Outcome> {
    let Some(before) = versions.last() else {
        report::say(&"it has not changed since it came in");
        return Ok(Outcome::Failed);
    };
    text::article(&Revision::between(&before.article, now).article, output)?;
    Ok(Outcome::Done)
}

fn print_json(
    versions: &[Version],
    now: &Article,
    marks: Marks,
    output: &mut Output,
) -> io::Result<()> {
    let mut array = output.array();
    for Version { number, seen, article } in versions {
        let article = article_json(article, marks, true);
        array.push(&VersionJson { version: *number, seen: Some(*seen), article })?;
    }
    let number = versions.last().map_or(1, |last| last.number + 1);
    let article = article_json(now, marks, true);
    array.push(&VersionJson { version: number, seen: None, article })?;
    array.end()
}

fn print_text(versions: Vec<Version>, now: &Article, output: &mut Output) -> io::Result<()> {
    for Version { number, seen, article } in versions {
        output.line(Tone::Strong, &format!("Version {number}, of {seen}"))?;
        text::article(&article, output)?;
        output.line(Tone::Plain, "\n")?;
    }
    output.line(Tone::Strong, "As it is now")?;
    text::article(now, output)
}
