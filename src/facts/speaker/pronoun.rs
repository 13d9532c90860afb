//! Whom "he", "she" and "they" stand for.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::entity::Mention;
use super::super::lexicon;
use super::super::token::{Shape, Token};
use super::{Scene, Speaker, people};
use crate::news::{EntityId, FactKind};

/// So far back somebody who fits is looked for.
const FAR: usize = 14;
/// So many tokens of a sentence are looked at, from its end.
const LONG: usize = 150;
/// So many people of a sentence are weighed.
const MANY: usize = 8;

/// What speaks for and against somebody whom a pronoun could mean: the subject of a sentence, anybody else in it, who is
/// only an owner ("Berg's house") or hangs on a preposition, who spoke last (and asked, where "he replied" follows), whoever
/// stands behind the same pronoun, and each sentence between.
const SUBJECT: i32 = 6;
const OBJECT: i32 = 2;
const ASIDE: i32 = -2;
const SPOKE_LAST: i32 = 1;
const ASKED: i32 = -6;
const BEHIND_SAME: i32 = -7;
const STEP: i32 = 2;

impl Scene<'_, '_> {
    /// "he": whoever of the sentences before fits best; where nobody does, the last speaker if it can be.
    pub(super) fn pronoun(&self, at: usize, last: Option<&Speaker>) -> Option<Speaker> {
        let here = self.page.sentence_of(at);
        let word = match self.page.word(at).to_ascii_lowercase().as_str() {
            "his" => "he",
            "her" => "she",
            "their" => "they",
            _ => self.page.word(at),
        };
        if self.page.is_any(at, &["it", "its"]) {
            return self.thing(here, last);
        }
        if word.eq_ignore_ascii_case("they")
            && let Some(many) = self.many(here, at, last)
        {
            return Some(many);
        }
        let replies = self.page.is_any(at + 1, &["replied", "answered", "responded", "replies"]);
        let mut best: Option<(i32, Speaker)> = None;
        let mut distance = 0;
        for sentence in (here.saturating_sub(FAR)..=here).rev() {
            if best.as_ref().is_some_and(|(points, _)| *points >= SUBJECT + SPOKE_LAST - distance) {
                break;
            }
            let Some(tokens) = self.told_before(sentence, at) else { continue };
            let same = self.same_again(&tokens, word);
            for (points, speaker) in self.meant_in(tokens, word, same) {
                let again = match last == Some(&speaker) {
                    true if replies => ASKED,
                    true => SPOKE_LAST,
                    false => 0,
                };
                let points = points + again - distance;
                if best.as_ref().is_none_or(|(most, _)| points > *most) {
                    best = Some((points, speaker));
                }
            }
            if same.is_none() {
                distance += STEP;
            }
        }
        let fits = || last.filter(|speaker| self.fits(speaker, word)).cloned();
        best.map(|(_, speaker)| speaker).or_else(fits)
    }

    /// The tokens of a sentence before `at`; none where it is no running text.
    fn told_before(&self, sentence: usize, at: usize) -> Option<Range<usize>> {
        let sentence = self.page.sentences.get(sentence)?;
        let holds = sentence.tokens.contains(&at);
        let end = if holds { at } else { sentence.tokens.end };
        let start = self.behind_dateline(&sentence.tokens).max(end.saturating_sub(LONG));
        (holds || !sentence.debris).then_some(start.min(end)..end)
    }

    /// Where a stretch has the pronoun itself, or opens with another word for whom it means: "The striker scored".
    fn same_again(&self, tokens: &Range<usize>, word: &str) -> Option<usize> {
        let pronoun = tokens.clone().find(|i| self.page.is(*i, word) && !self.in_quote(*i));
        let noun = || self.opening_noun(tokens.clone());
        pronoun.or_else(|| noun().filter(|noun| self.refers_back(*noun, tokens.start)))
    }

