//! Sentences that sites put under every article: they tell nothing of the event, and would join what has nothing in common.

use std::borrow::Cow;

use super::signature::Term;

/// A sentence with one of these is debris. In small letters; each has a word of [`HINTS`].
const CUES: [&str; 14] = [
    "appeared first on",
    "first appeared on",
    "newsletter",
    "subscribe to",
    "your inbox",
    "read more",
    "continue reading",
    "all rights reserved",
    "click here",
    "through our links",
    "download our app",
    "accept cookies",
    "accept all cookies",
    "support our journalism",
];
/// A text without these stems has no debris: most are told by that alone.
const HINTS: [Term; 11] = [
    Term::of("appear"),
    Term::of("newsletter"),
    Term::of("subscrib"),
    Term::of("inbox"),
    Term::of("read"),
    Term::of("reserv"),
    Term::of("click"),
    Term::of("link"),
    Term::of("app"),
    Term::of("cooky"),
    Term::of("journalism"),
];
/// No more of a text is read than this by whoever asks (bytes).
const HEAD: usize = 2_400;

/// Whether a word may be one of debris.
pub(super) fn hints(term: Term) -> bool {
    HINTS.contains(&term)
}

/// The beginning of a text without such sentences; the text itself where there are none.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let end = (0..=text.len().min(HEAD)).rev().find(|end| text.is_char_boundary(*end));
    let head = text.get(..end.unwrap_or_default()).unwrap_or_default();
    let small = head.to_ascii_lowercase();
    if !CUES.iter().any(|cue| small.contains(cue)) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(head.len());
    let mut from = 0;
    for sentence in small.split_inclusive(['.', '!', '?', '\n']) {
        let to = from + sentence.len();
        if !CUES.iter().any(|cue| sentence.contains(cue)) {
            kept.push_str(head.get(from..to).unwrap_or_default());
        }
        from = to;
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::stem::stem_into;
    use crate::story::words::words;

    #[test]
    fn what_stands_under_every_article_is_left_out() {
        let text = "The ferry ran aground. Sign up for our Newsletter to get more. Nobody was hurt.\nThe post Ferry appeared first on Coast Wire.";
        assert_eq!(without(text), "The ferry ran aground. Nobody was hurt.\n");
        assert_eq!(without("The ferry ran aground."), "The ferry ran aground.");
    }

    #[test]
    fn every_cue_has_a_hint() {
        for cue in CUES {
            let mut stem = String::new();
            let mut terms = words(cue).map(|word| {
                stem_into(word.text, &mut stem);
                Term::of(&stem)
            });
            assert!(terms.any(hints), "{cue}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_added(text: String) {
            let kept = without(&text).into_owned();
            proptest::prop_assert!(kept.len() <= text.len());
        }
    }
}
