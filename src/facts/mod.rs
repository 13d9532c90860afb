//! Finds the facts in a text. Pure and deterministic: no clock, no file, no network.
//!
//! The text runs through stages, each a module:
//!
//! - `token` and `sentence` cut it up, `page` holds the pieces, `language` tells whether English grammar fits it.
//! - `number`, `digits` and `comparison` read numbers, `figure`, `bare`, `noun`, `plural`, `uncounted`, `percent`, `money` and
//!   `currency` what they count; `when`, `figured`, `year`, `holiday`, `pointed`, `ago`, `clock` and `foreign` read dates, which
//!   `tense` and `calendar` resolve; `abroad` and `ideograph` read what other languages count.
//! - `names` (with `run`, `compound` and `titled`) proposes names by rules, `kind`, `person` and `beside` weigh them, and `entity`
//!   settles them for the whole text. `model`, to which that is one hint among others, finds names by what it has learnt; `tidy`
//!   cuts those to what counts as one. In English `mended` puts them right by what stands around them: `named`, `firm`, `ends`,
//!   `agency`, `sport`, `signs`, `familiar`, `called`, `listed`, `again` and `ship`, in this order (`overlay` lays the ones over
//!   the others). `learnt` adds what the rules alone know (storms by `storm`), `state` the bodies of states, `occasion` events named by days, and `entity` settles all once more, with
//!   what `office` and `role` say of people.
//! - `quote` and `speaker` read quotations; `claim`, `rank` and `brief` say what all is worth.
//!
//! Word lists are in `cues` and, made by `words`, beside the rules that need them (small, by hand), and in `lexicon` (large, made by
//! `assets/facts/build.py`, read by `table`). No stage compares letters: a token knows the hash of its word (`hash`), its cues, and
//! what the lists know of it. `wire` writes facts, `renewal` compares those of two texts, `score` those of labelled ones.

mod abroad;
mod again;
mod agency;
mod ago;
mod bare;
mod beside;
mod brief;
mod calendar;
mod called;
mod claim;
mod clock;
mod comparison;
mod compound;
mod cues;
mod currency;
mod digits;
mod ends;
mod entity;
mod familiar;
mod figure;
mod figured;
mod firm;
mod foreign;
mod hash;
mod holiday;
mod ideograph;
mod kind;
mod language;
mod learnt;
mod lexicon;
mod listed;
mod mended;
pub mod model;
mod money;
mod named;
mod names;
mod noun;
mod number;
mod occasion;
mod office;
mod overlay;
mod page;
mod percent;
mod person;
mod plural;
mod pointed;
mod quote;
mod rank;
mod renewal;
mod role;
mod run;
pub mod score;
mod sentence;
mod ship;
mod signs;
mod speaker;
mod sport;
mod state;
mod storm;
mod table;
mod tense;
mod tidy;
mod titled;
mod token;
mod uncounted;
mod when;
pub mod wire;
mod words;
mod year;

pub use self::renewal::renewal;

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use self::abroad::Nouns;
use self::cues::Cues;
use self::entity::Mention;
use self::model::{Hints, Model};
use self::page::Page;
use self::quote::Quote;
use self::token::Shape;
use self::when::Anchor;
use self::words::words;
use crate::news::{Claim, Entity, Fact, FactKind, Facts, Span, Value};

/// Changes whenever the engine may find other facts in the same text; stored facts of another version are found anew.
pub const ENGINE_VERSION: u32 = 9;

/// What the engine is told about a text besides the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The headline, where it is not in the text: it helps to rank and to name, no fact is found in it.
    pub title: Option<&'a str>,
    /// The day of publication: relative dates are resolved against it.
    pub published: Option<Date>,
    /// ISO 3166 code of the outlet's country: decides which dollar `$` is.
    pub country: Option<&'a str>,
    /// BCP 47, where it is known.
    pub language: Option<&'a str>,
}

/// Finds the facts in `text`. All spans are bytes into it.
///
/// Takes time linear in the length of the text. Never fails: a text without facts has none.
pub fn find(text: &str, context: &Context<'_>) -> Facts {
    static MODEL: LazyLock<Option<Model>> = LazyLock::new(Model::shipped);
    find_with(text, context, MODEL.as_ref())
}

/// Finds the facts in `text` with a model for the names; without one the rules alone find them.
pub fn find_with(text: &str, context: &Context<'_>, model: Option<&Model>) -> Facts {
    let mut page = Page::new(text);
    let english = language::is_english(&page, context.language);
    page.foreign = !english;
    let page = page;
    let mut found = figures(&page, context, english);
    let taken = taken(&page, &found);
    let (mentions, entities) = named(&page, &taken, model);
    found.extend(mentions.iter().map(|m| of_mention(&page, m)));
    let mut found = longest(found);
    let quotes = quote::find(&page);
    found.extend(quoted(&page, &mentions, &entities, &quotes));
    found.sort_by_key(|fact| {
        (fact.span.start, std::cmp::Reverse(fact.span.end), fact.kind != FactKind::Quote)
    });
    if english {
        add_claims(&page, &mut found);
    }
    let mut facts = Facts { facts: found, entities, brief: Vec::new() };
    forget_unnamed(&mut facts);
    let fit = brief::fit(&page);
    let lead = brief::lead(&page, &fit, context.title);
    rank::rank(text, context.title, lead, &mut facts);
    facts.brief = brief::pick(&page, &fit, &facts.facts, lead);
    facts
}

