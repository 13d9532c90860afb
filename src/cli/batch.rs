//! `facts --jsonl`: many texts in, the facts of each out, line by line and in their order.

use std::ffi::OsStr;

use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value as Json;

use super::lines;
use super::output::Output;
use super::report::{self, Outcome};
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
#[serde(expecting = "an object with a text was expected")]
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
        let published = self.date.as_str().and_then(Moment::parse);
        if published.is_none() && !self.date.is_null() && self.date != "" {
            let (id, date) = (&self.id, &self.date);
            report::say(&format!("{id}: {date} is no date; its facts are found without one"));
        }
        let context = Context {
            title: None,
            published: published.map(|at| at.day(&TimeZone::UTC)),
            country: self.country.as_str(),
            language: self.lang.as_str(),
        };
        batch_json(&self.id, &desk::facts_of_text(&Prose::in_place(&self.text), &context))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Result<&str, &str>) {
        let read = lines::read(line.as_bytes()).map(|request: Request| request.facts().to_string());
        assert_eq!(read.as_deref().map_err(String::as_str), expected, "for {line:?}");
    }

    #[test]
    fn a_line_is_answered_or_named() {
        check(r#"{"id": "a", "text": ""}"#, Ok(r#"{"entities":[],"id":"a"}"#));
        check(
            r#"{"id": 7, "text": "", "date": null, "entities": 1}"#,
            Ok(r#"{"entities":[],"id":7}"#),
        );
        check(r#"{"id": "a"}"#, Err("missing field `text` (column 11)"));
        check(r#"{"id": "#, Err("EOF while parsing a value (column 7)"));
    }

    #[test]
    fn offsets_are_those_of_the_text_given() {
        let text = lines::read::<Request>(
            "{\"id\":1,\"text\":\"\\u001b[31m On Friday 12 ships left.\",\"date\":\"2024-06-20\"}"
                .as_bytes(),
        );
        let facts = text.expect("a text").facts();
        assert_eq!(facts["entities"][0]["start"], 9, "{facts}");
        assert_eq!(facts["entities"][0]["kind"], "DATE");
    }
}
