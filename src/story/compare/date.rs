//! Days that several articles give. That two days are of the same thing can rarely be told, so days contradict each other only
//! where the same sentence is said with another day.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::Frame;
use super::name::Cast;
use super::saying::{Saying, vocabulary};
use super::{Place, Status, Telling, Topic, is_of_same_day, of_kinds, place, witness};
use crate::news::{FactKind, Moment, Value};

/// From here on two sentences say the same but for the day.
const SAME_SENTENCE: f32 = 0.6;
/// Seconds.
const DAY: i64 = 86_400;

/// Topics of all days: those that several witnesses give, and those that stand against each other.
pub(super) fn topics(tellings: &[Telling<'_>], witnesses: &[usize], cast: &Cast) -> Vec<Topic> {
    let days = days(tellings);
    let mut topics: Vec<Topic> =
        days.iter().filter_map(|(day, places)| agreed(day, places, tellings, witnesses)).collect();
    topics.extend(contradictions(tellings, witnesses, cast, &days));
    topics
}

/// Where each day, month or year is given.
fn days(tellings: &[Telling<'_>]) -> BTreeMap<String, Vec<Place>> {
    let mut days: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (article, telling) in tellings.iter().enumerate() {
        for (at, fact) in of_kinds(telling.facts, &[FactKind::Date]) {
            if let Some(Value::Date(value)) = &fact.value
                && value.starts_with(|c: char| c.is_ascii_digit())
            {
                days.entry(value.clone()).or_default().push(place(tellings, article, at));
            }
        }
    }
    days
}

fn agreed(
    day: &str,
    places: &[Place],
    tellings: &[Telling<'_>],
    witnesses: &[usize],
) -> Option<Topic> {
    let count = witness::count(witnesses, places.iter().map(|place| place.article));
    if count < 2 {
        return None;
    }
    let mut claims: Vec<Place> = Vec::new();
    for place in places {
        if claims.iter().all(|claim| claim.article != place.article) {
            claims.push(*place);
        }
    }
    let weight = claims
        .iter()
        .map(|claim| tellings[claim.article].facts.facts[claim.fact].weight)
        .fold(0.0, f32::max);
    Some(Topic {
        title: day.to_owned(),
        kind: FactKind::Date,
        status: Status::Agree,
        why: format!("{count} outlets give {day}"),
        claims,
        weight,
    })
}

/// Whether every article gives a day: it is the day of the report, say, and tells none apart.
fn is_given_by_all(days: &BTreeMap<String, Vec<Place>>, day: &str, articles: usize) -> bool {
    let given = days.get(day).into_iter().flatten().map(|place| place.article);
    given.collect::<BTreeSet<_>>().len() == articles
}

/// Whether each of two days is as far from the day its article is of: "on Monday" of Monday's, "on Tuesday" of Tuesday's.
fn are_reports_of_their_day(
    (day, left): (&String, &Place),
    (other, right): (&String, &Place),
    tellings: &[Telling<'_>],
) -> bool {
    let distance = |day: &str, place: &Place| {
        let published = tellings.get(place.article)?.published?;
        Some(Moment::parse(day)?.second().div_euclid(DAY) - published.second().div_euclid(DAY))
    };
    distance(day, left).is_some_and(|left| Some(left) == distance(other, right))
}

/// The same sentence with another day.
fn contradictions(
    tellings: &[Telling<'_>],
    witnesses: &[usize],
    cast: &Cast,
    days: &BTreeMap<String, Vec<Place>>,
) -> Vec<Topic> {
    let exact: Vec<(&String, &Place)> = days
        .iter()
        .filter(|(day, _)| day.len() == "2024-06-20".len())
        .flat_map(|(day, places)| places.iter().map(move |place| (day, place)))
        .collect();
    // Where a sentence gives two days each is of something else.
    let exact: Vec<(&String, &Place)> = exact
        .iter()
        .filter(|(day, place)| {
            let is_beside = |(other, at): &&(&String, &Place)| {
                let is_of_sentence = at.article == place.article && at.sentence == place.sentence;
                *other != *day && is_of_sentence && !is_given_by_all(days, other, tellings.len())
            };
            !exact.iter().any(|other| is_beside(&other))
        })
        .copied()
        .collect();
    let frames: Vec<Frame> =
        exact.iter().map(|(_, place)| Frame::of(&tellings[place.article], place.span)).collect();
    // What is said of others is not said of these.
    let names: Vec<BTreeSet<usize>> = exact
        .iter()
        .map(|(_, place)| cast.named_in(place.article, place.sentence).into_iter().collect())
        .collect();
    let sayings: Vec<Saying> =
        exact.iter().map(|(_, place)| Saying::of(&tellings[place.article], place.span)).collect();
    let known: Vec<_> = tellings.iter().map(vocabulary).collect();
    let gives =
        |article: usize, day: &String| days[day].iter().any(|place| place.article == article);
    let mut topics = Vec::new();
    for (at, (day, left)) in exact.iter().enumerate() {
        for (other_at, (other, right)) in exact.iter().enumerate().skip(at + 1) {
            let is_of_two = witnesses.get(left.article) != witnesses.get(right.article);
            // Who gives both days speaks of two things.
            let gives_both = gives(left.article, other) || gives(right.article, day);
            if day == other
                || !is_of_two
                || gives_both
                || !is_of_same_day(
                    tellings[left.article].published,
                    tellings[right.article].published,
                )
                || names[at] != names[other_at]
                || frames[at].resemblance(&frames[other_at]) < SAME_SENTENCE
                || sayings[at].doubt(&sayings[other_at]).is_some()
                || !sayings[at]
                    .is_same(&sayings[other_at], (&known[left.article], &known[right.article]))
                || are_reports_of_their_day((day, left), (other, right), tellings)
            {
                continue;
            }
            topics.push(Topic {
                title: format!("{day} or {other}"),
                kind: FactKind::Date,
                status: Status::Contradict,
                why: format!("the same is said of {day} and of {other}"),
                claims: vec![**left, **right],
                weight: 1.0,
            });
        }
    }
    topics
}
