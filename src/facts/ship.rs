//! Ships and spacecraft have names of their own, which are of none of the kinds that are looked for.

use std::collections::HashSet;
use std::ops::Range;

use super::cues::Cues;
use super::model::Found;
use super::names::{key_of, whole};
use super::page::Page;
use super::token::Shape;

/// Leaves out ships, wherever the text names them.
pub(super) fn drop(page: &Page<'_>, mut names: Vec<Found>) -> Vec<Found> {
    let ships: HashSet<String> = names
        .iter()
        .filter(|name| is_ship(page, &name.tokens))
        .map(|name| key_of(page, &name.tokens))
        .collect();
    if !ships.is_empty() {
        names.retain(|name| {
            let known = whole(page, &name.tokens).any("CPO");
            !is_ship(page, &name.tokens) && (known || !ships.contains(&key_of(page, &name.tokens)))
        });
    }
    names
}

/// Whether a name is a ship's by what stands before it: "the ferry Linnea", "MV Nyota".
fn is_ship(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let sign = |at: usize| page.is_any(at, SIGNS) && page.shape(at) == Some(Shape::Upper);
    let before = tokens.start.wrapping_sub(1);
    let vessel = page.is_any(before, VESSELS) && page.shape(before) == Some(Shape::Lower);
    tokens.len() > 1 && sign(tokens.start)
        || sign(before)
        || vessel && !page.has(tokens.start, Cues::TITLE)
}

/// What stands before the names of ships.
const SIGNS: &[&str] =
    &["mv", "m/v", "hms", "hmas", "hmcs", "uss", "rms", "ss", "ms", "mt", "ins", "usns"];

/// Things that have names of their own.
const VESSELS: &[&str] = &[
    "boat",
    "cutter",
    "destroyer",
    "ferry",
    "freighter",
    "frigate",
    "icebreaker",
    "liner",
    "probe",
    "sailboat",
    "schooner",
    "ship",
    "spacecraft",
    "steamer",
    "submarine",
    "tanker",
    "trawler",
    "tugboat",
    "vessel",
    "warship",
    "yacht",
];

#[cfg(test)]
mod tests {
    use super::super::mended::tests::check;
    use super::super::tidy::{ORG, PERSON, PLACE};

    #[test]
    fn ships_are_no_names_of_these_kinds() {
        let text = "When the ferry Linnea sank, Linnea had aground before. MV Nyota left Denmark.";
        let found = [("Linnea", PERSON), ("Nyota", ORG), ("Denmark", PLACE)];
        check(text, &found, &[("Denmark", PLACE)]);
        check("the ship Captain Berg", &[("Berg", PERSON)], &[("Berg", PERSON)]);
    }
}
