//! The lines above the text of a plain article: title, outlet, byline, and the furniture between them.
//!
//! An outlet is never guessed from words alone: it is a short line that the page gives twice, or the one line in
//! capitals beside a title that is not.

use super::debris;
use super::draft::Draft;
use super::when;
use crate::text::Prose;

/// A name of an outlet has no more words, and a line of the head no more bytes.
const OUTLET_WORDS: usize = 5;
const HEAD_BYTES: usize = 300;

/// Sections of a paper, which stand in capitals too.
const SECTIONS: &[&str] = &[
    "analysis",
    "asia",
    "breaking",
    "breaking news",
    "business",
    "culture",
    "economy",
    "europe",
    "exclusive",
    "explainer",
    "health",
    "international",
    "interview",
    "latest",
    "live",
    "news",
    "opinion",
    "politics",
    "science",
    "society",
    "sport",
    "sports",
    "technology",
    "top story",
    "travel",
    "update",
    "us",
    "video",
    "world",
    "world news",
];

/// Reads the lines of the head into the draft and hands back those that are none of its business.
pub(super) fn read<'a>(lines: &[&'a str], draft: &mut Draft) -> Vec<&'a str> {
    let outlet = find_outlet(lines);
    let mut rest = Vec::new();
    for line in lines {
        if outlet.is_some_and(|outlet| names_outlet(line, outlet)) || is_furniture(line) {
            draft.debris.push(Prose::line(line));
        } else if draft.title.is_empty() && is_title(line) {
            draft.title = Prose::line(line);
        } else if !read_detail(line, draft) {
            rest.push(*line);
        }
    }
    draft.outlet = outlet.map(|outlet| Prose::line(&display_name(outlet)));
    rest
}

/// Takes up a byline or a date.
fn read_detail(line: &str, draft: &mut Draft) -> bool {
    let authors = byline(line);
    if draft.authors.is_empty() && !authors.is_empty() {
        draft.authors = authors;
        return true;
    }
    if draft.published.is_none() {
        draft.published = when::line(line);
        return draft.published.is_some();
    }
    false
}

/// Page furniture, and the name of the section above a title.
fn is_furniture(line: &str) -> bool {
    debris::is_debris(line) || SECTIONS.contains(&line.to_lowercase().as_str())
}

fn is_title(line: &str) -> bool {
    let bytes = line.len();
    (2..=HEAD_BYTES).contains(&bytes)
        && !line.ends_with(['.', ':', ',', ';'])
        && byline(line).is_empty()
        && when::line(line).is_none()
        && !SECTIONS.contains(&line.to_lowercase().as_str())
}

/// The line that names the outlet, as it stands.
fn find_outlet<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let candidates = || {
        lines.iter().copied().enumerate().filter(|(_, line)| {
            line.split_whitespace().count() <= OUTLET_WORDS
                && line.starts_with(char::is_alphanumeric)
                && !line.ends_with(['.', '?', '!', ':', ','])
                && !debris::is_debris(line)
                && when::line(line).is_none()
                && byline(line).is_empty()
                && !SECTIONS.contains(&line.to_lowercase().as_str())
        })
    };
    let twice = |at: usize, line: &str| {
        lines.iter().enumerate().any(|(other, text)| other != at && names_outlet(text, line))
    };
    let doubled = candidates().find(|(at, line)| twice(*at, line));
    let others =
        lines.iter().any(|line| !is_capitals(line) && is_title(line) && !debris::is_debris(line));
    doubled
        .or_else(|| candidates().find(|(_, line)| others && is_capitals(line)))
        .map(|(_, line)| line)
}

/// Whether a line is the outlet's name, alone or with a reading time behind it.
fn names_outlet(line: &str, outlet: &str) -> bool {
    line.strip_prefix(outlet).is_some_and(|rest| {
        rest.trim().is_empty() || (rest.starts_with(' ') && debris::is_reading_time(rest))
    })
}

fn is_capitals(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase)
}

