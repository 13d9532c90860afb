//! Lines that say whose information an article uses, and the names in them.
//!
//! "With information from EFE and The New York Times", "Reporting by Jane Doe in Hanoi; editing by John Roe", "The
//! Associated Press contributed to this report". Picture credits are another matter: see [`super::caption`].

use super::outlet;
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
    let list = if strip_beginning(line).is_some() { Some(line) } else { strip_end(line) };
    let Some(list) = list else { return Vec::new() };
    let names: Vec<&str> = list.split(';').map(str::trim).flat_map(names_in).collect();
    if names.iter().all(|name| is_name(name)) {
        names.into_iter().map(Prose::line).collect()
    } else {
        Vec::new()
    }
}

/// The names in a clause. People report from places: there only who sends reports is a source.
fn names_in(clause: &str) -> impl Iterator<Item = &str> {
    let begins = |start: &&&str| {
        clause.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    let is_post = BEGINNINGS.iter().find(begins).is_some_and(|b| b.ends_with("reporting from "));
    let names = split_names(strip_beginning(clause).unwrap_or(clause));
    names.filter(move |name| !is_post || is_sender(name))
}

fn is_sender(name: &str) -> bool {
    outlet::is_named(name)
        || outlet::is_agency(name)
        || matches!(name, "agencies" | "wires" | "wire services" | "news agencies")
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
    fn places_are_no_sources() {
        check("Reporting from Valencia", &[]);
        check("Additional reporting from Ely and Rye.", &[]);
        check("Additional reporting from Reuters and The Ely Post", &["Reuters", "The Ely Post"]);
        check("Reporting by Jane Doe; additional reporting from Ely", &["Jane Doe"]);
        check("With reporting from The Associated Press", &["The Associated Press"]);
    }

    #[test]
    fn sentences_are_no_credit_lines() {
        check("Reporting by the commission was late, and its members knew why.", &[]);
        check("He contributed to this report on the state of the nation in 2023.", &[]);
        check("Vietnam was silent.", &[]);
    }
}
