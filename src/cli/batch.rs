//! `facts --jsonl`: many texts in, the facts of each out, line by line and in their order.
//!
//! Only the line at hand is kept, so that the input may be of any length and come from a program that waits for each
//! answer.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use anyhow::anyhow;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value as Json;

use super::output::Output;
use super::report::{self, Outcome};
use super::source;
use crate::desk;
use crate::extract::READ_LIMIT_BYTES;
use crate::facts::Context;
use crate::facts::wire::batch_json;
use crate::news::Moment;
use crate::text::Prose;

/// Answers every line of a file. One that is not understood is named, with its number, and left out.
pub(super) fn print(name: &OsStr, output: &mut Output) -> anyhow::Result<Outcome> {
    let mut input = open(name)?;
    let (mut number, mut tried, mut failed) = (0, 0, 0);
    let mut line = Vec::new();
    while next_line(&mut input, &mut line).map_err(|cause| unreadable(name, &cause))? {
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        tried += 1;
        match Request::read(&line) {
            Ok(request) => output.json_line(&request.facts())?,
            Err(reason) => {
                failed += 1;
                report::say(&format!(
                    "{}:{number}: {reason}; the line was left out",
                    source::shown(name)
                ));
            }
        }
    }
    Ok(Outcome::of(tried, failed))
}

/// Opens a file, or standard input, to be read line by line.
pub(super) fn open(name: &OsStr) -> anyhow::Result<Box<dyn BufRead>> {
    if name == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(name).map_err(|cause| unreadable(name, &cause))?;
    Ok(Box::new(BufReader::new(file)))
}

pub(super) fn unreadable(name: &OsStr, cause: &io::Error) -> anyhow::Error {
    anyhow!(
        "{}: it cannot be read ({cause}); check the name and its permissions",
        source::shown(name)
    )
}

/// Reads a line without its end; no more than one byte over the limit of it is kept. Whether there was one.
pub(super) fn next_line(input: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    const MOST_BYTES: u64 = READ_LIMIT_BYTES as u64 + 1;
    line.clear();
    let read = input.take(MOST_BYTES).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if read as u64 == MOST_BYTES {
        input.skip_until(b'\n')?;
    }
    Ok(read > 0)
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
    /// Reads a line, or says what is wrong with it.
    fn read(line: &[u8]) -> Result<Self, String> {
        if line.len() > READ_LIMIT_BYTES {
            return Err(format!("the line is longer than {} MiB", READ_LIMIT_BYTES >> 20));
        }
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        serde_json::from_slice(line).map_err(|error| reason(&error))
    }

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

/// What is wrong with a line of JSON, without the line number that it counts by itself.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    format!("{words} (column {})", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Result<&str, &str>) {
        let read = Request::read(line.as_bytes()).map(|request| request.facts().to_string());
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
        let text = Request::read(
            "{\"id\":1,\"text\":\"\\u001b[31m On Friday 12 ships left.\",\"date\":\"2024-06-20\"}"
                .as_bytes(),
        );
        let facts = text.expect("a text").facts();
        assert_eq!(facts["entities"][0]["start"], 9, "{facts}");
        assert_eq!(facts["entities"][0]["kind"], "DATE");
    }

    #[test]
    fn lines_are_read_to_their_end_and_no_further() {
        let mut input: &[u8] = b"one\r\ntwo\n\nlast";
        let mut lines = Vec::new();
        let mut line = Vec::new();
        while next_line(&mut input, &mut line).expect("memory") {
            lines.push(String::from_utf8_lossy(&line).into_owned());
        }
        assert_eq!(lines, ["one\r", "two", "", "last"]);
    }
}