/// A name that stands in capitals as it is commonly written: "RKS NEWS" is "RKS News".
///
/// The first word stays where it reads like an acronym; other words keep their first capital alone.
fn display_name(name: &str) -> String {
    if !is_capitals(name) {
        return name.to_owned();
    }
    let words = name.split_whitespace().enumerate().map(|(at, word)| match at {
        0 if is_acronym(word) => word.to_owned(),
        1.. if ["OF", "THE", "AND", "FOR", "IN", "ON"].contains(&word) => word.to_lowercase(),
        _ => title_case(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// At most four letters that cannot be spoken as a word: no vowel, or a vowel that does not stand between two others.
fn is_acronym(word: &str) -> bool {
    let vowel = |c: &char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    let letters: Vec<char> = word.chars().collect();
    let spoken = matches!(letters.as_slice(), [a, b, c] if !vowel(a) && (vowel(b) || vowel(c)));
    let common = ["ALL", "ONE", "OUR"].contains(&word);
    letters.len() <= 5 && !letters.iter().any(vowel) || (letters.len() <= 3 && !spoken && !common)
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter();
    first.chain(chars.as_str().to_lowercase().chars()).collect()
}

/// The names in "By Jane Doe and John Roe"; nothing where a line is no byline.
pub(super) fn byline(line: &str) -> Vec<Prose> {
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else {
        return Vec::new();
    };
    let names: Vec<&str> = names
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    let is_name = |name: &&str| {
        (1..=5).contains(&name.split(' ').count())
            && name.split(' ').filter(|w| w.starts_with(char::is_uppercase)).count() * 2
                > name.split(' ').count()
            && !name.ends_with('.')
            && !name.contains(|c: char| c.is_ascii_digit())
    };
    let all = (1..=8).contains(&names.len()) && names.iter().all(is_name);
    if all { names.into_iter().map(Prose::line).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], title: &str, outlet: Option<&str>, rest: &[&str]) {
        let mut draft = Draft::default();
        let left = read(lines, &mut draft);
        assert_eq!(draft.title.as_str(), title, "in {lines:?}");
        assert_eq!(draft.outlet.as_deref(), outlet, "in {lines:?}");
        assert_eq!(left, rest, "in {lines:?}");
    }

    #[test]
    fn the_outlet_is_what_the_page_repeats() {
        check(
            &["A deal is signed", "RKS NEWS", "RKS NEWS 4 Min Read", "4 Min Read"],
            "A deal is signed",
            Some("RKS News"),
            &[],
        );
        check(
            &["The Daily Example", "A deal is signed", "The Daily Example"],
            "A deal is signed",
            Some("The Daily Example"),
            &[],
        );
        check(
            &["BBC NEWS", "A deal is signed", "By Jane Doe"],
            "A deal is signed",
            Some("BBC News"),
            &[],
        );
    }

    #[test]
    fn no_outlet_is_invented() {
        check(
            &["After a visit, Putin signs agreements"],
            "After a visit, Putin signs agreements",
            None,
            &[],
        );
        check(
            &["WORLD", "A deal is signed", "What it means"],
            "A deal is signed",
            None,
            &["What it means"],
        );
        check(&["DEAL SIGNED IN HANOI"], "DEAL SIGNED IN HANOI", None, &[]);
    }

    #[test]
    fn names_in_capitals_are_written_as_usual() {
        for (name, expected) in [
            ("RKS NEWS", "RKS News"),
            ("NEW YORK TIMES", "New York Times"),
            ("THE SUN", "The Sun"),
            ("EFE", "EFE"),
            ("ABC NEWS", "ABC News"),
            ("VOICE OF AMERICA", "Voice of America"),
            ("Le Monde", "Le Monde"),
        ] {
            assert_eq!(display_name(name), expected);
        }
    }

    #[test]
    fn bylines_name_the_authors() {
        let names = |line| byline(line).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names("By Jane Doe and John Roe"), ["Jane Doe", "John Roe"]);
        assert_eq!(names("By the time they left, it was dark"), Vec::<String>::new());
    }
}
