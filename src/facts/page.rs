//! A text with its tokens and sentences: what every stage of the engine reads.
//!
//! Only questions about one place in the text live here; what a run of tokens means is decided by the stages.

use std::ops::Range;

use super::cues::Cues;
use super::sentence::{self, Sentence};
use super::token::{self, Shape, Token};
use super::words::Words;
use crate::news::Span;

/// A text, cut up.
pub(super) struct Page<'t> {
    /// The text as it was given.
    pub(super) text: &'t str,
    /// All tokens, in order.
    pub(super) tokens: Vec<Token>,
    /// All sentences, in order; together they hold every token.
    pub(super) sentences: Vec<Sentence>,
    /// Whether the text is in another language than English, so that no English grammar fits.
    pub(super) foreign: bool,
}

impl<'t> Page<'t> {
    /// Cuts up a text.
    pub(super) fn new(text: &'t str) -> Self {
        let tokens = token::tokenize(text);
        let sentences = sentence::split(text, &tokens);
        Self { text, tokens, sentences, foreign: false }
    }

    /// The token at `at`, if there is one.
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token `back` places before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> Option<&Token> {
        at.checked_sub(back).and_then(|i| self.tokens.get(i))
    }

    /// The token's text; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| self.slice(t.start, t.end))
    }

    /// The word `back` tokens before `at`.
    pub(super) fn word_before(&self, at: usize, back: usize) -> &'t str {
        at.checked_sub(back).map_or("", |i| self.word(i))
    }

    /// Whether the token reads `word`, in any case.
    #[inline]
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        let fits = |t: &Token| (t.end - t.start) as usize == word.len();
        self.tokens.get(at).is_some_and(fits) && self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token reads one of `words`, in any case.
    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether the token reads one of `words`, in any case.
    #[inline]
    pub(super) fn is_in(&self, at: usize, words: Words) -> bool {
        self.tokens.get(at).is_some_and(|t| words.have(t.word))
    }

    /// Whether the token carries these cues.
    pub(super) fn has(&self, at: usize, cues: Cues) -> bool {
        self.tokens.get(at).is_some_and(|t| t.has(cues))
    }

    /// Whether the token carries any of these cues.
    pub(super) fn has_any(&self, at: usize, cues: Cues) -> bool {
        self.tokens.get(at).is_some_and(|t| t.cues.any(cues))
    }

    /// The look of the token.
    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|t| t.shape)
    }

    /// Whether the token stands right behind the one before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !t.spaced)
    }

    /// Whether the token is a hyphen or dash glued on both sides.
    #[inline]
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        let glued = |t: &Token| t.shape == Shape::Mark && !t.spaced;
        self.tokens.get(at).is_some_and(glued)
            && self.glued(at + 1)
            && matches!(self.word(at), "-" | "‐" | "‑" | "–")
    }

    /// The bytes of a run of tokens.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.tokens.get(range.start).map_or(0, |t| t.start);
        let end =
            range.end.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(start, |t| t.end);
        Span { start, end: end.max(start) }
    }

    /// The text between two bytes; empty where they do not lie in it.
    pub(super) fn slice(&self, start: u32, end: u32) -> &'t str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The text of a run of tokens.
    pub(super) fn read(&self, range: &Range<usize>) -> &'t str {
        let span = self.span(range);
        self.slice(span.start, span.end)
    }

    /// Number of the sentence that holds a token.
    pub(super) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= at)
    }

    /// The first token that starts at `byte` or later.
    pub(super) fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|t| t.start < byte)
    }
}
