//! `mark`, `undo` and `sample`: what a script may change.

use super::args::{Global, Mark as MarkArguments, MarkAction, Switch, Tag};
use super::output::{Output, Tone};
use super::report::{self, Outcome, Usage};
use super::{screen, source};
use crate::config::load;
use crate::desk;
use crate::news::{ArticleId, Mark};
use crate::store::{FeedChange, MarkChange, Shelf, StoryMove, TagChange};
use crate::text::Prose;

impl MarkAction {
    /// The mark, and whether it is set.
    fn change(self) -> (Mark, bool) {
        match self {
            Self::Read => (Mark::Read, true),
            Self::Unread => (Mark::Read, false),
            Self::Star => (Mark::Starred, true),
            Self::Unstar => (Mark::Starred, false),
            Self::Later => (Mark::Later, true),
            Self::Unlater => (Mark::Later, false),
        }
    }
}

/// Marks articles, all in one step of `undo`. Ids that are unknown are named.
pub(super) fn mark(global: &Global, arguments: &MarkArguments) -> anyhow::Result<Outcome> {
    let (mut library, shelf) = source::open_for_writing(global)?;
    let (mark, on) = arguments.action.change();
    let known = known(&shelf, &arguments.ids)?;
    let changes: Vec<_> = known.into_iter().map(|id| MarkChange { id, mark, on }).collect();
    let unknown = arguments.ids.len() - changes.len();
    let fold = load(&screen::paths(global)?.config, &screen::is_command).settings.fold_duplicates;
    let changes = if fold { desk::with_copies(&shelf, changes)? } else { changes };
    library.mark(&changes)?;
    Ok(Outcome::of(arguments.ids.len(), unknown))
}

/// Takes the last marks back, whichever program set them, and says which.
pub(super) fn undo(global: &Global, output: &mut Output) -> anyhow::Result<Outcome> {
    let (mut library, _) = source::open_for_writing(global)?;
    let Some(step) = library.undo()? else {
        report::say(&"there is nothing to undo");
        return Ok(Outcome::Failed);
    };
    for MarkChange { id, mark, on } in step.marks {
        output.line(Tone::Plain, &sentence(id, mark, on))?;
    }
    for TagChange { id, tag, on } in step.tags {
        let state = if on { "has" } else { "no longer has" };
        output.line(Tone::Plain, &format!("article {id} {state} the tag {tag} again"))?;
    }
    for FeedChange { feed, on } in step.feeds {
        let state = if on { "subscribed to" } else { "given up" };
        output.line(Tone::Plain, &format!("feed {feed} is {state} again"))?;
    }
    for StoryMove { id, to, .. } in step.moves {
        output.line(Tone::Plain, &format!("article {id} is in story s{to} again"))?;
    }
    Ok(Outcome::Done)
}

/// What an article is after a change.
fn sentence(id: ArticleId, mark: Mark, on: bool) -> String {
    let state = match (mark, on) {
        (Mark::Read, true) => "read",
        (Mark::Read, false) => "unread",
        (Mark::Starred, true) => "starred",
        (Mark::Starred, false) => "not starred",
        (Mark::Later, true) => "to be read later",
        (Mark::Later, false) => "not to be read later",
        (Mark::Hidden, true) => "hidden",
        (Mark::Hidden, false) => "not hidden",
    };
    format!("article {id} is {state} again")
}

/// Gives articles a tag, or takes it off them, all in one step of `undo`. Ids that are unknown are named.
pub(super) fn tag(global: &Global, arguments: &Tag) -> anyhow::Result<Outcome> {
    let tag = Prose::line(&arguments.name);
    if tag.is_empty() {
        return Err(Usage("a tag needs a name".to_owned()).into());
    }
    let (mut library, shelf) = source::open_for_writing(global)?;
    let known = known(&shelf, &arguments.ids)?;
    library.tag(&known, &tag, !arguments.remove)?;
    Ok(Outcome::of(arguments.ids.len(), arguments.ids.len() - known.len()))
}

/// The ids among arguments; those that are unknown are named.
pub(super) fn known(shelf: &Shelf, arguments: &[String]) -> anyhow::Result<Vec<ArticleId>> {
    let mut known = Vec::new();
    for argument in arguments {
        let id = source::id(argument);
        let is_known = id.map(|id| shelf.marks(id)).transpose()?.flatten().is_some();
        match id.filter(|_| is_known) {
            Some(id) => known.push(id),
            None => report::say(&format!(
                "there is no article {argument}; `dateline list` shows the ids"
            )),
        }
    }
    Ok(known)
}

/// Shows the bundled articles, or puts them aside.
pub(super) fn sample(global: &Global, state: Switch) -> anyhow::Result<Outcome> {
    let (mut library, _) = source::open_for_writing(global)?;
    library.show_samples(state == Switch::On)?;
    Ok(Outcome::Done)
}
