//! What was said, in the wording of each article that quotes it.

use std::collections::BTreeMap;

use super::{Place, Quoted, Status, Telling, Topic, of_kinds, place, witness};
use crate::news::FactKind;
use crate::story::words::words;

/// Shorter quotations are a word or a name: they are listed, but not paired.
const LEAST_WORDS: usize = 4;
/// From this share of common words in the same order on two quotations are one.
const SAME: f32 = 0.6;
/// A fragment is of a longer one from this share of its own words on.
const FRAGMENT: f32 = 0.85;

/// A piece of a statement of the same speaker has so many words at least.
const LEAST_CUT: usize = 3;
/// A wording in another order has so many, and shares this part of them.
const LEAST_TURNED: usize = 8;
const TURNED: f32 = 0.75;

/// A quotation with its words.
struct Quotation<'a> {
    place: Place,
    words: Vec<String>,
    speaker: Option<&'a str>,
    /// Whether the speaker is a place that stands for those who rule it.
    by_place: bool,
    weight: f32,
}

/// Topics of quotations that several witnesses have, and every quotation by speaker.
pub(super) fn topics(tellings: &[Telling<'_>], witnesses: &[usize]) -> (Vec<Topic>, Vec<Quoted>) {
    let quotations = quotations(tellings);
    let groups = groups(&quotations);
    let mut topics = Vec::new();
    let mut quoted: Vec<Quoted> = Vec::new();
    for group in &groups {
        let members: Vec<&Quotation<'_>> =
            group.iter().filter_map(|at| quotations.get(*at)).collect();
        let articles = members.iter().map(|quotation| quotation.place.article);
        if witness::count(witnesses, articles) >= 2 {
            topics.push(topic(&members));
        }
        let speaker = speaker(&members);
        let versions = members.iter().map(|quotation| quotation.place).collect();
        quoted.push(Quoted { speaker: speaker.map(str::to_owned), versions });
    }
    // By speaker, in the order in which they speak first.
    let mut order: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for (at, quote) in quoted.iter().enumerate() {
        order.entry(quote.speaker.clone()).or_insert(at);
    }
    quoted.sort_by_key(|quote| (quote.speaker.is_none(), order.get(&quote.speaker).copied()));
    (topics, quoted)
}

/// Who a statement is of, in whatever order the articles stand: a person or a body before a place, then the fullest name.
fn speaker<'a>(members: &[&Quotation<'a>]) -> Option<&'a str> {
    let named = members.iter().filter_map(|of| Some((of.by_place, of.speaker?)));
    let best =
        named.min_by_key(|(by_place, name)| (*by_place, std::cmp::Reverse(name.len()), *name));
    best.map(|(_, name)| name)
}

