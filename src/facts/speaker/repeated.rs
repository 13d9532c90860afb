//! Whose words a speaker repeats: "He said, ‘I am sorry,’ and left,” Berg told them.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::entity::Mention;
use super::super::page::Page;
use super::super::quote::Quote;
use super::{Scene, Speaker, Subject, people};
use crate::news::{Entity, FactKind};

/// How far before and behind the inner marks the tag may stand.
const REACH: usize = 12;
/// So many sentences before the outer quotation somebody may have been named.
const NEAR: usize = 4;
/// And so many words: a sentence may be as long as the text.
const FAR: usize = 200;

/// The speakers of quotations inside others; `outer` are all others with their speakers.
pub(in super::super) fn repeated(
    page: &Page<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    outer: (&[Quote], &[Option<Speaker>]),
    nested: &[(usize, Quote)],
) -> Vec<Option<Speaker>> {
    // Inside the outer marks nothing counts as quoted but the words looked at.
    let scene = Scene { page, mentions, entities, quotes: &[] };
    let speaker = |(number, quote): &(usize, Quote)| {
        let around = outer.0.get(*number)?.inner.clone();
        let told = outer.1.get(*number)?.as_ref();
        scene.repeats(&quote.inner, &around, told)
    };
    nested.iter().map(speaker).collect()
}

impl Scene<'_, '_> {
    fn repeats(
        &self,
        inner: &Range<usize>,
        around: &Range<usize>,
        told: Option<&Speaker>,
    ) -> Option<Speaker> {
        let start = around.start.max(inner.start.saturating_sub(REACH));
        let before = (start..inner.start.saturating_sub(1)).rev().find(|at| self.is_said(*at));
        let behind =
            || (inner.end + 1..(inner.end + 4).min(around.end)).find(|at| self.is_said(*at));
        let (verb, from) = match before {
            Some(verb) => (verb, start),
            None => (behind()?, inner.end + 1),
        };
        // "I looked and thought: ‘…’"
        let own = (from..verb)
            .rev()
            .find(|at| self.page.has(*at, Cues::PRONOUN) || self.mention_ending(*at).is_some());
        if own.is_some_and(|at| self.page.is_any(at, &["i", "we"])) {
            return told.cloned();
        }
        let joined = self.page.is_any(verb.wrapping_sub(1), &["and", "then"]);
        let Some(subject) = self.left_of(verb, from) else {
            // "I went home, cried all night and thought ‘…’"
            return told.filter(|_| joined).cloned();
        };
        match subject {
            Subject::Is(speaker) => Some(speaker),
            Subject::Pronoun(at) => self.somebody_else(at, around.start, told),
        }
    }

    /// "he" inside a quotation: the last one named before it who does not speak now.
    fn somebody_else(
        &self,
        pronoun: usize,
        quote: usize,
        told: Option<&Speaker>,
    ) -> Option<Speaker> {
        let word = self.page.word(pronoun);
        let here = self.page.sentence_of(quote);
        let fits = |m: &&Mention| {
            let speaks = told == Some(&Speaker::Named(m.entity));
            m.kind == FactKind::Person && !speaks && self.can_be(m, word)
        };
        (here.saturating_sub(NEAR)..=here).rev().find_map(|number| {
            let mut tokens = self.page.sentences.get(number)?.tokens.clone();
            tokens.start = tokens.start.max(quote.saturating_sub(FAR));
            let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
            let end = tokens.end.min(quote).max(tokens.start);
            let named = self.mentions.get(from..)?.iter().take_while(|m| m.tokens.end <= end);
            let person = named.clone().find(fits).map(|m| Speaker::Named(m.entity));
            // "Berg read from a letter by a 9-year-old girl": a noun behind who speaks now is somebody else.
            let own = named.filter(|m| told == Some(&Speaker::Named(m.entity))).last();
            let noun = || {
                let can_be = |at: &usize| people::can_be(self.page.word(*at), word);
                let mut behind = own.map_or(tokens.start, |m| m.tokens.end)..end;
                let at = behind.find(|at| people::is_teller(self.page, *at) && can_be(at))?;
                Some(Speaker::Described(at..at + 1)).filter(|noun| told != Some(noun))
            };
            person.or_else(noun)
        })
    }
}
