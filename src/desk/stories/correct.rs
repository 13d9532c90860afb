//! Puts right what grouping got wrong. What the reader says stays for good, also when stories are made anew.

use crate::news::ArticleId;
use crate::store::{Correction, Library, Shelf, StoreError, StoryKey};
use crate::story::Signature;

/// One that is so many times as much like an article as like any other of its story goes with it.
const CLEARLY: f32 = 1.5;

/// Takes an article out of its story, into one of its own. Those that are clearly more like it than like the rest go with it.
///
/// Returns its new story; `None` where it stood alone.
pub fn split_off(
    library: &mut Library,
    shelf: &Shelf,
    id: ArticleId,
) -> Result<Option<StoryKey>, StoreError> {
    let Some(key) = shelf.story_of(id)? else { return Ok(None) };
    let members: Vec<ArticleId> =
        shelf.members(key)?.into_iter().map(|member| member.article).collect();
    if members.len() < 2 {
        return Ok(None);
    }
    let moved = with_it(shelf, id, &members)?;
    let stay: Vec<ArticleId> =
        members.iter().copied().filter(|other| !moved.contains(other)).collect();
    let pairs = moved.iter().flat_map(|one| {
        stay.iter().map(|other| Correction { one: *one, other: *other, together: false })
    });
    library.correct(&pairs.collect::<Vec<_>>())?;
    library.move_to_story(&moved, None)
}

/// The article, and those of its story that are more like it than like the others.
fn with_it(
    shelf: &Shelf,
    id: ArticleId,
    members: &[ArticleId],
) -> Result<Vec<ArticleId>, StoreError> {
    let mut signatures = Vec::with_capacity(members.len());
    for member in members {
        if let Some(article) = shelf.article(*member)? {
            let text = article.body.text();
            let signature = Signature::new(&article.title, text, article.published);
            signatures.push((*member, signature));
        }
    }
    let Some((_, own)) = signatures.iter().find(|(member, _)| *member == id) else {
        return Ok(vec![id]);
    };
    let mut moved = vec![id];
    for (member, signature) in signatures.iter().filter(|(member, _)| *member != id) {
        let others = signatures.iter().filter(|(other, _)| other != member && *other != id);
        let nearest = others.map(|(_, other)| other.resemblance(signature)).fold(0.0, f32::max);
        if own.resemblance(signature) > nearest * CLEARLY {
            moved.push(*member);
        }
    }
    // Somebody stays.
    if moved.len() == members.len() {
        moved.truncate(1);
    }
    Ok(moved)
}

/// Makes one story of several articles and all that are told with them. Returns it; `None` where none of them is there.
pub fn join(
    library: &mut Library,
    shelf: &Shelf,
    ids: &[ArticleId],
) -> Result<Option<StoryKey>, StoreError> {
    let mut all: Vec<ArticleId> = Vec::new();
    let mut into: Option<StoryKey> = None;
    for id in ids {
        let Some(key) = shelf.story_of(*id)? else { continue };
        into = Some(into.map_or(key, |into| into.min(key)));
        all.extend(shelf.members(key)?.into_iter().map(|member| member.article));
    }
    let (Some(key), Some(first)) = (into, all.first().copied()) else { return Ok(None) };
    all.dedup();
    let pairs = all.iter().filter(|other| **other != first);
    let pairs: Vec<Correction> =
        pairs.map(|other| Correction { one: first, other: *other, together: true }).collect();
    library.correct(&pairs)?;
    library.move_to_story(&all, Some(key))
}
