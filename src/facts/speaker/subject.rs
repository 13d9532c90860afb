//! Who or what a verb of saying has for its subject: a name, a pronoun, or a noun for somebody without a name.

use std::ops::Range;

use super::super::cues::Cues;
use super::super::token::{Shape, Token};
use super::words::{BARE, BESIDE_VERBS, CALLED, LEADING, LY_NOUNS};
use super::{Scene, Speaker, Subject, people};
use crate::news::FactKind;

/// How many insertions between commas are looked across: "NAME, the envoy, whose car was hit, said".
const INSERTIONS: usize = 4;

impl Scene<'_, '_> {
    /// The subject of the verb at `verb`: the nearest name, pronoun or source on its left.
    pub(super) fn left_of(&self, verb: usize, start: usize) -> Option<Subject> {
        if let Some(subject) = self.across_commas(verb, start) {
            return Some(subject);
        }
        let head = self.before_adverbs(verb, start).and_then(|at| self.head_ending(at, start));
        if head.is_some() {
            return head;
        }
        let mut at = verb;
        while at > start {
            at = self.before_brackets(at - 1, start);
            if at < start || self.in_quote(at) {
                break;
            }
            if self.page.has(at, Cues::PRONOUN) && !self.page.is_any(at, &["it", "i", "we"]) {
                return Some(Subject::Pronoun(at));
            }
            if let Some(mention) = self.mention_ending(at).filter(|m| self.can_speak(m)) {
                return Some(Subject::Is(Speaker::Named(mention.entity)));
            }
            let body = || {
                people::is_body(self.page, at)
                    && self.page.has(at + 1, Cues::WHERE)
                    && !self.is_governed(at, start)
            };
            if people::is_teller(self.page, at) || body() {
                match self.governed_from(at, start) {
                    // "a spokesman for the minister said": who is spoken for does not speak.
                    Some(outer) => at = outer,
                    None => return Some(Subject::Is(self.held_or_described(at, start))),
                }
            }
        }
        self.plain_subject(verb, start)
    }

    /// The preposition that a noun hangs on, where another noun for somebody stands right before that.
    fn governed_from(&self, noun: usize, start: usize) -> Option<usize> {
        let preposition = self.before_phrase(noun, start).filter(|at| *at > start)?;
        let governs = self.page.is_any(preposition, &["for", "of", "to", "with", "from", "at"]);
        (governs && people::is_teller(self.page, preposition - 1)).then_some(preposition)
    }

    /// The subject in "NAME, the mayor of Lima, said" and "the captain, who has flown for years, said".
    fn across_commas(&self, verb: usize, start: usize) -> Option<Subject> {
        let page = self.page;
        let mut comma = self.before_adverbs(verb, start).filter(|at| page.is(*at, ","))?;
        let mut described = None;
        for _ in 0..INSERTIONS {
            let first = (start.max(comma.saturating_sub(40))..comma)
                .rev()
                .find(|at| page.is(*at, ",") || self.in_quote(*at))
                .filter(|at| page.is(*at, ",") && *at > start);
            let inside = self.mention_ending(comma.wrapping_sub(1)).filter(|m| {
                let begin = first.map_or(start, |at| at + 1);
                let lower = |at: usize| {
                    self.page.shape(at) == Some(Shape::Lower)
                        && !self.page.has_any(at, Cues::SAY.or(Cues::VERB))
                };
                // "the head of it, doctoral candidate NAME, said"
                let led = m.tokens.start > begin
                    && begin + 4 >= m.tokens.start
                    && (begin..m.tokens.start).all(lower)
                    && people::is_teller(page, m.tokens.start.wrapping_sub(1));
                let whole = led || m.tokens.start == begin + usize::from(page.is(begin, "the"));
                whole && matches!(m.kind, FactKind::Person | FactKind::Org)
            });
            if let Some(mention) = inside {
                return Some(Subject::Is(Speaker::Named(mention.entity)));
            }
            let Some(first) = first.filter(|at| self.is_insertion(at + 1)) else { break };
            // "Kestrel Foods Inc., the baker, said"
            let dot = usize::from(page.is(first - 1, "."));
            let whole = self.mention_ending(first - 1);
            let named = whole.or_else(|| self.mention_ending(first - 1 - dot)).filter(|m| {
                m.kind == FactKind::Person || m.kind == FactKind::Org && self.can_speak(m)
            });
            if let Some(mention) = named {
                return Some(Subject::Is(Speaker::Named(mention.entity)));
            }
            // "NAME of the Lima Weather Board, a physicist, said"
            let hangs = self.mention_ending(first - 1).is_some_and(|m| m.kind != FactKind::Person)
                || self.page.is(first - 1, ")");
            let head = hangs.then(|| self.head_ending(first - 1, start)).flatten();
            if let Some(subject @ Subject::Is(_)) = head {
                return Some(subject);
            }
            // "Xan Xanthoukos, head of the board, said": a name that no list knows.
            let unknown = self.capitals_ending(first - 1, start).filter(|at| *at == start);
            if unknown.is_some_and(|at| at + 1 < first) && self.mention_ending(first - 1).is_none()
            {
                return Some(Subject::Is(Speaker::Described(start..first)));
            }
            // "the Lawyers' Watch group, which …": the body has a name.
            let body = people::is_body(page, first - 1) && !self.is_governed(first - 1, start);
            let called = body.then(|| self.mention_ending(first.wrapping_sub(2))).flatten();
            if let Some(mention) = called.filter(|m| m.kind == FactKind::Org) {
                return Some(Subject::Is(Speaker::Named(mention.entity)));
            }
            if described.is_none() && (body || people::is_teller(page, first - 1)) {
                described = Some(Subject::Is(self.held_or_described(first - 1, start)));
            }
            comma = first;
        }
        described
    }

