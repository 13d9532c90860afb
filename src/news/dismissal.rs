//! Facts that the reader has called wrong, and what is left of the facts of an article without them.
//!
//! A fact is known again by its kind and its words, not by its place: a text that is edited elsewhere, and an engine that finds
//! more, do not bring it back.

use super::{Entity, Fact, FactKind, Facts, Span};

/// More bytes of a quotation are not needed to know it again.
const LONGEST: usize = 400;

/// A fact that is wrong: one row of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dismissal {
    /// What it was taken for.
    pub kind: FactKind,
    /// Its words in each form the article has, in their plain form; of a name its fullest form first.
    pub words: Vec<String>,
}

impl Dismissal {
    /// Of words as they stand in a text.
    pub fn new<'a>(kind: FactKind, words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut plain: Vec<String> = Vec::new();
        for words in words.into_iter().map(known_by) {
            if !words.is_empty() && !plain.contains(&words) {
                plain.push(words);
            }
        }
        Self { kind, words: plain }
    }

    /// Of the facts of a kind at some places.
    pub fn of(text: &str, facts: &Facts, kind: FactKind, spans: &[Span]) -> Self {
        let is_it = |entity: &&Entity| entity.kind == kind && entity.mentions == spans;
        let name = facts.entities.iter().find(is_it).map(|entity| entity.name.as_str());
        let said = spans.iter().map(|span| slice(text, *span));
        Self::new(kind, name.into_iter().filter(|_| kind.is_name()).chain(said))
    }

    fn has(&self, kind: FactKind, words: &str) -> bool {
        self.kind == kind && self.words.iter().any(|own| own == words)
    }

    /// Whether it is about an entity: its name, or half of the places where it is named.
    ///
    /// One place alone is not enough: who is right about "Paris" is not wrong about "Paris Hilton".
    fn is_about(&self, text: &str, entity: &Entity) -> bool {
        if self.has(entity.kind, &known_by(&entity.name)) {
            return true;
        }
        let named = |span: &&Span| self.has(entity.kind, &known_by(slice(text, **span)));
        let count = entity.mentions.iter().filter(named).count();
        count > 0 && count * 2 >= entity.mentions.len()
    }
}

impl Facts {
    /// The facts of a text without those that are wrong. A sentence in brief that has no other facts goes, too.
    #[must_use]
    pub fn without(self, text: &str, wrong: &[Dismissal]) -> Self {
        if wrong.is_empty() {
            return self;
        }
        let Self { facts, entities, mut brief } = self;
        let gone: Vec<bool> = entities
            .iter()
            .map(|entity| wrong.iter().any(|dismissal| dismissal.is_about(text, entity)))
            .collect();
        let stays = |fact: &Fact| {
            if let Some(gone) = fact.entity.and_then(|id| gone.get(id as usize)) {
                return !gone;
            }
            let words = known_by(slice(text, fact.span));
            !wrong.iter().any(|dismissal| dismissal.has(fact.kind, &words))
        };
        let (mut facts, left): (Vec<Fact>, Vec<Fact>) = facts.into_iter().partition(stays);
        let renumbered = renumbered(&gone);
        for fact in &mut facts {
            fact.entity = fact.entity.and_then(|id| renumbered.get(id as usize).copied().flatten());
        }
        let has = |facts: &[Fact], of: Span| facts.iter().any(|fact| of.contains(fact.span));
        brief.retain(|sentence| has(&facts, *sentence) || !has(&left, *sentence));
        let entities = entities.into_iter().zip(gone).filter(|(_, gone)| !gone);
        Self { facts, entities: entities.map(|(entity, _)| entity).collect(), brief }
    }
}

/// The new number of each entity that stays.
fn renumbered(gone: &[bool]) -> Vec<Option<u32>> {
    let mut next = 0;
    let number = |gone: &bool| {
        let number = (!gone).then_some(next);
        next += u32::from(!gone);
        number
    };
    gone.iter().map(number).collect()
}

