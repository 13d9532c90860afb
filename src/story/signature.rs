//! What an article is recognised by: its most telling words, weighted, and its day.
//!
//! Weights are tf-idf (Spärck Jones, 1972) with a logarithm of the count; words of the title and of the first sentences
//! count more, since they say what happened. Headlines without a text and long articles get the same length of 1, so that
//! one threshold serves both.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::background::Background;
use super::debris;
use super::result::{self, is_result, results};
use super::roundup;
use super::stem::stem_into;
use super::words::words;
use crate::news::Moment;

/// How often a word of the title counts.
const TITLE: f32 = 2.0;
/// How often a word of the beginning counts, and how many words that is.
const LEAD: (f32, usize) = (1.25, 60);
/// More of a text is not read: what a report is about stands at its head.
const READ_WORDS: usize = 200;
/// So many words make a signature at most.
const KEPT: usize = 40;
/// What becomes of the weight of a word no English news has, such as a foreign one or a rare name.
const UNKNOWN: f32 = 0.85;
/// What becomes of it where the text shows that it is a name.
const UNKNOWN_NAME: f32 = 0.95;
/// What becomes of the weight of a figure in English; one of a single digit or two is found everywhere.
const FIGURE: (f32, f32) = (0.85, 0.6);
/// What becomes of it in a text that is not English: names and figures stand in every language.
const FOREIGN: f32 = 0.35;
/// A text with a smaller share of known words is not English.
const ENGLISH: f32 = 0.6;
/// Places of the table that the words of an article are counted in: a power of two, more than are ever read.
const PLACES: usize = 1_024;
/// The length of a signature. Weights are whole numbers, so that sums of them are exact in any order: what was stored and
/// read again gives the same stories.
pub(super) const LENGTH: f32 = 16_384.0;

/// A stem, as a number. Two may fall together, about one pair in 65,000 stems; what is lost by that is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(pub(super) u32);

impl Term {
    /// FNV-1a, folded to 32 bits: the same on every machine.
    pub(super) const fn of(stem: &str) -> Self {
        let bytes = stem.as_bytes();
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
            at += 1;
        }
        Self(result::of_word((hash ^ (hash >> 32)) as u32))
    }
}

/// Terms are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TermHasher(u64);

impl Hasher for TermHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, number: u32) {
        // The table takes its places from the low bits and its tags from the high ones.
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A map by term.
pub(super) type ByTerm<T> = HashMap<Term, T, BuildHasherDefault<TermHasher>>;

/// What an article is recognised by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// Sorted by term, of [`LENGTH`] together.
    pub(super) terms: Box<[(Term, u16)]>,
    /// Days since 1970, with the part of the day.
    pub(super) day: Option<f32>,
}

impl Signature {
    /// Reads an article. Costs some ten microseconds, whatever the length of the text.
    ///
    /// A round-up of many events is recognised by nothing: it is like each of them and belongs to none.
    pub fn new(title: &str, text: &str, published: Option<Moment>) -> Self {
        let day = published.map(day_of);
        if roundup::is_roundup(title) {
            return Self { terms: Box::default(), day };
        }
        let mut reader = Reader::of(title, text);
        if reader.met_debris {
            reader = Reader::of(title, &debris::without(text));
        }
        Self { terms: reader.finish(), day }
    }

    /// How much two have in common, from 0 to 1: the cosine of the angle between them.
    pub fn resemblance(&self, other: &Self) -> f32 {
        cosine(self.dot(other).0)
    }

    /// As bytes, for the store: the words alone, without the day.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.terms.len() * 6);
        for (Term(term), weight) in &self.terms {
            bytes.extend(term.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
        }
        bytes
    }

