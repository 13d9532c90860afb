//! Lines that say whose information an article uses, and the names in them.
//!
//! "With information from EFE and The New York Times", "Reporting by Jane Doe in Hanoi; editing by John Roe", "The
//! Associated Press contributed to this report". Picture credits are another matter: see [`super::caption`].

use crate::text::Prose;

/// Beginnings of such lines, and of the clauses in them.
const BEGINNINGS: &[&str] = &[
    "with additional information from ",
    "with additional reporting by ",
    "with additional reporting from ",
    "with contributions from ",
    "with files from ",
    "with information from ",
    "with inputs from ",
    "with material from ",
    "with reporting by ",
    "with reporting from ",
    "additional reporting by ",
    "additional reporting from ",
    "additional writing by ",
    "compiled by ",
    "compiled from ",
    "edited by ",
    "editing by ",
    "information from ",
    "reported by ",
    "reporting by ",
    "reporting from ",
    "source: ",
    "sources: ",
    "translated by ",
    "translation by ",
    "writing by ",
    "written by ",
];

/// Ends of such lines.
const ENDS: &[&str] = &[
    " contributed to this report",
    " contributed to this article",
    " contributed to this story",
    " contributed reporting",
];

/// Credit lines are short; a long one is a sentence.
const LONGEST_BYTES: usize = 300;
/// No name has more words than this.
const NAME_WORDS: usize = 7;

/// The names in a credit line; nothing where the line is none.
pub(super) fn names(line: &str) -> Vec<Prose> {
    let line = bare(line);
    if line.len() > LONGEST_BYTES {
        return Vec::new();
    }
    let Some(list) = strip_beginning(line).or_else(|| strip_end(line)) else {
        return Vec::new();
    };
    let clauses = list.split(';').map(|clause| strip_beginning(clause.trim()).unwrap_or(clause));
    let names: Vec<&str> = clauses.flat_map(split_names).collect();
    if names.iter().all(|name| is_name(name)) {
        names.into_iter().map(Prose::line).collect()
    } else {
        Vec::new()
    }
}

/// The line without brackets, italics and full stop around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '*' | '_' | '.' | '—' | '–' | '-')
    })
}

fn strip_beginning(line: &str) -> Option<&str> {
    BEGINNINGS.iter().find_map(|start| {
        let head = line.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| line.get(start.len()..).unwrap_or_default())
    })
}

fn strip_end(line: &str) -> Option<&str> {
    ENDS.iter().find_map(|end| {
        let at = line.len().checked_sub(end.len())?;
        line.get(at..)?.eq_ignore_ascii_case(end).then(|| line.get(..at).unwrap_or_default())
    })
}

/// Parts "EFE, AP and The New York Times", and leaves out where somebody sat: "Jane Doe in Hanoi".
fn split_names(list: &str) -> impl Iterator<Item = &str> {
    list.split(", ")
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|name| name.strip_prefix("and ").unwrap_or(name))
        .map(|name| name.split_once(" in ").map_or(name, |(who, _)| who))
        .map(bare)
        .filter(|name| !name.is_empty())
}

fn is_name(name: &str) -> bool {
    name.split_whitespace().count() <= NAME_WORDS
        && name.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_ascii())
        || matches!(
            name,
            "dpa" | "agencies" | "wires" | "wire services" | "news agencies" | "staff"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let found = names(line);
        let found: Vec<&str> = found.iter().map(Prose::as_str).collect();
        assert_eq!(found, expected, "in {line:?}");
    }

    #[test]
    fn credit_lines_give_their_names() {
        check("With information from EFE and The New York Times", &["EFE", "The New York Times"]);
        check(
            "(Reporting by Khanh Vu in Hanoi; editing by John Roe and Jane Doe)",
            &["Khanh Vu", "John Roe", "Jane Doe"],
        );
        check("Additional reporting by Jane Doe.", &["Jane Doe"]);
        check("Source: AFP, dpa", &["AFP", "dpa"]);
        check("Sources: AFP, Reuters", &["AFP", "Reuters"]);
        check("The Associated Press contributed to this report.", &["The Associated Press"]);
    }

    #[test]
    fn sentences_are_no_credit_lines() {
        check("Reporting by the commission was late, and its members knew why.", &[]);
        check("He contributed to this report on the state of the nation in 2023.", &[]);
        check("Vietnam was silent.", &[]);
    }
}
