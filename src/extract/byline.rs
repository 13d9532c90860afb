//! Who wrote an article: "By Jane Doe and John Roe, The Morning Post", or a name alone above a date.

use super::debris_lines::{ROW, SECTIONS};
use super::outlet;
use crate::text::Prose;

/// What a byline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// At least one.
    pub names: Vec<Prose>,
    /// For whom they write.
    pub outlet: Option<Prose>,
}

/// Last words of what somebody is, not of who.
const OFFICES: &[&str] = &[
    "analyst",
    "chief",
    "columnist",
    "contributor",
    "correspondent",
    "critic",
    "editor",
    "journalist",
    "producer",
    "reporter",
    "staff",
    "writer",
];

/// Words that stand in names of places and of what a headline tells, not in those of people.
const NO_NAMES: &[&str] = &[
    "agencies",
    "agency",
    "board",
    "city",
    "correspondent",
    "desk",
    "east",
    "editor",
    "house",
    "los",
    "nations",
    "new",
    "news",
    "north",
    "peace",
    "reporter",
    "san",
    "santa",
    "south",
    "staff",
    "state",
    "states",
    "street",
    "talks",
    "team",
    "united",
    "war",
    "west",
    "white",
];

/// Reads a line that begins with "By"; `None` where it is no byline.
pub(super) fn read(line: &str) -> Option<Byline> {
    let list = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    let (list, outlet) = part_outlet(list);
    let names: Vec<&str> = list
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .enumerate()
        .filter(|(at, name)| *at == 0 || !is_office(name))
        .map(|(_, name)| name.split_once(" in ").map_or(name, |(who, _)| who))
        .collect();
    let all = (1..=8).contains(&names.len()) && names.iter().all(|name| is_name(name));
    let names = || names.iter().map(|name| Prose::line(name)).collect();
    all.then(|| Byline { names: names(), outlet: outlet.map(Prose::line) })
}

/// The names in a byline; nothing where a line is none.
pub(super) fn names(line: &str) -> Vec<Prose> {
    read(line).map(|byline| byline.names).unwrap_or_default()
}

/// Parts the outlet from the end of a list of names.
fn part_outlet(list: &str) -> (&str, Option<&str>) {
    match list.rsplit_once(", ") {
        Some((names, last)) if outlet::is_likely(last.trim()) => (names, Some(last.trim())),
        _ => (list, None),
    }
}

fn is_office(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
    OFFICES.contains(&last.as_str())
}

fn is_name(name: &str) -> bool {
    let words = || name.split(' ');
    (1..=5).contains(&words().count())
        && words().filter(|w| w.starts_with(char::is_uppercase)).count() * 2 > words().count()
        && !name.ends_with('.')
        && !name.contains(|c: char| c.is_ascii_digit())
}

/// The names in a line of names and nothing else, as it stands above a date: "Jane Doe", "Jane Doe in Ely and John Roe".
pub(super) fn bare(line: &str) -> Option<Vec<Prose>> {
    let people = [" and agencies", " with agencies"].iter().find_map(|end| line.strip_suffix(end));
    let names: Vec<&str> = people
        .unwrap_or(line)
        .split(" and ")
        .flat_map(|part| part.split(", "))
        .map(|name| name.split_once(" in ").map_or(name, |(who, _)| who))
        .collect();
    let all = (1..=4).contains(&names.len()) && names.iter().all(|name| is_person(name));
    all.then(|| names.into_iter().map(Prose::line).collect())
}

/// Two to four words of which each is written as a part of somebody's name.
fn is_person(name: &str) -> bool {
    let is_part = |word: &str| {
        let lower = word.to_lowercase();
        let lower = lower.as_str();
        let particle = matches!(word, "de" | "da" | "van" | "von" | "der" | "den" | "al" | "bin");
        let letters =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''));
        let is_other = NO_NAMES.contains(&lower)
            || SECTIONS.binary_search(&lower).is_ok()
            || ROW.binary_search(&lower).is_ok();
        letters && (particle || word.starts_with(char::is_uppercase)) && !is_other
    };
    let small = |word: &str| word.chars().any(char::is_lowercase);
    (2..=4).contains(&name.split(' ').count())
        && name.split(' ').all(is_part)
        && name.split(' ').any(small)
        && name.starts_with(char::is_uppercase)
        && !outlet::is_likely(name)
}

