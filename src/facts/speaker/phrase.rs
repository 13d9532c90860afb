//! The words that belong to a noun for somebody: "the Palestinian officials", "one of the diplomats", "on Monday".

use std::ops::Range;

use super::super::cues::Cues;
use super::super::token::Shape;
use super::Scene;

impl Scene<'_, '_> {
    /// The noun phrase that ends with `head`: "Palestinian officials".
    pub(super) fn phrase(&self, head: usize, start: usize) -> Range<usize> {
        let mut from = head;
        while from > start && head - from < 4 {
            let Some(token) = self.page.token(from - 1) else { break };
            let ordinal = self.page.is_any(from - 1, &["second", "third", "former", "other"]);
            if !token.is_word()
                || token.has(Cues::STOP) && !ordinal
                || token.shape == Shape::Lower && token.cues.any(Cues::VERB.or(Cues::SAY))
            {
                break;
            }
            from -= 1;
        }
        from..head + 1
    }

    /// The same with what belongs to it on both sides: "one of the diplomats", "spokesman for the prime minister".
    pub(super) fn whole_phrase(&self, phrase: Range<usize>) -> Range<usize> {
        let page = self.page;
        let article = usize::from(page.is(phrase.start.wrapping_sub(1), "the"));
        let of = phrase.start.wrapping_sub(1 + article);
        let counted = page.is(of, "of") && page.is_any(of.wrapping_sub(1), &["one", "some", "two"]);
        let start = if counted { of - 1 } else { phrase.start };
        let spokes = page.word(phrase.end - 1).starts_with("spokes");
        if !spokes || !page.is_any(phrase.end, &["for", "of"]) {
            return start..phrase.end;
        }
        let ends = |at: &usize| {
            page.token(*at).is_none_or(|t| {
                !t.is_word() && !page.is_any(*at, &["'s", "’s"])
                    || !t.is_capital() && t.cues.any(Cues::SAY.or(Cues::VERB))
                    || page.is_any(*at, &["who", "has", "had", "was", "is", "at", "in", "on"])
            })
        };
        let end = (phrase.end + 1..phrase.end + 8).find(ends).unwrap_or(phrase.end);
        start..if end > phrase.end + 1 { end } else { phrase.end }
    }

    /// Whether a noun hangs on a preposition: "the chairman of the club".
    pub(super) fn is_governed(&self, noun: usize, start: usize) -> bool {
        const GOVERNS: &[&str] = &["of", "for", "by", "with", "on", "about", "against", "told"];
        self.before_phrase(noun, start)
            .is_some_and(|at| self.page.has(at, Cues::WHERE) || self.page.is_any(at, GOVERNS))
    }

    /// The token before the phrase of a noun and its article.
    pub(super) fn before_phrase(&self, noun: usize, start: usize) -> Option<usize> {
        const ARTICLES: &[&str] = &["the", "a", "an", "his", "her", "their", "its", "this"];
        let first = self.phrase(noun, start).start;
        let article = usize::from(self.page.is_any(first.wrapping_sub(1), ARTICLES));
        first.checked_sub(1 + article)
    }

    /// How many tokens the date that ends at `at` has: "Berg last year promised", "the mayor on Monday said".
    pub(super) fn date_ending(&self, at: usize) -> usize {
        let page = self.page;
        let before = |back: usize, words: &[&str]| page.is_any(at.wrapping_sub(back), words);
        let named = page.has(at, Cues::WEEKDAY) && page.shape(at) == Some(Shape::Title);
        let day =
            page.shape(at) == Some(Shape::Number) && page.has(at.wrapping_sub(1), Cues::MONTH);
        let core = if named || page.is_any(at, &["yesterday", "today"]) {
            1 + usize::from(before(1, &["last", "this"]))
        } else if day || page.has(at, Cues::PERIOD) && before(1, &["last", "this"]) {
            2
        } else {
            return 0;
        };
        core + usize::from(before(core, &["on", "earlier", "late", "early"]))
    }

    /// Where a sentence begins behind "LIMA, June 3 (Agency) -": the place of a report says nothing.
    pub(super) fn behind_dateline(&self, sentence: &Range<usize>) -> usize {
        /// No dateline is longer, in tokens.
        const LONG: usize = 14;
        let page = self.page;
        let start = sentence.start;
        let is_dash = |at: usize| matches!(page.word(at), "—" | "–" | "-" | "--");
        let Some(dash) =
            (start + 1..sentence.end.min(start + LONG)).find(|at| is_dash(*at) && !page.glued(*at))
        else {
            return start;
        };
        let shouted = page.shape(start) == Some(Shape::Upper) || page.is(dash - 1, ")");
        let plain = (start..dash).all(|at| page.shape(at) != Some(Shape::Lower));
        if !shouted || !plain {
            return start;
        }
        (dash..sentence.end).find(|at| !is_dash(*at)).unwrap_or(start)
    }
}