fn fact(kind: FactKind, span: Span, value: Option<Value>) -> Fact {
    Fact {
        kind,
        span,
        value,
        entity: None,
        speaker: None,
        certainty: 0.9,
        inferred: false,
        claim: None,
        weight: 0.0,
    }
}

/// Dates, times, money, percentages and quantities, in order and without overlaps.
fn figures(page: &Page<'_>, context: &Context<'_>, english: bool) -> Vec<Fact> {
    let mut found = Vec::new();
    let own = || if english { when::dateline(page) } else { None };
    let published = context.published.or_else(own);
    let mut anchor = Anchor { published, ..Anchor::default() };
    let mut counted: Option<String> = None;
    let nouns = Nouns::of(page);
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        let mut at = sentence.tokens.start;
        anchor.near = None;
        while at < sentence.tokens.end {
            if english && !may_begin_figure(page, at) {
                at += 1;
                continue;
            }
            let next = date_or_time(page, at, &mut anchor);
            let next = next.or_else(|| {
                let (kind, tokens, value) = if english {
                    figure::read(page, at, context)?
                } else {
                    abroad::read(page, at, context, nouns)?
                };
                let mut fact = fact(kind, page.span(&tokens), Some(value));
                infer_unit(page, &tokens, &mut fact, &mut counted);
                Some((tokens, fact))
            });
            at = match next {
                // A figure never crosses the end of its sentence.
                Some((tokens, fact)) if tokens.end <= sentence.tokens.end => {
                    found.push(fact);
                    tokens.end.max(at + 1)
                }
                _ => at + 1,
            };
        }
    }
    found
}

/// Whether a figure, a date or a time may begin here: most words cannot, and are passed with one look.
fn may_begin_figure(page: &Page<'_>, at: usize) -> bool {
    const WORDS: Cues = Cues::OPENER
        .or(Cues::NUMBER)
        .or(Cues::MONTH)
        .or(Cues::WEEKDAY)
        .or(Cues::PERIOD)
        .or(Cues::DEICTIC);
    page.token(at).is_some_and(|t| match t.shape {
        Shape::Number | Shape::Code => true,
        // Signs of currencies are `$` and signs beyond ASCII.
        Shape::Mark => {
            page.word(at).as_bytes().first().is_some_and(|b| *b == b'$' || !b.is_ascii())
        }
        _ => t.cues.any(WORDS),
    })
}

/// "Among them four stand out": a number without a noun counts what was counted before.
fn infer_unit(
    page: &Page<'_>,
    tokens: &Range<usize>,
    fact: &mut Fact,
    counted: &mut Option<String>,
) {
    let Some(Value::Quantity(quantity)) = &mut fact.value else { return };
    if quantity.unit.is_some() {
        counted.clone_from(&quantity.unit);
        return;
    }
    let pointed = (1..6).any(|back| {
        tokens
            .start
            .checked_sub(back)
            .is_some_and(|at| page.is_in(at, words!("them these those which")))
    });
    if pointed && counted.is_some() {
        quantity.unit.clone_from(counted);
        fact.inferred = true;
    }
}

fn date_or_time(page: &Page<'_>, at: usize, anchor: &mut Anchor) -> Option<(Range<usize>, Fact)> {
    let time = if page.foreign { None } else { clock::read(page, at) };
    if let Some((tokens, value)) = time {
        let fact = fact(FactKind::Time, page.span(&tokens), value.map(Value::Time));
        return Some((tokens, fact));
    }
    let when =
        if page.foreign { foreign::read(page, at, anchor)? } else { when::read(page, at, anchor)? };
    anchor.take(&when);
    let mut fact = fact(FactKind::Date, page.span(&when.tokens), when.value.map(Value::Date));
    fact.inferred = when.relative;
    Some((when.tokens, fact))
}

/// Which tokens no name may use: those of dates, of money and of percentages.
fn taken(page: &Page<'_>, found: &[Fact]) -> Vec<bool> {
    let mut taken = vec![false; page.tokens.len()];
    for fact in found.iter().filter(|f| {
        matches!(f.kind, FactKind::Date | FactKind::Money | FactKind::Time | FactKind::Percent)
    }) {
        let mut at = page.token_at(fact.span.start);
        while page.token(at).is_some_and(|t| t.start < fact.span.end) {
            taken[at] = true;
            at += 1;
        }
    }
    taken
}

