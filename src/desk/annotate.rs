//! Finds the facts of an article and keeps them.

use jiff::tz::TimeZone;

use crate::facts::{self, Context, ENGINE_VERSION};
use crate::news::{Article, ArticleId, Facts};
use crate::store::{Library, Shelf, StoreError};

/// The facts of an article, found anew.
pub fn facts_of(article: &Article) -> Facts {
    facts_of_text(article.body.text(), &context(article))
}

/// Texts up to this length are searched for facts while a reader waits: a few milliseconds.
const QUICK_BYTES: usize = 32 * 1024;

/// The facts of an article, if they are found so quickly that a reader may wait for them.
pub fn facts_if_quick(article: &Article) -> Option<Facts> {
    (article.body.text().len() <= QUICK_BYTES).then(|| facts_of(article))
}

/// The facts of a text that comes with nothing but what `context` says.
pub fn facts_of_text(text: &str, context: &Context<'_>) -> Facts {
    facts::find(text, context)
}

fn context(article: &Article) -> Context<'_> {
    Context {
        title: Some(&article.title),
        published: article.published.map(|at| at.day(&TimeZone::UTC)),
        country: None,
        language: article.language.as_deref(),
    }
}

/// The facts of a stored article: those that were kept, else found anew and kept where that is possible.
pub fn annotate(
    shelf: &Shelf,
    library: Option<&mut Library>,
    id: ArticleId,
) -> Result<Option<Facts>, StoreError> {
    if let Some(facts) = shelf.facts(id, ENGINE_VERSION)? {
        return Ok(Some(facts));
    }
    let Some(article) = shelf.article(id)? else { return Ok(None) };
    let facts = facts_of(&article);
    if let Some(library) = library {
        library.keep_facts(id, ENGINE_VERSION, &facts)?;
    }
    Ok(Some(facts))
}
