//! Who and what is named: the same person, place or organisation across articles.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Place, Status, Telling, Topic, witness};
use crate::news::{Entity, FactKind, Span};
use crate::story::background::Background;
use crate::story::signature::Term;
use crate::story::stem::stem_into;
use crate::story::words::words;

/// Names that one article alone has are listed up to this number an article.
const ONLY: usize = 8;
/// Longer words may differ by one letter, or by two that changed places: mistakes of the hand.
const TYPO_FROM: usize = 4;

/// An entity of one article.
type At = (usize, usize);

/// Everybody who is named, across all articles.
pub(super) struct Cast {
    /// For each of them the entities of the articles.
    members: Vec<Vec<At>>,
    /// Of each article, where each entity of the cast is named.
    mentions: Vec<Vec<(Span, usize)>>,
}

impl Cast {
    /// Brings the entities of all articles together.
    pub(super) fn of(tellings: &[Telling<'_>]) -> Self {
        let mut members: Vec<Vec<At>> = Vec::new();
        for (article, telling) in tellings.iter().enumerate() {
            for (at, entity) in telling.facts.entities.iter().enumerate() {
                let known = members.iter_mut().find(|known| {
                    // Two of one article are two.
                    known.iter().all(|(other, _)| *other != article)
                        && known.iter().any(|place| is_same(entity_at(tellings, *place), entity))
                });
                match known {
                    Some(known) => known.push((article, at)),
                    None => members.push(vec![(article, at)]),
                }
            }
        }
        let mut mentions = vec![Vec::new(); tellings.len()];
        for (number, places) in members.iter().enumerate() {
            for place in places {
                let spans = &entity_at(tellings, *place).mentions;
                mentions[place.0].extend(spans.iter().map(|span| (*span, number)));
            }
        }
        Self { members, mentions }
    }

    /// Where somebody or something is named in an article, and who that is.
    pub(super) fn mentions(&self, article: usize) -> &[(Span, usize)] {
        self.mentions.get(article).map_or(&[], Vec::as_slice)
    }

    /// The person named at a place, by an article that gives more than the last name.
    pub(super) fn full_name_at(
        &self,
        tellings: &[Telling<'_>],
        article: usize,
        span: Span,
    ) -> Option<usize> {
        let (_, number) = self.mentions(article).iter().find(|(at, _)| *at == span)?;
        let place = self.members.get(*number)?.iter().find(|(at, _)| *at == article)?;
        let entity = entity_at(tellings, *place);
        let is_full = entity.kind == FactKind::Person && parts(&entity.name).len() > 1;
        is_full.then_some(*number)
    }

    /// The fullest name of somebody.
    pub(super) fn name_of(&self, tellings: &[Telling<'_>], number: usize) -> String {
        let places = self.members.get(number).into_iter().flatten();
        let names = places.map(|place| entity_at(tellings, *place).name.as_str());
        names.max_by_key(|name| name.len()).unwrap_or_default().to_owned()
    }

    /// The places that a stretch of an article names, in the order of the text.
    pub(super) fn places_in(
        &self,
        tellings: &[Telling<'_>],
        article: usize,
        stretch: Span,
    ) -> impl Iterator<Item = usize> {
        let is_place = |number: usize| {
            let places = self.members.get(number);
            let place = places.and_then(|all| all.iter().find(|(at, _)| *at == article));
            place.is_some_and(|place| entity_at(tellings, *place).kind == FactKind::Place)
        };
        let mentions = self.mentions(article).iter();
        let mut named: Vec<(Span, usize)> = mentions
            .filter(|(span, number)| stretch.contains(*span) && is_place(*number))
            .copied()
            .collect();
        named.sort_by_key(|(span, _)| span.start);
        named.into_iter().map(|(_, number)| number)
    }

    /// Who is named in a stretch of an article.
    pub(super) fn named_in(&self, article: usize, stretch: Span) -> Vec<usize> {
        let mentions = self.mentions.get(article).into_iter().flatten();
        mentions.filter(|(span, _)| stretch.contains(*span)).map(|(_, number)| *number).collect()
    }
}

fn entity_at<'a>(tellings: &'a [Telling<'_>], (article, at): At) -> &'a Entity {
    &tellings[article].facts.entities[at]
}

/// Whether two articles name the same.
fn is_same(a: &Entity, b: &Entity) -> bool {
    let (left, right) = (parts(&a.name), parts(&b.name));
    // Whether it is a company or a town is told by few words around it, and not by both articles; a person goes by one
    // name that towns have, too, and not by two.
    if left == right {
        let is_person = a.kind == FactKind::Person || b.kind == FactKind::Person;
        return !left.is_empty() && (a.kind == b.kind || !is_person || left.len() > 1);
    }
    if a.kind != b.kind {
        return false;
    }
    if a.kind != FactKind::Person {
        return is_acronym(&a.name, &right)
            || is_acronym(&b.name, &left)
            || is_mistyped(&left, &right);
    }
    // "Putin" and "Vladimir Putin", "J. Biden" and "Joe Biden": the last part is the same, and the others do not speak against it.
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    if is_mistyped(short, long) {
        return true;
    }
    let (Some((last, first)), Some((long_last, long_first))) =
        (short.split_last(), long.split_last())
    else {
        return false;
    };
    last == long_last
        && first.iter().all(|part| {
            long_first
                .iter()
                .any(|other| other == part || is_initial(part, other) || is_initial(other, part))
        })
}

/// Small letters without signs, cut at spaces and hyphens.
fn parts(name: &str) -> Vec<String> {
    let small = name.to_lowercase().replace(['.', '\'', '’'], "");
    small
        .split([' ', '-'])
        .filter(|part| !part.is_empty() && *part != "the")
        .map(str::to_owned)
        .collect()
}

fn is_initial(part: &str, whole: &str) -> bool {
    part.chars().count() == 1 && whole.starts_with(part)
}

/// Whether a name is made of the first letters of another: "ICC" of "International Criminal Court".
fn is_acronym(name: &str, parts: &[String]) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.len() < 2 || !letters.iter().all(|c| c.is_uppercase()) {
        return false;
    }
    let firsts = parts
        .iter()
        .filter(|part| !matches!(part.as_str(), "of" | "and" | "for"))
        .filter_map(|part| part.chars().next());
    firsts.eq(letters.iter().flat_map(|c| c.to_lowercase()))
}

/// Whether two names of as many parts differ by a slip of the hand in one of them.
fn is_mistyped(a: &[String], b: &[String]) -> bool {
    let mut others = a.iter().zip(b).filter(|(left, right)| left != right);
    let (Some((left, right)), None) = (others.next(), others.next()) else { return false };
    a.len() == b.len() && a.len() > 1 && is_slip(left, right)
}

/// One letter more, less or other, or two that changed places.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < TYPO_FROM || a.first() != b.first() {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(left, right)| left == right).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(left, right)| left == right).count();
    match (&a[..a.len() - tail], &b[..b.len() - tail]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([first, second], swapped) => swapped == [*second, *first],
        _ => false,
    }
}

/// Topics of all names: those of several witnesses, and of each article the most telling of its own.
pub(super) fn topics(tellings: &[Telling<'_>], witnesses: &[usize], cast: &Cast) -> Vec<Topic> {
    let mut topics = Vec::new();
    let mut alone: BTreeMap<usize, Vec<Topic>> = BTreeMap::new();
    for places in &cast.members {
        let topic = topic(tellings, witnesses, places);
        match (topic.status, places.first()) {
            (Status::Only, Some((article, _))) => alone.entry(*article).or_default().push(topic),
            _ => topics.push(topic),
        }
    }
    for mut own in alone.into_values() {
        // Who is told of with what he is comes before a name in passing.
        let is_introduced =
            |topic: &Topic| topic.kind == FactKind::Person && topic.title.contains(", ");
        own.sort_by(|a, b| {
            is_introduced(b).cmp(&is_introduced(a)).then(b.weight.total_cmp(&a.weight))
        });
        topics.extend(own.into_iter().take(ONLY));
    }
    topics
}

fn topic(tellings: &[Telling<'_>], witnesses: &[usize], places: &[At]) -> Topic {
    let count = witness::count(witnesses, places.iter().map(|(article, _)| *article));
    let status = if count >= 2 { Status::Agree } else { Status::Only };
    let fullest = places
        .iter()
        .map(|place| entity_at(tellings, *place))
        .max_by_key(|entity| entity.name.len());
    let role =
        best_role(places.iter().filter_map(|place| entity_at(tellings, *place).role.as_deref()));
    let name = fullest.map(|entity| entity.name.clone()).unwrap_or_default();
    let claims: Vec<Place> =
        places.iter().filter_map(|place| first_mention(tellings, *place)).collect();
    Topic {
        title: role.map_or_else(|| name.clone(), |role| format!("{name}, {role}")),
        kind: fullest.map_or(FactKind::Person, |entity| entity.kind),
        status,
        why: match status {
            Status::Agree => format!("{count} outlets name {name}"),
            _ if places.len() > 1 => witness::alone(places.len(), &format!("names {name}")),
            _ => format!("only one names {name}"),
        },
        weight: match fullest {
            Some(entity) if goes_without_saying(entity, tellings) => 0.0,
            _ => weight(tellings, places),
        },
        claims,
    }
}

/// Whether it tells nothing that a place is named: a great country or capital that stands in the news every day, and in none of
/// these headlines.
fn goes_without_saying(entity: &Entity, tellings: &[Telling<'_>]) -> bool {
    const EVERYDAY: f32 = 3.5;
    let mut stem = String::new();
    let mut weight = |word: &str| {
        stem_into(word, &mut stem);
        Background::get().weight(Term::of(&stem)).0
    };
    entity.kind == FactKind::Place
        && words(&entity.name).all(|word| weight(word.text) < EVERYDAY)
        && !tellings.iter().any(|telling| telling.title.contains(entity.name.as_str()))
}

/// The role that says most without the words around it: "his counterpart" says nothing by itself.
fn best_role<'a>(roles: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LEANING: [&str; 6] = ["counterpart", "this", "his", "her", "their", "its"];
    let leans =
        |role: &str| role.split(' ').any(|word| LEANING.contains(&word.to_lowercase().as_str()));
    // Of two as long the one that says of what, whichever article comes first.
    roles.min_by_key(|role| (leans(role), Reverse(role.len()), !role.contains(" of "), *role))
}

/// Where an article names somebody first by the fullest name.
fn first_mention(tellings: &[Telling<'_>], (article, at): At) -> Option<Place> {
    let telling = &tellings[article];
    let entity = &telling.facts.entities[at];
    let full = entity.mentions.iter().find(|span| telling.slice(**span) == entity.name);
    let span = *full.or(entity.mentions.first())?;
    let fact = telling
        .facts
        .facts
        .iter()
        .position(|fact| fact.span == span && fact.kind == entity.kind)?;
    Some(Place { article, span, fact, sentence: telling.sentence(span) })
}

fn weight(tellings: &[Telling<'_>], places: &[At]) -> f32 {
    let heaviest = |(article, at): &At| {
        let facts = tellings[*article].facts.facts.iter();
        facts
            .filter(|fact| fact.entity == Some(*at as u32))
            .map(|fact| fact.weight)
            .fold(0.0, f32::max)
    };
    places.iter().map(heaviest).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, kind: FactKind) -> Entity {
        Entity { kind, name: name.to_owned(), role: None, mentions: Vec::new() }
    }

    #[track_caller]
    fn check(kind: FactKind, a: &str, b: &str, expected: bool) {
        assert_eq!(is_same(&named(a, kind), &named(b, kind)), expected, "{a} and {b}");
        assert_eq!(is_same(&named(b, kind), &named(a, kind)), expected, "{b} and {a}");
    }

    #[test]
    fn people_are_known_by_their_last_name_unless_the_first_speaks_against_it() {
        check(FactKind::Person, "Putin", "Vladimir Putin", true);
        check(FactKind::Person, "J. Biden", "Joe Biden", true);
        check(FactKind::Person, "Hunter Biden", "Joe Biden", false);
        check(FactKind::Person, "Kim Jogn Un", "Kim Jong Un", true);
        check(FactKind::Person, "Ines Cole", "Mira Tolle", false);
    }

    #[test]
    fn the_role_that_says_most_is_told_whichever_comes_first() {
        for roles in [
            ["Vietnamese President", "President of Vietnam"],
            ["President of Vietnam", "Vietnamese President"],
            ["his Vietnamese counterpart of today", "President of Vietnam"],
        ] {
            assert_eq!(best_role(roles.into_iter()), Some("President of Vietnam"));
        }
    }

    #[test]
    fn organisations_are_known_by_their_first_letters() {
        check(FactKind::Org, "ICC", "International Criminal Court", true);
        check(FactKind::Org, "UN", "European Union", false);
        check(FactKind::Place, "The Hague", "Hague", true);
        check(FactKind::Place, "North Korea", "South Korea", false);
    }
}
