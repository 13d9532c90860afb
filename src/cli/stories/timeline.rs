//! `stories STORY`: its reports by day, and what was new in each.

use anyhow::anyhow;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::output::{Output, Tone};
use super::super::report::Outcome;
use super::StoryJson;
use crate::desk::{self, DayOfReports, Reported};
use crate::news::Moment;
use crate::store::Shelf;
use crate::text::Prose;

/// Prints the timeline of a story.
pub(super) fn print(
    shelf: &Shelf,
    name: &str,
    json: bool,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let story = desk::named_story(shelf, name)?
        .ok_or_else(|| anyhow!("there is no story {name}; `dateline stories` shows them"))?;
    let days = desk::timeline(shelf, &story, &TimeZone::system())?;
    if json {
        let timeline = days.iter().map(DayJson::from).collect();
        output.json(&TimelineJson { story: StoryJson::from(&story), timeline })?;
        return Ok(Outcome::Done);
    }
    super::print_story(&story, output)?;
    for (day, reports) in &days {
        let day = day.map_or_else(|| "without a date".to_owned(), |day| day.to_string());
        output.end()?;
        output.line(Tone::Muted, &day)?;
        for reported in reports {
            print_report(reported, output)?;
        }
    }
    Ok(Outcome::Done)
}

fn print_report(reported: &Reported, output: &mut Output) -> anyhow::Result<()> {
    output.put(Tone::Muted, &format!("{:>6}  ", reported.article.to_string()))?;
    output.put(Tone::Strong, &reported.title)?;
    let outlet = reported.outlet.as_ref().map(|outlet| format!("  {outlet}")).unwrap_or_default();
    output.line(Tone::Muted, &outlet)?;
    if let Some(original) = reported.copy_of {
        output.line(Tone::Muted, &format!("        the text of {original}"))?;
    }
    if !reported.new.is_empty() {
        output.line(Tone::Plain, &format!("        new: {}", reported.new.join(", ")))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct TimelineJson<'a> {
    #[serde(flatten)]
    story: StoryJson<'a>,
    timeline: Vec<DayJson<'a>>,
}

#[derive(Serialize)]
struct DayJson<'a> {
    day: Option<String>,
    reports: Vec<ReportJson<'a>>,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    article: String,
    outlet: Option<&'a str>,
    title: &'a str,
    published: Option<Moment>,
    copy_of: Option<String>,
    new: &'a [String],
}

impl<'a> From<&'a DayOfReports> for DayJson<'a> {
    fn from((day, reports): &'a DayOfReports) -> Self {
        Self {
            day: day.map(|day| day.to_string()),
            reports: reports.iter().map(ReportJson::from).collect(),
        }
    }
}

impl<'a> From<&'a Reported> for ReportJson<'a> {
    fn from(reported: &'a Reported) -> Self {
        Self {
            article: reported.article.to_string(),
            outlet: reported.outlet.as_ref().map(Prose::as_str),
            title: &reported.title,
            published: reported.published,
            copy_of: reported.copy_of.map(|id| id.to_string()),
            new: &reported.new,
        }
    }
}
