//! `open` without a screen: the articles of files and addresses as JSON, or as text.

use std::io;

use super::args::{Global, Open};
use super::output::Output;
use super::report::{self, Outcome};
use super::{source, text};
use crate::news::json::article_json;
use crate::news::{Article, Marks};

/// Prints the articles of all files that can be read; the others are named.
pub(super) fn print(global: &Global, open: &Open, output: &mut Output) -> anyhow::Result<Outcome> {
    let (mut articles, mut failed) = (Vec::new(), 0);
    for name in &open.files {
        match source::take_named(global, name).map(|taken| source::told(name, taken)) {
            Ok(taken) => articles.extend(taken),
            Err(error) => {
                report::say(&error);
                failed += 1;
            }
        }
    }
    let outcome = Outcome::of(open.files.len(), failed);
    if outcome != Outcome::Failed {
        if open.json {
            print_json(&articles, open.files.len() > 1, output)?;
        } else {
            text::articles(&articles, output)?;
        }
    }
    Ok(outcome)
}

/// One article as an object; several, or what several files gave, as an array.
pub(super) fn print_json(articles: &[Article], many: bool, output: &mut Output) -> io::Result<()> {
    match articles {
        [article] if !many => output.json(&article_json(article, Marks::default(), true)),
        _ => {
            let mut array = output.array();
            for article in articles {
                array.push(&article_json(article, Marks::default(), true))?;
            }
            array.end()
        }
    }
}
