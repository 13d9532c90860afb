//! Picks the three to five sentences that carry most of an article's facts, word for word and in their order.
//!
//! Greedy: the sentence whose facts are worth most comes first, and what it tells is worth little in the next. This is
//! the maximal marginal relevance of Carbonell and Goldstein (1998) with facts for words.

use std::collections::HashSet;
use std::ops::Range;

use super::cues::Cues;
use super::page::Page;
use super::sentence::Sentence;
use super::token::Shape;
use crate::news::{Fact, FactKind, Span};

/// A sentence shorter than this is no sentence of a summary, one longer is half an article.
const WORDS: std::ops::RangeInclusive<usize> = 6..=70;
/// What a told fact is worth the second time.
const REPEATED: f32 = 0.4;
/// So many sentences are looked at and dropped at most.
const DROPPED: usize = 8;

/// The brief: spans of sentences, in the order of the text.
pub(super) fn pick(page: &Page<'_>, facts: &[Fact], lead: Span) -> Vec<Span> {
    let fit: Vec<(usize, &Sentence)> =
        page.sentences.iter().enumerate().filter(|(_, s)| is_fit(page, s)).collect();
    let mut told: HashSet<Topic<'_>> = HashSet::new();
    let mut picked: Vec<usize> = Vec::new();
    // The news is told first; what else carries it is chosen.
    let wanted = wanted(fit.len());
    let lead = fit.iter().position(|(_, s)| page.span(&s.tokens) == lead).unwrap_or_default();
    let pieces: Vec<Vec<&Fact>> = fit.iter().map(|(_, s)| inside(page, s, facts)).collect();
    let read = |at: usize| fit.get(at).map_or("", |(_, s)| page.read(&s.tokens));
    // Sentences that nearly repeat what was picked.
    let mut dropped: Vec<usize> = Vec::new();
    let tells = pieces.iter().any(|piece| !piece.is_empty());
    while picked.len() < wanted {
        let worths: Vec<f32> =
            (0..fit.len()).map(|at| worth(page, &fit, &pieces, (at, lead), &told)).collect();
        let next = (0..fit.len())
            .filter(|at| !picked.contains(at) && !dropped.contains(at))
            .filter(|at| !picked.iter().any(|other| read(*other) == read(*at)))
            .filter(|at| !picked.is_empty() || *at == lead)
            .max_by(|a, b| worths[*a].total_cmp(&worths[*b]).then(b.cmp(a)));
        // A lead may tell the news without a single fact.
        let fits = |at: &usize| worths[*at] > 0.0 || *at == lead && tells;
        let Some(next) = next.filter(fits) else { break };
        if dropped.len() < DROPPED && picked.iter().any(|other| are_near(read(*other), read(next)))
        {
            dropped.push(next);
            continue;
        }
        told.extend(pieces[next].iter().map(|fact| topic(page, fact)));
        picked.push(next);
    }
    picked.sort_unstable();
    let spoken = picked.iter().filter_map(|at| fit.get(*at));
    spoken.map(|(_, s)| page.span(&without_dateline(page, &s.tokens))).collect()
}

/// A sentence without "BERLIN (AP) — " before it.
fn without_dateline(page: &Page<'_>, sentence: &Range<usize>) -> Range<usize> {
    const LONGEST: usize = 14;
    let head = sentence.start..sentence.end.min(sentence.start + LONGEST);
    let is_head = |at: usize| {
        page.token(at).is_some_and(|t| {
            t.is_capital() || matches!(t.shape, Shape::Upper | Shape::Mark | Shape::Number)
        }) && !matches!(page.word(at), "“" | "\"" | "‘" | "«" | "„")
    };
    let is_dash = |at: usize| matches!(page.word(at), "—" | "–" | "-") && !page.is_hyphen(at);
    // A sentence begins behind it: "Anna Berg — the mayor — said" has none.
    let begins = |at: usize| page.shape(at) != Some(Shape::Lower);
    let is_end = |at: &usize| is_dash(*at) && begins(at + 1);
    let dash = head.clone().take_while(|at| is_head(*at)).filter(is_end).last();
    // Two marks may make the dash.
    let start = dash.map_or(sentence.start, |at| at + 1);
    if start + 4 < sentence.end { start..sentence.end } else { sentence.clone() }
}

