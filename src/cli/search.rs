//! `search`: ranked articles, each with the words around the match.

use serde::Serialize;

use super::args::{Global, Search};
use super::list::Lines;
use super::output::{Output, Tone};
use super::report::Outcome;
use super::source;
use crate::news::Headline;
use crate::news::json::{ArticleJson, article_json};
use crate::store::{Hit, Shelf};

/// Prints what was found, the best match first.
pub(super) fn print(
    global: &Global,
    search: &Search,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let (query, today) = source::query(&search.query)?;
    let desk = source::open(global)?;
    let shelf = desk.shelf()?;
    let hits = shelf.search(&query, today, search.limit)?;
    if search.json {
        print_json(&shelf, &hits, output)?;
        return Ok(Outcome::Done);
    }
    let rows: Vec<Headline> = hits.iter().map(|hit| hit.headline.clone()).collect();
    let mut lines = Lines::new(&rows);
    for hit in &hits {
        lines.print(&hit.headline, output)?;
        output.line(Tone::Muted, &format!("    {}", hit.snippet))?;
    }
    Ok(Outcome::Done)
}

/// An article without its text, and the words around the match.
#[derive(Serialize)]
struct HitJson<'a> {
    #[serde(flatten)]
    article: ArticleJson<'a>,
    snippet: &'a str,
}

fn print_json(shelf: &Shelf, hits: &[Hit], output: &mut Output) -> anyhow::Result<()> {
    let mut array = output.array();
    for hit in hits {
        if let Some(article) = shelf.article(hit.headline.id)? {
            let article = article_json(&article, hit.headline.marks, false);
            array.push(&HitJson { article, snippet: &hit.snippet })?;
        }
    }
    Ok(array.end()?)
}
