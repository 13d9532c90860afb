//! `show`: one article, in the form that is asked for.

use std::io;

use super::args::{Global, Show};
use super::output::{Output, Tone};
use super::report::Outcome;
use super::source::{self, Named};
use super::{text, versions};
use crate::desk;
use crate::news::json::article_json;

/// Prints what an argument names; a file may hold several articles.
pub(super) fn print(global: &Global, show: &Show, output: &mut Output) -> anyhow::Result<Outcome> {
    if show.versions || show.diff {
        return versions::print(global, show, output);
    }
    let named = source::take(global, &show.target)?;
    let form = &show.form;
    if form.json {
        print_json(&named, output)?;
    } else if form.markdown {
        print_markdown(&named, output)?;
    } else if form.debris {
        let lines = named.articles.iter().flat_map(|(article, _)| &article.debris);
        lines.into_iter().try_for_each(|line| output.line(Tone::Plain, line))?;
    } else {
        print_text(global, &named, output)?;
    }
    Ok(Outcome::Done)
}

fn print_text(global: &Global, named: &Named, output: &mut Output) -> anyhow::Result<()> {
    // Only what is stored has come in at some time.
    if let [(article, _)] = named.articles.as_slice()
        && let Some(id) = article.id
    {
        let came = source::open(global)?.shelf()?.past(id)?.came;
        return Ok(text::arrived(article, came, output)?);
    }
    let articles: Vec<_> = named.articles.iter().map(|(article, _)| article.clone()).collect();
    Ok(text::articles(&articles, output)?)
}

/// One article as an object, several as an array.
fn print_json(named: &Named, output: &mut Output) -> io::Result<()> {
    if let [(article, marks)] = named.articles.as_slice() {
        return output.json(&article_json(article, *marks, true));
    }
    let mut array = output.array();
    for (article, marks) in &named.articles {
        array.push(&article_json(article, *marks, true))?;
    }
    array.end()
}

fn print_markdown(named: &Named, output: &mut Output) -> io::Result<()> {
    for (article, _) in &named.articles {
        let facts = named.facts.clone().unwrap_or_else(|| desk::facts_of(article));
        output.put(Tone::Plain, &desk::markdown(article, &facts))?;
    }
    Ok(())
}
