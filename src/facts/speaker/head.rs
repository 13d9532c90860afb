//! The head of the noun phrase that ends before a verb: who "the editor of the paper (LT), who left it, said" is about.

use super::super::cues::Cues;
use super::super::entity::Mention;
use super::super::token::{Shape, Token};
use super::{Scene, Speaker, Subject, people};
use crate::news::{EntityId, FactKind};

/// How many parts of a noun phrase are stepped over: brackets, clauses, what hangs on a preposition.
const STEPS: usize = 5;
/// How long an insertion in brackets may be.
const BRACKETS: usize = 14;
/// Prepositions that a name or a noun hangs on.
const HANGS: &[&str] =
    &["of", "for", "at", "from", "with", "in", "to", "on", "near", "within", "inside"];

impl Scene<'_, '_> {
    /// Who the noun phrase that ends with `at` is: names and nouns on prepositions only say which one.
    pub(super) fn head_ending(&self, mut at: usize, start: usize) -> Option<Subject> {
        let mut inner = None;
        for _ in 0..STEPS {
            at = self.before_brackets(at, start);
            if at < start || self.in_quote(at) {
                return None;
            }
            // "the board, which has said": whatever stands before the clause.
            if self.page.is_any(at, &["who", "which"]) && at > start {
                let which = self.page.is(at, "which");
                at = at.checked_sub(1 + usize::from(self.page.is(at - 1, ",")))?;
                if which && people::is_body(self.page, at) {
                    return self.phrase_ending(at, start).map(|(_, subject)| subject);
                }
                continue;
            }
            let Some((first, subject)) = self.phrase_ending(at, start) else {
                let Some(before) = self.behind_sort(at, start) else { return inner };
                at = before;
                continue;
            };
            if matches!(subject, Subject::Pronoun(_)) {
                return Some(subject);
            }
            let Some(hangs) = self.before_name(first).filter(|at| *at > start) else {
                return Some(subject);
            };
            let agent = self.page.is(hangs, "by") && self.is_participle(hangs - 1);
            if !agent && !self.page.is_any(hangs, HANGS) {
                return Some(subject);
            }
            // "a letter seen by NAME": the letter.
            let participle = usize::from(self.is_participle(hangs - 1));
            let Some(before) = (hangs - 1).checked_sub(participle) else { return Some(subject) };
            at = before;
            // "NAME, of the board, said"
            at -= usize::from(self.page.is(at, ",") && at > start);
            if at < start {
                return None;
            }
            // "part of NAME's letter": where the other noun is nobody, it is still NAME.
            inner = (!self.is_place(&subject)).then_some(subject);
        }
        None
    }

    /// "NAME of the pro-Lima camp": what a noun that nobody is hangs on.
    fn behind_sort(&self, at: usize, start: usize) -> Option<usize> {
        let page = self.page;
        let plain = |at: &usize| {
            page.token(*at).is_some_and(Token::is_word)
                && !page.has_any(*at, Cues::STOP.or(Cues::SAY).or(Cues::VERB))
                || page.is_hyphen(*at)
        };
        let words = (start..=at).rev().take(5).take_while(plain).count();
        let before = at.checked_sub(words).filter(|_| words > 0)?;
        let article = usize::from(page.is_any(before, &["the", "a", "an", "its", "his", "her"]));
        let hangs = before.checked_sub(article).filter(|at| *at > start)?;
        page.is_any(hangs, HANGS).then_some(hangs - 1)
    }

    fn is_participle(&self, at: usize) -> bool {
        let word = self.page.word(at);
        self.page.shape(at) == Some(Shape::Lower)
            && (word.ends_with("ed") || PARTICIPLES.contains(&word))
    }

    fn is_place(&self, subject: &Subject) -> bool {
        let Subject::Is(Speaker::Named(id)) = subject else { return false };
        self.entities.get(*id as usize).is_some_and(|e| e.kind == FactKind::Place)
    }

    /// The token before a name or noun that begins with `first`, its article and what it is: "in the journal NAME".
    fn before_name(&self, first: usize) -> Option<usize> {
        let page = self.page;
        let plain = |at: &usize| {
            page.shape(*at) == Some(Shape::Lower)
                && !page.has_any(*at, Cues::STOP.or(Cues::SAY).or(Cues::VERB))
        };
        let sort = (0..first).rev().take(2).take_while(plain).count();
        let article = page.is_any(
            first.wrapping_sub(1 + sort),
            &["the", "a", "an", "its", "his", "her", "their"],
        );
        first.checked_sub(if article { sort + 2 } else { 1 })
    }

