//! `stories split`, `join` and `read`.

use super::super::args::{Global, StoryAction};
use super::super::output::{Output, Tone};
use super::super::report::{self, Outcome};
use super::super::{mark, source};
use crate::desk::{self, Story};
use crate::store::Shelf;

/// Corrects stories, or marks them read. What is unknown is named.
pub(super) fn correct(
    global: &Global,
    action: &StoryAction,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let shelf = source::grouped(global, None)?;
    match action {
        StoryAction::Split { ids } => split(global, &shelf, ids, output),
        StoryAction::Join { stories } => join(global, &shelf, stories, output),
        StoryAction::Read { stories } => read(global, &shelf, stories),
    }
}

fn split(
    global: &Global,
    shelf: &Shelf,
    ids: &[String],
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let (mut library, _) = source::open_for_writing(global)?;
    let known = mark::known(shelf, ids)?;
    let mut failed = ids.len() - known.len();
    for id in known {
        if let Some(story) = desk::split(&mut library, id)? {
            output.line(Tone::Plain, &format!("article {id} is story {story}"))?;
        } else {
            failed += 1;
            report::say(&format!("article {id} stands alone already"));
        }
    }
    Ok(Outcome::of(ids.len(), failed))
}

fn join(
    global: &Global,
    shelf: &Shelf,
    names: &[String],
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let found = named(shelf, names)?;
    if found.len() < names.len() {
        return Ok(Outcome::Failed);
    }
    let (mut library, _) = source::open_for_writing(global)?;
    let stories: Vec<&Story> = found.iter().collect();
    if !desk::join(&mut library, &stories)? {
        report::say(&"these are one story already");
        return Ok(Outcome::Failed);
    }
    let id = found.first().map_or("", |story| story.id.as_str());
    output.line(Tone::Plain, &format!("these are story {id} now"))?;
    Ok(Outcome::Done)
}

fn read(global: &Global, shelf: &Shelf, names: &[String]) -> anyhow::Result<Outcome> {
    let found = named(shelf, names)?;
    let (mut library, _) = source::open_for_writing(global)?;
    for story in &found {
        desk::read_story(&mut library, story)?;
    }
    Ok(Outcome::of(names.len(), names.len() - found.len()))
}

/// The stories of these names; those that are unknown are named.
fn named(shelf: &Shelf, names: &[String]) -> anyhow::Result<Vec<Story>> {
    let mut found = Vec::new();
    for name in names {
        match desk::named_story(shelf, name)? {
            Some(story) => found.push(story),
            None => {
                report::say(&format!("there is no story {name}; `dateline stories` shows them"));
            }
        }
    }
    Ok(found)
}
