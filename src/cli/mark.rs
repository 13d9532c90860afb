//! `mark`, `undo` and `sample`: what a script may change.

use super::args::{Global, Mark as MarkArguments, MarkAction, Switch};
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::source;
use crate::news::{ArticleId, Mark};
use crate::store::{FeedChange, MarkChange, TagChange};

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
    let mut changes = Vec::new();
    for argument in &arguments.ids {
        let id = source::id(argument);
        let is_known = id.map(|id| shelf.marks(id)).transpose()?.flatten().is_some();
        match id.filter(|_| is_known) {
            Some(id) => changes.push(MarkChange { id, mark, on }),
            None => report::say(&format!(
                "there is no article {argument}; `dateline list` shows the ids"
            )),
        }
    }
    library.mark(&changes)?;
    Ok(Outcome::of(arguments.ids.len(), arguments.ids.len() - changes.len()))
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

/// Shows the bundled articles, or puts them aside.
pub(super) fn sample(global: &Global, state: Switch) -> anyhow::Result<Outcome> {
    let (mut library, _) = source::open_for_writing(global)?;
    library.show_samples(state == Switch::On)?;
    Ok(Outcome::Done)
}
