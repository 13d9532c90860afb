//! Puts what came in to its stories, in pieces, the newest first.
//!
//! Each piece reads what the stories of its days are recognised by, groups, and is written in one short transaction: whoever
//! stops in the middle, or is killed, goes on with the next piece.

mod piece;

use std::ops::{ControlFlow, RangeInclusive};

use self::piece::{Piece, Waiting};
use crate::news::{ArticleId, Moment};
use crate::store::{Filing, Library, Shelf, StoreError};
use crate::story::{ENGINE_VERSION, LASTS_DAYS};

/// Articles of a piece.
const PIECE: usize = 256;
/// Seconds.
const DAY: f32 = 86_400.0;
/// All there are.
const EVER: RangeInclusive<i64> = i64::MIN..=i64::MAX;
/// How often a piece is begun anew because somebody else has changed stories meanwhile.
const TRIES: usize = 5;

/// What came of grouping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouped {
    /// How many articles have found their story.
    pub articles: usize,
    /// Copies of what was read that are read now, too.
    pub read: Vec<ArticleId>,
}

/// Groups what waits, or what of it came at a moment or later, piece by piece, until `go_on` says no.
///
/// With `fold`, copies of what was read come in as read.
pub fn group(
    library: &mut Library,
    since: Option<Moment>,
    fold: bool,
    go_on: &mut dyn FnMut(&Grouped) -> ControlFlow<()>,
) -> Result<Grouped, StoreError> {
    let from = since.map_or(i64::MIN, Moment::second);
    group_within(library, &(from..=i64::MAX), &EVER, fold, go_on)
}

/// Groups what waits of the days around an article, old as it may be: whoever asks for its story waits for no more than that.
pub fn group_around(
    library: &mut Library,
    article: ArticleId,
    fold: bool,
) -> Result<Grouped, StoreError> {
    let Some(at) = library.filed_at(article)? else { return Ok(Grouped::default()) };
    let around = at.saturating_sub(reach())..=at.saturating_add(reach());
    group_within(library, &around, &around, fold, &mut |_| ControlFlow::Continue(()))
}

/// Whether an article waits for its story.
pub fn waits(shelf: &Shelf, article: ArticleId) -> Result<bool, StoreError> {
    shelf.waits_for_story(article)
}

/// How far apart the reports of a story lie at most (seconds), and a little more.
fn reach() -> i64 {
    (LASTS_DAYS * DAY) as i64 + 1_000
}

/// Groups as long as something waits that came at some moments, pieces of what came at other ones.
fn group_within(
    library: &mut Library,
    wanted: &RangeInclusive<i64>,
    moments: &RangeInclusive<i64>,
    fold: bool,
    go_on: &mut dyn FnMut(&Grouped) -> ControlFlow<()>,
) -> Result<Grouped, StoreError> {
    library.regroup(ENGINE_VERSION)?;
    let mut all = Grouped::default();
    let mut tries = 0;
    while library.waits_within(wanted)? {
        match piece(library, moments, fold)? {
            Some(grouped) => {
                tries = 0;
                all.articles += grouped.articles;
                all.read.extend(&grouped.read);
                if go_on(&grouped).is_break() {
                    return Ok(all);
                }
            }
            None if tries == TRIES => return Ok(all),
            None => tries += 1,
        }
    }
    if all.articles > 0 {
        library.forget_signatures(reach())?;
    }
    Ok(all)
}

/// Groups the newest articles that wait from some moments. `None` where stories were changed meanwhile.
fn piece(
    library: &mut Library,
    moments: &RangeInclusive<i64>,
    fold: bool,
) -> Result<Option<Grouped>, StoreError> {
    let serial = library.story_serial()?;
    let (waiting, in_vain) = library.ungrouped(ENGINE_VERSION, moments, PIECE, Waiting::read)?;
    let count = waiting.len();
    let done = waiting.iter().map(|waiting| (waiting.one.at, waiting.one.id)).chain(in_vain);
    let mut filing =
        Filing { engine: ENGINE_VERSION, serial, fold, done: done.collect(), ..Filing::default() };
    if !waiting.is_empty() {
        Piece::begin(library, &waiting)?.group(library, waiting, &mut filing)?;
    }
    let filed = library.file(&filing)?;
    Ok(filed.map(|read| Grouped { articles: count, read }))
}

#[cfg(test)]
mod kept;
#[cfg(test)]
mod tests;