fn quotations<'a>(tellings: &'a [Telling<'a>]) -> Vec<Quotation<'a>> {
    let mut quotations = Vec::new();
    for (article, telling) in tellings.iter().enumerate() {
        for (at, fact) in of_kinds(telling.facts, &[FactKind::Quote]) {
            quotations.push(Quotation {
                place: place(tellings, article, at),
                words: words(telling.slice(fact.span))
                    .map(|word| word.text.to_lowercase())
                    .collect(),
                speaker: fact.speaker.as_deref(),
                by_place: fact.speaker.as_deref().is_some_and(|speaker| is_place(telling, speaker)),
                weight: fact.weight,
            });
        }
    }
    quotations
}

/// Whether an article names a place so: "Washington" has said what an embassy said.
fn is_place(telling: &Telling<'_>, speaker: &str) -> bool {
    let mut named = telling.facts.entities.iter().filter(|entity| entity.name == speaker);
    named.any(|entity| entity.kind == FactKind::Place)
}

fn groups(quotations: &[Quotation<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, quotation) in quotations.iter().enumerate() {
        let known = groups.iter_mut().find(|group| {
            group.iter().any(|other| {
                let other = &quotations[*other];
                other.place.article != quotation.place.article
                    && (is_same(&other.words, &quotation.words)
                        || (is_of_one_speaker(other, quotation)
                            && (is_cut_out(&other.words, &quotation.words)
                                || is_turned(&other.words, &quotation.words))))
            })
        });
        match known {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// Whether two wordings are of the same statement.
fn is_same(a: &[String], b: &[String]) -> bool {
    if a.len().min(b.len()) < LEAST_WORDS {
        return false;
    }
    let shared = in_common(a, b) as f32;
    let (all, shorter) = ((a.len() + b.len()) as f32, a.len().min(b.len()) as f32);
    2.0 * shared / all >= SAME
        || (shorter >= LEAST_WORDS as f32 + 1.0 && shared / shorter >= FRAGMENT)
}

/// Whether both are attributed, to somebody of one last name.
fn is_of_one_speaker(a: &Quotation<'_>, b: &Quotation<'_>) -> bool {
    let last = |of: &Quotation<'_>| {
        of.speaker.and_then(|name| name.rsplit(' ').next()).map(str::to_lowercase)
    };
    last(a).is_some_and(|name| Some(name) == last(b))
}

/// Whether one wording is a piece of the other, word for word.
fn is_cut_out(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= LEAST_CUT && long.windows(short.len()).any(|run| run == short)
}

/// Whether two wordings have most words in common, in another order: a translation each.
fn is_turned(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut left: Vec<&String> = long.iter().collect();
    let shared = short.iter().filter(|word| {
        let at = left.iter().position(|other| other == word);
        at.map(|at| left.swap_remove(at)).is_some()
    });
    let all = (a.len() + b.len()) as f32;
    short.len() >= LEAST_TURNED && 2.0 * shared.count() as f32 / all >= TURNED
}

/// How many words two lists share in the same order (the longest common subsequence). Long ones are compared by their beginning.
fn in_common(a: &[String], b: &[String]) -> usize {
    const MOST: usize = 300;
    let (a, b) = (&a[..a.len().min(MOST)], &b[..b.len().min(MOST)]);
    let mut row = vec![0_usize; b.len() + 1];
    for left in a {
        let mut corner = 0;
        for (at, right) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if left == right { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

fn topic(members: &[&Quotation<'_>]) -> Topic {
    let longest = members.iter().max_by_key(|quotation| quotation.words.len());
    let is_one_wording = longest.is_some_and(|longest| {
        members.iter().all(|other| {
            longest.words.windows(other.words.len().max(1)).any(|run| run == other.words)
        })
    });
    let mut speakers: Vec<&str> = Vec::new();
    for speaker in members.iter().filter_map(|quotation| quotation.speaker) {
        if !speakers.contains(&speaker) {
            speakers.push(speaker);
        }
    }
    let wording =
        if is_one_wording { "the same words" } else { "the same statement in other words" };
    let whose = match speakers.as_slice() {
        [] => String::new(),
        [speaker] => format!(" of {speaker}"),
        several => format!(", attributed to {}", several.join(" and to ")),
    };
    Topic {
        title: speaker(members).unwrap_or("a statement").to_owned(),
        kind: FactKind::Quote,
        status: if is_one_wording { Status::Agree } else { Status::Differ },
        why: format!("{wording}{whose}"),
        claims: members.iter().map(|quotation| quotation.place).collect(),
        weight: members.iter().map(|quotation| quotation.weight).fold(0.0, f32::max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[track_caller]
    fn check(a: &str, b: &str, cut: bool, turned: bool) {
        let (a, b) = (words_of(a), words_of(b));
        assert_eq!((is_cut_out(&a, &b), is_turned(&a, &b)), (cut, turned), "{a:?} {b:?}");
        assert_eq!((is_cut_out(&b, &a), is_turned(&b, &a)), (cut, turned), "{b:?} {a:?}");
    }

    #[test]
    fn pieces_and_translations_of_a_statement_are_known() {
        check("will feed our children", "this harbour will feed our children", true, false);
        check("our children", "this harbour will feed our children", false, false);
        check(
            "the army has no money for new tanks and it needs none",
            "for new tanks the army has no money and no need",
            false,
            true,
        );
        check(
            "the army has no money for new tanks and it needs none",
            "we will not rest until the last of them is found",
            false,
            false,
        );
    }
}
