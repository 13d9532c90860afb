//! Storms that are called by their name alone after the first time: "Hurricane Odette hit Florida. Odette killed 12 people."

use super::hash::{Map, Set};
use super::names::Candidate;

/// What stands before the name of a storm.
const STORMS: &[&str] = &["cyclone", "hurricane", "storm", "typhoon"];

/// The name of a storm without what it is, both as they are looked up.
pub(super) fn name(key: &str) -> Option<&str> {
    let rest = |key: &'_ str| key.split_once(' ').map(|(first, _)| first.len() + 1);
    let plain = ["tropical ", "super ", "winter "]
        .iter()
        .find_map(|word| key.strip_prefix(word))
        .unwrap_or(key);
    let (first, _) = plain.split_once(' ')?;
    let name = plain.get(rest(plain)?..)?;
    (STORMS.contains(&first) && !name.contains(' ')).then_some(name)
}

/// Points that settle the kind.
const SURE: i16 = 16;

/// Makes the short names of storms events, wherever they stand. A name that somebody in the text has is left to them.
pub(super) fn name_short(
    rules: &[Candidate],
    kept: &mut [Candidate],
    known: &mut Map<String, [i16; 4]>,
) {
    if !rules.iter().chain(&*kept).any(|c| name(&c.key).is_some()) {
        return;
    }
    let storms: Set<String> =
        rules.iter().chain(&*kept).filter_map(|c| name(&c.key)).map(str::to_owned).collect();
    let persons = |storm: &&String| {
        kept.iter().any(|c| {
            c.key.contains(' ')
                && name(&c.key).is_none()
                && c.key.split(' ').any(|w| w == storm.as_str())
        })
    };
    let storms: Set<&String> = storms.iter().filter(|storm| !persons(storm)).collect();
    for storm in storms {
        let points = [0, 0, 0, SURE];
        known.insert(storm.clone(), points);
        for short in kept.iter_mut().filter(|c| c.key == *storm) {
            short.points = points;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Context, find};
    use crate::news::FactKind;

    #[test]
    fn storms_have_names() {
        assert_eq!(name("hurricane odette"), Some("odette"));
        assert_eq!(name("tropical storm greta"), Some("greta"));
        assert_eq!(name("storm of protest"), None);
        assert_eq!(name("odette"), None);
    }

    #[test]
    fn storms_are_events_by_their_short_names_too() {
        let text = "Hurricane Odette hit Florida on Monday. Odette killed 12 people there.";
        let facts = find(text, &Context::default());
        let storms: Vec<_> = facts.entities.iter().filter(|e| e.kind == FactKind::Event).collect();
        assert_eq!(storms.len(), 1);
        assert_eq!((storms[0].name.as_str(), storms[0].mentions.len()), ("Hurricane Odette", 2));
        assert!(facts.entities.iter().all(|e| e.kind != FactKind::Person));
    }
}