    /// Whether what begins here can stand between a subject and its verb.
    fn is_insertion(&self, at: usize) -> bool {
        !self.page.is_any(
            at,
            &[
                "and", "but", "so", "yet", "while", "as", "that", "because", "he", "she", "they",
                "it",
            ],
        )
    }

    /// The token before a verb and its adverbs and helpers.
    fn before_adverbs(&self, verb: usize, start: usize) -> Option<usize> {
        let page = self.page;
        let mut head = verb.checked_sub(1)?;
        while head > start {
            let adverb = page.is_any(head, BESIDE_VERBS)
                || page.word(head).ends_with("ly") && !page.is_any(head, LY_NOUNS);
            let step = if adverb { 1 } else { self.date_ending(head) };
            if step == 0 || head < start + step {
                break;
            }
            head -= step;
        }
        Some(head)
    }

    /// "the company said", "a neighbor said", "police said": a noun right before the verb.
    fn plain_subject(&self, verb: usize, start: usize) -> Option<Subject> {
        let page = self.page;
        // What a sign reads is nobody's.
        let head = self.before_adverbs(verb, start)?;
        let sign = !people::is_body(page, head) || page.is_any(head, &["sign", "leaflet"]);
        if page.is_any(verb, &["read", "reads"]) && sign {
            return None;
        }
        let noun = head >= start
            && page.shape(head) == Some(Shape::Lower)
            && !page.has_any(
                head,
                Cues::STOP.or(Cues::VERB).or(Cues::SAY).or(Cues::PERIOD).or(Cues::UNIT),
            )
            && !self.in_quote(head);
        if !noun {
            return None;
        }
        let phrase = self.phrase(head, start);
        let known = page.is_any(
            phrase.start.wrapping_sub(1),
            &["the", "a", "an", "one", "two", "three", "his", "her", "their", "another"],
        );
        (known || page.is_any(head, BARE)).then_some(Subject::Is(Speaker::Described(phrase)))
    }

