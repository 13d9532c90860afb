//! Says who spoke a quotation.
//!
//! Three patterns, in order: the tag behind the words ("…," Berg said), the tag before them (Berg said: "…"), and the
//! sentence's own subject. A pronoun stands for whoever of the sentences before fits best by a few weights. Follows the
//! pattern families of Pouliquen, Steinberger and Best (2007), "Automatic detection of quotations in multilingual news".
//! The tags are read in `tag`, what stands around words without one in `around`; `verb` knows verbs of saying, `subject` and
//! `head` who is their subject, `text` whose a text is, `holder` whom an office means, `pronoun` whom "he" means; `people`
//! knows who may speak without a name. Quotations inside others are `repeated` words: their tag stands inside the outer one.

mod around;
mod head;
mod holder;
mod people;
mod phrase;
mod pronoun;
mod repeated;
mod subject;
mod tag;
mod text;
mod verb;
mod words;

pub(super) use self::repeated::repeated;

use std::ops::Range;

use super::cues::Cues;
use super::entity::Mention;
use super::page::Page;
use super::quote::Quote;
use super::token::Token;
use crate::news::{Entity, EntityId};

/// Who spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// One of the entities.
    Named(EntityId),
    /// Nobody named: "Palestinian officials".
    Described(Range<usize>),
}

/// What the speaker of each quotation is looked for in.
pub(super) struct Scene<'a, 't> {
    page: &'a Page<'t>,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    quotes: &'a [Quote],
}

/// The speakers of all quotations, in their order.
pub(super) fn attribute(
    page: &Page<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    quotes: &[Quote],
) -> Vec<Option<Speaker>> {
    let scene = Scene { page, mentions, entities, quotes };
    let mut speakers: Vec<Option<Speaker>> = Vec::with_capacity(quotes.len());
    let mut last = None;
    for number in 0..quotes.len() {
        let previous = speakers.last().and_then(Option::as_ref);
        let speaker = scene.speaker(number, last.as_ref(), previous);
        last = speaker.clone().or(last);
        speakers.push(speaker);
    }
    scene.recognise(&mut speakers);
    speakers
}

/// The name or description of a speaker.
pub(super) fn name(page: &Page<'_>, entities: &[Entity], speaker: &Speaker) -> String {
    match speaker {
        Speaker::Named(id) => {
            entities.get(*id as usize).map(|e| e.name.clone()).unwrap_or_default()
        }
        Speaker::Described(tokens) => page.read(tokens).to_owned(),
    }
}

/// What was found beside a verb of saying.
enum Subject {
    Is(Speaker),
    Pronoun(usize),
}

impl Scene<'_, '_> {
    fn speaker(
        &self,
        number: usize,
        last: Option<&Speaker>,
        previous: Option<&Speaker>,
    ) -> Option<Speaker> {
        let inner = self.quotes.get(number)?.inner.clone();
        // What goes on without a pause behind the marks is no tag: 'called it "a blow" for those who said no'.
        if let Some(name) = self.scripted(&inner).or_else(|| self.signed(&inner)) {
            return Some(name);
        }
        let subject = if self.is_fragment(&inner) {
            let told = || self.fronted(&inner).or_else(|| self.behind(&inner));
            let owned = self.owned(&inner).or_else(|| self.sent_by(&inner));
            owned.or_else(|| self.before(&inner)).or_else(told)
        } else {
            self.behind(&inner)
                .or_else(|| self.asked(&inner))
                .or_else(|| self.tagged(&inner))
                .or_else(|| self.owned(&inner))
                .or_else(|| self.before(&inner))
                .or_else(|| self.fronted(&inner))
                .or_else(|| self.introduced(&inner))
        };
        match subject {
            Some(Subject::Is(speaker)) => Some(speaker),
            Some(Subject::Pronoun(at)) => self.pronoun(at, last),
            None => self
                .beside(number, previous)
                .or_else(|| self.main_subject(inner.start, last))
                .or_else(|| self.goes_on(number, previous))
                .or_else(|| self.same_paragraph(number, previous)),
        }
    }

