//! `facts --jsonl`: many texts in, the facts of each out, line by line and in their order.

use std::ffi::OsStr;

use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value as Json;

use super::lines;
use super::output::Output;
use super::report::Outcome;
use crate::desk;
use crate::facts::Context;
use crate::facts::wire::batch_json;
use crate::news::Moment;
use crate::text::Prose;

/// Answers every line of a file.
pub(super) fn print(name: &OsStr, output: &mut Output) -> anyhow::Result<Outcome> {
    lines::each(name, |request: Request| Ok(output.json_line(&request.facts())?))
}

/// One line of input. All other fields are ignored.
#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Json,
    text: String,
    #[serde(default)]
    date: Json,
    #[serde(default)]
    country: Json,
    #[serde(default)]
    lang: Json,
}

impl Request {
    /// The facts of the text as it stands: unsafe characters are passed over, and no byte moves.
    fn facts(&self) -> Json {
        let context = Context {
            title: None,
            published: self.date.as_str().and_then(Moment::parse).map(|at| at.day(&TimeZone::UTC)),
            country: self.country.as_str(),
            language: self.lang.as_str(),
        };
        batch_json(&self.id, &desk::facts_of_text(&Prose::in_place(&self.text), &context))
    }
}
