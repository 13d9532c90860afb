//! People in texts that are not English: without the titles that some languages write with a capital, and wherever they stand again.

use std::ops::Range;

use super::super::hash::Map;
use super::super::model::Found;
use super::super::overlay::among;
use super::super::page::Page;
use super::super::tidy::PERSON;

/// Whether a word is a title in another language: `Präsident`, `Sprecherin`, `Bundesinnenministerin`, `Président`, `Президент`.
pub(in crate::facts) fn is_title(word: &str) -> bool {
    /// German makes them with any beginning, of men and of women.
    #[rustfmt::skip]
    const ENDS: &[&str] = &["anwalt", "anwältin", "beauftragte", "beauftragter", "chef", "chefin", "direktor", "direktorin", "experte", "expertin", "forscher", "forscherin", "kanzler", "kanzlerin", "kommissar", "kommissarin", "könig", "königin", "leiter", "leiterin", "meister", "meisterin", "minister", "ministerin", "politiker", "politikerin", "präsident", "präsidentin", "professor", "professorin", "richter", "richterin", "sekretär", "sekretärin", "sprecher", "sprecherin", "trainer", "trainerin", "vorsitzende", "vorsitzender", "vorstand"];
    #[rustfmt::skip]
    const WORDS: &[&str] = &["alcalde", "alcaldesa", "canciller", "cancelliere", "chancelier", "dr", "frau", "gouverneur", "herr", "kardinal", "madame", "maire", "ministra", "ministre", "ministro", "monsieur", "papa", "papst", "prefeito", "premier", "premierminister", "presidenta", "presidente", "president", "prezes", "prezydent", "primo", "prinz", "prinzessin", "président", "présidente", "rey", "señor", "señora", "sindaco", "statsminister", "канцлер", "министр", "мэр", "премьер", "президент"];
    // A surname may be a title, too, but hardly one as long as these are with their first letters.
    let small = word.to_lowercase();
    WORDS.contains(&small.as_str()) || ENDS.iter().any(|end| small.ends_with(end))
}

/// The names with the places among them where the full name of somebody stands again.
pub(in crate::facts) fn add(page: &Page<'_>, names: Vec<Found>) -> Vec<Found> {
    /// No name is longer.
    const LONGEST: usize = 6;
    let mut people: Map<&str, &Found> = Map::default();
    for name in names.iter().filter(|n| n.kind == PERSON && (2..=LONGEST).contains(&n.tokens.len()))
    {
        people.entry(page.word(name.tokens.start)).or_insert(name);
    }
    let same = |at: usize, tokens: &Range<usize>| {
        tokens.clone().enumerate().all(|(n, own)| page.word(at + n) == page.word(own))
    };
    let tokens = if people.is_empty() { 0..0 } else { 0..page.tokens.len() };
    let again = tokens.filter_map(|at| {
        let name = people.get(page.word(at)).filter(|name| same(at, &name.tokens))?;
        Some(Found { tokens: at..at + name.tokens.len(), ..(*name).clone() })
    });
    let again = again.collect();
    among(names, again)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_by_their_ends() {
        assert!(
            ["Sprecherin", "Bundesinnenministerin", "Präsident", "Президент", "Président"]
                .into_iter()
                .all(is_title)
        );
        assert!(!["Petra", "Huber", "Macron", "Merz"].into_iter().any(is_title));
    }

    #[test]
    fn full_names_are_found_again() {
        let page = Page::new("Президент России Иван Берг ушёл. Потом Иван Берг спал");
        let first = page.tokens.len() - 3;
        let name = Found {
            tokens: first..first + 2,
            kind: PERSON,
            certainty: 0.9,
            shares: [0.9, 0.0, 0.0],
        };
        let found = add(&page, vec![name]);
        let found: Vec<&str> = found.iter().map(|f| page.read(&f.tokens)).collect();
        assert_eq!(found, ["Иван Берг", "Иван Берг"]);
    }
}
