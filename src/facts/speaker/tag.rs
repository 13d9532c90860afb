//! The tag of a quotation: the words around it that say who spoke.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::entity::Mention;
use super::super::foreign;
use super::super::token::Shape;
use super::{Scene, Speaker, Subject};
use crate::news::FactKind;

impl Scene<'_, '_> {
    /// The tag behind: `," Berg said`, `," said Berg`, `," he said`.
    pub(super) fn behind(&self, inner: &Range<usize>) -> Option<Subject> {
        let page = self.page;
        let end = self.sentence_end(inner.end.saturating_sub(1)).min(inner.end + 16);
        // `», — сказал Berg`: abroad marks stand before the tag.
        let marks = |at: &usize| page.foreign && page.is_any(*at, &[",", "—", "–", "-"]);
        let begin = inner.end + 1 + (inner.end + 1..inner.end + 4).take_while(marks).count();
        let tag = begin..end.max(begin);
        let stop = tag
            .clone()
            .find(|at| matches!(page.word(*at), "“" | "\"" | "«" | "‘"))
            .unwrap_or(tag.end);
        if self.opens_clause(tag.start) {
            return None;
        }
        let verb = (tag.start..stop).find(|at| self.is_said(*at))?;
        let helped = page.foreign && foreign::helps(page.word_before(verb, 1));
        let first = verb - usize::from(helped && verb > tag.start);
        if page.is(verb.wrapping_sub(1), "it") && verb == tag.start + 1 {
            return Some(Subject::Pronoun(tag.start));
        }
        let participle = page.word(verb).ends_with("ing") && !page.is(verb, "according");
        // "said in a statement"
        let leads = !page.is(verb, "according")
            && (page.has(verb + 1, Cues::WHERE)
                || page.is_any(verb + 1, &["on", "during", "after", "of", "to", "by"]));
        let inverted = !participle
            && !leads
            && first <= tag.start + 1
            && (verb == tag.start || !self.is_subject(tag.start));
        if inverted {
            if let Some(subject) = self.right_of(verb, stop) {
                return Some(subject);
            }
            if page.has(verb + 1, Cues::PRONOUN) {
                return Some(Subject::Pronoun(verb + 1));
            }
        }
        self.left_of(verb, tag.start)
    }

    /// "…, while NAME said": what follows the marks is another clause.
    fn opens_clause(&self, at: usize) -> bool {
        const OPENS: &[&str] =
            &["while", "and", "but", "though", "although", "whereas", "which", "who"];
        self.page.is_any(at, OPENS)
    }

    /// The subject behind its verb: `said Berg`, `said the engineer, who knew Berg`, `said a spokesman for Berg`.
    fn right_of(&self, verb: usize, stop: usize) -> Option<Subject> {
        let mut named = self.mention_in(verb + 1..stop.min(verb + 12), true);
        let (person, body) = (self.described_in(verb + 1..stop), self.body_in(verb + 1..stop));
        let noun = person.into_iter().chain(body).min();
        // "said UN secretary general NAME", "said the Lima Board Chairman NAME": the body only says of what.
        if let Some(body) = named.filter(|m| m.kind != FactKind::Person)
            && let Some(person) = self.holder_behind(body, noun, stop)
        {
            named = Some(person);
        }
        // "reads NAME's statement"
        if let Some((_, owner)) = noun.and_then(|noun| self.owner_of(noun, verb + 1)) {
            return Some(owner);
        }
        match (noun, named) {
            (Some(noun), named)
                if named.is_none_or(|m| {
                    noun < m.tokens.start && !self.are_one(noun, m.tokens.start)
                }) =>
            {
                Some(Subject::Is(self.held_or_described(noun, verb + 1)))
            }
            (_, Some(named)) => Some(Subject::Is(Speaker::Named(named.entity))),
            _ => self.capital_starting(verb + 1, stop),
        }
    }

    /// Somebody whose office stands between a body and the name: "Lima Weather Board chairwoman NAME".
    fn holder_behind(&self, body: &Mention, noun: Option<usize>, stop: usize) -> Option<&Mention> {
        let page = self.page;
        let end = body.tokens.end;
        let told = noun.filter(|noun| *noun >= end);
        let person = self.mention_in(end..stop.min(end + 9), true)?;
        let start = person.tokens.start;
        let plain = |at: usize| page.shape(at) == Some(Shape::Lower);
        let told = told.is_some_and(|noun| noun < start && (end..noun).all(plain));
        let titled = person.kind == FactKind::Person
            && start > end
            && (end..start).all(|at| page.has_any(at, Cues::TITLE.or(Cues::PORTFOLIO)));
        (told || titled).then_some(person)
    }