/// The names of the text: proposed and weighed by the rules, corrected by the model, settled.
fn named(page: &Page<'_>, taken: &[bool], model: Option<&Model>) -> (Vec<Mention>, Vec<Entity>) {
    let mut candidates = names::candidates(page, taken);
    for candidate in &mut candidates {
        kind::weigh(page, candidate);
    }
    let Some(model) = model else { return entity::settle(page, &candidates) };
    let mentions = entity::mentions(page, &candidates);
    let hints = Hints::new(page, &mentions);
    let found = tidy::tidy(page, model.names(page, taken, &hints));
    let mut names = learnt::corrected(page, candidates, &mentions, found);
    state::add(page, &mut names);
    occasion::add(page, &mut names);
    entity::settle(page, &names)
}

/// What the model is told about a text while it learns: the tokens it may not use, and what the rules find.
fn hints(page: &Page<'_>) -> (Vec<bool>, Hints) {
    let found = figures(page, &Context::default(), true);
    let taken = taken(page, &found);
    let (mentions, _) = named(page, &taken, None);
    (taken, Hints::new(page, &mentions))
}

fn of_mention(page: &Page<'_>, mention: &Mention) -> Fact {
    let mut fact = fact(mention.kind, page.span(&mention.tokens), None);
    fact.entity = Some(mention.entity);
    fact.certainty = mention.certainty;
    fact
}

/// Where facts overlap, the longest stays; of two that are equally long, the one that came first.
fn longest(mut found: Vec<Fact>) -> Vec<Fact> {
    found.sort_by_key(|fact| (fact.span.start, std::cmp::Reverse(fact.span.end)));
    let mut kept: Vec<Fact> = Vec::with_capacity(found.len());
    for fact in found {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(fact.span) => {
                if fact.span.end - fact.span.start > last.span.end - last.span.start {
                    *last = fact;
                }
            }
            _ => kept.push(fact),
        }
    }
    kept
}

fn quoted(
    page: &Page<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    quotes: &[Quote],
) -> Vec<Fact> {
    let mut speakers = speaker::attribute(page, mentions, entities, quotes);
    let nested = quote::nested(page, quotes);
    let repeated = speaker::repeated(page, mentions, entities, (quotes, &speakers), &nested);
    speakers.extend(repeated);
    let all = quotes.iter().chain(nested.iter().map(|(_, quote)| quote));
    let facts = all.zip(speakers).filter(|(quote, _)| !quote.inner.is_empty());
    facts
        .map(|(quote, speaker)| {
            let mut fact = fact(FactKind::Quote, page.span(&quote.inner), None);
            fact.certainty = if speaker.is_some() { 0.85 } else { 0.6 };
            fact.claim = claim::of_quotation(page, speaker.as_ref());
            fact.speaker =
                speaker.map(|s| speaker::name(page, entities, &s)).filter(|name| !name.is_empty());
            fact
        })
        .collect()
}

/// What the sentence of each figure claims, or the quotation it stands in; names and dates claim nothing by themselves.
fn add_claims(page: &Page<'_>, found: &mut [Fact]) {
    let mut quoted = (Span::default(), None);
    for fact in found.iter_mut() {
        match fact.kind {
            FactKind::Quote => {
                // What a speaker repeats is told by the speaker.
                if !quoted.0.contains(fact.span) {
                    quoted = (fact.span, fact.claim);
                }
                continue;
            }
            FactKind::Money | FactKind::Percent | FactKind::Quantity | FactKind::Event => {}
            _ => continue,
        }
        let at = page.token_at(fact.span.start);
        if quoted.0.contains(fact.span) && quoted.1.is_some() {
            let from = page.token_at(quoted.0.start);
            let denied = claim::is_denied_in_speech(page, from, at);
            fact.claim = if denied { Some(Claim::Denied) } else { quoted.1 };
            continue;
        }
        let sentence = page.sentences.get(page.sentence_of(at));
        fact.claim = sentence.and_then(|s| claim::of(page, &s.tokens, at));
    }
}

/// Mentions that a longer fact swallowed are no mentions; an entity without any is forgotten.
fn forget_unnamed(facts: &mut Facts) {
    for entity in &mut facts.entities {
        entity.mentions.clear();
    }
    for fact in &facts.facts {
        if let Some(entity) = fact.entity.and_then(|id| facts.entities.get_mut(id as usize)) {
            entity.mentions.push(fact.span);
        }
    }
    let mut next = 0;
    let numbers: Vec<Option<u32>> = facts
        .entities
        .iter()
        .map(|entity| {
            let kept = !entity.mentions.is_empty();
            next += u32::from(kept);
            kept.then(|| next - 1)
        })
        .collect();
    facts.entities.retain(|entity| !entity.mentions.is_empty());
    for fact in &mut facts.facts {
        fact.entity = fact.entity.and_then(|id| numbers.get(id as usize).copied().flatten());
    }
}

#[cfg(test)]
mod tests;

/// The sentences of a text, as the engine cuts it up; headlines, captions and debris are sentences, too.
pub fn sentences(text: &str) -> Vec<Span> {
    let page = Page::new(text);
    page.sentences.iter().map(|sentence| page.span(&sentence.tokens)).collect()
}
