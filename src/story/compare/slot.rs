//! The same said of another place or of another person: "in the village of Lhotka" and "in the village of Zbiroh", "named Anna
//! Voigt as chief executive" and "named Peter Lang as chief executive".
//!
//! Places lie in places, and there are many ministers: so only villages are set against villages, and people only in an office
//! that one alone holds, where both sentences say the same besides and neither article knows the other's name.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::name::Cast;
use super::saying::{Saying, vocabulary};
use super::{Place, Status, Telling, Topic, is_of_same_day};
use crate::news::{FactKind, Span};

/// From here on two sentences say the same but for the name.
const SAME_SENTENCE: f32 = 0.6;
/// What stands before the name of a place and tells which sort it is: one is never in another of its sort.
const SORTS: [&str; 7] = ["village", "town", "city", "suburb", "port", "island", "province"];
/// Offices that one alone holds.
const OFFICES: [&str; 10] = [
    "chief executive",
    "prime minister",
    "president",
    "chancellor",
    "mayor",
    "governor",
    "chairman",
    "chairwoman",
    "finance minister",
    "foreign minister",
];
/// Before an office they make it one of several, or another time's.
const NOT_ALONE: [&str; 7] = ["vice", "deputy", "former", "acting", "interim", "ex", "then"];

/// A name where only one can stand.
struct Slot {
    place: Place,
    kind: FactKind,
    /// The sort of place, or the office.
    what: &'static str,
    who: usize,
    /// Who else is named in the sentence.
    others: BTreeSet<usize>,
    frame: Frame,
    saying: Saying,
}

/// Topics of what is said of one in one article, and of another one in another.
pub(super) fn topics(tellings: &[Telling<'_>], witnesses: &[usize], cast: &Cast) -> Vec<Topic> {
    let slots: Vec<Slot> = (0..tellings.len()).flat_map(|at| slots(tellings, at, cast)).collect();
    let known: Vec<_> = tellings.iter().map(vocabulary).collect();
    let is_named =
        |article: usize, who: usize| cast.mentions(article).iter().any(|(_, of)| *of == who);
    let mut topics: Vec<Topic> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, left) in slots.iter().enumerate() {
        for right in slots.iter().skip(at + 1) {
            let (a, b) = (left.place.article, right.place.article);
            let day = |article: usize| tellings[article].published;
            let may_contradict = witnesses.get(a) != witnesses.get(b)
                && (left.kind, left.what) == (right.kind, right.what)
                && left.who != right.who
                && left.others == right.others
                && is_of_same_day(day(a), day(b))
                && !is_named(a, right.who)
                && !is_named(b, left.who);
            if may_contradict
                && left.frame.resemblance(&right.frame) >= SAME_SENTENCE
                && left.saying.doubt(&right.saying).is_none()
                && left.saying.is_same(&right.saying, (&known[a], &known[b]))
                && seen.insert((left.who, right.who))
            {
                topics.push(topic(tellings, left, right));
            }
        }
    }
    topics
}

fn topic(tellings: &[Telling<'_>], left: &Slot, right: &Slot) -> Topic {
    let name = |slot: &Slot| tellings[slot.place.article].slice(slot.place.span).to_owned();
    Topic {
        title: left.what.to_owned(),
        kind: left.kind,
        status: Status::Contradict,
        why: format!("the same is said of {} and of {}", name(left), name(right)),
        claims: vec![left.place, right.place],
        weight: 1.0,
    }
}

fn slots(tellings: &[Telling<'_>], article: usize, cast: &Cast) -> Vec<Slot> {
    let telling = &tellings[article];
    let mut slots = Vec::new();
    for (at, fact) in telling.facts.facts.iter().enumerate() {
        let mentions = cast.mentions(article).iter();
        let Some((_, who)) = mentions.clone().find(|(span, _)| *span == fact.span) else {
            continue;
        };
        let sentence = telling.sentence(fact.span);
        let what = match fact.kind {
            FactKind::Place => sort_of_place(telling, sentence, fact.span),
            FactKind::Person if persons(telling, sentence) == 1 => office(telling.slice(sentence)),
            _ => None,
        };
        let Some(what) = what else { continue };
        let named = mentions.filter(|(span, _)| sentence.contains(*span)).map(|(_, of)| *of);
        slots.push(Slot {
            place: Place { article, span: fact.span, fact: at, sentence },
            kind: fact.kind,
            what,
            who: *who,
            others: named.filter(|of| of != who).collect(),
            frame: Frame::of(telling, fact.span),
            saying: Saying::of(telling, fact.span),
        });
    }
    slots
}

fn persons(telling: &Telling<'_>, sentence: Span) -> usize {
    let facts = telling.facts.facts.iter();
    facts.filter(|fact| fact.kind == FactKind::Person && sentence.contains(fact.span)).count()
}

/// The sort of a place that stands before its name: "the village of Lhotka".
fn sort_of_place(telling: &Telling<'_>, sentence: Span, name: Span) -> Option<&'static str> {
    let before = telling.text.get(sentence.start as usize..name.start as usize)?.trim_end();
    let before = before.strip_suffix(" of").unwrap_or(before);
    SORTS.into_iter().find(|sort| {
        before.strip_suffix(sort).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    })
}

/// The office that a sentence speaks of, where one alone holds it.
fn office(sentence: &str) -> Option<&'static str> {
    let small = sentence.to_lowercase();
    let office = OFFICES.into_iter().find(|office| small.contains(office))?;
    let before = small.split(office).next().unwrap_or_default();
    let last = before.rsplit([' ', '-']).find(|word| !word.is_empty()).unwrap_or_default();
    (!NOT_ALONE.contains(&last)).then_some(office)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_one_that_one_alone_holds() {
        assert_eq!(
            office("Kestrel named Anna Voigt as its chief executive"),
            Some("chief executive")
        );
        assert_eq!(office("the Vice President, Anna Voigt, came"), None);
        assert_eq!(office("the former mayor of Ostrava"), None);
        assert_eq!(office("the spokesman came"), None);
    }
}