    /// Those whom a pronoun can mean in a stretch of a sentence, and how well; `same` is where that pronoun stands itself.
    fn meant_in(
        &self,
        tokens: Range<usize>,
        word: &str,
        same: Option<usize>,
    ) -> Vec<(i32, Speaker)> {
        let behind = |at: usize| if same.is_some_and(|same| same < at) { BEHIND_SAME } else { 0 };
        let mut meant = Vec::new();
        let noun = self.opening_noun(tokens.clone()).filter(|noun| {
            people::can_be(self.page.word(*noun), word) && !self.refers_back(*noun, tokens.start)
        });
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let inside = self.mentions.get(from..).unwrap_or_default().iter();
        let people = inside.take_while(|m| m.tokens.end <= tokens.end).filter(|m| {
            m.kind == FactKind::Person
                && !self.in_quote(m.tokens.start)
                && !self.is_office(m)
                && self.can_be(m, word)
        });
        let mut subject = true;
        for person in people.take(MANY) {
            let start = person.tokens.start;
            if let Some(noun) = noun.filter(|noun| subject && *noun < start)
                && !self.are_one(noun, start)
            {
                meant.push((SUBJECT + behind(noun), self.held_or_described(noun, tokens.start)));
                subject = false;
            }
            let cited = self.page.is(start.wrapping_sub(2), "according");
            let stands = cited || self.can_speak(person) && !self.is_aside(person);
            let points = match (stands, subject) {
                (true, true) => SUBJECT,
                (true, false) => OBJECT,
                (false, _) => ASIDE,
            };
            subject &= !stands;
            meant.push((points + behind(start), Speaker::Named(person.entity)));
        }
        if let Some(noun) = noun.filter(|_| meant.is_empty()) {
            meant.push((SUBJECT + behind(noun), self.held_or_described(noun, tokens.start)));
        }
        if meant.is_empty() {
            meant.extend(self.teller_behind(&tokens, tokens.end, word).map(|s| (OBJECT, s)));
        }
        meant
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

    /// "they added": the last speaker that is more than one or a body, or such a subject of the sentences before.
    fn many(&self, here: usize, at: usize, last: Option<&Speaker>) -> Option<Speaker> {
        let page = self.page;
        let subject = |sentence: usize| {
            let tokens = self.told_before(sentence, at)?;
            let noun = self.opening_noun(tokens.clone());
            let noun = noun.filter(|noun| people::is_many(page.word(*noun)));
            let first = self.mention_in(tokens.start..tokens.end.min(tokens.start + 10), true);
            // "The company that runs NAME, OTHER": the first is no subject.
            let related = |m: &Mention| {
                (tokens.start..m.tokens.start).any(|at| page.is_any(at, &["that", "who", "which"]))
            };
            let body = first.filter(|m| m.kind == FactKind::Org && !related(m));
            noun.map(|noun| Speaker::Described(self.whole_phrase(self.phrase(noun, tokens.start))))
                .or_else(|| body.map(|m| Speaker::Named(m.entity)))
        };
        let is_many = |speaker: &&Speaker| match speaker {
            Speaker::Named(id) => {
                self.entities.get(*id as usize).is_some_and(|e| e.kind != FactKind::Person)
            }
            Speaker::Described(tokens) => people::is_many(page.word(tokens.end - 1)),
        };
        (here.saturating_sub(2)..=here)
            .rev()
            .find_map(subject)
            .or_else(|| last.filter(is_many).cloned())
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
                && !self.is_office(m)
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
        // "(NAME/Agency)" took the picture.
        let bracketed = page.is(start.wrapping_sub(1), "(");
        bracketed
            || words > 0
                && page.shape(led) == Some(Shape::Lower)
                && page.is_any(led, &["by", "with", "of", "without", "from", "against"])
    }

    /// "Shadow Home" before "Secretary": half an office, not somebody.
    fn is_office(&self, mention: &Mention) -> bool {
        let end = mention.tokens.end;
        self.page.has(end, Cues::TITLE) && self.page.token(end).is_some_and(Token::is_capital)
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
