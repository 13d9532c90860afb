//! Who is meant by an office or another word: "the minister", "the striker", "the former mayor".

use std::ops::Range;

use super::super::cues::Cues;
use super::super::token::{Shape, Token};
use super::{Scene, Speaker, people};
use crate::news::{EntityId, FactKind};

impl Scene<'_, '_> {
    /// "the minister": whoever was called minister before; else the words themselves.
    pub(super) fn held_or_described(&self, at: usize, start: usize) -> Speaker {
        let phrase = self.phrase(at, start);
        let aged = self.aged_from(phrase.start);
        let first = aged.unwrap_or(phrase.start);
        let owned = self.page.token(phrase.start).is_some_and(Token::is_capital)
            && self.page.is_any(phrase.start + 1, &["'s", "’s"]);
        let definite = self.page.is(first.wrapping_sub(1), "the");
        let holder = (definite && phrase.len() <= 2 || owned && phrase.len() <= 4)
            .then(|| self.holder(self.page.word(at), phrase.start))
            .flatten();
        let meant = || match self.pronoun(phrase.start, None) {
            Some(Speaker::Named(id)) => Some(id),
            _ => None,
        };
        let holder = holder.or_else(|| if self.refers_back(at, start) { meant() } else { None });
        holder.map_or_else(|| Speaker::Described(self.whole_phrase(phrase)), Speaker::Named)
    }

    /// "the striker", "the 19-year-old student", "the Lima chief": another word for somebody named before.
    pub(super) fn refers_back(&self, at: usize, start: usize) -> bool {
        let phrase = self.phrase(at, start);
        let aged = self.aged_from(phrase.start);
        let first = aged.unwrap_or(phrase.start);
        let definite = self.page.is(first.wrapping_sub(1), "the");
        let owned = phrase.clone().any(|i| self.page.is_any(i, &["'s", "’s"]));
        // "the director, NAME," and "the striker NAME" are named here.
        let comma = usize::from(self.page.is(at + 1, ","));
        let named = self.mention_starting(at + 1 + comma).is_some();
        let word = self.page.word(at);
        let former = phrase.clone().any(|i| self.page.is(i, "former")) && !people::is_many(word);
        // "the economist, who asked not to be named": somebody else.
        let another = self.page.is_any(at + 1 + comma, &["who", "whose", "that"]);
        let other = !another && (aged.is_some() || former || people::is_epithet(word));
        definite && !owned && !named && other && !self.is_introduced(at)
    }

    /// Whether "a former manager" stands not far before "the former manager": somebody who has no name.
    fn is_introduced(&self, noun: usize) -> bool {
        /// So far back it is looked for, and so many words may stand before the noun.
        const FAR: usize = 150;
        const WORDS: usize = 4;
        let page = self.page;
        let article = |at: usize| {
            let led = (at.saturating_sub(WORDS)..at).find(|i| page.is_any(*i, &["a", "an", "one"]));
            // "runs as a candidate", "a candidate, NAME,": somebody known.
            let comma = usize::from(page.is(at + 1, ","));
            led.is_some_and(|i| !page.is(i.wrapping_sub(1), "as"))
                && self.mention_starting(at + 1 + comma).is_none()
        };
        (noun.saturating_sub(FAR)..noun).any(|at| page.is(at, page.word(noun)) && article(at))
    }

    /// Where "19-year-old" begins, which stands before a noun.
    fn aged_from(&self, noun: usize) -> Option<usize> {
        let page = self.page;
        let old = (0..2)
            .find_map(|back| noun.checked_sub(back).filter(|at| page.word(*at).ends_with("old")));
        (old?.saturating_sub(5)..=old?).find(|at| page.shape(*at) == Some(Shape::Number))
    }

    /// The last person with that title before `before`: the word stands in front of the name, or in an apposition behind.
    pub(super) fn holder(&self, title: &str, before: usize) -> Option<EntityId> {
        /// How many names are looked at; farther back nobody remembers who "the minister" is.
        const NEAR: usize = 60;
        let end = self.mentions.partition_point(|m| m.tokens.end <= before);
        let mut people = self.mentions.get(..end)?.iter().rev().take(NEAR);
        people.find(|m| self.holds(m.tokens.clone(), m.kind, title)).map(|m| m.entity)
    }

    /// The first person of the text with that title.
    pub(super) fn first_holder(&self, title: &str) -> Option<EntityId> {
        const NEAR: usize = 20;
        let mut people = self.mentions.iter().take(NEAR);
        people.find(|m| self.holds(m.tokens.clone(), m.kind, title)).map(|m| m.entity)
    }

    fn holds(&self, name: Range<usize>, kind: FactKind, title: &str) -> bool {
        let page = self.page;
        let is_title = |i: usize| people::are_same_office(page.word(i), title);
        let titled = |tokens: Range<usize>| tokens.into_iter().any(is_title);
        let led = || {
            (name.start.saturating_sub(5)..name.start)
                .rev()
                .take_while(|i| {
                    let office = Cues::TITLE.or(Cues::PORTFOLIO).or(Cues::NATION);
                    page.token(*i).is_some_and(|t| t.is_capital() || t.cues.any(office))
                        || page.is_any(*i, &[".", ","])
                        || people::is_teller(page, *i)
                        // "ambassador to Peru NAME"
                        || page.is_any(*i, &["to", "of"]) && *i + 1 < name.start
                            && page.token(i + 1).is_some_and(Token::is_capital)
                })
                .any(is_title)
        };
        kind == FactKind::Person
            && (led() || page.is(name.end, ",") && titled(name.end + 1..name.end + 5))
    }
}