/// Whether a line says that others than named people wrote: "Staff and agencies".
pub(super) fn is_staff(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words = lower.split(' ');
    let is_part = |word: &str| {
        matches!(
            word,
            "staff"
                | "agencies"
                | "and"
                | "with"
                | "from"
                | "writer"
                | "writers"
                | "reporter"
                | "reporters"
                | "wires"
                | "by"
                | "our"
        )
    };
    words.clone().all(is_part) && words.any(|word| matches!(word, "staff" | "agencies"))
}

/// Whether a line says where somebody reports from, or what they are: "Reporting from Ely", "Political editor".
pub(super) fn is_about_author(line: &str) -> bool {
    let is_short = line.split(' ').count() <= 8 && !line.ends_with(['.', '!', '?', ':', ',']);
    is_short && (is_post(line) || line.split(' ').count() <= 5 && is_office(line))
}

/// "Reporting from Ely", "Reporting in Ely and Rye".
pub(super) fn is_post(line: &str) -> bool {
    let place = line.strip_prefix("Reporting from ").or_else(|| line.strip_prefix("Reporting in "));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    place.is_some_and(|place| {
        let words = || place.split([' ', ',']).filter(|word| !word.is_empty());
        words().count() <= 6
            && words().next().is_some_and(capital)
            && words().all(|w| capital(w) || matches!(w, "and" | "in" | "the" | "de" | "of"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[Prose]) -> Vec<&str> {
        names.iter().map(Prose::as_str).collect()
    }

    #[test]
    fn bylines_name_the_authors() {
        assert_eq!(list(&names("By Jane Doe and John Roe")), ["Jane Doe", "John Roe"]);
        assert_eq!(list(&names("By Jane Doe in Ely, political editor")), ["Jane Doe"]);
        assert_eq!(list(&names("By the time they left, it was dark")), Vec::<&str>::new());
    }

    #[test]
    fn for_whom_they_write_is_no_author() {
        let byline = read("By Jane Doe and John Roe, The Morning Post").expect("a byline");
        assert_eq!(list(&byline.names), ["Jane Doe", "John Roe"]);
        assert_eq!(byline.outlet, Some(Prose::line("The Morning Post")));
        let byline = read("By Jane Doe, Associated Press").expect("a byline");
        assert_eq!(byline.outlet, Some(Prose::line("Associated Press")));
        let byline = read("By The Morning Post").expect("a byline");
        assert_eq!((list(&byline.names), byline.outlet), (vec!["The Morning Post"], None));
    }

    #[test]
    fn names_alone_are_told_from_places_and_headlines() {
        for (line, expected) in [
            ("Jane Doe", Some(vec!["Jane Doe"])),
            ("Jane Doe in Ely and John van Roe", Some(vec!["Jane Doe", "John van Roe"])),
            ("Jane Doe in Ely and agencies", Some(vec!["Jane Doe"])),
            ("New York", None),
            ("Ely, Rye", None),
            ("Peace Talks Continue", None),
            ("Middle East", None),
            ("What it means", None),
            ("The Morning Post", None),
            ("JANE DOE", None),
        ] {
            let found = bare(line);
            assert_eq!(found.as_deref().map(list), expected, "in {line:?}");
        }
    }

    #[test]
    fn a_post_is_a_place() {
        assert!(is_post("Reporting from Valencia") && is_post("Reporting in New York and Ely"));
        assert!(!is_post("Reporting from the front was hard") && !is_post("Reporting by Jane Doe"));
    }
}
