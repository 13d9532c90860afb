//! Facts of a text that was changed: which are new, and which are gone.
//!
//! The facts of a text are always found as a whole, since what a name or a day means may stand anywhere in it, and since that
//! takes a millisecond. Who they are is kept by sentence: a fact in a sentence that stands in both texts is the same fact,
//! whatever became of the rest; one in a changed sentence is the same where it says the same.

use std::collections::HashSet;

use super::sentences;
use crate::news::{Fact, FactKind, Facts, Gone, Renewal, Span, Value, plain_words, slice};

/// What the facts of a new text have that those of the old one had not, and what they have no longer.
pub fn renewal(old: (&str, &Facts), new: (&str, &Facts)) -> Renewal {
    let (before, now) = (Side::new(old.0, old.1), Side::new(new.0, new.1));
    let is_other = |row: &&Row, own: &Side<'_>, other: &Side<'_>| {
        !row.spans.iter().any(|span| other.has_sentence(own.sentence(*span))) && !other.says(row)
    };
    let came = now.rows.iter().filter(|row| is_other(row, &now, &before));
    let went = before.rows.iter().filter(|row| is_other(row, &before, &now));
    Renewal {
        new: came.flat_map(|row| row.spans.iter().map(|span| (row.kind, *span))).collect(),
        gone: went.map(|row| row.gone.clone()).collect(),
    }
}

/// A text with its sentences and what is found in it.
struct Side<'t> {
    text: &'t str,
    sentences: Vec<Span>,
    /// The sentences, each in one line.
    known: HashSet<String>,
    rows: Vec<Row>,
    /// What its facts are recognised by.
    keys: HashSet<(FactKind, String)>,
}

/// What is one fact to a reader: an entity with all its mentions, or one value or quotation.
struct Row {
    kind: FactKind,
    spans: Vec<Span>,
    keys: Vec<String>,
    gone: Gone,
}

impl<'t> Side<'t> {
    fn new(text: &'t str, facts: &Facts) -> Self {
        let sentences = sentences(text);
        let known = sentences.iter().map(|span| one_line(slice(text, *span))).collect();
        let rows = rows(text, facts);
        let keys = rows.iter().flat_map(|row| row.keys.iter().map(|key| (row.kind, key.clone())));
        let keys = keys.collect();
        Self { text, sentences, known, rows, keys }
    }

    /// The sentence that a fact begins in.
    fn sentence(&self, of: Span) -> &'t str {
        let at = self.sentences.partition_point(|sentence| sentence.end <= of.start);
        self.sentences.get(at).map_or("", |sentence| slice(self.text, *sentence))
    }

    fn has_sentence(&self, sentence: &str) -> bool {
        self.known.contains(&one_line(sentence))
    }

    fn says(&self, row: &Row) -> bool {
        row.keys.iter().any(|key| self.keys.contains(&(row.kind, key.clone())))
    }
}

fn rows(text: &str, facts: &Facts) -> Vec<Row> {
    let names = facts.entities.iter().map(|entity| {
        let said = entity.mentions.iter().map(|span| slice(text, *span));
        let mut keys: Vec<String> = Vec::new();
        for words in std::iter::once(entity.name.as_str()).chain(said).map(plain) {
            if !words.is_empty() && !keys.contains(&words) {
                keys.push(words);
            }
        }
        let gone =
            Gone { kind: entity.kind, words: entity.name.clone(), value: None, speaker: None };
        Row { kind: entity.kind, spans: entity.mentions.clone(), keys, gone }
    });
    let others = facts.facts.iter().filter(|fact| fact.entity.is_none());
    names.chain(others.map(|fact| row(text, fact))).collect()
}

fn row(text: &str, fact: &Fact) -> Row {
    let words = one_line(slice(text, fact.span));
    // A day is known by its words as well: "Thursday" of a text that was dated anew is the same Thursday.
    let keys = [Some(plain(&words)), fact.value.as_ref().map(key)];
    Row {
        kind: fact.kind,
        spans: vec![fact.span],
        keys: keys.into_iter().flatten().collect(),
        gone: Gone {
            kind: fact.kind,
            words,
            value: fact.value.clone(),
            speaker: fact.speaker.clone(),
        },
    }
}

/// A value in a form that no words have.
fn key(value: &Value) -> String {
    match value {
        Value::Date(day) | Value::Time(day) => format!("={day}"),
        Value::Money(money) => {
            format!(
                "={}{}{:?} {}",
                money.comparison.sign(),
                money.amount,
                money.max,
                money.currency
            )
        }
        Value::Percent(share, comparison) => format!("={}{share}", comparison.sign()),
        Value::Quantity(count) => {
            let unit = count.unit.as_deref().unwrap_or_default();
            format!("={}{}{:?} {unit}", count.comparison.sign(), count.value, count.max)
        }
    }
}

/// Words by which a fact is known again, however long.
fn plain(words: &str) -> String {
    plain_words(words, usize::MAX)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{Context, find};
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, came: &[&str], went: &[&str]) {
        let find = |text| find(text, &Context::default());
        let found = renewal((old, &find(old)), (new, &find(new)));
        let words: Vec<&str> = found.new.iter().map(|(_, span)| slice(new, *span)).collect();
        let gone: Vec<&str> = found.gone.iter().map(|gone| gone.words.as_str()).collect();
        assert_eq!((words.as_slice(), gone.as_slice()), (came, went), "{old:?} to {new:?}");
    }

    const FIRST: &str = "Maria Berg signed 11 deals in Denmark.\n\nIt cost $5 million.";

    #[test]
    fn what_is_said_anew_is_new_and_what_is_said_no_longer_is_gone() {
        check(FIRST, FIRST, &[], &[]);
        check(FIRST, &FIRST.replace("11", "12"), &["12 deals"], &["11 deals"]);
        check(FIRST, &FIRST.replace("\n\nIt cost $5 million.", ""), &[], &["$5 million"]);
        check(FIRST, &format!("{FIRST} “We paid it,” Berg said."), &["We paid it,"], &[]);
    }

    #[test]
    fn what_is_said_in_other_words_is_the_same() {
        check(FIRST, &FIRST.replace("11 deals", "eleven deals"), &[], &[]);
        check(FIRST, "In Denmark Maria Berg signed 11 deals, which cost $5 million.", &[], &[]);
    }

    #[test]
    fn a_fact_in_a_sentence_that_stays_is_the_same_whatever_it_is_taken_for() {
        let fact = |text: &str, kind, words: &str| Fact {
            kind,
            span: {
                let start = text.find(words).expect("the words stand in the text");
                Span::new(start, start + words.len())
            },
            value: Some(Value::Date("2024".into())),
            entity: None,
            speaker: None,
            certainty: 1.0,
            inferred: false,
            claim: None,
            weight: 1.0,
        };
        let with = |fact| Facts { facts: vec![fact], ..Facts::default() };
        let (old, new) = ("It came in May. It went.", "It came in May. It stayed on.");
        let (before, now) =
            (with(fact(old, FactKind::Date, "May")), with(fact(new, FactKind::Quantity, "May")));
        assert!(renewal((old, &before), (new, &now)).is_empty());
    }
}
