//! Sentences that sites put under every article: they tell nothing of the event, and would join what has nothing in common.

use std::borrow::Cow;

/// A sentence with one of these is debris. In small letters.
const CUES: [&str; 18] = [
    "appeared first on",
    "first appeared on",
    "newsletter",
    "subscribe to",
    "sign up for",
    "sign up to",
    "your inbox",
    "read more",
    "continue reading",
    "read the full",
    "all rights reserved",
    "follow us on",
    "click here",
    "buy through our links",
    "this article was originally published",
    "download our app",
    "accept cookies",
    "support our journalism",
];
/// No more of a text is read than this by whoever asks (bytes).
const HEAD: usize = 2_400;

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

    #[test]
    fn what_stands_under_every_article_is_left_out() {
        let text = "The ferry ran aground. Sign up for our Newsletter to get more. Nobody was hurt.\nThe post Ferry appeared first on Coast Wire.";
        assert_eq!(without(text), "The ferry ran aground. Nobody was hurt.\n");
        assert_eq!(without("The ferry ran aground."), "The ferry ran aground.");
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_added(text: String) {
            let kept = without(&text).into_owned();
            proptest::prop_assert!(kept.len() <= text.len());
        }
    }
}
