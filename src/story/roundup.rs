//! What a headline says about its article: that it tells of many events, or how it writes names.

use super::words::words;

/// Headlines of round-ups have one of these. Only what is said of nothing else: a *briefing* is also what a ministry gives,
/// and what there is *to know* about one event belongs to it.
const ROUNDUPS: [&str; 14] = [
    "news in brief",
    "world in brief",
    "business in brief",
    "sport in brief",
    "news roundup",
    "news round-up",
    "news digest",
    "top stories",
    "today's headlines",
    "week in review",
    "week in pictures",
    "morning briefing",
    "evening briefing",
    "daily briefing",
];

/// Whether an article tells of many events.
pub(super) fn is_roundup(title: &str) -> bool {
    let title = title.as_bytes();
    let opens = |at: &usize| *at == 0 || title.get(at - 1).is_some_and(|before| *before == b' ');
    (0..title.len()).filter(opens).filter_map(|at| title.get(at..)).any(|rest| {
        let begins = |said: &&str| {
            rest.get(..said.len()).is_some_and(|part| part.eq_ignore_ascii_case(said.as_bytes()))
        };
        ROUNDUPS.iter().any(begins)
    })
}

/// Whether a headline writes everyday words small, so that a capital inside it shows a name.
pub(super) fn shows_names(title: &str) -> bool {
    let (mut small, mut all) = (0, 0);
    for word in words(title).filter(|word| !word.opens && word.text.len() > 3) {
        all += 1;
        small += usize::from(word.text.starts_with(char::is_lowercase));
    }
    all > 1 && small * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roundups_are_told_from_what_sounds_like_them() {
        assert!(is_roundup("World News in Brief: 3 May"));
        assert!(is_roundup("The week in review"));
        assert!(!is_roundup("Ministry gives briefing on the flood"));
        assert!(!is_roundup("Five things to know about the Karsin earthquake"));
        assert!(!is_roundup(""));
    }

    #[test]
    fn only_small_words_show_names() {
        assert!(shows_names("Helicopters reach villages cut off in Uldania"));
        assert!(!shows_names("Helicopters Reach Villages Cut Off in Uldania"));
        assert!(!shows_names("UPDATE"));
    }
}
