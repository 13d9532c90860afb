//! Picks the three to five sentences that carry most of an article's facts, word for word and in their order.
//!
//! Greedy: the sentence whose facts are worth most comes first, and what it tells is worth little in the next. This is
//! the maximal marginal relevance of Carbonell and Goldstein (1998) with facts for words.

use std::cmp::Ordering;
use std::ops::Range;

use super::cues::Cues;
use super::hash::{Map, hash_small};
use super::page::Page;
use super::sentence::Sentence;
use super::token::Shape;
use super::words::{Words, words};
use crate::news::{Fact, FactKind, Span};

/// A sentence shorter than this is no sentence of a summary, one longer is half an article.
const WORDS: std::ops::RangeInclusive<usize> = 6..=70;
/// What a told fact is worth the second time.
const REPEATED: f32 = 0.4;
/// So many sentences are looked at and dropped at most.
const DROPPED: usize = 8;

/// The sentences that a brief may have, with their numbers: running text with an end.
pub(super) fn fit<'p>(page: &'p Page<'_>) -> Vec<Fit<'p>> {
    page.sentences.iter().enumerate().filter(|(_, s)| is_fit(page, s)).collect()
}

/// A sentence and its number.
pub(super) type Fit<'p> = (usize, &'p Sentence);

/// The brief: spans of sentences, in the order of the text.
pub(super) fn pick(page: &Page<'_>, fit: &[Fit<'_>], facts: &[Fact], lead: Span) -> Vec<Span> {
    // The news is told first; what else carries it is chosen.
    let lead = fit.iter().position(|(_, s)| page.span(&s.tokens) == lead).unwrap_or_default();
    let mut topics = Topics::default();
    let pieces: Vec<Piece> = (0..fit.len())
        .map(|at| Piece::new(page, fit[at], facts, at.cmp(&lead), &mut topics))
        .collect();
    // A lead may tell the news without a single fact.
    let tells = pieces.iter().any(|piece| !piece.told.is_empty());
    let mut told = vec![false; topics.len()];
    let read = |at: usize| fit.get(at).map_or("", |(_, s)| page.read(&s.tokens));
    let mut picked: Vec<(usize, LongWords)> = Vec::new();
    // Sentences that nearly repeat what was picked.
    let mut dropped: Vec<usize> = Vec::new();
    let wanted = wanted(fit.len());
    while picked.len() < wanted {
        let worths: Vec<f32> = pieces.iter().map(|piece| piece.worth(&told)).collect();
        let next = (0..fit.len())
            .filter(|at| !dropped.contains(at))
            .filter(|at| !picked.iter().any(|(other, _)| other == at || read(*other) == read(*at)))
            .filter(|at| !picked.is_empty() || *at == lead)
            .max_by(|a, b| worths[*a].total_cmp(&worths[*b]).then(b.cmp(a)));
        let fits = |at: &usize| worths[*at] > 0.0 || *at == lead && tells;
        let Some(next) = next.filter(fits) else { break };
        let words = LongWords::of(read(next));
        if dropped.len() < DROPPED && picked.iter().any(|(_, other)| words.are_near(other)) {
            dropped.push(next);
            continue;
        }
        pieces[next].told.iter().for_each(|fact| told[fact.topic] = true);
        picked.push((next, words));
    }
    picked.sort_unstable_by_key(|(at, _)| *at);
    let spoken = picked.iter().filter_map(|(at, _)| fit.get(*at));
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
pub(super) fn lead(page: &Page<'_>, fit: &[Fit<'_>], title: Option<&str>) -> Span {
    const NEAR: usize = 12;
    let mut near = fit.iter().take(NEAR);
    let dated = near.find(|(_, s)| without_dateline(page, &s.tokens) != s.tokens);
    let lead = dated.or_else(|| as_headed(page, title?, fit)).or(fit.first());
    lead.map(|(_, s)| page.span(&s.tokens)).unwrap_or_default()
}

/// The one of the first sentences that shares the most words with the headline, where the very first shares few.
fn as_headed<'f, 'p>(page: &Page<'_>, title: &str, fit: &'f [Fit<'p>]) -> Option<&'f Fit<'p>> {
    const TRIED: usize = 4;
    /// So many words more than the first sentence.
    const CLEARLY: usize = 3;
    let wanted = LongWords::of(title);
    let shared = |s: &Sentence| LongWords::of(page.read(&s.tokens)).shared(&wanted);
    let tried: Vec<usize> = fit.iter().take(TRIED).map(|(_, s)| shared(s)).collect();
    let most = tried.iter().max().filter(|most| **most >= tried[0] + CLEARLY)?;
    fit.get(tried.iter().position(|count| count == most)?)
}

/// The longer words of a piece of text, by their beginnings, so that "arrested" and "arrests" are one; as hashes, in order.
struct LongWords(Vec<u64>);

impl LongWords {
    fn of(text: &str) -> Self {
        let words =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(3).is_some());
        let mut words: Vec<u64> = words.take(80).map(Self::hash_of).collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    fn hash_of(word: &str) -> u64 {
        let end = word.char_indices().nth(6).map_or(word.len(), |(end, _)| end);
        let start = word.get(..end).unwrap_or_default();
        if start.is_ascii() { hash_small(start) } else { hash_small(&start.to_lowercase()) }
    }

    fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count()
    }

    /// Whether two sentences say nearly the same words: a summary above the lead, a lead told once more.
    fn are_near(&self, other: &Self) -> bool {
        let short = self.0.len().min(other.0.len());
        short > 0 && self.shared(other) * 3 >= short * 2
    }
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
    let ended = (last.saturating_sub(2)..=last).any(|at| page.is_in(at, words!(". ! ? … 。")));
    let caption = sentence.tokens.clone().any(|at| {
        page.is_in(at, words!("photo pictured image photograph"))
            && page.is_in(at + 1, words!(": by ( /"))
    });
    WORDS.contains(&words)
        && ended
        && !caption
        && !sentence.debris
        && !sentence.title_case
        && !page.is(last, "?")
}