    /// `?" Berg asked`: the question ends a sentence, and the tag begins another.
    pub(super) fn asked(&self, inner: &Range<usize>) -> Option<Subject> {
        let last = inner.end.checked_sub(1).filter(|at| self.page.is_any(*at, &["?", "!", "…"]))?;
        let from = self.mentions.partition_point(|m| m.tokens.start <= last);
        let name = self.mentions.get(from).filter(|m| m.tokens.start == inner.end + 1)?;
        let adverb = usize::from(self.page.word(name.tokens.end).ends_with("ly"));
        let said = self.is_said(name.tokens.end + adverb);
        said.then_some(Subject::Is(Speaker::Named(name.entity)))
    }

    /// `," Berg quipped`: a comma inside the marks leads to who spoke, whatever the verb is.
    pub(super) fn tagged(&self, inner: &Range<usize>) -> Option<Subject> {
        const REACH: usize = 5;
        let page = self.page;
        let comma = inner.end.checked_sub(1).is_some_and(|last| page.is(last, ","));
        let start = inner.end + 1;
        if self.opens_clause(start) {
            return None;
        }
        let stop = self.sentence_end(inner.end.saturating_sub(1)).min(start + REACH);
        let tag =
            start..(start..stop).find(|at| page.shape(*at) == Some(Shape::Mark)).unwrap_or(stop);
        let verb = |at: usize| {
            let word = page.word(at);
            page.shape(at) == Some(Shape::Lower) && (word.ends_with("ed") || word.ends_with('s'))
        };
        // `!" an officer ordered`
        let cried = inner.end.checked_sub(1).is_some_and(|last| page.is_any(last, &["!", "?"]))
            && page.shape(start) == Some(Shape::Lower);
        if (comma || cried) && tag.clone().any(verb) {
            let noun =
                self.described_in(tag.clone()).filter(|noun| *noun > start && verb(noun + 1));
            let told = || noun.map(|noun| Subject::Is(self.held_or_described(noun, start)));
            return self.named_in(tag.clone(), true).or_else(told);
        }
        // `," senior advocate Meera Joshi, who appeared for the residents, submitted`: the verb stands behind an insertion.
        let held = self.mention_in(tag.clone(), false);
        let person = held.filter(|m| {
            comma && m.kind == FactKind::Person && m.tokens.end == tag.end && page.is(tag.end, ",")
        });
        person.map(|m| Subject::Is(Speaker::Named(m.entity)))
    }

    /// The tag before: `Berg said: "`, `Berg, saying "`.
    pub(super) fn before(&self, inner: &Range<usize>) -> Option<Subject> {
        let page = self.page;
        let start = self.sentence_start(inner.start);
        let verb = (start..inner.start.saturating_sub(1))
            .rev()
            .take(40)
            .find(|at| self.is_said(*at) && !self.in_quote(*at))?;
        if page.is(verb, "according") {
            return self.told_in(verb + 1..inner.start);
        }
        // "was described by NAME as", "a plan called by critics": who speaks stands behind the verb.
        let published = page.is_any(
            verb,
            &["published", "reported", "released", "posted", "issued", "shared", "written"],
        );
        if page.is(verb + 1, "by") && !page.is(verb.wrapping_sub(1), "as") && !published {
            let told = self.told_in(verb + 2..inner.start);
            if told.is_some() {
                return told;
            }
        }
        // "…, says a report that warns of “…”": who speaks stands behind the verb.
        let turned =
            page.is(verb.wrapping_sub(1), ",") && page.is_any(verb + 1, &["a", "an", "the"]);
        let body = (verb + 2..verb + 5)
            .take_while(|at| *at < inner.start && page.shape(*at) == Some(Shape::Lower))
            .find(|at| super::people::is_body(page, *at));
        if let Some(noun) = body.filter(|_| turned) {
            return Some(Subject::Is(self.held_or_described(noun, verb + 1)));
        }
        // "has rebuked them, saying": the participle has the subject of the sentence.
        let participle = page.word(verb).ends_with("ing");
        // "NAME accused them and warned that": both verbs have one subject.
        let joined = page.is_any(verb.wrapping_sub(1), &["and", "but", "then"]);
        // "with one poster writing": its own subject stands right before it.
        if participle
            && let Some(head @ Subject::Is(Speaker::Described(_))) =
                self.head_ending(verb - 1, start)
        {
            return Some(head);
        }
        // "NAME stood by the door and said"
        let opening = self.mention_starting(start).filter(|m| m.kind == FactKind::Person);
        if let Some(person) = opening.filter(|m| joined && self.can_speak(m))
            && self.main_verb(start, verb).is_none()
        {
            return Some(Subject::Is(Speaker::Named(person.entity)));
        }
        let main = participle || joined;
        let from = if main { self.main_verb(start, verb).unwrap_or(verb) } else { verb };
        self.left_of(from, start)
    }

