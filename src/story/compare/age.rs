//! How old people are said to be. One person has one age, however differently it is told: "Mira Tolle, 34" and "the
//! 34-year-old Tolle".

use std::collections::{BTreeMap, BTreeSet};

use super::name::Cast;
use super::{Place, Status, Telling, Topic, is_of_same_day, of_kinds, place, witness};
use crate::news::{Comparison, Fact, FactKind, Span, Value};

/// Nobody is older.
const OLDEST: f64 = 125.0;

/// An age somebody is given.
#[derive(Clone, Copy, Debug)]
struct Age {
    years: f64,
    place: Place,
}

/// Topics of the ages that several witnesses give.
pub(super) fn topics(tellings: &[Telling<'_>], witnesses: &[usize], cast: &Cast) -> Vec<Topic> {
    let mut ages: BTreeMap<usize, Vec<Age>> = BTreeMap::new();
    for (article, telling) in tellings.iter().enumerate() {
        for (at, fact) in of_kinds(telling.facts, &[FactKind::Quantity]) {
            let Some(years) = years(fact) else { continue };
            let Some(span) = whose(telling, fact.span, cast, article) else { continue };
            let who = cast.full_name_at(tellings, article, span);
            if let Some(number) = who {
                let place = place(tellings, article, at);
                ages.entry(number).or_default().push(Age { years, place });
            }
        }
    }
    ages.into_iter()
        .filter_map(|(who, ages)| topic(&cast.name_of(tellings, who), &ages, tellings, witnesses))
        .collect()
}

/// The figures that are told of as ages, by article and fact: they are no numbers of something else.
pub(super) fn told(topics: &[Topic]) -> BTreeSet<(usize, usize)> {
    topics.iter().flat_map(|topic| &topic.claims).map(|claim| (claim.article, claim.fact)).collect()
}

fn years(fact: &Fact) -> Option<f64> {
    let Some(Value::Quantity(quantity)) = &fact.value else { return None };
    let is_exact = quantity.comparison == Comparison::Equal && quantity.max.is_none();
    let is_age = is_exact && quantity.unit.as_deref() == Some("year") && quantity.value <= OLDEST;
    is_age.then_some(quantity.value)
}

/// Where somebody is named whose age a figure is: right before it ("Mira Tolle, 34", "Mira Tolle, a 34-year-old", "Mira Tolle, aged
/// 34"), or behind it in the same breath ("the 34-year-old climber Mira Tolle").
fn whose(telling: &Telling<'_>, age: Span, cast: &Cast, article: usize) -> Option<Span> {
    let words = telling.slice(age);
    let is_worded = words.ends_with("-old") || words.ends_with(" old");
    let between = |from: u32, to: u32| telling.text.get(from as usize..to as usize);
    let mentions = cast.mentions(article);
    let before =
        mentions.iter().filter(|(span, _)| span.end <= age.start).max_by_key(|(span, _)| span.end);
    let lead = before.and_then(|(span, _)| between(span.end, age.start)).unwrap_or(".");
    let behind = telling.text.get(age.end as usize..).unwrap_or_default();
    let is_beside = match lead {
        ", " | " (" => is_worded || behind.starts_with([',', ')', '.', ';']),
        ", aged " | " aged " => true,
        ", a " | ", the " | ", an " => is_worded,
        _ => false,
    };
    if is_beside {
        return before.map(|(span, _)| *span);
    }
    let next = mentions
        .iter()
        .filter(|(span, _)| span.start >= age.end)
        .min_by_key(|(span, _)| span.start);
    let (span, _) = next.filter(|(span, _)| is_worded && telling.sentence(age).contains(*span))?;
    let gap = between(age.end, span.start)?;
    let is_one_breath =
        !gap.contains([',', '.', ';', ':', '(', '“']) && gap.split_whitespace().count() <= 4;
    let joins =
        [" and ", " by ", " with ", " of ", " from ", " who ", " to ", " was ", " is ", " told "];
    (is_one_breath && !joins.iter().any(|word| gap.contains(word))).then_some(*span)
}

fn topic(name: &str, ages: &[Age], tellings: &[Telling<'_>], witnesses: &[usize]) -> Option<Topic> {
    let count = witness::count(witnesses, ages.iter().map(|age| age.place.article));
    if count < 2 {
        return None;
    }
    let is_other = |a: &Age, b: &Age| a.years.total_cmp(&b.years).is_ne();
    let first = ages.first()?;
    let other = ages.iter().find(|age| is_other(age, first));
    let (status, why) = match other {
        None => {
            (Status::Agree, format!("{count} outlets give the age of {name} as {:.0}", first.years))
        }
        Some(other) => {
            let day =
                |age: &Age| tellings.get(age.place.article).and_then(|telling| telling.published);
            let is_of_one_outlet =
                witnesses.get(first.place.article) == witnesses.get(other.place.article);
            let is_sure = !is_of_one_outlet && is_of_same_day(day(first), day(other));
            let (a, b) = (first.years, other.years);
            let told = format!("both give the age of {name}: {a:.0} and {b:.0}");
            if is_sure {
                (Status::Contradict, format!("{told} cannot both be true"))
            } else {
                (Status::Differ, format!("{told}, but not of the same day"))
            }
        }
    };
    Some(Topic {
        title: format!("age of {name}"),
        kind: FactKind::Quantity,
        status,
        why,
        claims: ages.iter().map(|age| age.place).collect(),
        weight: 0.5,
    })
}
