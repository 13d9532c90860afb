//! Makes candidates of what the model has found, and adds what the rules know that it cannot.
//!
//! See [`super::names`] for the candidates of the rules.

use std::ops::Range;

use super::cues::Cues;
use super::entity::Mention;
use super::hash::{Map, Set};
use super::lexicon;
use super::model::Found;
use super::names::{Candidate, key_of};
use super::page::Page;
use super::storm;
use super::token::Shape;
use super::words::{Words, words};
use crate::news::FactKind;

/// The names the model has found as candidates, with what the rules know of them.
///
/// Five things are added from the rules: events, which the model does not know; other places where a name stands that
/// the model has found; surnames of people it has found; names that the lists know and that mean nothing else, and
/// regions that are called so; and acronyms and call
/// signs that the text uses again and again, which no model can know beforehand. None of them where a found name stands already.
pub(super) fn corrected(
    page: &Page<'_>,
    rules: Vec<Candidate>,
    mentions: &[Mention],
    found: Vec<Found>,
) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> =
        found.into_iter().map(|name| of_found(page, &rules, name)).collect();
    if page.foreign {
        kept.retain(|name| stands_abroad(page, name));
    }
    let mut known: Map<String, [i16; 4]> = Map::default();
    for name in &kept {
        known.entry(name.key.clone()).or_insert(name.points);
        if let Some((_, last)) = name.key.rsplit_once(' ').filter(|_| name.points[0] > SURE) {
            known.entry(last.to_owned()).or_insert(name.points);
        }
    }
    storm::name_short(&rules, &mut kept, &mut known);
    let free = |tokens: &Range<usize>| {
        let at = kept.partition_point(|c| c.tokens.end <= tokens.start);
        kept.get(at).is_none_or(|c| c.tokens.start >= tokens.end)
    };
    let mut more = Vec::new();
    let rules: Vec<Candidate> = rules.into_iter().filter(|rule| free(&rule.tokens)).collect();
    let repeated = repeated(page, &rules, mentions);
    for mut rule in rules {
        let event = kind_of(mentions, &rule) == Some(FactKind::Event);
        if let Some(points) = known.get(&rule.key).filter(|_| !event) {
            rule.points = *points;
        } else if !event && !repeated.contains(&rule.key) && !is_certain(page, mentions, &rule) {
            continue;
        }
        more.push(rule);
    }
    kept.extend(more);
    kept.sort_by_key(|c| c.tokens.start);
    kept
}

/// What the rules take a candidate for.
fn kind_of(mentions: &[Mention], rule: &Candidate) -> Option<FactKind> {
    let at = mentions.partition_point(|m| m.tokens.start < rule.tokens.start);
    mentions.get(at).filter(|m| m.tokens == rule.tokens).map(|m| m.kind)
}

/// Whether the rules need no second opinion: the lists have the name, and it is neither a word nor anybody's; or it is said to
/// be a place.
fn is_certain(page: &Page<'_>, mentions: &[Mention], rule: &Candidate) -> bool {
    let kind = kind_of(mentions, rule);
    let listed = match kind {
        Some(FactKind::Org) => rule.known.any("O"),
        Some(FactKind::Place) => rule.known.any("CP"),
        _ => false,
    };
    let region =
        page.is_in(rule.tokens.end, REGIONS) && page.shape(rule.tokens.end) == Some(Shape::Lower);
    let plain = !lexicon::word(&rule.key).any("cdfs");
    !page.foreign
        && (listed && plain && rule.key.len() > 3 || region && kind == Some(FactKind::Place))
}

/// What stands behind the name of a region: "Gezira state".
const REGIONS: Words =
    words!("county district governorate prefecture province region state valley");

/// Organisations of one word in capitals, or with digits, that the rules find [`OFTEN`].
fn repeated(page: &Page<'_>, rules: &[Candidate], mentions: &[Mention]) -> Set<String> {
    let mut counts: Map<&str, usize> = Map::default();
    for rule in rules {
        let shape = page.shape(rule.tokens.start);
        let sign = rule.tokens.len() == 1 && matches!(shape, Some(Shape::Upper | Shape::Code));
        if sign && !page.foreign && kind_of(mentions, rule) == Some(FactKind::Org) {
            *counts.entry(&rule.key).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= OFTEN).map(|(key, _)| key.into()).collect()
}

/// How often a text uses a word that is no passing abbreviation.
const OFTEN: usize = 4;

/// Whether a name is one in a text that is not English, where capitals may mean nothing: of several words, known to the
/// lists, or an acronym. Surnames come back with the full name.
fn stands_abroad(page: &Page<'_>, name: &Candidate) -> bool {
    let start = name.tokens.start;
    let short = name.key.len() <= 3;
    // "Ausbau der Bahn", "Selon l’Insee", "SPD-Politiker": nouns and small words with a capital.
    let first = page.token(start).map(|t| t.known).unwrap_or_default();
    let of = name.tokens.clone().any(|at| page.is_in(at, words!("der des die das dem")))
        && !first.given()
        && !name.known.any("CPO");
    let compound = page.is_hyphen(start + 1) && page.shape(start) == Some(Shape::Upper);
    if of || compound || page.has(start, Cues::NO_NAME) {
        return false;
    }
    let opens =
        page.sentences.get(page.sentence_of(start)).is_some_and(|s| s.tokens.start + 1 >= start);
    if name.tokens.len() == 1 && opens && page.shape(start) != Some(Shape::Upper) {
        return name.known.any("C");
    }
    name.tokens.len() > 1
        || name.known.any("CPO") && !short
        || page.shape(name.tokens.start) == Some(Shape::Upper)
}

/// Points of a share of one.
const ALL: f32 = 16.0;
/// Points from which a kind is sure.
const SURE: i16 = 8;

fn of_found(page: &Page<'_>, rules: &[Candidate], name: Found) -> Candidate {
    let at = rules.partition_point(|c| c.tokens.end < name.tokens.end);
    let rule = rules.get(at).filter(|c| c.tokens.end == name.tokens.end);
    let key = key_of(page, &name.tokens);
    let known = lexicon::phrase(&key);
    let mut points = [0; 4];
    for (points, share) in points.iter_mut().zip(name.shares) {
        *points = (share * ALL) as i16;
    }
    let title = rule.and_then(|c| c.title.clone()).filter(|t| t.end <= name.tokens.start);
    Candidate { tokens: name.tokens, key, known, title, points, weak: false }
}
