//! Finds the facts of an article and keeps them.

use jiff::tz::TimeZone;

use crate::facts::{self, Context, ENGINE_VERSION};
use crate::news::{Article, ArticleId, Facts, Renewal};
pub use crate::store::FoundFacts;
use crate::store::{Library, Outdated, Shelf, StoreError};

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

/// The facts of a stored article as far as they are known, without those the reader has called wrong.
///
/// Where some are wrong and none were kept they are found anew, so that nobody finds the wrong ones.
pub(super) fn known_facts(
    shelf: &Shelf,
    id: ArticleId,
    article: &Article,
) -> Result<Option<Facts>, StoreError> {
    if let Some(facts) = shelf.facts(id, ENGINE_VERSION)? {
        return Ok(Some(facts));
    }
    let wrong = shelf.dismissed(id)?;
    let right = || facts_of(article).without(article.body.text(), &wrong);
    Ok((!wrong.is_empty()).then(right))
}

/// The facts of a stored article without those that are wrong: what was kept, else found anew and kept where that is possible.
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
    // They can be found again: where there is no room for them they are only told.
    match library.map(|it| it.keep_facts(id, ENGINE_VERSION, &facts)) {
        Some(Err(
            error @ (StoreError::Full { .. }
            | StoreError::ReadOnly { .. }
            | StoreError::Locked { .. }),
        )) => {
            log::info!("facts were not kept: {error}");
        }
        Some(Err(error)) => return Err(error),
        _ => {}
    }
    shelf.right_facts(id, facts).map(Some)
}

/// What became of the facts of a stored article since the text of it that was opened before; `None` where there is no such
/// text. Facts that the reader has called wrong neither come nor go.
pub fn renewal(shelf: &Shelf, id: ArticleId) -> Result<Option<Renewal>, StoreError> {
    let (Some(article), Some(before)) = (shelf.article(id)?, shelf.opened_before(id)?) else {
        return Ok(None);
    };
    let then = facts_of(&before).without(before.body.text(), &shelf.dismissed(id)?);
    let now = match shelf.facts(id, ENGINE_VERSION)? {
        Some(facts) => facts,
        None => shelf.right_facts(id, facts_of(&article))?,
    };
    Ok(Some(facts::renewal((before.body.text(), &then), (article.body.text(), &now))))
}

/// Articles whose facts another version of the engine has found, the newest first.
pub fn outdated(shelf: &Shelf) -> Result<Vec<Outdated>, StoreError> {
    shelf.outdated(ENGINE_VERSION)
}

/// The facts of some articles, found anew. Those that are gone are passed over.
pub fn annotated(shelf: &Shelf, pieces: &[Outdated]) -> Result<Vec<FoundFacts>, StoreError> {
    let mut found = Vec::with_capacity(pieces.len());
    for of in pieces {
        if let Some(article) = shelf.article(of.id)? {
            found.push(FoundFacts { of: *of, engine: ENGINE_VERSION, facts: facts_of(&article) });
        }
    }
    Ok(found)
}
