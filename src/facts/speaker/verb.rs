//! Verbs of saying: in which forms they are one, and where they are none.

use super::super::cues::{self, Cues};
use super::super::foreign;
use super::super::token::Shape;
use super::Scene;

impl Scene<'_, '_> {
    /// Whether the token is a verb of saying, or the "according" of "according to".
    pub(super) fn is_said(&self, at: usize) -> bool {
        let page = self.page;
        if page.is(at, "according") {
            return true;
        }
        if page.shape(at) != Some(Shape::Lower) {
            return false;
        }
        let word = page.word(at);
        let says = page.has(at, Cues::SAY)
            || page.foreign && foreign::is_saying(word)
            || !page.foreign && SPEAKS.binary_search(&word).is_ok()
            || matches!(word, "spoke" | "spoken") && page.is_any(at + 1, &["of", "about"])
            || BARE.contains(&word) && self.has_subject_of_many(at);
        says && !self.is_thing(at)
    }

    /// "the notes of the bill", "both states", "a warning": nouns that look like verbs of saying.
    fn is_thing(&self, at: usize) -> bool {
        let page = self.page;
        let plural = page
            .is_any(at, &["notes", "states", "claims", "comments", "posts", "demands"])
            && (page.is_any(at + 1, &["of", "on", "in", "from", "for", "by"])
                || page.is_any(
                    at.wrapping_sub(1),
                    &["the", "these", "those", "his", "her", "their", "its", "both", "two"],
                ));
        let noun = page.word(at).ends_with("ing")
            && page.is_any(
                at.wrapping_sub(1),
                &["a", "an", "the", "this", "his", "her", "its", "their", "of", "for", "by"],
            );
        plural || noun
    }

    /// "experts say", "they argue": a form without an ending has a subject that is more than one; "to say" has none.
    fn has_subject_of_many(&self, at: usize) -> bool {
        let page = self.page;
        let adverb = usize::from(page.word_before(at, 1).ends_with("ly"));
        let subject = at.wrapping_sub(1 + adverb);
        // "went so far as to say: “…”"
        let quotes = page.is(subject, "to")
            && (page.is_any(at + 1, &[",", ":"]) || matches!(page.word(at + 1), "“" | "\"" | "‘"));
        let many = quotes
            || page.shape(subject) == Some(Shape::Lower)
                && page.word(subject).ends_with('s')
                && !page.has(subject, Cues::STOP);
        many || page.is_any(
            subject,
            &[
                "i", "we", "they", "who", "some", "others", "many", "people", "police", "would",
                "did", "do",
            ],
        )
    }
}

/// Whether the word is a verb of saying, wherever it stands.
pub(super) fn is_saying(word: &str) -> bool {
    cues::of(word).has(Cues::SAY) || SPEAKS.binary_search(&word).is_ok()
}

/// Verbs that speak besides those of [`Cues::SAY`], in order.
#[rustfmt::skip]
const SPEAKS: &[&str] = &[
    "accusing", "acknowledges", "acknowledging", "adding", "admitting", "advised", "advises", "agreeing",
    "announcing", "asking", "begged", "believes", "blasted", "boasting", "bragged", "branded", "branding",
    "calling", "cautioning", "characterised", "characterized", "cited", "commenting", "complaining", "complains",
    "concluding", "confessed", "confided", "confirming", "contends", "cried", "declaring", "decried", "demanding",
    "denouncing", "denying", "derided", "describes", "describing", "echoed", "elaborated", "emphasising",
    "emphasizing", "enthused", "exclaiming", "explaining", "expressed", "fumed", "gushed", "hailed", "hailing",
    "hinted", "implored", "implying", "insinuating", "interjected", "interrupted", "intoned", "jokes", "labeled",
    "labelled", "labelling", "likened", "maintained", "maintains", "mocked", "mused", "muses", "muttered", "noting",
    "observes", "observing", "opined", "pleaded", "pledging", "praising", "predicting", "predicts", "proclaimed",
    "proclaiming", "promising", "protested", "questioned", "quipping", "ranted", "reasoned", "reassured",
    "recalling", "recommended", "recommending", "recounts", "reflected", "reflects", "reiterating", "relayed",
    "remarking", "remarks", "remembers", "reminded", "reminding", "repeated", "replying", "responding", "responds",
    "ruled", "screaming", "shared", "shouting", "sighed", "slammed", "snapped", "speculated",
    "stating", "stressing", "suggesting", "summarised", "summarized", "swore", "termed", "thinking", "touted",
    "urging", "ventured", "volunteered", "vowing", "wondered", "wonders", "yelling",
];

/// Verbs of saying without an ending.
const BARE: &[&str] = &[
    "say",
    "tell",
    "argue",
    "warn",
    "insist",
    "admit",
    "believe",
    "think",
    "suggest",
    "write",
    "ask",
    "add",
    "explain",
    "describe",
    "call",
    "agree",
    "recall",
    "complain",
    "acknowledge",
    "contend",
    "maintain",
    "note",
    "claim",
    "predict",
    "fear",
    "worry",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verbs_are_in_order() {
        assert!(SPEAKS.is_sorted(), "{:?}", SPEAKS.windows(2).find(|pair| pair[0] > pair[1]));
    }
}
