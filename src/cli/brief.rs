//! `brief`: the digest, as text, Markdown or JSON.

use std::io;

use serde::Serialize;

use super::args::{Brief, Global};
use super::output::{Output, Tone};
use super::report::Outcome;
use super::source;
use super::stories::{StoryJson, since};
use crate::desk::{self, Contradiction, Told};
use crate::text::Prose;

/// Prints what is new, as much of it as the minutes allow.
pub(super) fn print(
    global: &Global,
    arguments: &Brief,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let (since, today) = since(arguments.since.as_deref())?;
    let shelf = source::grouped(global, since)?;
    let told = desk::brief(&shelf, since, today, arguments.minutes)?;
    if arguments.json {
        let stories = told.iter().map(ToldJson::from).collect();
        output.json(&BriefJson { minutes: arguments.minutes, stories })?;
    } else {
        for (at, story) in told.iter().enumerate() {
            if at > 0 {
                output.end()?;
            }
            if arguments.markdown {
                print_markdown(story, output)?;
            } else {
                print_words(story, output)?;
            }
        }
    }
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct BriefJson<'a> {
    minutes: u32,
    stories: Vec<ToldJson<'a>>,
}

#[derive(Serialize)]
struct ToldJson<'a> {
    #[serde(flatten)]
    story: StoryJson<'a>,
    sentences: Vec<SentenceJson<'a>>,
    agreed: &'a [String],
    contradictions: Vec<ContradictionJson<'a>>,
}

#[derive(Serialize)]
struct SentenceJson<'a> {
    article: String,
    text: &'a str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct ContradictionJson<'a> {
    topic: &'a str,
    why: &'a str,
}

impl<'a> From<&'a Told> for ToldJson<'a> {
    fn from(told: &'a Told) -> Self {
        let sentences = told.sentences.iter().map(|sentence| SentenceJson {
            article: sentence.article.to_string(),
            text: &sentence.text,
            start: sentence.span.start,
            end: sentence.span.end,
        });
        let contradictions = told
            .contradictions
            .iter()
            .map(|found| ContradictionJson { topic: &found.topic.title, why: &found.topic.why });
        Self {
            story: StoryJson::from(&told.story),
            sentences: sentences.collect(),
            agreed: &told.agreed,
            contradictions: contradictions.collect(),
        }
    }
}

fn outlets(told: &Told) -> String {
    told.story.outlets.iter().map(Prose::as_str).collect::<Vec<_>>().join(", ")
}

fn print_words(told: &Told, output: &mut Output) -> io::Result<()> {
    output.line(Tone::Strong, &told.story.title)?;
    output.line(Tone::Muted, &format!("{}  {}", told.story.id, outlets(told)))?;
    for sentence in &told.sentences {
        output.line(Tone::Plain, &format!("  {}", sentence.text))?;
    }
    for Contradiction { topic, .. } in &told.contradictions {
        output.line(Tone::Strong, &format!("  ! {}: {}", topic.title, topic.why))?;
    }
    if !told.agreed.is_empty() {
        output.line(Tone::Muted, &format!("  Agreed: {}", told.agreed.join("; ")))?;
    }
    Ok(())
}

fn print_markdown(told: &Told, output: &mut Output) -> io::Result<()> {
    let plain = |text: &str| text.replace(['*', '_', '`', '<', '[', '#'], "");
    output.line(Tone::Plain, &format!("## {}\n", plain(&told.story.title)))?;
    output.line(Tone::Plain, &format!("{}\n", plain(&outlets(told))))?;
    for sentence in &told.sentences {
        output.line(Tone::Plain, &format!("> {}\n", plain(&sentence.text)))?;
    }
    for Contradiction { topic, .. } in &told.contradictions {
        output
            .line(Tone::Plain, &format!("- **{}**: {}", plain(&topic.title), plain(&topic.why)))?;
    }
    if !told.agreed.is_empty() {
        output.line(Tone::Plain, &format!("- Agreed: {}", plain(&told.agreed.join("; "))))?;
    }
    Ok(())
}
