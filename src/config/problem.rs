//! What is wrong in a file the reader wrote, said so that it can be mended.
//!
//! Also finds the known name nearest to a mistyped one. Where a problem is shown is no business of this file.

use std::fmt;

use crate::text::Prose;

/// One mistake in a configuration, keymap or theme file. The rest of the file still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The file, as the reader knows it.
    pub file: String,
    /// Counted from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// The setting, key or role at fault: `measure`, `bind.list.x`. Empty where the file cannot be read as TOML.
    pub key: String,
    /// What was expected, as a clause.
    pub message: String,
}

impl ConfigProblem {
    /// A problem whose words may be written to a terminal, whatever the file holds.
    pub(crate) fn new(file: &str, line: Option<usize>, key: &str, message: &str) -> Self {
        let [file, key, message] = [file, key, message].map(|text| Prose::line(text).to_string());
        Self { file, line, key, message }
    }
}

impl fmt::Display for ConfigProblem {
    /// `config.toml:3: measure: expected a whole number from 20 to 200, found "wide"`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// `unknown setting; did you mean "theme"?`, with the second half only where a name comes near.
pub(crate) fn unknown<'a>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> String {
    match nearest(name, known) {
        Some(near) => format!("unknown {what}; did you mean {near:?}?"),
        None => format!("unknown {what}"),
    }
}

/// The known name that takes the fewest edits, if that is at most a third of its letters (but one is always allowed).
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: String = name.chars().take(40).collect();
    let len = name.chars().count();
    known
        .into_iter()
        // As many edits as one is longer than the other are needed at least: a file may be full of strange names.
        .filter(|candidate| candidate.len().abs_diff(len) <= most_edits(candidate))
        .map(|candidate| (distance(&name, candidate), candidate))
        .filter(|(edits, candidate)| *edits <= most_edits(candidate))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// So many edits away a name is still taken for a slip.
fn most_edits(candidate: &str) -> usize {
    (candidate.len() / 3).max(1)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.chars().enumerate() {
            let replaced = corner + usize::from(from != to);
            corner = row[j + 1];
            row[j + 1] = replaced.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(nearest(name, ["theme", "measure", "mouse", "keys"]), expected, "for {name:?}");
    }

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        check("them", Some("theme"));
        check("mesure", Some("measure"));
        check("key", Some("keys"));
        check("colour", None);
        check("", None);
    }

    #[test]
    fn a_problem_names_file_line_and_key() {
        let mut problem =
            ConfigProblem::new("config.toml", Some(3), "\u{7}measure", "expected\na number");
        assert_eq!(problem.to_string(), "config.toml:3: measure: expected a number");
        problem.line = None;
        problem.key.clear();
        assert_eq!(problem.to_string(), "config.toml: expected a number");
    }
}