    /// The name, pronoun or noun for somebody that ends with `at`, and where it begins.
    pub(super) fn phrase_ending(&self, at: usize, start: usize) -> Option<(usize, Subject)> {
        let page = self.page;
        if page.has(at, Cues::PRONOUN) {
            return (!page.is_any(at, &["i", "we"])).then_some((at, Subject::Pronoun(at)));
        }
        if let Some(mention) = self.mention_ending(at) {
            let speaks = mention.kind != FactKind::Event && mention.tokens.start >= start;
            let named = Subject::Is(Speaker::Named(mention.entity));
            return speaks.then_some((mention.tokens.start, named));
        }
        if let Some(owner) = self.owner_of(at, start) {
            return Some(owner);
        }
        let teller = people::is_teller(page, at);
        let capital = page.token(at).is_some_and(Token::is_capital);
        if capital && !page.has(at, Cues::STOP) && !teller {
            return self.capital_ending(at, start);
        }
        let noun = teller || people::is_body(page, at) && !self.is_in_clause(at, start);
        // What a sign reads is nobody's.
        if !noun || page.is_any(at, &["sign", "leaflet"]) {
            return None;
        }
        Some((self.phrase(at, start).start, Subject::Is(self.held_or_described(at, start))))
    }

    /// Whether a noun stands in a clause about somebody else: "a nurse who left the hospital", "NAME, speaking to the council".
    fn is_in_clause(&self, at: usize, start: usize) -> bool {
        /// So far back the clause may begin.
        const REACH: usize = 12;
        let governs = |i: &usize| {
            let word = self.page.word(*i);
            self.page.is_any(*i, &["who", "close"])
                || word.ends_with("ing")
                    && word.len() > 5
                    && self.page.shape(*i) == Some(Shape::Lower)
        };
        (start.max(at.saturating_sub(REACH))..at)
            .rev()
            .take_while(|i| !self.page.is_any(*i, &[".", ":", ";"]))
            .any(|i| governs(&i))
    }

    /// Where the words with capitals begin that end with `at`.
    pub(super) fn capitals_ending(&self, at: usize, start: usize) -> Option<usize> {
        let capital =
            |at: &usize| self.page.token(*at).is_some_and(|t| t.is_capital() && !t.has(Cues::STOP));
        (start.max(at.saturating_sub(4))..=at).rev().take_while(capital).last()
    }

    /// Words with capitals that are no known name: an office ("the WWB Director"), or a name that is known elsewhere in full.
    fn capital_ending(&self, at: usize, start: usize) -> Option<(usize, Subject)> {
        let page = self.page;
        let first = self.capitals_ending(at, start)?;
        let known = |word: &str| self.holder(word, first).or_else(|| self.called(word, first));
        let speaker = match known(page.word(at)) {
            Some(id) => Speaker::Named(id),
            None if page.has_any(at, Cues::WEEKDAY.or(Cues::MONTH)) => return None,
            // The capital of a sentence's first word says nothing.
            None if self.opens_sentence(first + 1) && first == at => return None,
            None => Speaker::Described(first..at + 1),
        };
        Some((first, Subject::Is(speaker)))
    }

    /// The same behind a verb: "said Xanthopoulos", whom no list knows.
    pub(super) fn capital_starting(&self, at: usize, stop: usize) -> Option<Subject> {
        let capital = |at: &usize| {
            self.page.token(*at).is_some_and(|t| t.is_capital() && !t.has(Cues::STOP))
                && !self.page.has_any(*at, Cues::WEEKDAY.or(Cues::MONTH))
        };
        let words = (at..stop).take(4).take_while(capital).count();
        let last = at + words.checked_sub(1)?;
        self.capital_ending(last, at).map(|(_, subject)| subject)
    }

    /// The last person before `before` whose name ends with the word, or body whose name begins with it.
    fn called(&self, word: &str, before: usize) -> Option<EntityId> {
        /// How many names are looked at.
        const NEAR: usize = 60;
        let end = self.mentions.partition_point(|m| m.tokens.end <= before);
        let mut people = self.mentions.get(..end)?.iter().rev().take(NEAR);
        let is_called = |m: &&Mention| {
            let name = self.entities.get(m.entity as usize).map_or("", |e| e.name.as_str());
            let rest = match m.kind {
                FactKind::Person => name.strip_suffix(word),
                FactKind::Org => name.strip_prefix(word),
                _ => None,
            };
            rest.is_some_and(|rest| rest.ends_with(' ') || rest.starts_with(' '))
        };
        people.find(is_called).map(|m| m.entity)
    }

    /// "the World Weather Board (WWB)": the token before brackets that end at `at`; `at` itself where there are none.
    pub(super) fn before_brackets(&self, at: usize, start: usize) -> usize {
        if !self.page.is(at, ")") {
            return at;
        }
        let opens = (start..at).rev().take(BRACKETS).find(|i| self.page.is(*i, "("));
        opens.and_then(|i| i.checked_sub(1)).unwrap_or(at)
    }
}

/// Participles without "-ed" that a noun is followed by.
const PARTICIPLES: &[&str] = &[
    "seen", "sent", "written", "made", "held", "given", "shown", "led", "run", "put", "read",
    "known",
];
