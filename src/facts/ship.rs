//! Ships and spacecraft have names of their own, which are of none of the kinds that are looked for: "the ferry Linnea" is nobody.

use std::ops::Range;

use super::cues::Cues;
use super::hash::Set;
use super::model::Found;
use super::names::{key_of, whole};
use super::page::Page;
use super::tidy::ORG;
use super::token::Shape;
use super::words::{Words, words};

/// The share that a ship has of being an organisation: enough to be named at all.
const HARDLY: f32 = 0.2;

/// Makes ships what they are least unlike, and unsure: they act as organisations do and are nobody. What reports call by the same name
/// is one thing for whoever compares them, so they are not left out.
pub(super) fn mark(page: &Page<'_>, mut names: Vec<Found>) -> Vec<Found> {
    let is_named = |name: &&Found| is_ship(page, &name.tokens);
    let ships: Set<String> =
        names.iter().filter(is_named).map(|name| key_of(page, &name.tokens)).collect();
    for name in names.iter_mut().filter(|_| !ships.is_empty()) {
        let known = whole(page, &name.tokens).any("CPO");
        if !known && (is_ship(page, &name.tokens) || ships.contains(&key_of(page, &name.tokens))) {
            (name.kind, name.certainty) = (ORG, HARDLY);
            name.shares = [0.0, HARDLY, 0.0];
        }
    }
    names
}

/// Whether a name is a ship's by what stands before it: "the ferry Linnea", "MV Nyota".
fn is_ship(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let vessel_at = |at: usize| page.is_in(at, VESSELS) && page.shape(at) == Some(Shape::Lower);
    let sign = |at: usize| {
        let article = at.wrapping_sub(1);
        page.shape(at) == Some(Shape::Upper)
            && (page.is_in(at, SIGNS)
                || page.is_in(at, INITIALS) && (page.is(article, "the") || vessel_at(article)))
    };
    let before = tokens.start.wrapping_sub(1);
    let vessel = vessel_at(before);
    tokens.len() > 1 && sign(tokens.start)
        || sign(before)
        || vessel && !page.has(tokens.start, Cues::TITLE)
}

/// What stands before the names of ships.
const SIGNS: Words = words!("mv m/v hms hmas hmcs uss rms usns");
/// The same, and the initials of people: "MS Swaminathan".
const INITIALS: Words = words!("ss ms mt ins");

/// Things that have names of their own.
const VESSELS: Words = words!(
    "boat cutter destroyer ferry freighter frigate icebreaker liner sailboat schooner ship \
     spacecraft steamer submarine tanker trawler tugboat vessel warship yacht"
);

#[cfg(test)]
mod tests {
    use super::super::mended::tests::check;
    use super::super::tidy::{ORG, PERSON, PLACE};

    #[test]
    fn ships_are_nobody() {
        let text = "When the ferry Linnea sank, Linnea had aground before. MV Nyota left Denmark.";
        let found = [("Linnea", PERSON), ("Nyota", ORG), ("Denmark", PLACE)];
        check(text, &found, &[("Linnea", ORG), ("Nyota", ORG), ("Denmark", PLACE)]);
        check("the ship Captain Berg", &[("Berg", PERSON)], &[("Berg", PERSON)]);
    }
}
