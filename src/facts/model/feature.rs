//! What the model sees of a word: its look, its letters, its neighbours, what the lists and the rules know.
//!
//! Each observation is hashed with the number of its template; the hash is the number of its bucket.

use std::ops::Range;

use crate::facts::entity::Mention;
use crate::facts::kind::KINDS as RULE_KINDS;
use crate::facts::lexicon::{self, Folded, Key};
use crate::facts::page::Page;
use crate::facts::token::{Shape, Token};

/// What the rules make of each token: nothing, or a part of a name of some kind.
#[derive(Debug)]
pub(in crate::facts) struct Hints {
    tags: Vec<u8>,
}

impl Hints {
    /// The hints that the mentions found by the rules give.
    pub(in crate::facts) fn new(page: &Page<'_>, mentions: &[Mention]) -> Self {
        let mut tags = vec![0; page.tokens.len()];
        for mention in mentions {
            let kind = RULE_KINDS.iter().position(|kind| *kind == mention.kind).unwrap_or(0) as u8;
            let last = mention.tokens.end.saturating_sub(1);
            for at in mention.tokens.clone() {
                let part = match (at == mention.tokens.start, at == last) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, true) => 2,
                    (false, false) => 1,
                };
                let sure = u8::from(mention.certainty > 0.7) + u8::from(mention.certainty > 0.85);
                tags[at] = 1 + kind * 4 + part + 32 * sure;
            }
        }
        Self { tags }
    }

    /// The label the rules give; events have one that the model does not know.
    pub(super) fn label(&self, at: usize) -> usize {
        self.tag(at) as usize & 31
    }

    /// The same, outside where the model has no label for it.
    pub(super) fn known_label(&self, at: usize) -> usize {
        Some(self.label(at)).filter(|label| *label < super::LABELS).unwrap_or(super::chain::OUTSIDE)
    }

    fn tag(&self, at: usize) -> u32 {
        u32::from(self.tags.get(at).copied().unwrap_or(0))
    }
}

/// Words of a text by their hash: one bit each; a few percent of strangers look known, which does no harm.
struct Seen {
    bits: Vec<u64>,
    mask: u32,
}

impl Seen {
    fn new(tokens: usize) -> Self {
        let words = (tokens / 2 + 16).next_power_of_two();
        Self { bits: vec![0; words], mask: words as u32 * 64 - 1 }
    }

    fn add(&mut self, hash: u32) {
        let bit = hash & self.mask;
        self.bits[bit as usize / 64] |= 1 << (bit % 64);
    }

    fn has(&self, hash: u32) -> bool {
        let bit = hash & self.mask;
        self.bits[bit as usize / 64] >> (bit % 64) & 1 == 1
    }
}

/// What is kept of each word of a stretch and of its neighbours.
#[derive(Clone, Copy, Default)]
struct Word {
    hash: u32,
    shape: u32,
    cues: u32,
    known: u32,
    hint: u32,
    list: u32,
}

/// How many words beside a stretch are seen.
const MARGIN: usize = 2;

/// A page as the model sees it.
pub(super) struct View<'a, 't> {
    page: &'a Page<'t>,
    hints: &'a Hints,
    small: Seen,
    tall: Seen,
    /// The words of the stretch with [`MARGIN`] words on both sides.
    words: Vec<Word>,
    stretch: Range<usize>,
    title_case: bool,
    first: usize,
}

impl<'a, 't> View<'a, 't> {
    pub(super) fn new(page: &'a Page<'t>, hints: &'a Hints) -> Self {
        let count = page.tokens.len();
        let (mut small, mut tall) = (Seen::new(count), Seen::new(count));
        for sentence in page.sentences.iter().filter(|s| !s.title_case && !s.debris) {
            for at in sentence.tokens.clone() {
                let Some(token) = page.token(at) else { continue };
                match token.shape {
                    Shape::Lower => small.add(token.feature),
                    Shape::Mark | Shape::Number => {}
                    _ if at > sentence.tokens.start => tall.add(token.feature),
                    _ => {}
                }
            }
        }
        let words = Vec::new();
        Self { page, hints, small, tall, words, stretch: 0..0, title_case: false, first: 0 }
    }

