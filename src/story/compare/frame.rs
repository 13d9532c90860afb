//! What a figure or a day is said of: the words around it, the years in its sentence, whether it is a part of more.

use super::Telling;
use crate::news::{FactKind, Span, Value};
use crate::story::background::Background;
use crate::story::signature::{ByTerm, Term};
use crate::story::stem::stem_into;
use crate::story::words::words;

/// What is nearer than so many words counts in full.
const NEAR: usize = 9;
/// What is further away counts for less.
const FAR: f32 = 0.5;
/// So many words before a figure are looked at for what makes it a part of more.
const PART_WORDS: usize = 5;

/// Words before a figure that make it a part of something, or one of several such figures.
const PARTS: [&str; 15] = [
    "among",
    "of which",
    "of them",
    "of whom",
    "including",
    "another",
    "further",
    "additional",
    "other",
    "others",
    "each",
    "every",
    "per",
    "second",
    "former",
];

/// What surrounds a span in its sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// Stems and their weight, without the span itself.
    words: ByTerm<f32>,
    length: f32,
    /// Years that the sentence names.
    years: Vec<i16>,
    /// Whether it is a part of something that may be counted, too, as what stands before it says.
    pub(super) is_part: bool,
    /// Whether what stands behind it says so of a count: "12 of the", "12 of them".
    pub(super) is_some_of: bool,
    /// The number of the sentence.
    pub(super) sentence: usize,
}

impl Frame {
    /// Looks around a fact.
    pub(super) fn of(telling: &Telling<'_>, span: Span) -> Self {
        let sentence = telling.sentence(span);
        let before =
            telling.text.get(sentence.start as usize..span.start as usize).unwrap_or_default();
        let behind = telling.text.get(span.end as usize..sentence.end as usize).unwrap_or_default();
        let mut frame = Self { sentence: telling.sentence_number(span), ..Self::default() };
        let mut last: Vec<&str> = words(before).map(|word| word.text).collect();
        last.reverse();
        frame.take(last.into_iter());
        frame.take(words(behind).map(|word| word.text));
        frame.length = frame.words.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        frame.years = years(telling, sentence);
        frame.is_part = is_part(before);
        frame.is_some_of = is_some_of(behind);
        frame
    }

    /// Takes words in, the nearest first.
    fn take<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let mut stem = String::new();
        for (at, word) in words.enumerate() {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            stem_into(word, &mut stem);
            let (weight, _) = Background::get().weight(Term::of(&stem));
            let weight = if at < NEAR { weight } else { weight * FAR };
            let known = self.words.entry(Term::of(&stem)).or_default();
            *known = known.max(weight);
        }
        self.words.retain(|_, weight| *weight > 0.0);
    }

    /// How much the words around two have in common, from 0 to 1.
    pub(super) fn resemblance(&self, other: &Self) -> f32 {
        let mut shared: Vec<(Term, f32)> = self
            .words
            .iter()
            .filter_map(|(term, weight)| Some((*term, weight * other.words.get(term)?)))
            .collect();
        // In one order, so that the sum is the same each time.
        shared.sort_by_key(|(term, _)| *term);
        let length = self.length * other.length;
        if length == 0.0 {
            0.0
        } else {
            shared.iter().map(|(_, weight)| weight).sum::<f32>() / length
        }
    }

    /// Whether both may be of the same time: not, where they name years and share none.
    pub(super) fn is_of_same_time(&self, other: &Self) -> bool {
        self.years.is_empty()
            || other.years.is_empty()
            || self.years.iter().any(|year| other.years.contains(year))
    }

    /// Whether exactly one of the two names a year.
    pub(super) fn is_timed_alone(&self, other: &Self) -> bool {
        self.years.is_empty() != other.years.is_empty()
    }
}

/// The years in the days that a sentence names; a day near the publication tells nothing and names none.
fn years(telling: &Telling<'_>, sentence: Span) -> Vec<i16> {
    let dates = telling
        .facts
        .facts
        .iter()
        .filter(|fact| fact.kind == FactKind::Date && sentence.contains(fact.span));
    dates
        .filter_map(|fact| match &fact.value {
            // Only a bare year tells of another time: "on Thursday" stands in every report.
            Some(Value::Date(value)) if value.len() == 4 => value.parse().ok(),
            _ => None,
        })
        .collect()
}

/// Whether a figure is a part of more, or one of several: "among them up to four", "another 12".
fn is_part(before: &str) -> bool {
    let mut last: Vec<&str> = words(before).map(|word| word.text).collect();
    last = last.split_off(last.len().saturating_sub(PART_WORDS));
    let before = format!(" {} ", last.join(" ").to_lowercase());
    PARTS.iter().any(|part| before.contains(&format!(" {part} ")))
}

fn is_some_of(behind: &str) -> bool {
    let mut next = words(behind).map(|word| word.text);
    let is = |word: Option<&str>, said: &[&str]| {
        word.is_some_and(|word| said.iter().any(|said| word.eq_ignore_ascii_case(said)))
    };
    is(next.next(), &["of"]) && is(next.next(), &["the", "them"])
}
