//! `brief`: the digest, as text, Markdown or JSON.
//!
//! What came since the last briefing stands first. A briefing that is asked for by a time of its own (`--since 24h`) is one for
//! a script: it is not remembered, and takes nothing away from the next one.

use std::io;

use serde::Serialize;

use super::args::{Brief, Global};
use super::net;
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::source;
use super::stories::{StoryJson, since};
use crate::desk::{self, Claimed, Contradiction, Told, Wished};
use crate::news::Briefings;
use crate::text::Prose;

/// Prints what is new, as much of it as the minutes allow.
pub(super) fn print(
    global: &Global,
    arguments: &Brief,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let only_new = arguments.since.as_deref() == Some(LAST);
    let (since, today) = since(arguments.since.as_deref().filter(|_| !only_new))?;
    let shelf = source::grouped(global, since)?;
    let before = desk::briefings(&shelf, net::now()?)?;
    let wished = Wished { since, today, minutes: arguments.minutes, before, only_new };
    let told = desk::brief(&shelf, &wished)?;
    if arguments.json {
        let stories = told.iter().map(ToldJson::from).collect();
        let last = before.before().map(|at| at.to_string());
        output.json(&BriefJson { minutes: arguments.minutes, last, stories })?;
    } else {
        if told.is_empty() {
            report::say(&"nothing is new");
        }
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
    if since.is_none() {
        remember(global, before);
    }
    Ok(Outcome::Done)
}

/// Notes that it was read. Where nothing can be written, everything is new the next time.
fn remember(global: &Global, briefings: Briefings) {
    let noted = source::open(global)
        .and_then(|desk| Ok(desk::note_briefed(&mut desk.library()?, briefings)?));
    if let Err(error) = noted {
        log::info!("the briefing is not remembered: {error:#}");
    }
}

/// What `--since` calls the last briefing.
const LAST: &str = "last";

#[derive(Serialize)]
struct BriefJson<'a> {
    minutes: u32,
    last: Option<String>,
    stories: Vec<ToldJson<'a>>,
}

#[derive(Serialize)]
struct ToldJson<'a> {
    #[serde(flatten)]
    story: StoryJson<'a>,
    new: usize,
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
    claims: Vec<ClaimedJson<'a>>,
}

#[derive(Serialize)]
struct ClaimedJson<'a> {
    article: String,
    outlet: Option<&'a str>,
    text: &'a str,
    sentence: &'a str,
    start: u32,
    end: u32,
}

impl<'a> From<&'a Claimed> for ClaimedJson<'a> {
    fn from(claimed: &'a Claimed) -> Self {
        Self {
            article: claimed.article.to_string(),
            outlet: claimed.outlet.as_deref(),
            text: &claimed.said,
            sentence: &claimed.sentence,
            start: claimed.span.start,
            end: claimed.span.end,
        }
    }
}

impl<'a> From<&'a Told> for ToldJson<'a> {
    fn from(told: &'a Told) -> Self {
        let sentences = told.sentences.iter().map(|sentence| SentenceJson {
            article: sentence.article.to_string(),
            text: &sentence.text,
            start: sentence.span.start,
            end: sentence.span.end,
        });
        let contradictions = told.contradictions.iter().map(|found| ContradictionJson {
            topic: &found.topic.title,
            why: &found.topic.why,
            claims: found.claims.iter().map(ClaimedJson::from).collect(),
        });
        Self {
            story: StoryJson::from(&told.story),
            new: told.new,
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
    let nothing = if told.new == 0 { "  nothing new" } else { "" };
    output.line(Tone::Muted, &format!("{}  {}{nothing}", told.story.id, outlets(told)))?;
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