/// The first sentence of running text, which tells the news; above one with a dateline there are captions and highlights,
/// as there are above one that says much more of what the headline says.
pub(super) fn lead(page: &Page<'_>, title: Option<&str>) -> Span {
    const NEAR: usize = 12;
    let fit = || page.sentences.iter().filter(|s| is_fit(page, s));
    let dated = fit().take(NEAR).find(|s| without_dateline(page, &s.tokens) != s.tokens);
    let lead = dated.or_else(|| as_headed(page, title?, fit())).or(fit().next());
    lead.map(|s| page.span(&s.tokens)).unwrap_or_default()
}

/// The one of the first sentences that shares the most words with the headline, where the very first shares few.
fn as_headed<'s>(
    page: &Page<'_>,
    title: &str,
    fit: impl Iterator<Item = &'s Sentence>,
) -> Option<&'s Sentence> {
    const TRIED: usize = 4;
    /// So many words more than the first sentence.
    const CLEARLY: usize = 3;
    let wanted = long_words(title);
    let shared = |s: &Sentence| long_words(page.read(&s.tokens)).intersection(&wanted).count();
    let tried: Vec<(usize, &Sentence)> = fit.take(TRIED).map(|s| (shared(s), s)).collect();
    let first = tried.first()?.0;
    let most = tried.iter().map(|(count, _)| *count).max()?;
    tried.iter().find(|(count, _)| *count == most && most >= first + CLEARLY).map(|(_, s)| *s)
}

/// The longer words of a piece of text, by their beginnings, so that "arrested" and "arrests" are one.
fn long_words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.take(80).map(|word| word.chars().take(6).collect::<String>().to_lowercase()).collect()
}

/// Three to five, fewer where the text is short.
fn wanted(sentences: usize) -> usize {
    match sentences {
        0..=2 => sentences.min(1),
        3..=4 => 2,
        5..=8 => 3,
        9..=20 => 4,
        _ => 5,
    }
}

/// Running text with an end: no debris, no headline, no caption with its credit.
fn is_fit(page: &Page<'_>, sentence: &Sentence) -> bool {
    let words = sentence
        .tokens
        .clone()
        .filter(|at| page.token(*at).is_some_and(|t| t.is_word() || t.shape == Shape::Number))
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
    (at, lead): (usize, usize),
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
    let first = if at == lead { 1.6 } else { 1.0 };
    // What stands above the lead are captions and summaries.
    let first = if at < lead { 0.5 } else { first };
    first * sum / (length + 12.0).sqrt() * (1.2 - 0.85 * place) * form(page, *number, sentence)
}

/// How well a sentence stands alone: one that begins with "she" leans on the sentence before it, bare speech says less than
/// what it is about, and what is decided or still to come is what readers look for.
fn form(page: &Page<'_>, number: usize, sentence: &Sentence) -> f32 {
    let tokens = &sentence.tokens;
    let quoted = |at: usize| matches!(page.word(at), "“" | "\"" | "‘" | "„" | "«" | "'");
    let pronoun = |at: usize| page.has(at, Cues::PRONOUN) && !page.is_any(at, &["i", "we", "it"]);
    let closed = tokens.clone().rev().find(|at| matches!(page.word(*at), "”" | "\"" | "’" | "»"));
    let leans = pronoun(tokens.start)
        || page.is_any(tokens.start, LEANING)
        || quoted(tokens.start) && closed.is_some_and(|at| (at + 1..at + 4).any(pronoun));
    let before = number.checked_sub(1).and_then(|at| page.sentences.get(at));
    let opens = before.is_none_or(|other| other.paragraph != sentence.paragraph);
    let decides = !quoted(tokens.start)
        && tokens.clone().any(|at| {
            page.shape(at) == Some(Shape::Lower)
                && page.has_any(at, Cues::PLAN.or(Cues::DENY).or(Cues::HEDGE))
        });
    let times = |yes: bool, by: f32| if yes { by } else { 1.0 };
    times(tokens.len() < 12, 0.8)
        * times(leans, 0.6)
        * times(quoted(tokens.start), 0.75)
        * times(opens, 1.1)
        * times(decides, 1.4)
        * times(begins_inside(page, tokens), 0.5)
}

/// Words that open a sentence about what stands before it: "Its chief executive said".
const LEANING: &[&str] =
    &["but", "her", "hers", "his", "its", "that", "their", "theirs", "these", "this", "those"];

