//! Whose a text is: "NAME's request to “…”", "NAME issued a statement which said “…”".

use std::ops::Range;

use super::super::cues::Cues;
use super::super::token::{Shape, Token};
use super::{Scene, Speaker, Subject};
use crate::news::FactKind;

impl Scene<'_, '_> {
    /// "NAME's request to “…”", "his claim that “…”": the words are whose the noun before them is.
    pub(super) fn owned(&self, inner: &Range<usize>) -> Option<Subject> {
        /// So many tokens stand between the noun and the mark.
        const REACH: usize = 4;
        let page = self.page;
        let start = self.sentence_start(inner.start);
        let mark = inner.start.checked_sub(1)?;
        let noun = (start.max(mark.saturating_sub(REACH))..mark)
            .rev()
            .take_while(|at| {
                (!page.is(*at, ",") || *at + 1 == mark) && !self.is_said(*at)
                    || is_speech_noun(page.word(*at))
            })
            .find(|at| page.shape(*at) == Some(Shape::Lower) && is_speech_noun(page.word(*at)))?;
        let between = (noun + 1..mark)
            .all(|at| page.is_any(at, &["to", "that", "of", "for", ":", ",", "the"]));
        // "called NAME's answer “…”": somebody else says it.
        // "NAME opposed the other's answer: “…”": so it is there.
        let told = noun + 1 == mark && (start..noun).any(|at| self.is_said(at))
            || page.is(mark - 1, ":") && self.first_person_as(start..noun, "").is_some();
        if !between || told {
            return None;
        }
        // "his own angry words"
        let plain = |at: &usize| {
            page.shape(*at) == Some(Shape::Lower)
                && !page.has_any(*at, Cues::STOP.or(Cues::SAY).or(Cues::VERB))
                && !page.is_any(*at, &["'s", "’s"])
                || page.is_any(*at, &["own", "recent", "earlier", "last", "first"])
        };
        let words = (start..noun).rev().take(3).take_while(plain).count();
        let owner = noun.checked_sub(1 + words).filter(|at| *at >= start)?;
        if page.is_any(owner, &["his", "her", "their"]) {
            return Some(Subject::Pronoun(owner));
        }
        if !page.is_any(owner, &["'s", "’s", "'", "’"]) {
            return None;
        }
        let (_, subject) = self.phrase_ending(owner.checked_sub(1)?, start)?;
        Some(subject)
    }

    /// "orders from NAME to “…”".
    pub(super) fn sent_by(&self, inner: &Range<usize>) -> Option<Subject> {
        let page = self.page;
        let to = inner.start.checked_sub(2).filter(|at| page.is_any(*at, &["to", "that", ":"]))?;
        let name = self.mention_ending(to.checked_sub(1)?)?;
        let by = name.tokens.start.checked_sub(1).filter(|at| page.is_any(*at, &["from", "by"]))?;
        let noun = page.word_before(by, 1);
        let text = is_speech_noun(noun) || is_speech_noun(noun.strip_suffix('s').unwrap_or(noun));
        text.then_some(Subject::Is(Speaker::Named(name.entity)))
    }

    /// "the judge's written statement": a text speaks for whom it is by.
    pub(super) fn owner_of(&self, text: usize, start: usize) -> Option<(usize, Subject)> {
        let page = self.page;
        let is_text = page.shape(text) == Some(Shape::Lower)
            && (is_speech_noun(page.word(text)) || TEXTS.contains(&page.word(text)));
        if !is_text {
            return None;
        }
        let plain = |at: &usize| {
            page.token(*at).is_some_and(Token::is_word)
                && !page.is_any(*at, &["'s", "’s"])
                && !page.has_any(*at, Cues::STOP.or(Cues::SAY).or(Cues::VERB))
                || page.is_hyphen(*at)
        };
        let words = (start..text).rev().take(5).take_while(plain).count();
        let mark = text.checked_sub(1 + words).filter(|at| *at >= start)?;
        if page.is_any(mark, &["his", "her", "their", "its"]) {
            return Some((mark, Subject::Pronoun(mark)));
        }
        // "NAME issued a statement": the text is by whoever issued it.
        let issued = mark.checked_sub(usize::from(page.is_any(mark, &["a", "an", "the", "this"])));
        if let Some(verb) = issued.filter(|at| *at > start && ISSUES.contains(&page.word(*at))) {
            return self.left_of(verb, start).map(|subject| (verb, subject));
        }
        if !page.is_any(mark, &["'s", "’s", "'", "’"]) {
            return None;
        }
        let owner = self.phrase_ending(mark - 1, start)?;
        let is_place = self.mention_ending(mark - 1).is_some_and(|m| m.kind == FactKind::Place);
        (!is_place).then_some(owner)
    }
}

/// What is done with a text by whoever wrote it.
#[rustfmt::skip]
const ISSUES: &[&str] = &[
    "issued", "released", "published", "posted", "made", "wrote", "sent", "gave", "issuing", "releasing", "posting",
    "signed", "delivered", "read", "tweeted", "shared", "filed",
];

/// Texts that speak for somebody, besides those of [`SPEECH`].
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "account", "affidavit", "analysis", "article", "blog", "brief", "column", "email", "essay", "letter", "memo",
    "memoir", "note", "opinion", "posts", "report", "ruling", "speech", "study", "testimony", "text", "tweets",
];

/// Nouns for what somebody says or writes.
fn is_speech_noun(word: &str) -> bool {
    SPEECH.binary_search(&word).is_ok()
}

/// In order.
#[rustfmt::skip]
const SPEECH: &[&str] = &[
    "accusation", "admission", "advice", "allegation", "announcement", "answer", "argument", "assertion",
    "assessment", "call", "caption", "catchphrase", "claim", "claims", "comment", "comments", "complaint",
    "contention", "credo", "demand", "description", "directive", "insistence", "instruction", "invitation",
    "mantra", "message", "mission", "motto", "mottos", "order", "pitch", "plea", "pledge", "post", "prediction",
    "promise", "proposal", "question", "refrain", "remark", "remarks", "reply", "request", "response", "slogan",
    "statement", "suggestion", "tagline", "threat", "tweet", "view", "vision", "vow", "warning", "words",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nouns_are_in_order() {
        assert!(SPEECH.is_sorted(), "{:?}", SPEECH.windows(2).find(|pair| pair[0] > pair[1]));
    }
}
