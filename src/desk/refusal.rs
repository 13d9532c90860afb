//! What the reader has called "not the same thing" (`news/not_same.rs`): kept, and left out where reports are laid beside each
//! other.

use super::side_by_side::Account;
use crate::news::{ArticleId, NotSame};
use crate::store::{Library, Shelf, StoreError};
use crate::story::compare::{Comparison, Refusal, Standing, Status, Topic};
use crate::text::Prose;

/// Keeps whether a thing, by its key, is not the same.
pub fn refuse(library: &mut Library, key: &str, on: bool) -> Result<(), StoreError> {
    let thing = NotSame::parse(key);
    let Some((first, _)) = thing.as_ref().and_then(|thing| thing.said.first()) else {
        return Ok(());
    };
    library.call_not_same(key, *first, on).map(|_| ())
}

/// What the reader has said of each topic, in their order.
pub fn refusals(
    shelf: &Shelf,
    accounts: &[Account],
    comparison: &Comparison,
) -> Result<Vec<Refusal>, StoreError> {
    comparison.topics.iter().map(|topic| refusal(shelf, accounts, topic)).collect()
}

/// What the reader has said of a topic.
pub(super) fn refusal(
    shelf: &Shelf,
    accounts: &[Account],
    topic: &Topic,
) -> Result<Refusal, StoreError> {
    let Some(key) = key(accounts, topic) else { return Ok(Refusal::default()) };
    let on = shelf.is_not_same(&key)?;
    Ok(Refusal { key: Some(key), on })
}

/// What a topic goes by: its kind, and the first words of each article about it.
fn key(accounts: &[Account], topic: &Topic) -> Option<String> {
    if topic.status == Status::Only {
        return None;
    }
    let said = topic.claims.iter().map(|claim| {
        let article = &accounts.get(claim.article)?.article;
        Some((article.id?, Prose::line(article.body.slice(claim.span)).to_string()))
    });
    let said: Vec<_> = said.collect::<Option<_>>()?;
    Some(NotSame::new(topic.kind, said).key())
}

/// How the facts of one of the articles stand to what the others report, without what was refused.
pub fn standings(
    shelf: &Shelf,
    accounts: &[Account],
    comparison: &Comparison,
    id: ArticleId,
) -> Result<Vec<Standing>, StoreError> {
    let refusals = refusals(shelf, accounts, comparison)?;
    let Some(at) = accounts.iter().position(|account| account.article.id == Some(id)) else {
        return Ok(Vec::new());
    };
    let teller = |account: &Account| {
        account.article.source().unwrap_or_else(|| account.article.title.to_string())
    };
    let tellers: Vec<String> = accounts.iter().map(teller).collect();
    let counts = |topic: usize| refusals.get(topic).is_none_or(|refusal| !refusal.on);
    Ok(comparison.standings(at, &tellers, counts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{accounts, side_by_side};

    #[test]
    fn what_is_refused_stands_beside_no_text_until_it_is_taken_back() {
        let mut library = Library::in_memory("refusals").expect("a store");
        library.sync_samples(&crate::extract::bundled()).expect("a store");
        let shelf = Shelf::in_memory("refusals").expect("a store");
        let both = accounts(&shelf, &[ArticleId(1), ArticleId(2)]).expect("a store");
        let comparison = side_by_side(&both);
        let contradicted = || {
            let found = standings(&shelf, &both, &comparison, ArticleId(1)).expect("a store");
            found.iter().filter(|standing| standing.status == Status::Contradict).count()
        };
        assert!(contradicted() > 0);
        let first = refusals(&shelf, &both, &comparison).expect("a store").swap_remove(0);
        let key = first.key.expect("a key");
        refuse(&mut library, &key, true).expect("a store");
        assert_eq!(contradicted(), 0);
        let turned = accounts(&shelf, &[ArticleId(2), ArticleId(1)]).expect("a store");
        let again = refusals(&shelf, &turned, &side_by_side(&turned)).expect("a store");
        assert!(again.iter().any(|refusal| refusal.on), "the order of the reports is no matter");
        refuse(&mut library, &key, false).expect("a store");
        assert!(contradicted() > 0);
    }
}