    /// Whether the sentence goes on behind the marks without a comma or an end.
    fn is_fragment(&self, inner: &Range<usize>) -> bool {
        let pause = |at: usize| self.page.is_any(at, &[",", ".", "!", "?", "…", "—", "–", "-"]);
        let opens = self.opens_sentence(inner.start);
        !opens && !pause(inner.end.saturating_sub(1)) && !pause(inner.end + 1)
    }

    /// A quotation without a tag goes on with the one before it in its paragraph or right above.
    fn beside(&self, number: usize, previous: Option<&Speaker>) -> Option<Speaker> {
        let page = self.page;
        let before = number.checked_sub(1).and_then(|n| self.quotes.get(n))?;
        let here = self.quotes.get(number)?;
        let (now, then) = (self.paragraph(here.inner.start), self.paragraph(before.inner.start));
        let continues = !before.closed && now == then + 1;
        let same_sentence =
            page.sentence_of(here.inner.start) == page.sentence_of(before.inner.end);
        let opens = self.opens_sentence(here.inner.start);
        (continues || same_sentence || now == then && opens).then(|| previous.cloned()).flatten()
    }

    /// Words in marks that nothing else tells of: whoever was quoted before in the same paragraph.
    fn same_paragraph(&self, number: usize, previous: Option<&Speaker>) -> Option<Speaker> {
        let before = number.checked_sub(1).and_then(|n| self.quotes.get(n))?;
        let here = self.quotes.get(number)?.inner.start;
        let same = self.paragraph(here) == self.paragraph(before.inner.start);
        same.then(|| previous.cloned()).flatten()
    }

    /// A paragraph that begins with words in marks goes on with the quotation that the one above it ends with, or with the
    /// one of that paragraph: `"We left," he said.` above `"Nobody stayed."`.
    fn goes_on(&self, number: usize, previous: Option<&Speaker>) -> Option<Speaker> {
        let before = number.checked_sub(1).and_then(|n| self.quotes.get(n))?;
        let here = self.quotes.get(number)?.inner.start;
        let above = self.page.sentences.get(self.page.sentence_of(here).checked_sub(1)?)?;
        let ends = before.inner.end + 2 >= above.tokens.end && before.inner.end <= above.tokens.end;
        let asks = self.page.is(before.inner.end.saturating_sub(1), "?");
        let follows = self.paragraph(here) == self.paragraph(before.inner.start) + 1
            && self.paragraph(here) > above.paragraph
            && !asks;
        (self.opens_sentence(here) && (ends || follows)).then(|| previous.cloned()).flatten()
    }

    /// Without any tag: whoever the sentence is about, or who stood right before in the paragraph.
    fn main_subject(&self, at: usize, last: Option<&Speaker>) -> Option<Speaker> {
        let start = self.sentence_start(at);
        let person = self.first_person_as(start..at, "");
        let noun = self.opening_noun(start..at).filter(|noun| {
            person.is_none_or(|m| *noun < m.tokens.start && !self.are_one(*noun, m.tokens.start))
        });
        if let Some(noun) = noun {
            return Some(self.held_or_described(noun, start));
        }
        if let Some(person) = person {
            return Some(Speaker::Named(person.entity));
        }
        if let Some(body) = self.opening_body(start..at) {
            return Some(self.held_or_described(body, start));
        }
        if start + 1 < at {
            let pronoun = (start..at)
                .find(|i| self.page.has(*i, Cues::PRONOUN) && self.page.is_any(*i, &["he", "she"]));
            return match pronoun {
                Some(pronoun) => self.pronoun(pronoun, last),
                None => self.named_in(start..at, true).map(|subject| match subject {
                    Subject::Is(speaker) => speaker,
                    Subject::Pronoun(_) => Speaker::Described(start..start + 1),
                }),
            };
        }
        // The whole sentence is quoted: the tag may stand in the one before ("He went on:").
        let before = self.page.sentence_of(at).checked_sub(1)?;
        let tokens = self.page.sentences.get(before)?.tokens.clone();
        self.first_person(tokens).map(Speaker::Named)
    }