    /// Gets ready for the words of a stretch.
    pub(super) fn enter(&mut self, stretch: &Range<usize>) {
        self.stretch = stretch.clone();
        let sentence = self.page.sentences.get(self.page.sentence_of(stretch.start));
        self.title_case = sentence.is_some_and(|s| s.title_case);
        self.first = sentence.map_or(stretch.start, |s| s.tokens.start);
        let limits = sentence.map_or(stretch.clone(), |s| s.tokens.clone());
        self.words.clear();
        for place in 0..stretch.len() + 2 * MARGIN {
            let at = (stretch.start + place).checked_sub(MARGIN).filter(|at| limits.contains(at));
            let word = at.map_or(Word { hash: 1, ..Word::default() }, |at| self.word(at));
            self.words.push(word);
        }
        self.mark_listed();
    }

    fn word(&self, at: usize) -> Word {
        let Some(token) = self.page.token(at) else { return Word::default() };
        let text = self.page.word(at);
        Word {
            hash: token.feature,
            shape: shape_of(token, text),
            cues: token.cues.bits(),
            known: token.known.bits(),
            hint: self.hints.tag(at),
            list: 0,
        }
    }

    /// Marks the longest names of the lists, from left to right.
    fn mark_listed(&mut self) {
        let mut at = self.stretch.start;
        while at < self.stretch.end {
            let longest = self.listed(at);
            let Some((length, known)) = longest else {
                at += 1;
                continue;
            };
            for step in 0..length {
                let part = match (step == 0, step + 1 == length) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, true) => 2,
                    (false, false) => 1,
                };
                self.words[at - self.stretch.start + step + MARGIN].list = 1 + known * 4 + part;
            }
            at += length;
        }
    }

    /// How many words the longest name of the lists has that begins at `at`, and what they know of it.
    fn listed(&self, at: usize) -> Option<(usize, u32)> {
        const LONGEST: usize = 5;
        let capital = |at: usize| self.page.token(at).is_some_and(Token::is_capital);
        let (mut key, mut longest) = (Key::default(), None);
        for here in at..self.stretch.end.min(at + LONGEST) {
            if here > at && !self.page.glued(here) && !key.ends_with_space() {
                key.push_folded(' ');
            }
            lexicon::fold_into(&mut key, self.page.word(here));
            if !capital(here) {
                if here == at {
                    return None;
                }
                continue;
            }
            let known = lexicon::phrase_of(key).bits();
            longest = if known == 0 { longest } else { Some((here + 1 - at, known)) };
        }
        longest
    }

    /// Puts down the features of the word at `at`, which lies in the stretch; those that come from the rules are the last, and where
    /// they begin is returned.
    pub(super) fn see(&self, at: usize, features: &mut Vec<u32>) -> usize {
        let place = at - self.stretch.start + MARGIN;
        let near = |step: isize| self.words[place.saturating_add_signed(step)];
        let (a, b, here, d, e) = (near(-2), near(-1), near(0), near(1), near(2));
        features.clear();
        features.resize(TEMPLATES, 0);
        let mut put = Put { features, template: 0 };
        put.one(0);
        for word in [a, b, here, d, e] {
            put.one(word.hash);
        }
        put.two(b.hash, here.hash);
        put.two(here.hash, d.hash);
        put.two(b.hash, d.hash);
        put.one(here.shape);
        put.two(b.shape, here.shape);
        put.two(here.shape, d.shape);
        put.two(mix(b.shape, here.shape), d.shape);
        for word in [b, here, d] {
            put.one(word.cues);
            put.one(word.known | word.list << 8);
        }
        put.two(b.known, here.known);
        put.two(here.known, d.known);
        put.one(b.list);
        put.one(here.list);
        put.one(d.list);
        put.two(here.list, here.shape);
        self.letters(at, &mut put);
        self.run(at, &mut put);
        self.document(at, here, &mut put);
        let hints = put.template;
        put.one(here.hint);
        put.one(here.hint & 31);
        put.two(b.hint & 31, here.hint & 31);
        put.two(here.hint & 31, d.hint & 31);
        put.two(here.hint & 31, here.hash);
        put.two(here.hint & 31, here.known | here.list << 8);
        put.two(here.hint & 31, here.shape);
        put.two(here.hint, b.hash);
        debug_assert_eq!(put.template, TEMPLATES, "each template has its place");
        hints
    }

    /// How the word begins and ends.
    fn letters(&self, at: usize, put: &mut Put<'_>) {
        let word = self.page.word(at).as_bytes();
        for length in 1..=4 {
            put.one(hash_bytes(word.get(..length).unwrap_or_default()));
            let end = word.len().checked_sub(length).and_then(|from| word.get(from..));
            put.one(hash_bytes(end.unwrap_or_default()));
        }
    }

    /// The run of capitals the word stands in: its first and last word, and what stands on both sides.
    fn run(&self, at: usize, put: &mut Put<'_>) {
        let capital = |i: usize| self.page.token(i).is_some_and(Token::is_capital);
        let mut start = at;
        while start > self.stretch.start && at - start < 6 && capital(start - 1) {
            start -= 1;
        }
        let mut end = at + 1;
        while end < self.stretch.end && end - at < 6 && capital(end) {
            end += 1;
        }
        let of = |i: usize| {
            self.words
                .get(i.wrapping_add(MARGIN).wrapping_sub(self.stretch.start))
                .copied()
                .unwrap_or_default()
        };
        let (left, right) = (of(start.wrapping_sub(1)), of(end));
        let (first, here, last) = (of(start), of(at), of(end - 1));
        let position = (at - start).min(3) as u32 * 4 + (end - 1 - at).min(3) as u32;
        put.one(position);
        put.one(left.hash);
        put.one(right.hash);
        put.two(left.hash, position);
        put.two(right.hash, position);
        put.one(first.hash);
        put.one(last.hash);
        put.two(last.cues, position);
        put.two(first.known, last.known);
        put.two(left.hash, right.hash);
        put.two(left.cues, right.cues);
        put.two(last.cues, first.known | first.list << 8);
        put.two(left.hash, here.known | here.list << 8);
        put.two(right.hash, here.known | here.list << 8);
        let shapes = (start..end.min(start + 4)).fold(7, |all, at| mix(all, of(at).shape & !1));
        put.two(shapes, position);
        // What stands around the whole stretch: "the Ministry of Defence of Denmark said".
        let (before, behind) = (of(self.stretch.start.wrapping_sub(1)), of(self.stretch.end));
        put.one(before.hash);
        put.one(behind.hash);
        put.two(of(start.wrapping_sub(2)).hash, left.hash);
        put.two(right.hash, of(end + 1).hash);
    }

    /// What the rest of the text and the place in the sentence say.
    fn document(&self, at: usize, here: Word, put: &mut Put<'_>) {
        let seen = u32::from(self.small.has(here.hash)) + 2 * u32::from(self.tall.has(here.hash));
        let place = u32::from(at == self.first) + 2 * u32::from(self.title_case);
        put.one(seen);
        put.one(place);
        put.two(seen, place);
        put.two(mix(seen, place), here.known);
        put.two(mix(seen, place), here.shape);
    }
}

