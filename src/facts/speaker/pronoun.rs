//! Whom "he", "she" and "they" stand for.

use std::ops::Range;

use super::super::entity::Mention;
use super::super::lexicon;
use super::{Scene, Speaker, people};
use crate::news::{EntityId, FactKind};

/// So many sentences back somebody may have been named.
const NEAR: usize = 5;

impl Scene<'_, '_> {
    /// "he": whoever the sentence is about, or one of those before it; else the last speaker.
    pub(super) fn pronoun(&self, at: usize, last: Option<&Speaker>) -> Option<Speaker> {
        let here = self.page.sentence_of(at);
        let word = self.page.word(at);
        for sentence in (here.saturating_sub(NEAR)..=here).rev() {
            let Some(tokens) = self.page.sentences.get(sentence).map(|s| s.tokens.clone()) else {
                continue;
            };
            let end = if sentence == here { at } else { tokens.end };
            let person = self.first_person_as(tokens.start..end, word);
            let person = person.map(|mention| (mention.tokens.start, mention.entity));
            let opening = self.opening_noun(tokens.start..end);
            let noun = opening.filter(|noun| people::can_be(self.page.word(*noun), word));
            match (noun, person) {
                (Some(noun), person)
                    if person
                        .is_none_or(|(start, _)| noun < start && !self.are_one(noun, start)) =>
                {
                    return Some(self.held_or_described(noun, tokens.start));
                }
                (_, Some((_, id))) => return Some(Speaker::Named(id)),
                _ => {}
            }
        }
        last.cloned()
    }

    /// The first person outside quotations who is no owner.
    pub(super) fn first_person(&self, range: Range<usize>) -> Option<EntityId> {
        self.first_person_as(range, "").map(|mention| mention.entity)
    }

    /// The first such person whom the pronoun can stand for.
    pub(super) fn first_person_as(&self, range: Range<usize>, pronoun: &str) -> Option<&Mention> {
        let from = self.mentions.partition_point(|m| m.tokens.start < range.start);
        self.mentions.get(from..)?.iter().take_while(|m| m.tokens.end <= range.end).find(|m| {
            m.kind == FactKind::Person
                && !self.in_quote(m.tokens.start)
                && self.can_speak(m)
                && self.can_be(m, pronoun)
        })
    }

    /// Whether "he" or "she" can stand for this person, by the first name and by "Mr" and "Mrs".
    pub(super) fn can_be(&self, mention: &Mention, pronoun: &str) -> bool {
        let other = match pronoun.to_ascii_lowercase().as_str() {
            "he" => "w",
            "she" => "m",
            _ => return true,
        };
        let dot = usize::from(self.page.is(mention.tokens.start.wrapping_sub(1), "."));
        let honorific = mention.tokens.start.wrapping_sub(1 + dot);
        let called = match other {
            "w" => {
                self.page.is_any(honorific, &["mrs", "ms", "miss", "madame", "queen", "princess"])
            }
            _ => self.page.is_any(honorific, &["mr", "sir", "lord", "king", "prince"]),
        };
        let name = self.entities.get(mention.entity as usize).map_or("", |e| e.name.as_str());
        let mut first = String::new();
        lexicon::fold_into(&mut first, name.split(' ').next().unwrap_or_default());
        !called && (!name.contains(' ') || !lexicon::word(&first).any(other))
    }
}
