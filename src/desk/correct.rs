//! What the reader does with whole stories: splits an article off, joins stories, reads all of one.

use super::stories::{Story, story};
use crate::news::{ArticleId, Mark};
use crate::store::{Library, MarkChange, Shelf, StoreError};

/// Makes a story of its own of an article (and its copies), for good. Returns what it goes by; `None` where it stands alone
/// already.
pub fn split(library: &mut Library, article: ArticleId) -> Result<Option<String>, StoreError> {
    Ok(library.split_story(article)?.map(|story| format!("s{story}")))
}

/// Makes one story of several, for good. It goes by the name of the first. Whether anything has changed.
pub fn join(library: &mut Library, stories: &[&Story]) -> Result<bool, StoreError> {
    let numbers: Vec<u32> =
        stories.iter().filter_map(|story| story.id.strip_prefix('s')?.parse().ok()).collect();
    library.join_stories(&numbers)
}

/// Makes one story of those that some articles are in, for good. Whether anything has changed.
pub fn join_articles(
    library: &mut Library,
    shelf: &Shelf,
    articles: &[ArticleId],
) -> Result<bool, StoreError> {
    let mut stories: Vec<Story> = Vec::new();
    for article in articles {
        let found = super::story_of(shelf, *article)?;
        stories.extend(found.filter(|one| stories.iter().all(|other| other.id != one.id)));
    }
    join(library, &stories.iter().collect::<Vec<_>>())
}

/// Marks every article of a story read, in one step of `undo`. Returns the changes that were asked for.
pub fn read_story(library: &mut Library, story: &Story) -> Result<Vec<MarkChange>, StoreError> {
    let read = |id: &ArticleId| MarkChange { id: *id, mark: Mark::Read, on: true };
    let changes: Vec<MarkChange> = story.articles.iter().map(read).collect();
    library.mark(&changes)?;
    Ok(changes)
}

/// The story that a name means: that of a story (`s12`), or of an article (`34`).
pub fn named(shelf: &Shelf, name: &str) -> Result<Option<Story>, StoreError> {
    match name.parse().map(ArticleId) {
        Ok(article) => super::story_of(shelf, article),
        Err(_) => story(shelf, name),
    }
}
