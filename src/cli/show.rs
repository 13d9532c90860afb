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
        let articles: Vec<_> = named.articles.into_iter().map(|(article, _)| article).collect();
        text::articles(&articles, output)?;
    }
    Ok(Outcome::Done)
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
