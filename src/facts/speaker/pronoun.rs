//! Whom "he", "she" and "they" stand for.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::entity::Mention;
use super::super::lexicon;
use super::super::token::Shape;
use super::{Scene, Speaker, people};
use crate::news::{EntityId, FactKind};

/// So many sentences back somebody may have been named.
const NEAR: usize = 5;
/// So far back whoever fits is looked for, where the last speaker does not.
const FAR: usize = 14;

impl Scene<'_, '_> {
    /// "he": whoever the sentence is about, or one of those before it; else the last speaker, if it can be.
    pub(super) fn pronoun(&self, at: usize, last: Option<&Speaker>) -> Option<Speaker> {
        let here = self.page.sentence_of(at);
        let word = self.page.word(at);
        if self.page.is(at, "it") {
            return self.thing(here, last);
        }
        let near = (here.saturating_sub(NEAR)..=here).rev();
        let found = near.into_iter().find_map(|sentence| self.meant_in(sentence, at, word));
        let fits = || last.filter(|speaker| self.fits(speaker, word)).cloned();
        let far = here.saturating_sub(FAR)..here.saturating_sub(NEAR);
        found.or_else(fits).or_else(|| far.rev().find_map(|s| self.meant_in(s, at, word)))
    }

    /// Whom a pronoun at `at` means, if a sentence tells.
    fn meant_in(&self, sentence: usize, at: usize, word: &str) -> Option<Speaker> {
        let tokens = self.page.sentences.get(sentence)?.tokens.clone();
        let end = if tokens.contains(&at) { at } else { tokens.end };
        let person = self.first_person_as(tokens.start..end, word);
        let person = person.map(|mention| (mention.tokens.start, mention.entity));
        let opening = self.opening_noun(tokens.start..end);
        let noun = opening.filter(|noun| people::can_be(self.page.word(*noun), word));
        match (noun, person) {
            (Some(noun), person)
                if person.is_none_or(|(start, _)| noun < start && !self.are_one(noun, start)) =>
            {
                Some(self.held_or_described(noun, tokens.start))
            }
            (_, Some((_, id))) => Some(Speaker::Named(id)),
            _ if sentence + 1 >= self.page.sentence_of(at) => {
                self.teller_behind(&tokens, end, word)
            }
            _ => None,
        }
    }

    /// "The talks failed, a spokeswoman for the union said": who told it.
    fn teller_behind(&self, tokens: &Range<usize>, end: usize, word: &str) -> Option<Speaker> {
        const REACH: usize = 60;
        let page = self.page;
        let from = tokens.start.max(end.saturating_sub(REACH));
        let comma = (from..end)
            .find(|at| page.word(*at) == "," && page.is_any(at + 1, &["a", "an", "the"]))?;
        let noun = (comma + 2..end.min(comma + 5)).find(|noun| {
            people::is_teller(page, *noun)
                && people::can_be(page.word(*noun), word)
                && !self.in_quote(*noun)
        })?;
        let said = (noun + 1..end.min(noun + 12)).any(|at| self.is_said(at));
        said.then(|| self.held_or_described(noun, tokens.start))
    }

    /// "it added": the last speaker that is nobody, or the body that the sentences before are about.
    fn thing(&self, here: usize, last: Option<&Speaker>) -> Option<Speaker> {
        let is_person = |id: EntityId| {
            self.entities.get(id as usize).is_some_and(|e| e.kind == FactKind::Person)
        };
        if let Some(speaker) = last.filter(|s| !matches!(s, Speaker::Named(id) if is_person(*id))) {
            return Some(speaker.clone());
        }
        (here.saturating_sub(2)..here).rev().find_map(|sentence| {
            let tokens = self.page.sentences.get(sentence)?.tokens.clone();
            let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
            let mut inside =
                self.mentions.get(from..)?.iter().take_while(|m| m.tokens.end <= tokens.end);
            let body = inside.find(|m| m.kind == FactKind::Org && self.can_speak(m))?;
            Some(Speaker::Named(body.entity))
        })
    }

    /// Whether a pronoun can stand for a speaker, by the first name.
    fn fits(&self, speaker: &Speaker, pronoun: &str) -> bool {
        match speaker {
            Speaker::Named(id) => self.is_called(*id, pronoun),
            Speaker::Described(tokens) => {
                tokens.clone().any(|at| people::can_be(self.page.word(at), pronoun))
            }
        }
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
                && !self.is_aside(m)
                && self.can_be(m, pronoun)
        })
    }

    /// "owned by talent manager NAME", "without mentioning NAME": somebody whom the sentence is not about.
    fn is_aside(&self, mention: &Mention) -> bool {
        let page = self.page;
        let plain = |at: &usize| {
            page.shape(*at) == Some(Shape::Lower)
                && !page.has_any(*at, Cues::STOP.or(Cues::SAY).or(Cues::VERB))
        };
        let start = mention.tokens.start;
        let words = (1..4).filter_map(|back| start.checked_sub(back)).take_while(plain).count();
        let Some(led) = start.checked_sub(1 + words) else { return false };
        words > 0
            && page.shape(led) == Some(Shape::Lower)
            && page.is_any(led, &["by", "with", "of", "without", "from", "against"])
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
        !called && self.is_called(mention.entity, pronoun)
    }

    /// Whether somebody's first name lets "he" or "she" stand for them.
    fn is_called(&self, id: EntityId, pronoun: &str) -> bool {
        let other = match pronoun.to_ascii_lowercase().as_str() {
            "he" => "w",
            "she" => "m",
            _ => return true,
        };
        let name = self.entities.get(id as usize).map_or("", |e| e.name.as_str());
        let mut first = String::new();
        lexicon::fold_into(&mut first, name.split(' ').next().unwrap_or_default());
        !name.contains(' ') || !lexicon::word(&first).any(other)
    }
}