/// What makes two facts the same to a reader, the entity, or the kind with its words; and its number.
type Topics<'t> = Map<(FactKind, u32, &'t str), usize>;

/// A fact as a brief weighs it.
struct Told {
    topic: usize,
    weight: f32,
    /// Whether the same sentence tells it before.
    again: bool,
}

/// A sentence as a brief weighs it.
struct Piece {
    told: Vec<Told>,
    /// What its place before or behind the lead is worth, the root of its length, what its place in the text is worth, and its form.
    first: f32,
    root: f32,
    place: f32,
    form: f32,
}

impl Piece {
    fn new<'t>(
        page: &Page<'t>,
        (number, sentence): Fit<'_>,
        facts: &[Fact],
        lead: Ordering,
        topics: &mut Topics<'t>,
    ) -> Self {
        let place = number as f32 / page.sentences.len().max(1) as f32;
        Self {
            told: told(page, sentence, facts, topics),
            // What stands above the lead are captions and summaries.
            first: match lead {
                Ordering::Less => 0.5,
                Ordering::Equal => 1.6,
                Ordering::Greater => 1.0,
            },
            root: (sentence.tokens.len() as f32 + 12.0).sqrt(),
            place: 1.2 - 0.85 * place,
            form: form(page, number, sentence),
        }
    }

    /// The worth of a sentence's facts that are not told yet, by its length and its place.
    fn worth(&self, told: &[bool]) -> f32 {
        let worth = |fact: &Told| {
            let again = fact.again || told[fact.topic];
            fact.weight * if again { REPEATED } else { 1.0 }
        };
        let sum = self.told.iter().fold(0.0, |sum, fact| sum + worth(fact));
        self.first * sum / self.root * self.place * self.form
    }
}

fn told<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    facts: &[Fact],
    topics: &mut Topics<'t>,
) -> Vec<Told> {
    const MOST: usize = 60;
    let span = page.span(&sentence.tokens);
    let from = facts.partition_point(|f| f.span.start < span.start);
    let inside = facts.get(from..).unwrap_or_default().iter();
    let inside = inside.take_while(|f| f.span.start < span.end).filter(|f| f.span.end <= span.end);
    let mut told: Vec<Told> = Vec::new();
    for fact in inside.take(MOST) {
        let name = match fact.entity {
            Some(id) => (fact.kind, id, ""),
            None => (fact.kind, 0, page.slice(fact.span.start, fact.span.end)),
        };
        let new = topics.len();
        let topic = *topics.entry(name).or_insert(new);
        let again = told.iter().any(|other| other.topic == topic);
        told.push(Told { topic, weight: fact.weight, again });
    }
    told
}

/// How well a sentence stands alone: one that begins with "she" leans on the sentence before it, bare speech says less than
/// what it is about, and what is decided or still to come is what readers look for.
fn form(page: &Page<'_>, number: usize, sentence: &Sentence) -> f32 {
    let tokens = &sentence.tokens;
    let quoted = |at: usize| matches!(page.word(at), "“" | "\"" | "‘" | "„" | "«" | "'");
    let pronoun = |at: usize| page.has(at, Cues::PRONOUN) && !page.is_in(at, words!("i we it"));
    let closes = |at: &usize| matches!(page.word(*at), "”" | "\"" | "’" | "»");
    let closed = || marks(page, tokens).rev().find(closes);
    let leans = pronoun(tokens.start)
        || page.is_in(tokens.start, LEANING)
        || quoted(tokens.start) && closed().is_some_and(|at| (at + 1..at + 4).any(pronoun));
    let before = number.checked_sub(1).and_then(|at| page.sentences.get(at));
    let opens = before.is_none_or(|other| other.paragraph != sentence.paragraph);
    let decides = !quoted(tokens.start)
        && page.tokens.get(tokens.clone()).unwrap_or_default().iter().any(|t| {
            t.cues.any(Cues::PLAN.or(Cues::DENY).or(Cues::HEDGE)) && t.shape == Shape::Lower
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
const LEANING: Words = words!("but her hers his its that their theirs these this those");

/// The tokens of a sentence that are marks.
fn marks(page: &Page<'_>, tokens: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
    let here = page.tokens.get(tokens.clone()).unwrap_or_default();
    let start = tokens.start;
    let marks = here.iter().enumerate().filter(|(_, t)| t.shape == Shape::Mark);
    marks.map(move |(at, _)| start + at)
}

/// Whether a sentence begins inside a quotation that it ends: it reads as if words were lost.
fn begins_inside(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let straight = marks(page, tokens).find(|at| page.is(*at, "\""));
    if straight.is_some_and(|at| at > tokens.start && page.glued(at) && !page.glued(at + 1)) {
        return true;
    }
    let mark = marks(page, tokens).find(|at| matches!(page.word(*at), "“" | "”" | "«" | "»"));
    mark.is_some_and(|at| matches!(page.word(at), "”" | "»"))
}

#[cfg(test)]
mod tests {
    use super::super::page::Page;
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
        let form = |text: &str| {
            let page = Page::new(text);
            super::form(&page, 0, &page.sentences[0])
        };
        let rest = "chief executive said on Monday that all of the ships had been sold.";
        assert!(form(&format!("Its {rest}")) < form(&format!("The {rest}")));
    }

    #[test]
    fn a_text_without_sentences_has_no_brief() {
        assert!(find("Share this Post", &Context::default()).brief.is_empty());
    }
}
