//! `stories`: which articles report one event.

mod correct;
mod timeline;

use std::ffi::OsStr;

use jiff::civil::Date;
use jiff::{SignedDuration, Zoned};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::args::{Global, Stories};
use super::output::{Output, Tone};
use super::report::{Outcome, Usage};
use super::{lines, source};
use crate::desk::{self, Story};
use crate::news::{ArticleId, Moment};
use crate::story::{Grouper, Signature};
use crate::text::Prose;

/// Prints the stored stories, or groups the articles of a file.
pub(super) fn print(
    global: &Global,
    arguments: &Stories,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    if let Some(name) = &arguments.jsonl {
        return group(name, output);
    }
    if let Some(action) = &arguments.action {
        return correct::correct(global, action, output);
    }
    let (since, today) = since(arguments.since.as_deref())?;
    let shelf = source::grouped(global, since)?;
    if let Some(name) = &arguments.story {
        return timeline::print(&shelf, name, arguments.json, output);
    }
    let stories = desk::stories(&shelf, since, today)?;
    if arguments.json {
        let mut array = output.array();
        stories.iter().try_for_each(|story| array.push(&StoryJson::from(story)))?;
        array.end()?;
    } else {
        for story in &stories {
            print_story(story, output)?;
        }
    }
    Ok(Outcome::Done)
}

/// The moment that `--since` names, and the day it is.
pub(in crate::cli) fn since(text: Option<&str>) -> anyhow::Result<(Option<Moment>, Date)> {
    let now = Zoned::now();
    let Some(text) = text else { return Ok((None, now.date())) };
    let wrong =
        || Usage(format!("--since {text}: a time was expected, such as 24h, 7d or 2024-06-20"));
    let moment = match span(text) {
        Some(span) => {
            let at = now.timestamp().checked_sub(span).map_err(|_too_long| wrong())?;
            Moment::from_second(at.as_second())
        }
        None => Moment::parse(text),
    };
    Ok((Some(moment.ok_or_else(wrong)?), now.date()))
}

/// `24h`, `7d`, `2w`.
fn span(text: &str) -> Option<SignedDuration> {
    let unit = text.chars().last()?;
    let hours = match unit {
        'h' => 1,
        'd' => 24,
        'w' => 24 * 7,
        _ => return None,
    };
    let number: i64 = text.strip_suffix(unit)?.parse().ok().filter(|number| *number >= 0)?;
    Some(SignedDuration::from_hours(number.checked_mul(hours).filter(|hours| *hours < 10_000_000)?))
}

/// One line: outlets and unread ones, the headline, where to find it.
fn print_story(story: &Story, output: &mut Output) -> anyhow::Result<()> {
    let outlets = match story.outlets.len() {
        1 => "1 outlet".to_owned(),
        count => format!("{count} outlets"),
    };
    output.put(Tone::Muted, &format!("{:>6}  {outlets:<11}", story.id))?;
    output.put(Tone::Strong, &format!("  {}", story.title))?;
    let unread =
        if story.unread > 0 { format!("  {} unread", story.unread) } else { String::new() };
    output.line(Tone::Muted, &unread)?;
    Ok(())
}

/// A story as the contract has it.
#[derive(Serialize)]
pub(in crate::cli) struct StoryJson<'a> {
    id: &'a str,
    title: &'a str,
    outlets: Vec<&'a str>,
    articles: Vec<String>,
    first: Option<Moment>,
    last: Option<Moment>,
    unread: usize,
}

impl<'a> From<&'a Story> for StoryJson<'a> {
    fn from(story: &'a Story) -> Self {
        Self {
            id: &story.id,
            title: &story.title,
            outlets: story.named.iter().map(Prose::as_str).collect(),
            articles: story.articles.iter().map(ArticleId::to_string).collect(),
            first: story.first,
            last: story.last,
            unread: story.unread,
        }
    }
}

/// Groups the articles of a file and prints the story of each, once all are read: a later one may join two stories.
fn group(name: &OsStr, output: &mut Output) -> anyhow::Result<Outcome> {
    let mut grouper = Grouper::new();
    let mut ids = Vec::new();
    let outcome = lines::each(name, |line: Line| {
        grouper.add(line.signature());
        ids.push(line.id);
        Ok(())
    })?;
    for (article, id) in (0..).zip(ids) {
        let story = grouper.story(article).0.to_string();
        output.json_line(&Grouped { id, story })?;
    }
    Ok(outcome)
}

/// One line of input. All other fields are ignored.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Json,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    published: Option<String>,
}

impl Line {
    fn signature(&self) -> Signature {
        let (title, text) = (self.title.as_deref(), self.text.as_deref());
        let published = self.published.as_deref().and_then(Moment::parse);
        Signature::new(title.unwrap_or_default(), text.unwrap_or_default(), published)
    }
}

/// One line of output.
#[derive(Serialize)]
struct Grouped {
    id: Json,
    story: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read() {
        assert_eq!(span("24h"), Some(SignedDuration::from_hours(24)));
        assert_eq!(span("2w"), Some(SignedDuration::from_hours(336)));
        for text in ["", "h", "-1h", "3", "1y", "99999999999999999999d", "9999999999999999d"] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