    /// From bytes, with the day in days since 1970; `None` for what is no signature.
    pub fn from_bytes(bytes: &[u8], day: Option<f32>) -> Option<Self> {
        let (terms, []) = bytes.as_chunks::<6>() else { return None };
        let terms = terms.iter().map(|[a, b, c, d, low, high]| {
            (Term(u32::from_le_bytes([*a, *b, *c, *d])), u16::from_le_bytes([*low, *high]))
        });
        let terms: Box<[(Term, u16)]> = terms.take(KEPT).collect();
        let square: u64 = terms.iter().map(|(_, weight)| u64::from(*weight).pow(2)).sum();
        // Longer than any that is made: sums of such could run over.
        let is_sound = terms.is_sorted_by(|a, b| a.0 < b.0) && square < u64::from(u32::MAX);
        is_sound.then_some(Self { terms, day })
    }

    /// Whether a term is among what it is recognised by.
    pub(super) fn has(&self, term: Term) -> bool {
        self.terms.binary_search_by_key(&term, |(own, _)| *own).is_ok()
    }

    /// The results of matches that are told.
    fn results(&self) -> &[(Term, u16)] {
        let first = self.terms.partition_point(|(term, _)| !is_result(*term));
        self.terms.get(first..).unwrap_or_default()
    }

    /// Whether it tells results, and whether one of them is told by another, too; `None` where it, or the other, tells none.
    pub(super) fn shares_result(&self, other: &Self) -> Option<bool> {
        let (own, others) = (self.results(), other.results());
        let is_shared = |(term, _): &(Term, u16)| others.iter().any(|(other, _)| other == term);
        (!own.is_empty() && !others.is_empty()).then(|| own.iter().any(is_shared))
    }

    /// The product with another, and how many terms they share.
    pub(super) fn dot(&self, other: &Self) -> (u32, usize) {
        let (mut a, mut b) = (self.terms.iter(), other.terms.iter());
        let (mut left, mut right) = (a.next(), b.next());
        let (mut sum, mut shared) = (0, 0);
        while let (Some((term, x)), Some((rival, y))) = (left, right) {
            if term == rival {
                sum += u32::from(*x) * u32::from(*y);
                shared += 1;
            }
            let step = (term <= rival, term >= rival);
            if step.0 {
                left = a.next();
            }
            if step.1 {
                right = b.next();
            }
        }
        (sum, shared)
    }
}

/// The cosine of the angle between two signatures, from their product.
pub(super) fn cosine(dot: u32) -> f32 {
    dot as f32 / (LENGTH * LENGTH)
}

/// Days since 1970, with the part of the day.
pub fn day_of(moment: Moment) -> f32 {
    (moment.second() as f64 / 86_400.0) as f32
}

/// A term while its article is read.
#[derive(Clone, Copy, Debug)]
struct Found {
    term: Term,
    count: f32,
    weight: f32,
    is_figure: bool,
    is_short: bool,
    is_known: bool,
    /// Inside a sentence: how often it was met, and how often with a capital.
    met: u16,
    tall: u16,
}

/// Counts the words of an article.
struct Reader {
    found: Vec<Found>,
    /// By the low bits of a term, or behind: its place in the list, counted from 1.
    places: [u16; PLACES],
    stem: String,
    seen: usize,
    known: usize,
    /// Whether there is a word that sites put under every article.
    met_debris: bool,
}

impl Reader {
    fn new() -> Self {
        let (found, stem) = (Vec::with_capacity(128), String::with_capacity(32));
        Self { found, places: [0; PLACES], stem, seen: 0, known: 0, met_debris: false }
    }

    fn of(title: &str, text: &str) -> Self {
        let mut reader = Self::new();
        reader.read(title, |_| TITLE, roundup::shows_names(title));
        reader.read(text, |at| if at < LEAD.1 { LEAD.0 } else { 1.0 }, true);
        for result in results(title).chain(results(text)) {
            reader.note_result(result);
        }
        reader
    }