/// How many templates there are, and so features of a word.
const TEMPLATES: usize = 65;

/// Puts down features, each with the number of its template.
struct Put<'a> {
    features: &'a mut [u32],
    template: usize,
}

impl Put<'_> {
    #[inline]
    fn one(&mut self, value: u32) {
        if let Some(feature) = self.features.get_mut(self.template) {
            *feature = mix(self.template as u32 + 1, value);
        }
        self.template += 1;
    }

    fn two(&mut self, a: u32, b: u32) {
        self.one(mix(a, b));
    }
}

/// Joins two hashes; the high bits are good, so they are folded down.
fn mix(a: u32, b: u32) -> u32 {
    let product = (u64::from(a ^ 0x9e37_79b9)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ (u64::from(b) + 0x1234_5678).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let product = product.wrapping_mul(0x1656_67b1_9e37_79f9);
    (product >> 32) as u32
}

/// The hash of some letters, the same in any case, as [`super::super::hash::of_word`] has it.
fn hash_bytes(bytes: &[u8]) -> u32 {
    let fold = |hash: u32, byte: &u8| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    };
    let hash = bytes.iter().fold(0x811c_9dc5, fold);
    hash ^ hash >> 15
}

/// The look of a token with its length and what else its letters show.
fn shape_of(token: &Token, word: &str) -> u32 {
    let length = match word.len() {
        0..=1 => 0,
        2 => 1,
        3 => 2,
        4..=5 => 3,
        _ => 4,
    };
    let dot = u32::from(word.contains('.'));
    let glued = u32::from(!token.spaced);
    let mark = if token.shape == Shape::Mark { token.feature << 8 } else { 0 };
    token.shape as u32 * 32 + length * 4 + dot * 2 + glued + mark
}
