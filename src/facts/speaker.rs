//! Says who spoke a quotation.
//!
//! Three patterns, in order: the tag behind the words ("…," Berg said), the tag before them (Berg said: "…"), and the
//! sentence's own subject. A pronoun stands for the last speaker or the subject of the sentence before. Follows the
//! pattern families of Pouliquen, Steinberger and Best (2007), "Automatic detection of quotations in multilingual news".

use std::ops::Range;

use super::cues::Cues;
use super::entity::Mention;
use super::foreign;
use super::lexicon;
use super::page::Page;
use super::quote::Quote;
use super::token::Shape;
use crate::news::{Entity, EntityId, FactKind};

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
    for number in 0..quotes.len() {
        let last = speakers.iter().rev().flatten().next().cloned();
        let speaker =
            scene.speaker(number, last.as_ref(), speakers.last().and_then(Option::as_ref));
        speakers.push(speaker);
    }
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
        let subject =
            self.behind(&inner).or_else(|| self.tagged(&inner)).or_else(|| self.before(&inner));
        match subject {
            Some(Subject::Is(speaker)) => Some(speaker),
            Some(Subject::Pronoun(at)) => self.pronoun(at, last),
            None => self.beside(number, previous).or_else(|| self.main_subject(inner.start)),
        }
    }

    /// The tag behind: `," Berg said`, `," said Berg`, `," he said`.
    fn behind(&self, inner: &Range<usize>) -> Option<Subject> {
        let page = self.page;
        let end = self.sentence_end(inner.end.saturating_sub(1)).min(inner.end + 16);
        let tag = inner.end + 1..end.max(inner.end + 1);
        let stop =
            tag.clone().find(|at| matches!(page.word(*at), "“" | "\"" | "«")).unwrap_or(tag.end);
        let verb = (tag.start..stop).find(|at| self.is_said(*at))?;
        let helped = page.foreign && foreign::helps(page.word_before(verb, 1));
        let first = verb - usize::from(helped && verb > tag.start);
        let inverted = first <= tag.start + 1 && (verb == tag.start || !self.is_subject(tag.start));
        if inverted {
            if let Some(subject) = self
                .named_in(verb + 1..stop.min(verb + 9), true)
                .or_else(|| self.described_in(verb + 1..stop))
            {
                return Some(subject);
            }
            if page.has(verb + 1, Cues::PRONOUN) {
                return Some(Subject::Pronoun(verb + 1));
            }
        }
        self.left_of(verb, tag.start)
    }

    /// `," Berg quipped`: a comma inside the marks leads to who spoke, whatever the verb is.
    fn tagged(&self, inner: &Range<usize>) -> Option<Subject> {
        const REACH: usize = 5;
        let page = self.page;
        let comma = inner.end.checked_sub(1).is_some_and(|last| page.is(last, ","));
        let start = inner.end + 1;
        let stop = self.sentence_end(inner.end.saturating_sub(1)).min(start + REACH);
        let tag =
            start..(start..stop).find(|at| page.shape(*at) == Some(Shape::Mark)).unwrap_or(stop);
        let verb = |at: usize| {
            let word = page.word(at);
            page.shape(at) == Some(Shape::Lower) && (word.ends_with("ed") || word.ends_with('s'))
        };
        (comma && tag.clone().any(verb)).then(|| self.named_in(tag, true)).flatten()
    }

    /// Whether the one word before a verb is its subject: "he", "Berg".
    fn is_subject(&self, at: usize) -> bool {
        self.page.has(at, Cues::PRONOUN) || self.mention_ending(at).is_some() || self.is_teller(at)
    }

    /// The tag before: `Berg said: "`, `Berg, saying "`.
    fn before(&self, inner: &Range<usize>) -> Option<Subject> {
        let page = self.page;
        let start = self.sentence_start(inner.start);
        let verb = (start..inner.start.saturating_sub(1))
            .rev()
            .take(40)
            .find(|at| self.is_said(*at) && !self.in_quote(*at))?;
        if page.is(verb, "according") {
            return self
                .named_in(verb + 1..inner.start, true)
                .or_else(|| self.described_in(verb + 1..inner.start));
        }
        // "has rebuked them, saying": the participle has the subject of the sentence.
        let participle = page.word(verb).ends_with("ing");
        let from = if participle { self.main_verb(start, verb).unwrap_or(verb) } else { verb };
        self.left_of(from, start)
    }

    fn is_said(&self, at: usize) -> bool {
        let says = self.page.has(at, Cues::SAY)
            || self.page.foreign && foreign::is_saying(self.page.word(at));
        says && self.page.shape(at) == Some(Shape::Lower) || self.page.is(at, "according")
    }

    fn main_verb(&self, start: usize, before: usize) -> Option<usize> {
        (start..before).find(|at| {
            self.page.shape(*at) == Some(Shape::Lower)
                && (self.page.has_any(*at, Cues::SAY.or(Cues::VERB))
                    || self.page.is_any(*at, &["has", "have", "had", "was", "is", "were"]))
        })
    }

    /// The subject of the verb at `verb`: the nearest name, pronoun or source on its left.
    fn left_of(&self, verb: usize, start: usize) -> Option<Subject> {
        if let Some(person) = self.apposed(verb, start) {
            return Some(Subject::Is(Speaker::Named(person)));
        }
        for at in (start..verb).rev() {
            if self.in_quote(at) {
                break;
            }
            if self.page.has(at, Cues::PRONOUN) && !self.page.is_any(at, &["it", "i", "we"]) {
                return Some(Subject::Pronoun(at));
            }
            if let Some(mention) = self.mention_ending(at).filter(|m| self.can_speak(m)) {
                return Some(Subject::Is(Speaker::Named(mention.entity)));
            }
            if self.is_teller(at) {
                return Some(Subject::Is(self.held_or_described(at, start)));
            }
        }
        self.plain_subject(verb, start)
    }

    fn is_teller(&self, at: usize) -> bool {
        self.page.shape(at) == Some(Shape::Lower)
            && (self.page.has(at, Cues::SOURCE)
                || self.page.has(at, Cues::TITLE) && self.page.is_any(at, TELLERS))
    }

    /// The person in "NAME, the mayor of Lima, said".
    fn apposed(&self, verb: usize, start: usize) -> Option<EntityId> {
        let comma = verb.checked_sub(1).filter(|at| self.page.is(*at, ","))?;
        let first = (start.max(comma.saturating_sub(16))..comma)
            .rev()
            .find(|at| self.page.is(*at, ",") || self.in_quote(*at))
            .filter(|at| self.page.is(*at, ","))?;
        let mention = self.mention_ending(first.checked_sub(1)?)?;
        (mention.kind == FactKind::Person).then_some(mention.entity)
    }

    /// "the minister": whoever was called minister before; else the words themselves.
    fn held_or_described(&self, at: usize, start: usize) -> Speaker {
        let phrase = self.phrase(at, start);
        let definite = self.page.is(phrase.start.wrapping_sub(1), "the") && phrase.len() <= 2;
        let holder = if definite { self.holder(self.page.word(at), phrase.start) } else { None };
        holder.map_or(Speaker::Described(phrase), Speaker::Named)
    }

    /// The last person with that title before `before`: the word stands in front of the name, or in an apposition behind.
    fn holder(&self, title: &str, before: usize) -> Option<EntityId> {
        /// How many names are looked at; farther back nobody remembers who "the minister" is.
        const NEAR: usize = 60;
        let end = self.mentions.partition_point(|m| m.tokens.end <= before);
        let people = self.mentions.get(..end)?.iter().rev().take(NEAR);
        let titled = |tokens: Range<usize>| tokens.into_iter().any(|i| self.page.is(i, title));
        people
            .filter(|m| m.kind == FactKind::Person)
            .find(|m| {
                let (start, end) = (m.tokens.start, m.tokens.end);
                let led = (start.saturating_sub(4)..start)
                    .rev()
                    .take_while(|i| {
                        let office = Cues::TITLE.or(Cues::PORTFOLIO).or(Cues::NATION);
                        self.page.token(*i).is_some_and(|t| t.is_capital() || t.cues.any(office))
                    })
                    .any(|i| self.page.is(i, title));
                led || self.page.is(end, ",") && titled(end + 1..end + 5)
            })
            .map(|m| m.entity)
    }

    /// "the company said", "a neighbor said", "police said": a noun right before the verb.
    fn plain_subject(&self, verb: usize, start: usize) -> Option<Subject> {
        let page = self.page;
        // What a sign reads is nobody's.
        if page.is_any(verb, &["read", "reads"]) {
            return None;
        }
        let mut head = verb.checked_sub(1)?;
        while head > start
            && (page.is_any(head, &["also", "later", "has", "had", "have", "then"])
                || page.word(head).ends_with("ly") && !page.is_any(head, LY_NOUNS))
        {
            head -= 1;
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

    /// A name in a range; the first (`first`) or the last that can speak.
    fn named_in(&self, range: Range<usize>, first: bool) -> Option<Subject> {
        let from = self.mentions.partition_point(|m| m.tokens.start < range.start);
        let mut inside = self
            .mentions
            .get(from..)?
            .iter()
            .take_while(|m| m.tokens.end <= range.end)
            .filter(|m| self.can_speak(m) || m.kind == FactKind::Person);
        let mention = if first { inside.next() } else { inside.last() }?;
        Some(Subject::Is(Speaker::Named(mention.entity)))
    }

    fn described_in(&self, range: Range<usize>) -> Option<Subject> {
        let head = range.clone().take(8).find(|at| self.is_teller(*at))?;
        Some(Subject::Is(self.held_or_described(head, range.start)))
    }

    /// The noun phrase that ends with `head`: "Palestinian officials".
    fn phrase(&self, head: usize, start: usize) -> Range<usize> {
        let mut from = head;
        while from > start && head - from < 4 {
            let Some(token) = self.page.token(from - 1) else { break };
            if !token.is_word()
                || token.has(Cues::STOP)
                || token.shape == Shape::Lower && token.cues.any(Cues::VERB.or(Cues::SAY))
            {
                break;
            }
            from -= 1;
        }
        from..head + 1
    }

    /// Owners ("Berg's visit") and names after prepositions ("in Rome") do not speak.
    fn can_speak(&self, mention: &Mention) -> bool {
        let page = self.page;
        let owner = page.is_any(mention.tokens.end, &["'s", "’s"]);
        let mut at = mention.tokens.start;
        at -= usize::from(page.word_before(at, 1).eq_ignore_ascii_case("the"));
        let governed = page.before(at, 1).is_some_and(|t| {
            t.shape == Shape::Lower
                && (t.has(Cues::WHERE)
                    || page.is_any(
                        at - 1,
                        &[
                            "of", "with", "for", "by", "on", "about", "against", "between", "over",
                            "told", "that",
                        ],
                    ))
        });
        !owner && !governed && mention.kind != FactKind::Event
    }

    /// "he": the last speaker if that is near, else the subject of the sentence before.
    fn pronoun(&self, at: usize, last: Option<&Speaker>) -> Option<Speaker> {
        let here = self.page.sentence_of(at);
        for sentence in (here.saturating_sub(5)..=here).rev() {
            let Some(tokens) = self.page.sentences.get(sentence).map(|s| s.tokens.clone()) else {
                continue;
            };
            let end = if sentence == here { at } else { tokens.end };
            if let Some(id) = self.first_person_as(tokens.start..end, self.page.word(at)) {
                return Some(Speaker::Named(id));
            }
        }
        last.cloned()
    }

    /// The first person outside quotations who is no owner.
    fn first_person(&self, range: Range<usize>) -> Option<EntityId> {
        self.first_person_as(range, "")
    }

    /// The first such person whom the pronoun can stand for.
    fn first_person_as(&self, range: Range<usize>, pronoun: &str) -> Option<EntityId> {
        let from = self.mentions.partition_point(|m| m.tokens.start < range.start);
        self.mentions
            .get(from..)?
            .iter()
            .take_while(|m| m.tokens.end <= range.end)
            .find(|m| {
                m.kind == FactKind::Person
                    && !self.in_quote(m.tokens.start)
                    && self.can_speak(m)
                    && self.can_be(m, pronoun)
            })
            .map(|m| m.entity)
    }

    /// Whether "he" or "she" can stand for this person, by the first name and by "Mr" and "Mrs".
    fn can_be(&self, mention: &Mention, pronoun: &str) -> bool {
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
        let name = self.entities.get(mention.entity as usize).map_or("", |e| e.name.as_str());
        let mut first = String::new();
        lexicon::fold_into(&mut first, name.split(' ').next().unwrap_or_default());
        !called && (!name.contains(' ') || !lexicon::word(&first).any(other))
    }

    /// A quotation without a tag goes on with the one before it in its paragraph or right above.
    fn beside(&self, number: usize, previous: Option<&Speaker>) -> Option<Speaker> {
        let page = self.page;
        let before = number.checked_sub(1).and_then(|n| self.quotes.get(n))?;
        let here = self.quotes.get(number)?;
        let paragraph =
            |at: usize| page.sentences.get(page.sentence_of(at)).map_or(0, |s| s.paragraph);
        let (now, then) = (paragraph(here.inner.start), paragraph(before.inner.start));
        let continues = !before.closed && now == then + 1;
        let same_sentence =
            page.sentence_of(here.inner.start) == page.sentence_of(before.inner.start);
        let opens = page
            .sentences
            .get(page.sentence_of(here.inner.start))
            .is_some_and(|s| s.tokens.start + 1 >= here.inner.start);
        (continues || same_sentence || now == then && opens).then(|| previous.cloned()).flatten()
    }

    /// Without any tag: whoever the sentence is about, or who stood right before in the paragraph.
    fn main_subject(&self, at: usize) -> Option<Speaker> {
        let start = self.sentence_start(at);
        if let Some(id) = self.first_person(start..at) {
            return Some(Speaker::Named(id));
        }
        if start + 1 < at {
            let pronoun = (start..at)
                .find(|i| self.page.has(*i, Cues::PRONOUN) && self.page.is_any(*i, &["he", "she"]));
            return match pronoun {
                Some(pronoun) => self.pronoun(pronoun, None),
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

    fn mention_ending(&self, at: usize) -> Option<&Mention> {
        let index = self.mentions.partition_point(|m| m.tokens.end <= at);
        self.mentions.get(index).filter(|m| m.tokens.end == at + 1)
    }

    fn in_quote(&self, at: usize) -> bool {
        let index = self.quotes.partition_point(|q| q.inner.end <= at);
        self.quotes.get(index).is_some_and(|q| q.inner.contains(&at))
    }

    fn sentence_start(&self, at: usize) -> usize {
        self.page
            .sentences
            .get(self.page.sentence_of(at))
            .map_or(at, |s| s.tokens.start.max(at.saturating_sub(80)))
    }

    fn sentence_end(&self, at: usize) -> usize {
        self.page.sentences.get(self.page.sentence_of(at)).map_or(at, |s| s.tokens.end)
    }
}

/// Nouns that speak without an article.
const BARE: &[&str] = &[
    "police",
    "prosecutors",
    "neighbors",
    "neighbours",
    "relatives",
    "residents",
    "investigators",
];

/// Offices that speak without a name.
const TELLERS: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "minister",
    "president",
    "official",
    "officer",
    "lawyer",
    "prosecutor",
    "judge",
    "coach",
    "analyst",
    "mayor",
    "governor",
    "editor",
    "author",
    "director",
];

/// Nouns that end like adverbs.
const LY_NOUNS: &[&str] = &[
    "family", "assembly", "ally", "monopoly", "weekly", "monthly", "daily", "anomaly", "italy",
    "rally",
];

#[cfg(test)]
mod tests {
    use super::super::{Context, find};
    use crate::news::FactKind;

    #[track_caller]
    fn check(text: &str, expected: &[Option<&str>]) {
        let facts = find(text, &Context::default());
        let found: Vec<Option<&str>> = facts
            .facts
            .iter()
            .filter(|f| f.kind == FactKind::Quote)
            .map(|f| f.speaker.as_deref())
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn a_comma_inside_the_marks_leads_to_the_speaker_whatever_the_verb_is() {
        check(
            "\"The alliance is intact,\" Maria Berg maintained. \"We are glad,\" quipped Paul Olsen.",
            &[Some("Maria Berg"), Some("Paul Olsen")],
        );
        check("\"We lost it all,\" the family said.", &[Some("family")]);
    }

    #[test]
    fn tags_before_and_behind_name_the_speaker() {
        check("“We will not come back,” Maria Berg said.", &[Some("Maria Berg")]);
        check("“We will not come back,” said Maria Berg.", &[Some("Maria Berg")]);
        check("Today Maria Berg told Paul Olsen: “We will not come back.”", &[Some("Maria Berg")]);
        check(
            "Paris has rebuked Berlin for that, saying: “This is not how to do it.”",
            &[Some("Paris")],
        );
    }

    #[test]
    fn a_surname_and_a_full_stop_are_a_tag() {
        check("“We were very scared,” Berg said. “I left.”", &[Some("Berg"), Some("Berg")]);
    }

    #[test]
    fn offices_stand_for_whoever_holds_them() {
        check(
            "Foreign Minister Anna Berg met Paul Olsen. “We had a good talk,” the minister said.",
            &[Some("Anna Berg")],
        );
        check(
            "Anna Berg, the mayor of Lima, said that “the city will rebuild”.",
            &[Some("Anna Berg")],
        );
    }

    #[test]
    fn what_has_no_name_is_described() {
        check("“They took my son,” a neighbor said.", &[Some("neighbor")]);
        check("“We regret what happened,” the company said.", &[Some("company")]);
    }

    #[test]
    fn she_is_no_man() {
        check(
            "Today John Smith met Mary Berg. “We will not come back,” she said.",
            &[Some("Mary Berg")],
        );
    }

    #[test]
    fn pronouns_stand_for_the_last_subject() {
        check("Maria Berg came home.\n\n“We will not come back,” she said.", &[Some("Maria Berg")]);
    }

    #[test]
    fn sources_without_a_name_are_described() {
        check("“We will not come back,” Danish officials said.", &[Some("Danish officials")]);
    }
}