    /// The first noun for somebody without a name, where the sentence opens with it: "A second diplomat put it bluntly".
    pub(super) fn opening_noun(&self, sentence: Range<usize>) -> Option<usize> {
        const REACH: usize = 8;
        /// What leads up to the subject is no longer.
        const LEADS: usize = 30;
        let page = self.page;
        let mut start = sentence.start;
        // "On Monday, a guard who" opens with the guard.
        let article = page.is_any(
            start,
            &["a", "an", "the", "one", "two", "his", "her", "their", "its", "another", "some"],
        );
        if !article && page.token(start).is_some_and(|t| t.has(Cues::STOP)) {
            let comma = (start..(start + LEADS).min(sentence.end)).find(|at| page.is(*at, ","));
            match comma {
                Some(comma) if comma < start + 5 || page.is_any(start, LEADING) => {
                    start = comma + 1;
                }
                None if page.is_any(start, LEADING) => return None,
                _ => {}
            }
        }
        let end = sentence.end.min(start + REACH);
        let ends = |at: &usize| {
            self.in_quote(*at)
                || self.mention_ending(*at).is_some()
                || page.token(*at).is_some_and(|t| {
                    t.shape == Shape::Mark && !page.is_any(*at, &["'s", "’s", "-", "'", "’"])
                        || t.shape == Shape::Lower && t.cues.any(Cues::SAY)
                        || t.has(Cues::PRONOUN)
                })
        };
        let noun = (start..end)
            .take_while(|at| !ends(at))
            .find(|at| people::is_teller(page, *at) && !people::is_teller(page, at + 1))?;
        // What follows a verb is no subject.
        let verb = (start..noun).any(|at| {
            page.shape(at) == Some(Shape::Lower)
                && (page.has(at, Cues::VERB)
                    || page.is_any(at, &["was", "were", "is", "are", "had"]))
        });
        // "Speaking through an interpreter he added": somebody else speaks.
        let through = self.before_phrase(noun, start).is_some_and(|at| {
            at > sentence.start && page.is_any(at, &["through", "via", "with", "to", "by", "for"])
        });
        (!verb && !through).then_some(noun)
    }

    /// A noun for a body that the sentence opens with: "The council put out a paper".
    pub(super) fn opening_body(&self, sentence: Range<usize>) -> Option<usize> {
        let page = self.page;
        let article = page.is_any(sentence.start, &["a", "an", "the"]);
        let mut words = (sentence.start + 1..sentence.end).take(4);
        let body = words.find(|at| people::is_body(page, *at) && !people::is_body(page, at + 1));
        let plain = |noun: usize| {
            (sentence.start + 1..noun)
                .all(|at| page.token(at).is_some_and(Token::is_word) && !page.has(at, Cues::STOP))
        };
        body.filter(|noun| article && plain(*noun) && self.mention_ending(*noun).is_none())
    }

    /// Whether a noun and the name behind it are one: "the coach, Anna Berg," and "the coach Anna Berg".
    pub(super) fn are_one(&self, noun: usize, name: usize) -> bool {
        let mut gap = noun + 1..name;
        let relative = |at: usize| self.page.is_any(at, &["who", "whose", "which", "that", "said"]);
        // "a man who gave his name only as Erdem".
        if gap.len() <= 9
            && gap.clone().any(|at| self.page.is_any(at, CALLED))
            && self.page.is_any(
                name - 1,
                &["as", "only", "named", "pseudonym", "alias", "name", "nicknamed", "called"],
            )
        {
            return true;
        }
        gap.is_empty() || self.page.is(name - 1, ",") && !gap.any(relative)
    }

    /// A noun in a range that speaks, and where it stands.
    pub(super) fn described_in(&self, range: Range<usize>) -> Option<usize> {
        range
            .take(8)
            .find(|at| people::is_teller(self.page, *at) && !people::is_teller(self.page, at + 1))
    }

    /// A noun for a body or a paper right at the beginning of a range: "the ministry".
    pub(super) fn body_in(&self, range: Range<usize>) -> Option<usize> {
        let closes = |at: usize| {
            self.page.shape(at) != Some(Shape::Lower)
                || self.page.is_any(at, &["which", "that", "in", "on", "at", "after", "of", "to"])
        };
        range.take(5).find(|at| people::is_body(self.page, *at) && closes(at + 1))
    }

    /// Whether the word before a verb is its subject: "he", "Berg".
    pub(super) fn is_subject(&self, at: usize) -> bool {
        self.page.has(at, Cues::PRONOUN)
            || self.mention_ending(at).is_some()
            || people::is_teller(self.page, at)
            || self.page.token(at).is_some_and(|t| t.is_capital() && !t.has(Cues::STOP))
    }
}
