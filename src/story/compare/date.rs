//! Days that several articles give. That two days are of the same thing can rarely be told, so days contradict each other only
//! where the same sentence is said with another day.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::Frame;
use super::name::Cast;
use super::saying::{Saying, vocabulary};
use super::{Place, Status, Telling, Topic, is_of_same_day, of_kinds, place, witness};
use crate::news::{FactKind, Moment, Value};
use crate::story::signature::Term;

/// From here on two sentences say the same but for the day.
const SAME_SENTENCE: f32 = 0.6;
/// From here on they say it in the same words.
const SAME_WORDS: f32 = 0.85;
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

/// A day that an article gives, with how it is said.
struct Dated<'a> {
    day: &'a str,
    place: Place,
    frame: Frame,
    saying: Saying,
    /// Who and what its sentence names: what is said of others is not said of these.
    names: BTreeSet<usize>,
}

/// What is known of all articles while their days are held against each other.
struct Days<'a> {
    tellings: &'a [Telling<'a>],
    witnesses: &'a [usize],
    given: &'a BTreeMap<String, Vec<Place>>,
    vocabularies: Vec<BTreeSet<Term>>,
}

/// The same sentence with another day.
fn contradictions(
    tellings: &[Telling<'_>],
    witnesses: &[usize],
    cast: &Cast,
    given: &BTreeMap<String, Vec<Place>>,
) -> Vec<Topic> {
    let vocabularies = tellings.iter().map(vocabulary).collect();
    let days = Days { tellings, witnesses, given, vocabularies };
    let dated = days.alone_in_their_sentences(cast);
    let mut topics = Vec::new();
    for (at, left) in dated.iter().enumerate() {
        for right in dated.iter().skip(at + 1).filter(|right| days.contradict(left, right)) {
            topics.push(Topic {
                title: format!("{} or {}", left.day, right.day),
                kind: FactKind::Date,
                status: Status::Contradict,
                why: format!("the same is said of {} and of {}", left.day, right.day),
                claims: vec![left.place, right.place],
                weight: 1.0,
            });
        }
    }
    topics
}

impl<'a> Days<'a> {
    /// The days that stand alone in their sentences: where one gives two, each is of something else. One that every article
    /// gives is the day of the report, say, and tells none apart.
    fn alone_in_their_sentences(&self, cast: &Cast) -> Vec<Dated<'a>> {
        let exact = || self.given.iter().filter(|(day, _)| day.len() == "2024-06-20".len());
        let is_alone = |day: &str, place: &Place| {
            !exact().filter(|(other, _)| *other != day && !self.is_given_by_all(other)).any(
                |(_, places)| {
                    let is_beside =
                        |at: &Place| (at.article, at.sentence) == (place.article, place.sentence);
                    places.iter().any(is_beside)
                },
            )
        };
        let all = exact().flat_map(|(day, places)| places.iter().map(move |at| (day.as_str(), at)));
        let alone = all.filter(|(day, place)| is_alone(day, place));
        alone
            .map(|(day, place)| Dated {
                day,
                place: *place,
                frame: Frame::of(&self.tellings[place.article], place.span),
                saying: Saying::of(&self.tellings[place.article], place.span),
                names: cast.named_in(place.article, place.sentence).into_iter().collect(),
            })
            .collect()
    }

    /// Whether two witnesses of one time say the same of two days, and neither knows both.
    fn contradict(&self, left: &Dated<'_>, right: &Dated<'_>) -> bool {
        let (a, b) = (left.place.article, right.place.article);
        let published = |article: usize| self.tellings[article].published;
        left.day != right.day
            && self.witnesses.get(a) != self.witnesses.get(b)
            && !self.gives(a, right.day)
            && !self.gives(b, left.day)
            && is_of_same_day(published(a), published(b))
            && left.names == right.names
            && left.saying.doubt(&right.saying).is_none()
            && self.is_same_sentence(left, right)
            && !self.are_reports_of_their_day(left, right)
    }

    /// Whether two sentences say the same but for the day: with other words in few places, or in the same everyday words.
    fn is_same_sentence(&self, left: &Dated<'_>, right: &Dated<'_>) -> bool {
        let known =
            (&self.vocabularies[left.place.article], &self.vocabularies[right.place.article]);
        let resemblance = left.frame.resemblance(&right.frame);
        (resemblance >= SAME_SENTENCE && left.saying.is_same(&right.saying, known))
            || (resemblance >= SAME_WORDS && left.saying.has_same_words(&right.saying))
    }

    /// Whether an article gives a day.
    fn gives(&self, article: usize, day: &str) -> bool {
        self.given.get(day).is_some_and(|places| places.iter().any(|at| at.article == article))
    }

    fn is_given_by_all(&self, day: &str) -> bool {
        (0..self.tellings.len()).all(|article| self.gives(article, day))
    }

    /// Whether each of two days is as far from the day its article is of: "on Monday" of Monday's, "on Tuesday" of Tuesday's.
    fn are_reports_of_their_day(&self, left: &Dated<'_>, right: &Dated<'_>) -> bool {
        let distance = |dated: &Dated<'_>| {
            let published = self.tellings.get(dated.place.article)?.published?;
            let day = Moment::parse(dated.day)?;
            Some(day.second().div_euclid(DAY) - published.second().div_euclid(DAY))
        };
        distance(left).is_some_and(|left| Some(left) == distance(right))
    }
}