fn known_by(words: &str) -> String {
    plain_words(words, LONGEST)
}

/// The words at a place of a text; none where there is no such place.
pub(crate) fn slice(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_default()
}

/// Words in small letters with one space between, without marks at either end; whole words up to so many bytes.
pub(crate) fn plain_words(words: &str, longest: usize) -> String {
    let words = words.trim_matches(|c: char| c.is_whitespace() || ".,;:!?'\"“”‘’«»()".contains(c));
    let mut plain = String::with_capacity(words.len().min(longest));
    for word in words.split_whitespace() {
        if plain.len().saturating_add(word.len()) >= longest {
            break;
        }
        plain.extend((!plain.is_empty()).then_some(' '));
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Paris told Mr Paris Hilton of 12 deals. Paris agreed to 12 deals.";

    fn fact(kind: FactKind, words: &str, entity: Option<u32>) -> Fact {
        let start = TEXT.find(words).expect("the words stand in the text");
        Fact {
            kind,
            span: Span::new(start, start + words.len()),
            value: None,
            entity,
            speaker: None,
            certainty: 1.0,
            inferred: false,
            claim: None,
            weight: 1.0,
        }
    }

    fn entity(kind: FactKind, name: &str, mentions: &[(usize, usize)]) -> Entity {
        let mentions = mentions.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        Entity { kind, name: name.to_owned(), role: None, mentions }
    }

    fn facts() -> Facts {
        Facts {
            facts: vec![
                fact(FactKind::Place, "Paris", Some(0)),
                fact(FactKind::Person, "Paris Hilton", Some(1)),
                fact(FactKind::Quantity, "12 deals", None),
            ],
            entities: vec![
                entity(FactKind::Place, "Paris", &[(0, 5), (40, 45)]),
                entity(FactKind::Person, "Paris Hilton", &[(14, 26)]),
            ],
            brief: vec![Span::new(0, 39)],
        }
    }

    #[test]
    fn a_name_goes_with_all_its_mentions_and_the_others_keep_theirs() {
        let spans = [Span::new(0, 5), Span::new(40, 45)];
        let wrong = Dismissal::of(TEXT, &facts(), FactKind::Place, &spans);
        assert_eq!(wrong.words, ["paris"]);
        let left = facts().without(TEXT, &[wrong]);
        let names: Vec<&str> = left.entities.iter().map(|entity| entity.name.as_str()).collect();
        assert_eq!(names, ["Paris Hilton"]);
        assert_eq!(left.facts[0].entity, Some(0), "entities have other numbers now");
        assert_eq!((left.facts.len(), left.brief.len()), (2, 1));
    }

    #[test]
    fn what_another_kind_is_called_by_stays() {
        let wrong = Dismissal::new(FactKind::Org, ["Paris"]);
        assert_eq!(facts().without(TEXT, &[wrong]), facts());
    }

    #[test]
    fn a_fuller_name_that_comes_later_is_the_same_where_it_is_seldom_used() {
        let wrong = [Dismissal::new(FactKind::Place, ["Paris"])];
        let renamed = |mentions: &[(usize, usize)]| Facts {
            entities: vec![entity(FactKind::Place, "Paris Basin", mentions)],
            ..Facts::default()
        };
        let left = |mentions: &[(usize, usize)]| renamed(mentions).without(TEXT, &wrong).entities;
        assert!(left(&[(0, 5), (40, 45), (14, 26)]).is_empty());
        assert_eq!(left(&[(14, 26), (14, 26), (0, 5)]).len(), 1);
    }

    #[test]
    fn a_figure_goes_by_its_words_and_a_sentence_without_facts_leaves_the_brief() {
        let wrong = [
            Dismissal::new(FactKind::Quantity, ["12  Deals."]),
            Dismissal::new(FactKind::Place, ["Paris"]),
            Dismissal::new(FactKind::Person, ["Paris Hilton"]),
        ];
        assert_eq!(facts().without(TEXT, &wrong), Facts::default());
    }
}