    /// The first name of a stretch that can speak, or else its first noun for somebody or for a body.
    pub(super) fn told_in(&self, range: Range<usize>) -> Option<Subject> {
        let noun = || self.described_in(range.clone()).or_else(|| self.body_in(range.clone()));
        let described =
            || noun().map(|noun| Subject::Is(self.held_or_described(noun, range.start)));
        let named = self.mention_in(range.clone(), true);
        let holder = named
            .filter(|m| m.kind != FactKind::Person)
            .and_then(|body| self.holder_behind(body, noun(), range.end));
        let named = holder.or(named).map(|m| Subject::Is(Speaker::Named(m.entity)));
        let article = usize::from(self.page.is_any(range.start, &["the", "a", "an"]));
        named.or_else(described).or_else(|| self.capital_starting(range.start + article, range.end))
    }

    fn main_verb(&self, start: usize, before: usize) -> Option<usize> {
        (start..before).find(|at| {
            self.page.shape(*at) == Some(Shape::Lower)
                && (self.page.has_any(*at, Cues::SAY.or(Cues::VERB))
                    || self.page.is_any(*at, &["has", "have", "had", "was", "is", "were"]))
        })
    }

    /// A name in a range; the first (`first`) or the last that can speak.
    pub(super) fn named_in(&self, range: Range<usize>, first: bool) -> Option<Subject> {
        let mention = self.mention_in(range, first)?;
        Some(Subject::Is(Speaker::Named(mention.entity)))
    }

    pub(super) fn mention_in(&self, range: Range<usize>, first: bool) -> Option<&Mention> {
        let from = self.mentions.partition_point(|m| m.tokens.start < range.start);
        let mut inside = self
            .mentions
            .get(from..)?
            .iter()
            .take_while(|m| m.tokens.end <= range.end)
            .filter(|m| self.can_speak(m) || m.kind == FactKind::Person && !self.is_owner(m));
        if first { inside.next() } else { inside.last() }
    }

    /// Owners ("Berg's visit") and names after prepositions ("in Rome") do not speak.
    pub(super) fn can_speak(&self, mention: &Mention) -> bool {
        let page = self.page;
        let mut at = mention.tokens.start;
        while at > 0 && page.has(at - 1, Cues::TITLE) {
            at -= 1;
        }
        // "within the central Interior Ministry"
        let plain = |at: &usize| {
            page.shape(*at) == Some(Shape::Lower)
                && !page.has_any(*at, Cues::STOP.or(Cues::SAY).or(Cues::VERB))
        };
        let words = (1..3).filter_map(|back| at.checked_sub(back)).take_while(plain).count();
        if words > 0 && page.word_before(at - words, 1).eq_ignore_ascii_case("the") {
            at -= words;
        }
        at -= usize::from(page.word_before(at, 1).eq_ignore_ascii_case("the"));
        let governed = page.before(at, 1).is_some_and(|t| {
            let opens = t.shape == Shape::Title && self.opens_sentence(at);
            (t.shape == Shape::Lower || opens)
                && (t.has(Cues::WHERE)
                    || page.is_any(
                        at - 1,
                        &[
                            "of", "within", "with", "for", "by", "on", "about", "against",
                            "between", "over", "told", "that",
                        ],
                    ))
        });
        // "Lima-based lawyer Paul Olsen"
        let end = mention.tokens.end;
        let part = page.is_hyphen(mention.tokens.start.wrapping_sub(1));
        let adjective = part || page.is_hyphen(end) && page.shape(end + 1) == Some(Shape::Lower);
        !self.is_owner(mention) && !governed && !adjective && mention.kind != FactKind::Event
    }

    fn is_owner(&self, mention: &Mention) -> bool {
        let end = mention.tokens.end;
        self.page.is_any(end, &["'s", "’s"])
            || self.page.is_any(end, &["'", "’"])
                && self.page.glued(end)
                && self.page.token(end + 1).is_some_and(|t| t.spaced && t.is_word())
    }
}
