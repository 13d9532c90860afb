//! One story: its reports by day, and what the reader puts right in it.

use anyhow::{Context as _, bail};

use super::args::Global;
use super::output::{Output, Tone};
use super::report::Outcome;
use super::source;
use crate::app::words;
use crate::desk::{self, Story};
use crate::news::ArticleId;
use crate::store::{Library, Shelf, StoryKey};

/// Does what the words say: `split ID`, `join A B`, or the name of a story alone.
pub(super) fn print(
    global: &Global,
    words: &[String],
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    match words {
        [verb, id] if verb == "split" => split(global, id, output),
        [verb, rest @ ..] if verb == "join" && rest.len() > 1 => join(global, rest, output),
        [name] if name != "split" && name != "join" => timeline(global, name, output),
        _ => bail!("stories: the name of a story was expected, or split ID, or join A B"),
    }
}

/// The articles that a word names: those of a story, or one by its number.
fn articles(library: &mut Library, shelf: &Shelf, name: &str) -> anyhow::Result<Vec<ArticleId>> {
    if let Some(story) = desk::story(shelf, name)? {
        return Ok(story.articles);
    }
    let unknown = || format!("{name}: there is no such story or article; see `dateline stories`");
    let id = ArticleId(name.parse().with_context(unknown)?);
    desk::group_around(library, shelf, id)?;
    if shelf.story_of(id)?.is_none() {
        bail!("{}", unknown());
    }
    Ok(vec![id])
}

fn split(global: &Global, id: &str, output: &mut Output) -> anyhow::Result<Outcome> {
    let (mut library, shelf) = source::open_for_writing(global)?;
    let ids = articles(&mut library, &shelf, id)?;
    let [id] = ids.as_slice() else { bail!("{id} is a story; name the article to split off") };
    let Some(key) = desk::split_off(&mut library, &shelf, *id)? else {
        bail!("article {id} stands alone; there is nothing to split it off from");
    };
    tell(&shelf, key, output)
}

fn join(global: &Global, names: &[String], output: &mut Output) -> anyhow::Result<Outcome> {
    let (mut library, shelf) = source::open_for_writing(global)?;
    let mut ids = Vec::new();
    for name in names {
        ids.extend(articles(&mut library, &shelf, name)?);
    }
    let key = desk::join(&mut library, &shelf, &ids)?.context("these articles are gone")?;
    tell(&shelf, key, output)
}

fn tell(shelf: &Shelf, key: StoryKey, output: &mut Output) -> anyhow::Result<Outcome> {
    if let Some(story) = desk::story(shelf, &format!("s{}", key.0))? {
        print_timeline(shelf, &story, output)?;
    }
    Ok(Outcome::Done)
}

fn timeline(global: &Global, name: &str, output: &mut Output) -> anyhow::Result<Outcome> {
    let shelf = source::open(global)?.shelf()?;
    let Some(story) = desk::story(&shelf, name)? else {
        bail!("{name}: there is no such story; see `dateline stories`");
    };
    print_timeline(&shelf, &story, output)?;
    Ok(Outcome::Done)
}

/// The headline, then the reports by day.
fn print_timeline(shelf: &Shelf, story: &Story, output: &mut Output) -> anyhow::Result<()> {
    output.put(Tone::Muted, &format!("{}  ", story.id))?;
    output.line(Tone::Strong, &story.title)?;
    let now = jiff::Zoned::now();
    let mut day = String::new();
    for headline in shelf.headlines(&story.articles)? {
        let date = headline.published.map(|at| words::full_date(at, &now));
        let date = date.unwrap_or_else(|| "no date".to_owned());
        let (of_day, time) = date.split_once(", ").unwrap_or((&date, ""));
        if day != of_day {
            of_day.clone_into(&mut day);
            output.line(Tone::Strong, &day)?;
        }
        let source = headline.source.map(|source| format!("{source}: ")).unwrap_or_default();
        output.put(Tone::Muted, &format!("{:>7} {time:>5}  ", headline.id.to_string()))?;
        output.line(Tone::Plain, &format!("{source}{}", headline.title))?;
    }
    Ok(())
}
