//! Hands an article to a program of the reader's: pipes get it as Markdown, bookmark commands as JSON.

use super::program::{self, Limits, Permit, ProgramError, Values};
use super::{facts_of, find, markdown};
use crate::news::ArticleId;
use crate::news::json::article_json;
use crate::store::{Shelf, StoreError};
use crate::text::Prose;

/// What a program gets on its standard input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// The text with its facts and source.
    Markdown,
    /// All of it, as `show --json` prints it.
    Json,
}

/// Why an article was not handed over.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HandError {
    /// The program was not started, or failed.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// The article could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Starts a program with an article on its standard input. Returns the first line it wrote; `None` where there is no
/// such article.
///
/// `{url}`, `{title}`, `{outlet}`, `{feed}` and `{id}` in its arguments are filled in; without them a bookmark command
/// gets the address as its last argument.
pub fn hand(
    shelf: &Shelf,
    permit: Permit,
    words: &[String],
    as_what: Handed,
    id: ArticleId,
) -> Result<Option<Prose>, HandError> {
    permit.check(words)?;
    let Some(found) = find(shelf, id)? else { return Ok(None) };
    let article = &found.article;
    let url = article.link.as_ref().map_or("", |link| link.as_str());
    let (source, feed) = (article.source().unwrap_or_default(), article.feed.as_deref());
    let number = id.to_string();
    let values = [
        ("url", url),
        ("title", &*article.title),
        ("outlet", &*source),
        ("feed", feed.unwrap_or_default()),
        ("id", &*number),
    ];
    let last = (as_what == Handed::Json && !url.is_empty()).then_some(url);
    let filled = Values(&values).fill(words, last);
    let input = match as_what {
        Handed::Json => {
            serde_json::to_vec(&article_json(article, found.marks, true)).unwrap_or_default()
        }
        Handed::Markdown => {
            let facts = found.facts.clone().unwrap_or_else(|| facts_of(article));
            markdown(article, &facts).into_bytes()
        }
    };
    let output = program::run(permit, &filled, &input, &Limits::HOOK)?;
    let said = String::from_utf8_lossy(&output);
    Ok(Some(Prose::line(said.lines().next().unwrap_or_default()).cut(LONGEST_SAID)))
}

/// Tells the program of the settings about new articles: they are on its standard input, one a line, as JSON.
///
/// Where programs are off nothing is said: a hook that is not allowed is not meant yet.
pub fn tell_new(
    shelf: &Shelf,
    permit: Permit,
    words: &[String],
    new: &[ArticleId],
) -> Result<(), HandError> {
    if permit.check(words).is_err() {
        log::info!("hook_new was not started: programs are off");
        return Ok(());
    }
    let mut input = Vec::new();
    for id in new {
        let Some(found) = find(shelf, *id)? else { continue };
        if let Ok(mut line) = serde_json::to_vec(&article_json(&found.article, found.marks, true)) {
            input.append(&mut line);
            input.push(b'\n');
        }
    }
    program::run(permit, words, &input, &Limits::HOOK)?;
    Ok(())
}

/// More of what a program said does not fit on the row it is shown in (bytes).
const LONGEST_SAID: usize = 200;
