//! What a figure counts, so that two figures can be told to count the same thing in other words.

use crate::story::stem::stem_into;
use crate::story::words::{Word, words};

/// Units that outlets use for one another in news. The first of each row names it.
const SAME: &[&[&str]] = &[
    &["agreement", "deal", "accord", "pact"],
    &[
        "person",
        "people",
        "passenger",
        "resident",
        "civilian",
        "individual",
        "citizen",
        "villager",
        "victim",
    ],
    &["migrant", "refugee"],
    &["soldier", "troop", "serviceman"],
    &["house", "home"],
    &["car", "vehicle"],
    &["company", "firm"],
    &["job", "position", "post"],
    &["plane", "aircraft", "jet", "airplane"],
    &["ship", "vessel", "boat"],
    &["country", "nation"],
    &["shop", "store"],
    &["student", "pupil"],
    &["seat", "mandate"],
];

/// Units that measure instead of counting: what is measured says the sentence.
const MEASURES: [&str; 52] = [
    "acre",
    "hectare",
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "kilometre",
    "kilometer",
    "km",
    "metre",
    "meter",
    "mile",
    "foot",
    "yard",
    "inch",
    "centimetre",
    "centimeter",
    "millimetre",
    "millimeter",
    "kilogram",
    "kilo",
    "gram",
    "tonne",
    "ton",
    "pound",
    "ounce",
    "litre",
    "liter",
    "gallon",
    "barrel",
    "degree",
    "point",
    "percentage point",
    "time",
    "vote",
    "mph",
    "kph",
    "km/h",
    "knot",
    "watt",
    "kilowatt",
    "megawatt",
    "gigawatt",
    "volt",
    "hertz",
    "byte",
    "gigabyte",
    "decade",
    "century",
];

/// What happens to those who are counted: it is a thing of its own how many died and how many were hurt. Stems.
const FATES: &[(&str, &[&str])] = &[
    ("killed", &["kill", "dead", "di", "died", "death", "fatal", "toll", "perish", "dies"]),
    ("injured", &["injur", "injury", "wound", "hurt"]),
    ("missing", &["miss", "unaccount"]),
    ("arrested", &["arrest", "detain", "detention", "custody"]),
    ("rescued", &["rescu", "evacuat", "sav"]),
    ("aboard", &["aboard", "board"]),
    ("displaced", &["displac", "homeless", "fle", "fled"]),
];

/// The name of a unit: that of its row in [`SAME`], else its own.
pub(super) fn canonical(unit: &str) -> String {
    let unit = unit.to_lowercase();
    let row = SAME.iter().find(|row| row.contains(&unit.as_str()));
    row.and_then(|row| row.first()).map_or(unit, |name| (*name).to_owned())
}

/// Whether a unit measures instead of counting.
pub(super) fn is_measure(unit: &str) -> bool {
    MEASURES.contains(&unit)
}

/// Whether a unit is one of people.
pub(super) fn is_people(unit: &str) -> bool {
    const PEOPLE: [&str; 12] = [
        "person",
        "migrant",
        "soldier",
        "student",
        "child",
        "worker",
        "officer",
        "policeman",
        "man",
        "woman",
        "employee",
        "dead",
    ];
    PEOPLE.contains(&unit)
}

/// What befell those that a figure counts, by the nearest word that tells: `before` and `behind` are the words of its
/// sentence on both sides, and what is nearer than a fate of another figure counts.
pub(super) fn fate(before: &str, behind: &str) -> Option<&'static str> {
    // Behind it a word may be nearer to the next figure: no further than four words, and not past a comma or "and".
    let end = behind.find([',', ';', '.']).unwrap_or(behind.len());
    let behind = behind.get(..end).unwrap_or_default();
    let behind = behind.split(" and ").next().unwrap_or_default();
    // A name that looks like such a word tells nothing, unless all words are written as names, as in headlines.
    let is_small = |word: &str| word.len() > 4 && word.starts_with(char::is_lowercase);
    let is_headline = !words(before).chain(words(behind)).any(|word| is_small(word.text));
    let tells =
        |word: &Word<'_>| is_headline || word.opens || !word.text.starts_with(char::is_uppercase);
    let behind = nearest(words(behind).take(6), tells);
    let mut last: Vec<Word<'_>> = words(before).collect();
    last.reverse();
    let before = nearest(last.into_iter().take(5), tells);
    match (before, behind) {
        (Some((near, fate)), Some((far, _))) if near <= far => Some(fate),
        (Some((_, fate)), None) | (_, Some((_, fate))) => Some(fate),
        (None, None) => None,
    }
}

fn nearest<'a>(
    words: impl Iterator<Item = Word<'a>>,
    tells: impl Fn(&Word<'a>) -> bool,
) -> Option<(usize, &'static str)> {
    let mut stem = String::new();
    words.enumerate().filter(|(_, word)| tells(word)).find_map(|(at, word)| {
        stem_into(word.text, &mut stem);
        let fate = FATES.iter().find(|(_, stems)| stems.contains(&stem.as_str()))?;
        Some((at, fate.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deals_and_agreements_are_the_same() {
        assert_eq!(canonical("deal"), canonical("agreement"));
        assert_ne!(canonical("deal"), canonical("company"));
    }

    #[track_caller]
    fn check(sentence: &str, expected: Option<&str>) {
        let (before, behind) = sentence.split_once('|').expect("a figure");
        assert_eq!(fate(before, behind), expected, "in {sentence}");
    }

    #[test]
    fn each_figure_has_the_fate_that_is_nearest() {
        check("The quake killed |, and injured 30", Some("killed"));
        check("The quake killed 12 people and injured |", Some("injured"));
        check("At least | people were killed", Some("killed"));
        check("The ferry with | aboard ran aground", Some("aboard"));
        check("The number of dead rose to |.", Some("killed"));
        check("They signed | in Hanoi", None);
        check("Mira Tolle has | after the vote", None);
        check("Fire Kills | In Ostrava", Some("killed"));
    }
}
