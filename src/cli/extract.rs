//! `extract`: the article in a page, as JSON, as its text alone, or as it is read.

use super::args::{Extract, Global};
use super::open;
use super::output::{Output, Tone};
use super::report::Outcome;
use super::{source, text};

/// Prints the article in a page.
pub(super) fn print(
    global: &Global,
    extract: &Extract,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let base = extract.url.as_deref().map(source::base).transpose()?;
    let articles = source::take_page(global, &extract.page, base.as_ref())?;
    if extract.json {
        open::print_json(&articles, false, output)?;
    } else if extract.text {
        articles.iter().try_for_each(|a| output.line(Tone::Plain, a.body.text()))?;
    } else {
        text::articles(&articles, output)?;
    }
    Ok(Outcome::Done)
}