    /// With `has_names` a capital inside a sentence says that a word is a name.
    fn read(&mut self, text: &str, weight_at: impl Fn(usize) -> f32, has_names: bool) {
        for (at, word) in words(text).take(READ_WORDS).enumerate() {
            stem_into(word.text, &mut self.stem);
            if self.stem.len() < 2 {
                continue;
            }
            let is_figure = word.text.starts_with(|c: char| c.is_ascii_digit());
            let Some(found) = self.find(Term::of(&self.stem), is_figure) else { continue };
            found.count += weight_at(at);
            if has_names && !word.opens {
                found.met += 1;
                found.tall += u16::from(word.text.starts_with(char::is_uppercase));
            }
            let is_known = found.is_known;
            self.seen += usize::from(!is_figure);
            self.known += usize::from(!is_figure && is_known);
        }
    }

    /// What was counted of a term, which it begins with where it is new.
    fn find(&mut self, term: Term, is_figure: bool) -> Option<&mut Found> {
        let mut place = term.0 as usize % PLACES;
        loop {
            let taken = usize::from(*self.places.get(place)?);
            if taken == 0 {
                break;
            }
            if self.found.get(taken - 1).is_some_and(|found| found.term == term) {
                return self.found.get_mut(taken - 1);
            }
            place = (place + 1) % PLACES;
        }
        let (weight, is_known) = Background::get().weight(term);
        let is_short = self.stem.len() < 3;
        self.met_debris |= debris::hints(term);
        let new =
            Found { term, count: 0.0, weight, is_figure, is_short, is_known, met: 0, tall: 0 };
        self.found.push(new);
        *self.places.get_mut(place)? = self.found.len() as u16;
        self.found.last_mut()
    }

    /// Takes the result of a match in.
    fn note_result(&mut self, result: Term) {
        if let Some(found) = self.find(result, true) {
            found.count += 1.0;
        }
    }

    fn finish(self) -> Box<[(Term, u16)]> {
        let is_foreign = self.seen >= 20 && (self.known as f32) < self.seen as f32 * ENGLISH;
        let telling = self.found.iter().filter(|found| found.weight > 0.0);
        let mut terms: Vec<(Term, f32)> =
            telling.map(|found| (found.term, found.weigh(is_foreign))).collect();
        if terms.len() > KEPT {
            terms.select_nth_unstable_by(KEPT, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            terms.truncate(KEPT);
        }
        terms.sort_unstable_by_key(|(term, _)| *term);
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let whole = |weight: f32| (weight / length * LENGTH).round() as u16;
        let terms = terms.into_iter().map(|(term, weight)| (term, whole(weight)));
        terms.filter(|(_, weight)| *weight > 0).collect()
    }
}

impl Found {
    fn weigh(&self, is_foreign: bool) -> f32 {
        let count = if self.count > 1.0 { 1.0 + self.count.ln() } else { self.count };
        let is_name = self.met > 0 && self.tall * 2 > self.met;
        let trust = if self.is_figure {
            match (is_foreign, self.is_short) {
                (true, _) => 1.0,
                (false, false) => FIGURE.0,
                (false, true) => FIGURE.1,
            }
        } else {
            match (is_name, is_foreign, self.is_known) {
                (true, _, false) => UNKNOWN_NAME,
                (false, true, _) => FOREIGN,
                (false, false, false) => UNKNOWN,
                (_, _, true) => 1.0,
            }
        };
        count * self.weight * trust
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_reports_resemble_each_other() {
        let a = Signature::new("UniCredit posts record loss", "", None);
        let b = Signature::new("Record loss at UniCredit as it cleans up", "", None);
        let c = Signature::new("Genghis Khan rose thanks to warm weather", "", None);
        assert!(a.resemblance(&b) > 0.5);
        assert!(a.resemblance(&c) < 0.01);
        assert!((a.resemblance(&a) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn nothing_resembles_nothing() {
        let empty = Signature::new("", "", None);
        assert!(empty.resemblance(&empty) < f32::EPSILON);
    }
}