    /// Words without a name are whose they are where they stand once more with one: headlines and captions repeat them.
    /// "Senator: ‘No deal’" is the first senator that the text names.
    fn recognise(&self, speakers: &mut [Option<Speaker>]) {
        /// In longer texts nobody is looked for.
        const MOST: usize = 300;
        let is_named = |speaker: &Option<Speaker>| matches!(speaker, Some(Speaker::Named(_)));
        if speakers.len() > MOST || speakers.iter().all(is_named) {
            return;
        }
        let words: Vec<Vec<String>> =
            self.quotes.iter().map(|quote| self.plain(&quote.inner)).collect();
        for number in 0..speakers.len() {
            if is_named(&speakers[number]) {
                continue;
            }
            let again = (0..speakers.len()).find(|other| {
                is_named(&speakers[*other]) && are_repeated(&words[number], &words[*other])
            });
            let found = again.and_then(|other| speakers[other].clone());
            let start = self.quotes[number].inner.start;
            if let Some(speaker) = found.or_else(|| self.titled_in_headline(start)) {
                speakers[number] = Some(speaker);
            }
        }
    }

    /// "Senator: ‘…’" at the beginning of the text.
    fn titled_in_headline(&self, at: usize) -> Option<Speaker> {
        let colon = at.checked_sub(2).filter(|colon| self.page.is(*colon, ":"))?;
        let title = colon.checked_sub(1).filter(|_| self.page.sentence_of(at) == 0)?;
        self.first_holder(self.page.word(title)).map(Speaker::Named)
    }

    fn plain(&self, tokens: &Range<usize>) -> Vec<String> {
        let words = tokens.clone().filter(|at| self.page.token(*at).is_some_and(Token::is_word));
        words.take(60).map(|at| self.page.word(at).to_lowercase()).collect()
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let sentence = self.page.sentences.get(self.page.sentence_of(at));
        sentence.is_some_and(|s| s.tokens.start + 1 >= at)
    }

    fn paragraph(&self, at: usize) -> u32 {
        self.page.sentences.get(self.page.sentence_of(at)).map_or(0, |s| s.paragraph)
    }

    fn mention_ending(&self, at: usize) -> Option<&Mention> {
        let index = self.mentions.partition_point(|m| m.tokens.end <= at);
        self.mentions.get(index).filter(|m| m.tokens.end.checked_sub(1) == Some(at))
    }

    fn mention_starting(&self, at: usize) -> Option<&Mention> {
        let index = self.mentions.partition_point(|m| m.tokens.start < at);
        self.mentions.get(index).filter(|m| m.tokens.start == at)
    }

    fn in_quote(&self, at: usize) -> bool {
        let index = self.quotes.partition_point(|q| q.inner.end <= at);
        self.quotes.get(index).is_some_and(|q| q.inner.contains(&at))
    }

    fn sentence_start(&self, at: usize) -> usize {
        self.page
            .sentences
            .get(self.page.sentence_of(at))
            .map_or(at, |s| self.behind_dateline(&s.tokens).min(at).max(at.saturating_sub(80)))
    }

    fn sentence_end(&self, at: usize) -> usize {
        self.page.sentences.get(self.page.sentence_of(at)).map_or(at, |s| s.tokens.end)
    }
}

/// Whether the shorter of two quotations stands in the longer one, and is more than a phrase.
fn are_repeated(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 4 && long.windows(short.len()).any(|words| words == short)
}

#[cfg(test)]
mod more_tests;
#[cfg(test)]
mod tests;