/// Whether a sentence begins inside a quotation that it ends: it reads as if words were lost.
fn begins_inside(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let straight = tokens.clone().find(|at| page.is(*at, "\""));
    if straight.is_some_and(|at| at > tokens.start && page.glued(at) && !page.glued(at + 1)) {
        return true;
    }
    let mark = tokens.clone().find(|at| matches!(page.word(*at), "“" | "”" | "«" | "»"));
    mark.is_some_and(|at| matches!(page.word(at), "”" | "»"))
}

/// Whether two sentences say nearly the same words: a summary above the lead, a lead told once more.
fn are_near(a: &str, b: &str) -> bool {
    let (a, b) = (long_words(a), long_words(b));
    let short = a.len().min(b.len());
    short > 0 && a.intersection(&b).count() * 3 >= short * 2
}

#[cfg(test)]
mod tests {
    use super::super::{Context, find};

    #[test]
    fn an_insertion_between_dashes_is_no_dateline() {
        let inserted =
            "Maria Berg — the mayor of Lima — said on Monday that 12 bridges would be rebuilt.";
        for dateline in ["", "LIMA (AP) — "] {
            let text = format!("{dateline}{inserted}");
            let facts = find(&text, &Context::default());
            assert_eq!(facts.brief.first().map(|s| &text[s.range()]), Some(inserted), "{text}");
        }
    }

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
    fn the_lead_comes_first_and_loses_its_dateline() {
        let text = "WASHINGTON (AP) — The weather was fine for many people on the coast.\n\n\
                    Paul Olsen of the Green Party said that 40 percent of the fish had died.\n\n\
                    “It was raining all day long,” she said to her friends in the end.";
        let facts = find(text, &Context::default());
        let brief: Vec<&str> = facts.brief.iter().map(|s| &text[s.range()]).collect();
        assert_eq!(brief.len(), 2);
        assert!(brief[0].starts_with("The weather"), "{brief:?}");
        assert!(brief[1].starts_with("Paul Olsen"), "{brief:?}");
    }

    #[test]
    fn a_lead_without_facts_hides_nothing() {
        let text = "The old harbour was closed after the storm, and nobody knew why.\n\n\
                    Maria Berg said on Thursday that 12 ships worth $3 million had been lost there.\n\n\
                    It had been raining for a long time, and everybody was tired of it.";
        let facts = find(text, &Context::default());
        let brief: Vec<&str> = facts.brief.iter().map(|s| &text[s.range()]).collect();
        assert!(brief.len() == 2 && brief[1].starts_with("Maria Berg"), "{brief:?}");
    }

    #[test]
    fn the_headline_tells_the_lead_from_a_caption() {
        let text = "Ship's horns and flags seen at the quay of Lima in a picture of last year.\n\n\
                    Harbour workers in Lima will strike for two days over their wages, the union said.\n\n\
                    Workers of the harbour in Lima will strike over their wages for two days, it said.\n\n\
                    Paul Olsen said that 40 percent of the cranes had been sold.";
        let title = Some("Harbour workers strike over wages");
        let facts = find(text, &Context { title, ..Context::default() });
        let brief: Vec<&str> = facts.brief.iter().map(|s| &text[s.range()]).collect();
        assert!(brief.len() == 2 && brief[0].starts_with("Harbour"), "{brief:?}");
        assert!(brief[1].starts_with("Paul"), "{brief:?}");
    }

    #[test]
    fn a_sentence_about_its_owner_leans_on_the_one_before() {
        let own = |opener: &str| {
            let text = format!(
                "Maria Berg signed 12 deals worth $3 million in Denmark on Thursday.\n\n\
                 Tamsin Boats sold 40 ferries to Norway for $9 million on Monday in Oslo.\n\n\
                 {opener} chief executive, Paul Olsen, said that 40 percent of the fish had died in Lima.\n\n\
                 The Green Party of Lima said that 30 percent of the ships had been sold there."
            );
            let facts = find(&text, &Context::default());
            facts.brief.iter().any(|s| text[s.range()].starts_with(opener))
        };
        assert!(own("The"));
        assert!(!own("Its"));
    }

    #[test]
    fn a_text_without_sentences_has_no_brief() {
        assert!(find("Share this Post", &Context::default()).brief.is_empty());
    }
}
