//! Who is named around a quotation without a tag in its sentence: as in a script, in a signature, above a colon.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::token::Shape;
use super::verb::is_saying;
use super::{Scene, Speaker, Subject};
use crate::news::FactKind;

impl Scene<'_, '_> {
    /// `Berg: "We left."`: a name and a colon right before the marks.
    pub(super) fn scripted(&self, inner: &Range<usize>) -> Option<Speaker> {
        let colon = inner.start.checked_sub(2).filter(|at| self.page.is(*at, ":"))?;
        let name = self.mention_ending(colon.checked_sub(1)?)?;
        let speaks = name.kind == FactKind::Person && self.can_speak(name);
        speaks.then_some(Speaker::Named(name.entity))
    }

    /// `"We left." - NAME`: a dash and a name that ends its line.
    pub(super) fn signed(&self, inner: &Range<usize>) -> Option<Speaker> {
        let page = self.page;
        let is_dash = |at: usize| matches!(page.word(at), "—" | "–" | "-" | "--" | "―" | "~");
        let mut at = inner.end + 1;
        if !is_dash(at) {
            return None;
        }
        while is_dash(at) {
            at += 1;
        }
        let name = self.mention_starting(at).filter(|m| m.kind == FactKind::Person)?;
        let end = name.tokens.end;
        let ends = page.is(end, ",") || page.token(end).is_none_or(|t| t.breaks > 0);
        ends.then_some(Speaker::Named(name.entity))
    }

    /// "NAME put out a statement:" above the words: who the sentence with the colon is about.
    pub(super) fn introduced(&self, inner: &Range<usize>) -> Option<Subject> {
        let page = self.page;
        let above = page.sentence_of(inner.start).checked_sub(1)?;
        let tokens = page.sentences.get(above)?.tokens.clone();
        let colon = tokens.end.checked_sub(1).filter(|at| page.is(*at, ":"))?;
        if !self.opens_sentence(inner.start) {
            return None;
        }
        let start = self.sentence_start(colon);
        let verb =
            (start..colon).rev().take(40).find(|at| self.is_said(*at) && !self.in_quote(*at));
        let told = verb.and_then(|verb| self.left_of(verb, start));
        told.or_else(|| {
            let pronoun = (start..colon).take(12).find(|at| page.is_any(*at, &["he", "she"]));
            let first = self.first_person_as(start..colon, "");
            match pronoun {
                Some(at) if first.is_none_or(|m| at < m.tokens.start) => Some(Subject::Pronoun(at)),
                _ => first
                    .map(|m| Subject::Is(Speaker::Named(m.entity)))
                    .or_else(|| self.told_in(start..colon)),
            }
        })
    }

    /// "Calling it “a disgrace”, NAME left": who speaks stands behind the clause that opens the sentence.
    pub(super) fn fronted(&self, inner: &Range<usize>) -> Option<Subject> {
        /// The clause is no longer.
        const LONG: usize = 40;
        let page = self.page;
        let start = self.sentence_start(inner.start);
        let opening =
            (start..inner.start.min(start + 3)).find(|at| page.word(*at).ends_with("ing"));
        let opening = opening.filter(|at| *at > start || page.shape(*at) != Some(Shape::Lower))?;
        let named = (opening + 1..inner.start)
            .any(|at| self.is_subject(at) && !self.page.is_any(at, &["it", "them", "him", "her"]));
        if named || !is_saying(&page.word(opening).to_lowercase()) {
            return None;
        }
        let end = self.sentence_end(inner.end).min(inner.end + LONG);
        let comma = (inner.end.saturating_sub(1)..end)
            .find(|at| page.is(*at, ",") && (!self.in_quote(*at) || *at + 1 == inner.end))?;
        let first =
            (comma + 1..end).find(|at| !page.is_any(*at, &["”", "\"", "’", "the", "a", "an"]))?;
        if page.has(first, Cues::PRONOUN) {
            return Some(Subject::Pronoun(first));
        }
        self.told_in(first..end.min(first + 8))
    }
}
