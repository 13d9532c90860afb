//! Picks the three to five sentences that carry most of an article's facts, word for word and in their order.
//!
//! Greedy: the sentence whose facts are worth most comes first, and what it tells is worth little in the next. This is
//! the maximal marginal relevance of Carbonell and Goldstein (1998) with facts for words.

use std::collections::HashSet;

use super::page::Page;
use super::sentence::Sentence;
use crate::news::{Fact, FactKind, Span};

/// A sentence shorter than this is no sentence of a summary, one longer is half an article.
const WORDS: std::ops::RangeInclusive<usize> = 6..=70;
/// What a told fact is worth the second time.
const REPEATED: f32 = 0.15;

/// The brief: spans of sentences, in the order of the text.
pub(super) fn pick(page: &Page<'_>, facts: &[Fact]) -> Vec<Span> {
    let fit: Vec<(usize, &Sentence)> =
        page.sentences.iter().enumerate().filter(|(_, s)| is_fit(page, s)).collect();
    let mut told: HashSet<Topic<'_>> = HashSet::new();
    let mut picked: Vec<usize> = Vec::new();
    let pieces: Vec<Vec<&Fact>> = fit.iter().map(|(_, s)| inside(page, s, facts)).collect();
    while picked.len() < wanted(fit.len()) {
        let worths: Vec<f32> =
            (0..fit.len()).map(|at| worth(page, &fit, &pieces, at, &told)).collect();
        let next = (0..fit.len())
            .filter(|at| !picked.contains(at) && !repeats(page, &fit, &picked, *at))
            .max_by(|a, b| worths[*a].total_cmp(&worths[*b]).then(b.cmp(a)));
        let Some(next) = next.filter(|at| worths[*at] > 0.0) else { break };
        told.extend(pieces[next].iter().map(|fact| topic(page, fact)));
        picked.push(next);
    }
    picked.sort_unstable();
    picked.iter().filter_map(|at| fit.get(*at)).map(|(_, s)| page.span(&s.tokens)).collect()
}

/// Three to five, fewer where the text is short.
fn wanted(sentences: usize) -> usize {
    match sentences {
        0..=2 => sentences.min(1),
        3..=5 => 2,
        6..=12 => 3,
        13..=25 => 4,
        _ => 5,
    }
}

/// Running text with an end: no debris, no headline, no caption with its credit.
fn is_fit(page: &Page<'_>, sentence: &Sentence) -> bool {
    let words = sentence
        .tokens
        .clone()
        .filter(|at| {
            page.token(*at).is_some_and(|t| t.is_word() || t.shape == super::token::Shape::Number)
        })
        .take(WORDS.end() + 1)
        .count();
    let last = sentence.tokens.end.saturating_sub(1);
    let ended =
        (last.saturating_sub(2)..=last).any(|at| page.is_any(at, &[".", "!", "?", "…", "。"]));
    let caption = sentence.tokens.clone().any(|at| {
        page.is_any(at, &["photo", "pictured", "image", "photograph"])
            && page.is_any(at + 1, &[":", "by", "(", "/"])
    });
    WORDS.contains(&words)
        && ended
        && !caption
        && !sentence.debris
        && !sentence.title_case
        && !page.is(last, "?")
}

fn inside<'f>(page: &Page<'_>, sentence: &Sentence, facts: &'f [Fact]) -> Vec<&'f Fact> {
    let span = page.span(&sentence.tokens);
    let from = facts.partition_point(|f| f.span.start < span.start);
    facts
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|f| f.span.start < span.end)
        .filter(|f| f.span.end <= span.end)
        .take(60)
        .collect()
}

/// What makes two facts the same to a reader: the entity, or the kind with its words.
type Topic<'t> = (FactKind, u32, &'t str);

fn topic<'t>(page: &Page<'t>, fact: &Fact) -> Topic<'t> {
    match fact.entity {
        Some(id) => (fact.kind, id, ""),
        None => (fact.kind, 0, page.slice(fact.span.start, fact.span.end)),
    }
}

/// The worth of a sentence's facts that are not told yet, by its length and its place.
fn worth(
    page: &Page<'_>,
    fit: &[(usize, &Sentence)],
    pieces: &[Vec<&Fact>],
    at: usize,
    told: &HashSet<Topic<'_>>,
) -> f32 {
    let Some((number, sentence)) = fit.get(at) else { return 0.0 };
    let mut seen: Vec<Topic<'_>> = Vec::new();
    let mut sum = 0.0;
    for fact in &pieces[at] {
        let topic = topic(page, fact);
        let again = told.contains(&topic) || seen.contains(&topic);
        sum += fact.weight * if again { REPEATED } else { 1.0 };
        seen.push(topic);
    }
    let length = sentence.tokens.len() as f32;
    let place = *number as f32 / page.sentences.len().max(1) as f32;
    let lead = if at == 0 { 1.6 } else { 1.0 };
    lead * sum / (length + 12.0).sqrt() * (1.25 - 0.6 * place)
}

/// Whether a picked sentence says the same words: a caption printed twice, a lead repeated.
fn repeats(page: &Page<'_>, fit: &[(usize, &Sentence)], picked: &[usize], at: usize) -> bool {
    let read = |at: usize| fit.get(at).map_or("", |(_, s)| page.read(&s.tokens));
    picked.iter().any(|other| read(*other) == read(at))
}

#[cfg(test)]
mod tests {
    use super::super::{Context, find};

    #[test]
    fn briefs_are_sentences_of_the_text_in_their_order() {
        let text = "Maria Berg signed 12 deals worth $3 million in Denmark on Thursday.\n\n\
                    It was raining all day and nobody cared about it.\n\n\
                    Share this Post\n\n\
                    Paul Olsen of the Green Party said that 40 percent of the fish had died.\n\n\
                    Some say it is so, and some others say it is not.";
        let facts = find(text, &Context::default());
        let brief: Vec<&str> = facts.brief.iter().map(|s| &text[s.range()]).collect();
        assert_eq!(brief.len(), 2);
        assert!(brief[0].starts_with("Maria Berg signed") && brief[1].starts_with("Paul Olsen"));
    }

    #[test]
    fn a_text_without_sentences_has_no_brief() {
        assert!(find("Share this Post", &Context::default()).brief.is_empty());
    }
}
