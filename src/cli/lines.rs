//! Files of JSON lines: many requests in, one a line.
//!
//! Only the line at hand is kept, so that the input may be of any length and come from a program that waits for each
//! answer.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use anyhow::anyhow;
use serde::de::DeserializeOwned;

use super::report::{self, Outcome};
use super::source;
use crate::extract::READ_LIMIT_BYTES;

/// Hands every line of a file to `answer`. One that is not understood is named, with its number, and left out.
pub(super) fn each<T: DeserializeOwned>(
    name: &OsStr,
    mut answer: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let mut input = open(name)?;
    let (mut number, mut tried, mut failed) = (0, 0, 0);
    let mut line = Vec::new();
    while next_line(&mut input, &mut line).map_err(|cause| unreadable(name, &cause))? {
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        tried += 1;
        match read(&line) {
            Ok(request) => answer(request)?,
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

/// Says that a file cannot be read.
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

/// Reads a line, or says what is wrong with it.
pub(super) fn read<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    if line.len() > READ_LIMIT_BYTES {
        return Err(format!("the line is longer than {} MiB", READ_LIMIT_BYTES >> 20));
    }
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    // Bad bytes are replaced, as in every file.
    serde_json::from_str(&String::from_utf8_lossy(line)).map_err(|error| reason(&error))
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
