//! `stories`: which articles report one event.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::args::Stories;
use super::lines;
use super::output::Output;
use super::report::Outcome;
use crate::news::Moment;
use crate::story::{Grouper, Signature};

/// Groups the articles of a file and prints the story of each, once all are read: a later one may join two stories.
pub(super) fn print(stories: &Stories, output: &mut Output) -> anyhow::Result<Outcome> {
    let mut grouper = Grouper::new();
    let mut ids = Vec::new();
    let outcome = lines::each(&stories.jsonl, |line: Line| {
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
